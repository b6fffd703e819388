"""Tellings into incidents: persons' words before any score, then the strongest ties; and what is alike but kept apart.

Groups are made along ties of `join` and more alone, so a set of tellings that no such tie and no bond leaves (a
component) is grouped by itself as it is among all others.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from recount.knowledge.linking import Linking
from recount.link.block import keys_of, sought_by
from recount.link.score import are_far, compare
from recount.model.claim import Where
from recount.model.telling import Bond, Telling, Tie

_BACKGROUND = 2  # how loose a tie is that a telling of background has


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups of telling ids, each sorted, in the order of their first; no id is in two. `apart`: ties of tellings that
    are alike and were kept in different groups, with the reason; none of background."""

    groups: tuple[tuple[str, ...], ...]
    apart: tuple[tuple[Tie, str], ...]


def group_tellings(tellings: Iterable[Telling], bonds: Sequence[Bond], linking: Linking) -> Grouping:
    """The incidents of some tellings. The same for any order.

    Ties between what reports tell of a day go first, then those of a range of days, then background. What is told of a
    range or as background joins the incident that it is most like; what fits two alike joins neither. Background never
    makes two incidents one.
    """
    known = {telling.id: telling for telling in tellings}
    ties = ties_among(known, linking)
    groups = _Groups.of(known, ties, [bond for bond in bonds if bond.one in known and bond.two in known])
    reasons: list[tuple[Tie, str]] = []
    for tie in sorted(ties, key=lambda t: (_looseness(t, known), -t.score, t.one, t.two)):
        reason = groups.join(tie, _looseness(tie, known), linking)
        if reason is not None:
            reasons.append((tie, reason))
    apart = [(tie, why) for tie, why in reasons if not (groups.are_one(tie) or _is_background(tie, known))]
    return Grouping(groups.sorted(), tuple(sorted(apart, key=lambda kept: (kept[0].one, kept[0].two))))


def ties_among(known: Mapping[str, Telling], linking: Linking) -> list[Tie]:
    """The ties of the pairs that share a key (see `recount.link.block`), each pair once, in the order of their ids."""
    under: dict[str, list[str]] = defaultdict(list)
    for key in sorted(known):
        for block in keys_of(known[key], linking):
            under[block].append(key)
    ties: list[Tie] = []
    for one in sorted(known):
        likely = {two for block in sought_by(known[one], linking) for two in under.get(block, ()) if two > one}
        found = (compare(known[one], known[two], linking) for two in sorted(likely))
        ties += [tie for tie in found if tie is not None]
    return ties


def _looseness(tie: Tie, known: Mapping[str, Telling]) -> int:
    """0 where both are told of a day, 1 where one is of a range of days, 2 where one is background."""
    two = known[tie.one], known[tie.two]
    return _BACKGROUND if any(t.background for t in two) else int(any(map(_is_loose, two)))


def _is_loose(telling: Telling) -> bool:
    return telling.background or telling.start is None or telling.start != telling.end


def _is_background(tie: Tie, known: Mapping[str, Telling]) -> bool:
    return known[tie.one].background or known[tie.two].background


@dataclass(slots=True)
class _Between:
    """What ties two groups: the sum of all ties between them, the best, and the first of those that bar."""

    total: float = 0.0
    best: float = 0.0
    bar: Tie | None = None

    def add(self, other: "_Between") -> None:
        self.total += other.total
        self.best = max(self.best, other.best)
        bar = other.bar
        if bar is not None and (self.bar is None or (bar.one, bar.two) < (self.bar.one, self.bar.two)):
            self.bar = bar


@dataclass(slots=True)
class _Group:
    """Tellings that are one incident so far. `foes`: those that a person says are another.

    `starts` is the latest first day of any, `ends` the earliest last day: what lies between is how far apart two are.
    """

    members: set[str]
    reports: set[str]
    background: bool
    is_loose: bool  # none of them is told of a day as news
    starts: date
    ends: date
    places: set[Where]
    foes: set[str] = field(default_factory=set)
    beside: dict[int, _Between] = field(default_factory=dict)


def _alone(telling: Telling) -> _Group:
    starts, ends = telling.start or date.min, telling.end or date.max
    places = {replace(telling.where, wording="", candidates=(), why="")} if telling.where is not None else set()
    return _Group({telling.id}, {telling.report}, telling.background, _is_loose(telling), starts, ends, places)


def _parts(one: _Group, two: _Group, between: _Between, linking: Linking) -> str | None:
    """What parts two groups whatever their score, in one sentence; None where nothing does."""
    if not one.foes.isdisjoint(two.members):
        return "a person says that they are two"
    if not one.reports.isdisjoint(two.reports):
        return "one report tells of both, and tells them apart"
    if between.bar is not None:
        against = [feature.why for feature in between.bar.features if feature.against]
        return f"they contradict each other: {'; '.join(against)}"
    return _apart(one, two, linking)


