"""The store on both databases: what is kept stays as it was, and what is no store is refused in one line."""

import os
import random
import sqlite3
import subprocess
import sys
import time
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from making import claim
from sqlalchemy import Column, select, text

from recount.account.open import open_store
from recount.errors import StoreError
from recount.model.claim import claim_id
from recount.model.document import Block, BlockKind, Document
from recount.model.held import Held
from recount.model.reading import Stamp
from recount.model.span import Span
from recount.store.kept import add_reading, add_report, bytes_of, has_report, held_reports, report_rows, stamps
from recount.store.migrate import downgrade, upgrade
from recount.store.open import Store, open_database, shown
from recount.store.redact import MASK, Order, redact_person, redact_report, scrub
from recount.store.schema import ADDED_ONLY, setting
from recount.store.search import search
from recount.store.verify import verify_kept

ORDER = Order("asked by the family", "Ana", "2026-01-01T00:00:00+00:00")
MOMENT = "2026-01-01T00:00:00+00:00"


def made(words: str, version: str = "1") -> tuple[Held, bytes]:
    """A report of these words, with one claim on its first six characters; read without a parser."""
    data = words.encode()
    from hashlib import sha256

    report = f"sha256:{sha256(data).hexdigest()}"
    span = Span(0, 6)
    one = claim(0, words[:6], count=(2, 2), evidence=(span,), report=report, id=claim_id(report, span, "killed"))
    block = Block(BlockKind.PARAGRAPH, 0, len(words))
    document = Document(report, "a.txt", words, (block,), date(2021, 3, 9), "The Courier", words[:20], None, "en")
    return Held(document, Stamp(version, "k", None, "literal-v1"), (one,), (), (span,)), data


TEXTS = ("Two men died near the old mill. José Müller saw it.", "Two of them, Maria Santos and a boy, were killed.")


@pytest.fixture
def store(address: str):  # type: ignore[no-untyped-def]
    opened = open_database(address)
    yield opened
    opened.close()


def fill(store: Store, *texts: str) -> list[Held]:
    helds = []
    with store.write() as connection:
        for words in texts or TEXTS:
            held, data = made(words)
            add_report(connection, held, data, None, MOMENT)
            helds.append(held)
    return helds


def test_a_reading_comes_back_as_it_was(store: Store) -> None:
    helds = fill(store)
    with store.read() as connection:
        assert sorted(held_reports(connection, [h.report for h in helds]), key=lambda h: h.report) == sorted(
            helds, key=lambda h: h.report
        )
        assert bytes_of(connection, helds[0].report) == TEXTS[0].encode()
        assert [row.publisher for row in report_rows(connection)] == ["The Courier", "The Courier"]


def test_adding_again_writes_nothing_and_a_new_reading_stands_beside_the_old(store: Store) -> None:
    fill(store)
    held, data = made(TEXTS[0])
    newer, _ = made(TEXTS[0], version="2")
    with store.write() as connection:
        assert not add_report(connection, held, data, None, MOMENT)
        assert not add_reading(connection, held, MOMENT)
        assert add_reading(connection, newer, MOMENT)
        assert next(held_reports(connection, [held.report])).stamp.recount == "2"
        assert connection.execute(text("SELECT count(*) FROM reading")).scalar() == 3
        assert len(stamps(connection)) == 2


@pytest.mark.parametrize("command", ["UPDATE claim SET body = '{}'", "DELETE FROM report", "DELETE FROM reading"])
def test_what_is_kept_cannot_be_changed(store: Store, command: str) -> None:
    fill(store)
    with pytest.raises(StoreError, match="only ever added"), store.write() as connection:
        connection.execute(text(command))


def test_a_step_that_fails_leaves_nothing(store: Store) -> None:
    held, data = made(TEXTS[0])
    with pytest.raises(ZeroDivisionError), store.write() as connection:
        add_report(connection, held, data, None, MOMENT)
        raise ZeroDivisionError
    with store.read() as connection:
        assert not has_report(connection, held.report)


def test_migrations_go_down_and_up_on_a_filled_store(store: Store) -> None:
    helds = fill(store)
    with store.write() as connection:
        downgrade(connection, "0001")
        upgrade(connection)
    with store.read() as connection:
        assert len(list(held_reports(connection, [h.report for h in helds]))) == 2
    with store.write() as connection:
        downgrade(connection, "base")
        upgrade(connection)
        assert report_rows(connection) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [("mill", 0), ("JOSE muller", 0), ('"Maria Santos"', 1), ('"Santos Maria"', None), ("men killed", None)],
)
def test_reports_are_found_by_their_words(store: Store, words: str, found: int | None) -> None:
    helds = fill(store)
    with store.read() as connection:
        hits = search(connection, words, 10)
    assert [hit.report for hit in hits] == ([] if found is None else [helds[found].report])
    for hit in hits:
        assert (
            hit.start is not None and TEXTS[found or 0][hit.start : hit.end].casefold()[:2] in words.casefold() + "jo"
        )


