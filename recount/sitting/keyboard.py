"""Keys and lines from a person: single keys without Enter on a terminal, lines from anything else."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_ESCAPE = b"\x1b"
_REST_OF_SEQUENCE = re.compile(rb"^(?:\[[0-?]*[ -/]*[@-~]|O.)")  # what an arrow or its kind sends after the escape


class Keyboard:
    """Reads an open file descriptor. On a terminal a key counts when it is pressed; otherwise a line's first character
    does, and an empty line is Enter, so that a review can be scripted. "" is the end of input."""

    def __init__(self, descriptor: int, ask: Callable[[str], None]) -> None:
        self._descriptor, self._ask = descriptor, ask
        self._waiting = b""
        self.has_keys = os.isatty(descriptor) and _has_terminals()

    def key(self) -> str:
        """One key; "\\n" for Enter, "" where there is no more input. Arrows and their kind are passed over."""
        if not self.has_keys:
            line = self.line("")
            return "" if line is None else line.strip()[:1] or "\n"
        with _key_by_key(self._descriptor):
            while True:
                pressed = self._character()
                if pressed != _ESCAPE:
                    return pressed.decode("utf-8", "replace").replace("\r", "\n").replace("\x04", "")
                self._waiting = _REST_OF_SEQUENCE.sub(b"", self._waiting, count=1)

    def line(self, question: str) -> str | None:
        """A line after `question`, without its end; None where there is no more input."""
        if question:
            self._ask(question)
        while b"\n" not in self._waiting:
            more = os.read(self._descriptor, 4096)
            if not more:
                rest, self._waiting = self._waiting, b""
                return rest.decode("utf-8", "replace") if rest else None
            self._waiting += more
        line, _, self._waiting = self._waiting.partition(b"\n")
        typed = line.decode("utf-8", "replace").rstrip("\r")
        if question and not self.has_keys:
            self._ask(f"{typed}\n")  # nobody saw it typed
        return typed

    def _character(self) -> bytes:
        """The bytes of one character."""
        if not self._waiting:
            self._waiting = os.read(self._descriptor, 4096)
        size = _length(self._waiting[:1])
        while self._waiting and len(self._waiting) < size:
            self._waiting += os.read(self._descriptor, 4096) or b"?"
        taken, self._waiting = self._waiting[:size], self._waiting[size:]
        return taken


def _length(first: bytes) -> int:
    """How many bytes a UTF-8 character has, by its first."""
    lead = first[0] if first else 0
    return 4 if lead >= 0xF0 else 3 if lead >= 0xE0 else 2 if lead >= 0xC0 else 1


def _has_terminals() -> bool:
    """Whether this system can read single keys (Windows cannot, in this way: there a key is a line)."""
    try:
        import termios  # noqa: F401
    except ImportError:
        return False
    return True


@contextmanager
def _key_by_key(descriptor: int) -> Iterator[None]:
    """The terminal without line editing and echo while a key is read; as it was before, whatever happens."""
    import termios
    import tty

    before = termios.tcgetattr(descriptor)
    tty.setcbreak(descriptor, termios.TCSADRAIN)  # what was typed ahead is kept
    try:
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
