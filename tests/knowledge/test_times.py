"""Every example and counter-example of the words of time, and what the loader makes of them."""

import re

import pytest
from dated import dates_of

from recount.knowledge.times import load_times
from recount.model.span import Span

_BRACKETS = re.compile(r"\[([^\]]+)\]")


def _cases(name: str) -> list[tuple[str, str]]:
    return [(entry.id, sentence) for entry in load_times().entries for sentence in getattr(entry, name)]


def _without_brackets(sentence: str) -> tuple[str, list[Span]]:
    """The sentence as it reads, and the spans of the bracketed words."""
    spans = []
    while (found := _BRACKETS.search(sentence)) is not None:
        spans.append(Span(found.start(), found.end() - 2))
        sentence = sentence[: found.start()] + found[1] + sentence[found.end() :]
    return sentence, spans


@pytest.mark.parametrize(("entry", "sentence"), _cases("examples"))
def test_examples_are_dates(entry: str, sentence: str) -> None:
    text, spans = _without_brackets(sentence)
    found = [mention.span for mention in dates_of(text) if mention.kind != "name"]
    assert found == spans, (entry, [span.of(text) for span in found])


@pytest.mark.parametrize(("entry", "sentence"), _cases("counter_examples"))
def test_counter_examples_are_none(entry: str, sentence: str) -> None:
    text, spans = _without_brackets(sentence)
    dates = [mention.span for mention in dates_of(text) if mention.kind not in ("name", "duration")]
    assert not [span.of(text) for span in dates if any(span.overlaps(s) for s in spans)], entry


def test_longest_wording_wins() -> None:
    words = ("the", "day", "before", "yesterday")
    assert load_times().at(words)[0].name == "day_word"
    assert load_times().at(("market",)) == ()
