"""Which claims a person's decisions on linking are on now, and what they hold together or apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from recount.link.within import Cluster
from recount.model.claim import Claim
from recount.model.decision import LINKING, Anchor, Decision, Verb, in_force
from recount.model.telling import Bond

_TOGETHER = (Verb.SAME, Verb.MERGE)
_APART = (Verb.DIFFERENT, Verb.SPLIT)


@dataclass(frozen=True, slots=True)
class Landed:
    """A decision on linking, with the claim that each of its anchors is on now; `lost` anchors are on none, or on
    several that fit as well."""

    row: Decision
    claims: tuple[tuple[Anchor, str], ...]
    lost: tuple[Anchor, ...] = ()


def linking_rows(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions on linking that stand, by time and then id."""
    return tuple(row for row in in_force(decisions) if row.verb in LINKING)


def land(rows: Sequence[Decision], claims: Sequence[Claim]) -> list[Landed]:
    """Each row with the claims that it is on: by id, else where its words have moved, the one of its kind and report
    that overlaps them most. Anchors of reports that are not here are left out."""
    known = {claim.id: claim for claim in claims}
    here = {claim.report for claim in claims}
    landed = []
    for row in rows:
        found = [(anchor, _claim_of(anchor, known)) for anchor in row.anchors if anchor.report in here]
        on = tuple((anchor, key) for anchor, key in found if key is not None)
        landed.append(Landed(row, on, tuple(anchor for anchor, key in found if key is None)))
    return landed


def _claim_of(anchor: Anchor, known: dict[str, Claim]) -> str | None:
    if anchor.claim in known:
        return anchor.claim
    able = [c for c in known.values() if c.report == anchor.report and c.kind == anchor.kind]
    shared = {c.id: _overlap(c, anchor) for c in able}
    most = max(shared.values(), default=0)
    best = [key for key, size in shared.items() if size == most > 0]
    return best[0] if len(best) == 1 else None


def _overlap(claim: Claim, anchor: Anchor) -> int:
    pairs = [(words.span, span) for words in anchor.words for span in claim.evidence]
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a, b in pairs)


def divide(clusters: Sequence[Cluster], landed: Sequence[Landed]) -> list[Cluster]:
    """The clusters of one report, those divided that hold claims which a person says are of two incidents: the claims
    that were taken out are together, and the rest stays."""
    divided = list(clusters)
    for one in landed:
        if one.row.verb not in _APART:
            continue
        out = {key for anchor, key in one.claims if anchor.side == 0}
        rest = {key for anchor, key in one.claims if anchor.side == 1}
        divided = [part for cluster in divided for part in _parts(cluster, out, rest)]
    return divided


def _parts(cluster: Cluster, out: set[str], rest: set[str]) -> list[Cluster]:
    ids = {claim.id for claim in cluster.claims}
    if not (ids & out and ids & rest):
        return [cluster]
    taken = [claim for claim in cluster.claims if claim.id in out]
    left = [claim for claim in cluster.claims if claim.id not in out]
    return [replace(cluster, claims=left), replace(cluster, claims=taken)]


def bonds_of(landed: Sequence[Landed], home: dict[str, str]) -> tuple[Bond, ...]:
    """What the decisions hold together or apart, by tellings; `home` is the telling of each claim. Of two decisions on
    one pair the later holds."""
    bonds: dict[tuple[str, str], Bond] = {}
    for one in landed:
        sides: tuple[list[str], list[str]] = ([], [])
        for anchor, key in one.claims:
            if key in home and home[key] not in sides[anchor.side]:
                sides[anchor.side].append(home[key])
        for pair, same in _pairs(one.row.verb, *sides):
            bonds[pair] = Bond(*pair, same)
    return tuple(bonds[pair] for pair in sorted(bonds))


def _pairs(verb: Verb, first: list[str], second: list[str]) -> list[tuple[tuple[str, str], bool]]:
    if verb in _TOGETHER:
        return [(_ordered(a, b), True) for a, b in combinations(sorted({*first, *second}), 2)]
    if verb not in _APART:
        return []
    apart = [(_ordered(a, b), False) for a in first for b in second if a != b]
    return apart + [(_ordered(a, b), True) for a, b in combinations(sorted(first), 2) if verb is Verb.SPLIT]


def _ordered(one: str, two: str) -> tuple[str, str]:
    return (one, two) if one < two else (two, one)
