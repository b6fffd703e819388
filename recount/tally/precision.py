"""How precisely a time and a place are known, in the codes of two data projects; kilometres are `Where.radius_km`.

ACLED: time_precision 1 to 3, geo_precision 1 to 3 (ACLED codebook). UCDP: date_prec 1 to 5, where_prec 1 to 6 (UCDP GED
codebook; its 7, water or air, needs a kind of place that a record does not hold). No code is finer than the record is.
"""

from recount.model.claim import Where
from recount.model.mention import When

_WEEK, _MONTH = 7, 31  # days
_NEAR_KM = 25.0  # up to here UCDP's where_prec 2 reaches
_ACLED_PLACE = {"exact": 1, "near": 2, "area": 2, "region": 3, "country": 3}


def acled_time(when: When) -> int:
    """1 a day, 2 up to a week, 3 longer."""
    days = _days(when)
    return 1 if days == 1 else 2 if days <= _WEEK else 3


def acled_place(where: Where) -> int:
    """1 a named town or site, 2 near one or a part of a region, 3 a larger region or no more than the country."""
    return _ACLED_PLACE[where.precision]


def ucdp_time(when: When) -> int:
    """1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 longer."""
    days = _days(when)
    if days < _WEEK:
        return 1 if days == 1 else 2
    return 3 if days == _WEEK else 4 if days <= _MONTH else 5


def ucdp_place(where: Where) -> int:
    """1 exact, 2 within about 25 km, 3 a district, 4 a first-order province, 5 a fuzzy region, 6 the country."""
    match where.precision:
        case "exact":
            return 1
        case "near":
            return 2 if where.radius_km <= _NEAR_KM else 3
        case "area":
            return 3
        case "country":
            return 6
    return 4 if _is_whole_province(where) else 5


def _days(when: When) -> int:
    return (when.end - when.start).days + 1


def _is_whole_province(where: Where) -> bool:
    """Not "southern X", whose middle is moved, and no region that is not a province."""
    middles = {(round(c.lat, 4), round(c.lon, 4)) for c in where.candidates if c.kind == "admin1"}
    return (where.lat, where.lon) in middles
