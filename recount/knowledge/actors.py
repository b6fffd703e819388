"""Actors by name: the rows of the actor files, shipped or a user's own, and the table by which names are found."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from pydantic import Field

from recount.errors import KnowledgeError
from recount.knowledge.files import KnowledgeFile, parse_own, read_file, read_yaml
from recount.model.own import OwnFile

REGIONS = ("africa", "americas", "asia", "europe", "middle_east", "world")
_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"(?<=\b\w)\.")
_YEARS = re.compile(r"(\d{4})?-(\d{4})?")
_MARKS = "=~"
_SHORTEST = 2
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Kind = Literal[
    "state_forces", "rebel", "militia", "political", "civilians", "protesters", "rioters", "external", "organisation",
    "media", "government", "person", "people", "unknown",
]  # fmt: skip
Status = Literal["civilian", "combatant", "security_forces", "attacker", "unknown"]


class ActorFile(KnowledgeFile):
    """Rows `id | name | kind | countries | years | other names | sources`, and sentences that run as tests.

    `sources` of the file: works by their key, beside those of parties/sources.yml.
    """

    actors: tuple[str, ...]
    sources: dict[str, str] = Field(default_factory=dict)
    examples: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    counter_examples: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class SourceFile(KnowledgeFile):
    """Works in which a reader can look an actor up, by the key that stands in the rows."""

    works: dict[str, str]


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """One actor. `countries` are ISO 3166-1 alpha-2; the years are those in which it existed, None where open.

    `sources` are keys of works in which it can be looked up; a state's force that follows by rule has none.
    """

    id: str
    name: str
    kind: str
    countries: tuple[str, ...] = ()
    valid_from: int | None = None
    valid_to: int | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """A name of one or more actors: folded words, their spelling, and whether only that very spelling counts.

    `local`: those of the actors that bear it only in reports that speak of a country of theirs.
    """

    words: tuple[str, ...]
    spelling: tuple[str, ...]
    strict: bool
    ids: tuple[str, ...]
    local: frozenset[str] = frozenset()


def spell(text: str) -> tuple[str, ...]:
    """Words without accents and marks, in their own case: "Martí (I.R.A.)" -> ("Marti", "IRA")."""
    plain = text if text.isascii() else _unaccented(text)
    if "." in plain:
        plain = _DOTTED.sub("", plain)
    return tuple(_WORD.findall(plain))


def fold(text: str) -> tuple[str, ...]:
    """As `spell`, without case: "I.R.A." -> ("ira",)."""
    return tuple(word.casefold() for word in spell(text))


def _unaccented(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def read_actors(region: str) -> ActorFile:
    """The actors of one region, e.g. `read_actors("africa")`."""
    return read_file(f"parties/{region}.yml", ActorFile)


def read_works() -> dict[str, str]:
    """The works that rows name as their sources, by key."""
    return read_file("parties/sources.yml", SourceFile).works


@cache
def actor_rows(own: OwnFile | None = None) -> tuple[tuple[ActorEntry, list[str]], ...]:
    """Every actor with its names as written. A user's row takes the place of a shipped one of the same id.

    Raises KnowledgeError that names the file, the row and the fault.
    """
    works, countries = read_works(), _codes()
    rows: dict[str, tuple[ActorEntry, list[str]]] = {}
    for region in REGIONS:
        rows.update(_rows(f"parties/{region}.yml", read_actors(region), works, countries, rows))
    if own is not None:
        rows.update(_rows(own.name, parse_own(own, ActorFile), works, countries, {}))
    return tuple(rows.values())


def _codes() -> frozenset[str]:
    """Codes of countries, of ISO 3166-1 and, for states that are no more, of 3166-3."""
    former = [row.partition("|")[0].strip() for row in read_yaml("parties/states.yml")["former"]]
    return frozenset([*(row["id"] for row in read_yaml("places/countries.yml")["countries"]), *former])


def _rows(
    name: str, file: ActorFile, works: dict[str, str], countries: frozenset[str], taken: Iterable[str]
) -> dict[str, tuple[ActorEntry, list[str]]]:
    known = works.keys() | file.sources.keys()
    found: dict[str, tuple[ActorEntry, list[str]]] = {}
    for row in file.actors:
        entry, names = _actor_row(row, name, known, countries)
        if entry.id in found or entry.id in taken:
            raise KnowledgeError(f"{name}: {entry.id}: two actors have this id; give one of them another")
        found[entry.id] = entry, names
    return found


def cells_of(row: str, number: int, name: str) -> list[str]:
    """The columns of a row. Raises KnowledgeError that names the file `name` where they are not so many."""
    cells = [cell.strip() for cell in row.split("|")]
    if len(cells) != number:
        raise KnowledgeError(f"{name}: a row has {len(cells)} columns between its |, not {number}: {row}")
    return cells


def listed(text: str) -> list[str]:
    """The parts of a cell between semicolons."""
    return [part.strip() for part in text.split(";") if part.strip()]


def _actor_row(
    row: str, name: str, works: frozenset[str] | set[str], countries: frozenset[str]
) -> tuple[ActorEntry, list[str]]:
    key, called, kind, places, years, aliases, sources = cells_of(row, 7, name)
    codes = tuple(places.split()) if places != "-" else ()
    first, last = _years(years, f"{name}: {key}")
    entry = ActorEntry(key, called.lstrip(_MARKS), kind, codes, first, last, tuple(sources.split()))
    names = [called, *listed(aliases)]
    fault = _fault(entry, names, works, countries)
    if fault is not None:
        raise KnowledgeError(f"{name}: {key}: {fault}")
    return entry, names


def _years(years: str, place: str) -> tuple[int | None, int | None]:
    span = _YEARS.fullmatch(years)
    if span is None:
        raise KnowledgeError(f"{place}: years '{years}' not understood; write 1990-2005, 1990- or -")
    first, last = (int(year) if year else None for year in span.groups())
    if first is not None and last is not None and last < first:
        raise KnowledgeError(f"{place}: the years {years} end before they begin")
    return first, last


def _fault(
    entry: ActorEntry, names: list[str], works: frozenset[str] | set[str], countries: frozenset[str]
) -> str | None:
    """What is wrong with a row, with its remedy; None where nothing is."""
    if not _ID.fullmatch(entry.id):
        return "an id is of small letters, digits and single hyphens"
    if entry.kind not in get_args(Kind):
        return f"there is no kind '{entry.kind}'; kinds are {', '.join(get_args(Kind))}"
    unknown = [code for code in entry.countries if code not in countries]
    if unknown:
        return f"'{unknown[0]}' is no country; write two letters of ISO 3166-1, or - for no country of its own"
    empty = [each for each in names if not any(map(str.isalnum, each))]
    if empty:
        return f"the name '{empty[0]}' has no word in it"
    missing = [key for key in entry.sources if key not in works]
    if missing:
        return f"no source has the key '{missing[0]}'; add it under sources"
    return None if entry.sources else "no source; name a work in which the actor can be looked up"


def name_table(named: Iterable[tuple[str, str]]) -> dict[str, tuple[Name, ...]]:
    """Names by their first folded word, longest first, from pairs of an id and a name as written.

    Of several spellings the one with the fewest capitals counts. "The" may be left out where two words or more are
    left. Marks before a name: "=" makes it strict, "~" local.
    """
    found: dict[tuple[tuple[str, ...], bool], tuple[tuple[str, ...], dict[str, bool]]] = {}
    for key, written in named:
        marks = written[: len(written) - len(written.lstrip(_MARKS))]
        for part in _forms(spell(written)):
            words = tuple(word.casefold() for word in part)
            spelled, keys = found.get((words, "=" in marks), (part, {}))
            keys[key] = "~" in marks and keys.get(key, True)
            found[words, "=" in marks] = min(spelled, part, key=_capitals), keys
    table: dict[str, list[Name]] = {}
    for (words, strict), (part, keys) in found.items():
        local = frozenset(key for key, is_local in keys.items() if is_local)
        table.setdefault(words[0], []).append(Name(words, part, strict, tuple(sorted(keys)), local))
    for names in table.values():
        names.sort(key=lambda name: (-len(name.words), name.strict, name.words))
    return {word: tuple(names) for word, names in table.items()}


def _capitals(spelled: tuple[str, ...]) -> int:
    return sum(word[:1].isupper() for word in spelled)


def _forms(spelled: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """A name with and without "the": "The Times" keeps it, or every "times" would be the paper."""
    if spelled[0] != "The":
        return (spelled,)
    full = ("the", *spelled[1:])
    return (full, spelled[1:]) if len(spelled) > _SHORTEST else (full,)
