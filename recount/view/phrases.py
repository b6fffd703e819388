"""Values in words, as both views say them. Nothing here decides anything: each function spells out one field."""

from collections.abc import Sequence
from datetime import date

from recount.model.claim import Actor, Claim, Event, Incident, Toll, Where
from recount.model.mention import Candidate, Speaker, When
from recount.tally.precision import acled_place, acled_time, ucdp_place, ucdp_time

# What each use of a claim means for its toll, in the order a reader meets them.
USES = {
    "counted": "gives its toll's figure",
    "bound": "a part of a total, or a rival that widens the range",
    "repeat": "the same victims told again",
    "superseded": "a later figure of the same victims stands",
    "question": "for a person to decide",
    "set_aside": "read, but not counted",
}

REVIEWS = {
    "machine": "not yet reviewed by a person",
    "coded": "coded by a person",
    "adjudicated": "adjudicated by a person",
}


def say_review(incident: Incident) -> str:
    """Whether a person has answered for the incident, and who: "coded by a person (Ana)"."""
    review = REVIEWS.get(incident.review, incident.review)
    return f"{review} ({', '.join(incident.answered_by)})" if incident.answered_by else review


_DONE = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "add": "added"}


def say_decided(claim: Claim) -> str | None:
    """What a person decided of the claim, and when: "accepted by Ana, 9 March 2024"; None where nobody did."""
    made = claim.decided
    if made is None:
        return None
    part = "" if made.whole else ", and not answered for as a whole"
    return f"{_DONE.get(made.verb, made.verb)} by {made.who}, {say_day(made.when.date())}{part}"


def say_code(code: str) -> str:
    """A code of the record in plain words: "security_forces" is "security forces"."""
    return code.replace("_", " ")


def say_bounds(low: int | None, high: int | None) -> str:
    """Literal bounds in words: "7", "at least 4", "up to 3", "5 to 7"; with neither, "a number not known"."""
    if low is None and high is None:
        return "a number not known"
    if high is None:
        return f"at least {low:,}"
    if low is None:
        return f"up to {high:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def say_figure(figure: int | None) -> str:
    """One figure of a toll; a dash where there is none, so that it is never taken for zero."""
    return "\u2013" if figure is None else f"{figure:,}"


def say_value(claim: Claim) -> str:
    """What a claim says, in a few words: "7 killed", "at least 24 groups affected", "killed, no number";
    for an act, "10 munitions: Air strike" or its name alone."""
    what = say_code(claim.harm) if claim.harm else say_act(claim.event)
    if not claim.counts_something:
        return f"{what}, no number" if claim.harm else what
    bounds = say_bounds(claim.count_low, claim.count_high)
    unit = "" if claim.unit in (None, "people") else f" {claim.unit}"
    return f"{bounds}{unit} {what}" if claim.harm else f"{bounds}{unit}: {what}"


def say_act(event: Event) -> str:
    """The act as its sub-event, its event or its PLOVER name, whichever is known first."""
    return event.sub_type or event.type or (event.plover or "act").capitalize()


def say_event(event: Event) -> str:
    """The whole coding of an act: "Battles / Armed clash (PLOVER: ASSAULT, clash)"."""
    acled = " / ".join(part for part in (event.type, event.sub_type) if part) or "no event type"
    plover = ", ".join(part for part in (event.plover, event.mode) if part)
    return f"{acled} (PLOVER: {plover})" if plover else acled


def say_day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def say_when(when: When | None) -> str:
    """A time in words, no more precise than it is: "11 November 2018", "November 2018", "not known"."""
    if when is None:
        return "not known"
    told = f" ({when.time})" if when.time else ""
    return _interval(when) + told


def _interval(when: When) -> str:
    if when.precision == "year" and when.start.year == when.end.year:
        return str(when.start.year)
    if when.precision == "month" and (when.start.year, when.start.month) == (when.end.year, when.end.month):
        return f"{when.start:%B} {when.start.year}"
    if when.start == when.end:
        return say_day(when.start)
    return f"{say_day(when.start)} to {say_day(when.end)}"


