"""One text in several reports: copies that an outlet cut or added to, later versions, and what only sounds alike."""

from collections.abc import Sequence
from datetime import date
from itertools import permutations

import pytest

from recount.link.voices import LEAST, Text, likeness, sketch_of, text_of, voices_among
from recount.model.document import Document
from recount.text.load import raw_of
from recount.text.parse import parse

STORY = (
    "A bomb in a parked van tore through the bus terminal of Ardesh at dawn on Tuesday, killing four people.",
    "Nine others were taken to the provincial hospital with burns, its director told reporters at the gate.",
    "No group had said by noon that it placed the van, which had stood beside the ticket office since Monday night.",
    "The mayor ordered every terminal on the coast closed and asked drivers to leave their buses where they were.",
    "Traders who sleep in the hall said they heard a small explosion first and ran to the market before the large one.",
    "The terminal was last attacked six years ago, when a grenade wounded a guard and broke the windows of a cafe.",
)
OTHER = (
    "Gunmen on two motorcycles shot dead a village head outside his home in Belmar late on Monday, police said.",
    "His wife told the officers that the men had asked for water, and fired when he came back to the door with a cup.",
    "Villagers carried the body to the road and blocked it with logs until soldiers came from the garrison at Corr.",
)


def plain(*paragraphs: str) -> Document:
    return parse(raw_of("\n\n".join(paragraphs)), None)


@pytest.mark.parametrize(
    "copy",
    [
        STORY,
        STORY[:3],
        ("ARDESH, 3 March (Agency) - " + STORY[0], *STORY[1:]),
        (*STORY, "Additional reporting by our correspondent in Corr, who has covered the coast for ten years."),
        ("Police in the capital said that they knew of the attack and would send a team.", *STORY[:5]),
        tuple(sentence.replace("Tuesday", "Wednesday").replace("four", "five") for sentence in STORY),
    ],
    ids=["same", "cut", "dateline", "line at the end", "line at the front", "words changed"],
)
def test_a_copy_is_found_by_its_keys_and_held_to_its_words(copy: Sequence[str]) -> None:
    one, two = plain(*STORY), plain(*copy)
    assert sketch_of(one) & sketch_of(two)
    alike = likeness(text_of(one), text_of(two))
    assert alike is not None and alike[0] == "copy"
    assert alike == likeness(text_of(two), text_of(one))


@pytest.mark.parametrize("other", [OTHER, (STORY[0], *OTHER, *OTHER[:1]), ("Four people were killed in Ardesh.",)])
def test_another_story_is_no_copy(other: Sequence[str]) -> None:
    assert likeness(text_of(plain(*STORY)), text_of(plain(*other))) is None


def test_what_is_too_short_to_tell_is_no_copy() -> None:
    short = plain("Bomb kills four people at the bus terminal of Ardesh.")
    assert len(text_of(short).shingles) < LEAST
    assert likeness(text_of(short), text_of(short)) is None


def text(report: str, publisher: str | None = None, url: str | None = None, shared: int = 100) -> Text:
    """A text of 100 shingles, so many of which are those of every other."""
    own = range(1000 * ord(report), 1000 * ord(report) + 100 - shared)
    return Text(report, None, publisher, url, frozenset([*range(shared), *own]))


@pytest.mark.parametrize(
    ("one", "two", "kind"),
    [
        (text("a", url="https://x/1"), text("b", url="https://x/1", shared=0), "version"),
        (text("a", "The Coast"), text("b", "The Coast", shared=85), "version"),
        (text("a", "The Coast"), text("b", "The Coast", shared=70), "copy"),
        (text("a", "The Coast"), text("b", "The Hill", shared=85), "copy"),
        (text("a"), text("b"), "copy"),
        (text("a", "The Coast"), text("b", "The Coast", shared=50), None),
    ],
)
def test_a_version_is_of_one_address_or_nearly_the_same_text_of_one_publisher(
    one: Text, two: Text, kind: str | None
) -> None:
    found = likeness(one, two)
    assert (found[0] if found else None) == kind


def test_of_versions_the_latest_is_heard_and_of_copies_the_first() -> None:
    days = {"a": date(2021, 3, 3), "b": date(2021, 3, 4), "c": date(2021, 3, 5), "d": None}
    pairs = [("a", "b", "version", "of one address"), ("b", "c", "copy", "90% alike")]
    for order in permutations(pairs):
        voices = {v.report: v for v in voices_among(days, list(order))}
        assert {key: (v.voice, v.standing) for key, v in voices.items()} == {
            "a": ("b", "earlier"),
            "b": ("b", "newest"),
            "c": ("b", "copy"),
            "d": ("d", "newest"),
        }
        assert "2021-03-04" in voices["a"].why and voices["c"].why == "90% alike"


def test_versions_of_one_day_are_both_heard() -> None:
    days = {"a": date(2021, 3, 3), "b": date(2021, 3, 3)}
    voices = voices_among(days, [("a", "b", "version", "of one address")])
    assert [v.standing for v in voices] == ["newest", "newest"]
