"""Holds what a store keeps against its own hashes and words: whatever was changed after it was kept is found."""

import json
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256

from pydantic import ValidationError
from sqlalchemy import Connection, select, text

from recount.errors import StoreError
from recount.model.claim import Claim, claim_id
from recount.model.decision import ID_LENGTH, decision_of
from recount.model.held import Held
from recount.store.codec import from_json, unpack
from recount.store.index import is_indexed
from recount.store.kept import digest_of, held_reports, report_rows
from recount.store.schema import claim, decision, original, reading, report, tombstone

_REMEDY = "take the store from a backup, or add the report anew to another"
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """What is not as it was kept: where, what, and what to do."""

    place: str
    what: str
    remedy: str


@dataclass(slots=True)
class Verified:
    """How many rows of each kind were held against their hashes and words, and what was found."""

    checked: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not self.faults

    def fault(self, place: str, what: str, remedy: str = _REMEDY) -> None:
        self.faults.append(Fault(place, what, remedy))


def verify_kept(connection: Connection) -> Verified:
    """Every kept row: originals against their hashes, readings and claims against their ids and the report's words,
    decisions against theirs, and tombstones against what they say is gone."""
    found = Verified()
    for check in (_database, _originals, _readings, _decisions, _tombstones):
        check(connection, found)
    return found


def _database(connection: Connection, found: Verified) -> None:
    """The database's own checks of its file and of what rows refer to."""
    if connection.dialect.name != "sqlite":
        return
    for (said,) in connection.execute(text("PRAGMA integrity_check(20)")):
        if said != "ok":
            found.fault("the database file", str(said))
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        found.fault(f"table {row[0]}, row {row[1]}", f"refers to a row of {row[2]} that is not there")
    found.checked["database"] += 1


def _originals(connection: Connection, found: Verified) -> None:
    gone = _gone(connection)
    have = set()
    for row in connection.execute(select(original).execution_options(yield_per=_AT_ONCE)):
        have.add(row.sha256)
        found.checked["originals"] += 1
        with _Damage(found, f"original {row.sha256[:12]}"):
            data = unpack(row.packed, "its packed form")
            if sha256(data).hexdigest() != row.sha256 or len(data) != row.size:
                found.fault(f"original {row.sha256[:12]}", "its bytes are not those that were added")
    for row in connection.execute(select(report.c.id)):
        found.checked["reports"] += 1
        if row.id.removeprefix("sha256:") not in have and row.id not in gone:
            found.fault(f"report {row.id[7:19]}", "its bytes are not in the store, and no redaction says why")


def _gone(connection: Connection) -> set[str]:
    """What tombstones say was taken out."""
    return {row.subject for row in connection.execute(select(tombstone.c.subject))}


class _Damage:
    """Turns damage that is met while something is read into a fault, so that the check goes on."""

    def __init__(self, found: Verified, place: str) -> None:
        self._found, self._place = found, place

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, StoreError | ValidationError | ValueError):
            self._found.fault(self._place, str(error).split("\n")[0])
            return True
        return False


def _readings(connection: Connection, found: Verified) -> None:
    for row in connection.execute(select(reading)).all():
        found.checked["readings"] += 1
        key = sha256(f"{row.report}|{row.place}|{row.stamp}".encode()).hexdigest()[:ID_LENGTH]
        if key != row.id:
            found.fault(f"reading {row.id}", "its id does not fit its report and stamp")
        rows = connection.execute(select(claim).where(claim.c.reading == row.id).order_by(claim.c.place)).all()
        if digest_of(row.packed, [one.body for one in rows]) != row.digest:
            found.fault(f"reading {row.id}", "it, or a claim of it, was changed after it was kept")
        for place, one in enumerate(rows):
            with _Damage(found, f"claim {one.id}"):
                if one.place != place or from_json(Claim, one.body).id != one.id:
                    found.fault(f"claim {one.id}", "its row does not fit what it says")
    for key in connection.execute(select(report.c.id).order_by(report.c.id)).scalars().all():
        with _Damage(found, f"the reading of {key[7:19]}"):
            held = next(held_reports(connection, [key]), None)
            if held is None:
                found.fault(f"report {key[7:19]}", "it has no reading")
            else:
                _claims(held, found)
                _facts(connection, held, found)


def _facts(connection: Connection, held: Held, found: Verified) -> None:
    """The report's own row, and its words in the index, as its document has them."""
    (row,) = report_rows(connection, [held.report])
    document, place = held.document, f"report {held.report[7:19]}"
    facts = (document.name, document.publisher, document.title, document.url, document.language)
    if (row.name, row.publisher, row.title, row.url, row.language) != facts or row.published != document.published:
        found.fault(place, "its row does not fit its reading")
    if row.unread != bool(held.unread):
        found.fault(place, "whether it was read does not fit its reading")
    if not is_indexed(connection, held.report, document.title, document.text):
        found.fault(place, "its words in the index are not its own", "run: recount rebuild")


def _claims(held: Held, found: Verified) -> None:
    """Every claim's id and words, and the words that were set aside."""
    words = held.document.text
    for one in held.claims:
        found.checked["claims"] += 1
        place = f"claim {one.id} of report {held.report[7:19]}"
        if one.report != held.report or claim_id(held.report, one.evidence[0], one.kind) != one.id:
            found.fault(place, "its id does not fit its report, words and kind")
        if any(span.end > len(words) for span in one.evidence):
            found.fault(place, "its words lie past the end of the report")
        elif not _counts_by_its_words(one, words):
            found.fault(place, f"its number '{one.count_wording}' is not in the report's words")
    for aside in held.aside:
        found.checked["set aside"] += 1
        if aside.span.end > len(words):
            found.fault(f"report {held.report[7:19]}", "words that were set aside lie past its end")


def _counts_by_its_words(one: Claim, words: str) -> bool:
    """Whether the words of the number stand where they are said to."""
    if one.count_wording is None or one.count_span is None:
        return True
    said = one.count_span.of(words)
    return all(part in said or part in words for part in one.count_wording.split())


def _decisions(connection: Connection, found: Verified) -> None:
    texts: dict[str, str | None] = {}
    for row in connection.execute(select(decision)).all():
        found.checked["decisions"] += 1
        with _Damage(found, f"decision {row.id}"):
            made = decision_of(json.loads(row.body))
            if (made.id, made.report, str(made.verb), made.who) != (row.id, row.report, row.verb, row.who):
                found.fault(f"decision {row.id}", "its row does not fit what it says")
            quoted = [(made.report, words) for words in (*made.words, *made.fields.quotes())]
            quoted += [(anchor.report, words) for anchor in made.anchors for words in anchor.words]
            for home, words in quoted:
                if home not in texts:
                    texts[home] = next((h.document.text for h in held_reports(connection, [home])), None)
                told = texts[home]
                if told is None or words.text not in told:
                    found.fault(f"decision {row.id}", f"the report does not say '{words.text}'")


def _tombstones(connection: Connection, found: Verified) -> None:
    """What was taken out is not there."""
    for row in connection.execute(select(tombstone)).all():
        found.checked["tombstones"] += 1
        if row.kind == "report" and connection.execute(select(report.c.id).where(report.c.id == row.subject)).first():
            found.fault(f"report {row.subject[7:19]}", "it was redacted, and is there again", "redact it again")
        if row.kind in ("report", "bytes"):
            key = row.subject.removeprefix("sha256:")
            if connection.execute(select(original.c.sha256).where(original.c.sha256 == key)).first():
                found.fault(f"original {key[:12]}", "its bytes were redacted, and are there again", "redact it again")
