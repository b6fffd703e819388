"""A reading for the terminal: plain enough to pipe, in colour where the terminal has it, from 60 columns up."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from recount.model.claim import Bounds, Claim, Incident, SetAside, Toll
from recount.model.reading import Reading
from recount.view.arrange import Arrangement, IncidentView, TollView, arrange
from recount.view.glyphs import one_line
from recount.view.phrases import (
    USES,
    say_actor,
    say_code,
    say_counts,
    say_day,
    say_decided,
    say_event,
    say_figure,
    say_group,
    say_place_reason,
    say_precision,
    say_review,
    say_sides,
    say_speakers,
    say_unread,
    say_value,
    say_when,
    say_where,
)

# One style per use of a claim; the use is always said in words too, so colour is never the only sign.
_STYLES = {
    "counted": "bold green",
    "bound": "green",
    "repeat": "dim",
    "superseded": "dim",
    "question": "bold yellow",
    "set_aside": "dim",
}


def terminal_view(reading: Reading) -> Group:
    """Everything a person needs of one reading, as one rich renderable. Words of the report are shown as they stand,
    with control codes and reordering marks made visible; none is ever read as markup."""
    arranged = arrange(reading)
    return Group(
        *_head(reading),
        *_questions(reading, arranged),
        *_incidents(reading, arranged),
        *_claims_section("Standing totals", "in no incident and in no sum", arranged.aggregates, reading, arranged),
        *_claims_section("Other claims", "in no incident", arranged.loose, reading, arranged),
        *_claims_section("Read, but not counted", "", arranged.not_counted, reading, arranged),
        *_set_aside(reading),
        *_unread(reading),
        *_foot(reading),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled line: "When  11 November 2018", with the words and the reason under it."""

    label: str
    value: str
    words: str | None = None
    why: str | None = None


def shown(words: str, style: str = "") -> Text:
    return Text(one_line(words), style=style, overflow="fold")


def quoted(words: str, style: str = "bold") -> Text:
    return Text(f"\u201c{one_line(words)}\u201d", style=style, overflow="fold")


def _head(reading: Reading) -> Iterator[RenderableType]:
    document = reading.document
    yield shown(document.title or document.name, "bold")
    published = say_day(document.published) if document.published else "not known"
    yield shown(f"{document.name} \u00b7 published: {published} \u00b7 publisher: {document.publisher or 'not stated'}")
    if document.url:
        yield shown(document.url)
    yield shown(_review(reading), "bold yellow")
    for warning in document.warnings:
        yield shown(f"Note: {warning}", "yellow")


def _review(reading: Reading) -> str:
    """Says plainly what was not read, and what no person has answered for."""
    incidents = reading.incidents
    if reading.unread and not reading.claims:
        return f"This report was {say_unread(reading.unread[0][0])}."
    if not incidents:
        return "No incident was read in this report. This is a machine's reading, not yet reviewed by a person."
    if all(incident.review == "machine" for incident in incidents):
        return "Not yet reviewed by a person: every figure here was read by a machine, from the words beside it."
    return "Each incident says below whether a person has reviewed it."


def section(title: str, note: str = "") -> RenderableType:
    heading = Text.assemble((title, "bold"), f" ({one_line(note)})" if note else "")
    return Group(Text(), Rule(heading, align="left", characters="\u2500", style="dim"))


def _questions(reading: Reading, arranged: Arrangement) -> Iterator[RenderableType]:
    if arranged.questions:
        note = f"{len(arranged.questions)} to decide"
        yield from _claims_section("Questions for a person", note, arranged.questions, reading, arranged)


def _incidents(reading: Reading, arranged: Arrangement) -> Iterator[RenderableType]:
    numbers = {view.incident.id: view.number for view in arranged.incidents}
    for view in arranged.incidents:
        yield section(f"Incident {view.number}", say_review(view.incident))
        yield shown(view.incident.title, "bold")
        yield facts(view.incident)
        for toll in view.tolls:
            yield Text()
            yield from _toll(toll, reading, arranged)
        yield from _no_harm(view)
        yield from _tail(view, numbers)
        yield from _others(view, reading, arranged)


def facts(incident: Incident) -> RenderableType:
    when, where = incident.when, incident.where
    return lines_of(
        [
            Line("Event", say_event(incident.event)),
            Line("When", say_when(when), when.wording if when else None, when.why if when else None),
            Line(
                "Where", say_where(where), where.wording if where else None, say_place_reason(where) if where else None
            ),
            Line("Codes", say_precision(when, where) or "not known"),
            Line("Sides", say_sides(incident)),
        ]
    )


def lines_of(lines: Iterable[Line]) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True, width=7)
    table.add_column(overflow="fold", ratio=1)
    for line in lines:
        value = shown(line.value)
        if line.words and line.words.casefold() not in line.value.casefold():
            value.append_text(Text.assemble(" ", quoted(line.words, "")))
        table.add_row(line.label, value)
        if line.why:
            table.add_row("", shown(line.why, "dim"))
    return table


def _toll(view: TollView, reading: Reading, arranged: Arrangement) -> Iterator[RenderableType]:
    yield figures(view.toll)
    for sentence in view.toll.why:
        yield Padding(shown(sentence, "dim"), (0, 0, 0, 2))
    for claim in view.claims:
        yield _claim(claim, reading, arranged)


