"""Where an incident was, as MUC-4 writes it: COUNTRY: NAME (KIND)."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from recount.knowledge.places import Country, countries
from recount.model.claim import Claim, Where
from recount.model.reading import Reading

from .phrases import flat, tables

_BEHIND = 4  # words that may stand between a town and its region ("FLORES, IN THE NORTHERN EL PETEN")
_REGIONS = ("DEPARTMENT", "PROVINCE", "REGION")
_TOWNS = ("CITY", "TOWN", "MUNICIPALITY")
_NEXT = re.compile(r", | AND | IN ")  # before the second of several places
_ENTRY = re.compile(r"^([A-Z0-9][^()]*) \(([A-Z ]+)\)\s*$")


@cache
def _before() -> re.Pattern[str]:
    """The small words before a place's name."""
    return re.compile(rf"^(?:(?:{'|'.join(tables()['before_places'])}) )+")


@cache
def set_list(path: Path) -> dict[str, list[str]]:
    """Name -> its kinds, of the task's list of places."""
    found: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = _ENTRY.match(line)
        if entry and entry[2] not in found.setdefault(entry[1].strip(), []):
            found[entry[1].strip()].append(entry[2])
    return found


def country(claims: Sequence[Claim], reading: Reading) -> str:
    """ISO code of the places told, if it is one of interest or the report names it twice; else the report's."""
    told = [c.where.country for c in claims if c.where is not None and c.where.country]
    home = home_country(reading)
    code = Counter(told).most_common(1)[0][0] if told else home
    if code not in tables()["of_interest"] and _times(code, reading) < 2:
        return home
    return code


def _times(code: str, reading: Reading) -> int:
    name = next((c.name for c in countries() if c.id == code), None)
    return len(re.findall(rf"\b{re.escape(flat(name))}\b", flat(reading.document.text))) if name else 0


def home_country(reading: Reading) -> str:
    """The country of interest that the report names most; its dateline counts twice."""
    text = flat(reading.document.text)
    votes = {
        c.id: sum(len(re.findall(rf"\b{re.escape(w)}\b", text)) for w in _words(c)) + 2 * _in_dateline(c, text)
        for c in countries()
        if c.id in tables()["of_interest"]
    }
    return max(sorted(votes), key=lambda code: votes[code])


def _words(country: Country) -> set[str]:
    return {flat(w) for w in (country.name, *country.demonyms, *([country.capital] if country.capital else []))}


def _in_dateline(country: Country, text: str) -> bool:
    return country.capital is not None and flat(country.capital) in text[:60]


def location(claims: Sequence[Claim], reading: Reading, known: dict[str, list[str]]) -> str:
    """The country, the region if it is told with the place, and the place that most claims tell in their own words."""
    code = country(claims, reading)
    name = str(tables()["countries"].get(code, code))
    told = [(c, c.where) for c in claims if c.where is not None and _is_finer(c.where, name)]
    told = [(c, w) for c, w in told if w.country == code or flat(w.wording).endswith(tuple(tables()["place_kinds"]))]
    pool = [w for c, w in told if "place:inherited" not in c.notes] or [w for _, w in told]
    if not pool:
        return name
    best = Counter(w.name for w in pool).most_common(1)[0][0]
    where = next(w for w in pool if w.name == best)
    return ": ".join([name, *_holder(where, reading, known), _kinded(where, known)])


def _is_finer(where: Where, country_name: str) -> bool:
    """Whether it is more than the country, or a side of it ("southern Colombia")."""
    return where.precision != "country" and _before().sub("", flat(where.name)) != country_name


def _holder(where: Where, reading: Reading, known: dict[str, list[str]]) -> list[str]:
    """The region of a town, where the report names it right behind the town: "TULCAN, CARCHI PROVINCE"."""
    region = next((flat(c.admin1) for c in where.candidates[:1] if c.admin1), "")
    town = flat(where.candidates[0].name) if where.candidates else ""
    if where.precision == "region" or region in ("", town, flat(where.name)):
        return []
    told = rf"\b{re.escape(town)}\b(?:\W+\w+){{0,{_BEHIND}}}\W+{re.escape(region)}\b"
    if not re.search(told, flat(reading.document.text)):
        return []
    return [_with_kind(region, known.get(region, []), _REGIONS)]


def _kinded(where: Where, known: dict[str, list[str]]) -> str:
    """A name with its kind: by the words, by the task's list, or by how fine the gazetteer's place is."""
    wording = _first_told(flat(where.wording))
    name, _, last = wording.rpartition(" ")
    if last in tables()["place_kinds"] and name:
        return f"{name} ({last})"
    wanted = _REGIONS if where.precision == "region" else _TOWNS
    plain = _first_told(flat(where.name))
    for candidate in (wording, plain, plain.rpartition(" ")[0]):
        if candidate in known:
            return _with_kind(candidate, known[candidate], wanted)
    return _with_kind(plain, [], wanted)


def _first_told(words: str) -> str:
    """The first of several places told together, without small words: "IN LA ROCHELA, IN SANTANDER" -> LA ROCHELA."""
    return _before().sub("", _NEXT.split(_before().sub("", words))[0])


def _with_kind(name: str, kinds: Sequence[str], wanted: Sequence[str]) -> str:
    """A name with the kind that the task's list has for it, one of `wanted` before others; `wanted`'s first without."""
    kind = next((k for k in (*wanted, *_TOWNS) if k in kinds), kinds[0] if kinds else wanted[0])
    return f"{name} ({kind})"
