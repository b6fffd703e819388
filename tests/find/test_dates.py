"""Dates in news: which words are one, and which days they mean. All events are invented."""

from datetime import date, timedelta

import pytest
from dated import dates_of, words_of
from hypothesis import given
from hypothesis import strategies as st

from recount.model.mention import When

MONDAY = date(2018, 11, 12)


def when_of(text: str, anchor: date | None = MONDAY, past: bool = True) -> When | None:
    """The one date of `text`, resolved."""
    (mention,) = [m for m in dates_of(text) if m.kind not in ("name", "duration", "set")]
    return mention.resolve(anchor, past)


def days_of(text: str, anchor: date | None = MONDAY, past: bool = True) -> str | None:
    """ "2018-11-11" or "2018-11-03/2018-11-05"."""
    when = when_of(text, anchor, past)
    if when is None:
        return None
    ends = [when.start.isoformat(), when.end.isoformat()]
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


ABSOLUTE = [
    ("The bridge fell on November 11, 2018.", "2018-11-11"),
    ("The bridge fell on 11 November 2017.", "2017-11-11"),
    ("The bridge fell on Nov. 11, 2017.", "2017-11-11"),
    ("The bridge fell on the 30th of March, 1990.", "1990-03-30"),
    ("KELL, 3 JAN 90 -- THE BRIDGE FELL.", "1990-01-03"),
    ("Kell, 2018-11-12: the bridge fell.", "2018-11-12"),
    ("Kell, 13/12/2018: the bridge fell.", "2018-12-13"),
    ("Kell, 12/13/2018: the bridge fell.", "2018-12-13"),
    ("date 20181112 the bridge fell", "2018-11-12"),
    ("The bridge fell in March 2019.", "2019-03-01/2019-03-31"),
    ("The bridge fell in 2008.", "2008-01-01/2008-12-31"),
    ("The bridge fell in the 1990s.", "1990-01-01/1999-12-31"),
    ("The bridge fell in the summer of 2014.", "2014-06-01/2014-08-31"),
    ("The bridge fell on May Day 2012.", "2012-05-01"),
    ("The bridge fell on Easter Sunday 2019.", "2019-04-21"),
    ("The bridge fell on Tuesday, December 3, 1991.", "1991-12-03"),
    ("The dam held between 2008 and 2014.", "2008-01-01/2014-12-31"),
    ("The dam held in 2008-09.", "2008-01-01/2009-12-31"),
    ("The dam held on May 3-5, 2014.", "2014-05-03/2014-05-05"),
]


@pytest.mark.parametrize(("text", "days"), ABSOLUTE)
def test_absolute_dates_need_no_day_of_telling(text: str, days: str) -> None:
    assert days_of(text, anchor=None) == days


TOLD = [
    ("The bridge fell on Sunday.", "2018-11-11"),
    ("The bridge fell on Monday.", "2018-11-12"),
    ("The bridge fell last Monday.", "2018-11-05"),
    ("This Friday the bridge fell.", "2018-11-09"),
    ("Thursday's storm took the bridge.", "2018-11-08"),
    ("The bridge fell on Friday last week.", "2018-11-09"),
    ("The bridge fell today.", "2018-11-12"),
    ("The bridge fell the day before yesterday.", "2018-11-10"),
    ("The bridge fell this morning.", "2018-11-12"),
    ("The bridge fell overnight.", "2018-11-11"),
    ("THE BRIDGE FELL LAST NIGHT.", "2018-11-11"),
    ("the bridge fell on monday night.", "2018-11-12"),
    ("The bridge fell three days ago.", "2018-11-09"),
    ("The bridge fell three weeks ago.", "2018-10-22/2018-10-28"),
    ("The bridge fell last week.", "2018-11-05/2018-11-11"),
    ("The bridge fell last month.", "2018-10-01/2018-10-31"),
    ("The bridge fell earlier this year.", "2018-01-01/2018-11-12"),
    ("The bridge fell over the weekend.", "2018-11-10/2018-11-11"),
    ("The bridge fell on 9 November.", "2018-11-09"),
    ("THE BRIDGE FELL ON 9 NOVEMBER.", "2018-11-09"),
    ("The bridge fell on December 3.", "2017-12-03"),
    ("The bridge fell on 13 November.", "2018-11-13"),
    ("The bridge fell in December.", "2017-12-01/2017-12-31"),
    ("The bridge fell in June last year.", "2017-06-01/2017-06-30"),
    ("The bridge fell last May.", "2018-05-01/2018-05-31"),
    ("The bridge fell on the 9th.", "2018-11-09"),
    ("The bridge fell on Friday the 9th.", "2018-11-09"),
    ("Ten were held between 3 and 5 May.", "2018-05-03/2018-05-05"),
    ("Ten were held from December to March.", "2017-12-01/2018-03-31"),
    ("Ten were held on Saturday and Sunday.", "2018-11-10/2018-11-11"),
    ("Ten were held since March 30.", "2018-03-30/2018-11-12"),
    ("Ten were held so far this year.", "2018-01-01/2018-11-12"),
    ("Ten were held in the past three days.", "2018-11-09/2018-11-12"),
    ("Ten were held in the last 48 hours.", "2018-11-10/2018-11-12"),
    ("Ten were held in the past few hours.", "2018-11-11/2018-11-12"),
    ("Ten were held a few hours ago.", "2018-11-11/2018-11-12"),
    ("Ten were held several days ago.", "2018-11-02/2018-11-12"),
]


