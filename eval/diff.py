"""What a change of rules does to the records of real texts: gains, losses and changes, each with its sentence.

    uv run python eval/diff.py BASE [NEW] [--shared ../shared] [--sets gold,coded] [--only KIND,...] [--most N]

BASE and NEW are commits; without NEW, the files as they now are. A commit is checked out into a temporary worktree with
an environment of its own. Records are kept under `records/by-tree/` of the main working tree, by the content of the
reader, so that a second comparison with the same commit reads nothing. Sets: gold, coded, hrds, muc, polnear
(eval/texts.py); `coded-held` is held back, and only its counts are printed.
"""

import argparse
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
READER = ("recount", "packs", "uv.lock")  # what a record depends on
COUNTS_ONLY = {"coded-held"}
KINDS = (
    *("harm", "count", "standing", "extent", "use", "speaker", "incident", "group", "by", "when", "where", "event"),
    *("claim gained", "claim lost", "set aside gained", "set aside lost"),
    *("incident gained", "incident lost", "title", "total", "toll", "refused or read"),
)

Record = dict[str, Any]
Claim = dict[str, Any]


class Difference(NamedTuple):
    """One difference; `kind` is one of KINDS, `words` the sentence with the evidence in [brackets]."""

    kind: str
    docid: str
    what: str
    words: str


# Records of one state of the reader


