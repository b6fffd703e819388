"""Reports for tests of the store, and a reader of them that needs no parser: what is tried is how they are kept."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import making

from recount.model.claim import Claim, claim_id
from recount.model.document import Block, BlockKind, Document, RawReport
from recount.model.reading import Reading, Stamp
from recount.model.span import Span

_STAMP = Stamp("0.0", "invented", None, "literal-v1")
# Towns of no map, far from each other: reports of one town tell of one attack, of two of two.
_TOWNS = ("Orlevka", "Tamsin", "Bergaza", "Kesselo", "Mirabad", "Dunya", "Szalka", "Élomé")
_TOLD = re.compile(r"(\d+) people were killed in ([^\W\d_]+)")


def text_of(number: int) -> str:
    """An invented report; the same number gives the same words. Those of one town tell of one attack."""
    town, killed = _TOWNS[number % len(_TOWNS)], 3 + number % 5
    return f"Attack in {town}, report {number}\n\nAt least {killed} people were killed in {town} on 3 March 2021.\n"


def write_reports(folder: Path, count: int, start: int = 0) -> list[Path]:
    """Files of invented reports, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:05}.txt" for number in range(start, start + count)]
    for number, path in enumerate(paths, start):
        path.write_text(text_of(number), encoding="utf-8")
    return paths


def read_plain(raw: RawReport, published: date | None, profile: str, threads: int, owned: Any) -> Reading:
    """What `recount.record.read_raw` would give, of reports of this form, in no time."""
    text = raw.data.decode("utf-8")
    title, _, body = text.partition("\n\n")
    head, rest = Span(0, len(title)), Span(len(title) + 2, len(title) + 2 + len(body.rstrip()))
    key = f"sha256:{raw.sha256}"
    blocks = (Block(BlockKind.TITLE, head.start, head.end), Block(BlockKind.PARAGRAPH, rest.start, rest.end))
    document = Document(key, raw.name, text, blocks, published or date(2021, 3, 4), "The Wire", title, language="en")
    claims = tuple(_claim(key, found) for found in _TOLD.finditer(text, rest.start))
    return Reading(_STAMP, document, claims, (), (), (), as_read=claims, sentences=(head, rest))


def _claim(report: str, found: re.Match[str]) -> Claim:
    span = Span(found.start(), found.end())
    killed, town = int(found[1]), found[2]
    spot = 3.0 * _TOWNS.index(town)
    made = making.claim(1, found[1], count=(killed, None), when=making.day("2021-03-03", "3 March 2021"))
    return replace(
        made,
        id=claim_id(report, span, "killed"),
        report=report,
        evidence=(span,),
        count_span=Span(found.start(1), found.end(1)),
        where=making.place(town, 10.0 + spot, 20.0 + spot),
        sentence=1,
    )
