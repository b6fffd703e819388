"""Figures of a folder of coded reports (the form of `../shared/gold`): the folder's own scorer, and traces and tolls.

The scorer (`score.py`) comes with the coded reports and is used as it is. Beside it stand three promises of recount:
that a coded death leaves a trace, that a toll it settles is right, and that few incidents end as questions.
"""

import json
import tempfile
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from eval.gold import score as score_folder
from eval.rows import Row, share

SHOWN = {  # the scorer's figures that the table prints, and what each is a share of
    "claim recall": "claims",
    "claim precision": "claims asserted",
    "count exact / gold claims": "claims",
    "speaker right / gold claims": "claims",
    "standing exact": "claims found",
    "extent exact": "claims found",
    "incident recall": "incidents",
    "incident precision": "incidents read",
    "date exact": "incidents found",
    "place name": "incidents found",
    "country": "incidents found",
    "event type": "incidents found",
    "event sub_type": "incidents found",
    "killed total right / gold main incidents": "incidents",
    "injured total right / gold main incidents": "incidents",
    "traps avoided": "traps",
    "hard failures avoided": "hard failures",
    "evidence exact": "claims read",
}


def score(
    folder: Path, held_back: int | None = None, keep: bool = True, misses: list[str] | None = None, name: str = ""
) -> list[Row]:
    """All figures of one folder; with `held_back` n only of the ids in (`keep`) or out of every n-th by hash."""
    split = "all" if held_back is None else f"held back 1/{held_back}" if keep else f"not held back ({held_back})"
    with tempfile.TemporaryDirectory() as kept:
        result, module, _ = score_folder(folder, Path(kept), held_back, keep)
        promised = promises(module, folder, Path(kept), misses)
        promised |= settings(module, folder, Path(kept))
    if misses is not None:
        misses += [f"{d}: {note}" for d, told in result["by_document"].items() for note in told["notes"]]
    name = name or folder.name
    rows = [Row(name, split, "record score", result["record_score"], result["documents"], "reports")]
    rows += [share(name, split, k, right, n, of) for k, of in SHOWN.items() for right, n in _told(result, k)]
    return rows + [share(name, split, figure, right, n, of) for figure, (right, n, of) in promised.items()]


def _told(result: dict[str, Any], figure: str) -> list[tuple[int, int]]:
    """The scorer's numerator and denominator, if it has the figure."""
    return [(result["tally"][figure][0], result["tally"][figure][1])] if figure in result["tally"] else []


def promises(
    scorer: ModuleType, folder: Path, records: Path, misses: list[str] | None = None
) -> dict[str, tuple[int, int, str]]:
    """Figure -> (right, n, of what), over the documents of `folder` that have a record in `records`."""
    told: Counter[str] = Counter()
    for docid, _, _, gold in scorer.load_gold(str(folder)):
        path = records / f"{docid}.json"
        if not path.exists():
            continue
        record = json.loads(path.read_text(encoding="utf-8"))
        notes = [*_traces(gold, record, told), *_tolls(scorer, gold, record, told)]
        told["incidents"] += len(record["incidents"])
        told["asked"] += len(asked(record))
        if misses is not None:
            misses += [f"{docid}: {note}" for note in notes]
    return {
        "deaths that leave a trace": (told["traced"], told["deaths"], "coded deaths"),
        "settled tolls right": (told["right"], told["settled"], "tolls settled"),
        "incidents that are questions": (told["asked"], told["incidents"], "incidents read"),
    }


def settings(scorer: ModuleType, folder: Path, records: Path) -> dict[str, tuple[int, int, str]]:
    """Figure -> (right, n, of what): date and place over all main incidents; those not found count as wrong.

    A place is right by one of the coder's names and, where the coding holds it to a distance, within it; one that the
    coder leaves open is not asked for.
    """
    told: Counter[str] = Counter()
    for docid, _, _, gold in scorer.load_gold(str(folder)):
        path = records / f"{docid}.json"
        if not path.exists():
            continue
        record = json.loads(path.read_text(encoding="utf-8"))
        read = {i["id"]: i for i in record["incidents"]}
        found = {coded["id"]: read[key] for key, coded in matched_incidents(scorer, gold, record).items()}
        for coded in (g for g in gold["incidents"] if g.get("main") and not g.get("optional")):
            mine = found.get(coded["id"])
            dated = mine is not None and scorer.sys_date(mine) in scorer.gold_dates(coded)
            placed = mine is not None and place_right(scorer, coded.get("where"), mine.get("where") or {})
            told.update({"n": 1, "dated": dated, "placed": placed, "both": dated and placed})
    of = "main incidents"
    return {
        "date right, of all": (told["dated"], told["n"], of),
        "place right, of all": (told["placed"], told["n"], of),
        "date and place right, of all": (told["both"], told["n"], of),
    }


