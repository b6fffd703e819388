"""MUC-4's figures as rows of the table."""

from dataclasses import dataclass
from pathlib import Path

import recount
from eval.rows import Row

from .check import check
from .five import five_slots, read_gold
from .mapping import templates_of
from .places import set_list
from .score import Score, Tally, score
from .templates import Template, read_templates
from .texts import read_texts

_KEYS = {"DEV": "key-dev-*", "TST1": "key-tst1*", "TST2": "key-tst2*", "TST3": "key-tst3*"}
_GOLD = {"TST3": "processed_tst3.jsonl"}
_BEST = "GE"  # the best of 1992


@dataclass(frozen=True)
class Run:
    """recount's templates on one split, and what they score."""

    split: str
    score: Score
    responses: dict[str, list[Template]]
    five: dict[str, Tally] | None
    best: float | None  # F of the best system of 1992 without a person's credit, where this split has it


def rows(folder: Path) -> list[Row]:
    """recount on TST3, and the 17 systems of 1992."""
    return [*rows_of(read(folder, "TST3")), *systems(folder)]


def read(folder: Path, split: str) -> Run:
    """Reads the texts of a split and scores the templates. A text that recount refuses has none."""
    keys = {d: t for path in sorted((folder / "keys").glob(_KEYS[split])) for d, t in read_templates(path).items()}
    known = set_list(folder / "task" / "set-list-location.v4")
    responses: dict[str, list[Template]] = {}
    for doc, text in read_texts(folder, split):
        try:
            responses[doc] = templates_of(doc, recount.read(text), known)
        except recount.RecountError:
            responses[doc] = []
    gold = five_slots(read_gold(folder / _GOLD[split]), responses) if split in _GOLD else None
    best = next((c.without_person / 100 for c in check(folder) if c.system == _BEST), None) if split == "TST3" else None
    return Run(split, score(keys, responses), responses, gold, best)


def rows_of(run: Run) -> list[Row]:
    """The official measure without a person's credit, the slots of date and place, and the five slots of later work."""
    total, n = run.score.all_templates, run.score.documents
    found = [
        Row(
            "muc4", run.split, "all templates F", total.f / 100, n, "texts", None, run.best, f"{_BEST} 1992, no person"
        ),
        *_measured(run, "all templates", total),
        *_measured(run, "incident", run.score.template_ids),
        *_measured(run, "date", run.score.by_slot["inc-date"]),
        *_measured(run, "location", run.score.by_slot["inc-loc"]),
    ]
    if run.five is not None:
        whole = Tally()
        for tally in run.five.values():
            whole.add(tally)
        found.append(Row("muc4", run.split, "five slots micro-F1", whole.f / 100, whole.pos, "fillers"))
        found += [
            Row("muc4", run.split, f"five slots F1: {role}", tally.f / 100, tally.pos, "fillers")
            for role, tally in run.five.items()
        ]
    return found


def _measured(run: Run, name: str, tally: Tally) -> list[Row]:
    return [
        Row("muc4", run.split, f"{name} recall", tally.recall / 100, tally.pos, "fillers"),
        Row("muc4", run.split, f"{name} precision", tally.precision / 100, tally.act, "fillers"),
    ]


def systems(folder: Path) -> list[Row]:
    """Each system of 1992 by its official row less a person's credit, the best first; the official figure beside it."""
    keys = read_templates(next((folder / "keys").glob(_KEYS["TST3"])))
    return [
        Row(
            "muc4",
            "TST3",
            f"{c.system} (1992), no person: all templates F",
            c.without_person / 100,
            len(keys),
            "texts",
            None,
            c.official / 100,
            "official, with a person's credit",
        )
        for c in check(folder)
    ]
