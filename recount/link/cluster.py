"""Tellings into incidents: the strongest ties first, persons' words before any, and what is alike but kept apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from recount.knowledge.linking import Linking
from recount.link.score import compare
from recount.model.telling import Bond, Telling, Tie


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups of telling ids, each sorted, in the order of their first; no id is in two. `apart`: ties of tellings that
    are alike and were kept in different groups, with the reason."""

    groups: tuple[tuple[str, ...], ...]
    apart: tuple[tuple[Tie, str], ...]


def group_tellings(tellings: Iterable[Telling], bonds: Sequence[Bond], linking: Linking) -> Grouping:
    """The incidents of some tellings. The same for any order; tellings that nothing ties to these change nothing."""
    known = {telling.id: telling for telling in tellings}
    ties = _all_ties(known, linking)
    groups = {key: frozenset([key]) for key in known}
    bound = {tuple(sorted((b.one, b.two))): b.same for b in bonds if b.one in known and b.two in known}
    for (one, two), same in sorted(bound.items()):
        if same:
            _merge(groups, one, two)
    reasons: dict[tuple[str, str], str] = {}
    for tie in sorted(ties.values(), key=lambda t: (-t.score, t.one, t.two)):
        if groups[tie.one] == groups[tie.two]:
            continue
        reason = _hinders(groups[tie.one], groups[tie.two], tie, ties, known, bound, linking)
        if reason is None:
            _merge(groups, tie.one, tie.two)
        else:
            reasons[(tie.one, tie.two)] = reason
    apart = [(ties[pair], why) for pair, why in sorted(reasons.items()) if groups[pair[0]] != groups[pair[1]]]
    made = sorted({tuple(sorted(group)) for group in groups.values()})
    return Grouping(tuple(made), tuple(apart))


def _all_ties(known: Mapping[str, Telling], linking: Linking) -> dict[tuple[str, str], Tie]:
    ids = sorted(known)
    pairs = ((known[a], known[b]) for i, a in enumerate(ids) for b in ids[i + 1 :])
    found = (compare(one, two, linking) for one, two in pairs)
    return {(tie.one, tie.two): tie for tie in found if tie is not None}


def _merge(groups: dict[str, frozenset[str]], one: str, two: str) -> None:
    whole = groups[one] | groups[two]
    for key in whole:
        groups[key] = whole


def _hinders(
    first: frozenset[str],
    second: frozenset[str],
    tie: Tie,
    ties: Mapping[tuple[str, str], Tie],
    known: Mapping[str, Telling],
    bound: Mapping[tuple[str, ...], bool],
    linking: Linking,
) -> str | None:
    """Why two groups are not made one by this tie, in one sentence; None where they are."""
    pairs = [tuple(sorted((a, b))) for a in first for b in second]
    if any(bound.get(pair) is False for pair in pairs):
        return "a person says that they are two"
    if any(known[a].report == known[b].report for a, b in pairs):
        return "one report tells of both, and tells them apart"
    barred = [ties[(a, b)] for a, b in pairs if (a, b) in ties and ties[(a, b)].barred]
    if barred:
        against = [f.why for f in min(barred, key=lambda t: (t.one, t.two)).features if f.against]
        return f"they contradict each other: {'; '.join(against)}"
    if tie.score < linking.join:
        return f"too little speaks for it ({tie.score:.1f} of {linking.join:.1f})"
    mean = sum(ties[(a, b)].score if (a, b) in ties else 0.0 for a, b in pairs) / len(pairs)
    if mean < linking.mean:
        return f"too few of their reports agree ({mean:.1f} of {linking.mean:.1f} in the mean)"
    return None
