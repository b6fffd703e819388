"""The grammar of dates: which words of a line are one date, and what they mean.

Each rule takes a line and a place and gives a Reading or None; the longest reading wins. Words are knowledge
(`en/times.yml`), sorted into the terms named here; a rule knows only structural ones ("of", "the", "on").
"""

from dataclasses import replace

from recount.find.dates.calendar_words import read_any_year, read_calendar, read_day, read_month
from recount.find.dates.line import Line, Reading, longest
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
    Meaning,
    Shifted,
    Since,
    Stage,
    Trailing,
    Unsaid,
    Weekday,
)
from recount.find.dates.parts import read_list_of_days
from recount.find.dates.points import (
    after_term,
    read_amount,
    read_clock,
    read_military_time,
    read_point,
    read_time,
    read_unit,
)

_RECENT = {DAY: 7, WEEK: 6, MONTH: 12, YEAR: 10, DECADE: 3, CENTURY: 1}  # how many units "recent" may reach back
_DAYS_AGO = 10  # what reaches no further back is a time of the news and no standing one
_HOURS = 24
_TODAY = Shifted(DAY, 0)


def read_date(line: Line, i: int) -> Reading | None:
    """The longest date that begins at place `i`."""
    return longest(line, i, _RULES) if line.may_begin(i) else None


# --- periods


def _night_between(line: Line, i: int) -> Reading | None:
    """ "the night of 3-4 May", "in the night between Friday and Saturday": its first day (R22)."""
    time = read_time(line, i)
    days = _range(line, line.skip(time, "of")) if time is not None else None
    if time is None or days is None or not isinstance(days.meaning, Between):
        return None
    return Reading(days.end, AtTime(days.meaning.left, line.wording(i, time)))


def _night_of(line: Line, i: int) -> Reading | None:
    """ "overnight on Friday", "overnight from Friday to Saturday": the day on which that night began (R22)."""
    night = line.term(i, "night_word")
    if night is None:
        return None
    after = i + night.length
    days = _range(line, after) or read_point(line, line.skip(after, "on"))
    if days is None or days.kind not in ("point", "range"):
        return None
    first = days.meaning.left if isinstance(days.meaning, Between) else days.meaning
    return Reading(days.end, AtTime(first, line.wording(i, after)))


def _range(line: Line, i: int) -> Reading | None:
    """ "between 3 and 5 May", "from May to July", "May 3-5", "2008-2014", "Saturday and Sunday"."""
    lead = line.term(i, "range_lead")
    start = i + lead.length if lead else i
    asked = lead.value if lead else 0
    days = _days_of_month(line, start, asked) or _month_days(line, start, asked)
    return days or (_hours_of_a_day(line, start, asked) if asked else None) or _two_points(line, start, asked)


def _joint(line: Line, i: int, asked: int) -> tuple[int, int] | None:
    """(place after, kind) of the word between two ends: 1 and, 2 to, 3 a dash. "between" asks for "and"."""
    term = line.term(i, "range_joint")
    if term is None or (asked == 1 and term.value == 2) or (asked == 2 and term.value == 1):
        return None
    return i + term.length, term.value


def _days_of_month(line: Line, i: int, asked: int) -> Reading | None:
    """ "3-5 May", "between 3 and 5 May 2014": the left day takes the right one's month."""
    left = read_day(line, line.skip(i, "the"))
    joint = _joint(line, left.end, asked) if left else None
    right = read_calendar(line, line.skip(joint[0], "the")) if joint else None
    if left is None or right is None or not isinstance(left.meaning, Calendar):
        return None
    date = right.meaning
    if not isinstance(date, Calendar) or date.day is None or not line.word(line.skip(i, "the")).isdecimal():
        return None
    if (left.meaning.day or 0) >= date.day:
        return None
    return Reading(right.end, Between(replace(date, day=left.meaning.day), date), "range")


