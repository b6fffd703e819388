"""One report's figures of the same victims against each other (R1 to R5, R16, R17, R35): a low, a best and a high."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from recount.model.claim import Bounds, Claim
from recount.tally.far import far_figures
from recount.tally.late import fate, grows, later_deaths
from recount.tally.losses import admits_own_losses
from recount.tally.profile import Profile
from recount.tally.vague import fulfilled

RIVAL = "a rival figure of the same victims, which widens the range"  # why a claim that is no figure's bounds it


@dataclass
class Working:
    """One group's claims while its toll is worked out."""

    profile: Profile
    uses: dict[str, tuple[str, str]]
    wholes: frozenset[str]
    why: list[str] = field(default_factory=list)

    def use(self, claim: Claim, use: str, why: str) -> None:
        self.uses[claim.id] = (use, why)


def unnumbered(claims: Sequence[Claim], work: Working) -> Bounds:
    first = claims[0]
    value = work.profile.bare_plural
    work.use(first, "counted", "the harm is told without a number")
    if value is None:
        work.why.append("No number is told; the group is left out of the sum.")
        return Bounds(None, None, None)
    work.why.append(f"No number is told; {work.profile.title} counts a bare plural as {value} (R12).")
    return Bounds(value, value, value)


def low_of(claim: Claim, profile: Profile) -> int | None:
    point = _point(claim, profile)
    return claim.count_low if point is None else point


def high_of(claim: Claim, profile: Profile) -> int | None:
    point = _point(claim, profile)
    return claim.count_high if point is None else point


def _point(claim: Claim, profile: Profile) -> int | None:
    """The fixed value of a vague word under a profile that gives one ("dozens" 12)."""
    if profile.vague != "points" or claim.count_wording is None:
        return None
    return profile.points.get(claim.count_wording.lower())


def bounds_of(claims: Sequence[Claim], work: Working) -> Bounds:
    numbered = _without_far(_without_none_of(claims, work), work)
    late = later_deaths(numbered, lambda c: value_of(c, work.profile))
    wholes, members, others, increments = _sort([c for c in numbered if c not in late], work)
    if not (wholes or members or others or increments or late):
        work.why.append("That none of some were harmed is no number of all (R1, R3).")
        return Bounds(None, None, None)
    if not wholes:
        return _from_members(members, others, increments, work)
    wholes = _without_vague(wholes, work)
    standing = _drop_superseded(_without_grown(wholes, late, work), work)
    best = _best(standing, work)
    bounds = _range(standing, best, work)
    _use_wholes(standing, best, work)
    high = bounds.high
    for claim in (*members, *others):
        apart = claim in members and _may_be_apart(claim, wholes)
        high = _open(claim, high, work) if apart else _inside(claim, bounds, high, work)
    bounds = _add(Bounds(bounds.low, bounds.best, high), increments, work)
    return _add_late(bounds, late, wholes, work)


def _without_vague(wholes: list[Claim], work: Working) -> list[Claim]:
    """The totals without vague words that a number fulfils: "several" beside 13 says nothing against it (R13)."""
    vague = fulfilled(wholes)
    for claim in vague:
        work.use(claim, "repeat", "a vague word that a number told of the same victims fulfils (R13)")
        work.why.append(f"'{claim.count_wording}' ({voice_of(claim)}) is no other figure: a number fulfils it (R13).")
    return [c for c in wholes if c not in vague]


def _without_grown(wholes: list[Claim], late: Sequence[Claim], work: Working) -> list[Claim]:
    """The totals without those that another one is by the later deaths larger than: six, a seventh, seven."""
    grown = [
        c for c in wholes if any(grows(c, w, d, lambda x: value_of(x, work.profile)) for w in wholes for d in late)
    ]
    for claim in grown:
        work.use(claim, "superseded", "a larger total holds these and the later death (R19)")
        work.why.append(f"'{claim.count_wording}' ({voice_of(claim)}) grew by a later death (R19).")
    return [c for c in wholes if c not in grown]


