"""The last stage of reading: drafts become claims, each held to its words; what makes no claim is set aside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from recount.claims.wounds import WHY as OF_DEAD
from recount.model.analysis import Analysis, Sentence
from recount.model.claim import Claim, Draft, Group, SetAside, claim_id
from recount.model.document import Document
from recount.model.mention import Count, Standing
from recount.model.span import Span

_NO_FACT = {
    Standing.HYPOTHETICAL: "only supposed, not said to have happened (R26)",
    Standing.THREATENED: "a threat, not an act (R27)",
    Standing.FORECAST: "a forecast, not an act (R27)",
    Standing.NEGATED: "said not to be so",
    Standing.DENIED: "denied by the one who is quoted; the allegation stands apart (R28)",
}


@dataclass(frozen=True, slots=True)
class Settled:
    claims: tuple[Claim, ...]
    set_aside: tuple[SetAside, ...]
    sentences: tuple[Span, ...]  # of the whole report; `Claim.sentence` is an index into them


def settle(analysis: Analysis, drafts: Sequence[Draft], counts: Sequence[Count], aside: Iterable[SetAside]) -> Settled:
    """Claims in text order, without incident; `use` is "set_aside" where the claim can count nowhere, else ""."""
    document = analysis.document
    claims: dict[str, Claim] = {}
    ids: dict[tuple[int, int], str] = {}
    for draft in sorted(drafts, key=lambda d: (d.evidence.start, d.evidence.end, d.part)):
        key = claim_id(document.id, draft.evidence, draft.harm or draft.act)
        if key not in claims:
            claims[key] = _claim(document, draft, key, ids)
        ids.setdefault((draft.sentence, draft.trigger), key)
    settled = tuple(claims.values())
    told = tuple(sentence.span for sentence in analysis.sentences)
    return Settled(settled, _set_aside(analysis, settled, counts, aside), told)


def _claim(document: Document, draft: Draft, key: str, ids: dict[tuple[int, int], str]) -> Claim:
    use, why = _use_of(draft)
    part_of = ids.get((draft.sentence, draft.part_of)) if draft.part_of is not None else None
    return Claim(
        id=key,
        report=document.id,
        evidence=(draft.evidence,),
        event=draft.event,
        harm=draft.harm,
        count_low=draft.count_low,
        count_high=draft.count_high,
        count_wording=draft.count_wording,
        unit=draft.unit,
        group=_with_lives(draft),
        by=draft.by,
        against=draft.against,
        weapons=draft.weapons,
        targets=draft.targets,
        when=draft.when,
        as_of=draft.as_of,
        where=draft.where,
        origin=draft.origin,
        speakers=draft.speakers,
        standing=draft.standing,
        extent=draft.extent,
        incident=None,
        use=use,
        why=why,
        entry=draft.entry,
        act=draft.act,
        agent_kind=draft.agent_kind,
        sentence=draft.sentence,
        listed=draft.listed,
        beside=f"{draft.sentence}:{draft.trigger}" if draft.beside else None,
        part_of=part_of,
        count_span=draft.count_span,
        definite=draft.definite,
        tally=draft.tally,
        late=draft.late,
        nth=draft.nth,
        notes=draft.notes,
    )


def _with_lives(draft: Draft) -> Group | None:
    """The group, its named persons dead where the claim says that they were killed and does not take it back."""
    if draft.group is None or draft.harm != "killed" or draft.standing in _NO_FACT:
        return draft.group
    return replace(draft.group, persons=tuple(replace(p, life="dead") for p in draft.group.persons))


def first_use(standing: Standing, extent: str | None, out_of_scope: str | None = None) -> tuple[str, str]:
    """The use and reason of a claim that can count nowhere; two empty strings for any other."""
    if standing in _NO_FACT:
        return "set_aside", _NO_FACT[standing]
    if out_of_scope is not None:
        return "set_aside", f"out of scope: {out_of_scope} (R32)"
    if extent == "cumulative":
        return "set_aside", "a standing total over many incidents: kept apart, in no incident and in no sum (R18)"
    return "", ""


def _use_of(draft: Draft) -> tuple[str, str]:
    use, why = first_use(draft.standing, draft.extent, draft.out_of_scope)
    if use:
        return use, f"{why}{_how_many_incidents(draft)}"
    if draft.question is not None:
        return "question", draft.question
    if draft.superseded and OF_DEAD in draft.notes:
        return "superseded", OF_DEAD
    if draft.superseded:
        return "superseded", "the same words tell a later figure of the same victims (R16, R17)"
    if draft.doubt is not None:
        return "set_aside", draft.doubt
    return "", ""


def _how_many_incidents(draft: Draft) -> str:
    """Why a total is held for one of many incidents, where that is why it is set aside."""
    if draft.extent != "cumulative" or draft.standing in _NO_FACT or draft.out_of_scope is not None:
        return ""
    return next((f"; {note}" for note in draft.notes if note.endswith("(R18)")), "")


def _set_aside(
    analysis: Analysis, claims: Sequence[Claim], counts: Sequence[Count], aside: Iterable[SetAside]
) -> tuple[SetAside, ...]:
    """What fired and made no claim, and every number that is no claim's number, each with its reason.

    Words of harm inside a claim's evidence are that claim's; a number there is, only if it is the claim's own number:
    "seven people aged 12 to 40" leaves the ages.
    """
    told = [span for claim in claims for span in claim.evidence]
    used = [claim.count_span for claim in claims if claim.count_span is not None]
    found: dict[Span, SetAside] = {}
    for one in sorted(aside, key=lambda a: a.span):
        if not any(s.holds(one.span) for s in (used if _is_number(analysis, one.span) else told)):
            found.setdefault(one.span, one)
    for count in counts:
        if any(s.overlaps(count.span) for s in (*used, *found)):
            continue
        sentence = analysis.sentences[count.sentence]
        found[count.span] = SetAside(count.span, _why_unused(analysis, sentence, count))
    return tuple(found[span] for span in sorted(found))


def _is_number(analysis: Analysis, span: Span) -> bool:
    """Whether the words begin with a figure or are a number word."""
    words = span.of(analysis.document.text)
    if any(letter.isdigit() for letter in words):
        return True
    tokens = [t for s in analysis.sentences if s.span.holds(span) for t in s.within(span)]
    return bool(tokens) and all(t.upos in ("NUM", "PUNCT") for t in tokens)


def _why_unused(analysis: Analysis, sentence: Sentence, count: Count) -> str:
    number = sentence.tokens[count.head]
    noun = sentence.head(number)
    if noun is None or noun.upos not in ("NOUN", "PROPN"):
        return "a number that no word of harm or act governs"
    wording = Span(noun.start, noun.end).of(analysis.document.text)
    return f"a number of '{wording}', of whom or which no harm is told here"
