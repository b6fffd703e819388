"""Figures of several reports that are no rivals: vague words, bounds, figures that run, far ones, and parts."""

import pytest
from making import claim, day, victims
from tolled import tallied, told

from recount.model.claim import Bounds, Claim


@pytest.mark.parametrize(
    ("claims", "killed"),
    [
        # "Several" of a later report says nothing against seven (R13).
        ([told("A", 9, 7, 7, wording="seven"), told("B", 10, 3, None, wording="several")], Bounds(7, 7, 7)),
        # "At least six" bounds the seven of as direct a source: it is no newer figure, and leaves the top open.
        ([told("A", 9, 7, 7, "police"), told("B", 10, 6, None, wording="at least six")], Bounds(6, 7, None)),
        # Nor does "up to five" give a best figure beside a number.
        ([told("A", 9, 7, 7, wording="seven"), told("B", 10, None, 5, wording="up to five")], Bounds(7, 7, 7)),
        # A less direct source's number does not bear out what a more direct one bounds.
        ([told("A", 9, 7, 7, "a user", "account"), told("B", 10, 6, None, "police")], Bounds(6, 6, None)),
        # "Four so far" gives way to a larger figure, though it is a side's, and on the same day to a total.
        (
            [
                told("A", 9, 4, 4, "the Front", "party", extent="running", wording="four so far"),
                told("B", 10, 9, 9, "the army", "party"),
            ],
            Bounds(9, 9, 9),
        ),
        ([told("A", 9, 4, 4, extent="running"), told("B", 9, 9, 9)], Bounds(9, 9, 9)),
        ([told("A", 9, 9, 9), told("B", 9, 4, 4, extent="running")], Bounds(9, 9, 9)),
    ],
)
def test_what_bounds_or_runs_is_no_rival(claims: list[Claim], killed: Bounds) -> None:
    assert tallied(*claims).killed == killed


def test_a_far_larger_figure_of_another_report_is_asked_about() -> None:
    seven, far = told("A", 9, 7, 7, wording="seven"), told("B", 10, 200, 200, wording="200")
    made = tallied(seven, far)
    assert made.killed == Bounds(7, 7, 7)
    assert made.uses[far.id][0] == "question"
    assert made.tolls[0].why[0] == "'200' (B, 10 March 2021) is far larger and has no time or place: a question (R18)."


def test_a_far_larger_figure_that_tells_its_time_stands() -> None:
    seven, tied = told("A", 9, 7, 7), told("B", 10, 200, 200, when=day("2021-03-09", "on Tuesday"))
    assert tallied(seven, tied).killed == Bounds(200, 200, 200)


def parted(report: str, day: int) -> tuple[Claim, Claim]:
    civilians = victims("civilians", "civilian")
    soldiers = victims("soldiers", "security_forces")
    return (
        told(report, day, 9, 9, wording="nine civilians", group=civilians),
        told(report, day, 3, 3, number=2, wording="three soldiers", group=soldiers),
    )


def test_a_whole_and_parts_that_make_more_are_one_toll_of_two_figures() -> None:
    (toll,) = tallied(told("A", 9, 10, 10, wording="ten"), *parted("B", 10)).tolls
    assert (toll.low, toll.best, toll.high) == (12, 12, 12)
    assert toll.why == (
        "'ten' (A, 9 March 2021) gives way to the later 'nine civilians and three soldiers' (B, 10 March 2021) (R16).",
        "Best is 'nine civilians and three soldiers', told by B, 10 March 2021.",
    )
    assert tallied(told("A", 10, 10, 10), *parted("B", 10)).killed == Bounds(10, 10, 12)


def test_parts_and_a_smaller_whole_of_one_report_stay_as_its_words_tell_them() -> None:
    civilians, soldiers = parted("A", 9)
    people = told("A", 9, 10, 10, number=3, wording="ten people")
    assert len(tallied(civilians, soldiers, people).tolls) > 1


def test_a_figure_that_nobody_is_named_for_gives_way_to_a_larger_later_one() -> None:
    unsaid = claim(1, "four", count=(4, 4), speakers=(), as_of=None)
    assert tallied(unsaid, told("B", 10, 7, 7)).killed == Bounds(7, 7, 7)
