"""Commands by which a person decides on what a store holds, and takes it back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from recount.cli.shell import write
from recount.cli.stored import ByOption, JsonOption, StoreOption, WhyOption, opened, print_json
from recount.view.glyphs import one_line

if TYPE_CHECKING:
    from recount.model.decision import Decision


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
    with opened(store) as account:
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
    with opened(store) as account:
        row = account.undo(decision, by=by, why=why)
    _tell_decisions([row], as_json)
    return 0


def decisions(
    subject: Annotated[str | None, typer.Argument(metavar="[ID]", help="Only on this incident's reports.")] = None,
    store: StoreOption = "recount.db",
    as_json: JsonOption = False,
) -> int:
    """Lists the decisions in their order, those that were taken back too."""
    with opened(store) as account:
        rows = account.decisions(subject)
    _tell_decisions(rows, as_json)
    return 0


def _tell_decisions(rows: "Sequence[Decision]", as_json: bool) -> None:
    if as_json:
        from recount.model.decision import decision_row

        print_json([decision_row(row) for row in rows])
        return
    for row in rows:
        on = " ".join(key[:8] for key in row.subjects)
        reason = f": {row.why}" if row.why else ""
        write(one_line(f"{row.id}  {row.when:%Y-%m-%d %H:%M}  {row.who}  {row.verb} {on}{reason}") + "\n")
