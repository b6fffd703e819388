"""How long linking takes, and how that grows: tellings made up with known incidents.

    uv run python -m benchmarks.link [NUMBER ...]     # tellings; 1,000 10,000 100,000 by default

Days grow with the number of tellings, as they do in an archive that goes on: twelve incidents a day in 300 towns, told
by one to eight reports each. Printed for each number: seconds of CPU and microseconds a telling for keys, ties and
groups together, pairs kept apart that are alike, the most memory, and B-cubed F1 against the incidents that were made.
"""

import argparse
import random
import resource
from dataclasses import dataclass, replace
from datetime import date, timedelta
from time import process_time

from eval.clusters import b_cubed, numbered
from recount.knowledge.linking import load_linking
from recount.link.cluster import group_tellings
from recount.link.wording import words_of
from recount.model.claim import Where
from recount.model.telling import Figure, Telling

_TOWNS = 300
_PER_DAY = 12  # incidents
_WORDS = (
    "market",
    "checkpoint",
    "convoy",
    "school",
    "bridge",
    "clinic",
    "farm",
    "bus",
    "ferry",
    "depot",
    "quarry",
    "orchard",
)
_DOERS = ("XX-1", "XX-2", "XX-3", "XX-4")


@dataclass(frozen=True, slots=True)
class Made:
    """A telling and the number of the incident that it is of."""

    telling: Telling
    incident: int


def make(number: int, seed: int = 0) -> list[Made]:
    """So many tellings, the same for the same number: each incident by one to eight reports."""
    drawn = random.Random(seed)
    towns = [_town(i, drawn) for i in range(_TOWNS)]
    made: list[Made] = []
    incident = 0
    while len(made) < number:
        day = date(2015, 1, 1) + timedelta(days=incident // _PER_DAY)
        town, killed, words = drawn.choice(towns), drawn.choice((1, 1, 2, 3, 4, 6, 9, 15)), drawn.sample(_WORDS, 3)
        doer = drawn.choice(_DOERS)
        for _ in range(min(drawn.choice((1, 1, 1, 2, 2, 3, 5, 8)), number - len(made))):
            made.append(Made(_telling(len(made), day, town, killed, doer, words, drawn), incident))
        incident += 1
    return made


def _town(number: int, drawn: random.Random) -> Where:
    country = f"X{'ABCDEF'[number % 6]}"
    lat, lon = 5.0 * (number % 6) + drawn.uniform(0, 4), drawn.uniform(10, 16)
    return Where(f"Town {number}", country, lat, lon, "exact", drawn.choice((2.0, 4.0, 8.0)), "", (), "")


def _telling(
    number: int, day: date, town: Where, killed: int, doer: str, words: list[str], drawn: random.Random
) -> Telling:
    """A report mistakes the day by one, tells only a range or the region, or has another figure, now and then."""
    start = day + timedelta(days=drawn.random() < 0.05)
    end = start + timedelta(days=5 * (drawn.random() < 0.1))
    told = max(1, killed + drawn.choice((0, 0, 0, 0, 1, -1)))
    where = replace(town, precision="region", radius_km=60.0) if drawn.random() < 0.08 else town
    return Telling(
        id=f"{number:08d}",
        report=f"r{number:08d}",
        voice=f"r{number:08d}",
        told=end,
        start=start,
        end=end,
        where=where,
        acts=frozenset({"violence"}),
        doers=frozenset({doer} if drawn.random() < 0.6 else ()),
        figures=(Figure("killed", told, told),),
        words=words_of([" ".join(drawn.sample(words, 2) + drawn.sample(_WORDS, 2))]),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", nargs="*", type=int, default=[1_000, 10_000, 100_000], help="tellings")
    linking = load_linking()
    print(f"{'tellings':>9} {'incidents':>9} {'seconds':>8} {'us each':>8} {'apart':>8} {'MB':>6} B-cubed F1")
    for number in parser.parse_args().numbers:
        made = make(number)
        tellings = [one.telling for one in made]
        start = process_time()
        grouping = group_tellings(tellings, (), linking)
        taken = process_time() - start
        given = numbered(grouping.groups)
        f1 = b_cubed([(given[one.telling.id], str(one.incident)) for one in made]).f1
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        incidents = made[-1].incident + 1
        each = 1e6 * taken / number
        print(f"{number:9,} {incidents:9,} {taken:8.1f} {each:8.0f} {len(grouping.apart):8,} {memory:6.0f} {f1:.3f}")


if __name__ == "__main__":
    main()
