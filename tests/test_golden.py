"""What is found and read in our own sentences stays as it was, until somebody has seen the difference.

Where a change of rules means to read them otherwise: `uv run python tests/golden/make.py`, and read the diff.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from golden.make import FOUND, READ, found, told


def lines(path: Path) -> list[Any]:
    kept = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [pytest.param(line, id=line["text"][:60]) for line in kept]


@pytest.mark.parametrize("line", lines(READ))
def test_a_sentence_is_read_as_before(line: dict[str, object]) -> None:
    assert told(str(line["text"])) == line["read"]


@pytest.mark.parametrize("line", lines(FOUND))
def test_what_is_found_in_a_sentence_is_found_as_before(line: dict[str, object]) -> None:
    assert found(str(line["text"])) == line["found"]
