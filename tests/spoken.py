"""Short invented reports, parsed: what the tests of speech, hedges and voices read."""

import re
from datetime import date
from functools import cache

from recount.language.analyse import analyse
from recount.language.pack import load_pack
from recount.model.analysis import Analysis, Token
from recount.model.claim import Draft, Event
from recount.model.document import Block, BlockKind, Document
from recount.model.span import Span

PUBLISHED = date(2024, 3, 9)
_POST = re.compile(r" — (?P<author>[^(]+) \((?P<handle>@\w+)\)")
_BRACKETS = re.compile(r"\[([^\]]*)\]")


@cache
def parsed(text: str, title: bool = False, publisher: str | None = None) -> Analysis:
    """One block a paragraph; a paragraph that ends in " — Name (@handle)" is a post; with `title` the first is one."""
    blocks: list[Block] = []
    for match in re.finditer(r"[^\n]+", text):
        post = _POST.search(match.group())
        kind = BlockKind.POST if post else BlockKind.PARAGRAPH
        if title and not blocks:
            kind = BlockKind.TITLE
        author, handle = (post["author"], post["handle"]) if post else (None, None)
        blocks.append(Block(kind, match.start(), match.end(), author, handle))
    document = Document("sha256:0", "text", text, tuple(blocks), published=PUBLISHED, publisher=publisher)
    pack = load_pack("en")
    assert pack is not None, "the English pack is part of the workspace"
    return analyse(document, pack)


def unbracketed(marked: str) -> tuple[str, list[Span]]:
    """The text without its [brackets], and the spans of the words that stood in them."""
    spans, taken = [], 0
    for match in _BRACKETS.finditer(marked):
        start = match.start() - taken
        spans.append(Span(start, start + len(match.group(1))))
        taken += 2
    return _BRACKETS.sub(r"\1", marked), spans


def token_at(analysis: Analysis, offset: int) -> tuple[int, Token]:
    """The index of the sentence that holds an offset, and its token there."""
    for sentence in analysis.sentences:
        token = sentence.at(offset)
        if token is not None:
            return sentence.index, token
    raise AssertionError(f"no token at {offset}")


def draft_at(analysis: Analysis, span: Span, **fields: int | None) -> Draft:
    """A bare draft whose trigger stands at `span`."""
    sentence, token = token_at(analysis, span.start)
    return Draft(sentence, token.i, "entry", "kill", "killed", span, Event(None, None, None, None), **fields)  # type: ignore[arg-type]
