"""Outlines: cut to their window, whole over the date line, and nothing that is not there."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.errors import KnowledgeError
from recount.places.build_outlines import build_outlines
from recount.places.outlines import Outlines, Point, Window, outlines_in


def covers(outlines: Outlines, point: Point) -> bool:
    """Whether a point is on land: how many edges of rings lie east of it, odd or even."""
    x, y = point
    crossed = 0
    for ring in outlines.land:
        for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                crossed += 1
    return crossed % 2 == 1


@pytest.mark.parametrize(
    ("place", "lat", "lon", "land"),
    [
        ("Kabul", 34.53, 69.17, True),
        ("Bogota", 4.61, -74.08, True),
        ("Bamako", 12.65, -8.0, True),
        ("the middle of the Atlantic", 0.0, -30.0, False),
        ("the middle of the Black Sea", 43.0, 34.0, False),
        ("Viti Levu, beside the date line", -17.8, 178.0, True),
        ("Chukotka, beyond the date line", 66.5, -175.0, True),
    ],
)
def test_land_is_where_it_is(place: str, lat: float, lon: float, land: bool) -> None:
    assert covers(outlines_in(Window(lat, lon, 300.0, 200.0)), (0.1, 0.1)) is land, place


def test_a_window_in_one_land_is_full_of_it_and_has_its_borders_only() -> None:
    inland = outlines_in(Window(12.65, -8.0, 30.0, 20.0))
    corners = [{(round(x), round(y)) for x, y in ring} for ring in inland.land]
    assert corners == [{(-30, -20), (30, -20), (30, 20), (-30, 20)}]
    assert inland.borders == ()
    assert outlines_in(Window(31.3, 34.3, 300.0, 200.0)).borders


def test_no_line_runs_around_the_globe_where_land_lies_on_the_date_line() -> None:
    seen = outlines_in(Window(-17.8, 178.0, 600.0, 400.0))
    for ring in seen.land:
        edges = zip(ring, (*ring[1:], ring[0]), strict=True)
        assert not any(abs(ax) == abs(bx) == 600.0 and ax != bx and abs(ay) < 399 for (ax, ay), (bx, _) in edges)


@settings(max_examples=60, deadline=None)
@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(20, 6000))
def test_everything_drawn_is_in_the_window(lat: float, lon: float, up: float) -> None:
    window = Window(lat, lon, up * 1.5, up)
    seen = outlines_in(window)
    for ring in seen.land:
        assert all(abs(x) <= window.across + 1e-6 and abs(y) <= window.up + 1e-6 for x, y in ring)
    assert seen == outlines_in(window)


def test_a_map_is_built_from_topojson_and_another_file_is_refused(tmp_path: Path) -> None:
    square = {
        "transform": {"scale": [1.0, 1.0], "translate": [10.0, 20.0]},
        "arcs": [[[0, 0], [0, 2]], [[0, 2], [2, 0], [0, -2], [-2, 0]], [[0, 0], [-2, 0], [0, 2], [2, 0]]],
        "objects": {
            "countries": {
                "geometries": [{"type": "Polygon", "arcs": [[0, 1]]}, {"type": "MultiPolygon", "arcs": [[[~0, 2]]]}]
            },
            "land": {"geometries": [{"type": "Polygon", "arcs": [[1, 2]]}]},
        },
    }
    source, target = tmp_path / "world.json", tmp_path / "outlines.json"
    source.write_text(json.dumps(square))
    build_outlines(source, target)
    told = json.loads(target.read_text())
    assert told["borders"] == [[1000, 2000, 0, 200]]  # the arc that both countries have
    assert len(told["land"]) == 1
    source.write_text('{"type": "FeatureCollection"}')
    with pytest.raises(KnowledgeError, match="no TopoJSON of countries and land"):
        build_outlines(source, target)
    assert json.loads(target.read_text()) == told
