"""Holds the reader's scores on the coded reports to their pinned floors (eval/floors.json), where those reports are.

    uv run python eval/floors.py [--shared ../shared]

Exit code 1 when a figure is under its floor. Raise a floor when a change lifts the figure for good.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from gold import score

FLOORS = Path(__file__).with_name("floors.json")


def figures(result: dict[str, Any]) -> dict[str, float]:
    """The scorer's figures as shares, with the record score and its parts."""
    shares = {k: a / b for k, (a, b) in result["tally"].items() if b}
    return (
        shares | {k: v for k, v in result["parts"].items() if v is not None} | {"record score": result["record_score"]}
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    given = parser.parse_args()
    failed = False
    for name, floors in json.loads(FLOORS.read_text(encoding="utf-8")).items():
        folder = given.shared / name
        if not folder.exists():
            print(f"{name}: skipped, the coded reports are not here")
            continue
        with tempfile.TemporaryDirectory() as records:
            result, _, seconds = score(folder, Path(records))
        found = figures(result)
        print(f"{name}: {result['documents']} reports in {seconds:.1f} s")
        for key, floor in floors.items():
            below = found.get(key, 0.0) < floor
            failed = failed or below
            print(f"  {key:44s} {found.get(key, 0.0):.4f}  floor {floor:.4f}{'  BELOW' if below else ''}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
