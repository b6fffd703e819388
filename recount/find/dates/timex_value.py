"""Values of TIMEX3 (TimeML 1.2.1, after ISO 8601): what words of time are written as, once their telling is known."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from recount.find.dates.meaning import (
    CENTURY,
    DAY,
    DECADE,
    MONTH,
    WEEK,
    YEAR,
    AtTime,
    Between,
    Calendar,
    Interval,
    Meaning,
    MonthBeside,
    Seasonal,
    SeasonIn,
    Shifted,
    Stage,
    Telling,
    Trailing,
    Weekend,
    moved,
    safe_date,
)
from recount.find.dates.parts import SevenDays

PAST, PRESENT, FUTURE = "PAST_REF", "PRESENT_REF", "FUTURE_REF"
QUARTER = 91  # a unit like those of the knowledge, which has none
SECOND, MINUTE, HOUR = 1, 2, 3  # the units of the clock, as the knowledge numbers them
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI", 1: "Q1", 4: "Q2", 7: "Q3", 10: "Q4"}
_LETTERS = {DAY: "D", WEEK: "W", 2 * WEEK: "W", MONTH: "M", QUARTER: "Q", YEAR: "Y", DECADE: "Y", CENTURY: "Y"}
_TIMES = {2 * WEEK: 2, DECADE: 10, CENTURY: 100}  # how many of the letter's unit one of these is
_CLOCK = {SECOND: "S", MINUTE: "M", HOUR: "H"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a value is resolved by: `written`, the day of writing; `tense`, past present or future, of the verb that
    governs the words; `day`, `start` (of any date) and `quarter` are the last that the text told before them."""

    written: date
    tense: str = "past"
    day: date | None = None
    start: date | None = None
    quarter: tuple[int, int] | None = None  # year, quarter

    @property
    def telling(self) -> Telling:
        return Telling(self.written, self.tense != "future")


class Value(Protocol):
    """What words of time are worth; None where they say nothing that can be written down."""

    def at(self, setting: Setting) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same whenever it is told: a duration, a habit, PRESENT_REF."""

    value: str

    def at(self, setting: Setting) -> str | None:
        return self.value


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the grammar of dates. `story`: counted from the last day told and not from the day of writing."""

    meaning: Meaning
    story: bool = False

    def at(self, setting: Setting) -> str | None:
        long = isinstance(self.meaning, Shifted) and self.meaning.unit >= MONTH
        base = setting.start if long else setting.day
        if self.story and base is not None:
            setting = replace(setting, written=base, tense="past")
        return _written(self.meaning, setting)


@dataclass(frozen=True, slots=True)
class OnTheClock:
    """A day with a time of day: `clock` is "TMO", "T16:00" ..."""

    day: Value
    clock: str

    def at(self, setting: Setting) -> str | None:
        day = self.day.at(setting)
        return f"{day}{self.clock}" if day is not None else None


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a year, or a `half`; `year` is told, or lies `years` from the telling's; else tense says which."""

    number: int
    year: int | None = None
    years: int | None = None
    half: bool = False

    def at(self, setting: Setting) -> str | None:
        year, number = self.place(setting)
        return f"{year}-{'H' if self.half else 'Q'}{number}"

    def place(self, setting: Setting) -> tuple[int, int]:
        """Year and number."""
        written = setting.written
        if self.year is not None:
            return self.year, self.number
        if self.years is not None:
            return written.year + self.years, self.number
        now = (written.month + (5 if self.half else 2)) // (6 if self.half else 3)
        # News tells of the quarter that has just ended, also where it tells of what will be reported.
        if setting.tense == "future" and (now, self.number) != (1, 4):
            return written.year + (self.number < now - 1), self.number
        return written.year - (self.number > now), self.number


@dataclass(frozen=True, slots=True)
class StoryQuarter:
    """ "the quarter", "the year-earlier period", "the 1988 quarter": the quarter that the text is about, or one `years`
    from it. Where it is about none: the year, if `else_year`, or the last quarter before the day of writing."""

    years: int = 0
    year: int | None = None
    else_year: bool = True

    def at(self, setting: Setting) -> str | None:
        quarter = setting.quarter
        if quarter is None and self.else_year:
            return f"{self.year or setting.written.year + self.years:04}"
        if quarter is None:
            before = moved(setting.written, MONTH, -3) or setting.written
            quarter = before.year, (before.month + 2) // 3
        return f"{self.year or quarter[0] + self.years}-Q{quarter[1]}"


