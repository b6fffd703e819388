"""Bytes to text without a guess: UTF-8, a byte order mark, or the charset that an HTML page declares."""

import codecs
import re

from recount.errors import InputError
from recount.model.document import RawReport, Segment

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BINARY = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
}
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_\-]{2,40})", re.IGNORECASE)
_RUNS = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
# How far into a page its charset is looked for, as browsers do.
_HEAD_BYTES = 4096


def decode(raw: RawReport) -> tuple[str, str, int]:
    """(text, encoding, bytes before the text). Raises InputError for binary or wrongly encoded bytes."""
    _refuse_binary(raw)
    encoding, skip = _encoding(raw)
    try:
        return raw.data[skip:].decode(encoding), encoding, skip
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            try:
                return raw.data[skip:].decode("utf-8"), "utf-8", skip
            except UnicodeDecodeError:
                pass
        raise InputError(
            raw.name, f"byte {skip + error.start} is not {encoding.upper()}", "convert the file to UTF-8"
        ) from error


def _refuse_binary(raw: RawReport) -> None:
    if not raw.data.strip():
        raise InputError(raw.name, "empty", "pass a file that holds a report")
    for magic, what in _BINARY.items():
        if raw.data.startswith(magic):
            raise InputError(raw.name, f"{what}, not text", "pass its text")
    zero = raw.data.find(b"\x00")
    if zero >= 0 and not raw.data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputError(raw.name, f"a zero byte at {zero}: not text", "pass a text or HTML file in UTF-8")


def _encoding(raw: RawReport) -> tuple[str, int]:
    for mark, name in _MARKS:
        if raw.data.startswith(mark):
            return name, len(mark)
    declared = _CHARSET.search(raw.data[:_HEAD_BYTES])
    if declared is None:
        return "utf-8", 0
    name = declared[1].decode("ascii")
    try:
        return codecs.lookup(name).name, 0
    except LookupError:
        return "utf-8", 0


def segments_of(text: str, encoding: str, skip: int) -> tuple[Segment, ...]:
    """The way back from the whole text to its bytes: runs of one byte a character, and runs of several."""
    found = []
    place = skip
    for run in _RUNS.finditer(text):
        size = len(run[0].encode(encoding))
        found.append(Segment(run.start(), run.end(), place, place + size))
        place += size
    return tuple(found)