def _month_days(line: Line, i: int, asked: int) -> Reading | None:
    """ "May 3-5", "May 3 and 4, 2014": the right day takes the left one's month."""
    left = read_calendar(line, i)
    if left is None or not isinstance(left.meaning, Calendar) or left.meaning.day is None or left.meaning.year:
        return None
    joint = _joint(line, left.end, asked)
    right = read_day(line, joint[0]) if joint else None
    if right is None or not isinstance(right.meaning, Calendar) or not line.word(right.end - 1).isdecimal():
        return None
    if line.counts_a_noun(right.end - 1) or (right.meaning.day or 0) <= left.meaning.day:
        return None
    if read_calendar(line, joint[0] if joint else right.end) is not None:  # "from 3 May to 5 June"
        return None
    year = read_any_year(line, line.skip(right.end, ","))
    told = year.meaning.year if year and isinstance(year.meaning, Calendar) else None
    date = replace(left.meaning, year=told)
    return Reading(year.end if year else right.end, Between(date, replace(date, day=right.meaning.day)), "range")


def _two_points(line: Line, i: int, asked: int) -> Reading | None:
    left = (_clocked(line, i) if asked else None) or read_point(line, i) or (read_any_year(line, i) if asked else None)
    joint = _joint(line, left.end, asked) if left else None
    if left is None or joint is None:
        return None
    end = line.skip(joint[0], "late", "early") if joint[1] != 1 else joint[0]
    right = (_clocked(line, joint[0]) if asked else None) or read_point(line, joint[0]) or read_any_year(line, end)
    right = right or _short_end(line, joint[0], left.meaning)
    if right is None or (not asked and not _alike(left, right, joint[1])):
        return None
    return Reading(right.end, _share_year(left.meaning, right.meaning), "range")


def _hours_of_a_day(line: Line, i: int, asked: int) -> Reading | None:
    """ "between 2100 and 2300 on 4 December": one day."""
    first = read_military_time(line, i)
    joint = _joint(line, first, asked) if first == i + 1 else None
    return _clocked(line, joint[0]) if joint else None


def _clocked(line: Line, i: int) -> Reading | None:
    """The "2100 on 4 December" of "between 2100 on 4 December and 0200 5 December"."""
    time = read_military_time(line, i)
    day = read_calendar(line, time) if time is not None else None
    if day is None or not isinstance(day.meaning, Calendar) or day.meaning.day is None:
        return None
    return replace(day, meaning=AtTime(day.meaning, line.word(i)))


def _short_end(line: Line, i: int, left: Meaning) -> Reading | None:
    """The "09" of "2008-09"."""
    figure = line.digits(i)
    if not isinstance(left, Calendar) or left.year is None or left.month or len(figure) != 2 or not line.glued(i):
        return None
    year = left.year - left.year % 100 + int(figure)
    return Reading(i + 1, Calendar(year)) if year > left.year else None


def _alike(left: Reading, right: Reading, joint: int) -> bool:
    """Whether two dates with no "between" or "from" before them are the ends of one period."""
    if left.kind != right.kind:
        return False
    if joint == 1:
        weekdays = isinstance(left.meaning, Weekday) and isinstance(right.meaning, Weekday)
        return weekdays or _are_months(left, right) or _are_days_on_end(left, right)
    dated = Calendar | Stage
    return (isinstance(left.meaning, dated) and isinstance(right.meaning, dated)) or (
        isinstance(left.meaning, Weekday) and isinstance(right.meaning, Weekday)
    )


def _are_days_on_end(left: Reading, right: Reading) -> bool:
    """ "yesterday and today"."""
    days = [m for m in (left.meaning, right.meaning) if isinstance(m, Shifted) and m.unit == DAY]
    return len(days) == 2 and days[1].amount - days[0].amount == 1


def _are_months(left: Reading, right: Reading) -> bool:
    """ "June and July"."""
    return all(isinstance(m, Calendar) and m.month and not m.day for m in (left.meaning, right.meaning))


def _share_year(left: Meaning, right: Meaning) -> Between:
    """The left end takes a year (or the year before) that only the right end tells."""
    if isinstance(left, Calendar) and isinstance(right, Calendar) and right.year and not left.year and left.month:
        later = (left.month, left.day or 0) > (right.month or 13, right.day or 99)
        return Between(replace(left, year=right.year - later), right)
    return Between(left, right)


