"""One report's telling of one incident: what linking compares, without a claim or a sentence in it."""

from dataclasses import dataclass, field
from datetime import date

from recount.model.claim import Person, Where


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people harmed, as one telling has it. `low`, `high`: inclusive bounds, None where none is told."""

    harm: str
    low: int | None
    high: int | None

    @property
    def tells_several(self) -> bool:
        """Whether it is of more than one, so that another telling of the same number says something."""
        return max(self.low or 0, self.high or 0) > 1


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report says of one incident, as features. What a report does not say is empty or None, never a guess.

    `id` is the least id of its claims; `voice` names the voice that the report speaks with (reports that are copies
    or versions of one text have one). `start` and `end`: the days that it can have been, inclusive, as told;
    `told`: the day that the report speaks from. `acts` are families of acts; `doers` and `targets` are folded names or
    ids of parties; `weapons` folded names; `names` folded proper names told with it; `words` are content words of its
    sentences with how often each stands, sorted.
    """

    id: str
    report: str
    voice: str
    told: date | None = None
    start: date | None = None
    end: date | None = None
    where: Where | None = None
    acts: frozenset[str] = frozenset()
    doers: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    figures: tuple[Figure, ...] = ()
    weapons: frozenset[str] = frozenset()
    persons: tuple[Person, ...] = ()
    names: frozenset[str] = frozenset()
    words: tuple[tuple[str, int], ...] = field(default=(), repr=False)
    background: bool = False


@dataclass(frozen=True, slots=True)
class Feature:
    """How two tellings compare in one respect. `weight`: what it adds (below 0: what it takes); `why`: one plain
    sentence. `against`: it contradicts that the two tell of one incident."""

    name: str
    weight: float
    why: str
    against: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """Two tellings (ids in order) that may be one incident: the sum of their features. `barred`: no sum makes them one
    (one report tells them apart; two contradictions)."""

    one: str
    two: str
    score: float
    features: tuple[Feature, ...]
    barred: bool = False


@dataclass(frozen=True, slots=True)
class Bond:
    """A person's word that two tellings are one incident (`same`) or are not."""

    one: str
    two: str
    same: bool
