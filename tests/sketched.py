"""Tellings for tests, of the short form in which the knowledge of linking has its examples."""

from typing import Any

from recount.knowledge.linking import Sketch
from recount.link.wording import words_of
from recount.model.claim import Person, Where
from recount.model.telling import Figure, Telling


def telling_of_sketch(key: str, sketch: Sketch, report: str | None = None, background: bool = False) -> Telling:
    """A telling of a report of its own, unless `report` names one."""
    days = sketch.days or (None, None)
    return Telling(
        id=key,
        report=report or f"report of {key}",
        voice=report or f"report of {key}",
        start=days[0],
        end=days[1],
        where=_where(sketch),
        acts=frozenset(sketch.acts),
        doers=frozenset(sketch.doers),
        figures=() if sketch.killed is None else (Figure("killed", *sketch.killed),),
        persons=tuple(Person(name, None, None, None, "dead") for name in sketch.persons),
        names=frozenset(sketch.names),
        words=words_of([sketch.sentence]),
        background=background,
    )


def _where(sketch: Sketch) -> Where | None:
    if sketch.place is None:
        return None
    lat, lon = sketch.at
    shape = (sketch.precision, sketch.radius_km, sketch.place, (), "told")
    return Where(sketch.place, sketch.country, lat, lon, *shape, listed=sketch.listed)


def told(key: str, report: str | None = None, background: bool = False, **fields: Any) -> Telling:
    """Four killed at Arda on 9 March 2021, unless `fields` of the sketch say otherwise."""
    usual: dict[str, Any] = {
        "days": ("2021-03-09", "2021-03-09"),
        "place": "Arda",
        "country": "XX",
        "at": (10.0, 20.0),
        "acts": ("violence",),
        "killed": (4, 4),
    }
    return telling_of_sketch(key, Sketch(**(usual | fields)), report, background)
