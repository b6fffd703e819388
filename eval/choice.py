"""A small model of one choice among several: which of an article's times is meant, by what is known of each.

The odds of each candidate are compared with the others of its own article and no other's (a conditional logit), so a
feature counts by what sets one candidate apart from the rest of the same article.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from eval.logistic import Features, scale

_STEPS = 60
_LONGEST = 2.0  # no weight moves farther in one step, so that the first ones do not overshoot
_CLOSE = 1e-5


def weights(groups: Sequence[Any], right: Sequence[Any], ridge: float) -> Any:
    """Newton's method on the penalised likelihood that one of each group's right rows is chosen.

    `groups`: a table each, one line a candidate; `right`: 1.0 for each line that may be chosen, at least one a group.
    """
    count = groups[0].shape[1]
    found = np.zeros(count)
    for _ in range(_STEPS):
        slope, bend = ridge * found, ridge * np.eye(count)
        for table, wanted in zip(groups, right, strict=True):
            odds = likelihoods(table @ found)
            middle = odds @ table
            hit = odds * wanted / (odds @ wanted)
            slope = slope + middle - hit @ table
            bend = bend + (table * odds[:, None]).T @ table - np.outer(middle, middle)
        step = np.linalg.solve(bend, slope)
        found = found - step * min(1.0, _LONGEST / max(abs(step).max(), _CLOSE))
        if abs(step).max() < _CLOSE:
            break
    return found


def likelihoods(scores: Any) -> Any:
    """The share that each score of one group has of the choice."""
    raised = np.exp(scores - scores.max())
    return raised / raised.sum()


def choices(
    train: Sequence[Sequence[Features]],
    right: Sequence[Sequence[bool]],
    asked: Sequence[Sequence[Features]],
    ridge: float,
    least: int,
) -> list[Any]:
    """For each group of `asked` the share of each candidate. Groups of `train` without a right one teach nothing, nor
    do those where all are right."""
    scaled = scale([row for group in train for row in group], least)
    taught = [(g, r) for g, r in zip(train, right, strict=True) if any(r) and not all(r)]
    tables = [scaled.of(group)[:, :-1] for group, _ in taught]
    found = weights(tables, [np.array(r, float) for _, r in taught], ridge)
    return [likelihoods(scaled.of(group)[:, :-1] @ found) for group in asked]
