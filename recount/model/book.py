"""Chapters in the JSON form of docs/record.md, with what stands beside the record's fields where reports are many."""

from collections.abc import Mapping
from typing import Any

from recount.model.account import Chapter, Disagreement, Near, Step, Victim
from recount.model.claim import Bounds
from recount.model.record import claim_fields, incident_fields


def chapter_fields(chapter: Chapter) -> dict[str, Any]:
    """An incident as the record has it, and beside it its reports, voices, disagreements, victims and near ones."""
    return {
        **incident_fields(chapter.incident),
        "reports": list(chapter.reports),
        "voices": chapter.voices,
        "contested": chapter.is_contested,
        "disagreements": [_disagreement(one) for one in chapter.disagreements],
        "victims": [_victim(one) for one in chapter.victims],
        "near": [_near(one) for one in chapter.near],
    }


def whole_chapter(chapter: Chapter, texts: Mapping[str, str]) -> dict[str, Any]:
    """A chapter with its claims. `texts` are the texts of its reports by their ids."""
    return {
        **chapter_fields(chapter),
        "claims": [claim_fields(claim, texts[claim.report]) for claim in chapter.claims],
    }


def step_fields(step: Step) -> dict[str, Any]:
    return {
        "harm": step.harm,
        "day": step.day.isoformat() if step.day else None,
        "toll": bounds_fields(step.toll),
        "claims": list(step.claims),
        "why": list(step.why),
    }


def bounds_fields(bounds: Bounds | None) -> dict[str, Any] | None:
    return None if bounds is None else {"low": bounds.low, "best": bounds.best, "high": bounds.high}


def _disagreement(one: Disagreement) -> dict[str, Any]:
    values = [{"value": v.value, "speakers": list(v.speakers), "claims": list(v.claims)} for v in one.values]
    return {"field": one.field, "values": values}


def _victim(one: Victim) -> dict[str, Any]:
    return {
        "name": one.name,
        "harm": one.harm,
        "age": one.age,
        "sex": one.sex,
        "spellings": list(one.spellings),
        "claims": list(one.claims),
        "why": list(one.why),
    }


def _near(one: Near) -> dict[str, Any]:
    return {"id": one.incident, "title": one.title, "score": one.score, "why": one.why}
