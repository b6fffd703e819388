"""What every command does alike: how it prints, refuses and writes files."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Annotated, Any

import typer

from recount.errors import InputError, RecountError
from recount.view.glyphs import one_line

GazetteerOption = Annotated[
    Path | None,
    typer.Option(
        "--gazetteer", metavar="FILE", envvar="RECOUNT_GAZETTEER", help="A gazetteer of your own for the shipped one."
    ),
]

# Typer's own class for bad usage has no public name that every supported version shares.
UsageError: Any = typer.BadParameter.__base__


class NobodyReadsError(Exception):
    """Whoever read the output has gone; not an OSError, since the command-line library would end the program on one."""


@contextmanager
def said_plainly(name: str) -> Iterator[None]:
    """Turns whatever goes wrong with one report into a RecountError, so that one bad report never stops the rest."""
    try:
        yield
    except (RecountError, NobodyReadsError):
        raise
    except OSError as error:
        raise as_input_error(error, name) from error
    except Exception as error:
        raise InputError(name, f"a fault of recount, {type(error).__name__}: {error}", "please report it") from error


def as_input_error(error: OSError, name: str) -> InputError:
    where = str(error.filename or name)
    return InputError(where, error.strerror or str(error), "check the path, its rights and the disk")


def day_of(typed: str | None, option: str = "--date") -> date | None:
    if typed is None:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise UsageError(f"{option}: '{typed}' is no day; write it as YYYY-MM-DD") from None


def tell(line: str) -> None:
    """One line on stderr. The words of a report or a file name may stand in it, so it is made safe to show."""
    sys.stderr.write(f"recount: {one_line(line)}\n")
    sys.stderr.flush()


def write(text: str) -> None:
    """To stdout as UTF-8, whatever the locale says: a record is UTF-8."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        raise NobodyReadsError from error


def let_go_of_stdout() -> None:
    """Points stdout at nothing, so that Python's own last flush does not complain of a closed pipe or a full disk."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class ProgressLine:
    """Progress on stderr: one line that changes on a terminal, else a line every ten seconds."""

    def __init__(self) -> None:
        self._lively = sys.stderr.isatty()
        self._shown = monotonic()
        self._wrote = False

    def is_due(self) -> bool:
        """Whether a line is wanted now; asked before one is made."""
        return monotonic() - self._shown >= (0.2 if self._lively else 10.0)

    def show(self, line: str) -> None:
        self._shown, self._wrote = monotonic(), True
        sys.stderr.write(f"\r{line:<78}" if self._lively else f"recount: {line}\n")
        sys.stderr.flush()

    def end(self) -> None:
        """Takes the line away, so that nothing is written over it."""
        if self._lively and self._wrote:
            sys.stderr.write(f"\r{'':<78}\r")
