"""UDS-IH2's form, the features of a predicate and the fit, on invented sentences."""

import json
from pathlib import Path

import pytest

from eval.uds import predicates, score

SENTENCES = [
    ("Soldiers {} the bridge .", 3.0),
    ("Soldiers did not {} the bridge .", -3.0),
    ("Soldiers could {} the bridge .", -1.0),
]
VERBS = [("crossed", "cross"), ("burned", "burn"), ("mined", "mine"), ("guarded", "guard")]


def write(path: Path, verbs: list[tuple[str, str]]) -> None:
    lines = []
    for frame, label in SENTENCES:
        for past, bare in verbs:
            text = frame.format(past if label == 3.0 else bare)
            at = next(i for i, w in enumerate(text.split()) if w in (past, bare))
            lines.append(json.dumps({"text": text, "targets": [{"span1": [at, at + 1], "label": label}]}))
    path.write_text("\n".join(lines), encoding="utf-8")


def test_a_predicate_has_the_standing_that_the_words_give(tmp_path: Path) -> None:
    write(tmp_path / "train.jsonl", VERBS[:1])
    told, negated, supposed = predicates(tmp_path / "train.jsonl")
    assert "stated" in told.standing
    assert "negated" in negated.standing
    assert "hypothetical" in supposed.standing
    assert "tag VBD" in told.grammar


def test_the_numbers_are_learned_on_train_and_carried_to_test(tmp_path: Path) -> None:
    write(tmp_path / "train.jsonl", VERBS[:3] * 8)
    write(tmp_path / "test.jsonl", VERBS[3:])
    figures = {row.figure: row for row in score(tmp_path)}
    correlation, error = figures["Pearson r, standing"], figures["mean absolute error, standing"]
    assert correlation.value == pytest.approx(1, abs=0.02) and correlation.n == 3
    assert error.value is not None and error.beside is not None and error.value < 0.3 < error.beside
