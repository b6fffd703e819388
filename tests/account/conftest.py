"""Stores for tests, filled from the shipped story; each report is read once for all of them."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

import recount.account.adding as adding
import recount.account.open as opening
from recount.account.open import Account, open_store
from recount.record import read_raw

STORY = Path(__file__).parents[2] / "examples" / "terminal-blast"


@cache
def _read(raw, published, profile, threads, own):  # type: ignore[no-untyped-def]
    return read_raw(raw, published, profile, threads, own)


@pytest.fixture(autouse=True)
def reads_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "read_raw", _read)
    monkeypatch.setattr(opening, "read_raw", _read)


@pytest.fixture
def story() -> list[str]:
    return [str(path) for path in sorted(STORY.glob("*.html"))]


@pytest.fixture
def new_account(tmp_path: Path) -> Iterator[Callable[[], Account]]:
    """Makes empty stores, each with a file of its own."""
    made: list[Account] = []

    def make() -> Account:
        made.append(open_store(tmp_path / f"{len(made)}.db"))
        return made[-1]

    yield make
    for account in made:
        account.close()


@pytest.fixture
def account(new_account: Callable[[], Account], story: list[str]) -> Account:
    """A store with the whole story in it."""
    made = new_account()
    made.add(story, workers=1)
    return made
