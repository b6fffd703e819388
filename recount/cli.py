"""The command line: one function a command, each calling one public verb. Whatever recount prints, it prints here.

Exit codes: 0 read; 1 ran, but a report of several was refused, or no language pack reads one; 2 bad input or bad
usage, said in one line on stderr; 130 interrupted; 141 nobody reads what is printed.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any, TypedDict

import typer

from recount.errors import DecisionError, InputError, RecountError
from recount.view.glyphs import one_line

if TYPE_CHECKING:
    from recount.model.mention import Candidate
    from recount.model.reading import Reading
    from recount.places.full import Progress
    from recount.places.gazetteer import Gazetteer

_GazetteerOption = Annotated[
    Path | None,
    typer.Option(
        "--gazetteer", metavar="FILE", envvar="RECOUNT_GAZETTEER", help="A gazetteer of your own for the shipped one."
    ),
]

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, help="Reads reports of political violence.")

gazetteer_app = typer.Typer(help="Builds a gazetteer of your own, and shows what one holds.", no_args_is_help=False)
app.add_typer(gazetteer_app, name="gazetteer")
MOST_SHOWN = 25  # places that a name may mean, in the terminal

# Typer's own class for bad usage has no public name that every supported version shares.
_UsageError: Any = typer.BadParameter.__base__


class _NobodyReadsError(Exception):
    """Whoever read the output has gone; not an OSError, since the command-line library would end the program on one."""


def main() -> None:
    """The `recount` command."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs one command line and returns its exit code; every refusal is one line on stderr, never a traceback."""
    try:
        code = app(args=list(arguments), prog_name="recount", standalone_mode=False)
        sys.stdout.flush()
        return int(code or 0)
    except _UsageError as error:
        _tell(f"{error.format_message().rstrip('.')}; see {_command_of(error)} --help")
    except RecountError as error:
        _tell(str(error))
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except _NobodyReadsError:
        _let_go_of_stdout()
        return 141
    except OSError as error:  # of stdout: those of reports and pages are told as RecountErrors
        _let_go_of_stdout()
        _tell(str(_as_input_error(error, "standard output")))
    return 2


def _command_of(error: Any) -> str:
    """The command that was called wrongly: where it was none, `read`, which most calls mean."""
    path = error.ctx.command_path if error.ctx is not None else ""
    return path if path.count(" ") else "recount read"


def _version(asked: bool) -> None:
    """Prints what makes a record: recount, its knowledge and the packs, and ends the command."""
    if not asked:
        return
    import recount
    from recount.knowledge.stamp import knowledge_stamp
    from recount.language.pack import languages, load_pack

    packs = [(language, load_pack(language)) for language in languages()]
    lines = [f"recount {recount.__version__}", f"knowledge {knowledge_stamp()}"]
    lines += [f"language pack {language}: {pack.name} {pack.version}" for language, pack in packs if pack]
    _write("\n".join(lines if packs else [*lines, "no language pack is installed"]) + "\n")
    raise typer.Exit


@app.callback(invoke_without_command=True)
def recount_command(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print what makes a record, and stop."),
    ] = False,
) -> None:
    """Reads reports of political violence: every claim with its words, and tolls that explain themselves."""
    if context.invoked_subcommand is None:
        raise _UsageError("no command; try: recount read report.txt")


@app.command()
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
        typer.Option("--profile", metavar="NAME", help="The rules of the tolls: literal, acled-style or own-losses."),
    ] = "literal",
    actors: Annotated[
        Path | None,
        typer.Option("--actors", metavar="FILE", help="Actors of your own, as YAML, beside the shipped ones."),
    ] = None,
    codebook: Annotated[
        Path | None, typer.Option("--codebook", metavar="FILE", help="A codebook of your own, as YAML.")
    ] = None,
    gazetteer: _GazetteerOption = None,
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
    day = _day(published)
    _check_files(files)
    wanted = _wanted(as_json, html, out, review, files)
    kept = _decisions_path(decisions, review, files)
    refused: list[RecountError] = []
    unread: Counter[str] = Counter()
    for place, name in enumerate(files):
        try:
            with _said_plainly(name):
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
            _tell(str(error))
            continue
        _warn(reading)
        unread.update(dict(reading.unread))
        _write("\n" + output if place and not as_json else output)
    _account(refused, unread, len(files))
    return 1 if refused or unread else 0


