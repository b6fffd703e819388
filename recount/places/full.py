"""Builds a gazetteer from a user's full GeoNames dump and recount's own countries, areas and short names of regions.

The dump is read twice and never held: first its regions, then every place, whose names are sorted on disk. The same
dumps give the same bytes. What is built takes its place at the end, whole; until then it lies in a folder beside it.
"""

import fcntl
import heapq
import math
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from hashlib import file_digest
from itertools import groupby
from pathlib import Path

from recount.errors import InputError
from recount.knowledge.places import Region, areas, countries, letters_of_towns, regions
from recount.places.build import (
    SCHEMA,
    Place,
    keys_of,
    name_as_printed,
    name_rows,
    names_kept,
    own_areas,
    own_countries,
    row_of,
    town_names,
    town_radius,
)
from recount.places.distance import KM_PER_DEGREE
from recount.places.dump import NAMES_REMEDY, REMEDY, Faults, Row, read_names, read_rows
from recount.places.folding import strict_key
from recount.places.gazetteer import FORM, KINDS

RUN = 400_000  # keys that are sorted in memory at a time
OFTEN = 50_000  # rows between two words of how far the build is
DIGEST = 12  # hex digits
SPREADS = 1.5  # how far a region reaches, in the spread of its towns


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is. `stage`: regions, places, names or sorting; `done` counts what was read, or sorted."""

    stage: str
    done: int
    kept: int


@dataclass(frozen=True, slots=True)
class Built:
    """What a build read and wrote. `faults` are the first bad rows of each file, in words; `size` in bytes."""

    file: Path
    rows: int
    bad: int
    faults: tuple[str, ...]
    places: int
    names: int
    countries: int
    size: int
    digest: str


Tell = Callable[[Progress], None]


def build_gazetteer(
    geonames: Path | str, out: Path | str, alternate_names: Path | str | None = None, tell: Tell | None = None
) -> Built:
    """Write the gazetteer of a GeoNames dump to `out`, in place of what is there, whole or not at all.

    `geonames` is allCountries.zip or .txt, or a dump of the same form; with `alternate_names`, alternateNamesV2.zip or
    .txt, the other names are taken from there. `tell` is called every so many rows. Raises InputError that names the
    file, the place in it and the remedy.
    """
    dump = Path(geonames)
    names = Path(alternate_names) if alternate_names is not None else None
    target = Path(out)
    _check_apart(target, [path for path in (dump, names) if path is not None])
    with _workshop(target) as folder:
        build = _Build(dump, names, folder, tell or (lambda progress: None))
        with _told_as_input(target):
            built = build.run()
            (folder / "gazetteer").replace(target)
    return replace(built, file=target)


def _check_apart(target: Path, sources: Iterable[Path]) -> None:
    remedy = "name a file such as gazetteer.sqlite in a folder that is there"
    if target.is_dir() or not target.absolute().parent.is_dir():
        raise InputError(str(target), "a folder" if target.is_dir() else "no such folder", remedy)
    for source in sources:
        if target.exists() and source.exists() and target.samefile(source):
            raise InputError(str(target), "the dump itself", remedy)


@contextmanager
def _workshop(target: Path) -> Iterator[Path]:
    """A folder beside the target for what is not whole yet; one that a killed build left is cleared first."""
    folder = target.absolute().parent / f".{target.name}.building"
    with _told_as_input(target):
        folder.mkdir(exist_ok=True)
        lock = (folder / "lock").open("w")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputError(str(target), "another build writes it", "wait for it, or name another file") from None
        try:
            for left in folder.iterdir():
                if left.name != "lock":
                    left.unlink()
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _told_as_input(target: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        what = getattr(error, "strerror", None) or str(error)
        raise InputError(str(target), what, "check the folder, its rights and the space on the disk") from error


@dataclass
class _Sums:
    """Of the towns of one region: how many, and the sums of their degrees and of the squares, from the first on."""

    lat0: float
    lon0: float
    count: int = 0
    lat: float = 0.0
    lon: float = 0.0
    squares: float = 0.0

    def add(self, lat: float, lon: float) -> None:
        north, east = self._from_first(lat, lon)
        self.count += 1
        self.lat += north
        self.lon += east
        self.squares += north * north + east * east

    def spread(self, lat: float, lon: float) -> float:
        """The root mean square distance of the towns from a point, in km."""
        north, east = self._from_first(lat, lon)
        square = self.squares / self.count - 2 * (north * self.lat + east * self.lon) / self.count
        return KM_PER_DEGREE * math.sqrt(max(0.0, square + north * north + east * east))

    def _from_first(self, lat: float, lon: float) -> tuple[float, float]:
        """Degrees of latitude from the first town, over the date line too."""
        east = (lon - self.lon0 + 180) % 360 - 180
        return lat - self.lat0, east * math.cos(math.radians(self.lat0))


@dataclass
class _Regions:
    """What the first reading of a dump gathers: GeoNames' numbers of countries and regions, and the towns of each."""

    countries: dict[str, tuple[int, int]] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    sums: dict[str, _Sums] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        if row.feature is None:
            known = self.countries.get(row.country or "", (row.id, -1))
            if row.population > known[1]:
                self.countries[row.country or ""] = (row.id, row.population)
        elif row.feature.kind == "admin1":
            self.ids.setdefault(row.region, row.id)
        elif row.feature.kind == "city":
            for code in (row.region, row.district):
                self.sums.setdefault(code, _Sums(row.lat, row.lon)).add(row.lat, row.lon)

    def radius(self, row: Row, least: float) -> float:
        """How far a region reaches, in km: by the spread of its towns."""
        sums = self.sums.get(row.region if row.code == "ADM1" else row.district)
        return max(least, SPREADS * sums.spread(row.lat, row.lon)) if sums else least


