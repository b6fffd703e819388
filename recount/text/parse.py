"""From bytes to a document: text, blocks, outer facts, and the way back."""

from dataclasses import replace
from datetime import date

from recount.errors import InputError
from recount.knowledge.layout import Layout, load_layout
from recount.model.document import Block, BlockKind, Document, RawReport
from recount.text.decode import decode, segments_of
from recount.text.html import align, extract, is_html
from recount.text.plain import lay_out


def parse(raw: RawReport, published: date | None = None) -> Document:
    """The document of a report, plain or HTML. `published` is used where the report does not say its own date.

    Raises InputError, naming the place and the remedy, for what cannot be read.
    """
    text, encoding, skip = decode(raw)
    layout = load_layout()
    if is_html(text):
        return _with_date(_from_page(raw, text, encoding, skip, layout), published)
    laid = lay_out(text, layout)
    if not laid.blocks:
        raise InputError(raw.name, "nothing but white space", "pass a file that holds a report")
    document = Document(
        id=f"sha256:{raw.sha256}",
        name=raw.name,
        text=text,
        blocks=laid.blocks,
        published=laid.published,
        title=_title(text, laid.blocks),
        segments=segments_of(text, encoding, skip),
    )
    return _with_date(document, published)


def _from_page(raw: RawReport, html: str, encoding: str, skip: int, layout: Layout) -> Document:
    page = extract(raw, html)
    laid = lay_out(page.text, layout)
    blocks = tuple(
        replace(b, kind=BlockKind.CAPTION)
        if b.kind == BlockKind.PARAGRAPH and " ".join(page.text[b.start : b.end].split()) in page.captions
        else b
        for b in laid.blocks
    )
    return Document(
        id=f"sha256:{raw.sha256}",
        name=raw.name,
        text=page.text,
        blocks=blocks,
        published=page.published or laid.published,
        publisher=page.publisher,
        title=page.title or _title(page.text, blocks),
        url=page.url,
        language=page.language,
        segments=align(page.text, html, encoding, skip),
    )


def _title(text: str, blocks: tuple[Block, ...]) -> str | None:
    return next((text[b.start : b.end] for b in blocks if b.kind == BlockKind.TITLE), None)


def _with_date(document: Document, published: date | None) -> Document:
    return document if document.published is not None else replace(document, published=published)
