"""Distances on the globe, and which of two places holds the other."""

import math

from recount.knowledge.places import claimants_of
from recount.model.mention import Candidate

EARTH_KM = 6371.0
KM_PER_DEGREE = 111.2  # of latitude


def km_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance of two points given in degrees, in km."""
    phi, other_phi = math.radians(lat), math.radians(other_lat)
    half = math.sin((other_phi - phi) / 2) ** 2
    half += math.cos(phi) * math.cos(other_phi) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def km_apart(candidate: Candidate, other: Candidate) -> float:
    return km_between(candidate.lat, candidate.lon, other.lat, other.lon)


def claimants(place: Candidate) -> tuple[str, ...]:
    """The codes of the countries that claim the land a place lies in; empty where its country is not disputed."""
    told = (place.id, f"{place.country}/{place.admin1}", f"country:{place.country}")
    return next((claimants_of()[key] for key in told if key in claimants_of()), ())


def moved(lat: float, lon: float, km: float, degrees: float) -> tuple[float, float]:
    """The point that lies so many km from another, in a direction in degrees clockwise from north."""
    phi, way, arc = math.radians(lat), math.radians(degrees), km / EARTH_KM
    north = math.asin(math.sin(phi) * math.cos(arc) + math.cos(phi) * math.sin(arc) * math.cos(way))
    east = math.atan2(math.sin(way) * math.sin(arc) * math.cos(phi), math.cos(arc) - math.sin(phi) * math.sin(north))
    return math.degrees(north), (lon + math.degrees(east) + 180) % 360 - 180


def point_between(lat: float, lon: float, other_lat: float, other_lon: float, share: float) -> tuple[float, float]:
    """The point that lies such a share of the way from one to the other, 0 to 1, over the date line too."""
    east = (other_lon - lon + 180) % 360 - 180
    return lat + share * (other_lat - lat), (lon + share * east + 180) % 360 - 180


def is_in(candidate: Candidate, holder: Candidate) -> bool:
    """Whether `holder` is an area, region or country that `candidate` lies in."""
    if holder.kind == "city" or holder.id == candidate.id or candidate.kind == "country":
        return False
    if holder.kind == "country":
        return candidate.country == holder.country
    if holder.kind == "admin1" or candidate.admin1 == holder.name:
        return candidate.admin1 == holder.name and candidate.country == holder.country
    if holder.country and candidate.country != holder.country:
        return False
    return candidate.radius_km < holder.radius_km and km_apart(candidate, holder) <= holder.radius_km * 1.1