def period(unit: int, number: int | None, clock: int = 0) -> str:
    """ "P3D", "PT2H", "PXM"; `clock` is SECOND, MINUTE or HOUR for a unit of less than a day."""
    if clock:
        return f"PT{'X' if number is None else number}{_CLOCK[clock]}"
    if number is None:
        return {DECADE: "PXE", CENTURY: "PXC"}.get(unit, f"PX{_LETTERS[unit]}")
    return f"P{number * _TIMES.get(unit, 1)}{_LETTERS[unit]}"


def day_of(value: str) -> date | None:
    """The day that a value names, if it names one."""
    try:
        return date.fromisoformat(value[:10]) if len(value) >= 10 else None
    except ValueError:
        return None


def start_of(value: str) -> date | None:
    """The first day of a day, month or year that a value names."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T.*)?", value)
    return safe_date(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else None


def _written(meaning: Meaning, setting: Setting) -> str | None:
    match meaning:
        case Stage(_, of):
            return _written(of, setting)
        case AtTime(day, _):
            return _written(day, setting)
        case Shifted(unit, amount):
            shifted = moved(setting.written, unit, amount)
            return _in_unit(shifted, unit) if shifted else None
        case Between(Calendar(year=first), Calendar(year=last)) if first is not None and last is not None:
            return f"{first // 10:03}" if last - first < 10 else f"{first // 100:02}"
        case Trailing(unit, _):
            return period(unit, None) if unit else None
        case Calendar(year=None, month=int()):
            return _by(_nearest(meaning, setting))
        case _:
            return _interval(meaning, setting)


def _interval(meaning: Meaning, setting: Setting) -> str | None:
    found = meaning.at(setting.telling)
    if found is None:
        return None
    if isinstance(meaning, Weekend):
        return f"{_in_unit(found.start, WEEK)}-WE"
    if isinstance(meaning, SevenDays) and meaning.up_to:
        return _in_unit(found.end, WEEK)
    if isinstance(meaning, Seasonal | SeasonIn) or (isinstance(meaning, MonthBeside) and meaning.months > 1):
        return f"{found.start.year:04}-{_SEASONS[found.start.month]}"
    return _by(found)


def _nearest(meaning: Calendar, setting: Setting) -> Interval | None:
    """A month or a day of one, on the side that the tense tells; in the present tense the nearer one."""
    past, future = (meaning.at(Telling(setting.written, side)) for side in (True, False))
    told = setting.tense != "present" and meaning.weekday is None
    if told or past is None or future is None:
        return meaning.at(setting.telling)
    return past if setting.written - past.end < future.start - setting.written else future


def _by(found: Interval | None) -> str | None:
    """An interval by its precision."""
    units = {"day": DAY, "week": WEEK, "month": MONTH, "year": YEAR}
    return _in_unit(found.start, units[found.precision]) if found and found.precision in units else None


def _in_unit(day: date, unit: int) -> str:
    """The day, week, month, year, decade or century that holds a day."""
    if unit <= DAY:
        return day.isoformat()
    if unit < MONTH:
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    written = {MONTH: f"{day.year:04}-{day.month:02}", QUARTER: f"{day.year:04}-Q{(day.month + 2) // 3}"}
    written |= {YEAR: f"{day.year:04}", DECADE: f"{day.year // 10:03}", CENTURY: f"{day.year // 100:02}"}
    return written[unit]


@dataclass(frozen=True, slots=True)
class Ago:
    """`amount` units before (below zero) or after a day: "two weeks ago", "a year earlier" (`story`)."""

    unit: int
    amount: int
    story: bool = False

    def at(self, setting: Setting) -> str | None:
        if self.unit == YEAR and abs(self.amount) == 1 and setting.quarter is not None:
            return StoryQuarter(self.amount).at(setting)
        start = setting.day if self.story and setting.day is not None else setting.written
        if self.unit == QUARTER:
            day = moved(start, MONTH, 3 * self.amount)
        elif self.unit < MONTH:
            day = start + timedelta(days=self.unit * self.amount)
        else:
            day = moved(start, self.unit, self.amount)
        # Weeks back are counted to the day, as people write them down.
        return _in_unit(day, DAY if self.unit < MONTH else self.unit if self.unit < DECADE else YEAR) if day else None
