"""The index of words: each report's title and text, folded to the same length, so that a place in it is a place in the
text."""

import unicodedata

from sqlalchemy import Connection, text


def folded(words: str) -> str:
    """The words without case and accents, each character at its place."""
    return "".join(_folded(character) for character in words)


def _folded(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character)[:1].casefold()
    return plain if len(plain) == 1 and plain.isprintable() else character


def index_report(connection: Connection, report: str, title: str | None, words: str) -> None:
    """Puts a report into the index, for what was there of it."""
    unindex_report(connection, report)
    connection.execute(
        text("INSERT INTO report_words (report, title, text) VALUES (:report, :title, :words)"),
        {"report": report, "title": _clean(title or ""), "words": _clean(words)},
    )


def _clean(words: str) -> str:
    """Folded, without the two marks by which a match is shown and without null, which no database keeps in text."""
    return folded(words).translate({0: " ", 1: " ", 2: " "})


def is_indexed(connection: Connection, report: str, title: str | None, words: str) -> bool:
    """Whether the index has just these words for a report."""
    row = connection.execute(text("SELECT title, text FROM report_words WHERE report = :report"), {"report": report})
    return [tuple(found) for found in row] == [(_clean(title or ""), _clean(words))]


def unindex_report(connection: Connection, report: str) -> None:
    connection.execute(text("DELETE FROM report_words WHERE report = :report"), {"report": report})
