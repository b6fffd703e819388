"""What goes wrong around a store: kills, Ctrl-C, a full disk, old tables. What was told as kept is there, once."""

import json
import os
import random
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from commanded import Command
from sqlalchemy import text
from stored import write_reports

from recount.account.open import Account, open_store
from recount.errors import StoreError
from recount.store.migrate import downgrade, upgrade
from recount.store.open import open_database
from recount.store.schema import ADDED_ONLY

REPORTS = 24
LIMIT_BYTES = 700_000  # of any file that the process with a full disk writes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_reports(tmp_path / "reports", REPORTS)
    return tmp_path / "reports"


def adding(folder: Path, address: str, *words: str, before: Callable[[], None] | None = None) -> Command:
    """`recount add` of a folder, or of a file."""
    return Command("add", str(folder), "--store", address, "--workers", "1", *words, before=before)


def filled(folder: Path, address: str) -> None:
    process = adding(folder, address)
    assert process.end() == 0, process.told


def record_of(account: Account, folder: Path) -> str:
    account.export(folder / "record.json")
    return (folder / "record.json").read_text(encoding="utf-8")


def reports_in(address: str) -> int:
    """How many reports the store has, as another program sees it; -1 where there are no tables yet."""
    try:
        with open_store(address, create=False) as account:
            return len(account.reports())
    except StoreError:
        return -1


def is_whole(address: str) -> bool:
    """Whether every kept row, and the account that is made of them, are as they should be."""
    with open_store(address) as account:
        return account.verify().is_whole


def test_an_add_that_is_killed_at_any_moment_goes_on_and_doubles_nothing(
    address: str, folder: Path, tmp_path: Path
) -> None:
    drawn = random.Random(3)
    for reports in (0, 2, 9, 17):
        process = adding(folder, address)
        process.wait_until(lambda least=reports: reports_in(address) >= least)  # type: ignore[misc]
        time.sleep(drawn.random() * 0.05)
        process.send(signal.SIGKILL)
        process.end()
        assert reports_in(address) >= reports
        assert is_whole(address)
    filled(folder, address)
    filled(folder, str(tmp_path / "other.db"))
    with open_store(address) as account, open_store(tmp_path / "other.db") as other:
        assert len(account.reports()) == REPORTS
        assert record_of(account, tmp_path) == record_of(other, tmp_path)


def test_decisions_that_were_told_outlive_a_kill(address: str, folder: Path) -> None:
    filled(folder, address)
    with open_store(address) as account:
        claims = [claim.id for row in account.incidents() for claim in account.show(row.id).claims]
    for turn in range(3):
        some = claims[turn * 8 : turn * 8 + 8]
        words = [f"+ decide accept {key} --by Ana --json --store {address}".split() for key in some]
        process = Command(*(word for command in words for word in command))
        process.wait_until(lambda on=process: '"id"' in on.said)  # type: ignore[misc]
        time.sleep(random.Random(turn).random() * 0.1)
        process.send(signal.SIGKILL)
        process.end()
        told = set(re.findall(r'"id": ?"(\w+)"', process.said))
        with open_store(address) as account:
            kept = {row.id: row.subjects for row in account.decisions()}
        assert told and told <= kept.keys()
        assert len(set(kept.values())) == len(kept)
        assert is_whole(address)


def test_ctrl_c_ends_an_add_with_130_and_what_was_added_stays(address: str, tmp_path: Path) -> None:
    write_reports(tmp_path / "many", 1000)
    process = adding(tmp_path / "many", address)
    process.wait_until(lambda: reports_in(address) >= 4)
    process.send(signal.SIGINT)
    assert (process.end(), process.said) == (130, "")
    told = re.fullmatch(r"recount: stopped; (\d+) were added and stay so; the same command goes on\n", process.told)
    kept = reports_in(address)
    assert told and int(told[1]) <= kept <= int(told[1]) + 2  # those that were kept as it was stopped may be untold
    assert 4 <= kept < 1000 and is_whole(address)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_processes_that_read_end_with_the_one_that_asked(tmp_path: Path, folder: Path, number: signal.Signals) -> None:
    """A terminal sends Ctrl-C to all of them; those that read for `add` say nothing of it, and outlive no kill."""
    arguments = [sys.executable, "-m", "recount.cli", "add", str(folder), "--workers", "2"]
    process = subprocess.Popen(
        [*arguments, "--store", str(tmp_path / "a.db")], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while not (started := children_of(process.pid)) and process.poll() is None:
        time.sleep(0.02)
    if number is signal.SIGINT:
        os.killpg(process.pid, number)
    else:
        process.kill()
    told = process.communicate(timeout=60)[1]  # at the end of all that have its output open
    assert process.returncode == (130 if number is signal.SIGINT else -number)
    assert started and ("Traceback" not in told or number is signal.SIGKILL)


def children_of(pid: int) -> list[str]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    if not path.exists():
        pytest.skip("this system does not tell of a process's children")
    return path.read_text().split()


def test_a_full_disk_is_one_line_and_the_same_command_goes_on(tmp_path: Path) -> None:
    folder, address = tmp_path / "reports", str(tmp_path / "a.db")
    write_reports(folder, 120)

    def no_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT_BYTES, LIMIT_BYTES))

    process = adding(folder, address, before=no_room)
    assert process.end() == 2
    assert process.told.count("\n") == 1 and "disk" in process.told
    assert 0 < reports_in(address) < 120 and is_whole(address)
    filled(folder, address)
    assert reports_in(address) == 120 and is_whole(address)


