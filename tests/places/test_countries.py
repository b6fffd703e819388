"""Every country and territory is read by its name; names that are also persons, birds and words are not."""

import pytest

from recount.find.places import find_places
from recount.knowledge.places import countries, kind_words
from recount.language.analyse import analyse
from recount.language.pack import load_pack
from recount.places.gazetteer import load_gazetteer
from recount.text.load import raw_of
from recount.text.parse import parse

NOT_COUNTRIES = [
    ("Michael Jordan, a nurse, was hurt.", "JO"),
    ("The turkey was sold at the market.", "TR"),
    ("Chad Keller, a nurse, was hurt.", "TD"),
    ("A CAR BOMB KILLED TWO GUARDS.", "CF"),
]


def codes(text: str) -> set[str]:
    pack = load_pack("en")
    assert pack is not None
    found = find_places(analyse(parse(raw_of(text)), pack), load_gazetteer())
    return {m.best.country for m in found if m.best is not None and m.best.kind == "country" and m.best.country}


def test_every_country_is_read_by_one_of_its_names() -> None:
    names = ((c.name, *c.aliases) for c in countries())
    lines = [f"Three people were killed in {name} on Monday." for told in names for name in told]
    read = codes("\n\n".join(lines))
    assert {c.id for c in countries()} - read == set()


@pytest.mark.parametrize(("text", "code"), NOT_COUNTRIES)
def test_words_and_persons_are_no_country(text: str, code: str) -> None:
    assert code not in codes(text)


def test_no_word_names_two_kinds_of_place() -> None:
    assert len(kind_words()) == len(set(kind_words()))
