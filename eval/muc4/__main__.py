"""Scores the systems of 1992 again and sets them beside their official rows."""

import argparse
from pathlib import Path

from .check import check


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("../shared/benchmarks/muc4"))
    folder = parser.parse_args().folder
    print("MUC-4, TST3 (100 texts), all templates, F. Official; the same less a person's credit; this scorer, with the")
    print("templates mapped as in the report; this scorer alone.")
    for row in check(folder):
        print(
            f"  {row.system:8s} {row.official:6.2f} {row.without_person:6.2f} {row.ours:6.2f} {row.automatic:6.2f}"
            f"  {row.ours - row.without_person:+.2f}"
        )


if __name__ == "__main__":
    main()
