"""Scores recount on MUC-4, beside the systems of 1992.

    uv run python -m eval.muc4 [FOLDER] [--split TST3] [--details]

`--split` DEV, TST1 and TST2 are for development, TST3 is for figures only. `--details` prints every slot.
"""

import argparse
from pathlib import Path

from eval.rows import printed

from .rows import Run, read, rows_of, systems
from .templates import slots

_DEFAULT = Path("../shared/benchmarks/muc4")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=_DEFAULT)
    parser.add_argument("--split", default="TST3", choices=["DEV", "TST1", "TST2", "TST3"])
    parser.add_argument("--details", action="store_true")
    given = parser.parse_args()
    run = read(given.folder, given.split)
    print(printed([*rows_of(run), *(systems(given.folder) if given.split == "TST3" else [])]))
    if given.details:
        print(_by_slot(run))


def _by_slot(run: Run) -> str:
    lines = [f"{'slot':20s} {'POS':>5s} {'ACT':>5s} {'COR':>5s} {'PAR':>5s} {'INC':>5s} {'REC':>6s} {'PRE':>6s}"]
    for slot in slots():
        t = run.score.by_slot[slot.name]
        counts = f"{t.pos:5d} {t.act:5d} {t.cor:5d} {t.par:5d} {t.inc:5d}"
        lines.append(f"{slot.name:20s} {counts} {t.recall:6.1f} {t.precision:6.1f}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
