"""A claim with the values that a person gives it, and a new claim from words that the reader missed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from recount.claims.kind import event_of
from recount.claims.settle import first_use
from recount.errors import DecisionError
from recount.knowledge.acts import load_acts
from recount.knowledge.codebook import load_codebook
from recount.model.claim import Actor, Claim, Decided, Event, Group, Where, claim_id
from recount.model.decision import (
    CountValue,
    Decision,
    NameValue,
    SpeakerValue,
    WhenValue,
    WhereValue,
)
from recount.model.document import Block, BlockKind, Document
from recount.model.mention import Speaker, Standing, When
from recount.model.span import Span
from recount.review.said import say_changes
from recount.review.words import hold_count, hold_quote, place_of, sentence_at

_TIME_NOTES = ("time:inherited", "time:unknown", "time:since", "time:set", "time:vague")
_PLACE_NOTES = ("place:inherited",)
_WEEK = 6  # days from the first to the last of a week


def hold_to_words(decision: Decision, text: str) -> None:
    """Raises DecisionError where a row's words are not the report's, or its number is not what its words say."""
    for words in (*decision.words, *decision.fields.quotes()):
        hold_quote(words, text)
    if decision.fields.count is not None:
        hold_count(decision.fields.count)


def hold_to_report(decision: Decision, text: str) -> None:
    """As `hold_to_words`, for a row that was made earlier: its words may stand elsewhere in the text by now."""
    for words in (*decision.words, *decision.fields.quotes()):
        place_of(words, text)
    if decision.fields.count is not None:
        hold_count(decision.fields.count)


def correct_claim(claim: Claim, decision: Decision, document: Document) -> Claim:
    """The claim with the decision's fields, and what was changed. Raises DecisionError for values that do not fit."""
    fields = decision.fields
    values: dict[str, Any] = {}
    for name in fields.names:
        set_field = _SETTERS[name]
        values |= set_field(replace(claim, **values), getattr(fields, name), decision.who, document)
    changed = replace(claim, **values)
    use, why = _use_of(claim, changed, decision)
    changed = replace(changed, use=use, why=why)
    if changed.tie not in (None, "none") and use == "set_aside":
        raise DecisionError(f"{why}: such a claim is in no incident; correct its standing or extent too")
    return replace(changed, decided=decided(decision, say_changes(claim, changed)))


def _use_of(claim: Claim, changed: Claim, decision: Decision) -> tuple[str, str]:
    """Why the claim can count nowhere, or two empty strings.

    A person who corrects a claim holds it for one, whatever question or doubt there was. An earlier figure in the same
    words ("up from 30 to 35") stays one, unless its number or its incident is what was wrong.
    """
    use, why = first_use(changed.standing, changed.extent)
    by_words = first_use(claim.standing, claim.extent)[0]
    earlier = claim.use == "superseded" and not {"count", "extent", "incident"} & set(decision.fields.names)
    if not use and not by_words and (earlier or not decision.whole):
        return claim.use, claim.why
    return use, why


def decided(decision: Decision, changes: tuple[str, ...] = ()) -> Decided:
    return Decided(str(decision.verb), decision.who, decision.when, decision.why, decision.whole, changes)


def added_claim(decision: Decision, document: Document, sentences: tuple[Span, ...]) -> Claim:
    """The claim that a person reads in words of the report. Raises DecisionError without words or a harm."""
    if not decision.words or decision.fields.harm is None:
        raise DecisionError("a claim needs words of the report, and the harm that they tell of")
    evidence = tuple(place_of(words, document.text) for words in decision.words)
    first = evidence[0]
    block = _block(document, first)
    bare = Claim(
        id=claim_id(document.id, first, decision.fields.harm),
        report=document.id,
        evidence=evidence,
        event=Event(None, None, None, None),
        harm=None,
        count_low=None,
        count_high=None,
        count_wording=None,
        unit=None,
        group=None,
        by=None,
        against=None,
        weapons=(),
        targets=(),
        when=None,
        as_of=(block.dated if block is not None else None) or document.published,
        where=None,
        origin=None,
        speakers=_outer_speakers(document, block),
        standing=Standing.STATED,
        extent=None,
        incident=None,
        use="",
        why="",
        sentence=sentence_at(sentences, first),
    )
    claim = correct_claim(bare, decision, document)
    return replace(claim, decided=decided(decision))


def _block(document: Document, span: Span) -> Block | None:
    index = document.block_at(span.start)
    return document.blocks[index] if index is not None else None


def _outer_speakers(document: Document, block: Block | None) -> tuple[Speaker, ...]:
    """The publisher, and around a post's words its author."""
    publisher = Speaker(document.publisher or "publisher", "publisher")
    if block is None or block.kind is not BlockKind.POST or not (block.author or block.handle):
        return (publisher,)
    return (publisher, Speaker(block.author or block.handle or "", "account"))


