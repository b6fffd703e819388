"""The command line: one function a command, each calling one public verb. Whatever recount prints, it prints here.

Exit codes: 0 read; 1 ran, but a report of several was refused, or no language pack reads one; 2 bad input or bad
usage, said in one line on stderr; 130 interrupted; 141 nobody reads what is printed.
"""

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from recount.cli import deciding, gazetteer, keeping, read, telling
from recount.cli.shell import NobodyReadsError, UsageError, as_input_error, let_go_of_stdout, tell, write
from recount.errors import RecountError

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, help="Reads reports of political violence.")
app.command()(read.read)
for command in (
    *(keeping.add, telling.incidents, telling.show, telling.why, telling.history, telling.search),
    *(deciding.decide, deciding.undo, deciding.decisions),
    *(keeping.reread, keeping.rebuild, keeping.verify, keeping.redact, keeping.export),
):
    app.command()(command)
app.add_typer(gazetteer.gazetteer_app, name="gazetteer")


def main() -> None:
    """The `recount` command."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs one command line and returns its exit code; every refusal is one line on stderr, never a traceback."""
    try:
        code = app(args=list(arguments), prog_name="recount", standalone_mode=False)
        sys.stdout.flush()
        return int(code or 0)
    except UsageError as error:
        tell(f"{error.format_message().rstrip('.')}; see {_command_of(error)} --help")
    except RecountError as error:
        tell(str(error))
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except NobodyReadsError:
        let_go_of_stdout()
        return 141
    except OSError as error:  # of stdout: those of reports and pages are told as RecountErrors
        let_go_of_stdout()
        tell(str(as_input_error(error, "standard output")))
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
    write("\n".join(lines if packs else [*lines, "no language pack is installed"]) + "\n")
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
        raise UsageError("no command; try: recount read report.txt")
