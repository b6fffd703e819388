"""Datelines that stand before the prose: their names are read, and help the others; they are nobody's place."""

import pytest

from recount.find.places import find_places
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.mention import PlaceMention
from recount.model.span import Span
from recount.places.gazetteer import load_gazetteer
from recount.text.load import raw_of
from recount.text.parse import parse


def analysed(text: str) -> Analysis:
    """One sentence a block of prose; capitalised words that are not its first are names of places."""
    document = parse(raw_of(text))
    made = []
    for number, block in enumerate(document.blocks):
        if block.kind != "metadata":
            made.append(Sentence(len(made), number, block.start, block.end, _tokens(text, block.start, block.end)))
    return Analysis(document, tuple(made), "none")


def _tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    tokens: list[Token] = []
    for word in text[start:end].replace(".", " .").split():
        start = text.index(word, start)
        named = word[0].isupper() and bool(tokens)
        upos = "ADP" if word == "in" else "PROPN" if named else "PUNCT" if word == "." else "NOUN"
        name = "B-LOC" if named else "O"
        tokens.append(Token(len(tokens), start, start + len(word), word, word, upos, "", "", -1, "dep", name))
        start += len(word)
    return tuple(tokens)


def found(text: str, *given: Span) -> list[PlaceMention]:
    return list(find_places(analysed(text), load_gazetteer(), given))


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("KADUNA, Nigeria (Reuters) - ", ["Kaduna", "Nigeria"]),
        ("LIMA, 7 MAY 89 (TELEVISION KELL) -- ", ["Lima"]),
        ("HELENA, Mont. (AP) - ", ["Helena", "Montana"]),
        ("This story is from March 7, 2002 lucknow: ", ["Lucknow"]),
        ("(CNN) - ", []),
    ],
)
def test_the_names_of_a_dateline_are_read(heading: str, names: list[str]) -> None:
    told = [m for m in found(f"{heading}Two men were shot in the night and a third was hurt.") if m.role == "dateline"]
    assert [m.best.name for m in told if m.best] == names


def test_a_dateline_tells_which_place_a_name_means() -> None:
    prose = "Two men were shot in Cordoba and a third was hurt."
    for heading, country in (("MADRID, Spain - ", "ES"), ("MONTERIA, Colombia - ", "CO")):
        (mention,) = (m for m in found(heading + prose) if m.role == "place")
        assert mention.best is not None
        assert mention.best.country == country


def test_given_words_of_a_dateline_are_read_as_they_are_given() -> None:
    text = "KADUNA, Nigeria (Reuters) - Two men were shot in the night and a third was hurt."
    told = found(text, Span(8, 15))
    assert [(m.span.of(text), m.best and m.best.country) for m in told] == [("KADUNA", "NG"), ("Nigeria", "NG")]
