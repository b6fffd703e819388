"""What a claim says, field by field, in the short words in which a person sees and corrects it."""

from recount.model.claim import Claim, Where
from recount.model.mention import Speaker, When

NONE = "none"  # how a person says that there is no such value


def said_of(claim: Claim) -> dict[str, str | None]:
    """Every field that a person can correct, in the form in which it can be typed; None where nothing is said."""
    group, speaker = claim.group, claim.speakers[-1] if claim.speakers else None
    return {
        "harm": claim.harm,
        "count": say_count(claim.count_low, claim.count_high, claim.unit) if claim.counts_something else None,
        "group": group.name if group is not None else None,
        "status": group.status if group is not None else None,
        "by": claim.by.name if claim.by is not None else None,
        "speaker": _say_speaker(speaker) if speaker is not None else None,
        "standing": str(claim.standing),
        "extent": claim.extent,
        "when": say_time(claim.when) if claim.when is not None else None,
        "where": say_place(claim.where) if claim.where is not None else None,
    }


def seen_of(claim: Claim) -> dict[str, str | None]:
    """What a person sees of a claim as it was read: every field, and whether it counts at all before any toll."""
    return {**said_of(claim), "use": claim.use or None}


def _say_speaker(speaker: Speaker) -> str:
    return speaker.kind if speaker.kind == speaker.name else f"{speaker.name}, {speaker.kind}"


def say_count(low: int | None, high: int | None, unit: str | None = None) -> str:
    """Bounds as they are typed: "7", "4-" (at least), "-3" (up to), "5-7"; with the unit where it is not people."""
    bounds = str(low) if low == high else f"{'' if low is None else low}-{'' if high is None else high}"
    return bounds if unit in (None, "people") else f"{bounds} {unit}"


def say_time(when: When) -> str:
    start, end = when.start.isoformat(), when.end.isoformat()
    return start if start == end else f"{start}/{end}"


def say_place(where: Where) -> str:
    near = "near " if where.precision == "near" else ""
    return f"{near}{where.name}, {where.country}" if where.country else f"{near}{where.name}"


def say_changes(before: Claim, after: Claim) -> tuple[str, ...]:
    """What differs, in plain words: "count 6 to 7"."""
    old, new = said_of(before), said_of(after)
    changed = [f"{name} {old[name] or NONE} to {new[name] or NONE}" for name in old if old[name] != new[name]]
    if after.count_wording != before.count_wording and old["count"] == new["count"]:
        changed.append(f"words of the count \u2018{before.count_wording}\u2019 to \u2018{after.count_wording}\u2019")
    if after.tie != before.tie:
        changed.append({"new": "an incident of its own", "none": "in no incident"}.get(after.tie or "", "its incident"))
    return tuple(changed)
