"""Dates: words of time, what kind of time they tell, and how to resolve them once the day of telling is known."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from recount.find.dates.grammar import read_date
from recount.find.dates.line import Line, Reading, line_of
from recount.find.dates.meaning import Interval, Meaning, Telling
from recount.find.dates.names import is_name
from recount.knowledge.times import Times
from recount.model.analysis import Analysis
from recount.model.mention import DateMention, When
from recount.model.span import Span

__all__ = ["find_dates"]

# For the sentences of `why` only; the host's locale must not change a record's bytes.
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


def find_dates(analysis: Analysis, times: Times) -> tuple[DateMention, ...]:
    """Every word of time, in text order, none inside another; names that only look like a date are of kind `name`."""
    text = analysis.document.text
    found: list[DateMention] = []
    for sentence in analysis.sentences:
        found.extend(_in_line(line_of(sentence, text, times)))
    return tuple(found)


def _in_line(line: Line) -> Iterator[DateMention]:
    i = 0
    while i < len(line.atoms):
        reading = read_date(line, i)
        if reading is None:
            i += 1
            continue
        kind = "name" if is_name(line, i, reading) else reading.kind
        yield _mention(line, i, reading, kind)
        i = reading.end


def _mention(line: Line, i: int, reading: Reading, kind: str) -> DateMention:
    span = Span(line.atoms[i].start, line.atoms[reading.end - 1].end)
    resolve = partial(_resolve, reading.meaning, kind, span.of(line.text))
    return DateMention(line.sentence.index, span, kind, resolve)


def _resolve(meaning: Meaning, kind: str, wording: str, anchor: date | None, past: bool) -> When | None:
    if kind in ("name", "set", "duration"):
        return None
    found = meaning.at(Telling(anchor, past))
    if found is None:
        return None
    why = _why(meaning, kind, wording, found, anchor, past)
    return When(found.start, found.end, found.precision, wording, found.time, why)


def _why(meaning: Meaning, kind: str, wording: str, found: Interval, anchor: date | None, past: bool) -> str:
    """One sentence: the words, how and when they were told, and the days they mean."""
    words = f"'{wording}'"
    if anchor is None or meaning.at(Telling(None, past)) is not None:
        return f"{words} is {_days(found, None)}"
    if kind == "relative":
        return f"{words}, counted from {_long(anchor)}, is {_days(found, anchor)}"
    told = "told in the past" if past else "told of what is to come"
    return f"{words}, {told} on {_long(anchor)}, is {_days(found, anchor)}"


def _days(found: Interval, anchor: date | None) -> str:
    if found.start == found.end:
        return _day(found.start, anchor)
    return f"{_day(found.start, anchor)} to {_day(found.end, anchor)}"


def _day(day: date, anchor: date | None) -> str:
    """ "Sunday 11 November", with the year unless it is the anchor's."""
    words = f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return words if anchor is not None and day.year == anchor.year else f"{words} {day.year}"


def _long(day: date) -> str:
    return _day(day, None)
