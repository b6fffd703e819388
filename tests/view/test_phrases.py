"""Each field in words: no more precise than it is, and nothing where nothing is known."""

from dataclasses import replace
from datetime import date

import pytest
from invented import ARMY, PUBLISHER, VAROSH, claim, people

from recount.model.claim import Where
from recount.model.mention import Speaker, When
from recount.view.phrases import (
    say_bounds,
    say_figure,
    say_others,
    say_place_reason,
    say_precision,
    say_speakers,
    say_unread,
    say_value,
    say_when,
    say_where,
)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (7, 7, "7"),
        (0, 0, "0"),
        (4, None, "at least 4"),
        (None, 3, "up to 3"),
        (5, 7, "5 to 7"),
        (2000, None, "at least 2,000"),
        (None, None, "a number not known"),
    ],
)
def test_bounds(low: int | None, high: int | None, said: str) -> None:
    assert say_bounds(low, high) == said


def test_no_figure_is_a_dash_and_never_zero() -> None:
    assert (say_figure(None), say_figure(0)) == ("\u2013", "0")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (people(9, 9, "nine"), "9 killed"),
        ({}, "killed, no number"),
        ({**people(24, None, "dozens"), "unit": "groups", "harm": "affected"}, "at least 24 groups affected"),
        ({"harm": None}, "Shelling/artillery/missile attack"),
        (
            {**people(10, 10, "ten"), "harm": None, "unit": "munitions"},
            "10 munitions: Shelling/artillery/missile attack",
        ),
    ],
)
def test_values(fields: dict[str, object], said: str) -> None:
    assert say_value(claim("c", "Nine people were killed", **fields)) == said


def when(start: date, end: date, precision: str, time: str | None = None) -> When:
    return When(start, end, precision, "words", time, "a reason")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "not known"),
        (when(date(2024, 3, 8), date(2024, 3, 8), "day", "at dawn"), "8 March 2024 (at dawn)"),
        (when(date(2024, 3, 1), date(2024, 3, 31), "month"), "March 2024"),
        (when(date(2024, 1, 1), date(2024, 12, 31), "year"), "2024"),
        (when(date(2024, 3, 8), date(2024, 3, 9), "period"), "8 March 2024 to 9 March 2024"),
        (when(date(2023, 12, 1), date(2024, 1, 31), "month"), "1 December 2023 to 31 January 2024"),
    ],
)
def test_times_are_no_more_precise_than_they_are(value: When | None, said: str) -> None:
    assert say_when(value) == said


def where(precision: str, radius_km: float, country: str | None = "XA") -> Where:
    return Where("Kell", country, 1.0, 2.0, precision, radius_km, "Kell", (), "a reason")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "not known"),
        (where("exact", 2.0), "Kell (XA), within 2 km"),
        (where("near", 7.5), "near Kell (XA), within 7.5 km"),
        (where("region", 90.0), "Kell (XA), known to the region only"),
        (where("exact", 0.0, None), "Kell"),
    ],
)
def test_places_say_how_close_they_are(value: Where | None, said: str) -> None:
    assert say_where(value) == said


def test_the_other_places_of_a_name_are_told() -> None:
    assert say_others(VAROSH) == "could also mean Varosh (XB)"
    assert say_others(where("exact", 1.0)) is None
    town = replace(VAROSH, candidates=(replace(VAROSH.candidates[0], kind="admin1", lat=41.9), *VAROSH.candidates))
    assert say_others(town) == "could also mean Varosh, the region (XA), Varosh (XB)"
    assert say_place_reason(VAROSH) == "the market named beside it; could also mean Varosh (XB)"
    said = replace(VAROSH, why="Named beside it.")
    assert say_place_reason(said) == "Named beside it. It could also mean Varosh (XB)."


def test_what_was_not_read_is_said_in_plain_words() -> None:
    assert "no language pack reads 'fr'" in say_unread("fr")
    assert "too few letters" in say_unread("und") and "und" not in say_unread("und").replace("understand", "")


@pytest.mark.parametrize(
    ("speakers", "said"),
    [
        ((), "speaker not known"),
        ((PUBLISHER,), "the publisher"),
        ((PUBLISHER, ARMY), "the army (party), via the publisher"),
        ((PUBLISHER, Speaker("Radio Kell", "media"), Speaker("Ivo Brand", "official")),
         "Ivo Brand (official), via Radio Kell (media), via the publisher"),
    ],
)  # fmt: skip
def test_the_chain_of_speakers_starts_with_who_said_it(speakers: tuple[Speaker, ...], said: str) -> None:
    assert say_speakers(speakers) == said


def test_precision_in_the_codes_of_two_projects() -> None:
    day = When(date(2024, 3, 8), date(2024, 3, 8), "day", "Friday", None, "")
    week = replace(day, start=date(2024, 3, 2))
    assert say_precision(day, VAROSH) == "time ACLED 1, UCDP 1; place ACLED 1, UCDP 1"
    assert say_precision(week, None) == "time ACLED 2, UCDP 3"
    assert say_precision(None, replace(VAROSH, precision="country")) == "place ACLED 3, UCDP 6"
    assert say_precision(None, None) is None
