"""Persons that a report names: what the words beside each name say, gathered over the report under the fullest name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from recount.find.parties.extents import phrase_tokens
from recount.find.parties.names import name_span, names_in, top_of
from recount.find.parties.nouns import NounAt, noun_at, words_between
from recount.find.parties.phrases import look, offices_of, person_name
from recount.find.parties.same import Same
from recount.knowledge.actors import fold
from recount.knowledge.parties import PartyKnowledge
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.claim import Person

_Value = TypeVar("_Value")
_REACH = 6  # tokens beside a name in which an age may stand
_TRIMMED = ("DET", "PUNCT", "NUM", "CCONJ", "VERB", "ADV", "PRON", "AUX", "PART")


@dataclass(frozen=True, slots=True)
class Dossier:
    """One person as a whole report tells of them: `status` is unknown where the words differ or say nothing."""

    person: Person
    status: str


def person_at(sentence: Sentence, token: Token, knowledge: PartyKnowledge, analysis: Analysis | None) -> Dossier:
    """The person whose name `token` heads: by this phrase and, with `analysis`, by the whole report."""
    here = _here(sentence, token, knowledge)
    if analysis is None:
        return here
    table = _dossiers(Same(analysis), knowledge)
    whole = table.get(_full_name(fold(here.person.name), table))
    if whole is None:
        return here
    own, told = here.person, whole.person
    person = Person(told.name, own.age or told.age, own.sex or told.sex, own.office or told.office, "unknown")
    return Dossier(person, here.status if here.status != "unknown" else whole.status)


def names_persons(sentence: Sentence, knowledge: PartyKnowledge) -> Iterator[Token]:
    """The head of every tagged name of a person that is no actor's name."""
    listed = {i for m in names_in(sentence, knowledge) for i in range(m.first, m.last + 1)}
    for token in sentence:
        if token.name.endswith("PER") and token.i not in listed:
            first, last = name_span(sentence, token)
            if top_of(sentence, first, last).i == token.i:
                yield token


@lru_cache(maxsize=4)
def _dossiers(same: Same[Analysis], knowledge: PartyKnowledge) -> dict[tuple[str, ...], Dossier]:
    """Every person of the report by the folded words of the fullest name; short names count where one fits."""
    told = [_here(s, t, knowledge) for s in same.value.sentences for t in names_persons(s, knowledge)]
    table: dict[tuple[str, ...], list[Dossier]] = {}
    for dossier in told:
        table.setdefault(fold(dossier.person.name), []).append(dossier)
    table.pop((), None)
    gathered: dict[tuple[str, ...], list[Dossier]] = {}
    for words, mentions in table.items():
        gathered.setdefault(_full_name(words, table), []).extend(mentions)
    return {words: _merged(mentions) for words, mentions in gathered.items()}


def _full_name(words: tuple[str, ...], table: Mapping[tuple[str, ...], object]) -> tuple[str, ...]:
    """The one longer name that ends with these words (or begins with a single one), or the words themselves."""
    longer = [
        full for full in table
        if len(full) > len(words) and (full[-len(words) :] == words or (len(words) == 1 and full[:1] == words))
    ]  # fmt: skip
    fullest = [full for full in longer if not any(set(full) < set(other) for other in longer)]
    return fullest[0] if len(fullest) == 1 else words


def _merged(mentions: list[Dossier]) -> Dossier:
    persons = [m.person for m in mentions]
    name = max((p.name for p in persons), key=lambda n: len(fold(n)))
    statuses = {m.status for m in mentions} - {"unknown"}
    person = Person(
        name,
        _one({p.age for p in persons if p.age is not None}),
        _one({p.sex for p in persons if p.sex is not None}),
        next((p.office for p in persons if p.office is not None), None),
        "unknown",
    )
    return Dossier(person, statuses.pop() if len(statuses) == 1 else "unknown")


