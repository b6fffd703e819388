"""Decisions brought to claims: what a person said of each, and what becomes of a decision whose words have moved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from recount.errors import DecisionError
from recount.model.claim import Claim, SetAside
from recount.model.decision import LINKING, Decision, Verb, in_force
from recount.model.document import Document
from recount.model.span import Span
from recount.review.correct import added_claim, correct_claim, decided, hold_to_report
from recount.review.said import NONE, seen_of
from recount.review.words import place_of

SET_ASIDE = "set_aside"  # the kind of a decision on words that make no claim
_DID = {Verb.ACCEPT: "accepted", Verb.REJECT: "rejected", Verb.CORRECT: "corrected", Verb.ADD: "added"}


@dataclass(frozen=True, slots=True)
class Applied:
    """The claims after the decisions, in text order, and words that a decision was on and no claim is on any more."""

    claims: tuple[Claim, ...]
    lost: tuple[SetAside, ...]


def apply(
    decisions: Iterable[Decision], claims: Sequence[Claim], document: Document, sentences: tuple[Span, ...]
) -> Applied:
    """The claims as the decisions that stand make them: the same for any order of the rows. Those on linking are not
    on one claim, and are left to whoever links.

    Raises DecisionError for a row on another report, or whose words the report does not have.
    """
    rows = tuple(row for row in in_force(check(decisions, document)) if row.verb not in LINKING)
    known = with_added(rows, claims, document, sentences)
    landed, lost = _land(rows, known, document.text)
    for key, found in landed.items():
        known[key] = _decide(known[key], found, document)
    for row in rows:
        if row.verb is Verb.ADD:
            _ask_rivals(row, known, document.text)
    ordered = sorted(known.values(), key=lambda claim: (claim.evidence[0].start, claim.evidence[0].end))
    return Applied(tuple(ordered), tuple(lost))


def with_added(
    rows: Iterable[Decision], claims: Sequence[Claim], document: Document, sentences: tuple[Span, ...]
) -> dict[str, Claim]:
    """The claims by id, with those that persons added: what the other decisions are on."""
    known = {claim.id: claim for claim in claims}
    for row in rows:
        if row.verb is Verb.ADD:
            claim = added_claim(row, document, sentences)
            made = correct_claim(known[claim.id], row, document) if claim.id in known else claim
            known[claim.id] = replace(made, decisions=(row.id,))
    return known


def check(decisions: Iterable[Decision], document: Document) -> tuple[Decision, ...]:
    """The rows, each held to the report. Raises DecisionError for the first that is not of it."""
    rows = tuple(decisions)
    for row in rows:
        if row.report != document.id:
            raise DecisionError(
                f"a decision of {row.who} is on another report, {row.report[:19]}, and {document.name} is "
                f"{document.id[:19]}; name the decisions of this report"
            )
        hold_to_report(row, document.text)
    return rows


@dataclass(frozen=True, slots=True)
class _Landed:
    """A decision where it came down; `shared`: on more claims than one."""

    row: Decision
    shared: bool


def _land(
    rows: Sequence[Decision], known: dict[str, Claim], text: str
) -> tuple[dict[str, list[_Landed]], list[SetAside]]:
    """Which decisions are on which claim; of several on one subject, the latest."""
    latest = {row.subject: row for row in rows if row.verb is not Verb.ADD and row.kind != SET_ASIDE}
    landed: dict[str, list[_Landed]] = {}
    lost: list[SetAside] = []
    for row in latest.values():
        found = _holders(row, known, latest.keys(), text)
        for claim in found:
            landed.setdefault(claim.id, []).append(_Landed(row, len(found) > 1))
        if not found and row.verb is not Verb.REJECT:
            lost.append(_lose(row, text))
    return landed, lost


def _holders(row: Decision, known: dict[str, Claim], subjects: Iterable[str], text: str) -> list[Claim]:
    """The claim that the decision is on; where its words have moved, the claims of its kind that overlap them most."""
    if row.subject in known:
        return [known[row.subject]]
    own = set(subjects)
    shared = {c.id: _overlap(c, row, text) for c in known.values() if c.kind == row.kind and c.id not in own}
    most = max(shared.values(), default=0)
    return [known[key] for key, size in shared.items() if size == most > 0]


def _overlap(claim: Claim, row: Decision, text: str) -> int:
    """How many characters of the decision's words the claim's evidence has."""
    pairs = [(place_of(words, text), span) for words in row.words for span in claim.evidence]
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a, b in pairs)


def _lose(row: Decision, text: str) -> SetAside:
    words = place_of(row.words[0], text).join(place_of(row.words[-1], text))
    reason = f"{row.who} {_DID[row.verb]} a claim here, {_sum_up(row)}, that is read no more: decide again"
    return SetAside(words, reason, row.seen.get("harm"), row.id)


def _sum_up(row: Decision) -> str:
    count = row.seen.get("count")
    return f"{count} {row.kind}" if count is not None else str(row.kind)


def _decide(claim: Claim, found: Sequence[_Landed], document: Document) -> Claim:
    """The claim as the one decision on it says; a question where several are, or where one fits several claims."""
    claim = replace(claim, decisions=(*claim.decisions, *(one.row.id for one in found)))
    row = found[0].row
    if len(found) > 1:
        names = " and ".join(sorted({one.row.who for one in found}))
        return _ask(claim, f"decisions of {names} on words told apart before are now on this one claim: decide again")
    if found[0].shared:
        return _ask(claim, f"{row.who} {_DID[row.verb]} words that several claims now share: decide again")
    return _obey(claim, row, document)


def _obey(claim: Claim, row: Decision, document: Document) -> Claim:
    stale = _stale(claim, row)
    if stale:
        now = ", ".join(f"{name} {row.seen[name] or NONE}, now {seen_of(claim)[name] or NONE}" for name in stale)
        return replace(claim, decided=None, asks=f"{row.who} {_DID[row.verb]} this when it said {now}: decide again")
    if row.verb is Verb.REJECT:
        reason = f"rejected by {row.who}" + (f": {row.why}" if row.why else "")
        return replace(claim, use="set_aside", why=reason, decided=decided(row))
    if row.verb is Verb.CORRECT:
        return correct_claim(claim, row, document)
    settled = replace(claim, decided=decided(row))
    return (
        replace(settled, use="", why="") if claim.use == "question" else settled
    )  # a yes to what was asked: it counts


def _ask(claim: Claim, why: str) -> Claim:
    return replace(claim, use="question", why=why, asks=why, decided=None)


def _stale(claim: Claim, row: Decision) -> list[str]:
    """The fields that the person saw otherwise and did not correct; a part of a claim is held to nothing else."""
    if not row.whole:
        return []
    now = seen_of(claim)
    return [name for name in now if name in row.seen and name not in row.fields.names and now[name] != row.seen[name]]


def _ask_rivals(row: Decision, known: dict[str, Claim], text: str) -> None:
    """A claim that is read, since then, in words that a person added a claim on: one of the two may be too many."""
    beside = (row.seen.get("beside") or "").split()
    for claim in list(known.values()):
        undecided = claim.decided is None and claim.asks is None
        if undecided and claim.kind == row.kind and claim.id not in beside and _overlap(claim, row, text):
            why = f"{row.who} added a claim on these words, which are now read without it: is it the same harm?"
            known[claim.id] = _ask(replace(claim, decisions=(*claim.decisions, row.id)), why)
