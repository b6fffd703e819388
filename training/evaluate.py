"""Figures of the package on EWT, PUD and GUM, as tables in Markdown.

    python evaluate.py --data ../../shared/ud [--compare float-data] [--part dev]

Raw scores are aligned as in the CoNLL 2018 shared task: a word is found where its characters are those of a gold word,
and an arc is right where both its words are found and the relation is the same. LAS leaves out subtypes as that task
did; LAS+ counts them.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from math import isnan
from pathlib import Path

import treebank
from boundaries import same_length_upper
from recount_language_en.pack import DATA, EnglishPack, Token
from treebank import Sentence

Span = tuple[int, int]


@dataclass
class Word:
    """A word of a running text; spans count its characters that are not white space."""

    span: Span
    head: Span | None  # None: the root
    deprel: str
    upos: str
    xpos: str
    feats: str
    lemma: str


@dataclass
class Reading:
    """All words, sentences and names of a text."""

    words: dict[Span, Word] = field(default_factory=dict)
    sentences: set[Span] = field(default_factory=set)
    names: set[tuple[int, int, str]] = field(default_factory=set)


def solid_positions(text: str) -> list[int]:
    """For each offset (and the end) how many characters before it are not white space."""
    counts = [0]
    for char in text:
        counts.append(counts[-1] + (not char.isspace()))
    return counts


def name_spans(spans: list[Span], tags: Iterable[str]) -> set[tuple[int, int, str]]:
    """Names in a row of IOB2 tags as (start, end, type) over the words' spans."""
    found: list[tuple[int, int, str]] = []
    inside = ""
    for (start, end), tag in zip(spans, tags, strict=True):
        if tag.startswith("I-") and inside == tag[2:]:
            found[-1] = (found[-1][0], end, inside)
        elif tag != "O":
            found.append((start, end, tag[2:]))
        inside = tag[2:] if tag != "O" else ""
    return set(found)


def gold_reading(sentences: list[Sentence]) -> Reading:
    """The treebank's own reading of its running text."""
    text, starts = treebank.raw_text(sentences)
    solid = solid_positions(text)
    reading = Reading()
    for sentence, at in zip(sentences, starts, strict=True):
        spans = [(solid[at + a], solid[at + b]) for a, b in sentence.spans]
        rows = zip(
            spans,
            sentence.heads,
            sentence.deprels,
            sentence.upos,
            sentence.xpos,
            sentence.feats,
            sentence.lemmas,
            strict=True,
        )
        for span, head, *rest in rows:
            reading.words[span] = Word(span, spans[head] if head >= 0 else None, *rest)
        reading.sentences.add((spans[0][0], spans[-1][1]))
        if sentence.names is not None:
            reading.names |= name_spans(spans, sentence.names)
    return reading


def pack_reading(parsed: list[tuple[int, tuple[Token, ...]]], text: str) -> Reading:
    """The package's reading: tokens of sentences that start at the given offsets."""
    solid = solid_positions(text)
    reading = Reading()
    for at, tokens in parsed:
        spans = [(solid[at + t.start], solid[at + t.end]) for t in tokens]
        for span, t in zip(spans, tokens, strict=True):
            head = spans[t.head] if t.head >= 0 else None
            reading.words[span] = Word(span, head, t.deprel, t.upos, t.xpos, t.feats, t.lemma)
        reading.sentences.add((spans[0][0], spans[-1][1]))
        reading.names |= name_spans(spans, (t.name for t in tokens))
    return reading


def read_gold_tokens(pack: EnglishPack, sentences: list[Sentence], cast: Callable[[str], str]) -> Reading:
    text, starts = treebank.raw_text(sentences)
    pairs = zip(sentences, starts, strict=True)
    return pack_reading([(at, pack.annotate(cast(s.text), s.spans)) for s, at in pairs], text)


def read_raw(pack: EnglishPack, sentences: list[Sentence], cast: Callable[[str], str]) -> Reading:
    text = cast(treebank.raw_text(sentences)[0])
    spans = pack.split(text)
    parsed = pack.parse([text[a:b] for a, b in spans])
    return pack_reading([(a, tokens) for (a, _), tokens in zip(spans, parsed, strict=True)], text)


def f1(right: int, found: int, wanted: int) -> float:
    """In per cent; not a number where there is nothing to find."""
    return 200 * right / (found + wanted) if wanted else float("nan")


def universal(deprel: str) -> str:
    return deprel.split(":")[0]


def same_arc(a: Word, b: Word, label: Callable[[str], str]) -> bool:
    return a.head == b.head and label(a.deprel) == label(b.deprel)


