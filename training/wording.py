"""Makes recount/knowledge/data/en/wording.yml: in how many news reports of violence each word stands.

    uv run python training/wording.py ../shared/benchmarks

Counted in the 1,300 texts that MUC-3 was developed on (none of its test texts). They are in capitals, so a word is
taken only where ECB+ or TimeBank have it in small letters: names are compared as names, and every one weighs the same.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

LEAST = 13  # of the texts, one in a hundred: rarer words all weigh the same
_WORD = re.compile(r"[^\W\d_]{3,}")
_TEXT = re.compile(r"^DEV-MUC3-\d+ ", re.MULTILINE)
_HEAD = """about: >-
  In how many reports of violence a word stands. Words are grouped by that number; what is not listed stands in fewer than
  the least. No names: those are compared as names, and each weighs the same.
source: "counted by training/wording.py in the 1,300 texts that MUC-3 (1991) was developed on"
date: "2026-11-25"
"""


def counted(texts: Iterable[str], small: Counter[str]) -> dict[int, list[str]]:
    """Words by the number of texts that they stand in; `small`: in how many texts a word stands in small letters."""
    found = Counter(word for text in texts for word in set(_WORD.findall(text.casefold())))
    grouped: dict[int, list[str]] = defaultdict(list)
    for word, number in sorted(found.items()):
        if number >= LEAST and small[word] > 1:
            grouped[number].append(word)
    return grouped


def main() -> None:
    shared = Path(sys.argv[1])
    texts = [t for path in sorted((shared / "muc4/texts").glob("dev-*")) for t in _TEXT.split(path.read_text("utf-8"))]
    texts = [text for text in texts if text.strip()]
    other = [json.loads(line)["text"] for line in (shared / "ecbplus/documents.jsonl").open(encoding="utf-8")]
    other += [
        re.sub(r"<[^>]*>", "", p.read_text("utf-8")) for p in sorted((shared / "timebank/TimeBank").glob("*.tml"))
    ]
    small = Counter(word for text in other for word in {w for w in _WORD.findall(text) if w.islower()})
    lines = [f"texts: {len(texts)}", "in_texts:"]
    for number, words in sorted(counted(texts, small).items(), reverse=True):
        lines.append(f'  {number}: "{" ".join(words)}"')
    path = Path(__file__).parents[1] / "recount/knowledge/data/en/wording.yml"
    path.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.name}: {sum(map(len, counted(texts, small).values()))} words of {len(texts)} texts")


if __name__ == "__main__":
    main()
