"""One question of a review for the terminal: the sentence with its words marked, what was read in it, and why."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from recount.model.claim import Claim, Incident
from recount.model.decision import Verb
from recount.model.document import BlockKind
from recount.model.reading import Reading
from recount.model.span import Span
from recount.review.queue import Item, verbs_for
from recount.review.said import NONE, said_of
from recount.review.words import sentence_at
from recount.view.glyphs import one_line
from recount.view.phrases import say_code, say_figure, say_group, say_review
from recount.view.segments import Mark, cut

# The key of each answer, and of each field that can be corrected, with the word that the screen shows.
KEYS = {"a": "accept", "c": "correct", "r": "reject", "n": "next", "+": "add", "u": "undo", "t": "text", "q": "stop"}
FIELD_KEYS = {
    "h": "harm",
    "n": "count",
    "g": "group",
    "t": "status",
    "b": "by",
    "s": "speaker",
    "d": "standing",
    "e": "extent",
    "w": "when",
    "p": "where",
    "i": "incident",
}
HELP = """\
a  accept: the claim is right as it is shown; for words set aside: rightly so
c  correct: other values, field by field; each needs words of the report
   (a claim that is set aside and should count: c, then i, and its incident or new)
r  reject: these words do not make this claim
n  next: leave it for later (also s, or Enter)
+  add a claim in words that were passed over
u  undo your last answer
t  show the report, its sentences numbered
q  save and stop; every answer is saved when it is given
A value is typed as VALUE, or VALUE "words of the report":
  count 7, 4- (at least), -3 (up to), 5-7    when 2021-03-14 or 2021-03-12/2021-03-14
  where Mopti, ML or near Mopti              speaker NAME, KIND
  incident 2, new or none                    none takes a value away"""


def item_view(reading: Reading, item: Item, progress: tuple[int, int]) -> Group:
    """Everything that a person needs to answer one item, the keys last."""
    number, of = progress
    title = Text.assemble((f"{number} of {of}", "bold"), f" \u00b7 {say_code(item.kind)} \u00b7 {one_line(item.why)}")
    return Group(
        Text(),
        Rule(title, align="left", characters="\u2500", style="bold yellow" if item.kind == "question" else "dim"),
        *_place(reading, item.words),
        Padding(marked(reading, item.words), (0, 0, 1, 2)),
        *(_claim(reading, item.claim) if item.claim is not None else ()),
        _keys(item),
    )


def marked(reading: Reading, words: Sequence[Span]) -> Text:
    """The sentences that hold these words, the words marked; made safe to show."""
    text = reading.document.text
    sentences = reading.sentences or (Span(0, len(text)),)
    first, last = sentences[sentence_at(sentences, words[0])], sentences[sentence_at(sentences, words[-1])]
    around = first.join(last).join(words[0]).join(words[-1])
    shown = Text(overflow="fold")
    for piece in cut(around.start, around.end, [Mark("words", span) for span in words]):
        raw = text[piece.start : piece.end]
        lead, trail = (" " if edge.isspace() else "" for edge in (raw[0], raw[-1]))
        shown.append(f"{lead}{one_line(raw)}{trail}" if raw.strip() else " ", "bold reverse" if piece.keys else "")
    return shown


def _place(reading: Reading, words: Sequence[Span]) -> Iterator[RenderableType]:
    """Whose words these are, where they stand in a post or a title."""
    index = reading.document.block_at(words[0].start)
    block = reading.document.blocks[index] if index is not None else None
    if block is not None and block.kind is BlockKind.POST:
        told = ", ".join(part for part in (block.author, block.handle, str(block.dated or "")) if part)
        yield Text(one_line(f"In a post: {told}"), style="dim")
    elif block is not None and block.kind in (BlockKind.TITLE, BlockKind.CAPTION):
        yield Text(f"In the {block.kind}", style="dim")


def _claim(reading: Reading, claim: Claim) -> Iterator[RenderableType]:
    said = said_of(claim)
    wordings = _wordings(claim)
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True, width=8)
    table.add_column(overflow="fold", ratio=1)
    for name, value in said.items():
        shown = Text(one_line(value or NONE), style="bold" if name in ("harm", "count") else "")
        wording = wordings.get(name)
        if wording and wording.casefold() != (value or "").casefold():
            shown.append(f" \u201c{one_line(wording)}\u201d", "dim")
        table.add_row(name, shown)
    table.add_row("incident", _incident(reading, claim))
    table.add_row("use", Text(one_line(f"{say_code(claim.use)}: {claim.why}")))
    yield table
    yield Text()


def _wordings(claim: Claim) -> dict[str, str | None]:
    return {
        "count": claim.count_wording,
        "group": claim.group.wording if claim.group is not None else None,
        "by": claim.by.wording if claim.by is not None else None,
        "when": claim.when.wording if claim.when is not None else None,
        "where": claim.where.wording if claim.where is not None else None,
    }


def _incident(reading: Reading, claim: Claim) -> Text:
    for number, incident in enumerate(reading.incidents, start=1):
        if incident.id == claim.incident:
            return Text(f"{number}: {one_line(incident.title)}{_figures(incident, claim)}", overflow="fold")
    return Text(NONE)


def _figures(incident: Incident, claim: Claim) -> str:
    """The toll that the claim is in: low, best and high."""
    for toll in incident.tolls:
        if claim.id in toll.claims:
            low, best, high = map(say_figure, (toll.low, toll.best, toll.high))
            return f"; {say_code(toll.harm)}, {one_line(say_group(toll))}: low {low}, best {best}, high {high}"
    return ""


def _keys(item: Item) -> Text:
    """The keys that the item can be answered with, then those that are always there."""
    verbs = {str(verb) for verb in verbs_for(item)} | {"next", "undo", "text", "stop"}
    shown = Text(overflow="fold")
    for key, word in KEYS.items():
        if word in verbs or (word == str(Verb.ADD)):
            shown.append(_key(key)).append(f"\u00a0{word}  ")
    return shown.append(_key("?")).append("\u00a0help")


def _key(key: str) -> Text:
    """A key as a cap that no line end cuts off from its word."""
    return Text(f"\u00a0{key}\u00a0", "reverse")


def fields_view(claim: Claim | None, typed: dict[str, str]) -> Text:
    """The fields that can be set, each with its key and with what it says now; those that were typed are marked."""
    said = {**(said_of(claim) if claim is not None else {}), **typed}
    shown = Text(overflow="fold")
    for key, name in FIELD_KEYS.items():
        value = said.get(name)
        shown.append(_key(key)).append(f"\u00a0{name}", "bold" if name in typed else "")
        shown.append(f" {one_line(value)}  " if value else "  ", "dim")
    return shown.append("\nEnter keeps these, q leaves all as it was", "dim")


def text_view(reading: Reading) -> Group:
    """The whole report, sentence by sentence with its number: "12:3-7" names words 3 to 7 of sentence 12."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True, justify="right")
    table.add_column(overflow="fold", ratio=1)
    for number, span in enumerate(reading.sentences, start=1):
        table.add_row(str(number), Text(one_line(span.of(reading.document.text))))
    return Group(Text(), table)


def end_view(reading: Reading, seconds: float, made: int, left: int, again: bool) -> Group:
    """What the review came to: the incidents with who answers for them, and the time for the report (of this sitting,
    where it was taken up `again`)."""
    lines = [Text()]
    for number, incident in enumerate(reading.incidents, start=1):
        lines.append(Text(one_line(f"Incident {number}, {incident.title}: {say_review(incident)}")))
    each = f", {seconds / made:.0f} s each" if made else ""
    decisions = "1 decision" if made == 1 else f"{made} decisions"
    sitting = ", in this sitting" if again else ""
    lines.append(
        Text(f"Time for this report{sitting}: {_minutes(seconds)}; {decisions}{each}; {left} left", style="bold")
    )
    return Group(*lines)


def _minutes(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60} min {whole % 60} s" if whole >= 60 else f"{whole} s"