def say_where(where: Where | None) -> str:
    """A place in words, with how close it is known: "near Tarn (SY), within 5 km"."""
    if where is None:
        return "not known"
    near = "near " if where.precision == "near" else ""
    country = f" ({where.country})" if where.country and where.country != where.name else ""
    return f"{near}{where.name}{country}{_closeness(where)}"


def say_precision(when: When | None, where: Where | None) -> str | None:
    """In the codes of two data projects: "time ACLED 1, UCDP 1; place ACLED 2, UCDP 2"; None where neither is known."""
    told = []
    if when is not None:
        told.append(f"time ACLED {acled_time(when)}, UCDP {ucdp_time(when)}")
    if where is not None:
        told.append(f"place ACLED {acled_place(where)}, UCDP {ucdp_place(where)}")
    return "; ".join(told) or None


def _closeness(where: Where) -> str:
    if where.precision in ("area", "region", "country"):
        return f", known to the {where.precision} only"
    return f", within {where.radius_km:g} km" if where.radius_km else ""


_KINDS = {"city": "the town", "admin1": "the region", "admin2": "the district", "country": "the country", "area": ""}


def say_others(where: Where) -> str | None:
    """The other places that the name could mean: "could also mean Tarn (LB)"; None where there are none."""
    others = [candidate for candidate in where.candidates if (candidate.lat, candidate.lon) != (where.lat, where.lon)]
    named = dict.fromkeys(_say_other(place, where) for place in others)
    return f"could also mean {', '.join(named)}" if named else None


def _say_other(place: Candidate, where: Where) -> str:
    """A place with its country; with its kind too, where name and country are those of the place that was taken."""
    kind = _KINDS.get(place.kind) if (place.name, place.country) == (where.name, where.country) else None
    name = f"{place.name}, {kind}" if kind else place.name
    return f"{name} ({place.country})" if place.country else name


def say_place_reason(where: Where) -> str:
    """Why this place, and which others bear the name, as whole sentences."""
    others = say_others(where)
    if others is None:
        return where.why
    return f"{where.why} It {others}." if where.why.endswith(".") else f"{where.why}; {others}"


def say_unread(language: str) -> str:
    """Why a report was not read, and what to do: its language is one that no pack reads, or cannot be told."""
    if language == "und":
        return "not read: it has too few letters to tell its language; check that it is the whole text of a report"
    return f"not read: no language pack reads '{language}'; install a pack for it, or pass another report"


def say_speakers(speakers: Sequence[Speaker]) -> str:
    """The chain of who says so, the innermost first: "Ana Ruiz (official), via the publisher"."""
    if not speakers:
        return "speaker not known"
    return ", via ".join(_speaker(speaker) for speaker in reversed(speakers))


def _speaker(speaker: Speaker) -> str:
    kind = say_code(speaker.kind)
    return speaker.name if kind in speaker.name.casefold() else f"{speaker.name} ({kind})"


def say_actor(actor: Actor) -> str:
    """An actor's neutral name with the report's own words where they differ."""
    if actor.name.casefold() == actor.wording.casefold():
        return actor.name
    return f"{actor.name} (\u201c{actor.wording}\u201d)"


def say_group(toll: Toll) -> str:
    """Whose toll it is: "Palestinians, status not stated"."""
    status = "status not stated" if toll.status == "unknown" else say_code(toll.status)
    return f"{toll.group}, {status}"


def say_sides(incident: Incident) -> str:
    """The sides with their roles, "not stated" where there are none."""
    roles = {"both": "perpetrator and target", "unknown": "role not stated"}
    sides = [f"{side.name} ({roles.get(side.role, side.role)})" for side in incident.sides]
    return "; ".join(sides) or "not stated"


def say_counts(incident: Incident) -> str:
    """What else was counted: "launches 10, intercepted 2"."""
    return ", ".join(f"{say_code(name)} {say_figure(incident.counts[name])}" for name in sorted(incident.counts))
