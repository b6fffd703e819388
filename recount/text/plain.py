"""Blocks of plain text: metadata, title, paragraphs, captions and posts. The text itself is never changed."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache

from recount.knowledge.layout import Layout
from recount.model.document import Block, BlockKind
from recount.model.span import Span

_BREAK = re.compile(r"\r?\n[ \t\u00a0]*(?:\r?\n[ \t\u00a0]*)+")
_LINE = re.compile(r"\r?\n")
_SIGNATURE = re.compile(
    r"(?:—|–|―|--|-)\s*(?P<name>[^\n@—]{1,80}?)\s*\(@(?P<handle>\w{1,40})\)\s*"
    r"(?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})?\s*$"
)
_ISO_GLUED = re.compile(
    r"\s*(?:date\s*:?\s*)?(?P<date>\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?(?:\s+|$)", re.IGNORECASE
)
_DATELINE = re.compile(
    r"\s*(?:\((?P<bracketed>[A-Z][\w .]{1,30})\)\s*(?:—|–|--|-)\s+"
    r"|(?P<place>[A-Z][A-Z.'’\- ]{2,40}(?:\s?\([^)]{1,40}\))?(?:, [A-Z][\w.'’\- ]{1,40}){0,2})"
    r"(?:,? (?P<date>\d{1,2} [A-Za-z]{3,9}\.? \d{2,4}|[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?))?"
    r"\s*(?:\((?P<agency>[A-Z][^)]{1,60})\))?\s*(?:—|–|--|-)\s+(?:\[TEXT\]\s*)?)"
)
_AGENCY_ONLY = re.compile(r"\s*\[TEXT\]\s*")
_STOPS = (".", "!", "?", "”", '"', "’")
_FORMATS = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%d %b %y", "%Y-%m-%d", "%d %B %y")
# Paragraphs in which the story may begin, behind a title, a byline and a line of date.
_HEADED = 4
# A title is a first paragraph of at most this many characters without a full stop at its end.
LONGEST_TITLE = 200
LONGEST_META = 120
# Lines this long on average are paragraphs of their own where no blank line parts them.
PARAGRAPH_LINE = 120


@dataclass(frozen=True, slots=True)
class Laid:
    """The blocks of a text and the publication date that it tells of itself."""

    blocks: tuple[Block, ...]
    published: date | None


def lay_out(text: str, layout: Layout) -> Laid:
    """Blocks of a text in order; everything but white space is inside a block."""
    pieces = _pieces(text)
    blocks: list[Block] = []
    published: date | None = None
    for number, (start, end) in enumerate(pieces):
        if number < _HEADED and not any(_is_prose(text, b) for b in blocks):
            start, told, head = _head(text, start, end, layout, first=number == 0)
            published = published or told
            blocks.extend(head)
            if start >= end:
                continue
        meta = _metadata(text, start, end, layout)
        if meta is not None:
            published = published or meta.dated
            blocks.append(meta)
            continue
        blocks.extend(_body(text, start, end, layout))
    return Laid(tuple(_titled(text, _joined_posts(text, blocks))), published)


def parse_day(words: str) -> date | None:
    """A calendar day in the forms of bylines and signatures, or None."""
    tidy = re.sub(r"\bSept\b", "Sep", words.replace(".", "").strip().title())
    for form in _FORMATS:
        try:
            return datetime.strptime(tidy, form).date()
        except ValueError:
            continue
    return None


def _pieces(text: str) -> list[tuple[int, int]]:
    """Spans of paragraphs without white space at their edges."""
    found = _split(text, 0, len(text), _BREAK)
    if len(found) == 1 and "\n" in text:
        lines = _split(text, 0, len(text), _LINE)
        if sum(e - s for s, e in lines) / max(1, len(lines)) >= PARAGRAPH_LINE:
            return lines
    return found


def _split(text: str, start: int, end: int, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    found, place = [], start
    for gap in pattern.finditer(text, start, end):
        found.append((place, gap.start()))
        place = gap.end()
    found.append((place, end))
    return [span for s, e in found for span in _trim(text, s, e)]


def _trim(text: str, start: int, end: int) -> list[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return [(start, end)] if start < end else []


def _is_prose(text: str, block: Block) -> bool:
    """A paragraph that is too long for a title, or ends as a sentence does."""
    words = text[block.start : block.end]
    return block.kind is BlockKind.PARAGRAPH and (len(words) > LONGEST_TITLE or words.endswith(_STOPS))


def _head(text: str, start: int, end: int, layout: Layout, first: bool) -> tuple[int, date | None, list[Block]]:
    """A date or dateline glued to the first words: (where the prose begins, the day, its metadata block).

    A bare date and a line of date count only at the very start of the text."""
    patterns = (_ISO_GLUED, _glued(layout), _DATELINE, _AGENCY_ONLY) if first else (_DATELINE, _AGENCY_ONLY)
    for pattern in patterns:
        match = pattern.match(text, start, end)
        if match and match.end() > start:
            words = match.groupdict().get("date")
            day = parse_day(words) if words else None
            stop = start + len(text[start : match.end()].rstrip())
            block = Block(BlockKind.METADATA, start, stop, dated=day, dateline=_dateline(match))
            return match.end(), day, [block]
    return start, None, []


def _dateline(match: re.Match[str]) -> Span | None:
    """The words of a heading that may say where the report was written; in brackets they may be an agency's, too."""
    named = [name for name in ("place", "bracketed") if match.groupdict().get(name)]
    return Span(*match.span(named[0])) if named else None


