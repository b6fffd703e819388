"""Every example and counter-example of the words that TIMEX3 knows beside those that date a claim."""

import re

import pytest
from dated import timexes_of

from recount.knowledge.times import load_timex_entries
from recount.model.span import Span

_BRACKETS = re.compile(r"\[([^\]]+)\]")


def _cases(name: str) -> list[tuple[str, str]]:
    return [(entry.id, sentence) for entry in load_timex_entries() for sentence in getattr(entry, name)]


def _without_brackets(sentence: str) -> tuple[str, Span]:
    found = _BRACKETS.search(sentence)
    assert found is not None, sentence
    return sentence[: found.start()] + found[1] + sentence[found.end() :], Span(found.start(), found.end() - 2)


@pytest.mark.parametrize(("entry", "sentence"), _cases("examples"))
def test_examples_are_timexes(entry: str, sentence: str) -> None:
    text, span = _without_brackets(sentence)
    found = [timex.span.of(text) for timex in timexes_of(text)]
    assert span.of(text) in found, (entry, found)


@pytest.mark.parametrize(("entry", "sentence"), _cases("counter_examples"))
def test_counter_examples_are_none(entry: str, sentence: str) -> None:
    text, span = _without_brackets(sentence)
    assert not [t.span.of(text) for t in timexes_of(text) if t.span.overlaps(span)], entry
