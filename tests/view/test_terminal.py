"""The terminal view: everything a person needs, at any width, in colour only where there is colour."""

import io
import re

import pytest
from invented import TEXT, claim, document, reading
from rich.console import Console

from recount.model.claim import SetAside
from recount.model.reading import Reading
from recount.model.span import Span
from recount.view.terminal import terminal_view


def shown(value: Reading, width: int = 90, colour: bool = False) -> str:
    output = io.StringIO()
    console = Console(file=output, width=width, force_terminal=colour, highlight=False, markup=False, emoji=False)
    console.print(terminal_view(value))
    return output.getvalue()


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("width", [60, 80, 200])
@pytest.mark.parametrize(
    "words",
    [
        "Not yet reviewed by a person",
        "published: 9 March 2024",
        "publisher: not stated",
        "Questions for a person (1 to decide)",
        "Shelling at Varosh, 8 March 2024",
        "\u201clate on Friday\u201d",
        "Friday before publication",
        "could also mean Varosh (XB)",
        "4th Brigade (perpetrator)",
        "\u201cNine people were killed\u201d",
        "the provincial health office (official), via the publisher",
        "superseded \u00b7 at least 6 killed",
        "a day older than the health office's nine",
        "9 is the health office's total: 'Nine'.",
        "intercepted 3, launches 10",
        "responds to incident 1",
        "that is unknown, not zero",
        "in no incident and in no sum",
        "of what did not happen",
        "\u201ckilled the budget bill\u201d",
        "a bill is no person",
        "english 0.1.0",
    ],
)
def test_what_a_person_needs_is_there_at_any_width(words: str, width: int) -> None:
    assert words in flat(shown(reading(), width))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(len(line) for line in shown(reading(), width).splitlines()) <= width


def test_the_figures_stand_under_their_heads() -> None:
    lines = shown(reading()).splitlines()
    head = next(i for i, line in enumerate(lines) if line.split() == ["low", "best", "high"])
    assert lines[head + 1].split()[-3:] == ["6", "9", "9"]
    assert lines[head].rstrip().endswith("high")
    assert len(lines[head].rstrip()) == len(lines[head + 1].rstrip())


def test_every_claim_is_shown() -> None:
    text = flat(shown(reading()))
    for made in reading().claims:
        assert flat(made.evidence[0].of(TEXT)) in text


def test_a_claim_that_belongs_nowhere_is_still_shown() -> None:
    lone = claim("lone", "dozens more wounded", use="repeat")
    assert "dozens more wounded" in shown(reading(claims=(lone,), incidents=(), aggregates=()))


HOSTILE = "[bold]Six[/bold] \x1b[2J\x1b]0;owned\x07 killed\u202e :skull: [link=file:///x]here[/link]"


@pytest.mark.parametrize("colour", [False, True])
def test_a_hostile_report_cannot_write_to_the_terminal(colour: bool) -> None:
    hostile = document(HOSTILE, title=HOSTILE, name="a\x1bb.txt", blocks=())
    whole = (claim("h", HOSTILE, HOSTILE),)
    aside = (SetAside(Span(0, len(HOSTILE)), HOSTILE),)
    text = shown(reading(document=hostile, claims=whole, incidents=(), aggregates=(), set_aside=aside), 200, colour)
    without_styles = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", without_styles)
    assert "[bold]Six[/bold]" in without_styles
    assert ":skull: [link=file:///x]" in without_styles


def test_colour_only_where_it_is_asked_for() -> None:
    assert "\x1b" not in shown(reading())
    assert "\x1b[" in shown(reading(), colour=True)


def test_a_report_without_incidents_says_so() -> None:
    empty = reading(claims=(), incidents=(), aggregates=(), set_aside=(), unread=(("fr", 1),))
    text = flat(shown(empty))
    assert "This report was not read: no language pack reads 'fr'" in text
    assert "fr: 1 report" in text


def test_a_report_that_was_read_to_no_end_says_so() -> None:
    assert "No incident was read in this report" in flat(shown(reading(claims=(), incidents=(), aggregates=())))


def test_unknown_dates_and_speakers_are_said_to_be_unknown() -> None:
    text = shown(reading(document=document(published=None)))
    assert "published: not known" in text
