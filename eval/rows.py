"""One measured figure, as every scorer returns it, and the printed table of them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of one set and split.

    `value` is on the figure's own scale: shares and F measures from 0 to 1, a correlation from -1 to 1, an error in
    the set's unit; None where nothing was there to measure. `n` counts what the figure is over, named by `of`
    ("claims", "articles"). `interval` is a 95 % interval. `beside` is another reader's figure on the same measure,
    and `beside_name` says whose, and on what if it is not this very split.
    """

    set: str
    split: str
    figure: str
    value: float | None
    n: int
    of: str
    interval: tuple[float, float] | None = None
    beside: float | None = None
    beside_name: str | None = None

    @property
    def key(self) -> str:
        """What floors are filed under."""
        return f"{self.set} | {self.split} | {self.figure}"

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def share(set_name: str, split: str, figure: str, right: int, n: int, of: str) -> Row:
    """A share, `right` of `n`."""
    return Row(set_name, split, figure, right / n if n else None, n, of)


COLUMNS = ("set", "split", "figure", "value", "n", "95 %", "beside")


def printed(rows: Sequence[Row]) -> str:
    """The rows as one table; set and split are said once for the rows under them."""
    cells = [COLUMNS, *(_cells(row) for row in rows)]
    for i in range(len(cells) - 1, 1, -1):
        if cells[i][:2] == cells[i - 1][:2]:
            cells[i] = ("", "", *cells[i][2:])
    widths = [max(len(line[i]) for line in cells) for i in range(len(COLUMNS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def _cells(row: Row) -> tuple[str, ...]:
    value = "-" if row.value is None else f"{row.value:.3f}"
    interval = "" if row.interval is None else "{:.3f} to {:.3f}".format(*row.interval)
    beside = "" if row.beside is None else f"{row.beside:.3f} {row.beside_name or ''}".rstrip()
    return row.set, row.split, row.figure, value, f"{row.n} {row.of}", interval, beside
