"""The claims of one incident become one: what, when, where, who, and how many, by a profile."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from recount.claims.kind import event_of_incident
from recount.knowledge.codebook import Codebook
from recount.link.within import Cluster, is_answer, kilometres, places_apart
from recount.model.claim import Claim, Event, Incident, Side, Where
from recount.model.mention import When
from recount.tally.profile import Profile
from recount.tally.toll import tally

_STRETCH = 4  # days from the first to the last of a stretch that is told by its days
_PRECISE = ("exact", "near", "area", "region", "country")  # from the finest


def incident_of(
    cluster: Cluster, codebook: Codebook, profile: Profile, voices: Mapping[str, str] | None = None
) -> tuple[Incident, list[Claim]]:
    """The incident that claims tell of, and the claims with their use in it. `voices` as in `tally`."""
    claims = cluster.claims
    tallied = tally(claims, profile, voices)
    incident_id = _id(claims)
    used = [
        replace(c, incident=incident_id, use=use, why=why)
        for c in claims
        for use, why in (_told_again(tallied.uses.get(c.id) or _act_use(c), c, cluster),)
    ]
    event = event_of_incident(claims, codebook)
    when = _when([c for c in claims if c.id not in cluster.late]) or _when(claims)
    where = _where([c for c in claims if c.id not in cluster.away]) or _where(claims)
    incident = Incident(
        id=incident_id,
        title=_title(event, when, where),
        review="machine",
        event=event,
        when=when,
        where=where,
        sides=_sides(claims),
        tolls=tuple(tallied.tolls),
        killed=tallied.killed,
        injured=tallied.injured,
        counts=_counts(claims, codebook),
    )
    return incident, used


def _told_again(used: tuple[str, str], claim: Claim, cluster: Cluster) -> tuple[str, str]:
    """The use with, in its reason, that the time or place told beside it is not the act's."""
    other = [word for word, ids in (("time", cluster.late), ("place", cluster.away)) if claim.id in ids]
    if not other:
        return used
    return used[0], f"{used[1]}; told again of a named person: its {' and '.join(other)} is not the act's"


def _act_use(claim: Claim) -> tuple[str, str]:
    if claim.counts_something and claim.unit in ("people", "groups"):
        return "repeat", "tells of the act; its number is of people in it, not of the harmed"
    if claim.counts_something:
        return "counted", "counts the act itself, not persons"
    return "repeat", "tells of the act"


def _id(claims: Sequence[Claim]) -> str:
    return sha256(("incident|" + min(c.id for c in claims)).encode()).hexdigest()[:20]


def _when(claims: Sequence[Claim]) -> When | None:
    """The time that most claims tell in words, the finest first; else one that was taken over; else the range.

    A release ends what was done, and is its time only where nothing else says.
    """
    done = [c for c in claims if c.harm != "released"]
    told = [c.when for c in done if c.when is not None] or [c.when for c in claims if c.when is not None]
    own = [c.when for c in done if c.when is not None and c.has_own_time]
    pool = own or [w for w in told if w.wording] or told
    if not pool:
        return None
    votes = Counter((w.start, w.end) for w in pool)
    days = min((w.end - w.start).days for w in pool)
    finest = [w for w in pool if (w.end - w.start).days == days]
    best = max(finest, key=lambda w: (votes[(w.start, w.end)], -pool.index(w)))
    stretches = [w for w in pool if _is_told_by_days(w) and w.start <= best.start and best.end <= w.end]
    return max(stretches, key=lambda w: votes[(w.start, w.end)]) if _outvote(stretches, best, votes) else best


def _is_told_by_days(when: When) -> bool:
    """ "On Tuesday and Thursday", "from 3 to 5 May": as long as the act, and no wide time that holds its day."""
    return when.precision == "period" and 0 < (when.end - when.start).days <= _STRETCH


def _outvote(stretches: Sequence[When], best: When, votes: Counter[tuple[date, date]]) -> bool:
    """Whether more claims tell the act of a stretch of days than of the one day inside it."""
    most = max((votes[(w.start, w.end)] for w in stretches), default=0)
    return best.start == best.end and most > votes[(best.start, best.end)]


def _where(claims: Sequence[Claim]) -> Where | None:
    """The finest place that most claims tell in words."""
    told = [c.where for c in claims if c.where is not None]
    own = [c.where for c in claims if c.where is not None and c.has_own_place]
    pool = own or told
    if not pool:
        return None
    votes = Counter(_spot(w) for w in pool)
    finest = min(_coarseness(w) for w in pool)
    level = [w for w in pool if _coarseness(w) <= max(finest, 1)]
    best = max(level, key=lambda w: (votes[_spot(w)], -pool.index(w)))
    inside = [w for w in told if w.radius_km < best.radius_km and _holds(best, w)]
    if not best.is_fine and inside:  # named only as a large area here, finer elsewhere
        votes = Counter(_spot(w) for w in inside)
        return max(inside, key=lambda w: (votes[_spot(w)], -w.radius_km, -inside.index(w)))
    return best


def _spot(where: Where) -> tuple[float, float, str]:
    """What places are counted by: the point, and the name of one whose point is only that of what holds it."""
    return where.lat, where.lon, "" if where.listed else where.name


