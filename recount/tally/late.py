"""Deaths that came later, beside a toll: in it already, to be added, or open (R19)."""

from collections.abc import Callable, Sequence
from datetime import date

from recount.model.claim import Claim


def later_deaths(claims: Sequence[Claim], value: Callable[[Claim], int]) -> list[Claim]:
    """Claims of later deaths beside a larger total. Without one they are told like any others."""
    late = [c for c in claims if c.late and not (c.extent == "part" and c.part_of is not None)]
    return [c for c in late if any(_is_total(w) and value(w) > value(c) for w in claims)]


def _is_total(claim: Claim) -> bool:
    return not claim.late and claim.extent in ("total", "running")


def fate(claim: Claim, wholes: Sequence[Claim], value: Callable[[Claim], int]) -> str:
    """Gives "inside", "adds" or "open": where a later death stands to the totals told of the same people."""
    if claim.nth is not None:
        return "inside" if any(value(w) >= claim.nth for w in wholes) else "adds"
    if any(_is_told_with(w, claim) or any(grows(o, w, claim, value) for o in wholes) for w in wholes):
        return "inside"
    if all(_is_told_before(w, claim) for w in wholes):
        return "adds"
    return "open"


def _is_told_with(whole: Claim, claim: Claim) -> bool:
    """A toll of the same sentence ("raising the toll to eight"), of a later day, or one that still runs ("so far")."""
    if whole.report != claim.report or _told(whole) != _told(claim):
        return _told(whole) > _told(claim)
    return whole.extent == "running" or (whole.tally and whole.sentence == claim.sentence)


def grows(before: Claim, after: Claim, death: Claim, value: Callable[[Claim], int]) -> bool:
    """Whether the one total is the other and these dead: six, two who died later, eight."""
    larger = value(before) + value(death) == value(after)
    return (
        value(death) > 0
        and larger
        and (death.nth is None or death.nth == value(after))
        and _told(after) >= _told(before)
    )


def _is_told_before(whole: Claim, claim: Claim) -> bool:
    """Told by an earlier day, or earlier in the same report as the number of a day of its own."""
    if whole.report != claim.report or _told(whole) != _told(claim):
        return _told(whole) < _told(claim)
    return whole.has_own_time and whole.evidence[0].start < claim.evidence[0].start


def _told(claim: Claim) -> date:
    return claim.as_of or date.min
