"""Knowledge of persons, bodies and things: nouns of people, named actors, states and their forces."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from recount.knowledge.files import Entry, KnowledgeFile, read_file, read_yaml
from recount.knowledge.places import countries, demonyms

ACTOR_FILES = ("africa", "americas", "asia", "europe", "middle_east", "world")


class Role(Entry):
    """Nouns of persons or bodies of one kind; see people.yml."""

    nouns: tuple[str, ...]
    kind: str
    status: str
    name: str | None = None
    force: str | None = None
    number: Literal["many"] | None = None
    body: bool = False
    armed: bool = False
    office: bool = True
    relational: bool = False
    needs_side: bool = False


class BodyWord(Entry):
    """What a named body is, by a word in its name."""

    kind: str
    status: str
    words: frozenset[str]
    force: str | None = None


class Nouns(BaseModel):
    """A bare list of nouns with its examples."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    nouns: frozenset[str]


class Pronouns(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    one: frozenset[str]
    many: frozenset[str]


class PeopleFile(KnowledgeFile):
    """en/people.yml."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    roles: tuple[Role, ...]
    groups: Nouns
    always_many: frozenset[str]
    mass: frozenset[str]
    not_after: dict[str, frozenset[str]]
    neutral: dict[str, str]
    plurals: dict[str, str]
    irregular: dict[str, str]
    doubted: frozenset[str]
    civilian_words: frozenset[str]
    sexes: dict[str, frozenset[str]]
    ages: dict[str, frozenset[str]]
    age_words: dict[str, frozenset[str]]
    honorifics: frozenset[str]
    ranks: dict[str, str]
    pronouns: Pronouns
    persons: frozenset[str]
    suffixes: tuple[str, ...]
    not_suffixed: frozenset[str]
    peoples: frozenset[str]
    bodies: tuple[BodyWord, ...]


class ThingEntry(Entry):
    """Things of one class under one neutral name; see things.yml."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    nouns: tuple[str, ...]
    name: str
    sort: Literal["weapon", "munition", "vehicle", "building", "infrastructure", "animal", "measure"]


class ThingFile(KnowledgeFile):
    entries: tuple[ThingEntry, ...]


class StatesFile(KnowledgeFile):
    """parties/states.yml."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    adjectives: dict[str, str]
    demonyms: dict[str, tuple[str, ...]]
    not_countries: frozenset[str]
    forces: tuple[str, ...]
    own_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A named actor. `countries`: ISO codes where it acts or is from."""

    id: str
    name: str
    kind: str
    status: str
    countries: tuple[str, ...]


@dataclass(frozen=True)
class PartyKnowledge:
    """Look-up tables. Keys are lower-case words; a name's key is the tuple of its words."""

    people: PeopleFile
    role_of: dict[str, Role]
    thing_of: dict[str, ThingEntry]
    named: dict[str, tuple[tuple[tuple[str, ...], bool, Known], ...]]  # by first word: (words, exact spelling, actor)
    sides: dict[str, str]  # demonym or country name -> ISO code, where it is the only one
    adjectives: dict[str, str]  # ISO code -> adjective
    forces: dict[str, tuple[str, str, str]]  # force -> (neutral word, kind, status)
    peoples: frozenset[str]

    def force_of(self, force: str, country: str) -> Known | None:
        """The force of a state by rule: ("military", "IL") is the Israeli military, il-military."""
        words = self.forces.get(force)
        adjective = self.adjectives.get(country)
        if words is None or adjective is None:
            return None
        return Known(f"{country.lower()}-{force}", f"{adjective} {words[0]}", words[1], words[2], (country,))


_STATUS = {
    "rebel": "combatant",
    "militia": "combatant",
    "state_forces": "security_forces",
    "external": "security_forces",
    "government": "civilian",
    "organisation": "civilian",
    "media": "civilian",
}


@cache
def load_parties() -> PartyKnowledge:
    """All of it, built once."""
    people = read_file("en/people.yml", PeopleFile)
    states = read_file("parties/states.yml", StatesFile)
    sides = _sides(states)
    adjectives = _adjectives(states)
    forces = {a: (b, c, d) for a, b, c, d in (_cells(row) for row in states.forces)}
    bare = PartyKnowledge(people, {}, {}, {}, sides, adjectives, forces, frozenset(p.lower() for p in people.peoples))
    role_of = {noun.lower(): role for role in people.roles for noun in role.nouns}
    thing_of = {noun: entry for entry in _things() for noun in entry.nouns}
    return PartyKnowledge(people, role_of, thing_of, _named(states, bare), sides, adjectives, forces, bare.peoples)


def _things() -> tuple[ThingEntry, ...]:
    return read_file("en/things.yml", ThingFile).entries


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.split("|")]


def _sides(states: StatesFile) -> dict[str, str]:
    """Words that tell one state: its demonyms and its name; a word of two states tells neither."""
    found: dict[str, set[str]] = {}
    for word, codes in demonyms().items():
        found.setdefault(word, set()).update(codes)
    for code, words in states.demonyms.items():
        for word in words:
            found.setdefault(word.lower(), set()).add(code)
    for country in countries():
        for name in (country.name, *country.aliases):
            if name not in states.not_countries:
                found.setdefault(name.lower(), set()).add(country.id)
    return {word: next(iter(codes)) for word, codes in found.items() if len(codes) == 1}


def _adjectives(states: StatesFile) -> dict[str, str]:
    first = {c.id: c.demonyms[0] for c in countries() if c.demonyms}
    return first | states.adjectives


def _named(states: StatesFile, knowledge: PartyKnowledge) -> dict[str, tuple[tuple[tuple[str, ...], bool, Known], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], bool, Known]]] = {}
    rows = [_cells(row) for name in ACTOR_FILES for row in read_yaml(f"parties/{name}.yml")["actors"]]
    for actor_id, name, kind, codes, _, others in rows:
        actor = Known(actor_id, name, kind, _STATUS.get(kind, "unknown"), tuple(codes.split()))
        _add_names(table, actor, [name, *others.split(";")])
    for row in states.own_names:
        key, names = _cells(row)
        country, _, force = key.partition("-")
        known = knowledge.force_of(force, country.upper())
        if known is not None:
            _add_names(table, known, names.split(";"))
    return {k: tuple(sorted(v, key=lambda n: (-len(n[0]), n[0], n[2].id))) for k, v in table.items()}


def _add_names(table: dict[str, list[tuple[tuple[str, ...], bool, Known]]], actor: Known, names: list[str]) -> None:
    for name in names:
        tidy = name.strip()
        exact = tidy.startswith("=")
        words = tuple(re.findall(r"\w+", tidy.lower()))
        if words:
            table.setdefault(words[0], []).append((words, exact, actor))
