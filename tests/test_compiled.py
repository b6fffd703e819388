"""Claims compiled into incidents: the time, place, sides and relations that they tell of together."""

from collections.abc import Sequence

import pytest
from making import actor, claim, day, place, victims, voice

from recount.model.claim import Claim, Incident
from recount.model.document import Document
from recount.record import compile_record
from recount.tally.profile import load_profile

LITERAL = load_profile("literal")
KONNA = place("Konna", 14.94, -3.89)
MOPTI = place("Mopti", 14.49, -4.18)
DELTA = place("Mopti region", 14.9, -3.9, precision="region", radius_km=150.0)
MALI = place("Mali", 17.0, -4.0, precision="country", radius_km=900.0)
NIGER = place("Niger", 17.0, 9.0, country="NE", precision="country", radius_km=900.0)


def incidents(*claims: Claim) -> Sequence[Incident]:
    return compile_record(claims, (), LITERAL, Document("sha256:test", "text", "", ()), ()).incidents


def where(*claims: Claim) -> str | None:
    (incident,) = incidents(*claims)
    return incident.where.name if incident.where is not None else None


def test_the_place_that_most_claims_tell_stands_and_a_finer_one_before_a_larger() -> None:
    near = place("Sendegue", 14.95, -3.88)
    assert where(claim(1, where=near), claim(2, where=KONNA), claim(3, where=KONNA)) == "Konna"
    assert where(claim(1, where=DELTA), claim(2, where=DELTA), claim(3, where=KONNA)) == "Konna"


def test_a_place_that_was_taken_over_gives_way_to_one_that_is_told() -> None:
    taken = claim(1, where=MALI, notes=("place:inherited",))
    assert where(taken, claim(2, where=DELTA)) == "Mopti region"


@pytest.mark.parametrize(("large", "name"), [(MALI, "Konna"), (DELTA, "Konna")])
def test_a_country_or_region_takes_the_finer_place_inside_it(large: object, name: str) -> None:
    inside = claim(2, where=KONNA, notes=("place:inherited",))
    assert where(claim(1, where=large), inside) == name


def test_the_time_of_most_claims_and_the_finest_one_stands() -> None:
    (incident,) = incidents(
        claim(1, when=day("2021-03-14")), claim(2, when=day("2021-03-14")), claim(3, when=day("2021-03-14"))
    )
    assert incident.when is not None and incident.when.start.isoformat() == "2021-03-14"
    assert incident.title.endswith("2021-03-14")


def roles(*claims: Claim) -> dict[str, str]:
    return {side.name: side.role for incident in incidents(*claims) for side in incident.sides}


def test_who_harms_is_a_perpetrator_who_is_harmed_a_target_and_who_does_both_is_both() -> None:
    soldiers = victims("soldiers", "security_forces")
    told = roles(
        claim(1, count=(2, 2), by=actor("army"), against=actor("front"), group=victims("fighters", "combatant")),
        claim(2, count=(3, 3), by=actor("front"), against=actor("army"), group=soldiers),
    )
    assert told == {"army": "both", "front": "both"}
    assert roles(claim(1, by=actor("army"), against=actor("villagers"), group=victims("villagers", "civilian"))) == {
        "army": "perpetrator",
        "villagers": "target",
    }


def test_who_stops_fire_is_whom_it_is_aimed_at() -> None:
    fire = claim(1, harm=None, act="shelling", count=(10, 10), unit="munitions", where=KONNA, by=actor("front"))
    stopped = claim(2, harm=None, act="intercept", count=(2, 2), unit="munitions", where=KONNA, by=actor("army"))
    assert roles(fire, stopped) == {"front": "perpetrator", "army": "target"}


def test_fire_of_the_other_side_answers_and_what_shares_day_and_place_stands_beside() -> None:
    raid = claim(1, count=(6, 6), where=KONNA, when=day("2021-03-14"), by=actor("army"))
    fire = claim(
        2, harm=None, act="shelling", when=day("2021-03-14"), by=actor("front"), origin=("the left bank", "Mopti")
    )
    first, second = incidents(raid, fire)
    assert [how for _, how in second.related] == ["responds_to"]
    assert second.related[0][0] == first.id
    assert "responds_to" not in [how for _, how in first.related]


def test_incidents_of_other_days_or_places_are_not_related() -> None:
    raid = claim(1, count=(6, 6), where=KONNA, when=day("2021-03-14"), by=actor("army"))
    later = claim(2, count=(2, 2), where=KONNA, when=day("2021-03-16"), by=actor("front"))
    elsewhere = claim(3, count=(2, 2), where=MOPTI, when=day("2021-03-14"), by=actor("front"))
    assert [i.related for i in incidents(raid, later)] == [(), ()]
    assert [i.related for i in incidents(raid, elsewhere)] == [(), ()]


def test_sources_that_differ_are_said_in_the_toll() -> None:
    (incident,) = incidents(
        claim(1, "5", count=(5, 5), speakers=voice("the police", "official")),
        claim(2, "9", count=(9, 9), speakers=voice("the militia", "party")),
    )
    why = " ".join(incident.tolls[0].why)
    assert "5" in why and "9" in why and "R35" in why
    assert (incident.tolls[0].low, incident.tolls[0].best, incident.tolls[0].high) == (5, 5, 9)