@pytest.mark.parametrize(("text", "days"), TOLD)
def test_dates_told_on_a_monday(text: str, days: str) -> None:
    assert days_of(text) == days


@pytest.mark.parametrize("text", [text for text, _ in TOLD])
def test_without_a_day_of_telling_they_mean_no_day(text: str) -> None:
    """A weekday in a text whose own date is unknown has no date (R20)."""
    assert when_of(text, anchor=None) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The trial will open on Sunday.", "2018-11-18"),
        ("The trial will open on Monday.", "2018-11-12"),
        ("The trial will open next Monday.", "2018-11-19"),
        ("The trial will open on December 3.", "2018-12-03"),
        ("The trial will open in January.", "2019-01-01/2019-01-31"),
        ("The trial will open tomorrow.", "2018-11-13"),
    ],
)
def test_dates_told_of_what_is_to_come(text: str, days: str) -> None:
    assert days_of(text, past=False) == days


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Rockets were fired late on Sunday.", "late"),
        ("Rockets were fired on Sunday night.", "night"),
        ("Rockets were fired at dawn on Sunday.", "at dawn"),
        ("Rockets were fired at about 10:30 p.m. on Sunday.", "at about 10:30 p.m."),
        ("Rockets were fired early Sunday morning.", "early morning"),
        ("Rockets were fired in the early hours of Sunday.", "in the early hours"),
        ("Rockets were fired on the night of 11 November.", "on the night"),
    ],
)
def test_time_of_day_stays_as_told(text: str, time: str) -> None:
    when = when_of(text)
    assert when is not None
    assert (when.start, when.end, when.precision, when.time) == (date(2018, 11, 11), date(2018, 11, 11), "day", time)


def test_a_night_across_midnight_is_its_first_day() -> None:
    assert days_of("It burnt in the night between Friday and Saturday.") == "2018-11-09"
    assert days_of("It burnt on the night of 3-4 May 2014.") == "2014-05-03"


KINDS = [
    ("They march every Friday.", "set", "every Friday"),
    ("They march on Fridays.", "set", "Fridays"),
    ("The weekly march was quiet.", "set", "weekly"),
    ("They were driven out 70 years ago.", "vague", "70 years ago"),
    ("Attacks rose in recent months.", "vague", "recent months"),
    ("They were driven out several years ago.", "vague", "several years ago"),
    ("He was held for two days.", "duration", "two days"),
    ("A 24-hour curfew was set.", "duration", "24-hour"),
    ("He died the next day.", "relative", "the next day"),
    ("He died two days later.", "relative", "two days later"),
    ("He died the same day.", "relative", "The same day"),
    ("The court looked into Bloody Sunday.", "name", "Bloody Sunday"),
    ("It was worse than the September 11 attacks.", "name", "September 11 attacks"),
    ("Fighters of the 17 April Brigade fled.", "name", "17 April"),
    ("The Sunday Mirror had the story.", "name", "Sunday"),
]


@pytest.mark.parametrize(("text", "kind", "words"), KINDS)
def test_kinds(text: str, kind: str, words: str) -> None:
    assert [w.lower() for w in words_of(text, kind)] == [words.lower()]


