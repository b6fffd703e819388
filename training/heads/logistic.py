"""Weights of a learned part from its cases: a few hundred features, a thousand cases, no chance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from eval.logistic import weights
from recount.model.head import CONSTANT

_DIGITS = 3  # of a weight: two reports apart at the third digit are no evidence


def fit(
    cases: Sequence[Mapping[str, float]],
    answers: Sequence[bool],
    sources: Sequence[str],
    least: int,
    penalty: float,
) -> dict[str, float]:
    """Log odds by feature, of features that cases of `least` sources have; `penalty` is L2, not on the constant."""
    held: defaultdict[str, set[str]] = defaultdict(set)
    for case, source in zip(cases, sources, strict=True):
        for name in case:
            held[name].add(source)
    names = sorted(name for name, found in held.items() if len(found) >= least)
    place = {name: i for i, name in enumerate(names)}
    x = np.ones((len(cases), len(names) + 1))
    x[:, :-1] = 0.0
    for row, case in enumerate(cases):
        for name, value in case.items():
            if name in place:
                x[row, place[name]] = value
    found = weights(x, np.asarray(answers, float), penalty)
    rounded = {name: round(float(w), _DIGITS) for name, w in zip((*names, CONSTANT), found, strict=True)}
    return {name: w for name, w in rounded.items() if w}
