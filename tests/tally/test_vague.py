"""A vague word beside a number is no rival figure: "several" and 13 are one (R13)."""

from datetime import date

import pytest

import recount


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Several people were killed in Gao on Monday. Police said 13 people were killed in Gao.", 13, 13),
        ("Dozens of people were killed in Gao on Monday. Police said 30 people were killed in Gao.", 30, 30),
        ("Hundreds were killed in Gao on Monday. Aid workers said that 240 people were killed in Gao.", 240, 240),
        ("Dozens of people were killed in Gao on Monday. Police said 13 people were killed in Gao.", 13, None),
        ("At least nine people were killed in Gao on Monday. Police said 13 people were killed there.", 9, None),
        ("Dozens of people were killed in Gao on Monday.", 24, None),
    ],
)
def test_vague_words_beside_numbers(text: str, low: int, high: int | None) -> None:
    incident = recount.read(text, published=date(2021, 3, 16)).incidents[0]
    assert incident.killed is not None
    assert (incident.killed.low, incident.killed.high) == (low, high)
