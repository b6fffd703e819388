"""How a store grows: reports made from templates with known incidents, added, linked and counted.

    uv run python benchmarks/account.py 1000 10000 100000 [--read 300]

Prints for each size: seconds of adding and reports a second, of adding one more report and seeing it in its incident,
of listing, the store's size, the peak of memory, and how the incidents agree with those that were made. Readings are
made from the templates themselves; `--read N` reads N of the same texts by the reader, and says how fast that goes.
"""

import argparse
import random
import resource
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import recount
from recount.account.adding import Added, Batch
from recount.account.open import open_store
from recount.model.claim import Actor, Claim, Event, Group, Where, claim_id
from recount.model.document import Block, BlockKind, Document
from recount.model.held import Held
from recount.model.mention import Candidate, Speaker, Standing, When
from recount.model.reading import Stamp
from recount.model.span import Span
from recount.places.gazetteer import open_gazetteer, shipped_path

_BLAST = "Remote explosive/landmine/IED"
_KINDS = (  # the sentence, its act, ACLED's sub-event
    ("A bomb exploded in {place} on {day}, killing {count} people, {who} said.", "explode", _BLAST),
    ("Gunmen shot dead {count} people in {place} on {day}, {who} said.", "shoot", "Attack"),
    ("Soldiers killed {count} villagers in {place} on {day}, {who} said.", "kill", "Attack"),
)
_PAPERS = tuple(f"Paper {i}" for i in range(40))
_WHO = ("police", "residents", "the army", "hospital officials")
_STAMP = Stamp("template", "template", None, "literal-v1")


@dataclass(frozen=True, slots=True)
class Made:
    """An incident that reports are made of."""

    place: Candidate
    day: date
    kind: int
    killed: int