def _add_late(bounds: Bounds, late: Sequence[Claim], wholes: Sequence[Claim], work: Working) -> Bounds:
    """Deaths that came later, once each: in a total that was told with or after them, added to one before (R19), or a
    question where both fit."""
    for claim in _each_once(late, work):
        value = value_of(claim, work.profile)
        match fate(claim, wholes, lambda c: value_of(c, work.profile)):
            case "inside":
                work.use(claim, "bound", "a later death that the total holds (R19)")
                work.why.append(f"'{claim.count_wording}' ({voice_of(claim)}) is in the total already (R19).")
            case "adds":
                bounds = Bounds(*(None if b is None else b + value for b in (bounds.low, bounds.best, bounds.high)))
                work.use(claim, "counted", "died later of the same incident: adds to the toll (R19)")
                work.why.append(f"'{claim.count_wording}' ({voice_of(claim)}) died later and adds {value} (R19).")
            case _:
                high = None if bounds.high is None else bounds.high + value
                bounds = Bounds(bounds.low, bounds.best, high)
                work.use(claim, "question", "died later: in the total told beside it, or to be added, stays open (R19)")
                work.why.append(
                    f"'{claim.count_wording}' ({voice_of(claim)}) is in the total or adds to it: a question."
                )
    return bounds


def _each_once(late: Sequence[Claim], work: Working) -> list[Claim]:
    """One claim for each later death: the same person, or the same number of people, told again is no other."""
    kept: list[Claim] = []
    for claim in sorted(late, key=lambda c: (c.nth is None, not _names(c), c.evidence[0].start)):
        same = next((k for k in kept if _same_late(k, claim, work.profile)), None)
        if same is None:
            kept.append(claim)
        else:
            work.use(claim, "repeat", "can be the later death told before: one death is not counted twice (R6)")
            work.why.append(f"'{claim.count_wording}' can be the one of '{same.count_wording}' (R6).")
    return kept


def _same_late(one: Claim, two: Claim, profile: Profile) -> bool:
    if one.nth is not None and two.nth is not None and one.nth != two.nth:
        return False
    if not same_number(one, two, profile):
        return False
    return value_of(one, profile) > 1 or one_person(one, two)


def _without_none_of(claims: Sequence[Claim], work: Working) -> list[Claim]:
    """The claims without those that say "none" only of some: "no one was seriously hurt", "no one else", "no more"."""
    none = [c for c in claims if (c.count_low, c.count_high) == (0, 0) and c.extent in ("part", "other", "increment")]
    if len(none) == len(claims) and any(c.extent == "other" for c in none):
        return list(claims)  # nobody but those of the other harm: "one man was killed and no one else was hurt"
    for claim in none:
        work.use(claim, "bound", "says that none of some were harmed, which is no number of all (R1, R3)")
    return [c for c in claims if c not in none]


def _without_far(claims: Sequence[Claim], work: Working) -> list[Claim]:
    """The claims without those that are far from the incident's own figure, which are asked about (R18)."""
    far = far_figures(claims, work.profile.far, lambda c: value_of(c, work.profile))
    for claim in far:
        work.use(claim, "question", "far larger than the incident's own figure: of this incident or of many (R18)")
        work.why.append(
            f"'{claim.count_wording}' ({voice_of(claim)}) is far larger and has no time or place: a question."
        )
    return [c for c in claims if c not in far]


def _sort(claims: Sequence[Claim], work: Working) -> tuple[list[Claim], list[Claim], list[Claim], list[Claim]]:
    """Totals, members of a total, those told beside others, and additions."""
    totals = [c for c in claims if c.extent in ("total", "running", None)]
    others = [c for c in claims if c.extent == "other"]
    if others and _is_of_another_harm(others[0], claims, work.profile):
        totals, others = [others[0], *totals], others[1:]
    increments = [c for c in claims if c.extent == "increment"]
    members = [c for c in claims if c.extent == "part"]
    if work.wholes:
        members += [c for c in totals if c.id not in work.wholes]
        totals = [c for c in totals if c.id in work.wholes]
    inside = [c for c in totals if any(_is_member(c, other, work.profile) for other in totals)]
    members += inside
    totals = [c for c in totals if c not in inside]
    if max((value_of(c, work.profile) for c in totals), default=0) == 1 and len(claims) > 1:
        members, totals = members + totals, []
    return totals, members, others, increments


