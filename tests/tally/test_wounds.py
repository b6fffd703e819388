"""Whom the text tells as wounded and as dead, and "others" and "none" that are no number of all."""

from datetime import date

import pytest

import recount

PUBLISHED = date(2021, 3, 16)


def totals(text: str) -> list[tuple[object, object]]:
    """(killed, injured) of each incident, as (low, best, high)."""
    told = recount.read(text, PUBLISHED).incidents
    return [
        tuple((b.low, b.best, b.high) if b is not None else None for b in (i.killed, i.injured))  # type: ignore[misc]
        for i in told
    ]


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Three bodies were found on Monday, two of whom had suffered gunshot wounds.", 3, None),
        ("A guard suffered severe injuries on Sunday and died the next morning.", 1, None),
        ("Abel Sisay, a guard, died on Monday as a result of his injuries.", 1, None),
        ("The toll rose with the death of two men who were badly injured on Sunday.", 2, None),
        ("Six people were wounded on Monday, two of whom died.", 2, 6),
        ("Nine men were wounded on Monday and a guard died.", 1, 9),
        ("One person was killed on Monday and 86 others injured, including six who were badly hurt.", 1, 86),
        ("One man was killed on Monday and another seriously injured. The wounded man has no name yet.", 1, 1),
        ("Thirty sailors were injured on Monday. No one was seriously hurt.", None, 30),
        ("Nine men were killed on Sunday. No new killings were reported on Monday.", 9, None),
        ("A man was shot dead on Monday. No one else was injured.", 1, 0),
        ("A gunman wounded two workers on Monday. One of the wounded workers is in hospital.", None, 2),
        ("The mayor was killed on Monday. His guard and driver were also killed.", 3, None),
        ("There were eight women, a 10-year-old girl and four men injured.", None, 13),
        ("Killed: two teachers, a nurse and four pupils.", 7, None),
    ],
)
def test_totals_count_each_person_once(text: str, killed: int | None, injured: int | None) -> None:
    found = totals(text)
    exact = [None if n is None else (n, n, n) for n in (killed, injured)]
    assert [t for pair in found for t in pair if t is not None] == [t for t in exact if t is not None]


def test_a_late_death_is_of_the_day_of_the_wound() -> None:
    told = recount.read("A guard suffered severe injuries on Sunday and died the next morning.", PUBLISHED).incidents
    assert [i.when.start for i in told if i.when is not None] == [date(2021, 3, 14)]


def test_wounds_of_the_dead_say_why_they_are_not_counted() -> None:
    claims = recount.read("Four bodies were found, two of which had gunshot wounds.", PUBLISHED).claims
    assert [(c.use, "R19" in c.why) for c in claims if c.harm == "injured"] == [("superseded", True)]
