"""Which claims of one report are one incident: by time, place, kind of act, sides and nearness, with reasons."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from recount.claims.many import LAND_WIDE
from recount.claims.motive import ANSWER
from recount.knowledge.codebook import Codebook
from recount.model.claim import LATER, ROUGH, Claim, Where
from recount.model.mention import Standing
from recount.places.distance import km_between

# Two places closer than this (beside their own radii) may be one incident's.
SAME_PLACE_KM = 20.0
# A claim without time or place of its own leans on claims at most this many sentences away for its kind.
NEAR_SENTENCES = 2
# A time told in words that is longer than this is no undated claim's.
NEWS_DAYS = 7
_ASSERTED = (Standing.STATED, Standing.REPORTED)


@dataclass
class Cluster:
    """Claims of one incident, in text order. `background`: the report only mentions it. `late` and `away`: ids of the
    claims with a time or place beside them that is not the act's but of what was said or done of it later."""

    background: bool
    claims: list[Claim] = field(default_factory=list)
    late: set[str] = field(default_factory=set)
    away: set[str] = field(default_factory=set)


def group_claims(claims: Sequence[Claim], codebook: Codebook) -> list[Cluster]:
    """Clusters of the claims that can be in an incident; harms first, then acts join or open their own."""
    clusters: list[Cluster] = []
    able = [c for c in claims if c.use not in ("set_aside", "question") and c.extent != "cumulative"]
    able = [c for c in able if c.act not in codebook.told_only]
    harms = [c for c in able if c.harm is not None and c.harm != "released"]
    for claim in sorted(harms, key=lambda c: (_weakness(c), c.evidence[0].start)):
        _place(claim, clusters, codebook, opens=_may_open(claim))
    rest = [c for c in able if c.harm is None or c.harm == "released"]
    for claim in sorted(rest, key=lambda c: (_weakness(c), c.evidence[0].start)):
        _place(claim, clusters, codebook, opens=_act_may_open(claim, codebook))
    for cluster in clusters:
        cluster.claims.sort(key=lambda c: c.evidence[0].start)
    return sorted(clusters, key=lambda k: (k.background, k.claims[0].evidence[0].start))


def _weakness(claim: Claim) -> int:
    """Claims with time and place of their own are grouped first, so that the others find them; later deaths last."""
    return (not claim.has_own_time) + (not claim.has_own_place) + 2 * (LATER in claim.notes)


def _is_long(claim: Claim) -> bool:
    """Whether the claim tells in words of more than a week ("last month's killings"), which no news of the day is."""
    return claim.has_own_time and claim.when is not None and (claim.when.end - claim.when.start).days > NEWS_DAYS


def _known_time(claim: Claim) -> bool:
    return claim.when is not None and bool(claim.when.wording) and not {"time:unknown", LATER} & set(claim.notes)


def _may_open(claim: Claim) -> bool:
    if claim.standing == Standing.BACKGROUND:
        return claim.counts_something and (claim.has_own_time or claim.has_own_place)
    return claim.standing in _ASSERTED


def _act_may_open(claim: Claim, codebook: Codebook) -> bool:
    """An act without harm opens an incident only with a time or place, and with who did it, to what, or how much; a
    release, or an act of a family that is apart, only with both a time and a place."""
    told = any((claim.by, claim.against, claim.targets, claim.counts_something, claim.origin)) or is_fine(claim)
    placed = claim.has_own_time or claim.has_own_place
    needs_both = claim.act == "release" or codebook.family(claim.act) in codebook.apart
    return (
        claim.standing in _ASSERTED
        and placed
        and told
        and (not needs_both or (claim.has_own_time and claim.has_own_place))
    )


def _place(claim: Claim, clusters: list[Cluster], codebook: Codebook, opens: bool) -> None:
    background = claim.standing == Standing.BACKGROUND
    fitting = [k for k in clusters if k.background == background and _fits(claim, k, codebook)]
    if fitting:
        best = max(fitting, key=lambda k: (_score(claim, k, codebook), -clusters.index(k)))
        best.claims.append(claim)
    elif opens:
        clusters.append(Cluster(background, [claim]))


