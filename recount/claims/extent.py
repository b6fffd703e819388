"""What a number covers: total, part, other, increment, running or cumulative (R1 to R5, R10, R16, R18)."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from recount.claims.date_ties import head_of, words_before
from recount.claims.many import LAND_WIDE, OF_MANY, is_land_wide, is_of_bare_matter, matter, of_many
from recount.knowledge.grammar import load_grammar
from recount.knowledge.times import load_times
from recount.model.analysis import Analysis
from recount.model.claim import Draft
from recount.model.mention import DateMention

_STANDING_TIMES = ("time:since", "time:set", "time:vague")
# A period longer than this, in days, is no one incident's time.
LONGEST_INCIDENT_DAYS = 31
_TOLLED = (
    "killed",
    "injured",
    "affected",
)  # harms of which a number up to a day is no number of a state that ended then
_NEAR = 2  # sentences back to what "also" adds to
# Smaller numbers are told of many incidents each; from here on, two equal ones without a time are one.
LEAST_REPEATED = 10


def judge_extents(drafts: Sequence[Draft], analysis: Analysis, dates: Sequence[DateMention]) -> tuple[Draft, ...]:
    """Drafts with `extent` set where they have a number (or tell of many incidents at once)."""
    acts = {(d.sentence, d.trigger) for d in drafts if d.harm is None}
    told = [_noted(_beside_told(draft, drafts[:i], analysis), analysis) for i, draft in enumerate(drafts)]
    judged = [_judge(draft, analysis, dates, {t for s, t in acts if s == draft.sentence}) for draft in told]
    judged = [_as_told_before(draft, judged[:i]) for i, draft in enumerate(judged)]
    return tuple(_asked(draft, judged[:i], analysis) for i, draft in enumerate(judged))


def _asked(draft: Draft, before: Sequence[Draft], analysis: Analysis) -> Draft:
    """A question, where a toll of "the violence" is the first figure told: there is no incident yet that it could be
    of, and one or many fit (R18)."""
    bare = draft.extent in ("total", "running") and is_of_bare_matter(draft, analysis.sentences[draft.sentence])
    if not bare or any(d.harm == draft.harm and d.count_wording is not None for d in before):
        return draft
    return replace(draft, question=f"'{draft.count_wording}' is of one incident or of many: a person has to say (R18)")


def _beside_told(draft: Draft, before: Sequence[Draft], analysis: Analysis) -> Draft:
    """ "Two guards were also killed": besides those whose death was just told (R3)."""
    sentence = analysis.sentences[draft.sentence]
    also = sentence.children(sentence.tokens[draft.trigger], "advmod")
    if draft.part or draft.count_wording is None or not any(t.lemma.lower() in load_grammar().also for t in also):
        return draft
    told = [d for d in before if d.harm == draft.harm and draft.sentence - d.sentence <= _NEAR]
    return replace(draft, other=True) if told else draft


def _as_told_before(draft: Draft, before: Sequence[Draft]) -> Draft:
    """A figure without time or place of its own that repeats one told before of many incidents is of these as well."""
    if draft.extent != "total" or draft.listed or draft.has_own_time or draft.has_own_place:
        return draft
    if (draft.count_low or 0) < LEAST_REPEATED:
        return draft
    told = [d for d in before if d.extent == "cumulative" and d.harm == draft.harm and _same_count(d, draft)]
    if not told:
        return draft
    return replace(
        draft,
        extent="cumulative",
        notes=(*draft.notes, f"'{draft.count_wording}' is told before of many incidents (R18)"),
    )


def _same_count(one: Draft, other: Draft) -> bool:
    return (one.count_low, one.count_high) == (other.count_low, other.count_high)


def _noted(draft: Draft, analysis: Analysis) -> Draft:
    """With notes on a figure that may be of many incidents, or is of a whole land."""
    if draft.harm is None or draft.count_wording is None:
        return draft
    sentence = analysis.sentences[draft.sentence]
    notes = [OF_MANY] if matter(draft, sentence) is not None else []
    notes += [LAND_WIDE] if is_land_wide(draft, sentence) else []
    return replace(draft, notes=(*draft.notes, *notes))


def _judge(draft: Draft, analysis: Analysis, dates: Sequence[DateMention], acts: Collection[int]) -> Draft:
    reason = _cumulative_reason(draft, analysis, dates)
    reason = reason or of_many(draft, analysis.sentences[draft.sentence], acts)
    if reason is not None:
        return replace(draft, extent="cumulative", notes=(*draft.notes, reason))
    if draft.harm is None or draft.count_wording is None:
        return draft
    return replace(draft, extent=_extent(draft, analysis))


def _extent(draft: Draft, analysis: Analysis) -> str:
    if draft.part:
        return "part"
    if draft.nth is not None or (draft.late and draft.other):
        return "increment"
    if draft.other:
        return "increment" if _adds(draft, analysis) else "other"
    if draft.running:
        return "running"
    return "total"


def _adds(draft: Draft, analysis: Analysis) -> bool:
    """ "Two more died": an addition to a toll, where "four other people" only stand beside those just named (R4)."""
    sentence = analysis.sentences[draft.sentence]
    if draft.victim is None:
        return False
    head = sentence.tokens[draft.victim]
    return any(t.lemma.lower() == "more" for t in [head, *sentence.children(head)]) and draft.act == "die"


def _tells_standing(note: str) -> bool:
    """A standing that the words of a period gave ("since January", "this year alone")."""
    return note.startswith("standing:") and "(R18)" in note


def _by_then(draft: Draft, analysis: Analysis, dates: Sequence[DateMention]) -> str | None:
    """The time of "By the end of the year 496 had been killed": a total up to it, by "by" and the perfect."""
    sentence = analysis.sentences[draft.sentence]
    trigger = sentence.tokens[draft.trigger]
    if not any(t.lemma.lower() == "have" for t in sentence.children(trigger, "aux")):
        return None
    for phrase in sentence.children(trigger, "obl"):
        if any(k.lemma.lower() == "by" for k in sentence.children(phrase, "case")):
            span = sentence.phrase(phrase)
            if any(span.overlaps(date.span) for date in dates):
                return span.of(analysis.document.text)
    return None


def _up_to(draft: Draft, analysis: Analysis, dates: Sequence[DateMention]) -> str | None:
    """The time of "3,375 people were killed up to February": a total of all that was before it."""
    if draft.harm not in _TOLLED or draft.count_wording is None:
        return None
    sentence = analysis.sentences[draft.sentence]
    for mention in (m for m in dates if m.sentence == draft.sentence):
        above = sentence.ancestors(head_of(sentence, mention))
        verb = next((t for t in above if t.upos in ("VERB", "ADJ")), None)
        is_opened = not load_times().claims.up_to.isdisjoint(words_before(sentence, mention))
        if is_opened and verb is not None and verb.i == draft.trigger:
            return mention.span.of(analysis.document.text)
    return None


def _since(draft: Draft, analysis: Analysis) -> str | None:
    """ "The number of dead since the coup": what opens the time of which a tally tells."""
    if not draft.tally or draft.count_span is None:
        return None
    words = analysis.sentences[draft.sentence].within(draft.evidence)
    told = [t for t in words if t.end <= draft.count_span.start and t.dep in ("case", "mark")]
    return next((t.text for t in told if t.lemma.lower() in load_times().claims.since), None)


def _is_of_one(draft: Draft) -> bool:
    """Whether one person is harmed, and once: "the founder was murdered in 2000" is no total, whatever time is told."""
    if draft.harm not in ("killed", "abducted", "detained", "missing"):
        return False
    named = draft.group is not None and len(draft.group.persons) == 1 and draft.count_wording is None
    return named or (draft.count_low == draft.count_high == 1)


def _cumulative_reason(draft: Draft, analysis: Analysis, dates: Sequence[DateMention]) -> str | None:
    """Why the words cover many incidents, or None: a period since a day, a habit, a span of months or years."""
    if _is_of_one(draft):
        return None
    if any(note in _STANDING_TIMES or _tells_standing(note) for note in draft.notes):
        return "the words cover a standing period, not one incident (R18)"
    then = _by_then(draft, analysis, dates) if draft.count_wording is not None else None
    if then is not None:
        return f"a total up to '{then}', not of that time alone (R18)"
    if (limit := _up_to(draft, analysis, dates)) is not None:
        return f"a total of all the time up to '{limit}' (R18)"
    if (opening := _since(draft, analysis)) is not None:
        return f"'{opening}' opens a standing period, not one incident (R18)"
    if draft.when is not None and draft.when.wording:
        days = (draft.when.end - draft.when.start).days
        if days > LONGEST_INCIDENT_DAYS:
            return f"the time told, '{draft.when.wording}', is longer than an incident (R18)"
    return None
