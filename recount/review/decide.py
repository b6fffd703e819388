"""Makes decisions on a reading. Each is checked here, so that a row that is kept can always be applied."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from recount.errors import DecisionError
from recount.model.claim import Claim, SetAside, claim_id
from recount.model.decision import NO_INCIDENT, OWN_INCIDENT, Decision, Fields, Verb, in_force
from recount.model.reading import Reading
from recount.model.span import Span
from recount.review.apply import SET_ASIDE, with_added
from recount.review.correct import added_claim, correct_claim, hold_to_words
from recount.review.said import seen_of
from recount.review.words import quote


def accept(reading: Reading, subject: str, who: str, when: datetime, why: str | None = None) -> Decision:
    """A person's yes to a claim as it stands, or to words that were rightly set aside (by `aside_id`).

    Where single fields of the claim were corrected before, they stay corrected. Raises DecisionError for a subject that
    does not exist or was already answered.
    """
    aside = _aside(reading, subject)
    if aside is not None:
        return _row(reading, Verb.ACCEPT, subject, who, when, why, kind=SET_ASIDE, **_of_aside(reading, aside))
    claim = _claim(reading, subject)
    if claim.decided is not None and claim.decided.whole and claim.decided.verb != Verb.REJECT:
        raise DecisionError(f"{claim.decided.who} already answered for this claim ({claim.decided.verb})")
    fields = _fields_so_far(reading, claim)
    verb = Verb.CORRECT if fields.names else Verb.ACCEPT
    return _row(reading, verb, subject, who, when, why, fields=fields, **_of_claim(reading, claim))


def reject(reading: Reading, subject: str, who: str, when: datetime, why: str | None = None) -> Decision:
    """A person's no: the words do not make this claim. It stays in the record, set aside. Raises as `accept`."""
    if _aside(reading, subject) is not None:
        raise DecisionError("these words are set aside already; accept that, or add the claim that they make")
    claim = _claim(reading, subject)
    if claim.decided is not None and claim.decided.verb == Verb.REJECT:
        raise DecisionError(f"{claim.decided.who} already rejected this claim")
    return _row(reading, Verb.REJECT, subject, who, when, why, **_of_claim(reading, claim))


def correct(
    reading: Reading,
    subject: str,
    fields: Fields,
    who: str,
    when: datetime,
    why: str | None = None,
    whole: bool = True,
) -> Decision:
    """A claim with other values. Fields that were corrected before and are not named stay so.

    `whole` False: the person answers only for these fields. Raises DecisionError for words that the report does not
    have, a number that its words do not say, values that do not fit each other, or where nothing is changed.
    """
    claim = _claim(reading, subject)
    _hold_incident(reading, claim, fields)
    merged = fields.over(_fields_so_far(reading, claim))
    answered = whole or (claim.decided is not None and claim.decided.whole)
    row = _row(
        reading, Verb.CORRECT, subject, who, when, why, fields=merged, whole=answered, **_of_claim(reading, claim)
    )
    changed = correct_claim(_base(reading, subject), row, reading.document)
    if changed.decided is not None and not changed.decided.changes:
        raise DecisionError("nothing is changed by this; accept the claim if it is right")
    return row


def add_claim(
    reading: Reading, words: Sequence[Span], fields: Fields, who: str, when: datetime, why: str | None = None
) -> Decision:
    """A claim in words that recount did not read as one; `fields` need at least its harm.

    Raises DecisionError where that claim exists already, and as `correct` does.
    """
    quotes = tuple(quote(reading.document.text, span) for span in words)
    if not quotes or fields.harm is None:
        raise DecisionError("a claim needs words of the report, and the harm that they tell of")
    subject = claim_id(reading.document.id, quotes[0].span, fields.harm)
    if any(claim.id == subject for claim in reading.claims):
        raise DecisionError("recount has a claim of this harm on just these words; accept or correct that one")
    beside = [c.id for c in reading.claims if c.harm == fields.harm and _meets(c, words)]
    lost = [a.decision for a in reading.set_aside if a.decision is not None and any(a.span.overlaps(s) for s in words)]
    values: dict[str, Any] = {"words": quotes, "kind": fields.harm, "supersedes": tuple(lost)}
    row = _row(reading, Verb.ADD, subject, who, when, why, fields=fields, seen={"beside": " ".join(beside)}, **values)
    _hold_incident(reading, added_claim(row, reading.document, reading.sentences), fields)
    return row


