"""Reads a text that a benchmark holds, and keeps the analysis that a benchmark may ask about."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from os import environ

from recount.claims.settle import Settled
from recount.language.analyse import analyse
from recount.language.pack import LanguagePack, head_of, load_pack
from recount.model.analysis import Analysis
from recount.model.claim import Claim, Incident, SetAside
from recount.places.gazetteer import open_gazetteer
from recount.reading import Knowledge, claims_of, load_knowledge
from recount.record import compile_record
from recount.tally.profile import load_profile
from recount.text.load import raw_of
from recount.text.parse import parse


@dataclass(frozen=True, slots=True)
class Report:
    """One report as read: what the record holds, and the sentences under it."""

    analysis: Analysis
    claims: tuple[Claim, ...]
    incidents: tuple[Incident, ...]
    set_aside: tuple[SetAside, ...]


@cache
def knowledge() -> Knowledge:
    """What the texts are read with; with a gazetteer of one's own where RECOUNT_GAZETTEER names it."""
    return replace(load_knowledge(), gazetteer=open_gazetteer(environ.get("RECOUNT_GAZETTEER")))


@cache
def english() -> LanguagePack:
    pack = load_pack("en")
    if pack is None:
        raise SystemExit("the English language pack is not installed: uv sync")
    return pack


def analysed(text: str, published: date | None = None) -> Analysis:
    """The sentences of an English text. Raises InputError for a text that holds none."""
    return analyse(replace(parse(raw_of(text), published), language="en"), english())


def read(text: str, published: date | None = None) -> Report:
    """An English report, read as `recount.read` reads it. Raises InputError for a text that holds none."""
    return settled(analysed(text, published))


def settled(analysis: Analysis) -> Report:
    told: Settled = claims_of(analysis, knowledge(), head_of(english(), "claim"))
    compiled = compile_record(told.claims, (), load_profile("literal"), analysis.document, told.sentences)
    return Report(analysis, compiled.claims, compiled.incidents, told.set_aside)
