"""The record of a whole store, streamed: the same reports and decisions give the same bytes, in any order of adding."""

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import Any

from recount.account.chapters import ReportTold
from recount.account.relink import Rules
from recount.incident import outside
from recount.knowledge.codebook import load_codebook
from recount.model.account import Chapter
from recount.model.book import chapter_fields
from recount.model.decision import Decision, decision_row
from recount.model.record import claim_fields, json_text, report_fields, stamp_fields
from recount.record import is_read, stands_alone
from recount.review.answer import with_decision


def record_parts(
    told: Iterable[ReportTold], chapters: Iterable[Chapter], decisions: Iterable[Decision], rules: Rules
) -> Iterator[str]:
    """The record's text, a piece at a time. `told` are all reports by id, each asked for once."""
    made = list(chapters)
    placed = {claim.id: claim for chapter in made for claim in chapter.claims}
    codebook = load_codebook(rules.own)
    aggregates: list[str] = []
    asides: list[str] = []
    unread: dict[str, int] = {}
    yield '{"recount": ' + json_text(_made_by(rules)) + ',\n"reports": ['
    claims: list[str] = []
    for place, report in enumerate(told):
        document = report.held.document
        yield (
            ("," if place else "")
            + "\n"
            + json_text({**report_fields(document), "recount": stamp_fields(report.held.stamp)})
        )
        settled = [placed.get(c.id) or with_decision(outside(c, codebook)) for c in report.claims]
        claims += [json_text(claim_fields(c, document.text)) for c in settled]
        aggregates += [c.id for c in settled if stands_alone(c)]
        for aside in (*report.held.aside, *report.lost):
            if is_read(aside, settled):
                continue
            words = {"start": aside.span.start, "end": aside.span.end, "text": aside.span.of(document.text)}
            asides.append(json_text({"report": report.held.report, **words, "reason": aside.reason}))
        for language, count in report.held.unread:
            unread[language] = unread.get(language, 0) + count
    yield "],\n" + _list("claims", claims) + ",\n"
    yield _list("incidents", [json_text(chapter_fields(chapter)) for chapter in sorted(made, key=_order)]) + ",\n"
    yield f'"aggregates": {json_text(aggregates)},\n' + _list("set_aside", asides) + ",\n"
    left = [{"language": language, "reports": unread[language]} for language in sorted(unread)]
    rows = [json_text(decision_row(row)) for row in decisions]
    yield f'"unread": {json_text(left)},\n' + _list("decisions", rows) + "}\n"


def _list(name: str, rows: list[str]) -> str:
    return f'"{name}": [' + ",".join(f"\n{row}" for row in rows) + "]"


def _made_by(rules: Rules) -> dict[str, Any]:
    return {"version": version("recount"), "profile": rules.profile.id, "linking": rules.linking.id}


def _order(chapter: Chapter) -> tuple[str, str]:
    when = chapter.incident.when
    return (when.start.isoformat() if when is not None else "9999"), chapter.incident.id
