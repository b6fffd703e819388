"""Where a border is disputed the country of a place is a claim: a report is taken at its word, for either side."""

import re
from datetime import date

import pytest

import recount
from recount.claims.where_point import make_where
from recount.find.places import find_places
from recount.knowledge.places import DisputedLand, claimants_of, countries, disputed_lands
from recount.language.analyse import analyse
from recount.language.pack import load_pack
from recount.model.claim import Where
from recount.places.distance import claimants
from recount.places.gazetteer import load_gazetteer
from recount.text.load import raw_of
from recount.text.parse import parse


def where_of(text: str) -> Where:
    where = next(c.where for c in recount.read(text, date(2024, 5, 7)).claims if c.where is not None)
    assert where is not None
    return where


def of_words(example: str) -> tuple[Where, tuple[str, ...]]:
    """The place of the words in brackets, and who claims it."""
    pack, words = load_pack("en"), re.findall(r"\[(.+)\]", example)[0]
    text = re.sub(r"[\[\]]", "", example)
    assert pack is not None
    found = find_places(analyse(parse(raw_of(text)), pack), load_gazetteer())
    mention = next(m for m in found if m.span.of(text) == words and m.best is not None)
    assert mention.best is not None
    return make_where(mention, text, ""), claimants(mention.best)


EXAMPLES = [(land, example) for land in disputed_lands() for example in land.examples]
COUNTER_EXAMPLES = [(land, example) for land in disputed_lands() for example in land.counter_examples]


@pytest.mark.parametrize(("land", "example"), EXAMPLES, ids=lambda value: getattr(value, "id", value))
def test_a_report_is_taken_at_its_word(land: DisputedLand, example: str) -> None:
    where, codes = of_words(example)
    names = {name: c.id for c in countries() for name in (c.name, *c.aliases, *c.demonyms)}
    told = [code for name, code in names.items() if re.search(rf"\b{name}\b", re.sub(r"\[.+\]", "", example))]
    assert codes == land.claimants and "is disputed" in where.why
    assert where.country == (told[0] if told else where.country)


@pytest.mark.parametrize(("land", "example"), COUNTER_EXAMPLES, ids=lambda value: getattr(value, "id", value))
def test_what_lies_beside_a_disputed_land_is_not_disputed(land: DisputedLand, example: str) -> None:
    where, codes = of_words(example)
    assert codes == () and "disputed" not in where.why


SIDES = [
    ("Simferopol", "Russia", "Ukraine"),
    ("Majdal Shams", "Israel", "Syria"),
    ("Muzaffarabad", "India", "Pakistan"),
    ("Prizren", "Serbia", "Kosovo"),
    ("Kaohsiung", "China", "Taiwan"),
    ("Laayoune", "Morocco", "Western Sahara"),
    ("Stepanakert", "Armenia", "Azerbaijan"),
]


@pytest.mark.parametrize(("town", "one", "other"), SIDES)
def test_sides_changed_over_change_the_country_and_nothing_else(town: str, one: str, other: str) -> None:
    told = [where_of(f"Two men were killed in {town}, {land}, on Monday.") for land in (one, other)]
    codes = {country.name: country.id for country in countries()}
    assert [where.country for where in told] == [codes[one], codes[other]]
    assert [f"puts it in {land}" in where.why for land, where in zip((one, other), told, strict=True)] == [True, True]
    assert len({(where.name, where.lat, where.lon, where.precision, where.radius_km) for where in told}) == 1


def test_without_a_word_of_the_report_the_gazetteers_code_stands_and_says_that_it_takes_no_side() -> None:
    where = where_of("Two men were killed in Simferopol on Monday.")
    assert where.country == "UA" and "disputed (RU, UA)" in where.why and "takes no side" in where.why


def test_who_holds_a_town_by_force_is_not_the_country_it_lies_in() -> None:
    for held in ("Russian-held", "Russian-occupied", "Russian-annexed"):
        assert where_of(f"Two men were killed in {held} Simferopol on Monday.").country == "UA"


def test_every_disputed_land_is_in_the_gazetteer() -> None:
    held = load_gazetteer()
    known = {code.partition("/")[2] for code in claimants_of() if "/" in code}
    assert all(any(c.admin1 == name or c.name == name for c in held.lookup(name)) for name in known)
    codes = {country.id for country in countries()}
    assert all(set(land.claimants) <= codes for land in disputed_lands())