def _since(line: Line, i: int) -> Reading | None:
    """ "since March 30", "since then", "so far this year", "this year so far"."""
    term = line.term(i, "since")
    if term is not None:
        j = i + term.length
        if line.term(j, "then"):
            return Reading(j + 1, Since(_TODAY), "since")
        start = read_point(line, line.skip(j, "the")) or read_point(line, j)
        return Reading(start.end, Since(start.meaning), "since") if start else None
    so_far = line.term(i, "so_far")
    unit = read_unit(line, line.skip(i + (so_far.length if so_far else 0), "in"))
    if unit is None or not isinstance(unit.meaning, Shifted) or unit.meaning.amount or unit.kind != "point":
        return None
    tail = line.term(unit.end, "so_far")
    if so_far is None and tail is None:
        return None
    return Reading(unit.end + (tail.length if tail else 0), Since(unit.meaning), "since")


def _trailing(line: Line, i: int) -> Reading | None:
    """ "the past three days", "the last 24 hours", "the past week"."""
    lead = line.term(i, "trailing")
    if lead is None:
        return None
    j = i + lead.length
    amount = read_amount(line, j)
    if amount is None:
        unit, number = line.term(j, "unit"), 1
        if unit is None or unit.value <= DAY or lead.length == 1:
            return _vague_units(line, j)
        return Reading(j + unit.length, Trailing(unit.value, number), "range")
    unit = line.term(amount[0], "unit")
    if unit is None:
        return None
    end = amount[0] + unit.length
    if amount[1] is None:
        return Reading(end, Trailing(unit.value, _RECENT.get(unit.value, 1)), "range" if unit.value <= DAY else "vague")
    return Reading(end, Trailing(unit.value, amount[1] if unit.value else max(amount[1] // _HOURS, 1)), "range")


# --- words that name no day


def _vague_units(line: Line, i: int) -> Reading | None:
    """ "recent months", or the units of "the past months"."""
    lead = line.term(i, "recent")
    unit = line.term(i + (lead.length if lead else 0), "plural_unit")
    if unit is None:
        return None
    return Reading(i + (lead.length if lead else 0) + 1, Trailing(unit.value, _RECENT.get(unit.value, 1)), "vague")


def _recent(line: Line, i: int) -> Reading | None:
    return _vague_units(line, i) if line.term(i, "recent") else None


def _vague(line: Line, i: int) -> Reading | None:
    term = line.term(i, "vague")
    if term is None:
        return None
    meaning = Trailing(DAY, term.value) if term.value else Unsaid()
    return Reading(i + term.length, meaning, "range" if 0 < term.value <= _DAYS_AGO else "vague")


def _set(line: Line, i: int) -> Reading | None:
    """ "every Friday", "each of the two nights", "Fridays", "weekly"."""
    habit = line.term(i, "weekdays_set", "habit")
    if habit is not None:
        return Reading(i + habit.length, Unsaid(), "set")
    every = line.term(i, "every")
    if every is None:
        return None
    amount = read_amount(line, i + 1)
    j = amount[0] if amount else i + 1
    if line.term(j, "unit", "weekday", "weekend", "day_part", "season"):
        return Reading(after_term(line, j, "day_part") if line.term(j, "day_part") else j + 1, Unsaid(), "set")
    month = read_month(line, j)
    return Reading(month.end, Unsaid(), "set") if month else None


def _duration(line: Line, i: int) -> Reading | None:
    """ "three days", "two-hour", "several weeks"; an age is none."""
    amount = read_amount(line, i)
    if amount is None:
        return None
    j = line.skip(amount[0], "-")
    unit = line.term(j, "unit")
    if unit is None or line.term(line.skip(j + unit.length, "-"), "age_word") or read_clock(line, i) is not None:
        return None
    return Reading(j + unit.length, Unsaid(), "duration")


def _name(line: Line, i: int) -> Reading | None:
    """Words that only look like a date: "Bloody Sunday"."""
    term = line.term(i, "name")
    return Reading(i + term.length, Unsaid(), "name") if term and line.capital(i) else None


_RULES = (
    _name,
    _since,
    _set,
    _range,
    read_list_of_days,
    _night_between,
    _night_of,
    _trailing,
    _recent,
    read_point,
    _vague,
    _duration,
)
