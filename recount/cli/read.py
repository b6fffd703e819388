"""`recount read`: one report or several, for people or as records."""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypedDict

import typer

from recount.cli.shell import GazetteerOption, UsageError, day_of, said_plainly, tell, write
from recount.errors import DecisionError, InputError, RecountError
from recount.view.glyphs import one_line
from recount.whole import write_parts

if TYPE_CHECKING:
    from recount.model.reading import Reading


def read(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Reports as text or HTML; - is standard input.")],
    published: Annotated[
        str | None,
        typer.Option(
            "--date", metavar="YYYY-MM-DD", help="The day of publication, for reports that do not give their own."
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print records, one a line, in the order of the files.")
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="PAGE", help="Write one report as one self-contained web page; - prints it."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write one report's record to a file, as JSON.")
    ] = None,
    review: Annotated[
        bool, typer.Option("--review", help="Step through one report's claims and questions, key by key.")
    ] = False,
    decisions: Annotated[
        Path | None,
        typer.Option("--decisions", metavar="FILE", help="A person's decisions on one report; --review adds to them."),
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who reviews; asked for where it is not given.")
    ] = None,
    profile: Annotated[
        str,
        typer.Option("--profile", metavar="NAME", help="The rules of the tolls, or a YAML file of your own."),
    ] = "literal",
    actors: Annotated[
        Path | None,
        typer.Option("--actors", metavar="FILE", help="Actors of your own, as YAML, beside the shipped ones."),
    ] = None,
    codebook: Annotated[
        Path | None, typer.Option("--codebook", metavar="FILE", help="A codebook of your own, as YAML.")
    ] = None,
    gazetteer: GazetteerOption = None,
    home: Annotated[
        str | None,
        typer.Option("--home", metavar="TOWN", help='The publisher\'s own town: an id, or "Paris, Texas".'),
    ] = None,
    threads: Annotated[int, typer.Option("--threads", min=1, metavar="N", help="Threads of the parser.")] = 1,
) -> int:
    """Reads reports and prints their claims, incidents and tolls, for people or as JSON."""
    from recount.tally.profile import load_profile

    load_profile(profile)
    own = _own_knowledge(actors, codebook, gazetteer, home)
    day = day_of(published)
    _check_files(files)
    wanted = _wanted(as_json, html, out, review, files)
    kept = _decisions_path(decisions, review, files)
    refused: list[RecountError] = []
    unread: Counter[str] = Counter()
    for place, name in enumerate(files):
        try:
            with said_plainly(name):
                reading = _read(name, day, profile, threads, own)
                if kept is not None:
                    reading = _decided(reading, kept, review)
                if review and kept is not None:
                    reading = _reviewed(reading, kept, by)
                output = _output(reading, wanted)
        except RecountError as error:
            if len(files) == 1:
                raise
            refused.append(error)
            tell(str(error))
            continue
        _warn(reading)
        unread.update(dict(reading.unread))
        write("\n" + output if place and not as_json else output)
    _account(refused, unread, len(files))
    return 1 if refused or unread else 0


class _OwnKnowledge(TypedDict, total=False):
    """What of the user's own reports are read with."""

    actors: Path
    codebook: Path
    gazetteer: Path
    home: str


def _own_knowledge(
    actors: Path | None, codebook: Path | None, gazetteer: Path | None, home: str | None
) -> _OwnKnowledge:
    """What is the user's own, held to its form before any report is read."""
    own = _OwnKnowledge()
    if actors is not None:
        own["actors"] = actors
    if codebook is not None:
        own["codebook"] = codebook
    if gazetteer is not None:
        own["gazetteer"] = gazetteer
    if home is not None:
        own["home"] = home
    if own:
        from recount.record import check_own

        check_own(**own)
    return own


def _read(name: str, published: date | None, profile: str, threads: int, own: _OwnKnowledge) -> "Reading":
    import recount

    return recount.read_file(name, published, profile, threads, **own)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Where what was read goes: the record or the page to stdout, both to files. `quiet`: a person saw it already."""

    json: bool
    html: bool
    page: Path | None
    record: Path | None
    quiet: bool


def _wanted(as_json: bool, html: Path | None, out: Path | None, review: bool, files: Sequence[str]) -> _Wanted:
    """Raises for two things that want stdout, and for files that must not or cannot be written."""
    to_stdout = html == Path("-")
    if to_stdout and as_json:
        raise UsageError("--html - and --json both print; write one of them to a file")
    if out == Path("-"):
        raise UsageError("--out: - is no file; --json prints the record")
    page = None if to_stdout else _target("--html", html, files)
    if to_stdout and len(files) > 1:
        raise UsageError(f"--html is for one report, and there are {len(files)}; call once for each")
    return _Wanted(as_json, to_stdout, page, _target("--out", out, files), review)


def _output(reading: "Reading", wanted: _Wanted) -> str:
    """What goes to stdout for one report. Made whole before any of it is written, so that nothing half-made shows."""
    import recount

    if wanted.page:
        write_parts(wanted.page, [recount.page_of(reading)])
    if wanted.record:
        write_parts(wanted.record, [recount.record_json(reading) + "\n"])
    if wanted.json:
        return recount.record_json(reading) + "\n"
    if wanted.html:
        return recount.page_of(reading)
    written = [one_line(str(path)) for path in (wanted.page, wanted.record) if path]
    if written:
        counts = f"{len(reading.incidents)} incidents, {len(reading.claims)} claims"
        questions = sum(claim.use == "question" for claim in reading.claims)
        return f"{', '.join(written)}: {counts}, {questions} questions for a person\n"
    return "" if wanted.quiet else _view(reading)


def _decisions_path(decisions: Path | None, review: bool, files: Sequence[str]) -> Path | None:
    """Where a report's decisions are: beside it, unless a file is named. Raises for what cannot be reviewed so."""
    if decisions is None and not review:
        return None
    if len(files) > 1:
        option = "--review" if review else "--decisions"
        raise UsageError(f"{option} is for one report, and there are {len(files)}; call once for each")
    if review and files[0] == "-":
        raise UsageError("--review reads your keys from standard input; give the report as a file")
    path = decisions or Path(f"{files[0]}.decisions.jsonl")
    if not review and not path.exists():
        raise UsageError(f"--decisions: there is no file {path}; --review makes it")
    if Path(files[0]).exists() and path.exists() and path.samefile(files[0]):
        raise UsageError(f"--decisions: {path} is the report itself; name another file")
    return path


def _decided(reading: "Reading", path: Path, review: bool) -> "Reading":
    """The reading as the decisions in a file make it, with a line for each that holds no more."""
    import recount

    try:
        made = recount.decide(reading, recount.read_decisions(path))
    except DecisionError as error:
        raise InputError(str(path), str(error), "or take the row out") from error
    asked = [c.asks for c in made.claims if c.asks] + [a.reason for a in made.set_aside if a.decision]
    if asked and not review:
        tell(f"{path}: warning: {len(asked)} decisions have to be made again, with --review; first: {asked[0]}")
    return made


def _reviewed(reading: "Reading", path: Path, by: str | None) -> "Reading":
    """The reading after a person went through it at the terminal; all that is asked goes to stderr."""
    from functools import partial

    from rich.console import Console

    import recount
    from recount.review.session import Session
    from recount.sitting.keyboard import Keyboard
    from recount.sitting.sitting import sit

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    keyboard = Keyboard(sys.stdin.fileno(), lambda question: console.print(question, end=""))
    who = (by if by is not None else keyboard.line("Who reviews? ") or "").strip()
    if not who:
        raise UsageError("--review: a decision needs a name; give it with --by")
    recount.append_decisions(path, ())  # a place that cannot be written is told before any work is lost
    session = Session(reading, who, lambda: datetime.now(UTC), partial(recount.append_decisions, path), recount.decide)
    try:
        return sit(session, keyboard, console)
    finally:
        if not path.stat().st_size:
            path.unlink()
        saved = "1 decision" if session.made == 1 else f"{session.made} decisions"
        tell(f"{saved} of {who} saved in {path}")


def _view(reading: "Reading") -> str:
    from recount.view.terminal import terminal_view

    return printed(terminal_view(reading))


def printed(view: Any) -> str:
    """A view as text, in the terminal's colours and width; without colour and trailing space elsewhere."""
    from rich.console import Console

    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        console.print(view)
    text = captured.get()
    return text if console.is_terminal else "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def _check_files(files: Sequence[str]) -> None:
    if list(files).count("-") > 1:
        raise UsageError("- stands twice, but standard input can be read only once")


def _target(option: str, target: Path | None, files: Sequence[str]) -> Path | None:
    """Where a page or record goes, checked before any report is read. Raises for a place that must not or cannot be
    written."""
    if target is None:
        return None
    if len(files) > 1:
        raise UsageError(f"{option} is for one report, and there are {len(files)}; call once for each")
    path = target.resolve()
    if path.exists() and not path.is_file():
        raise UsageError(f"{option}: {target} is not a file; name a file such as report.html")
    if not path.parent.is_dir():
        raise UsageError(f"{option}: there is no folder {path.parent}; make it first")
    if path.exists() and Path(files[0]).exists() and path.samefile(files[0]):
        raise UsageError(f"{option}: {target} is the report itself; name another file")
    return path


def _warn(reading: "Reading") -> None:
    from recount.view.phrases import say_unread

    document = reading.document
    for warning in document.warnings:
        tell(f"{document.name}: warning: {warning}")
    for language, _ in reading.unread:
        tell(f"{document.name}: {say_unread(language)}")
    if document.published is None and not reading.unread:
        tell(f"{document.name}: warning: no date of publication; weekdays stay unresolved; give one with --date")


def _account(refused: Sequence[RecountError], unread: Counter[str], files: int) -> None:
    """One line for what was not read, with the languages that no pack reads, so that no report is lost in silence."""
    if files == 1 or not (refused or unread):
        return
    by_language = ", ".join(f"{language} {unread[language]}" for language in sorted(unread))
    notes = [f"{len(refused)} refused"] * bool(refused) + [f"unread, by language: {by_language}"] * bool(unread)
    tell(f"{files - len(refused) - unread.total()} of {files} reports read, {', '.join(notes)}")
