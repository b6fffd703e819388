"""Numbers in words and figures, by their literal bounds (R11 to R14). What they count is decided elsewhere (R15)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from recount.find.counts.bounds import changes_from, join_ranges, with_bounds
from recount.find.counts.numerals import Numeral, numeral_at
from recount.find.counts.uses import LEFT_OUT, TAKEN_BACK, corrected, excepted, no_count, taken_back
from recount.knowledge.numbers import Numbers
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.mention import Count
from recount.model.span import Span

__all__ = ["Numbered", "find_counts", "find_numbers"]


@dataclass(frozen=True, slots=True)
class Numbered:
    """Numbers that may count something, in text order, and those that count nothing, each with the reason."""

    counts: tuple[Count, ...]
    others: tuple[tuple[Span, str], ...]


def find_numbers(analysis: Analysis, numbers: Numbers, taken: Iterable[Span] = ()) -> Numbered:
    """Every number of the report; words inside `taken` (dates) count nothing and are not listed here."""
    spans = list(taken)
    counts: list[Count] = []
    others: list[tuple[Span, str]] = []
    for sentence in analysis.sentences:
        found, left = _in_sentence(sentence, numbers, [s for s in spans if s.overlaps(sentence.span)])
        counts.extend(found)
        others.extend(left)
    return Numbered(tuple(counts), tuple(others))


def find_counts(analysis: Analysis, numbers: Numbers, taken: Iterable[Span] = ()) -> tuple[Count, ...]:
    """Every number that may count something, in text order; words inside `taken` (dates) count nothing."""
    return find_numbers(analysis, numbers, taken).counts


def _in_sentence(
    sentence: Sentence, numbers: Numbers, taken: Sequence[Span]
) -> tuple[list[Count], list[tuple[Span, str]]]:
    counts: list[Count] = []
    others: list[tuple[Span, str]] = []
    for words, numeral in _numerals(sentence, numbers):
        span = Span(words[0].start, words[-1].end)
        if any(t.overlaps(span) for t in taken):
            continue
        reason = no_count(sentence, words, numeral, numbers)
        if reason is None:
            counts.append(with_bounds(sentence, words, numeral, numbers))
        else:
            others.append((span, reason))
    back = taken_back(sentence, counts, numbers)
    others.extend((count.span, TAKEN_BACK) for count in back)
    counts = corrected(counts, back)
    others.extend((left.span, LEFT_OUT) for left, whole in excepted(sentence, counts, numbers) if whole is None)
    kept = _without_excepted(sentence, counts, numbers)
    return join_ranges(sentence, _left_behind(sentence, kept, numbers), numbers), others


def _numerals(sentence: Sentence, numbers: Numbers) -> Iterable[tuple[tuple[Token, ...], Numeral]]:
    i = 0
    while i < len(sentence.tokens):
        numeral = numeral_at(sentence, i, numbers)
        if numeral is not None:
            yield sentence.tokens[i : i + numeral.length], numeral
        i += numeral.length if numeral is not None else 1


def _without_excepted(sentence: Sentence, counts: Sequence[Count], numbers: Numbers) -> list[Count]:
    """ "all but two of the 14" is 12 where both numbers are exact; "all but two" alone gives no number."""
    kept = list(counts)
    for left_out, whole in excepted(sentence, counts, numbers):
        kept.remove(left_out)
        if whole is None:
            continue
        at = kept.index(whole)
        kept.remove(whole)
        if (
            None not in (whole.low, whole.high, left_out.low)
            and whole.low == whole.high
            and left_out.low == left_out.high
        ):
            opening = [t for t in sentence if t.end <= left_out.span.start][-2]
            value = (whole.low or 0) - (left_out.low or 0)
            span = Span(opening.start, whole.span.end)
            kept.insert(at, replace(whole, span=span, low=value, high=value))
    return kept


def _left_behind(sentence: Sentence, counts: Sequence[Count], numbers: Numbers) -> list[Count]:
    """Counts with those marked that a changing toll leaves behind ("rose from 12 to 15")."""
    return [replace(c, superseded=True) if changes_from(sentence, c, numbers) else c for c in counts]
