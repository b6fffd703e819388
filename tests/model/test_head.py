"""A learned part is a sum of named weights: the same in any order, silent on what it has no weight for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.model.head import Head, band

HEAD = Head({"always": -0.5, "a": 0.1, "b": 0.2, "c": -0.7})


def test_the_sum_is_of_known_features_and_the_constant() -> None:
    assert HEAD.log_odds({}) == -0.5
    assert HEAD.log_odds({"a": 1.0, "b": 0.5, "unheard of": 9.0}) == -0.3
    assert Head({}).probability({"a": 1.0}) == 0.5


@given(st.permutations([("a", 0.1), ("b", 1.0), ("c", 0.3)]))
def test_the_order_of_features_changes_nothing(features: list[tuple[str, float]]) -> None:
    assert HEAD.log_odds(dict(features)) == HEAD.log_odds({"a": 0.1, "b": 1.0, "c": 0.3})


@pytest.mark.parametrize(
    ("log_odds", "words"),
    [(0.0, "50 to 70 %"), (-0.8, "50 to 70 %"), (0.85, "70 to 90 %"), (-2.1, "70 to 90 %"), (-2.2, "over 90 %")],
)
def test_how_sure_in_words(log_odds: float, words: str) -> None:
    assert band(log_odds) == words
