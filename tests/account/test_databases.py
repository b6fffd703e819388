"""The account on both databases: the same reports, decisions and questions give the same, to the byte."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from recount.account.open import Account, open_store
from recount.store.views import Filter


def clock() -> datetime:
    return datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def kept(address: str, story: list[str]) -> Iterator[Account]:
    with open_store(address) as made:
        made.add(story, workers=1)
        yield made


def decided(account: Account) -> Account:
    """With a merge that was taken back, a split, and an incident that a person has accepted."""
    molave, pagadian = (row.id for row in account.incidents())
    (merge,) = account.decide("merge", [molave, pagadian], by="Ana", clock=clock)
    account.undo(merge.id, by="Ana", clock=clock)
    molave, pagadian = (row.id for row in account.incidents())
    account.decide("split", [pagadian, account.show(pagadian).claims[0].id], by="Ben", clock=clock)
    account.decide("accept", [molave], by="Ana", clock=clock)
    return account


def test_the_record_is_the_same(kept: Account, account: Account, tmp_path: Path) -> None:
    for number, one in enumerate((decided(kept), decided(account))):
        one.export(tmp_path / f"{number}.json")
    assert (tmp_path / "0.json").read_bytes() == (tmp_path / "1.json").read_bytes()
    kept.rebuild()
    kept.export(tmp_path / "2.json")
    assert (tmp_path / "2.json").read_bytes() == (tmp_path / "1.json").read_bytes()
    assert kept.verify().is_whole


@pytest.mark.parametrize(
    "asked",
    [
        Filter(),
        Filter(place="MOLA"),
        Filter(country="ph", since=date(2021, 3, 9), until=date(2021, 3, 9)),
        Filter(box=(123.4, 7.7, 123.5, 7.9)),
        Filter(actor="highland", contested=True),
        Filter(kind="remote", least_killed=4, asks=False),
        Filter(reviewed=True),
        Filter(reports=frozenset()),
    ],
)
def test_questions_have_the_same_answers(kept: Account, account: Account, asked: Filter) -> None:
    assert kept.incidents(asked) == account.incidents(asked)
    day = date(2021, 3, 10)
    assert kept.incidents(asked, as_of=day) == account.incidents(asked, as_of=day)


def test_what_is_shown_is_the_same(kept: Account, account: Account) -> None:
    for row in account.incidents():
        assert kept.show(row.id) == account.show(row.id)
        assert kept.history(row.id) == account.history(row.id)


def test_the_same_reports_are_found(kept: Account, account: Account) -> None:
    for words in ("police", "bus terminal", '"bus terminal"', "PAGADIAN", "nothing-of-this-kind"):
        assert {hit.report for hit in kept.search(words)} == {hit.report for hit in account.search(words)}


def test_a_redaction_leaves_the_same_account(kept: Account, account: Account) -> None:
    report = account.reports()[0].id
    for one in (kept, account):
        one.redact(report, reason="asked by the family", by="Ana")
        assert one.verify().is_whole
    assert kept.incidents() == account.incidents()
