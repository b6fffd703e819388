"""The knowledge of motives: every example says so of the marked act, no counter-example does."""

import re
from datetime import date

import pytest

import recount
from recount.claims.motive import ANSWER
from recount.knowledge.motives import MotiveEntry, load_motives
from recount.model.claim import Claim

ENTRIES = load_motives().entries


def _cases(field: str) -> list[object]:
    return [pytest.param(e, s, id=f"{e.id}: {s}") for e in ENTRIES for s in getattr(e, field)]


def _says(claim: Claim, entry: MotiveEntry) -> bool:
    return claim.event.aim is not None if entry.id == "aim" else ANSWER in claim.notes


def _claims_at(marked: str) -> list[Claim]:
    text, start = re.sub(r"[\[\]]", "", marked), marked.index("[")
    claims = recount.read(text, published=date(2021, 3, 16)).claims
    return [c for c in claims if c.evidence[0].start <= start < c.evidence[0].end]


@pytest.mark.parametrize(("entry", "sentence"), _cases("examples"))
def test_motive_example(entry: MotiveEntry, sentence: str) -> None:
    assert any(_says(claim, entry) for claim in _claims_at(sentence))


@pytest.mark.parametrize(("entry", "sentence"), _cases("counter_examples"))
def test_motive_counter_example(entry: MotiveEntry, sentence: str) -> None:
    claims = _claims_at(sentence)
    assert claims
    assert not any(_says(claim, entry) for claim in claims)
