"""Where sentences end: a small linear model over the words on both sides of a gap.

Offsets are code points, end exclusive. A blank line always ends a sentence; a single line break is white space.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from recount_language_en.tokens import Span, Tokenizer

MAX_WORDS = 200  # a sentence may have; longer ones are cut
SHORT_CHARS = 400  # below this a sentence cannot have too many words to need counting

BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*|\r\n?[^\S\n]*\r\n?\s*|[\u2029\x0c]\s*")
CHUNK = re.compile(r"\S+")
# "end.Start": a gap without white space, after a full stop that follows a small letter
TIGHT = re.compile(r"(?<=[a-z][.!?])(?=[A-Z][a-z])|(?<=[a-z][.!?][\"”’')])(?=[A-Z][a-z])")
END = re.compile(r"([.!?…]*)([\"'”’»)\]}*]*)([.!?…:;,\-–—]*)$")
START = re.compile(r"^[\"'“‘«(\[{*]*")
INITIAL = re.compile(r"[A-Z]\.$")
CLOSERS = "\"'”’»)]}*"
# A gap after a word without any mark needs this much more than nothing: measured on EWT dev (sentence F1 88.1 of 89.0)
# and on 137 news reports, where the unmarked ends of 3,685 fell from 14, all wrong, to 2.
UNMARKED = 20


@cache
def titles() -> frozenset[str]:
    """Abbreviations after which a name follows: no sentence ends there."""
    return frozenset((Path(__file__).parent / "data" / "titles.txt").read_text(encoding="utf-8").split())


@cache
def known_gaps() -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """Pairs of words (before, after a gap) that never, and that always, have a sentence's end between them."""
    told = json.loads((Path(__file__).parent / "data" / "gaps.json").read_text(encoding="utf-8"))
    joined = {pair for row in told["join"] for pair in product(row["after"], row["before"])}
    return frozenset(joined), frozenset(product(told["part"]["after"], told["part"]["before"]))


class Gap(NamedTuple):
    """A place where a sentence may end: after the chunk `left`, before the chunk at `right`."""

    left_end: int
    right_start: int
    left: int  # number of the chunk before
    right: int  # number of the chunk after


