"""Kills `recount add` and `recount decide` at random moments, and looks at what is there.

    uv run python benchmarks/faults.py [--kills 50] [--reports 10] [--seed 1] [--store postgresql://...]

Half of the kills meet `add` (of so many new reports each time), half `decide`, each at a moment drawn from the
time that the command takes. After each the store is verified, with the account made anew; every report and
every decision must be there once, and each decision that was told must be there. Then all reports are added,
and the record must be that of a store that nobody disturbed. Reports are the invented ones of
`tests/stored.py`, read without a parser. Prints one line of figures; exit code 1 at the first fault.
"""

import argparse
import random
import re
import signal
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from commanded import Command
from stored import write_reports

from recount.account.open import open_store


def main() -> int:
    asked = _asked()
    drawn = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        address, reports = asked.store or str(folder / "a.db"), folder / "reports"
        write_reports(reports / "0", asked.reports)
        _adding(reports, str(folder / "first.db")).end()
        write_reports(folder / "more", asked.reports, asked.reports)
        whole = _seconds_of(_adding(folder / "more", str(folder / "first.db")))
        added = 0
        for turn in range(asked.kills // 2):
            write_reports(reports / str(turn), asked.reports, turn * asked.reports)
            added += _killed(_adding(reports / str(turn), address), whole, drawn, address)
        for store in (address, str(folder / "whole.db")):
            _adding(reports, store).end()
        if _record(address, folder) != _record(str(folder / "whole.db"), folder):
            raise SystemExit("the record is not that of a store that nobody disturbed")
        decided = sum(_killed_deciding(address, drawn) for _ in range(asked.kills - asked.kills // 2))
    print(f"{asked.kills} kills: {added} met add, {decided} met decide, at work; nothing lost, nothing double")
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--reports", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--store", default=None, help="an empty PostgreSQL database; a new file by default")
    return parser.parse_args()


def _adding(reports: Path, address: str) -> Command:
    return Command("add", str(reports), "--workers", "1", "--store", address)


def _seconds_of(command: Command) -> float:
    began = time.perf_counter()
    command.end()
    return time.perf_counter() - began


def _killed(command: Command, longest: float, drawn: random.Random, address: str) -> bool:
    """Kills a command at a moment of its time; whether it was still at work."""
    time.sleep(drawn.random() * longest)
    command.send(signal.SIGKILL)
    was_at_work = command.end() < 0
    with open_store(address) as account:
        found = account.verify()
        names = [row.name for row in account.reports()]
        decisions = {row.id: row.subjects for row in account.decisions()}
    if not found.is_whole:
        raise SystemExit(f"after a kill: {found.faults[0]}")
    if len(set(names)) < len(names) or len(set(decisions.values())) < len(decisions):
        raise SystemExit("after a kill something is there twice")
    if missing := set(re.findall(r'"id": ?"(\w+)"', command.said)) - decisions.keys():
        raise SystemExit(f"after a kill decisions are not there that were told: {missing}")
    return was_at_work


def _killed_deciding(address: str, drawn: random.Random) -> bool:
    with open_store(address) as account:
        done = {key for row in account.decisions() for key in row.subjects}
        claims = [c.id for row in account.incidents() for c in account.show(row.id).claims if c.id not in done]
    if not claims:
        return False
    some = drawn.sample(claims, min(3, len(claims)))
    commands = [f"+ decide accept {key} --by Ana --json --store {address}".split() for key in some]
    return _killed(Command(*(word for command in commands for word in command)), 0.3, drawn, address)


def _record(address: str, folder: Path) -> bytes:
    with open_store(address) as account:
        account.export(folder / "record.json")
    return (folder / "record.json").read_bytes()


if __name__ == "__main__":
    sys.exit(main())
