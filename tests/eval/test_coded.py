"""Traces, settled tolls and questions, on an invented report with an invented coding and a scorer of their own."""

import json
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, cast

from eval.coded import promises

QUOTES = ["killed four villagers", "a guard died"]
TEXT = f"Gunmen {QUOTES[0]} near Gao. Later {QUOTES[1]}. Two were hurt."


def scorer(gold: dict[str, Any]) -> ModuleType:
    """Pairs claims by their words and incidents by their title; totals are right when they are equal."""
    return cast(
        ModuleType,
        SimpleNamespace(
            load_gold=lambda folder: [("one", "", TEXT, gold)],
            pair_weight=lambda g, c: float(g["quote"] == c["evidence"][0]["text"]),
            assign=lambda weights: [(i, row.index(1.0)) for i, row in enumerate(weights) if 1.0 in row],
            match_incidents=lambda golds, systems, _: {
                g["id"]: i for g in golds for i, s in systems if s["title"] == g["summary"]
            },
            total_parts=lambda g, s, harm: [g["totals"][harm] == s["totals"][harm]] * 3,
        ),
    )


def claim(words: str, use: str, incident: str | None) -> dict[str, Any]:
    start = TEXT.index(words)
    evidence = [{"start": start, "end": start + len(words), "text": words}]
    return {"harm": "killed", "evidence": evidence, "use": use, "incident": incident}


def coded(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"harm": "killed", "quote": words, "start": start, "end": start + len(words), "incident": "g1"}


def run(tmp_path: Path, claims: list[dict[str, Any]], incidents: list[dict[str, Any]]) -> tuple[Any, list[str]]:
    main = {"id": "g1", "summary": "raid", "main": True, "totals": {"killed": {"best": 4}, "injured": None}}
    gold = {"claims": [coded(q) for q in QUOTES], "incidents": [main]}
    record = {"claims": claims, "incidents": incidents, "set_aside": []}
    (tmp_path / "one.json").write_text(json.dumps(record), encoding="utf-8")
    misses: list[str] = []
    told = promises(scorer(gold), tmp_path, tmp_path, misses)
    return {figure: right_n[:2] for figure, right_n in told.items()}, misses


def incident(name: str, title: str, best: int) -> dict[str, Any]:
    return {"id": name, "title": title, "totals": {"killed": {"best": best}, "injured": None}}


def test_a_death_without_a_trace_is_named(tmp_path: Path) -> None:
    figures, misses = run(tmp_path, [claim("four villagers", "counted", "i1")], [incident("i1", "raid", 4)])
    assert figures == {
        "deaths that leave a trace": (1, 2),
        "settled tolls right": (1, 1),
        "incidents that are questions": (0, 1),
    }
    assert misses == ['one: no trace: "a guard died"']


def test_a_toll_of_no_coded_incident_is_wrong_and_an_asked_one_is_not_settled(tmp_path: Path) -> None:
    claims = [claim("four villagers", "question", "i1"), claim("guard died", "counted", "i2")]
    figures, _ = run(tmp_path, claims, [incident("i1", "raid", 5), incident("i2", "elsewhere", 1)])
    assert figures["settled tolls right"] == (0, 1)
    assert figures["incidents that are questions"] == (1, 2)
