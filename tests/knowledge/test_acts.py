"""Every entry of harms and acts: its examples make a claim of it at the marked words, its counter-examples none."""

import re
from datetime import date

import pytest

import recount
from recount.knowledge.acts import FILES, ActEntry, ActFile, load_acts
from recount.knowledge.codebook import load_codebook
from recount.knowledge.files import read_file
from recount.model.claim import Claim
from recount.model.mention import Standing

ASSERTED = (Standing.STATED, Standing.REPORTED, Standing.BACKGROUND)
TOLD_ONLY = load_codebook().told_only
ENTRIES = list(load_acts().entries.values())


def claims_of(text: str) -> list[Claim]:
    reading = recount.read(text, published=date(2021, 3, 16))
    return [c for c in reading.claims if c.standing in ASSERTED and (c.harm or c.use != "set_aside")]


def tells(claim: Claim, entry: ActEntry) -> bool:
    """Whether a claim says what the entry says: its harm, or for acts without harm its act."""
    return claim.harm == entry.harm if entry.harm else claim.act == entry.act


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [(e, s) for e in ENTRIES if not e.mention for s in e.examples],
    ids=lambda v: v if isinstance(v, str) else v.id,
)
def test_example_makes_a_claim(entry: ActEntry, sentence: str) -> None:
    text = re.sub(r"[\[\]]", "", sentence)
    start = sentence.index("[")
    told = [*claims_of(text), *recount.read(text, published=date(2021, 3, 16)).claims]
    assert any(tells(c, entry) and c.evidence[0].start <= start < c.evidence[0].end for c in told)


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [(e, s) for e in ENTRIES for s in e.counter_examples],
    ids=lambda v: v if isinstance(v, str) else v.id,
)
def test_counter_example_makes_none(entry: ActEntry, sentence: str) -> None:
    text = re.sub(r"[\[\]]", "", sentence)
    told = claims_of(text)
    if entry.act in TOLD_ONLY:
        told = list(recount.read(text, published=date(2021, 3, 16)).claims)
    assert not any(tells(c, entry) for c in told)


@pytest.mark.parametrize("sentence", [s for e in ENTRIES if e.mention for s in e.examples])
def test_a_mention_of_harm_leaves_a_trace(sentence: str) -> None:
    reading = recount.read(re.sub(r"[\[\]]", "", sentence), published=date(2021, 3, 16))
    start = sentence.index("[")
    assert any(a.span.start <= start < a.span.end for a in reading.set_aside)


def test_every_entry_has_both() -> None:
    assert [e.id for e in ENTRIES if not e.examples or not e.counter_examples] == []


def test_no_two_entries_share_an_id() -> None:
    listed = [entry.id for name in FILES for entry in read_file(name, ActFile).entries]
    assert sorted(listed) == sorted(set(listed))