def towns(count: int) -> list[Candidate]:
    """Cities of the world, spread over the gazetteer."""
    with sqlite3.connect(f"file:{shipped_path()}?mode=ro", uri=True) as database:
        query = "SELECT name FROM place WHERE population > 100000 ORDER BY id"
        names = [row[0] for row in database.execute(query)]
    gazetteer = open_gazetteer(None)
    found = (gazetteer.lookup(name)[0] for name in names[:: max(1, len(names) // count)])
    return [place for place in found if place.kind == "city"]


def incidents(count: int, drawn: random.Random) -> list[Made]:
    """Incidents of three kinds, in 2,000 cities, over a year and ten more for 100,000 reports."""
    places = towns(2000)
    days = 365 + count // 10
    return [_incident(drawn.choice(places), days, drawn) for _ in range(count)]


def _incident(town: Candidate, days: int, drawn: random.Random) -> Made:
    day = date(2015, 1, 1) + timedelta(drawn.randrange(days))
    return Made(town, day, drawn.randrange(len(_KINDS)), drawn.randint(1, 30))


def reports(count: int, seed: int = 1) -> Iterator[tuple[int, Held, bytes]]:
    """Reports with the number of the incident that each is of: one to six of an incident, with tolls that rise."""
    drawn = random.Random(seed)
    made = incidents(max(1, count // 3), drawn)
    for number in range(count):
        which = number % len(made) if number < len(made) else drawn.randrange(len(made))
        yield which, *_report(made[which], number, drawn)


def _report(made: Made, number: int, drawn: random.Random) -> tuple[Held, bytes]:
    paper, who = drawn.choice(_PAPERS), drawn.choice(_WHO)
    late = drawn.choice((0, 0, 1, 2))
    killed = max(1, made.killed - drawn.choice((0, 0, 0, 1, 2)) * (late == 0))
    published = made.day + timedelta(late)
    pattern, act, sub_type = _KINDS[made.kind]
    text = pattern.format(place=made.place.name, day=f"{made.day:%A}", count=killed, who=who)
    text += f" It was reported by {paper} as number {number}: {_filler(drawn)}."
    data = text.encode()
    report = f"sha256:{sha256(data).hexdigest()}"
    start = text.index(str(killed))
    span = Span(start, start + len(str(killed)) + 7)
    town = made.place
    where = Where(town.name, town.country, town.lat, town.lon, "exact", 1.0, town.name, (), "named")
    claim = Claim(
        id=claim_id(report, span, "killed"),
        report=report,
        evidence=(span,),
        event=Event("Violence against civilians", sub_type, "ASSAULT", None),
        harm="killed",
        count_low=killed,
        count_high=killed,
        count_wording=str(killed),
        unit="people",
        group=Group("people", "people", "unknown"),
        by=Actor("gunmen", "gunmen", None) if made.kind == 1 else None,
        against=None,
        weapons=(),
        targets=(),
        when=When(made.day, made.day, "day", f"{made.day:%A}", None, "told"),
        as_of=published,
        where=where,
        origin=None,
        speakers=(Speaker(paper, "publisher"), Speaker(who, "official")),
        standing=Standing.STATED,
        extent="total",
        incident=None,
        use="",
        why="",
        act=act,
        sentence=0,
    )
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    document = Document(report, f"{number}.txt", text, (block,), published, paper, None, None, "en")
    return Held(document, _STAMP, (claim,), (), (Span(0, text.index(".") + 1),)), data


def _filler(drawn: random.Random) -> str:
    """Words of no meaning, so that two reports are as unlike each other as news is."""
    return " ".join("".join(drawn.choices("aeioulnrst", k=6)) for _ in range(60))


def measure(count: int, folder: Path) -> None:
    """One store of so many reports."""
    where = folder / f"{count}.db"
    homes: dict[str, int] = {}
    with open_store(where) as account:
        began, added, batch = perf_counter(), Added(), Batch()
        for which, held, data in reports(count):
            homes[held.report] = which
            batch.put(data, held)
            if batch.is_due:
                account._keep(batch, None, added)
        account._keep(batch, None, added)
        seconds = perf_counter() - began
        one = _one_more(account, count)
        began = perf_counter()
        rows = account.incidents()
        listing = perf_counter() - began
        began = perf_counter()
        account.show(rows[0].id)
        showing = perf_counter() - began
        found = {key: row.id for row in rows for key in account.reports_in(row.id)} if count <= 10_000 else {}
    size = sum(path.stat().st_size for path in folder.glob(f"{count}.db*")) / 2**20
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    agreed = f", pairwise F1 {_pairwise(homes, found):.3f}" if found else ""
    print(
        f"{count:>7,} reports: {seconds:8.1f} s ({count / seconds:6.0f}/s), one more in {one:.3f} s, "
        f"{len(rows):,} incidents listed in {listing:.2f} s, one shown in {showing:.3f} s, {size:,.0f} MiB, "
        f"{memory:,.0f} MiB of memory{agreed}",
        flush=True,
    )


def _one_more(account: "recount.account.open.Account", count: int) -> float:
    """Seconds from one report's reading to its incident."""
    *_, (_, held, data) = reports(count + 1, seed=2)
    began = perf_counter()
    batch, added = Batch(), Added()
    batch.put(data, held)
    account._keep(batch, None, added)
    account.show(held.claims[0].id)
    return perf_counter() - began


def _pairwise(homes: dict[str, int], found: dict[str, str]) -> float:
    """F1 of the pairs of reports that are told to be of one incident."""
    pairs = Counter((homes[key], found[key]) for key in homes if key in found)
    both = sum(n * (n - 1) // 2 for n in pairs.values())
    gold = sum(n * (n - 1) // 2 for n in Counter(homes.values()).values())
    said = sum(n * (n - 1) // 2 for n in Counter(found.values()).values())
    return 2 * both / (gold + said) if gold + said else 0.0


def read_some(count: int) -> None:
    began = perf_counter()
    for _, held, _ in reports(count):
        recount.read(held.document.text, held.document.published)
    print(f"the reader: {count / (perf_counter() - began):.1f} such reports a second", flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("sizes", nargs="+", type=int)
    parser.add_argument("--read", type=int, default=0)
    given = parser.parse_args(arguments)
    if given.read:
        read_some(given.read)
    with tempfile.TemporaryDirectory() as folder:
        for size in given.sizes:
            measure(size, Path(folder))


if __name__ == "__main__":
    main()