def _is_of_another_harm(others: Claim, claims: Sequence[Claim], profile: Profile) -> bool:
    """ "Killing one and injuring 86 others": beside those of the other harm, so that nobody told of this one is beside
    them; whom the text tells of later is of the 86 (R3)."""
    rest = [c for c in claims if c is not others]
    first = bool(rest) and all(others.evidence[0].start < c.evidence[0].start for c in rest)
    return first and all(value_of(c, profile) <= value_of(others, profile) for c in rest)


def _is_member(claim: Claim, other: Claim, profile: Profile) -> bool:
    """Persons told one by one beside a larger total are of them (R1); so is a smaller number of the same voice and
    time, since a voice does not contradict itself in one breath."""
    if claim.extent == "running" or value_of(other, profile) <= value_of(claim, profile):
        return False
    if claim.listed or (value_of(claim, profile) == 1 and high_of(claim, profile) == 1) or _is_named_in(claim, other):
        return True
    same_voice = voice_of(claim) == voice_of(other) and day_of(claim) == day_of(other)
    return same_voice and value_of(claim, profile) > 0 and high_of(claim, profile) is not None


def _is_named_in(claim: Claim, other: Claim) -> bool:
    """ "The six nurses" beside "the six nurses and two guards": the larger phrase holds the smaller one."""
    if claim.group is None or other.group is None or claim.count_wording is None:
        return False
    part, whole = (f" {' '.join(g.wording.lower().split())} " for g in (claim.group, other.group))
    return part != whole and part in whole


def value_of(claim: Claim, profile: Profile) -> int:
    low, high = low_of(claim, profile), high_of(claim, profile)
    return low if low is not None else (high or 0)


def day_of(claim: Claim) -> date:
    return claim.as_of or date.min


def _drop_superseded(wholes: Sequence[Claim], work: Working) -> list[Claim]:
    """Later totals of the same victims stand for earlier ones (R16, R17); "so far" gives way to a total (R16)."""
    standing = []
    for claim in wholes:
        later = [c for c in wholes if _supersedes(c, claim, work.profile)]
        if later:
            newest = max(later, key=lambda c: (day_of(c), value_of(c, work.profile)))
            work.use(claim, "superseded", f"a later total of the same victims stands: '{newest.count_wording}'")
            work.why.append(
                f"'{claim.count_wording}' ({voice_of(claim)}) gives way to the later "
                f"'{newest.count_wording}' ({voice_of(newest)}) (R16)."
            )
        else:
            standing.append(claim)
    return standing


def _supersedes(later: Claim, earlier: Claim, profile: Profile) -> bool:
    if later is earlier or same_number(later, earlier, profile):
        return False
    if day_of(later) > day_of(earlier):
        return later.extent != "running" or value_of(later, profile) > value_of(earlier, profile)
    return (
        earlier.extent == "running"
        and later.extent == "total"
        and day_of(later) == day_of(earlier)
        and value_of(later, profile) > value_of(earlier, profile)
    )


def same_number(one: Claim, two: Claim, profile: Profile) -> bool:
    return (low_of(one, profile), high_of(one, profile)) == (low_of(two, profile), high_of(two, profile))


def voice_of(claim: Claim) -> str:
    return claim.speakers[-1].name if claim.speakers else "publisher"


def rank_of(claim: Claim, profile: Profile) -> int:
    return profile.rank(claim.speakers[-1].kind if claim.speakers else "publisher")


