"""One day, week, month or year, as news tells it: with weekdays, "last" and "this", times of day and stages."""

from dataclasses import replace

from recount.find.dates.calendar_words import (
    read_any_year,
    read_calendar,
    read_century,
    read_day,
    read_decade,
    read_month,
    read_year,
)
from recount.find.dates.calendars import read_moving_feast, read_other_calendar
from recount.find.dates.line import Line, Reading, longest
from recount.find.dates.meaning import (
    CENTURY,
    DAY,
    DECADE,
    MONTH,
    WEEK,
    YEAR,
    AtTime,
    Calendar,
    Easter,
    Meaning,
    MonthBeside,
    MonthDayIn,
    Seasonal,
    SeasonIn,
    Shifted,
    Stage,
    Trailing,
    Unsaid,
    Weekday,
    WeekdayFeast,
    WeekdaysAgo,
    Weekend,
    Within,
)
from recount.find.dates.parts import (
    read_anniversary,
    read_day_of,
    read_first_units,
    read_part,
    read_week_ago,
    read_week_by_day,
)
from recount.knowledge.times import Term

_LONG_AGO = 10  # years from which "70 years ago" is history and dates no act (R23)
_SEVERAL = 10  # how many units "several days ago" may reach back
_HOURS, _MINUTES, _NOON = 24, 60, 12
# Half of a unit, in whole smaller ones.
_HALVES = {YEAR: (MONTH, 6), DECADE: (YEAR, 5), CENTURY: (YEAR, 50), MONTH: (WEEK, 2), WEEK: (DAY, 3), 0: (DAY, 0)}
_MOVES = {"back": -1, "here": 0, "ahead": 1, "story_before": -1, "story_same": 0, "story_after": 1}
_TODAY = Shifted(DAY, 0)


def read_point(line: Line, i: int) -> Reading | None:
    """One day or period, with the time of day or the stage of the period around it."""
    return longest(line, i, (_timed, _staged, _time_before, _time_alone))


def _base(line: Line, i: int) -> Reading | None:
    return longest(line, i, _BASES)


def _weekday(line: Line, i: int) -> Reading | None:
    """ "Sunday", "Saturday, April 25", "Friday last week"."""
    term, short = line.term(i, "weekday"), line.term(i, "short_weekday")
    if term is not None:
        after = line.skip(i + 1, ",")
        return _weekday_with(line, i + 1, after, term.value) or Reading(i + 1, Weekday(term.value))
    if short is None or not line.capital(i):
        return None
    return _weekday_with(line, i + 1, line.skip(line.skip(i + 1, "."), ","), short.value)


def _weekday_with(line: Line, i: int, after: int, weekday: int) -> Reading | None:
    """What stands after a weekday and says which: a calendar date or a week."""
    date = read_calendar(line, line.skip(after, "the"))
    if date is not None and isinstance(date.meaning, Calendar) and date.meaning.day is not None:
        return Reading(date.end, replace(date.meaning, weekday=weekday))
    day = read_day(line, after + 1) if line.word(after) == "the" and line.word(after + 1).isdecimal() else None
    if day is not None and isinstance(day.meaning, Calendar) and day.end == after + 3:
        return Reading(day.end, replace(day.meaning, weekday=weekday))
    week = read_unit(line, line.skip(i, "of")) or _ago(line, i)
    if week is not None and isinstance(week.meaning, Shifted) and week.meaning.unit == WEEK and week.kind == "point":
        return Reading(week.end, Within(weekday, week.meaning))
    return None


def _beside(line: Line, i: int) -> Reading | None:
    """ "last Friday", "this month", "next May", "last summer", "the same day", "this morning"."""
    return longest(line, i, (read_unit, _beside_name, _beside_part))


def _lead(line: Line, i: int) -> tuple[int, int, str] | None:
    """(place after, move, kind) of "last", "this", "the previous" ... and their like."""
    term = line.term(i, *_MOVES)
    if term is None:
        return None
    return i + term.length, _MOVES[term.name], "relative" if term.name.startswith("story") else "point"


