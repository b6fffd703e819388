"""Name tags that fit each other: an I- tag only goes on from its own type."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
COUNT = len(TAGS)
# ALLOWED[before, after]: every tag but I- goes anywhere; I-X follows B-X or I-X.
ALLOWED = np.array([[not b.startswith("I-") or a[2:] == b[2:] for b in TAGS] for a in TAGS])
BARRED = np.where(ALLOWED, 0.0, -1e9).astype(np.float32)


def best_names(scores: NDArray[np.float32]) -> list[str]:
    """The best allowed tags for scores (words, 7) in the order of TAGS."""
    best: list[int] = scores.argmax(1).tolist()
    before = 0
    for tag in best:
        if not ALLOWED[before, tag]:
            return [TAGS[i] for i in _viterbi(scores)]
        before = tag
    return [TAGS[i] for i in best]


def _viterbi(scores: NDArray[np.float32]) -> list[int]:
    """The allowed row of tags with the highest sum."""
    total = scores[0] + BARRED[0]
    back = []
    for row in scores[1:]:
        joint = total[:, None] + BARRED
        back.append(joint.argmax(0))
        total = joint.max(0) + row
    path = [int(total.argmax())]
    for choice in reversed(back):
        path.append(int(choice[path[-1]]))
    return path[::-1]
