"""A PostgreSQL server of the tests' own: Debian's, in a temporary folder, on a socket there, gone when they end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGINT
from time import sleep

_FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
_WAIT = 60  # tries, half a second each


def program(name: str) -> str | None:
    """Where one of the server's programs is; None where it is not installed."""
    beside = [str(folder / name) for folder in _FOLDERS if (folder / name).exists()]
    return shutil.which(name) or next(iter(beside), None)


def missing() -> str | None:
    """Why there can be no server; None where there can."""
    if program("initdb") is None or program("postgres") is None:
        return "PostgreSQL's server is not installed"
    if os.geteuid() == 0 and _other_user() is None:
        return "PostgreSQL's server does not run as root, and there is no user to run it as"
    return None


def _other_user() -> str | None:
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    return None


@contextmanager
def server() -> Iterator[str]:
    """A running server; gives the address of an empty database with `{name}` for its name."""
    user = _other_user() if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="recount-pg-", ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        if user is not None:
            shutil.chown(folder, user)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "user": user, "cwd": folder}
        made = [str(program("initdb")), "-D", str(data), "-U", "recount", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run([*made, *_order_of_letters()], check=True, **quiet)  # type: ignore[call-overload]
        running = [str(program("postgres")), "-D", str(data), "-k", folder, "-c", "listen_addresses="]
        with subprocess.Popen([*running, "-c", "fsync=off"], **quiet) as process:  # type: ignore[call-overload]
            try:
                address = f"postgresql://recount@/{{name}}?host={folder}"
                _wait(address)
                yield address
            finally:
                process.send_signal(SIGINT)  # a stop that waits for no client


def _order_of_letters() -> list[str]:
    """A language's own order, as most servers have, so that no test leans on the order of bytes."""
    able = subprocess.run([str(program("initdb")), "--help"], capture_output=True, text=True, cwd="/").stdout
    return ["--locale=C", "--locale-provider=icu", "--icu-locale=en"] if "--icu-locale" in able else ["--locale=C"]


def _wait(address: str) -> None:
    for _ in range(_WAIT):
        try:
            execute(address, "SELECT 1")
            return
        except Exception:
            sleep(0.5)
    raise RuntimeError("the server did not start")


def execute(address: str, command: str) -> None:
    """Runs one command in the server's own database."""
    import psycopg

    with psycopg.connect(address.format(name="postgres"), autocommit=True) as connection:
        connection.execute(command)  # type: ignore[call-overload]
