"""Which country and town an article is about: what is read of each that it names, and a choice learned elsewhere."""

import pytest

from eval.reports import read
from eval.settings import countries_named, likeliest, towns_named


@pytest.fixture(scope="module")
def told() -> str:
    return "A bomb killed nine people in Mopti on Monday. Mali's army blamed rebels. A minister wept in Geneva."


def test_every_country_that_is_named_or_holds_a_place_is_a_candidate(told: str) -> None:
    named = countries_named(read(told), {})
    assert set(named) == {"ML", "CH"}
    assert "by rule" in named["ML"] and "by rule" not in named["CH"]


def test_a_code_that_coders_count_to_another_country_s_is_that_country_s() -> None:
    assert set(countries_named(read("Police arrested nine people in Hong Kong."), {"HK": "CN"})) == {"CN"}


def test_towns_go_by_the_words_of_the_article(told: str) -> None:
    named = towns_named(read(told))
    assert {"mopti", "geneva"} <= set(named)
    assert named["mopti"]["share of claim"] == 1.0


def test_the_choice_is_learned_on_other_parts_and_made_where_coders_name_one() -> None:
    named = [{"ML": {"by rule": 1.0, "mention": 1.0}, "CH": {"mention": 1.0}} for _ in range(40)]
    gold = [None if number == 3 else "ML" for number in range(40)]
    chosen = likeliest(named, gold, [number % 5 for number in range(40)])
    assert chosen == gold
