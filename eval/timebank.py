"""TimeML news (TimeBank 1.2, Pustejovsky and others 2003): words of time and their TIMEX3 values, beside dateparser.

`score(folder)` reads `*.tml`: the TIMEX3 of the body, not the day of creation, which both readers are told. The
held-back half is only counted.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from dateparser.search import search_dates

from eval.folds import part_of
from eval.intervals import bootstrap
from eval.reports import analysed
from eval.rows import Row
from recount.find.dates.timex import find_timexes
from recount.knowledge.times import load_timex
from recount.model.span import Span

SET = "TimeBank"


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of time as a coder or a reader marks them. `kind`: DATE TIME DURATION SET."""

    span: Span
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article's body. Spans are half-open offsets in code points of `text`."""

    id: str
    text: str
    written: date
    gold: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """One article's counts: marked by the coders, given by a reader, and those of both that agree."""

    marked: int
    given: int
    strict: int
    relaxed: int
    kind: int
    value: int


def articles(folder: Path) -> list[Article]:
    """The articles of a folder, by name. Raises ValueError, naming the file, where no day of creation is told."""
    return [_article(path) for path in sorted(folder.glob("*.tml"))]


def _article(path: Path) -> Article:
    root = ET.fromstring(path.read_text(encoding="utf-8"))
    created = root.find("DCT/TIMEX3")
    body = root.find("TEXT")
    found = re.match(r"\d{4}-\d{2}-\d{2}", created.get("value", "") if created is not None else "")
    if body is None or found is None:
        raise ValueError(f"{path.name}: no body, or no day of creation in DCT/TIMEX3")
    text, gold = flattened(body)
    return Article(path.stem, text, date.fromisoformat(found[0]), gold)


def flattened(body: ET.Element) -> tuple[str, tuple[Marked, ...]]:
    """The text of an element without its tags, and its TIMEX3; those without words of their own are left out."""
    parts: list[str] = []
    marked: list[Marked] = []
    _flatten(body, parts, marked)
    return "".join(parts), tuple(sorted(marked, key=lambda m: m.span))


def _flatten(element: ET.Element, parts: list[str], marked: list[Marked]) -> None:
    start = sum(map(len, parts))
    parts.append(element.text or "")
    for child in element:
        _flatten(child, parts, marked)
        parts.append(child.tail or "")
    end = sum(map(len, parts))
    if element.tag == "TIMEX3" and end > start:
        marked.append(Marked(Span(start, end), element.get("type", ""), element.get("value", "")))


# --- the readers


def heard(article: Article) -> tuple[Marked, ...]:
    """What recount finds."""
    analysis = analysed(article.text, article.written)
    assert analysis.document.text == article.text, article.id
    found = find_timexes(analysis, load_timex(), article.written)
    return tuple(Marked(t.span, t.kind, t.value) for t in found)


def beside(article: Article) -> tuple[Marked, ...]:
    """What dateparser finds, told the same day; a span is where its words next stand in the text."""
    settings = {"RELATIVE_BASE": datetime(article.written.year, article.written.month, article.written.day)}
    found, place = [], 0
    for words, when in search_dates(article.text, languages=["en"], settings=settings) or ():
        start = article.text.find(words, place)
        if start >= 0:
            place = start + len(words)
            clock = (when.hour, when.minute, when.second) != (0, 0, 0) and ":" in words
            value = when.strftime("%Y-%m-%dT%H:%M" if clock else "%Y-%m-%d")
            found.append(Marked(Span(start, place), "TIME" if clock else "DATE", value))
    return tuple(found)


# --- the measure


def tallied(gold: Sequence[Marked], given: Sequence[Marked]) -> Tally:
    """Relaxed: the spans overlap, one to one, those of the same words first (TempEval-3)."""
    left, pairs = list(given), []
    for same in (True, False):
        for mark in gold:
            if any(mark is paired for paired, _ in pairs):
                continue
            found = next((g for g in left if (g.span == mark.span if same else g.span.overlaps(mark.span))), None)
            if found is not None:
                left.remove(found)
                pairs.append((mark, found))
    return Tally(
        marked=len(gold),
        given=len(given),
        strict=sum(mark.span == found.span for mark, found in pairs),
        relaxed=len(pairs),
        kind=sum(mark.kind == found.kind for mark, found in pairs),
        value=sum(mark.value == found.value for mark, found in pairs),
    )


def f1(tallies: Sequence[Tally], right: Callable[[Tally], int]) -> float | None:
    both = sum(t.marked + t.given for t in tallies)
    return 2 * sum(map(right, tallies)) / both if both else None


def precision(tallies: Sequence[Tally], right: Callable[[Tally], int]) -> float | None:
    given = sum(t.given for t in tallies)
    return sum(map(right, tallies)) / given if given else None


def recall(tallies: Sequence[Tally], right: Callable[[Tally], int]) -> float | None:
    marked = sum(t.marked for t in tallies)
    return sum(map(right, tallies)) / marked if marked else None


FIGURES: dict[str, Callable[[Tally], int]] = {
    "recognised, strict": lambda t: t.strict,
    "recognised, relaxed": lambda t: t.relaxed,
    "type": lambda t: t.kind,
    "value": lambda t: t.value,
}


def score(folder: Path, misses: list[str] | None = None) -> list[Row]:
    """Recognition, type and value on both halves; misses are of the half that is for developing."""
    rows: list[Row] = []
    told = articles(folder)
    for split, part in (("held back", 0), ("developed on", 1)):
        half = [a for a in told if part_of(a.id, 2) == part]
        found = [heard(a) for a in half]
        if misses is not None and part:
            misses += [miss for a, given in zip(half, found, strict=True) for miss in _misses(a, given)]
        rows += _rows(split, half, found)
    return rows


def _rows(split: str, half: Sequence[Article], found: Sequence[tuple[Marked, ...]]) -> list[Row]:
    ours = [tallied(a.gold, given) for a, given in zip(half, found, strict=True)]
    theirs = [tallied(a.gold, beside(a)) for a in half]
    rows = []
    for name, right in FIGURES.items():
        rows.append(_row(split, f"{name}, F1", ours, theirs, partial(f1, right=right)))
        if name.startswith("recognised"):
            rows.append(_row(split, f"{name}, precision", ours, theirs, partial(precision, right=right)))
            rows.append(_row(split, f"{name}, recall", ours, theirs, partial(recall, right=right)))
    return rows


def _row(
    split: str,
    figure: str,
    ours: Sequence[Tally],
    theirs: Sequence[Tally],
    measure: Callable[[Sequence[Tally]], float | None],
) -> Row:
    marked = sum(t.marked for t in ours)
    return Row(
        SET, split, figure, measure(ours), marked, "TIMEX3", bootstrap(ours, measure), measure(theirs), "dateparser"
    )


def _misses(article: Article, given: Sequence[Marked]) -> Iterator[str]:
    for mark in article.gold:
        found = next((g for g in given if g.span.overlaps(mark.span)), None)
        told = f'{article.id}, {article.written}: "{mark.span.of(article.text)}" is {mark.kind} {mark.value}'
        if found is None:
            yield f"{told}, not found"
        elif found.value != mark.value:
            yield f"{told}, and not {found.value}"
    for found in given:
        if not any(found.span.overlaps(mark.span) for mark in article.gold):
            yield f'{article.id}: "{found.span.of(article.text)}" is no TIMEX3'
