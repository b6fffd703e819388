"""TIMEX3 (TimeML 1.2.1): every word of time in a report with its type and value, for other programs that read them.

Claims are dated by `find_dates`; what is found here and not there ("now", "the third quarter", "two-year") dates none.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from recount.find.dates.line import Line, Reading, line_of
from recount.find.dates.meaning import Unsaid
from recount.find.dates.names import is_name
from recount.find.dates.timex_grammar import Told, read_timex
from recount.find.dates.timex_value import Quarter, Setting, day_of, start_of
from recount.knowledge.times import Times
from recount.model.analysis import Analysis, Token
from recount.model.span import Span

__all__ = ["Timex", "find_timexes"]


@dataclass(frozen=True, slots=True)
class Timex:
    """A TIMEX3. `span` is half-open, in code points of the document's text; `sentence` is the index of its sentence.

    `kind`: DATE TIME DURATION SET. `value` is written as TimeML has it: 1998-02-13, 1998-W07, 1998-Q1, 1998-SU, 199,
    1998-02-13TNI, P3D, PT2H, PXM, XXXX-WXX-3, PAST_REF, PRESENT_REF, FUTURE_REF.
    """

    sentence: int
    span: Span
    kind: str
    value: str


def find_timexes(analysis: Analysis, times: Times, written: date) -> tuple[Timex, ...]:
    """Every TIMEX3 of a report that was written on a day, in text order, none inside another.

    `times` are the words of `load_timex`. What cannot be resolved is left out.
    """
    setting, found = Setting(written), []
    for sentence in analysis.sentences:
        line = line_of(sentence, analysis.document.text, times)
        for i, told in _in_line(line):
            setting = replace(setting, tense=_tense(line, i, told))
            value = told.value.at(setting)
            if value is None:
                continue
            span = Span(line.atoms[i].start, line.atoms[told.end - 1].end)
            found.append(Timex(sentence.index, span, told.kind, value))
            setting = _after(setting, told, value)
    return tuple(found)


def _in_line(line: Line) -> Iterator[tuple[int, Told]]:
    i = 0
    while i < len(line.atoms):
        told = read_timex(line, i)
        if told is None:
            i += 1
            continue
        if not told.name and not _is_name(line, i, told):
            yield i, told
        i = told.end


def _is_name(line: Line, i: int, told: Told) -> bool:
    """A date inside a proper name: "the 17 April Brigade", "This Week" written as a title."""
    if told.kind != "DATE":
        return False
    if line.cased and line.capital(i) and line.word(i - 1).isalpha() and line.term(i, "day_word"):
        return True  # "a report of Kell Today"
    if line.term(i, "feast", "easter", "weekday_feast"):
        return False  # "Christmas Day"
    titled = any(line.capital(k) and line.term(k, "unit") for k in range(i + 1, told.end))
    return (titled and line.cased) or is_name(line, i, Reading(told.end, Unsaid()))


def _after(setting: Setting, told: Told, value: str) -> Setting:
    """The setting of what follows: the day and the quarter told last."""
    if isinstance(told.value, Quarter):
        place, now = told.value.place(setting), (setting.written.year, (setting.written.month + 2) // 3)
        return replace(setting, quarter=place) if place <= now and not told.value.half else setting
    if told.kind not in ("DATE", "TIME"):
        return setting
    start, day = start_of(value), day_of(value)
    return replace(setting, start=start or setting.start, day=day or setting.day)


# --- tense


def _tense(line: Line, i: int, told: Told) -> str:
    """past, present or future: by the words right before, else by the verb that governs them."""
    if line.term(i - 1, "since"):
        return "past"
    if any(line.after(k, "due") for k in (i, i - 1)):
        return "future"
    if _is_said(line, i):
        return "past"
    if line.term(i - 1, "bound") or _is_attributive(line, i, told):
        return "present"
    return _of_clause(line, i, told)


def _is_said(line: Line, i: int) -> bool:
    """ "Said in August it would close", "said Monday it will": the time of saying, whatever verb the parse gives."""
    before = line.atoms[i - 1].token if i else None
    if before is not None and before.upos == "ADP" and i > 1:
        before = line.atoms[i - 2].token
    return before is not None and before.xpos == "VBD" and before.lemma.lower() in line.times.claims.speech


def _is_attributive(line: Line, i: int, told: Told) -> bool:
    """ "a June agreement", "the third-quarter loss": no verb tells on which side it lies."""
    last = line.atoms[told.end - 1].token
    head = line.sentence.head(last)
    return last.deprel in ("compound", "nmod:poss", "amod") and head is not None and head.i > last.i


def _of_clause(line: Line, i: int, told: Told) -> str:
    inside = {atom.token.i for atom in line.atoms[i : told.end]}
    token: Token | None = line.atoms[i].token
    while token is not None:
        if token.i not in inside and token.upos in ("VERB", "AUX"):
            tense = _of_verb(line, token)
            if tense is not None:
                return tense
        token = line.sentence.head(token)
    return "past"


def _of_verb(line: Line, verb: Token) -> str | None:
    """The tense of one verb with its auxiliaries; None where it has none of its own."""
    helpers = [*line.sentence.children(verb, "aux", "aux:pass", "cop"), verb]
    words = line.times.claims.future
    if any(t.lemma.lower() in words or t.text.lower() in words or t.xpos == "MD" for t in helpers):
        return "future"
    marks = line.sentence.children(verb, "mark")
    if any(t.text.lower() == "to" for t in marks) and not any(t.lemma == "have" for t in helpers):
        return "future"
    forms = {t.xpos for t in helpers}
    if "VBD" in forms or any(t.lemma == "have" for t in helpers[:-1]):
        return "past"
    if forms & {"VBZ", "VBP"}:
        return "present"
    return "past" if "VBN" in forms else None
