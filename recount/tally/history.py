"""A toll as it stood, day by day (4, 6, 7): worked out anew for each day from what had been told by then."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from recount.model.account import Step
from recount.model.claim import Bounds, Claim
from recount.tally.profile import Profile
from recount.tally.toll import Tallied, tally

_USES = ("repeat", "superseded", "counted", "bound", "question")  # of claims that an incident's tolls are made of
# Why a figure of an article's earlier version counts no more, from when the later version is known.
BY_VERSION = "the later version of the article tells another figure (R16, R17)"


def history_of(claims: Sequence[Claim], profile: Profile, voices: Mapping[str, str] | None = None) -> tuple[Step, ...]:
    """For each harm the toll on every day on which something new was told of it, the earliest first.

    `claims` are those of one incident; those without a day stand first. A day that tells nothing of a harm has no step.
    """
    told = [c for c in claims if c.harm is not None and c.use in _USES]
    steps: list[Step] = []
    for day in sorted({c.as_of for c in told}, key=lambda d: d or date.min):
        known = [c for c in told if c.as_of is None or (day is not None and c.as_of <= day)]
        tallied = tally([_before_use(c, known, voices or {}) for c in known], profile, voices)
        fresh = [c for c in known if c.as_of == day]
        steps += [_step(harm, day, tallied, fresh) for harm in sorted({c.harm for c in fresh if c.harm})]
    return tuple(sorted(steps, key=lambda s: (s.harm != "killed", s.harm != "injured", s.harm, s.day or date.min)))


def _before_use(claim: Claim, known: Sequence[Claim], voices: Mapping[str, str]) -> Claim:
    """A claim as it was before the incident's tolls gave it a use; a figure of an earlier version of an article counts
    no more once another of its voice is known."""
    if claim.why.startswith(BY_VERSION) and any(_is_newer_version(c, claim, voices) for c in known):
        return claim
    return replace(claim, use="", why="")


def _is_newer_version(other: Claim, claim: Claim, voices: Mapping[str, str]) -> bool:
    voice = voices.get(claim.report, claim.report)
    same = other.harm == claim.harm and voices.get(other.report, other.report) == voice
    return same and other.report != claim.report and not other.why.startswith(BY_VERSION)


def _step(harm: str, day: date | None, tallied: Tallied, fresh: Sequence[Claim]) -> Step:
    tolls = [toll for toll in tallied.tolls if toll.harm == harm]
    ids = tuple(c.id for c in fresh if c.harm == harm)
    return Step(harm, day, _whole(harm, tallied), ids, tuple(line for toll in tolls for line in toll.why))


def _whole(harm: str, tallied: Tallied) -> Bounds | None:
    """The toll of all groups together; None where no number is told."""
    if harm == "killed":
        return tallied.killed
    if harm == "injured":
        return tallied.injured
    told = [Bounds(t.low, t.best, t.high) for t in tallied.tolls if t.harm == harm]
    told = [b for b in told if (b.low, b.best, b.high) != (None, None, None)]
    if not told:
        return None
    return Bounds(_sum([b.low for b in told]), _sum([b.best for b in told]), _sum([b.high for b in told]))


def _sum(values: Sequence[int | None]) -> int | None:
    return None if any(value is None for value in values) else sum(value or 0 for value in values)
