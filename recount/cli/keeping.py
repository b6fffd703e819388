"""Commands that fill a store, hold it against itself, take out of it and write it out."""

from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from recount.cli.shell import GazetteerOption, ProgressLine, UsageError, day_of, tell, write
from recount.cli.stored import AsOfOption, ByOption, JsonOption, ProfileOption, StoreOption, opened, print_json
from recount.view.glyphs import one_line

if TYPE_CHECKING:
    from recount.account.adding import Added

MOST_REFUSALS = 20  # told one by one; the rest as a number


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
    with opened(store, True, profile=profile, actors=actors, codebook=codebook, gazetteer=gazetteer) as account:
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
    with opened(store) as account:
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
        print_json(
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
    """How far adding has come, how fast it goes, and how long is left."""

    def __init__(self) -> None:
        self._line, self._began, self._new = ProgressLine(), monotonic(), 0

    def tell(self, added: "Added", files: int) -> None:
        self._new = len(added.new)
        if not self._line.is_due():
            return
        rate = added.done / max(monotonic() - self._began, 1e-9)
        left = max(0, files - added.done) / rate if rate else 0.0
        self._line.show(f"{added.done:,} of {files:,} reports, {rate:,.1f} a second, {_span(left)} left")

    def stopped(self, done: str) -> None:
        self.end()
        tell(f"stopped; {self._new:,} were {done} and stay so; the same command goes on")

    def end(self) -> None:
        self._line.end()


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{rest} s"


def rebuild(store: StoreOption = "recount.db") -> int:
    """Makes the account anew from reports, claims and decisions alone; the result is the same."""
    with opened(store) as account:
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
    with opened(store) as account:
        found = account.verify(views)
    checked = ", ".join(f"{count:,} {name}" for name, count in found.checked.items())
    if as_json:
        faults = [{"place": f.place, "what": f.what, "remedy": f.remedy} for f in found.faults]
        print_json({"checked": dict(found.checked), "faults": faults})
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
    with opened(store) as account:
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
    with opened(store) as account:
        count = account.export(out, profile=profile, as_of=day_of(as_of, "--as-of"))
    write(f"{one_line(str(out))}: {count} incidents\n")
    return 0
