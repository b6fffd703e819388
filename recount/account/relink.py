"""Keeps the account up to date: what new reports and decisions touch is told, tied and counted anew, and nothing else.

What is made so is the same as if all were made from nothing (`rebuild`): a telling depends on its report and the
decisions on it, a tie on its two tellings, an incident on the tellings that ties and decisions can join to it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from recount.account.anchors import bonds_of, land, linking_rows
from recount.account.chapters import ReportTold, Told, chapter_of, tell
from recount.account.voices import speaking_of, update_voices
from recount.knowledge.codebook import load_codebook
from recount.knowledge.linking import Linking, load_linking
from recount.link.block import keys_of, sought_by
from recount.link.cluster import group_tellings
from recount.link.score import compare
from recount.model.account import Chapter
from recount.model.decision import Decision
from recount.model.own import OwnFile
from recount.model.telling import Bond, Telling, Tie
from recount.store.index import clear_index, index_report
from recount.store.kept import decisions_of, held_reports, report_rows
from recount.store.views import (
    TellingRow,
    bonds_on,
    clear_views,
    drop_incidents,
    drop_tellings,
    incidents_of,
    joined_pairs,
    keep_bonds,
    keep_chapters,
    keep_tellings,
    keep_ties,
    members_of,
    neighbours,
    telling_of_claims,
    tellings_in,
    tellings_of,
    tellings_under,
)
from recount.tally.profile import Profile

_AT_ONCE = 200  # reports that are told and tied together


@dataclass(frozen=True, slots=True)
class Rules:
    """By what an account is made: the profile of its tolls, the linking, and a user's own codebook."""

    profile: Profile
    linking: Linking
    own: OwnFile | None = None


def rules_of(profile: Profile, own: OwnFile | None = None) -> Rules:
    return Rules(profile, load_linking(), own)


def rebuild(connection: Connection, rules: Rules) -> None:
    """Makes the whole account anew from reports and decisions."""
    clear_views(connection)
    update(connection, [row.id for row in report_rows(connection)], rules)


def index_again(connection: Connection) -> None:
    """Makes the index of words anew from the reports."""
    clear_index(connection)
    for held in held_reports(connection, [row.id for row in report_rows(connection)]):
        index_report(connection, held.report, held.document.title, held.document.text)


def update(connection: Connection, reports: Sequence[str], rules: Rules) -> set[str]:
    """Brings the account up to date with these reports, which are new, or have new readings or decisions. Returns the
    ids of the incidents that were made anew."""
    touched = sorted({*reports, *update_voices(connection, reports)})
    again: set[str] = set()
    for start in range(0, len(touched), _AT_ONCE):
        again |= _tell_and_tie(connection, touched[start : start + _AT_ONCE], rules)
    _bind(connection, touched, rules)
    return _compile(connection, again, rules)


def touched_by(connection: Connection, reports: Sequence[str]) -> dict[str, str]:
    """The tellings of the incidents that these reports tell of: id -> report."""
    return members_of(connection, set(incidents_of(connection, tellings_in(connection, reports)).values()))


def forget(connection: Connection, report: str, touched: dict[str, str]) -> None:
    """Takes out what was made of a report, and the incidents of the tellings that it touched."""
    drop_incidents(connection, set(incidents_of(connection, touched).values()))
    drop_tellings(connection, [report])


def _tell_and_tie(connection: Connection, reports: Sequence[str], rules: Rules) -> set[str]:
    """Tellings and ties of some reports, made anew. Returns the tellings whose incidents have to be made anew."""
    old = set(tellings_in(connection, reports))
    incidents = set(incidents_of(connection, old).values())
    touched = set(members_of(connection, incidents)) - old
    drop_incidents(connection, incidents)
    rows = [_row(one, rules) for report in told_reports(connection, reports, rules) for one in report.told]
    keep_tellings(connection, reports, rows)
    new = {row.telling.id: row.telling for row in rows}
    keep_ties(connection, _ties(connection, new, rules))
    return touched | set(new)


def _row(told: Told, rules: Rules) -> TellingRow:
    claims = tuple(claim.id for claim in told.cluster.claims)
    return TellingRow(told.telling, keys_of(told.telling, rules.linking), claims)


def told_reports(connection: Connection, reports: Iterable[str], rules: Rules) -> Iterator[ReportTold]:
    """What each of these reports tells, after all decisions on it."""
    ids = sorted(set(reports))
    decisions = by_report(decisions_of(connection, ids))
    voices = speaking_of(connection, ids).voice
    for held in held_reports(connection, ids):
        yield tell(held, decisions.get(held.report, ()), voices.get(held.report, held.report), rules.own)


