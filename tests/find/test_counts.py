"""Numbers by the literal bounds of their words, and numbers that count nothing."""

from pathlib import Path

import pytest
import yaml

from recount.find.counts import find_counts
from recount.knowledge.numbers import load_numbers
from recount.language.analyse import analyse
from recount.language.pack import load_pack
from recount.model.mention import Count
from recount.text.load import raw_of
from recount.text.parse import parse


def counts_in(text: str) -> list[Count]:
    pack = load_pack("en")
    assert pack is not None
    return list(find_counts(analyse(parse(raw_of(text)), pack), load_numbers()))


@pytest.mark.parametrize(
    ("text", "low", "high", "wording"),
    [
        ("They killed seven people.", 7, 7, "seven"),
        ("They killed 6 people.", 6, 6, "6"),
        ("At least four people were killed.", 4, None, "At least four"),
        ("More than 40 people were killed.", 41, None, "More than 40"),
        ("Over 200 people were killed.", 201, None, "Over 200"),
        ("No fewer than 12 people were killed.", 12, None, "No fewer than 12"),
        ("Up to 3 people were killed.", None, 3, "Up to 3"),
        ("Fewer than ten people were hurt.", None, 9, "Fewer than ten"),
        ("Nearly 30 people were hurt.", None, 30, "Nearly 30"),
        ("Almost 200 people were hurt.", None, 200, "Almost 200"),
        ("About 100 people were hurt.", 100, 100, "About 100"),
        ("Some 50 families fled.", 50, 50, "Some 50"),
        ("Dozens of people were killed.", 24, None, "Dozens"),
        ("Scores of people were killed.", 40, None, "Scores"),
        ("Hundreds of people were hurt.", 200, None, "Hundreds"),
        ("Thousands fled.", 2000, None, "Thousands"),
        ("Tens of thousands fled.", 20000, None, "Tens of thousands"),
        ("Several people were hurt.", 3, None, "Several"),
        ("A couple of people were hurt.", 2, None, "A couple"),
        ("Between 5 and 7 people were killed.", 5, 7, "5 and 7"),
        ("Five to seven people were killed.", 5, 7, "Five to seven"),
        ("Five or six people were killed.", 5, 6, "Five or six"),
        ("They killed 5-7 people.", 5, 7, "5-7"),
        ("Twenty-five people were killed.", 25, 25, "Twenty-five"),
        ("One hundred and twenty people were killed.", 120, 120, "One hundred and twenty"),
        ("They killed 1,200 people.", 1200, 1200, "1,200"),
        ("Some 2.5 million people fled.", 2500000, 2500000, "Some 2.5 million"),
        ("A dozen people were hurt.", 12, 12, "A dozen"),
        ("Two dozen people were hurt.", 24, 24, "Two dozen"),
        ("A hundred people were hurt.", 100, 100, "A hundred"),
        ("Ten or more people were hurt.", 10, None, "Ten or more"),
        ("Until now, 4 people were killed.", 4, None, "4"),
        ("So far 12 people have died.", 12, None, "12"),
        ("AT LEAST FOUR PEOPLE WERE KILLED.", 4, None, "AT LEAST FOUR"),
    ],
)
def test_bounds(text: str, low: int | None, high: int | None, wording: str) -> None:
    (count,) = counts_in(text)
    assert (count.low, count.high) == (low, high)
    assert count.span.of(text) == wording


NUMBERS = yaml.safe_load((Path(__file__).parents[1] / "tables" / "numbers.yml").read_text(encoding="utf-8"))


def _told(count: Count) -> str:
    low, high = ("" if bound is None else bound for bound in (count.low, count.high))
    return f"{low}-{high}{' about' if count.approximate else ''}{' vague' if count.vague else ''}"


@pytest.mark.parametrize(("words", "told"), NUMBERS.items())
def test_words_of_number(words: str, told: str) -> None:
    assert (", ".join(_told(count) for count in counts_in(f"They saw {words}.")) or "none") == told


@pytest.mark.parametrize(
    "text",
    [
        "Amara Diallo, 34, was killed.",
        "A 16-year-old boy was killed.",
        "He was killed at the age of 12.",
        "Taxes rose by 12 percent.",
        "It cost $40 to repair.",
        "They met at 10 p.m. in the town.",
        "Flight 103 was delayed.",
        "The march went on for the 32nd week.",
        "The road is 30 km long.",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert counts_in(text) == []
