"""Low, best and high of one incident by a named profile, each with its derivation (R1 to R5, R16, R17, R35)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from recount.model.claim import Bounds, Claim, Toll
from recount.tally.across import bounds_across
from recount.tally.comparable import VictimGroup, group_victims
from recount.tally.losses import sides_named
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
    told = [t for t in told if t.status not in _left_out(profile)]
    if not told:
        return None
    return Bounds(_total([t.low for t in told]), _total([t.best for t in told]), _total([t.high for t in told]))


def _left_out(profile: Profile) -> set[str]:
    """The standings in the fight that a profile keeps out of sums (R37)."""
    attackers = set() if profile.attackers_in_total else {"attacker"}
    return attackers if profile.combatants_in_total else {*attackers, "combatant", "security_forces"}


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
    bounds = _bounds(group, numbered, work, voices)
    name, status = _describe(claims)
    status = _standing(status, claims, work)
    bounds = _leaning(bounds, work)
    ids = tuple(c.id for c in sorted(claims, key=lambda c: (c.report, c.evidence[0].start)))
    return Toll(harm, name, status, bounds.low, bounds.best, bounds.high, ids, tuple(work.why))


def _bounds(group: VictimGroup, numbered: Sequence[Claim], work: Working, voices: Mapping[str, str]) -> Bounds:
    if len({c.report for c in numbered}) > 1:
        return bounds_across(group, work, voices)
    return bounds_of(numbered, work) if numbered else unnumbered(group.claims, work)


def _standing(status: str, claims: Sequence[Claim], work: Working) -> str:
    """Who the dead were in the fight, as the profile takes it: of whom nothing is said, or whom only their killer calls
    fighters (R36)."""
    profile = work.profile
    if status == "combatant" and not profile.doer_is_proof and all(_is_doers_word(c) for c in claims):
        work.why.append(f"Only who did it calls them fighters, which {profile.title} takes for no proof (R36).")
        status = "unknown"
    if status == "unknown" and profile.unknown_as != "unknown":
        work.why.append(f"No words tell who they were; {profile.title} counts them as {profile.unknown_as}s (R36).")
        return profile.unknown_as
    return status


def _is_doers_word(claim: Claim) -> bool:
    """Whether the innermost speaker is who did it; of a claim that calls nobody a fighter, yes."""
    if claim.group is None or claim.group.status != "combatant":
        return True
    if claim.by is None or not claim.speakers:
        return False
    speaker = claim.speakers[-1].name
    return claim.by.name.casefold() == speaker.casefold() or claim.by.actor_id in sides_named(speaker)


def _leaning(bounds: Bounds, work: Working) -> Bounds:
    """Best at low where the profile leans so."""
    if work.profile.best == "direct" or bounds.low is None or bounds.low == bounds.best:
        return bounds
    work.why.append(f"{work.profile.title} leans low: {bounds.low} is best.")
    return Bounds(bounds.low, bounds.low, bounds.high)


def _describe(claims: Sequence[Claim]) -> tuple[str, str]:
    """The group's name from its largest total, and the one status that its claims tell, else unknown."""
    ordered = sorted(claims, key=lambda c: (-(c.count_low or 0), c.evidence[0].start))
    names = [c.group.name for c in ordered if c.group is not None]
    statuses = {c.group.status for c in claims if c.group is not None} - {"unknown"}
    if {"civilian", "combatant"} <= statuses:  # a dispute over who they were is no one's to settle
        return "people", "unknown"
    whole = next((c.group.status for c in ordered if c.group is not None), "unknown")
    return (names[0] if names else "people"), (statuses.pop() if len(statuses) == 1 and len(names) == 1 else whole)
