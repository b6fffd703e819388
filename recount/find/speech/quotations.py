"""Words between quotation marks: curly, straight, doubled or single, over several sentences and paragraphs."""

import re
from dataclasses import dataclass

from recount.model.document import Block, BlockKind, Document
from recount.model.span import Span

_OPENING = ("“", "„", "«", "``")
_CLOSING = ("”", "»")
_EITHER = ('""', '"', "''")
_MARK = re.compile("|".join(re.escape(mark) for mark in (*_OPENING, *_CLOSING, *_EITHER)))
_SINGLE_OPEN, _SINGLE_CLOSE = "‘", "’"
_LONGEST_MARK = 2
_RUNNING = (BlockKind.PARAGRAPH, BlockKind.TITLE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words between two marks, without them. `continues`: it opens a paragraph while the one before was open."""

    span: Span
    block: int
    closed: bool
    continues: bool


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """The quotations of every block, in text order. A mark without its fellow is no quotation, unless it opens a
    paragraph or the next one opens with a mark (it then runs to the paragraph's end, and on into that next one)."""
    found: list[Quotation] = []
    open_before = False
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.METADATA:
            continue
        inside = _in_block(document.text, block, _runs_on(document, index))
        for span, closed in inside:
            continues = open_before and block.kind in _RUNNING and _opens(document.text, block, span)
            found.append(Quotation(span, index, closed, continues))
        if block.kind in _RUNNING:
            open_before = bool(inside) and not inside[-1][1]
    return tuple(found)


def _opens(text: str, block: Block, span: Span) -> bool:
    """Whether nothing but its mark stands before the quotation in its block."""
    return len(text[block.start : span.start].strip()) <= _LONGEST_MARK


def _runs_on(document: Document, index: int) -> bool:
    """Whether the next paragraph opens with a mark, so that one left open here runs on into it."""
    following = [b for b in document.blocks[index + 1 :] if b.kind in _RUNNING][:1]
    return any(_MARK.match(document.text, block.start) is not None for block in following)


def _in_block(text: str, block: Block, runs_on: bool) -> list[tuple[Span, bool]]:
    found: list[tuple[Span, bool]] = []
    opened: int | None = None
    for match in _MARK.finditer(text, block.start, block.end):
        role = _role(text, match, block, opened is not None)
        if role == "open" and opened is None:
            opened = match.end()
        elif role == "close" and opened is not None:
            if opened < match.start():
                found.append((Span(opened, match.start()), True))
            opened = None
    opens_block = opened is not None and len(text[block.start : opened].strip()) <= _LONGEST_MARK
    if opened is not None and opened < block.end and (opens_block or runs_on):
        found.append((Span(opened, block.end), False))
    return found or _single(text, block)


def _role(text: str, match: re.Match[str], block: Block, is_open: bool) -> str:
    """ "open", "close" or "": what a double mark does here. Straight marks take turns."""
    mark = match.group()
    if mark in _EITHER:
        return "close" if is_open else "open" if _may_open(text, match.start(), mark, block) else ""
    return "open" if mark in _OPENING else "close"


def _may_open(text: str, at: int, mark: str, block: Block) -> bool:
    """No inch mark (behind a digit), and no stray closing pair of apostrophes (behind a word, or before a space)."""
    before, after = text[max(block.start, at - 1) : at], text[at + len(mark) : at + len(mark) + 1]
    if mark == "''":
        return not before.isalnum() and not after.isspace() and before not in tuple(",.?!")
    return not (before.isdigit() and not after.isalpha())


def _single(text: str, block: Block) -> list[tuple[Span, bool]]:
    """Single curly marks, where a block has no double ones; a mark between letters is an apostrophe."""
    found: list[tuple[Span, bool]] = []
    opened: int | None = None
    for at in range(block.start, block.end):
        before, after = text[max(block.start, at - 1) : at], text[at + 1 : min(block.end, at + 2)]
        if text[at] == _SINGLE_OPEN and opened is None and not before.isalnum():
            opened = at + 1
        elif text[at] == _SINGLE_CLOSE and opened is not None and not after.isalnum() and opened < at:
            found.append((Span(opened, at), True))
            opened = None
    return found
