"""Every rule of the codebook: its examples are read as its event, its counter-examples are not."""

from datetime import date

import pytest

import recount
from recount.knowledge.codebook import Codebook, Facts, Rule, choose, load_codebook

BOOK: Codebook = load_codebook()


def events(rule: Rule, text: str) -> set[tuple[str | None, str | None, str | None, str | None]]:
    """Of the incidents; of the claims, where the rule is about acts of which no incident is made."""
    reading = recount.read(text, published=date(2021, 3, 16))
    told_only = rule.any | rule.all <= BOOK.told_only
    told = [one.event for one in (reading.claims if told_only else reading.incidents)]
    return {(event.type, event.sub_type, event.plover, event.mode) for event in told}


@pytest.mark.parametrize(
    ("rule", "text"), [(r, t) for r in BOOK.rules for t in r.examples], ids=lambda v: getattr(v, "id", None)
)
def test_an_example_is_the_event_of_its_rule(rule: Rule, text: str) -> None:
    assert (rule.type, rule.sub_type, rule.plover, rule.mode) in events(rule, text)


@pytest.mark.parametrize(
    ("rule", "text"), [(r, t) for r in BOOK.rules for t in r.counter_examples], ids=lambda v: getattr(v, "id", None)
)
def test_a_counter_example_is_another_event(rule: Rule, text: str) -> None:
    assert (rule.type, rule.sub_type, rule.plover, rule.mode) not in events(rule, text)


def test_every_rule_has_both() -> None:
    assert [r.id for r in BOOK.rules if not r.examples or not r.counter_examples] == []


def test_every_rule_can_be_chosen() -> None:
    """No rule stands where those before it take all that it holds of."""
    for rule in BOOK.rules:
        acts = rule.all | frozenset(sorted(rule.any)[-1:])
        tries = [
            Facts(
                rule.all | {act}, rule.weapons, frozenset({agent}) if agent else frozenset(), rule.victims, rule.harmed
            )
            for act in (rule.any or acts or {""})
            for agent in (rule.agents or {""})
        ]
        assert rule in {choose(BOOK, facts) for facts in tries}, rule.id
