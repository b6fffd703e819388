"""How incidents of an account stand to each other: one answers another, or they share a day and a place (R44)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from recount.link.within import places_apart
from recount.model.account import Chapter, Near
from recount.model.claim import Incident
from recount.store.views import incidents_of, ties_on, title_of


def relate_all(chapters: Sequence[Chapter]) -> list[Chapter]:
    """The chapters of a whole account, each with its relations to the others, in the same order."""
    homes = {claim.id: chapter.incident.id for chapter in chapters for claim in chapter.claims}
    by_day: dict[object, list[Incident]] = {}
    for chapter in chapters:
        if chapter.incident.when is not None:
            by_day.setdefault(chapter.incident.when.start, []).append(chapter.incident)
    return [relate_one(chapter, homes, by_day.get(_day(chapter), ())) for chapter in chapters]


def _day(chapter: Chapter) -> object:
    return chapter.incident.when.start if chapter.incident.when is not None else None


def relate_one(chapter: Chapter, homes: Mapping[str, str], beside: Iterable[Incident]) -> Chapter:
    """A chapter with its relations.

    `homes` gives the incidents of the claims that it answers; `beside` are others of its day.
    """
    own = chapter.incident
    answered = {homes[key] for key in chapter.answers if key in homes} - {own.id}
    found = [(key, "responds_to") for key in sorted(answered)]
    shared = sorted(other.id for other in beside if _is_beside(own, other) and other.id not in answered)
    related = (*found, *((key, "same_place_and_day") for key in shared))
    return replace(chapter, incident=replace(own, related=related))


def _is_beside(one: Incident, two: Incident) -> bool:
    if one.id == two.id or one.where is None or two.where is None:
        return False
    return not places_apart(one.where, two.where)


def near_of(connection: Connection, members: set[str], reasons: Mapping[tuple[str, str], str]) -> tuple[Near, ...]:
    """Other incidents that are like the one of these tellings and are kept apart, the likest first. `reasons`: why, of
    those that could have been one."""
    found: dict[str, Near] = {}
    for tie in ties_on(connection, members):
        other = tie.two if tie.one in members else tie.one
        if other in members:
            continue
        home = incidents_of(connection, [other]).get(other)
        if home is not None and (home not in found or found[home].score < tie.score):
            against = [f.why for f in tie.features if f.against] or ["too little speaks for one incident"]
            why = reasons.get((tie.one, tie.two), "; ".join(against))
            found[home] = Near(home, title_of(connection, home), tie.score, why)
    return tuple(sorted(found.values(), key=lambda n: (-n.score, n.incident)))
