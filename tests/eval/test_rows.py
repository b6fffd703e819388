"""Rows, their table, intervals and limits."""

import pytest

from eval.floors import judged
from eval.intervals import bootstrap, wilson
from eval.rows import Row, printed, share


def test_table_says_set_and_split_once_and_keeps_n_interval_and_the_other_reader() -> None:
    rows = [
        share("invented", "dev", "recall", 3, 4, "claims"),
        Row("invented", "dev", "F1", 0.5, 2, "articles", (0.25, 0.75), 0.4, "another reader"),
        Row("invented", "test", "F1", None, 0, "articles"),
    ]
    lines = printed(rows).splitlines()[2:]
    assert [" ".join(line.split()) for line in lines] == [
        "invented dev recall 0.750 4 claims",
        "F1 0.500 2 articles 0.250 to 0.750 0.400 another reader",
        "invented test F1 - 0 articles",
    ]


@pytest.mark.parametrize(
    ("limit", "held"),
    [({"floor": 0.75}, True), ({"floor": 0.76}, False), ({"ceiling": 0.75}, True), ({"ceiling": 0.7}, False)],
)
def test_limits(limit: dict[str, float], held: bool) -> None:
    row = share("invented", "dev", "recall", 3, 4, "claims")
    assert judged([row], {row.key: limit})[1] is held


def test_a_limit_on_what_was_not_measured_fails() -> None:
    assert not judged([], {"invented | dev | recall": {"floor": 0.0}})[1]


def test_wilson_of_a_known_case() -> None:
    low, high = wilson(8, 10) or (0, 0)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    assert wilson(0, 0) is None


def test_bootstrap_is_the_same_each_time_and_holds_the_figure() -> None:
    def mean(items: object) -> float:
        return sum(items) / len(items)  # type: ignore[call-overload, arg-type, no-any-return]

    drawn = bootstrap([0, 1, 1, 1], mean)
    assert drawn == bootstrap([0, 1, 1, 1], mean)
    assert drawn is not None and drawn[0] <= 0.75 <= drawn[1]
