"""Trains the pack's learned part on coded reports, prints what it adds on unseen folds, and writes its weights.

    uv run python -m training.heads.train ../shared/coded --without ../shared/gold
    uv run python -m training.heads.train ../shared/coded --without ../shared/gold --held-back

The folder holds reports coded in the form of `eval/gold.py`. The quarter whose `int(sha256(id).hexdigest(), 16) % 4`
is 0 is never trained on; `--held-back` scores the shipped weights on it and trains nothing. No report that stands in
the folder of `--without` is trained on or counted.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from recount_language_en.pack import DATA, STAMP, digest

from eval.gold import scorer as scorer_of
from eval.reports import english
from recount.claims.doubts import features, is_judged
from recount.language.pack import head_of
from recount.model.head import Head
from training.heads.coded import Report, compiled, distinct, fold_of, reports
from training.heads.logistic import fit

FOLDS = 5
LEAST_TOPICS = 8  # whose drafts have a feature, for it to get a weight: no story's own words
PENALTY = 3.0
SHOWN = (
    "claim precision",
    "claim recall",
    "incident precision",
    "incident recall",
    "killed total right / gold main incidents",
    "traps avoided",
)


@dataclass(frozen=True, slots=True)
class Case:
    """One draft: its report's place and topic, its features, and whether the coder has it."""

    report: int
    topic: str
    seen: dict[str, float]
    is_coded: bool


def cases_of(found: Sequence[Report], scorer: ModuleType) -> list[Case]:
    """Each draft that would be asserted as a harm, and whether the coder has it (as an optional claim, too)."""
    cases: list[Case] = []
    for place, report in enumerate(found):
        told = {c["id"]: c for c in report.record["claims"]}
        for draft, claim_id in distinct(report):
            if not is_judged(draft) or _is_allowed(report, told[claim_id], scorer):
                continue
            seen = dict(features(draft, report.told.drafts, report.told.analysis))
            cases.append(Case(place, report.topic, seen, claim_id in report.matched))
    return cases


def _is_allowed(report: Report, claim: dict[str, Any], scorer: ModuleType) -> bool:
    """A claim beside the coder's own that the coder would let pass: neither right nor wrong."""
    if claim["id"] in report.matched:
        return False
    return any(g.get("optional") and scorer.pair_weight(g, claim) for g in report.coding["claims"])


def train(cases: Sequence[Case]) -> dict[str, float]:
    answers, topics = [c.is_coded for c in cases], [c.topic for c in cases]
    return fit([c.seen for c in cases], answers, topics, LEAST_TOPICS, PENALTY)


def show(
    name: str,
    found: Sequence[Report],
    scorer: ModuleType,
    head: Callable[[Report], Head | None],
) -> None:
    """One line: the record score with this head, and the figures that it moves."""
    tally = scorer.Tally()
    for report in found:
        record = compiled(report.told, head(report))
        for figure, (right, of) in scorer.score_document(report.coding, report.text, record)[0].items():
            tally.add(figure, right, of)
    _, score = scorer.summarise(tally)
    figures = ", ".join(f"{k} {tally[k][0]}/{tally[k][1]}" for k in SHOWN if k in tally)
    print(f"{name}: record score {score:.4f}; {figures}", flush=True)


def cross_validate(found: Sequence[Report], scorer: ModuleType, cases: Sequence[Case]) -> None:
    """Every report with the weights of the folds that it is not in; reports of one topic are in one fold."""
    folds = [fold_of(report, FOLDS) for report in found]
    heads = [Head(train([c for c in cases if folds[c.report] != k])) for k in range(FOLDS)]
    show("rules alone", found, scorer, lambda report: None)
    show("with the learned part", found, scorer, lambda report: heads[fold_of(report, FOLDS)])


def held_back(found: Sequence[Report], scorer: ModuleType) -> None:
    """The shipped weights on the quarter that was never trained on."""
    shipped = head_of(english(), "claim")
    show("rules alone", found, scorer, lambda report: None)
    show("with the learned part", found, scorer, lambda report: shipped)


def write(weights: dict[str, dict[str, float]], into: Path) -> None:
    """The weights, sorted, and the hash that the pack's version carries."""
    text = json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True)
    (into / "heads.json").write_text(text + "\n", encoding="utf-8")
    (into / STAMP).write_text(digest(into) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--without", type=Path, help="a folder of coded reports that are not trained on")
    parser.add_argument("--held-back", action="store_true", help="score the shipped weights on the quarter held back")
    parser.add_argument("--dry", action="store_true", help="cross-validate, write nothing")
    given = parser.parse_args()
    scorer = scorer_of(given.folder)
    found = reports(given.folder, given.without, scorer, held=given.held_back)
    print(f"{len(found)} reports", flush=True)
    if given.held_back:
        held_back(found, scorer)
        return 0
    cases = cases_of(found, scorer)
    print(f"{len(cases)} drafts, of which the coders have {sum(c.is_coded for c in cases)}", flush=True)
    cross_validate(found, scorer, cases)
    if not given.dry:
        write({"claim": train(cases)}, DATA)
    return 0


if __name__ == "__main__":
    sys.exit(main())
