"""95 % intervals of measured figures."""

import random
from collections.abc import Callable, Sequence
from math import sqrt
from typing import TypeVar

Item = TypeVar("Item")
Z = 1.959964  # of the normal distribution, two-sided 95 %


def wilson(right: int, n: int) -> tuple[float, float] | None:
    """Wilson's interval of a share (1927); None for n = 0."""
    if not n:
        return None
    p, z = right / n, Z * Z / n
    middle, half = p + z / 2, Z * sqrt(p * (1 - p) / n + z / (4 * n))
    return (middle - half) / (1 + z), (middle + half) / (1 + z)


def bootstrap(
    items: Sequence[Item], figure: Callable[[Sequence[Item]], float | None], times: int = 1000
) -> tuple[float, float] | None:
    """The percentile interval of a figure over articles drawn again; a fixed seed, so it does not vary."""
    drawn = random.Random(0)
    values = sorted(
        value
        for _ in range(times)
        if (value := figure(drawn.choices(items, k=len(items)) if items else [])) is not None
    )
    if not values:
        return None
    return values[int(0.025 * len(values))], values[min(int(0.975 * len(values)), len(values) - 1)]
