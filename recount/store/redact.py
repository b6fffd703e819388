"""Takes a report's or a person's words and bytes out of a store for good, and leaves a tombstone that says so.

What rows say of the one who is redacted is masked by characters of equal number, so that every offset still stands; the
original bytes of those reports are destroyed. Ids stay, since they are hashes.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, text, update

from recount.errors import StoreError
from recount.model.decision import ID_LENGTH, Decision, decision_row
from recount.store.codec import pack, plain, unpack
from recount.store.index import folded, index_report, unindex_report
from recount.store.kept import digest_of, has_report
from recount.store.open import Store
from recount.store.schema import (
    alike,
    claim,
    decision,
    decision_subject,
    original,
    reading,
    report,
    sketch,
    tombstone,
    voice,
)
from recount.store.settings import keep_setting

MASK = "\u2588"
_WORD = re.compile(r"\w+")
_RUNNING = "redacting"
TO_SCRUB = "to scrub"  # kept from a redaction until the file was written anew
_SCRUBBING = ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")


@dataclass(frozen=True, slots=True)
class Redacted:
    """What was taken out. `reports` are ids of those whose words changed, or that are gone; `what` says how much."""

    tombstone: str
    reports: tuple[str, ...]
    what: str


@dataclass(frozen=True, slots=True)
class Order:
    """Who asks for a redaction, why, and when (ISO 8601)."""

    reason: str
    who: str
    moment: str


def redact_report(connection: Connection, report_id: str, order: Order) -> Redacted:
    """Takes out a report: its bytes, readings, claims, and every decision that quotes it. Raises StoreError where it is
    not there."""
    if not has_report(connection, report_id):
        raise StoreError(f"no report {report_id[:19]} is in the store")
    with _Unlocked(connection):
        rows = connection.execute(select(decision.c.id, decision.c.body).where(decision.c.body.contains(report_id)))
        quoting = [row.id for row in rows]
        for table, column in ((decision_subject, decision_subject.c.decision), (decision, decision.c.id)):
            connection.execute(delete(table).where(column.in_(quoting)))
        connection.execute(delete(decision_subject).where(decision_subject.c.report == report_id))
        readings = select(reading.c.id).where(reading.c.report == report_id)
        claims = connection.execute(delete(claim).where(claim.c.reading.in_(readings))).rowcount
        connection.execute(delete(reading).where(reading.c.report == report_id))
        connection.execute(delete(report).where(report.c.id == report_id))
        connection.execute(delete(original).where(original.c.sha256 == report_id.removeprefix("sha256:")))
        unindex_report(connection, report_id)
        for table, column in ((sketch, sketch.c.report), (voice, voice.c.report)):
            connection.execute(delete(table).where(column == report_id))
        connection.execute(delete(alike).where(or_(alike.c.one == report_id, alike.c.two == report_id)))
    what = f"1 report, {claims} claims, {len(quoting)} decisions"
    return Redacted(_bury(connection, "report", report_id, what, order), (report_id,), what)


def redact_person(connection: Connection, names: Sequence[str], order: Order) -> Redacted:
    """Masks a person's names, in any case and with or without accents, wherever a row has them.

    Raises StoreError for a name of one or two letters, and where no row has any of them.
    """
    mask = _mask_of(names)
    with _Unlocked(connection):
        changed, claims = _mask_reports(connection, mask)
        decisions = _mask_decisions(connection, mask)
        if not changed and not decisions:
            raise StoreError(f"no report has {' or '.join(repr(name) for name in names)}")
        for key in changed:
            connection.execute(delete(original).where(original.c.sha256 == key.removeprefix("sha256:")))
            _bury(connection, "bytes", key, "the bytes of a report that named a redacted person", order)
    what = f"{len(changed)} reports, {claims} claims, {decisions} decisions"
    subject = sha256("|".join(sorted(folded(name) for name in names)).encode()).hexdigest()
    return Redacted(_bury(connection, "person", subject, what, order), tuple(sorted(changed)), what)


class _Unlocked:
    """Rows that are kept can be changed while this holds; inside one transaction, so that it never stays."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        keep_setting(self._connection, _RUNNING, "yes")

    def __exit__(self, *error: object) -> None:
        if error[0] is None:
            keep_setting(self._connection, _RUNNING, None)
            keep_setting(self._connection, TO_SCRUB, "yes")


def _bury(connection: Connection, kind: str, subject: str, what: str, order: Order) -> str:
    key = sha256(f"{kind}|{subject}|{order.moment}".encode()).hexdigest()[:ID_LENGTH]
    connection.execute(
        insert(tombstone).values(
            id=key,
            kind=kind,
            subject=subject,
            reason=order.reason,
            who=order.who,
            made=order.moment,
            what=what,
        )
    )
    return key


def buried(connection: Connection, report_id: str) -> str | None:
    """Why a report was taken out; None where it was not."""
    query = select(tombstone.c.reason).where((tombstone.c.kind == "report") & (tombstone.c.subject == report_id))
    return connection.execute(query).scalar()


Mask = Callable[[str], str]


