"""Things hit: what an act is aimed at, what it is told to be at, and what became of it."""

from datetime import date

import pytest

import recount


def hit(sentence: str) -> list[tuple[str, str | None]]:
    """(words, effect) of every thing that the sentence's claims say was hit."""
    reading = recount.read(sentence, date(2021, 3, 16))
    return list(dict.fromkeys((" ".join(t.wording.split()), t.effect) for c in reading.claims for t in c.targets))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A bomb exploded outside the embassy on Monday.", [("the embassy", None)]),
        ("A car bomb went off in front of the ministry.", [("the ministry", None)]),
        ("Two men threw a bomb at a bank.", [("a bank", None)]),
        ("The attack was carried out against the newspaper office.", [("the newspaper office", None)]),
        ("An explosion occurred at a power station on Tuesday.", [("a power station", None)]),
        ("Rebels blew up a section of the pipeline.", [("a section of the pipeline", "destroyed")]),
        ("The raiders burned two trucks and a school.", [("two trucks", "burned"), ("a school", "burned")]),
        ("The blast damaged a clinic.", [("a clinic", "damaged")]),
        ("Shops were looted on Friday.", [("Shops", "looted")]),
        ("GUERRILLAS DYNAMITED A BRIDGE.", [("A BRIDGE", "destroyed")]),
    ],
)
def test_things_hit(sentence, expected):
    assert hit(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "A bomb exploded in Lagos on Monday.",
        "He was shot dead on Monday near his brother.",
        "The minister attacked the budget at the ministry.",
        "She burned incense in the temple.",
        "Police said at the embassy that two men were killed.",
    ],
)
def test_nothing_hit(sentence):
    assert hit(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "harm"),
    [
        ("The blast caused injuries to a policeman.", "injured"),
        ("GUNMEN KILLED ARTO BELMIR, 41, ON MONDAY.", "killed"),
        ("A BOMB WENT OFF, INJURING ARTO BELMIR WHO WAS GUARDING THE GATE.", "injured"),
    ],
)
def test_who_is_harmed_by_the_words_beside_the_name(sentence, harm):
    reading = recount.read(sentence, date(2021, 3, 16))
    assert [(c.harm, c.count_low) for c in reading.claims if c.harm] == [(harm, 1)]


@pytest.mark.parametrize("sentence", ["ON 19 MARCH SOLDIERS KILLED A FARMER.", "In March, soldiers killed a farmer."])
def test_a_month_is_no_protest(sentence):
    assert "protest" not in {c.act for c in recount.read(sentence, date(2021, 3, 20)).claims}