def git(*arguments: str, **environment: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(ROOT), *arguments],
        capture_output=True,
        text=True,
        env=os.environ | environment,
    )
    if done.returncode:
        raise SystemExit(f"git {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.strip()


def working_tree() -> str:
    """The tree of the files as they now are, without touching the index."""
    with tempfile.TemporaryDirectory() as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        git("read-tree", "HEAD", **index)
        git("add", "--all", "--", *READER, **index)
        return git("write-tree", **index)


def state_of(tree: str) -> str:
    """A name for all of a tree that a record depends on, and for how the texts are cut (eval/texts.py)."""
    parts = [git("rev-parse", f"{tree}:{name}") for name in READER]
    cut = sha256((ROOT / "eval" / "texts.py").read_bytes()).hexdigest()
    return sha256("|".join([*parts, cut]).encode()).hexdigest()[:16]


def read_sets(python: Path, sets: Sequence[str], folder: Path, shared: Path) -> None:
    script = ROOT / "eval" / "texts.py"
    call = [str(python), str(script), str(folder), "--sets", ",".join(sets), "--shared", str(shared)]
    subprocess.run(call, check=True)


def records_of(commit: str | None, sets: Sequence[str], shared: Path) -> Path:
    """The folder with the records of these sets at a commit, or of the files as they now are; reads what is missing."""
    tree = working_tree() if commit is None else git("rev-parse", "--verify", f"{commit}^{{tree}}")
    common = Path(git("rev-parse", "--path-format=absolute", "--git-common-dir"))
    folder = common.parent / "records" / "by-tree" / state_of(tree)
    missing = [name for name in sets if not (folder / f"{name}.jsonl.gz").exists()]
    if not missing:
        return folder
    print(f"reading {', '.join(missing)} at {commit or 'the files as they are'} ...", file=sys.stderr)
    if commit is None:
        read_sets(Path(sys.executable), missing, folder, shared)
        return folder
    with tempfile.TemporaryDirectory() as place:
        checkout = Path(place) / "checkout"
        git("worktree", "add", "--quiet", "--detach", str(checkout), commit)
        try:
            environment = {k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"}
            sync = ["uv", "sync", "--quiet", "--frozen", "--no-dev", "--project", str(checkout)]
            subprocess.run(sync, check=True, env=environment)
            read_sets(checkout / ".venv" / "bin" / "python", missing, folder, shared)
        finally:
            git("worktree", "remove", "--force", str(checkout))
    return folder


def load(path: Path) -> dict[str, dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {line["id"]: line for line in map(json.loads, lines)}


# What differs in one record


def sentence_of(text: str, start: int, end: int, reach: int = 160) -> str:
    """The words around text[start:end], to the ends of its sentence or `reach` characters, the span in brackets."""
    before = re.split(r"(?<=[.!?])\s+(?=\S)|\n\s*\n", text[max(0, start - reach) : start])[-1]
    after = re.split(r"(?<=[.!?])\s|\n\s*\n", text[end : end + reach])[0]
    return " ".join(f"{before}[{text[start:end]}]{after}".split())


def overlap(one: Claim, two: Claim) -> float:
    """Shared code points of the evidence, as a share of the shorter."""
    spans, others = one["evidence"], two["evidence"]
    shared = sum(max(0, min(a["end"], b["end"]) - max(a["start"], b["start"])) for a in spans for b in others)
    return shared / min(sum(a["end"] - a["start"] for a in spans), sum(b["end"] - b["start"] for b in others))


def pairs_of(base: Sequence[Claim], new: Sequence[Claim]) -> list[tuple[Claim | None, Claim | None]]:
    """The claims of two records of one text, one to one: the same id first, then harm and act, then shared words."""
    scored = [
        ((a["id"] == b["id"], a["harm"] == b["harm"], a["event"] == b["event"], overlap(a, b)), i, j)
        for i, a in enumerate(base)
        for j, b in enumerate(new)
        if overlap(a, b) >= 0.5 and (a["harm"] == b["harm"] or (a["harm"] and b["harm"]))
    ]
    left, right, pairs = set(range(len(base))), set(range(len(new))), []
    for _, i, j in sorted(scored, key=lambda row: ([-float(part) for part in row[0]], row[1], row[2])):
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            pairs.append((base[i], new[j]))
    return [*pairs, *((base[i], None) for i in sorted(left)), *((None, new[j]) for j in sorted(right))]


def count_of(claim: Claim) -> str:
    count = claim["count"]
    return "no number" if count is None else f"{count['low']}..{count['high']} {count['unit']} ({count['wording']})"


def fields_of(claim: Claim) -> dict[str, Any]:
    """What is compared of a claim, by the kind of its difference, as words."""
    when, where, group, by = claim["when"], claim["where"], claim["group"], claim["by"]
    return {
        "harm": claim["harm"],
        "count": count_of(claim),
        "standing": claim["standing"],
        "extent": claim["extent"],
        "use": claim["use"],
        "speaker": " <- ".join(speaker["name"] or speaker["kind"] for speaker in claim["speakers"]),
        "group": group and f"{group['name']}, {group['status']}",
        "by": by and by["name"],
        "when": when and f"{when['start']}..{when['end']}",
        "where": where and f"{where['name']}, {where['country']}, {where['precision']}",
        "event": claim["event"]["sub_type"],
    }


def told(claim: Claim) -> str:
    """One claim in a line."""
    fields = fields_of(claim)
    named = [f"{fields['harm'] or claim['event']['sub_type']}", fields["count"], fields["standing"]]
    return "; ".join([*named, fields["extent"] or "no extent", fields["use"], f"by word of {fields['speaker']}"])


class Comparison:
    """Two records of one text, side by side."""

    def __init__(self, docid: str, base: Record, new: Record) -> None:
        self.docid, self.base, self.new = docid, base, new
        self.text: str = new["report"]["text"]
        self.pairs = pairs_of(base["claims"], new["claims"])
        self.incidents = self._incident_pairs()

    def _incident_pairs(self) -> dict[str, str]:
        """Incident of the new record for each of the base that shares the most of its claims, one to one."""
        votes: dict[tuple[str, str], int] = defaultdict(int)
        for a, b in self.pairs:
            if a and b and a["incident"] and b["incident"]:
                votes[a["incident"], b["incident"]] += 1
        matched: dict[str, str] = {}
        for (a, b), _ in sorted(votes.items(), key=lambda row: (-row[1], row[0])):
            if a not in matched and b not in matched.values():
                matched[a] = b
        return matched

    def difference(self, kind: str, what: str, span: dict[str, Any] | None = None) -> Difference:
        words = sentence_of(self.text, span["start"], span["end"]) if span else ""
        return Difference(kind, self.docid, what, words)

    def differences(self) -> Iterator[Difference]:
        for a, b in self.pairs:
            if a and b:
                yield from self._changes(a, b)
            elif claim := a or b:
                yield self.difference("claim lost" if a else "claim gained", told(claim), claim["evidence"][0])
        yield from self._set_aside()
        yield from self._incidents()

    def _changes(self, a: Claim, b: Claim) -> Iterator[Difference]:
        before, after = fields_of(a), fields_of(b)
        for kind, value in before.items():
            if value != after[kind]:
                why = f" ({b['why']})" if kind == "use" else ""
                yield self.difference(kind, f"{a['harm']}: {value} -> {after[kind]}{why}", b["evidence"][0])
        if (a["incident"] and self.incidents.get(a["incident"])) != b["incident"]:
            what = f"{a['harm']}: {self._title(self.base, a)} -> {self._title(self.new, b)}"
            yield self.difference("incident", what, b["evidence"][0])

    def _title(self, record: Record, claim: Claim) -> str:
        return next((i["title"] for i in record["incidents"] if i["id"] == claim["incident"]), "none")

    def _set_aside(self) -> Iterator[Difference]:
        before = {(s["start"], s["end"]): s for s in self.base["set_aside"]}
        after = {(s["start"], s["end"]): s for s in self.new["set_aside"]}
        for place in sorted(before.keys() ^ after.keys()):
            kind = "set aside lost" if place in before else "set aside gained"
            aside = before.get(place) or after[place]
            yield self.difference(kind, aside["reason"], aside)

    def _incidents(self) -> Iterator[Difference]:
        base = {i["id"]: i for i in self.base["incidents"]}
        new = {i["id"]: i for i in self.new["incidents"]}
        for key, incident in base.items():
            if key not in self.incidents:
                yield self.difference("incident lost", f"{incident['title']}; {totals(incident)}")
        for key, incident in new.items():
            if key not in self.incidents.values():
                yield self.difference("incident gained", f"{incident['title']}; {totals(incident)}")
        for key, other in self.incidents.items():
            yield from self._incident_changes(base[key], new[other])

    def _incident_changes(self, a: Record, b: Record) -> Iterator[Difference]:
        if a["title"] != b["title"]:
            yield self.difference("title", f"{a['title']} -> {b['title']}")
        if totals(a) != totals(b):
            yield self.difference("total", f"{b['title']}: {totals(a)} -> {totals(b)}")
        before, after = tolls(a), tolls(b)
        for line in sorted(set(before) ^ set(after)):
            yield self.difference("toll", f"{b['title']}: {'-' if line in before else '+'} {line}")


def totals(incident: Record) -> str:
    values = {harm: bounds for harm, bounds in incident["totals"].items() if bounds}
    return ", ".join(f"{h} {b['low']}/{b['best']}/{b['high']}" for h, b in values.items()) or "no total"


def tolls(incident: Record) -> list[str]:
    return [f"{t['harm']} {t['group']} ({t['status']}) {t['low']}/{t['best']}/{t['high']}" for t in incident["tolls"]]


def compare_sets(base: Path, new: Path) -> tuple[list[Difference], int]:
    """All differences of one set, in the order of the texts; and the number of texts."""
    before, after = load(base), load(new)
    found: list[Difference] = []
    for docid in sorted(before.keys() | after.keys()):
        a, b = before.get(docid, {}), after.get(docid, {})
        if "record" in a and "record" in b:
            found += Comparison(docid, a["record"], b["record"]).differences()
        elif a.get("error") != b.get("error"):
            found.append(Difference("refused or read", docid, f"{a.get('error')} -> {b.get('error')}", ""))
    return found, len(after)


# In print


def show(name: str, found: Sequence[Difference], texts: int, kinds: Sequence[str], most: int) -> None:
    grouped: dict[str, list[Difference]] = defaultdict(list)
    for difference in found:
        grouped[difference.kind].append(difference)
    changed = len({d.docid for d in found})
    print(f"\n=== {name}: {texts} texts, {changed} with differences")
    print("  " + (", ".join(f"{kind} {len(grouped[kind])}" for kind in KINDS if grouped[kind]) or "no difference"))
    if name in COUNTS_ONLY:
        print("  held back: counts only")
        return
    for kind in kinds:
        if grouped[kind]:
            print(f"\n--- {name}: {kind} ({len(grouped[kind])})")
        for difference in grouped[kind][:most]:
            print(f"{difference.docid}: {difference.what}")
            if difference.words:
                print(f"    {difference.words}")
        if len(grouped[kind]) > most:
            print(f"... and {len(grouped[kind]) - most} more")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base")
    parser.add_argument("new", nargs="?")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--sets", default="gold,coded")
    parser.add_argument("--only", default=",".join(KINDS), help=f"kinds to list, of: {', '.join(KINDS)}")
    parser.add_argument("--most", type=int, default=200, help="at most so many of each kind and set")
    given = parser.parse_args()
    if not given.shared.exists():
        parser.error(f"{given.shared}: no such folder; name the one that holds the texts with --shared")
    sets, kinds = given.sets.split(","), given.only.split(",")
    shared = given.shared.resolve()
    base, new = records_of(given.base, sets, shared), records_of(given.new, sets, shared)
    for name in sets:
        found, texts = compare_sets(base / f"{name}.jsonl.gz", new / f"{name}.jsonl.gz")
        show(name, found, texts, kinds, given.most)
    return 0


if __name__ == "__main__":
    sys.exit(main())
