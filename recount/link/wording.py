"""How alike two stretches of text are in their words, rare words more than common ones."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from math import sqrt

from recount.knowledge.places import countries
from recount.knowledge.times import load_times
from recount.knowledge.wording import load_wording

Words = Sequence[tuple[str, int]]


def words_of(texts: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """The words of some sentences that begin small, so that names are compared as names alone, with how often each
    stands; sorted. Words that every report has are left out."""
    wording = load_wording()
    found = Counter(word for text in texts for word in wording.split(text) if word[0].islower())
    return tuple(sorted((word, count) for word, count in found.items() if wording.weight(word) > 0))


def names_of(texts: Iterable[str]) -> frozenset[str]:
    """The capitalised words of some sentences, folded; not a sentence's first, whose capital says nothing, nor one that
    is common in small letters, nor words of time and of countries, which are compared as such."""
    wording = load_wording()
    found = {word.casefold() for text in texts for word in wording.split(text)[1:] if word[0].isupper()}
    return frozenset(word for word in found - _times_and_countries() if wording.is_rare(word))


@cache
def _times_and_countries() -> frozenset[str]:
    names = (name for country in countries() for name in (country.name, *country.aliases, *country.demonyms))
    return frozenset(load_times().terms) | {word for name in names for word in name.casefold().split()}


def likeness(one: Words, two: Words) -> float:
    """The cosine of two counts of words, 0 to 1, each word by its weight."""
    if not one or not two:
        return 0.0
    weight = load_wording().weight
    other = dict(two)
    dot = sum(count * other[word] * weight(word) ** 2 for word, count in one if word in other)
    return dot / sqrt(_square(one) * _square(two)) if dot else 0.0


def _square(words: Words) -> float:
    weight = load_wording().weight
    return sum((count * weight(word)) ** 2 for word, count in words)
