"""The index of words: each report's title and text, folded to the same length, so that a place in it is a place in the
text."""

import unicodedata

from sqlalchemy import Connection, text

_DIGITS = 15  # of a report's hash, that make its row's number: 60 bits, and no two alike in any archive


def folded(words: str) -> str:
    """The words without case and accents, each character at its place."""
    return "".join(_folded(character) for character in words)


def _folded(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character)[:1].casefold()
    return plain if len(plain) == 1 and plain.isprintable() else character


def index_report(connection: Connection, report: str, title: str | None, words: str) -> None:
    """Puts a report into the index, for what was there of it."""
    unindex_report(connection, report)
    named = "rowid, report" if _is_sqlite(connection) else "report"
    values = ":row, :report" if _is_sqlite(connection) else ":report"
    connection.execute(
        text(f"INSERT INTO report_words ({named}, title, text) VALUES ({values}, :title, :words)"),
        {**_key(connection, report), "report": report, "title": _clean(title or ""), "words": _clean(words)},
    )


def is_indexed(connection: Connection, report: str, title: str | None, words: str) -> bool:
    """Whether the index has just these words for a report."""
    query = f"SELECT report, title, text FROM report_words WHERE {_where(connection)}"
    rows = connection.execute(text(query), _key(connection, report))
    return [tuple(found) for found in rows] == [(report, _clean(title or ""), _clean(words))]


def unindex_report(connection: Connection, report: str) -> None:
    connection.execute(text(f"DELETE FROM report_words WHERE {_where(connection)}"), _key(connection, report))


def clear_index(connection: Connection) -> None:
    """Takes every report out of the index."""
    connection.execute(text("DELETE FROM report_words"))


def _clean(words: str) -> str:
    """Folded, without the two marks by which a match is shown and without null, which no database keeps in text."""
    return folded(words).translate({0: " ", 1: " ", 2: " "})


def _where(connection: Connection) -> str:
    return "rowid = :row" if _is_sqlite(connection) else "report = :report"


def _key(connection: Connection, report: str) -> dict[str, object]:
    """What a report's row is found by; SQLite's index finds a row fast by its number alone."""
    return {"row": int(report.removeprefix("sha256:")[:_DIGITS], 16)} if _is_sqlite(connection) else {"report": report}


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"
