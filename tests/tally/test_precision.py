"""The codes of ACLED and UCDP for how precisely a time and a place are known."""

import json
from datetime import date, timedelta

import pytest

import recount
from recount.model.mention import When
from recount.tally.precision import acled_place, acled_time, ucdp_place, ucdp_time

PUBLISHED = date(2021, 3, 16)


@pytest.mark.parametrize(
    ("days", "acled", "ucdp"),
    [(1, 1, 1), (2, 2, 2), (6, 2, 2), (7, 2, 3), (8, 3, 4), (31, 3, 4), (32, 3, 5), (365, 3, 5)],
)
def test_time(days: int, acled: int, ucdp: int) -> None:
    when = When(PUBLISHED, PUBLISHED + timedelta(days - 1), "period", "", None, "")
    assert (acled_time(when), ucdp_time(when)) == (acled, ucdp)


@pytest.mark.parametrize(
    ("place", "acled", "ucdp"),
    [
        ("in Timbuktu", 1, 1),
        ("near Timbuktu", 2, 2),
        ("in Vadodara district", 2, 3),
        ("in Idlib province", 3, 4),
        ("in southern Idlib province", 3, 5),
        ("in northern Mali", 3, 5),
        ("in Mali", 3, 6),
    ],
)
def test_place(place: str, acled: int, ucdp: int) -> None:
    where = recount.read(f"Gunmen killed nine people {place} on Monday.", PUBLISHED).incidents[0].where
    assert where is not None
    assert (acled_place(where), ucdp_place(where)) == (acled, ucdp)


def test_where_fire_came_from_is_words_and_a_region_and_never_a_point() -> None:
    record = json.loads(recount.record_json(recount.read("Rockets were fired from Khan Younis at Sderot.", PUBLISHED)))
    origins = [claim["origin"] for claim in record["claims"] if claim["origin"] is not None]
    assert origins
    assert all(not any(isinstance(v, int | float) for v in dict(origin).values()) for origin in origins)
    assert [origin["name"] for origin in origins] == ["Gaza Strip"]
