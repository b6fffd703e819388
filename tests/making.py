"""One-line makers of claims for tests; every person and place in them is invented."""

from dataclasses import replace
from datetime import date
from typing import Any

from recount.model.claim import Actor, Claim, Event, Group, Person, Where
from recount.model.mention import Speaker, Standing, When
from recount.model.span import Span

DAY = date(2021, 3, 16)


def claim(number: int | str, wording: str = "", **fields: Any) -> Claim:
    """A killed claim with evidence at `number`*100; `fields` override, with `count=(low, high)` and `group="name"`."""
    low, high = fields.pop("count", (None, None))
    place = int(number) * 100
    group = fields.pop("group", "people")
    base = Claim(
        id=f"c{number}",
        report="sha256:test",
        evidence=(Span(place, place + 20),),
        event=Event("Violence against civilians", "Attack", "ASSAULT", None),
        harm="killed",
        count_low=low,
        count_high=high,
        count_wording=wording or None if (low, high) == (None, None) else wording or f"{low}-{high}",
        unit="people" if (low, high) != (None, None) else None,
        group=victims(group) if isinstance(group, str) else group,
        by=None,
        against=None,
        weapons=(),
        targets=(),
        when=None,
        as_of=DAY,
        where=None,
        origin=None,
        speakers=(Speaker("publisher", "publisher"),),
        standing=Standing.STATED,
        extent="total" if (low, high) != (None, None) else None,
        incident=None,
        use="",
        why="",
        entry="kill",
        act="kill",
        sentence=int(number),
    )
    return replace(base, **fields)


def victims(name: str, status: str = "unknown", side: str | None = None, **fields: Any) -> Group:
    names = fields.pop("persons", ())
    persons = tuple(Person(n, None, None, None, "dead") for n in names)
    return Group(name, name, status, side=side, persons=persons, **fields)


def voice(name: str, kind: str) -> tuple[Speaker, ...]:
    return (Speaker("publisher", "publisher"), Speaker(name, kind))


def actor(name: str) -> Actor:
    return Actor(name, name, None)


def day(text: str, wording: str = "on that day") -> When:
    value = date.fromisoformat(text)
    return When(value, value, "day", wording, None, "told")


def place(name: str, lat: float, lon: float, country: str = "ML", **fields: Any) -> Where:
    values = {"precision": "exact", "radius_km": 5.0, "wording": name, "candidates": (), "why": "told"} | fields
    return Where(name=name, country=country, lat=lat, lon=lon, **values)
