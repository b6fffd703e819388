"""A side's word about its own dead: the same rule for every side, and only where a profile says so (R35)."""

from dataclasses import replace

import pytest

from recount.model.claim import Claim
from recount.tally.losses import admits_own_losses
from recount.tally.profile import load_profile
from recount.tally.toll import tally
from tests.making import claim, victims, voice

SIDES = [
    ("ML", "Malian army", "Nigerien army"),
    ("NE", "Nigerien army", "Malian army"),
    ("IL", "Israeli military", "Syrian army"),
    ("SY", "Syrian army", "Israeli military"),
]


def told(number: int, count: int, speaker: str, side: str) -> Claim:
    group = victims("soldiers", "security_forces", side)
    return claim(number, count=(count, count), speakers=voice(speaker, "party"), group=group)


@pytest.mark.parametrize(("side", "own", "other"), SIDES)
def test_its_own_count_outweighs_the_enemys(side: str, own: str, other: str) -> None:
    claims = [told(1, 40, other, side), told(2, 70, own, side)]
    assert tally(claims, load_profile("own-losses")).killed.best == 70  # type: ignore[union-attr]
    assert tally(claims, load_profile("literal")).killed.best == 40  # type: ignore[union-attr]


@pytest.mark.parametrize(("side", "own", "other"), SIDES)
def test_the_range_keeps_both_and_the_toll_says_why(side: str, own: str, other: str) -> None:
    tallied = tally([told(1, 40, other, side), told(2, 70, own, side)], load_profile("own-losses"))
    assert (tallied.killed.low, tallied.killed.high) == (40, 70)  # type: ignore[union-attr]
    assert any("its own losses" in why for why in tallied.tolls[0].why)


@pytest.mark.parametrize(
    ("speaker", "side", "admits"),
    [
        ("Malian army", "ML", True),
        ("Mali's defence ministry", "ML", True),
        ("Malian army", "NE", False),
        ("a witness", "ML", False),
        ("army", "ML", False),
        ("Malian army", "ml-military", True),
    ],
)
def test_who_speaks_of_his_own(speaker: str, side: str, admits: bool) -> None:
    assert admits_own_losses(told(1, 4, speaker, side)) is admits


@pytest.mark.parametrize(("wording", "admits"), [("its soldiers", True), ("our men", True), ("soldiers", False)])
def test_its_own_people(wording: str, admits: bool) -> None:
    group = replace(victims(wording, "security_forces"), wording=wording)
    own = claim(1, count=(4, 4), speakers=voice("Malian army", "party"), group=group)
    assert admits_own_losses(own) is admits
