"""The record: a reading in the JSON form of docs/record.md, the contract that every other program reads."""

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from recount.errors import RecountError
from recount.model.claim import Actor, Bounds, Claim, Decided, Event, Group, Incident, Thing, Toll, Where
from recount.model.decision import decision_row, in_order
from recount.model.document import Block, Document
from recount.model.mention import Candidate, When
from recount.model.reading import Reading, Stamp
from recount.model.span import Span

# Characters that JSON allows bare, but that cannot be written as UTF-8 (lone surrogates) or that end a line for
# some readers of "one record a line".
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def record_of(reading: Reading) -> dict[str, Any]:
    """The record of one reading, as plain dicts, lists, strings and numbers in the order of docs/record.md.

    Absence is None, never an empty string. Raises RecountError where a span lies outside the report's text or an
    id names no claim or incident: such a record would break its own promise, so none is made.
    """
    _hold_to_its_words(reading)
    text = reading.document.text
    return {
        "recount": stamp_fields(reading.stamp),
        "report": report_fields(reading.document),
        "claims": [claim_fields(claim, text) for claim in reading.claims],
        "incidents": [incident_fields(incident) for incident in reading.incidents],
        "aggregates": list(reading.aggregates),
        "set_aside": [{**_words(aside.span, text), "reason": aside.reason} for aside in reading.set_aside],
        "unread": [{"language": language, "reports": reports} for language, reports in reading.unread],
        "decisions": [decision_row(decision) for decision in in_order(reading.decisions)],
    }


def record_json(reading: Reading, indent: int | None = None) -> str:
    """The record as JSON, without a line end; with no `indent`, it is one line. The same reading gives the same text.

    Characters beyond ASCII stand as themselves, save those that would break a line or cannot be written as UTF-8.
    """
    return json_text(record_of(reading), indent)


def json_text(value: object, indent: int | None = None) -> str:
    """Plain values as JSON, one line without `indent`; characters that would break a line stand as escapes."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _hold_to_its_words(reading: Reading) -> None:
    """Raises RecountError for the first span outside the text, claim without words, or id that names nothing."""
    length = len(reading.document.text)
    for owner, spans in _spans(reading):
        if not spans:
            raise RecountError(f"{reading.document.name}: {owner} has no words; a claim without words is not kept")
        for span in spans:
            if span.end > length:
                raise RecountError(
                    f"{reading.document.name}: {owner} points at {span.start}..{span.end}, "
                    f"past the end of the text at {length}"
                )
    _hold_ids(reading)


def _spans(reading: Reading) -> Iterable[tuple[str, tuple[Span, ...]]]:
    for claim in reading.claims:
        yield f"claim {claim.id}", claim.evidence
    for aside in reading.set_aside:
        yield f"what was set aside ({aside.reason})", (aside.span,)
    for index, block in enumerate(reading.document.blocks):
        yield f"block {index}", (block.span,)


def _hold_ids(reading: Reading) -> None:
    claims = {claim.id for claim in reading.claims}
    incidents = {incident.id for incident in reading.incidents}
    if len(claims) < len(reading.claims) or len(incidents) < len(reading.incidents):
        raise RecountError(f"{reading.document.name}: two claims or two incidents have one id")
    tolled = [key for incident in reading.incidents for toll in incident.tolls for key in toll.claims]
    related = [key for incident in reading.incidents for key, _ in incident.related]
    named = [claim.incident for claim in reading.claims if claim.incident is not None]
    for key in [*tolled, *reading.aggregates]:
        if key not in claims:
            raise RecountError(f"{reading.document.name}: no claim has the id {key}")
    for key in [*related, *named]:
        if key not in incidents:
            raise RecountError(f"{reading.document.name}: no incident has the id {key}")


def stamp_fields(stamp: Stamp) -> dict[str, Any]:
    """What made a record, as the record has it."""
    return {
        "version": stamp.recount,
        "knowledge": stamp.knowledge,
        "language_pack": stamp.language_pack,
        "gazetteer": stamp.gazetteer,
        "profile": stamp.profile,
    }


def report_fields(document: Document) -> dict[str, Any]:
    """A report as the record has it."""
    return {
        "id": document.id,
        "published": _day(document.published),
        "publisher": document.publisher or None,
        "title": document.title or None,
        "url": document.url or None,
        "language": document.language or None,
        "text": document.text,
        "blocks": [_block(block) for block in document.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": str(block.kind),
        "start": block.start,
        "end": block.end,
        "author": block.author or None,
        "handle": block.handle or None,
        "dated": _day(block.dated),
    }


def claim_fields(claim: Claim, text: str) -> dict[str, Any]:
    """A claim as the record has it; `text` is its report's."""
    return {
        "id": claim.id,
        "report": claim.report,
        "evidence": [_words(span, text) for span in claim.evidence],
        "event": {**_event(claim.event), "aim": {"wording": claim.event.aim} if claim.event.aim else None},
        "harm": claim.harm,
        "count": _count(claim),
        "group": _group(claim.group),
        "by": _actor(claim.by),
        "against": _actor(claim.against),
        "weapons": [{"wording": weapon.wording, "name": weapon.name} for weapon in claim.weapons],
        "targets": [_target(target) for target in claim.targets],
        "when": _when(claim.when),
        "as_of": _day(claim.as_of),
        "where": _where(claim.where),
        "origin": {"wording": claim.origin[0], "name": claim.origin[1] or None} if claim.origin else None,
        "speakers": [{"name": speaker.name, "kind": speaker.kind} for speaker in claim.speakers],
        "standing": str(claim.standing),
        "extent": claim.extent,
        "incident": claim.incident,
        "use": claim.use,
        "why": claim.why,
        "decided": _decided(claim.decided),
    }


