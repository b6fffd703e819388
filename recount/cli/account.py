"""The commands on a store: reports in, incidents out, and a person's decisions on them."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any

import typer

from recount.cli.shell import GazetteerOption, UsageError, day_of, tell, write
from recount.view.glyphs import one_line

if TYPE_CHECKING:
    from recount.account.adding import Added
    from recount.account.open import Account
    from recount.model.account import Chapter
    from recount.model.decision import Decision
    from recount.model.document import Document
    from recount.store.views import Filter

MOST_HITS = 10_000  # reports that --words looks through
MOST_REFUSALS = 20  # told one by one; the rest as a number

StoreOption = Annotated[
    str,
    typer.Option(
        "--store", metavar="STORE", envvar="RECOUNT_STORE", help="A file, or postgresql://...; recount.db by default."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON: one array or object.")]
ProfileOption = Annotated[
    str | None, typer.Option("--profile", metavar="NAME", help="The rules of the tolls, for those of the store.")
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="The account as it stood at the end of that day.")
]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", envvar="RECOUNT_BY", help="Who decides.")]
WhyOption = Annotated[str | None, typer.Option("--why", metavar="TEXT", help="The reason, kept with the decision.")]


@contextmanager
def _account(store: str, create: bool = False, **given: Any) -> Iterator["Account"]:
    from recount.account.open import open_store

    account = open_store(store, create=create, **{name: value for name, value in given.items() if value is not None})
    try:
        yield account
    finally:
        account.close()


def add(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Reports and folders of them; - is standard input.")
    ],
    store: StoreOption = "recount.db",
    published: Annotated[
        str | None,
        typer.Option("--date", metavar="YYYY-MM-DD", help="The day of publication, for reports that do not give it."),
    ] = None,
    profile: Annotated[
        str | None, typer.Option("--profile", metavar="NAME", help="The rules of the tolls, for a new store.")
    ] = None,
    actors: Annotated[
        Path | None, typer.Option("--actors", metavar="FILE", help="Actors of your own, kept with the store.")
    ] = None,
    codebook: Annotated[
        Path | None, typer.Option("--codebook", metavar="FILE", help="A codebook of your own, kept with the store.")
    ] = None,
    gazetteer: GazetteerOption = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, metavar="N", help="Processes that read; by default one a core.")
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Reads reports into a store and brings its incidents up to date. What it has already is left as it is."""
    day = day_of(published)
    with _account(store, True, profile=profile, actors=actors, codebook=codebook, gazetteer=gazetteer) as account:
        pace = _Pace()
        try:
            added = account.add(paths, day, workers=workers, progress=pace.tell)
        except KeyboardInterrupt:
            pace.stopped("added")
            raise
        finally:
            pace.end()
        return _told_added(added, account.where, as_json, "added")


