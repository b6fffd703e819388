"""Bytes in: from a path, from standard input, or from a string."""

import sys
from hashlib import sha256
from pathlib import Path

from recount.errors import InputError
from recount.model.document import RawReport

# One report; an archive of reports is read by other doors. The longest news reports have some 100,000 bytes.
LARGEST_BYTES = 5_000_000


def load(name: str) -> RawReport:
    """The bytes of a file, or of standard input for "-". Raises InputError where they are missing or too many."""
    data = _read_stdin() if name == "-" else _read_path(name)
    if len(data) > LARGEST_BYTES:
        raise InputError(
            name, f"more than {LARGEST_BYTES:,} bytes, which is no single report", "split it into its reports"
        )
    return _raw(name, data)


def raw_of(text: str) -> RawReport:
    """A string as a report; its bytes are its UTF-8."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError("text", f"a lone surrogate at {error.start}", "pass well-formed Unicode") from error
    if len(data) > LARGEST_BYTES:
        raise InputError("text", f"more than {LARGEST_BYTES:,} bytes, which is no single report", "split it")
    return _raw("text", data)


def _raw(name: str, data: bytes) -> RawReport:
    return RawReport(data=data, name=name, sha256=sha256(data).hexdigest())


def _read_stdin() -> bytes:
    return sys.stdin.buffer.read(LARGEST_BYTES + 1)


def _read_path(name: str) -> bytes:
    path = Path(name)
    try:
        if path.is_dir():
            raise InputError(name, "a folder, not a report", "name the files in it")
        with path.open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(name, "no such file", "check the path") from error
    except OSError as error:
        raise InputError(name, f"cannot be opened ({error.strerror})", "check its permissions") from error