def _best(standing: Sequence[Claim], work: Working) -> Claim:
    """The newest total of the most direct source; of equally direct and new ones that differ, by the profile's tie."""
    profile = work.profile
    if profile.rivals == "lowest":
        return min(standing, key=lambda c: (value_of(c, profile), c.evidence[0].start))
    newest = max(day_of(c) for c in standing)
    fresh = [c for c in standing if day_of(c) == newest]
    # The publisher's own total is a whole's account; a source of equal time that tells less may know only its part.
    own = [c for c in fresh if admits_own_losses(c)] if profile.own_losses_first else []
    if own and len(own) < len(fresh):
        work.why.append(f"'{own[0].count_wording}' is a side's word about its own losses and outweighs others' (R35).")
    rank = min(rank_of(c, profile) for c in own or fresh)
    direct = [c for c in own or fresh if rank_of(c, profile) == rank]
    pick: Callable[..., Claim] = min if profile.tie == "lowest" else max
    best = pick(direct, key=lambda c: (value_of(c, profile), -c.evidence[0].start))
    values = sorted({value_of(c, profile) for c in direct})
    if len(values) > 1:
        work.why.append(
            f"Equally direct and new sources differ ({', '.join(map(str, values))}): the {profile.tie} is best (R35)."
        )
    return best


def _range(standing: Sequence[Claim], best: Claim, work: Working) -> Bounds:
    profile = work.profile
    value = value_of(best, profile)
    if profile.rivals == "lowest":
        return Bounds(value, value, value)
    lows = [low for c in standing if (low := low_of(c, profile)) is not None]
    highs = [high_of(c, profile) for c in standing]
    high = None if None in highs else max(h for h in highs if h is not None)
    low = min(lows) if lows else None
    if low_of(best, profile) is None:
        return Bounds(low, low, high)
    return Bounds(low, value, high)


def _use_wholes(standing: Sequence[Claim], best: Claim, work: Working) -> None:
    work.use(best, "counted", f"gives the best figure: {best.count_wording}")
    work.why.append(f"Best is '{best.count_wording}', told by {voice_of(best)}.")
    for claim in standing:
        if claim is best:
            continue
        if same_number(claim, best, work.profile):
            work.use(claim, "repeat", "the same victims told again")
        else:
            work.use(claim, "bound", RIVAL)
            work.why.append(f"'{claim.count_wording}' ({voice_of(claim)}) differs and widens the range (R35).")


def _inside(claim: Claim, bounds: Bounds, high: int | None, work: Working) -> int | None:
    """A part or "others" beside a total: inside it (R1 to R3), or a question where it is larger (R5). Returns the upper
    bound of the toll, which a part raises only where a person has answered that it is told so."""
    limit = bounds.high if bounds.high is not None else bounds.best
    if _is_answered(claim) and high is not None and limit is not None and value_of(claim, work.profile) > limit:
        work.use(claim, "bound", f"told as a part, larger than its total of {limit}: both stand, a person says (R5)")
        work.why.append(
            f"'{claim.count_wording}' ({voice_of(claim)}) exceeds the total, and a person says that it is told so: "
            "it widens the range (R5)."
        )
        return max(high, value_of(claim, work.profile))
    if limit is not None and value_of(claim, work.profile) > limit and bounds.high is not None:
        work.use(claim, "question", f"a part that is larger than its total of {limit}: one of the two is wrong (R5)")
        work.why.append(
            f"'{claim.count_wording}' ({voice_of(claim)}) is told as a part and exceeds the total: a question (R5)."
        )
        return high
    rule = "R3" if claim.extent == "other" else "R1"
    work.use(claim, "bound", f"inside the total ({rule})")
    work.why.append(f"'{claim.count_wording}' ({voice_of(claim)}) is inside the total ({rule}).")
    return high


def _may_be_apart(claim: Claim, wholes: Sequence[Claim]) -> bool:
    """A smaller total that its own words put at another exact place than every larger one."""
    if claim.extent == "part" or claim.listed or claim.part_of is not None or claim.where is None:
        return False
    name = claim.where.name
    return _at_own_place(claim) and all(
        _at_own_place(w) and w.where is not None and w.where.name != name for w in wholes
    )


