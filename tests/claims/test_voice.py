"""Voices and standings of drafts: the chain of speakers, and which reason of several sets the standing."""

from dataclasses import replace

import pytest
from spoken import draft_at, parsed, unbracketed

from recount.claims.voice import name_voices, set_standings
from recount.find.hedges import find_hedges
from recount.find.speech import find_speech
from recount.knowledge.speech import load_speech
from recount.model.claim import Draft

KNOWLEDGE = load_speech()


def voiced(marked: str, publisher: str | None = None, **fields: int | None) -> Draft:
    """The draft of the bracketed word with its speakers and its standing."""
    text, (span,) = unbracketed(marked)
    analysis = parsed(text, publisher=publisher)
    speech = find_speech(analysis, KNOWLEDGE)
    drafts = name_voices([draft_at(analysis, span, **fields)], analysis, speech)
    (draft,) = set_standings(drafts, analysis, find_hedges(analysis, KNOWLEDGE), speech)
    return draft


@pytest.mark.parametrize(
    ("marked", "publisher", "expected"),
    [
        ("Nine people were [killed] on Friday.", None, [("publisher", "publisher")]),
        ("Nine people were [killed] on Friday.", "Kell Gazette", [("Kell Gazette", "publisher")]),
        (
            "Police said nine people were [killed].",
            None,
            [("publisher", "publisher"), ("Police", "official")],
        ),
        # The voice does not spread to the sentence behind.
        ("Police said a shop was burnt. Nine people were [killed].", None, [("publisher", "publisher")]),
        (
            "They [killed] my brother — Lena Moss (@lenamoss)",
            None,
            [("publisher", "publisher"), ("Lena Moss", "account")],
        ),
        # An outlet's account is a medium.
        (
            "Two men were [killed] — Kell Gazette (@kellgazette)",
            None,
            [("publisher", "publisher"), ("Kell Gazette", "media")],
        ),
        (
            "Police said two men were [killed] — Lena Moss (@lenamoss)",
            None,
            [("publisher", "publisher"), ("Lena Moss", "account"), ("Police", "official")],
        ),
        # The publisher who quotes itself is one voice.
        ("Nine people were [killed], the Kell Gazette said.", "Kell Gazette", [("Kell Gazette", "publisher")]),
    ],
)
def test_chain_of_speakers(marked: str, publisher: str | None, expected: list[tuple[str, str]]) -> None:
    assert [(s.name, s.kind) for s in voiced(marked, publisher).speakers] == expected


@pytest.mark.parametrize(
    ("marked", "standing"),
    [
        ("Nine people were [killed] on Friday.", "stated"),
        ("Police said nine people were [killed].", "stated"),
        ("Nine people were reportedly [killed].", "reported"),
        ("The brigade denied that it had [killed] villagers.", "denied"),
        ("The governor rejected reports that nine people had been [shot].", "denied"),
        ("The Upland Front claimed responsibility for the raid that [killed] five.", "stated"),
        ("The union condemned the [killing] of two nurses.", "stated"),
        ("More than 400 people have reportedly been [killed] since January.", "background"),
        ("If they had fired, hundreds would have been [killed] since January.", "hypothetical"),
        ("The rebels threatened to [kill] the hostages.", "threatened"),
        ("The raids will [kill] many people.", "forecast"),
        ("Gunmen tried to [kill] the mayor.", "negated"),
    ],
)
def test_standing(marked: str, standing: str) -> None:
    draft = voiced(marked)
    assert draft.standing.value == standing
    assert any(n.startswith("standing: ") for n in draft.notes) is (standing != "stated")


def test_zero_is_a_count_and_stays_stated() -> None:
    draft = voiced("No one was [hurt] in the blast.", count_low=0, count_high=0)
    assert draft.standing.value == "stated"
    assert any("zero" in note for note in draft.notes)


def test_no_one_without_a_count_is_negated() -> None:
    assert voiced("No one was [hurt] in the blast.").standing.value == "negated"


def test_a_standing_period_told_by_dates_is_background() -> None:
    text, (span,) = unbracketed("Nine people were [killed].")
    analysis = parsed(text)
    draft = replace(draft_at(analysis, span), notes=("time:since",))
    (set_draft,) = set_standings([draft], analysis, (), ())
    assert set_draft.standing.value == "background"
