"""What a person is asked, in which order, and when an incident has been answered for."""

from collections.abc import Sequence
from dataclasses import dataclass

from recount.model.claim import Claim, Incident, SetAside
from recount.model.decision import Verb, in_force
from recount.model.reading import Reading
from recount.model.span import Span
from recount.review.apply import SET_ASIDE
from recount.review.decide import aside_id

_HARMS = ("killed", "injured", "missing", "abducted")  # the gravest first; all others after them
_USES = ("counted", "bound", "superseded", "repeat")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to decide: a claim, or words of harm that were set aside. `id` is what a decision names as its subject;
    `why` says why it is asked."""

    id: str
    kind: str  # question claim set_aside
    words: tuple[Span, ...]
    why: str
    claim: Claim | None = None
    aside: SetAside | None = None


def queue_of(reading: Reading) -> tuple[Item, ...]:
    """What no person has answered yet: questions first, then what moves a toll most, then what was not counted.

    Acts without a number are asked only where an incident stands on nothing else.
    """
    feeding = {key for incident in reading.incidents for key in answerable(incident, reading.claims)}
    aggregates = set(reading.aggregates)
    claims = [c for c in reading.claims if not is_answered(c) and (c.id in feeding or c.harm is not None or asks(c))]
    answered = {row.subject for row in in_force(reading.decisions) if row.kind == SET_ASIDE}
    asides = [a for a in reading.set_aside if a.harm or a.decision]
    ordered = sorted(claims, key=lambda c: _order(c, c.id in feeding, c.id in aggregates))
    items = [_of_claim(c, c.id in feeding, c.id in aggregates) for c in ordered]
    words = [_of_aside(reading, a) for a in asides if aside_id(reading, a) not in answered]
    lost = [item for item in words if item.kind == "question"]
    return (*lost, *items, *(item for item in words if item.kind != "question"))


def answerable(incident: Incident, claims: Sequence[Claim]) -> tuple[str, ...]:
    """The claims that a person has to decide before the incident is answered for: all that feed its tolls or counts,
    all that ask something; where there are none, all that tell of it."""
    told = [c for c in claims if c.incident == incident.id]
    tolled = {key for toll in incident.tolls for key in toll.claims}
    feeding = [c.id for c in told if c.id in tolled or asks(c) or (c.use == "counted" and c.counts_something)]
    return tuple(feeding or [c.id for c in told])


def is_answered(claim: Claim) -> bool:
    """Whether a person answers for the whole claim."""
    return claim.decided is not None and claim.decided.whole


def asks(claim: Claim) -> bool:
    """Whether the claim is a question, or an earlier decision on it has to be made again."""
    return not is_answered(claim) and (claim.use == "question" or claim.asks is not None)


def _order(claim: Claim, feeding: bool, aggregate: bool) -> tuple[int, int, int, int]:
    """Questions; figures by use; claims that count nowhere; standing totals. Within each the gravest and largest."""
    if asks(claim):
        rank = 0
    elif feeding:
        rank = 1 + (_USES.index(claim.use) if claim.use in _USES else len(_USES)) + (claim.harm is None)
    else:
        rank = 9 if aggregate else 8
    harm = _HARMS.index(claim.harm) if claim.harm in _HARMS else len(_HARMS)
    return rank, harm, -max(claim.count_low or 0, claim.count_high or 0), claim.evidence[0].start


def _of_claim(claim: Claim, feeding: bool, aggregate: bool) -> Item:
    if asks(claim):
        return Item(claim.id, "question", claim.evidence, claim.asks or claim.why, claim=claim)
    if feeding:
        feeds = "feeds a count of its incident" if claim.counts_something else "tells what its incident is"
        why = "feeds a toll of its incident" if claim.harm is not None else feeds
    else:
        why = "a standing total, in no incident" if aggregate else "tells of harm and is not counted"
    return Item(claim.id, "claim", claim.evidence, why, claim=claim)


def _of_aside(reading: Reading, aside: SetAside) -> Item:
    kind = "question" if aside.decision is not None else "set_aside"
    return Item(aside_id(reading, aside), kind, (aside.span,), aside.reason, aside=aside)


def verbs_for(item: Item) -> tuple[Verb, ...]:
    """What can be decided of an item."""
    if item.claim is None:
        return (Verb.ACCEPT, Verb.ADD)
    return (Verb.ACCEPT, Verb.CORRECT, Verb.REJECT, Verb.ADD)
