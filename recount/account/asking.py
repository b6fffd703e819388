"""What a person asks for by ids, turned into decisions on claims."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from recount.account.deciding import ONE_CLAIM, adding, hold_no_fields, on_claim, on_incident, on_linking
from recount.account.finding import LEAST, find_claim, find_incident, find_report, find_subject
from recount.errors import DecisionError
from recount.model.account import Chapter
from recount.model.claim import Claim
from recount.model.decision import Decision, Verb
from recount.model.reading import Reading
from recount.store.kept import decisions_of, held_reports, last_decision
from recount.store.views import incident_ids


@dataclass(frozen=True, slots=True)
class Asker:
    """Who decides, when, and why."""

    who: str
    when: datetime
    why: str | None

    @property
    def signed(self) -> tuple[str, datetime, str | None]:
        return self.who, self.when, self.why


@dataclass(frozen=True, slots=True)
class Asking:
    """One call of a verb, inside a transaction: what it is asked of, and how an incident and a report are had."""

    connection: Connection
    asker: Asker
    chapter_of: Callable[[str], Chapter]
    reading_of: Callable[[str], Reading]

    def rows(self, verb: Verb, ids: Sequence[str], values: Mapping[str, str]) -> list[Decision]:
        """The decisions that a verb makes of some ids and values. Raises DecisionError where it cannot be taken."""
        if verb is Verb.ADD:
            reading = self.reading_of(find_report(self.connection, one_id(verb, ids)))
            return [adding(reading, values, *self.asker.signed)]
        if verb in ONE_CLAIM:
            return self._on_one(verb, one_id(verb, ids), values)
        if values:
            raise DecisionError(f"{verb} takes ids alone, no values ({', '.join(values)})")
        first, second = self._sides(verb, ids)
        texts = {
            h.report: h.document.text for h in held_reports(self.connection, {c.report for c in (*first, *second)})
        }
        return [on_linking(verb, first, second, texts, *self.asker.signed)]

    def _on_one(self, verb: Verb, subject: str, values: Mapping[str, str]) -> list[Decision]:
        incidents = incident_ids(self.connection, subject) if len(subject) >= LEAST else []
        if len(incidents) == 1 and verb is Verb.ACCEPT:
            hold_no_fields(verb, values)
            chapter = self.chapter_of(incidents[0])
            readings = {report: self.reading_of(report) for report in chapter.reports}
            return on_incident(chapter, readings, *self.asker.signed)
        if "report" in values:  # words that were set aside: the store has no list of them
            home, claim = find_report(self.connection, values["report"]), subject
            values = {name: value for name, value in values.items() if name != "report"}
        else:
            claim, home = find_subject(self.connection, subject)
        reading = self.reading_of(home)
        return [on_claim(reading, verb, claim, values, *self.asker.signed)]

    def _sides(self, verb: Verb, ids: Sequence[str]) -> tuple[list[Claim], list[Claim]]:
        """The claims that stand for each side of a decision on linking."""
        if len(ids) < 2:
            raise DecisionError(f"{verb} needs two ids or more")
        if verb is Verb.SPLIT:
            chapter = self.chapter_of(find_incident(self.connection, ids[0]))
            out = [find_claim(chapter, key) for key in ids[1:]]
            rest = [c for c in chapter.claims if c not in out]
            if not rest:
                raise DecisionError("these are all claims of the incident; leave one in it")
            return out, standing_for(rest)
        sides = [self._side(key) for key in ids]
        if verb in (Verb.DIFFERENT, Verb.UNSURE) and len(sides) > 2:
            raise DecisionError(f"{verb} is on two, and there are {len(sides)}")
        first, rest = sides[0], [claim for side in sides[1:] for claim in side]
        if {claim.id for claim in first} & {claim.id for claim in rest}:
            raise DecisionError(f"{verb} is on two claims or incidents, and both of these are one")
        return first, rest

    def _side(self, key: str) -> list[Claim]:
        """The claims that stand for an incident, or the one claim of this id."""
        incidents = incident_ids(self.connection, key) if len(key) >= LEAST else []
        if len(incidents) == 1:
            return standing_for(self.chapter_of(incidents[0]).claims)
        claim, report = find_subject(self.connection, key)
        found = [c for c in self.reading_of(report).claims if c.id == claim]
        if not found:
            raise DecisionError(f"{key} is no claim that is read any more")
        return found


def later_than_all(connection: Connection, moment: datetime) -> datetime:
    """The moment, or just after the last decision: a clock that jumps must not change the order of answers."""
    last = last_decision(connection)
    return moment if last is None or moment > last else last + timedelta(microseconds=1)


def reports_touched(connection: Connection, row: Decision) -> set[str]:
    """The reports whose tellings a decision can change."""
    found = {row.report, *(anchor.report for anchor in row.anchors)}
    if row.verb is Verb.UNDO:
        undone = [r for r in decisions_of(connection, [row.report]) if r.id in row.subjects]
        found |= {report for one in undone for report in reports_touched(connection, one)}
    return found


def one_id(verb: Verb, ids: Sequence[str]) -> str:
    if len(ids) != 1:
        raise DecisionError(f"{verb} is on one id, and there are {len(ids)}")
    return ids[0]


def standing_for(claims: Sequence[Claim]) -> list[Claim]:
    """One claim for each report: the one that its telling is known by."""
    first: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda c: c.id):
        first.setdefault(claim.report, claim)
    return [first[report] for report in sorted(first)]
