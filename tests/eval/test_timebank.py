"""The scorer of TimeML: what it reads of a file, and how it counts. The article is invented."""

from datetime import date
from pathlib import Path

import pytest

from eval.timebank import FIGURES, Marked, articles, f1, heard, precision, recall, tallied
from recount.model.span import Span

TML = """<?xml version="1.0" ?>
<TimeML><DOCID>a</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="1998-02-13">19980213</TIMEX3></DCT>
<TEXT>
The bridge <EVENT eid="e1">fell</EVENT> on <TIMEX3 tid="t1" type="DATE" value="1998-02-12">Thursday</TIMEX3> after
<TIMEX3 tid="t2" type="DURATION" value="P2D">two days</TIMEX3> of rain.<TIMEX3 tid="t3" type="DURATION" value="P1D"/>
</TEXT></TimeML>
"""


def test_the_body_is_read_without_the_day_of_creation(tmp_path: Path) -> None:
    (tmp_path / "a.tml").write_text(TML, encoding="utf-8")
    (article,) = articles(tmp_path)
    assert article.written == date(1998, 2, 13)
    told = [(mark.span.of(article.text), mark.kind, mark.value) for mark in article.gold]
    assert told == [("Thursday", "DATE", "1998-02-12"), ("two days", "DURATION", "P2D")]
    assert [mark.value for mark in heard(article)] == ["1998-02-12", "P2D"]


def test_a_file_without_a_day_is_named(tmp_path: Path) -> None:
    (tmp_path / "b.tml").write_text("<TimeML><TEXT>Rain.</TEXT></TimeML>", encoding="utf-8")
    with pytest.raises(ValueError, match=r"b\.tml: no body, or no day of creation"):
        articles(tmp_path)


def test_pairs_are_one_to_one_and_the_same_words_first() -> None:
    gold = [Marked(Span(0, 4), "DATE", "1998"), Marked(Span(5, 9), "DATE", "1999")]
    given = [Marked(Span(0, 9), "DATE", "1998"), Marked(Span(5, 9), "SET", "P1Y")]
    tally = tallied(gold, given)
    assert (tally.marked, tally.given, tally.strict, tally.relaxed, tally.kind, tally.value) == (2, 2, 1, 2, 1, 1)


def test_measures() -> None:
    tallies = [tallied([Marked(Span(0, 4), "DATE", "1998")], []), tallied([], [Marked(Span(0, 4), "DATE", "1998")])]
    right = FIGURES["value"]
    assert (f1(tallies, right), precision(tallies, right), recall(tallies, right)) == (0, 0, 0)
    assert f1([], right) is None
