"""The knowledge of late deaths: every example tells of one at the marked word, no counter-example does."""

import re
from datetime import date

import pytest

import recount
from recount.knowledge.late import load_late
from recount.model.claim import Claim

ENTRIES = load_late().entries


def _cases(field: str) -> list[object]:
    return [pytest.param(sentence, id=f"{e.id}: {sentence}") for e in ENTRIES for sentence in getattr(e, field)]


def _claims_at(marked: str) -> list[Claim]:
    text, start = re.sub(r"[\[\]]", "", marked), marked.index("[")
    claims = recount.read(text, published=date(2021, 3, 17)).claims
    return [c for c in claims if c.evidence[0].start <= start < c.evidence[0].end]


@pytest.mark.parametrize("sentence", _cases("examples"))
def test_late_death(sentence: str) -> None:
    assert any(claim.late for claim in _claims_at(sentence))


@pytest.mark.parametrize("sentence", _cases("counter_examples"))
def test_death_that_is_not_late(sentence: str) -> None:
    claims = _claims_at(sentence)
    assert claims
    assert not any(claim.late for claim in claims)
