"""What the commands on a store share: their options, and how they open it and print."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from recount.cli.shell import write

if TYPE_CHECKING:
    from recount.account.open import Account

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
def opened(store: str, create: bool = False, **given: Any) -> Iterator["Account"]:
    from recount.account.open import open_store

    account = open_store(store, create=create, **{name: value for name, value in given.items() if value is not None})
    try:
        yield account
    finally:
        account.close()


def print_json(value: object) -> None:
    from recount.model.record import json_text

    write(json_text(value, indent=2) + "\n")


def print_view(view: Any) -> None:
    from recount.cli.read import printed

    write(printed(view))