@cache
def _glued(layout: Layout) -> re.Pattern[str]:
    """ "This story is from March 7, 2002 kell: two men ...": an opening, a date, and the place of a dateline."""
    openings = "|".join(re.escape(opening) for opening in sorted(layout.date_openings, key=len, reverse=True))
    return re.compile(
        rf"\s*[\"“]?(?:{openings})\s*:?\s*"
        r"(?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Za-z]{3,9}\.? \d{4}|\d{4}-\d{2}-\d{2})\s+"
        r"(?:(?P<place>[\w/ ]{2,40}):\s+)?(?=\S+(?:\s+\S+){3})",  # prose goes on: four words or more
        re.IGNORECASE,
    )


def _metadata(text: str, start: int, end: int, layout: Layout) -> Block | None:
    """Bylines, lines of date, and notes of the site."""
    if end - start > LONGEST_META:
        return None
    words = text[start:end]
    lowered = words.lower()
    day = parse_day(words)
    if day is None:
        for opening in layout.date_openings:
            if lowered.startswith(opening):
                rest = words[len(opening) :].strip(" :.\n")
                day = parse_day(rest) or _iso_inside(rest)
                return Block(BlockKind.METADATA, start, end, dated=day)
        byline = next((o for o in layout.byline_openings if lowered.startswith(o)), None)
        if byline is None or words.endswith((".", "!", "?", "”", '"')):
            return None
        return Block(BlockKind.METADATA, start, end, author=words[len(byline) :].strip(" :,"))
    return Block(BlockKind.METADATA, start, end, dated=day)


def _iso_inside(words: str) -> date | None:
    match = re.search(r"\d{4}-\d{2}-\d{2}", words)
    return parse_day(match[0]) if match else None


def _body(text: str, start: int, end: int, layout: Layout) -> list[Block]:
    """A paragraph, a caption, or a post with its signature."""
    signature = _SIGNATURE.search(text, start, end)
    if signature is None:
        kind = BlockKind.CAPTION if _is_caption(text[start:end], layout) else BlockKind.PARAGRAPH
        return [Block(kind, start, end)]
    day = parse_day(signature["date"]) if signature["date"] else None
    author, handle = signature["name"].strip(), signature["handle"]
    sign = Block(BlockKind.METADATA, signature.start(), end, author, handle, day)
    prose = _trim(text, start, signature.start())
    return [*(Block(BlockKind.POST, s, e, author, handle, day) for s, e in prose), sign]


def _is_caption(words: str, layout: Layout) -> bool:
    lowered = words.lower()
    return len(words) < 2 * LONGEST_TITLE and any(lowered.startswith(o) for o in layout.caption_openings)


def _joined_posts(text: str, blocks: list[Block]) -> list[Block]:
    """A paragraph right before a post belongs to it where it reads as one: hashtags, links, or no full stop."""
    joined: list[Block] = []
    for block in blocks:
        if _signs_alone(block) and joined and joined[-1].kind == BlockKind.PARAGRAPH:
            above = joined.pop()
            post = Block(BlockKind.POST, above.start, above.end, block.author, block.handle, block.dated)
            if joined and _leans_on_post(text, joined[-1]):
                post = replace(post, start=joined.pop().start)
            joined.append(post)
        if block.kind == BlockKind.POST and joined and _leans_on_post(text, joined[-1]):
            block = replace(block, start=joined.pop().start)
        joined.append(block)
    return joined


def _signs_alone(block: Block) -> bool:
    """A signature in a paragraph of its own: what stands above it is the post."""
    return block.kind == BlockKind.METADATA and block.handle is not None


def _leans_on_post(text: str, block: Block) -> bool:
    words = text[block.start : block.end]
    if block.kind != BlockKind.PARAGRAPH or block.start == 0:
        return False
    marks = re.search(r"(?<!\w)[#@]\w|https?://|pic\.twitter", words) is not None
    return marks or words[-1].isalnum()


def _titled(text: str, blocks: list[Block]) -> list[Block]:
    """The first prose block is the title where it is short, has no full stop, and prose follows."""
    for number, block in enumerate(blocks):
        if block.kind != BlockKind.PARAGRAPH:
            continue
        words = text[block.start : block.end]
        follows = any(b.kind == BlockKind.PARAGRAPH for b in blocks[number + 1 :])
        if follows and len(words) <= LONGEST_TITLE and not words.endswith((*_STOPS, ":", ";", ")")):
            return [*blocks[:number], replace(block, kind=BlockKind.TITLE), *blocks[number + 1 :]]
        break
    return blocks
