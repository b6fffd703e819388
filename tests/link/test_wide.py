"""A figure of a whole land, of a week or of many acts, beside the incident of one town and day."""

from datetime import date

import pytest

import recount

PUBLISHED = date(2021, 3, 16)


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        (
            "Two men were shot dead in Gao on Monday. At least 18 people were killed across the country on Sunday.",
            [2, 18],
        ),
        ("Two men were shot dead in Gao on Monday. At least 18 people were killed across the country.", [2]),
        (
            "Two union members were killed by the army this week. Six workers were shot dead in Gao on Monday.",
            [2, 6],
        ),
        ("Two guards were killed in Gao this week. Two guards were shot dead on Monday.", [2]),
        ("Six workers were shot dead in Gao on Monday. The army killed four people during recent protests.", [6]),
    ],
)
def test_wider_figures_are_no_rivals(text: str, totals: list[int]) -> None:
    found = [i.killed.best for i in recount.read(text, PUBLISHED).incidents if i.killed is not None]
    assert sorted(n for n in found if n is not None) == sorted(totals)


def test_a_toll_of_the_violence_far_above_the_incident_is_asked_about() -> None:
    text = "Two men were killed in Gao on Monday. The death toll in the violence has risen to 430."
    claims = [c for c in recount.read(text, PUBLISHED).claims if c.harm == "killed"]
    assert [(c.count_low, c.use) for c in claims] == [(2, "counted"), (430, "question")]
