"""`recount gazetteer`: builds a gazetteer of your own, and shows what one holds."""

from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from recount.cli.shell import GazetteerOption, ProgressLine, tell, write
from recount.view.glyphs import one_line

if TYPE_CHECKING:
    from recount.model.mention import Candidate
    from recount.places.full import Progress
    from recount.places.gazetteer import Gazetteer

gazetteer_app = typer.Typer(help="Builds a gazetteer of your own, and shows what one holds.", no_args_is_help=False)


MOST_SHOWN = 25  # places that a name may mean, in the terminal


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
        tell(f"{fault}; the row was left out")
    file, left = one_line(str(built.file)), f"; {built.bad:,} bad rows left out" if built.bad else ""
    write(
        f"{file}: {built.places:,} places of {built.countries} countries under {built.names:,} names, "
        f"{built.size / 2**20:,.0f} MiB, from {built.rows:,} rows{left}\n"
        f"use it: recount read FILE --gazetteer {file}, or set RECOUNT_GAZETTEER\n"
    )
    return 0


class _Pace:
    """How far a build has come, and how fast it goes."""

    def __init__(self) -> None:
        self._line = ProgressLine()
        self._stage, self._began, self._first = "", 0.0, 0

    def tell(self, progress: "Progress") -> None:
        now = monotonic()
        if progress.stage != self._stage:
            self._stage, self._began, self._first = progress.stage, now - 1e-9, progress.done
        if not self._line.is_due():
            return
        rate = (progress.done - self._first) / (now - self._began)
        self._line.show(f"{progress.stage}: {progress.done:,} read, {progress.kept:,} kept, {rate:,.0f} a second")

    def end(self) -> None:
        self._line.end()


@gazetteer_app.command("show")
def show_places(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name of a place, in any spelling or script.")],
    gazetteer: GazetteerOption = None,
) -> int:
    """Shows which places a name may mean, the likelier first, before anything is read around it."""
    import recount

    held = recount.open_gazetteer(gazetteer)
    found = held.lookup(name)
    if not found:
        tell(f"'{name}' is no name of a place in {held.info.file}")
        return 1
    rows = [_place_row(place, held) for place in found[:MOST_SHOWN]]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    more = [f"and {len(found) - MOST_SHOWN:,} more"] if len(found) > MOST_SHOWN else []
    write("\n".join([*lines, *more]) + "\n")
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
    gazetteer: GazetteerOption = None,
) -> int:
    """Learns the town that a publisher mostly writes of, for `recount read --home`, from its reports."""
    import recount

    home = recount.learn_home(files, gazetteer)
    if home is None:
        tell(f"{len(files)} reports tell of no area together")
        return 1
    held = recount.open_gazetteer(gazetteer)
    write("  ".join(cell for cell in _place_row(home.place, held)[:-1] if cell) + "\n" + home.why + "\n")
    return 0


@gazetteer_app.command("info")
def tell_of_gazetteer(gazetteer: GazetteerOption = None) -> int:
    """Tells what a gazetteer is made of: its source and day, how much it holds, and its size."""
    import recount

    info = recount.open_gazetteer(gazetteer).info
    told = {"file": info.file, "source": info.source, "in records": info.stamp, "size": f"{info.size / 2**20:,.1f} MiB"}
    told |= {key.replace("_", " "): f"{int(value):,}" for key, value in info.meta.items() if value.isdigit()}
    write("".join(f"{key + ':':<18}{one_line(value)}\n" for key, value in told.items() if key not in ("form", "rows")))
    return 0
