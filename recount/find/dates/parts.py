"""Parts of a period that words count or bound: its weeks, quarters, and single weekdays; and weeks told by a day."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from recount.find.dates.calendar_words import read_any_year, read_calendar, read_day
from recount.find.dates.line import Line, Reading
from recount.find.dates.meaning import (
    DAY,
    MONTH,
    WEEK,
    YEAR,
    AtTime,
    Between,
    Calendar,
    Interval,
    Meaning,
    Seasonal,
    Shifted,
    Telling,
    around,
)

LAST = -1
_WEEK = timedelta(days=7)
_QUARTERS = 4
_MOST_UNITS = 100  # "the first hundred days" are a reign's and no calendar's


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The `number`-th week (or LAST) of a period, counted by sevens from its first day (or back from its last)."""

    number: int
    of: Meaning

    def at(self, telling: Telling) -> Interval | None:
        whole = self.of.at(telling)
        if whole is None or whole.precision == "day":
            return None
        if self.number == LAST:
            end = _whole_month(whole)
            return Interval(end - _WEEK + timedelta(days=1), end, "week")
        start = whole.start + _WEEK * (self.number - 1)
        end = min(start + _WEEK - timedelta(days=1), _whole_month(whole))
        return Interval(start, end, "week") if start <= end else None


@dataclass(frozen=True, slots=True)
class FirstUnits:
    """The first (or, of `last`, the last) `number` days or weeks of a month or a year, as the calendar has it whole."""

    number: int
    unit: int  # DAY or WEEK
    last: bool
    of: Meaning

    def at(self, telling: Telling) -> Interval | None:
        whole = self.of.at(replace(telling, past=False) if isinstance(self.of, Shifted) else telling)
        if whole is None or whole.precision not in ("month", "year"):
            return None
        length = timedelta(days=self.number * self.unit - 1)
        found = (whole.end - length, whole.end) if self.last else (whole.start, whole.start + length)
        if not (whole.start <= found[0] and found[1] <= whole.end):
            return None
        return Interval(*found, "period")


@dataclass(frozen=True, slots=True)
class WeekdayOf:
    """The `number`-th (or LAST) Monday (0) ... Sunday (6) of a month."""

    number: int
    weekday: int
    of: Meaning

    def at(self, telling: Telling) -> Interval | None:
        month = self.of.at(telling)
        if month is None or month.precision != "month":
            return None
        first = month.start + timedelta(days=(self.weekday - month.start.weekday()) % 7)
        days = [first + _WEEK * k for k in range(5)]
        inside = [day for day in days if day.month == month.start.month]
        place = self.number if self.number == LAST else self.number - 1
        return around(inside[place], DAY) if place < len(inside) else None


def _whole_month(found: Interval) -> date:
    """The last day of the month that a period ends in: a month that is not over is counted whole."""
    return around(found.end, MONTH).end


@dataclass(frozen=True, slots=True)
class SevenDays:
    """The seven days from a day, or up to it."""

    day: Meaning
    up_to: bool

    def at(self, telling: Telling) -> Interval | None:
        found = self.day.at(telling)
        if found is None or found.precision != "day":
            return None
        if self.up_to:
            return Interval(found.start - _WEEK + timedelta(days=1), found.start, "week")
        return Interval(found.start, found.start + _WEEK - timedelta(days=1), "week")


@dataclass(frozen=True, slots=True)
class YearsAgoToday:
    """The day on which an earlier day's anniversary fell."""

    day: Calendar

    def at(self, telling: Telling) -> Interval | None:
        return replace(self.day, year=None, weekday=None).at(telling)


def read_part(line: Line, i: int) -> Reading | None:
    """ "the first week of May", "the last Friday of October", "the first quarter of 2018"."""
    number = _number(line, i + 1) if line.word(i) == "the" else None
    if number is None:
        return None
    j, place = number
    weekday, week = line.term(j, "weekday"), line.term(j, "unit")
    if line.term(j, "quarter") and 1 <= place <= _QUARTERS:
        return _quarter(line, line.skip(j + 1, "of"), place)
    if weekday is None and (week is None or week.value != WEEK):
        return None
    month = _month(line, line.skip(j + 1, "of", "in"))
    if month is None:
        return None
    end, calendar = month
    return Reading(end, WeekdayOf(place, weekday.value, calendar) if weekday else WeekOf(place, calendar))


def read_first_units(line: Line, i: int) -> Reading | None:
    """ "the first three days of the year", "the last two weeks of May"."""
    number = _number(line, i + 1) if line.word(i) == "the" else None
    if number is None or number[1] not in (1, LAST):
        return None
    j, place = number
    count = line.times.cardinals.get(line.word(j)) or int(line.digits(j) or 0)
    unit = line.term(j + 1, "plural_unit")
    if not 1 < count < _MOST_UNITS or unit is None or unit.value not in (DAY, WEEK) or line.word(j + 2) != "of":
        return None
    whole = _whole(line, j + 3)
    return Reading(whole[0], FirstUnits(count, unit.value, place == LAST, whole[1])) if whole else None


