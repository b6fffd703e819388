"""Holds the figures of eval/floors.json to their pinned floors (and ceilings), on the sets that are there.

    uv run python -m eval.floors [--shared ../shared]

Exit code 1 when a figure is past its limit. Raise a floor when a change lifts the figure for good.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.rows import Row
from eval.table import SCORERS, gather

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 1e-9  # of floating point


def judged(rows: Sequence[Row], limits: Mapping[str, Mapping[str, float]]) -> tuple[list[str], bool]:
    """One line for each limit, and whether all hold. A limit is {"floor": x} or {"ceiling": x} under a row's key."""
    by_key = {row.key: row for row in rows}
    lines, held = [], True
    for key, limit in limits.items():
        value = by_key[key].value if key in by_key else None
        good = value is not None and all(
            value >= x - SLACK if side == "floor" else value <= x + SLACK for side, x in limit.items()
        )
        held = held and good
        told = ", ".join(f"{side} {x:.4f}" for side, x in limit.items())
        said = "not measured" if value is None else f"{value:.4f}"
        lines.append(f"  {key:64s} {said}  {told}{'' if good else '  FAILS'}")
    return lines, held


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    given = parser.parse_args()
    pinned: dict[str, dict[str, Any]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    held = True
    for name, limits in pinned.items():
        if not (given.shared / SCORERS[name].folder).exists():
            print(f"{name}: skipped, {SCORERS[name].folder} is not there")
            continue
        lines, good = judged(gather(given.shared, [name], None, print), limits)
        print("\n".join([name, *lines]))
        held = held and good
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
