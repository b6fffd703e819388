"""Writes a checkpoint into the package: the two graphs and the names of their classes.

python export.py --checkpoint parser.pt --layers 4 --into ../packs/english/recount_language_en/data
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch
from graph import parser_graph, relation_graph
from lexica import PACKAGE_DATA, stamp


def export(checkpoint: Path, into: Path, word_layers: int, quantised: bool) -> None:
    """Writes parser.onnx, relations.onnx and labels.json; a folder beside the package gets the other files too."""
    state = torch.load(checkpoint, weights_only=True)
    weights = {name: value.numpy() for name, value in state["weights"].items()}
    into.mkdir(parents=True, exist_ok=True)
    (into / "parser.onnx").write_bytes(parser_graph(weights, state["sizes"], word_layers, quantised))
    (into / "relations.onnx").write_bytes(relation_graph(weights, state["sizes"]))
    labels = json.dumps(state["labels"], ensure_ascii=False, indent=0, sort_keys=True)
    (into / "labels.json").write_text(labels + "\n", encoding="utf-8")
    for other in PACKAGE_DATA.iterdir():
        if not (into / other.name).exists():
            shutil.copyfile(other, into / other.name)
    stamp(into)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--into", type=Path, default=PACKAGE_DATA)
    parser.add_argument("--layers", type=int, default=4, help="layers over words to keep, of the checkpoint's")
    parser.add_argument("--float", action="store_true", help="32 bits all through, to compare with")
    options = parser.parse_args()
    export(options.checkpoint, options.into, options.layers, not options.float)


if __name__ == "__main__":
    main()