@gazetteer_app.command("build")
def build_gazetteer(
    geonames: Annotated[
        Path, typer.Option("--geonames", metavar="DUMP", help="GeoNames' allCountries.zip, or the .txt in it.")
    ],
    alternate_names: Annotated[
        Path | None,
        typer.Option("--alternate-names", metavar="DUMP", help="GeoNames' alternateNamesV2.zip, or the .txt in it."),
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The gazetteer to write.")] = Path(
        "gazetteer.sqlite"
    ),
) -> int:
    """Builds a gazetteer of your own from a full GeoNames dump; some minutes, and a few gigabytes of disk."""
    import recount

    pace = _Pace()
    try:
        built = recount.build_gazetteer(geonames, out, alternate_names, pace.tell)
    finally:
        pace.end()
    for fault in built.faults:
        _tell(f"{fault}; the row was left out")
    file, left = one_line(str(built.file)), f"; {built.bad:,} bad rows left out" if built.bad else ""
    _write(
        f"{file}: {built.places:,} places of {built.countries} countries under {built.names:,} names, "
        f"{built.size / 2**20:,.0f} MiB, from {built.rows:,} rows{left}\n"
        f"use it: recount read FILE --gazetteer {file}, or set RECOUNT_GAZETTEER\n"
    )
    return 0


class _Pace:
    """The progress of a build on stderr: one line that changes on a terminal, else a line every ten seconds."""

    def __init__(self) -> None:
        self._lively = sys.stderr.isatty()
        self._stage, self._began, self._told = "", 0.0, monotonic()

    def tell(self, progress: "Progress") -> None:
        now = monotonic()
        if progress.stage != self._stage:
            self._stage, self._began = progress.stage, now - 1e-9
            self._first = progress.done
        if now - self._told < (0.2 if self._lively else 10.0):
            return
        self._told = now
        rate = (progress.done - self._first) / (now - self._began)
        line = f"{progress.stage}: {progress.done:,} read, {progress.kept:,} kept, {rate:,.0f} a second"
        sys.stderr.write(f"\r{line:<78}" if self._lively else f"recount: {line}\n")
        sys.stderr.flush()

    def end(self) -> None:
        if self._lively and self._stage:
            sys.stderr.write(f"\r{'':<78}\r")


@gazetteer_app.command("show")
def show_places(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name of a place, in any spelling or script.")],
    gazetteer: _GazetteerOption = None,
) -> int:
    """Shows which places a name may mean, the likelier first, before anything is read around it."""
    import recount

    held = recount.open_gazetteer(gazetteer)
    found = held.lookup(name)
    if not found:
        _tell(f"'{name}' is no name of a place in {held.info.file}")
        return 1
    rows = [_place_row(place, held) for place in found[:MOST_SHOWN]]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    more = [f"and {len(found) - MOST_SHOWN:,} more"] if len(found) > MOST_SHOWN else []
    _write("\n".join([*lines, *more]) + "\n")
    return 0


def _place_row(place: "Candidate", gazetteer: "Gazetteer") -> tuple[str, ...]:
    region = f"in {place.admin1}" if place.admin1 and place.kind != "admin1" else ""
    people = f"{place.population:,} people" if place.population else ""
    point = f"{place.lat:.4f}, {place.lon:.4f}"
    cells = (place.name, place.country or "-", gazetteer.kind_of(place), region, people, point, place.id, place.why)
    return tuple(one_line(cell) for cell in cells)


@gazetteer_app.command("home")
def tell_home(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Reports of one publisher, some ten of them.")],
    gazetteer: _GazetteerOption = None,
) -> int:
    """Learns the town that a publisher mostly writes of, for `recount read --home`, from its reports."""
    import recount

    home = recount.learn_home(files, gazetteer)
    if home is None:
        _tell(f"{len(files)} reports tell of no area together")
        return 1
    held = recount.open_gazetteer(gazetteer)
    _write("  ".join(cell for cell in _place_row(home.place, held)[:-1] if cell) + "\n" + home.why + "\n")
    return 0


@gazetteer_app.command("info")
def tell_of_gazetteer(gazetteer: _GazetteerOption = None) -> int:
    """Tells what a gazetteer is made of: its source and day, how much it holds, and its size."""
    import recount

    info = recount.open_gazetteer(gazetteer).info
    told = {"file": info.file, "source": info.source, "in records": info.stamp, "size": f"{info.size / 2**20:,.1f} MiB"}
    told |= {key.replace("_", " "): f"{int(value):,}" for key, value in info.meta.items() if value.isdigit()}
    _write("".join(f"{key + ':':<18}{one_line(value)}\n" for key, value in told.items() if key not in ("form", "rows")))
    return 0


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
        raise _UsageError("--html - and --json both print; write one of them to a file")
    if out == Path("-"):
        raise _UsageError("--out: - is no file; --json prints the record")
    page = None if to_stdout else _target("--html", html, files)
    if to_stdout and len(files) > 1:
        raise _UsageError(f"--html is for one report, and there are {len(files)}; call once for each")
    return _Wanted(as_json, to_stdout, page, _target("--out", out, files), review)


