"""Knowledge of who and what: actors by name, the forces of any state by rule, nouns of persons and of things."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from recount.errors import KnowledgeError
from recount.knowledge.actors import ActorEntry, Kind, Name, Status, actor_rows, cells_of, fold, listed, name_table
from recount.knowledge.files import Entry, KnowledgeFile, read_file, read_yaml
from recount.model.own import OwnFile

_ES = ("s", "x", "z", "ch", "sh")
_STATES = "parties/states.yml"


def _words(value: Any) -> Any:
    """Words written with commas between them, as a list: long lists load ten times as fast so."""
    return [word.strip() for word in value.split(",") if word.strip()] if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
WordSet = Annotated[frozenset[str], BeforeValidator(_words)]


class StateFile(KnowledgeFile):
    """What the rule for states' forces needs beside the list of countries."""

    adjectives: dict[str, str]
    demonyms: dict[str, tuple[str, ...]]
    former: tuple[str, ...]
    not_countries: frozenset[str]
    with_body: frozenset[str]
    forces: tuple[str, ...]
    own_names: tuple[str, ...]
    examples: dict[str, tuple[str, ...]]
    counter_examples: dict[str, tuple[str, ...]]


class Role(Entry):
    """Nouns that say one thing of a person or body. `force`: the body of its state that the noun stands for.

    `armed`: bears arms for a group; `relational`: says nothing without whose; `number` many: a collective;
    `needs_side`: a party only beside a side's adjective ("Chadian warplanes"); `office`: tells an office or work.
    """

    kind: Kind
    status: Status
    nouns: Words
    name: str | None = None
    force: str | None = None
    number: Literal["many"] | None = None
    armed: bool = False
    relational: bool = False
    body: bool = False
    needs_side: bool = False
    office: bool = True


class BodyWords(Entry):
    """Words in a name that tell what the named body is."""

    kind: Kind
    status: Status
    words: WordSet
    force: str | None = None


class GroupNouns(Entry):
    nouns: WordSet


class PeopleFile(KnowledgeFile):
    """Nouns of persons and how they are counted; every list is of folded words in the singular."""

    roles: tuple[Role, ...]
    groups: GroupNouns
    quantities: WordSet
    age_nouns: WordSet
    members: WordSet
    tolls: WordSet
    sized: WordSet
    irregular: dict[str, str]
    always_many: WordSet
    kin: WordSet  # "the family of" one person is not that person
    mass: WordSet
    not_after: dict[str, WordSet]
    loaded: WordSet
    neutral: dict[str, str]
    plurals: dict[str, str]
    kept: WordSet
    doubted: WordSet
    civilian_words: WordSet
    sexes: dict[str, WordSet]
    ages: dict[str, WordSet]
    age_words: dict[str, WordSet]
    honorifics: WordSet
    ranks: dict[str, str]
    pronouns: dict[str, WordSet]
    persons: WordSet
    not_said: WordSet
    suffixes: Words
    not_suffixed: WordSet
    peoples: Words
    bodies: tuple[BodyWords, ...]
    anaphors: dict[str, WordSet]
    links: dict[str, WordSet]
    frames: dict[str, str]
    age_within: tuple[str, ...]
    age_after: str
    adult_from: int


class ThingEntry(Entry):
    """Nouns of a weapon or of a thing that can be hit; `acting`: its class where it acts ("a helicopter fired")."""

    kind: Literal["weapon", "munition", "vehicle", "building", "infrastructure", "animal", "place_part", "measure"]
    name: str
    nouns: Words
    acting: Literal["weapon"] | None = None


class ThingFile(KnowledgeFile):
    things: tuple[ThingEntry, ...]
    units: dict[str, str]


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of persons or bodies in one of its forms."""

    role: Role
    singular: str
    plural: bool


@dataclass(frozen=True, slots=True)
class State:
    code: str
    name: str
    adjective: str


@dataclass(frozen=True, slots=True)
class Force:
    key: str
    word: str
    kind: str
    status: str


@dataclass(frozen=True, eq=False)
class PartyKnowledge:
    """All tables, looked up by folded words. Compared by identity: one is loaded for the whole process.

    `names` is keyed by a name's first folded word, longest first; `nouns` and `things` by the whole noun in lower
    case; `demonyms` and `countries` by folded words, with every code they may stand for.
    """

    actors: dict[str, ActorEntry]
    names: dict[str, tuple[Name, ...]]
    states: dict[str, State]
    forces: dict[str, Force]
    demonyms: dict[tuple[str, ...], frozenset[str]]
    countries: dict[tuple[str, ...], frozenset[str]]
    with_body: frozenset[tuple[str, ...]]
    not_countries: frozenset[tuple[str, ...]]
    peoples: frozenset[tuple[str, ...]]
    nouns: dict[str, Noun]
    things: dict[str, ThingEntry]
    people: PeopleFile
    units: dict[str, str]

    def state_actor(self, code: str, force: str) -> ActorEntry:
        """The force of one state, by rule: ("IL", "military") is "Israeli military", id "il-military"."""
        state, body = self.states[code], self.forces[force]
        return ActorEntry(f"{code.lower()}-{force}", f"{state.adjective} {body.word}", body.kind, (code,))

    def actor(self, key: str) -> ActorEntry:
        """The actor of this id: a row of the tables, or a state's force ("ng-police")."""
        if key in self.actors:
            return self.actors[key]
        code, _, force = key.partition("-")
        if code.upper() not in self.states or force not in self.forces:
            raise KnowledgeError(f"no actor has the id {key}")
        return self.state_actor(code.upper(), force)


