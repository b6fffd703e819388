"""The texts that readings are compared over, and their records.

    uv run python eval/texts.py OUT --sets gold,coded [--shared ../shared]

Writes `OUT/<set>.jsonl.gz`: one line a text, {"id", "record"}, or {"id", "error"} where the text is refused. Sets:
`gold` and `coded` (reports coded in the form of the gold set; `coded-held`, a quarter of the second, by the hash of the
id, is for counts only), `hrds`, `muc` (all but TST3) and `polnear` (dev). A text that stands in an earlier set is left
out of the later ones, held back or not.
"""

import argparse
import gzip
import html
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import recount


class Text(NamedTuple):
    id: str
    text: str
    published: date | None


def is_held_back(docid: str, n: int = 4) -> bool:
    """Whether a coded report belongs to the part that nobody tunes on."""
    return int(sha256(docid.encode()).hexdigest(), 16) % n == 0


def _coded_form(folder: Path) -> Iterator[Text]:
    for coding in sorted(folder.glob("*.json")):
        path = coding.with_suffix(".txt")
        if path.exists():
            published = json.loads(coding.read_text(encoding="utf-8"))["doc"].get("published")
            text = path.read_bytes().decode("utf-8")
            yield Text(coding.stem, text, date.fromisoformat(published) if published else None)


def _gold(shared: Path) -> Iterator[Text]:
    return _coded_form(shared / "gold")


def _coded(shared: Path) -> Iterator[Text]:
    return (text for text in _coded_form(shared / "coded") if not is_held_back(text.id))


def _coded_held(shared: Path) -> Iterator[Text]:
    return (text for text in _coded_form(shared / "coded") if is_held_back(text.id))


def _already(shared: Path) -> set[str]:
    return {path.stem for name in ("gold", "coded") for path in (shared / name).glob("*.json")}


def _hrds(shared: Path) -> Iterator[Text]:
    known = _already(shared)
    articles = json.loads((shared / "benchmarks" / "hrdsattack" / "train.json").read_text(encoding="utf-8"))
    for article in articles:
        sample = article["sample"]
        docid = f"hrds-{sample['Input.GLOBALEVENTID']}"
        if docid not in known:
            marked = re.sub(r"</p>|<br\s*/?>", "\n\n", sample["Input.article_interface"])
            body = html.unescape(re.sub(r"<[^>]+>", "", marked))
            paragraphs = [part.strip() for part in [sample["Input.title"], *body.split("\n\n")]]
            yield Text(
                docid, "\n\n".join(filter(None, paragraphs)), date.fromisoformat(sample["Input.publish_date"][:10])
            )


def _muc(shared: Path) -> Iterator[Text]:
    known = _already(shared)
    for path in sorted((shared / "benchmarks" / "muc4" / "texts").iterdir()):
        if path.name.startswith("tst3"):
            continue
        parts = re.split(r"(?m)^((?:DEV|TST\d)-MUC\d-\d{4})\b.*$", path.read_bytes().decode("utf-8", "replace"))
        for name, text in zip(parts[1::2], parts[2::2], strict=True):
            if f"muc-{name}" not in known:
                yield Text(f"muc-{name}", text.strip() + "\n", None)


def _polnear(shared: Path) -> Iterator[Text]:
    for path in sorted((shared / "benchmarks" / "polnear" / "dev" / "text").glob("*.txt")):
        day = re.search(r"_(\d{4}-\d\d-\d\d)_", path.name)
        yield Text(path.stem, path.read_bytes().decode("utf-8"), date.fromisoformat(day[1]) if day else None)


SETS: dict[str, Callable[[Path], Iterator[Text]]] = {
    "gold": _gold,
    "coded": _coded,
    "coded-held": _coded_held,
    "hrds": _hrds,
    "muc": _muc,
    "polnear": _polnear,
}


def write_records(texts: Iterator[Text], out: Path) -> None:
    """The records of the texts, one a line; written whole or not at all."""
    part = out.with_suffix(f".{os.getpid()}")
    with gzip.open(part, "wt", encoding="utf-8") as lines:
        for docid, text, published in texts:
            line: dict[str, object] = {"id": docid}
            try:
                line["record"] = recount.record_of(recount.read(text, published))
            except recount.RecountError as error:
                line["error"] = str(error)
            lines.write(json.dumps(line, ensure_ascii=True) + "\n")
    part.replace(out)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--sets", required=True)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for name in given.sets.split(","):
        write_records(SETS[name](given.shared), given.out / f"{name}.jsonl.gz")
    return 0


if __name__ == "__main__":
    sys.exit(main())