def reread(
    store: StoreOption = "recount.db",
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, metavar="N", help="Processes that read; by default one a core.")
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Reads the reports again that were read by older rules. Decisions stay, and follow their words."""
    with _account(store) as account:
        pace = _Pace()
        try:
            added = account.reread(workers=workers, progress=pace.tell)
        except KeyboardInterrupt:
            pace.stopped("read again")
            raise
        finally:
            pace.end()
        return _told_added(added, account.where, as_json, "read again")


def _told_added(added: "Added", where: str, as_json: bool, done: str) -> int:
    for refusal in added.refused[:MOST_REFUSALS]:
        tell(refusal.why)
    if len(added.refused) > MOST_REFUSALS:
        tell(f"and {len(added.refused) - MOST_REFUSALS} more refused")
    if as_json:
        _print_json(
            {
                "new": added.new,
                "known": added.known,
                "refused": [{"name": r.name, "why": r.why} for r in added.refused],
                "skipped": added.skipped,
                "unread": dict(sorted(added.unread.items())),
            }
        )
    else:
        unread = ", ".join(f"{language} {count}" for language, count in sorted(added.unread.items()))
        parts = [f"{len(added.new)} {done}", f"{len(added.known)} there already" * bool(added.known)]
        parts += [f"{len(added.refused)} refused" * bool(added.refused)]
        parts += [f"{len(added.skipped)} files are no text or HTML" * bool(added.skipped)]
        parts += [f"not read, by language: {unread}" * bool(unread)]
        write(f"{one_line(where)}: {', '.join(part for part in parts if part)}\n")
    return 1 if added.refused or added.unread else 0


class _Pace:
    """Progress on stderr: one line that changes on a terminal, else a line every ten seconds."""

    def __init__(self) -> None:
        self._lively = sys.stderr.isatty()
        self._began = self._told = monotonic()
        self._wrote = False
        self._new = 0

    def tell(self, added: "Added", files: int) -> None:
        now = monotonic()
        self._new = len(added.new)
        if now - self._told < (0.0 if self._lively else 10.0):
            return
        self._told = now
        rate = added.done / max(now - self._began, 1e-9)
        left = max(0, files - added.done) / rate if rate else 0.0
        line = f"{added.done:,} of {files:,} reports, {rate:,.1f} a second, {_span(left)} left"
        sys.stderr.write(f"\r{line:<78}" if self._lively else f"recount: {line}\n")
        sys.stderr.flush()
        self._wrote = True

    def stopped(self, done: str) -> None:
        self.end()
        tell(f"stopped; {self._new:,} were {done} and stay so; the same command goes on")

    def end(self) -> None:
        if self._lively and self._wrote:
            sys.stderr.write(f"\r{'':<78}\r")


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{rest} s"


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
    with _account(store) as account:
        asked = _with_words(asked, words, account)
        if as_json:
            _print_chapters(account, asked, profile, day_of(as_of, "--as-of"))
            return 0
        rows = account.incidents(asked, profile=profile, as_of=day_of(as_of, "--as-of"))
        reports = account.reports()
        from recount.view.chapters import incident_list

        _show(incident_list(rows, account.unread(), len(reports)))
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
    """One JSON array, an incident a line, written as it is made."""
    from recount.model.book import chapter_fields
    from recount.model.record import json_text

    write("[")
    for place, chapter in enumerate(account.chapters(asked, profile=profile, as_of=as_of)):
        write(("," if place else "") + "\n" + json_text(chapter_fields(chapter)))
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
    with _account(store) as account:
        day = day_of(as_of, "--as-of")
        chapters = [account.show(subject, profile=name, as_of=day) for name in (profile or [None])]  # type: ignore[list-item]
        documents = account.documents({report for chapter in chapters for report in chapter.reports})
    if as_json:
        _print_shown(chapters, profile or [], documents)
    elif len(chapters) > 1:
        from recount.view.chapters import compare_view

        _show(compare_view(dict(zip(profile or [], chapters, strict=True))))
    else:
        from recount.view.chapters import chapter_view

        _show(chapter_view(chapters[0], documents))
    return 0


def _print_shown(chapters: "Sequence[Chapter]", profiles: Sequence[str], documents: "dict[str, Document]") -> None:
    from recount.model.book import whole_chapter

    texts = {key: document.text for key, document in documents.items()}
    made = [whole_chapter(chapter, texts) for chapter in chapters]
    _print_json(made[0] if len(made) == 1 else dict(zip(profiles, made, strict=True)))


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

    with _account(store) as account:
        chapter = account.show(subject, profile=profile, as_of=day_of(as_of, "--as-of"))
    tolls = [toll for toll in chapter.incident.tolls if toll.harm == harm]
    if not tolls:
        told = ", ".join(sorted({toll.harm for toll in chapter.incident.tolls})) or "no harm to people"
        raise DecisionError(f"no toll of {harm} in incident {chapter.incident.id}; it has {told}")
    if as_json:
        from recount.model.record import incident_fields

        _print_json([toll for toll in incident_fields(chapter.incident)["tolls"] if toll["harm"] == harm])
    else:
        from recount.view.chapters import why_view

        _show(why_view(chapter, harm))
    return 0


def history(
    subject: Annotated[str, typer.Argument(metavar="ID", help="An incident or one of its claims.")],
    store: StoreOption = "recount.db",
    profile: ProfileOption = None,
    as_json: JsonOption = False,
) -> int:
    """Shows an incident's tolls as they stood, day by day, with who said what."""
    with _account(store) as account:
        chapter = account.show(subject, profile=profile)
        steps = account.history(subject, profile=profile)
    if as_json:
        from recount.model.book import step_fields

        _print_json([step_fields(step) for step in steps])
    else:
        from recount.view.chapters import history_view

        _show(history_view(chapter.incident.title, steps, {claim.id: claim for claim in chapter.claims}))
    return 0


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORD", help="Words that a report must have.")],
    store: StoreOption = "recount.db",
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="At most so many reports.")] = 20,
    as_json: JsonOption = False,
) -> int:
    """Finds reports by their words."""
    with _account(store) as account:
        hits = account.search(" ".join(words), limit)
    if as_json:
        from dataclasses import asdict

        _print_json([{**asdict(hit), "published": str(hit.published) if hit.published else None} for hit in hits])
        return 0 if hits else 1
    for hit in hits:
        day = hit.published.isoformat() if hit.published else "no day"
        write(f"{hit.report[7:15]}  {day}  {one_line(hit.title or '')}\n    {one_line(hit.snippet)}\n")
    return 0 if hits else 1


