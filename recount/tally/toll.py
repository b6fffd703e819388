"""Low, best and high of one incident by a named profile, each with its derivation (R1 to R5, R16, R17, R35)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from recount.model.claim import Bounds, Claim, Toll
from recount.tally.across import bounds_across
from recount.tally.comparable import VictimGroup, group_victims
from recount.tally.profile import Profile
from recount.tally.within import Working, bounds_of, high_of, low_of, unnumbered


@dataclass
class Tallied:
    """Tolls of one incident, the sums, and what each claim was used for: id -> (use, why)."""

    tolls: list[Toll] = field(default_factory=list)
    uses: dict[str, tuple[str, str]] = field(default_factory=dict)
    killed: Bounds | None = None
    injured: Bounds | None = None


def tally(claims: Sequence[Claim], profile: Profile, voices: Mapping[str, str] | None = None) -> Tallied:
    """The tolls of one incident's claims. Claims keep their order; the same claims give the same tolls.

    `voices`: the voice of each report (its id), where several tell of the incident; one that is not there speaks for
    itself.
    """
    tallied = Tallied()
    live = [c for c in claims if c.use != "superseded"]  # the words themselves tell a later figure
    tallied.uses.update({c.id: (c.use, c.why) for c in claims if c.use == "superseded"})
    harms = sorted({c.harm for c in live if c.harm is not None})
    for harm in harms:
        for group in group_victims([c for c in live if c.harm == harm]):
            tallied.tolls.append(_toll(harm, group, profile, tallied.uses, voices or {}))
    tallied.tolls = _with_distinct_names(tallied.tolls)
    tallied.killed = _sum([t for t in tallied.tolls if t.harm == "killed"], profile)
    tallied.injured = _sum([t for t in tallied.tolls if t.harm == "injured"], profile)
    return tallied


def _sum(tolls: Sequence[Toll], profile: Profile) -> Bounds | None:
    """The sum over groups; a group without a number is left out, and its toll says so."""
    told = [t for t in tolls if not (t.low is None and t.best is None and t.high is None)]
    if not profile.attackers_in_total:
        told = [t for t in told if t.status != "attacker"]
    if not told:
        return None
    return Bounds(_total([t.low for t in told]), _total([t.best for t in told]), _total([t.high for t in told]))


def _total(values: Sequence[int | None]) -> int | None:
    return None if any(v is None for v in values) else sum(v for v in values if v is not None)


def _with_distinct_names(tolls: list[Toll]) -> list[Toll]:
    return sorted(tolls, key=lambda t: (t.harm != "killed", t.harm != "injured", t.harm, -(t.best or 0), t.group))


def _toll(
    harm: str, group: VictimGroup, profile: Profile, uses: dict[str, tuple[str, str]], voices: Mapping[str, str]
) -> Toll:
    work = Working(profile, uses, group.wholes)
    claims = group.claims
    numbered = [c for c in claims if low_of(c, profile) is not None or high_of(c, profile) is not None]
    for claim in claims:
        if claim not in numbered:
            work.use(claim, "repeat", "tells of the harm without a number")
    bounds = bounds_across(group, work, voices) if len({c.report for c in numbered}) > 1 else None
    if bounds is None:
        bounds = bounds_of(numbered, work) if numbered else unnumbered(claims, work)
    name, status = _describe(claims)
    ids = tuple(c.id for c in sorted(claims, key=lambda c: (c.report, c.evidence[0].start)))
    return Toll(harm, name, status, bounds.low, bounds.best, bounds.high, ids, tuple(work.why))


def _describe(claims: Sequence[Claim]) -> tuple[str, str]:
    """The group's name from its largest total, and the one status that its claims tell, else unknown."""
    ordered = sorted(claims, key=lambda c: (-(c.count_low or 0), c.evidence[0].start))
    names = [c.group.name for c in ordered if c.group is not None]
    statuses = {c.group.status for c in claims if c.group is not None} - {"unknown"}
    if {"civilian", "combatant"} <= statuses:  # a dispute over who they were is no one's to settle
        return "people", "unknown"
    whole = next((c.group.status for c in ordered if c.group is not None), "unknown")
    return (names[0] if names else "people"), (statuses.pop() if len(statuses) == 1 and len(names) == 1 else whole)
