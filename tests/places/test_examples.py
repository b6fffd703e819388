"""The examples and counter-examples of the knowledge of places, read by the language pack."""

import re
from datetime import date

import pytest

import recount
from recount.find.places import find_places
from recount.knowledge.places import (
    Length,
    NamedAfter,
    Region,
    Shift,
    Town,
    areas,
    kind_words,
    place_words,
    regions,
    towns,
)
from recount.language.analyse import analyse
from recount.language.pack import load_pack
from recount.model.mention import PlaceMention
from recount.places.gazetteer import load_gazetteer
from recount.text.load import raw_of
from recount.text.parse import parse


def mentions_of(example: str) -> tuple[list[PlaceMention], str, str | None]:
    """The places of an example, its text without brackets, and the words that stood in brackets."""
    pack = load_pack("en")
    assert pack is not None
    bracketed = re.search(r"\[([^\]]+)\]", example)
    text = example.replace("[", "").replace("]", "")
    found = [m for m in find_places(analyse(parse(raw_of(text)), pack), load_gazetteer()) if m.role == "place"]
    return found, text, bracketed and bracketed[1]


AREAS = [(area.id, example) for area in areas() for example in area.examples]
NOT_AREAS = [(area.id, example) for area in areas() for example in area.counter_examples]
RELATIONS = [(told.id, example, True) for told in place_words().relations for example in told.examples]
RELATIONS += [(told.id, example, False) for told in place_words().relations for example in told.counter_examples]
PEOPLE = [(person.id, example) for person in place_words().also_people for example in person.examples]
NOT_PEOPLE = [(person.id, example) for person in place_words().also_people for example in person.counter_examples]

KINDS = [(kind.id, example, True) for kind in place_words().kinds for example in kind.examples]
KINDS += [(kind.id, example, False) for kind in place_words().kinds for example in kind.counter_examples]
SHIFTS = [(shift, example, True) for shift in place_words().direction_shifts for example in shift.examples]
SHIFTS += [(shift, example, False) for shift in place_words().direction_shifts for example in shift.counter_examples]


@pytest.mark.parametrize(("kind", "example", "holds"), KINDS)
def test_kind_words(kind: str, example: str, holds: bool) -> None:
    found, text, words = mentions_of(example)
    around = {text[m.phrase.start : m.phrase.end].lower() for m in found if m.span.of(text) == words}
    assert around
    told = {kind_words()[word] for phrase in around for word in kind_words() if word in phrase.split()}
    assert (kind in told) is holds


def middle_of(text: str) -> tuple[float, float]:
    claims = recount.read(text, published=date(2021, 3, 16)).claims
    where = next(claim.where for claim in claims if claim.where is not None)
    assert where.lat is not None and where.lon is not None
    return where.lat, where.lon


@pytest.mark.parametrize(("shift", "example", "holds"), SHIFTS, ids=lambda v: v.id if isinstance(v, Shift) else None)
def test_a_direction_moves_the_middle_its_way(shift: Shift, example: str, holds: bool) -> None:
    lat, lon = middle_of(re.sub(r"[\[\]]", "", example))
    plain = middle_of(re.sub(r"\S+ \[(\w+)\]", r"\1", example))
    ways = [(here > there) - (here < there) for here, there in zip((lat, lon), plain, strict=True)]
    assert (ways == [shift.north, shift.east]) is holds


@pytest.mark.parametrize(("area", "example"), AREAS)
def test_an_area_is_read(area: str, example: str) -> None:
    found, text, _ = mentions_of(example)
    assert f"area:{area}" in {m.best.id for m in found if m.best}, [(m.span.of(text), m.best) for m in found]


@pytest.mark.parametrize(("area", "example"), NOT_AREAS)
def test_other_words_are_not_the_area(area: str, example: str) -> None:
    found, _, _ = mentions_of(example)
    assert f"area:{area}" not in {m.best.id for m in found if m.best}


@pytest.mark.parametrize(("relation", "example", "holds"), RELATIONS)
def test_relation_words(relation: str, example: str, holds: bool) -> None:
    found, text, words = mentions_of(example)
    told = {m.relation for m in found if m.span.of(text) == words}
    assert (relation in told) is holds


@pytest.mark.parametrize(("name", "example"), PEOPLE)
def test_a_place_that_people_are_named_like_is_read_where_words_of_place_stand(name: str, example: str) -> None:
    found, text, _ = mentions_of(example)
    assert name in {m.span.of(text) for m in found}


@pytest.mark.parametrize(("name", "example"), NOT_PEOPLE)
def test_a_person_named_like_a_place_is_no_place(name: str, example: str) -> None:
    found, text, _ = mentions_of(example)
    assert name not in {m.span.of(text) for m in found}


@pytest.mark.parametrize("region", regions(), ids=lambda region: region.id)
def test_short_forms_of_a_region_are_read(region: Region) -> None:
    for example in region.examples:
        found, text, words = mentions_of(example)
        assert any(m.best and m.span.of(text).rstrip(".") == str(words).rstrip(".") for m in found)
    for example in region.counter_examples:
        assert not [m for m in mentions_of(example)[0] if m.best]


@pytest.mark.parametrize("town", towns(), ids=lambda town: town.id)
def test_letters_of_a_town_are_read(town: Town) -> None:
    for example in town.examples:
        found, text, words = mentions_of(example)
        assert {m.best.id for m in found if m.best and m.span.of(text) == words} == {f"geonames:{town.id}"}
    for example in town.counter_examples:
        assert f"geonames:{town.id}" not in {m.best.id for m in mentions_of(example)[0] if m.best}


@pytest.mark.parametrize("name", [name for region in regions() for name in region.also])
def test_other_spellings_of_a_region_are_its_names(name: str) -> None:
    assert load_gazetteer().lookup(name)[0].kind == "admin1"


def _km_in(text: str) -> list[float | None]:
    found, _, _ = mentions_of(re.sub(r"[\[\]]", "", text))
    return [m.position.km if m.position else None for m in found]


@pytest.mark.parametrize("length", place_words().lengths, ids=lambda length: length.id)
def test_a_unit_of_length_is_read_in_km(length: Length) -> None:
    for example in length.examples:
        number = float(re.findall(r"\d+", example)[0])
        assert _km_in(example) == [pytest.approx(number * length.km)]
    for example in length.counter_examples:
        assert _km_in(example) == [None]


@pytest.mark.parametrize("told", place_words().named_after, ids=lambda told: told.id)
def test_what_is_named_after_a_place_is_none(told: NamedAfter) -> None:
    for example in told.examples:
        found, text, words = mentions_of(example)
        assert words in [m.span.of(text) for m in found]
    for example in told.counter_examples:
        assert mentions_of(example)[0] == []
