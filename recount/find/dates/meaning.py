"""What words of time mean: small values that give an interval of days once the day of telling is known.

Every meaning has `at(telling) -> Interval | None`; None where the words alone, or without a day of telling, say no
day. Weeks run from Monday to Sunday.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

DAY, WEEK, MONTH, YEAR, DECADE, CENTURY = 1, 7, 30, 365, 3650, 36500  # units, as the knowledge numbers them
_SLACK = timedelta(days=1)  # a report may be dated a day before its news: the world has time zones
_YEARS_FOR_WEEKDAY = 12  # a weekday and a month-day meet again within this many years
_FRESH = timedelta(days=14)  # a month-day so near is meant even where its weekday is a slip
# The part of a period that each stage covers, in hundredths: early, mid, late, first and second half, start, end.
_STAGES = ((0, 35), (35, 65), (65, 100), (0, 50), (50, 100), (0, 30), (70, 100))


@dataclass(frozen=True, slots=True)
class Telling:
    """When and how it is told: `anchor` is the segment's own date; `past`: of what has been."""

    anchor: date | None
    past: bool


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole days from `start` to `end`, both included. `precision`: day week month year period."""

    start: date
    end: date
    precision: str
    time: str | None = None

    def cut_at(self, anchor: date) -> "Interval":
        """Without the days after `anchor`; unchanged where none would be left or a single day is meant."""
        if self.precision == "day" or not self.start <= anchor < self.end:
            return self
        return replace(self, end=anchor)


class Meaning(Protocol):
    """Anything that words of time can mean."""

    def at(self, telling: Telling) -> Interval | None: ...


def safe_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def moved(day: date, unit: int, amount: int) -> date | None:
    """`day` moved by whole units; months and years keep the day of the month as far as they have it."""
    try:
        if unit < MONTH:
            return day + timedelta(days=unit * amount)
        months = {MONTH: 1, YEAR: 12, DECADE: 120, CENTURY: 1200}[unit] * amount
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def around(day: date, unit: int) -> Interval:
    """The day, week, month, year, decade or century that holds `day`."""
    if unit <= DAY:
        return Interval(day, day, "day")
    if unit < MONTH:
        monday = day - timedelta(days=day.weekday())
        return Interval(monday, monday + timedelta(days=6), "week")
    if unit == MONTH:
        return Interval(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]), "month")
    if unit == YEAR:
        return Interval(date(day.year, 1, 1), date(day.year, 12, 31), "year")
    years = 10 if unit == DECADE else 100
    first = max(day.year - day.year % years, 1)
    return Interval(date(first, 1, 1), date(min(first + years - 1, 9999), 12, 31), "period")


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date as the calendar names it, with what of it is told: "9 November", "March 2019", "2008", "the 12th".

    `weekday` (Monday 0) stands beside it in the words ("Saturday, April 25") and helps to find the year.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    def at(self, telling: Telling) -> Interval | None:
        if self.year is not None:
            return self._in(self.year, self.month)
        if telling.anchor is None:
            return None
        found = [i for i in self._near(telling.anchor) if i is not None]
        latest = telling.anchor + _SLACK
        if self.weekday is not None and not any(timedelta(0) <= latest - i.start <= _FRESH for i in found):
            found = [i for i in found if i.start.weekday() == self.weekday] or found
        if telling.past:
            return next((i for i in found if i.start <= latest), None)
        ahead = [i for i in found if i.end >= telling.anchor]
        return min(ahead, key=lambda i: i.start, default=None)

    def _near(self, anchor: date) -> Iterator[Interval | None]:
        """This date in the years (or months) around `anchor`, latest first."""
        if self.month is not None:
            back = _YEARS_FOR_WEEKDAY if self.weekday is not None else 8
            for year in range(min(anchor.year + 2, 9999), max(anchor.year - back, 1), -1):
                yield self._in(year, self.month)
            return
        for months in range(12, -13, -1):
            day = moved(anchor.replace(day=1), MONTH, months)
            if day is not None:
                yield self._in(day.year, day.month)

    def _in(self, year: int, month: int | None) -> Interval | None:
        first = safe_date(year, month or 1, self.day or 1)
        if first is None:
            return None
        return around(first, DAY if self.day else MONTH if month else YEAR)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday (Monday 0). `move`: -1 "last", 0 none or "this", 1 "next"."""

    weekday: int
    move: int = 0

    def at(self, telling: Telling) -> Interval | None:
        if telling.anchor is None:
            return None
        back = (telling.anchor.weekday() - self.weekday) % 7
        if self.move < 0:
            days = -(back or 7)
        elif self.move > 0:
            days = (7 - back) or 7
        else:
            days = -back if telling.past else (7 - back) % 7
        return around(telling.anchor + timedelta(days=days), DAY)


