"""One named person dies once: the incidents of one report that tell of the same death are one, wherever it is told."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from recount.knowledge.actors import fold
from recount.link.within import Cluster, apart_in_place, apart_in_time, is_fine
from recount.model.claim import Claim, Person

_ONCE = "killed"
_AGAIN = ("abducted", "detained")  # may happen to one person twice, and are then told apart by time or place


@dataclass(frozen=True, slots=True)
class _Join:
    """`moved` go to the other cluster; `when` and `where` are the claims that give the act its time and place."""

    to: Cluster
    out_of: Cluster
    moved: tuple[Claim, ...]
    when: tuple[Claim, ...]
    where: tuple[Claim, ...]


def join_persons(clusters: Sequence[Cluster]) -> list[Cluster]:
    """The clusters, those that tell of one named person's death (abduction, arrest) joined; no claim is in two.

    What is told of a death at its trial or burial comes after it: the act is when its earliest telling says, and where
    the telling with the finest place says; claims that other words put elsewhere are in the joined cluster's `late` and
    `away`. Where both clusters tell of other victims too, only what tells of this person alone moves. The order of the
    clusters does not matter.
    """
    left = sorted(clusters, key=lambda k: (k.claims[0].evidence[0], k.claims[0].id))
    while (join := _first_join(left)) is not None:
        kept, out_of = join.to, join.out_of
        together = sorted((*kept.claims, *join.moved), key=lambda c: (c.evidence[0], c.id))
        kept.late |= out_of.late | {c.id for c in together if c not in join.when and _any(apart_in_time, c, join.when)}
        kept.away |= out_of.away | {
            c.id for c in together if c not in join.where and _any(apart_in_place, c, join.where)
        }
        kept.claims, kept.background = together, kept.background and out_of.background
        out_of.claims = [c for c in out_of.claims if c not in join.moved]
        left = [k for k in left if k.claims]
    return left


def _any(apart: Callable[[Claim, Claim], bool], claim: Claim, others: Sequence[Claim]) -> bool:
    return any(apart(claim, other) for other in others)


def _first_join(clusters: Sequence[Cluster]) -> _Join | None:
    told = [(k, c, p) for k in clusters for c in k.claims for p in _persons(c)]
    names = {fold(person.name) for _, _, person in told}
    for (one, first, person), (two, second, other) in combinations(told, 2):
        if one is two or not _is_one_act(first, second) or not _is_one_person(person, other, names):
            continue
        home, away = sorted((one, two), key=lambda k: _rank(k, first.harm, person, names))
        when, where = tuple(home.claims), tuple(min((home, away), key=_coarseness).claims)
        for to, out_of in ((home, away), (away, home)):
            if all(_is_of(c, first.harm, person, names) for c in out_of.claims if c.harm == first.harm):
                return _Join(to, out_of, tuple(out_of.claims), when, where)
        moved = tuple(c for c in away.claims if _names(c, first.harm, person, names) and _is_of_one(c))
        if moved:
            return _Join(home, away, moved, when, where)
    return None


def _persons(claim: Claim) -> Iterator[Person]:
    """The named persons whom a claim says to be killed, abducted or detained."""
    if claim.harm in (_ONCE, *_AGAIN) and claim.group is not None:
        yield from claim.group.persons


def _is_one_act(one: Claim, two: Claim) -> bool:
    """Whether the harm can be one: a death, unless both tell another time and another place; of what can happen again,
    only where neither time nor place parts the two."""
    if one.harm != two.harm:
        return False
    apart = apart_in_time(one, two), apart_in_place(one, two)
    if one.harm != _ONCE:
        return not any(apart)
    own = all((one.has_own_time, two.has_own_time, one.has_own_place, two.has_own_place))
    return not (own and all(apart))


def _is_one_person(one: Person, two: Person, names: set[tuple[str, ...]]) -> bool:
    if one.age is not None and two.age is not None and one.age != two.age:
        return False
    if one.sex is not None and two.sex is not None and one.sex != two.sex:
        return False
    short, full = sorted((fold(one.name), fold(two.name)), key=lambda name: (len(name), name))
    if len(full) < 2:  # "Ali" and "Ali" may be anybody
        return False
    if len(short) == 1:  # a family name is the one person's who has it
        return [name for name in names if len(name) > 1 and name[-1] == short[0]] == [full]
    return short[-1] == full[-1] and all(any(_is_first_name(a, b) for b in full[:-1]) for a in short[:-1])


def _is_first_name(one: str, two: str) -> bool:
    """ "J." and "Jo" can be one first name."""
    initials = [word.rstrip(".") for word in (one, two)]
    return one == two or (min(map(len, initials)) == 1 and initials[0][:1] == initials[1][:1])


def _rank(cluster: Cluster, harm: str | None, person: Person, names: set[tuple[str, ...]]) -> tuple[date, int]:
    """The cluster that tells of the act comes first: by its earliest own time, then as the text has it."""
    told = [c for c in cluster.claims if _names(c, harm, person, names)]
    days = [c.when.start for c in told if c.when is not None and c.has_own_time]
    return min(days, default=date.max), min(c.evidence[0].start for c in told)


def _coarseness(cluster: Cluster) -> int:
    """0 for a cluster whose words name a town or a spot, 1 for one with a larger place, 2 for one without."""
    return min((0 if is_fine(c) else 1 for c in cluster.claims if c.has_own_place), default=2)


def _names(claim: Claim, harm: str | None, person: Person, names: set[tuple[str, ...]]) -> bool:
    return claim.harm == harm and any(_is_one_person(person, other, names) for other in _persons(claim))


def _is_of(claim: Claim, harm: str | None, person: Person, names: set[tuple[str, ...]]) -> bool:
    """Whether a claim can be of this person alone: by the name, or of one unnamed person, or without a number."""
    named = claim.group is not None and bool(claim.group.persons)
    return _is_of_one(claim) and (not named or _names(claim, harm, person, names))


def _is_of_one(claim: Claim) -> bool:
    alone = claim.group is None or len(claim.group.persons) < 2
    return alone and claim.extent not in ("other", "increment") and (claim.count_high or claim.count_low or 0) < 2