def decide(
    verb: Annotated[
        str, typer.Argument(metavar="VERB", help="accept reject correct add same different merge split unsure")
    ],
    arguments: Annotated[list[str], typer.Argument(metavar="ID... [FIELD=VALUE...]", help="What it is on.")],
    by: ByOption,
    why: WhyOption = None,
    store: StoreOption = "recount.db",
    as_json: JsonOption = False,
) -> int:
    """Keeps a person's decision, and makes the incidents that it touches anew. `recount undo` takes it back."""
    with _account(store) as account:
        rows = account.decide(verb, arguments, by=by, why=why)
    _tell_decisions(rows, as_json)
    return 0


def undo(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="Its id; 4 letters of it or more.")],
    by: ByOption,
    why: WhyOption = None,
    store: StoreOption = "recount.db",
    as_json: JsonOption = False,
) -> int:
    """Takes a decision back. The undo of an undo brings it again."""
    with _account(store) as account:
        row = account.undo(decision, by=by, why=why)
    _tell_decisions([row], as_json)
    return 0


def decisions(
    subject: Annotated[str | None, typer.Argument(metavar="[ID]", help="Only on this incident's reports.")] = None,
    store: StoreOption = "recount.db",
    as_json: JsonOption = False,
) -> int:
    """Lists the decisions in their order, those that were taken back too."""
    with _account(store) as account:
        rows = account.decisions(subject)
    _tell_decisions(rows, as_json)
    return 0


def _tell_decisions(rows: "Sequence[Decision]", as_json: bool) -> None:
    if as_json:
        from recount.model.decision import decision_row

        _print_json([decision_row(row) for row in rows])
        return
    for row in rows:
        on = " ".join(key[:8] for key in row.subjects)
        reason = f": {row.why}" if row.why else ""
        write(one_line(f"{row.id}  {row.when:%Y-%m-%d %H:%M}  {row.who}  {row.verb} {on}{reason}") + "\n")


def rebuild(store: StoreOption = "recount.db") -> int:
    """Makes the account anew from reports, claims and decisions alone; the result is the same."""
    with _account(store) as account:
        account.rebuild()
        write(f"{one_line(account.where)}: {len(account.incidents())} incidents made anew\n")
    return 0


def verify(
    store: StoreOption = "recount.db",
    views: Annotated[
        bool, typer.Option("--views/--no-views", help="Also hold the account against one made anew; takes longer.")
    ] = True,
    as_json: JsonOption = False,
) -> int:
    """Holds everything that a store keeps against its hashes and its words."""
    with _account(store) as account:
        found = account.verify(views)
    checked = ", ".join(f"{count:,} {name}" for name, count in found.checked.items())
    if as_json:
        faults = [{"place": f.place, "what": f.what, "remedy": f.remedy} for f in found.faults]
        _print_json({"checked": dict(found.checked), "faults": faults})
        return 0 if found.is_whole else 1
    for fault in found.faults:
        tell(f"{fault.place}: {fault.what}; {fault.remedy}")
    write(f"{checked}: {'all as it was kept' if found.is_whole else f'{len(found.faults)} faults'}\n")
    return 0 if found.is_whole else 1


def redact(
    subjects: Annotated[list[str], typer.Argument(metavar="ID", help="A report; with --person, each way of a name.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; kept with the tombstone.")],
    by: ByOption,
    person: Annotated[bool, typer.Option("--person", help="Mask a person's name everywhere, instead.")] = False,
    store: StoreOption = "recount.db",
) -> int:
    """Destroys a report's or a person's words and bytes in a store, for good. A tombstone stays."""
    with _account(store) as account:
        if person:
            redacted = account.redact_person(*subjects, reason=reason, by=by)
        elif len(subjects) == 1:
            redacted = account.redact(subjects[0], reason=reason, by=by)
        else:
            raise UsageError(f"redact takes one report, and there are {len(subjects)}; call once for each")
    write(f"{redacted.tombstone}: {redacted.what}\n")
    return 0


def export(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The file to write.")],
    form: Annotated[str, typer.Option("--format", metavar="NAME", help="json: the store's record.")] = "json",
    store: StoreOption = "recount.db",
    profile: ProfileOption = None,
    as_of: AsOfOption = None,
) -> int:
    """Writes the record of a whole store: reports, claims, incidents, decisions."""
    if form != "json":
        raise UsageError(f"--format: no format '{form}'; there is json")
    with _account(store) as account:
        count = account.export(out, profile=profile, as_of=day_of(as_of, "--as-of"))
    write(f"{one_line(str(out))}: {count} incidents\n")
    return 0


def _print_json(value: object) -> None:
    from recount.model.record import json_text

    write(json_text(value, indent=2) + "\n")


def _show(view: Any) -> None:
    from recount.cli.read import printed

    write(printed(view))


COMMANDS = (
    add,
    incidents,
    show,
    why,
    history,
    decide,
    undo,
    decisions,
    search,
    reread,
    rebuild,
    verify,
    redact,
    export,
)
