"""What many reports tell of one incident: the incident, and everything that a reader asks of it."""

from dataclasses import dataclass, field
from datetime import date

from recount.model.claim import Bounds, Claim, Incident


@dataclass(frozen=True, slots=True)
class Value:
    """One value that some voices give for a field: in plain words, who says it, and the claims that do."""

    value: str
    speakers: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field on which voices differ. `field`: killed injured ... (a harm), place, date, blame, aim, status."""

    field: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Victim:
    """One named victim over all reports. `spellings`: other forms of the name that were held to be the same person's,
    each told in `why`."""

    name: str
    harm: str
    age: int | None
    sex: str | None
    spellings: tuple[str, ...]
    claims: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A toll as it stood from a day on: `day` is the as-of day of the claims that are new in it, None where no claim
    has one. `claims` are those that are new."""

    harm: str
    day: date | None
    toll: Bounds | None
    claims: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Another incident that is like this one and is kept apart, with the reason."""

    incident: str
    title: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One incident of an account. `claims` are all that tell of it, with their use; `reports` their reports' ids, of
    `voices` independent voices. `near` is filled where the incident is shown, since it tells of others, and so is the
    incident's `related`. `answers` are ids of claims that tell of what this incident answers."""

    incident: Incident
    claims: tuple[Claim, ...] = field(repr=False)
    reports: tuple[str, ...] = ()
    voices: int = 0
    disagreements: tuple[Disagreement, ...] = ()
    victims: tuple[Victim, ...] = ()
    near: tuple[Near, ...] = ()
    answers: tuple[str, ...] = ()

    @property
    def is_contested(self) -> bool:
        """Whether voices differ on a number, a place, a day, the blame or the aim."""
        return bool(self.disagreements)
