"""Reports for tests of the store, and a reader of them that needs no parser: what is tried is how they are kept."""

import re
from dataclasses import replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import making
from recount.model.claim import claim_id
from recount.model.document import Block, BlockKind, Document, RawReport
from recount.model.held import Held
from recount.model.reading import Reading, Stamp
from recount.model.span import Span
from recount.account.adding import held_of

STAMP = Stamp("0.0", "invented", None, "literal")
# Towns of no map, far from each other: reports of one town tell of one attack, of two of two.
_TOWNS = ("Orlevka", "Tamsin", "Bergaza", "Kesselo", "Mirabad", "Dunya", "Szalka", "Élomé")
_TOLD = re.compile(r"(\d+) (?:people|villagers) were killed in ([^\W\d_]+)")


def text_of(number: int, town: str | None = None, killed: int | None = None, more: str = "") -> str:
    """An invented report; the same number gives the same words. Those of one town tell of one attack."""
    town = town or _TOWNS[number % len(_TOWNS)]
    killed = 3 + number % 5 if killed is None else killed
    return f"Attack in {town}, report {number}\n\nAt least {killed} people were killed in {town} on 3 March 2021.{more}\n"


def write_reports(folder: Path, count: int, start: int = 0) -> list[Path]:
    """Files of invented reports, in order."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{number:05}.txt" for number in range(start, start + count)]
    for number, path in enumerate(paths, start):
        path.write_text(text_of(number), encoding="utf-8")
    return paths


def read_plain(
    raw: RawReport, published: date | None, profile: str, threads: int, owned: Any, stamp: Stamp = STAMP
) -> Reading:
    """What `recount.record.read_raw` would give, of reports of this form, in no time."""
    text = raw.data.decode("utf-8")
    title, _, body = text.partition("\n\n")
    at = len(title) + 2
    blocks = (Block(BlockKind.TITLE, 0, len(title)), Block(BlockKind.PARAGRAPH, at, at + len(body.rstrip())))
    key = f"sha256:{raw.sha256}"
    document = Document(key, raw.name, text, blocks, published or date(2021, 3, 4), "The Wire", title, language="en")
    sentences = (Span(0, len(title)), Span(at, at + len(body.rstrip())))
    claims = tuple(_claim(key, found, len(_TOWNS)) for found in _TOLD.finditer(text, at))
    return Reading(stamp, document, claims, (), (), (), as_read=claims, read_aside=(), sentences=sentences)


def _claim(report: str, found: re.Match[str], towns: int) -> Any:
    span = Span(found.start(), found.end())
    killed, town = int(found[1]), found[2]
    spot = (_TOWNS.index(town) if town in _TOWNS else towns) * 3.0
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


def raw_report(text: str, name: str = "report.txt") -> RawReport:
    data = text.encode("utf-8")
    return RawReport(data, name, sha256(data).hexdigest())


def held_report(text: str, name: str = "report.txt", stamp: Stamp = STAMP) -> Held:
    """A report as a store keeps it, of a text of this form (`text_of`)."""
    return held_of(read_plain(raw_report(text, name), None, "literal", 1, None, stamp))


def read_as(stamp: Stamp) -> Any:
    """A reader by other rules."""
    return partial(read_plain, stamp=stamp)