def plural_of(noun: str, plurals: dict[str, str]) -> str:
    """The plural of a noun, on its last word; of "chief of police" and "son-in-law" on the word before the joint."""
    if noun in plurals:
        return plurals[noun]
    for joint in (" of ", "-in-"):
        head, joined, rest = noun.partition(joint)
        if joined:
            return plural_of(head, plurals) + joined + rest
    before, space, last = noun.rpartition(" ")
    if space and last in plurals:
        return before + space + plurals[last]
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(_ES) else "s")


@cache
def load_parties(own: OwnFile | None = None) -> PartyKnowledge:
    """Every table of persons, bodies and things, for English reports; with the actors of a user's `own` file."""
    people = read_file("en/people.yml", PeopleFile)
    things = read_file("en/things.yml", ThingFile)
    states = read_file(_STATES, StateFile)
    codes, demonyms, countries = _states(states)
    rows = actor_rows(own)
    entries = {entry.id: entry for entry, _ in rows}
    forces = {f.key: f for f in (Force(*cells_of(row, 4, _STATES)) for row in states.forces)}
    named = [(entry.id, name) for entry, names in rows for name in names]
    named += [(key, name) for key, names in map(_own_row, states.own_names) for name in names]
    return PartyKnowledge(
        actors=entries,
        names=name_table(named),
        states=codes,
        forces=forces,
        demonyms=demonyms,
        countries=countries,
        with_body=frozenset(map(fold, states.with_body)),
        not_countries=frozenset(map(fold, states.not_countries)),
        peoples=frozenset(map(fold, people.peoples)),
        nouns=_noun_table(people),
        things=_thing_table(things, people),
        people=people,
        units=things.units,
    )


def _own_row(row: str) -> tuple[str, list[str]]:
    key, names = cells_of(row, 2, _STATES)
    return key, listed(names)


def _states(
    file: StateFile,
) -> tuple[dict[str, State], dict[tuple[str, ...], frozenset[str]], dict[tuple[str, ...], frozenset[str]]]:
    states: dict[str, State] = {}
    demonyms: dict[tuple[str, ...], set[str]] = {}
    countries: dict[tuple[str, ...], set[str]] = {}
    for code, name, names, words in _countries(file):
        states[code] = State(code, name, file.adjectives.get(code, words[0] if words else name))
        for word in words:
            demonyms.setdefault(fold(word), set()).add(code)
        for each in names:
            countries.setdefault(fold(each), set()).add(code)
    return (
        states,
        {k: frozenset(v) for k, v in demonyms.items()},
        {k: frozenset(v) for k, v in countries.items()},
    )


def _countries(file: StateFile) -> Iterator[tuple[str, str, list[str], list[str]]]:
    """(code, name, all names, demonyms) of every state, the past ones last."""
    for row in read_yaml("places/countries.yml")["countries"]:
        more = file.demonyms.get(row["id"], ())
        yield row["id"], row["name"], [row["name"], *row.get("aliases", ())], [*row.get("demonyms", ()), *more]
    for row in file.former:
        code, name, adjective, _, names = cells_of(row, 5, _STATES)
        yield code, name, [name, *listed(names)], [adjective, *listed(names)]


def _noun_table(people: PeopleFile) -> dict[str, Noun]:
    table: dict[str, Noun] = {}
    for role in people.roles:
        for noun in role.nouns:
            table.setdefault(noun, Noun(role, people.irregular.get(noun, noun), noun in people.always_many))
    for noun, entry in list(table.items()):
        if not entry.plural:
            table.setdefault(plural_of(noun, people.plurals), Noun(entry.role, entry.singular, True))
    for form, noun in people.irregular.items():
        if noun in table:
            table[form] = Noun(table[noun].role, noun, True)
    return table


def _thing_table(file: ThingFile, people: PeopleFile) -> dict[str, ThingEntry]:
    table: dict[str, ThingEntry] = {}
    for thing in file.things:
        for noun in thing.nouns:
            for form in (noun, plural_of(noun, people.plurals)):
                table.setdefault(form, thing)
    return table
