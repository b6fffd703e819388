"""Reports, readings, claims and decisions: written once, and read back as they were."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, func, select

from recount.errors import StoreError
from recount.model.claim import Claim, SetAside
from recount.model.decision import ID_LENGTH, Decision, decision_of, decision_row
from recount.model.document import Document
from recount.model.held import Held
from recount.model.reading import Stamp
from recount.model.span import Span
from recount.store.codec import from_json, pack, plain, to_json, unpack
from recount.store.index import index_report
from recount.store.schema import claim, decision, decision_subject, original, reading, report

_MANY = 500  # ids in one question to the database


@dataclass(frozen=True, slots=True)
class _Around:
    """What a reading holds beside its claims."""

    document: Document
    aside: tuple[SetAside, ...]
    sentences: tuple[Span, ...]
    unread: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report's outer facts as the store has them. `given`: the day that the user gave for it."""

    id: str
    name: str
    given: date | None
    published: date | None
    publisher: str | None
    title: str | None
    url: str | None
    language: str | None
    unread: bool
    added: str


def has_report(connection: Connection, report_id: str) -> bool:
    return connection.execute(select(report.c.id).where(report.c.id == report_id)).first() is not None


def has_reports(connection: Connection) -> bool:
    """Whether the store has any report."""
    return connection.execute(select(report.c.id).limit(1)).first() is not None


def add_report(connection: Connection, held: Held, data: bytes, given: date | None, moment: str) -> bool:
    """Keeps a report, its bytes and its first reading. False where the store has it: then nothing is written."""
    if has_report(connection, held.report):
        return False
    document = held.document
    key = document.id.removeprefix("sha256:")
    connection.execute(original.insert().values(sha256=key, packed=pack(data), size=len(data)))
    connection.execute(
        report.insert().values(
            id=document.id,
            name=document.name,
            given=given,
            published=document.published,
            publisher=document.publisher,
            title=document.title,
            url=document.url,
            language=document.language,
            unread=bool(held.unread),
            added=moment,
        )
    )
    add_reading(connection, held, moment)
    return True


def add_reading(connection: Connection, held: Held, moment: str) -> bool:
    """Keeps a reading beside the earlier ones of its report. False where the newest one is of the same rules."""
    stamp = to_json(held.stamp)
    newest = _newest(connection, [held.report]).get(held.report)
    if newest is not None and newest.stamp == stamp:
        return False
    place = 0 if newest is None else newest.place + 1
    key = sha256(f"{held.report}|{place}|{stamp}".encode()).hexdigest()[:ID_LENGTH]
    around = _Around(held.document, held.aside, held.sentences, held.unread)
    packed = pack(to_json(around).encode())
    rows = [{"reading": key, "place": i, "id": c.id, "body": to_json(c)} for i, c in enumerate(held.claims)]
    values = {"id": key, "report": held.report, "place": place, "stamp": stamp, "packed": packed, "made": moment}
    digest = digest_of(packed, [str(row["body"]) for row in rows])
    connection.execute(reading.insert().values(digest=digest, **values))
    if rows:
        connection.execute(claim.insert(), rows)
    index_report(connection, held.report, held.document.title, held.document.text)
    return True


def digest_of(packed: bytes, bodies: Iterable[str]) -> str:
    """What a reading is known again by: a hash of its packed form and of its claims' bodies, in text order."""
    digest = sha256(packed)
    for body in bodies:
        digest.update(b"|" + body.encode())
    return digest.hexdigest()


def held_reports(connection: Connection, ids: Iterable[str]) -> Iterator[Held]:
    """The newest readings of these reports, in the order of their ids; those that the store has not are left out."""
    for some in _in_parts(sorted(set(ids))):
        newest = _newest(connection, some)
        claims = _claims(connection, [row.id for row in newest.values()])
        for key in sorted(newest):
            yield _held(newest[key], claims.get(newest[key].id, ()))


def _held(row: Row[Any], claims: Sequence[Claim]) -> Held:
    around = from_json(_Around, unpack(row.packed, f"the reading of {row.report[:19]}"))
    stamp = from_json(Stamp, row.stamp)
    return Held(around.document, stamp, tuple(claims), around.aside, around.sentences, around.unread)


def _newest(connection: Connection, ids: Sequence[str]) -> dict[str, Row[Any]]:
    last = (
        select(reading.c.report, func.max(reading.c.place).label("place"))
        .where(reading.c.report.in_(ids))
        .group_by(reading.c.report)
        .subquery()
    )
    rows = connection.execute(
        select(reading).join(last, (reading.c.report == last.c.report) & (reading.c.place == last.c.place))
    )
    return {row.report: row for row in rows}


