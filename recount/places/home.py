"""The area that a publisher mostly writes of: learned from its reports, or told by a person.

A local paper writes "Paris" for the Paris of its own county, and seldom says which. Which county that is, its reports
tell together: most of them name places of it, and the namesakes of each lie in other directions. National papers and
agencies have no such area.
"""

import math
from collections.abc import Sequence

from recount.errors import KnowledgeError
from recount.knowledge.places import weights
from recount.model.mention import Candidate
from recount.places.distance import KM_PER_DEGREE, is_in, km_apart
from recount.places.gazetteer import Gazetteer
from recount.places.resolve import Home, Name, Weighed, is_local, weigh

FAR_OFF = 5.0  # scales of nearness, beyond which nothing is left of it
SHOWN = 5  # towns of one name that a refusal tells

Report = Sequence[Sequence[Weighed]]  # the names of one report, each with what it may mean


def area_of(reports: Sequence[Sequence[Name]]) -> Home | None:
    """The area that most of these reports of one publisher name places of; None where they name none together.

    `reports`: the names of each report, as `resolve` takes them. Those that name no place near any other say nothing.
    """
    told = [local for names in reports if (local := _local(weigh(names)))]
    towns = {place.id: place for report in told for its in report for place, _ in its if place.kind == "city"}
    support = {town.id: sum(_speaks_for(report, town) for report in told) for town in towns.values()}
    best = min(towns.values(), key=lambda town: (-support[town.id], town.id), default=None)
    asked = weights().home
    if best is None or support[best.id] < max(asked["fewest"], asked["share"] * len(told)):
        return None
    why = f"Other reports of its publisher are mostly of the area of {_told(best)}."
    return Home(best, asked["radius_km"], why)


def home_at(words: str, gazetteer: Gazetteer) -> Home:
    """The area around a town that a person names as the publisher's: by its id, or as "Paris, Texas".

    Raises KnowledgeError where that is no town, or several.
    """
    towns = _towns(words, gazetteer)
    if len(towns) != 1:
        which = "; ".join(f"{town.id} {_told(town)}" for town in towns[:SHOWN])
        what = f"may be several towns: {which}" if towns else "is no town of the gazetteer"
        raise KnowledgeError(f"home '{words}' {what}; give its id, which recount gazetteer show tells")
    return Home(towns[0], weights().home["radius_km"], f"Its publisher is mostly of the area of {_told(towns[0])}.")


def _towns(words: str, gazetteer: Gazetteer) -> list[Candidate]:
    """The towns that these words may mean; of several in one name's own spelling, those alone."""
    if place := gazetteer.place(words.strip()):
        return [place] if place.kind == "city" else []
    name, _, held_by = words.partition(",")
    towns = [place for place in gazetteer.lookup(name) if place.kind == "city"]
    if held_by.strip():
        holders = [*gazetteer.lookup(held_by), *gazetteer.short_forms(held_by.strip())]
        towns = [town for town in towns if any(is_in(town, holder) for holder in holders)]
    return [town for town in towns if town.match == "name"] or towns


def _told(town: Candidate) -> str:
    return ", ".join(part for part in (town.name, town.admin1, town.country) if part)


def _local(weighed: Report) -> list[list[Weighed]]:
    """The names with what they may mean that is small enough to lie in one area."""
    least = weights().home["least_odds"]
    kept = [[one for one in its if one[1] >= least and is_local(one[0])] for its in weighed]
    return [its for its in kept if its]


def _speaks_for(report: Report, town: Candidate) -> float:
    """How far one report names places near a town, 0 to 1."""
    far = 1.0
    for its in report:
        far *= 1 - max(odds * _closeness(place, town) for place, odds in its)
    return 1 - far


def _closeness(place: Candidate, town: Candidate) -> float:
    """1 for the town itself, less with every km."""
    scale = weights().home["near_km"]
    if abs(place.lat - town.lat) * KM_PER_DEGREE > FAR_OFF * scale:
        return 0.0
    return math.exp(-km_apart(place, town) / scale)
