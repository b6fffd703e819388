"""A list of names after words of death leaves a trace for each name, and makes no claim of it."""

import pytest

import recount

LISTS = [
    "Two guards were killed in Gao.\n\n* Anna Keller, of the 3rd company\n\n* Musa Bello, of the 2nd company",
    "Three men died in the blast.\n\nVictims\n\n- Ivo Brand\n\n- Tom Weller\n\n- Sam Okoro",
]
NO_LISTS = [
    "Two guards were killed in Gao.\n\nAnna Keller, of the 3rd company, was there.",
    "Two guards were promoted in Gao.\n\n* Anna Keller, of the 3rd company\n\n* Musa Bello",
]


def set_aside(text: str) -> list[str]:
    reading = recount.read(text)
    return [a.span.of(reading.document.text) for a in reading.set_aside if "named in a list" in a.reason]


@pytest.mark.parametrize("text", LISTS)
def test_each_name_is_set_aside(text: str) -> None:
    assert len(set_aside(text)) == sum(line[:1] in "*-" for line in text.split("\n") if line)


@pytest.mark.parametrize("text", NO_LISTS)
def test_other_names_are_not(text: str) -> None:
    assert set_aside(text) == []
