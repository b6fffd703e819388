"""Outlines of land and borders around a point, cut to a window of so many kilometres. Read only, loaded when asked."""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeAlias

from recount.places.distance import KM_PER_DEGREE

FILE = "outlines.json"
STEPS = 100  # of a degree: about a kilometre
Point: TypeAlias = tuple[float, float]  # kilometres east and south of the middle of a window
_POLE = 85.0  # degrees: beyond, a flat window says nothing
_TURN = 360.0


@dataclass(frozen=True, slots=True)
class Window:
    """A flat piece of the globe: its middle in degrees, half its width and half its height in km."""

    lat: float
    lon: float
    across: float
    up: float


@dataclass(frozen=True, slots=True)
class Outlines:
    """What lies in a window: rings of land, closed, and lines of borders, in km east and south of its middle."""

    land: tuple[tuple[Point, ...], ...]
    borders: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class _Shape:
    """A ring or a line in degrees, with the least and most of both."""

    points: tuple[Point, ...]  # (longitude, latitude)
    west: float
    south: float
    east: float
    north: float


def outlines_in(window: Window) -> Outlines:
    """The land and borders of a window. Equal windows give equal outlines; over the date line the land goes on."""
    land, borders = _load()
    rings = (_cut_ring(ring, window) for shape in land for ring in _seen(shape, window))
    lines = (part for shape in borders for line in _seen(shape, window) for part in _cut_line(line, window))
    return Outlines(tuple(tuple(r) for r in rings if len(r) > 2), tuple(tuple(p) for p in lines))


@cache
def _load() -> tuple[tuple[_Shape, ...], tuple[_Shape, ...]]:
    told = json.loads(files("recount.places").joinpath(FILE).read_text(encoding="utf-8"))
    return tuple(map(_shape, told["land"])), tuple(map(_shape, told["borders"]))


def _shape(flat: Sequence[int]) -> _Shape:
    x = y = 0
    points = []
    for dx, dy in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + _short_way(dx), y + dy
        points.append((x / STEPS, y / STEPS))
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    return _Shape(tuple(points), min(lons), min(lats), max(lons), max(lats))


def _short_way(difference: int) -> int:
    """A step over the date line, told as one around the globe, the short way."""
    turn, half = int(_TURN * STEPS), int(_TURN * STEPS / 2)
    return (difference + half) % turn - half if abs(difference) > half else difference


def _seen(shape: _Shape, window: Window) -> Iterator[list[Point]]:
    """The shape in km, for each turn around the globe in which it reaches into the window."""
    lat = max(-_POLE, min(_POLE, window.lat))
    per_degree = KM_PER_DEGREE * math.cos(math.radians(lat))
    if (shape.south - lat) * KM_PER_DEGREE > window.up or (lat - shape.north) * KM_PER_DEGREE > window.up:
        return
    for turn in (-_TURN, 0.0, _TURN):
        west, east = ((edge + turn - window.lon) * per_degree for edge in (shape.west, shape.east))
        if west <= window.across and east >= -window.across:
            yield [((x + turn - window.lon) * per_degree, (lat - y) * KM_PER_DEGREE) for x, y in shape.points]


def _cut_ring(ring: Sequence[Point], window: Window) -> list[Point]:
    """The part of a ring inside the window, closed along its edges (Sutherland and Hodgman's way)."""
    left = list(ring)
    for axis, limit in ((0, window.across), (1, window.up)):
        for sign in (1.0, -1.0):
            left = _inside(left, axis, sign, limit)
    return left


def _inside(ring: Sequence[Point], axis: int, sign: float, limit: float) -> list[Point]:
    """The part of a ring on one side of an edge: where `sign` times the coordinate is at most `limit`."""
    kept: list[Point] = []
    for before, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        was, now = limit - sign * before[axis], limit - sign * point[axis]
        if (was < 0) != (now < 0):
            share = was / (was - now)
            kept.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
        if now >= 0:
            kept.append(point)
    return kept


def _cut_line(line: Sequence[Point], window: Window) -> Iterator[list[Point]]:
    """The stretches of a line that touch the window, with one point beyond each end: the drawing cuts them off."""
    part: list[Point] = []
    for i, (x, y) in enumerate(line):
        near = line[max(0, i - 1) : i + 2]
        if any(abs(px) <= window.across and abs(py) <= window.up for px, py in near):
            part.append((x, y))
        elif part:
            yield part
            part = []
    if len(part) > 1:
        yield part