def _fits(claim: Claim, cluster: Cluster, codebook: Codebook) -> bool:
    if cluster.background and not (_near(claim, cluster) or _same_time(claim, cluster)):
        return False
    if any(apart_in_time(claim, other) or apart_in_place(claim, other) for other in cluster.claims):
        return False
    if any(_wider_than(claim, other) or _wider_than(other, claim) for other in cluster.claims):
        return False
    if _is_parted_by_answer(claim, cluster):
        return False
    return _kind_fits(claim, cluster, codebook)


def _kind_fits(claim: Claim, cluster: Cluster, codebook: Codebook) -> bool:
    family = codebook.family(claim.act)
    families = {codebook.family(c.act) for c in cluster.claims}
    if codebook.apart & {family, *families}:
        return families == {family}
    if family in families or family == "release" or family == "displacement":
        return not (family == "remote" and _answers(claim, cluster))
    if family == "remote" and _answers(claim, cluster):
        return False
    if (
        families == {"remote"}
        and family == "violence"
        and any(_answers(c, Cluster(False, [claim])) for c in cluster.claims)
    ):
        return False
    near = _near(claim, cluster)
    if {family} | families <= {"violence", "remote"}:
        return True
    if family in ("detention", "abduction") or families <= {"detention", "abduction"}:
        return any(claim.sentence == c.sentence for c in cluster.claims) or (near and _same_time(claim, cluster))
    if "unrest" in {family} | families:  # a demonstration beside other violence is its own, unless told with it
        return any(abs(claim.sentence - c.sentence) <= 1 for c in cluster.claims)
    return near


def is_answer(claim: Claim) -> bool:
    """Whether the claim's own words make it the answer to another's act."""
    return ANSWER in claim.notes


def _is_parted_by_answer(claim: Claim, cluster: Cluster) -> bool:
    """An answer is no part of what it answers ("in retaliation the army ..."), nor what stands before it of it."""
    told_together = any(claim.sentence == c.sentence for c in cluster.claims)
    if told_together or any(is_answer(c) for c in cluster.claims) == is_answer(claim):
        return False
    return is_answer(claim) or claim.sentence < min(c.sentence for c in cluster.claims)


def _near(claim: Claim, cluster: Cluster) -> bool:
    return any(abs(claim.sentence - c.sentence) <= NEAR_SENTENCES for c in cluster.claims)


def _answers(claim: Claim, cluster: Cluster) -> bool:
    """Fire whose origin is told, or by another party than the cluster's: the other side's act (R44)."""
    if claim.origin is not None and not any(c.origin and c.origin[1] == claim.origin[1] for c in cluster.claims):
        return True
    if claim.act == "intercept":  # who intercepts is not who fires
        return False
    names = {c.by.name for c in cluster.claims if c.by is not None}
    return claim.by is not None and bool(names) and claim.by.name not in names


def _same_time(claim: Claim, cluster: Cluster) -> bool:
    return any(
        claim.when is not None and c.when is not None and claim.when.start == c.when.start for c in cluster.claims
    )


def _same_place(claim: Claim, cluster: Cluster) -> bool:
    return any(claim.where and c.where and claim.where.name == c.where.name for c in cluster.claims)


def apart_in_time(claim: Claim, other: Claim) -> bool:
    """One says when, the other at least took its time over from beside it, and the times do not touch."""
    if claim.when is None or other.when is None or not (claim.has_own_time or other.has_own_time):
        return False
    if (ROUGH in claim.notes) != (ROUGH in other.notes) and claim.has_own_time and other.has_own_time:
        return True  # "recently" is not "on Friday" nor "in November"
    if LATER in (*claim.notes, *other.notes):
        return _dies_before(claim, other) or _dies_before(other, claim)
    if not (_known_time(claim) and _known_time(other)) and not (_is_long(claim) or _is_long(other)):
        return False
    return claim.when.end < other.when.start or other.when.end < claim.when.start


