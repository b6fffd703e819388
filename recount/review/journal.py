"""The file of a report's decisions: JSON Lines, one row a decision, only ever added to."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from recount.errors import InputError
from recount.model.decision import Decision, decision_of, decision_row
from recount.review.decide import said_plainly


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file, in its order; none where there is no file yet.

    A last line that was cut off while it was written was never told as saved, and is left out. Raises InputError that
    names the line of any other fault, a row that was changed after it was made included.
    """
    lines = _whole_lines(_bytes_of(path))
    return tuple(_decision(path, number, line) for number, line in enumerate(lines, start=1) if line.strip())


def append_decisions(path: Path, decisions: Sequence[Decision]) -> None:
    """Adds rows to the file, on the disk when this returns. A line that was cut off before is taken away first.

    Raises InputError where the file cannot be written; then what it had stands.
    """
    text = "".join(json.dumps(decision_row(row), ensure_ascii=False) + "\n" for row in decisions)
    try:
        with path.open("a+b") as file:
            _cut_torn_line(path, file.fileno())
            os.write(
                file.fileno(), text.encode("utf-8", "surrogatepass")
            )  # one write: there whole, or cut off at its end
            os.fsync(file.fileno())
    except OSError as error:
        raise _unusable(path, error) from error


def _cut_torn_line(path: Path, file: int) -> None:
    data = path.read_bytes()
    whole = data.rfind(b"\n") + 1
    if whole < len(data):
        os.ftruncate(file, whole)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise _unusable(path, error) from error


def _whole_lines(data: bytes) -> list[bytes]:
    return data[: data.rfind(b"\n") + 1].split(b"\n")


def _decision(path: Path, number: int, line: bytes) -> Decision:
    try:
        row = json.loads(line)
        if not isinstance(row, dict):
            raise ValueError("no JSON object")
        return decision_of(row)
    except ValidationError as error:
        fault = said_plainly(error)
    except ValueError as error:
        fault = str(error)
    raise InputError(f"{path}, line {number}", f"no decision of recount ({fault})", "mend the line or take it out")


def _unusable(path: Path, error: OSError) -> InputError:
    return InputError(
        str(path), f"cannot be used for decisions ({error.strerror})", "check the path, its rights and the disk"
    )