def test_two_adds_at_once_add_each_report_once(address: str, folder: Path, tmp_path: Path) -> None:
    both = [adding(folder, address, "--json") for _ in range(2)]
    assert [process.end() for process in both] == [0, 0]
    told = [json.loads(process.said) for process in both]
    assert sorted(key for one in told for key in one["new"]) == sorted({key for one in told for key in one["new"]})
    assert sum(len(one["new"]) for one in told) == reports_in(address) == REPORTS
    assert is_whole(address)


def test_who_reads_sees_one_state_while_another_writes(address: str, folder: Path) -> None:
    filled(folder / "00000.txt", address)
    store = open_database(address)
    with store.read() as connection:
        before = connection.execute(text("SELECT count(*) FROM report")).scalar()
        filled(folder, address)
        assert connection.execute(text("SELECT count(*) FROM report")).scalar() == before == 1
    with store.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM report")).scalar() == REPORTS
    store.close()


def test_tables_go_down_and_up_and_the_account_is_made_again(address: str, folder: Path, tmp_path: Path) -> None:
    filled(folder, address)
    with open_store(address) as account:
        account.decide("merge", [row.id for row in account.incidents()][:2], by="Ana")
        before = record_of(account, tmp_path)
    store = open_database(address)
    with store.write() as connection:
        downgrade(connection, "0001")
        upgrade(connection)
    store.close()
    with open_store(address) as account:
        account.rebuild()
        assert record_of(account, tmp_path) == before
        assert account.verify().is_whole
        assert account.search("Dunya")


def test_an_older_form_is_brought_up_when_it_is_opened(address: str, folder: Path, tmp_path: Path) -> None:
    filled(folder, address)
    with open_store(address) as account:
        before = record_of(account, tmp_path)
        listed = account.incidents()
    store = open_database(address)
    with store.write() as connection:
        downgrade(connection, "0001")
    store.close()
    with open_store(address) as account:
        assert account.incidents() == listed and account.verify().is_whole
        assert record_of(account, tmp_path) == before


def test_every_kept_table_is_guarded(address: str, folder: Path) -> None:
    filled(folder, address)
    with open_store(address) as account:
        account.decide("accept", [account.incidents()[0].id], by="Ana")
    store = open_database(address)
    for table in ADDED_ONLY:
        for change in (f"UPDATE {table.name} SET {next(iter(table.columns)).name} = 'x'", f"DELETE FROM {table.name}"):
            with store.read() as connection:
                if not connection.execute(text(f"SELECT count(*) FROM {table.name}")).scalar():
                    continue
            with pytest.raises(StoreError, match="only ever added"), store.write() as connection:
                connection.execute(text(change))
    store.close()


def test_a_short_file_of_something_else_is_not_written_over(tmp_path: Path) -> None:
    for size in (1, 99, 600):
        other = tmp_path / f"{size}.txt"
        other.write_bytes(b"x" * size)
        with pytest.raises(StoreError, match="no store of recount"):
            open_database(str(other))
        assert other.read_bytes() == b"x" * size


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("mysql://ana:secret@db/x", "a store is a file, or postgresql://"),
        ("postgresql://ana:secret@127.0.0.1:1/x", "no database answers there"),
        ("postgresql://ana:secret@no-such-host.invalid/x", "no such host"),
        ("/proc/recount.db", "cannot be opened"),
    ],
)
def test_what_cannot_be_opened_is_told_without_a_password(where: str, said: str) -> None:
    with pytest.raises(StoreError, match=said) as refusal:
        open_database(where)
    assert "secret" not in str(refusal.value) and "\n" not in str(refusal.value)


def test_a_database_of_something_else_is_left_alone(address: str) -> None:
    store = open_database(address)
    with store.write() as connection:
        downgrade(connection, "base")
        for table in ("alembic_version",):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("CREATE TABLE things (id int)"))
    store.close()
    with pytest.raises(StoreError, match="no store of recount"):
        open_database(address)


def test_a_name_that_is_no_unicode_is_kept_as_it_can_be_shown(tmp_path: Path) -> None:
    (path,) = write_reports(tmp_path / "reports", 1)
    try:
        path.rename(os.fsdecode(os.fsencode(path.parent) + b"/caf\xe9.txt"))
    except OSError:
        pytest.skip("this disk knows no such names")
    filled(path.parent, str(tmp_path / "a.db"))
    with open_store(tmp_path / "a.db") as account:
        assert [Path(row.name).name for row in account.reports()] == ["caf\\udce9.txt"]


def test_a_store_that_may_only_be_read_is_told(tmp_path: Path, folder: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everything")
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(StoreError, match="cannot be opened"):
        open_database(str(tmp_path / "closed" / "a.db"))
    filled(folder, str(tmp_path / "a.db"))
    (tmp_path / "a.db").chmod(0o120)
    with pytest.raises(StoreError, match="cannot be written"), open_store(tmp_path / "a.db") as account:
        account.rebuild()


def test_a_backup_of_the_running_store_is_a_store(tmp_path: Path, folder: Path) -> None:
    address = str(tmp_path / "a.db")
    filled(folder, address)
    with open_store(address) as account, sqlite3.connect(address) as running:
        running.execute("VACUUM INTO ?", (str(tmp_path / "backup.db"),))
        with open_store(tmp_path / "backup.db") as backup:
            assert backup.verify().is_whole
            assert record_of(backup, tmp_path) == record_of(account, tmp_path)
