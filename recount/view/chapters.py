"""An account for the terminal: the list of incidents, one incident with every claim, and why a toll is what it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from recount.model.account import Chapter, Step
from recount.model.claim import Bounds, Claim
from recount.model.document import Document
from recount.store.views import Listed
from recount.view.phrases import say_code, say_day, say_figure, say_review, say_speakers
from recount.view.terminal import Line, details, facts, figures, lines_of, quoted, said, section, shown, total_line

SHOWN_ID = 8  # characters of an id in a list: enough to name it by


def incident_list(rows: Sequence[Listed], unread: Mapping[str, int], reports: int) -> Group:
    """The incidents, one a row; at the end how much was read, what was not, and what brackets mean."""
    table = Table(box=None, padding=(0, 1), header_style="dim", expand=False)
    table.add_column("day", no_wrap=True)
    table.add_column("what and where", overflow="fold")
    for head in ("killed", "injured", "reports"):
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("id", no_wrap=True, style="dim")
    for row in rows:
        table.add_row(*_row(row))
    return Group(*([table] if rows else []), shown(_counted(rows, unread, reports), "dim"))


def _row(row: Listed) -> tuple[Text, ...]:
    """What stands against the incident, or asks, is told under it; fewer voices than reports are told in brackets."""
    what = ", ".join(part for part in (row.sub_type or row.type or "Incident", row.place) if part)
    notes = ", ".join(n for n in (row.review if row.review != "machine" else "", _noted(row)) if n)
    told = Text("\n").join([shown(what), shown(notes, "yellow")]) if notes else shown(what)
    reports = str(row.reports) if row.reports == row.voices else f"{row.reports} ({row.voices})"
    cells = (span_of(row.killed), span_of(row.injured), reports, row.id[:SHOWN_ID])
    return shown(_days(row)), told, *(shown(cell) for cell in cells)


def _noted(row: Listed) -> str:
    return ", ".join(note for note in ("contested" * row.contested, _asked(row.asks)) if note)


def _asked(questions: int) -> str:
    return "" if not questions else "1 question" if questions == 1 else f"{questions} questions"


def _days(row: Listed) -> str:
    if row.start is None:
        return "no day"
    return row.start.isoformat() if row.start == row.end else f"{row.start.isoformat()}/{row.end}"


def span_of(bounds: Bounds | None) -> str:
    """Low, best and high in one cell: "7", or "6 7 9" where they differ; a dash where nothing is told."""
    if bounds is None:
        return say_figure(None)
    values = (bounds.low, bounds.best, bounds.high)
    return say_figure(bounds.best) if len(set(values)) == 1 else " ".join(say_figure(value) for value in values)


def _counted(rows: Sequence[Listed], unread: Mapping[str, int], reports: int) -> str:
    machine = sum(row.review == "machine" for row in rows)
    told = f"{len(rows)} incident{'s' * (len(rows) != 1)} from {reports} report{'s' * (reports != 1)}"
    review = f"; {machine} not yet reviewed by a person" if machine else ""
    left = ", ".join(f"{language} {count}" for language, count in unread.items())
    voices = "; in brackets: independent voices" if any(row.reports != row.voices for row in rows) else ""
    return told + review + (f"; not read, by language: {left}" if left else "") + voices


def chapter_view(chapter: Chapter, documents: Mapping[str, Document]) -> Group:
    """One incident: what is known of it, each toll with every claim, who differs, and what is near."""
    return Group(*_chapter(chapter, documents))


def _chapter(chapter: Chapter, documents: Mapping[str, Document]) -> Iterator[RenderableType]:
    incident = chapter.incident
    yield shown(incident.title, "bold")
    yield shown(f"{incident.id} \u00b7 {say_review(incident)} \u00b7 {_voices(chapter)}", "bold yellow")
    yield facts(incident)
    by_id = {claim.id: claim for claim in chapter.claims}
    for toll in incident.tolls:
        yield Text()
        yield figures(toll)
        for sentence in toll.why:
            yield Padding(shown(sentence, "dim"), (0, 0, 0, 2))
        for key in toll.claims:
            yield _claim(by_id[key], documents)
    if len(incident.tolls) > 1:
        yield Text()
        totals = [total_line("Killed", incident.killed), total_line("Injured", incident.injured)]
        yield lines_of(line for line in totals if line)
    tolled = {key for toll in incident.tolls for key in toll.claims}
    yield from _others([claim for claim in chapter.claims if claim.id not in tolled], documents)
    yield from _beside(chapter)
    yield from _reports(chapter, documents)


def _voices(chapter: Chapter) -> str:
    count = len(chapter.reports)
    reports = "1 report" if count == 1 else f"{count} reports"
    return reports if chapter.voices == count else f"{reports} of {chapter.voices} voices"


def _claim(claim: Claim, documents: Mapping[str, Document]) -> RenderableType:
    document = documents[claim.report]
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True, justify="right", width=6, style="dim")
    table.add_column(overflow="fold", ratio=1)
    table.add_row("", Text(" \u2026 ").join([quoted(span.of(document.text)) for span in claim.evidence]))
    table.add_row("", said(claim))
    told = say_day(claim.as_of) if claim.as_of else "no day"
    table.add_row("", shown(f"{source_of(document)}, {told} \u00b7 claim {claim.id[:SHOWN_ID]}", "dim"))
    for detail in details(claim):
        table.add_row("", shown(detail, "dim"))
    return table


def source_of(document: Document) -> str:
    """Whose report it is: its publisher, else its title, else where it came from."""
    return document.publisher or document.title or document.name


def _others(claims: Sequence[Claim], documents: Mapping[str, Document]) -> Iterator[RenderableType]:
    if claims:
        yield section("Also told of this incident")
        for claim in claims:
            yield _claim(claim, documents)


def _beside(chapter: Chapter) -> Iterator[RenderableType]:
    """Who differs on what, the named victims, and what is near."""
    if chapter.disagreements:
        yield section("Where voices differ")
        yield lines_of(
            Line(say_code(one.field), f"{value.value}: {', '.join(value.speakers)}")
            for one in chapter.disagreements
            for value in one.values
        )
    if chapter.victims:
        yield section("Named")
        for victim in chapter.victims:
            facts_told = [victim.name, str(victim.age) if victim.age is not None else "", say_code(victim.harm)]
            yield shown(", ".join(fact for fact in facts_told if fact))
            for sentence in victim.why:
                yield Padding(shown(sentence, "dim"), (0, 0, 0, 2))
    if chapter.incident.related:
        yield section("Related")
        for key, how in chapter.incident.related:
            yield shown(f"{say_code(how)} incident {key[:SHOWN_ID]}")
    if chapter.near:
        yield section("Near, kept apart")
        for near in chapter.near:
            yield shown(f"{near.title} \u00b7 {near.incident[:SHOWN_ID]}")
            yield Padding(shown(near.why, "dim"), (0, 0, 0, 2))


def _reports(chapter: Chapter, documents: Mapping[str, Document]) -> Iterator[RenderableType]:
    yield section("Reports")
    for report in sorted(chapter.reports, key=lambda key: (str(documents[key].published or ""), key)):
        document = documents[report]
        day = document.published.isoformat() if document.published else "no day"
        yield shown(f"{day} {source_of(document)}: {document.title or document.name} \u00b7 {report[7:15]}")


def why_view(chapter: Chapter, harm: str) -> Group:
    """How the tolls of one harm were worked out, line by line."""
    lines: list[RenderableType] = [shown(chapter.incident.title, "bold")]
    for toll in chapter.incident.tolls:
        if toll.harm == harm:
            lines += [figures(toll), *(Padding(shown(sentence), (0, 0, 0, 2)) for sentence in toll.why)]
    return Group(*lines)


def history_view(title: str, steps: Iterable[Step], claims: Mapping[str, Claim]) -> Group:
    """The tolls as they stood, day by day, with who said what was new."""
    lines: list[RenderableType] = [shown(title, "bold")]
    for step in steps:
        day = step.day.isoformat() if step.day else "no day"
        lines.append(shown(f"{day}  {say_code(step.harm)} {span_of(step.toll)}"))
        for key in step.claims:
            claim = claims[key]
            told = f"{claim.count_wording or 'no number'}: {say_speakers(claim.speakers)}"
            lines.append(Padding(shown(told, "dim"), (0, 0, 0, 2)))
        lines += [Padding(shown(sentence, "dim"), (0, 0, 0, 2)) for sentence in step.why]
    return Group(*lines)


def compare_view(chapters: Mapping[str, Chapter]) -> Group:
    """The tolls of one incident by several profiles, side by side, each with how it was worked out."""
    first = next(iter(chapters.values())).incident
    table = Table(box=None, padding=(0, 1), header_style="dim")
    table.add_column("", overflow="fold")
    for name in chapters:
        table.add_column(name, justify="right")
    for label, pick in (("killed in all", "killed"), ("injured in all", "injured")):
        table.add_row(label, *(span_of(getattr(chapter.incident, pick)) for chapter in chapters.values()))
    parts: list[RenderableType] = [shown(first.title, "bold"), table]
    for name, chapter in chapters.items():
        parts.append(section(name))
        for toll in chapter.incident.tolls:
            parts += [figures(toll), *(Padding(shown(sentence, "dim"), (0, 0, 0, 2)) for sentence in toll.why)]
    return Group(*parts)
