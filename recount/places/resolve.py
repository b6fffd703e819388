"""Which place each name of a report means: by the report's other places, its countries and regions, and likelihood.

Every candidate has points: what it has before anything is read around it, and what the other names add (the weights
stand in knowledge/data/places/resolution.yml). The others are not sure of their own places either, so each speaks for
all of its candidates by how likely they are; done over a few times, towns that lie together find one another.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from recount.knowledge.places import weights
from recount.model.mention import Candidate
from recount.places.distance import KM_PER_DEGREE, is_in, km_apart
from recount.places.folding import strict_key
from recount.places.gazetteer import Gazetteer

KEPT = 5  # candidates that a mention keeps
WEIGHED = 60  # candidates of a name that are weighed, the likeliest
ROUNDS = 3
SPOKEN_FOR = 3  # times that a name is said, beyond which it says no more
LIKELY, POSSIBLE = 0.5, 0.04  # how likely a candidate is that speaks for others as a land, and as a place near
LOCAL_KM = 150.0  # the largest radius of an area that others can be near
NO_SHARE = 0.02
TOLD = 0.02  # points from which a reason is told
FAR_OFF = 8.0  # scales of nearness, beyond which nothing is left of it
LEAST_PEOPLE = 100  # of a town whose people nobody counted
NEAR_SHARE = 0.8  # how far one near place alone makes a candidate near


@dataclass(frozen=True, slots=True)
class Name:
    """A name to resolve. `kind`: what the words call it ("X district" -> admin2), `holder`: the index of the name
    that follows it as what holds it ("Aleppo, Syria"), `weak`: a demonym, which only votes for its countries."""

    text: str
    candidates: tuple[Candidate, ...]
    kind: str | None = None
    holder: int | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """`best` is None where two readings fit and no larger place holds both; `candidates` the best first."""

    best: Candidate | None
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Sense:
    """All mentions of one name that the words call the same kind: they mean one place (one sense a report)."""

    key: str
    kind: str | None
    weak: bool
    candidates: tuple[Candidate, ...]
    times: int
    holders: tuple[int, ...]  # indices of the senses that follow a mention as what holds it


Weighed = tuple[Candidate, float]  # a candidate, and how likely it is


@dataclass(frozen=True, slots=True)
class Home:
    """The area that a publisher mostly writes of: its middle, a town, and how far it reaches; `why` in words."""

    place: Candidate
    radius_km: float
    why: str


@dataclass(frozen=True, slots=True)
class Around:
    """What the other names of a report tell of one name's place: the votes of countries and of first-level regions,
    the places that hold it by the words and those that it holds, the countries, regions and areas named, and the places
    to be near to."""

    lands: dict[str, float]
    regions: dict[tuple[str | None, str], float]
    holders: Sequence[Weighed]
    held: Sequence[Weighed]
    named: Sequence[Weighed]
    near: Sequence[Sequence[Weighed]]
    home: Home | None


@dataclass(frozen=True, slots=True)
class Bearers:
    """How many people the likeliest of a name's towns has, the largest of its countries and well-known regions, and
    each of its first-level regions, by country and name."""

    town: int
    land: int
    regions: dict[tuple[str | None, str | None], int]

    @classmethod
    def of(cls, candidates: Sequence[Candidate]) -> "Bearers":
        return cls(
            town=next((c.population for c in candidates if c.kind == "city"), 0),  # the likeliest is the first
            land=max((max(1, c.population) for c in candidates if _is_well_known(c)), default=0),
            regions={(c.country, c.admin1): c.population for c in candidates if c.kind == "admin1"},
        )


def resolve(names: Sequence[Name], gazetteer: Gazetteer, home: Home | None = None) -> list[Resolved]:
    """One answer for each name, in order. The same name in one report means one place, unless words call it another.

    `home`: the area that the report's publisher mostly writes of, where that is known.
    """
    senses, numbers = _senses(names)
    points = _settled(senses, home)
    answers = [
        _choose(sense, _ranked(sense, told_of), gazetteer) for sense, told_of in zip(senses, points, strict=True)
    ]
    return [answers[number] for number in numbers]


def weigh(names: Sequence[Name], home: Home | None = None) -> list[list[Weighed]]:
    """The candidates of each name of a report that is no demonym, each name once, with how likely they are."""
    senses, _ = _senses(names)
    points = _settled(senses, home)
    return [
        list(zip(sense.candidates, _odds([score for score, _ in told_of]), strict=True))
        for sense, told_of in zip(senses, points, strict=True)
        if not sense.weak
    ]


def _settled(senses: Sequence[Sense], home: Home | None) -> list[list[tuple[float, str]]]:
    """The points of each candidate of each sense, and the reasons for them, after all rounds."""
    scored = [[candidate.score for candidate in sense.candidates] for sense in senses]
    points: list[list[tuple[float, str]]] = []
    for _ in range(ROUNDS):
        weighed = [list(zip(s.candidates, _odds(own), strict=True)) for s, own in zip(senses, scored, strict=True)]
        points = [_points(sense, senses, weighed, home) for sense in senses]
        scored = [[score for score, _ in told_of] for told_of in points]
    return points


def _senses(names: Sequence[Name]) -> tuple[list[Sense], list[int]]:
    """The senses in the order of their first mentions, and the number of each name's sense."""
    keys = [(strict_key(name.text), name.kind, name.weak) for name in names]
    order = list(dict.fromkeys(keys))
    numbers = [order.index(key) for key in keys]
    senses = []
    for number, (key, kind, weak) in enumerate(order):
        own = [name for name, its in zip(names, numbers, strict=True) if its == number]
        candidates = max((name.candidates for name in own), key=len)[:WEIGHED]
        holders = tuple(dict.fromkeys(numbers[name.holder] for name in own if name.holder is not None))
        senses.append(Sense(key, kind, weak, candidates, len(own), holders))
    return senses, numbers


