"""From arc scores to one tree with one root."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
NEVER = -1e9


def best_tree(scores: Scores) -> list[int]:
    """Heads (W), where W counts the words and the root's row 0; the root's own entry is 0.

    `scores` (W, W) has words as rows and heads as columns. Greedy heads are taken where they make a tree; else the
    best tree with one root is sought (Chu-Liu and Edmonds).
    """
    heads: list[int] = scores.argmax(1).tolist()
    heads[0] = 0
    if is_tree(heads):
        return heads
    open_scores = scores.astype(np.float64)
    np.fill_diagonal(open_scores, NEVER)
    open_scores[0] = NEVER
    return single_root_tree(open_scores)


def is_tree(heads: list[int]) -> bool:
    """Whether every word reaches the root and just one hangs on it."""
    if heads[1:].count(0) != 1:
        return False
    safe = bytearray(len(heads))
    safe[0] = 1
    for word in range(1, len(heads)):
        path = []
        at = word
        while not safe[at]:
            safe[at] = 2
            path.append(at)
            at = heads[at]
        if safe[at] == 2:
            return False
        for step in path:
            safe[step] = 1
    return True


def single_root_tree(scores: NDArray[np.float64]) -> list[int]:
    """The best tree whose root has one child: all trees at once first, then child by child if that has several."""
    heads = maximum_tree(scores)
    children = [word for word in range(1, len(heads)) if heads[word] == 0]
    if len(children) == 1:
        return heads
    # One fixed charge on every arc from the root, larger than any gain, leaves the best tree with a single root.
    charge = float(np.ptp(scores[scores > NEVER / 2])) * len(heads) + 1.0
    charged = scores.copy()
    charged[1:, 0] -= charge
    return maximum_tree(charged)


def maximum_tree(scores: NDArray[np.float64]) -> list[int]:
    """Chu-Liu and Edmonds by contraction; `scores` (W, W) with words as rows, heads as columns, 0 the root."""
    heads: list[int] = scores.argmax(1).tolist()
    heads[0] = 0
    cycle = find_cycle(heads)
    if not cycle:
        return heads
    inside = set(cycle)
    outside = [i for i in range(len(heads)) if i not in inside]
    inner = np.array(cycle)
    outer = np.array(outside)
    cycle_arcs = scores[inner, [heads[i] for i in cycle]]
    # An arc into the cycle replaces the arc that its end has now.
    entering = scores[np.ix_(inner, outer)] - cycle_arcs[:, None]
    enters = entering.argmax(0)
    leaving = scores[np.ix_(outer, inner)]
    leaves = leaving.argmax(1)
    size = len(outside)
    joined = np.full((size + 1, size + 1), NEVER)
    joined[:size, :size] = scores[np.ix_(outer, outer)]
    joined[size, :size] = entering.max(0)
    joined[:size, size] = leaving.max(1)
    joined[0] = NEVER
    found = maximum_tree(joined)
    for place, word in enumerate(outside):
        if place:
            head = found[place]
            heads[word] = cycle[int(leaves[place])] if head == size else outside[head]
    entry = found[size]
    heads[cycle[int(enters[entry])]] = outside[entry]
    return heads


def find_cycle(heads: list[int]) -> list[int]:
    """The words of one cycle, or none."""
    seen = [0] * len(heads)
    seen[0] = -1
    for word in range(1, len(heads)):
        at = word
        while not seen[at]:
            seen[at] = word
            at = heads[at]
        if seen[at] == word:
            cycle = [at]
            while heads[cycle[-1]] != at:
                cycle.append(heads[cycle[-1]])
            return cycle
    return []
