"""What is made from the kept rows and can be made anew: who speaks with one voice, tellings, ties and incidents."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    create_engine,
    delete,
    event,
    func,
    or_,
    select,
    update,
)

from recount.model.account import Chapter
from recount.model.claim import Bounds, Incident
from recount.model.telling import Bond, Telling, Tie
from recount.store.codec import from_json, to_json
from recount.store.open import know_letters
from recount.store.schema import (
    VIEWS,
    alike,
    bond,
    incident,
    incident_actor,
    metadata,
    sketch,
    telling,
    telling_claim,
    telling_key,
    tie,
    voice,
)

_MANY = 500


def clear_views(connection: Connection) -> None:
    """Takes out all that can be made anew."""
    for table in VIEWS:
        connection.execute(delete(table))


# Voices


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """How a report speaks: with whose voice, and whether it is the newest of its text, an earlier version or a copy."""

    report: str
    voice: str
    standing: str
    why: str


def keep_sketch(connection: Connection, report: str, keys: Iterable[str]) -> None:
    """Keeps the keys under which like texts of a report are found."""
    connection.execute(delete(sketch).where(sketch.c.report == report))
    rows = [{"report": report, "key": key} for key in sorted(set(keys))]
    if rows:
        connection.execute(sketch.insert(), rows)


def reports_under(connection: Connection, keys: Iterable[str]) -> set[str]:
    """The reports that have one of these keys."""
    return {
        row.report
        for some in _in_parts(sorted(set(keys)))
        for row in connection.execute(select(sketch.c.report).where(sketch.c.key.in_(some)))
    }


@dataclass(frozen=True, slots=True)
class Alike:
    """Two reports (ids in order) of one text. `kind`: copy, or version (of one article)."""

    one: str
    two: str
    kind: str
    why: str


def keep_alike(connection: Connection, reports: Sequence[str], pairs: Sequence[Alike]) -> None:
    """Keeps which reports are of one text with these, for what was known of these."""
    for some in _in_parts(sorted(set(reports))):
        connection.execute(delete(alike).where(alike.c.one.in_(some) | alike.c.two.in_(some)))
    rows = [{"one": a.one, "two": a.two, "kind": a.kind, "why": a.why} for a in pairs]
    if rows:
        connection.execute(alike.insert(), rows)


def alike_with(connection: Connection, reports: Iterable[str]) -> list[Alike]:
    """The pairs that one of these reports is in, in order."""
    found: dict[tuple[str, str], Alike] = {}
    for some in _in_parts(sorted(set(reports))):
        for side in (alike.c.one, alike.c.two):
            for row in connection.execute(select(alike).where(side.in_(some))):
                found[(row.one, row.two)] = Alike(row.one, row.two, row.kind, row.why)
    return [found[key] for key in sorted(found)]


def keep_voices(connection: Connection, rows: Sequence[VoiceRow]) -> None:
    for some in _in_parts([row.report for row in rows]):
        connection.execute(delete(voice).where(voice.c.report.in_(some)))
    values = [{"report": row.report, "voice": row.voice, "standing": row.standing, "why": row.why} for row in rows]
    if values:
        connection.execute(voice.insert(), values)


def voices_of(connection: Connection, reports: Iterable[str]) -> dict[str, VoiceRow]:
    """The voices of these reports, and of all that speak with the same."""
    own = {
        row.voice
        for some in _in_parts(sorted(set(reports)))
        for row in connection.execute(select(voice.c.voice).where(voice.c.report.in_(some)))
    }
    return {
        row.report: VoiceRow(row.report, row.voice, row.standing, row.why)
        for some in _in_parts(sorted(own))
        for row in connection.execute(select(voice).where(voice.c.voice.in_(some)))
    }


# Tellings and ties


@dataclass(frozen=True, slots=True)
class TellingRow:
    """A telling with the keys under which like ones are found, and the ids of its claims."""

    telling: Telling
    keys: frozenset[str]
    claims: tuple[str, ...]


def keep_tellings(connection: Connection, reports: Sequence[str], rows: Sequence[TellingRow]) -> None:
    """The tellings of these reports, for those that they had; the ties and bonds of the old ones go with them."""
    drop_tellings(connection, reports)
    tables = (
        (telling, [{"id": r.telling.id, "report": r.telling.report, "body": to_json(r.telling)} for r in rows]),
        (telling_key, [{"key": key, "telling": r.telling.id} for r in rows for key in sorted(r.keys)]),
        (telling_claim, [{"claim": key, "telling": r.telling.id} for r in rows for key in r.claims]),
    )
    for table, values in tables:
        if values:
            connection.execute(table.insert(), values)


def drop_tellings(connection: Connection, reports: Sequence[str]) -> None:
    for some in _in_parts(sorted(set(reports))):
        old = select(telling.c.id).where(telling.c.report.in_(some)).scalar_subquery()
        connection.execute(delete(tie).where(tie.c.one.in_(old) | tie.c.two.in_(old)))
        connection.execute(delete(bond).where(bond.c.one.in_(old) | bond.c.two.in_(old)))
        connection.execute(delete(telling_key).where(telling_key.c.telling.in_(old)))
        connection.execute(delete(telling_claim).where(telling_claim.c.telling.in_(old)))
        connection.execute(delete(telling).where(telling.c.report.in_(some)))


def tellings_of(connection: Connection, ids: Iterable[str]) -> dict[str, Telling]:
    found: dict[str, Telling] = {}
    for some in _in_parts(sorted(set(ids))):
        rows = connection.execute(select(telling.c.id, telling.c.body).where(telling.c.id.in_(some)))
        found.update({row.id: from_json(Telling, row.body) for row in rows})
    return found


def tellings_in(connection: Connection, reports: Iterable[str]) -> dict[str, str]:
    """The tellings of these reports: id -> report."""
    found: dict[str, str] = {}
    for some in _in_parts(sorted(set(reports))):
        rows = connection.execute(select(telling.c.id, telling.c.report).where(telling.c.report.in_(some)))
        found.update({row.id: row.report for row in rows})
    return found


def all_tellings(connection: Connection) -> dict[str, str]:
    """Every telling: id -> report."""
    rows = connection.execute(select(telling.c.id, telling.c.report).order_by(telling.c.id))
    return {row.id: row.report for row in rows}


def tellings_under(connection: Connection, keys: Iterable[str]) -> dict[str, set[str]]:
    """The tellings that have each of these keys, of the keys that any has."""
    found: dict[str, set[str]] = {}
    for some in _in_parts(sorted(set(keys))):
        for row in connection.execute(select(telling_key).where(telling_key.c.key.in_(some))):
            found.setdefault(row.key, set()).add(row.telling)
    return found


def keep_ties(connection: Connection, ties: Sequence[Tie]) -> None:
    rows = [
        {"one": t.one, "two": t.two, "score": t.score, "barred": t.barred, "body": to_json(t)}
        for t in {(t.one, t.two): t for t in ties}.values()
    ]
    if rows:
        connection.execute(tie.insert(), rows)


def ties_on(connection: Connection, ids: Iterable[str]) -> list[Tie]:
    """Every tie that has one of these tellings, in order."""
    found: dict[tuple[str, str], Tie] = {}
    for some in _in_parts(sorted(set(ids))):
        for side in (tie.c.one, tie.c.two):
            for row in connection.execute(select(tie.c.body).where(side.in_(some))):
                one = from_json(Tie, row.body)
                found[(one.one, one.two)] = one
    return [found[key] for key in sorted(found)]


def neighbours(connection: Connection, ids: Iterable[str], least: float) -> set[str]:
    """The tellings that are tied to one of these by at least so much and not barred, or by a person's word."""
    found: set[str] = set()
    for some in _in_parts(sorted(set(ids))):
        able = (tie.c.score >= least) & ~tie.c.barred
        found |= {row.two for row in connection.execute(select(tie.c.two).where(tie.c.one.in_(some) & able))}
        found |= {row.one for row in connection.execute(select(tie.c.one).where(tie.c.two.in_(some) & able))}
        found |= {row.two for row in connection.execute(select(bond.c.two).where(bond.c.one.in_(some) & bond.c.same))}
        found |= {row.one for row in connection.execute(select(bond.c.one).where(bond.c.two.in_(some) & bond.c.same))}
    return found


