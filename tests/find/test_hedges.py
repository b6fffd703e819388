"""What hedges make of a word of harm, and how far they reach. Examples of each entry run in tests/knowledge."""

import pytest
from spoken import PUBLISHED, parsed, unbracketed

from recount.find.hedges import find_hedges
from recount.knowledge.speech import load_speech
from recount.model.mention import Standing

KNOWLEDGE = load_speech()


def standings_of(marked: str, title: bool = False) -> set[str]:
    """What hedges make of the bracketed word."""
    text, (span,) = unbracketed(marked)
    return {h.standing.value for h in find_hedges(parsed(text, title), KNOWLEDGE) if h.scope.holds(span)}


PLAIN = [
    "Police, who did not return calls, said two men were [killed].",
    "The mayor, who could not be reached, was [killed] on Friday.",
    "Nine men were [killed], and the army will hold an inquiry.",
    "Not only were nine men [killed], but the mill was burnt.",
    "No fewer than nine people were [killed].",
    "The raid, which the rebels had threatened, [killed] nine people.",
    "The union called for an inquiry into the [killing] of two men.",
    "The army failed to stop the men who [killed] her.",
    "Suspected rebels [killed] nine farmers.",
    "If the road is closed, ask the men who [killed] the guard.",
    "The gang was planning to leave the town after it [killed] a guard.",
    "He went on to [kill] two guards.",
    "She is the third nurse to be [killed] there.",
    "The bishop condemned the [killing] of two nurses.",
    "The army managed to [kill] four rebels.",
    "Ana Rell has been [held] since Friday.",
]

LOWERED = [
    ("Imagine if soldiers crossed the river and [killed] six villagers.", "hypothetical"),
    ("An attack could [kill] hundreds.", "hypothetical"),
    ("Soldiers were ordered to [kill] the prisoners.", "hypothetical"),
    ("The gang came to [kill] the judge.", "hypothetical"),
    ("Four men were held over a plot to [kidnap] the governor.", "hypothetical"),
    ("The rebels threatened to [kill] the hostages.", "threatened"),
    ("He received [death] threats.", "threatened"),
    ("The raids will [kill] many people.", "forecast"),
    ("They fear that the rebels will [kill] them.", "forecast"),
    ("No one was [hurt] in the blast.", "negated"),
    ("No [casualties] were reported.", "negated"),
    ("There were no immediate reports of [casualties].", "negated"),
    ("The soldiers did not [kill] anyone.", "negated"),
    ("The shell fell in a field without [injuring] anyone.", "negated"),
    ("Police foiled a [bombing] in the market.", "negated"),
    ("Gunmen tried to [kill] the mayor.", "negated"),
    ("The claim that villagers were [shot] is false.", "denied"),
    ("Nine people were reportedly [killed].", "reported"),
    ("Four farmers reported [killed].", "reported"),
    ("Five villagers are believed to have [died].", "reported"),
    ("We heard that soldiers [shot] two boys.", "reported"),
    ("Three men may have been [killed].", "reported"),
    ("The army could not confirm that nine men had been [killed].", "reported"),
    ("It is not clear how many people were [killed].", "reported"),
    ("More than 400 people have been [killed] since January.", "background"),
    ("Thousands were [killed] over the past decade.", "background"),
    ("His father was [killed] ten years ago.", "background"),
    ("His father was [killed] in 2008.", "background"),
    ("Hundreds marked the anniversary of the [massacre].", "background"),
    ("Soldiers have frequently [shot] at fishermen.", "background"),
]


@pytest.mark.parametrize("marked", PLAIN)
def test_a_hedge_does_not_reach_another_clause(marked: str) -> None:
    assert standings_of(marked) == set()


@pytest.mark.parametrize(("marked", "standing"), LOWERED)
def test_standing(marked: str, standing: str) -> None:
    assert standing in standings_of(marked)


def test_attempts_and_plots_say_so() -> None:
    for sentence in ("Gunmen tried to kill the mayor.", "They plotted to kill the mayor."):
        hedges = find_hedges(parsed(sentence), KNOWLEDGE)
        assert any(h.why.startswith("attempt:") for h in hedges)


def test_double_negation_is_no_negation() -> None:
    assert "negated" not in standings_of("The army did not rule out that villagers were [killed].")
    assert "negated" not in standings_of("The guards did not prevent the [killing] of the mayor.")


@pytest.mark.parametrize(
    ("year", "expected"),
    [(PUBLISHED.year, False), (PUBLISHED.year - 1, True), (1948, True)],
)
def test_only_a_past_year_is_history(year: int, expected: bool) -> None:
    assert ("background" in standings_of(f"The man was [killed] in {year}.")) is expected


def test_a_title_tells_its_own_news() -> None:
    assert standings_of("Two held over mayor [killed] last year", title=True) == set()


def test_hedges_lie_in_their_sentence_and_are_ordered() -> None:
    text = "Nine people were reportedly killed. The army could strike back. No one was arrested."
    analysis = parsed(text)
    hedges = find_hedges(analysis, KNOWLEDGE)
    assert list(hedges) == sorted(hedges, key=lambda h: h.span)
    for hedge in hedges:
        sentence = analysis.sentences[hedge.sentence].span
        assert sentence.holds(hedge.span)
        assert sentence.holds(hedge.scope)
    assert {h.standing for h in hedges} >= {Standing.REPORTED, Standing.HYPOTHETICAL, Standing.NEGATED}