def _claims(connection: Connection, readings: Sequence[str]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    rows = connection.execute(
        select(claim.c.reading, claim.c.body)
        .where(claim.c.reading.in_(readings))
        .order_by(claim.c.reading, claim.c.place)
    )
    for row in rows:
        found.setdefault(row.reading, []).append(from_json(Claim, row.body))
    return found


def report_rows(connection: Connection, ids: Iterable[str] | None = None) -> list[ReportRow]:
    """The outer facts of these reports, or of all, in the order of their ids."""
    if ids is None:
        return [_report_row(row) for row in connection.execute(select(report).order_by(report.c.id))]
    parts = (select(report).where(report.c.id.in_(some)).order_by(report.c.id) for some in _in_parts(sorted(set(ids))))
    return [_report_row(row) for part in parts for row in connection.execute(part)]


def _report_row(row: Row[Any]) -> ReportRow:
    return ReportRow(**dict(row._mapping))


def stamps(connection: Connection) -> dict[str, str]:
    """The stamp (JSON) of each report's newest reading, by the report's id."""
    rows = connection.execute(select(reading.c.report, reading.c.stamp).order_by(reading.c.report, reading.c.place))
    return {row.report: row.stamp for row in rows}


def has_bytes(connection: Connection, report_id: str) -> bool:
    """Whether a report's original bytes are there: not where a person in it was redacted."""
    key = report_id.removeprefix("sha256:")
    return connection.execute(select(original.c.sha256).where(original.c.sha256 == key)).first() is not None


def bytes_of(connection: Connection, report_id: str) -> bytes:
    """A report's original bytes. Raises StoreError where the store has them not, or damaged."""
    key = report_id.removeprefix("sha256:")
    packed = connection.execute(select(original.c.packed).where(original.c.sha256 == key)).scalar()
    if packed is None:
        raise StoreError(f"no report {report_id[:19]} is in the store")
    return unpack(packed, f"the original of {report_id[:19]}")


def reports_of_claims(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The report that each of these claims is of; a claim of an earlier reading counts too."""
    found: dict[str, str] = {}
    for some in _in_parts(sorted(set(ids))):
        rows = connection.execute(
            select(claim.c.id, reading.c.report)
            .join(reading, reading.c.id == claim.c.reading)
            .where(claim.c.id.in_(some))
        )
        found.update({row.id: row.report for row in rows})
    return found


def claim_ids(connection: Connection, start: str, limit: int = 3) -> list[str]:
    """Ids of claims of newest and earlier readings that begin so, and of claims that decisions are on."""
    found: set[str] = set()
    for column in (claim.c.id, decision_subject.c.subject):
        query = select(column).where(column.startswith(start, autoescape=True)).distinct().limit(limit)
        found |= {row[0] for row in connection.execute(query)}
    return sorted(found)[:limit]


def report_ids(connection: Connection, start: str, limit: int = 3) -> list[str]:
    """Ids of reports whose hash begins so."""
    wanted = start if start.startswith("sha256:") else f"sha256:{start}"
    query = select(report.c.id).where(report.c.id.startswith(wanted, autoescape=True)).order_by(report.c.id)
    return [row.id for row in connection.execute(query.limit(limit))]


def reports_of_subjects(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The report of each claim that decisions are on, for claims that persons added."""
    rows = connection.execute(
        select(decision_subject.c.subject, decision_subject.c.report).where(
            decision_subject.c.subject.in_(ids) & decision_subject.c.report.is_not(None)
        )
    )
    return {row.subject: row.report for row in rows}


def add_decisions(connection: Connection, rows: Sequence[Decision], homes: dict[str, str]) -> int:
    """Keeps decisions; those that the store has are left. `homes`: the report of each subject. Returns how many are
    new."""
    fresh = [row for row in rows if not _has_decision(connection, row.id)]
    for row in fresh:
        connection.execute(
            decision.insert().values(
                id=row.id,
                report=row.report,
                verb=str(row.verb),
                who=row.who,
                made=row.when.isoformat(),
                body=plain(decision_row(row)),
            )
        )
        subjects = [
            {"decision": row.id, "subject": key, "report": homes.get(key)} for key in dict.fromkeys(row.subjects)
        ]
        connection.execute(decision_subject.insert(), subjects)
    return len(fresh)


def last_decision(connection: Connection) -> datetime | None:
    """When the last decision was made; None where there is none."""
    made = connection.execute(select(decision.c.made)).scalars()
    return max((datetime.fromisoformat(moment) for moment in made), default=None)


def _has_decision(connection: Connection, key: str) -> bool:
    return connection.execute(select(decision.c.id).where(decision.c.id == key)).first() is not None


def decisions_of(connection: Connection, reports: Iterable[str] | None = None) -> list[Decision]:
    """All decisions, or those on these reports and on claims of them, by time and then id."""
    if reports is None:
        bodies = [row.body for row in connection.execute(select(decision.c.body))]
    else:
        bodies = [body for some in _in_parts(sorted(set(reports))) for body in _bodies_on(connection, some)]
    rows = {row.id: row for row in (decision_of(json.loads(body)) for body in bodies)}
    return sorted(rows.values(), key=lambda row: (row.when, row.id))


def _bodies_on(connection: Connection, reports: Sequence[str]) -> list[str]:
    """Decisions on these reports, on their claims, and what takes such decisions back."""
    on = select(decision.c.id, decision.c.body).where(decision.c.report.in_(reports))
    subject = (
        select(decision.c.id, decision.c.body)
        .join(decision_subject, decision_subject.c.decision == decision.c.id)
        .where(decision_subject.c.report.in_(reports))
    )
    found = {row.id: row.body for part in (on, subject) for row in connection.execute(part)}
    left = list(found)
    while left:  # an undo is on the report of what it takes back, but may itself be of a decision found by its subject
        undoing = (
            select(decision.c.id, decision.c.body)
            .join(decision_subject, decision_subject.c.decision == decision.c.id)
            .where(decision_subject.c.subject.in_(left[:_MANY]))
        )
        more = {row.id: row.body for row in connection.execute(undoing) if row.id not in found}
        found.update(more)
        left = [*left[_MANY:], *more]
    return list(found.values())


def _in_parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _MANY):
        yield ids[start : start + _MANY]