@pytest.mark.parametrize(
    "text",
    [
        "Between 20 and 30 men were hurt.",
        "20-30 men were hurt.",
        "Some 1,990 people fled.",
        "He fired 2018 rounds.",
        "The dead may number twenty.",
        "THE DEAD MAY NUMBER TWENTY.",
        "The Great March goes on for the 32nd week in a row.",
        "They march to the fence.",
        "April Keller, a nurse, was hurt.",
        "A seven-year-old girl was hurt.",
        "The Sun said that he sat in a cell.",
        "A second bomb went off.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert words_of(text, "point", "range", "since", "relative", "set", "vague", "duration") == []


def test_both_ways_round_means_no_day() -> None:
    assert when_of("Kell, 11/12/2018: the bridge fell.") is None
    assert days_of("Kell, 11/11/2018: the bridge fell.") == "2018-11-11"


def test_a_relative_day_counts_from_the_day_given() -> None:
    assert days_of("He died two days later.", date(2014, 5, 3)) == "2014-05-05"
    assert days_of("He was shot the day before.", date(2014, 5, 3)) == "2014-05-02"


@pytest.mark.parametrize("text", ["He wrote it two days before his arrest.", "It burnt the day after gunmen came.",
    'He fell two days after "the quiet one" did.'])  # fmt: skip
def test_a_day_counted_from_an_undated_act_is_no_day(text: str) -> None:
    assert when_of(text) is None


def test_why_tells_the_telling() -> None:
    when = when_of("Rockets were fired late on Sunday.")
    assert when is not None
    assert when.why == "'late on Sunday', told in the past on Monday 12 November 2018, is Sunday 11 November"


def test_weekday_helps_to_find_the_year() -> None:
    assert days_of("The bridge fell on Saturday, April 25.", date(2018, 3, 1)) == "2015-04-25"
    assert days_of("The bridge fell on Sunday, November 10.") == "2018-11-10"  # a slip of the weekday, two days before


DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))


@given(DAYS, st.integers(0, 6))
def test_a_weekday_in_the_past_is_within_the_week(anchor: date, weekday: int) -> None:
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday]
    when = when_of(f"The bridge fell on {name}.", anchor)
    assert when is not None
    assert when.start.weekday() == weekday
    assert timedelta(0) <= anchor - when.start < timedelta(days=7)


@given(DAYS)
def test_written_dates_come_back(day: date) -> None:
    month = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
             "November", "December"][day.month - 1]  # fmt: skip
    for text in (f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}", day.isoformat()):
        for written in (text, text.upper(), text.lower()):
            assert days_of(f"it fell on {written}.", None) == day.isoformat()


@given(st.text(alphabet="aM may3 10,.-'/’snthof:²٣", max_size=40), DAYS)
def test_any_text_gives_spans_in_order_inside_it(text: str, anchor: date) -> None:
    end = 0
    for mention in dates_of("x " + text):
        assert end <= mention.span.start < mention.span.end <= len(text) + 2
        end = mention.span.end
        when = mention.resolve(anchor, True)
        assert when is None or when.start <= when.end


EASTERS = [  # as the almanacs have them: the earliest and latest days, leap years, and the turns of centuries
    "1818-03-22", "1886-04-25", "1900-04-15", "1916-04-23", "1943-04-25", "1954-04-18", "1961-04-02", "1981-04-19",
    "1989-03-26", "1997-03-30", "2000-04-23", "2004-04-11", "2008-03-23", "2011-04-24", "2016-03-27", "2019-04-21",
    "2024-03-31", "2038-04-25", "2076-04-19", "2100-03-28",
]  # fmt: skip


@pytest.mark.parametrize("day", EASTERS)
def test_easter(day: str) -> None:
    assert days_of(f"The bridge fell on Easter Sunday {day[:4]}.") == day


EASTER_PAST_AND_FUTURE = [
    ("Good Friday", date(2018, 3, 30), "2018-03-30", "2018-03-30"),
    ("Good Friday", date(2018, 3, 31), "2018-03-30", "2019-04-19"),
    ("Easter Monday", date(2018, 4, 1), "2018-04-02", "2018-04-02"),
    ("Easter Monday", date(2018, 3, 30), "2017-04-17", "2018-04-02"),
    ("Palm Sunday", date(2018, 12, 31), "2018-03-25", "2019-04-14"),
]


@pytest.mark.parametrize(("feast", "anchor", "past", "future"), EASTER_PAST_AND_FUTURE)
def test_a_feast_is_the_last_one_or_the_next(feast: str, anchor: date, past: str, future: str) -> None:
    assert days_of(f"The bridge fell on {feast}.", anchor) == past
    assert days_of(f"The bridge will fall on {feast}.", anchor, past=False) == future
