"""A publisher's own area: learned from its reports, told by a person, and weaker than a report's own words."""

from dataclasses import replace

import pytest

from recount.errors import KnowledgeError
from recount.places.gazetteer import load_gazetteer
from recount.places.home import area_of, home_at
from recount.places.resolve import Name, resolve


def name(text: str, holder: int | None = None) -> Name:
    return Name(text, tuple(load_gazetteer().lookup(text)), holder=holder)


def town_of(names: list[Name], home: str | None) -> str | None:
    gazetteer = load_gazetteer()
    best = resolve(names, gazetteer, home_at(home, gazetteer) if home else None)[0].best
    return f"{best.name}, {best.admin1}" if best else None


NORTH_TEXAS = [["Paris", "Clarksville"], ["Paris", "Blossom", "Reno"], ["Honey Grove", "Bonham"], ["Paris", "Cooper"]]


def test_the_area_is_where_most_reports_name_places_together() -> None:
    home = area_of([[name(text) for text in report] for report in NORTH_TEXAS])
    assert home is not None
    assert home.place.admin1 == "Texas"
    assert home.place.name in home.why


@pytest.mark.parametrize(
    "reports",
    [[], [["Paris", "Clarksville", "Blossom"]], [["Lagos"], ["Lima"], ["Oslo"], ["Manila"], ["Cairo"], ["Quito"]]],
    ids=["none", "one", "all over the world"],
)
def test_reports_that_tell_of_no_area_together(reports: list[list[str]]) -> None:
    assert area_of([[name(text) for text in report] for report in reports]) is None


@pytest.mark.parametrize(
    ("names", "home", "expected"),
    [
        (["Springfield"], "Decatur, Illinois", "Springfield, Illinois"),
        (["Springfield"], "Joplin, Missouri", "Springfield, Missouri"),
        (["Paris"], None, "Paris, Île-de-France"),
        (["Paris"], "geonames:4717560", "Paris, Texas"),
        (["London"], "Dallas, Texas", "London, England"),
    ],
)
def test_a_name_alone_is_taken_in_the_home(names: list[str], home: str | None, expected: str) -> None:
    assert town_of([name(text) for text in names], home) == expected


def test_what_the_report_says_itself_weighs_more() -> None:
    names = [replace(name("Springfield"), holder=1), name("Massachusetts")]
    assert town_of(names, "Decatur, Illinois") == "Springfield, Massachusetts"


def test_a_place_that_gained_by_the_home_says_so() -> None:
    gazetteer = load_gazetteer()
    best = resolve([name("Springfield")], gazetteer, home_at("Decatur, Illinois", gazetteer))[0].best
    assert best is not None
    assert "Its publisher is mostly of the area of Decatur, Illinois, US." in best.why


@pytest.mark.parametrize("words", ["Springfield", "Nowhere at all", "Texas", "geonames:1", "country:US", ""])
def test_a_home_that_is_no_town_or_several_is_refused(words: str) -> None:
    with pytest.raises(KnowledgeError, match="recount gazetteer show"):
        home_at(words, load_gazetteer())
