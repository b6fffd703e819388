"""What a person's answers make of incidents, tolls and claims: who answered for what, and what was changed."""

from collections.abc import Sequence
from dataclasses import replace

from recount.model.claim import Claim, Incident, Toll
from recount.review.queue import answerable, is_answered


def reviewed(incident: Incident, claims: Sequence[Claim]) -> Incident:
    """`coded` where persons have answered for every claim that feeds the incident or asks something; each toll says
    which of its claims are as a person corrected or added them."""
    by_id = {claim.id: claim for claim in claims}
    tolls = tuple(replace(toll, why=(*toll.why, *_corrections(toll, by_id))) for toll in incident.tolls)
    asked = [by_id[key] for key in answerable(incident, claims)]
    if not all(is_answered(claim) for claim in asked):
        return replace(incident, tolls=tolls)
    names = {claim.decided.who for claim in asked if claim.decided is not None}
    return replace(incident, tolls=tolls, review="coded", answered_by=tuple(sorted(names)))


def _corrections(toll: Toll, claims: dict[str, Claim]) -> list[str]:
    told = [claims[key] for key in toll.claims]
    return [
        f"'{c.count_wording or toll.harm}' is {said}." for c in told for said in (_said_by_whom(c),) if said is not None
    ]


def _said_by_whom(claim: Claim) -> str | None:
    """ "corrected by Ana: count 6 to 7"; None for a claim that stands as it was read."""
    made = claim.decided
    if made is None or made.verb not in ("correct", "add"):
        return None
    done = "added" if made.verb == "add" else "corrected"
    return f"{done} by {made.who}" + (f": {'; '.join(made.changes)}" if made.changes else "")


def with_decision(claim: Claim) -> Claim:
    """The claim with, in its reason, what a person changed or has to decide again; a question that was answered is
    none any more."""
    if claim.use == "question" and is_answered(claim):
        use = "bound" if claim.incident is not None else "set_aside"
        claim = replace(claim, use=use, why=f"{claim.why}; a person says that it stands as it is told")
    said = claim.asks if claim.asks not in (None, claim.why) else _said_by_whom(claim)
    return replace(claim, why=f"{claim.why}; {said}") if said is not None else claim


def is_rejected(claim: Claim) -> bool:
    return claim.decided is not None and claim.decided.verb == "reject"
