"""The command line: one function a command, each calling one public verb. Whatever recount prints, it prints here.

Exit codes: 0 read; 1 ran, but a report of several was refused; 2 bad input or bad usage, said in one line on
stderr; 130 interrupted; 141 nobody reads what is printed.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Annotated, Any

import typer

from recount.errors import InputError, RecountError, UnreadLanguageError
from recount.view.glyphs import one_line

if TYPE_CHECKING:
    from recount.model.reading import Reading

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, help="Reads reports of political violence.")

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
        _tell(f"{error.format_message().rstrip('.')}; see recount read --help")
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
        Path | None, typer.Option("--html", metavar="PAGE", help="Write one report as one self-contained web page.")
    ] = None,
    profile: Annotated[
        str, typer.Option("--profile", metavar="NAME", help="The rules of the tolls: literal or acled-style.")
    ] = "literal",
    threads: Annotated[int, typer.Option("--threads", min=1, metavar="N", help="Threads of the parser.")] = 1,
) -> int:
    """Reads reports and prints their claims, incidents and tolls, for people or as JSON."""
    from recount.tally.profile import load_profile

    load_profile(profile)
    day = _day(published)
    _check_files(files)
    page = _page_path(html, files)
    refused: list[RecountError] = []
    for place, name in enumerate(files):
        try:
            with _said_plainly(name):
                reading = _read(name, day, profile, threads)
                output = _output(reading, as_json, page)
        except RecountError as error:
            if len(files) == 1:
                raise
            refused.append(error)
            _tell(str(error))
            continue
        _warn(reading)
        _write("\n" + output if place and not as_json else output)
    _account(refused, len(files))
    return 1 if refused else 0


def _read(name: str, published: date | None, profile: str, threads: int) -> "Reading":
    import recount

    return recount.read_file(name, published, profile, threads)


def _output(reading: "Reading", as_json: bool, page: Path | None) -> str:
    """What goes to stdout for one report. Made whole before any of it is written, so that nothing half-made shows."""
    import recount

    if page:
        _write_page(page, recount.page_of(reading))
    if as_json:
        return recount.record_json(reading) + "\n"
    if page:
        counts = f"{len(reading.incidents)} incidents, {len(reading.claims)} claims"
        questions = sum(claim.use == "question" for claim in reading.claims)
        return f"{one_line(str(page))}: {counts}, {questions} questions for a person\n"
    return _view(reading)


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


def _page_path(page: Path | None, files: Sequence[str]) -> Path | None:
    """Where the page goes, checked before any report is read. Raises for a place that must not or cannot be written."""
    if page is None:
        return None
    if len(files) > 1:
        raise _UsageError(f"--html makes the page of one report, and there are {len(files)}; call once for each")
    path = page.resolve()
    if path.exists() and not path.is_file():
        raise _UsageError(f"--html: {page} is not a file; name a file such as report.html")
    if not path.parent.is_dir():
        raise _UsageError(f"--html: there is no folder {path.parent}; make it first")
    if path.exists() and Path(files[0]).exists() and path.samefile(files[0]):
        raise _UsageError(f"--html: {page} is the report itself; name another file")
    return path


def _write_page(path: Path, text: str) -> None:
    """Writes beside the target and then takes its place, so that a page is there whole or not at all."""
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
    document = reading.document
    for warning in document.warnings:
        _tell(f"{document.name}: warning: {warning}")
    if document.published is None:
        _tell(f"{document.name}: warning: no date of publication; weekdays stay unresolved; give one with --date")


def _account(refused: Sequence[RecountError], files: int) -> None:
    """One line for what was not read, with the languages that no pack reads, so that no report is lost in silence."""
    if not refused:
        return
    unread: dict[str, int] = {}
    for error in refused:
        if isinstance(error, UnreadLanguageError):
            unread[error.language] = unread.get(error.language, 0) + 1
    by_language = ", ".join(f"{language} {unread[language]}" for language in sorted(unread))
    note = f"; unread for want of a language pack: {by_language}" if unread else ""
    _tell(f"{files - len(refused)} of {files} reports read, {len(refused)} refused{note}")


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