def by_report(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Decisions by each report that they are on; what takes one back goes where that is."""
    rows = sorted(decisions, key=lambda row: (row.when, row.id))
    homes: dict[str, set[str]] = {}
    found: dict[str, list[Decision]] = {}
    for row in rows:
        anchored = {anchor.report for anchor in row.anchors}
        taken_back = {home for key in row.subjects for home in homes.get(key, ())}
        homes[row.id] = {row.report} | anchored | taken_back
        for home in sorted(homes[row.id]):
            found.setdefault(home, []).append(row)
    return found


def _ties(connection: Connection, new: dict[str, Telling], rules: Rules) -> list[Tie]:
    """The ties of new tellings with each other and with those that the store has."""
    sought = {key: sought_by(telling, rules.linking) for key, telling in new.items()}
    under = tellings_under(connection, {block for blocks in sought.values() for block in blocks})
    likely = {key: {two for block in blocks for two in under.get(block, ())} - {key} for key, blocks in sought.items()}
    known = {**tellings_of(connection, {two for found in likely.values() for two in found} - set(new)), **new}
    pairs = {(min(one, two), max(one, two)) for one, found in likely.items() for two in found}
    ties = (compare(known[one], known[two], rules.linking) for one, two in sorted(pairs))
    return [tie for tie in ties if tie is not None]


def _bind(connection: Connection, reports: Sequence[str], rules: Rules) -> None:
    """Keeps what persons' decisions hold together or apart among the tellings of these reports and others."""
    rows = linking_rows(decisions_of(connection, reports))
    homes = {anchor.report for row in rows for anchor in row.anchors}
    if not homes:
        return
    told = list(told_reports(connection, homes, rules))
    landed = land(rows, [claim for report in told for claim in report.claims])
    home = {c.id: one.telling.id for report in told for one in report.told for c in one.cluster.claims}
    keep_bonds(connection, bonds_of(landed, home))


def _compile(connection: Connection, touched: set[str], rules: Rules) -> set[str]:
    """Makes the incidents anew that these tellings can be in. Returns their ids."""
    whole = component_of(connection, set(tellings_of(connection, touched)), rules.linking)
    drop_incidents(connection, set(incidents_of(connection, whole).values()))
    made: set[str] = set()
    for some in _components(connection, whole, rules.linking):
        chapters = compile_tellings(connection, some, rules)
        keep_chapters(connection, chapters)
        made |= {chapter.incident.id for chapter, _ in chapters}
    return made


def _components(connection: Connection, tellings: set[str], linking: Linking) -> Iterator[list[str]]:
    """Tellings in parts of some hundreds, each of whole components, so that a part fits in memory."""
    root = {key: key for key in tellings}

    def find(key: str) -> str:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    for one, two in joined_pairs(connection, tellings, linking.join):
        root[find(one)] = find(two)
    groups: dict[str, list[str]] = {}
    for key in sorted(tellings):
        groups.setdefault(find(key), []).append(key)
    part: list[str] = []
    for group in groups.values():
        if part and len(part) + len(group) > _AT_ONCE:
            yield part
            part = []
        part = part + group
    if part:
        yield part


def component_of(connection: Connection, tellings: set[str], linking: Linking) -> set[str]:
    """All tellings that ties or decisions can join to these, through others too."""
    found, frontier = set(tellings), set(tellings)
    while frontier:
        frontier = neighbours(connection, frontier, linking.join) - found
        found |= frontier
    return found


def compile_tellings(
    connection: Connection, tellings: Iterable[str], rules: Rules, until: date | None = None
) -> list[tuple[Chapter, list[str]]]:
    """The incidents that some tellings (one component, or several) are of, each with its tellings.

    `until`: as the account stood at the end of that day, from what was told by then.
    """
    known = tellings_of(connection, tellings)
    able = {key: t for key, t in known.items() if until is None or t.told is None or t.told <= until}
    reports = {telling.report for telling in able.values()}
    told = {one.telling.id: one for report in told_reports(connection, reports, rules) for one in report.told}
    speaking = speaking_of(connection, reports)
    if until is not None:
        speaking = speaking.among(reports)
    bonds = [Bond(b.one, b.two, b.same) for b in bonds_on(connection, able)]
    grouping = group_tellings(able.values(), bonds, rules.linking)
    codebook = load_codebook(rules.own)
    made: list[tuple[Chapter, list[str]]] = []
    for group in grouping.groups:
        chapter = chapter_of([told[key] for key in group], speaking, rules.profile, codebook, until)
        if chapter is not None:
            made.append((chapter, list(group)))
    return made


def reasons_apart(connection: Connection, tellings: Iterable[str], rules: Rules) -> dict[tuple[str, str], str]:
    """Why those of these tellings that are alike are in different incidents, by their ids in order."""
    known = tellings_of(connection, tellings)
    bonds = [Bond(b.one, b.two, b.same) for b in bonds_on(connection, known)]
    return {(tie.one, tie.two): why for tie, why in group_tellings(known.values(), bonds, rules.linking).apart}


def homes_of(connection: Connection, claims: Iterable[str]) -> dict[str, str]:
    """The incident that each of these claims is in, of those that are in one."""
    tellings = telling_of_claims(connection, claims)
    incidents = incidents_of(connection, tellings.values())
    return {claim: incidents[telling] for claim, telling in tellings.items() if telling in incidents}