class _Build:
    """One build in a folder of its own."""

    def __init__(self, dump: Path, names: Path | None, folder: Path, tell: Tell) -> None:
        self._dump, self._names, self._folder, self._tell = dump, names, folder, tell
        self._rows = Faults(dump, REMEDY)
        self._others = Faults(names or dump, NAMES_REMEDY)
        self._regions = _Regions()
        self._told = {region.id: region for region in regions()}
        self._kinds: Counter[str] = Counter()
        self._lands: set[str] = set()
        self._seen = bytearray()  # a bit for each of GeoNames' numbers that was read
        self._newest = ""
        self._keys = _SortedKeys(folder)

    def run(self) -> Built:
        path = self._folder / "gazetteer"
        for number, row in enumerate(read_rows(self._dump, Faults(self._dump, REMEDY)), 1):
            self._regions.add(row)
            self._say("regions", number, len(self._regions.ids))
        with closing(sqlite3.connect(path)) as database:
            database.executescript(SCHEMA + _FEATURES)
            database.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)", map(row_of, self._own()))
            self._write_places(database)
            if self._names is not None:
                self._add_names(database, self._names)
            names = self._write_names(database)
            database.executemany("INSERT INTO meta VALUES (?,?)", self._meta(names).items())
            database.commit()
        return self._sealed(path, names)

    def _say(self, stage: str, done: int, kept: int) -> None:
        if done % OFTEN == 0:
            self._tell(Progress(stage, done, kept))

    # --- places

    def _own(self) -> Iterator[Place]:
        """Countries and areas of recount's own."""
        own = [*own_areas(areas(), self._regions.ids), *own_countries(countries(), self._regions.countries)]
        self._regions.ids.update({place.code: place.id for place in own if place.code})
        for key, number, match in name_rows(own):
            self._keys.add(key, number, match)
        self._kinds.update(place.kind for place in own)
        return iter(own)

    def _write_places(self, database: sqlite3.Connection) -> None:
        coded: list[tuple[int, str]] = []
        for row in read_rows(self._dump, self._rows):
            self._say("places", self._rows.rows, self._kinds.total())
            place = self._place(row)
            if place is None:
                continue
            database.execute("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)", row_of(place))
            if place.kind == "feature":
                coded.append((place.id, row.code))
            if len(coded) == OFTEN:
                database.executemany("INSERT INTO feature VALUES (?,?)", coded)
                coded.clear()
        database.executemany("INSERT INTO feature VALUES (?,?)", coded)

    def _place(self, row: Row) -> Place | None:
        """The row as a place of the gazetteer, its names noted; None for what recount has itself, or has read."""
        if row.feature is None or self._is_taken(row):
            return None
        if self._is_seen(row.id):
            self._rows.add(f"another row has the number {row.id}")
            return None
        kind, people = row.feature.kind, row.population
        region = self._told.get(row.region) if kind == "admin1" else None
        place = Place(
            id=row.id,
            kind=kind,
            name=name_as_printed(row.name, row.country),
            country=row.country,
            region=None if kind == "admin1" else self._regions.ids.get(row.region),
            lat=row.lat,
            lon=row.lon,
            population=people,
            radius_km=self._radius(row),
            names=(*self._names_of(row, row.names if self._names is None else ()), *_told_names(row, region)),
            short=(*region.short, *region.codes) if region else (),
            demonyms=region.demonyms if region else (),
        )
        self._note(place)
        self._newest = max(self._newest, row.changed)
        return place

    def _is_taken(self, row: Row) -> bool:
        """Whether an area of recount's own stands for this region."""
        kind = row.feature.kind if row.feature else ""
        return kind == "admin1" and self._regions.ids.get(row.region, row.id) != row.id

    def _is_seen(self, number: int) -> bool:
        """Whether the number was read before; it is from now on."""
        byte, bit = number >> 3, 1 << (number & 7)
        if byte >= len(self._seen):
            self._seen.extend(bytes(byte + 1 - len(self._seen)))
        before = bool(self._seen[byte] & bit)
        self._seen[byte] |= bit
        return before

    def _radius(self, row: Row) -> float:
        feature = row.feature
        if feature is None or feature.feature_class == "P":
            return town_radius(row.population)
        if row.code in ("ADM1", "ADM2"):
            return self._regions.radius(row, feature.radius_km)
        return feature.radius_km

    def _names_of(self, row: Row, others: tuple[str, ...]) -> tuple[str, ...]:
        plain = (row.plain_name,) if strict_key(row.plain_name) != strict_key(row.name) else ()
        if row.feature is not None and row.feature.kind == "city":
            return (*plain, *town_names(others, row.country, row.population))
        return (*plain, *names_kept(others, scripts=True))

    def _note(self, place: Place) -> None:
        self._kinds[place.kind] += 1
        if place.country:
            self._lands.add(place.country)
        for key, match in keys_of(place):
            self._keys.add(key, place.id, match)

    # --- names

    def _add_names(self, database: sqlite3.Connection, path: Path) -> None:
        """The names of a dump of alternative names, for the places that were kept."""
        asked = "SELECT kind, country, population FROM place WHERE id = ?"
        for number, name in read_names(path, self._others):
            self._say("names", self._others.rows, self._keys.count)
            if found := database.execute(asked, (number,)).fetchone():
                kind, country, people = KINDS[found[0]], found[1], found[2]
                kept = town_names((name,), country, people) if kind == "city" else names_kept((name,), scripts=True)
                place = Place(number, kind, "", country, None, 0.0, 0.0, people, 1.0, names=kept)
                for key, match in keys_of(place):
                    self._keys.add(key, number, match)

    def _write_names(self, database: sqlite3.Connection) -> int:
        database.executemany("INSERT INTO name VALUES (?,?,?)", self._said(self._keys.merged()))
        return int(database.execute("SELECT COUNT(*) FROM name").fetchone()[0])

    def _said(self, rows: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
        for number, row in enumerate(rows, 1):
            self._say("sorting", number, number)
            yield row

    # --- the end

    def _meta(self, names: int) -> dict[str, str]:
        kinds = {f"places.{kind}": str(self._kinds[kind]) for kind in KINDS}
        return {
            "form": FORM,
            "source": "GeoNames dump",
            "rows": str(self._rows.rows),
            "newest": self._newest,
            "alternate_names": str(self._others.rows),
            "bad": str(self._rows.bad + self._others.bad),
            "places": str(self._kinds.total()),
            "countries": str(len(self._lands)),
            "names": str(names),
            **kinds,
        }

    def _sealed(self, path: Path, names: int) -> Built:
        """The file with a hash of what it was before, by which records tell it apart; flushed to the disk."""
        with path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()[:DIGEST]
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("INSERT INTO meta VALUES ('digest', ?)", (digest,))
            database.commit()
        with path.open("rb") as file:
            os.fsync(file.fileno())
        return Built(
            file=path,
            rows=self._rows.rows,
            bad=self._rows.bad + self._others.bad,
            faults=tuple(f"{of.path}: {told}" for of in (self._rows, self._others) for told in of.told),
            places=self._kinds.total(),
            names=names,
            countries=len(self._lands),
            size=path.stat().st_size,
            digest=digest,
        )


def _told_names(row: Row, region: Region | None) -> tuple[str, ...]:
    """What recount's own knowledge calls a region, or a town, beside its names in the dump."""
    return region.also if region is not None else letters_of_towns().get(row.id, ())


_FEATURES = "CREATE TABLE feature (place INTEGER PRIMARY KEY, code TEXT);"


class _SortedKeys:
    """The keys of all names, sorted on disk: runs of some hundred thousand, merged at the end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._run: list[str] = []
        self._files: list[Path] = []
        self.count = 0

    def add(self, key: str, place: int, match: int) -> None:
        self.count += 1
        self._run.append(f"{key}\t{place:010d}\t{match}\n")
        if len(self._run) >= RUN:
            self._end_run()

    def _end_run(self) -> None:
        path = self._folder / f"run-{len(self._files):05d}"
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(sorted(set(self._run)))
        self._files.append(path)
        self._run.clear()

    def merged(self) -> Iterator[tuple[str, int, int]]:
        """(key, place, match) in order, each key once for a place, with its best match."""
        self._end_run()
        files = [path.open(encoding="utf-8", newline="\n") for path in self._files]
        try:
            for named, same in groupby(heapq.merge(*files), lambda line: line[:-2]):
                key, _, place = named.rstrip("\t").rpartition("\t")
                yield key, int(place), int(next(iter(same))[-2])
        finally:
            for file in files:
                file.close()
