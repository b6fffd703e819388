"""One date an article, for a set that asks for one: which of its record's times, by what is told with each.

Which it is is learned on the other folds (docs/decisions/0036), from what recount read: how many claims tell a time, of
what, in whose words, where in the report, and how long before its publication. The year, the month and the day are
asked for apart: "in May 2018" tells no day.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from eval.logistic import Features, scores
from eval.persons import plain_name
from eval.reports import Report
from recount.model.claim import Claim
from recount.model.mention import When

FIELDS = ("year", "month", "day")
HARMS = {  # violation -> the harm that a record has for it
    "killing": "killed",
    "kidnapping": "abducted",
    "arbitrary detention": "detained",
    "torture": "tortured",
    "enforced disappearance": "missing",
}
_FACTS = ("stated", "reported")
_GAPS = (0, 1, 3, 7, 31, 365)  # days from a time to publication
_TOP = 3  # sentences of the report's head
_RIDGE, _LEAST = 0.3, 5
_ENOUGH = 40  # times of articles whose date is known, below which nothing is learned


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of an article before its date: the day of publication, and what the mapping took for its
    violations and its victims (names as `plain_name` writes them)."""

    published: date | None
    violations: frozenset[str]
    victims: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """A time that a record tells, both days included, and its features."""

    start: date
    end: date
    features: Features

    def value(self, field: str) -> int | None:
        """The year, month or day that all of it lies in."""
        parts = FIELDS[: FIELDS.index(field) + 1]
        one = all(getattr(self.start, part) == getattr(self.end, part) for part in parts)
        return int(getattr(self.start, field)) if one else None


def times_of(report: Report, asked: Asked) -> list[Told]:
    """The times of a report's claims and incidents, in the order in which it tells them."""
    claims: dict[tuple[date, date], list[Claim]] = defaultdict(list)
    for claim in report.claims:
        if claim.when is not None:
            claims[_days(claim.when)].append(claim)
    incidents = _incidents(report)
    found = [*claims, *(days for days in incidents if days not in claims)]
    every = [c for some in claims.values() for c in some]
    return [
        Told(*days, dict(_features(days, claims.get(days, []), every, asked)) | incidents.get(days, {}))
        for days in found
    ]


def _days(when: When) -> tuple[date, date]:
    return when.start, when.end


def _incidents(report: Report) -> dict[tuple[date, date], dict[str, float]]:
    """What the incidents of each time say: how many, how large, and whether one has the most claims."""
    size = Counter(c.incident for c in report.claims if c.harm is not None)
    found: dict[tuple[date, date], dict[str, float]] = {}
    for rank, incident in enumerate(sorted(report.incidents, key=lambda i: -size[i.id])):
        if incident.when is None:
            continue
        features = found.setdefault(_days(incident.when), {"incidents": 0.0, "size": 0.0})
        features["incidents"] += 1
        features["size"] += size[incident.id] / max(1, size.total())
        if rank < 2:
            features[("largest", "second")[rank]] = 1.0
    return found


def _features(
    days: tuple[date, date], claims: Sequence[Claim], every: Sequence[Claim], asked: Asked
) -> Iterator[tuple[str, float]]:
    own = [c for c in claims if c.has_own_time]
    yield "claims", len(claims) / max(1, len(every))
    yield "of harm", sum(c.harm is not None for c in claims) / max(1, len(every))
    yield "own", len(own) / 2
    first = min((c.sentence for c in every if c.has_own_time), default=None)
    if any(c.sentence == first for c in own):
        yield "first own", 1.0
    for claim in claims:
        yield from ((name, 1.0) for name in _of_claim(claim))
    yield from _wanted(claims, every, asked)
    yield from ((name, 1.0) for name in _of_days(*days, asked.published))


def _of_claim(claim: Claim) -> Iterator[str]:
    what = claim.harm or claim.act
    yield f"tells {what}"
    if claim.has_own_time:
        yield f"own {what}"
    elif "time:unknown" in claim.notes:
        yield "unknown"
    else:
        yield "taken over"
    if claim.sentence == 0:
        yield "title"
    if claim.sentence < _TOP:
        yield "top"
    if claim.group is not None and claim.group.persons:
        yield "named"
    yield "fact" if claim.standing in _FACTS else str(claim.standing)
    if claim.use in ("counted", "bound"):
        yield "counted"


def _wanted(claims: Sequence[Claim], every: Sequence[Claim], asked: Asked) -> Iterator[tuple[str, float]]:
    """Whether the time is told of a violation, or of a victim, that the article is about."""
    harms = {HARMS[name] for name in asked.violations if name in HARMS}
    hit = [c for c in claims if c.harm in harms]
    yield "of the violation", len(hit) / max(1, sum(c.harm in harms for c in every))
    if hit:
        yield "violation", 1.0
    if any(c.has_own_time for c in hit):
        yield "own violation", 1.0
    of_victims = [c for c in claims if c.group and any(plain_name(p.name) in asked.victims for p in c.group.persons)]
    if of_victims:
        yield "victim", 1.0
    if any(c.has_own_time for c in of_victims):
        yield "own victim", 1.0


def _of_days(start: date, end: date, published: date | None) -> Iterator[str]:
    yield "day" if start == end else "month" if (start.year, start.month) == (end.year, end.month) else "long"
    if published is not None:
        gap = (published - end).days
        yield from (f"more than {days} days before" for days in _GAPS if gap > days)
        if gap < 0:
            yield "after publication"


def ranked(
    times: Sequence[Sequence[Told]], known: Sequence[int | None], parts: Sequence[int], field: str
) -> list[int | None] | None:
    """The likeliest value of `field` of each article, by a model of the articles of other parts whose value is known;
    None of it where too few are known to learn from."""
    rows = [(i, told) for i, some in enumerate(times) for told in some if told.value(field) is not None]
    taught = [known[i] is not None for i, _ in rows]
    if sum(taught) < _ENOUGH:
        return None
    features = [told.features for _, told in rows]
    right = np.array([[told.value(field) == known[i]] for i, told in rows], float)
    given: list[int | None] = [None] * len(times)
    best = [-np.inf] * len(times)
    for held in sorted(set(parts)):
        train = [k for k, (i, _) in enumerate(rows) if parts[i] != held and taught[k]]
        test = [k for k, (i, _) in enumerate(rows) if parts[i] == held]
        if not train or not test:
            continue
        odds = scores([features[k] for k in train], right[train], [features[k] for k in test], _RIDGE, _LEAST)
        for k, (odd,) in zip(test, odds, strict=True):
            i, told = rows[k]
            if odd > best[i]:
                best[i], given[i] = float(odd), told.value(field)
    return given
