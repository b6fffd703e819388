"""What is read in our own sentences stays as it was read, until somebody has seen the difference.

Where a change of rules means to read them otherwise: `uv run python tests/golden/make.py`, and read the diff.
"""

import json

import pytest
from golden.make import READ, told

LINES = [json.loads(line) for line in READ.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("line", LINES, ids=[line["text"][:60] for line in LINES])
def test_a_sentence_is_read_as_before(line: dict[str, object]) -> None:
    assert told(str(line["text"])) == line["read"]
