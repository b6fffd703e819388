"""Who says so, and with what standing (R26 to R33): speeches and hedges brought to each draft."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from recount.find.reach import Reach
from recount.model.analysis import Analysis
from recount.model.claim import Draft
from recount.model.mention import Hedge, Speaker, Speech, Standing
from recount.model.span import Span

_NO_FACT = (
    Standing.NEGATED,
    Standing.DENIED,
    Standing.HYPOTHETICAL,
    Standing.THREATENED,
    Standing.FORECAST,
)
_LOWERED = (Standing.BACKGROUND, Standing.REPORTED)
_STANDING_TIMES = ("time:since", "time:set", "time:vague")  # notes of the stage that sets dates


def name_voices(drafts: Sequence[Draft], analysis: Analysis, speech: Sequence[Speech]) -> tuple[Draft, ...]:
    """Drafts with `speakers`, outermost first: the publisher, then whoever says the words in turn (a post's author
    around whom he quotes).

    A sentence that nobody else says is the publisher's own, also behind a quotation: a voice does not spread beyond the
    words that are said.
    """
    return tuple(replace(draft, speakers=_speakers(draft, analysis, speech)) for draft in drafts)


def _speakers(draft: Draft, analysis: Analysis, speech: Sequence[Speech]) -> tuple[Speaker, ...]:
    chain = [Speaker(analysis.document.publisher or "publisher", "publisher")]
    around = _around(_trigger(draft, analysis), speech)
    own = [one for one in around if draft.count_span in one.content]
    for one in own or around:  # a bare figure with a speaker of its own is nobody else's
        if one.attitude == "denies" and _is_taken_for_true(draft, analysis, one):
            continue  # whoever denies another matter does not tell of this one
        if not any(_same(one.speaker, known) for known in chain):
            chain.append(one.speaker)
    return tuple(chain)


def _same(one: Speaker, other: Speaker) -> bool:
    return one.name.casefold() == other.name.casefold()


def _trigger(draft: Draft, analysis: Analysis) -> Span:
    token = analysis.sentences[draft.sentence].tokens[draft.trigger]
    return Span(token.start, token.end)


def _around(span: Span, speech: Sequence[Speech]) -> list[Speech]:
    """The speeches whose content holds `span`, the widest first; equal ones keep the order of the finder."""
    held = [(content, one) for one in speech for content in one.content if content.holds(span)]
    return [one for _, one in sorted(held, key=lambda pair: pair[0].start - pair[0].end)]


def set_standings(
    drafts: Sequence[Draft], analysis: Analysis, hedges: Sequence[Hedge], speech: Sequence[Speech]
) -> tuple[Draft, ...]:
    """Drafts with `standing` and, where it is not plainly stated, a note that says why ("standing: ...").

    What makes the words no fact at all goes before history, history before a mere hedge. "No one was hurt" is a fact
    about zero persons: a draft whose count is 0 stays stated (R14).
    """
    by_sentence: dict[int, list[Hedge]] = {}
    for hedge in hedges:
        by_sentence.setdefault(hedge.sentence, []).append(hedge)
    return tuple(_stand(draft, analysis, by_sentence.get(draft.sentence, ()), speech) for draft in drafts)


def _stand(draft: Draft, analysis: Analysis, hedges: Iterable[Hedge], speech: Sequence[Speech]) -> Draft:
    spans = _told_at(draft, analysis)
    reaching = (h for h in hedges if any(h.scope.holds(span) for span in spans))
    found = sorted(reaching, key=lambda h: (h.scope.end - h.scope.start, h.span))
    if draft.count_low == 0 and draft.count_high == 0:
        found = [h for h in found if h.standing is not Standing.NEGATED]
        draft = replace(draft, notes=(*draft.notes, "standing: zero, said with its own words (R14)"))
    if draft.negation_tells:  # "did not survive"
        found = [h for h in found if h.standing is not Standing.NEGATED]
    reasons = [(h.standing, h.why) for h in found]
    reasons.extend(_denials(draft, analysis, speech))
    if "time:before" in draft.notes:
        reasons.append((Standing.BACKGROUND, "background: dated well before what the report is about (R24)"))
    if any(note in _STANDING_TIMES for note in draft.notes):
        reasons.append((Standing.BACKGROUND, "background: the time told is a standing period (R18)"))
    chosen = _strongest(reasons)
    if chosen is None:
        return draft
    return replace(draft, standing=chosen[0], notes=(*draft.notes, f"standing: {chosen[1]}"))


def _told_at(draft: Draft, analysis: Analysis) -> list[Span]:
    """Where a hedge reaches the draft: at its trigger, and at the number said of it ("the toll will reach 15")."""
    sentence = analysis.sentences[draft.sentence]
    spans = [_trigger(draft, analysis)]
    if draft.victim is not None and sentence.tokens[draft.trigger].dep == "nsubj":
        value = sentence.tokens[draft.victim]
        if value.upos == "NUM":
            spans.append(Span(value.start, value.end))
    return spans


def _denials(draft: Draft, analysis: Analysis, speech: Sequence[Speech]) -> list[tuple[Standing, str]]:
    return [
        (Standing.DENIED, f"denied by {one.speaker.name} (R28)")
        for one in _around(_trigger(draft, analysis), speech)
        if one.attitude == "denies" and not _is_taken_for_true(draft, analysis, one)
    ]


def _is_taken_for_true(draft: Draft, analysis: Analysis, one: Speech) -> bool:
    """ "Denied using mines in the strike that killed nine": what a definite noun is known by is not what is denied."""
    sentence = analysis.sentences[draft.sentence]
    if one.cue is None or not sentence.span.holds(one.cue):
        return False
    near = Reach(sentence, frozenset())
    trigger = sentence.tokens[draft.trigger]
    for token in (trigger, *sentence.ancestors(trigger)):
        head = sentence.head(token)
        if one.cue.start <= token.start < one.cue.end or head is None:
            return False
        if token.deprel == "acl:relcl" and not near.is_indefinite(head):
            return True
    return False


def _strongest(reasons: Sequence[tuple[Standing, str]]) -> tuple[Standing, str] | None:
    """The nearest reason why it is no fact, else history, else a hedge."""
    for group in (_NO_FACT, *((s,) for s in _LOWERED)):
        fitting = [reason for reason in reasons if reason[0] in group]
        denied = [reason for reason in fitting if reason[0] is Standing.DENIED]
        if fitting:
            return (denied or fitting)[0]
    return None