def _story_lead(line: Line, i: int) -> tuple[int, int, str] | None:
    """A lead before a day or a part of one: "next morning" counts from the story's day as "the next morning" does."""
    lead = _lead(line, i)
    term = line.term(lead[0], "day_part", "unit") if lead else None
    if lead is None or term is None or lead[1] != 1 or (term.name == "unit" and term.value != DAY):
        return lead
    return lead[0], lead[1], "relative"


def read_unit(line: Line, i: int) -> Reading | None:
    """ "last week", "this month", "the previous year"."""
    lead = _story_lead(line, i)
    unit = line.term(lead[0], "unit") if lead else None
    if lead is None or unit is None or unit.value == 0 or (unit.value == DAY and lead[2] == "point"):
        return None
    if line.term(lead[0], "plural_unit"):
        return None
    night = unit.value == DAY and line.word(lead[0]) != "day"
    day = Shifted(unit.value, lead[1])
    return Reading(lead[0] + 1, AtTime(day, line.word(lead[0])) if night else day, lead[2])


def _beside_name(line: Line, i: int) -> Reading | None:
    """A weekday, weekend, month or season beside a word that says which."""
    lead = _lead(line, i)
    if lead is None:
        return None
    j, move, kind = lead
    weekday, season = line.term(j, "weekday"), line.term(j, "season")
    if weekday is not None:
        date = _weekday(line, j)
        whole = date is not None and isinstance(date.meaning, Calendar)
        return replace(date, kind=kind) if date and whole else Reading(j + 1, Weekday(weekday.value, move), kind)
    if line.term(j, "weekend"):
        return Reading(after_term(line, j, "weekend"), Weekend(move), kind)
    if season is not None:
        return Reading(j + 1, MonthBeside(season.value, move, 3), kind)
    month = read_month(line, j)
    if month is None or not isinstance(month.meaning, Calendar):
        return None
    dated = read_calendar(line, j)
    if dated is not None and isinstance(dated.meaning, Calendar) and dated.meaning.year is not None:
        return replace(dated, kind=kind)
    return _beside_month(line, month, move, kind)


def _beside_month(line: Line, month: Reading, move: int, kind: str) -> Reading:
    """ "last May"; a day that follows makes it that month's ("last May 3")."""
    assert isinstance(month.meaning, Calendar) and month.meaning.month is not None
    beside = MonthBeside(month.meaning.month, move)
    day = read_day(line, month.end)
    if day is not None and isinstance(day.meaning, Calendar) and not line.counts_a_noun(month.end):
        return Reading(day.end, MonthDayIn(replace(month.meaning, day=day.meaning.day), beside), kind)
    return Reading(month.end, beside, kind)


def _beside_part(line: Line, i: int) -> Reading | None:
    """ "this morning", "that night", "the next morning"."""
    lead = _story_lead(line, i)
    part = line.term(lead[0], "day_part") if lead else None
    if lead is None or part is None:
        return None
    end = lead[0] + part.length
    return Reading(end, AtTime(Shifted(DAY, lead[1]), line.wording(lead[0], end)), lead[2])


def after_term(line: Line, i: int, name: str) -> int:
    term = line.term(i, name)
    return i + term.length if term else i


def _day_word(line: Line, i: int) -> Reading | None:
    """ "yesterday", "overnight", "the day before"."""
    day = line.term(i, "day_word")
    night = line.term(i, "night_word")
    story = line.term(i, "story_day")
    if night is not None:
        return Reading(i + night.length, AtTime(Shifted(DAY, night.value), line.wording(i, i + night.length)))
    if day is not None:
        return Reading(i + day.length, Shifted(DAY, day.value))
    if story is None:
        return None
    meaning = Unsaid() if _counts_from_what_follows(line, i, story) else Shifted(DAY, story.value)
    return Reading(i + story.length, meaning, "relative")


