"""The public names: all there, all documented, and none of them paid for before it is used."""

import subprocess
import sys

import pytest

import recount


@pytest.mark.parametrize("name", recount.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(recount, name) is not None
    assert name in dir(recount)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'guess'"):
        recount.guess  # noqa: B018


LAZY = """
import sys
import recount
heavy = {"numpy", "yaml", "pydantic", "rich", "typer", "trafilatura", "lxml", "rapidfuzz", "py3langid"}
print(sorted(heavy & set(sys.modules)), len([m for m in sys.modules if m.startswith("recount.")]))
"""


def test_import_recount_loads_nothing_but_itself() -> None:
    done = subprocess.run([sys.executable, "-c", LAZY], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] 0"


VIEWS = (
    "import sys; import recount.cli; print(sorted({'rich', 'pydantic', 'yaml', 'recount.record'} & set(sys.modules)))"
)


def test_the_command_line_loads_the_reader_only_when_it_reads() -> None:
    done = subprocess.run([sys.executable, "-c", VIEWS], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("text", "language"), [("Des hommes armés ont tué quatre villageois lundi. " * 9, "fr"), ("12", "und")]
)
def test_a_report_that_no_pack_reads_is_counted_and_not_guessed_at(text: str, language: str) -> None:
    reading = recount.read(text)
    assert reading.unread == ((language, 1),)
    assert (reading.claims, reading.incidents, reading.stamp.language_pack) == ((), (), None)
    assert reading.document.language == (None if language == "und" else language)
    assert recount.decide(reading, ()) == reading
