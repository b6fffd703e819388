"""Knowledge of places: countries, areas that lists of towns lack, and the words that stand around their names."""

from functools import cache

from pydantic import Field

from recount.knowledge.files import Entry, KnowledgeFile, read_file


class Country(Entry):
    """A country or territory; `id` is its ISO 3166-1 code (or XK), `radius_km` that of a circle of its area.

    `capital` stands where no one disputes it.
    """

    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    lat: float
    lon: float
    radius_km: float


class CountryFile(KnowledgeFile):
    countries: tuple[Country, ...]


class Area(Entry):
    """A strip, camp, sea, quarter or line. `bare`: short names that mean it before the town of that name;
    `admin1`: the first-level region of GeoNames that it is the same as; `geonames`: else its entry there."""

    name: str
    aliases: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    admin1: str | None = None
    geonames: int | None = None
    demonyms: tuple[str, ...] = ()
    country: str | None
    lat: float
    lon: float
    radius_km: float


class AreaFile(KnowledgeFile):
    areas: tuple[Area, ...]


class Region(Entry):
    """A first-level region that news shortens or names a people after; `id` is GeoNames' code of it.

    `short`: abbreviations with their stop; `codes`: letters read only after a town and a comma; `also`: other names.
    """

    short: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


class Town(Entry):
    """A town that news calls by letters; `id` is GeoNames' number of it, `also` the letters."""

    also: tuple[str, ...]


class RegionFile(KnowledgeFile):
    regions: tuple[Region, ...]
    towns: tuple[Town, ...]


class DisputedLand(Entry):
    """A land whose country is disputed: the codes of its claimants, and what of the gazetteer lies in it."""

    claimants: tuple[str, ...]
    areas: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


class DisputedFile(KnowledgeFile):
    lands: tuple[DisputedLand, ...]


class FoldingFile(KnowledgeFile):
    """How names are folded into keys; see folding.yml."""

    letters: dict[str, str]
    respellings: tuple[tuple[str, str], ...]
    articles: tuple[str, ...]
    shortened: dict[str, str]
    transliterated: tuple[str, ...]
    spelt_loosely: frozenset[str]
    scripts: tuple[str, ...]


class Feature(Entry):
    """What some feature codes of a GeoNames dump are: `kind` city admin1 admin2 feature; km."""

    name: str
    kind: str
    feature_class: str = Field(alias="class")
    radius_km: float
    codes: tuple[str, ...]


class FeatureFile(KnowledgeFile):
    """Which rows of a full GeoNames dump are kept; see features.yml."""

    countries: frozenset[str]
    features: tuple[Feature, ...]
    no_names: frozenset[str]


class Relation(Entry):
    """Words before a name, and the relation that they tell: at near toward from border; several may tell one.

    `reach_km`: how far beyond the place they reach; `position`: coast or road, where they tell more than nearness.
    """

    id: str
    words: tuple[str, ...]
    reach_km: float | None = None
    position: str | None = None


class Length(Entry):
    """A unit of length, in km."""

    words: tuple[str, ...]
    km: float


class PlaceKind(Entry):
    """Words that say what kind of place a name is; `id`: city admin1 admin2 country area."""

    words: tuple[str, ...]


class NamedAfter(Entry):
    """Words that make the name of something else out of the name of a place before them."""

    words: tuple[str, ...]


class Shift(Entry):
    """Which way a word of direction moves a region's middle: -1, 0 or 1 each."""

    words: tuple[str, ...]
    north: int
    east: int


class AlsoPerson(Entry):
    """A name of a place that people bear as well; `id` is the name."""


class WordFile(KnowledgeFile):
    """The small words around names of places; see words.yml."""

    relations: tuple[Relation, ...]
    kinds: tuple[PlaceKind, ...]
    directions: tuple[str, ...]
    direction_shifts: tuple[Shift, ...]
    bodies: frozenset[str]
    bodies_of: frozenset[str]
    lengths: tuple[Length, ...]
    length_fillers: frozenset[str]
    length_bounds: frozenset[str]
    roads: frozenset[str]
    road_joins: frozenset[str]
    road_clauses: frozenset[str]
    ends: frozenset[str]
    borders: frozenset[str]
    coasts: frozenset[str]
    named_after: tuple[NamedAfter, ...]
    name_openings: frozenset[str]
    facilities: frozenset[str]
    streets: frozenset[str]
    titles: frozenset[str]
    also_people: tuple[AlsoPerson, ...]
    not_places: frozenset[str]
    references: frozenset[str]
    here: frozenset[str]
    quotes: frozenset[str]
    launches: frozenset[str]
    by_states: frozenset[str]
    care: frozenset[str]
    cared_for: frozenset[str]