def telling_of_claims(connection: Connection, claims: Iterable[str]) -> dict[str, str]:
    """The telling that each of these claims is in; those in none are left out."""
    found: dict[str, str] = {}
    for some in _in_parts(sorted(set(claims))):
        rows = connection.execute(select(telling_claim).where(telling_claim.c.claim.in_(some)))
        found.update({row.claim: row.telling for row in rows})
    return found


def keep_bonds(connection: Connection, bonds: Sequence[Bond]) -> None:
    """Keeps bonds, for what was known of the same pairs."""
    for one in bonds:
        connection.execute(delete(bond).where((bond.c.one == one.one) & (bond.c.two == one.two)))
    if bonds:
        connection.execute(bond.insert(), [{"one": b.one, "two": b.two, "same": b.same} for b in bonds])


def bonds_on(connection: Connection, ids: Iterable[str]) -> list[Bond]:
    """Every bond that has one of these tellings, in order."""
    found: dict[tuple[str, str], Bond] = {}
    for some in _in_parts(sorted(set(ids))):
        for side in (bond.c.one, bond.c.two):
            for row in connection.execute(select(bond).where(side.in_(some))):
                found[(row.one, row.two)] = Bond(row.one, row.two, row.same)
    return [found[key] for key in sorted(found)]


def joined_pairs(connection: Connection, ids: Iterable[str], least: float) -> list[tuple[str, str]]:
    """Pairs of these tellings (the first of them, at least) that a tie of so much, or a person's word, can join."""
    found: set[tuple[str, str]] = set()
    for some in _in_parts(sorted(set(ids))):
        able = tie.c.one.in_(some) & (tie.c.score >= least) & ~tie.c.barred
        found |= {(row.one, row.two) for row in connection.execute(select(tie.c.one, tie.c.two).where(able))}
        held = bond.c.one.in_(some) & bond.c.same
        found |= {(row.one, row.two) for row in connection.execute(select(bond.c.one, bond.c.two).where(held))}
    return sorted(found)


