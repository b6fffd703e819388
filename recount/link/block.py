"""Which tellings are held against each other at all: those that share a key. What no rule could join shares none.

A telling is kept under `keys_of` and looks for others under `sought_by`; of two that may be one incident, each is
sought by the other. Keys are day by place: days in runs and places in squares, both twice over and shifted by half, so
that neighbours always share one. Named victims and, where a place is not told, day by figure are keys too.
"""

from datetime import date, timedelta
from math import cos, floor, radians

from recount.knowledge.actors import fold
from recount.knowledge.linking import Linking
from recount.model.telling import Telling

_DEGREE_KM = 111.0
_NEAREST_POLE = 89.0  # degrees: beyond, all of a row is one square


def keys_of(telling: Telling, linking: Linking) -> frozenset[str]:
    """The keys that a telling is kept under; at most some hundreds, however long its range of days."""
    days = _days(telling, linking)
    places = [f"{'f' if _is_fine(telling, linking) else 'c'}{_country(telling)}"] if telling.where else []
    if _is_fine(telling, linking):
        places += _squares(telling, linking)
    return _common(telling, days) | {f"{place}|{day}" for place in places for day in days}


def sought_by(telling: Telling, linking: Linking) -> frozenset[str]:
    """The keys under which those are kept that may tell of the same incident."""
    days = _days(telling, linking)
    country = _country(telling)
    if telling.where is None:
        places = []
    elif _is_fine(telling, linking):
        places = [f"c{country}", *_squares(telling, linking)]
    else:
        places = [f"c{country}", f"f{country}"]
    return _common(telling, days) | {f"{place}|{day}" for place in places for day in days}


def _country(telling: Telling) -> str:
    return (telling.where.country if telling.where else None) or ""


def _is_fine(telling: Telling, linking: Linking) -> bool:
    return telling.where is not None and telling.where.radius_km <= linking.fine_km


def _days(telling: Telling, linking: Linking) -> list[str]:
    """Keys of the days that it can have been; none where it is told of longer than a range that dates anything."""
    if telling.start is None or telling.end is None:
        return []
    length = (telling.end - telling.start).days
    if length > linking.longest_range:
        return []
    every = [telling.start + timedelta(days=i) for i in range(length + 1)]
    return sorted({key for day in every for key in _runs(day, max(1, linking.days))})


def _runs(day: date, apart: int) -> tuple[str, str]:
    """The two runs that a day is in: two days at most so far apart are in one of them together."""
    number = day.toordinal()
    return f"{number // (2 * apart)}a", f"{(number + apart) // (2 * apart)}b"


def _squares(telling: Telling, linking: Linking) -> list[str]:
    """Squares, each twice as wide as two places of one incident may lie apart; in degrees of that latitude's band."""
    where = telling.where
    if where is None:
        return []
    size = 2 * (linking.far_km + 2 * linking.fine_km) / _DEGREE_KM
    found = []
    for i in (0, 1):
        row = floor(where.lat / size + i / 2)
        edge = min(_NEAREST_POLE, abs((row + 0.5 - i / 2) * size) + size / 2)
        columns = max(1, floor(360 / size * cos(radians(edge))))
        for j in (0, 1):
            column = floor((where.lon + 180) / 360 * columns + j / 2) % columns
            found.append(f"{'ab'[i]}{'ab'[j]}{row}:{column}")
    return found


def _common(telling: Telling, days: list[str]) -> frozenset[str]:
    """Keys beside place: each named victim by the last name's start and the first's initial; each figure by its day."""
    names = [fold(person.name) for person in telling.persons]
    persons = {f"p|{name[-1][:2]} {name[0][:1]}" for name in names if len(name) > 1}
    figures = {f"{f.harm} {f.low}-{f.high}" for f in telling.figures if max(f.low or 0, f.high or 0) > 1}
    return frozenset(persons | {f"n{figure}|{day}" for figure in figures for day in days})