@cache
def countries() -> tuple[Country, ...]:
    return read_file("places/countries.yml", CountryFile).countries


@cache
def areas() -> tuple[Area, ...]:
    return read_file("places/areas.yml", AreaFile).areas


@cache
def regions() -> tuple[Region, ...]:
    return read_file("places/regions.yml", RegionFile).regions


@cache
def letters_of_towns() -> dict[int, tuple[str, ...]]:
    """GeoNames' number of a town -> the letters that news calls it by."""
    return {int(town.id): town.also for town in read_file("places/regions.yml", RegionFile).towns}


@cache
def towns() -> tuple[Town, ...]:
    return read_file("places/regions.yml", RegionFile).towns


@cache
def folding() -> FoldingFile:
    return read_file("places/folding.yml", FoldingFile)


@cache
def disputed_lands() -> tuple[DisputedLand, ...]:
    return read_file("places/disputed.yml", DisputedFile).lands


@cache
def claimants_of() -> dict[str, tuple[str, ...]]:
    """The id of an area or country, or COUNTRY/region, that is disputed -> the codes of its claimants."""
    found: dict[str, tuple[str, ...]] = {}
    for land in disputed_lands():
        ids = (*(f"area:{area}" for area in land.areas), *(f"country:{code}" for code in land.countries))
        found.update(dict.fromkeys((*ids, *land.regions), land.claimants))
    return found


@cache
def feature_file() -> FeatureFile:
    return read_file("places/features.yml", FeatureFile)


@cache
def features() -> dict[tuple[str, str], Feature]:
    """(feature class, feature code) of GeoNames -> what it is: ("S", "CMPRF") is a refugee camp."""
    return {(told.feature_class, code): told for told in feature_file().features for code in told.codes}


@cache
def place_words() -> WordFile:
    return read_file("places/words.yml", WordFile)


@cache
def demonyms() -> dict[str, tuple[str, ...]]:
    """Lower-case demonym or adjective -> the ids of its countries ("congolese" has two)."""
    found: dict[str, tuple[str, ...]] = {}
    for country in countries():
        for word in country.demonyms:
            found[word.lower()] = (*found.get(word.lower(), ()), country.id)
    return found


@cache
def capitals() -> dict[str, str]:
    """The capital of each country, by its code."""
    return {country.id: country.capital for country in countries() if country.capital}


@cache
def kind_words() -> dict[str, str]:
    """A word such as "village" or "governorate" -> the kind of place it names."""
    return {word: kind.id for kind in place_words().kinds for word in kind.words}


@cache
def relation_words() -> tuple[tuple[tuple[str, ...], str], ...]:
    """(words, relation), the longest first: ("north", "of") -> near."""
    pairs = [(tuple(words.split()), relation.id) for relation in place_words().relations for words in relation.words]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def reaches() -> dict[tuple[str, ...], Relation]:
    """Words of nearness that say how far they reach, or more than that: ("outskirts", "of") -> its entry."""
    told = [relation for relation in place_words().relations if relation.reach_km is not None]
    return {tuple(words.split()): relation for relation in told for words in relation.words}


@cache
def words_named_after() -> frozenset[str]:
    """Words before which the name of a place is no place: "agreement"."""
    return frozenset(word for told in place_words().named_after for word in told.words)


@cache
def lengths() -> dict[str, float]:
    """A unit of length -> its km."""
    return {word: length.km for length in place_words().lengths for word in length.words}


@cache
def shifts() -> dict[str, tuple[int, int]]:
    """A word of direction -> which way it moves a region's middle, (north, east), -1 to 1 each."""
    return {word: (shift.north, shift.east) for shift in place_words().direction_shifts for word in shift.words}


@cache
def adjectives() -> dict[str, str]:
    """A word of direction -> the adjective of it: north -> northern."""
    return {word: shift.words[0] for shift in place_words().direction_shifts for word in shift.words}


class ResolutionFile(KnowledgeFile):
    """Weights by name; see resolution.yml."""

    prior: dict[str, float]
    match: dict[str, float]
    kinds: dict[str, float]
    context: dict[str, float]
    home: dict[str, float]
    choice: dict[str, float]
    evidence: dict[str, float]


@cache
def weights() -> ResolutionFile:
    return read_file("places/resolution.yml", ResolutionFile)
