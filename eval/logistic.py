"""A small logistic regression for the mapping from records to a benchmark's labels: named features and a ridge."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Features = Mapping[str, float]
_SHRINK = 0.2  # added to a feature's deviation, so that rare ones are not blown up
_STEPS = 40
_CLOSE = 1e-6


@dataclass(frozen=True)
class Scale:
    """Columns for the features that at least `least` training rows have, centred, of unit length on average."""

    columns: dict[str, int]
    middle: Any
    width: Any

    def of(self, rows: Sequence[Features]) -> Any:
        """One line a row, with a constant 1 at the end."""
        table = np.zeros((len(rows), len(self.columns)))
        for line, row in zip(table, rows, strict=True):
            for name, value in row.items():
                if name in self.columns:
                    line[self.columns[name]] = value
        return np.hstack([(table - self.middle) / self.width, np.ones((len(rows), 1))])


def scale(rows: Sequence[Features], least: int) -> Scale:
    told = Counter(name for row in rows for name in row)
    columns = {name: i for i, name in enumerate(sorted(n for n, times in told.items() if times >= least))}
    table = Scale(columns, 0.0, 1.0).of(rows)[:, :-1]
    middle, width = table.mean(axis=0), table.std(axis=0) + _SHRINK
    length = float(np.sqrt((((table - middle) / width) ** 2).sum(axis=1).mean()) or 1.0)
    return Scale(columns, middle, width * length)


def weights(table: Any, labels: Any, ridge: float) -> Any:
    """Newton's method on the penalised likelihood; the constant is not penalised."""
    penalty = np.full(table.shape[1], ridge)
    penalty[-1] = _CLOSE
    found = np.zeros(table.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-np.clip(table @ found, -30, 30)))
        slope = table.T @ (likely - labels) + penalty * found
        bend = (table * (likely * (1 - likely))[:, None]).T @ table + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        found -= step
        if abs(step).max() < _CLOSE:
            break
    return found


def scores(train: Sequence[Features], labels: Any, test: Sequence[Features], ridge: float, least: int) -> Any:
    """Log-odds of each test row for each label; `labels` is a table, one line a training row, one column a label."""
    scaled = scale(train, least)
    seen, asked = scaled.of(train), scaled.of(test)
    return np.column_stack([asked @ weights(seen, column, ridge) for column in np.asarray(labels, float).T])


def chosen(
    rows: Sequence[Features],
    labels: Any,
    parts: Sequence[int],
    cut: Callable[[Any, Any], float],
    ridge: float,
    least: int,
) -> Any:
    """What each row is given by a model of the other parts: log-odds less a threshold, so that above 0 means yes.

    The threshold is `cut(log-odds, labels)` on the other parts, each of them scored by a model of the rest.
    """
    table, part = np.asarray(labels, float), np.asarray(parts)
    given = np.zeros(table.shape)

    def scored(test: Any, train: Any) -> Any:
        at = [np.flatnonzero(mask).tolist() for mask in (train, test)]
        return scores([rows[i] for i in at[0]], table[at[0]], [rows[i] for i in at[1]], ridge, least)

    for held in sorted(set(parts)):
        others = part != held
        inner = np.zeros(table.shape)
        for other in sorted(set(parts) - {held}):
            inner[part == other] = scored(part == other, others & (part != other))
        given[~others] = scored(~others, others) - cut(inner[others], table[others])
    return given


def best_cut(odds: Any, labels: Any) -> float:
    """The threshold on log-odds with the best micro-F1, the middle of five neighbours' mean against chance."""
    steps = np.linspace(-3, 1, 41)
    found = [_f1((odds > step) & (labels > 0), odds > step, labels > 0) for step in steps]
    smooth = np.convolve(np.pad(found, 2, "edge"), np.ones(5) / 5, "valid")
    return float(steps[int(smooth.argmax())])


def _f1(both: Any, given: Any, gold: Any) -> float:
    return float(2 * both.sum() / max(1, given.sum() + gold.sum()))
