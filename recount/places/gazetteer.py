"""Asks the gazetteer which places a name may mean. Read only; one file, opened when first asked."""

import math
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from recount.errors import KnowledgeError
from recount.knowledge.places import feature_file, folding, weights
from recount.model.mention import Candidate
from recount.places.folding import loose_key, short_key, strict_key

FORM = "2"  # of the file
KINDS = ("city", "admin1", "admin2", "country", "area", "feature")
MATCHES = ("name", "alternative", "spelling", "bare", "short", "demonym")  # how a key names its place
DEMONYM = "@"  # before the keys of demonyms, which no name has
_SELECT = """SELECT place.id, place.kind, place.name, place.country, region.name, place.lat, place.lon,
  place.population, place.radius, place.slug, name.match
  FROM name JOIN place ON place.id = name.place LEFT JOIN place AS region ON region.id = place.region
  WHERE name.key = ?"""
_BY_SLUG = """SELECT place.id, place.kind, place.name, place.country, NULL, place.lat, place.lon,
  place.population, place.radius, place.slug, 0 FROM place WHERE place.slug = ?"""
_BY_NUMBER = """SELECT place.id, place.kind, place.name, place.country, region.name, place.lat, place.lon,
  place.population, place.radius, place.slug, 0
  FROM place LEFT JOIN place AS region ON region.id = place.region WHERE place.id = ?"""

MOST = 500  # places of one name that are told, the likeliest
SHIPPED = "shipped"
_REMEDY = "build it with recount gazetteer build"
_NUMBERS = "SELECT slug, geonames FROM place WHERE slug IS NOT NULL AND geonames IS NOT NULL"


@dataclass(frozen=True, slots=True)
class GazetteerInfo:
    """What a gazetteer was made of and holds. `meta` are the file's own words of itself; `size` in bytes."""

    file: str
    size: int
    meta: dict[str, str]

    @property
    def source(self) -> str:
        """ "GeoNames dump of 12,345,678 rows, newest of 2026-11-20", or the packages of the shipped one."""
        if "source" not in self.meta:
            return f"shipped: {self.meta.get('packages', '')}"
        return f"{self.meta['source']} of {int(self.meta['rows']):,} rows, newest of {self.meta['newest']}"

    @property
    def stamp(self) -> str:
        """What records say of it. The shipped one is a part of recount's knowledge, whose hash has it."""
        return (
            f"{self.meta['source']} {self.meta['newest']} {self.meta['digest']}" if "digest" in self.meta else SHIPPED
        )


