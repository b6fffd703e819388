"""Bytes in: what is read, what is refused, and in which words."""

import codecs
from pathlib import Path

import pytest

from recount.errors import InputError
from recount.text.load import LARGEST_BYTES, load, raw_of
from recount.text.parse import parse

TEXT = "Gunmen killed four villagers near Gao on Monday."


def written(folder: Path, data: bytes) -> str:
    path = folder / "report.txt"
    path.write_bytes(data)
    return str(path)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04....", "a zip archive"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"Seven were killed\x00 in the town", "a zero byte at 17"),
        (b"Seven were killed in M\xe1laga", "byte 22 is not UTF-8"),
        (b"<html><body><p>Seven were killed in <b", "breaks off at byte 36"),
        (b"<html><body><p>Seven were killed in the town.</p>", "breaks off"),
        (b"<html><body><p>Seven were killed.</p><!-- and", "breaks off"),
    ],
)
def test_refused_with_place_and_remedy(tmp_path: Path, data: bytes, fault: str) -> None:
    name = written(tmp_path, data)
    with pytest.raises(InputError) as refused:
        parse(load(name))
    message = str(refused.value)
    assert message.startswith(name)
    assert fault in message
    assert refused.value.remedy
    assert "\n" not in message


def test_missing_folder_and_too_large(tmp_path: Path) -> None:
    for name, fault in ((str(tmp_path / "none.txt"), "no such file"), (str(tmp_path), "a folder")):
        with pytest.raises(InputError, match=fault):
            load(name)
    with pytest.raises(InputError, match="no single report"):
        load(written(tmp_path, b"a" * (LARGEST_BYTES + 1)))
    with pytest.raises(InputError, match="no single report"):
        raw_of("a" * (LARGEST_BYTES + 1))


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
)
def test_marks_of_byte_order_are_no_part_of_the_text(tmp_path: Path, data: bytes) -> None:
    assert parse(load(written(tmp_path, data))).text == TEXT


def test_line_ends_stay_as_they_came(tmp_path: Path) -> None:
    assert parse(load(written(tmp_path, b"One.\r\n\r\nTwo."))).text == "One.\r\n\r\nTwo."
