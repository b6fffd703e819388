"""The knowledge of scope: every example is set aside for its reason, no counter-example is."""

import re
from datetime import date

import pytest

import recount
from recount.knowledge.scope import ScopeEntry, load_scope

ENTRIES = load_scope().file.entries


def _cases(field: str) -> list[object]:
    return [pytest.param(e, s, id=f"{e.id}: {s}") for e in ENTRIES for s in getattr(e, field)]


def _reasons(marked: str) -> list[str]:
    """Why the claims whose words hold the bracket are set aside; "" for one that is not."""
    text, start = re.sub(r"[\[\]]", "", marked), marked.index("[")
    claims = recount.read(text, published=date(2021, 3, 16)).claims
    return [c.why if c.use == "set_aside" else "" for c in claims if c.evidence[0].start <= start < c.evidence[0].end]


@pytest.mark.parametrize(("entry", "sentence"), _cases("examples"))
def test_scope_example(entry: ScopeEntry, sentence: str) -> None:
    assert f"out of scope: {entry.why} (R32)" in _reasons(sentence)


@pytest.mark.parametrize(("entry", "sentence"), _cases("counter_examples"))
def test_scope_counter_example(entry: ScopeEntry, sentence: str) -> None:
    reasons = _reasons(sentence)
    assert reasons
    assert all("out of scope" not in reason for reason in reasons)


def test_every_entry_has_both() -> None:
    assert [e.id for e in ENTRIES if not e.examples or not e.counter_examples] == []
