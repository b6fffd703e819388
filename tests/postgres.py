"""A PostgreSQL server for tests: started from the machine's own programs, in a folder of its own, on a socket."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PLACES = ("/usr/lib/postgresql", "/usr/local/lib/postgresql")
_OTHERS = ("postgres", "nobody")  # who runs it where the tests run as root, whom the server refuses


def missing() -> str | None:
    """Why there can be no server here; None where there can."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed (recount's extra 'postgres')"
    if _programs() is None:
        return "no PostgreSQL server is installed (Debian: apt-get install postgresql)"
    return "no user who may run it" if _runner() is None else None


@contextmanager
def server() -> Iterator[str]:
    """A server that is gone, with all that it kept, at the end. Gives the address of its socket's folder."""
    programs, runner = _programs(), _runner()
    assert programs is not None and runner is not None, missing()
    folder = Path(tempfile.mkdtemp(prefix="recount-pg-", dir="/tmp"))  # a socket's path has to be short
    try:
        if os.getuid() == 0:
            shutil.chown(folder, *runner)
        _run(programs / "initdb", "-D", folder / "data", "-U", "recount", "-A", "trust", "--no-sync", *_LOCALE)
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c max_connections=40"
        _run(programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield str(folder)
        finally:
            _run(programs / "pg_ctl", "-D", folder / "data", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(folder: str, name: str) -> Iterator[str]:
    """An empty database of the server. Gives its address as `recount --store` takes it."""
    import psycopg

    where = f"host={folder} user=recount dbname=postgres"
    with psycopg.connect(where, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[call-overload]
    try:
        yield f"postgresql://recount@/{name}?host={folder}"
    finally:
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[call-overload]


# A language's own order of letters, as most servers have: recount must not lean on the order of bytes.
_LOCALE = ("-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en")


def _programs() -> Path | None:
    """The folder of initdb and pg_ctl, of the newest version that is there."""
    found = shutil.which("pg_ctl") or shutil.which("postgres")
    beside = [Path(found).resolve().parent] if found else []
    installed = [path for place in _PLACES for path in Path(place).glob("*/bin")]
    for path in [*beside, *sorted(installed, key=lambda p: p.parent.name.zfill(4), reverse=True)]:
        if all((path / name).exists() for name in ("initdb", "pg_ctl", "postgres")):
            return path
    return None


def _runner() -> tuple[int, int] | None:
    """The user and group that runs the server."""
    if os.getuid() != 0:
        return os.getuid(), os.getgid()
    known = {user.pw_name: user for user in pwd.getpwall()}
    return next(((known[name].pw_uid, known[name].pw_gid) for name in _OTHERS if name in known), None)


def _run(program: Path, *arguments: str | Path) -> None:
    user, group = _runner() or (None, None)
    other = {"user": user, "group": group, "extra_groups": []} if os.getuid() == 0 else {}
    # No pipe: the server would hold it open as long as it runs.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run([program, *arguments], stdout=said, stderr=said, cwd="/", timeout=120, **other)  # type: ignore[call-overload]
        said.seek(0)
        assert done.returncode == 0, said.read().decode()