def _odds(scores: Sequence[float]) -> list[float]:
    """How likely each candidate is, by its points; they sum to 1."""
    top = max(scores, default=0.0)
    powers = [math.exp((score - top) * weights().choice["sharpness"]) for score in scores]
    return [power / sum(powers) for power in powers]


def _ranked(sense: Sense, points: Sequence[tuple[float, str]]) -> tuple[Candidate, ...]:
    scored = [
        replace(candidate, score=round(score, 4), why=why)
        for candidate, (score, why) in zip(sense.candidates, points, strict=True)
    ]
    return tuple(sorted(scored, key=lambda candidate: (-candidate.score, candidate.id)))


def _points(
    sense: Sense, senses: Sequence[Sense], weighed: Sequence[Sequence[Weighed]], home: Home | None
) -> list[tuple[float, str]]:
    """The points of each candidate of one sense, and the reasons for them; its own other senses are no evidence."""
    others = [(other, its) for other, its in zip(senses, weighed, strict=True) if other.key != sense.key]
    firm = [its for other, its in others if not other.weak]
    around = Around(
        lands=_lands(others),
        regions=_regions(others),
        holders=[one for holder in sense.holders for one in weighed[holder]],
        held=[one for other, its in others if senses.index(sense) in other.holders for one in its],
        named=[
            one
            for other, its in others
            for one in its
            if one[0].kind == "country" or (not other.weak and one[0].kind in ("admin1", "area"))
        ],
        near=[[one for one in its if one[1] >= POSSIBLE and is_local(one[0])] for its in firm],
        home=home,
    )
    bearers = Bearers.of(sense.candidates)
    return [_weigh(candidate, sense.kind, around, bearers) for candidate in sense.candidates]


def _is_well_known(candidate: Candidate) -> bool:
    """A country, or a first-level region of many people: "China" is hardly the town in Texas."""
    people = weights().context["well_known_people"]
    return candidate.kind == "country" or (candidate.kind == "admin1" and candidate.population >= people)


def is_local(candidate: Candidate) -> bool:
    """Whether it is small enough for others to be near it."""
    area = candidate.kind == "area" and candidate.radius_km <= LOCAL_KM
    return candidate.kind in ("city", "admin2", "feature") or area


