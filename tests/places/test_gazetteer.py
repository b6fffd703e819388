"""What the shipped gazetteer knows: names in several spellings and scripts, countries, areas, and what is no place."""

import pytest

from recount.knowledge.places import areas, countries
from recount.places.gazetteer import load_gazetteer

FIRST = [  # a name as news writes it, the likeliest place, its country and kind
    ("Khan Younis", "Khan Yunis", "PS", "city"),
    ("Khan_Younis", "Khan Yunis", "PS", "city"),
    ("khanyounis", "Khan Yunis", "PS", "city"),
    ("خان يونس", "Khan Yunis", "PS", "city"),
    ("Gaza City", "Gaza", "PS", "city"),
    ("Gaza", "Gaza Strip", "PS", "area"),  # R42: the larger area
    ("West Bank", "West Bank", "PS", "area"),
    ("Kiev", "Kyiv", "UA", "city"),
    ("Raqqa", "Ar Raqqah", "SY", "city"),
    ("Rangoon", "Yangon", "MM", "city"),
    ("Helmand", "Helmand", "AF", "admin1"),
    ("North Kivu", "Nord-Kivu", "CD", "admin1"),
    ("Niger State", "Niger", "NG", "admin1"),
    ("the Sahel", "Sahel", None, "area"),
    ("Burma", "Myanmar", "MM", "country"),
    ("DR Congo", "Democratic Republic of the Congo", "CD", "country"),
    ("the U.S.", "United States", "US", "country"),
    ("Palestine", "State of Palestine", "PS", "country"),
    ("Georgia", "Georgia", "GE", "country"),
]

NOT_PLACES = ["Zzyzxqv", "Interior Ministry", "", "!!", "spokesman", "the Palestine Chronicle"]


@pytest.mark.parametrize(("name", "place", "country", "kind"), FIRST)
def test_the_likeliest_place_of_a_name(name: str, place: str, country: str | None, kind: str) -> None:
    found = load_gazetteer().lookup(name.removeprefix("the "))
    assert (found[0].name, found[0].country, found[0].kind) == (place, country, kind)


@pytest.mark.parametrize("name", NOT_PLACES)
def test_other_words_are_no_places(name: str) -> None:
    assert load_gazetteer().lookup(name) == []


def test_candidates_come_with_score_and_reason_in_order() -> None:
    found = load_gazetteer().lookup("Tripoli")
    assert {"LY", "LB"} <= {candidate.country for candidate in found}
    assert [candidate.score for candidate in found] == sorted((c.score for c in found), reverse=True)
    assert all(candidate.why.endswith(".") for candidate in found)


def test_a_name_alone_that_means_the_larger_area_keeps_the_town_among_its_candidates() -> None:
    found = {candidate.id for candidate in load_gazetteer().lookup("Gaza")}
    assert {"area:gaza-strip", "geonames:281133"} <= found


@pytest.mark.parametrize("country", countries(), ids=lambda country: country.id)
def test_every_country_is_found_by_each_of_its_names(country) -> None:  # type: ignore[no-untyped-def]
    for name in (country.name, *country.aliases):
        assert country.id in {found.country for found in load_gazetteer().lookup(name) if found.kind == "country"}


@pytest.mark.parametrize("area", areas(), ids=lambda area: area.id)
def test_every_area_is_found_and_lies_on_earth(area) -> None:  # type: ignore[no-untyped-def]
    for name in (area.name, *area.aliases, *area.bare):
        assert f"area:{area.id}" in {found.id for found in load_gazetteer().lookup(name)}
    assert -90 <= area.lat <= 90 and -180 <= area.lon <= 180 and area.radius_km > 0


def test_areas_lie_in_the_country_that_they_name() -> None:
    """An area's middle is no farther from its country's than both are large, so that no sign is swapped."""
    from recount.places.distance import km_between

    by_code = {country.id: country for country in countries()}
    for area in areas():
        if area.country:
            country = by_code[area.country]
            apart = km_between(area.lat, area.lon, country.lat, country.lon)
            assert apart <= 2.5 * country.radius_km + area.radius_km + 60, area.id


def test_towns_know_their_region() -> None:
    found = load_gazetteer().lookup("Khan Younis")[0]
    assert found.admin1 == "Gaza Strip"
    assert load_gazetteer().lookup("Kagara")[0].admin1 == "Niger"