@dataclass(frozen=True, slots=True)
class Shifted:
    """The unit that lies `amount` units from the day of telling: "yesterday", "last week", "two days ago"."""

    unit: int
    amount: int

    def at(self, telling: Telling) -> Interval | None:
        day = moved(telling.anchor, self.unit, self.amount) if telling.anchor else None
        if day is None or telling.anchor is None:
            return None
        found = around(day, self.unit)
        return found.cut_at(telling.anchor) if telling.past else found


@dataclass(frozen=True, slots=True)
class MonthBeside:
    """A month (or a season's first month, three long) by "last", "this" or "next": "last May"."""

    month: int
    move: int
    months: int = 1

    def at(self, telling: Telling) -> Interval | None:
        if telling.anchor is None:
            return None
        years = range(min(telling.anchor.year + 1, 9999), max(telling.anchor.year - 3, 0), -1)  # a winter has two
        found = [season(year, self.month, self.months) for year in years]
        if self.move < 0:
            return next((i for i in found if i.end < telling.anchor), None)
        if self.move > 0 or not telling.past:
            return next((i for i in reversed(found) if i.end >= telling.anchor), None)
        return next((i for i in found if i.start <= telling.anchor), None)


@dataclass(frozen=True, slots=True)
class Seasonal:
    """`months` whole months from `month` of `year`."""

    year: int
    month: int
    months: int

    def at(self, telling: Telling) -> Interval | None:
        return season(self.year, self.month, self.months)


@dataclass(frozen=True, slots=True)
class SeasonIn:
    """A season's three months from `month`, in a year that other words name: "the spring of last year"."""

    month: int
    year: Meaning

    def at(self, telling: Telling) -> Interval | None:
        year = self.year.at(replace(telling, past=False))
        return season(year.start.year, self.month, 3) if year else None


@dataclass(frozen=True, slots=True)
class WeekdaysAgo:
    """The weekday (Monday 0) that many weekdays of that name before the day of telling: "two Sundays ago"."""

    weekday: int
    number: int

    def at(self, telling: Telling) -> Interval | None:
        if telling.anchor is None:
            return None
        back = ((telling.anchor.weekday() - self.weekday) % 7 or 7) + 7 * (self.number - 1)
        return around(telling.anchor - timedelta(days=back), DAY)


@dataclass(frozen=True, slots=True)
class WeekdayFeast:
    """A feast on the `number`-th (0: last) weekday (Monday 0) of a month, in `year` or nearest to the telling."""

    month: int
    weekday: int
    number: int
    year: int | None = None

    def at(self, telling: Telling) -> Interval | None:
        if self.year is not None:
            return around(self._in(self.year), DAY)
        if telling.anchor is None:
            return None
        days = [self._in(year) for year in range(max(telling.anchor.year - 1, 1), min(telling.anchor.year + 2, 9999))]
        if telling.past:
            return around(max((day for day in days if day <= telling.anchor + _SLACK), default=days[0]), DAY)
        return around(min((day for day in days if day >= telling.anchor), default=days[-1]), DAY)

    def _in(self, year: int) -> date:
        first = date(year, self.month, 1)
        days = [first + timedelta(days=(self.weekday - first.weekday()) % 7 + 7 * k) for k in range(5)]
        inside = [day for day in days if day.month == self.month]
        return inside[self.number - 1]  # of 0 the last


def season(year: int, month: int, months: int) -> Interval:
    """`months` whole months from `month` of `year`."""
    first = date(year, month, 1)
    if months == 1:
        return around(first, MONTH)
    last = moved(first, MONTH, months - 1) or first
    return Interval(first, around(last, MONTH).end, "period")


@dataclass(frozen=True, slots=True)
class Weekend:
    """A Saturday and Sunday; `move` as for a weekday."""

    move: int = 0

    def at(self, telling: Telling) -> Interval | None:
        if telling.anchor is None:
            return None
        saturday = telling.anchor + timedelta(days=5 - telling.anchor.weekday())
        began = saturday <= telling.anchor
        if self.move < 0 or (self.move == 0 and telling.past and not began):
            saturday -= timedelta(days=7)
        elif self.move > 0 and began:
            saturday += timedelta(days=7)
        found = Interval(saturday, saturday + timedelta(days=1), "period")
        return found.cut_at(telling.anchor) if telling.past else found


@dataclass(frozen=True, slots=True)
class Trailing:
    """The last `amount` units up to the day of telling ("the past three days"); `amount` None: no number is told."""

    unit: int
    amount: int | None

    def at(self, telling: Telling) -> Interval | None:
        if telling.anchor is None or self.amount is None:
            return None
        start = moved(telling.anchor, max(self.unit, DAY), -self.amount)
        return Interval(start, telling.anchor, "period") if start else None


