"""Named persons in a phrase, with age, sex and office as the words have them."""

import re

from recount.knowledge.parties import PartyKnowledge
from recount.model.analysis import Sentence, Token
from recount.model.claim import Person
from recount.model.span import Span

_AGED = re.compile(r"\s*[,(]\s*(\d{1,3})\s*[,);.\]]|\s*[,(]?\s*(?:a |an )?(\d{1,3})-year-old")


def persons_in(sentence: Sentence, head: Token, knowledge: PartyKnowledge, text: str) -> tuple[Person, ...]:
    """The persons that the phrase of `head` names, its apposition and coordination included, in text order."""
    inside = {t.i for t in sentence.subtree(head, "acl", "parataxis", "nsubj", "obl", "advcl")}
    found: list[Person] = []
    for first, last in _names(sentence):
        if first.i in inside and not _belongs(sentence, first, last, head):
            found.append(_person(sentence, first, last, head, knowledge, text))
    return tuple(found)


def _names(sentence: Sentence) -> list[tuple[Token, Token]]:
    """(first, last) token of every personal name."""
    found: list[tuple[Token, Token]] = []
    for token in sentence:
        if token.name == "B-PER" or (token.name == "I-PER" and not (found and found[-1][1].i == token.i - 1)):
            found.append((token, token))
        elif token.name == "I-PER":
            found[-1] = (found[-1][0], token)
    return found


def _belongs(sentence: Sentence, first: Token, last: Token, head: Token) -> bool:
    """ "Amara's brother", "the wife of Amara": the name is of somebody beside the harmed."""
    tops = [t for t in sentence.tokens[first.i : last.i + 1] if not first.i <= t.head <= last.i]
    return any(t.i != head.i and t.dep in ("nmod", "obl") for t in tops)


def _person(sentence: Sentence, first: Token, last: Token, head: Token, knowledge: PartyKnowledge, text: str) -> Person:
    people = knowledge.people
    span = Span(first.start, last.end)
    match = _AGED.match(text, span.end)
    age = int(match[1] or match[2]) if match else None
    around = [head, *sentence.children(head, "appos", "compound", "amod", "flat")]
    words = [t.lemma.lower() for t in around if not first.i <= t.i <= last.i]
    sexes = {sex for sex, listed in people.sexes.items() if any(w in listed for w in words)}
    return Person(
        name=span.of(text),
        age=age if age is not None and age < 120 else None,
        sex=next(iter(sexes)) if len(sexes) == 1 else None,
        office=_office(sentence, first, last, head, text),
        life="unknown",
    )


def _office(sentence: Sentence, first: Token, last: Token, head: Token, text: str) -> str | None:
    """The words of the apposition ("a commander of the Front") or of the title before the name, verbatim."""
    if first.i <= head.i <= last.i:
        beside = [t for t in sentence.children(head, "appos") if t.upos == "NOUN"]
        if beside:
            return sentence.phrase(beside[0], "acl", "appos", "parataxis", "punct").of(text)
    before = sentence.tokens[first.i - 1] if first.i else None
    if (
        before is not None
        and before.upos in ("NOUN", "PROPN")
        and before.name == "O"
        and before.head in range(first.i, last.i + 1)
    ):
        return before.text
    if head.upos == "NOUN" and not first.i <= head.i <= last.i:
        return sentence.phrase(head, "acl", "appos", "parataxis", "punct", "flat", "nummod").of(text)
    return None
