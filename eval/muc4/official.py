"""The official score reports of 1992: what each system's templates earned, and how much of it a person gave."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HEAD = re.compile(r"^(\S+)\s+key:\s+(\S+)\s+response:\s+(\S+)")
_ROW = re.compile(
    r"^(?P<slot>[A-Za-z][\w/ -]*?)\s+(?P<pos>\d+)\s+(?P<act>\d+)\|\s*(?P<cor>\d+)\s+(?P<par>\d+)\s+(?P<inc>\d+)"
    r"\|\s*(?P<icr>\d+)\s+(?P<ipa>\d+)\|\s*(?P<spu>\d+)\s+(?P<mis>\d+)\s+(?P<non>\d+)\|"
)
_TOTALS = "TOTAL SLOT SCORES"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a report: possible and actual fillers, correct, partial, incorrect, of these by a person (`icr`,
    `ipa`), spurious and missing."""

    slot: str
    pos: int
    act: int
    cor: int
    par: int
    inc: int
    icr: int
    ipa: int
    spu: int
    mis: int

    @property
    def f(self) -> float:
        return f_measure(self.pos, self.act, self.cor, self.par)


@dataclass(frozen=True, slots=True)
class Report:
    """One system's report: the totals by slot and summary line, and the rows of each template pair."""

    system: str
    totals: dict[str, Row]
    pairs: dict[tuple[str, str, str], dict[str, Row]]  # (document, key's number, response's number) -> slot -> row


def read_reports(folder: Path) -> list[Report]:
    """The reports under `official_tst3/`, one per system, in the order of their names."""
    return [_report(path) for path in sorted(folder.glob("official_tst3/*/scores.*"))]


def f_measure(pos: float, act: float, cor: float, par: float) -> float:
    """F in percent, recall and precision weighed alike; what is partly correct counts half; 0 without fillers."""
    earned = cor + par / 2
    return 200 * earned / (pos + act) if pos + act else 0.0


def without_person(row: Row) -> float:
    """F of a row less the credit that a person gave in the interactive scoring."""
    return f_measure(row.pos, row.act, row.cor - row.icr, row.par - row.ipa)


def _report(path: Path) -> Report:
    pairs: dict[tuple[str, str, str], dict[str, Row]] = {}
    totals: dict[str, Row] = {}
    rows = totals
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        head = _HEAD.match(line)
        if head:
            rows = pairs.setdefault((head[1], head[2], head[3]), {})
        elif _TOTALS in line:
            rows = totals
        rows.update({row.slot: row for row in _rows(line)})
    return Report(path.parent.name, totals, pairs)


def _rows(line: str) -> Iterator[Row]:
    match = _ROW.match(line)
    if match:
        numbers = {k: int(v) for k, v in match.groupdict().items() if k not in ("slot", "non")}
        yield Row(match["slot"].strip(), **numbers)
