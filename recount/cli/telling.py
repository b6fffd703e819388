"""Commands that tell what a store's reports tell: its incidents, one of them, why a toll is so, and who said what."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from recount.cli.shell import UsageError, day_of, write
from recount.cli.stored import AsOfOption, JsonOption, ProfileOption, StoreOption, opened, print_json, print_view
from recount.view.glyphs import one_line

if TYPE_CHECKING:
    from recount.account.open import Account
    from recount.model.account import Chapter
    from recount.model.document import Document
    from recount.store.views import Filter

MOST_HITS = 10_000  # reports that --words looks through


def incidents(
    store: StoreOption = "recount.db",
    since: Annotated[str | None, typer.Option("--since", metavar="YYYY-MM-DD", help="On or after this day.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="YYYY-MM-DD", help="On or before this day.")] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="NAME", help="A part of the place's name.")] = None,
    country: Annotated[str | None, typer.Option("--country", metavar="CODE", help="ISO 3166-1 alpha-2.")] = None,
    box: Annotated[
        str | None, typer.Option("--box", metavar="W,S,E,N", help="A bounding box, in degrees: west,south,east,north.")
    ] = None,
    actor: Annotated[str | None, typer.Option("--actor", metavar="NAME", help="A part of a party's name.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="NAME", help="A part of the event's type.")] = None,
    contested: Annotated[bool, typer.Option("--contested", help="Only where voices differ.")] = False,
    reviewed: Annotated[
        bool | None, typer.Option("--reviewed/--unreviewed", help="Only those that a person has answered for, or not.")
    ] = None,
    asks: Annotated[bool, typer.Option("--questions", help="Only those with questions for a person.")] = False,
    killed: Annotated[
        int | None, typer.Option("--killed", min=0, metavar="N", help="At least so many killed, by the best figure.")
    ] = None,
    words: Annotated[
        str | None, typer.Option("--words", metavar="WORDS", help="Told by a report that has these words.")
    ] = None,
    profile: ProfileOption = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> int:
    """Lists the incidents of a store, by day."""
    from recount.store.views import Filter

    asked = Filter(
        day_of(since, "--since"),
        day_of(until, "--until"),
        place,
        country,
        _box(box),
        actor,
        kind,
        contested,
        reviewed,
        asks,
        killed,
    )
    with opened(store) as account:
        asked = _with_words(asked, words, account)
        if as_json:
            _print_chapters(account, asked, profile, day_of(as_of, "--as-of"))
            return 0
        rows = account.incidents(asked, profile=profile, as_of=day_of(as_of, "--as-of"))
        reports = account.reports()
        from recount.view.chapters import incident_list

        print_view(incident_list(rows, account.unread(), len(reports)))
    return 0


def _with_words(asked: "Filter", words: str | None, account: "Account") -> "Filter":
    from dataclasses import replace

    if words is None:
        return asked
    return replace(asked, reports=frozenset(hit.report for hit in account.search(words, MOST_HITS)))


def _box(typed: str | None) -> tuple[float, float, float, float] | None:
    if typed is None:
        return None
    try:
        west, south, east, north = (float(part) for part in typed.split(","))
    except ValueError:
        raise UsageError(
            f"--box: '{typed}' is no box; write west,south,east,north, as in 34.2,31.2,34.6,31.6"
        ) from None
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise UsageError("--box: degrees are -180 to 180 and -90 to 90, and south is below north")
    return west, south, east, north


def _print_chapters(account: "Account", asked: "Filter", profile: str | None, as_of: date | None) -> None:
    """One JSON array, an incident a line with its claims, written as it is made: no figure goes without its words."""
    from recount.model.book import whole_chapter
    from recount.model.record import json_text

    write("[")
    for place, chapter in enumerate(account.chapters(asked, profile=profile, as_of=as_of)):
        texts = {key: document.text for key, document in account.documents(chapter.reports).items()}
        write(("," if place else "") + "\n" + json_text(whole_chapter(chapter, texts)))
    write("\n]\n")


def show(
    subject: Annotated[str, typer.Argument(metavar="ID", help="An incident, or one of its claims.")],
    store: StoreOption = "recount.db",
    profile: Annotated[
        list[str] | None, typer.Option("--profile", metavar="NAME", help="Other rules; twice: side by side.")
    ] = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> int:
    """Shows one incident: every claim with its words, who differs, and what is near."""
    with opened(store) as account:
        day = day_of(as_of, "--as-of")
        chapters = [account.show(subject, profile=name, as_of=day) for name in (profile or [None])]  # type: ignore[list-item]
        documents = account.documents({report for chapter in chapters for report in chapter.reports})
    if as_json:
        _print_shown(chapters, profile or [], documents)
    elif len(chapters) > 1:
        from recount.view.chapters import compare_view

        print_view(compare_view(dict(zip(profile or [], chapters, strict=True))))
    else:
        from recount.view.chapters import chapter_view

        print_view(chapter_view(chapters[0], documents))
    return 0


def _print_shown(chapters: "Sequence[Chapter]", profiles: Sequence[str], documents: "dict[str, Document]") -> None:
    from recount.model.book import whole_chapter

    texts = {key: document.text for key, document in documents.items()}
    made = [whole_chapter(chapter, texts) for chapter in chapters]
    print_json(made[0] if len(made) == 1 else dict(zip(profiles, made, strict=True)))


def why(
    subject: Annotated[str, typer.Argument(metavar="ID", help="An incident or one of its claims.")],
    harm: Annotated[str, typer.Argument(metavar="HARM", help="killed, injured, missing, ...")] = "killed",
    store: StoreOption = "recount.db",
    profile: ProfileOption = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> int:
    """Tells how a toll was worked out, line by line."""
    from recount.errors import DecisionError

    with opened(store) as account:
        chapter = account.show(subject, profile=profile, as_of=day_of(as_of, "--as-of"))
    tolls = [toll for toll in chapter.incident.tolls if toll.harm == harm]
    if not tolls:
        told = ", ".join(sorted({toll.harm for toll in chapter.incident.tolls})) or "no harm to people"
        raise DecisionError(f"no toll of {harm} in incident {chapter.incident.id}; it has {told}")
    if as_json:
        from recount.model.record import incident_fields

        print_json([toll for toll in incident_fields(chapter.incident)["tolls"] if toll["harm"] == harm])
    else:
        from recount.view.chapters import why_view

        print_view(why_view(chapter, harm))
    return 0


def history(
    subject: Annotated[str, typer.Argument(metavar="ID", help="An incident or one of its claims.")],
    store: StoreOption = "recount.db",
    profile: ProfileOption = None,
    as_json: JsonOption = False,
) -> int:
    """Shows an incident's tolls as they stood, day by day, with who said what."""
    with opened(store) as account:
        chapter = account.show(subject, profile=profile)
        steps = account.history(subject, profile=profile)
    if as_json:
        from recount.model.book import step_fields

        print_json([step_fields(step) for step in steps])
    else:
        from recount.view.chapters import history_view

        print_view(history_view(chapter.incident.title, steps, {claim.id: claim for claim in chapter.claims}))
    return 0


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORD", help="Words that a report must have.")],
    store: StoreOption = "recount.db",
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="At most so many reports.")] = 20,
    as_json: JsonOption = False,
) -> int:
    """Finds reports by their words."""
    with opened(store) as account:
        hits = account.search(" ".join(words), limit)
    if as_json:
        from dataclasses import asdict

        print_json([{**asdict(hit), "published": str(hit.published) if hit.published else None} for hit in hits])
        return 0 if hits else 1
    for hit in hits:
        day = hit.published.isoformat() if hit.published else "no day"
        write(f"{hit.report[7:15]}  {day}  {one_line(hit.title or '')}\n    {one_line(hit.snippet)}\n")
    return 0 if hits else 1
