"""Persons named in a list that follows words of death: no verb tells what befell them, so a person has to say (R1)."""

from collections.abc import Iterator, Sequence

from recount.knowledge.layout import load_layout
from recount.model.analysis import Analysis, Sentence
from recount.model.claim import Draft, SetAside
from recount.model.span import Span

_REASON = "a person named in a list after words of death: whether among the dead, a person has to say (R1)"
_REACH = 3  # sentences between the words of death and the first line of the list


def names_listed(analysis: Analysis, drafts: Sequence[Draft]) -> list[SetAside]:
    """The first person of each line of such a list, set aside."""
    deaths = {d.sentence for d in drafts if d.harm == "killed"}
    found: list[SetAside] = []
    open_until = -1
    for sentence in analysis.sentences:
        if sentence.index in deaths:
            open_until = sentence.index + _REACH
        if not _is_line(sentence, analysis) or sentence.index > open_until:
            continue
        named = next(_persons(sentence), None)
        if named is not None:
            found.append(SetAside(named, _REASON))
            open_until = sentence.index + _REACH
    return found


def _is_line(sentence: Sentence, analysis: Analysis) -> bool:
    """Whether the sentence opens with a mark of lists at the start of its line."""
    text, marks = analysis.document.text, load_layout().list_marks
    start = sentence.span.start
    before = text[:start].rstrip(" \t")
    opens = not before or before.endswith(("\n", *marks))
    return opens and (text.startswith(marks, start) or before.endswith(marks))


def _persons(sentence: Sentence) -> Iterator[Span]:
    """Names of persons, each from its first word to its last."""
    run: list[Span] = []
    for token in sentence.tokens:
        if token.name.endswith("PER"):
            run.append(Span(token.start, token.end))
        elif run:
            yield Span(run[0].start, run[-1].end)
            run = []
    if run:
        yield Span(run[0].start, run[-1].end)
