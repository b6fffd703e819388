"""Equal treatment: the same sentence with its two sides changed over must be read the same way.

    uv run python eval/swap.py [--table TABLE] [--kinds nationality,forces] [--sample N --seed S] [--list N]

Harm, count, standing, extent and use of every claim are compared. Prints the share of sentences that differ, by kind of
swap, by field and by way of saying, and the sentences that do; exit code 1 where any does.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml

import recount

TABLE = Path(__file__).resolve().parents[1] / "tests" / "tables" / "swaps.yml"
PUBLISHED = date(2021, 3, 16)
FIELDS = ("harm", "count", "standing", "extent", "use")


@dataclass(frozen=True)
class Swap:
    """One sentence as it stands and with the sides changed over."""

    kind: str
    way: str
    text: str
    swapped: str


def sides(kind: dict[str, Any]) -> Iterator[tuple[SimpleNamespace, SimpleNamespace]]:
    """The pairs of sides of one kind, each side with all its forms."""

    def side(row: Sequence[str]) -> SimpleNamespace:
        fields = dict(zip(kind["fields"], row, strict=True))
        return SimpleNamespace(**fields, **{n: form.format(**fields) for n, form in kind.get("forms", {}).items()})

    for one, two in kind["pairs"]:
        yield side(one), side(two)


def told(sentence: str, a: SimpleNamespace, b: SimpleNamespace, way: str) -> str:
    text = sentence.format(A=a, B=b)
    return text.upper() if way == "capitals" else text[0].upper() + text[1:]


def swaps(path: Path = TABLE) -> list[Swap]:
    """Every sentence of the table with every pair of sides of the kinds that it is read with."""
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Swap(name, way, told(sentence, a, b, way), told(sentence, b, a, way))
        for name, kind in table["kinds"].items()
        for way, sentences in table["ways"].items()
        for sentence in sentences.get(name if name in sentences or "people" not in kind["fields"] else "sides", [])
        for a, b in sides(kind)
    ]


def reading_of(text: str) -> list[dict[str, Any]]:
    """The compared fields of each claim, in the order of the text; of a refused text one row that says so."""
    try:
        claims = recount.record_of(recount.read(text, PUBLISHED))["claims"]
    except recount.UnreadLanguageError as error:
        return [dict.fromkeys(FIELDS) | {"harm": f"refused: {error}"}]
    kept = [c for c in claims if c["harm"] is not None or c["count"] is not None]
    rows = []
    for claim in kept:
        count = claim["count"]
        number = None if count is None else (count["low"], count["high"], count["unit"])
        rows.append({field: claim[field] for field in FIELDS} | {"count": number})
    return rows


def differing(swap: Swap) -> tuple[str, ...]:
    """The fields in which the two readings differ; a claim that only one of them has is a difference of `harm`."""
    one, two = reading_of(swap.text), reading_of(swap.swapped)
    if Counter(row["harm"] for row in one) != Counter(row["harm"] for row in two):
        return ("harm",)
    return tuple(
        field
        for field in FIELDS
        if Counter((row["harm"], row[field]) for row in one) != Counter((row["harm"], row[field]) for row in two)
    )


def shares(title: str, all_swaps: Sequence[str], differ: Sequence[str]) -> None:
    total, found = Counter(all_swaps), Counter(differ)
    print(title)
    for name in total:
        print(f"  {name:14s} {found[name]:5d} of {total[name]:5d}  {found[name] / total[name]:7.2%}")


def show(found: dict[Swap, tuple[str, ...]], most: int) -> None:
    """The sentences that differ: what each reading has."""
    for swap, fields in list(found.items())[:most]:
        print(f"\n{swap.kind}, {swap.way}: {', '.join(fields)}")
        for text in (swap.text, swap.swapped):
            rows = [", ".join(str(row[field]) for field in FIELDS) for row in reading_of(text)]
            print(f"  {text}\n      {' | '.join(rows) or 'nothing'}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--table", type=Path, default=TABLE)
    parser.add_argument("--kinds", help="only these kinds of swap")
    parser.add_argument("--sample", type=int, help="only so many sentences, drawn by --seed")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--list", type=int, default=1000, metavar="N", help="list at most N sentences that differ")
    given = parser.parse_args()
    chosen = [s for s in swaps(given.table) if given.kinds is None or s.kind in given.kinds.split(",")]
    if given.sample is not None:
        chosen = random.Random(given.seed).sample(chosen, min(given.sample, len(chosen)))
    found = {swap: fields for swap in chosen if (fields := differing(swap))}
    show(found, given.list)
    print(f"\n{len(chosen)} sentences with their sides changed over, {len(found)} are read otherwise")
    shares("by kind of swap", [s.kind for s in chosen], [s.kind for s in found])
    shares("by way", [s.way for s in chosen], [s.way for s in found])
    print("by field")
    for field in FIELDS:
        print(f"  {field:14s} {sum(field in fields for fields in found.values()):5d} of {len(chosen):5d}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
