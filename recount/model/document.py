"""A report before anything was understood: bytes, text, blocks, and the way back to the bytes."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from recount.model.span import Span


class BlockKind(StrEnum):
    METADATA = "metadata"  # bylines, glued dates, post signatures and links: no prose to read
    TITLE = "title"
    PARAGRAPH = "paragraph"
    POST = "post"  # an embedded social-media post
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class RawReport:
    """The bytes as they came. `name` is a path or "-"; `sha256` is the hash of `data` in hex."""

    data: bytes
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text of one kind. Blocks are in order and do not overlap.

    `author`, `handle` and `dated` are a post's or byline's own, as the text gives them; `dateline` are the words of a
    metadata block that say where a report was written ("KADUNA, Nigeria").
    """

    kind: BlockKind
    start: int
    end: int
    author: str | None = None
    handle: str | None = None
    dated: date | None = None
    dateline: Span | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that came from a run of raw bytes: `text[start:end]` is what `raw[raw_start:raw_end]` says."""

    start: int
    end: int
    raw_start: int
    raw_end: int

    def byte_at(self, offset: int, otherwise: int) -> int:
        """The byte at an offset inside the run where a character is a byte; `otherwise` outside it or elsewhere."""
        plain = self.end - self.start == self.raw_end - self.raw_start
        return self.raw_start + offset - self.start if plain and self.start <= offset <= self.end else otherwise


@dataclass(frozen=True, slots=True)
class Document:
    """One report's text and its outer facts. Every offset of recount points into `text`, in code points."""

    id: str  # "sha256:" + hex of the raw bytes
    name: str  # where it came from: a path, "-", or "text"
    text: str
    blocks: tuple[Block, ...]
    published: date | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    segments: tuple[Segment, ...] = field(default=(), repr=False)
    warnings: tuple[str, ...] = ()

    def block_at(self, offset: int) -> int | None:
        """The index of the block that holds this offset, or None between blocks."""
        for index, block in enumerate(self.blocks):
            if block.start <= offset < block.end:
                return index
        return None

    def raw_span(self, span: Span) -> Span | None:
        """The raw bytes that `span` came from, or None where the words stand nowhere in them."""
        touched = [s for s in self.segments if s.start < span.end and span.start < s.end]
        if not touched:
            return None
        first, last = touched[0], touched[-1]
        return Span(first.byte_at(span.start, first.raw_start), last.byte_at(span.end, last.raw_end))
