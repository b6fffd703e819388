"""The measures of groupings, and the scorers of ECB+ and MAVERICK on texts and rows that are invented."""

import csv
import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from eval import ecbplus, maverick
from eval.clusters import Item, b_cubed, pairwise, rows


def test_measures_of_a_grouping() -> None:
    pairs = [(1, "a"), (1, "a"), (1, "b"), (2, "b")]
    assert b_cubed(pairs).precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert b_cubed(pairs).recall == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)
    assert (pairwise(pairs).precision, pairwise(pairs).recall) == (pytest.approx(1 / 3), 0.5)
    assert pairwise([(1, "a"), (2, "b")]).precision == 1.0


def test_rows_stand_beside_another_grouping() -> None:
    items = [Item(1, 1, "a", "x"), Item(1, 2, "a", "x"), Item(2, 2, "b", "y")]
    found = {row.figure: row for row in rows("set", "all", "texts", items, "other")}
    assert found["B-cubed F1"].value == 1.0
    assert found["pairwise F1"].beside == 0.0
    assert found["B-cubed F1"].interval == (1.0, 1.0)


def test_average_linkage_stops_at_the_limit() -> None:
    alike = np.array([[1.0, 0.9, 0.2], [0.9, 1.0, 0.4], [0.2, 0.4, 1.0]])
    assert ecbplus.merged(alike, 0.5) == [(0, 1), (2,)]
    assert ecbplus.merged(alike, 0.3) == [(0, 1, 2)]
    assert ecbplus.merged(alike[:1, :1], 0.3) == [(0,)]


def test_two_look_alikes_are_parted_by_what_only_one_of_them_has(tmp_path: Path) -> None:
    quake = "A quake shook the island of {place} on {day}. The quake hit {place} at {hour} and {what} fell in {place}."
    told = [
        {
            "doc_id": f"1_{i}",
            "topic": "1",
            "subtopic": event,
            "text": quake.format(place=place, day=day, hour=h, what=w),
        }
        for event, place, day, hour, things in (
            ("1a", "Qeshm", "Sunday", "noon", ("a school", "a mosque", "a wall", "the roof")),
            ("1b", "Aceh", "Tuesday", "dawn", ("a school", "a bridge", "a wall", "the market")),
        )
        for i, w in enumerate(things, start=0 if event == "1a" else 10)
        for h in (hour,)
    ]
    (tmp_path / "documents.jsonl").write_text("\n".join(map(json.dumps, told)), encoding="utf-8")
    part = next(part for part in (0, 1) if ecbplus.texts(tmp_path, part))
    half = ecbplus.Half(ecbplus.texts(tmp_path, part))
    assert sorted(half.groups(ecbplus.Limits(0.0, 0.0))) == [tuple(range(8))]
    assert sorted(half.groups(ecbplus.Limits(0.0, 1.1))) == [(0, 1, 2, 3), (4, 5, 6, 7)]


ROW = {
    "country": "Kenya",
    "election": "K-1",
    "date_start": "2008-01-03",
    "date_end": "2008-01-03",
    "city": "Kisumu",
    "location": "",
    "latitude": "-0.1",
    "longitude": "34.7",
    "geo_precision": "3.0",
    "actor1": "Police",
    "actor1_id": "KE-203",
    "actor1_perpetrator": "1.0",
    "actor1_victim": "0.0",
    "event_context": "Clash",
    "deaths_best": "3",
    "deaths_low": "3",
    "deaths_high": "4",
    "injuries_low": "0",
    "injuries_high": "0",
    "source_author": "The Wire",
}


def _coded(folder: Path, *changed: dict[str, str]) -> list[maverick.Coded]:
    empty = {f"actor{i}{end}": "" for i in range(1, 7) for end in ("", "_id", "_perpetrator", "_victim")}
    told = [
        empty | ROW | {"id": str(i), "source": f"Wire {i} (2008-01-0{4 + i}) News", "event_id": "KE-1"} | change
        for i, change in enumerate(changed)
    ]
    with (folder / "reports.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(told[0]))
        writer.writeheader()
        writer.writerows(told)
    return maverick.coded(folder)


def test_a_row_is_a_telling(tmp_path: Path) -> None:
    (one,) = _coded(tmp_path, {})
    telling = one.telling
    assert (telling.told, telling.start, telling.doers) == (date(2008, 1, 4), date(2008, 1, 3), frozenset({"KE-203"}))
    assert telling.where is not None and (telling.where.name, telling.where.country) == ("Kisumu", "KE")
    assert [(f.harm, f.low, f.high) for f in telling.figures] == [("killed", 3, 4)]


def test_rows_without_a_point_are_of_their_country(tmp_path: Path) -> None:
    (one,) = _coded(tmp_path, {"geo_precision": "1.0", "latitude": "", "longitude": ""})
    assert one.telling.where is not None and one.telling.where.precision == "country"


def test_tolls_of_the_coders_events(tmp_path: Path) -> None:
    told = _coded(tmp_path, {}, {"deaths_best": "5", "deaths_low": "5", "deaths_high": "5"}, {"deaths_best": "0"})
    (event,) = maverick.counted(told, "literal")
    assert event.counts == (3, 5)
    assert event.killed.best in (3, 5)
    assert {row.n for row in maverick.toll_rows(told)} == {1}
