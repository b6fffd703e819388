"""Sentences of our own and the harms that a careful coder would take from each."""

from datetime import date
from pathlib import Path

import pytest
import yaml

import recount
from recount.model.claim import Claim
from recount.model.mention import Standing

TABLES = Path(__file__).parents[1] / "tables"
ASSERTED = (Standing.STATED, Standing.REPORTED, Standing.BACKGROUND)


def table(name: str) -> list[tuple[str, list[str]]]:
    return [tuple(row) for row in yaml.safe_load((TABLES / name).read_text(encoding="utf-8"))]


def told(claim: Claim) -> str:
    if claim.count_wording is None:
        return f"{claim.harm} ?"
    low = "" if claim.count_low is None else claim.count_low
    high = "" if claim.count_high is None else claim.count_high
    return f"{claim.harm} {low}-{high}"


@pytest.mark.parametrize(("sentence", "expected"), table("harms.yml"))
def test_harms_of_a_sentence(sentence: str, expected: list[str]) -> None:
    reading = recount.read(sentence, published=date(2021, 3, 16))
    harms = [told(c) for c in reading.claims if c.harm is not None and c.standing in ASSERTED]
    assert sorted(harms) == sorted(expected)


@pytest.mark.parametrize(("sentence", "expected"), table("harms.yml"))
def test_every_number_leaves_a_trace(sentence: str, expected: list[str]) -> None:
    """A figure is inside a claim's words or set aside with its reason."""
    reading = recount.read(sentence, published=date(2021, 3, 16))
    spans = [s for c in reading.claims for s in c.evidence] + [a.span for a in reading.set_aside]
    for start in (i for i, letter in enumerate(sentence) if letter.isdigit()):
        assert any(s.start <= start < s.end for s in spans)


@pytest.mark.parametrize(
    ("sentence", "name", "life"),
    [
        ("Gunmen killed Amara Diallo, a nurse, near Gao on Monday.", "Amara Diallo", "dead"),
        ("Amara Diallo was wounded by gunmen near Gao on Monday.", "Amara Diallo", "unknown"),
        ("The army denied that its soldiers had killed Amara Diallo.", "Amara Diallo", "unknown"),
        ("The militia threatened to kill Amara Diallo.", "Amara Diallo", "unknown"),
    ],
)
def test_only_who_is_said_to_be_killed_is_dead(sentence: str, name: str, life: str) -> None:
    reading = recount.read(sentence, published=date(2021, 3, 16))
    persons = [p for c in reading.claims if c.group is not None for p in c.group.persons]
    assert {(p.name, p.life) for p in persons} == {(name, life)}
