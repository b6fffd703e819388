"""Names of places in the datelines that stand before the prose ("KADUNA, Nigeria (Reuters) -") and are not parsed.

Where a report was written is not where its event took place; it does tell what its other names mean.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recount.model.analysis import Analysis
from recount.model.mention import Candidate, PlaceMention
from recount.model.span import Span
from recount.places.gazetteer import Gazetteer
from recount.places.resolve import Name, Resolved

_PART = re.compile(r"\([^)]*\)|[^,/()]+")
SHORTEST = 4  # letters of a name in brackets, where agencies stand as well
_BRACKETS = "()"


@dataclass(frozen=True, slots=True)
class Heading:
    """One name of a dateline. `sentence`: the first one after it; `held`: the next name says what holds it."""

    sentence: int
    span: Span
    text: str
    candidates: tuple[Candidate, ...]
    held: bool


def find_headings(analysis: Analysis, gazetteer: Gazetteer, given: Sequence[Span] = ()) -> list[Heading]:
    """The names in blocks that are not parsed, in text order. `given`: words that are known to be names of places, the
    only ones that are taken where they touch a dateline."""
    text = analysis.document.text
    found = [heading for heading in _in_datelines(analysis, gazetteer) if not _touches(heading.span, given)]
    for span in given:
        if not any(s.start < span.end and span.start < s.end for s in analysis.sentences):
            words = span.of(text)
            found.append(Heading(_after(analysis, span), span, words, _places(words, gazetteer), held=False))
    return sorted(found, key=lambda heading: heading.span.start)


def names_of_headings(headings: Sequence[Heading], before: int) -> list[Name]:
    """The names as `resolve` reads them, behind `before` others."""
    following = range(before + 1, before + len(headings) + 1)
    return [Name(h.text, h.candidates, holder=n if h.held else None) for h, n in zip(headings, following, strict=True)]


def mention_of(heading: Heading, answer: Resolved) -> PlaceMention:
    return PlaceMention(
        sentence=heading.sentence,
        span=heading.span,
        phrase=heading.span,
        relation="unknown",
        role="dateline",
        best=answer.best,
        candidates=answer.candidates,
    )


def _in_datelines(analysis: Analysis, gazetteer: Gazetteer) -> Iterator[Heading]:
    text = analysis.document.text
    for block in analysis.document.blocks:
        if block.dateline is None:
            continue
        parts = [(span, found) for span in _parts(block.dateline, text) if (found := _places(span.of(text), gazetteer))]
        for number, (span, candidates) in enumerate(parts):
            following = parts[number + 1][0].start if number + 1 < len(parts) else None
            held = following is not None and text[span.end : following].strip() == ","
            yield Heading(_after(analysis, span), span, span.of(text), candidates, held)


def _parts(dateline: Span, text: str) -> Iterator[Span]:
    """The pieces between commas and slashes, without an agency in brackets; or what brackets hold, if that is all."""
    alone = text[dateline.start - 1 : dateline.start] == "("
    if alone and len(dateline.of(text)) < SHORTEST:
        return
    for match in _PART.finditer(text, dateline.start, dateline.end):
        words = match[0]
        start = match.start() + len(words) - len(words.lstrip())
        if words.strip() and words[0] not in _BRACKETS:
            yield Span(start, start + len(words.strip()))


def _places(words: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    return tuple(gazetteer.short_forms(words) or gazetteer.lookup(words))


def _after(analysis: Analysis, span: Span) -> int:
    """The index of the first sentence that begins after these words, else of the last."""
    later = (sentence.index for sentence in analysis.sentences if sentence.start >= span.end)
    return next(later, max(0, len(analysis.sentences) - 1))


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for other in others)