def place_right(scorer: ModuleType, coded: dict[str, Any] | None, mine: dict[str, Any]) -> bool:
    """Whether a place has a right name and, where the coding says how near, is near enough."""
    if coded is None:
        return True
    names = [coded.get("name"), *(coded.get("acceptable_names") or ())]
    if not scorer.place_match(mine.get("name"), names, coded.get("wrong_names") or ()):
        return False
    reach = coded.get("radius_km") or (scorer.KM if coded.get("precision") in ("exact", "near") else None)
    if reach is None or coded.get("lat") is None:
        return True
    return bool(scorer.km_between(coded["lat"], coded["lon"], mine["lat"], mine["lon"]) <= reach)


def asked(record: dict[str, Any]) -> set[str]:
    """Ids of the incidents that hold a question for a person."""
    return {c["incident"] for c in record["claims"] if c["use"] == "question" and c["incident"] is not None}


def _traces(gold: dict[str, Any], record: dict[str, Any], told: Counter[str]) -> list[str]:
    """Counts the coded claims of death that a claim, a question or a set-aside overlaps; the others are named."""
    spans = [(e["start"], e["end"]) for c in record["claims"] for e in c["evidence"]]
    spans += [(s["start"], s["end"]) for s in record["set_aside"]]
    lost = []
    for claim in gold["claims"]:
        if claim["harm"] == "killed":
            traced = any(start < claim["end"] and claim["start"] < end for start, end in spans)
            told["deaths"] += 1
            told["traced"] += traced
            lost += [] if traced else [f'no trace: "{claim["quote"]}"']
    return lost


def _tolls(scorer: ModuleType, gold: dict[str, Any], record: dict[str, Any], told: Counter[str]) -> list[str]:
    """Counts the totals of killed and injured that are settled without a question, and those the coder has.

    A settled total of an incident that no coded incident answers to is wrong, unless its claims answer to coded
    claims that belong to an incident which may be told in parts.
    """
    matched = matched_incidents(scorer, gold, record)
    open_ones = asked(record)
    wrong = []
    for incident in record["incidents"]:
        if incident["id"] in open_ones:
            continue
        coded = matched.get(incident["id"])
        for harm in ("killed", "injured"):
            if incident["totals"][harm] is None:
                continue
            right = coded is not None and all(scorer.total_parts(coded, incident, harm))
            told["settled"] += 1
            told["right"] += right
            if not right:
                want = "no such incident" if coded is None else (coded.get("totals") or {}).get(harm)
                wrong.append(f"settled toll: {harm} {incident['totals'][harm]}, coder {want}: {incident['title']}")
    return wrong


def matched_incidents(scorer: ModuleType, gold: dict[str, Any], record: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Id of a read incident -> the coded incident it answers to, as the scorer matches them: main ones first."""
    systems = record["incidents"]
    index = {s["id"]: i for i, s in enumerate(systems)}
    harmed = [c for c in record["claims"] if c["harm"]]
    weights = [[scorer.pair_weight(g, c) for c in harmed] for g in gold["claims"]]
    together: Counter[tuple[str, int]] = Counter()
    for g, c in scorer.assign(weights) if harmed and weights else []:
        coded, read = gold["claims"][g]["incident"], harmed[c]["incident"]
        if coded is not None and read in index:
            together[(coded, index[read])] += 1
    main = [g for g in gold["incidents"] if g.get("main") and not g.get("optional")]
    other = [g for g in gold["incidents"] if g not in main]
    found = scorer.match_incidents(main, list(enumerate(systems)), together)
    rest = [(i, s) for i, s in enumerate(systems) if i not in set(found.values())]
    found |= scorer.match_incidents(other, rest, together)
    by_id = {g["id"]: g for g in gold["incidents"]}
    return {systems[i]["id"]: by_id[g] for g, i in found.items()}
