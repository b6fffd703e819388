"""MAVERICK (van Baalen and Höglund): reports coded by people, linked to events by date, place, actors and counts alone,
and the counts of the coders' own events reconciled.

`score(folder)` reads `reports.csv`. There is no text, so no words, names of victims or weapons are compared. Split by
election, so that all that happened in one campaign is on one side: `part_of(country|election, 2)` 0 is held back. Of
tolls no truth is claimed, since nobody coded the events' own: what is measured is how recount's agree with the reports.
"""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median, multimode

from eval.clusters import Item, numbered, rows
from eval.folds import part_of
from eval.intervals import wilson
from eval.rows import Row
from recount.knowledge.linking import load_linking
from recount.link.cluster import group_tellings
from recount.model.claim import Bounds, Claim, Event, Group, Where, claim_id
from recount.model.mention import Speaker, Standing
from recount.model.span import Span
from recount.model.telling import Figure, Telling
from recount.tally.profile import load_profile
from recount.tally.toll import tally

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
    return made + toll_rows(told)


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


# --- tolls


POINTS: dict[str, Callable[[Sequence[int]], Sequence[float]]] = {
    "least": lambda counts: (min(counts),),
    "median": lambda counts: (median(counts),),
    "greatest": lambda counts: (max(counts),),
    "a most frequent one": multimode,
}


@dataclass(frozen=True, slots=True)
class Counted:
    """An event with two or more reports of deaths: recount's bounds, and each report's best count."""

    killed: Bounds
    counts: tuple[int, ...]


def counted(told: Sequence[Coded], profile: str) -> list[Counted]:
    """The events of two or more reports that tell of any dead, by the coders' own grouping."""
    events: dict[str, list[Coded]] = {}
    for one in told:
        if int(float(one.row["deaths_best"] or 0)):
            events.setdefault(one.event, []).append(one)
    found = []
    for reports in (reports for reports in events.values() if len(reports) > 1):
        voices = {one.telling.id: one.telling.voice for one in reports}
        killed = tally([_claim(one) for one in reports], load_profile(profile), voices).killed
        if killed is not None:
            found.append(Counted(killed, tuple(int(float(one.row["deaths_best"])) for one in reports)))
    return found


def _claim(one: Coded) -> Claim:
    """A report's total of the dead, in its publisher's own words."""
    low, high = (int(float(one.row[f"deaths_{end}"])) for end in ("low", "high"))
    span = Span(0, 1)
    return Claim(
        id=claim_id(one.telling.id, span, "killed"),
        report=one.telling.id,
        evidence=(span,),
        event=Event(None, None, None, None),
        harm="killed",
        count_low=low,
        count_high=high,
        count_wording=f"{low}" if low == high else f"{low} to {high}",
        unit="people",
        group=Group("people", "people", "unknown"),
        by=None,
        against=None,
        weapons=(),
        targets=(),
        when=None,
        as_of=one.telling.told,
        where=None,
        origin=None,
        speakers=(Speaker(one.row["source_author"] or one.telling.report, "publisher"),),
        standing=Standing.STATED,
        extent="total",
        incident=None,
        use="",
        why="",
        entry="kill",
        act="kill",
    )


def toll_rows(told: Sequence[Coded]) -> list[Row]:
    """How often recount's best is one of the points of the reports' counts, and its range holds all of them."""
    events = counted(told, "literal")
    differing = [one for one in events if len(set(one.counts)) > 1]
    made = []
    for split, some in (("coders' events", events), ("coders' events whose counts differ", differing)):
        for name, points in POINTS.items():
            made.append(_share(split, f"best is the {name}", [one.killed.best in points(one.counts) for one in some]))
        made.append(_share(split, "low to high holds every count", [_holds(one) for one in some]))
    return made


def _share(split: str, figure: str, right: Sequence[bool]) -> Row:
    value = sum(right) / len(right) if right else None
    return Row(SET, split, figure.replace("the a ", "a "), value, len(right), "events", wilson(sum(right), len(right)))


def _holds(one: Counted) -> bool:
    low, high = one.killed.low, one.killed.high
    return all((low or 0) <= count and (high is None or count <= high) for count in one.counts)
