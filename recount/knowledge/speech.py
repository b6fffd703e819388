"""Knowledge of speech: words of saying, the kinds of those who speak, and the words that hedge what is said."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from recount.knowledge.actors import actor_rows
from recount.knowledge.files import Entry, KnowledgeFile, read_file
from recount.model.mention import Standing
from recount.model.own import OwnFile

Attitude = Literal["says", "denies", "threatens", "expects", "asks"]
Wording = tuple[str, ...]
Kind = Literal["official", "party", "witness", "medic", "organisation", "media", "person", "unnamed"]


class SayingEntry(Entry):
    """One way to tell that somebody says something; the fields are explained in `en/speech.yml`."""

    attitude: Attitude
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    source: Literal["subject", "object", "phrase"] = "subject"
    object: bool = False
    not_objects: frozenset[str] = frozenset()
    only_objects: frozenset[str] = frozenset()
    numbered_objects: frozenset[str] = frozenset()
    clauses: bool = True
    finite: bool = False
    infinitive: bool = False
    content_of: frozenset[str] = frozenset()


class KindEntry(Entry):
    """Words that tell what kind of speaker a phrase names. A weak word yields to the words beside it."""

    kind: Kind
    words: tuple[str, ...]
    weak: bool = False


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Papers(_Table):
    """Heads of phrases that are papers ("statement"), the prepositions before those who made them, and what papers
    stand on ("page")."""

    words: frozenset[str]
    makers: frozenset[str]
    media: frozenset[str]


class Pronouns(_Table):
    """Pronouns by what they stand for."""

    person: frozenset[str]
    body: frozenset[str]
    many: frozenset[str]
    self: frozenset[str]
    relative: frozenset[str]
    anyone: frozenset[str]


class Roles(_Table):
    """Nouns that stand for a speaker who spoke before; see `en/speech.yml`."""

    described: frozenset[str]
    any_of_kind: frozenset[str]


class SpeechFile(KnowledgeFile):
    sayings: tuple[SayingEntry, ...]
    least_quoted_words: int
    papers: Papers
    pronouns: Pronouns
    roles: Roles
    bodies: frozenset[str]
    anonymity: frozenset[str]
    circumstances: frozenset[str]
    body_kinds: dict[str, str]
    kinds: tuple[KindEntry, ...]


class HedgeEntry(Entry):
    """Frames that make one standing of the words in their scope; the fields are explained in `en/hedges.yml`."""

    standing: Standing
    why: str
    adverbs: frozenset[str] = frozenset()
    adverbs_before: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()  # adjectives that do not undo the acts in `carried_out`: "a botched raid"
    carried_out: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    perfect_auxiliaries: frozenset[str] = frozenset()
    due_auxiliaries: frozenset[str] = frozenset()
    saying_adverbs: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    object_verbs: frozenset[str] = frozenset()
    linked_verbs: dict[str, frozenset[str]] = Field(default_factory=dict)
    present_verbs: frozenset[str] = frozenset()  # with an infinitive, in the present alone: "has to", not "had to"
    passives: frozenset[str] = frozenset()
    passive_links: frozenset[str] = frozenset()
    passive_subjects: frozenset[str] = frozenset()
    predicates: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    noun_links: frozenset[str] = frozenset()
    self: bool = False
    marks: frozenset[str] = frozenset()
    infinitives: bool = False
    imperatives: bool = False
    questions: bool = False
    finite: bool = True
    negators: frozenset[str] = frozenset()
    negated_verbs: frozenset[str] = frozenset()
    negated_nouns: frozenset[str] = frozenset()
    declarative: bool = False
    falsifiers: frozenset[str] = frozenset()
    plain_falsifiers: frozenset[str] = frozenset()
    truths: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()
    reach: Literal["clause", "noun", "verb"] = "clause"
    since: frozenset[str] = frozenset()
    period_preps: frozenset[str] = frozenset()
    period_words: frozenset[str] = frozenset()
    period_nouns: frozenset[str] = frozenset()
    years: bool = False
    clocks: frozenset[str] = frozenset()  # before four figures: a time of day, no year
    year_links: frozenset[str] = frozenset()
    clause_past: Standing | None = None


class HedgeFile(KnowledgeFile):
    entries: tuple[HedgeEntry, ...]
    noun_links: frozenset[str]
    implicative: frozenset[str]
    ordinals: frozenset[str]
    harmless: tuple[str, ...]
    reversing: frozenset[str]
    past_abilities: frozenset[str]
    withholding: frozenset[str]
    withheld: frozenset[str]
    withheld_phrases: frozenset[str]
    factive: frozenset[str]
    parting: frozenset[str]
    light: frozenset[str]


# The frames of a hedge that one word calls, each with the fields of its entry that hold the words.
_FRAMES: dict[str, tuple[str, ...]] = {
    "adverb": ("adverbs",),
    "adverb_before": ("adverbs_before",),
    "adjective": ("adjectives",),
    "determiner": ("determiners",),
    "auxiliary": ("auxiliaries",),
    "perfect": ("perfect_auxiliaries",),
    "due": ("due_auxiliaries",),
    "said_falsely": ("saying_adverbs",),
    "verb": ("verbs", "object_verbs", "passives", "linked_verbs", "present_verbs"),
    "predicate": ("predicates",),
    "noun": ("nouns",),
    "mark": ("marks",),
    "negator": ("negators",),
    "negated_verb": ("negated_verbs",),
    "negated_noun": ("negated_nouns",),
    "falsifier": ("falsifiers",),
    "truth": ("truths",),
    "state": ("states",),
    "since": ("since",),
    "period": ("period_preps",),
}


@dataclass(frozen=True)
class HedgeWords:
    """Hedges by their words: `frames` holds the names of the frames (the keys of `_FRAMES`) that a lemma calls;
    `phrases` and `harmless` are looked up by their first word."""

    frames: dict[str, tuple[tuple[str, HedgeEntry], ...]]
    phrases: dict[str, tuple[tuple[Wording, HedgeEntry], ...]]
    harmless: dict[str, tuple[Wording, ...]]
    negators: frozenset[str]
    negating_marks: frozenset[str]  # prepositions and conjunctions that negate ("without")
    perfect: frozenset[str]
    governing: frozenset[str]  # words whose infinitive is a fact, or has a standing of its own


@dataclass(frozen=True)
class SpeechKnowledge:
    """Everything that tells who says so and with what standing.

    `verbs`, `nouns` and `phrases` look sayings up by their first word; `kinds` the kinds of speakers by the last word
    of their wording, longest wording first, each with its place in the file (earlier entries win).
    """

    file: SpeechFile
    hedges: HedgeFile
    hedge_words: HedgeWords
    verbs: dict[str, tuple[tuple[Wording, SayingEntry], ...]]
    nouns: dict[str, SayingEntry]
    phrases: dict[str, tuple[tuple[Wording, SayingEntry], ...]]
    kinds: dict[str, tuple[tuple[Wording, int], ...]]

    def kind_of(self, words: Sequence[frozenset[str]], head: int, has_body: bool = False) -> Kind | None:
        """The kind of speaker that a phrase names, or None where no word of it tells.

        `words`: the forms (text and lemma in lower case, and the text itself behind "=") of each of its words in text
        order; `head`: the index of its head; `has_body`: the phrase names a body ("director of Open Wells"), which then
        speaks through him. A strong word at the head decides, then a strong word anywhere, then the body, then a weak
        word at the head, then any.
        """
        found = self._kind_words(words)
        for at_head, weak in ((True, False), (False, False), (True, True), (False, True)):
            fitting = [
                place
                for place, indices in found
                if self.file.kinds[place].weak == weak and (not at_head or head in indices)
            ]
            if fitting:
                return self.file.kinds[min(fitting)].kind
            if has_body and not (at_head or weak):
                return "organisation"
        return None

    def _kind_words(self, words: Sequence[frozenset[str]]) -> list[tuple[int, range]]:
        """(place of the entry, indices of its words); the longest wording at each word hides the shorter."""
        found: list[tuple[int, range]] = []
        hidden: set[int] = set()
        for end in range(len(words), 0, -1):
            if end - 1 in hidden:
                continue
            for wording, place in self._wordings_at(words, end):
                at = range(end - len(wording), end)
                found.append((place, at))
                hidden.update(at)
                break
        return found

    def _wordings_at(self, words: Sequence[frozenset[str]], end: int) -> Iterable[tuple[tuple[str, ...], int]]:
        fitting = [pair for form in sorted(words[end - 1]) for pair in self.kinds.get(form, ())]
        for wording, place in sorted(fitting, key=lambda pair: (-len(pair[0]), pair[1])):
            start = end - len(wording)
            if start >= 0 and all(w in words[start + k] for k, w in enumerate(wording)):
                yield wording, place


def _by_first(
    sayings: Iterable[SayingEntry], field: Literal["verbs", "phrases"]
) -> dict[str, tuple[tuple[Wording, SayingEntry], ...]]:
    table: dict[str, list[tuple[Wording, SayingEntry]]] = {}
    for entry in sayings:
        for wording in entry.verbs if field == "verbs" else entry.phrases:
            words = tuple(wording.split())
            table.setdefault(words[0], []).append((words, entry))
    return {key: tuple(sorted(pairs, key=lambda pair: -len(pair[0]))) for key, pairs in table.items()}


def _kinds_by_last(file: SpeechFile, own: OwnFile | None) -> dict[str, tuple[tuple[Wording, int], ...]]:
    table: dict[str, list[tuple[Wording, int]]] = {}
    wordings = [(tuple(w.split()), place) for place, entry in enumerate(file.kinds) for w in entry.words]
    for words, place in (*wordings, *_named_bodies(file, own)):
        table.setdefault(words[-1], []).append((words, place))
    return {key: tuple(sorted(set(pairs), key=lambda pair: (-len(pair[0]), pair[1]))) for key, pairs in table.items()}


def _named_bodies(file: SpeechFile, own: OwnFile | None) -> list[tuple[Wording, int]]:
    """The names of armed groups, organisations and media, each with the place of its kind."""
    places = {entry.id: place for place, entry in enumerate(file.kinds)}
    found: list[tuple[Wording, int]] = []
    for entry, names in actor_rows(own):
        if entry.kind in file.body_kinds:
            place = places[file.body_kinds[entry.kind]]
            found.extend((_name_words(name), place) for name in names)
    return [(words, place) for words, place in found if words]


def _name_words(name: str) -> Wording:
    """ "al-Qassam Brigades" -> ("al", "qassam", "brigades"); "=FMLN" -> ("=FMLN",)."""
    name = name.strip()
    return (name,) if name.startswith("=") else tuple(re.findall(r"\w+", re.sub(r"[’']s\b", "", name.lower())))


def _hedge_words(file: HedgeFile) -> HedgeWords:
    frames: dict[str, list[tuple[str, HedgeEntry]]] = {}
    phrases: dict[str, list[tuple[Wording, HedgeEntry]]] = {}
    for entry in file.entries:
        for frame, fields in _FRAMES.items():
            for word in sorted({word for field in fields for word in getattr(entry, field)}):
                frames.setdefault(word, []).append((frame, entry))
        for phrase in entry.phrases:
            words = tuple(phrase.split())
            phrases.setdefault(words[0], []).append((words, entry))
    harmless: dict[str, list[Wording]] = {}
    for phrase in file.harmless:
        harmless.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
    governed = [e.verbs | e.object_verbs | e.passives | e.predicates | e.nouns for e in file.entries]
    return HedgeWords(
        frames={word: tuple(found) for word, found in frames.items()},
        phrases={word: tuple(found) for word, found in phrases.items()},
        harmless={word: tuple(found) for word, found in harmless.items()},
        negators=frozenset(word for e in file.entries for word in e.negators),
        negating_marks=frozenset(word for e in file.entries if e.negators for word in e.marks),
        perfect=frozenset(word for e in file.entries for word in e.perfect_auxiliaries),
        governing=file.implicative.union(*governed),
    )


@cache
def load_speech(own: OwnFile | None = None) -> SpeechKnowledge:
    """The English knowledge of speech and hedges; with the bodies of a user's `own` actors as speakers."""
    file = read_file("en/speech.yml", SpeechFile)
    hedges = read_file("en/hedges.yml", HedgeFile)
    return SpeechKnowledge(
        file=file,
        hedges=hedges,
        hedge_words=_hedge_words(hedges),
        verbs=_by_first(file.sayings, "verbs"),
        nouns={noun: entry for entry in file.sayings for noun in entry.nouns},
        phrases=_by_first(file.sayings, "phrases"),
        kinds=_kinds_by_last(file, own),
    )
