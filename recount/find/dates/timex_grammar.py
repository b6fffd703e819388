"""The grammar of TIMEX3: which words of a line are one, of which type, and what value waits for their telling.

It stands on the grammar of dates and reads more: durations, habits, quarters of a year, words for the present. A TIMEX3
has no preposition before it, and the two ends of a range are two.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from recount.find.dates.calendar_words import read_decade, read_month
from recount.find.dates.line import Line, Reading
from recount.find.dates.meaning import (
    CENTURY,
    DAY,
    DECADE,
    YEAR,
    AtTime,
    Calendar,
    MonthBeside,
    MonthDayIn,
    Seasonal,
    Shifted,
    Stage,
    Unsaid,
)
from recount.find.dates.points import read_amount, read_clock, read_point, read_unit
from recount.find.dates.timex_value import (
    FUTURE,
    HOUR,
    PAST,
    PRESENT,
    QUARTER,
    SECOND,
    Ago,
    Dated,
    Fixed,
    OnTheClock,
    Quarter,
    StoryQuarter,
    Value,
    period,
)
from recount.knowledge.times import Term

_CODES = ("", "TMO", "TAF", "TEV", "TNI", "T12:00", "T24:00")  # as the knowledge numbers them
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_NOON = 12
_MOVES = {"back": -1, "here": 0, "ahead": 1, "story_before": -1, "story_after": 1}
_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_OUR_TIMES = (1900, 2050)
_NOON_CODE = 5
_HALVES = {DAY: "PT12H", YEAR: "P6M", DECADE: "P5Y", CENTURY: "P50Y"}
_STORY_DAY = Dated(Shifted(DAY, 0), story=True)


@dataclass(frozen=True, slots=True)
class Told:
    """Words up to before place `end`: their type (DATE TIME DURATION SET) and value. `name`: they only look like it."""

    end: int
    kind: str
    value: Value
    name: bool = False


Rule = Callable[[Line, int], Told | None]


def read_timex(line: Line, i: int) -> Told | None:
    """The longest TIMEX3 that begins at place `i`."""
    return _longest(line, i, _RULES) if line.may_begin(i) else None


def _longest(line: Line, i: int, rules: Iterable[Rule]) -> Told | None:
    best: Told | None = None
    for rule in rules:
        found = rule(line, i)
        if found is not None and (best is None or found.end > best.end):
            best = found
    return best


# --- dates and times of day


def _point(line: Line, i: int) -> Told | None:
    """What the grammar of dates reads, without a preposition before it."""
    if line.word(i) != "the" and line.term(i, "time_lead", "weekend_lead") and not line.term(i, "about"):
        return None
    reading = _read_point(line, i)
    if reading is None or isinstance(reading.meaning, Unsaid):
        return None
    value: Value = Dated(reading.meaning, reading.kind == "relative")
    clock = _clock_in(line, i, reading.end) if isinstance(reading.meaning, AtTime) else None
    if clock is not None:
        return Told(reading.end, "TIME", OnTheClock(value, clock))
    return Told(reading.end, "DATE", value)


def _read_point(line: Line, i: int) -> Reading | None:
    about = line.term(i, "about")
    if about is not None:
        after = i + about.length
        return read_point(line, after) if line.word(i) != "over" and not line.term(after, "time_lead") else None
    return read_point(line, i) or (_staged_after(line, i) if line.word(i) == "the" else None)


def _staged_after(line: Line, i: int) -> Reading | None:
    """ "the late 1970s", "the early summer"."""
    stage = line.term(i + 1, "stage")
    if stage is None:
        return None
    decade = read_decade(line, i + 1 + stage.length)
    if decade is not None:
        return replace(decade, meaning=Stage(stage.value, decade.meaning))
    season = line.term(i + 1 + stage.length, "season")
    if season is None:
        return read_point(line, i + 1)
    return Reading(i + 2 + stage.length, MonthBeside(season.value, 0, 3))


def _clock_in(line: Line, i: int, end: int) -> str | None:
    """The time of day among the atoms of a date: "TNI", "T16:00"; None where no words tell one."""
    for k in range(i, end):
        code = line.term(k, "time_code")
        if code is not None and k + code.length <= end:
            return _CODES[code.value]
        if read_clock(line, k) is not None:
            return _hour(line, k)
    return None


def _hour(line: Line, i: int) -> str:
    """ "T22:00" of "10 p.m.", "T15:30" of "1530 GMT"."""
    figure, after = line.word(i), line.word(i + 2)
    told = line.word(i + 1) in (":", ".") and len(after) == 2 and after.isdecimal()
    hour, minutes = int(figure), after if told else "00"
    if len(figure) > 2:
        hour, minutes = int(figure[:-2]), figure[-2:]
    behind = i + 3 if told else i + 1
    part = line.term(behind + 2, "time_code") if line.words[behind : behind + 2] == ("in", "the") else None
    if part is not None and hour <= _NOON:
        return f"T{hour % _NOON + (_NOON if part.value > 1 else 0):02}:{minutes}"
    if line.term(behind, "after_noon", "before_noon"):
        hour = hour % _NOON + (_NOON if line.term(behind, "after_noon") else 0)
    return f"T{hour:02}:{minutes}"


def _time_alone(line: Line, i: int) -> Told | None:
    """ "10 p.m.", "noon", "the morning": a time of the day last told."""
    about = line.term(i, "about")
    start = i + about.length if about else i
    end = read_clock(line, start)
    if end is not None:
        return Told(end, "TIME", OnTheClock(_STORY_DAY, _hour(line, start)))
    j = line.skip(i, "the")
    code = line.term(j, "time_code")
    if code is None or (j == i and code.value < _NOON_CODE) or line.atoms[j].token.deprel == "compound":
        return None
    return Told(j + code.length, "TIME", OnTheClock(_STORY_DAY, _CODES[code.value]))


def _then(line: Line, i: int) -> Told | None:
    """ "until then", "since then": the day last told."""
    bound = line.word(i - 1) in ("until", "since", "by")
    return Told(i + 1, "DATE", _STORY_DAY) if bound and line.term(i, "then") else None


def _year(line: Line, i: int) -> Told | None:
    """ "1988" wherever a figure may be one, "fiscal 1989", "nineteen ninety-six", "the year 2000"."""
    fiscal = line.term(i, "fiscal")
    j = i + fiscal.length if fiscal else i + 2 if line.words[i : i + 2] == ("the", "year") else i
    year = _year_figure(line, j) or _spoken_year(line, j)
    return Told(year[0], "DATE", Fixed(str(year[1]))) if year else None


def _year_figure(line: Line, i: int) -> tuple[int, int] | None:
    """(place after, year); of what no word before asks for, only a year of our times, and none that ends a name."""
    figure = line.digits(i)
    if len(figure) != 4 or line.counts_a_noun(i) or _beside_a_dash(line, i):
        return None
    asked = line.after(i, "before_year", "article", "fiscal")
    first, last = (_FIRST_YEAR, _LAST_YEAR) if asked else _OUR_TIMES
    named = not asked and i > 0 and line.cased and line.capital(i - 1) and line.word(i - 1).isalpha()
    return (i + 1, int(figure)) if first <= int(figure) <= last and not (named and i > 1) else None


def _beside_a_dash(line: Line, i: int) -> bool:
    return line.word(i + 1) == "-" and line.glued(i + 1) and line.word(i + 2).isalpha() and line.glued(i + 2)


def _spoken_year(line: Line, i: int) -> tuple[int, int] | None:
    """(place after, year) of "nineteen ninety-six", "two thousand"."""
    cardinals = line.times.cardinals
    century, tens = cardinals.get(line.word(i), 0), cardinals.get(line.word(i + 1), 0)
    if line.words[i - 2 : i + 2] == ("the", "year", "two", "thousand"):
        return i + 2, 2000
    if century not in (18, 19, 20) or not 10 <= tens < 100:
        return None
    more = line.skip(i + 2, "-")
    ones = cardinals.get(line.word(more), 0) if tens >= 20 else 0
    if not 0 < ones < 10:
        return i + 2, century * 100 + tens
    return more + 1, century * 100 + tens + ones


def _spoken_date(line: Line, i: int) -> Told | None:
    """ "February nineteen ninety-eight", "February thirteenth nineteen ninety-eight"."""
    month = read_month(line, i)
    if month is None or not isinstance(month.meaning, Calendar):
        return None
    day = line.term(month.end, "ordinal")
    year = _spoken_year(line, line.skip(month.end + (day.length if day else 0), ","))
    if year is None:
        return None
    told = replace(month.meaning, year=year[1], day=day.value if day else None)
    return Told(year[0], "DATE", Dated(told))


def _century(line: Line, i: int) -> Told | None:
    """ "the 11th century"."""
    j = line.skip(i, "the")
    number, end = _ordinal(line, j)
    end = line.skip(end, "-")
    if not number or not line.term(end, "century"):
        return None
    return Told(end + 1, "DATE", Fixed(f"{number - 1:02}"))


def _ordinal(line: Line, i: int) -> tuple[int, int]:
    """(number, place after) of "11th" or "third"; (0, i) where none stands."""
    term = line.term(i, "ordinal")
    if term is not None:
        return term.value, i + term.length
    figure = line.digits(i)
    if 0 < len(figure) <= 2 and line.glued(i + 1) and line.term(i + 1, "suffix"):
        return int(figure), i + 2
    return 0, i


def _season(line: Line, i: int) -> Told | None:
    """ "the summer", of the year that tense tells; "the winter of nineteen ninety-four"."""
    term = line.term(i + 1, "season") if line.word(i) == "the" else None
    if term is None:
        return None
    year = _spoken_year(line, line.skip(i + 2, "of"))
    if year is not None:
        return Told(year[0], "DATE", Dated(Seasonal(year[1], term.value, 3)))
    return Told(i + 2, "DATE", Dated(MonthBeside(term.value, 0, 3)))


def _stage_of(line: Line, i: int) -> Told | None:
    """ "the end of the year", "later in the day"."""
    term = line.term(i, "stage")
    if term is None:
        return None
    j = line.skip(i + term.length, "of", "in")
    return _in_hand(line, j) or _quarter(line, j)


def _weekend(line: Line, i: int) -> Told | None:
    """ "the weekend", without what stands before it."""
    if line.word(i) != "the" or not line.term(i + 1, "weekend"):
        return None
    reading = read_point(line, i)
    return Told(reading.end, "DATE", Dated(reading.meaning)) if reading else None


def _ago(line: Line, i: int) -> Told | None:
    """ "two weeks ago", "a year earlier", "months ago"."""
    if line.word(i) == "over":
        return None
    amount = (i + 1, 1) if line.word(i) == "the" and not line.term(i + 1, "plural_unit") else read_amount(line, i)
    j, number = amount if amount is not None else (i, None)
    unit = line.term(j, "unit", "quarter")
    if unit is None or (amount is None and not line.term(j, "plural_unit", "plural_clock")):
        return None
    end = _after_or_so(line, j + unit.length)
    ago, before, after = (line.term(end, name) for name in ("ago", "story_earlier", "story_later"))
    told = ago or before or after
    if told is None or (told.value and line.word(end + told.length).isalpha()):
        return None
    length, clock = _unit(line, j, unit)
    if number is None or clock:
        return Told(end + told.length, "DURATION", Fixed(period(length, number, clock)))
    return Told(end + told.length, "DATE", Ago(length, number if after else -number, ago is None))


def _from_now(line: Line, i: int) -> Told | None:
    """ "a year from now", "three days from today"."""
    amount = read_amount(line, i)
    unit = line.term(amount[0], "unit", "quarter") if amount else None
    ahead = line.term(amount[0] + 1, "from_now") if amount and unit else None
    if amount is None or unit is None or ahead is None:
        return None
    length, clock = _unit(line, amount[0], unit)
    end = amount[0] + 1 + ahead.length
    if amount[1] is None or clock:
        return Told(end, "DURATION", Fixed(period(length, amount[1], clock)))
    return Told(end, "DATE", Ago(length, amount[1]))


def _period_end(line: Line, i: int) -> Told | None:
    """ "by year-end", "at month's end": the year by its last month."""
    term = line.term(i, "period_end")
    if term is None or not line.after(i, "before_end") or line.atoms[i].token.deprel in ("compound", "amod"):
        return None
    if term.value == YEAR:
        return Told(i + term.length, "DATE", Dated(MonthDayIn(Calendar(month=12), Shifted(YEAR, 0))))
    return Told(i + term.length, "DATE", Dated(Shifted(term.value, 0)))


def _unit(line: Line, i: int, unit: Term) -> tuple[int, int]:
    """(unit in days, unit of the clock) of the word at a place."""
    clock = line.term(i, "clock_unit")
    return (QUARTER if unit.name == "quarter" else unit.value), clock.value if clock else 0


def _after_or_so(line: Line, i: int) -> int:
    term = line.term(i, "or_so")
    return i + term.length if term else i


# --- business's quarters


def _quarter(line: Line, i: int) -> Told | None:
    """ "the third quarter", "third-quarter", "the fiscal first quarter", "the third quarter of 1990"."""
    owner, j = _owner(line, i)
    article = owner is None and j > i
    fiscal = line.term(j, "fiscal")
    j += fiscal.length if fiscal else 0
    year = line.digits(j)
    j += len(year) == 4
    number, end = _ordinal(line, j)
    after = line.skip(end, "-")
    if not 1 <= number <= 4 or not line.term(after, "quarter") or (article and after > end):
        return None  # of "the third-quarter loss" the article is the noun's
    if owner is not None:
        return Told(after + 1, "DATE", Quarter(number, years=owner))
    if len(year) == 4:
        return Told(after + 1, "DATE", Quarter(number, int(year)))
    return _quarter_of(line, after + 1, number)


def _owner(line: Line, i: int) -> tuple[int | None, int]:
    """(years from the year of writing, place after) of "this year's", "the year-earlier"; (None, ...) without one."""
    before = line.term(i, "year_before")
    if before is not None:
        return -1, i + before.length
    unit = read_unit(line, i)
    meaning = unit.meaning if unit else None
    if unit is not None and isinstance(meaning, Shifted) and meaning.unit == YEAR and line.word(unit.end) == "'":
        return meaning.amount, line.skip(unit.end + 1, "s")
    return None, line.skip(i, "the", "a")


def _quarter_of(line: Line, end: int, number: int) -> Told:
    """A quarter with the year behind it: "of 1990", "of last year", ", 1990"."""
    year = _year_behind(line, end)
    if year is None:
        return Told(end, "DATE", Quarter(number))
    return Told(year[0], "DATE", Quarter(number, year[1], year[2]))


def _year_behind(line: Line, i: int) -> tuple[int, int | None, int | None] | None:
    """(place after, year told, years from the year of writing) of "of 1990", "of fiscal 1990", "of last year"."""
    j = line.skip(i, "of", "in", ",")
    fiscal = line.term(j, "fiscal")
    j += fiscal.length if fiscal else 0
    figure = line.digits(j)
    if len(figure) == 4 and _FIRST_YEAR <= int(figure) <= _LAST_YEAR:
        return j + 1, int(figure), None
    hand = line.term(j, "in_hand") if j > i else None
    if hand is not None and hand.value == YEAR:
        return j + hand.length, None, 0
    unit = read_unit(line, j)
    meaning = unit.meaning if unit else None
    if unit is not None and isinstance(meaning, Shifted) and meaning.unit == YEAR:
        return unit.end, None, meaning.amount
    return None


def _quarter_by_month(line: Line, i: int) -> Told | None:
    """ "the September quarter"; "1988's third quarter"."""
    j = line.skip(i, "the")
    month = read_month(line, j)
    if month is not None and isinstance(month.meaning, Calendar) and month.meaning.month:
        quarter = line.term(month.end, "quarter")
        found = Quarter((month.meaning.month + 2) // 3)
        return Told(month.end + 1, "DATE", found) if quarter and not quarter.value else None
    figure = line.digits(i)
    if len(figure) != 4 or line.words[i + 1 : i + 3] != ("'", "s"):
        return None
    number, end = _ordinal(line, i + 3)
    if not 1 <= number <= 4 or not line.term(end, "quarter"):
        return None
    return Told(end + 1, "DATE", Quarter(number, int(figure)))


def _half(line: Line, i: int) -> Told | None:
    """ "the first half of 1990", "first-half"."""
    j = line.skip(i, "the")
    number, end = _ordinal(line, j)
    after = line.skip(end, "-")
    if not 1 <= number <= 2 or not line.term(after, "half") or (j > i and after > end):
        return None
    year = _year_behind(line, after + 1)
    if year is None and after == end:
        return None
    last, told, years = year or (after + 1, None, None)
    return Told(last, "DATE", Quarter(number, told, years, half=True))


def _quarter_beside(line: Line, i: int) -> Told | None:
    """ "last quarter", "this quarter", "the previous quarter"."""
    lead = line.term(i, *_MOVES)
    quarter = line.term(i + lead.length, "quarter") if lead else None
    if lead is None or quarter is None or quarter.value or line.word(i) == "that":
        return None
    return Told(i + lead.length + 1, "DATE", Ago(QUARTER, _MOVES[lead.name], lead.name.startswith("story")))


def _business_period(line: Line, i: int) -> Told | None:
    """ "the quarter", "the latest period", "the year-earlier period", "the 1988 quarter", "year-earlier"."""
    before = line.term(i, "year_before")
    if before is not None:
        noun = line.term(i + before.length, "business_period")
        end = i + before.length + (1 if noun else 0)
        # "the year-earlier results": no article belongs to the words of time
        return Told(end, "DATE", StoryQuarter(-1)) if noun or line.word(i) != "the" else None
    latest = line.term(i, "same_period")
    j = i + latest.length if latest else line.skip(i, "the", "this")
    figure = line.digits(j)
    j += len(figure) == 4
    noun = line.term(j, "business_period")
    if (
        noun is None
        or _goes_on(line, j + 1)
        or j == i
        or (not latest and len(figure) != 4 and not line.term(j, "quarter"))
    ):
        return None
    year = int(figure) if len(figure) == 4 else None
    return Told(j + 1, "DATE", StoryQuarter(0, year, else_year=year is not None))


def _latest_unit(line: Line, i: int) -> Told | None:
    """ "the latest week", "the most recent month": the one before the day of writing."""
    latest = line.term(i, "same_period")
    unit = line.term(i + latest.length, "unit") if latest else None
    if latest is None or unit is None or unit.value <= DAY or line.term(i + latest.length, "plural_unit"):
        return None
    return Told(i + latest.length + 1, "DATE", Dated(Shifted(unit.value, -1)))


def _in_hand(line: Line, i: int) -> Told | None:
    """ "the year", "the month", "the full year"; "the year ended June 30" is a stretch of one."""
    term = line.term(i, "in_hand")
    end = i + term.length if term else i
    if term is None or _goes_on(line, end):
        return None
    if line.term(end, "ended"):
        return Told(end, "DURATION", Fixed(period(term.value, 1)))
    return Told(end, "DATE", Dated(Shifted(term.value, 0), story=term.value == DAY))


def _year_in_hand(line: Line, i: int) -> Told | None:
    found = _in_hand(line, i)
    day = line.term(i, "in_hand")
    return None if day is not None and day.value == DAY else found


def _goes_on(line: Line, i: int) -> bool:
    """Whether a hyphen binds the words before to more ("the quarter-to-quarter change")."""
    return line.word(i) == "-" and line.glued(i) and line.glued(i + 1)


# --- durations and habits


def _duration(line: Line, i: int) -> Told | None:
    """ "three days", "two-hour", "the past three years", "the next few months", "nearly an hour"; an age is none."""
    lead = line.term(i, "stretch_back", "stretch_ahead", "stretch")
    j = i + lead.length if lead else i
    amount = _amount(line, j)
    if amount is None:
        return _whole_unit(line, i, j, lead)
    k = line.skip(amount[0], "-")
    unit = line.term(k, "unit", "quarter", "clock_unit")
    if unit is None or line.word(i) == "over" or _is_a_rate(line, i, j):
        return None
    length, clock = _unit(line, k, unit)
    end = k + unit.length
    if line.term(line.skip(end, "-"), "age_word"):
        return Told(end, "DURATION", Fixed(""), name=True)
    if line.word(i) == "the" and lead is not None and lead.length == 1 and _is_before_a_noun(line, k, amount[1]):
        return None  # of "the two day visit" the article is the noun's
    adjective = k > amount[0]
    ordinal = clock == SECOND and line.word(j) == "a"  # "a second man"
    if _goes_on(line, end) and line.term(end + 1, "lasting"):
        return Told(end + 2, "DURATION", Fixed(period(length, amount[1], clock)))
    if _goes_on(line, end) or ordinal or (adjective and (lead or unit.name == "quarter")):
        return None
    return Told(_after_or_so(line, end), "DURATION", Fixed(period(length, amount[1], clock)))


def _is_before_a_noun(line: Line, k: int, number: int | None) -> bool:
    """Whether a unit told of several is no plural."""
    return number is not None and number > 1 and not line.term(k, "plural_unit", "plural_clock")


def _lasting(line: Line, i: int) -> Told | None:
    """ "weeklong", "month-long"."""
    one = line.term(i, "long_unit")
    if one is not None:
        return Told(i + one.length, "DURATION", Fixed(period(one.value, 1)))
    unit = line.term(i, "unit")
    if unit is None or line.term(i, "plural_unit") or not _goes_on(line, i + 1) or not line.term(i + 2, "lasting"):
        return None
    length, clock = _unit(line, i, unit)
    return Told(i + 3, "DURATION", Fixed(period(length, 1, clock)))


def _is_a_rate(line: Line, i: int, j: int) -> bool:
    """ "$2 a year", "358,000 jobs a month"."""
    return i > 0 and i == j and line.term(i, "article") is not None and _counts(line, i - 1)


def _counts(line: Line, i: int) -> bool:
    """Whether what stands at a place is a figure, its sign, or several things."""
    token = line.atoms[i].token
    return token.upos in ("NUM", "SYM") or token.feat("Number") == "Plur" or line.word(i).isdecimal()


def _half_unit(line: Line, i: int) -> Told | None:
    """ "half an hour", "half a century", "a half-hour"."""
    j = line.skip(i, "a")
    if not line.term(j, "half"):
        return None
    k = line.skip(line.skip(j + 1, "a", "an"), "-")
    unit = line.term(k, "unit")
    length, clock = _unit(line, k, unit) if unit else (0, 0)
    value = "PT30M" if clock == HOUR else _HALVES.get(length)
    return Told(k + 1, "DURATION", Fixed(value)) if unit and value and k > j + 1 else None


def _and_a_half(line: Line, i: int) -> Told | None:
    """ "two and a half years", "2 1/2 years", "a year and a half", "the last two and a half years"."""
    lead = line.term(i, "stretch_back", "stretch_ahead")
    amount = read_amount(line, i + lead.length if lead else i)
    if amount is None or amount[1] is None:
        return None
    j, number = amount
    unit = line.term(j, "unit")
    after = j + (unit.length if unit else 0)
    told = _end_of_a_half(line, after)
    if told is None:
        return None
    k = told if unit else line.skip(told, "-")
    found = unit or line.term(k, "unit")
    if found is None:
        return None
    length, clock = _unit(line, j if unit else k, found)
    whole = period(length, number, clock)
    return Told(k if unit else k + 1, "DURATION", Fixed(f"{whole[:-1]}.5{whole[-1]}"))


def _end_of_a_half(line: Line, i: int) -> int | None:
    """The place after "and a half", "-and-a-half" or "1/2"."""
    if line.words[i : i + 3] == ("1", "/", "2"):
        return i + 3
    for word in ("and", "a", "half"):
        i = line.skip(i, "-")
        if line.word(i) != word:
            return None
        i += 1
    return i


def _amount(line: Line, i: int) -> tuple[int, int | None] | None:
    """An amount; of "12 to 18" and "weeks or months" no number."""
    amount = read_amount(line, i)
    if amount is None or line.word(amount[0]) not in ("to", "or"):
        return amount
    more = read_amount(line, amount[0] + 1)
    return (more[0], None) if more is not None else amount


def _whole_unit(line: Line, i: int, j: int, lead: Term | None) -> Told | None:
    """ "the past year", "the last decade", "the past summers"; "years" alone."""
    unit = line.term(j, "unit", "quarter")
    if unit is None:
        return None
    length, clock = _unit(line, j, unit)
    many = line.term(j, "plural_unit", "plural_clock") is not None or (unit.name == "quarter" and unit.value == 1)
    many = many and not line.term(line.skip(j + 1, "-"), "age_word")
    if many and line.word(i - 1) == "-" and line.glued(i):
        return None  # "three-quarters of the town"
    if many and (lead is None or lead.name in ("stretch_back", "stretch")):
        return Told(j + 1, "DURATION", Fixed(period(length, None, clock)))
    if many:
        return Told(j + 1, "DATE", Fixed(FUTURE))
    one = line.term(i, "stretch_of_one")
    if one is not None and i + one.length == j and not clock:
        return Told(j + 1, "DURATION", Fixed(period(length, 1)))
    if lead is None or lead.name != "stretch_back" or lead.length == 1 or length <= DAY:
        return None
    # "the past year" is the one before, as people write it down; of several it is a stretch
    return Told(j + 1, "DATE", Dated(Shifted(length, -1)) if length != QUARTER else Ago(QUARTER, -1))


def _recent(line: Line, i: int) -> Told | None:
    """ "recent months", "future quarters"."""
    lead = line.term(i, "recent", "future_adjective")
    unit = line.term(i + lead.length, "plural_unit", "quarter") if lead else None
    if lead is None or unit is None:
        return None
    if lead.name == "future_adjective":
        return Told(i + lead.length + 1, "DATE", Fixed(FUTURE))
    length, clock = _unit(line, i + lead.length, unit)
    return Told(i + lead.length + 1, "DURATION", Fixed(period(length, None, clock)))


def _habit(line: Line, i: int) -> Told | None:
    """ "daily", "hourly", "Fridays", "weekends"."""
    often, clock = line.term(i, "habit_unit"), line.term(i, "habit_clock")
    day, weekend = line.term(i, "weekday_again"), line.term(i, "weekend_again")
    if (often or clock) and line.cased and i > 0 and line.capital(i):
        return None  # "the Daily Planet"
    if often is not None and often.value == YEAR and i and _counts(line, i - 1):
        return None  # "10,000 units annually": a rate
    if often is not None:
        return Told(i + often.length, "SET", Fixed(period(often.value, 1)))
    if clock is not None:
        return Told(i + clock.length, "SET", Fixed(period(DAY, 1, clock.value)))
    if day is not None:
        return Told(i + 1, "SET", Fixed(f"XXXX-WXX-{day.value + 1}"))
    return Told(i + 1, "SET", Fixed("XXXX-WXX-WE")) if weekend else None


def _every(line: Line, i: int) -> Told | None:
    """ "every Friday", "each year", "every two weeks", "every morning"."""
    other = line.term(i, "every_other")
    unit = line.term(i + other.length, "unit", "quarter") if other else None
    if other is not None and unit is not None and not line.term(i + other.length, "plural_unit"):
        length, clock = _unit(line, i + other.length, unit)
        return Told(i + other.length + 1, "SET", Fixed(period(length, 2, clock)))
    every = line.term(i, "every")
    if every is None:
        return None
    j = i + every.length
    amount = read_amount(line, j)
    k = amount[0] if amount else j
    unit = line.term(k, "unit", "quarter")
    if unit is not None:
        length, clock = _unit(line, k, unit)
        return Told(k + 1, "SET", Fixed(period(length, amount[1] if amount else 1, clock)))
    return _every_named(line, j)


def _every_named(line: Line, i: int) -> Told | None:
    weekday, season, part = line.term(i, "weekday"), line.term(i, "season"), line.term(i, "time_code")
    if weekday is not None:
        night = line.term(i + 1, "time_code")
        code = _CODES[night.value] if night else ""
        return Told(i + 1 + (night.length if night else 0), "SET", Fixed(f"XXXX-WXX-{weekday.value + 1}{code}"))
    if season is not None:
        return Told(i + 1, "SET", Fixed(f"XXXX-{_SEASONS[season.value]}"))
    if part is not None:
        return Told(i + part.length, "SET", Fixed(f"XXXX-XX-XX{_CODES[part.value]}"))
    if line.term(i, "weekend"):
        return Told(i + 1, "SET", Fixed("XXXX-WXX-WE"))
    month = read_month(line, i)
    if month is None or not isinstance(month.meaning, Calendar):
        return None
    return Told(month.end, "SET", Fixed(f"XXXX-{month.meaning.month:02}"))


# --- words for past, present and future


def _reference(line: Line, i: int) -> Told | None:
    """ "now", "recently", "in the future"; "as soon as" and "the future of the town" are none."""
    for name, value in (("present_ref", PRESENT), ("past_ref", PAST), ("future_ref", FUTURE)):
        term = line.term(i, name)
        if term is not None and _is_reference(line, i, i + term.length):
            return Told(i + term.length, "DATE", Fixed(value))
    term = line.term(i, "present_adjective")
    if term is not None and line.word(i + term.length).isalpha():
        return Told(i + term.length, "DATE", Fixed(PRESENT))
    return None


def _is_reference(line: Line, i: int, end: int) -> bool:
    if line.after(i, "no_time_after") or line.term(end, "no_time_before"):
        return False
    opens = i == 0 or not line.word(i - 1).isalnum()
    if opens and line.word(end) == "," and line.term(i, "opening"):
        return False  # "Now, look at the road"
    if line.word(i) != "the":
        return True
    behind = line.atoms[end].token if end < len(line.atoms) else None
    return line.after(i, "reference_lead") and not (behind and behind.upos in ("NOUN", "NUM", "ADJ"))


def _name(line: Line, i: int) -> Told | None:
    """Words that only look like a date: "Bloody Sunday"."""
    term = line.term(i, "name")
    return Told(i + term.length, "", Fixed(""), name=True) if term and line.capital(i) else None


_RULES: tuple[Rule, ...] = (
    _name,
    _ago,
    _quarter,
    _half,
    _quarter_beside,
    _quarter_by_month,
    _business_period,
    _latest_unit,
    _from_now,
    _period_end,
    _spoken_date,
    _lasting,
    _point,
    _weekend,
    _season,
    _century,
    _every,
    _habit,
    _recent,
    _reference,
    _time_alone,
    _then,
    _stage_of,
    _year,
    _year_in_hand,
    _half_unit,
    _and_a_half,
    _duration,
)
