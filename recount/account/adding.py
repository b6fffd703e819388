"""Reports into a store: found, read, and kept a batch at a time, so that what was told as added is on the disk."""

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread, current_thread, main_thread
from time import monotonic

from recount.errors import InputError, RecountError, StoreError
from recount.model.document import RawReport
from recount.model.held import Held
from recount.model.own import Own
from recount.model.reading import Reading
from recount.record import owned_of, read_raw
from recount.text.load import load

BATCH_REPORTS = 64  # kept together, at most
BATCH_SECONDS = 2.0  # that a report that was read waits to be kept, about
_ALONE = 12  # fewer new reports than this are read by this process: another takes seconds to start
_AHEAD = 4  # reports for each worker that wait to be read
_TEXT = (".txt", ".text", ".md", ".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class Refused:
    """A report that could not be read, and why, in one line."""

    name: str
    why: str


@dataclass(slots=True)
class Added:
    """What became of the reports that were given: ids of the new and of those that the store had, and the refused.
    `unread` counts the new ones that no language pack reads, by language; `skipped` are files that are no reports."""

    new: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)

    @property
    def done(self) -> int:
        return len(self.new) + len(self.known) + len(self.refused)


@dataclass(frozen=True, slots=True)
class Task:
    """A report to be read: its bytes, the day that the user gave, and what it is read with."""

    raw: RawReport
    given: date | None
    own: Own


def find_reports(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """The files of these paths in order, folders walked by name; and files in folders that are no text or HTML.

    Raises InputError for a path that is not there.
    """
    found: list[str] = []
    skipped: list[str] = []
    for name in paths:
        path = Path(name)
        if name == "-" or path.is_file():
            found.append(name)
        elif path.is_dir():
            for file in sorted(p for p in path.rglob("*") if p.is_file()):
                hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
                kept = found if file.suffix.lower() in _TEXT and not hidden else skipped
                kept.append(str(file))
        else:
            raise InputError(name, "no such file or folder", "check the path")
    return list(dict.fromkeys(found)), skipped


def loaded(names: Iterable[str], added: Added) -> Iterator[RawReport]:
    """The bytes of each file; those that cannot be had are refused."""
    for name in names:
        try:
            yield replace(load(name), name=name.encode("utf-8", "backslashreplace").decode())  # of bytes no UTF-8 has
        except RecountError as error:
            added.refused.append(Refused(name, str(error)))


def read_all(tasks: Iterable[Task], workers: int) -> Iterator[tuple[RawReport, Held | Refused]]:
    """Each report with its reading, in order. The same for any number of workers."""
    with _readers(workers) as submit:
        waiting: list[tuple[RawReport, Future[Held | Refused] | Held | Refused]] = []
        for task in tasks:
            waiting.append((task.raw, submit(task)))
            if len(waiting) >= (_AHEAD * workers if workers > 1 else 1):
                yield _next(waiting)
        while waiting:
            yield _next(waiting)


def _next(
    waiting: list[tuple[RawReport, Future[Held | Refused] | Held | Refused]],
) -> tuple[RawReport, Held | Refused]:
    raw, found = waiting.pop(0)
    return raw, found.result() if isinstance(found, Future) else found


@contextmanager
def _readers(workers: int) -> Iterator[Callable[[Task], Future[Held | Refused] | Held | Refused]]:
    if workers < 2:
        yield read_one
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_end_with_parent)

    def submit(task: Task) -> Future[Held | Refused]:
        with _deaf_to_ctrl_c():
            return pool.submit(read_one, task)

    try:
        yield submit
    except BrokenProcessPool as error:
        raise StoreError(
            "a process that reads was stopped, maybe for lack of memory; run again with fewer --workers: what was told "
            "as added is kept"
        ) from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _end_with_parent() -> None:
    """A process that reads ends when the one that asked it to does, however that came: else it would wait for ever."""
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Processes that are started meanwhile leave Ctrl-C to this one, which hears of it right after."""
    if not hasattr(signal, "pthread_sigmask") or current_thread() is not main_thread():
        yield
        return
    heard: list[int] = []  # by another thread, for the mask is this one's and its children's
    handler = signal.signal(signal.SIGINT, lambda number, frame: heard.append(number))
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        signal.signal(signal.SIGINT, handler)
        if heard:
            signal.raise_signal(signal.SIGINT)


def workers_for(reports: int, asked: int | None, cores: int) -> int:
    """How many processes read: as asked, else one for few reports and one a core for many."""
    if asked is not None:
        return max(1, asked)
    return 1 if reports < _ALONE else max(1, cores)


def read_one(task: Task) -> Held | Refused:
    """One report's reading; whatever goes wrong with it is its own refusal, and stops no other."""
    try:
        owned = owned_of(task.own.actors, task.own.codebook, task.own.gazetteer)
        return held_of(read_raw(task.raw, task.given, "literal", 1, owned))
    except RecountError as error:
        return Refused(task.raw.name, str(error))
    except Exception as error:
        fault = InputError(task.raw.name, f"a fault of recount, {type(error).__name__}: {error}", "please report it")
        return Refused(task.raw.name, str(fault))


def held_of(reading: Reading) -> Held:
    """What a store keeps of a reading: all that was read, and nothing that was made of it."""
    return Held(reading.document, reading.stamp, reading.as_read, reading.read_aside, reading.sentences, reading.unread)


class Batch:
    """Readings that wait to be kept. `is_due`: it is full, or the first has waited long enough."""

    def __init__(self) -> None:
        self.rows: list[tuple[bytes, Held]] = []
        self._since = monotonic()

    def put(self, data: bytes, held: Held) -> None:
        if not self.rows:
            self._since = monotonic()
        self.rows.append((data, held))

    @property
    def is_due(self) -> bool:
        return len(self.rows) >= BATCH_REPORTS or (bool(self.rows) and monotonic() - self._since > BATCH_SECONDS)

    def taken(self) -> list[tuple[bytes, Held]]:
        rows, self.rows = self.rows, []
        return rows
