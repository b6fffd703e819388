"""Sentences without a parse, and dates found in them: the grammar reads words, the parse only sharpens it."""

import re
from datetime import date

from recount.find.dates import find_dates
from recount.find.dates.timex import Timex, find_timexes
from recount.knowledge.times import load_times, load_timex
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.document import Block, BlockKind, Document
from recount.model.mention import DateMention

_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*|[^\w\s]|_")


def plain_analysis(text: str) -> Analysis:
    """One sentence of words with no part of speech, every word hanging on the first."""
    tokens = tuple(
        Token(i, found.start(), found.end(), found[0], found[0].lower(), "X", "", "", 0 if i else -1, "dep", "O")
        for i, found in enumerate(_WORD.finditer(text))
    )
    document = Document("sha256:0", "text", text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    return Analysis(document, (Sentence(0, 0, 0, len(text), tokens),), "none")


def dates_of(text: str) -> tuple[DateMention, ...]:
    return find_dates(plain_analysis(text), load_times())


def words_of(text: str, *kinds: str) -> list[str]:
    """The words of the dates in `text` of these kinds (all kinds where none is named)."""
    return [mention.span.of(text) for mention in dates_of(text) if not kinds or mention.kind in kinds]


def timexes_of(text: str, written: date = date(1998, 2, 13)) -> tuple[Timex, ...]:
    """The TIMEX3 of a text written on a Friday in February."""
    return find_timexes(plain_analysis(text), load_timex(), written)