def _lands(others: Sequence[tuple[Sense, Sequence[Weighed]]]) -> dict[str, float]:
    """What each country has of the other names: two for a name of a place, one for a demonym."""
    votes: dict[str, float] = {}
    for sense, weighed in others:
        times = min(sense.times, SPOKEN_FOR) * (1 if sense.weak else 2)
        for candidate, odds in weighed:
            if candidate.country:
                votes[candidate.country] = votes.get(candidate.country, 0.0) + times * odds
    return votes


def _regions(others: Sequence[tuple[Sense, Sequence[Weighed]]]) -> dict[tuple[str | None, str], float]:
    """What each first-level region has of the other names."""
    votes: dict[tuple[str | None, str], float] = {}
    for sense, weighed in others:
        for candidate, odds in weighed:
            if candidate.admin1 and candidate.kind != "country":
                region = (candidate.country, candidate.admin1)
                votes[region] = votes.get(region, 0.0) + min(sense.times, SPOKEN_FOR) * odds
    return votes


def _weigh(candidate: Candidate, called: str | None, around: Around, bearers: Bearers) -> tuple[float, str]:
    """The points of a candidate, and why."""
    context = weights().context
    reasons = [(candidate.score + weights().kinds[candidate.kind], candidate.why), *_country_points(candidate, around)]
    held = max((math.sqrt(odds) for holder, odds in around.holders if is_in(candidate, holder)), default=0.0)
    reasons.append((context["held_by_next"] * held, "The name that follows it holds it."))
    holding = max((math.sqrt(odds) for other, odds in around.held if is_in(other, candidate)), default=0.0)
    reasons.append((context["holds_before"] * holding, "It holds the name before it."))
    if candidate.kind != "country":
        region = candidate.name if candidate.kind == "area" else candidate.admin1 or ""
        share = _share(around.regions, (candidate.country, region))
        reasons.append((context["region_share"] * share, "Other names of the report lie in its region."))
        regions = (odds for lead, odds in around.named if lead.kind != "country" and is_in(candidate, lead))
        reasons.append((context["named_region"] * max(regions, default=0.0), "The report names its region."))
    if is_local(candidate):
        reasons.append((context["near_others"] * _nearness(candidate, around.near), "Other places of it are near."))
    if around.home is not None:
        reasons.append(_home_points(candidate, around.home))
    reasons.append((_namesake_points(candidate, bearers), ""))
    if called:
        reasons.append((_kind_points(candidate.kind, called), ""))
    points = sum(value for value, _ in reasons)
    return points, " ".join(why for value, why in reasons if why and abs(value) >= TOLD)


def _namesake_points(candidate: Candidate, bearers: Bearers) -> float:
    """What it takes that better known places bear the name too: "China" is hardly the town in Texas."""
    context = weights().context
    if candidate.kind not in ("city", "admin2"):
        return 0.0
    points, people = 0.0, bearers.town if bearers.town >= context["outshining_people"] else 0
    if candidate.kind == "city" and candidate.population < context["namesake_people"]:
        points += context["namesake"] if bearers.land else 0.0
        people = max(people, bearers.land)
    seat_of = bearers.regions.get((candidate.country, candidate.admin1), 0)  # a seat is no less known than its region
    digits = math.log10(max(1.0, people / max(candidate.population, seat_of, LEAST_PEOPLE)))
    return points + context["outshone"] * digits * (1 + _standing(people))


def _home_points(candidate: Candidate, home: Home) -> tuple[float, str]:
    """What it adds that the publisher mostly writes of that area: more the nearer, some in the same region."""
    context, place = weights().context, home.place
    value = 0.0
    if is_local(candidate):
        value += context["near_home"] * math.exp(-km_apart(candidate, place) / home.radius_km)
    if candidate.country == place.country:
        value += context["home_country"]
        if candidate.admin1 is not None and candidate.admin1 == place.admin1:
            value += context["home_region"]
    return value, home.why


