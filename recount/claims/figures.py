"""A figure of the toll spoken of before, told without a word of harm: "the opposition puts the figure at 12", "police
later revised it down to nine" (R4, R16, R17, R35).

Whom it counts must leave no choice: the sentences shortly before tell numbers of one harm only. Where they tell of two,
the figure is set aside, with both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from recount.claims.tallies import is_opened
from recount.knowledge.grammar import load_grammar
from recount.knowledge.numbers import Numbers
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.claim import Draft, SetAside
from recount.model.mention import Count
from recount.model.span import Span

_NEAR = 2  # sentences back to the toll that a bare figure is of


@dataclass(frozen=True, slots=True)
class Figures:
    drafts: tuple[Draft, ...]
    set_aside: tuple[SetAside, ...]


def bare_figures(drafts: Sequence[Draft], analysis: Analysis, counts: Sequence[Count], numbers: Numbers) -> Figures:
    """The drafts with one more for each such figure, and the figures that may be of several harms."""
    told = list(drafts)
    aside: list[SetAside] = []
    ordered = sorted(counts, key=lambda c: c.span)
    for at, count in enumerate(ordered):
        noun = _figure_noun(analysis.sentences[count.sentence], count, numbers)
        if noun is None or any(d.count_span is not None and d.count_span.overlaps(count.span) for d in told):
            continue
        near = _told_last(told, count, ordered[:at])
        harms = sorted({d.harm for d in near if d.harm is not None})
        whole = next((d for d in near if not (d.part or d.superseded or d.listed) and d.unit == "people"), None)
        if len(harms) > 1:
            reason = f"a figure that may be of those {' or '.join(harms)}: it is taken for neither"
            aside.append(SetAside(count.span, reason))
        elif whole is not None:
            told.append(_figure(whole, count, noun, analysis))
    return Figures(tuple(told), tuple(aside))


def as_their_toll(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Bare figures at the time and place of the toll that they are of, where their own words tell none."""
    tolls = {(d.sentence, d.trigger): d for d in drafts}
    return tuple(_at_its_toll(d, tolls.get(d.figure_of) if d.figure_of is not None else None) for d in drafts)


def _at_its_toll(draft: Draft, toll: Draft | None) -> Draft:
    if toll is None:
        return draft
    if not draft.has_own_time:
        kept = [n for n in draft.notes if not n.startswith("time:")]
        taken = [n for n in toll.notes if n.startswith("time:")] or ["time:inherited"]
        draft = replace(draft, when=toll.when, notes=(*kept, *taken))
    if not draft.has_own_place:
        kept = [n for n in draft.notes if not n.startswith("place:")]
        draft = replace(draft, where=toll.where, origin=toll.origin, notes=(*kept, "place:inherited"))
    return draft


def _told_last(drafts: Iterable[Draft], count: Count, counts: Sequence[Count]) -> list[Draft]:
    """The numbers of people harmed in the nearest sentence, this or a few before; none where a number of something
    else stands between."""
    told = [d for d in drafts if d.harm is not None and d.count_span is not None and d.count_span < count.span]
    near = [d.sentence for d in told if count.sentence - d.sentence <= _NEAR]
    found = [d for d in told if near and d.sentence == max(near)]
    last = counts[-1].span if counts else None
    return (
        found
        if any(d.count_span is not None and last is not None and d.count_span.overlaps(last) for d in found)
        else []
    )


def _figure_noun(sentence: Sentence, count: Count, numbers: Numbers) -> Token | None:
    """The noun or pronoun that stands for the toll: "the figure", "a figure of 12", "it" before a verb of change."""
    number = sentence.tokens[count.head]
    if number.dep == "nummod" or not is_opened(sentence, count, numbers):
        return None
    above = sentence.head(number)
    if above is None:
        return _said_to_be(sentence, number, numbers)
    if number.dep == "nmod" and above.upos == "NOUN":
        return above if _stands_for_toll(sentence, above, number, numbers) else None
    beside = sentence.children(above, "obj", "nsubj")
    found = [t for t in beside if _stands_for_toll(sentence, t, number, numbers)]
    if found:
        return found[0]
    changed = above.lemma.lower() in numbers.changes
    return next(
        (t for t in beside if changed and t.dep == "obj" and t.lemma.lower() in load_grammar().toll_pronouns), None
    )


def _said_to_be(sentence: Sentence, number: Token, numbers: Numbers) -> Token | None:
    """ "The figure is 12"."""
    subjects = sentence.children(number, "nsubj") if sentence.child(number, "cop") is not None else []
    return next((t for t in subjects if _stands_for_toll(sentence, t, number, numbers)), None)


def _stands_for_toll(sentence: Sentence, noun: Token, number: Token, numbers: Numbers) -> bool:
    """ "The figure", "the true number", and no figure of something that the words name ("the number of troops")."""
    if noun.upos != "NOUN" or noun.lemma.lower() not in numbers.bare_tallies:
        return False
    named = [t for t in sentence.children(noun, "nmod", "compound", "acl") if t.i != number.i]
    return not named


def _figure(whole: Draft, count: Count, noun: Token, analysis: Analysis) -> Draft:
    """The toll's own draft with this figure: its harm, its people, its act."""
    wording = count.span.of(analysis.document.text)
    span = Span(min(noun.start, count.span.start), max(noun.end, count.span.end))
    return replace(
        whole,
        sentence=count.sentence,
        trigger=noun.i,
        victim=count.head,
        agent=None,
        evidence=span,
        count_low=count.low,
        count_high=count.high,
        count_wording=wording,
        count_span=count.span,
        running=count.running,
        superseded=count.superseded,
        group=replace(whole.group, wording=wording, persons=()) if whole.group is not None else None,
        tally=True,
        figure_of=(whole.sentence, whole.trigger),
        beside=False,
        question=None,
    )