def figures(toll: Toll) -> RenderableType:
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(overflow="fold", ratio=1)
    heads = [Text(head, style="dim", justify="right") for head in ("low", "best", "high")]
    low, best, high = (Text(say_figure(figure), justify="right") for figure in (toll.low, toll.best, toll.high))
    best.stylize("bold")
    for _ in heads:
        table.add_column(width=8)
    table.add_row("", *heads)
    table.add_row(Text.assemble((say_code(toll.harm), "bold"), "  ", shown(say_group(toll))), low, best, high)
    return table


def _claim(claim: Claim, reading: Reading, arranged: Arrangement) -> RenderableType:
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True, justify="right", width=6, style="dim")
    table.add_column(overflow="fold", ratio=1)
    table.add_row(f"[{arranged.numbers[claim.id]}]", _words(claim, reading))
    table.add_row("", said(claim))
    for detail in details(claim):
        table.add_row("", shown(detail, "dim"))
    return table


def _words(claim: Claim, reading: Reading) -> Text:
    quotes = [quoted(span.of(reading.document.text)) for span in claim.evidence]
    return Text(" \u2026 ").join(quotes)


def said(claim: Claim) -> Text:
    """The use, the value, the speaker, the standing and the extent."""
    use = (say_code(claim.use), _STYLES.get(claim.use, ""))
    parts = [say_value(claim), say_speakers(claim.speakers), str(claim.standing), claim.extent]
    rest = "".join(f" \u00b7 {one_line(part)}" for part in parts if part)
    return Text.assemble(use, rest, overflow="fold")


def details(claim: Claim) -> Iterator[str]:
    """Why the claim is used so, and what it says beyond its number."""
    yield claim.why or USES.get(claim.use, "")
    if claim.decided is not None:
        yield say_decided(claim) or ""
    if claim.by:
        yield f"by {say_actor(claim.by)}"
    if claim.against:
        yield f"against {say_actor(claim.against)}"
    for person in claim.group.persons if claim.group else ():
        facts = [str(person.age) if person.age is not None else None, person.office, say_code(person.life)]
        yield f"named: {', '.join([person.name, *(fact for fact in facts if fact)])}"
    if claim.origin:
        yield f"fire from {claim.origin[1] or claim.origin[0]} (\u201c{claim.origin[0]}\u201d)"


def _no_harm(view: IncidentView) -> Iterator[RenderableType]:
    if not view.tolls:
        yield Text()
        yield shown("No harm to people is reported here: that is unknown, not zero.")


def _tail(view: IncidentView, numbers: dict[str, int]) -> Iterator[RenderableType]:
    """The totals, the other counts and the related incidents."""
    incident = view.incident
    lines = []
    if len(view.tolls) > 1:
        lines += [total_line("Killed", incident.killed), total_line("Injured", incident.injured)]
    if incident.counts:
        lines.append(Line("Counted", say_counts(incident)))
    lines += [Line("Related", f"{say_code(how)} incident {numbers.get(key, key)}") for key, how in incident.related]
    found = [line for line in lines if line]
    if found:
        yield Text()
        yield lines_of(found)


def total_line(label: str, bounds: Bounds | None) -> Line | None:
    if bounds is None:
        return None
    low, best, high = (say_figure(figure) for figure in (bounds.low, bounds.best, bounds.high))
    return Line(label, f"in all: low {low}, best {best}, high {high}")


def _others(view: IncidentView, reading: Reading, arranged: Arrangement) -> Iterator[RenderableType]:
    if view.others:
        yield Text()
        yield Text("Also told of this incident", style="dim")
        for claim in view.others:
            yield _claim(claim, reading, arranged)


def _claims_section(
    title: str, note: str, claims: Sequence[Claim], reading: Reading, arranged: Arrangement
) -> Iterator[RenderableType]:
    if claims:
        yield section(title, note)
        for claim in claims:
            yield _claim(claim, reading, arranged)


def _set_aside(reading: Reading) -> Iterator[RenderableType]:
    if reading.set_aside:
        yield section("Set aside", "words that make no claim, and why")
        for aside in reading.set_aside:
            yield Padding(_aside(aside, reading.document.text), (0, 0, 0, 2))


def _aside(aside: SetAside, text: str) -> Text:
    return Text.assemble(quoted(aside.span.of(text), ""), " \u00b7 ", shown(aside.reason, "dim"))


def _unread(reading: Reading) -> Iterator[RenderableType]:
    if reading.unread:
        yield section("Unread", "no language pack reads these")
        for language, reports in reading.unread:
            noun = "report" if reports == 1 else "reports"
            yield shown(f"{language}: {reports} {noun}")


def _foot(reading: Reading) -> Iterator[RenderableType]:
    stamp = reading.stamp
    pack = stamp.language_pack or "no language pack"
    places = f"gazetteer {stamp.gazetteer}"
    made = (f"recount {stamp.recount}", pack, f"knowledge {stamp.knowledge}", places, f"profile {stamp.profile}")
    yield Text()
    yield shown(" \u00b7 ".join(made), "dim")
