"""Reading with a publisher's own area, from Python and the command line."""

from pathlib import Path

import pytest

import recount
from recount.cli import run

REPORT = "Two men were shot in Springfield on Monday, police said."
PAPER = [
    "A man was shot in Decatur on Monday. Police in Springfield said so.",
    "Two men were hurt in Taylorville on Friday. A woman of Decatur was hurt.",
    "A house burned in Mount Zion on Sunday. It was the third in Decatur.",
    "Police in Springfield and Decatur held two men on Tuesday.",
]


def test_a_report_is_read_with_its_publishers_area_and_the_record_says_so() -> None:
    reading = recount.read(REPORT, home="Decatur, Illinois")
    where = reading.claims[0].where
    assert where is not None
    assert (where.candidates[0].admin1, where.name) == ("Illinois", "Springfield")
    assert reading.stamp.gazetteer == "shipped, home geonames:4236895"
    assert recount.read(REPORT).stamp.gazetteer == "shipped"


def test_an_area_is_learned_from_files_and_read_with(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [tmp_path / f"{number}.txt" for number in range(len(PAPER))]
    for file, text in zip(files, PAPER, strict=True):
        file.write_text(text)
    assert run(["gazetteer", "home", *map(str, files)]) == 0
    told = capsys.readouterr().out
    assert "Illinois" in told
    place_id = next(word for word in told.split() if word.startswith("geonames:"))
    files[0].write_text(REPORT)
    assert run(["read", "--home", place_id, str(files[0])]) == 0


def test_no_area_and_no_town_are_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Nothing was said of any place.")
    assert run(["gazetteer", "home", str(file)]) == 1
    assert "1 reports tell of no area together" in capsys.readouterr().err
    assert run(["read", "--home", "Springfield", str(file)]) == 2
    assert "may be several towns" in capsys.readouterr().err