def _decided(decided: Decided | None) -> dict[str, Any] | None:
    if decided is None:
        return None
    return {
        "verb": decided.verb,
        "who": decided.who,
        "when": decided.when.isoformat().replace("+00:00", "Z"),
        "why": decided.why,
        "whole": decided.whole,
        "changes": list(decided.changes),
    }


def _words(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _event(event: Event) -> dict[str, Any]:
    named = {"type": event.type, "sub_type": event.sub_type, "plover": event.plover, "mode": event.mode or None}
    return {**named, **dict(event.columns)}


def _count(claim: Claim) -> dict[str, Any] | None:
    if not claim.counts_something:
        return None
    return {"low": claim.count_low, "high": claim.count_high, "wording": claim.count_wording, "unit": claim.unit}


def _group(group: Group | None) -> dict[str, Any] | None:
    if group is None:
        return None
    return {
        "wording": group.wording or None,
        "name": group.name or None,
        "status": group.status,
        "sex": group.sex or None,
        "age_group": group.age_group or None,
        "persons": [
            {"name": p.name, "age": p.age, "sex": p.sex or None, "office": p.office or None, "life": p.life}
            for p in group.persons
        ],
    }


def _actor(actor: Actor | None) -> dict[str, Any] | None:
    if actor is None:
        return None
    return {
        "wording": actor.wording,
        "name": actor.name or None,
        "actor_id": actor.actor_id or None,
        "candidates": list(actor.candidates),
    }


def _target(target: Thing) -> dict[str, Any]:
    return {"wording": target.wording, "name": target.name, "effect": target.effect or None}


def _when(when: When | None) -> dict[str, Any] | None:
    if when is None:
        return None
    return {
        "start": when.start.isoformat(),
        "end": when.end.isoformat(),
        "precision": when.precision,
        "wording": when.wording or None,
        "time": when.time or None,
        "why": when.why,
    }


def _where(where: Where | None) -> dict[str, Any] | None:
    if where is None:
        return None
    return {
        "name": where.name,
        "country": where.country or None,
        "lat": where.lat,
        "lon": where.lon,
        "precision": where.precision,
        "radius_km": where.radius_km,
        "wording": where.wording or None,
        "candidates": [_candidate(candidate) for candidate in where.candidates],
        "why": where.why,
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "id": candidate.id,
        "name": candidate.name,
        "country": candidate.country or None,
        "admin1": candidate.admin1 or None,
        "lat": candidate.lat,
        "lon": candidate.lon,
        "kind": candidate.kind,
        "why": candidate.why,
    }


def incident_fields(incident: Incident) -> dict[str, Any]:
    """An incident as the record has it."""
    return {
        "id": incident.id,
        "title": incident.title,
        "review": incident.review,
        "answered_by": list(incident.answered_by),
        "event": _event(incident.event),
        "when": _without(_when(incident.when), "wording", "time"),
        "where": _without(_where(incident.where), "wording", "candidates"),
        "sides": [{"name": s.name, "actor_id": s.actor_id or None, "role": s.role} for s in incident.sides],
        "tolls": [_toll(toll) for toll in incident.tolls],
        "totals": {"killed": _bounds(incident.killed), "injured": _bounds(incident.injured)},
        "counts": {name: incident.counts[name] for name in sorted(incident.counts)},
        "related": [{"id": key, "how": how} for key, how in incident.related],
    }


def _toll(toll: Toll) -> dict[str, Any]:
    return {
        "harm": toll.harm,
        "group": toll.group,
        "status": toll.status,
        "low": toll.low,
        "best": toll.best,
        "high": toll.high,
        "claims": list(toll.claims),
        "why": list(toll.why),
    }


def _bounds(bounds: Bounds | None) -> dict[str, Any] | None:
    return None if bounds is None else {"low": bounds.low, "best": bounds.best, "high": bounds.high}


def _without(fields: dict[str, Any] | None, *names: str) -> dict[str, Any] | None:
    return None if fields is None else {name: value for name, value in fields.items() if name not in names}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