@pytest.mark.parametrize("words", ['"', "AND OR (", "a* NEAR", "x:y", "'; DROP TABLE report; --"])
def test_no_words_are_a_syntax_error(store: Store, words: str) -> None:
    fill(store)
    with store.read() as connection:
        try:
            search(connection, words, 10)
        except StoreError as error:
            assert "no word to look for" in str(error)


def test_a_store_is_verified_and_every_damage_is_found(store: Store) -> None:
    fill(store)
    with store.read() as connection:
        found = verify_kept(connection)
    assert found.is_whole
    assert (found.checked["originals"], found.checked["claims"]) == (2, 2)


UNSEEN = {  # when, by what day and how large: said by nothing else
    *("report.given", "report.added", "reading.made", "decision_subject.report"),
    *("tombstone.reason", "tombstone.who", "tombstone.made", "tombstone.what"),
}


@pytest.mark.parametrize("column", [c for table in ADDED_ONLY for c in table.columns], ids=str)
def test_a_change_in_any_column_is_found(store: Store, column: Column[Any]) -> None:
    fill(store)
    table = column.table.name  # type: ignore[attr-defined]
    if f"{table}.{column.name}" in UNSEEN or table in ("decision", "decision_subject", "tombstone"):
        pytest.skip("nothing else says what it was, or decisions have tests of their own")
    with pytest.raises((ZeroDivisionError, StoreError)), store.write() as connection:
        connection.execute(setting.insert().values(name="redacting", value="yes"))
        old = connection.execute(select(column).limit(1)).scalar()
        connection.execute(column.table.update().where(column == old).values({column.name: _other(old)}))  # type: ignore[attr-defined]
        assert not verify_kept(connection).is_whole
        raise ZeroDivisionError


def _other(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bytes):
        return value[:-1] + bytes([value[-1] ^ 1])
    if isinstance(value, str):
        return value[:-2] + ("a" if value[-2] != "a" else "b") + value[-1]
    return {None: "x"}.get(value, date(2020, 1, 1) if isinstance(value, date) else not value)


def everything(folder: Path) -> bytes:
    """All bytes of all files, and what of them is packed."""
    found = b""
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            found += data
            for start in range(len(data)):
                if data[start : start + 2] == b"x\x9c":
                    unpacker = zlib.decompressobj()
                    try:
                        found += unpacker.decompress(data[start:], 100_000)
                    except zlib.error:
                        continue
    return found


def forms(words: str) -> list[bytes]:
    return [words.encode("utf-8"), words.encode("utf-16-le"), words.casefold().encode("utf-8")]


def test_nothing_of_a_redacted_report_is_left_in_any_file(tmp_path: Path) -> None:
    with_folder = tmp_path / "one"
    with_folder.mkdir()
    store = open_database(str(with_folder / "a.db"))
    helds = fill(store)
    with store.write() as connection:
        redacted = redact_report(connection, helds[1].report, ORDER)
    scrub(store)
    with store.read() as connection:
        assert not has_report(connection, helds[1].report)
        assert verify_kept(connection).is_whole
        assert connection.execute(text("SELECT what FROM tombstone")).scalar() == redacted.what
    store.close()
    left = everything(with_folder)
    for word in ("Santos", "were killed"):
        assert not any(form in left for form in forms(word)), word
    assert b"mill" in left


def test_a_redaction_that_was_cut_off_before_the_file_was_written_anew_is_finished(tmp_path: Path) -> None:
    store = open_database(str(tmp_path / "a.db"))
    helds = fill(store)
    with store.write() as connection:
        redact_report(connection, helds[1].report, ORDER)
    store.close()
    open_store(tmp_path / "a.db").close()
    left = everything(tmp_path)
    assert not any(form in left for form in forms("Santos"))


def test_a_redacted_person_is_masked_at_every_place_and_offsets_stand(store: Store) -> None:
    helds = fill(store)
    with store.write() as connection:
        redacted = redact_person(connection, ["maria  SANTOS"], ORDER)
    scrub(store)
    assert redacted.reports == (helds[1].report,)
    with store.read() as connection:
        (held,) = held_reports(connection, redacted.reports)
        assert held.document.text == f"Two of them, {MASK * 12} and a boy, were killed."
        assert verify_kept(connection).is_whole
        assert search(connection, "Santos", 5) == []
        with pytest.raises(StoreError, match="no report"):
            bytes_of(connection, held.report)


def test_nothing_of_a_redacted_person_is_left_in_any_file(tmp_path: Path) -> None:
    store = open_database(str(tmp_path / "a.db"))
    fill(store)
    with store.write() as connection:
        redact_person(connection, ["José Müller"], ORDER)
    scrub(store)
    store.close()
    left = everything(tmp_path)
    assert not any(form in left for name in ("José", "Müller", "jose", "muller") for form in forms(name))


def test_a_redaction_that_is_cut_off_changes_nothing(store: Store) -> None:
    helds = fill(store)
    with pytest.raises(ZeroDivisionError), store.write() as connection:
        redact_report(connection, helds[0].report, ORDER)
        raise ZeroDivisionError
    with store.read() as connection:
        assert has_report(connection, helds[0].report)
        assert connection.execute(text("SELECT count(*) FROM setting WHERE name = 'redacting'")).scalar() == 0


