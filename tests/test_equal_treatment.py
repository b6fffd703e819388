"""The same words of either side are read the same way (eval/swap.py reads the whole table)."""

import random

import pytest

from eval.swap import Swap, differing, swaps

# What the language model takes for no person is none by word knowledge either; those pairs are counted by eval/swap.py.
SIDES = [swap for swap in swaps() if swap.kind != "persons"]


@pytest.mark.parametrize("swap", random.Random(17).sample(SIDES, 60), ids=lambda swap: swap.text[:60])
def test_sides_changed_over_are_read_alike(swap: Swap) -> None:
    assert differing(swap) == (), f"{swap.text} | {swap.swapped}"


def test_the_table_is_large_and_has_every_kind_of_side() -> None:
    assert len(swaps()) >= 1000
    assert {swap.kind for swap in swaps()} >= {"nationality", "forces", "communities", "politics", "actors", "places"}
