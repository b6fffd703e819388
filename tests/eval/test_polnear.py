"""PolNeAR's form and its figures, on an invented article."""

from pathlib import Path

import pytest

from eval.polnear import articles, compared, heard, marked, overlap_f1, score, word_f1
from recount.model.span import Span

TEXT = "The mayor said that nine villagers had died.\n\nHe left the town."
LINES = [
    "T1\tSource 0 9\tThe mayor",
    "T2\tCue 10 14\tsaid",
    "T3\tContent 15 24;25 43\tthat nine villagers had died",
    "T4\tAttribution 10 14\tsaid",
    "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1",
]


def test_a_broken_span_has_parts() -> None:
    assert marked(LINES) == {
        "source": {Span(0, 9)},
        "cue": {Span(10, 14)},
        "content": {Span(15, 24), Span(25, 43)},
    }


def test_the_first_coder_of_an_article_is_taken_and_an_uncoded_article_left(tmp_path: Path) -> None:
    for name in ("text", "attributions"):
        (tmp_path / "dev" / name).mkdir(parents=True)
    for name in ("told", "untold"):
        (tmp_path / "dev" / "text" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "dev" / "attributions" / "told_b.ann").write_text("", encoding="utf-8")
    (tmp_path / "dev" / "attributions" / "told_a.ann").write_text("\n".join(LINES), encoding="utf-8")
    (article,) = articles(tmp_path, "dev")
    assert article.gold == marked(LINES)
    misses: list[str] = []
    figures = {row.figure: row.value for row in score(tmp_path, misses=misses)}
    assert figures["source, overlap F1"] == figures["cue, overlap F1"] == figures["content, overlap F1"] == 1.0
    assert misses == []


def test_recount_hears_source_cue_and_content() -> None:
    assert {role: [s.of(TEXT) for s in spans] for role, spans in heard(TEXT).items()} == {
        "source": ["mayor"],
        "cue": ["said"],
        "content": ["nine villagers had died."],
    }


def test_figures_of_a_near_miss() -> None:
    tally = compared("one two three four", frozenset({Span(0, 7), Span(14, 18)}), frozenset({Span(4, 13)}))
    assert (tally.found, tally.marked, tally.right, tally.given) == (1, 2, 1, 1)
    assert overlap_f1([tally]) == pytest.approx(2 / 3)
    assert word_f1([tally]) == pytest.approx(2 * 1 / (3 + 2))
    assert overlap_f1([]) is word_f1([]) is None
