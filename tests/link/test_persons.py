"""One named person dies once: which incidents are joined by whom they name, and what the joined incident keeps."""

from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from making import claim, day, place, victims

import recount
from recount.knowledge.codebook import load_codebook
from recount.link.persons import join_persons
from recount.link.within import Cluster, group_claims
from recount.model.claim import Claim, Group, Person

BOOK = load_codebook()
GAO = place("Gao", 16.27, -0.05)
KAYES = place("Kayes", 14.45, -11.44)
MALI = place("Mali", 17.0, -4.0, precision="country", radius_km=900.0)
THIRD, LATER = day("2021-03-03"), day("2021-03-15")


def of(name: str, age: int | None = None, sex: str | None = None) -> Group:
    return replace(victims(name), persons=(Person(name, age, sex, None, "dead"),))


def joined(*claims: Claim) -> list[Cluster]:
    return join_persons(group_claims(claims, BOOK))


def ids(clusters: list[Cluster]) -> list[list[str]]:
    return [[c.id for c in cluster.claims] for cluster in clusters]


def one(number: int, name: str = "Ato Biru", **fields: Any) -> Claim:
    return claim(number, name, count=(1, 1), group=of(name), **fields)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (of("Ato Biru"), of("Ato Biru"), True),
        (of("Ato Biru"), of("A. Biru"), True),
        (of("Ato Biru"), of("Biru"), True),
        (of("Ato Kidane Biru"), of("Ato Biru"), True),
        (of("Ato Biru"), of("Sira Biru"), False),
        (of("Ato Biru", age=61), of("Ato Biru", age=14), False),
        (of("Ato Biru", sex="male"), of("Ato Biru", sex="female"), False),
        (of("Ato Biru"), of("Ato Biru Jr."), False),
        (of("Ali"), of("Ali"), False),
        (of("Ato Biru"), of("Ato"), False),
    ],
)
def test_who_is_one_person(first: Group, second: Group, same: bool) -> None:
    told = (
        claim(1, "one", count=(1, 1), when=THIRD, group=first),
        claim(9, "one", count=(1, 1), when=LATER, group=second),
    )
    assert len(joined(*told)) == (1 if same else 2)


def test_a_family_name_that_two_of_the_dead_have_is_nobodys() -> None:
    father, son = one(1, when=THIRD), one(5, "Abel Biru", when=day("2021-03-08"))
    assert len(joined(father, son, one(9, "Biru", when=LATER))) == 3


def test_the_incident_is_when_the_earliest_telling_says_and_where_the_finest_says() -> None:
    (cluster,) = joined(one(1, when=LATER, where=GAO), one(9, when=THIRD, where=MALI))
    assert (cluster.late, cluster.away) == ({"c1"}, set())
    (cluster,) = joined(one(1, when=THIRD), one(9, when=LATER, where=KAYES))
    assert (cluster.late, cluster.away) == ({"c9"}, set())


def test_a_death_told_of_another_time_and_another_place_may_be_anothers() -> None:
    assert len(joined(one(1, when=THIRD, where=GAO), one(9, when=LATER, where=KAYES))) == 2


def test_a_second_arrest_is_another_and_the_same_arrest_is_one() -> None:
    arrest = {"harm": "detained", "act": "arrest"}
    assert len(joined(one(1, when=THIRD, **arrest), one(9, when=LATER, **arrest))) == 2
    again = one(9, when=LATER, notes=("time:unknown",), where=None, **arrest)
    assert len(joined(one(1, when=THIRD, **arrest), again)) == 1


def test_of_a_telling_with_other_dead_only_this_person_moves() -> None:
    attack = one(1, when=THIRD), claim(2, count=(4, 4), when=THIRD)
    trial = one(9, when=LATER), claim(10, count=(2, 2), when=LATER)
    assert ids(joined(*attack, *trial)) == [["c1", "c2", "c9"], ["c10"]]


def test_order_does_not_matter_and_no_claim_is_in_two() -> None:
    claims = [
        one(1, when=LATER),
        one(4, when=THIRD),
        one(8, when=day("2021-03-09")),
        claim(9, count=(2, 2), when=LATER),
    ]
    results = {str(sorted(ids(joined(*order)))) for order in permutations(claims)}
    assert len(results) == 1
    told = [key for group in ids(joined(*claims)) for key in group]
    assert sorted(told) == sorted({c.id for c in claims})


def test_the_claim_says_why_its_time_is_not_the_incidents() -> None:
    text = (
        "The murder of Ato Biru shocked the town, said a teacher on Monday. Ato Biru was shot dead at home on 3 March."
    )
    reading = recount.read(text, date(2021, 3, 16))
    assert [i.when.start for i in reading.incidents if i.when is not None] == [date(2021, 3, 3)]
    assert "its time is not the act's" in reading.claims[0].why