def _output(reading: "Reading", wanted: _Wanted) -> str:
    """What goes to stdout for one report. Made whole before any of it is written, so that nothing half-made shows."""
    import recount

    if wanted.page:
        _write_whole(wanted.page, recount.page_of(reading))
    if wanted.record:
        _write_whole(wanted.record, recount.record_json(reading) + "\n")
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
        raise _UsageError(f"{option} is for one report, and there are {len(files)}; call once for each")
    if review and files[0] == "-":
        raise _UsageError("--review reads your keys from standard input; give the report as a file")
    path = decisions or Path(f"{files[0]}.decisions.jsonl")
    if not review and not path.exists():
        raise _UsageError(f"--decisions: there is no file {path}; --review makes it")
    if Path(files[0]).exists() and path.exists() and path.samefile(files[0]):
        raise _UsageError(f"--decisions: {path} is the report itself; name another file")
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
        _tell(f"{path}: warning: {len(asked)} decisions have to be made again, with --review; first: {asked[0]}")
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
        raise _UsageError("--review: a decision needs a name; give it with --by")
    recount.append_decisions(path, ())  # a place that cannot be written is told before any work is lost
    session = Session(reading, who, lambda: datetime.now(UTC), partial(recount.append_decisions, path), recount.decide)
    try:
        return sit(session, keyboard, console)
    finally:
        if not path.stat().st_size:
            path.unlink()
        saved = "1 decision" if session.made == 1 else f"{session.made} decisions"
        _tell(f"{saved} of {who} saved in {path}")


def _view(reading: "Reading") -> str:
    """The terminal view, in the terminal's colours and width; without colour and trailing space elsewhere."""
    from rich.console import Console

    from recount.view.terminal import terminal_view

    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        console.print(terminal_view(reading))
    text = captured.get()
    return text if console.is_terminal else "".join(f"{line.rstrip()}\n" for line in text.splitlines())


@contextmanager
def _said_plainly(name: str) -> Iterator[None]:
    """Turns whatever goes wrong with one report into a RecountError, so that one bad report never stops the rest."""
    try:
        yield
    except (RecountError, _NobodyReadsError):
        raise
    except OSError as error:
        raise _as_input_error(error, name) from error
    except Exception as error:
        raise InputError(name, f"a fault of recount, {type(error).__name__}: {error}", "please report it") from error


def _as_input_error(error: OSError, name: str) -> InputError:
    where = str(error.filename or name)
    return InputError(where, error.strerror or str(error), "check the path, its rights and the disk")


def _day(published: str | None) -> date | None:
    if published is None:
        return None
    try:
        return date.fromisoformat(published)
    except ValueError:
        raise _UsageError(f"--date: '{published}' is no day; write it as YYYY-MM-DD") from None


def _check_files(files: Sequence[str]) -> None:
    if list(files).count("-") > 1:
        raise _UsageError("- stands twice, but standard input can be read only once")


def _target(option: str, target: Path | None, files: Sequence[str]) -> Path | None:
    """Where a page or record goes, checked before any report is read. Raises for a place that must not or cannot be
    written."""
    if target is None:
        return None
    if len(files) > 1:
        raise _UsageError(f"{option} is for one report, and there are {len(files)}; call once for each")
    path = target.resolve()
    if path.exists() and not path.is_file():
        raise _UsageError(f"{option}: {target} is not a file; name a file such as report.html")
    if not path.parent.is_dir():
        raise _UsageError(f"{option}: there is no folder {path.parent}; make it first")
    if path.exists() and Path(files[0]).exists() and path.samefile(files[0]):
        raise _UsageError(f"{option}: {target} is the report itself; name another file")
    return path


def _write_whole(path: Path, text: str) -> None:
    """Writes beside the target and then takes its place, so that a file is there whole or not at all."""
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(text.encode("utf-8"))
            file.flush()
            temporary.chmod(mode)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _warn(reading: "Reading") -> None:
    from recount.view.phrases import say_unread

    document = reading.document
    for warning in document.warnings:
        _tell(f"{document.name}: warning: {warning}")
    for language, _ in reading.unread:
        _tell(f"{document.name}: {say_unread(language)}")
    if document.published is None and not reading.unread:
        _tell(f"{document.name}: warning: no date of publication; weekdays stay unresolved; give one with --date")


def _account(refused: Sequence[RecountError], unread: Counter[str], files: int) -> None:
    """One line for what was not read, with the languages that no pack reads, so that no report is lost in silence."""
    if files == 1 or not (refused or unread):
        return
    by_language = ", ".join(f"{language} {unread[language]}" for language in sorted(unread))
    notes = [f"{len(refused)} refused"] * bool(refused) + [f"unread, by language: {by_language}"] * bool(unread)
    _tell(f"{files - len(refused) - unread.total()} of {files} reports read, {', '.join(notes)}")


def _tell(line: str) -> None:
    """One line on stderr. The words of a report or a file name may stand in it, so it is made safe to show."""
    sys.stderr.write(f"recount: {one_line(line)}\n")
    sys.stderr.flush()


def _write(text: str) -> None:
    """To stdout as UTF-8, whatever the locale says: a record is UTF-8."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        raise _NobodyReadsError from error


def _let_go_of_stdout() -> None:
    """Points stdout at nothing, so that Python's own last flush does not complain of a closed pipe or a full disk."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