class Gazetteer:
    """The places that names may mean. Look-ups are remembered, so that a name costs one question to the file."""

    def __init__(self, path: str) -> None:
        self._lock = Lock()
        self._path = path
        try:
            self._database = sqlite3.connect(
                f"file:{quote(path)}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            self.info = self._read_info()
            self._countries = self._read_countries()
            self._numbers = dict(self._database.execute(_NUMBERS).fetchall())
        except (sqlite3.Error, OSError) as error:
            raise KnowledgeError(f"gazetteer {path}: {error}; {_REMEDY}") from error
        self._ask = lru_cache(maxsize=50_000)(self._lookup)

    def lookup(self, name: str) -> list[Candidate]:
        """The places of this name in any spelling, the likelier first; empty where it is none.

        `score` is how likely each is meant before anything is read around the name, 0 to about 1.
        """
        return list(self._ask(name))

    def short_forms(self, name: str) -> list[Candidate]:
        """The regions that news abbreviates so: "Tex.", "TX"."""
        return _ranked(self._rows(short_key(name)), name)

    def people_of(self, demonym: str) -> list[Candidate]:
        """The regions and areas whose people or things are called so: "Texan", "European". Countries' are not here."""
        return _ranked(self._rows(DEMONYM + strict_key(demonym)), demonym)

    def country(self, code: str) -> Candidate | None:
        """The country with this ISO 3166-1 alpha-2 code."""
        return self._countries.get(code)

    def place(self, place_id: str) -> Candidate | None:
        """The place with this id, as a candidate of its own name: "geonames:99072", "area:gaza-strip"."""
        kind, _, number = place_id.partition(":")
        if kind != "geonames":
            row = self._one(_BY_SLUG, (place_id,))
        else:
            row = self._one(_BY_NUMBER, (int(number),)) if number.isdecimal() and len(number) < 16 else None
        return _candidate(row, row[2]) if row else None

    def holds(self, geonames_id: int) -> bool:
        """Whether the entry of GeoNames with this number is in the file."""
        return self._one("SELECT 1 FROM place WHERE id = ? OR geonames = ?", (geonames_id,) * 2) is not None

    def geonames_id(self, place: Candidate) -> int | None:
        """GeoNames' number of a place; None for areas of our own that it has no entry for."""
        if place.id.startswith("geonames:"):
            return int(place.id.removeprefix("geonames:"))
        return self._numbers.get(place.id)

    def kind_of(self, place: Candidate) -> str:
        """What a place is, in words: "town", "first-level region", "refugee camp"."""
        if place.kind != "feature":
            return _KIND_NAMES[place.kind]
        row = self._one("SELECT code FROM feature WHERE place = ?", (int(place.id.removeprefix("geonames:")),))
        return _feature_names().get(row[0] if row else "", place.kind)

    def close(self) -> None:
        self._database.close()

    def _lookup(self, name: str) -> tuple[Candidate, ...]:
        keys = {strict_key(written) for written in (name, *written_long(name))} - {""}
        rows = [row for key in sorted(keys) for row in self._rows(key)]
        if not rows and keys and (loose := loose_key(name)):
            rows = self._rows(loose)
        return tuple(_ranked(rows, name)[:MOST])

    def _rows(self, key: str) -> list[tuple]:  # type: ignore[type-arg]
        with self._lock, self._told_plainly():
            return self._database.execute(_SELECT, (key,)).fetchall()

    def _one(self, asked: str, values: tuple[object, ...]) -> tuple | None:  # type: ignore[type-arg]
        with self._lock, self._told_plainly():
            row: tuple | None = self._database.execute(asked, values).fetchone()  # type: ignore[type-arg]
            return row

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise KnowledgeError(f"gazetteer {self._path}: {error}; {_REMEDY}") from error

    def _read_info(self) -> GazetteerInfo:
        """Raises KnowledgeError for a file of another form."""
        meta = dict(self._database.execute("SELECT key, value FROM meta").fetchall())
        if meta.get("form") != FORM:
            raise KnowledgeError(f"gazetteer {self._path}: made for another version of recount; {_REMEDY}")
        return GazetteerInfo(self._path, Path(self._path).stat().st_size, meta)

    def _read_countries(self) -> dict[str, Candidate]:
        rows = self._database.execute(_BY_SLUG.replace("= ?", "GLOB 'country:*'")).fetchall()
        return {row[3]: _candidate(row, row[2]) for row in rows}


def _ranked(rows: list[tuple], name: str) -> list[Candidate]:  # type: ignore[type-arg]
    """The places of these rows, each once, the likelier first."""
    found = {row[0]: _candidate(row, name) for row in rows}
    return sorted(found.values(), key=lambda candidate: (-candidate.score, candidate.id))


def written_long(name: str) -> list[str]:
    """The name with its short words in full, and the other way round: "Mt. Hermon" -> "mount hermon"."""
    words = name.lower().replace(".", " ").split()
    both = folding().shortened | {full: short for short, full in folding().shortened.items()}
    return [" ".join(both.get(word, word) for word in words)] if len(words) > 1 and both.keys() & set(words) else []


def _candidate(row: tuple, name: str) -> Candidate:  # type: ignore[type-arg]
    number, kind, own_name, country, region, lat, lon, population, radius, slug, match = row
    how = MATCHES[match]
    score = _prior(KINDS[kind], population) * weights().match[how]
    return Candidate(
        id=slug or f"geonames:{number}",
        name=own_name,
        country=country,
        lat=lat / 10_000,
        lon=lon / 10_000,
        kind=KINDS[kind],
        admin1=own_name if KINDS[kind] == "admin1" else region,
        population=population,
        radius_km=float(radius),
        score=round(score, 4),
        why=_WHY[how].format(name=name, own=own_name),
        match=how,
    )


_WHY = {
    "name": '"{name}" is its own name.',
    "alternative": '"{name}" is another name of {own}.',
    "spelling": '"{name}" is a spelling of {own}.',
    "short": '"{name}" is short for {own}.',
    "demonym": '"{name}" is said of {own}.',
    "bare": '"{name}" alone means {own}, the larger area.',
}


_KIND_NAMES = {
    "city": "town",
    "admin1": "first-level region",
    "admin2": "district",
    "country": "country",
    "area": "area",
}


def _prior(kind: str, population: int) -> float:
    prior = weights().prior
    if kind == "city" or (kind == "feature" and population):
        return prior["city"] + prior["city_per_digit"] * math.log10(population + 1)
    return prior[kind]


@cache
def _feature_names() -> dict[str, str]:
    return {code: told.name for told in feature_file().features for code in told.codes}


def shipped_path() -> Path:
    """Where the gazetteer that recount ships lies."""
    return Path(str(files("recount.places").joinpath("gazetteer.sqlite")))


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer that recount ships. Raises KnowledgeError where the file is missing or broken."""
    return Gazetteer(str(shipped_path()))


def open_gazetteer(path: Path | str | None) -> Gazetteer:
    """A user's gazetteer, opened once as long as the file stays the same; the shipped one for None.

    Raises KnowledgeError that names the path and the remedy where it cannot be read or is none.
    """
    if path is None:
        return load_gazetteer()
    try:
        told = Path(path).stat()
    except OSError as error:
        raise KnowledgeError(f"gazetteer {path}: {error.strerror or error}; {_REMEDY}") from error
    return _opened(str(path), (told.st_ino, told.st_size, told.st_mtime_ns))


@lru_cache(maxsize=4)
def _opened(path: str, identity: tuple[int, int, int]) -> Gazetteer:
    return Gazetteer(path)
