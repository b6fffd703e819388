"""One date an article, for a set that asks for one: which of its record's times, by what is told with each.

Which it is is learned on the other folds (docs/decisions/0036, 0041), from what recount read: the words of time, how
many claims tell a time, of what, in whose words, where in the report, and how long before its publication. The year,
the month and the day are asked for apart: "in May 2018" tells no day.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from eval.choice import choices
from eval.logistic import Features
from eval.persons import plain_name
from eval.reports import Report, knowledge
from recount.find.dates import find_dates
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
_UNDATED = ("set", "vague", "name", "duration")  # kinds of words that no day of an article is told by
_RIDGE, _LEAST = 1.0, 5
_ENOUGH = 20  # articles whose date is known and among their times, below which nothing is learned


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
    """The times of a report's claims and incidents and those that only its words tell, each in the order of telling."""
    claims: dict[tuple[date, date], list[Claim]] = defaultdict(list)
    for claim in report.claims:
        if claim.when is not None:
            claims[_days(claim.when)].append(claim)
    incidents = _incidents(report)
    words = _mentioned(report)
    found = dict.fromkeys([*claims, *incidents, *words])
    every = [c for some in claims.values() for c in some]
    told: list[Told] = []
    for days in found:
        features = dict(_features(days, claims.get(days, []), every, asked))
        told.append(Told(*days, features | incidents.get(days, {}) | words.get(days, {})))
    return told


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


def _mentioned(report: Report) -> dict[tuple[date, date], dict[str, float]]:
    """How often and how early words tell each time, whether or not it is a claim's."""
    sentences: dict[tuple[date, date], list[int]] = defaultdict(list)
    for mention in find_dates(report.analysis, knowledge().times):
        told = report.analysis.block_of(report.analysis.sentences[mention.sentence]).dated
        when = mention.resolve(told or report.analysis.document.published, True)
        if when is not None and mention.kind not in _UNDATED:
            sentences[_days(when)].append(mention.sentence)
    total = sum(len(some) for some in sentences.values())
    return {days: dict(_of_mentions(some, total)) for days, some in sentences.items()}


def _of_mentions(sentences: Sequence[int], total: int) -> Iterator[tuple[str, float]]:
    yield "mentioned", len(sentences) / total
    yield "in words", 1.0
    if min(sentences) < _TOP:
        yield "words at the top", 1.0
    if len(sentences) > 1:
        yield "mentioned again", 1.0


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


class Known(Protocol):
    """What the coders say of an article; None where they name nothing."""

    @property
    def year(self) -> int | None: ...
    @property
    def month(self) -> int | None: ...
    @property
    def day(self) -> int | None: ...


def ranked(
    times: Sequence[Sequence[Told]], known: Sequence[Known], parts: Sequence[int], field: str
) -> list[int | None] | None:
    """The likeliest value of `field` of each article, by a model of the articles of other parts whose value is known;
    None of it where too few are known to learn from. Times that give one value are weighed together."""
    some = [[told for told in of if told.value(field) is not None] for of in times]
    right = [[_is_meant(told, one, field) for told in of] for of, one in zip(some, known, strict=True)]
    if sum(any(r) for r in right) < _ENOUGH:
        return None
    given: list[int | None] = [None] * len(times)
    for held in sorted(set(parts)):
        train = [i for i, part in enumerate(parts) if part != held and getattr(known[i], field) is not None]
        asked = [i for i, part in enumerate(parts) if part == held and some[i]]
        taught, labels = [_rows(some[i]) for i in train], [right[i] for i in train]
        shares = choices(taught, labels, [_rows(some[i]) for i in asked], _RIDGE, _LEAST)
        for i, share in zip(asked, shares, strict=True):
            given[i] = _likeliest(some[i], share, field)
    return given


def _is_meant(told: Told, known: Known, field: str) -> bool:
    """Whether a time is the coders' down to `field`: May of another year is another month."""
    if getattr(known, field) is None:
        return False
    coarser = FIELDS[: FIELDS.index(field) + 1]
    return all(getattr(known, name) in (None, told.value(name)) for name in coarser)


def _rows(times: Sequence[Told]) -> list[Features]:
    return [told.features for told in times]


def _likeliest(times: Sequence[Told], shares: Sequence[float], field: str) -> int | None:
    weight: dict[int | None, float] = defaultdict(float)
    for told, share in zip(times, shares, strict=True):
        weight[told.value(field)] += share
    return max(weight, key=lambda value: weight[value])
