"""How a grouping agrees with coders' groups: pairwise and B-cubed precision, recall and F1."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """Shares from 0 to 1. B-cubed (Bagga and Baldwin 1998) is the mean over items; pairwise counts pairs of one group."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def numbered(groups: Iterable[Iterable[str]]) -> dict[str, int]:
    """Items by the number of their group."""
    return {item: number for number, group in enumerate(groups) for item in group}


def b_cubed(given: Mapping[str, int], gold: Mapping[str, str]) -> Agreement:
    """Over the items of `gold`, all of which are in `given`."""
    both = Counter((given[item], gold[item]) for item in gold)
    ours, theirs = Counter(given[item] for item in gold), Counter(gold.values())
    precision = sum(n * n / ours[mine] for (mine, _), n in both.items()) / len(gold)
    recall = sum(n * n / theirs[coded] for (_, coded), n in both.items()) / len(gold)
    return Agreement(precision, recall)


def pairwise(given: Mapping[str, int], gold: Mapping[str, str]) -> Agreement:
    """Over all pairs of items of `gold`; with no pair given, precision is 1."""
    right = _pairs(Counter((given[item], gold[item]) for item in gold).values())
    ours, theirs = _pairs(Counter(given[item] for item in gold).values()), _pairs(Counter(gold.values()).values())
    return Agreement(right / ours if ours else 1.0, right / theirs if theirs else 1.0)


def _pairs(sizes: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes)


def drawn(blocks: Sequence[Sequence[str]], given: Mapping[str, int], gold: Mapping[str, str]) -> "Sample":
    """Items of some blocks, each block with its items; a block that is drawn twice counts as two."""
    return Sample(
        {
            f"{i}|{item}": given[item] + i * (1 + max(given.values()))
            for i, block in enumerate(blocks)
            for item in block
        },
        {f"{i}|{item}": f"{i}|{gold[item]}" for i, block in enumerate(blocks) for item in block},
    )


@dataclass(frozen=True, slots=True)
class Sample:
    given: dict[str, int]
    gold: dict[str, str]
