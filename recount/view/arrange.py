"""A reading put in the order people read it. Every claim has a number and at least one place, so none can vanish."""

from dataclasses import dataclass

from recount.model.claim import Claim, Incident, Toll
from recount.model.reading import Reading


@dataclass(frozen=True, slots=True)
class TollView:
    """A toll and its claims, those that give the figure first."""

    toll: Toll
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident with its number on the page (from 1), its tolls, and its claims that stand in no toll."""

    number: int
    incident: Incident
    tolls: tuple[TollView, ...]
    others: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A reading in reading order. `numbers` gives each claim its number by where its words stand (from 1)."""

    numbers: dict[str, int]
    questions: tuple[Claim, ...]
    incidents: tuple[IncidentView, ...]
    aggregates: tuple[Claim, ...]
    not_counted: tuple[Claim, ...]  # set aside with a standing: hypothetical, threatened, another event
    loose: tuple[Claim, ...]  # in no incident, no aggregate, and not set aside


_ORDER = ("counted", "bound", "question", "repeat", "superseded", "set_aside")


def arrange(reading: Reading) -> Arrangement:
    """Sorts a reading's claims into the places where a view shows them."""
    ordered = sorted(reading.claims, key=lambda claim: (claim.evidence[0], claim.id))
    aggregates = [claim for claim in ordered if claim.id in reading.aggregates]
    homeless = [claim for claim in ordered if claim.incident is None and claim not in aggregates]
    return Arrangement(
        numbers={claim.id: number for number, claim in enumerate(ordered, start=1)},
        questions=tuple(claim for claim in ordered if claim.use == "question"),
        incidents=tuple(_incident(n, incident, ordered) for n, incident in enumerate(reading.incidents, start=1)),
        aggregates=tuple(aggregates),
        not_counted=tuple(claim for claim in homeless if claim.use == "set_aside"),
        loose=tuple(claim for claim in homeless if claim.use not in ("set_aside", "question")),
    )


def _incident(number: int, incident: Incident, ordered: list[Claim]) -> IncidentView:
    tolls = tuple(TollView(toll, _of_toll(toll, ordered)) for toll in incident.tolls)
    told = {claim.id for view in tolls for claim in view.claims}
    others = tuple(claim for claim in ordered if claim.incident == incident.id and claim.id not in told)
    return IncidentView(number, incident, tolls, others)


def _of_toll(toll: Toll, ordered: list[Claim]) -> tuple[Claim, ...]:
    claims = [claim for claim in ordered if claim.id in toll.claims]
    return tuple(sorted(claims, key=lambda claim: _ORDER.index(claim.use) if claim.use in _ORDER else len(_ORDER)))
