"""Commands of recount in a process of their own, that can be killed: they read invented reports without a parser."""

import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from itertools import groupby
from multiprocessing import get_context
from tempfile import TemporaryFile

import stored

import recount.account.adding as adding
from recount.cli import run

_LONGEST = 120  # seconds that a command may take


class Command:
    """`Command("add", "reports")` begins at once. Several commands, parted by "+", are run one after another.

    The process is forked, so that it need not load what this one has loaded, and keeps few reports at a time, so that
    a kill has many moments to meet. `before` is called in it first.
    """

    def __init__(self, *words: str, before: Callable[[], None] | None = None) -> None:
        self._said, self._told = TemporaryFile(), TemporaryFile()  # noqa: SIM115
        self._process = get_context("fork").Process(target=self._run, args=(words, before))
        self._process.start()

    def _run(self, words: tuple[str, ...], before: Callable[[], None] | None) -> None:
        for number, file in ((1, self._said), (2, self._told)):
            os.dup2(file.fileno(), number)
        sys.stdout, sys.stderr = (open(number, "w", closefd=False) for number in (1, 2))  # noqa: SIM115
        signal.signal(signal.SIGINT, signal.default_int_handler)
        gc.callbacks.clear()  # of other tests' tools: a signal that comes while one runs is lost
        gc.freeze()
        adding.read_raw = stored.read_plain
        adding.BATCH_REPORTS = 2
        if before is not None:
            before()
        commands = [list(part) for is_end, part in groupby(words, lambda word: word == "+") if not is_end]
        code = max(run(command) for command in commands)
        sys.stdout.flush()
        os._exit(code)  # nothing of this process's tests is to be ended here

    @property
    def said(self) -> str:
        """What it has written to stdout by now."""
        return _whole(self._said.fileno())

    @property
    def told(self) -> str:
        """As `said`, of stderr."""
        return _whole(self._told.fileno())

    @property
    def is_running(self) -> bool:
        return self._process.is_alive()

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Until that is so, or the command has ended."""
        while self.is_running and not is_so():
            time.sleep(0.005)

    def send(self, number: signal.Signals) -> None:
        if self.is_running and self._process.pid is not None:
            os.kill(self._process.pid, number)

    def end(self) -> int:
        """Waits for its end and returns its exit code; below 0 that of the signal that ended it."""
        self._process.join(_LONGEST)
        assert self._process.exitcode is not None, "it does not end"
        return self._process.exitcode


def _whole(descriptor: int) -> str:
    return os.pread(descriptor, os.fstat(descriptor).st_size, 0).decode("utf-8", "replace")
