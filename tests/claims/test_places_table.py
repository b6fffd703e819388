"""tests/tables/places.yml: words of place, the place, point and precision that they give; names that are no places."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import recount
from recount.claims.where_point import WAYS
from recount.find.places import find_places
from recount.language.analyse import analyse
from recount.language.pack import load_pack
from recount.model.mention import PlaceMention
from recount.places.gazetteer import load_gazetteer
from recount.text.load import raw_of
from recount.text.parse import parse

TABLE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "tables" / "places.yml").read_text(encoding="utf-8")
)
WORDS = [(words, told) for group in TABLE["where"].values() for words, told in group["words"].items()]
MISSES = [(text, told) for group in TABLE["where"].values() for text, told in group["near_misses"].items()]


def mentions_of(text: str) -> tuple[PlaceMention, ...]:
    pack = load_pack("en")
    assert pack is not None
    return find_places(analyse(parse(raw_of(text)), pack), load_gazetteer())


def _relation(text: str, wording: str) -> str:
    mention = next(m for m in mentions_of(text) if m.best and wording.endswith(m.phrase.of(text)))
    position = mention.position
    if position is None:
        return mention.relation
    km = f" {position.km:.3g} km" if position.km is not None else ""
    way = f" {WAYS[round(position.degrees / 22.5) % 16]}" if position.degrees is not None else ""
    return f"{position.kind}{km}{way}"


def _told(text: str) -> str:
    where = next((c.where for c in recount.read(text, date(2024, 5, 7)).claims if c.where is not None), None)
    if where is None:
        return "-"
    place = f"{where.name} ({where.country or '-'}); {_relation(text, where.wording)}"
    return f"{place}; {where.lat:.2f} {where.lon:.2f}; {where.precision} {where.radius_km:.0f} km"


@pytest.mark.parametrize(("words", "told"), WORDS)
def test_words_of_place(words: str, told: str) -> None:
    assert _told(words if words.endswith(".") else f"Two men were killed {words} on Monday.") == told


@pytest.mark.parametrize(("text", "told"), MISSES)
def test_near_misses(text: str, told: str) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(("text", "names"), TABLE["names"].items())
def test_names_of_persons_papers_and_things_are_no_places(text: str, names: str) -> None:
    found = [m.span.of(text) for m in mentions_of(text) if m.role == "place" and m.relation != "end"]
    assert ("; ".join(found) or "-") == names


def test_the_table_is_of_a_hundred_and_fifty_phrases_each_group_with_near_misses() -> None:
    assert len(WORDS) >= 150 and len(MISSES) >= 35 and len(TABLE["names"]) >= 50
    assert all(group["near_misses"] for group in TABLE["where"].values())