def _one(values: set[_Value]) -> _Value | None:
    return next(iter(values)) if len(values) == 1 else None


def _here(sentence: Sentence, token: Token, knowledge: PartyKnowledge) -> Dossier:
    """What the words beside one mention of a name say."""
    mates = offices_of(sentence, token)
    nouns = [n for t in mates if (n := noun_at(sentence, t, knowledge)) is not None]
    person = Person(
        person_name(sentence, token, knowledge),
        _age_beside(sentence, token, mates, knowledge),
        sex_of(sentence, token, nouns, knowledge),
        _office(sentence, token, mates, knowledge),
        "unknown",
    )
    seen = look(sentence, token, knowledge)
    return Dossier(person, seen.status if seen is not None else "unknown")


def _age_beside(sentence: Sentence, token: Token, mates: list[Token], knowledge: PartyKnowledge) -> int | None:
    first, last = name_span(sentence, token)
    end = len(sentence.tokens) - 1
    after = words_between(sentence, last + 1, min(end, last + _REACH)) if last < end else ""
    before = words_between(sentence, max(0, first - _REACH), first - 1) if first else ""
    phrases = [words_between(sentence, *phrase_tokens(sentence, t, knowledge)) for t in mates]
    # The words before a name count back to the last comma: an age before it is another's.
    return age_in(" ".join([before.rpartition(",")[2], *phrases]), after, knowledge)


def age_in(words: str, after: str | None, knowledge: PartyKnowledge) -> int | None:
    """An age in years, by the words of a phrase or by what follows a name; None past 119."""
    people = knowledge.people
    match = re.match(people.age_after, after) if after is not None else None
    for pattern in people.age_within:
        match = match or re.search(pattern, words, re.IGNORECASE)
    return int(match[1]) if match is not None and int(match[1]) < 120 else None


def sex_of(sentence: Sentence, token: Token, nouns: list[NounAt], knowledge: PartyKnowledge) -> str | None:
    """As the words say: the noun, "female", "Mrs", "he"; words that differ say nothing."""
    words = {n.noun.singular for n in nouns} | {words_between(sentence, n.first, n.last).lower() for n in nouns}
    words |= {t.lemma.lower() for t in sentence.children(token, "amod", "compound")} | {token.text.lower()}
    if token.name.endswith("PER"):
        first, last = name_span(sentence, token)
        titles = sentence.tokens[max(0, first - 1) : last]
        words |= {t.text.lower().rstrip(".") for t in titles if t.text.lower() in knowledge.people.honorifics}
    found = [sex for sex, known in knowledge.people.sexes.items() if words & known]
    return found[0] if len(found) == 1 else None


def _office(sentence: Sentence, name: Token, mates: list[Token], knowledge: PartyKnowledge) -> str | None:
    """The words of an office or work beside a name, without article, age or the name itself."""
    for token in mates:
        noun = noun_at(sentence, token, knowledge)
        if noun is not None and noun.role.office:
            first, last = _without_name(sentence, token, name, noun, knowledge)
            while first < noun.first and sentence.tokens[first].upos in _TRIMMED:
                first += 1
            while last > noun.last and sentence.tokens[last].upos == "PUNCT" and sentence.tokens[last].text != ")":
                last -= 1
            return words_between(sentence, first, max(last, noun.last))
    return None


def _without_name(
    sentence: Sentence, token: Token, name: Token, noun: NounAt, knowledge: PartyKnowledge
) -> tuple[int, int]:
    first, last = phrase_tokens(sentence, token, knowledge)
    begin, end = name_span(sentence, name)
    if first <= begin <= last:
        last = begin - 1
    if first <= end < noun.first:
        first = noun.first
    return first, last


def with_sex(dossier: Dossier, sex: str | None) -> Dossier:
    """The same person, with a sex that a pronoun said."""
    return replace(dossier, person=replace(dossier.person, sex=dossier.person.sex or sex))