def _whole(line: Line, i: int) -> tuple[int, Meaning] | None:
    """(place after, meaning) of "May", "May 2020", "2020", "the year", "this month"."""
    month, year = _month(line, i), read_any_year(line, i)
    if month is not None:
        return month
    if year is not None:
        return year.end, year.meaning
    lead, article = line.term(i, "back", "here"), line.term(i, "article")
    j = i + (lead.length if lead else article.length if article else 0)
    unit = line.term(j, "unit") if j > i and not line.term(j, "plural_unit") else None
    if unit is None or unit.value not in (MONTH, YEAR):
        return None
    return j + 1, Shifted(unit.value, -1 if lead is not None and lead.name == "back" else 0)


def _month(line: Line, i: int) -> tuple[int, Calendar] | None:
    """(place after, month) with a year behind it where one is told; after "the first week of", "May" is one."""
    term = line.term(i, "month", "open_month")
    if term is None or not line.capital(i):
        return None
    year = read_any_year(line, line.skip(i + 1, ",", "of"))
    if year is None or not isinstance(year.meaning, Calendar):
        return i + 1, Calendar(month=term.value)
    return year.end, Calendar(year.meaning.year, term.value)


def _number(line: Line, i: int) -> tuple[int, int] | None:
    """(place after, number) of "first" ... and of "last"."""
    ordinal, last = line.term(i, "ordinal"), line.term(i, "last_one")
    if last is not None:
        return i + last.length, LAST
    return (i + ordinal.length, ordinal.value) if ordinal is not None else None


def _quarter(line: Line, i: int, number: int) -> Reading | None:
    year = read_any_year(line, i)
    if year is None or not isinstance(year.meaning, Calendar) or year.meaning.year is None:
        return None
    return Reading(year.end, Seasonal(year.meaning.year, 3 * number - 2, 3))


def read_week_by_day(line: Line, i: int) -> Reading | None:
    """ "the week of 5 November", "the week ending 10 November"."""
    week = line.term(line.skip(i, "the"), "unit")
    j = line.skip(i, "the") + 1
    if week is None or week.value != WEEK or line.term(j - 1, "plural_unit"):
        return None
    ending = line.term(j, "up_to")
    if ending is None and line.word(j) != "of":
        return None
    day = read_calendar(line, line.skip(j + (ending.length if ending else 1), "on"))
    if day is None or not isinstance(day.meaning, Calendar) or day.meaning.day is None:
        return None
    return Reading(day.end, SevenDays(day.meaning, ending is not None))


def read_day_of(line: Line, i: int) -> Reading | None:
    """ "the 11th of last month"."""
    day = read_day(line, i + 1) if line.word(i) == "the" else None
    lead = line.term(day.end + 1, "back", "here", "ahead") if day and line.word(day.end) == "of" else None
    unit = line.term(day.end + 1 + lead.length, "unit") if day and lead else None
    if day is None or lead is None or unit is None or unit.value != MONTH or not isinstance(day.meaning, Calendar):
        return None
    move = {"back": -1, "here": 0, "ahead": 1}[lead.name]
    return Reading(day.end + 1 + lead.length + 1, DayIn(day.meaning.day or 1, Shifted(MONTH, move)))


@dataclass(frozen=True, slots=True)
class DayIn:
    """A day of a month that other words name."""

    day: int
    month: Meaning

    def at(self, telling: Telling) -> Interval | None:
        month = self.month.at(replace(telling, past=False))
        day = month.start + timedelta(days=self.day - 1) if month else None
        return around(day, DAY) if month and day and day.month == month.start.month else None


def read_anniversary(line: Line, i: int) -> Reading | None:
    """ "the anniversary of 9 May 2014", "the third anniversary of the 9 May attack": the day, in a later year."""
    j = line.skip(i, "the")
    ordinal = line.term(j, "ordinal")
    j += ordinal.length if ordinal else 0
    word = line.term(j, "anniversary")
    day = read_calendar(line, line.skip(line.skip(j + 1, "of"), "the")) if word else None
    if day is None or not isinstance(day.meaning, Calendar) or day.meaning.day is None:
        return None
    return Reading(day.end, YearsAgoToday(day.meaning))


def read_week_ago(line: Line, i: int) -> Reading | None:
    """ "the week before last", "the night before last"."""
    unit = line.term(i + 1, "unit") if line.word(i) == "the" else None
    if unit is None or not unit.value or line.term(i + 1, "plural_unit"):
        return None
    if line.words[i + 2 : i + 4] != ("before", "last"):
        return None
    before = Shifted(unit.value, -2)
    return Reading(i + 4, AtTime(before, "night") if line.word(i + 1) == "night" else before)


def read_list_of_days(line: Line, i: int) -> Reading | None:
    """ "3, 4 and 5 May": from the first to the last."""
    first = read_day(line, i)
    j, days = (first.end, [first.meaning]) if first else (i, [])
    while line.word(j) == "," and (day := read_day(line, j + 1)) is not None and line.word(j + 1).isdecimal():
        j, days = day.end, [*days, day.meaning]
    last = read_calendar(line, line.skip(line.skip(j, ","), "and")) if len(days) > 1 else None
    if last is None or not isinstance(last.meaning, Calendar) or last.meaning.day is None or not last.meaning.month:
        return None
    numbers = [day.day for day in days if isinstance(day, Calendar) and day.day]
    if [*numbers, last.meaning.day] != sorted({*numbers, last.meaning.day}):
        return None
    return Reading(last.end, Between(replace(last.meaning, day=numbers[0]), last.meaning), "range")
