"""Reads every report of a coded folder and scores the records with that folder's scorer.

    uv run python eval/gold.py ../shared/gold [--records DIR] [--details] [--held-back N | --not-held-back N]

The folder holds `<id>.txt` and `<id>.json` (with `doc.published`); the scorer is `score.py` beside them or in
`../gold`.
"""

import argparse
import importlib.util
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import recount


def documents(folder: Path, held_back: int | None = None, keep: bool = True) -> Iterator[tuple[str, Path, date | None]]:
    """(id, text file, date of publication) of each coded report; with `held_back` n, only the (not) held-back ones."""
    for coding in sorted(folder.glob("*.json")):
        text = coding.with_suffix(".txt")
        if not text.exists():
            continue
        is_held = held_back is not None and int(sha256(coding.stem.encode()).hexdigest(), 16) % held_back == 0
        if held_back is not None and is_held != keep:
            continue
        published = json.loads(coding.read_text(encoding="utf-8"))["doc"].get("published")
        yield coding.stem, text, date.fromisoformat(published) if published else None


def write_records(folder: Path, out: Path, held_back: int | None = None, keep: bool = True) -> tuple[set[str], float]:
    """Reads each report into `out/<id>.json`; returns the ids and the seconds that reading took."""
    out.mkdir(parents=True, exist_ok=True)
    ids, spent = set(), 0.0
    for docid, text, published in documents(folder, held_back, keep):
        begin = time.perf_counter()
        try:
            record = recount.record_json(recount.read_file(str(text), published))
        except recount.RecountError as error:
            print(f"{docid}: {error}", file=sys.stderr)
            continue
        finally:
            ids.add(docid)
        spent += time.perf_counter() - begin
        (out / f"{docid}.json").write_text(record, encoding="utf-8")
    return ids, spent


def scorer(folder: Path) -> ModuleType:
    """The scorer that comes with the coded reports."""
    path = next(p for p in (folder / "score.py", folder.parent / "gold" / "score.py") if p.exists())
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(
    folder: Path, records: Path, held_back: int | None = None, keep: bool = True
) -> tuple[Any, ModuleType, float]:
    """(result of the scorer, the scorer, seconds of reading)."""
    ids, spent = write_records(folder, records, held_back, keep)
    module = scorer(folder)
    return module.score_set(str(folder), str(records), only=ids), module, spent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--records", type=Path, help="keep the records here")
    parser.add_argument("--details", action="store_true", help="list every miss under its document")
    parser.add_argument("--held-back", type=int, metavar="N", help="only ids with sha256(id) %% N == 0")
    parser.add_argument("--not-held-back", type=int, metavar="N", help="only the other ids")
    given = parser.parse_args()
    n = given.held_back or given.not_held_back
    with tempfile.TemporaryDirectory() as folder:
        result, module, spent = score(given.folder, given.records or Path(folder), n, given.not_held_back is None)
    module.show(result, given.details)
    print(f"read in {spent:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
