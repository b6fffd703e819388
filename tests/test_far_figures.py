"""A figure without time or place, far from the incident's own, is asked about; one told before is no second toll."""

from datetime import date

import pytest

import recount
from recount.model.claim import Claim
from recount.model.reading import Reading

ASKED = [
    "Soldiers shot dead two men in Lima on Monday, doctors said. More than 200 people have been killed, activists say.",
    "POLICE KILLED ONE STUDENT IN LIMA ON MONDAY. ABOUT 90 PEOPLE HAVE BEEN KILLED, THE PARTY SAID.",
]
NOT_ASKED = [
    "Soldiers shot dead two men in Lima on Monday, doctors said. Four people were killed, activists say.",
    "Soldiers shot dead two men in Lima on Monday, doctors said. The death toll later rose to 19.",
    "Soldiers killed 50 men in Lima on Monday, doctors said. More than 200 people have been killed, activists say.",
]


def read(text: str) -> Reading:
    return recount.read(text, published=date(2021, 3, 16))


def dead(reading: Reading) -> list[Claim]:
    return [c for c in reading.claims if c.harm == "killed"]


@pytest.mark.parametrize("text", ASKED)
def test_a_far_figure_is_a_question_and_widens_no_range(text: str) -> None:
    reading = read(text)
    assert [c.use for c in dead(reading)] == ["counted", "question"]
    (incident,) = reading.incidents
    assert incident.killed is not None and (incident.killed.high or 0) < 10


@pytest.mark.parametrize("text", NOT_ASKED)
def test_a_rival_or_a_risen_toll_is_none(text: str) -> None:
    assert "question" not in [c.use for c in dead(read(text))]


def test_the_figure_of_a_year_told_again_is_of_that_year() -> None:
    reading = read(
        "At least 67 people were killed in attacks in 2013. Gunmen seized a trader in Nairobi on Monday. "
        "The attacks left at least 67 people dead."
    )
    assert [c.use for c in dead(reading)] == ["set_aside", "set_aside"]
    assert all(i.killed is None for i in reading.incidents)
