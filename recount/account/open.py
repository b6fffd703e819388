"""The account of a store: the verbs that people and programs use."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection

from recount.account.adding import Added, Batch, Refused, Task, find_reports, held_of, loaded, read_all, workers_for
from recount.account.asking import Asker, Asking, later_than_all, reports_touched
from recount.account.deciding import split_arguments
from recount.account.finding import find_decision, find_incident, find_report
from recount.account.own import keep_own, keep_profile, kept_profile, opened, own_of, reading_of, today
from recount.account.record import record_parts
from recount.account.related import near_of, relate_all, relate_one
from recount.account.relink import (
    Rules,
    compile_tellings,
    component_of,
    forget,
    index_again,
    reasons_apart,
    rebuild,
    rules_of,
    told_reports,
    touched_by,
    update,
)
from recount.account.voices import alike_among, speaking_of
from recount.errors import DecisionError, StoreError
from recount.model.account import Chapter, Step
from recount.model.decision import LINKING, Decision, Verb
from recount.model.document import Document, RawReport
from recount.model.held import Held
from recount.model.own import Own
from recount.model.reading import Reading
from recount.record import check_own, decide, owned_of, read_raw
from recount.store.kept import (
    ReportRow,
    add_decisions,
    add_reading,
    add_report,
    bytes_of,
    decisions_of,
    has_bytes,
    has_report,
    has_reports,
    held_reports,
    report_rows,
    stamps,
)
from recount.store.open import Store, open_database
from recount.store.redact import TO_SCRUB, Order, Redacted, buried, redact_person, redact_report, scrub
from recount.store.search import Hit, search
from recount.store.settings import TO_REBUILD, get_setting, keep_setting
from recount.store.verify import Verified, verify_kept
from recount.store.views import (
    Filter,
    Listed,
    all_tellings,
    incidents_beside,
    incidents_of,
    kept_incidents,
    list_incidents,
    listed_apart,
    members_of,
)
from recount.tally.history import history_of
from recount.tally.profile import load_profile
from recount.text.load import raw_of
from recount.whole import write_parts

VERBS = tuple(str(verb) for verb in Verb if verb is not Verb.UNDO)
Clock = Callable[[], datetime]
Progress = Callable[[Added, int], None]


def open_store(
    where: Path | str = "recount.db",
    *,
    create: bool = True,
    profile: str | None = None,
    actors: Path | str | None = None,
    codebook: Path | str | None = None,
    gazetteer: Path | str | None = None,
) -> "Account":
    """The account of the store at a path (SQLite) or a postgresql:// address; a new one where there is none.

    `profile` is by what tolls are made: a new store keeps it (else `literal`), and of one with reports it is what the
    account is told by. `actors`, `codebook` and `gazetteer` are files of your own, as of `read`: kept with the store
    when reports are added, and used from then on. Raises StoreError for a store that cannot be opened, or that is not
    there where `create` is False, and KnowledgeError for a file that does not hold to its form.
    """
    check_own(actors, codebook, gazetteer)
    given = {"actors": actors, "codebook": codebook, "gazetteer": gazetteer}
    store = open_database(str(where), create)
    try:
        account = Account(store, profile, {name: str(path) for name, path in given.items() if path is not None})
        account._make_what_is_missing()
    except BaseException:
        store.close()
        raise
    return account


def now() -> datetime:
    return datetime.now(UTC)


class Account:
    """All that a store's reports tell, by a profile, after the decisions of persons. A view of the store: what it
    returns is as the store was when it was asked. Its verbs raise StoreError, DecisionError or InputError, with one
    line that says what to do; then nothing of that call is kept.
    """

    def __init__(self, store: Store, profile: str | None, given: dict[str, str]) -> None:
        self._store = store
        load_profile(profile or "literal")
        self._profile, self._given = profile, opened(given)

    def __enter__(self) -> "Account":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._store.close()

    def _make_what_is_missing(self) -> None:
        """A store that an older recount made gets the account that its tables had no room for."""
        with self._store.read() as connection:
            is_due = get_setting(connection, TO_REBUILD) is not None
            is_to_scrub = get_setting(connection, TO_SCRUB) is not None
        if is_to_scrub:
            scrub(self._store)
        if is_due:
            self.rebuild()

    @property
    def where(self) -> str:
        return self._store.where

    # Reports in

    def add(
        self,
        paths: Sequence[Path | str],
        published: date | None = None,
        *,
        workers: int | None = None,
        progress: Progress | None = None,
    ) -> Added:
        """Reads files and folders ("-": standard input) into the store. What the store has already is left as it is.

        `published` is for reports that do not say their own day. `progress` is called after each batch that is on the
        disk, with what was added so far and how many files there are. A bad report is in `refused`, and stops nothing.
        """
        names, skipped = find_reports([str(path) for path in paths])
        added = Added(skipped=skipped)
        own = self._own_to_add()
        count = workers_for(len(names), workers, os.cpu_count() or 1)
        tasks = (Task(raw, published, own) for raw in loaded(names, added) if self._is_new(raw.name, raw.sha256, added))
        batch = Batch()
        for raw, held in read_all(tasks, count):
            if isinstance(held, Refused):
                added.refused.append(held)
            else:
                batch.put(raw.data, held)
            if batch.is_due:
                self._keep(batch, published, added)
                _tell(progress, added, len(names))
        self._keep(batch, published, added)
        _tell(progress, added, len(names))
        return added

    def add_text(self, text: str, published: date | None = None, name: str = "text") -> Added:
        """As `add`, for one report's text."""
        added, own, batch = Added(), self._own_to_add(), Batch()
        raw = replace(raw_of(text), name=name)
        if self._is_new(raw.name, raw.sha256, added):
            owned = owned_of(own.actors, own.codebook, own.gazetteer)
            batch.put(raw.data, held_of(read_raw(raw, published, "literal", 1, owned)))
        self._keep(batch, published, added)
        return added

    def _is_new(self, name: str, sha256: str, added: Added) -> bool:
        key = f"sha256:{sha256}"
        with self._store.read() as connection:
            known, gone = has_report(connection, key), buried(connection, key)
        if known:
            added.known.append(key)
        elif gone is not None:
            added.refused.append(Refused(name, f"{name}: it was redacted from this store ({gone}); it stays out"))
        return not known and gone is None

    def _keep(self, batch: Batch, published: date | None, added: Added) -> None:
        """Puts a batch on the disk, and the account up to date with it, in one transaction."""
        rows = batch.taken()
        if not rows:
            return
        fresh: list[Held] = []
        with self._store.write() as connection:
            moment = now().isoformat()
            fresh = [held for data, held in rows if add_report(connection, held, data, published, moment)]
            update(connection, [held.report for held in fresh], self._kept_rules(connection))
        new = {held.report for held in fresh}
        added.new.extend(held.report for held in fresh)
        added.known.extend(held.report for _, held in rows if held.report not in new)
        for held in fresh:
            added.unread.update(dict(held.unread))

    def reread(self, *, workers: int | None = None, progress: Progress | None = None) -> Added:
        """Reads every report again that was read by other rules than today's. Decisions stay, and follow their words.

        In the result, `new` are those that were read again, `known` those that needed it not, or whose bytes were
        redacted."""
        own = self._own_to_add()
        owned = owned_of(own.actors, own.codebook, own.gazetteer)
        with self._store.read() as connection:
            rows, old = report_rows(connection), stamps(connection)
            kept = {row.id for row in rows if has_bytes(connection, row.id)}
        rules = today(owned)
        stale = [row for row in rows if not rules.made(old[row.id]) and row.id in kept]
        added = Added(known=[row.id for row in rows if row not in stale])
        batch = Batch()
        tasks = (self._task(row, own) for row in stale)
        for raw, held in read_all(tasks, workers_for(len(stale), workers, os.cpu_count() or 1)):
            if isinstance(held, Refused):
                added.refused.append(held)
            else:
                batch.put(raw.data, held)
            if batch.is_due:
                self._keep_again(batch, added)
                _tell(progress, added, len(rows))
        self._keep_again(batch, added)
        _tell(progress, added, len(rows))
        return added

    def _task(self, row: ReportRow, own: Own) -> Task:
        with self._store.read() as connection:
            data = bytes_of(connection, row.id)
        return Task(RawReport(data, row.name, row.id.removeprefix("sha256:")), row.given, own)

    def _keep_again(self, batch: Batch, added: Added) -> None:
        rows = batch.taken()
        if not rows:
            return
        with self._store.write() as connection:
            for _, held in rows:
                add_reading(connection, held, now().isoformat())
            update(connection, [held.report for _, held in rows], self._kept_rules(connection))
        added.new.extend(held.report for _, held in rows)

    def rebuild(self) -> None:
        """Makes the account, and the index of words, anew from reports, claims and decisions alone."""
        with self._store.write() as connection:
            index_again(connection)
            rebuild(connection, self._kept_rules(connection))
            keep_setting(connection, TO_REBUILD, None)

    # What they tell

    def reports(self) -> list[ReportRow]:
        """The reports' outer facts, in the order of their ids."""
        with self._store.read() as connection:
            return report_rows(connection)

    def incidents(
        self, asked: Filter | None = None, *, profile: str | None = None, as_of: date | None = None
    ) -> list[Listed]:
        """The incidents that pass the filter, by day; by another profile, or as the account stood at a day's end."""
        asked = asked or Filter()
        with self._store.read() as connection:
            rules = self._rules(connection, profile)
            if as_of is None and rules.profile.id == self._kept_rules(connection).profile.id:
                return list(list_incidents(connection, asked))
            return listed_apart(_all(connection, rules, as_of), asked)

    def chapters(
        self, asked: Filter | None = None, *, profile: str | None = None, as_of: date | None = None
    ) -> Iterator[Chapter]:
        """As `incidents`, each with its claims."""
        with self._store.read() as connection:
            rules = self._rules(connection, profile)
            if as_of is None and rules.profile.id == self._kept_rules(connection).profile.id:
                for row in list(list_incidents(connection, asked or Filter())):
                    yield self._chapter(connection, row.id, rules, None)
                return
            made = {chapter.incident.id: chapter for chapter in _all(connection, rules, as_of)}
            for row in listed_apart(list(made.values()), asked or Filter()):
                yield made[row.id]

    def show(self, subject: str, *, profile: str | None = None, as_of: date | None = None) -> Chapter:
        """The incident with this id, or that the claim with this id tells of; the beginning of an id is enough.

        Raises DecisionError where none, or several, begin so.
        """
        with self._store.read() as connection:
            rules = self._rules(connection, profile)
            return self._chapter(connection, find_incident(connection, subject), rules, as_of)

    def _chapter(self, connection: Connection, incident: str, rules: Rules, as_of: date | None) -> Chapter:
        """The chapter of an incident of the store; as of a day, of the one that its tellings were in."""
        members = set(members_of(connection, [incident]))
        component = component_of(connection, members, rules.linking)
        made = compile_tellings(connection, component, rules, as_of)
        able = [chapter for chapter, tellings in made if members & set(tellings)]
        if not able:
            raise DecisionError(f"nothing was told of incident {incident} by {as_of}")
        largest = max(able, key=lambda chapter: (len(chapter.claims), chapter.incident.id))
        if as_of is not None:
            return largest
        homes = incidents_of(connection, largest.answers)
        related = relate_one(largest, homes, incidents_beside(connection, largest.incident))
        return replace(related, near=near_of(connection, members, reasons_apart(connection, component, rules)))

    def history(self, subject: str, *, profile: str | None = None) -> tuple[Step, ...]:
        """An incident's tolls as they stood, by the days that its claims speak from."""
        chapter = self.show(subject, profile=profile)
        with self._store.read() as connection:
            rules = self._rules(connection, profile)
            return history_of(chapter.claims, rules.profile, speaking_of(connection, chapter.reports).voice)

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Reports in which all these words stand, and "phrases", the likeliest first."""
        with self._store.read() as connection:
            return search(connection, words, limit)

    def verify(self, views: bool = True) -> Verified:
        """Holds every kept row against its hash and its words; with `views`, also the account against one made anew."""
        with self._store.read() as connection:
            found = verify_kept(connection)
        if views and found.is_whole:
            self._verify_views(found)
        return found

    def _verify_views(self, found: Verified) -> None:
        """Makes the account anew in a transaction that is taken back, and holds it against the one that is kept."""
        with suppress(_TakeBackError), self._store.write() as connection:
            before = kept_incidents(connection)
            rebuild(connection, self._kept_rules(connection))
            after = kept_incidents(connection)
            found.checked["incidents"] += len(before)
            for key in sorted({key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}):
                found.fault(f"incident {key}", "it is not what reports and decisions make", "run: recount rebuild")
            raise _TakeBackError

    def redact(self, report: str, *, reason: str, by: str, clock: Clock = now) -> Redacted:
        """Destroys a report's words and bytes everywhere in the store, and leaves a tombstone with the reason. Nothing
        brings them back; copies of the store elsewhere have to be dealt with apart."""
        with self._store.write() as connection:
            key = find_report(connection, report)
            beside = alike_among(connection, {key}) - {key}
            order = Order(_reason(reason), by, clock().isoformat())
            members = touched_by(connection, [key])
            redacted = redact_report(connection, key, order)
            forget(connection, key, members)
            update(connection, sorted(beside | set(members.values()) - {key}), self._kept_rules(connection))
        scrub(self._store)
        return redacted

    def redact_person(self, *names: str, reason: str, by: str, clock: Clock = now) -> Redacted:
        """Masks a person's names (each way in which they are written) everywhere in the store, and destroys the
        original bytes of the reports that had them. Offsets still stand. Leaves a tombstone."""
        with self._store.write() as connection:
            redacted = redact_person(connection, names, Order(_reason(reason), by, clock().isoformat()))
            update(connection, list(redacted.reports), self._kept_rules(connection))
        scrub(self._store)
        return redacted

    def unread(self) -> dict[str, int]:
        """How many reports no language pack could read, by language."""
        return dict(sorted(Counter(row.language or "unknown" for row in self.reports() if row.unread).items()))

    def reading(self, report: str) -> Reading:
        """One report's reading after the decisions on it; the beginning of its id is enough."""
        with self._store.read() as connection:
            return self._reading(connection, find_report(connection, report))

    def reports_in(self, incident: str) -> list[str]:
        """Ids of the reports that tell of an incident."""
        with self._store.read() as connection:
            return sorted(set(members_of(connection, [incident]).values()))

    def documents(self, reports: Iterable[str]) -> dict[str, Document]:
        """The documents of these reports, by their ids."""
        with self._store.read() as connection:
            return {held.report: held.document for held in held_reports(connection, reports)}

    def export(self, out: Path, *, profile: str | None = None, as_of: date | None = None) -> int:
        """Writes the record of the whole store to a file, which is there whole or not at all.

        The same reports and decisions give the same bytes. Returns how many incidents it has."""
        with self._store.read() as connection:
            rules = self._rules(connection, profile)
            rows = report_rows(connection)
            ids = [row.id for row in rows if as_of is None or row.published is None or row.published <= as_of]
            chapters = _all(connection, rules, as_of)
            decisions = decisions_of(connection)
            write_parts(out, record_parts(told_reports(connection, ids, rules), chapters, decisions, rules))
        return len(chapters)

    # Decisions

    def decisions(self, subject: str | None = None) -> list[Decision]:
        """All decisions in their order, those that were taken back too; or those on one incident's reports."""
        reports = None if subject is None else self.show(subject).reports
        with self._store.read() as connection:
            return decisions_of(connection, reports)

    def decide(
        self, verb: str, arguments: Sequence[str], *, by: str, why: str | None = None, clock: Clock = now
    ) -> tuple[Decision, ...]:
        """Makes a decision and keeps it. `arguments` are ids (their beginnings are enough), and FIELD=VALUE.

        accept ID: a claim, words that were set aside, or all open claims of an incident. reject CLAIM. correct CLAIM
        FIELD=VALUE... add REPORT words=... harm=... FIELD=VALUE... same, different, unsure ID ID: claims or incidents.
        merge INCIDENT INCIDENT... split INCIDENT CLAIM... Raises DecisionError where it cannot be taken.
        """
        if verb not in VERBS:
            raise DecisionError(f"no verb '{verb}'; there are {', '.join(VERBS)}")
        ids, values = split_arguments(arguments)
        with self._store.write() as connection:
            asker = Asker(by, later_than_all(connection, clock()), why)
            rows = self._asking(connection, asker).rows(Verb(verb), ids, values)
            self._take(connection, rows)
        return tuple(rows)

    def undo(self, decision: str, *, by: str, why: str | None = None, clock: Clock = now) -> Decision:
        """Takes a decision back; the undo of an undo brings it again. Raises DecisionError for one that stands not."""
        with self._store.write() as connection:
            row = find_decision(decisions_of(connection), decision)
            undone = row.inverse(by, later_than_all(connection, clock()), why)
            self._take(connection, [undone])
        return undone

    def _take(self, connection: Connection, rows: Sequence[Decision]) -> None:
        """Keeps decisions and brings the account up to date with them, inside one transaction."""
        homes = {a.claim: a.report for row in rows for a in row.anchors}
        homes |= {row.subject: row.report for row in rows if not row.anchors and row.verb is not Verb.UNDO}
        add_decisions(connection, rows, homes)
        touched = {report for row in rows for report in reports_touched(connection, row)}
        update(connection, sorted(touched), self._kept_rules(connection))

    # Inside

    def _asking(self, connection: Connection, asker: Asker) -> Asking:
        rules = self._rules(connection)
        return Asking(
            connection,
            asker,
            lambda incident: self._chapter(connection, incident, rules, None),
            lambda report: self._reading(connection, report),
        )

    def _reading(self, connection: Connection, report: str) -> Reading:
        held = next(held_reports(connection, [report]), None)
        if held is None:
            raise StoreError(f"no report {report[:19]} is in the store")
        own = own_of(connection)
        rows = [r for r in decisions_of(connection, [report]) if r.report == report and r.verb not in LINKING]
        return decide(reading_of(held, own), rows)

    def _rules(self, connection: Connection, profile: str | None = None) -> Rules:
        chosen = profile or self._profile or kept_profile(connection)
        return rules_of(load_profile(chosen), own_of(connection).codebook)

    def _kept_rules(self, connection: Connection) -> Rules:
        """The rules by which the store keeps its incidents."""
        return rules_of(load_profile(kept_profile(connection)), own_of(connection).codebook)

    def _own_to_add(self) -> Own:
        """The files of the user's own that reports are read with: those given now are kept with the store."""
        with self._store.write() as connection:
            kept = kept_profile(connection)
            if self._profile is not None and self._profile != kept:
                if has_reports(connection):
                    raise StoreError(
                        f"{self.where}: it keeps its tolls by {kept}; add without --profile, and tell them by "
                        f"{self._profile} with: recount incidents --profile {self._profile}"
                    )
                keep_profile(connection, self._profile)
            return keep_own(connection, self._given)


def _all(connection: Connection, rules: Rules, as_of: date | None) -> list[Chapter]:
    """Every chapter of the account, by other rules or as of a day."""
    made = compile_tellings(connection, all_tellings(connection), rules, as_of)
    return relate_all([chapter for chapter, _ in made])


class _TakeBackError(Exception):
    """Ends a transaction of which nothing is to stay."""


def _reason(reason: str) -> str:
    if not reason.strip():
        raise StoreError("a redaction needs a reason; it is kept with the tombstone")
    return reason.strip()


def _tell(progress: Progress | None, added: Added, files: int) -> None:
    if progress is not None:
        progress(added, files)
