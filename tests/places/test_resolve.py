"""Which place a name means, by the report's other names."""

from dataclasses import replace

import pytest

from recount.places.gazetteer import load_gazetteer
from recount.places.resolve import Name, resolve


def answer(*texts: str, kind: str | None = None, holder: int | None = None, weak: tuple[str, ...] = ()):  # type: ignore[no-untyped-def]
    """The answer for the first of these names, read together; `weak`: countries' codes of demonyms beside them."""
    gazetteer = load_gazetteer()
    names = [Name(text, tuple(gazetteer.lookup(text))) for text in texts]
    names[0] = replace(names[0], kind=kind, holder=holder)
    names += [Name(code, (gazetteer.country(code),), weak=True) for code in weak]  # type: ignore[arg-type]
    return resolve(names, gazetteer)[0]


TOGETHER = [  # names read together, and the country that the first one then is in
    (("Tripoli", "Beirut", "Sidon"), "LB"),
    (("Tripoli", "Benghazi", "Sirte"), "LY"),
    (("San Miguel", "El Salvador"), "SV"),
    (("Cordoba", "Madrid", "Spain"), "ES"),
    (("Cordoba", "Buenos Aires", "Argentina"), "AR"),
    (("Georgia", "Atlanta", "Savannah", "United States"), "US"),
    (("Congo", "Goma", "Kinshasa"), "CD"),
    (("Hyderabad", "Karachi", "Sindh"), "PK"),
]
STAND_ALONE = [  # a name of another country in a report of one: the far larger town, or the one of that report
    ("London", ("Chicago", "Denver", "Seattle", "United States"), "GB"),
    ("Paris", ("Dallas", "Clarksville", "Honey Grove", "Bonham", "Texas"), "US"),
]
IN_REGION = [  # names read together, and the region that the first one then is in: each alone is elsewhere
    (("Paris", "Reno", "Blossom", "Lamar County"), "Texas"),
    (("Athens", "Decatur", "Atlanta"), "Georgia"),
    (("Cambridge", "Boston", "Somerville"), "Massachusetts"),
]


@pytest.mark.parametrize(("name", "others", "country"), STAND_ALONE)
def test_a_far_larger_town_of_the_name_is_meant_unless_the_report_says_otherwise(
    name: str, others: tuple[str, ...], country: str
) -> None:
    assert answer(name, *others).best.country == country


@pytest.mark.parametrize(("texts", "country"), TOGETHER)
def test_other_places_of_the_report_decide(texts: tuple[str, ...], country: str) -> None:
    assert answer(*texts).best.country == country


@pytest.mark.parametrize(("texts", "region"), IN_REGION)
def test_names_that_are_not_sure_themselves_find_one_another(texts: tuple[str, ...], region: str) -> None:
    assert answer(*texts).best.admin1 == region


def test_demonyms_vote() -> None:
    assert answer("Tripoli", weak=("LB", "LB", "LB")).best.country == "LB"


def test_a_name_that_follows_and_holds_it_decides() -> None:
    assert answer("Rafah", "Egypt", "Gaza", "Khan Younis", holder=1).best.country == "EG"


def test_a_name_that_holds_the_one_before_it_is_the_region_of_that_name() -> None:
    gazetteer = load_gazetteer()
    texts = ("Rochester", "New York")
    names = [Name(text, tuple(gazetteer.lookup(text)), holder=1 - n or None) for n, text in enumerate(texts)]
    town, region = resolve(names, gazetteer)
    assert (town.best.admin1, region.best.kind) == ("New York", "admin1")  # type: ignore[union-attr]
    assert answer("New York", "Boston").best.kind == "city"


def test_words_for_a_kind_of_place_decide() -> None:
    assert answer("Kabul", "Afghanistan", kind="admin1").best.kind == "admin1"
    assert answer("Kabul", "Afghanistan").best.kind == "city"


def test_two_places_that_fit_alike_give_what_holds_both_or_nothing() -> None:
    gazetteer = load_gazetteer()
    town = gazetteer.lookup("Khan Younis")[0]
    north = replace(town, id="geonames:1", name="Vesna", country="UA", lat=51.0, lon=31.0)
    south = replace(north, id="geonames:2", lat=46.5)
    abroad = replace(south, id="geonames:3", country="PL")
    held = resolve([Name("Vesna", (north, south))], gazetteer)[0]
    assert held.best is not None and held.best.id == "country:UA" and "Several places fit" in held.best.why
    torn = resolve([Name("Vesna", (north, abroad))], gazetteer)[0]
    assert torn.best is None and len(torn.candidates) == 2


def test_an_unknown_name_has_no_place() -> None:
    assert resolve([Name("Zzyzxqv", ())], load_gazetteer())[0].best is None
