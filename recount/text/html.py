"""A page's article by trafilatura, and the way back from its words to the page's bytes."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

from recount.errors import InputError
from recount.model.document import RawReport, Segment

_LOOKS = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p|h1)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[^<>]*>", re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r"\S+")
_HEAD = 2000  # characters in which a page shows that it is one
_CAPTION = re.compile(r"<figcaption\b[^>]*>(.*?)</figcaption\s*>", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """What trafilatura finds in a page; `text` has a blank line between its paragraphs, the title first."""

    text: str
    title: str | None
    published: date | None
    publisher: str | None
    url: str | None
    language: str | None
    captions: frozenset[str]


def is_html(text: str) -> bool:
    """Whether the text is a page: it opens with a tag, or has a page's tags near its beginning."""
    head = text[:_HEAD]
    return head.lstrip().startswith("<") and _LOOKS.search(head) is not None


def extract(raw: RawReport, html: str) -> Page:
    """The article of a page. Raises InputError for a truncated page, or one without an article."""
    _refuse_truncated(raw, html)
    import trafilatura  # half a second to import, needed for pages alone

    found: Any = trafilatura.bare_extraction(html, include_comments=False, with_metadata=True, favor_recall=True)
    if found is None or not found.text:
        raise InputError(raw.name, "a page without an article in it", "pass the article's text")
    paragraphs = [line for line in (found.text or "").split("\n") if line.strip()]
    title = found.title or None
    if title and (not paragraphs or paragraphs[0].strip() != title.strip()):
        paragraphs.insert(0, title)
    return Page(
        text="\n\n".join(paragraphs),
        title=title,
        published=date.fromisoformat(found.date) if found.date else None,
        publisher=found.sitename or None,
        url=found.url or None,
        language=_language(html),
        captions=frozenset(" ".join(unescape(_TAG.sub(" ", m[1])).split()) for m in _CAPTION.finditer(html)),
    )


def _language(html: str) -> str | None:
    match = re.search(r"<html\b[^>]{0,300}\blang\s*=\s*[\"']?([A-Za-z]{2,3})", html[:_HEAD], re.IGNORECASE)
    return match[1].lower() if match else None


def _refuse_truncated(raw: RawReport, html: str) -> None:
    """A page that ends inside a tag or comment, or opens and never closes, has lost its end."""
    lowered = html.lower()
    last_open, last_close = html.rfind("<"), html.rfind(">")
    comment = lowered.rfind("<!--")
    place = None
    if last_open > last_close:
        place = last_open
    elif comment >= 0 and lowered.find("-->", comment) < 0:
        place = comment
    elif re.search(r"<(?:html|body)\b", lowered) and not re.search(r"</(?:html|body)\s*>", lowered):
        place = len(html)
    if place is not None:
        at = len(html[:place].encode("utf-8", "replace"))
        raise InputError(raw.name, f"the page breaks off at byte {at}", "fetch it again, whole")


def align(text: str, html: str, encoding: str, skip: int) -> tuple[Segment, ...]:
    """Segments from the words of `text` to the bytes of the page that say them, in order.

    Every word is looked for after the one before it; a word that stands nowhere further on has no segment.
    """
    words = list(_page_words(html))
    places: dict[str, list[int]] = {}
    for number, (word, _, _) in enumerate(words):
        places.setdefault(word, []).append(number)
    found, at = [], 0
    for match in _WORD.finditer(text):
        numbers = places.get(match[0], [])
        nearest = bisect_left(numbers, at)
        if nearest < len(numbers):
            at = numbers[nearest] + 1
            found.append((match.start(), match.end(), *words[at - 1][1:]))
    return _to_bytes(found, html, encoding, skip)


def _page_words(html: str) -> Iterator[tuple[str, int, int]]:
    """(word with its entities read, start, end) of the page's text nodes, offsets in the page's characters."""
    place = 0
    for tag in _TAG.finditer(html):
        yield from _words_between(html, place, tag.start())
        place = tag.end()
    yield from _words_between(html, place, len(html))


def _words_between(html: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for match in _WORD.finditer(html, start, end):
        yield unescape(match[0]), match.start(), match.end()


def _to_bytes(found: list[tuple[int, int, int, int]], html: str, encoding: str, skip: int) -> tuple[Segment, ...]:
    segments, place, size = [], 0, skip
    for start, end, raw_start, raw_end in found:
        size += len(html[place:raw_start].encode(encoding, "replace"))
        length = len(html[raw_start:raw_end].encode(encoding, "replace"))
        segments.append(Segment(start, end, size, size + length))
        place, size = raw_end, size + length
    return tuple(segments)
