"""How fast the gazetteer answers, and what it costs. Prints medians; run it on a machine that does nothing else.

uv run python benchmarks/places.py examples/river-town.txt [--gazetteer FILE] [--runs 5] [--names 5000]

The names asked are every n-th key of the file's own places, and as many that it does not have. A first look-up goes to
the file; a repeated one is remembered. Resolving is finding a report's names of places and saying which each means.
"""

import argparse
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from recount.find.places import find_places
from recount.language.analyse import analyse
from recount.language.pack import load_pack
from recount.places.gazetteer import Gazetteer, shipped_path
from recount.text.load import load
from recount.text.parse import parse

OPENED = """
import os, sys
def resident():
    with open("/proc/self/statm") as pages:
        return int(pages.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
before = resident()
from recount.places.gazetteer import Gazetteer
held = Gazetteer(sys.argv[1])
opened = resident()
for name in sys.stdin.read().splitlines():
    held.lookup(name)
print(opened - before, resident() - opened)
"""


def names_of(path: Path, count: int) -> list[str]:
    """Names of the file, every n-th place in the order of their numbers, and as many that no place has."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        places = [row[0] for row in database.execute("SELECT name FROM place ORDER BY id")]
    step = max(1, len(places) // count)
    return [name for place in places[::step][:count] for name in (place, f"{place[::-1]} zq")]


def seconds_a_pass(path: Path, names: Sequence[str]) -> tuple[float, float]:
    """Wall seconds of asking all names of a file just opened, and of asking them again."""
    held = Gazetteer(str(path))
    passes = []
    for _ in range(2):
        began = perf_counter()
        for name in names:
            held.lookup(name)
        passes.append(perf_counter() - began)
    held.close()
    return passes[0], passes[1]


def seconds_to_open(path: Path) -> float:
    began = perf_counter()
    Gazetteer(str(path)).close()
    return perf_counter() - began


def seconds_to_resolve(path: Path, report: str) -> tuple[float, float, int]:
    """Wall seconds of finding and resolving a report's places with a gazetteer just opened, and again; how many."""
    pack = load_pack("en")
    if pack is None:
        raise SystemExit("the English language pack is not installed: uv sync")
    analysis = analyse(parse(load(report)), pack)
    held = Gazetteer(str(path))
    passes = []
    for _ in range(2):
        began = perf_counter()
        found = find_places(analysis, held)
        passes.append(perf_counter() - began)
    held.close()
    return passes[0], passes[1], len(found)


def memory(path: Path, names: Sequence[str]) -> tuple[float, float]:
    """MiB that opening the gazetteer adds to a process of its own, its knowledge included, and that look-ups add; on
    Linux, which says what a process holds."""
    command = [sys.executable, "-c", OPENED, str(path)]
    done = subprocess.run(command, input="\n".join(names), capture_output=True, text=True, check=True)
    opened, asked = (int(figure) / 2**20 for figure in done.stdout.split())
    return opened, asked


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report")
    parser.add_argument("--gazetteer", type=Path, default=shipped_path())
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--names", type=int, default=5000)
    options = parser.parse_args()
    names = names_of(options.gazetteer, options.names)
    opening = median(seconds_to_open(options.gazetteer) for _ in range(options.runs))
    asked = [seconds_a_pass(options.gazetteer, names) for _ in range(options.runs)]
    read = [seconds_to_resolve(options.gazetteer, options.report) for _ in range(options.runs)]
    opened, looked = memory(options.gazetteer, names)
    lines = [
        f"{options.gazetteer}: {options.gazetteer.stat().st_size / 2**20:,.1f} MiB; medians of {options.runs} runs",
        f"opened in {opening * 1000:.1f} ms",
        f"look-ups a second, first: {len(names) / median(first for first, _ in asked):,.0f}",
        f"look-ups a second, repeated: {len(names) / median(again for _, again in asked):,.0f}",
        f"a report of {read[0][2]} names of places, found and resolved: {median(r[0] for r in read) * 1000:.0f} ms, "
        f"again: {median(r[1] for r in read) * 1000:.0f} ms",
        f"memory: {opened:.0f} MiB once opened, {looked:.0f} MiB more after {len(names):,} look-ups",
    ]
    print("\n".join(lines))


if __name__ == "__main__":
    main()
