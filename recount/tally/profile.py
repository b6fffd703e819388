"""Profiles: named, versioned rules by which claims become low, best and high."""

from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import Field

from recount.errors import KnowledgeError
from recount.knowledge.files import KnowledgeFile, open_own, parse_own, read_file


class Profile(KnowledgeFile):
    """What outweighs what. The same for every side."""

    id: str
    title: str
    vague: Literal["bounds", "points"]
    points: dict[str, int] = Field(default_factory=dict)
    bare_plural: int | None = None
    tie: Literal["lowest", "highest"]
    rivals: Literal["range", "lowest"] = "range"
    directness: tuple[tuple[str, ...], ...]
    own_losses_first: bool
    attackers_in_total: bool
    best: Literal["direct", "low"] = "direct"  # low: of figures that differ the lowest lower bound is best, too
    combatants_in_total: bool = True  # False: fighters and forces are groups of their own, in no sum
    unknown_as: Literal["unknown", "civilian"] = "unknown"  # what the dead are whose standing no words tell (R36)
    doer_is_proof: bool = True  # False: that the dead were fighters is not so by the word of who did it alone (R36)
    far: int  # a total without time or place that is more than so many times the incident's own figure is asked about

    def rank(self, kind: str) -> int:
        """How direct a kind of speaker is; 0 is the most direct."""
        return next((i for i, kinds in enumerate(self.directness) if kind in kinds), len(self.directness))


def profiles() -> list[str]:
    """The names of the shipped profiles, sorted."""
    folder = files("recount.knowledge").joinpath("data", "profiles")
    return sorted(f.name.removesuffix(".yml") for f in folder.iterdir() if f.name.endswith(".yml"))


_OWN: dict[str, Profile] = {}  # profiles of users' own that were loaded, by their ids


def profile_of(profile_id: str) -> Profile:
    """The profile with this id, as a record names it ("literal-v1"): a shipped one, or a user's own that was loaded.
    Raises KnowledgeError for any other."""
    if profile_id in _OWN:
        return _OWN[profile_id]
    found = [profile for profile in map(_shipped, profiles()) if profile.id == profile_id]
    if not found:
        raise KnowledgeError(f"no profile has the id '{profile_id}'; this recount is of another version")
    return found[0]


def load_profile(name: str = "literal") -> Profile:
    """The shipped profile of this name, or the one in a user's own YAML file, named by its path.

    Raises KnowledgeError that lists the names there are, or names the fault of the file: a profile of one's own has an
    id that no shipped one has.
    """
    if not name.endswith((".yml", ".yaml")):
        return _shipped(name)
    profile = parse_own(open_own(name), Profile)
    if any(profile.id == _shipped(other).id for other in profiles()):
        raise KnowledgeError(f"{name}: a shipped profile has the id '{profile.id}'; give yours another")
    _OWN[profile.id] = profile
    return profile


@cache
def _shipped(name: str) -> Profile:
    if name not in profiles():
        raise KnowledgeError(f"no profile '{name}'; there are {', '.join(profiles())}, or name a .yml file of your own")
    return read_file(f"profiles/{name}.yml", Profile)
