"""Who stands on which side of an incident, and that the reader treats all sides alike."""

from datetime import date

import pytest

import recount
from recount.model.reading import Reading

Sides = set[tuple[str, str | None, str]]


def read(text: str) -> Reading:
    return recount.read(text, published=date(2021, 3, 10))


def sides(text: str) -> Sides:
    return {(s.name, s.actor_id, s.role) for incident in read(text).incidents for s in incident.sides}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Houthi fighters killed three soldiers near Marib on Monday.",
            {("Houthis", "houthis", "perpetrator"), ("soldiers", None, "target")},
        ),
        (
            "Two passers-by were wounded by army troops on Monday.",
            {("military", None, "perpetrator"), ("passers-by", None, "target")},
        ),
        (
            "Gunmen attacked Djenné on Monday, killing four villagers. The attack in the town of Djenné ended.",
            {("gunmen", None, "perpetrator"), ("villagers", None, "target")},
        ),
        (
            "Police shot Maria Elena Tarlo, a nurse, in Lima on Monday. Tarlo was killed by police at the gate.",
            {("Peruvian police", "pe-police", "perpetrator"), ("Maria Elena Tarlo", None, "target")},
        ),
        (
            "Israeli soldiers shot a Palestinian farmer near Nablus on Monday.",
            {("Israeli military", "il-military", "perpetrator"), ("Palestinian farmer", None, "target")},
        ),
        (
            "Armed men killed four villagers in Mali on Monday.",
            {("armed men", None, "perpetrator"), ("villagers", None, "target")},
        ),
    ],
)
def test_sides(text: str, expected: Sides) -> None:
    assert sides(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Five Houthi fighters were killed on Monday.", "Houthi fighters"),
        ("Five Boko Haram fighters were killed on Monday.", "Boko Haram fighters"),
        ("A Haitian-American priest was killed on Monday.", "Haitian-American priest"),
        ("A special Israeli unit was attacked and three special Israeli officers were killed.", "Israeli officers"),
    ],
)
def test_the_harmed_are_named_once(text: str, name: str) -> None:
    groups = [claim.group.name for claim in read(text).claims if claim.harm == "killed" and claim.group is not None]
    assert groups and all(group.endswith(name) for group in groups)


def structure(text: str) -> list[tuple[object, ...]]:
    """What must not depend on who is who: harm, count, status, standing, extent and use of every claim."""
    return [
        (c.act, c.harm, c.count_low, c.count_high, c.group and c.group.status, c.standing, c.extent, c.use)
        for c in read(text).claims
    ]


PAIRS = [
    ("Israeli", "Palestinian"),
    ("Russian", "Ukrainian"),
    ("Turkish", "Kurdish"),
    ("Indian", "Pakistani"),
    ("Ethiopian", "Eritrean"),
    ("Armenian", "Azerbaijani"),
    ("Saudi", "Yemeni"),
    ("Sudanese", "South Sudanese"),
]
TOLD = [
    "{0} soldiers killed four {1} farmers near the border on Monday.",
    "Four {1} farmers were killed by {0} soldiers, officials said.",
    "At least seven {1} policemen were wounded when {0} gunmen opened fire.",
    "The {0} army denied that it had killed 12 {1} civilians.",
    "{0} forces arrested nine {1} protesters, including two children.",
    "A {0} air strike killed a {1} woman and her two sons.",
]
GROUPS = [("Hezbollah", "Hamas"), ("Boko Haram", "ISWAP"), ("M23", "RENAMO"), ("FARC", "AUC"), ("ETA", "IRA")]


@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_peoples_change_sides_and_nothing_else_changes(told: str, one: str, other: str) -> None:
    assert structure(told.format(one, other)) == structure(told.format(other, one))


@pytest.mark.parametrize(("one", "other"), GROUPS)
def test_groups_change_sides_and_nothing_else_changes(one: str, other: str) -> None:
    told = "{0} fighters killed three {1} fighters and wounded a teacher on Monday."
    assert structure(told.format(one, other)) == structure(told.format(other, one))


@pytest.mark.parametrize("told", ["{0} killed five civilians on Monday.", "Five civilians were killed by {0}."])
def test_army_and_militia_are_read_alike(told: str) -> None:
    shapes = [structure(told.format(who)) for who in ("Soldiers", "Militiamen", "Rebels", "Police officers")]
    assert all(shape == shapes[0] for shape in shapes)
