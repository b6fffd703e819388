"""On what the voices of one incident differ, and who says what (R28, R35, R36, R38)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from recount.model.account import Disagreement, Value
from recount.model.claim import Actor, Claim, Where
from recount.model.mention import Standing, When
from recount.places.distance import km_between
from recount.tally.across import source_of
from recount.tally.within import RIVAL

_HELD = ("counted", "bound", "question")
_APART_KM = 10.0  # places farther from each other, beside their radii, are two places
_ASSERTED = (Standing.STATED, Standing.REPORTED)


@dataclass(frozen=True, slots=True)
class _Said:
    """A value that a claim gives, and in what words it is shown."""

    key: str
    shown: str
    claim: Claim


def disagreements(claims: Sequence[Claim]) -> tuple[Disagreement, ...]:
    """The fields on which voices differ: each harm's number, the place, the date, who did it, what it was aimed at, and
    who the dead were. `claims` are those of one incident, with their use, and denials of it.

    Finer and coarser of one place or time is no difference, nor is a figure that a later one took the place of.
    """
    told = [c for c in claims if c.standing in _ASSERTED]
    found = [_numbers(told, harm) for harm in sorted({c.harm for c in told if c.harm})]
    found += [_places(told), _days(told), _blame(claims), _aims(told), _statuses(told)]
    return tuple(one for one in found if one is not None)


def _numbers(claims: Sequence[Claim], harm: str) -> Disagreement | None:
    """Totals that stand beside each other with other bounds: those that give the figure, or widen its range."""
    totals = [c for c in claims if c.harm == harm and c.use in _HELD and c.extent in ("total", "running")]
    rivals = [c for c in totals if c.counts_something and (_is_rival(c) or c.use != "bound")]
    said = [_Said(f"{c.count_low}-{c.count_high}", c.count_wording or "", c) for c in rivals]
    apart = any(not _touch(one.claim, two.claim) for one in said for two in said)
    return _disagreement(harm, said) if apart and any(_is_rival(s.claim) for s in said) else None


def _is_rival(claim: Claim) -> bool:
    return claim.why.startswith(RIVAL)


def _touch(one: Claim, two: Claim) -> bool:
    """Whether two numbers can be one: their bounds have a number in common."""
    tops = [c.count_high if c.count_high is not None else float("inf") for c in (one, two)]
    return (one.count_low or 0) <= tops[1] and (two.count_low or 0) <= tops[0]


def _places(claims: Sequence[Claim]) -> Disagreement | None:
    told = [(c, c.where) for c in claims if c.where is not None and c.has_own_place and c.harm]
    return _differing("place", [_Said(w.name, w.name, c) for c, w in told], lambda a, b: _two_places(a.where, b.where))


def _two_places(one: Where | None, two: Where | None) -> bool:
    if one is None or two is None or one.name == two.name:
        return False
    if not (one.listed and two.listed):
        return False
    return km_between(one.lat, one.lon, two.lat, two.lon) > one.radius_km + two.radius_km + _APART_KM


def _days(claims: Sequence[Claim]) -> Disagreement | None:
    told = [(c, c.when) for c in claims if c.when is not None and c.has_own_time and c.harm and not c.late]
    said = [_Said(f"{w.start}/{w.end}", _span(w), c) for c, w in told]
    return _differing("date", said, lambda a, b: _two_times(a.when, b.when))


def _span(when: When) -> str:
    return when.start.isoformat() if when.start == when.end else f"{when.start.isoformat()}/{when.end.isoformat()}"


def _two_times(one: When | None, two: When | None) -> bool:
    return one is not None and two is not None and (one.end < two.start or two.end < one.start)


def _blame(claims: Sequence[Claim]) -> Disagreement | None:
    """Who is said to have done it, and who denies it."""
    told = [(c, c.by) for c in claims if c.by is not None and c.standing in _ASSERTED]
    said = [_Said(by.actor_id or by.name.casefold(), by.name, c) for c, by in told if _is_named(by)]
    denied = [_denied(c) for c in claims if c.standing is Standing.DENIED and not c.counts_something]
    return _disagreement("blame", [*said, *denied]) if denied or len({s.key for s in said}) > 1 else None


def _is_named(actor: Actor) -> bool:
    """A party by its name; "gunmen" and "soldiers" can be anybody's."""
    return actor.actor_id is not None or actor.name[:1].isupper()


def _denied(claim: Claim) -> _Said:
    """A denial of the act, under whoever is denied to have done it, or under no name where the words give none."""
    whom = f"not {claim.by.name}" if claim.by is not None else "denied"
    return _Said(whom, whom, claim)


def _aims(claims: Sequence[Claim]) -> Disagreement | None:
    said = [_Said(c.event.aim.casefold(), c.event.aim, c) for c in claims if c.event.aim]
    return _disagreement("aim", said) if len({s.key for s in said}) > 1 else None


def _statuses(claims: Sequence[Claim]) -> Disagreement | None:
    """Civilians by one voice and fighters by another, of the same number of dead (R36)."""
    dead = [c for c in claims if c.harm == "killed" and c.group is not None and c.use in _HELD]
    said = [
        _Said(c.group.status, c.group.status.replace("_", " "), c)
        for c in dead
        if c.group is not None and c.group.status in ("civilian", "combatant")
    ]
    differ = any(a.key != b.key and _is_one_number(a.claim, b.claim) for a in said for b in said)
    return _disagreement("status", said) if differ else None


def _is_one_number(one: Claim, two: Claim) -> bool:
    return one.count_low is not None and (one.count_low, one.count_high) == (two.count_low, two.count_high)


def _differing(field: str, said: Sequence[_Said], apart: Callable[[Claim, Claim], bool]) -> Disagreement | None:
    """The values of a field where two of them cannot be one; those that differ from none are left out."""
    kept = [one for one in said if any(apart(one.claim, two.claim) for two in said)]
    return _disagreement(field, kept) if kept else None


def _disagreement(field: str, said: Sequence[_Said]) -> Disagreement:
    return Disagreement(field, tuple(_values(said)))


def _values(said: Sequence[_Said]) -> Iterator[Value]:
    """Each value once, with who says it and in which claims; those that most claims tell first."""
    by_key: dict[str, list[_Said]] = {}
    for one in said:
        by_key.setdefault(one.key, []).append(one)
    for key in sorted(by_key, key=lambda k: (-len(by_key[k]), k)):
        ones = sorted(by_key[key], key=lambda s: (str(s.claim.as_of or ""), s.claim.id))
        speakers = tuple(dict.fromkeys(source_of(s.claim) for s in ones))
        yield Value(ones[0].shown, speakers, tuple(s.claim.id for s in ones))
