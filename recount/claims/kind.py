"""What kind of event claims tell of, by the codebook: claims as they are, and an incident's by their weight."""

from collections import Counter
from collections.abc import Iterable, Sequence

from recount.knowledge.codebook import Codebook, Facts, choose
from recount.model.claim import Claim, Draft, Event
from recount.model.mention import Standing

_DID_NOT_HAPPEN = (Standing.HYPOTHETICAL, Standing.THREATENED, Standing.FORECAST, Standing.NEGATED)


def event_of(tellings: Iterable[Draft | Claim], codebook: Codebook) -> Event:
    """The event that these claims tell of together; all None where no rule holds."""
    told = list(tellings)
    groups = [t.group for t in told if t.group is not None]
    return _by_rule(
        codebook,
        Facts(
            acts=frozenset(t.act for t in told),
            weapons=frozenset(w.name for t in told for w in t.weapons),
            agents=frozenset(t.agent_kind for t in told if t.agent_kind),
            victims=frozenset(g.status for g in groups),
            harmed=frozenset(g.kind for g in groups if g.kind),
        ),
    )


def event_of_incident(claims: Sequence[Claim], codebook: Codebook) -> Event:
    """The event of an incident, from the acts that carry it.

    A report of a bombing also tells of a gunfight days later, one of a raid of a protest against it. Such an act gives
    way where its claims weigh less than the codebook's `share` of the weightiest act's. What acts do (kill, injure,
    destroy) never gives way.
    """
    happened = [c for c in claims if c.standing not in _DID_NOT_HAPPEN] or list(claims)
    weights = _weights(happened)
    heaviest = max((w for act, w in weights.items() if act not in codebook.outcomes), default=0.0)
    kept = [c for c in happened if c.act in codebook.outcomes or weights[c.act] >= codebook.share * heaviest]
    return event_of(_of_most_victims(kept), codebook)


def _weights(claims: Sequence[Claim]) -> Counter[str]:
    """One for each claim of an act, one more where it counts the harmed, stands beside such a claim, or comes first."""
    counted = {c.sentence for c in claims if c.harm is not None and c.counts_something}
    first = min(c.sentence for c in claims)
    weights: Counter[str] = Counter()
    for claim in claims:
        weights[claim.act] += 1 + (claim.sentence in counted) + (claim.sentence == first)
    return weights


def _of_most_victims(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without those of victims whose status few share: a policeman shot in the abduction of pupils makes no
    battle of it."""
    votes = Counter(c.group.status for c in claims if c.group is not None)
    most = max(votes.values(), default=0)
    return [c for c in claims if c.group is None or 2 * votes[c.group.status] >= most]


def _by_rule(codebook: Codebook, facts: Facts) -> Event:
    rule = choose(codebook, facts)
    if rule is None:
        return Event(None, None, None, None, columns=tuple((name, None) for name in codebook.columns))
    cells = dict(rule.columns)
    columns = tuple((name, cells.get(name)) for name in codebook.columns)
    return Event(rule.type, rule.sub_type, rule.plover, rule.mode, columns=columns)
