"""What an id, or the beginning of one, names: an incident, a claim, a report, a decision."""

from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import Connection

from recount.account.relink import homes_of
from recount.errors import DecisionError
from recount.model.account import Chapter
from recount.model.claim import Claim
from recount.model.decision import Decision, Verb
from recount.store.kept import claim_ids, report_ids, reports_of_claims, reports_of_subjects
from recount.store.views import all_tellings, incident_ids, incidents_of

LEAST = 4  # characters of an id that may stand for it, where no other begins so
_ID = 20


def find_incident(connection: Connection, start: str) -> str:
    """The one incident whose id begins so, or that a claim whose id begins so tells of; also by an id that the incident
    had before more reports told of it. Raises DecisionError where there is none, or where several begin so."""
    _hold_length(start)
    found = incident_ids(connection, start)
    if not found:
        found = sorted(set(homes_of(connection, claim_ids(connection, start)).values())) or _former(connection, start)
    return _one(found, start, "incident, and no claim of one,")


def _former(connection: Connection, start: str) -> list[str]:
    """Incidents that had such an id when another of their tellings was their first."""
    tellings = [key for key in all_tellings(connection) if _incident_id(key).startswith(start)]
    return sorted(set(incidents_of(connection, tellings).values()))


def _incident_id(telling: str) -> str:
    return sha256(f"incident|{telling}".encode()).hexdigest()[:_ID]


def find_subject(connection: Connection, start: str) -> tuple[str, str]:
    """The one claim, or words set aside, whose id begins so, and its report. Raises DecisionError as `find_incident`.

    An id of words that were set aside has to be whole, since the store keeps no list of them.
    """
    _hold_length(start)
    found = claim_ids(connection, start)
    homes = {**reports_of_subjects(connection, found), **reports_of_claims(connection, found)}
    key = _one([claim for claim in found if claim in homes], start, "claim")
    return key, homes[key]


def find_claim(chapter: Chapter, start: str) -> Claim:
    """The one claim of an incident whose id begins so."""
    _hold_length(start)
    found = {claim.id: claim for claim in chapter.claims if claim.id.startswith(start)}
    return found[_one(sorted(found), start, f"claim of incident {chapter.incident.id}")]


def find_report(connection: Connection, start: str) -> str:
    """The one report whose id begins so, with or without "sha256:"."""
    _hold_length(start.removeprefix("sha256:"))
    return _one(report_ids(connection, start), start, "report")


def find_decision(rows: Sequence[Decision], start: str) -> Decision:
    """The one decision whose id begins so, where it stands. Raises DecisionError where it was taken back already."""
    _hold_length(start)
    found = {row.id: row for row in rows if row.id.startswith(start)}
    row = found[_one(sorted(found), start, "decision")]
    if row.id not in standing(rows):
        raise DecisionError(f"decision {row.id} stands no more: it was taken back, or another took its place")
    return row


def standing(rows: Sequence[Decision]) -> set[str]:
    """The ids of the decisions that stand, those that take others back too."""
    against: dict[str, list[str]] = {}
    for row in rows:
        for key in row.subjects if row.verb is Verb.UNDO else row.supersedes:
            against.setdefault(key, []).append(row.id)
    stands: dict[str, bool] = {}
    for row in sorted(rows, key=lambda r: (r.when, r.id), reverse=True):  # what is against a row was made after it
        stands[row.id] = not any(stands.get(key, False) for key in against.get(row.id, ()))
    return {key for key, holds in stands.items() if holds}


def _hold_length(start: str) -> None:
    if len(start) < LEAST:
        raise DecisionError(f"'{start}' is too short for an id; give {LEAST} characters of it or more")


def _one(found: Sequence[str], start: str, what: str) -> str:
    if not found:
        raise DecisionError(f"no {what} has an id that begins with '{start}'; recount incidents lists them")
    if len(found) > 1:
        raise DecisionError(f"'{start}' may be {' or '.join(found[:3])}; give more of it")
    return found[0]
