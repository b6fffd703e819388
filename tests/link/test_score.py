"""What two tellings say of each other: a sentence for each respect, and what contradicts."""

from typing import Any

import pytest
from sketched import told

from recount.knowledge.linking import load_linking
from recount.link.score import compare
from recount.model.telling import Feature

RULES = load_linking()
SHOW_ALL = RULES.model_copy(update={"near": -100.0})
NORTH = {"place": "North", "precision": "region", "radius_km": 60.0}
LAND = {"place": "Land", "precision": "country", "radius_km": 500.0, "at": (12.0, 21.0)}
HAMLET = {"listed": False, "precision": "region", "radius_km": 40.0}


def features(one: dict[str, Any], two: dict[str, Any]) -> dict[str, Feature]:
    tie = compare(told("a", **one), told("b", **two), SHOW_ALL)
    assert tie is not None
    return {feature.name: feature for feature in tie.features}


@pytest.mark.parametrize(
    ("one", "two", "name", "why", "against"),
    [
        ({}, {}, "time", "both on 2021-03-09", False),
        ({}, {"days": ("2021-03-07", "2021-03-13")}, "time", "2021-03-09 and 2021-03-07 to 2021-03-13 touch", False),
        ({}, {"days": ("2021-03-10", "2021-03-10")}, "time", "1 day apart", True),
        ({}, {"days": ("2021-03-12", "2021-03-12")}, "apart", "3 days apart", True),
        ({}, {}, "place", "both in Arda", False),
        ({}, {"place": "Gate", "at": (10.01, 20.0)}, "place", "Arda and Gate are 1 km apart", False),
        ({}, {"place": "Bell", "at": (10.15, 20.0)}, "place", "Arda and Bell are 17 km apart", True),
        ({}, {"place": "Bell", "at": (10.3, 20.0)}, "apart", "Arda and Bell are 33 km apart", True),
        ({}, NORTH | {"at": (10.2, 20.1)}, "place", "Arda and North can be one place", False),
        ({}, NORTH | {"at": (13.0, 20.1)}, "apart", "Arda is not in North", True),
        ({}, LAND, "place", "Arda and Land, no finer", False),
        ({}, LAND | {"country": "YY"}, "apart", "Arda is not in Land", True),
        ({"place": "Tel Warda"} | HAMLET, {"place": "Tall Wardah"} | HAMLET, "place", "another spelling", False),
        ({"place": "Tel Warda"} | HAMLET, {"place": "Kafr Nimr"} | HAMLET, "place", "Tel Warda against Kafr", True),
        ({}, {}, "kind", "both tell of violence", False),
        ({}, {"acts": ("unrest",)}, "kind", "violence against unrest", True),
        ({"doers": ("XX-1",)}, {"doers": ("XX-1", "XX-2")}, "doer", "both name XX-1", False),
        ({"doers": ("XX-1",)}, {"doers": ("XX-2",)}, "doer", "done by XX-1 against XX-2", False),
        ({}, {}, "count", "killed 4 in both", False),
        ({}, {"killed": (3, None)}, "count", "killed 4 and 3-", False),
        ({}, {"killed": (6, 6)}, "count", "killed 4 and 6: a toll that changed, or a rival", False),
        ({}, {"killed": (40, 40)}, "count", "killed 4 and 40 are far from each other", True),
        ({"persons": ("Yusuf Haddad",)}, {"persons": ("Yousef Hadad",)}, "person", "Yusuf Haddad (Yousef", False),
        ({"persons": ("Ato Biru",)}, {"persons": ("Sira Biru", "Ato Biru")}, "person", "both name Ato Biru", False),
        ({"names": ("qasr", "north")}, {"names": ("qasr",)}, "names", "both name qasr", False),
        ({"sentence": "the quarry truck"}, {"sentence": "a quarry truck burned"}, "words", "alike in words", False),
    ],
)
def test_a_feature(one: dict[str, Any], two: dict[str, Any], name: str, why: str, against: bool) -> None:
    found = features(one, two)[name]
    assert why in found.why and found.against == against
    assert features(two, one)[name].weight == found.weight


def test_other_dead_are_against_only_where_all_are_named() -> None:
    one, two = {"killed": (1, 1), "persons": ("Amin Noor",)}, {"persons": ("Sara Bell",)}
    assert features(one, two | {"killed": (1, 1)})["person"].against
    assert "person" not in features(one, two | {"killed": (2, 2)})


def test_no_one_else_of_that_name_and_age_is_one_person() -> None:
    tie = compare(told("a", persons=("Noor",)), told("b", persons=("Noor",)), SHOW_ALL)
    assert tie is not None and "person" not in {feature.name for feature in tie.features}


def test_common_words_weigh_less_than_rare_ones() -> None:
    common = features(
        {"sentence": "police said people were killed near the depot"}, {"sentence": "police said people were"}
    )
    rare = features({"sentence": "police said the depot of the quarry burned"}, {"sentence": "a depot at the quarry"})
    assert rare["words"].weight > common["words"].weight


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"days": None}, {}),
        ({"days": ("2021-01-01", "2021-12-31")}, {}),
        ({"place": None, "killed": (1, 1)}, {"killed": (1, 1)}),
        ({"place": None}, {"killed": (5, 5)}),
    ],
)
def test_without_a_time_and_a_place_or_a_number_nothing_is_compared(one: dict[str, Any], two: dict[str, Any]) -> None:
    assert compare(told("a", **one), told("b", **two), SHOW_ALL) is None


def test_the_same_number_on_the_same_day_is_compared_without_a_place() -> None:
    assert compare(told("a", place=None), told("b"), RULES) is not None


def test_a_tie_is_barred_by_its_report_or_by_two_contradictions() -> None:
    def barred(**fields: Any) -> bool:
        tie = compare(told("a", report="r"), told("b", **fields), SHOW_ALL)
        assert tie is not None
        return tie.barred

    assert barred(report="r")
    assert not barred(killed=(40, 40))
    assert barred(killed=(40, 40), acts=("unrest",))
    assert barred(days=("2021-03-12", "2021-03-12"))
