"""What is read in our own sentences, written down line by line: a change of rules shows as a diff that somebody reads.

    uv run python tests/golden/make.py

The sentences are those of the tables of `tests/tables`, of the examples of the English words, and of the tests, some of
them in capitals too, and then the reports of `reports.txt`, whose events are invented: what one sentence tells another
shows only in them. Each line of `read.jsonl` holds one, with every claim, everything set aside and every incident.
"""

import ast
import json
import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

import recount
from recount.model.claim import Claim
from recount.model.reading import Reading

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
READ = HERE / "read.jsonl"
REPORTS = HERE / "reports.txt"  # whole reports of invented events, parted by lines of four hyphens
PUBLISHED = date(2021, 3, 16)
CAPITALS = 4  # one sentence in so many is read in capitals as well, as newswire wrote
# Tests whose sentences are made up for other things than reading, or that draw their own.
WITHOUT = ("golden", "view", "sitting", "review", "eval", "model", "text")
_SENTENCE = re.compile(r"[A-Z“\"'*•\d][^{}<>\\]{18,400}[.?!”\"'\w]")


def told(text: str) -> list[str]:
    """Every claim and everything set aside, a line each; then the incidents."""
    reading = recount.read(text, published=PUBLISHED)
    claims = [_claim(claim, reading) for claim in reading.claims]
    aside = [f"aside '{a.span.of(reading.document.text)}': {a.reason}" for a in reading.set_aside]
    incidents = [
        f"incident {i.title}; killed {i.killed}; injured {i.injured}; {_sides(i.sides)}" for i in reading.incidents
    ]
    return [*claims, *aside, *incidents]


def _claim(claim: Claim, reading: Reading) -> str:
    words = _words(claim, reading)
    group, when, where = claim.group, claim.when, claim.where
    facts = {
        "act": claim.act,
        "harm": claim.harm,
        "count": (claim.count_low, claim.count_high, claim.count_wording, claim.unit) if claim.count_wording else None,
        "group": (group.name, group.status, group.sex, group.age_group, group.side) if group else None,
        "kind": group.kind if group else None,
        "persons": [(p.name, p.age, p.sex, p.office, p.life) for p in group.persons] if group else None,
        "by": claim.by and (claim.by.name, claim.by.actor_id),
        "against": claim.against and (claim.against.name, claim.against.actor_id),
        "weapons": [w.name for w in claim.weapons],
        "targets": [(t.name, t.effect) for t in claim.targets],
        "when": when and (when.start.isoformat(), when.end.isoformat(), when.precision, when.wording, when.time),
        "where": where and (where.name, where.country, where.precision, where.wording),
        "origin": claim.origin,
        "voices": [(s.name, s.kind) for s in claim.speakers],
        "standing": claim.standing.value,
        "extent": claim.extent,
        "use": (claim.use, claim.why),
        "aim": claim.event.aim,
        "may mean": [c for actor in (claim.by, claim.against) if actor for c in actor.candidates],
        "inside": claim.part_of and _words(reading.claim(claim.part_of), reading),
        "notes": list(claim.notes),
    }
    return f"'{words}' " + "; ".join(f"{name} {value}" for name, value in facts.items() if value)


def _words(claim: Claim, reading: Reading) -> str:
    return " … ".join(span.of(reading.document.text) for span in claim.evidence)


def _sides(sides: Any) -> str:
    return ", ".join(f"{side.name} ({side.role})" for side in sides)


def sentences() -> list[str]:
    """Our own sentences, each once, in the order of their files."""
    found = dict.fromkeys(_of_words())
    for path in sorted((ROOT / "tests").rglob("*")):
        if path.relative_to(ROOT / "tests").parts[0] in WITHOUT:
            continue
        if path.suffix == ".yml" and path.stem != "swaps":
            found.update(dict.fromkeys(_strings(yaml.safe_load(path.read_text(encoding="utf-8")))))
        if path.suffix == ".py":
            found.update(dict.fromkeys(_literals(path)))
    found.update(dict.fromkeys(_swapped()))
    mixed = [text for text in found if _SENTENCE.fullmatch(text)]
    return [*mixed, *(text.upper() for text in mixed if _in_capitals(text)), *_reports()]


def _reports() -> list[str]:
    return [text.strip() for text in REPORTS.read_text(encoding="utf-8").split("\n----\n")]


def _in_capitals(text: str) -> bool:
    """By its own hash, so that a new sentence changes no other's form."""
    return int(sha256(text.encode()).hexdigest(), 16) % CAPITALS == 0


def _swapped() -> list[str]:
    """Some of the sentences that `eval/swap.py` reads with the sides changed over."""
    table = ROOT / "tests" / "tables" / "swaps.yml"
    return list(_strings(yaml.safe_load(table.read_text(encoding="utf-8"))))


def _of_words() -> Iterator[str]:
    """The examples of every entry of the English words, without their brackets."""
    for path in sorted((ROOT / "recount/knowledge/data/en").glob("*.yml")):
        for text in _strings(yaml.safe_load(path.read_text(encoding="utf-8"))):
            yield re.sub(r"[\[\]]", "", text)


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from _strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from _strings(value)


def _literals(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {id(node.body[0].value) for node in ast.walk(tree) if _has_docstring(node)}  # type: ignore[attr-defined]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in named:
            yield node.value


def _has_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None


def main() -> None:
    lines = []
    for text in sentences():
        read = told(text)
        if read:
            lines.append(json.dumps({"text": text, "read": read}, ensure_ascii=False))
    READ.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} sentences and reports")


if __name__ == "__main__":
    main()
