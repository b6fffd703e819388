"""The locator map: the place in the middle, as far around as it is known, and a point only where one is told."""

import re

import pytest

from recount.model.claim import Where
from recount.view.locator import HEIGHT, WIDTH, locator_map


def place(name: str = "Khan Younis", precision: str = "exact", radius: float = 3.0) -> Where:
    return Where(name, "PS", 31.34, 34.3, precision, radius, f"in {name}", (), "named with the act")


@pytest.mark.parametrize(
    ("precision", "radius", "spot", "reach"),
    [
        ("exact", 3.0, True, False),
        ("near", 40.0, True, True),
        ("area", 40.0, False, True),
        ("country", 900.0, False, True),
    ],
)
def test_a_point_is_drawn_only_where_one_is_told(precision: str, radius: float, spot: bool, reach: bool) -> None:
    drawn = locator_map(place("Here", precision, radius))
    assert ('class="spot"' in drawn) is spot
    assert ('class="reach"' in drawn) is reach


@pytest.mark.parametrize("radius", [1.0, 60.0, 400.0, 2500.0])
def test_the_whole_reach_is_in_the_drawing(radius: float) -> None:
    drawn = re.search(r'r="([\d.]+)" class="reach"', locator_map(place(precision="area", radius=radius)))
    assert drawn is None or float(drawn[1]) <= HEIGHT / 2


def test_the_bar_is_as_long_as_it_says() -> None:
    drawn = locator_map(place(precision="area", radius=400.0))
    reach = re.search(r'r="([\d.]+)" class="reach"', drawn)
    bar = re.search(r'd="M12 [\d.]+V[\d.]+H([\d.]+)V[\d.]+" class="bar"', drawn)
    km = re.search(r">(\d+) km</text>", drawn)
    assert reach is not None and bar is not None and km is not None
    assert (float(bar[1]) - 12) / float(reach[1]) == pytest.approx(int(km[1]) / 400.0, rel=0.02)
    assert float(bar[1]) < WIDTH


def test_it_is_told_in_words_and_a_name_cannot_write_into_the_page() -> None:
    drawn = locator_map(place('<script>"Gao"'))
    assert "<script>" not in drawn
    assert 'role="img"' in drawn
    assert 'aria-label="Map around &lt;script&gt;&quot;Gao&quot;: known within 3 km"' in drawn
    assert "<figcaption>" in drawn