def _set_harm(claim: Claim, harm: str, who: str, document: Document) -> dict[str, Any]:
    if claim.harm == harm:
        return {}
    entry = next(entry for entry in load_acts().entries.values() if entry.harm == harm)
    told = replace(claim, act=entry.act)
    event = replace(event_of([told], load_codebook()), aim=claim.event.aim)
    return {"harm": harm, "act": entry.act, "entry": entry.id, "event": event}


def _set_count(claim: Claim, count: CountValue | None, who: str, document: Document) -> dict[str, Any]:
    if count is None:
        return {"count_low": None, "count_high": None, "count_wording": None, "unit": None, "extent": None}
    return {
        "count_low": count.low,
        "count_high": count.high,
        "count_wording": count.words.text,
        "unit": count.unit,
        "listed": False,
        "extent": claim.extent or ("total" if claim.harm is not None else None),
    }


def _set_group(claim: Claim, group: NameValue | None, who: str, document: Document) -> dict[str, Any]:
    if group is None:
        return {"group": None}
    status = claim.group.status if claim.group is not None else "unknown"
    persons = claim.group.persons if claim.group is not None else ()
    named = tuple(person for person in persons if person.name in group.words.text)
    return {"group": Group(group.words.text, group.name, status, persons=named)}


def _set_status(claim: Claim, status: str, who: str, document: Document) -> dict[str, Any]:
    if claim.group is None:
        raise DecisionError("nobody is said to be harmed here; say who first, as the group")
    return {"group": replace(claim.group, status=status)}


def _set_by(claim: Claim, by: NameValue | None, who: str, document: Document) -> dict[str, Any]:
    if by is None:
        return {"by": None, "agent_kind": None}
    return {"by": Actor(by.words.text, by.name, None), "agent_kind": "unknown"}


def _set_speaker(claim: Claim, speaker: SpeakerValue, who: str, document: Document) -> dict[str, Any]:
    outer = _outer_speakers(document, _block(document, claim.evidence[0]))
    if speaker.kind == "publisher":
        return {"speakers": outer[:1]}
    told = Speaker(speaker.name, speaker.kind)
    around = tuple(one for one in outer if one.name.casefold() != told.name.casefold())
    return {"speakers": (*around, told)}


def _set_standing(claim: Claim, standing: Standing, who: str, document: Document) -> dict[str, Any]:
    return {"standing": standing}


def _set_extent(claim: Claim, extent: str | None, who: str, document: Document) -> dict[str, Any]:
    if extent not in ("cumulative", None) and not claim.counts_something:
        raise DecisionError(f"'{extent}' is what a number covers, and this claim has none; give its count first")
    return {"extent": extent, "part_of": claim.part_of if extent == "part" else None}


def _set_when(claim: Claim, when: WhenValue | None, who: str, document: Document) -> dict[str, Any]:
    notes = tuple(note for note in claim.notes if note not in _TIME_NOTES)
    if when is None:
        return {"when": None, "notes": notes}
    wording = when.words.text if when.words is not None else claim.when.wording if claim.when is not None else ""
    if not wording:
        raise DecisionError("no words of the report tell this time; put the words behind it that do")
    days = (when.end - when.start).days
    precision = "day" if days == 0 else "week" if days <= _WEEK else "period"
    return {"when": When(when.start, when.end, precision, wording, None, f"given by {who}"), "notes": notes}


def _set_where(claim: Claim, where: WhereValue | None, who: str, document: Document) -> dict[str, Any]:
    notes = tuple(note for note in claim.notes if note not in _PLACE_NOTES)
    if where is None:
        return {"where": None, "notes": notes}
    wording = where.words.text if where.words is not None else claim.where.wording if claim.where is not None else ""
    if not wording:
        raise DecisionError("no words of the report tell this place; put the words behind it that do")
    values = where.model_dump(exclude={"words"})
    return {"where": Where(**values, wording=wording, candidates=(), why=f"given by {who}"), "notes": notes}


def _set_incident(claim: Claim, incident: str, who: str, document: Document) -> dict[str, Any]:
    if incident == claim.id:
        raise DecisionError("a claim cannot go with itself; say 'new' for an incident of its own")
    return {"tie": incident}


_SETTERS: dict[str, Callable[[Claim, Any, str, Document], dict[str, Any]]] = {
    "harm": _set_harm,
    "count": _set_count,
    "group": _set_group,
    "status": _set_status,
    "by": _set_by,
    "speaker": _set_speaker,
    "standing": _set_standing,
    "extent": _set_extent,
    "when": _set_when,
    "where": _set_where,
    "incident": _set_incident,
}
