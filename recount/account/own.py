"""By what a store's reports are read and its tolls are made: kept with the store."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version

from sqlalchemy import Connection

from recount.knowledge.files import open_own
from recount.knowledge.stamp import knowledge_stamp
from recount.language.pack import languages, load_pack
from recount.model.held import Held
from recount.model.own import Own, OwnFile
from recount.model.reading import Reading, Stamp
from recount.record import Owned
from recount.store.codec import from_json, to_json
from recount.store.settings import get_setting, keep_setting

_OWN, _PROFILE = "own", "profile"


def opened(given: Mapping[str, str]) -> dict[str, OwnFile | str]:
    """The files that a user names (actors, codebook, gazetteer), opened; of a gazetteer its path."""
    return {name: path if name == "gazetteer" else open_own(path) for name, path in given.items()}


def own_of(connection: Connection) -> Own:
    """The files of the user's own that the store's reports are read with."""
    kept = get_setting(connection, _OWN)
    return Own() if kept is None else from_json(Own, kept)


def keep_own(connection: Connection, given: Mapping[str, OwnFile | str]) -> Own:
    """Keeps the files that are given for those of before, and returns all that hold now."""
    before = own_of(connection)
    held = {"actors": before.actors, "codebook": before.codebook, "gazetteer": before.gazetteer, **given}
    own = Own(**held)  # type: ignore[arg-type]
    if own != before:
        keep_setting(connection, _OWN, to_json(own))
    return own


def kept_profile(connection: Connection) -> str:
    """The profile by which the store keeps its tolls."""
    return get_setting(connection, _PROFILE) or "literal"


def keep_profile(connection: Connection, name: str) -> None:
    keep_setting(connection, _PROFILE, name)


def reading_of(held: Held, own: Own) -> Reading:
    """A reading without any decision, of what the store holds."""
    return Reading(
        held.stamp,
        held.document,
        held.claims,
        (),
        (),
        held.aside,
        unread=held.unread,
        as_read=held.claims,
        read_aside=held.aside,
        sentences=held.sentences,
        codebook=own.codebook,
        gazetteer=own.gazetteer,
    )


@dataclass(frozen=True, slots=True)
class Today:
    """The rules that are installed now."""

    recount: str
    knowledge: str
    gazetteer: str

    def made(self, stamp: str) -> bool:
        """Whether a reading of this stamp (as the store has it) is by these rules."""
        found = from_json(Stamp, stamp)
        if (found.recount, found.knowledge, found.gazetteer) != (self.recount, self.knowledge, self.gazetteer):
            return False
        return found.language_pack in _packs() or (found.language_pack is None)


def today(owned: Owned) -> Today:
    """The rules that a report would be read by now."""
    return Today(version("recount"), knowledge_stamp(owned.actors, owned.codebook), owned.places)


def _packs() -> set[str]:
    found = (load_pack(language) for language in languages())
    return {f"{pack.name} {pack.version}" for pack in found if pack is not None}
