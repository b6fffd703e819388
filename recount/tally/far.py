"""Figures that an incident's neighbours lend it: far larger than its own, and told without a time or place (R18)."""

from collections.abc import Callable, Sequence

from recount.claims.many import OF_MANY
from recount.model.claim import Claim

_SEVERAL = 2
_LOOSER = 2
_TOLL = "toll"  # the entry of "the death toll": a toll speaks of the incident before it


def far_figures(
    claims: Sequence[Claim], times: int, value: Callable[[Claim], int], in_order: bool = False
) -> list[Claim]:
    """The totals that nothing ties to the incident and that exceed its own largest figure more than `times` over.

    Where no claim has a time or place of its own, the first number of several people told stands for the incident's,
    and what exceeds it twice as many times over is far from it. First is what stands first in the text, or, `in_order`,
    in `claims`: those of many reports have no text in common.
    """
    tied = [value(c) for c in claims if _is_tied(c)]
    ordered = claims if in_order else sorted(claims, key=lambda c: c.evidence[0].start)
    told = [value(c) for c in ordered if value(c) >= _SEVERAL]
    own = max(tied) if tied else next(iter(told), 0)
    far = times if tied else _LOOSER * times
    return [c for c in claims if own and value(c) > far * own and _is_adrift(c)]


def _is_tied(claim: Claim) -> bool:
    """Whether its own words say when or where, or that it is a toll, not of what may be many incidents."""
    return claim.has_own_time or claim.has_own_place or (claim.entry == _TOLL and OF_MANY not in claim.notes)


def _is_adrift(claim: Claim) -> bool:
    """A total that neither its own words nor a person ties to this incident."""
    answered = claim.decided is not None and claim.decided.whole
    return claim.extent in ("total", "running") and not (_is_tied(claim) or answered)
