"""Full-text search over reports: all words must stand in one, in any case and with or without accents."""

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, text

from recount.errors import StoreError
from recount.store.index import folded
from recount.store.kept import held_reports

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w+")
_AROUND = 60  # characters on each side of the words in a snippet
_OPEN, _SHUT = "\x01", "\x02"


@dataclass(frozen=True, slots=True)
class Hit:
    """A report in which the words stand. `start`, `end`: code points of the first of them in its text (None where they
    stand in the title alone); `snippet` is the text around."""

    report: str
    title: str | None
    published: date | None
    snippet: str
    start: int | None
    end: int | None


def search(connection: Connection, words: str, limit: int) -> list[Hit]:
    """The reports that have all these words (and "phrases"), the likeliest first, at most `limit`.

    Raises StoreError where there is no word to look for.
    """
    phrases = [_WORD.findall(folded(a or b)) for a, b in _TERM.findall(words)]
    phrases = [phrase for phrase in phrases if phrase]
    if not phrases:
        raise StoreError(f"'{words}' has no word to look for; give one or more")
    look = _sqlite if connection.dialect.name == "sqlite" else _postgres
    rows = look(connection, phrases, limit)
    documents = {held.report: held.document for held in held_reports(connection, [report for report, _ in rows])}
    hits = []
    for report, marked in rows:
        document = documents[report]
        start, end = _place(marked)
        snippet = _snippet(document.text, start, end)
        hits.append(Hit(report, document.title, document.published, snippet, start, end))
    return hits


def _sqlite(connection: Connection, phrases: list[list[str]], limit: int) -> list[tuple[str, str]]:
    wanted = " ".join('"' + " ".join(phrase) + '"' for phrase in phrases)
    rows = connection.execute(
        text(
            "SELECT report, highlight(report_words, 2, :open, :shut) AS marked FROM report_words "
            "WHERE report_words MATCH :wanted ORDER BY bm25(report_words), report LIMIT :limit"
        ),
        {"open": _OPEN, "shut": _SHUT, "wanted": wanted, "limit": limit},
    )
    return [(row.report, row.marked) for row in rows]


def _postgres(connection: Connection, phrases: list[list[str]], limit: int) -> list[tuple[str, str]]:
    names = [f"p{i}" for i in range(len(phrases))]
    query = " && ".join(f"phraseto_tsquery('simple', :{name})" for name in names)
    rows = connection.execute(
        text(
            f"SELECT report, ts_headline('simple', text, {query}, :marks) AS marked FROM report_words "
            f"WHERE words @@ ({query}) ORDER BY ts_rank(words, {query}) DESC, report LIMIT :limit"
        ),
        {
            **{name: " ".join(phrase) for name, phrase in zip(names, phrases, strict=True)},
            "marks": f'StartSel="{_OPEN}", StopSel="{_SHUT}", HighlightAll=true',
            "limit": limit,
        },
    )
    return [(row.report, row.marked) for row in rows]


def _place(marked: str) -> tuple[int, int] | tuple[None, None]:
    start = marked.find(_OPEN)
    return (None, None) if start < 0 else (start, marked.index(_SHUT) - 1)


def _snippet(words: str, start: int | None, end: int | None) -> str:
    """The words with what stands around them, cut at spaces."""
    first = max(0, (start or 0) - _AROUND)
    last = min(len(words), (end or 0) + _AROUND)
    cut = words[first:last]
    before = "\u2026" if first else ""
    after = "\u2026" if last < len(words) else ""
    return before + " ".join(cut.split()) + after
