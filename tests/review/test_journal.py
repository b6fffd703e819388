"""The file of decisions: only added to, whole after any break, and never a changed row."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from recount.errors import InputError
from recount.model.decision import Decision, Fields
from recount.review.journal import append_decisions, read_decisions


def row(subject: str, **fields: object) -> Decision:
    values = {"report": "sha256:0", "verb": "accept", "subjects": (subject,), "kind": "killed", "who": "Ana"}
    return Decision.model_validate({**values, "when": datetime(2024, 3, 9, 12, tzinfo=UTC), **fields})


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    rows = (row("a"), row("b", why="«так»\u2028", fields=Fields(count=None)))
    append_decisions(path, rows[:1])
    append_decisions(path, rows[1:])
    assert read_decisions(path) == rows
    assert [r.id for r in read_decisions(path)] == [r.id for r in rows]


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "none.jsonl") == ()


def test_a_line_that_was_cut_off_is_left_out_and_then_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    append_decisions(path, [row("a"), row("b")])
    path.write_bytes(path.read_bytes()[:-20])
    assert [r.subject for r in read_decisions(path)] == ["a"]
    append_decisions(path, [row("c")])
    assert [r.subject for r in read_decisions(path)] == ["a", "c"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"accept"', '"reject"', "the row was changed after it was made"),
        ('"accept"', '"nod"', "verb"),
        ("{", "[", "Expecting"),
        ('"who": "Ana"', '"who": ""', "who"),
        ('"who": "Ana"', '"who": "A\\u001b[2J"', "who"),
        ('"who": "Ana"', '"who": "A\\u202en"', "who"),
    ],
)
def test_a_faulty_row_names_its_line(tmp_path: Path, old: str, new: str, fault: str) -> None:
    path = tmp_path / "d.jsonl"
    append_decisions(path, [row("a"), row("b")])
    first, second = path.read_text().splitlines()
    path.write_text(f"{first}\n{second.replace(old, new, 1)}\n")
    with pytest.raises(InputError, match=r"d\.jsonl, line 2: no decision of recount") as refused:
        read_decisions(path)
    assert fault in str(refused.value)


def test_a_folder_is_no_file_of_decisions(tmp_path: Path) -> None:
    for use in (lambda: read_decisions(tmp_path), lambda: append_decisions(tmp_path, [row("a")])):
        with pytest.raises(InputError, match="cannot be used for decisions"):
            use()
