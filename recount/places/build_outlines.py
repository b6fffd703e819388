"""Builds the outlines of land and borders that locator maps draw: Natural Earth at 1:50 million, in one small file.

The input is `countries-50m.json` of the npm package `world-atlas` (TopoJSON of Natural Earth, which is public domain).
The same input gives the same bytes. Run: python -m recount.places.build_outlines countries-50m.json [FILE]
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

from recount.errors import KnowledgeError
from recount.places.outlines import FILE, STEPS

Line: TypeAlias = list[tuple[int, int]]  # (longitude, latitude) in steps of 1/STEPS degree


def build_outlines(source: Path, target: Path) -> None:
    """Writes the rings of all land and the lines between countries. Raises KnowledgeError where `source` is no such
    file."""
    try:
        world = json.loads(source.read_text(encoding="utf-8"))
        arcs = _arcs(world)
        shapes = [_polygons(shape) for shape in world["objects"]["countries"]["geometries"]]
        land = [ring for shape in world["objects"]["land"]["geometries"] for ring in _rings(_polygons(shape), arcs)]
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        remedy = "give countries-50m.json of the npm package world-atlas"
        raise KnowledgeError(f"{source}: no TopoJSON of countries and land ({error}); {remedy}") from error
    told = {
        "about": "Outlines of land and of borders, for locator maps. Borders are as the source draws them.",
        "source": "Natural Earth 4.1.0, 1:50m, public domain, by the npm package world-atlas 2.0.2 (ISC)",
        "steps": STEPS,
        "land": [_flat(ring) for ring in land if len(ring) > 2],
        "borders": [_flat(line) for line in _borders(shapes, arcs) if len(line) > 1],
    }
    target.write_text(json.dumps(told, separators=(",", ":")) + "\n", encoding="utf-8")


def _arcs(world: dict[str, Any]) -> list[Line]:
    """The arcs in our steps; in the file each point is the difference to the one before it."""
    (kx, ky), (x0, y0) = world["transform"]["scale"], world["transform"]["translate"]
    arcs: list[Line] = []
    for arc in world["arcs"]:
        x = y = 0
        points: Line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round((x * kx + x0) * STEPS), round((y * ky + y0) * STEPS)))
        arcs.append(points)
    return arcs


def _polygons(shape: dict[str, Any]) -> list[list[list[int]]]:
    """Polygons, each of rings, each of numbers of arcs; a negative number is an arc run backwards."""
    told: list[list[list[int]]] = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return told


def _rings(polygons: Iterable[list[list[int]]], arcs: list[Line]) -> Iterator[Line]:
    for polygon in polygons:
        for ring in polygon:
            line: Line = []
            for number in ring:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                line += arc[1:] if line else arc
            yield _plain(line)


def _borders(shapes: Iterable[list[list[list[int]]]], arcs: list[Line]) -> Iterator[Line]:
    """The arcs that two countries share."""
    used = Counter(
        number if number >= 0 else ~number
        for polygons in shapes
        for polygon in polygons
        for ring in polygon
        for number in ring
    )
    return (_plain(arcs[number]) for number in sorted(used) if used[number] > 1)


def _plain(line: Line) -> Line:
    """Without points that fall together in our steps."""
    return [point for i, point in enumerate(line) if i == 0 or point != line[i - 1]]


def _flat(line: Line) -> list[int]:
    """x, y of the first point, then the differences."""
    before = [(0, 0), *line[:-1]]
    return [value for (x, y), (px, py) in zip(line, before, strict=True) for value in (x - px, y - py)]


def main(arguments: list[str]) -> int:
    if len(arguments) not in (1, 2):
        sys.stderr.write("usage: python -m recount.places.build_outlines countries-50m.json [FILE]\n")
        return 2
    target = Path(arguments[1]) if len(arguments) > 1 else Path(str(files("recount.places").joinpath(FILE)))
    try:
        build_outlines(Path(arguments[0]), target)
    except KnowledgeError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
