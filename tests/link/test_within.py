"""Claims of one report into incidents: what belongs together, what stands apart."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import actor, claim, day, place

from recount.knowledge.codebook import load_codebook
from recount.link.within import group_claims, kilometres, places_apart
from recount.model.claim import Claim
from recount.model.mention import Standing

BOOK = load_codebook()
KONNA = place("Konna", 14.94, -3.89)
MOPTI = place("Mopti", 14.49, -4.18)
DELTA = place("Mopti region", 14.9, -3.9, precision="region", radius_km=150.0)
MALI = place("Mali", 17.0, -4.0, precision="country", radius_km=900.0)


def grouped(*claims: Claim) -> list[list[str]]:
    return [[c.id for c in cluster.claims] for cluster in group_claims(claims, BOOK)]


def test_claims_without_time_or_place_join_the_one_incident() -> None:
    assert grouped(claim(1, count=(7, 7), when=day("2021-03-14")), claim(2, count=(1, 1)), claim(3)) == [
        ["c1", "c2", "c3"]
    ]


def test_another_day_is_another_incident() -> None:
    apart = grouped(claim(1, count=(7, 7), when=day("2021-03-14")), claim(2, count=(14, 14), when=day("2021-03-12")))
    assert apart == [["c1"], ["c2"]]


def test_a_time_that_nobody_told_parts_nothing() -> None:
    inherited = claim(2, count=(1, 1), when=day("2021-03-12"), notes=("time:unknown",))
    assert grouped(claim(1, count=(7, 7), when=day("2021-03-14")), inherited) == [["c1", "c2"]]


def test_another_place_is_another_incident_and_a_region_holds_its_town() -> None:
    assert grouped(claim(1, count=(7, 7), where=KONNA), claim(2, count=(2, 2), where=MOPTI)) == [["c1"], ["c2"]]
    assert grouped(claim(1, count=(7, 7), where=KONNA), claim(2, count=(2, 2), where=DELTA)) == [["c1", "c2"]]
    assert not places_apart(KONNA, MALI)


def test_off_a_town_is_not_in_the_next_one() -> None:
    town = replace(KONNA, name="Bara", lat=32.76, lon=12.73, precision="near", radius_km=19.0)
    next_town = replace(KONNA, name="Tolo", lat=32.83, lon=13.08, radius_km=11.0)  # 34 km
    assert not places_apart(town, next_town)
    assert places_apart(replace(town, name="the coast of Bara", coastal=True), next_town)


def test_cumulative_and_supposed_claims_are_in_no_incident() -> None:
    toll = claim(1, count=(91, None), extent="cumulative", use="set_aside")
    supposed = claim(2, count=(5, 5), standing=Standing.HYPOTHETICAL, use="set_aside")
    assert grouped(toll, supposed) == []


def test_background_stands_apart_and_opens_an_incident_only_with_time_or_place_and_number() -> None:
    past = claim(2, count=(12, 12), standing=Standing.BACKGROUND, when=day("2021-03-07"))
    vague = claim(30, standing=Standing.BACKGROUND)
    assert grouped(claim(1, count=(7, 7), when=day("2021-03-14")), past, vague) == [["c1"], ["c2"]]


def test_fire_from_the_other_side_is_an_incident_of_its_own() -> None:
    raid = claim(1, count=(6, 6), where=KONNA, when=day("2021-03-14"), by=actor("army"))
    fire = claim(
        2, harm=None, act="shelling", when=day("2021-03-14"), by=actor("front"), origin=("the left bank", "Mopti")
    )
    assert grouped(raid, fire) == [["c1"], ["c2"]]


def test_an_act_without_time_place_or_doer_opens_nothing() -> None:
    assert grouped(claim(1, harm=None, act="attack")) == []
    assert grouped(claim(1, harm=None, act="attack", when=day("2021-03-14"))) == []


def test_arrests_are_apart_from_the_attack_unless_one_sentence_tells_both() -> None:
    attack = claim(1, count=(7, 7), when=day("2021-03-14"))
    arrests = claim(9, harm="detained", act="detain", count=(12, 12))
    assert grouped(attack, arrests) == [["c1"], ["c9"]]
    assert grouped(attack, replace(arrests, sentence=1)) == [["c1", "c9"]]


@pytest.mark.parametrize(("one", "two", "km"), [(KONNA, MOPTI, 59), (KONNA, KONNA, 0)])
def test_distance(one: object, two: object, km: int) -> None:
    assert round(kilometres(one, two)) == km  # type: ignore[arg-type]


@given(st.permutations(range(1, 6)))
def test_no_claim_is_in_two_incidents_whatever_the_order(order: list[int]) -> None:
    days = ["2021-03-14", "2021-03-12", None, "2021-03-14", None]
    told = [claim(i, count=(i, i), when=day(days[i - 1]) if days[i - 1] else None) for i in range(1, 6)]  # type: ignore[arg-type]
    straight = grouped(*told)
    assert grouped(*(told[i - 1] for i in order)) == straight
    flat = [i for cluster in straight for i in cluster]
    assert len(flat) == len(set(flat)) == 5
