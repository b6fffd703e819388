"""The place of a mention as a record has it: its name as told, its point and radius, and how precisely it is known."""

from dataclasses import replace

from recount.knowledge.places import shifts
from recount.model.claim import Where
from recount.model.mention import Candidate, PlaceMention
from recount.model.span import Span
from recount.places.distance import KM_PER_DEGREE

NEAR_KM = 10.0  # what "near X" and "north of X" add to X's own radius
EXACT_KM, AREA_KM = 3.0, 15.0  # the largest radius of an area that is still exact, or an area
PART = 0.6  # the radius of "southern X" as a part of X's
TOWNS = ("city", "admin2")


def make_where(mention: PlaceMention, text: str, why: str) -> Where:
    """The mention's place as a record has it. Raises ValueError where it is not resolved."""
    place = mention.best
    if place is None:
        raise ValueError(f"not resolved: {mention.span.of(text)}")
    lat, lon, radius = place.lat, place.lon, place.radius_km
    name = _name_as_told(mention, place, text)
    precision = _precision(mention, place)
    if mention.region_word and place.kind != "city":
        name = f"{mention.region_word} {name}"
        lat, lon, radius = part_of(place, mention.region_word)
    if precision == "near":
        radius += NEAR_KM
    return Where(
        name=name,
        country=place.country,
        lat=round(lat, 4),
        lon=round(lon, 4),
        precision=precision,
        radius_km=round(radius, 1),
        wording=mention.phrase.of(text),
        candidates=mention.candidates,
        why=why,
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
