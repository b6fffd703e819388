"""Averages the weights of several checkpoints of one form: fine-tunings of one run go well together.

python average.py --out best.pt tuned.pt swap.pt names.pt names.pt

A checkpoint that is named twice counts twice.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def average(checkpoints: list[Path], out: Path) -> None:
    """Writes the mean of the weights, with the classes and sizes of the first checkpoint."""
    states = [torch.load(path, weights_only=True) for path in checkpoints]
    names = states[0]["weights"]
    weights = {
        name: torch.stack([state["weights"][name].float() for state in states]).mean(0).to(names[name].dtype)
        for name in names
    }
    torch.save({**states[0], "weights": weights}, out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    average(options.checkpoints, options.out)


if __name__ == "__main__":
    main()