@dataclass(frozen=True, slots=True)
class Stage:
    """The early, middle or late part of a period, or a half of it; of a single day it is a time of day.

    `stage`: 0 early, 1 middle, 2 late, 3 first half, 4 second half, 5 start, 6 end. `so_far`: "earlier this year".
    """

    stage: int
    of: Meaning
    so_far: bool = False

    def at(self, telling: Telling) -> Interval | None:
        found = self._part(telling)
        without_year = isinstance(self.of, Calendar) and self.of.year is None
        if found is None or telling.anchor is None or not telling.past or not without_year:
            return found
        if found.start <= telling.anchor + _SLACK:
            return found
        # "In late January", told in the past early in January, is the year before's.
        before = moved(telling.anchor.replace(day=1), DAY, -2)
        return self._part(replace(telling, anchor=before)) if before else None

    def _part(self, telling: Telling) -> Interval | None:
        # Of a period that is not over the parts lie as in the whole: "late this year" is no part of spring.
        whole = self.of.at(replace(telling, past=False) if isinstance(self.of, Shifted) else telling)
        if whole is None or whole.precision == "day":
            return whole
        if self.so_far and telling.anchor is not None:
            return whole.cut_at(telling.anchor) if self.stage == 0 else self._rest(whole, telling.anchor)
        days = (whole.end - whole.start).days + 1
        low, high = _STAGES[self.stage]
        start = whole.start + timedelta(days=days * low // 100)
        return Interval(start, whole.start + timedelta(days=days * high // 100 - 1), "period")

    def _rest(self, whole: Interval, anchor: date) -> Interval:
        return replace(whole, start=anchor) if whole.start <= anchor <= whole.end else whole


@dataclass(frozen=True, slots=True)
class AtTime:
    """A day with a time of day, as told."""

    day: Meaning
    time: str

    def at(self, telling: Telling) -> Interval | None:
        found = self.day.at(telling)
        return replace(found, time=self.time) if found else None


@dataclass(frozen=True, slots=True)
class Within:
    """A weekday inside a week that other words name: "Friday last week"."""

    weekday: int
    week: Meaning

    def at(self, telling: Telling) -> Interval | None:
        # As if told of the future, so that the week is whole.
        week = self.week.at(replace(telling, past=False))
        return around(week.start + timedelta(days=self.weekday), DAY) if week and week.precision == "week" else None


@dataclass(frozen=True, slots=True)
class MonthDayIn:
    """A month or a day of a month in a year that other words name: "June last year"."""

    calendar: Calendar
    year: Meaning

    def at(self, telling: Telling) -> Interval | None:
        year = self.year.at(telling)
        return replace(self.calendar, year=year.start.year).at(telling) if year else None


@dataclass(frozen=True, slots=True)
class Between:
    """From the first day of `left` to the last of `right`."""

    left: Meaning
    right: Meaning

    def at(self, telling: Telling) -> Interval | None:
        right = self.right.at(telling)
        if right is None:
            return None
        # "from December to March": the left end is sought before the right one.
        left = self.left.at(telling)
        if left is not None and left.start > right.end:
            left = self.left.at(Telling(right.end, past=True))
        if left is None or left.start > right.end:
            return None
        night = right.time if right.start - left.end == timedelta(days=1) and left.precision == "day" else None
        precision = "period" if left.start < right.end else right.precision
        return Interval(left.start, right.end, precision, right.time or night)


@dataclass(frozen=True, slots=True)
class Since:
    """From the first day of `start` up to the day of telling."""

    start: Meaning

    def at(self, telling: Telling) -> Interval | None:
        start = self.start.at(Telling(telling.anchor, past=True))
        if start is None or telling.anchor is None or start.start > telling.anchor:
            return None
        return Interval(start.start, telling.anchor, "period")


@dataclass(frozen=True, slots=True)
class Easter:
    """A feast that many days from Easter Sunday of the western churches, in `year` or nearest to the telling."""

    days: int
    year: int | None = None

    def at(self, telling: Telling) -> Interval | None:
        if self.year is not None:
            return around(easter(self.year) + timedelta(days=self.days), DAY)
        if telling.anchor is None:
            return None
        years = range(telling.anchor.year - 1, min(telling.anchor.year + 2, 9999))
        feasts = [easter(year) + timedelta(days=self.days) for year in years]
        if telling.past:
            return around(max(day for day in feasts if day <= telling.anchor + _SLACK), DAY)
        return around(min((day for day in feasts if day >= telling.anchor), default=feasts[-1]), DAY)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Words of time that name no day: a habit, a duration, a name."""

    def at(self, telling: Telling) -> Interval | None:
        return None
