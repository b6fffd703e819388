"""A learned part's doubt: it sets aside with a reason, sees no side, and has no say over what did not happen."""

from dataclasses import replace

import pytest
from making import DAY

from recount.claims.doubts import features, raise_doubts
from recount.language.analyse import analyse
from recount.language.pack import load_pack
from recount.model.head import Head
from recount.model.mention import Standing
from recount.reading import Drafts, drafts_of, load_knowledge, settled
from recount.text.load import raw_of
from recount.text.parse import parse

NO_CLAIM, SURELY_NO_CLAIM, CLAIM = Head({"always": -1.0}), Head({"always": -3.0}), Head({"always": 1.0})


def told(text: str) -> Drafts:
    pack = load_pack("en")
    assert pack is not None
    return drafts_of(analyse(parse(raw_of(text), DAY), pack), load_knowledge())


def test_a_doubted_draft_stays_a_claim_set_aside_with_its_reason() -> None:
    found = told("Gunmen wounded four villagers near Gao on Monday.")
    (claim,) = settled(found, NO_CLAIM).claims
    assert (claim.harm, claim.count_low, claim.use) == ("injured", 4, "set_aside")
    assert "learned part" in claim.why
    assert "70 to 90 %" in claim.why


def test_no_death_is_set_aside_by_a_learned_part() -> None:
    found = told("Gunmen killed four villagers near Gao on Monday.")
    assert [(c.harm, c.use) for c in settled(found, SURELY_NO_CLAIM).claims] == [("killed", "")]


@pytest.mark.parametrize("head", [None, CLAIM])
def test_without_a_doubt_all_stays_as_the_rules_have_it(head: Head | None) -> None:
    found = told("Gunmen killed four villagers near Gao on Monday. Two nurses were wounded.")
    assert raise_doubts(found.drafts, found.analysis, head) == found.drafts


@pytest.mark.parametrize(
    "standing", [Standing.NEGATED, Standing.DENIED, Standing.HYPOTHETICAL, Standing.THREATENED, Standing.FORECAST]
)
def test_what_did_not_happen_is_the_rules_business(standing: Standing) -> None:
    found = told("Gunmen wounded four villagers near Gao on Monday.")
    drafts = [replace(d, standing=standing) for d in found.drafts]
    assert [d.doubt for d in raise_doubts(drafts, found.analysis, NO_CLAIM)] == [None] * len(drafts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Israeli soldiers killed four Palestinians.", "Palestinian militants killed four Israelis."),
        ("The army killed nine fighters in the raid.", "The militia killed nine soldiers in the raid."),
        ("Amara Diallo was shot dead by policemen.", "David Levy was shot dead by gunmen."),
        ("The Russian army wounded a Ukrainian girl.", "The Ukrainian army wounded a Russian girl."),
    ],
)
def test_the_same_words_are_the_same_case_whichever_side_they_are_said_of(one: str, other: str) -> None:
    seen = [
        [features(d, found.drafts, found.analysis) for d in found.drafts if d.harm is not None]
        for found in (told(one), told(other))
    ]
    assert seen[0] == seen[1] != []