def _at_own_place(claim: Claim) -> bool:
    where = claim.where
    told = where is not None and bool(where.wording) and "place:inherited" not in claim.notes
    return told and where is not None and where.precision in ("exact", "near")


def _open(claim: Claim, high: int | None, work: Working) -> int | None:
    """Two readings fit: the claim is inside the total, or beside it. The high holds both, and a person has to say."""
    work.use(claim, "question", "told of another place: inside the larger total or beside it stays open (R5)")
    work.why.append(f"'{claim.count_wording}' ({voice_of(claim)}) is told of another place: a question (R5).")
    return None if high is None else high + value_of(claim, work.profile)


def _is_answered(claim: Claim) -> bool:
    return claim.decided is not None and claim.decided.whole


def _add(bounds: Bounds, increments: Sequence[Claim], work: Working) -> Bounds:
    for claim in increments:
        value = value_of(claim, work.profile)
        bounds = Bounds(*(None if b is None else b + value for b in (bounds.low, bounds.best, bounds.high)))
        work.use(claim, "counted", "adds to the toll told before (R4)")
        work.why.append(f"'{claim.count_wording}' ({voice_of(claim)}) adds {value} (R4).")
    return bounds


def _from_members(
    members: Sequence[Claim], others: Sequence[Claim], increments: Sequence[Claim], work: Working
) -> Bounds:
    """No total is told: the persons told one by one, the largest part, and those told beside them."""
    singles = [c for c in members if value_of(c, work.profile) == 1]
    parts = [c for c in members if value_of(c, work.profile) != 1]
    persons = _distinct(singles, work)
    largest = max((value_of(c, work.profile) for c in parts), default=0)
    base = max(len(persons), largest)
    for claim in parts:
        counted = value_of(claim, work.profile) == base
        work.use(claim, "counted" if counted else "bound", "the largest part told" if counted else "a part of the toll")
    added = _beside(others, work)
    low = base + added
    work.why.append(f"No total is told; the persons and parts told make {low}.")
    open_ended = any(high_of(c, work.profile) is None for c in (*members, *others))
    return _add(Bounds(low, low, None if open_ended else low), increments, work)


def _beside(others: Sequence[Claim], work: Working) -> int:
    """ "Four others": the largest such number is beside those named; smaller ones may be the same people."""
    added = max((value_of(c, work.profile) for c in others), default=0)
    for claim in others:
        largest = value_of(claim, work.profile) == added
        work.use(claim, "counted" if largest else "bound", "told beside those named before (R3)")
    return added


def _distinct(singles: Sequence[Claim], work: Working) -> list[Claim]:
    """One claim for each person told alone. The same name, or words that fit one person, is one person (R6)."""
    persons: list[Claim] = []
    for claim in sorted(singles, key=lambda c: (not _names(c), c.evidence[0].start)):
        same = next((p for p in persons if one_person(p, claim)), None)
        if same is None:
            persons.append(claim)
            work.use(claim, "counted", "one person told alone")
        else:
            work.use(claim, "repeat", "can be the person told before: one death is not counted twice (R6)")
            work.why.append(f"'{claim.count_wording}' can be the person of '{same.count_wording}' (R6).")
    return persons


def _names(claim: Claim) -> frozenset[str]:
    if claim.group is None:
        return frozenset()
    return frozenset(word for p in claim.group.persons for word in p.name.lower().split())


def one_person(one: Claim, two: Claim) -> bool:
    left, right = _names(one), _names(two)
    if left and right:
        return bool(left & right)
    a, b = one.group, two.group
    if a is None or b is None:
        return True
    pairs = [(a.sex, b.sex)] if one.definite or two.definite else [(a.sex, b.sex), (a.age_group, b.age_group)]
    return all(x is None or y is None or x == y for x, y in pairs)