def _coarseness(where: Where) -> int:
    """How coarse a place is; one by its words alone is a town or a spot, though its own point is not known."""
    return _PRECISE.index(where.precision if where.listed else "near")


def _holds(large: Where, small: Where) -> bool:
    """Whether one place lies inside another of the same country."""
    return large.country == small.country and (
        large.precision == "country" or kilometres(large, small) <= large.radius_km
    )


def _sides(claims: Sequence[Claim]) -> tuple[Side, ...]:
    """Who acts and who is harmed or aimed at, as asserted; a party that does both is `both`."""
    roles: dict[tuple[str, str | None], set[str]] = {}
    persons = {person.name for c in claims if c.group is not None for person in c.group.persons}
    for claim in claims:
        if claim.by is not None:  # who stops fire is whom it is aimed at
            role = "target" if claim.act == "intercept" else "perpetrator"
            roles.setdefault((_fuller(claim.by.name, persons), claim.by.actor_id), set()).add(role)
        if claim.against is not None and _says_whom(claim):
            against = (_fuller(claim.against.name, persons), claim.against.actor_id)
            roles.setdefault(against, set()).add("target")
    return tuple(
        Side(name, actor, "both" if len(found) == 2 else next(iter(found))) for (name, actor), found in roles.items()
    )


def _fuller(name: str, persons: set[str]) -> str:
    """A person told by the last name alone is the one person of the incident whose name ends so."""
    full = [person for person in persons if person.endswith(f" {name}")]
    return full[0] if len(full) == 1 else name


def _says_whom(claim: Claim) -> bool:
    """Whether the words say more of the harmed than that they are people."""
    group = claim.group
    return group is None or group.status != "unknown" or group.side is not None or bool(group.persons)


def _counts(claims: Sequence[Claim], codebook: Codebook) -> dict[str, int | None]:
    """Numbers of acts and of things, each under its name; the first that is told stands."""
    counts: dict[str, int | None] = {}
    for claim in claims:
        if claim.harm is None and claim.counts_something:
            unit = claim.unit or "other"
            name = codebook.count_names.get(claim.act, claim.act) if unit in ("other", "people") else unit
            counts.setdefault(name, claim.count_low if claim.count_low is not None else claim.count_high)
    return dict(sorted(counts.items()))


def _title(event: Event, when: When | None, where: Where | None) -> str:
    """What, where, when, in neutral words."""
    what = event.sub_type or event.type or "Incident"
    place = ""
    if where is not None:
        beside = where.listed and where.precision in ("near", "area")
        place = f" near {where.name}" if beside else f", {where.name}"
    return f"{what}{place}{_title_time(when)}"


def _title_time(when: When | None) -> str:
    if when is None:
        return ""
    if when.start == when.end:
        return f", {when.start.isoformat()}"
    return f", between {when.start.isoformat()} and {when.end.isoformat()}"


def relate(incidents: Sequence[Incident], clusters: Sequence[Cluster]) -> list[Incident]:
    """Incidents of one day and place stand beside each other; fire by the other side answers the first (R44)."""
    result = []
    for i, incident in enumerate(incidents):
        related: list[tuple[str, str]] = []
        for j, other in enumerate(incidents):
            if i != j and not (clusters[i].background or clusters[j].background):
                how = _relation(incident, other, clusters[i], clusters[j], j < i)
                if how is not None:
                    related.append((other.id, how))
        result.append(replace(incident, related=tuple(related)))
    return result


def _relation(one: Incident, two: Incident, first: Cluster, second: Cluster, later: bool) -> str | None:
    if one.when is None or two.when is None:
        return None
    if later and _responds(one, two, first, second):
        return "responds_to"
    if one.when.start != two.when.start:
        return None
    if one.where is not None and two.where is not None and not places_apart(one.where, two.where):
        return "same_place_and_day"
    return None


def _responds(one: Incident, two: Incident, first: Cluster, second: Cluster) -> bool:
    """Whether the later one answers the other: by its own words, or as fire from elsewhere on the same day (R44)."""
    doers = {s.name for s in one.sides if s.role in ("perpetrator", "both")}
    others = {s.name for s in two.sides if s.role in ("perpetrator", "both")}
    if not doers.isdisjoint(others) or one.when is None or two.when is None:
        return False
    if any(is_answer(c) for c in first.claims) and not any(is_answer(c) for c in second.claims):
        return one.when.end >= two.when.start
    fired_from_elsewhere = any(c.origin for c in first.claims) and not any(c.origin for c in second.claims)
    return fired_from_elsewhere and one.when.start == two.when.start


def outside(claim: Claim, codebook: Codebook) -> Claim:
    """A claim that is in no incident, with the reason."""
    if claim.use:
        return claim
    if claim.tie == "none":
        return replace(claim, use="set_aside", why="put in no incident by a person")
    if claim.act in codebook.told_only:
        return replace(
            claim, use="set_aside", why="an act of which no incident is made: it is told, and counts nowhere"
        )
    if claim.harm is None:
        return replace(claim, use="set_aside", why="an act told without a time, place or harm that makes an incident")
    return replace(claim, use="set_aside", why="background without a time, place and number of its own (R24)")
