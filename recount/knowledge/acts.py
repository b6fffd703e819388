"""Knowledge of harms and acts: which words tell of them, and where victims and agents stand around those words."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from recount.knowledge.files import Entry, KnowledgeFile, read_file

FILES = ("en/harms.yml", "en/acts.yml")


class ActEntry(Entry):
    """One way to tell of a harm or an act. Words are lemmas; several words are one pattern."""

    act: str
    harm: str | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    victim: Literal["object", "subject", "of", "self", "value", "none"] = "none"
    agent: Literal["subject", "by", "none"] = "none"
    target: Literal["object", "none"] = "none"
    needs: tuple[str, ...] = ()  # verbs one of which must govern the noun, or the state where no noun bears it
    bearers: tuple[str, ...] = ()  # verbs whose subject bears the noun ("suffered injuries", "joined a protest")
    not_under: tuple[str, ...] = ()  # verbs under which the noun tells of nothing ("sentenced to death")
    needs_object_or_number: bool = False  # ("fled the town", "300 families fled"; not "the driver fled")
    remains: bool = False  # its noun is what is left of the dead, and is the harmed where nobody else is named
    mention: bool = False  # says that there was harm, never of whom ("a deadly blast"): always set aside
    needs_victim: bool = False  # without persons who suffer it the word tells of nothing ("smoke hung over the town")
    needs_counted: bool = False  # only of one person or a number of persons; of others the act is told ("attacked")
    agents: Literal["any", "official", "other"] = "any"  # who can do it: forces and bodies of a state, or anybody else
    needs_armed_agent: bool = False
    needs_party_agent: bool = False  # who does it, where the words say, is a person or body ("the drought threatens")
    needs_party_target: bool = False  # a person or body must be told whom it is done to ("charged the mayor")
    not_forms: frozenset[str] = frozenset()  # forms of its words that tell of another matter ("hung", not "hanged")
    question: str | None = None  # why its word has two readings, of which neither is taken
    not_with: frozenset[str] = frozenset()  # words beside it that make it another matter ("heart attack")
    not_armed: bool = False  # of or by armed persons it is not this ("the gunmen fled", "soldiers blocked the road")
    under_negation: bool = False  # it tells of the harm only where it is negated ("did not survive")
    needs_weapon: bool = False
    bare_in_passive: tuple[str, ...] = ()  # wordings whose preposition has no noun in the passive ("was shot at")
    needs_place_target: bool = False
    needs_thing_target: bool = False  # a building, vehicle or other work must be what is hit ("burned 30 houses")
    hits_what_is_near: bool = False  # it hits the things it is told to be at, in or near ("exploded outside the court")
    effect: str | None = None  # what becomes of the things it hits: destroyed damaged burned looted


class ActFile(KnowledgeFile):
    entries: tuple[ActEntry, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One wording of an entry: its first word, the words that follow, and its form (verb noun state)."""

    entry: ActEntry
    words: tuple[str, ...]
    form: str


@dataclass(frozen=True)
class Acts:
    """All entries by id, and their patterns by the word they are looked up under (the head's lemma)."""

    entries: dict[str, ActEntry]
    patterns: dict[str, tuple[Pattern, ...]]


def _patterns(entry: ActEntry) -> list[tuple[str, Pattern]]:
    found = []
    for form, wordings in (("verb", entry.verbs), ("noun", entry.nouns), ("state", entry.states)):
        for wording in wordings:
            words = tuple(wording.split())
            # A verb pattern is known by its verb, a noun's by its last word (the head); "loss of life" by its first.
            key = words[-1] if form == "noun" and "of" not in words else words[0]
            found.append((key, Pattern(entry, words, form)))
    return found


@cache
def load_acts() -> Acts:
    """Every harm and act of the English knowledge, longest wording first under each word."""
    entries = [entry for name in FILES for entry in read_file(name, ActFile).entries]
    table: dict[str, list[Pattern]] = {}
    for entry in entries:
        for key, pattern in _patterns(entry):
            table.setdefault(key, []).append(pattern)
    ordered = {k: tuple(sorted(v, key=lambda p: -len(p.words))) for k, v in table.items()}
    return Acts({entry.id: entry for entry in entries}, ordered)