class Splitter:
    """Weights of features, in whole numbers; a gap ends a sentence where their sum is above zero."""

    def __init__(self, weights: dict[str, int], tokenizer: Tokenizer) -> None:
        self.weights = weights
        self.tokenizer = tokenizer

    @classmethod
    def from_file(cls, path: Path, tokenizer: Tokenizer) -> Splitter:
        return cls(json.loads(path.read_text(encoding="utf-8")), tokenizer)

    def split(self, text: str) -> list[Span]:
        """Sentence spans of a text, without white space at their edges."""
        spans: list[Span] = []
        for start, end in paragraphs(text):
            for a, b in self._sentences(text[start:end]):
                spans += self._short(text, start + a, start + b)
        return spans

    def _sentences(self, text: str) -> Iterator[Span]:
        """The sentences of one paragraph, which has no white space at its edges."""
        page = Paragraph(text)
        weights = self.weights
        start = first = 0
        for gap in page.gaps():
            bar = UNMARKED if page.is_unmarked(gap) else 0
            known = page.is_end(gap)
            if known or (known is None and sum(weights.get(f, 0) for f in page.features(gap, first)) > bar):
                yield start, gap.left_end
                start, first = gap.right_start, gap.right
        yield start, len(text)

    def _short(self, text: str, start: int, end: int) -> Iterator[Span]:
        """The sentence itself, or pieces of at most MAX_WORDS words, cut after a comma or the like where one is."""
        if end - start <= SHORT_CHARS:
            yield start, end
            return
        tokens = self.tokenizer.spans(text[start:end])
        first = 0
        while len(tokens) - first > MAX_WORDS:
            last = first + MAX_WORDS
            marks = range(last, first + MAX_WORDS // 2, -1)
            cut = next((i for i in marks if text[start + tokens[i - 1][0]] in ";,:–—"), last)
            yield start + tokens[first][0], start + tokens[cut - 1][1]
            first = cut
        if first < len(tokens):
            yield start + tokens[first][0], end


def paragraphs(text: str) -> Iterator[Span]:
    """The stretches between blank lines, without white space at their edges."""
    start = 0
    for match in [*BLANK_LINE.finditer(text), None]:
        end = match.start() if match else len(text)
        block = text[start:end]
        if block.strip():
            yield start + len(block) - len(block.lstrip()), start + len(block.rstrip())
        start = match.end() if match else end


def shape(word: str) -> str:
    """A letter for the case of a word: lower, Title, UPPER, one capital, digits, signs, other."""
    if word.islower():
        return "l"
    if word.isupper():
        return "I" if len(word) == 1 or word[1:2] == "." else "U"
    if word[:1].isdigit():
        return "d"
    if word[:1].isupper():
        return "T"
    return "o" if word[:1].isalnum() else "s"


def bucket(number: int) -> str:
    """A small number's class."""
    for limit in (0, 1, 2, 4, 8, 16, 32, 64):
        if number <= limit:
            return str(limit)
    return "+"


class Paragraph:
    """A paragraph in chunks between white space, and what a gap between two of them looks like."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.chunks = [match.span() for match in CHUNK.finditer(text)]
        self.words = [text[a : min(b, a + 64)] for a, b in self.chunks]
        self.tails = [text[max(a, b - 64) : b] for a, b in self.chunks]
        letters = text[:2000]
        # whether case says anything: (m)ixed, all (u)pper, all (l)ower
        self.case = "m"
        if letters.isupper():
            self.case = "u"
        elif letters.islower() and len(self.chunks) > 3:
            self.case = "l"

    def gaps(self) -> Iterator[Gap]:
        """Gaps where a sentence may end, in order."""
        for i, (start, end) in enumerate(self.chunks):
            if end - start > 3 and not self.words[i].isalpha():
                for match in TIGHT.finditer(self.text, start, end):
                    yield Gap(match.start(), match.start(), i, i)
            if i + 1 < len(self.chunks):
                last, following = self.text[end - 1], self.words[i + 1][0]
                if (not last.isalnum() and last != ",") or following.isupper() or not following.isalpha():
                    yield Gap(end, self.chunks[i + 1][0], i, i + 1)

    def is_unmarked(self, gap: Gap) -> bool:
        """Whether a word stands before the gap, with no mark and no line break after it."""
        between = self.text[gap.left_end : gap.right_start]
        return gap.left != gap.right and self.tails[gap.left][-1].isalnum() and "\n" not in between

    def is_end(self, gap: Gap) -> bool | None:
        """Whether the full stop of an abbreviation ends a sentence, where two words settle it: not in "5 p.m. Monday",
        "Dr. A. Hill", yes in "the U.S. He"; None where they do not."""
        if gap.left == gap.right or not self.tails[gap.left].endswith("."):
            return None
        left = self.tails[gap.left][:-1].lstrip("\"'“‘«([{*").lower()
        head = self.words[gap.right]
        right = head.rstrip(".,;:!?\"'”’)").lower()
        never, always = known_gaps()
        if (left, right) in never or (left in titles() and INITIAL.match(head)):
            return False
        return True if self.case == "m" and head[0].isupper() and (left, right) in always else None

    def features(self, gap: Gap, first: int) -> list[str]:
        """What speaks for or against an end here; `first` is the chunk that the running sentence started with."""
        if gap.left == gap.right:
            return ["tight", "tight " + self.case]
        tail = self.tails[gap.left]
        end = END.search(tail)
        stop, closer, after = end.groups() if end else ("", "", "")
        core = tail[: len(tail) - len(stop) - len(closer) - len(after)].lstrip("\"'“‘«([{*")
        mark = (
            (stop if len(stop) < 2 else "..." if set(stop) <= {".", "…"} else "!!")
            + ("c" if closer else "")
            + after[:2]
        )
        head = self.words[gap.right]
        opener = START.match(head)
        bare = head[opener.end() if opener else 0 :].rstrip(".,;:!?\"'”’)")
        left, right = shape(core), shape(bare or head)
        second = shape(self.words[gap.right + 1]) if gap.right + 1 < len(self.words) else "-"
        key = core.lower()
        before = shape(self.words[gap.left - 1]) if gap.left > first else "-"
        rest = bucket(len(self.chunks) - gap.right)
        base = f"{self.case}{mark}"
        opened = "o" if opener and opener.end() else ""
        kind = "t" if key in titles() else "i" if "." in key else "n"
        size = bucket(gap.right - first)
        depth = self.balance(first, gap.left)
        return [
            "bias",
            f"m {base}",
            f"mr {base} {right}{opened}",
            f"mlr {base} {left} {right}{opened}",
            f"mr2 {base} {right}{second}{opened}",
            f"lw {mark} {key[-24:]}",
            f"lwr {mark} {key[-24:]} {right}",
            f"rw {'.' if stop else after[:1]} {self.case}{opened} {bare.lower()[:24]}",
            f"k {base} {kind} {right}",
            f"kl {base} {kind} {bucket(len(key))} {left} {right}",
            f"s {base} {size} {right}",
            f"e {base} {rest} {right}",
            f"b {base} {before} {left} {right}",
            f"d {mark} {depth} {opened} {right}",
            f"n {'n' if chr(10) in self.text[gap.left_end : gap.right_start] else ''} {base} {right}",
            f"raw {tail[-3:]} {head[:1] if not head[:1].isalnum() else right}",
        ]

    def balance(self, first: int, last: int) -> str:
        """Whether quotation marks or brackets are open after the chunks first..last."""
        text = self.text[self.chunks[first][0] : self.chunks[last][1]][:1500]
        quotes = text.count('"') % 2 or text.count("“") > text.count("”")
        return ("q" if quotes else "") + (
            "b" if text.count("(") + text.count("[") > text.count(")") + text.count("]") else ""
        )
