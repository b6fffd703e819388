"""Trains the sentence splitter of the package: logistic regression over its features, then whole-number weights.

python boundaries.py --data ../../shared/ud
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from pathlib import Path

import torch
import treebank
from lexica import PACKAGE_DATA, stamp
from recount_language_en.sentences import Paragraph, paragraphs
from torch import nn
from treebank import Sentence

UNIT = 1 / 16  # one step of the stored weights
Row = tuple[list[str], int, float]  # features, label, weight


def rows_of(sentences: list[Sentence], cast: str, weight: float) -> list[Row]:
    """Every gap of the running text in one casting; gold starts feed the distance features."""
    text, starts = treebank.raw_text(sentences)
    text = {"plain": str, "upper": same_length_upper, "lower": str.lower}[cast](text)
    gold = set(starts)
    rows: list[Row] = []
    for begin, end in paragraphs(text):
        page = Paragraph(text[begin:end])
        first = 0
        chunk_gold = [begin + a in gold for a, _ in page.chunks]
        at = 0
        for gap in page.gaps():
            while at < gap.left:
                at += 1
                if chunk_gold[at]:
                    first = at
            label = int(begin + gap.right_start in gold)
            rows.append((page.features(gap, first), label, weight))
    return rows


def same_length_upper(text: str) -> str:
    """Upper case letter by letter, but for letters that would grow."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def fit(rows: list[Row], epochs: int, decay: float) -> dict[str, int]:
    """Weights of the features seen at least twice, in steps of UNIT; zeros are dropped."""
    counts = Counter(feature for features, _, _ in rows for feature in features)
    index = {feature: i for i, (feature, n) in enumerate(sorted(counts.items())) if n > 1}
    index = {feature: i for i, feature in enumerate(index)}
    bag = nn.EmbeddingBag(len(index), 1, mode="sum")
    nn.init.zeros_(bag.weight)
    optimizer = torch.optim.Adam(bag.parameters(), lr=0.03)
    coded = [([index[f] for f in features if f in index], label, weight) for features, label, weight in rows]
    rng = random.Random(1)
    for epoch in range(epochs):
        rng.shuffle(coded)
        for group in optimizer.param_groups:
            group["lr"] = 0.03 * (1 - epoch / epochs)
        for at in range(0, len(coded), 1024):
            some = coded[at : at + 1024]
            ids = torch.tensor([i for ids, _, _ in some for i in ids])
            offsets = torch.tensor([0, *(len(ids) for ids, _, _ in some)][:-1]).cumsum(0)
            labels = torch.tensor([float(label) for _, label, _ in some])
            weights = torch.tensor([weight for _, _, weight in some])
            score = bag(ids, offsets).squeeze(1)
            loss = nn.functional.binary_cross_entropy_with_logits(score, labels, weights, reduction="sum") / 1024
            loss = loss + decay * bag.weight.square().sum() / len(coded) * len(some) / 1024
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    values = bag.weight.detach().squeeze(1).tolist()
    whole = {feature: round(values[i] / UNIT) for feature, i in index.items()}
    return {feature: value for feature, value in sorted(whole.items()) if abs(value) > 1}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../../shared/ud"))
    parser.add_argument("--into", type=Path, default=PACKAGE_DATA)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--decay", type=float, default=0.5)
    parser.add_argument("--without-gum", action="store_true")
    options = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)
    sets = [treebank.ewt(options.data, "train")]
    if not options.without_gum:
        sets.append(treebank.gum(options.data, "train-permissive"))
    rows = [
        row
        for sentences in sets
        for cast, weight in (("plain", 1.0), ("upper", 0.3), ("lower", 0.2))
        for row in rows_of(sentences, cast, weight)
    ]
    weights = fit(rows, options.epochs, options.decay)
    text = json.dumps(weights, ensure_ascii=False, separators=(",\n", ":"))
    (options.into / "boundaries.json").write_text(text + "\n", encoding="utf-8")
    stamp(options.into)
    print(len(rows), "gaps", len(weights), "weights")


if __name__ == "__main__":
    main()
