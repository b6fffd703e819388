"""tests/tables/times.yml: words of time, the days that they mean and how precisely; and near misses."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from dated import dates_of

from recount.model.mention import When

TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parents[1] / "tables" / "times.yml").read_text(encoding="utf-8"))
MONDAY, STORY = date(2018, 11, 12), date(2018, 11, 10)
RESOLVED = ("point", "range", "relative", "since")


def _told(when: When) -> str:
    days = str(when.start) if when.start == when.end else f"{when.start}/{when.end}"
    return f"{days} {when.precision} {when.time or ''}".rstrip()


def _read(text: str, anchor: date, past: bool) -> list[str]:
    found = [m.resolve(anchor, past) for m in dates_of(text) if m.kind in RESOLVED]
    return [_told(when) for when in found if when is not None]


@pytest.mark.parametrize(("words", "told"), TABLE["past"].items())
def test_told_of_the_past(words: str, told: str) -> None:
    assert _read(f"The bridge fell {words}.", MONDAY, past=True) == [str(told)]


@pytest.mark.parametrize(("words", "told"), TABLE["future"].items())
def test_told_of_what_is_to_come(words: str, told: str) -> None:
    assert _read(f"The bridge will open {words}.", MONDAY, past=False) == [str(told)]


@pytest.mark.parametrize(("words", "told"), TABLE["story"].items())
def test_told_from_the_day_of_the_story(words: str, told: str) -> None:
    (mention,) = dates_of(f"The bridge fell {words}.")
    when = mention.resolve(STORY, True)
    assert mention.kind == "relative" and when is not None
    assert _told(when) == str(told)


@pytest.mark.parametrize(("words", "kind"), TABLE["kinds"].items())
def test_words_of_time_that_date_no_act(words: str, kind: str) -> None:
    assert [m.kind for m in dates_of(f"The bridge was shut {words}.")] == [kind]


DAYS = [(day, words, told) for day, rows in TABLE["days"].items() for words, told in rows.items()]


@pytest.mark.parametrize(("day", "words", "told"), DAYS)
def test_told_on_other_days(day: date, words: str, told: str) -> None:
    assert _read(f"The bridge fell {words}.", day, past=True) == [str(told)]


@pytest.mark.parametrize("text", TABLE["none"])
def test_near_misses(text: str) -> None:
    assert _read(text, MONDAY, past=True) == []


def test_the_table_is_of_a_hundred_and_fifty_phrases() -> None:
    assert sum(len(rows) for rows in TABLE.values()) >= 150
