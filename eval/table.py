"""Every figure in one table: recount on coded reports and on public benchmarks.

    uv run python -m eval.table [--shared ../shared] [--only NAME ...] [--details] [--json]

docs/scores.md says what each figure means. A set that is not under `--shared` is named as skipped.
"""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from eval import coded, ecbplus, geoparsing, hrdsattack, maverick, polnear, timebank, totals, uds
from eval.muc4 import rows as muc4
from eval.rows import Row, printed


@dataclass(frozen=True, slots=True)
class Scorer:
    """What scores one set: the set's folder under `--shared`, and the function from that folder to its rows."""

    folder: str
    rows: Callable[[Path, list[str] | None], list[Row]]


SCORERS = {
    "gold": Scorer("gold", lambda folder, misses: coded.score(folder, misses=misses)),
    "coded": Scorer("coded", lambda folder, misses: coded.score(folder, 4, keep=False, misses=misses)),
    "coded-held-back": Scorer("coded", lambda folder, _: coded.score(folder, 4)),  # its misses are nobody's to read
    "hrdsattack": Scorer(
        "benchmarks/hrdsattack",
        lambda folder, misses: hrdsattack.score(folder, folder.parents[1] / "gold", misses=misses),
    ),
    "polnear": Scorer("benchmarks/polnear", lambda folder, misses: polnear.score(folder, misses=misses)),
    "timebank": Scorer("benchmarks/timebank/TimeBank", lambda folder, misses: timebank.score(folder, misses=misses)),
    "muc4": Scorer("benchmarks/muc4", lambda folder, _: muc4.rows(folder)),  # its misses are nobody's to read
    "totals": Scorer("gold", lambda folder, _: totals.rows("gold", "all", totals.gold_cases(folder))),
    "totals-muc4": Scorer(
        "benchmarks/muc4", lambda folder, _: totals.rows("muc4", "TST3", totals.muc_cases(folder, "TST3"))
    ),
    "geoparsing": Scorer("benchmarks/geoparsing", lambda folder, misses: geoparsing.score(folder, misses)),
    "ecbplus": Scorer("benchmarks/ecbplus", lambda folder, misses: ecbplus.score(folder, misses)),
    "maverick": Scorer("benchmarks/maverick", lambda folder, misses: maverick.score(folder, misses)),
    "uds": Scorer("benchmarks/factuality/UDS_IH2", lambda folder, misses: uds.score(folder, misses)),
}


def gather(shared: Path, names: list[str], misses: list[str] | None, say: Callable[[str], None]) -> list[Row]:
    """The rows of the named sets, in the order of SCORERS; `say` hears of each set that is not there."""
    rows: list[Row] = []
    for name in (n for n in SCORERS if n in names):
        folder = shared / SCORERS[name].folder
        if folder.exists():
            rows += SCORERS[name].rows(folder, misses)
        else:
            say(f"{name}: skipped, {SCORERS[name].folder} is not there")
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder that holds the sets")
    parser.add_argument("--only", nargs="+", choices=SCORERS, metavar="NAME", help=f"of {', '.join(SCORERS)}")
    parser.add_argument("--details", action="store_true", help="list every miss on standard error")
    parser.add_argument("--json", action="store_true", help="one JSON object a row")
    given = parser.parse_args()
    misses: list[str] | None = [] if given.details else None
    rows = gather(given.shared, given.only or list(SCORERS), misses, lambda told: print(told, file=sys.stderr))
    for miss in misses or ():
        print(miss, file=sys.stderr)
    print("\n".join(json.dumps(row.as_json()) for row in rows) if given.json else printed(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
