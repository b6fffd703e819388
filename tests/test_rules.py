"""The tables of the coding rules (tests/tables/rules): sentences and short reports of our own, and what a careful
coder takes from each.

A table names its rule, the fields that the rule is about, sentences that fire it and near misses that must not. Each
row is the text and what is expected of it: one line for each claim (`of: claims`, those of harm; `of: acts`, the
others), for each incident (`of: incidents`), for the report as a whole (`of: report`: its incidents' totals added up)
or for each words set aside (`of: asides`), its fields in their order, in any order of lines. A row may name the day
of publication as its third value; else it is `DEFAULT_DAY`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import recount
from recount.model.claim import Bounds, Claim, Incident, Where
from recount.model.document import BlockKind
from recount.model.mention import When
from recount.model.reading import Reading

RULES = Path(__file__).parent / "tables" / "rules"
DEFAULT_DAY = date(2021, 3, 16)  # a Tuesday
NONE = "-"


def rows() -> Iterator[Any]:
    for path in sorted(RULES.glob("r*.yml")):
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        for part in ("fires", "misses"):
            for number, row in enumerate(table[part], 1):
                yield pytest.param(table, row, id=f"{table['rule']}-{part}-{number}")


@cache
def read(text: str, published: date) -> Reading:
    return recount.read(text, published=published)


@pytest.mark.parametrize(("table", "row"), list(rows()))
def test_rule(table: dict[str, Any], row: list[Any]) -> None:
    text, expected = row[0], row[1]
    published = date.fromisoformat(str(row[2])) if len(row) > 2 else DEFAULT_DAY
    reading = read(text, published)
    told = [", ".join(_FIELDS[name](one, reading) for name in table["fields"]) for one in _KINDS[table["of"]](reading)]
    assert sorted(told) == sorted(expected)


@pytest.mark.parametrize("path", sorted(RULES.glob("r*.yml")), ids=lambda path: path.stem)
def test_every_rule_has_enough_rows(path: Path) -> None:
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert len(table["fires"]) >= 5
    assert len(table["misses"]) >= 5


@pytest.mark.parametrize("path", sorted(RULES.glob("r*.yml")), ids=lambda path: path.stem)
def test_every_figure_leaves_a_trace(path: Path) -> None:
    """Each digit is in the words of a claim's number or time, or set aside with its reason."""
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    for row in (*table["fires"], *table["misses"]):
        reading = read(row[0], date.fromisoformat(str(row[2])) if len(row) > 2 else DEFAULT_DAY)
        assert untraced(reading) == "", row[0]


def untraced(reading: Reading) -> str:
    """The digits of a text that nothing accounts for."""
    spans = [a.span for a in reading.set_aside] + [c.count_span for c in reading.claims if c.count_span is not None]
    times = " ".join(c.when.wording for c in reading.claims if c.when is not None)
    told = [b for b in reading.document.blocks if b.kind is not BlockKind.METADATA]
    left = [(i, d) for b in told for i, d in enumerate(b.span.of(reading.document.text), b.start) if d.isdigit()]
    return "".join(d for i, d in left if d not in times and not any(s.start <= i < s.end for s in spans))


def _harms(reading: Reading) -> list[Any]:
    return [c for c in reading.claims if c.harm is not None]


def _acts(reading: Reading) -> list[Any]:
    return [c for c in reading.claims if c.harm is None]


@dataclass(frozen=True)
class _Report:
    """All incidents of a report taken together."""

    reading: Reading

    @property
    def killed(self) -> Bounds | None:
        return _summed([i.killed for i in self.reading.incidents])

    @property
    def injured(self) -> Bounds | None:
        return _summed([i.injured for i in self.reading.incidents])


def _summed(totals: list[Bounds | None]) -> Bounds | None:
    told = [(t.low, t.best, t.high) for t in totals if t is not None]
    columns = [None if None in c else sum(v for v in c if v is not None) for c in zip(*told, strict=True)]
    return Bounds(*columns) if columns else None


_KINDS: dict[str, Callable[[Reading], list[Any]]] = {
    "claims": _harms,
    "acts": _acts,
    "incidents": lambda reading: list(reading.incidents),
    "report": lambda reading: [_Report(reading)],
    "asides": lambda reading: list(reading.set_aside),
}


def _count(claim: Claim, reading: Reading) -> str:
    if claim.count_wording is None:
        return "?"
    low = "" if claim.count_low is None else claim.count_low
    high = "" if claim.count_high is None else claim.count_high
    return f"{low}-{high}"


def _speakers(claim: Claim, reading: Reading) -> str:
    """The chain of speakers behind the publisher, outermost first."""
    return " < ".join(speaker.name for speaker in claim.speakers[1:]) or NONE


def _day(when: When | None) -> str:
    """A day, or a period; none where no words tell of it."""
    return NONE if when is None or not when.wording else _range(when)


def _range(when: When | None) -> str:
    """The time as the record has it, told in words or not."""
    if when is None:
        return NONE
    return str(when.start) if when.start == when.end else f"{when.start}..{when.end}"


def _place(where: Where | None) -> str:
    return NONE if where is None else where.name


def _bounds(bounds: Bounds | None) -> str:
    return NONE if bounds is None else f"{bounds.low}/{bounds.best}/{bounds.high}"


def _related(incident: Incident, reading: Reading) -> str:
    return " ".join(how for _, how in incident.related) or NONE


_FIELDS: dict[str, Callable[[Any, Reading], str]] = {
    "harm": lambda claim, _: claim.harm or claim.act,
    "act": lambda claim, _: claim.act,
    "count": _count,
    "standing": lambda claim, _: claim.standing.value,
    "extent": lambda claim, _: claim.extent or NONE,
    "use": lambda claim, _: claim.use,
    "speakers": _speakers,
    "kind": lambda claim, _: claim.speakers[-1].kind,
    "when": lambda one, _: _day(one.when),
    "range": lambda one, _: _range(one.when),
    "day": lambda one, _: NONE if one.when is None else str(one.when.start),
    "where": lambda one, _: _place(one.where),
    "precision": lambda one, _: NONE if one.where is None else one.where.precision,
    "by": lambda claim, _: NONE if claim.by is None else claim.by.name,
    "against": lambda claim, _: NONE if claim.against is None else claim.against.name,
    "aim": lambda claim, _: claim.event.aim or NONE,
    "group": lambda claim, _: NONE if claim.group is None else claim.group.name,
    "wording": lambda claim, _: NONE if claim.group is None else claim.group.wording,
    "status": lambda claim, _: NONE if claim.group is None else claim.group.status,
    "event": lambda one, _: one.event.sub_type or NONE,
    "killed": lambda incident, _: _bounds(incident.killed),
    "injured": lambda incident, _: _bounds(incident.injured),
    "related": _related,
    "words": lambda aside, reading: aside.span.of(reading.document.text),
    "reason": lambda aside, _: aside.reason,
}
