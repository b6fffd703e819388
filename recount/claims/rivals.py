"""A second figure of the same harm, given bare with a speaker of its own: "the army put the toll at six; the opposition
says 12" (R35).

It is a claim as the first one is. Of which harm it tells must leave no choice: it follows at once on the one number of
people harmed, in its sentence or the one before.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from recount.model.analysis import Analysis
from recount.model.claim import Draft
from recount.model.mention import Count, Speech
from recount.model.span import Span


def rival_figures(
    drafts: Sequence[Draft], analysis: Analysis, counts: Sequence[Count], speech: Sequence[Speech]
) -> tuple[Draft, ...]:
    """The drafts, and one more for each figure that is all that somebody is quoted as saying."""
    told = list(drafts)
    ordered = sorted(counts, key=lambda c: c.span)
    for before, count in pairwise(ordered):
        said = next((one for one in speech if _is_all_that_is_said(count, one)), None)
        first = next((d for d in reversed(told) if d.count_span == before.span), None)
        if said is not None and first is not None and _is_alike(first, count, told, analysis):
            told.append(_rival(first, count, said, analysis))
    return tuple(told)


def _is_all_that_is_said(count: Count, one: Speech) -> bool:
    content = one.content[0] if len(one.content) == 1 else None
    return one.attitude == "says" and content is not None and content == count.span and one.cue is not None


def _is_alike(first: Draft, count: Count, drafts: Sequence[Draft], analysis: Analysis) -> bool:
    """Whether the number before tells whom a harm befell, alone in its sentence, and nothing stands between."""
    near = count.sentence - first.sentence in (0, 1)
    blocks = {analysis.sentences[i].block for i in (first.sentence, count.sentence)}
    harms = {d.harm for d in drafts if d.sentence in (first.sentence, count.sentence) and d.count_span is not None}
    whole = first.harm is not None and first.unit == "people" and not (first.part or first.superseded or first.listed)
    used = any(d.count_span is not None and d.count_span.overlaps(count.span) for d in drafts)
    return near and len(blocks) == 1 and harms == {first.harm} and whole and not used


def _rival(first: Draft, count: Count, said: Speech, analysis: Analysis) -> Draft:
    text = analysis.document.text
    cue = said.cue if said.cue is not None else count.span
    here = count.sentence == first.sentence
    wording = count.span.of(text)
    return replace(
        first,
        sentence=count.sentence,
        trigger=count.head,
        victim=count.head,
        agent=first.agent if here else None,
        evidence=Span(min(count.span.start, cue.start), max(count.span.end, cue.end)).closed(text),
        count_low=count.low,
        count_high=count.high,
        count_wording=wording,
        count_span=count.span,
        running=count.running,
        group=replace(first.group, wording=wording, persons=()) if first.group is not None else None,
        tally=True,
        beside=False,
    )
