"""How long a report takes and where the time goes. Prints medians; run it on a machine that does nothing else.

uv run python benchmarks/read.py examples/river-town.txt [--runs 5]
"""

import argparse
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

IMPORT = "from time import perf_counter as t; a = t(); import recount; print(t() - a)"

# The calls that `recount.record` makes beside those of `recount.reading`, in their order.
OUTER = ("load", "parse", "identify", "load_pack", "load_knowledge", "compile_record")


def cold_run(report: str) -> tuple[float, float]:
    """One `recount read REPORT --json` in a process of its own: wall seconds, and peak memory in MiB."""
    began = perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "recount.cli", "read", report, "--json"], stdout=subprocess.DEVNULL
    ) as run:
        _, status, usage = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode:
        raise SystemExit(f"recount read {report} ended with {run.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes there, KiB elsewhere
    return perf_counter() - began, usage.ru_maxrss * unit / 2**20


def import_seconds() -> float:
    done = subprocess.run([sys.executable, "-c", IMPORT], capture_output=True, text=True, check=True)
    return float(done.stdout)


def timed(call: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    @wraps(call)
    def measured(*arguments: Any, **named: Any) -> Any:
        began = process_time()
        try:
            return call(*arguments, **named)
        finally:
            spent[name] += process_time() - began

    return measured


def watch_stages(spent: dict[str, float]) -> None:
    """Puts a clock around every stage that the reader calls; the reader looks its stages up by name at each call."""
    import recount.reading
    import recount.record

    stages = vars(recount.reading)
    own = recount.reading.__name__
    for name, call in list(stages.items()):
        if callable(call) and getattr(call, "__module__", own).startswith("recount.") and not isinstance(call, type):
            if call.__module__ != own and not name.startswith("load_"):
                stages[name] = timed(call, name, spent)
    for name in OUTER:
        vars(recount.record)[name] = timed(vars(recount.record)[name], name, spent)


def stage_seconds(report: str, runs: int) -> tuple[list[dict[str, float]], list[float]]:
    """CPU seconds of each stage and of the whole, run by run in one process: the first is cold, the rest are warm."""
    import recount

    spent: dict[str, float] = defaultdict(float)
    watch_stages(spent)
    stages, wholes = [], []
    for _ in range(runs + 1):
        spent.clear()
        began = process_time()
        recount.record_json(recount.read_file(report))
        wholes.append(process_time() - began)
        stages.append(dict(spent))
    return stages, wholes


def pack_words_per_second(report: str, runs: int) -> float:
    """Words (split at white space) that the language pack splits and parses in a CPU second, once it is loaded."""
    import recount
    from recount.language.pack import load_pack

    document = recount.read_file(report).document
    pack = load_pack(document.language or "")
    assert pack is not None
    seconds = []
    for _ in range(runs):
        began = process_time()
        for block in document.blocks:
            text = document.text[block.start : block.end]
            pack.parse([text[start:end] for start, end in pack.split(text)])
        seconds.append(process_time() - began)
    return len(document.text.split()) / median(seconds)


def table(stages: Sequence[dict[str, float]], wholes: Sequence[float]) -> list[str]:
    """One line a stage: CPU seconds of the first run, the median of the warm ones, and its share of a warm run."""
    warm = median(wholes[1:])
    lines = [f"{'stage':<18}{'first s':>9}{'warm s':>9}{'share':>7}"]
    for name in stages[0]:
        later = median(run.get(name, 0.0) for run in stages[1:])
        lines.append(f"{name:<18}{stages[0][name]:>9.3f}{later:>9.3f}{later / warm:>7.0%}")
    known = median(sum(run.values()) for run in stages[1:])
    lines.append(
        f"{'the rest':<18}{wholes[0] - sum(stages[0].values()):>9.3f}{warm - known:>9.3f}{1 - known / warm:>7.0%}"
    )
    lines.append(f"{'whole':<18}{wholes[0]:>9.3f}{warm:>9.3f}{1:>7.0%}")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    cold = [cold_run(options.report) for _ in range(options.runs)]
    imports = [import_seconds() for _ in range(options.runs)]
    stages, wholes = stage_seconds(options.report, options.runs)  # before anything else loads the pack
    speed = pack_words_per_second(options.report, options.runs)
    words = len(Path(options.report).read_text(encoding="utf-8").split())
    lines = [
        f"{options.report}: {words} words; medians of {options.runs} runs",
        f"cold `recount read --json`: {median(wall for wall, _ in cold):.2f} s wall, "
        f"{median(peak for _, peak in cold):.0f} MiB at its peak",
        f"`import recount`: {median(imports) * 1000:.1f} ms",
        f"language pack: {speed:,.0f} words in a CPU second",
        f"a warm reading: {words / median(wholes[1:]):,.0f} words in a CPU second, "
        f"{wholes[0] / median(wholes[1:]):.1f} times as fast as the first",
        "",
        *table(stages, wholes),
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