def undo(reading: Reading, decision: str, who: str, when: datetime, why: str | None = None) -> Decision:
    """The row that takes a decision back. Raises DecisionError for one that does not stand."""
    standing = {row.id: row for row in in_force(reading.decisions)}
    if decision not in standing:
        raise DecisionError(f"no decision {decision} stands; it was taken back, or another took its place")
    return checked(lambda: standing[decision].inverse(who, when, why))


def aside_id(reading: Reading, aside: SetAside) -> str:
    """The id under which words that were set aside can be decided on."""
    return claim_id(reading.document.id, aside.span, SET_ASIDE)


def _aside(reading: Reading, subject: str) -> SetAside | None:
    found = [aside for aside in reading.set_aside if aside_id(reading, aside) == subject]
    return min(found, key=lambda aside: aside.decision is None, default=None)  # a lost decision asks first


def _claim(reading: Reading, subject: str) -> Claim:
    try:
        return reading.claim(subject)
    except KeyError:
        raise DecisionError(f"no claim has the id {subject}; take one of this report's") from None


def _base(reading: Reading, subject: str) -> Claim:
    """The claim as it was read or added, before any other decision on it."""
    rows = in_force(reading.decisions)
    return with_added(rows, reading.as_read, reading.document, reading.sentences)[subject]


def _fields_so_far(reading: Reading, claim: Claim) -> Fields:
    """What the decision that stands on the claim corrected; nothing, where the claim was added so."""
    if claim.decided is None or claim.decided.verb != Verb.CORRECT:
        return Fields()
    rows = {row.id: row for row in in_force(reading.decisions)}
    return rows[claim.decisions[-1]].fields


def _of_claim(reading: Reading, claim: Claim) -> dict[str, Any]:
    """What a row keeps of its claim: words, kind, what was seen, and the decisions that it takes the place of."""
    base = _base(reading, claim.id)
    words = tuple(quote(reading.document.text, span) for span in base.evidence)
    additions = {row.id for row in reading.decisions if row.verb is Verb.ADD and row.subject == claim.id}
    earlier = tuple(key for key in claim.decisions if key not in additions)
    return {"words": words, "kind": base.kind, "seen": seen_of(base), "supersedes": earlier}


def _of_aside(reading: Reading, aside: SetAside) -> dict[str, Any]:
    words = (quote(reading.document.text, aside.span),)
    earlier = (aside.decision,) if aside.decision is not None else ()
    return {"words": words, "seen": {"reason": aside.reason}, "supersedes": earlier}


def _hold_incident(reading: Reading, claim: Claim, fields: Fields) -> None:
    """Raises DecisionError for a claim to go with that is in no incident."""
    if fields.incident in (None, OWN_INCIDENT, NO_INCIDENT):
        return
    other = next((c for c in reading.claims if c.id == fields.incident), None)
    if other is None or other.incident is None or other.id == claim.id:
        raise DecisionError(f"'{fields.incident}' is no other claim of an incident; name one, or 'new', or 'none'")


def _meets(claim: Claim, words: Sequence[Span]) -> bool:
    return any(span.overlaps(one) for span in claim.evidence for one in words)


def _row(
    reading: Reading, verb: Verb, subject: str, who: str, when: datetime, why: str | None, **values: Any
) -> Decision:
    """A row, held to the report's words."""
    row = checked(
        lambda: Decision(
            report=reading.document.id, verb=verb, subjects=(subject,), who=who, when=when, why=why or None, **values
        )
    )
    hold_to_words(row, reading.document.text)
    return row


def checked(make: Callable[[], Decision]) -> Decision:
    """The row, or a DecisionError that says in plain words what does not fit."""
    try:
        return make()
    except ValidationError as error:
        raise DecisionError(said_plainly(error)) from None


def said_plainly(error: ValidationError) -> str:
    """The first fault of some values, with the field that it is in."""
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    message = str(first["msg"]).removeprefix("Value error, ")
    return f"{place}: {message}" if place else message
