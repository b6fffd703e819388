"""The knowledge of linking: every example is one incident, no counter-example is, and every weight is used."""

import re
from pathlib import Path

import pytest
from sketched import telling_of_sketch

import recount.link.score
from recount.knowledge.linking import Pair, load_linking
from recount.link.cluster import group_tellings

RULES = load_linking()


def _groups(pair: Pair) -> int:
    tellings = [telling_of_sketch("one", pair.one), telling_of_sketch("two", pair.two)]
    return len(group_tellings(tellings, (), RULES).groups)


@pytest.mark.parametrize("pair", RULES.examples, ids=lambda pair: pair.case)
def test_one_incident(pair: Pair) -> None:
    assert _groups(pair) == 1


@pytest.mark.parametrize("pair", RULES.counter_examples, ids=lambda pair: pair.case)
def test_two_incidents(pair: Pair) -> None:
    assert _groups(pair) == 2


def test_every_weight_is_used() -> None:
    source = Path(recount.link.score.__file__).read_text(encoding="utf-8")
    assert set(RULES.weights) == {name for name in re.findall(r'"(\w+)"', source) if name in RULES.weights}