def scores(gold: Reading, got: Reading) -> dict[str, float]:
    """All figures of one reading, F1 in per cent; with gold tokens F1 is accuracy."""
    pairs = [(word, got.words[span]) for span, word in gold.words.items() if span in got.words]
    sizes = (len(got.words), len(gold.words))
    verbs = [(a, b) for a, b in pairs if a.upos == "VERB"]

    def share(test: Callable[[Word, Word], bool]) -> float:
        return f1(sum(test(a, b) for a, b in pairs), *sizes)

    return {
        "tokens": f1(len(pairs), *sizes),
        "sentences": f1(len(gold.sentences & got.sentences), len(got.sentences), len(gold.sentences)),
        "UPOS": share(lambda a, b: a.upos == b.upos),
        "XPOS": share(lambda a, b: a.xpos == b.xpos),
        "feats": share(lambda a, b: a.feats == b.feats),
        "lemmas": share(lambda a, b: a.lemma == b.lemma),
        "verb lemmas": 100 * sum(a.lemma == b.lemma for a, b in verbs) / max(1, len(verbs)),
        "UAS": share(lambda a, b: a.head == b.head),
        "LAS": share(lambda a, b: same_arc(a, b, universal)),
        "LAS+": share(lambda a, b: same_arc(a, b, str)),
        "names": f1(len(gold.names & got.names), len(got.names), len(gold.names)),
    }


def name_scores(gold: Reading, got: Reading) -> dict[str, float]:
    """F1 by type of name."""
    result = {}
    for kind in treebank.NAME_TYPES:
        a, b = ({n for n in r.names if n[2] == kind} for r in (gold, got))
        result[kind] = f1(len(a & b), len(b), len(a))
    return result


def relation_scores(gold: Reading, got: Reading) -> list[tuple[str, int, float]]:
    """(relation, number in gold, F1 of head and relation) by frequency."""
    wanted = Counter(word.deprel for word in gold.words.values())
    found = Counter(word.deprel for word in got.words.values())
    right: Counter[str] = Counter()
    for span, word in gold.words.items():
        if span in got.words and same_arc(word, got.words[span], str):
            right[word.deprel] += 1
    return [(name, n, f1(right[name], found[name], n)) for name, n in wanted.most_common()]


def print_table(rows: dict[str, dict[str, float]]) -> None:
    columns = list(next(iter(rows.values())))
    print("| |", " | ".join(columns), "|")
    print("|---|" + "---|" * len(columns))
    for name, row in rows.items():
        print(f"| {name} |", " | ".join("–" if isnan(row[c]) else f"{row[c]:.2f}" for c in columns), "|")
    print(flush=True)


def read_sets(data: Path, part: str) -> dict[str, list[Sentence]]:
    sets = {f"EWT {part}": treebank.ewt(data, part), f"GUM {part}": treebank.gum(data, part)}
    if part == "test":
        sets["PUD"] = treebank.pud(data)
    for sentences in sets.values():
        for sentence in sentences:
            if sentence.silver:  # GUM's names come by rule and are no test
                sentence.names = None
    return sets


def figures(pack: EnglishPack, sets: dict[str, list[Sentence]], part: str) -> dict[str, dict[str, float]]:
    rows = {}
    for name, sentences in sets.items():
        gold = gold_reading(sentences)
        rows[f"{name}, gold tokens"] = scores(gold, read_gold_tokens(pack, sentences, str))
        rows[f"{name}, raw"] = scores(gold, read_raw(pack, sentences, str))
    name = f"EWT {part}"
    gold = gold_reading(sets[name])
    rows[f"{name}, capitals, gold tokens"] = scores(gold, read_gold_tokens(pack, sets[name], same_length_upper))
    rows[f"{name}, capitals, raw"] = scores(gold, read_raw(pack, sets[name], same_length_upper))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../../shared/ud"))
    parser.add_argument("--pack", type=Path, default=DATA, help="the data folder of the package")
    parser.add_argument("--compare", type=Path, help="a data folder with the graphs in float")
    parser.add_argument("--part", choices=("dev", "test"), default="test")
    options = parser.parse_args()
    pack = EnglishPack(options.pack)
    sets = read_sets(options.data, options.part)
    print(pack.name, pack.version, "\n")
    rows = figures(pack, sets, options.part)
    print_table(rows)
    if options.compare is not None:
        plain = figures(EnglishPack(options.compare), sets, options.part)
        print("In float:\n")
        print_table(plain)
        print("Eight bits less float:\n")
        print_table({name: {k: v - plain[name][k] for k, v in row.items()} for name, row in rows.items()})
    types = {}
    for name, sentences in sets.items():
        if not name.startswith("GUM"):
            types[name] = name_scores(gold_reading(sentences), read_gold_tokens(pack, sentences, str))
    print_table(types)
    ewt = sets[f"EWT {options.part}"]
    print(f"| relation (EWT {options.part}, gold tokens) | words | F1 |\n|---|---|---|")
    for relation, number, value in relation_scores(gold_reading(ewt), read_gold_tokens(pack, ewt, str)):
        print(f"| {relation} | {number} | {value:.1f} |")


if __name__ == "__main__":
    main()
