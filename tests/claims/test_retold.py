"""A shot or blow at somebody whose death or wound is told beside it harms nobody anew (R6)."""

from datetime import date

import pytest

import recount

ONE_HARM = [
    "A driver was killed near Jos on Monday. The man was shot in his yard.",
    "A farmer died near Jos on Monday. He was shot in the head, police said.",
    "Gunmen killed a teacher in Kano on Monday. The teacher was shot in his yard.",
    "Amina Sule, a nurse, was wounded in Kano on Monday. Sule was shot at her gate.",
    "A GUARD WAS KILLED IN LIMA ON MONDAY. HE WAS SHOT FROM A CAR.",
    "A driver was killed near Jos on Monday. The man, whom two soldiers shot, was on his way home.",
]

TWO_HARMS = [
    "A farmer died near Jos on Monday. The mayor was shot in his yard.",
    "A farmer died near Jos on Monday. A policeman was shot there, police said.",
    "Gunmen killed a teacher in Kano on Monday. Two others were shot in the yard.",
    "Amina Sule, a nurse, was wounded in Kano on Monday. Musa Bello was shot in the yard.",
    "A woman died near Jos on Monday. He was shot in the head, police said.",
    "Soldiers shot a fisherman near Kribi on Monday. He was taken away.",
]


def affected(text: str) -> list[str]:
    reading = recount.read(text, published=date(2021, 3, 16))
    return [c.evidence[0].of(reading.document.text) for c in reading.claims if c.harm == "affected"]


@pytest.mark.parametrize("text", ONE_HARM)
def test_how_somebody_was_killed_is_no_second_harm(text: str) -> None:
    reading = recount.read(text, published=date(2021, 3, 16))
    assert affected(text) == []
    acts = [c for c in reading.claims if c.act == "shoot"]
    assert acts and all(c.harm is None and c.count_low is None for c in acts)


@pytest.mark.parametrize("text", TWO_HARMS)
def test_another_person_shot_stays_a_harm(text: str) -> None:
    assert affected(text)
