"""The same words of either side are read the same way (eval/swap.py reads the whole table)."""

import random

import pytest

from eval.swap import Swap, differing, swaps

# Read otherwise, and why: eval/swap.py finds these and no others (7,334 sentences, 25 November 2026).
EXPLAINED = {
    "Park Ji-woo shot dead outside mosque": "the pack reads 'Park' as a verb that the headline begins with",
    "SOLDIERS KILLED PARK JI-WOO AND WOUNDED SATO HARUKA.": "the pack takes 'WOUNDED PARK' for the name of a place",
    "Killed were Ko Aung Thu, 40, Nur Islam, 17, and two guards.": "the pack takes the first name for a place",
    "Dozens of insurgents were wounded by security fire.": "'security' alone names no force",
    "SOLDIERS KILLED MEHMET YILMAZ AND WOUNDED SERHAT DEMIRTAS.": "the pack makes one name of the two",
    **dict.fromkeys(
        (
            "The death of Pierre Dubois, 23, in custody led to protests.",
            "The death of Siti Nurhaliza Rahman, 23, in custody led to protests.",
            "The death of Ngozi Eze, 23, in custody led to protests.",
            "The death of Lalrinpuia Sailo, 23, in custody led to protests.",
            "The death of Rivka Ben-Ami, 23, in custody led to protests.",
        ),
        "the pack hangs 'in custody' on the age or on the name, and the learned part is near its line between the two",
    ),
}
SIDES = [swap for swap in swaps() if swap.text not in EXPLAINED]
NAMES = [swap for swap in SIDES if swap.kind == "persons"]


@pytest.mark.parametrize("swap", random.Random(17).sample(SIDES, 60), ids=lambda swap: swap.text[:60])
def test_sides_changed_over_are_read_alike(swap: Swap) -> None:
    assert differing(swap) == (), f"{swap.text} | {swap.swapped}"


@pytest.mark.parametrize("swap", random.Random(23).sample(NAMES, 60), ids=lambda swap: swap.text[:60])
def test_names_of_all_peoples_are_read_alike(swap: Swap) -> None:
    assert differing(swap) == (), f"{swap.text} | {swap.swapped}"


def test_the_table_is_large_and_has_every_kind_of_side() -> None:
    assert len(swaps()) >= 7000
    assert {swap.kind for swap in swaps()} >= {
        "nationality",
        "forces",
        "communities",
        "politics",
        "actors",
        "places",
        "persons",
    }