def _dies_before(late: Claim, other: Claim) -> bool:
    """Whether a later death is told of a time before the other's, so that it cannot have come of it."""
    if LATER not in late.notes or late.when is None or other.when is None or LATER in other.notes:
        return False
    return late.when.end < other.when.start


def apart_in_place(claim: Claim, other: Claim) -> bool:
    """Both say where, and the places do not touch; of names that are in no gazetteer, different ones do not."""
    names, others = _unlisted(claim), _unlisted(other)
    if names and others:
        return names.isdisjoint(others)
    if claim.where is not None and other.where is not None and claim.has_own_place and other.has_own_place:
        return places_apart(claim.where, other.where)
    return bool((names and is_fine(other)) or (others and is_fine(claim)))


def _wider_than(claim: Claim, other: Claim) -> bool:
    """Another number of several people is told of a whole land, or of a week, than of this one town or day: the one
    incident is as wide as its claim, and no part of it is the other."""
    several = claim.harm is not None and claim.counts_something and claim.count_high != 1
    numbers = (claim.count_low, claim.count_high), (other.count_low, other.count_high)
    if not several or claim.harm != other.harm or not other.counts_something or numbers[0] == numbers[1]:
        return False
    if LAND_WIDE in claim.notes and is_fine(other) and LAND_WIDE not in other.notes:
        return True
    return _is_of_week(claim) and other.has_own_time and other.when is not None and other.when.precision == "day"


def _is_of_week(claim: Claim) -> bool:
    return claim.has_own_time and claim.when is not None and claim.when.precision in ("week", "month")


def _unlisted(claim: Claim) -> set[str]:
    """The names of places in the claim's own words that could not be resolved."""
    return {note.removeprefix("place:named:") for note in claim.notes if note.startswith("place:named:")}


def is_fine(claim: Claim) -> bool:
    """Whether the claim's own words name a town or a spot."""
    return claim.has_own_place and claim.where is not None and claim.where.precision in ("exact", "near", "area")


def places_apart(one: Where, two: Where) -> bool:
    """Whether two places are too far from each other to be one, beside their own radii; one inside the other is not."""
    if one.name == two.name:
        return False
    if "country" in (one.precision, two.precision):
        return one.country != two.country
    if one.precision == two.precision == "region":  # neighbours touch, and are not one for it
        return kilometres(one, two) > max(one.radius_km, two.radius_km)
    slack = SAME_PLACE_KM if one.coastal == two.coastal else 0.0  # a boat off one town is not in the next
    return kilometres(one, two) > one.radius_km + two.radius_km + slack


def kilometres(one: Where, two: Where) -> float:
    """Great-circle distance of two places' middles."""
    return km_between(one.lat, one.lon, two.lat, two.lon)


def _score(claim: Claim, cluster: Cluster, codebook: Codebook) -> float:
    """How well a claim fits a cluster that it may join: shared kind, time, place, sides, numbers, and nearness."""
    others = cluster.claims
    score = 2.0 * any(codebook.family(c.act) == codebook.family(claim.act) for c in others)
    score += (3.0 if claim.has_own_time else 0.5) * _same_time(claim, cluster)
    score += (3.0 if claim.has_own_place else 0.5) * _same_place(claim, cluster)
    score += 1.0 * any(claim.by and c.by and claim.by.name == c.by.name for c in others)
    score += 1.0 * any(
        claim.group and c.group and claim.group.side and claim.group.side == c.group.side for c in others
    )
    score += 2.0 * any(claim.harm == c.harm and claim.count_low == c.count_low is not None for c in others)
    score += 3.0 * (claim.nth is not None and any(_precedes(c, claim) for c in others))
    nearest = min(abs(claim.sentence - c.sentence) for c in others)
    return score + (4.0 if nearest == 0 else 2.0 / (1 + nearest))


def _precedes(claim: Claim, later: Claim) -> bool:
    """Whether a toll is one that the nth of the dead adds to, or is in: six or more before "a seventh person"."""
    count = claim.count_high if claim.count_high is not None else claim.count_low
    return claim.harm == later.harm and count is not None and later.nth is not None and count >= later.nth - 1
