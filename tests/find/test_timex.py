"""TIMEX3: words of time with their type and value, told on Friday 13 February 1998. All events are invented."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from dated import dates_of, timexes_of
from spoken import parsed

from recount.find.dates.timex import find_timexes
from recount.knowledge.times import load_timex

FRIDAY = date(1998, 2, 13)
TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parents[1] / "tables" / "timex.yml").read_text(encoding="utf-8"))

ALONE = [
    ("The bridge fell on February 13, 1998.", "DATE 1998-02-13"),
    ("The bridge fell on Thursday.", "DATE 1998-02-12"),
    ("The bridge fell last week.", "DATE 1998-W06"),
    ("The bridge fell in January.", "DATE 1998-01"),
    ("The bridge fell in 1972.", "DATE 1972"),
    ("The bridge fell in nineteen seventy-two.", "DATE 1972"),
    ("The bridge fell in the 1990s.", "DATE 199"),
    ("The bridge fell in the late 1970s.", "DATE 197"),
    ("The bridge is of the 11th century.", "DATE 10"),
    ("The bridge fell last fall.", "DATE 1997-FA"),
    ("The bridge fell in the winter of 1994.", "DATE 1994-WI"),
    ("The bridge fell over the weekend.", "DATE 1998-W06-WE"),
    ("The bridge fell two years ago.", "DATE 1996"),
    ("The bridge fell in the third quarter.", "DATE 1997-Q3"),
    ("It told of third-quarter losses.", "DATE 1997-Q3"),
    ("It told of losses in last year's third quarter.", "DATE 1997-Q3"),
    ("The bridge fell on Wednesday night.", "TIME 1998-02-11TNI"),
    ("The bridge fell at 10 p.m. on Wednesday.", "TIME 1998-02-11T22:00"),
    ("The bridge fell at 12:30 a.m. on Wednesday.", "TIME 1998-02-11T00:30"),
    ("The bridge fell this morning.", "TIME 1998-02-13TMO"),
    ("The bridge fell at noon Thursday.", "TIME 1998-02-12T12:00"),
    ("The bridge held for three days.", "DURATION P3D"),
    ("The two-hour fight ended.", "DURATION PT2H"),
    ("It held for a couple of years.", "DURATION P2Y"),
    ("It held for several months.", "DURATION PXM"),
    ("It held for decades.", "DURATION PXE"),
    ("It held for the past three years.", "DURATION P3Y"),
    ("It fell in the past year.", "DATE 1997"),
    ("It will hold for the next two weeks.", "DURATION P2W"),
    ("They march every Wednesday.", "SET XXXX-WXX-3"),
    ("They march each July.", "SET XXXX-07"),
    ("They are paid every two weeks.", "SET P2W"),
    ("They march daily.", "SET P1D"),
    ("It is now closed.", "DATE PRESENT_REF"),
    ("It was recently closed.", "DATE PAST_REF"),
    ("It may close in the future.", "DATE FUTURE_REF"),
    ("It may close in the years to come.", "DATE FUTURE_REF"),
    ("It fell some time ago.", "DATE PAST_REF"),
    ("The bridge fell in the early '80s.", "DATE 198"),
    ("The bridge fell in the sixties.", "DATE 196"),
    ("The bridge fell in '88.", "DATE 1988"),
    ("The bridge fell in the spring of last year.", "DATE 1997-SP"),
    ("The bridge fell in February nineteen ninety-six.", "DATE 1996-02"),
    ("The bridge fell in the September quarter.", "DATE 1997-Q3"),
    ("The bridge fell in 1996's third quarter.", "DATE 1996-Q3"),
    ("The bridge fell in the latest week.", "DATE 1998-W06"),
    ("The bridge fell in the week ended Feb. 6.", "DATE 1998-W06"),
    ("The bridge fell two Sundays ago.", "DATE 1998-02-01"),
    ("The bridge fell on Christmas Day.", "DATE 1997-12-25"),
    ("The bridge fell on Thanksgiving.", "DATE 1997-11-27"),
    ("The bridge fell at 2:30 in the morning.", "TIME 1998-02-13T02:30"),
    ("The bridge fell at 2:30 in the afternoon.", "TIME 1998-02-13T14:30"),
    ("The bridge fell on Monday morning, Jan. 12.", "TIME 1998-01-12TMO"),
    ("A year from now it falls.", "DATE 1999"),
    ("It will fall by year-end.", "DATE 1998-12"),
    ("The month-long siege ended.", "DURATION P1M"),
    ("The yearlong siege ended.", "DURATION P1Y"),
    ("The two-and-a-half-hour siege ended.", "DURATION PT2.5H"),
    ("It held for the last two and a half years.", "DURATION P2.5Y"),
    ("It rained all week.", "DURATION P1W"),
    ("It rains every other day.", "SET P2D"),
]


@pytest.mark.parametrize(("text", "value"), ALONE)
def test_words_of_time_have_a_type_and_a_value(text: str, value: str) -> None:
    assert [f"{t.kind} {t.value}" for t in timexes_of(text)] == [value]


NONE = [
    "Two hundred men fell.",
    "A man in his sixties fell.",
    "A year-end sale began.",
    "All the men fell.",
    "A long siege ended.",
    "A nurse of 37 years old was hurt.",
    "He fell as soon as they came.",
    "The firm spends $2 a year on it.",
    "The report of Kell Today is long.",
    "They bought an Orion 1980 of it.",
    "The court looked into Bloody Sunday.",
    "Three-quarters of the town burnt.",
    "The March for Water went on.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_time_is_none(text: str) -> None:
    assert not timexes_of(text)


@pytest.mark.parametrize(("text", "told"), TABLE["read"])
def test_words_of_time_in_a_sentence(text: str, told: list[str]) -> None:
    found = find_timexes(parsed(text), load_timex(), FRIDAY)
    assert [f"{t.span.of(text)}: {t.kind} {t.value}" for t in found] == told


@pytest.mark.parametrize("text", TABLE["none"])
def test_what_only_looks_like_time_in_a_sentence(text: str) -> None:
    assert not find_timexes(parsed(text), load_timex(), FRIDAY)


def _values(text: str) -> list[str]:
    return [t.value for t in find_timexes(parsed(text), load_timex(), FRIDAY)]


def test_the_verb_tells_on_which_side_a_day_lies() -> None:
    assert _values("The talks resumed on Monday.") == ["1998-02-09"]
    assert _values("The talks will resume on Monday.") == ["1998-02-16"]
    assert _values("The talks are to resume in May.") == ["1998-05"]


def test_what_follows_counts_from_what_was_told() -> None:
    assert _values("He was freed on May 22, 1995. He fled the following year.") == ["1995-05-22", "1996"]
    assert _values("It lost money in the third quarter. It earned more a year earlier.") == ["1997-Q3", "1996-Q3"]


def test_words_that_only_timex_knows_date_no_claim() -> None:
    for text in ("It is now closed.", "It lost money in the third quarter.", "It was shut for decades."):
        assert not [m for m in dates_of(text) if m.kind in ("point", "range", "relative")]
