"""Distances on the globe, and which of two places holds the other."""

import math

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