# Incidents


@dataclass(frozen=True, slots=True)
class Filter:
    """Which incidents. Days are inclusive and touch the incident's time; `box` is west, south, east, north in degrees
    (west above east crosses the 180th meridian); names are compared without case. None and empty ask nothing."""

    since: date | None = None
    until: date | None = None
    place: str | None = None
    country: str | None = None
    box: tuple[float, float, float, float] | None = None
    actor: str | None = None
    kind: str | None = None
    contested: bool = False
    reviewed: bool | None = None
    asks: bool = False
    least_killed: int | None = None
    reports: frozenset[str] | None = None  # incidents that one of these reports tells of


def keep_chapters(connection: Connection, chapters: Sequence[tuple[Chapter, Sequence[str]]]) -> None:
    """Keeps incidents, each of its tellings; their earlier incidents are dropped before, by `drop_incidents`."""
    if not chapters:
        return
    connection.execute(incident.insert(), [_columns(chapter) for chapter, _ in chapters])
    homes = [{"its": key, "home": chapter.incident.id} for chapter, tellings in chapters for key in tellings]
    if homes:
        connection.execute(
            update(telling).where(telling.c.id == bindparam("its")).values(incident=bindparam("home")), homes
        )
    names = [
        {"incident": chapter.incident.id, "name": name, "role": role}
        for chapter, _ in chapters
        for name, role in sorted(_names(chapter))
    ]
    if names:
        connection.execute(incident_actor.insert(), names)


