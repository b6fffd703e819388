"""Whom a name means is settled by the report's full names, countries and year, or not at all."""

from dataclasses import replace
from datetime import date

import pytest
from spoken import parsed, unbracketed

from recount.find.parties import find_parties
from recount.knowledge.parties import load_parties
from recount.model.mention import Party

PARTIES = load_parties()
ELN = ("eln-bolivia", "eln-colombia", "eln-peru")


def who(marked: str, year: int | None = None, places: str = "") -> Party:
    """The party at the [brackets] of a report of that year, whose places lie in these countries."""
    text, spans = unbracketed(marked)
    analysis = parsed(text)
    published = date(year, 6, 1) if year is not None else None
    document = replace(analysis.document, published=published)
    analysis = replace(analysis, document=document, countries=frozenset(places.split()))
    return next(p for p in find_parties(analysis, PARTIES) if p.span.overlaps(spans[0]))


@pytest.mark.parametrize(
    ("marked", "year", "places", "actor_id"),
    [
        ("The [ERP] attacked a barracks.", 1974, "AR", "erp-argentina"),
        ("The [ERP] attacked a barracks.", 1984, "SV", "erp-salvador"),
        ("The [ERP] attacked a barracks.", 1984, "", None),
        ("The [ERP] attacked a barracks in Peru.", 1984, "PE", None),
        ("The [RSF] shelled a market in Sudan.", 2024, "", "rsf-sudan"),
        ("The [RSF] counted nine journalists in jail in Turkey.", 2024, "", "rsf-reporters"),
        ("The [RSF] shelled a market in Sudan.", 2005, "", "rsf-reporters"),
        ("The [National Liberation Army] freed him in Colombia.", 2019, "", "eln-colombia"),
        ("The [National Liberation Army] freed him in Macedonia.", 2001, "", "nla-macedonia"),
        ("The [National Liberation Army] freed him.", None, "", None),
        ("[M23 rebels] shelled the town.", 2013, "CD", "m23"),
        ("[M23 rebels] shelled the town.", 1995, "CD", None),
    ],
)
def test_a_name_is_settled_by_country_and_year(
    marked: str, year: int | None, places: str, actor_id: str | None
) -> None:
    assert who(marked, year, places).actor_id == actor_id


def test_an_open_name_keeps_its_words_and_its_candidates() -> None:
    party = who("The [ELN] freed a hostage.")
    assert (party.name, party.actor_id, party.candidates) == ("ELN", None, ELN)
    assert party.why is not None and party.why.endswith("none is taken")


def test_a_name_in_full_settles_its_letters() -> None:
    text = "Reporters Without Borders spoke in Khartoum, Sudan. The [RSF] counted nine journalists in jail."
    assert who(text, 2024).actor_id == "rsf-reporters"


def test_letters_of_a_group_of_another_country_are_left_open() -> None:
    assert who("The [PRTC] met in Kenya.", 1984).actor_id is None
    assert who("The [PRTC] met in El Salvador.", 1984).actor_id == "prtc"
    assert who("The [PRTC] fired.", 1984).actor_id == "prtc"


@pytest.mark.parametrize(
    ("marked", "places", "actor_id"),
    [
        ("The [army] shelled the village.", "NG", "ng-military"),
        ("The [army] shelled the village.", "NG CM", None),
        ("The [army] shelled the village.", "", None),
        ("[Israeli troops] entered the town.", "", "il-military"),
        ("[Palestinian police] entered the town.", "", "ps-police"),
        ("[Nigerian soldiers] entered the town.", "", "ng-military"),
        ("Two [Boko Haram fighters] fled.", "", "boko-haram"),
        ("[Boko Haram] fighters fled.", "", "boko-haram"),
    ],
)
def test_forces_and_fighters(marked: str, places: str, actor_id: str | None) -> None:
    assert who(marked, 2019, places).actor_id == actor_id
