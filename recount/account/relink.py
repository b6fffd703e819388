"""Keeps the account up to date: what new reports and decisions touch is told, tied and counted anew, and nothing else.

What is made so is the same as if all were made from nothing (`rebuild`): a telling depends on its report and the
decisions on it, a tie on its two tellings, an incident on the tellings that ties and decisions join to it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from recount.account.anchors import Landed, bonds_of, land, linking_rows
from recount.account.chapters import ReportTold, Speaking, Told, chapter_of, tell
from recount.account.voices import speaking_of, update_voices
from recount.knowledge.codebook import load_codebook
from recount.knowledge.linking import Linking, load_linking
from recount.link.block import keys_of
from recount.link.cluster import cluster
from recount.link.score import compare
from recount.model.account import Chapter
from recount.model.decision import Decision
from recount.model.own import OwnFile
from recount.model.telling import Bond, Telling, Tie
from recount.store.kept import decisions_of, held_reports, report_rows
from recount.store.views import (
    all_tellings,
    clear_views,
    drop_incidents,
    incidents_of,
    keep_chapter,
    keep_tellings,
    keep_ties,
    members_of,
    neighbours,
    tellings_in,
    tellings_of,
    tellings_under,
    ties_on,
)
from recount.tally.profile import Profile

_AT_ONCE = 200  # reports that are told and tied together


@dataclass(frozen=True, slots=True)
class Rules:
    """By what an account is made: the profile of its tolls, the linking, and a user's own codebook."""

    profile: Profile
    linking: Linking
    own: OwnFile | None = None


def rules_of(profile: Profile, own: OwnFile | None) -> Rules:
    return Rules(profile, load_linking(), own)


def rebuild(connection: Connection, rules: Rules) -> None:
    """Makes the whole account anew from reports and decisions."""
    clear_views(connection)
    update(connection, [row.id for row in report_rows(connection)], rules)


def update(connection: Connection, reports: Sequence[str], rules: Rules) -> set[str]:
    """Brings the account up to date with these reports, which are new or have new readings or decisions. Returns the
    ids of the incidents that were made anew."""
    touched = sorted({*reports, *update_voices(connection, reports)})
    again: set[str] = set()
    for start in range(0, len(touched), _AT_ONCE):
        again |= _tell_and_tie(connection, touched[start : start + _AT_ONCE], rules)
    return _compile(connection, again, rules)


def _tell_and_tie(connection: Connection, reports: Sequence[str], rules: Rules) -> set[str]:
    """Tellings and ties of some reports, made anew. Returns the tellings, old and new, whose incidents are touched."""
    old = set(tellings_in(connection, reports))
    touched = set(members_of(connection, set(incidents_of(connection, old).values()))) - old
    drop_incidents(connection, set(incidents_of(connection, old).values()))
    new: dict[str, Telling] = {}
    for report in told_reports(connection, reports, rules):
        rows = [(one.telling, keys_of(one.telling, rules.linking)) for one in report.told]
        keep_tellings(connection, report.held.report, rows)
        new.update({telling.id: telling for telling, _ in rows})
    keep_ties(connection, _ties(connection, new, rules))
    return touched | set(new)


def told_reports(connection: Connection, reports: Iterable[str], rules: Rules) -> Iterable[ReportTold]:
    """What each of these reports tells, after all decisions on it."""
    ids = sorted(set(reports))
    decisions = by_report(decisions_of(connection, ids))
    voices = speaking_of(connection, ids).voice
    for held in held_reports(connection, ids):
        yield tell(held, decisions.get(held.report, ()), voices.get(held.report, held.report), rules.own)


def by_report(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Decisions by each report that they are on; what takes one back goes where that is."""
    rows = list(decisions)
    homes = {row.id: {row.report, *(anchor.report for anchor in row.anchors)} for row in rows}
    found: dict[str, list[Decision]] = {}
    for row in rows:
        taken_back = {home for key in row.subjects for home in homes.get(key, ())}
        for home in homes[row.id] | taken_back:
            found.setdefault(home, []).append(row)
    return found


def _ties(connection: Connection, new: dict[str, Telling], rules: Rules) -> list[Tie]:
    """The ties of new tellings with each other and with those that the store has."""
    ties: dict[tuple[str, str], Tie] = {}
    for one in new.values():
        likely = tellings_under(connection, keys_of(one, rules.linking)) - {one.id}
        for other in tellings_of(connection, likely).values():
            tie = compare(one, other, rules.linking)
            if tie is not None:
                ties[(tie.one, tie.two)] = tie
    return list(ties.values())


def _compile(connection: Connection, touched: set[str], rules: Rules) -> set[str]:
    """Makes the incidents anew that these tellings can be in."""
    made: set[str] = set()
    left = set(touched) & set(tellings_of(connection, touched))
    while left:
        component = component_of(connection, min(left), rules)
        left -= component
        drop_incidents(connection, set(incidents_of(connection, component).values()))
        for chapter, members in compile_tellings(connection, component, rules):
            keep_chapter(connection, chapter, members)
            made.add(chapter.incident.id)
    return made


def component_of(connection: Connection, telling: str, rules: Rules) -> set[str]:
    """All tellings that ties, or decisions, can join to this one through others."""
    found, frontier = {telling}, {telling}
    while frontier:
        nearer = neighbours(connection, frontier, rules.linking.join) | _bonded(connection, frontier)
        frontier = nearer - found
        found |= frontier
    return found


def _bonded(connection: Connection, tellings: set[str]) -> set[str]:
    """The tellings of reports that a decision on linking names together with these tellings' reports."""
    reports = {telling.report for telling in tellings_of(connection, tellings).values()}
    rows = linking_rows(decisions_of(connection, reports))
    homes = {anchor.report for row in rows for anchor in row.anchors}
    if not rows:
        return set()
    told = list(told_reports(connection, homes))
    return set()


def compile_tellings(
    connection: Connection, tellings: Iterable[str], rules: Rules
) -> Iterable[tuple[Chapter, list[str]]]:
    """The incidents that some tellings are of, each with its tellings."""
    raise NotImplementedError
