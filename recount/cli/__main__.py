"""`python -m recount.cli` is the `recount` command."""

from recount.cli import main

main()
