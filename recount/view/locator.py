"""A locator map: where an incident is, and how far from there it may be, as one drawing inside the page."""

from collections.abc import Iterable, Sequence

from recount.model.claim import Where
from recount.places.outlines import Point, Window, outlines_in
from recount.view.glyphs import one_line
from recount.view.markup import Markup, element
from recount.view.phrases import say_where

WIDTH, HEIGHT = 360, 240  # of the drawing, in its own units
_NEAREST, _WIDEST = 400.0, 6000.0  # km from the middle to the upper edge
_AROUND = 1.5  # of a place's own radius that is shown above it
_SPOT = 4.0  # the mark's radius, in units
_SCALES = (50, 100, 200, 500, 1000, 2000, 5000)  # km that a bar may stand for
_SPOTS = ("exact", "near")  # precisions of which a point says something; of others only the reach does


def locator_map(where: Where) -> Markup:
    """A figure of the land, the borders and the place; what it shows is said in its label, too.

    The circle is the radius within which the place is known. A region or a country has no mark of a point, since none
    is told.
    """
    up = min(_WIDEST, max(_NEAREST, where.radius_km * _AROUND))
    window = Window(where.lat, where.lon, up * WIDTH / HEIGHT, up)
    unit = HEIGHT / (2 * up)
    seen = outlines_in(window)
    drawing = element(
        "svg",
        element("path", d="".join(_path(ring, unit, closed=True) for ring in seen.land), class_="land"),
        element("path", d="".join(_path(line, unit) for line in seen.borders), class_="border"),
        _reach(where, unit),
        _name(where),
        _bar(unit),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label=_said(where),
    )
    return element("figure", drawing, element("figcaption", element("bdi", one_line(say_where(where)))), class_="map")


def _said(where: Where) -> str:
    reach = f"known within {where.radius_km:.0f} km" if where.radius_km >= 1 else "known to the kilometre"
    return f"Map around {one_line(where.name)}: {reach}"


def _path(points: Sequence[Point], unit: float, closed: bool = False) -> str:
    """One line in the drawing's units, without points that fall on the one before them."""
    placed = [(round(WIDTH / 2 + x * unit, 1), round(HEIGHT / 2 + y * unit, 1)) for x, y in points]
    told = [p for i, p in enumerate(placed) if i == 0 or p != placed[i - 1]]
    return f"M{'L'.join(_pairs(told))}{'Z' if closed else ''}" if len(told) > 1 else ""


def _pairs(points: Iterable[Point]) -> Iterable[str]:
    return (f"{x:g} {y:g}" for x, y in points)


def _reach(where: Where, unit: float) -> list[Markup]:
    middle = {"cx": f"{WIDTH / 2:g}", "cy": f"{HEIGHT / 2:g}"}
    radius = where.radius_km * unit
    circle = [element("circle", r=f"{radius:.1f}", class_="reach", **middle)] if radius > _SPOT else []
    spot = [element("circle", r=f"{_SPOT:g}", class_="spot", **middle)] if where.precision in _SPOTS else []
    return [*circle, *spot]


def _name(where: Where) -> Markup:
    """The place's name above the mark."""
    height = HEIGHT / 2 - _SPOT - 8
    return element(
        "text", one_line(where.name), x=f"{WIDTH / 2:g}", y=f"{height:g}", text_anchor="middle", class_="map-name"
    )


def _bar(unit: float) -> list[Markup]:
    """A bar of so many km, the longest that fits a third of the width."""
    km = max((s for s in _SCALES if s * unit <= WIDTH / 3), default=_SCALES[0])
    end, low = 12 + km * unit, HEIGHT - 12
    line = element("path", d=f"M12 {low - 5}V{low}H{end:.1f}V{low - 5}", class_="bar")
    return [line, element("text", f"{km} km", x=f"{end + 6:.1f}", y=str(low), class_="bar-text")]