def _mask_of(names: Sequence[str]) -> Mask:
    """What masks every one of the names in a text, each letter at its place."""
    patterns = []
    for name in names:
        words = _WORD.findall(folded(name))
        if sum(map(len, words)) < 3:
            raise StoreError(f"'{name}' is too short to be a name that can be taken out; give all of it")
        patterns.append(r"\b" + r"[\W_]+".join(map(re.escape, words)) + r"\b")
    pattern = re.compile("|".join(sorted(patterns, key=len, reverse=True)))

    def mask(words: str) -> str:
        spans = [match.span() for match in pattern.finditer(folded(words))]
        for start, end in spans:
            words = words[:start] + MASK * (end - start) + words[end:]
        return words

    return mask


def _masked(value: Any, mask: Mask) -> Any:
    """Plain values with every text in them masked."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, list):
        return [_masked(one, mask) for one in value]
    if isinstance(value, dict):
        return {key: _masked(one, mask) for key, one in value.items()}
    return value


def _mask_reports(connection: Connection, mask: Mask) -> tuple[set[str], int]:
    """Masks readings, claims and outer facts. Returns the reports that had a name, and how many claims did."""
    changed: set[str] = set()
    claims = 0
    homes: dict[str, str] = {}
    for row in connection.execute(select(reading.c.id, reading.c.report, reading.c.packed)).all():
        homes[row.id] = row.report
        before = json.loads(unpack(row.packed, f"the reading of {row.report[:19]}"))
        after = _masked(before, mask)
        if after != before:
            changed.add(row.report)
            packed = pack(json.dumps(after, ensure_ascii=False, separators=(",", ":")).encode())
            connection.execute(update(reading).where(reading.c.id == row.id).values(packed=packed))
            document = after["document"]
            index_report(connection, row.report, document["title"], document["text"])
    for row in connection.execute(select(claim.c.reading, claim.c.place, claim.c.body)).all():
        before = json.loads(row.body)
        after = _masked(before, mask)
        if after != before:
            claims += 1
            changed.add(homes[row.reading])
            body = json.dumps(after, ensure_ascii=False, separators=(",", ":"))
            here = (claim.c.reading == row.reading) & (claim.c.place == row.place)
            connection.execute(update(claim).where(here).values(body=body))
    for key, home in homes.items():
        if home in changed:
            _digest_again(connection, key)
    for row in connection.execute(select(report)).all():
        facts = {name: getattr(row, name) for name in ("name", "publisher", "title", "url")}
        after = {name: mask(value) if value is not None else None for name, value in facts.items()}
        if after != facts:
            changed.add(row.id)
            connection.execute(update(report).where(report.c.id == row.id).values(**after))
    return changed, claims


def _digest_again(connection: Connection, key: str) -> None:
    packed = connection.execute(select(reading.c.packed).where(reading.c.id == key)).scalar_one()
    bodies = connection.execute(select(claim.c.body).where(claim.c.reading == key).order_by(claim.c.place)).scalars()
    connection.execute(update(reading).where(reading.c.id == key).values(digest=digest_of(packed, bodies)))


def _mask_decisions(connection: Connection, mask: Mask) -> int:
    """Masks decisions. One that changes gets a new id, and so do those that name it. Returns how many had a name."""
    new_ids: dict[str, str] = {}
    count = 0
    for row in connection.execute(select(decision).order_by(decision.c.made, decision.c.id)).all():
        before = json.loads(row.body)
        masked = _masked(before, mask)
        count += masked != before
        named = json.loads(_renamed(json.dumps(masked, ensure_ascii=False), new_ids))
        if named == before:
            continue
        named.pop("id")
        made = Decision.model_validate(named)
        new_ids[row.id] = made.id
        subjects = connection.execute(select(decision_subject).where(decision_subject.c.decision == row.id)).all()
        connection.execute(delete(decision_subject).where(decision_subject.c.decision == row.id))
        connection.execute(delete(decision).where(decision.c.id == row.id))
        connection.execute(
            insert(decision).values(
                id=made.id,
                report=row.report,
                verb=row.verb,
                who=made.who,
                made=row.made,
                body=plain(decision_row(made)),
            )
        )
        for subject in subjects:
            key = new_ids.get(subject.subject, subject.subject)
            connection.execute(insert(decision_subject).values(decision=made.id, subject=key, report=subject.report))
    return count


def _renamed(words: str, new_ids: dict[str, str]) -> str:
    for old, new in new_ids.items():
        words = words.replace(old, new)
    return words


def scrub(store: Store) -> None:
    """Makes the database write over what was taken out: its log, its index, its free pages. A redaction that was cut
    off before this is finished when the store is opened again."""
    if store.is_sqlite:
        with store.write() as connection:
            connection.execute(text("INSERT INTO report_words (report_words) VALUES ('optimize')"))
    with store.outside() as connection:
        for command in _SCRUBBING if store.is_sqlite else ("VACUUM (FULL)",):
            connection.execute(text(command))
    with store.write() as connection:
        keep_setting(connection, TO_SCRUB, None)
