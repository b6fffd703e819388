"""A text cut at every edge of its marked words, so that marks that overlap still nest."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from recount.model.document import Block, Document
from recount.model.span import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to be marked, under a key. One key may mark several spans."""

    key: str
    span: Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks throughout. `keys`: its marks, the shortest first; `closes`: those of
    them that end where the piece ends."""

    start: int
    end: int
    keys: tuple[str, ...]
    closes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A block of the document, or a stretch between blocks (`block` None), with its pieces in text order."""

    block: Block | None
    pieces: tuple[Piece, ...]


def cut(start: int, end: int, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """`text[start:end]` in pieces that join up without gap or overlap (code points, half-open)."""
    inside = [mark for mark in marks if mark.span.start < end and start < mark.span.end]
    edges = {start, end, *(edge for mark in inside for edge in (mark.span.start, mark.span.end) if start < edge < end)}
    return tuple(_piece(a, b, inside) for a, b in pairwise(sorted(edges)))


def _piece(start: int, end: int, marks: Iterable[Mark]) -> Piece:
    over = [mark for mark in marks if mark.span.start <= start and end <= mark.span.end]
    over.sort(key=lambda mark: (mark.span.end - mark.span.start, mark.span.start, mark.key))
    closes = [mark.key for mark in over if mark.span.end == end]
    return Piece(start, end, tuple(dict.fromkeys(mark.key for mark in over)), tuple(dict.fromkeys(closes)))


def regions(document: Document, marks: Sequence[Mark]) -> Iterator[Region]:
    """The whole document in order: its blocks, and between them whatever is more than white space or is marked."""
    at = 0
    for block in (*document.blocks, None):
        until = block.start if block else len(document.text)
        gap = cut(at, until, marks) if at < until else ()
        if document.text[at:until].strip() or any(piece.keys for piece in gap):
            yield Region(None, gap)
        if block:
            yield Region(block, cut(block.start, block.end, marks))
            at = block.end
