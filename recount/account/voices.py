"""Keeps in the store which reports speak with one voice."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from recount.account.chapters import Speaking
from recount.link.voices import Text, likeness, sketch_of, text_of, voices_among
from recount.store.kept import held_reports, report_rows
from recount.store.views import (
    Alike,
    VoiceRow,
    alike_with,
    keep_alike,
    keep_sketch,
    keep_voices,
    reports_under,
    voices_of,
)

_AT_ONCE = 200


def update_voices(connection: Connection, reports: Sequence[str]) -> set[str]:
    """Finds the texts that are like these reports'. Returns the reports whose voice is not what it was."""
    for start in range(0, len(reports), _AT_ONCE):
        _find_alike(connection, reports[start : start + _AT_ONCE])
    group = alike_among(connection, set(reports))
    before = voices_of(connection, group)
    published = {row.id: row.published for row in report_rows(connection, group)}
    pairs = [(a.one, a.two, a.kind, a.why) for a in alike_with(connection, group)]
    rows = [VoiceRow(v.report, v.voice, v.standing, v.why) for v in voices_among(published, pairs)]
    changed = [row for row in rows if before.get(row.report) != row]
    keep_voices(connection, changed)
    return {row.report for row in changed}


def _find_alike(connection: Connection, reports: Sequence[str]) -> None:
    """Holds each report's text against those that share a key with it."""
    texts: dict[str, Text] = {}
    likely: dict[str, frozenset[str]] = {}
    for held in held_reports(connection, reports):
        keys = sketch_of(held.document)
        keep_sketch(connection, held.report, keys)
        texts[held.report] = text_of(held.document)
        likely[held.report] = keys
    sought = {report: reports_under(connection, keys) - {report} for report, keys in likely.items()}
    missing = {other for others in sought.values() for other in others} - set(texts)
    others = {held.report: text_of(held.document) for held in held_reports(connection, missing)}
    found: dict[tuple[str, str], Alike] = {}
    for report, like in sorted(sought.items()):
        for other in sorted(like):
            one, two = sorted((report, other))
            alike = likeness(*(texts.get(key) or others[key] for key in (one, two)))
            if alike is not None:
                found[(one, two)] = Alike(one, two, *alike)
    keep_alike(connection, reports, list(found.values()))


def alike_among(connection: Connection, reports: set[str]) -> set[str]:
    """These reports, and all that are of one text with one of them, through others too."""
    found, frontier = set(reports), set(reports)
    while frontier:
        pairs = alike_with(connection, frontier)
        frontier = {key for pair in pairs for key in (pair.one, pair.two)} - found
        found |= frontier
    return found


def speaking_of(connection: Connection, reports: Iterable[str]) -> Speaking:
    """How these reports speak."""
    rows = list(voices_of(connection, reports).values())
    return Speaking(
        {row.report: row.voice for row in rows},
        {row.report: row.why for row in rows if row.standing == "earlier"},
        {row.report: row.why for row in rows if row.standing == "copy"},
    )
