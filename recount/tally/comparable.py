"""Which claims of one incident and one harm are of the same people: groups that do not share victims."""

from collections.abc import Sequence
from dataclasses import dataclass

from recount.model.claim import Claim, Group

_CODE = 2  # letters of a country's code; an actor's id is longer
_SEVERAL = 2
_DISPUTED = {"civilian", "combatant"}
_STATE = ("state_forces", "external")


@dataclass(frozen=True, slots=True)
class VictimGroup:
    """Claims of the same people. `wholes`: ids of totals of everybody, of whom the other claims' people are parts."""

    claims: tuple[Claim, ...]
    wholes: frozenset[str] = frozenset()


def group_victims(claims: Sequence[Claim]) -> list[VictimGroup]:
    """Claims of one harm, parted by sides and standing in the fight; a phrase that says neither joins the others.

    Claims that tell a side or status come first, so that "four other people" finds the people it belongs to. Where a
    total of everybody ("eight people") is at least what the groups sum to, the groups are its parts (R5). So they are
    where one report parts its dead and another tells them as a whole, even if the two do not agree on how many.
    """
    general = [c for c in claims if _is_whole(c)]
    parted = _part([c for c in claims if c not in general])
    wholes = [c for c in general if _covers(c, parted)]
    if wholes:
        return [VictimGroup(tuple(claims), frozenset(c.id for c in wholes))]
    return [VictimGroup(tuple(group)) for group in _part(claims)]


def _covers(whole: Claim, groups: Sequence[Sequence[Claim]]) -> bool:
    sizes = [_size(group) for group in groups if _size(group)]
    if not all(_compatible(whole, claim) for group in groups for claim in group):
        return False
    if len(sizes) < _SEVERAL or whole.count_low is None:
        return False
    return whole.count_low >= sum(sizes) or (whole.count_low > max(sizes) and _is_parted_elsewhere(whole, groups))


def _is_parted_elsewhere(whole: Claim, groups: Sequence[Sequence[Claim]]) -> bool:
    """Whether one other report alone tells totals of each of these groups."""
    parting = [{c.report for c in group if c.extent == "total"} for group in groups if _size(group)]
    return bool(set.intersection(*parting) - {whole.report})


def _part(claims: Sequence[Claim]) -> list[list[Claim]]:
    groups: list[list[Claim]] = []
    by_id = {claim.id: claim for claim in claims}
    for claim in sorted(claims, key=lambda c: (_vagueness(c), c.evidence[0].start)):
        whole = by_id.get(claim.part_of or "")
        fitting = [g for g in groups if whole in g] or [g for g in groups if all(_compatible(claim, c) for c in g)]
        fitting = fitting or [g for g in groups if all(_is_of(claim, c, claims) for c in g)]
        if fitting:
            max(fitting, key=lambda g: (_size(g), -groups.index(g))).append(claim)
        else:
            groups.append([claim])
    return groups


def _vagueness(claim: Claim) -> int:
    group = claim.group
    if claim.part_of is not None:
        return 3
    if group is None:
        return 2
    return (group.side is None) + (group.status == "unknown" and group.side is None)


def _size(group: Sequence[Claim]) -> int:
    return max((c.count_low or c.count_high or 0 for c in group), default=0)


def _compatible(one: Claim, two: Claim) -> bool:
    """Whether two claims can be of the same people. An unnamed group ("people") can be anybody's; where it stays open,
    they are held to be the same, since counting one death twice is worse than leaving a range."""
    left, right = one.group, two.group
    if one.beside is not None and one.beside == two.beside:
        return False
    if left is None or right is None:
        return True
    if left.side and right.side and _sides_differ(left.side, right.side):
        return False
    if _own_side(one, right) or _own_side(two, left) or _are_killers(one, right) or _are_killers(two, left):
        return False
    back = one.definite or two.definite  # "the man" is who was told of before, whatever was said of his age
    return _statuses_fit(one, two, left, right) and _sexes_and_ages_fit(left, right, ages=not back)


def _is_of(one: Claim, two: Claim, claims: Sequence[Claim]) -> bool:
    """Of the same people, or of the same people by two voices who dispute who they were: one that several tell, too."""
    return _is_disputed(one, two, claims) or _compatible(one, two)


def _is_disputed(one: Claim, two: Claim, claims: Sequence[Claim]) -> bool:
    """ "Villagers said 19 civilians died; the army said 30 fighters were killed": two voices, each of whom tells who
    all the dead of one incident were. A voice that tells groups apart, and the report itself, disputes nothing."""
    if one.group is None or two.group is None or {one.group.status, two.group.status} != _DISPUTED:
        return False
    if "total" not in (one.extent, two.extent) or one.extent != two.extent or (one.beside, two.beside) != (None, None):
        return False
    if any(c.listed or (c.count_low or c.count_high or 0) < _SEVERAL for c in (one, two)):
        return False  # one person told alone is nobody's word on all the dead
    voices = {_voice(one), _voice(two)}
    if None in voices or len(voices) < 2:
        return False
    told = [{c.group.status for c in claims if _voice(c) == voice and c.group is not None} for voice in voices]
    return all(len(statuses & _DISPUTED) == 1 for statuses in told)


def _voice(claim: Claim) -> str | None:
    """Who says it; None where the report itself does."""
    last = claim.speakers[-1] if claim.speakers else None
    return None if last is None or last.kind == "publisher" else last.name


def _sides_differ(left: str, right: str) -> bool:
    """Two countries, or two actors, are two sides; a country and an actor can be one ("American members of NATO")."""
    return left != right and (len(left) == _CODE) == (len(right) == _CODE)


def _own_side(claim: Claim, others: Group) -> bool:
    """People whom a state's forces killed are not that force's own soldiers."""
    group = claim.group
    unsaid = group is not None and group.status == "unknown" and (group.side is None or group.side != others.side)
    return unsaid and claim.agent_kind in _STATE and others.status == "security_forces"


def _are_killers(claim: Claim, others: Group) -> bool:
    """Those who did the one harm and suffered the other: "gunmen killed nine; police killed two gunmen"."""
    return claim.by is not None and others.status != "unknown" and claim.by.name.casefold() == others.name.casefold()


def _statuses_fit(one: Claim, two: Claim, left: Group, right: Group) -> bool:
    """Attackers are a group of their own (R37); "three gunmen" and "three men" can be the same three."""
    pair = {left.status, right.status}
    if "attacker" in pair and "unknown" in pair:
        return (one.count_low, one.count_high) == (two.count_low, two.count_high) != (None, None)
    if "attacker" in pair:
        return len(pair) == 1
    return len(pair - {"unknown"}) < 2


def _sexes_and_ages_fit(left: Group, right: Group, ages: bool = True) -> bool:
    pairs = [(left.sex, right.sex), *([(left.age_group, right.age_group)] if ages else [])]
    return all(a is None or b is None or a == b for a, b in pairs)


def _is_whole(claim: Claim) -> bool:
    group = claim.group
    return group is not None and group.side is None and group.status == "unknown" and claim.extent == "total"