def _apart(one: _Group, two: _Group, linking: Linking) -> str | None:
    """Whether any two of their tellings, compared or not, are too many days or kilometres from each other."""
    days = (max(one.starts, two.starts) - min(one.ends, two.ends)).days
    if days > linking.days:
        return f"some of their reports are {days} days apart"
    for place in one.places - two.places:
        for other in two.places - one.places:
            if are_far(place, other, linking):
                return f"{' and '.join(sorted((place.name, other.name)))} are too far from each other"
    return None


class _Groups:
    """The groups while they are made. A group's number is no part of what comes out."""

    def __init__(self, known: Mapping[str, Telling]) -> None:
        self._home = {key: number for number, key in enumerate(sorted(known))}
        self._groups = {number: _alone(known[key]) for key, number in self._home.items()}

    @classmethod
    def of(cls, known: Mapping[str, Telling], ties: Sequence[Tie], bonds: Sequence[Bond]) -> "_Groups":
        """Each telling by itself, and those of one group that persons say are one."""
        made = cls(known)
        for tie in ties:
            one, two = made._home[tie.one], made._home[tie.two]
            for group, other in ((one, two), (two, one)):
                made._groups[group].beside[other] = _Between(tie.score, tie.score, tie if tie.barred else None)
        for bond in sorted(bonds, key=lambda b: (b.same, *sorted((b.one, b.two)))):
            if bond.same:
                made._merge(made._home[bond.one], made._home[bond.two])
            else:
                made._groups[made._home[bond.one]].foes.add(bond.two)
                made._groups[made._home[bond.two]].foes.add(bond.one)
        return made

    def are_one(self, tie: Tie) -> bool:
        return self._home[tie.one] == self._home[tie.two]

    def sorted(self) -> tuple[tuple[str, ...], ...]:
        return tuple(sorted(tuple(sorted(group.members)) for group in self._groups.values()))

    def join(self, tie: Tie, looseness: int, linking: Linking) -> str | None:
        """Makes the groups of a tie's two one, or says in one sentence why not."""
        one, two = self._home[tie.one], self._home[tie.two]
        if one == two:
            return None
        reason = self._hinders((one, two), tie, looseness, linking)
        if reason is None:
            self._merge(one, two)
        return reason

    def _hinders(self, pair: tuple[int, int], tie: Tie, looseness: int, linking: Linking) -> str | None:
        one, two = self._groups[pair[0]], self._groups[pair[1]]
        between = one.beside[pair[1]]
        if (said := _parts(one, two, between, linking)) is not None:
            return said
        if tie.score < linking.join:
            return f"too little speaks for it ({tie.score:.1f} of {linking.join:.1f})"
        if looseness == _BACKGROUND and not (one.background or two.background):
            return "one is told as background, and is of another incident already"
        mean = between.total / (len(one.members) * len(two.members))
        if mean < linking.mean:
            return f"too few of their reports agree ({mean:.1f} of {linking.mean:.1f} in the mean)"
        if looseness and (self._has_rival(pair, tie, linking) or self._has_rival(pair[::-1], tie, linking)):
            return "it fits another incident about as well, and tells too little to say which"
        return None

    def _has_rival(self, pair: tuple[int, int], tie: Tie, linking: Linking) -> bool:
        """Whether the first group, where none is told of a day, fits a third about as well as the second, and those two
        cannot be one."""
        loose, other = self._groups[pair[0]], self._groups[pair[1]]
        if not loose.is_loose:
            return False
        least = max(linking.join, tie.score - linking.margin)
        for number, between in loose.beside.items():
            third = self._groups[number]
            if number != pair[1] and between.best >= least and _parts(loose, third, between, linking) is None:
                link = other.beside.get(number)
                if link is None or link.best < linking.join or _parts(other, third, link, linking) is not None:
                    return True
        return False

    def _merge(self, one: int, two: int) -> None:
        if one == two:
            return
        kept, gone = sorted((one, two), key=lambda n: (-len(self._groups[n].beside), n))
        group, other = self._groups[kept], self._groups.pop(gone)
        for key in other.members:
            self._home[key] = kept
        group.members |= other.members
        group.reports |= other.reports
        group.foes |= other.foes
        group.background &= other.background
        group.is_loose &= other.is_loose
        group.starts, group.ends = max(group.starts, other.starts), min(group.ends, other.ends)
        group.places |= other.places
        group.beside.pop(gone, None)
        other.beside.pop(kept, None)
        for number, between in other.beside.items():
            third = self._groups[number]
            del third.beside[gone]
            group.beside.setdefault(number, _Between()).add(between)
            third.beside.setdefault(kept, _Between()).add(between)
