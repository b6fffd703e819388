"""The place of a mention as a record has it: its name as told, its point and radius, and how precisely it is known."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from recount.knowledge.places import shifts
from recount.model.claim import Where
from recount.model.mention import Candidate, PlaceMention, Position
from recount.model.span import Span
from recount.places.distance import KM_PER_DEGREE, claimants, km_apart, km_between, moved, point_between

NEAR_KM = 10.0  # what "near X" and "north of X" add to X's own radius
ASTRAY = 0.4  # of a distance with a direction: the sine of half of an eighth of the compass
LEAST_KM = 2.0  # the least radius of a point that was worked out
FAR_KM = 75.0  # the largest radius of what is still "near" a town, and the farthest that is called by its name
WAYS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")
EXACT_KM, AREA_KM = 3.0, 15.0  # the largest radius of an area that is still exact, or an area
PART = 0.6  # the radius of "southern X" as a part of X's
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
TOWNS = ("city", "admin2")


@dataclass(frozen=True, slots=True)
class _Point:
    """Where words put a place: degrees, km, how it is called, and why, in a sentence."""

    lat: float
    lon: float
    radius_km: float
    name: str
    precision: str
    country: str | None
    why: str = ""


def make_where(mention: PlaceMention, text: str, why: str) -> Where:
    """The mention's place as a record has it. Raises ValueError where it is not resolved."""
    place = mention.best
    if place is None:
        raise ValueError(f"not resolved: {mention.span.of(text)}")
    named = _named(mention, place, text)
    named = _in_its_land(named, place, mention.held_by)
    point = _positioned(mention.position, place, named) if mention.position is not None else named
    return Where(
        name=point.name,
        country=point.country,
        lat=round(point.lat, 4),
        lon=round(point.lon, 4),
        precision=point.precision,
        radius_km=round(point.radius_km, 1),
        wording=mention.phrase.of(text),
        candidates=mention.candidates,
        why=f"{why} {point.why}".strip(),
        coastal=mention.position is not None and mention.position.kind == "coast",
    )


def of_all(places: Sequence[Where], wording: str) -> Where:
    """Several places that the words join: the middle of them all, and a radius that holds each. In the order of the
    words; the first given is the one that stands for them in `candidates`."""
    ordered = sorted(places, key=lambda w: wording.find(w.wording))
    lat, lon = ordered[0].lat, ordered[0].lon
    for number, place in enumerate(ordered[1:], start=2):
        lat, lon = point_between(lat, lon, place.lat, place.lon, 1 / number)
    radius = max(km_between(lat, lon, w.lat, w.lon) + w.radius_km for w in ordered)
    names = list(dict.fromkeys(w.name for w in ordered))
    named = f"{', '.join(names[:-1])} and {names[-1]}"
    return replace(
        places[0],
        name=named,
        country=ordered[0].country if len({w.country for w in ordered}) == 1 else None,
        lat=round(lat, 4),
        lon=round(lon, 4),
        precision="near" if radius <= FAR_KM else "region",
        radius_km=round(radius, 1),
        wording=wording,
        why=f"{places[0].why} The words name {named} together: what holds them all is given.",
    )


def _named(mention: PlaceMention, place: Candidate, text: str) -> _Point:
    """The place that is named, or the part of it."""
    lat, lon, radius = place.lat, place.lon, place.radius_km
    name = _name_as_told(mention, place, text)
    precision = _precision(mention, place)
    if mention.region_word and place.kind != "city":
        name = f"{mention.region_word} {name}"
        lat, lon, radius = part_of(place, mention.region_word)
    if precision == "near" and mention.position is None:
        radius += NEAR_KM
    return _Point(lat, lon, radius, name, precision, place.country)


def _in_its_land(named: _Point, place: Candidate, held_by: Candidate | None) -> _Point:
    """The place in the country that the report puts it in, where that is disputed; else in that of the gazetteer."""
    codes = claimants(place)
    if not codes:
        return named
    disputed = f"Which country it lies in is disputed ({', '.join(codes)})"
    if held_by is not None and held_by.country in codes:
        return replace(named, country=held_by.country, why=f"{disputed}; the report puts it in {held_by.name}.")
    own = named.country or "none"
    return replace(
        named, why=f"{disputed}; the report does not say, and {own} is the gazetteer's code, which takes no side."
    )


def _positioned(position: Position, place: Candidate, named: _Point) -> _Point:
    """Where the words put it, beside the place or between it and another."""
    if position.kind == "offset":
        return _offset(position, place, named)
    if position.kind == "border" and position.other is not None:
        return _border(position.other, place, named)
    if position.kind in ("between", "road") and position.other is not None:
        return _middle(position, position.other, place, named)
    return _beside(position, named)


def _offset(position: Position, place: Candidate, named: _Point) -> _Point:
    """So many km from a place: in a direction its own point, whose radius grows with the distance, since directions are
    told in eighths and distances rounded; without one a circle round the place; without km the place's surroundings."""
    if is_large(place) or position.km is None:
        return _beside(position, named)
    if position.degrees is None:
        radius = named.radius_km + position.km
        name = named.name if radius <= FAR_KM else f"the surroundings of {named.name}"
        return _sized(
            replace(named, name=name),
            radius,
            f"It lies {position.km:.3g} km from {named.name}, on a side that is not told.",
        )
    lat, lon = moved(place.lat, place.lon, position.km, position.degrees)
    radius = max(LEAST_KM, position.km * ASTRAY) + min(named.radius_km, position.km)
    far = f"{position.km:.3g} km {_way(position.degrees)} of {named.name}"
    name = named.name if position.km <= FAR_KM else far
    return _sized(replace(named, lat=lat, lon=lon, name=name), radius, f"The point is {far}.")


