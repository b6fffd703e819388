"""How a grouping agrees with coders' groups: pairwise and B-cubed precision, recall and F1."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from eval.intervals import bootstrap
from eval.rows import Row


@dataclass(frozen=True, slots=True)
class Agreement:
    """Shares from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Item:
    """One report: its group as given, as `beside` gives it, and as coded; `block` is what is drawn as one when an
    interval is measured (a topic, an election)."""

    given: int
    beside: int
    gold: str
    block: str


def numbered(groups: Iterable[Iterable[str]]) -> dict[str, int]:
    """Items by the number of their group."""
    return {item: number for number, group in enumerate(groups) for item in group}


def b_cubed(pairs: Sequence[tuple[int, str]]) -> Agreement:
    """The mean over items (Bagga and Baldwin 1998), each given as (its group, the coders' group)."""
    both = Counter(pairs)
    ours, theirs = Counter(mine for mine, _ in pairs), Counter(coded for _, coded in pairs)
    precision = sum(n * n / ours[mine] for (mine, _), n in both.items()) / len(pairs)
    recall = sum(n * n / theirs[coded] for (_, coded), n in both.items()) / len(pairs)
    return Agreement(precision, recall)


def pairwise(pairs: Sequence[tuple[int, str]]) -> Agreement:
    """Over all pairs of items; with no pair given, precision is 1."""
    right = _pairs(Counter(pairs).values())
    ours, theirs = _pairs(Counter(m for m, _ in pairs).values()), _pairs(Counter(c for _, c in pairs).values())
    return Agreement(right / ours if ours else 1.0, right / theirs if theirs else 1.0)


def _pairs(sizes: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes)


Measure = Callable[[Sequence[tuple[int, str]]], Agreement]
MEASURES: Mapping[str, Measure] = {"B-cubed": b_cubed, "pairwise": pairwise}


def rows(set_name: str, split: str, of: str, items: Sequence[Item], beside: str) -> list[Row]:
    """F1, precision and recall of both measures, with intervals of F1 over blocks drawn again."""
    blocks: dict[str, list[Item]] = {}
    for item in items:
        blocks.setdefault(item.block, []).append(item)
    made = []
    for name, measure in MEASURES.items():
        ours = measure([(i.given, i.gold) for i in items])
        theirs = measure([(i.beside, i.gold) for i in items])
        interval = bootstrap(list(blocks.values()), partial(_f1, measure=measure), 200)
        made.append(Row(set_name, split, f"{name} F1", ours.f1, len(items), of, interval, theirs.f1, beside))
        for part in ("precision", "recall"):
            value, other = getattr(ours, part), getattr(theirs, part)
            made.append(Row(set_name, split, f"{name} {part}", value, len(items), of, None, other, beside))
    return made


def _f1(blocks: Sequence[Sequence[Item]], measure: Measure) -> float:
    """A block that is drawn twice is two: its groups have nothing to do with each other."""
    most = 1 + max(item.given for block in blocks for item in block)
    return measure([(n * most + i.given, f"{n} {i.gold}") for n, block in enumerate(blocks) for i in block]).f1