def _country_points(candidate: Candidate, around: Around) -> list[tuple[float, str]]:
    """What it adds that other names lie in its country, or takes that hardly any does."""
    context = weights().context
    share = _share(around.lands, candidate.country or "")
    found = [(context["country_share"] * share, f"Other names of the report lie in {candidate.country}.")]
    if candidate.kind != "city":
        return found
    if sum(around.lands.values()) >= context["firm_votes"] and share < context["stranger_share"]:
        alone = context["stranger"] * (1 - _standing(candidate.population))
        found.append((alone, "Hardly any other name of the report lies in its country."))
    lands = [lead for lead, odds in around.named if lead.kind == "country" and odds >= LIKELY]
    if share < NO_SHARE and any(_is_beside(candidate, land) for land in lands):
        found.append((context["beside_country"], "It lies beside a country that the report names."))
    return found


def _standing(people: int) -> float:
    """How far a town of so many people is so well known that it is named without its country, 0 to 1, by its digits."""
    context = weights().context
    least, most = context["known_alone_from"], context["known_alone_to"]
    return min(1.0, max(0.0, math.log10((people + 1) / least) / math.log10(most / least)))


Key = TypeVar("Key")


def _share(votes: dict[Key, float], key: Key) -> float:
    return votes.get(key, 0.0) / total if (total := sum(votes.values())) > NO_SHARE else 0.0


def _nearness(candidate: Candidate, near: Sequence[Sequence[Weighed]]) -> float:
    """How near the other places are, 0 to 1: each by its likeliest near candidate, so that many add up."""
    far = 1.0
    for places in near:
        close = max((odds * _closeness(candidate, place) for place, odds in places), default=0.0)
        far *= 1 - NEAR_SHARE * close
    return 1 - far


def _closeness(candidate: Candidate, place: Candidate) -> float:
    """1 for the same spot, less with every km; 0 where the latitudes alone lie too far apart."""
    scale = weights().context["near_km"]
    if abs(candidate.lat - place.lat) * KM_PER_DEGREE > FAR_OFF * scale:
        return 0.0
    return math.exp(-km_apart(candidate, place) / scale)


def _is_beside(candidate: Candidate, land: Candidate) -> bool:
    """Whether a town lies no farther from the middle of a country than its own farthest parts."""
    return km_apart(candidate, land) <= weights().context["beside_radii"] * land.radius_km


def _kind_points(kind: str, called: str) -> float:
    """What it adds or takes that the words call the place a town, district, province or else."""
    if kind == called or (kind, called) == ("feature", "area"):
        return weights().context["kind_word"]
    if {kind, called} <= {"admin1", "admin2", "area", "feature"}:
        return weights().context["kind_word"] / 2
    return weights().context["kind_against"]


def _is_same_spot(candidate: Candidate, other: Candidate) -> bool:
    """A town and its own region, or two places so close that it does not matter."""
    near = km_apart(candidate, other) <= weights().choice["apart_km"]
    return is_in(candidate, other) or is_in(other, candidate) or near


def _choose(sense: Sense, candidates: tuple[Candidate, ...], gazetteer: Gazetteer) -> Resolved:
    kept = candidates[:KEPT]
    if not candidates:
        return Resolved(None, ())
    first = candidates[0]
    if first.score < 0:  # a small town where nothing else of the report lies
        return Resolved(None, kept)
    margin = weights().choice["margin_told" if _is_told(sense, first) else "margin"]
    close = [other for other in candidates[1:] if first.score - other.score < margin]
    rivals = [other for other in close if not _is_same_spot(first, other)]
    if not rivals:
        return Resolved(first, kept)
    return Resolved(_holder_of([first, *rivals], gazetteer), kept)


def _is_told(sense: Sense, first: Candidate) -> bool:
    """Whether the rest of the report speaks for this place, so that it is not by its size alone the likeliest."""
    alone = next(candidate.score for candidate in sense.candidates if candidate.id == first.id)
    return first.score - alone >= weights().choice["told"]


def _holder_of(rivals: Sequence[Candidate], gazetteer: Gazetteer) -> Candidate | None:
    """The country that holds all of these, taken in their stead; None where there is none."""
    codes = {rival.country for rival in rivals}
    code = next(iter(codes))
    held = gazetteer.country(code) if len(codes) == 1 and code else None
    if held is None:
        return None
    names = " and ".join(sorted({f"{rival.name} ({rival.admin1 or rival.kind})" for rival in rivals}))
    why = f"Several places fit, {names}; the country that holds them is taken."
    return replace(held, score=rivals[0].score, why=why)