def _names(chapter: Chapter) -> set[tuple[str, str]]:
    return {(name.casefold(), s.role) for s in chapter.incident.sides for name in (s.name, s.actor_id) if name}


def _columns(chapter: Chapter) -> dict[str, object]:
    made = chapter.incident
    where, when = made.where, made.when
    return {
        "id": made.id,
        "title": made.title,
        "review": made.review,
        "start": when.start if when else None,
        "end": when.end if when else None,
        "country": where.country if where else None,
        "place": where.name if where else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "type": made.event.type,
        "sub_type": made.event.sub_type,
        **_sums("killed", made.killed),
        **_sums("injured", made.injured),
        "contested": chapter.is_contested,
        "asks": sum(claim.use == "question" for claim in chapter.claims),
        "reports": len(chapter.reports),
        "voices": chapter.voices,
        "body": to_json(made),
    }


def _sums(harm: str, bounds: Bounds | None) -> dict[str, int | None]:
    return {
        f"{harm}_low": bounds.low if bounds else None,
        f"{harm}_best": bounds.best if bounds else None,
        f"{harm}_high": bounds.high if bounds else None,
    }


def drop_incidents(connection: Connection, ids: Iterable[str]) -> None:
    for some in _in_parts(sorted(set(ids))):
        connection.execute(delete(incident_actor).where(incident_actor.c.incident.in_(some)))
        connection.execute(delete(incident).where(incident.c.id.in_(some)))
        connection.execute(update(telling).where(telling.c.incident.in_(some)).values(incident=None))


def incidents_of(connection: Connection, tellings: Iterable[str]) -> dict[str, str]:
    """The incident of each of these tellings that is in one."""
    found: dict[str, str] = {}
    for some in _in_parts(sorted(set(tellings))):
        rows = connection.execute(
            select(telling.c.id, telling.c.incident).where(telling.c.id.in_(some) & telling.c.incident.is_not(None))
        )
        found.update({row.id: row.incident for row in rows})
    return found


def members_of(connection: Connection, incidents: Iterable[str]) -> dict[str, str]:
    """The tellings of these incidents: id -> report."""
    found: dict[str, str] = {}
    for some in _in_parts(sorted(set(incidents))):
        rows = connection.execute(select(telling.c.id, telling.c.report).where(telling.c.incident.in_(some)))
        found.update({row.id: row.report for row in rows})
    return found


@dataclass(frozen=True, slots=True)
class Listed:
    """An incident in a list, without its claims. `asks`: how many of these are questions for a person."""

    id: str
    title: str
    review: str
    start: date | None
    end: date | None
    country: str | None
    place: str | None
    lat: float | None
    lon: float | None
    type: str | None
    sub_type: str | None
    killed: Bounds | None
    injured: Bounds | None
    contested: bool
    asks: int
    reports: int
    voices: int
    body: str = field(repr=False, compare=False, default="")

    @property
    def incident(self) -> Incident:
        """The incident with its tolls."""
        return from_json(Incident, self.body)


def list_incidents(connection: Connection, asked: Filter, limit: int | None = None) -> Iterator[Listed]:
    """The incidents that pass, by day, then place and id; undated ones last. Streamed."""
    query = select(incident).where(and_(True, *_conditions(asked)))
    place = incident.c.place.collate("BINARY" if connection.dialect.name == "sqlite" else "C")  # one order on both
    query = query.order_by(incident.c.start.is_(None), incident.c.start, place.nulls_first(), incident.c.id)
    rows = connection.execute(query.limit(limit) if limit is not None else query)
    for row in rows:
        values = dict(row._mapping)
        for harm in ("killed", "injured"):
            low, best, high = (values.pop(f"{harm}_{bound}") for bound in ("low", "best", "high"))
            values[harm] = None if low is None and best is None and high is None else Bounds(low, best, high)
        yield Listed(**values)