def _weekend(line: Line, i: int) -> Reading | None:
    lead = line.term(i, "weekend_lead")
    if lead is None or not line.term(i + lead.length, "weekend"):
        return None
    return Reading(after_term(line, i + lead.length, "weekend"), Weekend())


def _season(line: Line, i: int) -> Reading | None:
    """ "the summer of 2015", "spring 2014", "the spring of last year"."""
    j = line.skip(i, "the")
    term = line.term(j, "season")
    beside = read_unit(line, j + 2) if term and line.word(j + 1) == "of" else None
    if term and beside and isinstance(beside.meaning, Shifted) and beside.meaning.unit == YEAR:
        return Reading(beside.end, SeasonIn(term.value, beside.meaning), beside.kind)
    year = read_any_year(line, line.skip(j + 1, "of")) if term else None
    if term is None or year is None or not isinstance(year.meaning, Calendar) or year.meaning.year is None:
        return None
    return Reading(year.end, Seasonal(year.meaning.year, term.value, 3))


def _feast(line: Line, i: int) -> Reading | None:
    """ "May Day", "Christmas Eve 2009", "Easter Sunday"."""
    fixed, easter, weekly = (line.term(i, name) for name in ("feast", "easter", "weekday_feast"))
    term = fixed or easter or weekly
    if term is None or not line.capital(i):
        return None
    year = read_any_year(line, line.skip(i + term.length, ",", "in", "of"))
    told = year.meaning.year if year and isinstance(year.meaning, Calendar) else None
    end = year.end if year else i + term.length
    if weekly is not None:
        month, place = divmod(weekly.value, 100)
        return Reading(end, WeekdayFeast(month, *divmod(place, 10), told))
    if fixed is None:
        return Reading(end, Easter(term.value, told))
    return Reading(end, Calendar(told, term.value // 100, term.value % 100))


def _calendar_in(line: Line, i: int) -> Reading | None:
    """A date of the calendar; "June last year", "3 June this year"."""
    date = read_calendar(line, i)
    if date is None or not isinstance(date.meaning, Calendar) or date.meaning.year is not None:
        return date
    year = read_unit(line, line.skip(date.end, "of", ","))
    if year is not None and isinstance(year.meaning, Shifted) and year.meaning.unit == YEAR:
        return Reading(year.end, MonthDayIn(date.meaning, year.meaning), year.kind)
    return date


def _of_a_year(line: Line, i: int) -> Reading | None:
    """ "last year's May demonstrations", "this year's 9 May parade"."""
    year = read_unit(line, i)
    if year is None or not isinstance(year.meaning, Shifted) or year.meaning.unit != YEAR:
        return None
    if line.words[year.end : year.end + 2] != ("'", "s"):
        return None
    date = read_calendar(line, year.end + 2)
    term = line.term(year.end + 2, "open_month")  # after "last year's", "May" is one
    if date is None and term is not None and line.capital(year.end + 2):
        date = Reading(year.end + 3, Calendar(month=term.value))
    if date is None or not isinstance(date.meaning, Calendar) or date.meaning.year is not None:
        return None
    return Reading(date.end, MonthDayIn(date.meaning, year.meaning), year.kind)


def _day_of_month(line: Line, i: int) -> Reading | None:
    """ "on the 12th", with the month left to the reader."""
    if line.word(i) != "the" or line.word(i - 1) != "on" or not line.word(i + 1).isdecimal():
        return None
    day = read_day(line, i + 1)
    closed = day is not None and (not line.word(day.end).isalpha() or line.term(day.end, "joiner") is not None)
    return day if day is not None and day.end == i + 3 and closed else None


def _ago(line: Line, i: int) -> Reading | None:
    """ "two days ago", "nearly three weeks earlier", "several years ago"."""
    amount = read_amount(line, i)
    unit = line.term(amount[0], "unit") if amount else None
    if amount is None or unit is None:
        return None
    j, number = amount[0] + unit.length, amount[1]
    ago, before, after = line.term(j, "ago"), line.term(j, "story_earlier"), line.term(j, "story_later")
    if ago is None and before is None and after is None:
        return None
    kind = "point" if ago else "relative"
    if (before or after) and _counts_from_what_follows(line, j, before or after):
        return Reading(j + 1, Unsaid(), kind)
    if number is None:
        return _some_units_ago(j + 1, unit.value) if ago else Reading(j + 1, Unsaid(), "relative")
    if ago and unit.value * number >= _LONG_AGO * YEAR:
        kind = "vague"
    amount_of_units = number if unit.value else 0
    shifted = Shifted(max(unit.value, DAY), amount_of_units if after else -amount_of_units)
    weekday = line.term(line.skip(j + 1, "on"), "weekday") if ago and unit.value == WEEK else None
    if weekday is not None:
        return Reading(line.skip(j + 1, "on") + 1, Within(weekday.value, shifted))
    return Reading(j + 1, shifted, kind)


def _weekdays_ago(line: Line, i: int) -> Reading | None:
    """ "two Sundays ago"."""
    amount = read_amount(line, i)
    if amount is None or not amount[1] or not line.term(amount[0], "weekdays_set"):
        return None
    day = line.times.at((line.word(amount[0])[:-1],))
    ago = line.term(amount[0] + 1, "ago")
    weekday = next((term.value for term in day if term.name == "weekday"), None)
    return Reading(amount[0] + 1 + ago.length, WeekdaysAgo(weekday, amount[1])) if ago and weekday is not None else None


def _ago_by_halves(line: Line, i: int) -> Reading | None:
    """ "half a year ago", "a month and a half ago", "one and a half years ago"."""
    found = _by_halves(line, i)
    if found is None:
        return None
    j, unit, halves = found
    ago = line.term(j, "ago")
    smaller = _HALVES.get(unit)
    if ago is None or smaller is None:
        return None
    kind = "vague" if unit * halves >= 2 * _LONG_AGO * YEAR else "point"
    return Reading(j + ago.length, Shifted(smaller[0], -smaller[1] * halves), kind)


def _by_halves(line: Line, i: int) -> tuple[int, int, int] | None:
    """(place after, unit, how many halves of it)"""
    half = line.term(i, "half")
    if half is not None:
        j = line.skip(i + half.length, "a", "an")
        unit = line.term(j, "unit")
        return (j + 1, unit.value, 1) if unit else None
    amount = read_amount(line, i)
    if amount is None or amount[1] is None:
        return None
    unit = line.term(amount[0], "unit")
    j = amount[0] + (1 if unit else 0)
    if line.words[j : j + 2] != ("and", "a") or not line.term(j + 2, "half"):
        return None
    unit = unit or line.term(j + 3, "unit")
    end = j + 3 if line.term(amount[0], "unit") else j + 4
    return (end, unit.value, 2 * amount[1] + 1) if unit else None


def _weekday_of_story(line: Line, i: int) -> Reading | None:
    """ "the Friday before", counted from the day of the story."""
    weekday = line.term(i + 1, "weekday") if line.word(i) == "the" else None
    before, after = line.term(i + 2, "story_earlier"), line.term(i + 2, "story_later")
    if weekday is None or (before is None and after is None):
        return None
    if _counts_from_what_follows(line, i + 2, before or after):
        return Reading(i + 3, Unsaid(), "relative")
    return Reading(i + 3, Weekday(weekday.value, -1 if before else 1), "relative")


def _some_units_ago(end: int, unit: int) -> Reading:
    """ "a few hours ago" and "several days ago" are times of the news; "several years ago" is history."""
    return Reading(end, Trailing(unit, _SEVERAL if unit else 1), "range" if unit <= DAY else "vague")


def _counts_from_what_follows(line: Line, i: int, term: Term | None) -> bool:
    """ "two days before his arrest": the day is counted from another act, which the words do not date."""
    if term is None or not term.value:
        return False
    following = line.skip(i + term.length, '"', "“", "'")
    return line.word(following).isalpha() and line.term(following, "joiner") is None


def read_amount(line: Line, i: int) -> tuple[int, int | None] | None:
    """(place after, number) of "two", "a", "24", "nearly three"; the number None for "several"."""
    about = line.term(i, "about")
    if about is not None:
        return read_amount(line, i + about.length) if not line.term(i + about.length, "about") else None
    some = line.term(i, "some_number")
    if some is not None:
        return i + some.length, some.value or None
    if line.word(i) in line.times.cardinals:
        return _cardinal(line, i)
    figure = line.digits(i)
    return (i + 1, int(figure)) if 0 < len(figure) <= 4 else None


def _cardinal(line: Line, i: int) -> tuple[int, int]:
    number = line.times.cardinals[line.word(i)]
    j = line.skip(i + 1, "-")
    more = line.times.cardinals.get(line.word(j), 0)
    return (j + 1, number + more) if number >= 20 and 0 < more < 10 else (i + 1, number)


_BASES = (
    _weekday,
    _calendar_in,
    _beside,
    _day_word,
    _weekend,
    _season,
    _feast,
    _day_of_month,
    _ago,
    _weekdays_ago,
    _ago_by_halves,
    _weekday_of_story,
    read_part,
    read_first_units,
    _of_a_year,
    read_week_by_day,
    read_week_ago,
    read_day_of,
    read_anniversary,
    read_other_calendar,
    read_moving_feast,
    read_decade,
    read_century,
    read_year,
)


# --- times of day and stages


def _staged(line: Line, i: int) -> Reading | None:
    """ "early January", "late on Sunday", "earlier this year", "mid-2014"."""
    term = line.term(i, "stage")
    if term is None:
        return None
    j = i + term.length
    of = _timed(line, line.skip(line.skip(j, "on", "in", "-"), "of", "the"))
    of = of or read_any_year(line, line.skip(j, "-")) or _season_or_day_in_hand(line, j)
    if of is None:
        return None
    time = " ".join(line.wording(i, j).split())
    so_far = line.word(i).endswith("er")
    return Reading(of.end, _with_stage(of.meaning, term.value, time, so_far), of.kind)


def _season_or_day_in_hand(line: Line, i: int) -> Reading | None:
    """The "summer" of "late summer", the "in the day" of "later in the day"."""
    season = line.term(i, "season")
    if season is not None and line.word(i + 1) != "of":
        return Reading(i + 1, MonthBeside(season.value, 0, 3))
    day = line.term(i + 2, "unit") if line.words[i : i + 2] == ("in", "the") else None
    if day is not None and day.value == DAY and not line.term(i + 2, "plural_unit"):
        return Reading(i + 3, _TODAY, "relative")
    return None


def _with_stage(meaning: Meaning, stage: int, time: str, so_far: bool) -> Meaning:
    """Of a day a stage is a time of day; of anything longer it is a part."""
    if isinstance(meaning, AtTime):
        return AtTime(meaning.day, f"{time} {meaning.time}")
    is_day = isinstance(meaning, Weekday | Within) or (isinstance(meaning, Calendar) and meaning.day is not None)
    if is_day or (isinstance(meaning, Shifted) and meaning.unit == DAY):
        return AtTime(meaning, time)
    return Stage(stage, meaning, so_far)


def _timed(line: Line, i: int) -> Reading | None:
    """A date and the time of day after it: "Sunday night", "9 May at dawn"."""
    base = _base(line, i)
    if base is None:
        return None
    time = read_time(line, line.skip(base.end, ","))
    if time is None or time == base.end or isinstance(base.meaning, AtTime) or _is_long(base.meaning):
        return base
    start = next(k for k in range(base.end, time) if line.word(k) != ",")
    weekday = base.meaning.weekday if isinstance(base.meaning, Weekday) and not base.meaning.move else None
    date = _weekday_with(line, time, line.skip(time, ","), weekday) if weekday is not None else None
    if date is not None and isinstance(date.meaning, Calendar):  # "Monday morning, Oct. 16"
        return Reading(date.end, AtTime(date.meaning, line.wording(start, time)), base.kind)
    return Reading(time, AtTime(base.meaning, line.wording(start, time)), base.kind)


def _is_long(meaning: Meaning) -> bool:
    """Whether words of time of day cannot belong to it: a month, a year, a week."""
    if isinstance(meaning, Calendar):
        return meaning.day is None
    return not isinstance(meaning, Weekday | Within | Easter) and not (
        isinstance(meaning, Shifted) and meaning.unit == DAY
    )


def read_time(line: Line, i: int) -> int | None:
    """The place after a time of day: "night", "at dawn", "at about 3 p.m.", "in the early hours"."""
    lead = line.term(i, "time_lead")
    j = i + lead.length if lead else i
    about = line.term(j, "about")
    j += about.length if about else 0
    part = line.term(j, "day_part")
    if part is not None:
        return j + part.length
    return read_clock(line, j)


def read_clock(line: Line, i: int) -> int | None:
    """The place after "3 p.m.", "10:30", "1530 GMT", "0315 hours"."""
    figure, sign = line.word(i), line.word(i + 1)
    if not figure.isdecimal() or len(figure) > 4:
        return None
    minutes = len(line.word(i + 2)) == 2 and line.word(i + 2).isdecimal()
    colon = sign == ":" and minutes
    whole = _behind_hour(line, i + 3 if colon else i + 1) if len(figure) <= 2 and int(figure) <= _NOON else None
    if whole is not None:
        return whole
    j = i + 3 if colon or (sign == "." and minutes and line.glued(i + 2)) else i + 1
    zone = line.term(j, "clock")
    if zone is None and _is_told_by_two_clocks(line, i):
        return j
    if zone is None:
        hours = line.term(j, "unit") if len(figure) == 4 else None
        return j + 1 if hours and not hours.value else j if colon and int(figure) < _HOURS else None
    while (zone := line.term(j, "clock")) is not None:
        j += zone.length
    return j


def _behind_hour(line: Line, i: int) -> int | None:
    """The place after the "in the morning" of "2:30 in the morning"."""
    part = line.term(i + 2, "day_part") if line.words[i : i + 2] == ("in", "the") else None
    return i + 2 + part.length if part is not None else None


def _is_told_by_two_clocks(line: Line, i: int) -> bool:
    """ "At 0150 (0650 GMT)": a figure of hours and minutes with another clock's behind it."""
    first, second = line.digits(i), line.digits(i + 2)
    if not _is_hours_and_minutes(first) or line.word(i + 1) != "(" or not _is_hours_and_minutes(second):
        return False
    return line.term(i + 3, "clock") is not None


def _is_hours_and_minutes(figure: str) -> bool:
    return len(figure) == 4 and int(figure[:2]) < _HOURS and int(figure[2:]) < _MINUTES


def read_military_time(line: Line, i: int) -> int | None:
    """The place after "2100 on" or "2100": hours and minutes, which only a date behind them tells from a number."""
    if not _is_hours_and_minutes(line.digits(i)):
        return None
    return line.skip(i + 1, "on")


def _time_before(line: Line, i: int) -> Reading | None:
    """ "at dawn on Monday", "in the early hours of Sunday", "noon Thursday", "the night of 3 May"."""
    time = read_time(line, i)
    if time is None:
        return None
    base = _base(line, line.skip(line.skip(time, ","), "on", "of", "in", "between"))
    if base is None or isinstance(base.meaning, AtTime) or _is_long(base.meaning):
        return None
    return Reading(base.end, AtTime(base.meaning, line.wording(i, time)), base.kind)


def _time_alone(line: Line, i: int) -> Reading | None:
    """ "at dawn", "during the night", "at 3 p.m.": a time of the story's day."""
    lead = line.term(i, "time_lead")
    time = read_time(line, i)
    if lead is None or time is None or line.after(i, "article"):
        return None
    return Reading(time, AtTime(_TODAY, line.wording(i, time)), "relative")
