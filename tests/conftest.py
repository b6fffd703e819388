"""Tests mirror recount/; `making` has their makers."""

import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))  # `eval`, which is not installed

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server's address, with `{name}` for a database's name; skips where there can be none."""
    from server import missing, server

    why = missing()
    if why is not None:
        pytest.skip(why)
    with server() as pattern:
        yield pattern


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty store can be made, on each database."""
    if request.param == "sqlite":
        return str(tmp_path / "store.db")
    from server import execute

    pattern = request.getfixturevalue("postgres")
    name = f"store{next(_NUMBERS)}"
    execute(pattern, f"CREATE DATABASE {name}")
    return str(pattern.format(name=name))
