"""Which tellings are held against each other at all: those that share a key. What no rule could join shares none.

A telling is kept under `keys_of` and looks for others under `sought_by`; of two that may be one incident, each is
sought by the other. Keys are day by place: days in pairs and places in squares, both twice over and shifted by half, so
that neighbours always share one.
"""

from datetime import date, timedelta
from math import cos, floor, radians

from recount.knowledge.actors import fold
from recount.knowledge.linking import Linking
from recount.model.telling import Telling

_FINE_KM = 30.0  # a place with a larger radius is looked for in its whole country
_DEGREE_KM = 111.0
_PAIR = 2  # days that share a key


def keys_of(telling: Telling, linking: Linking) -> frozenset[str]:
    """The keys that a telling is kept under."""
    days = _days(telling, linking)
    if telling.where is None:
        return _persons(telling) | {f"n|{day}" for day in days}
    country = f"{'f' if _is_fine(telling) else 'c'}{telling.where.country or ''}"
    squares = _squares(telling, linking) if _is_fine(telling) else ()
    return _persons(telling) | {f"{place}|{day}" for place in (country, *squares) for day in days}


def sought_by(telling: Telling, linking: Linking) -> frozenset[str]:
    """The keys under which those are kept that may tell of the same incident."""
    days = _days(telling, linking)
    if telling.where is None:
        return _persons(telling)
    country = telling.where.country or ""
    places = (f"c{country}", *_squares(telling, linking)) if _is_fine(telling) else (f"c{country}", f"f{country}")
    return _persons(telling) | {f"{place}|{day}" for place in places for day in days}


def _is_fine(telling: Telling) -> bool:
    return telling.where is not None and telling.where.radius_km <= _FINE_KM


def _days(telling: Telling, linking: Linking) -> list[str]:
    """Keys of the days that it can have been; none where it is told of longer than a range that dates anything."""
    if telling.start is None or telling.end is None:
        return []
    length = (telling.end - telling.start).days
    if length > linking.longest_range:
        return []
    every = [telling.start + timedelta(days=i) for i in range(length + 1)]
    return sorted({key for day in every for key in _pairs(day)})


def _pairs(day: date) -> tuple[str, str]:
    number = day.toordinal()
    return f"{number // _PAIR}a", f"{(number + 1) // _PAIR}b"


def _squares(telling: Telling, linking: Linking) -> tuple[str, ...]:
    """Squares, each twice as wide as two places of one incident may lie apart; in degrees of that latitude's band."""
    where = telling.where
    if where is None:
        return ()
    size = 2 * (linking.far_km + 2 * _FINE_KM) / _DEGREE_KM
    found = []
    for i in (0, 1):
        row = floor(where.lat / size + i / 2)
        wide = size / max(0.05, cos(radians(min(89.0, abs((row + 0.5 - i / 2) * size) + size / 2))))
        for j in (0, 1):
            columns = max(1, round(360 / wide))
            found.append(f"{'ab'[i]}{'ab'[j]}{row}:{floor((where.lon + 180) / 360 * columns + j / 2) % columns}")
    return tuple(found)


def _persons(telling: Telling) -> frozenset[str]:
    """A key for each named victim: the last name and the initial of the first."""
    names = [fold(person.name) for person in telling.persons]
    return frozenset(f"p|{name[-1]} {name[0][:1]}" for name in names if len(name) > 1)
