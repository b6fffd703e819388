"""A recount reading as MUC-4 templates: one for each incident of a type that the task asks for."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from recount.model.claim import Claim
from recount.model.mention import Standing, When
from recount.model.reading import Reading

from . import hits, perpetrators, places
from .phrases import core, first_kind, flat, tables, windows
from .templates import Fill, Template

_ASSERTED = (Standing.STATED, Standing.REPORTED)
_NEAR_SENTENCES = 3
_OLD_DAYS = 75  # the task asks for two months; reports are vague
_WEEKDAY = re.compile(r"(?i)\b(mon|tues|wednes|thurs|fri|satur|sun)day")


@dataclass
class Group:
    """Claims of one incident and type."""

    type: str
    claims: list[Claim] = field(default_factory=list)


def templates_of(doc: str, reading: Reading, known_places: dict[str, list[str]]) -> list[Template]:
    groups = [g for g in _merged(_groups(reading)) if _is_relevant(g, reading)]
    return [_template(doc, str(i), g, reading, known_places) for i, g in enumerate(groups, 1)]


def type_of(claim: Claim, text: str) -> str | None:
    kind = tables()["types"].get(claim.act)
    told = flat(claim.evidence[0].of(text)).lower()
    if kind == "ATTACK":
        if any(w.name in tables()["bombs"] for w in claim.weapons):
            return "BOMBING"
        if claim.act == "destroy":
            return next(
                (str(k) for k, words in tables()["destroyed_by"].items() if any(w in told for w in words)), "ATTACK"
            )
    return kind


def _groups(reading: Reading) -> list[Group]:
    text = reading.document.text
    by_incident: dict[str, list[Claim]] = {}
    loose: list[Claim] = []
    for claim in reading.claims:
        if claim.standing not in _ASSERTED or type_of(claim, text) is None:
            continue
        if claim.incident:
            by_incident.setdefault(claim.incident, []).append(claim)
        else:
            loose.append(claim)
    groups = [g for claims in by_incident.values() for g in _parted(claims, text)]
    for claim in loose:
        kind = type_of(claim, text)
        near = [g for g in groups if _family(g.type) == _family(kind) and _distance(g, claim) <= _NEAR_SENTENCES]
        if near:
            min(near, key=lambda g: _distance(g, claim)).claims.append(claim)
        elif kind is not None and (claim.targets or claim.group or (claim.by and claim.against)):
            groups.append(Group(kind, [claim]))
    return groups


def _distance(group: Group, claim: Claim) -> int:
    return min(abs(c.sentence - claim.sentence) for c in group.claims)


def _family(kind: str | None) -> str | None:
    return "ATTACK" if kind in ("ATTACK", "BOMBING") else kind


def _parted(claims: Sequence[Claim], text: str) -> list[Group]:
    """One group for each type; a bombing takes over the attack's claims where its own say whom or what it hit."""
    by_type: dict[str, list[Claim]] = {}
    for claim in claims:
        by_type.setdefault(str(type_of(claim, text)), []).append(claim)
    bombs, others = by_type.get("BOMBING", []), by_type.get("ATTACK", [])
    if bombs and others:
        taken = [c for c in others if _is_of_bomb(c, bombs, text)]
        by_type["ATTACK"] = [c for c in others if c not in taken]
        by_type["BOMBING"] = sorted(bombs + taken, key=lambda c: c.evidence[0].start)
    return [Group(kind, told) for kind, told in sorted(by_type.items()) if told]


def _is_of_bomb(claim: Claim, bombs: Sequence[Claim], text: str) -> bool:
    """A harm or damage beside a bomb, if its own words do not say that it was done otherwise."""
    told = flat(claim.evidence[0].of(text)).lower()
    if any(w in told for w in tables()["not_by_bomb"]):
        return False
    return any(abs(claim.sentence - b.sentence) <= 1 for b in bombs)


def _merged(groups: Sequence[Group]) -> list[Group]:
    kept: list[Group] = []
    for group in groups:
        mate = next((k for k in kept if _may_be_one(k, group)), None)
        if mate is None:
            kept.append(group)
        else:
            mate.claims = sorted(mate.claims + group.claims, key=lambda c: c.evidence[0].start)
    return kept


def _may_be_one(first: Group, second: Group) -> bool:
    if first.type != second.type:
        return False
    days = [{c.when.start for c in g.claims if c.when and c.when.wording} for g in (first, second)]
    where = [{c.where.name for c in g.claims if c.where} for g in (first, second)]
    return not (all(days) and days[0].isdisjoint(days[1])) and not (all(where) and where[0].isdisjoint(where[1]))


