"""Knowledge of words of time: what each means for the calendar, and which words only look like a date."""

import re
from dataclasses import dataclass
from functools import cache

from pydantic import Field, field_validator

from recount.knowledge.files import Entry, KnowledgeFile, read_file
from recount.knowledge.numbers import load_numbers

# The atoms that the grammar of dates reads: letters, digits, and every other sign alone.
ATOM = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")


class TimeEntry(Entry):
    """Words of one term of the grammar, each with its value (0 where the word alone says it)."""

    term: str
    words: dict[str, int]

    @field_validator("words", mode="before")
    @classmethod
    def _without_values(cls, words: object) -> object:
        return dict.fromkeys(words, 0) if isinstance(words, list) else words


class ClaimWords(KnowledgeFile):
    """The words by which a claim's own time is told from other times of its sentence."""

    speech: frozenset[str]  # lemmas of verbs that say, whose date is the speaker's
    bounds: frozenset[str]  # before a date: it bounds the act and does not date it
    once: frozenset[str]  # with the simple past they date one act, roughly: "recently"
    up_to: frozenset[str]  # before a date: a number told of harm is a total of all the time before it
    apart: frozenset[str]  # before a noun: its date is another act's
    topics: frozenset[str]  # before a noun: the sentence is about it and tells of something later
    court: frozenset[str]  # lemmas of verbs of courts and the police: what one is charged with was done before
    apart_clauses: frozenset[str]  # before a clause: likewise
    since: frozenset[str]
    begins: frozenset[str]  # lemmas of verbs that say when something lasting began
    lasting: frozenset[str]  # lemmas of nouns of what lasts for weeks or longer, whose first day is not its dead's
    occasions: frozenset[str]  # lemmas of nouns of what is done in hours: what is done "in" it is of its day
    reports: frozenset[str]  # lemmas of verbs that bring news of an act ("clashes were reported on Sunday")
    happens: frozenset[str]  # lemmas of verbs whose subject is an act and no person: "which occurred", "carried out by"
    near: tuple[str, ...]  # words that make the time of telling the time of the act
    future: frozenset[str]  # lemmas of auxiliaries that tell of what is to come


class TimeFile(KnowledgeFile):
    entries: tuple[TimeEntry, ...] = Field(min_length=1)
    claims: ClaimWords


class MoreWordsFile(KnowledgeFile):
    """Words of time that stand beside those of the time file, for a reader that needs more of them."""

    entries: tuple[TimeEntry, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Term:
    """One word or wording of time, `length` atoms long: its term in the grammar and its value."""

    name: str
    value: int
    length: int


@dataclass(frozen=True)
class Times:
    """All words of time by their first atom, longest wording first, and number words by theirs."""

    entries: tuple[TimeEntry, ...]
    claims: ClaimWords
    terms: dict[str, tuple[tuple[tuple[str, ...], Term], ...]]
    cardinals: dict[str, int]

    def at(self, words: tuple[str, ...]) -> tuple[Term, ...]:
        """The terms that begin `words` (lower-case atoms), longest first."""
        known = self.terms.get(words[0], ()) if words else ()
        return tuple(term for wording, term in known if words[: len(wording)] == wording)

    @property
    def longest(self) -> int:
        """Atoms in the longest wording."""
        return max(len(wording) for known in self.terms.values() for wording, _ in known)


@cache
def load_times() -> Times:
    """The English words of time."""
    file = read_file("en/times.yml", TimeFile)
    return _times(file.entries, file.claims)


@cache
def load_timex() -> Times:
    """The words of time that TIMEX3 writes down: those of `load_times`, and those that date no claim."""
    return _times((*load_times().entries, *load_timex_entries()), load_times().claims)


@cache
def load_timex_entries() -> tuple[TimeEntry, ...]:
    """The entries of `load_timex` that `load_times` lacks."""
    return read_file("en/timex.yml", MoreWordsFile).entries


def _times(entries: tuple[TimeEntry, ...], claims: ClaimWords) -> Times:
    table: dict[str, list[tuple[tuple[str, ...], Term]]] = {}
    for entry in entries:
        for words, value in entry.words.items():
            wording = tuple(ATOM.findall(words.lower().replace("’", "'")))
            table.setdefault(wording[0], []).append((wording, Term(entry.term, value, len(wording))))
    ordered = {first: tuple(sorted(known, key=lambda pair: -pair[1].length)) for first, known in table.items()}
    return Times(entries, claims, ordered, dict(load_numbers().cardinals))


def ordinal_of(word: str) -> int | None:
    """7 for "seventh" and "7th", None for what is no ordinal."""
    atoms = tuple(ATOM.findall(word.lower()))
    if len(atoms) == 2 and atoms[0].isdigit() and any(t.name == "suffix" for t in load_times().at(atoms[1:])):
        return int(atoms[0])
    return next((t.value for t in load_times().at(atoms) if t.name == "ordinal" and t.length == len(atoms)), None)
