"""Cutting a text at the edges of its marks loses nothing and nests everything."""

import itertools

from hypothesis import given
from hypothesis import strategies as st
from invented import TEXT, blocks_of, document

from recount.model.span import Span
from recount.view.segments import Mark, cut, regions

LENGTH = 40


@st.composite
def marks(draw: st.DrawFn, length: int = LENGTH) -> list[Mark]:
    found = []
    for number in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, length - 1))
        found.append(Mark(f"m{number}", Span(start, draw(st.integers(start + 1, length)))))
    return found


@given(marks(), st.integers(0, LENGTH - 1), st.integers(1, LENGTH))
def test_pieces_join_up_and_carry_exactly_the_marks_over_them(found: list[Mark], start: int, size: int) -> None:
    end = min(start + size, LENGTH)
    pieces = cut(start, end, found)
    assert [pieces[0].start, pieces[-1].end] == [start, end]
    assert all(one.end == two.start for one, two in itertools.pairwise(pieces))
    for piece in pieces:
        for offset in range(piece.start, piece.end):
            assert set(piece.keys) == {m.key for m in found if m.span.start <= offset < m.span.end}


@given(marks(len(TEXT)))
def test_every_mark_opens_and_closes_once_in_the_whole_document(found: list[Mark]) -> None:
    pieces = [piece for region in regions(document(), found) for piece in region.pieces]
    closed = sorted(key for piece in pieces for key in piece.closes)
    assert closed == sorted(mark.key for mark in found)
    assert all(one.end <= two.start for one, two in itertools.pairwise(pieces))


def test_the_shortest_mark_comes_first() -> None:
    pieces = cut(0, 10, [Mark("long", Span(0, 10)), Mark("short", Span(3, 5))])
    assert [piece.keys for piece in pieces] == [("long",), ("short", "long"), ("long",)]


def test_text_outside_the_blocks_is_kept() -> None:
    only_first = document(blocks=blocks_of()[:1])
    shown = "".join(TEXT[p.start : p.end] for region in regions(only_first, []) for p in region.pieces)
    assert shown == TEXT
