"""Coded reports as cases to learn from: what the rules read in each, and what its coder says of that."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import recount
from eval.reports import english, knowledge
from recount.language.analyse import analyse
from recount.model.claim import Draft, claim_id
from recount.model.head import Head
from recount.model.reading import Reading, Stamp
from recount.reading import Drafts, drafts_of, settled
from recount.record import compile_record
from recount.tally.profile import load_profile
from recount.text.load import load
from recount.text.parse import parse

_TOPIC = re.compile(r"ecb-\d+_")  # articles of one ECB+ topic tell of the same events


@dataclass(frozen=True)
class Report:
    """One coded report: the coder's document, the rules' drafts, and which drafts the coder's claims answer to."""

    id: str
    coding: dict[str, Any]
    text: str
    told: Drafts
    ids: tuple[str, ...]  # the claim id of each draft
    record: dict[str, Any]  # by rules alone
    matched: Mapping[str, dict[str, Any]]  # claim id -> the coder's claim

    @property
    def topic(self) -> str:
        """Reports of one topic are never on both sides of a fold."""
        found = _TOPIC.match(self.id)
        return found[0] if found else self.id


def fold_of(report: Report, folds: int) -> int:
    return int(sha256(f"fold {report.topic}".encode()).hexdigest(), 16) % folds


def is_held_back(docid: str, n: int = 4) -> bool:
    return int(sha256(docid.encode()).hexdigest(), 16) % n == 0


def reports(folder: Path, without: Path | None, scorer: ModuleType, held: bool) -> list[Report]:
    """The coded reports of a folder, in or out of the quarter held back; never one that stands in `without`."""
    barred = {path.stem for path in without.glob("*.json")} if without is not None else set()
    names = sorted(path.stem for path in folder.glob("*.json"))
    chosen = [n for n in names if n not in barred and is_held_back(n) == held and (folder / f"{n}.txt").exists()]
    return [_report(folder, name, scorer) for name in chosen]


def _report(folder: Path, name: str, scorer: ModuleType) -> Report:
    coding = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    published = coding["doc"].get("published")
    document = parse(load(str(folder / f"{name}.txt")), date.fromisoformat(published) if published else None)
    told = drafts_of(analyse(replace(document, language="en"), english()), knowledge())
    record = compiled(told, None)
    return Report(
        name,
        coding,
        told.analysis.document.text,
        told,
        tuple(claim_id(document.id, draft.evidence, draft.harm or draft.act) for draft in told.drafts),
        record,
        _matched(coding, record, scorer),
    )


def compiled(told: Drafts, head: Head | None) -> dict[str, Any]:
    """The record with this learned part, as JSON."""
    profile = load_profile("literal")
    document, claims = told.analysis.document, settled(told, head)
    made = compile_record(claims.claims, (), profile, document, claims.sentences)
    stamp = Stamp("", "", "", profile.id)
    reading = Reading(stamp, document, made.claims, made.incidents, made.aggregates, claims.set_aside)
    record: dict[str, Any] = json.loads(recount.record_json(reading))
    return record


def _matched(coding: dict[str, Any], record: dict[str, Any], scorer: ModuleType) -> dict[str, dict[str, Any]]:
    """The scorer's own assignment of claims to the coder's claims."""
    harms = [c for c in record["claims"] if c["harm"]]
    weights = [[scorer.pair_weight(g, c) for c in harms] for g in coding["claims"]]
    pairs = scorer.assign(weights) if harms and weights else []
    return {harms[j]["id"]: coding["claims"][i] for i, j in pairs}


def distinct(report: Report) -> Iterator[tuple[Draft, str]]:
    """The drafts with their claim's id, the first of each id."""
    seen: set[str] = set()
    for draft, key in zip(report.told.drafts, report.ids, strict=True):
        if key not in seen:
            seen.add(key)
            yield draft, key