def _sized(point: _Point, radius: float, why: str) -> _Point:
    """The point with a radius, and no more precise than that: near a town, or somewhere in a region."""
    precision = "near" if radius <= FAR_KM else "region"
    return replace(point, radius_km=radius, precision=precision, why=f"{point.why} {why}".strip())


def _way(degrees: float) -> str:
    return WAYS[round(degrees / 22.5) % len(WAYS)]


def _beside(position: Position, named: _Point) -> _Point:
    """Beside a place, as far as the words reach; a large one stays what it is."""
    reach = NEAR_KM if position.km is None else position.km
    name = {"coast": f"the coast of {named.name}", "road": f"the road to {named.name}"}.get(position.kind, named.name)
    if position.other_words is not None:
        why = f'"{position.other_words}" could not be placed, so that only this end is given.'
        name = _name_of_two(position, named.name, position.other_words)
        return replace(named, name=name, radius_km=named.radius_km + FAR_KM, precision="region", why=why)
    if named.precision in ("region", "country"):
        return replace(named, name=name, precision="region" if position.kind == "coast" else named.precision)
    return replace(named, name=name, radius_km=named.radius_km + reach, precision="near")


def _middle(position: Position, other: Candidate, place: Candidate, named: _Point) -> _Point:
    """Half the way between two places, with half the distance as radius."""
    apart = km_apart(place, other)
    lat, lon = point_between(place.lat, place.lon, other.lat, other.lon, 0.5)
    name = _name_of_two(position, named.name, other.name)
    country = place.country if place.country == other.country else None
    point = replace(named, lat=lat, lon=lon, name=name, country=country)
    radius = apart / 2 + (0.0 if apart else named.radius_km)
    return _sized(point, max(LEAST_KM, radius), f"It is the middle of the {apart:.0f} km between the two.")


def _name_of_two(position: Position, name: str, other: str) -> str:
    if position.kind == "border":
        return f"the border of {name} and {other}"
    return f"the {'road' if position.kind == 'road' else 'stretch'} between {name} and {other}"


def _border(other: Candidate, place: Candidate, named: _Point) -> _Point:
    """The border of two lands, by their sizes: their middles are known, the line itself is not."""
    lat, lon = point_between(
        place.lat, place.lon, other.lat, other.lon, place.radius_km / (place.radius_km + other.radius_km)
    )
    radius = km_apart(place, other) / 2
    return replace(
        named,
        lat=lat,
        lon=lon,
        radius_km=radius,
        name=_name_of_two(Position("border"), place.name, other.name),
        precision="region",
        country=place.country if place.country == other.country else None,
        why="The point lies between the middles of the two, by their sizes; the line itself is not known.",
    )


def make_unlisted(mention: PlaceMention, holder: Where, phrase: Span, text: str) -> Where:
    """A place by its words alone: the point is that of what holds it, which its name tells unless it is a country."""
    words = as_written(mention.span, text)
    return replace(
        near(holder),
        name=words if holder.precision == "country" else f"{words}, {holder.name}",
        wording=phrase.of(text),
        candidates=mention.candidates,
        why=f'"{mention.span.of(text)}" is in no gazetteer, or may be several; its holder is the point. {holder.why}',
        listed=False,
    )


def near(where: Where) -> Where:
    """The place as one that is only near its point, where it stood for the point itself."""
    if where.precision != "exact":
        return where
    return replace(where, precision="near", radius_km=where.radius_km + NEAR_KM)


def as_written(span: Span, text: str) -> str:
    """A name's words as a name: no marks of a hashtag, and capitals where the report writes all of one case."""
    words = " ".join(span.of(text).replace("_", " ").strip("#").split())
    if text[span.start - 1 : span.start] == "#":
        words = _HUMP.sub(" ", words)  # "#KhanYounis"
    return words.title() if words.isupper() or words.islower() else words


def _name_as_told(mention: PlaceMention, place: Candidate, text: str) -> str:
    """A town or region as the report calls it, where that is one of its names; countries and areas by their own."""
    words = as_written(mention.span, text)
    spelled = place.match == "spelling" and len(words.split()) <= len(place.name.split())
    told = spelled or place.match == "alternative"
    if place.kind not in ("city", "admin1", "admin2") or not told or not words.isascii():
        return place.name
    return words


def _precision(mention: PlaceMention, place: Candidate) -> str:
    """R41: near, a region or a country where the words or the place allow no more."""
    if place.kind == "country":
        return "region" if mention.region_word or mention.relation == "border" else "country"
    if place.kind == "admin1" or (place.kind in ("area", "feature") and place.radius_km > AREA_KM):
        return "region"
    if mention.relation in ("near", "border"):
        return "near"
    if place.kind == "admin2" or (place.radius_km > EXACT_KM and place.kind in ("area", "feature")):
        return "area"
    return "exact"


def part_of(place: Candidate, region_word: str) -> tuple[float, float, float]:
    """The middle and the radius in km of "southern X": X's circle, moved half its radius and made smaller."""
    north, east = shifts().get(region_word, (0, 0))
    degrees = place.radius_km / 2 / KM_PER_DEGREE
    return place.lat + north * degrees, place.lon + east * degrees, place.radius_km * PART


def is_large(place: Candidate) -> bool:
    return place.kind in ("country", "admin1") or (place.kind in ("area", "feature") and place.radius_km > AREA_KM)
