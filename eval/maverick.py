"""MAVERICK (van Baalen and Höglund): reports coded by people, linked to events by date, place, actors and counts alone.

`score(folder)` reads `reports.csv`. There is no text, so no words, names of victims or weapons are compared. Split by
election, so that all that happened in one campaign is on one side: `part_of(country|election, 2)` 0 is held back.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from eval.clusters import Item, numbered, rows
from eval.folds import part_of
from eval.rows import Row
from recount.knowledge.linking import load_linking
from recount.link.cluster import group_tellings
from recount.model.claim import Where
from recount.model.telling import Figure, Telling

SET = "MAVERICK"
_RADII = {2: 30.0, 3: 8.0, 4: 3.0, 5: 1.5, 6: 0.5}  # km, by the coders' geo_precision: region ... exact spot
_LANDS = {"Kenya": ("KE", 0.0, 38.0, 600.0), "Ivory Coast": ("CI", 7.5, -5.5, 450.0)}
_FAMILIES = {
    "Clash": {"violence"},
    "Military operation": {"violence", "remote"},
    "Arrest or raid": {"violence", "detention"},
    "Security force crack-down on protest": {"unrest", "violence"},
    "Protest": {"unrest"},
    "Riot": {"unrest", "violence"},
}
_NOBODY = re.compile("^Unknown (actor|citizens|political actor)")  # names that say no more than that it is not known
_WRITTEN = re.compile(r"\((\d{4}-\d{2}-\d{2})\)")


@dataclass(frozen=True, slots=True)
class Coded:
    """One row: a telling of recount's, and the event that the coders put it to."""

    telling: Telling
    event: str
    election: str
    row: dict[str, str]

    @property
    def part(self) -> int:
        return part_of(f"{self.row['country']}|{self.election}", 2)


def coded(folder: Path) -> list[Coded]:
    """The rows of `reports.csv`, in its order."""
    with (folder / "reports.csv").open(encoding="utf-8", newline="") as file:
        return [Coded(telling(row), row["event_id"], row["election"], row) for row in csv.DictReader(file)]


def telling(row: dict[str, str]) -> Telling:
    """What a row tells, in the form that recount compares. A zero is no figure: it stands for "none" and "not told"."""
    written = _WRITTEN.search(row["source"])
    return Telling(
        id=row["id"],
        report=row["source"],
        voice=row["source"],
        told=date.fromisoformat(written[1]) if written else None,
        start=_day(row["date_start"]),
        end=_day(row["date_end"]),
        where=_where(row),
        acts=frozenset(_FAMILIES.get(row["event_context"], ())),
        doers=_parties(row, "perpetrator"),
        targets=_parties(row, "victim"),
        figures=tuple(f for f in (_figure(row, "killed", "deaths"), _figure(row, "injured", "injuries")) if f),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _parties(row: dict[str, str], role: str) -> frozenset[str]:
    names = [(row[f"actor{i}"], row[f"actor{i}_id"]) for i in range(1, 7) if row[f"actor{i}_{role}"] in ("1", "1.0")]
    return frozenset(key for name, key in names if key and not _NOBODY.match(name))


def _figure(row: dict[str, str], harm: str, column: str) -> Figure | None:
    low, high = (int(float(row[f"{column}_{end}"] or 0)) for end in ("low", "high"))
    return Figure(harm, low, high) if high else None


def _where(row: dict[str, str]) -> Where:
    level = int(float(row["geo_precision"] or 1))
    code, lat, lon, radius = _LANDS[row["country"]]
    if level < 2 or not row["latitude"]:
        return Where(row["country"], code, lat, lon, "country", radius, row["country"], (), "")
    name = (row["location"] if level > 3 else "") or row["city"] or row["location"]
    precision = {2: "region", 3: "near"}.get(level, "exact")
    return Where(name, code, float(row["latitude"]), float(row["longitude"]), precision, _RADII[level], name, (), "")


# --- linking


def score(folder: Path, misses: list[str] | None = None) -> list[Row]:
    """Both halves of the elections; misses are of the one that is for developing."""
    told = coded(folder)
    made: list[Row] = []
    for split, part in (("held back", 0), ("developed on", 1)):
        half = [one for one in told if one.part == part]
        items = _items(half)
        made += rows(SET, split, "reports", items, "same day and place")
        if misses is not None and part:
            misses += _misses(items)
    return made


def _items(half: Sequence[Coded]) -> list[Item]:
    """Beside recount: rows with one first day and one name of the place are one event."""
    given = numbered(group_tellings([one.telling for one in half], (), load_linking()).groups)
    keys = [(one.telling.start, one.telling.where.name if one.telling.where else "") for one in half]
    beside = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return [
        Item(given[one.telling.id], beside[key], one.event, one.election) for one, key in zip(half, keys, strict=True)
    ]


def _misses(items: Sequence[Item]) -> Iterator[str]:
    groups: dict[int, set[str]] = {}
    for item in items:
        groups.setdefault(item.given, set()).add(item.gold)
    for number in sorted(groups):
        if len(groups[number]) > 1:
            yield f"MAVERICK: one group of {', '.join(sorted(groups[number]))}"
