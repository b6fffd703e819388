"""Opens a store: SQLite in one file, or PostgreSQL by its address. Every failure of the database is one StoreError."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from recount.errors import StoreError
from recount.store.migrate import HEAD, revision_of, upgrade
from recount.store.settings import TO_REBUILD, keep_setting

WAIT_SECONDS = 60  # for another program that writes, before the store is said to be locked
_LOCK = 0x7265636F756E74  # PostgreSQL's number for the one lock of those who write
_WRITES = "recount_writes"
_MAGIC = b"SQLite format 3\0"


class Store:
    """One database. `read` and `write` are transactions: what `write` did is on the disk, whole, when it ends."""

    def __init__(self, where: str, engine: Engine) -> None:
        self.where = where
        self._engine = engine

    @property
    def is_sqlite(self) -> bool:
        return self._engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the store throughout."""
        with self._told_plainly(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction of the one program that writes now; others wait. Nothing of it stands if it raises."""
        with self._told_plainly(), self._engine.connect() as connection:
            writing = connection.execution_options(**{_WRITES: True})
            if not self.is_sqlite:  # a snapshot would be of before the lock, without what was written by then
                writing = writing.execution_options(isolation_level="READ COMMITTED")
            with writing.begin():
                if not self.is_sqlite:
                    writing.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
                    writing.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
                yield writing

    @contextmanager
    def outside(self) -> Iterator[Connection]:
        """A connection without a transaction, for what the database does not do inside of one."""
        with self._told_plainly(), self._engine.connect() as connection:
            yield connection.execution_options(isolation_level="AUTOCOMMIT")

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, SQLAlchemyError) as error:
            raise _as_store_error(self.where, error) from error
        except UnicodeDecodeError as error:
            raise StoreError(f"{self.where}: damaged: a text in it is no text; take it from a backup") from error


def open_database(where: str, create: bool = True) -> Store:
    """The store at a path, or at a postgresql:// address, with the newest tables.

    Raises StoreError where there is none and `create` is False, where the file is no store, where it was made by a
    newer recount, and where the database cannot be reached.
    """
    postgres = where.startswith(("postgresql:", "postgres:"))
    if not postgres:
        _check_path(where, create)
    try:
        engine = _postgres(where) if postgres else _sqlite(where)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise _not_openable(where, error) from error
    store = Store(shown(where), engine)
    try:
        _bring_up(store, where, create)
    except BaseException:
        store.close()
        raise
    return store


def shown(where: str) -> str:
    """The address without its password."""
    return re.sub(r"(?<=//)([^/@:]*):[^/@]*@", r"\1:***@", where)


def _check_path(where: str, create: bool) -> None:
    if "://" in where:
        raise StoreError(f"{shown(where)}: a store is a file, or postgresql://user@host/name")
    path = Path(where)
    if path.is_dir():
        raise StoreError(f"{where}: a folder, not a store; name a file such as recount.db")
    if not path.exists() and not create:
        raise StoreError(f"{where}: no store there; make one with: recount add REPORTS --store {where}")
    if not path.exists() and not path.absolute().parent.is_dir():
        raise StoreError(f"{where}: there is no folder {path.parent}; make it first")
    if path.is_file() and not _is_sqlite_or_empty(path):  # SQLite would write over a short file of something else
        raise StoreError(f"{where}: no store of recount; name another file")


def _is_sqlite_or_empty(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) in (_MAGIC, b"")
    except OSError as error:
        raise StoreError(f"{path}: it cannot be opened ({error.strerror}); check its permissions") from error


def _sqlite(where: str) -> Engine:
    engine = create_engine(f"sqlite:///{Path(where).absolute()}", connect_args={"timeout": WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # recount begins its transactions itself
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        know_letters(connection)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("isolation_level") != "AUTOCOMMIT":
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(_WRITES) else "BEGIN")

    return engine


def know_letters(connection: Any) -> None:
    """Gives an SQLite connection a lower() of all letters; its own knows ASCII alone."""
    connection.create_function("lower", 1, _lower, deterministic=True)


def _lower(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _postgres(where: str) -> Engine:
    url = make_url(where).set(drivername="postgresql+psycopg")
    return create_engine(url, isolation_level="REPEATABLE READ", pool_pre_ping=True)


def _bring_up(store: Store, where: str, create: bool) -> None:
    """Brings the tables to the newest form; a new store gets them."""
    with store.read() as connection:
        found = revision_of(connection, shown(where))
    if found == HEAD:
        return
    if found is None and not create:
        raise StoreError(f"{shown(where)}: no store there; make one with: recount add REPORTS --store {shown(where)}")
    with store.write() as connection:
        upgrade(connection)
        if found is not None:
            keep_setting(connection, TO_REBUILD, found)


def _as_store_error(where: str, error: SQLAlchemyError) -> StoreError:
    said = str(getattr(error, "orig", None) or error).split("\n")[0]
    for words, what in _FAULTS:
        if words in said.casefold():
            return StoreError(f"{where}: {what}")
    return StoreError(f"{where}: the database refuses ({said}); nothing of this step was kept")


_FAULTS = (
    ("database is locked", "another program has been writing to it for a minute; try again when it is done"),
    ("lock timeout", "another program has been writing to it for a minute; try again when it is done"),
    ("database or disk is full", "the disk is full; make room and run again: nothing that was added before is lost"),
    ("no space left", "the disk is full; make room and run again: nothing that was added before is lost"),
    ("disk i/o error", "the disk cannot be written or read; check it and run again: what was added before stands"),
    ("readonly database", "it cannot be written; check its permissions"),
    ("unable to open database file", "it cannot be opened; check the path and its permissions"),
    ("file is not a database", "no store of recount; name another file"),
    ("database disk image is malformed", "the file is damaged; take it from a backup, or add the reports anew"),
    ("connection refused", "no database answers there; start it, or check the address"),
    ("no such file or directory", "no database answers there; start it, or check the address"),
    ("password authentication failed", "the database refuses the name or the password"),
    ("no password supplied", "the database asks for a password; write it in the address, or in ~/.pgpass"),
    ("could not translate host name", "no such host; check the address"),
    ("failed to resolve host", "no such host; check the address"),
    ("does not exist", "no such database or role there; make it first, or check the address"),
    ("permission denied", "the database's role may not write there; grant it, or name another"),
    ("server closed the connection", "the database was stopped; run again: what was added before stands"),
    ("terminating connection", "the database was stopped; run again: what was added before stands"),
)


def _not_openable(where: str, error: Exception) -> StoreError:
    if isinstance(error, ArgumentError):
        return StoreError(f"{shown(where)}: no address of a database; write postgresql://user@host/name")
    return StoreError(
        f"{shown(where)}: recount's extra for PostgreSQL is not installed; pip install 'recount[postgres]'"
    )
