"""Words per CPU second of the package on raw text, and where the time goes.

python speed.py --data ../../shared/ud
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import treebank
from recount_language_en.pack import DATA, EnglishPack
from treebank import Sentence


def cpu_seconds(work: Callable[[], object], runs: int) -> float:
    """The median CPU time of several runs."""
    times = []
    for _ in range(runs):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return median(times)


def measure(pack: EnglishPack, name: str, sentences: list[Sentence], runs: int) -> None:
    """Prints the speed of one treebank's running text, whole and step by step."""
    text = treebank.raw_text(sentences)[0]
    spans = pack.split(text)
    lines = [text[a:b] for a, b in spans]
    words = sum(map(len, pack.parse(lines)))  # fills the caches, as a long run would
    cut = [pack.tokens(line) for line in lines]
    inputs = [pack.inputs(line, c) for line, c in zip(lines, cut, strict=True)]
    outputs = [pack.run(feed) for feed in inputs]
    steps = {
        "sentences": lambda: pack.split(text),
        "tokens": lambda: [pack.tokens(line) for line in lines],
        "pieces and shapes": lambda: [pack.inputs(line, c) for line, c in zip(lines, cut, strict=True)],
        "network": lambda: [pack.run(feed) for feed in inputs],
        "tree, relations, names, lemmas": lambda: [
            pack.decode(line, c, out, 0) for line, c, out in zip(lines, cut, outputs, strict=True)
        ],
    }
    whole = cpu_seconds(lambda: pack.parse([text[a:b] for a, b in pack.split(text)]), runs)
    print(f"{name}: {words} words, {len(lines)} sentences, {words / whole:.0f} words per CPU second")
    for step, work in steps.items():
        print(f"  {step}: {cpu_seconds(work, runs) / words * 1e6:.1f} microseconds a word")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../../shared/ud"))
    parser.add_argument("--pack", type=Path, default=DATA)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    began = time.perf_counter()
    pack = EnglishPack(options.pack)
    print(f"load: {time.perf_counter() - began:.2f} s")
    measure(pack, "EWT test", treebank.ewt(options.data, "test"), options.runs)
    measure(pack, "PUD", treebank.pud(options.data), options.runs)


if __name__ == "__main__":
    main()
