"""Exactly right totals of killed and injured, beside a regular expression in the same run.

    uv run python -m eval.totals [--shared ../shared] [--split TST3]

Over reports with one main incident whose total the coder states: a report's figure is that of its first incident
that has one. Gold form: the coder's `totals` of the one main incident; MUC-4: the numbers of those killed or injured
in the one template, where each is a number. A report without a total is left out.
"""

import argparse
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import recount
from eval.muc4.templates import Template, read_templates
from eval.muc4.texts import read_texts
from eval.rows import Row, printed, share

HARMS = ("killed", "injured")
_EFFECTS = {"killed": "DEATH", "injured": "INJURY"}

# The ten lines: a number before, or soon after, a word of harm.
_ONE = r"(\d[\d,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens)"
_NAMES = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORDS = {word: i for i, word in enumerate(_NAMES, 2)}
_WORDS |= {"a": 1, "an": 1, "one": 1, "dozens": 24}
_VERBS = {"killed": r"(?:killed|dead|died|deaths|murdered|assassinated)", "injured": r"(?:injured|wounded|hurt)"}


def by_expression(text: str, harm: str) -> int | None:
    """The first number that stands at most four words before a word of harm, or right behind it."""
    before = rf"\b{_ONE}(?:\s+[\w'-]+){{0,4}}?\s+{_VERBS[harm]}\b"
    behind = rf"\b{_VERBS[harm]}\s+(?:at least\s+)?{_ONE}\b"
    match = re.search(f"{before}|{behind}", text, re.IGNORECASE)
    word = next((g for g in match.groups() if g), "").lower().replace(",", "") if match else ""
    return int(word) if word.isdigit() else _WORDS.get(word)


@dataclass(frozen=True, slots=True)
class Case:
    """One report with one main incident; `totals`: harm -> the coder's figure, where there is one."""

    text: str
    published: date | None
    totals: dict[str, int]


def gold_cases(folder: Path) -> Iterator[Case]:
    """Reports of a folder of gold form whose one main incident has a best figure."""
    for coding in sorted(folder.glob("*.json")):
        text = coding.with_suffix(".txt")
        if not text.exists():
            continue
        coded = json.loads(coding.read_text(encoding="utf-8"))
        main = [i for i in coded["incidents"] if i.get("main")]
        published = coded["doc"].get("published")
        totals = {h: t["best"] for h in HARMS for t in [main[0]["totals"].get(h)] if t} if len(main) == 1 else {}
        known = {h: n for h, n in totals.items() if n is not None}
        if known:
            yield Case(text.read_bytes().decode("utf-8"), date.fromisoformat(published) if published else None, known)


def muc_cases(folder: Path, split: str) -> Iterator[Case]:
    """Texts of MUC-4 with one template whose victims are all counted."""
    keys = {d: t for p in (folder / "keys").glob(f"key-{split.lower()}*") for d, t in read_templates(p).items()}
    for doc, text in read_texts(folder, split):
        templates = [t for t in keys.get(doc, []) if not t.optional]
        totals = {h: n for h in HARMS for n in [_total(templates[0], h)] if n} if len(templates) == 1 else {}
        if totals:
            yield Case(text, None, totals)


def _total(template: Template, harm: str) -> int | None:
    """The sum of the numbers of those to whom a template's effect happened; None if one is no number."""
    hit = {tag for f in template.fills("hum-tgt-effect") if _EFFECTS[harm] in f.values for tag in f.tags}
    numbers = [f.values[0] for f in template.fills("hum-tgt-num") if hit & set(f.tags)]
    return sum(map(int, numbers)) if numbers and all(n.isdigit() for n in numbers) else None


def by_recount(case: Case, harm: str) -> int | None:
    """The best figure of the first incident that has one."""
    try:
        reading = recount.read(case.text, case.published)
    except recount.RecountError:
        return None
    told = [i.killed if harm == "killed" else i.injured for i in reading.incidents]
    return next((bounds.best for bounds in told if bounds is not None and bounds.best), None)


def rows(name: str, split: str, cases: Iterator[Case]) -> list[Row]:
    """The share of exactly right totals of each harm, recount's beside the expression's."""
    counts = {harm: [0, 0, 0] for harm in HARMS}
    for case in cases:
        for harm, total in case.totals.items():
            counts[harm][0] += 1
            counts[harm][1] += by_recount(case, harm) == total
            counts[harm][2] += by_expression(case.text, harm) == total
    found = []
    for harm, (n, ours, plain) in counts.items():
        row = share(name, split, f"{harm} total exactly right", ours, n, "reports")
        found.append(
            Row(row.set, row.split, row.figure, row.value, n, row.of, None, plain / n if n else None, "expression")
        )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--split", default="TST3", choices=["DEV", "TST1", "TST2", "TST3"])
    given = parser.parse_args()
    sets: dict[tuple[str, str], Callable[[], Iterator[Case]]] = {
        ("gold", "all"): lambda: gold_cases(given.shared / "gold"),
        ("muc4", given.split): lambda: muc_cases(given.shared / "benchmarks" / "muc4", given.split),
    }
    print(printed([row for (name, split), cases in sets.items() for row in rows(name, split, cases())]))


if __name__ == "__main__":
    main()