def listed_apart(chapters: Sequence[Chapter], asked: Filter) -> list[Listed]:
    """As `list_incidents`, of chapters that are in no store."""
    engine = create_engine("sqlite://")
    event.listen(engine, "connect", lambda connection, _: know_letters(connection))
    metadata.create_all(engine, tables=[incident, incident_actor, telling])
    with engine.begin() as connection:
        keep_chapters(connection, [(chapter, ()) for chapter in chapters])
        told = [(report, chapter.incident.id) for chapter in chapters for report in chapter.reports]
        rows = [{"id": str(i), "report": report, "incident": key, "body": ""} for i, (report, key) in enumerate(told)]
        if rows:
            connection.execute(telling.insert(), rows)
        return list(list_incidents(connection, asked))


def kept_incidents(connection: Connection) -> dict[str, str]:
    """Every incident as it is kept, by its id, with the tellings that it is of."""
    members: dict[str, list[str]] = {}
    for row in connection.execute(select(telling.c.id, telling.c.incident).order_by(telling.c.id)):
        members.setdefault(row.incident, []).append(row.id)
    rows = connection.execute(select(incident.c.id, incident.c.body))
    return {row.id: f"{row.body}|{','.join(members.get(row.id, ()))}" for row in rows}


def incidents_beside(connection: Connection, of: Incident) -> list[Incident]:
    """The other incidents that begin on the day of this one."""
    if of.when is None:
        return []
    query = select(incident.c.body).where((incident.c.start == of.when.start) & (incident.c.id != of.id))
    return [from_json(Incident, body) for body in connection.execute(query.order_by(incident.c.id)).scalars()]


def title_of(connection: Connection, key: str) -> str:
    """An incident's title; "" where there is none of this id."""
    return connection.execute(select(incident.c.title).where(incident.c.id == key)).scalar() or ""


def _conditions(asked: Filter) -> list[ColumnElement[bool]]:
    told: list[ColumnElement[bool]] = []
    if asked.since is not None:
        told.append(func.coalesce(incident.c.end, incident.c.start) >= asked.since)
    if asked.until is not None:
        told.append(incident.c.start <= asked.until)
    if asked.place:
        told.append(func.lower(incident.c.place).contains(asked.place.casefold(), autoescape=True))
    if asked.country:
        told.append(incident.c.country == asked.country.upper())
    if asked.box is not None:
        told.append(_inside(asked.box))
    if asked.actor:
        named = incident_actor.c.name.contains(asked.actor.casefold(), autoescape=True)
        told.append(incident.c.id.in_(select(incident_actor.c.incident).where(named)))
    if asked.kind:
        told.append(
            or_(
                *(
                    func.lower(c).contains(asked.kind.casefold(), autoescape=True)
                    for c in (incident.c.type, incident.c.sub_type)
                )
            )
        )
    if asked.contested:
        told.append(incident.c.contested)
    if asked.reviewed is not None:
        told.append(incident.c.review != "machine" if asked.reviewed else incident.c.review == "machine")
    if asked.asks:
        told.append(incident.c.asks > 0)
    if asked.least_killed is not None:
        told.append(func.coalesce(incident.c.killed_best, incident.c.killed_low) >= asked.least_killed)
    if asked.reports is not None:
        told.append(incident.c.id.in_(select(telling.c.incident).where(telling.c.report.in_(asked.reports))))
    return told


def _inside(box: tuple[float, float, float, float]) -> ColumnElement[bool]:
    west, south, east, north = box
    within = incident.c.lat.between(south, north)
    if west <= east:
        return within & incident.c.lon.between(west, east)
    return within & ((incident.c.lon >= west) | (incident.c.lon <= east))


def incident_ids(connection: Connection, start: str, limit: int = 3) -> list[str]:
    """Ids of incidents that begin so, at most `limit`."""
    query = select(incident.c.id).where(incident.c.id.startswith(start, autoescape=True)).order_by(incident.c.id)
    return [row.id for row in connection.execute(query.limit(limit))]


def _in_parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _MANY):
        yield ids[start : start + _MANY]