def _is_relevant(group: Group, reading: Reading) -> bool:
    """Civilians or things that are not military are hit, of late, in one of the task's countries."""
    people = hits.people(group.claims)
    if not hits.things(group.claims, reading.document.text) and not any(hits.is_civil(h) for h in people):
        return False
    return not _is_old(group, reading) and places.country(group.claims, reading) in tables()["of_interest"]


def _is_old(group: Group, reading: Reading) -> bool:
    """Told with times of its own, all of them long before the report."""
    published = reading.document.published
    times = [c.when for c in group.claims if c.when is not None and c.when.wording]
    return published is not None and bool(times) and all((published - w.end).days > _OLD_DAYS for w in times)


def _template(doc: str, number: str, group: Group, reading: Reading, known: dict[str, list[str]]) -> Template:
    claims = group.claims
    country = places.country(claims, reading)
    people = [h for h in hits.people(claims) if not hits.is_fighter(h)]
    slots: dict[str, tuple[Fill, ...]] = {
        "inc-date": _one(_date(claims, reading)),
        "inc-loc": _one(places.location(claims, reading, known)),
        "inc-type": _one(group.type),
        "inc-stage": _one("ACCOMPLISHED"),
    }
    if group.type not in ("KIDNAPPING", "ARSON"):
        slots |= _instruments(claims, group.type, reading.document.text)
    if group.type != "KIDNAPPING":
        slots |= hits.thing_slots(hits.things(claims, reading.document.text), country)
    slots |= perpetrators.perpetrator_slots(claims, reading, {h.tag for h in people})
    slots |= hits.people_slots(people, country)
    return Template(doc, number, False, {k: v for k, v in slots.items() if v})


def _one(value: str) -> tuple[Fill, ...]:
    return (Fill((value,)),) if value else ()


def _date(claims: Sequence[Claim], reading: Reading) -> str:
    """The day that most claims tell; else "on or before" the day of the report."""
    told = [c for c in claims if c.when is not None and c.when.wording]
    own = [c for c in told if "time:inherited" not in c.notes and "time:unknown" not in c.notes]
    times = [c.when for c in own or told if c.when is not None]
    days = Counter(d for w in times for d in [_told_day(w)] if d)
    published = reading.document.published
    if days:
        return days.most_common(1)[0][0]
    return f"- {_day(published)}" if published else ""


def _told_day(when: When) -> str | None:
    """A day that the words count out; a weekday alone is none for the task, and last night is two days."""
    words = when.wording.lower()
    if any(w in words for w in tables()["of_the_day"]):
        return _day(when.end)
    if "last night" in words and when.start == when.end:
        return f"{_day(when.start)} - {_day(when.start + timedelta(days=1))}"
    if when.start == when.end and (not _WEEKDAY.search(words) or re.search(r"\d", words)):
        return _day(when.start)
    return None


def _day(day: date) -> str:
    return day.strftime("%d %b %y").upper()


def _instruments(claims: Sequence[Claim], kind: str, text: str) -> dict[str, tuple[Fill, ...]]:
    """The weapons that the claims tell; without any, those in their sentences; without these, what the act implies."""
    found: dict[str, str] = {}
    for weapon in (w for c in claims for w in c.weapons):
        words = core(weapon.wording)
        known = str(tables()["instruments"].get(weapon.name, ""))
        type_ = first_kind(list(tables()["instrument_words"].items()), words, known)
        if type_ and words:
            named = words.split()[-1].lower() not in tables()["no_instrument_words"]
            found.setdefault(type_, words if named else "-")
    own = windows(claims, text)[0]
    if not any(v != "-" for v in found.values()):
        found |= _near_instruments(own, kind) or found
    return {
        "inc-instr-id": tuple(Fill((words,)) for words in found.values() if words != "-"),
        "inc-instr-type": tuple(Fill((k,), (words,)) for k, words in found.items()),
    }


def _near_instruments(own: str, kind: str) -> dict[str, str]:
    for type_, words in tables()["near_instruments"].get(kind, {}).items():
        for word in words:
            match = re.search(rf"\b{word}\b", own)
            if match:
                return {str(type_): match[0]}
    implied = tables()["implied_instruments"].get(kind, {})
    return next(({str(k): "-"} for k, words in implied.items() if any(w in own for w in words)), {})
