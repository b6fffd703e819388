"""PolNeAR (Newell and others 2018): who says what in political news, against what recount's finder of speech finds.

`score(folder)` reads `dev/text/*.txt` and the annotations beside it, `dev/attributions/<text>_<coder>.ann`; of several
coders of one article the first by name. The train part is for looking; the figures are of dev.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.intervals import bootstrap
from eval.reports import analysed, knowledge
from eval.rows import Row
from recount.find.speech import find_speech
from recount.model.span import Span

SET = "PolNeAR"
ROLES = ("source", "cue", "content")
Marked = dict[str, frozenset[Span]]  # role -> its spans; a part of a broken span is a span of its own


@dataclass(frozen=True, slots=True)
class Article:
    id: str
    text: str
    gold: Marked


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one role in one article: spans found of those marked, spans right of those given; the same in words."""

    found: int
    marked: int
    right: int
    given: int
    words_both: int
    words_marked: int
    words_given: int


def articles(folder: Path, part: str) -> list[Article]:
    """The articles of a part that somebody annotated, by name. Offsets are code points of the text as it stands."""
    told = []
    for path in sorted((folder / part / "text").glob("*.txt")):
        coded = sorted((folder / part / "attributions").glob(f"{path.stem}_*.ann"))
        if coded:
            lines = coded[0].read_text(encoding="utf-8").splitlines()
            told.append(Article(path.stem, path.read_bytes().decode("utf-8"), marked(lines)))
    return told


def marked(lines: Sequence[str]) -> Marked:
    """The spans of a stand-off annotation: "T1<tab>Source 4 9;12 15<tab>words"."""
    found: dict[str, set[Span]] = {role: set() for role in ROLES}
    for line in lines:
        match = re.match(r"T\d+\t(Source|Cue|Content) ([\d ;]+)\t", line)
        if match is not None:
            parts = [part.split() for part in match[2].split(";")]
            found[match[1].lower()] |= {Span(int(start), int(end)) for start, end in parts}
    return {role: frozenset(spans) for role, spans in found.items()}


def heard(text: str) -> Marked:
    """What recount finds in a text: the spans of its speeches, of one inside another the outer alone, as the set has no
    word in two attributions."""
    told = find_speech(analysed(text), knowledge().speech)
    speeches = [s for s in told if s.cue is None or not any(c.holds(s.cue) for o in told for c in o.content)]
    return {
        "source": frozenset(s.source for s in speeches if s.source is not None),
        "cue": frozenset(s.cue for s in speeches if s.cue is not None),
        "content": frozenset(span for s in speeches for span in s.content),
    }


def compared(text: str, gold: frozenset[Span], given: frozenset[Span]) -> Tally:
    """A span is found, or right, where it shares a character with one of the other side."""
    words = [Span(m.start(), m.end()) for m in re.finditer(r"\w+", text)]
    in_gold, in_given = _words_in(words, gold), _words_in(words, given)
    return Tally(
        found=sum(any(g.overlaps(s) for s in given) for g in gold),
        marked=len(gold),
        right=sum(any(s.overlaps(g) for g in gold) for s in given),
        given=len(given),
        words_both=len(in_gold & in_given),
        words_marked=len(in_gold),
        words_given=len(in_given),
    )


def _words_in(words: Sequence[Span], spans: frozenset[Span]) -> set[Span]:
    return {word for word in words if any(span.holds(word) for span in spans)}


def score(folder: Path, part: str = "dev", misses: list[str] | None = None) -> list[Row]:
    """Overlap and word F1 of source, cue and content over a part's articles."""
    told = articles(folder, part)
    found = [heard(article.text) for article in told]
    if misses is not None:
        misses += [m for a, given in zip(told, found, strict=True) for m in _misses(a, given)]
    made = []
    for role in ROLES:
        tallies = [compared(a.text, a.gold[role], given[role]) for a, given in zip(told, found, strict=True)]
        for figure, f1 in (("overlap F1", overlap_f1), ("word F1", word_f1)):
            made.append(
                Row(SET, part, f"{role}, {figure}", f1(tallies), len(tallies), "articles", bootstrap(tallies, f1))
            )
    return made


def overlap_f1(tallies: Sequence[Tally]) -> float | None:
    marked, given = sum(t.marked for t in tallies), sum(t.given for t in tallies)
    if not marked or not given:
        return 0.0 if marked or given else None
    recall, precision = sum(t.found for t in tallies) / marked, sum(t.right for t in tallies) / given
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def word_f1(tallies: Sequence[Tally]) -> float | None:
    all_words = sum(t.words_marked + t.words_given for t in tallies)
    return 2 * sum(t.words_both for t in tallies) / all_words if all_words else None


def _misses(article: Article, given: Marked) -> Iterator[str]:
    for role in ROLES:
        for span in sorted(article.gold[role]):
            if not any(span.overlaps(s) for s in given[role]):
                yield f'{article.id}: {role} not found: "{span.of(article.text)}"'
        for span in sorted(given[role]):
            if not any(span.overlaps(g) for g in article.gold[role]):
                yield f'{article.id}: no such {role}: "{span.of(article.text)}"'
