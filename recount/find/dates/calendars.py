"""Dates in another calendar, as a report gives them: Hijri, Persian (solar Hijri) and Hebrew, and their feasts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import import_module
from typing import Any

from recount.find.dates.calendar_words import read_any_year, read_day
from recount.find.dates.line import Line, Reading
from recount.find.dates.meaning import DAY, Calendar, Interval, Meaning, Telling, around

HIJRI, PERSIAN, HEBREW = 1, 2, 3  # as the knowledge numbers them, before the month: 109 is Ramadan
_NAMES = {HIJRI: "islamic", PERSIAN: "persian", HEBREW: "hebrew"}
_YEARS = {HIJRI: (1200, 1600), PERSIAN: (1200, 1600), HEBREW: (5500, 6000)}  # of our times: 1740 to 2240
_PER_CALENDAR = 100
_SLACK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OtherCalendar:
    """A month or a day of one in `calendar`; without a `year`, the one on the side that tense tells.

    The Hijri months begin where the new moon is seen, which is a day before or after the reckoned one: such a day is
    given with its neighbours.
    """

    calendar: int
    month: int
    day: int | None = None
    year: int | None = None

    def at(self, telling: Telling) -> Interval | None:
        if self.year is not None:
            return self._in(self.year)
        if telling.anchor is None:
            return None
        found = list(self._near(telling.anchor))
        if telling.past:
            return max((i for i in found if i.start <= telling.anchor), key=lambda i: i.start, default=None)
        return min((i for i in found if i.end >= telling.anchor), key=lambda i: i.start, default=None)

    def _near(self, anchor: date) -> Iterator[Interval]:
        year = int(_converter(self.calendar).from_gregorian(anchor.year, anchor.month, anchor.day)[0])
        for candidate in (year - 1, year, year + 1):
            found = self._in(candidate)
            if found is not None:
                yield found

    def _in(self, year: int) -> Interval | None:
        first = _gregorian(self.calendar, year, self.month, self.day or 1)
        if first is None:
            return None
        if self.day is None:
            return Interval(
                first, first + timedelta(days=_converter(self.calendar).month_length(year, self.month) - 1), "period"
            )
        if self.calendar == HIJRI:
            return Interval(first - _SLACK, first + _SLACK, "period")
        return around(first, DAY)


def _converter(calendar: int) -> Any:
    """The module that reckons a calendar; few reports need one, and loading it takes half a second."""
    return import_module(f"convertdate.{_NAMES[calendar]}")


def _gregorian(calendar: int, year: int, month: int, day: int) -> date | None:
    """The day in our calendar; None where the other one has none such."""
    converter = _converter(calendar)
    try:
        if not 1 <= day <= converter.month_length(year, month):
            return None
        return date(*converter.to_gregorian(year, month, day))
    except (ValueError, OverflowError):
        return None


def read_other_calendar(line: Line, i: int) -> Reading | None:
    """ "12 Ramadan 1440", "the 3rd of Muharram", "Ramadan 12, 1440 AH", "during Ramadan"."""
    day = read_day(line, line.skip(i, "the"))
    month = _month(line, line.skip(day.end, "of", "-")) if day else _month(line, i)
    if month is None or (day is not None and line.word(day.end) != "of" and not line.word(day.end - 1)[0].isdecimal()):
        return None
    end, number = month
    behind = read_day(line, end) if day is None else None
    if behind is not None and not line.counts_a_noun(end):
        day, end = behind, behind.end
    told = day.meaning.day if day is not None and isinstance(day.meaning, Calendar) else None
    calendar = number // _PER_CALENDAR
    year = _year_of(line, line.skip(end, ",", "of", "-"), calendar)
    if year is None and not _stands_alone(line, i, end, calendar, told):
        return None
    meaning = OtherCalendar(calendar, number % _PER_CALENDAR, told, year[1] if year else None)
    return Reading(year[0] if year else end, meaning)


def _stands_alone(line: Line, i: int, end: int, calendar: int, day: int | None) -> bool:
    """Whether a day and month without a year are a date, and no count and name ("3 Azar fighters")."""
    if day is None:  # the months of the others are names of people and places too
        return calendar == HIJRI and (line.word(i - 1) in ("in", "during") or line.after(i, "stage"))
    following = line.atoms[end].token if end < len(line.atoms) else None
    return following is None or (following.upos != "NOUN" and not (line.word(end).isalpha() and line.capital(end)))


def _month(line: Line, i: int) -> tuple[int, int] | None:
    """(place after, calendar and month) of a month's name."""
    term = line.term(i, "other_month")
    return (i + term.length, term.value) if term is not None and line.capital(i) else None


def _year_of(line: Line, i: int, calendar: int) -> tuple[int, int] | None:
    """(place after, year) of a year of that calendar, with its era: "1440 AH", "1397", "5778"."""
    figure = line.digits(i)
    first, last = _YEARS[calendar]
    if len(figure) != 4 or not first <= int(figure) <= last:
        return None
    era = line.term(i + 1, "era")
    return i + 1 + (era.length if era else 0), int(figure)


def read_moving_feast(line: Line, i: int) -> Reading | None:
    """ "Eid al-Fitr", "the second day of Eid al-Adha", "the eve of Yom Kippur", "Ashura 2018"."""
    j, later = _day_of_feast(line, i)
    term = line.term(j, "moving_feast")
    if term is None or not line.capital(j):
        return None
    month, day = divmod(term.value, 100)
    meaning: Meaning = OtherCalendar(month // _PER_CALENDAR, month % _PER_CALENDAR, day)
    if later:
        meaning = DaysFrom(meaning, later)
    end = j + term.length
    year = read_any_year(line, line.skip(end, ",", "in", "of"))
    if year is None or not isinstance(year.meaning, Calendar) or year.meaning.year is None:
        return Reading(end, meaning)
    return Reading(year.end, InYear(meaning, year.meaning.year))


def _day_of_feast(line: Line, i: int) -> tuple[int, int]:
    """(place after, days from the feast) of "the second day of", "the eve of"; (i, 0) where neither stands."""
    eve, start = line.term(i, "eve_of"), line.skip(i, "the")
    ordinal = line.term(start, "ordinal")
    if eve is not None:
        return i + eve.length, -1
    if ordinal is not None and line.words[start + ordinal.length : start + ordinal.length + 2] == ("day", "of"):
        return start + ordinal.length + 2, ordinal.value - 1
    return i, 0


@dataclass(frozen=True, slots=True)
class DaysFrom:
    """That many days from another time."""

    of: Meaning
    days: int

    def at(self, telling: Telling) -> Interval | None:
        found = self.of.at(telling)
        if found is None:
            return None
        shift = timedelta(days=self.days)
        return Interval(found.start + shift, found.end + shift, found.precision, found.time)


@dataclass(frozen=True, slots=True)
class InYear:
    """A feast in a year of our calendar."""

    of: Meaning
    year: int

    def at(self, telling: Telling) -> Interval | None:
        return self.of.at(Telling(date(self.year, 12, 31), past=True))