@pytest.mark.parametrize(("names", "said"), [(["Bo"], "too short"), (["Nobody Here"], "no report has")])
def test_a_name_that_cannot_be_taken_out_is_refused(store: Store, names: list[str], said: str) -> None:
    fill(store)
    with pytest.raises(StoreError, match=said), store.write() as connection:
        redact_person(connection, names, ORDER)


def test_flipped_bytes_of_a_file_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    store = open_database(str(path))
    fill(store, *(f"Two men died at mill number {i}; it was told by {i} people." for i in range(40)))
    scrub(store)
    store.close()
    whole = path.read_bytes()
    drawn = random.Random(5)
    told = 0
    for _ in range(30):
        damaged = bytearray(whole)
        damaged[drawn.randrange(100, len(whole))] ^= 0xFF
        path.write_bytes(bytes(damaged))
        told += _is_told(path)  # never anything but a fault, or a refusal in one line
    assert told  # a byte in the free space of a page says nothing


def _is_told(path: Path) -> bool:
    try:
        opened = open_database(str(path), create=False)
        try:
            with opened.read() as connection:
                return not verify_kept(connection).is_whole
        finally:
            opened.close()
    except StoreError:
        return True


def test_what_is_no_store_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database at all, but a long enough text to be looked at " * 20)
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE things (id)")
    open_database(str(tmp_path / "newer.db")).close()
    with sqlite3.connect(tmp_path / "newer.db") as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    for name, said in (
        ("text.db", "no store of recount"),
        ("other.db", "no store of recount"),
        ("newer.db", "newer recount"),
        ("missing.db", "no store there"),
        ("no/folder.db", "no store there"),
        (".", "a folder"),
    ):
        with pytest.raises(StoreError, match=said) as refusal:
            open_database(str(tmp_path / name), create=False)
        assert "\n" not in str(refusal.value)
    with pytest.raises(StoreError, match="there is no folder"):
        open_database(str(tmp_path / "no" / "folder.db"))
    with pytest.raises(StoreError, match=r"no database answers|refuses"):
        open_database(f"postgresql://recount@/x?host={tmp_path}")


def test_a_password_is_never_shown() -> None:
    assert shown("postgresql://ana:secret@db/x") == "postgresql://ana:***@db/x"


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    store = open_database(str(tmp_path / "a.db"))
    helds = fill(store)
    with pytest.raises(StoreError, match="disk is full"), store.write() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        held, _ = made("Six men died at the mill. " * 3000)
        add_report(connection, held, os.urandom(200_000), None, MOMENT)
    store.close()
    again = open_database(str(tmp_path / "a.db"))
    with again.read() as connection:
        assert [row.id for row in report_rows(connection)] == sorted(h.report for h in helds)
        assert verify_kept(connection).is_whole
    again.close()


def test_a_locked_database_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recount.store.open.WAIT_SECONDS", 0.2)
    store = open_database(str(tmp_path / "a.db"))
    with sqlite3.connect(tmp_path / "a.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program has been writing"), store.write():
            pass
        with store.read() as connection:
            assert report_rows(connection) == []
        other.execute("ROLLBACK")
    store.close()


WRITER = """
import sys
sys.path[:0] = [{tests!r}, {store!r}]
from test_store import made, MOMENT
from recount.store.open import open_database
from recount.store.kept import add_report
store = open_database({address!r})
for number in range(int(sys.argv[1]), int(sys.argv[2])):
    held, data = made(f"Two men died at mill {{number}}.")
    with store.write() as connection:
        add_report(connection, held, data, None, MOMENT)
    print(held.report, flush=True)
"""


def writer(address: str, first: int, last: int) -> "subprocess.Popen[str]":
    here = Path(__file__).parent
    code = WRITER.format(tests=str(here.parent), store=str(here), address=address)
    arguments = [sys.executable, "-c", code, str(first), str(last)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)


def test_two_writers_at_once_lose_nothing_and_double_nothing(address: str) -> None:
    open_database(address).close()
    writers = [writer(address, 0, 20), writer(address, 10, 30)]
    told = [process.communicate(timeout=60)[0].split() for process in writers]
    assert [process.returncode for process in writers] == [0, 0]
    store = open_database(address)
    with store.read() as connection:
        assert {row.id for row in report_rows(connection)} == {key for keys in told for key in keys}
        assert len(report_rows(connection)) == 30
        assert verify_kept(connection).is_whole
    store.close()


def test_what_was_told_as_added_outlives_a_kill(address: str) -> None:
    open_database(address).close()
    drawn = random.Random(7)
    for turn in range(3):
        process = writer(address, 100 * turn, 100 * turn + 100)
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(drawn.random() * 0.2)
        process.kill()
        told = [line for line in (first + process.stdout.read()).split("\n") if len(line) == 71]
        process.wait()
        store = open_database(address)
        with store.read() as connection:
            assert all(has_report(connection, key) for key in told)
            assert verify_kept(connection).is_whole
        store.close()
