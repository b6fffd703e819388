"""No entry of the knowledge stands without sentences that fire it and sentences that must not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import recount

DATA = Path(recount.__file__).parent / "knowledge" / "data"
# The names of countries are read one by one in tests/places/test_countries.py; a profile is a setting with an id, whose
# rules tests/tally holds.
READ_ELSEWHERE = {DATA / "places" / "countries.yml", *(DATA / "profiles").glob("*.yml")}
FILES = sorted(set(DATA.rglob("*.yml")) - READ_ELSEWHERE)
# Names that look like dates are there so as not to be dates: all that they have is counter-examples.
ONLY_COUNTER_EXAMPLES = {"date_names", "names_after_a_date"}


def entries(node: Any) -> Iterator[dict[str, Any]]:
    """Every mapping with an id, at any depth."""
    if isinstance(node, dict):
        if "id" in node:
            yield node
        for value in node.values():
            yield from entries(value)
    elif isinstance(node, list):
        for value in node:
            yield from entries(value)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_entry_has_both(path: Path) -> None:
    found = list(entries(yaml.safe_load(path.read_text(encoding="utf-8"))))
    without = {e["id"] for e in found if not (e.get("examples") and e.get("counter_examples"))}
    assert without <= ONLY_COUNTER_EXAMPLES
