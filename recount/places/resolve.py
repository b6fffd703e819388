"""Which place each name of a report means: by the report's other places, its countries and regions, and likelihood."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from recount.knowledge.places import weights
from recount.model.mention import Candidate
from recount.places.distance import is_in, km_apart
from recount.places.folding import strict_key
from recount.places.gazetteer import Gazetteer

KEPT = 5  # candidates that a mention keeps


@dataclass(frozen=True, slots=True)
class Name:
    """A name to resolve. `kind`: what the words call it ("X district" -> admin2), `holder`: the index of the name
    that follows it as what holds it ("Aleppo, Syria"), `weak`: a demonym, which only votes for its countries."""

    text: str
    candidates: tuple[Candidate, ...]
    kind: str | None = None
    holder: int | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """`best` is None where two readings fit and no larger place holds both; `candidates` the best first."""

    best: Candidate | None
    candidates: tuple[Candidate, ...]


def resolve(names: Sequence[Name], gazetteer: Gazetteer) -> list[Resolved]:
    """One answer for each name, in order. The same name in one report means one place, unless words call it another."""
    leads = [_lead(name.candidates) for name in names]
    scored: list[tuple[Candidate, ...]] = [name.candidates for name in names]
    for _ in range(2):  # the second round reads the places that the first one took
        scored = [_score(number, names, leads) for number in range(len(names))]
        leads = [_lead(candidates) for candidates in scored]
    shared = _share(names, scored)
    return [_choose(candidates, gazetteer) for candidates in shared]


def _lead(candidates: Sequence[Candidate]) -> Candidate | None:
    """The first candidate where it is well ahead of any other place far from it."""
    if not candidates:
        return None
    first = candidates[0]
    rivals = [other for other in candidates[1:] if not _is_same_spot(first, other)]
    ahead = not rivals or first.score - rivals[0].score >= weights().choice["votes_margin"]
    return first if ahead else None


def _is_same_spot(candidate: Candidate, other: Candidate) -> bool:
    """A town and its own region, or two places so close that it does not matter."""
    near = km_apart(candidate, other) <= weights().choice["apart_km"]
    return is_in(candidate, other) or is_in(other, candidate) or near


def _score(number: int, names: Sequence[Name], leads: Sequence[Candidate | None]) -> tuple[Candidate, ...]:
    """The name's candidates with the points that the rest of the report gives them, the best first."""
    name = names[number]
    key = strict_key(name.text)
    others = [
        (other, lead)
        for other, lead in zip(names, leads, strict=True)
        if lead is not None and strict_key(other.text) != key
    ]
    votes = _votes(others)
    total = sum(votes.values())
    holder = names[name.holder].candidates if name.holder is not None else ()
    firm = [lead for other, lead in others if not other.weak and lead.kind != "country"]
    lands = [lead for _, lead in others if lead.kind == "country"]
    found = [_weigh(candidate, name, votes, total, holder, firm, lands) for candidate in name.candidates]
    return tuple(sorted(found, key=lambda candidate: (-candidate.score, candidate.id)))


def _votes(others: Sequence[tuple[Name, Candidate]]) -> Counter[str]:
    """What each country has of the report's other names: two for a name of a place, one for a demonym; of one name,
    three times count at most."""
    votes: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for other, lead in others:
        seen[strict_key(other.text)] += 1
        if lead.country and seen[strict_key(other.text)] <= 3:
            votes[lead.country] += 1 if other.weak else 2
    return votes


def _weigh(
    candidate: Candidate,
    name: Name,
    votes: Counter[str],
    total: int,
    holder: Sequence[Candidate],
    firm: Sequence[Candidate],
    lands: Sequence[Candidate],
) -> Candidate:
    context = weights().context
    points, why = candidate.score, [candidate.why]
    share = votes[candidate.country or ""] / total if total else 0.0
    if share:
        points += context["country_share"] * share
        why.append(f"Other names of the report lie in {candidate.country}.")
    if total >= context["firm_votes"] and share < context["stranger_share"] and candidate.kind == "city":
        points += context["stranger"]
        why.append("Hardly any other name of the report lies in its country.")
    if any(is_in(candidate, held) for held in holder):
        points += context["held_by_next"]
        why.append("The name that follows it holds it.")
    if any(lead.kind in ("admin1", "area") and is_in(candidate, lead) for lead in firm):
        points += context["named_region"]
        why.append("The report names its region.")
    elif any(0 < km_apart(candidate, lead) <= context["near_km"] for lead in firm):
        points += context["near_others"]
        why.append("Other places of the report are near.")
    if not share and any(_is_beside(candidate, land) for land in lands):
        points += context["beside_country"]
        why.append("It lies beside a country that the report names.")
    points += _kind_points(candidate.kind, name.kind) if name.kind else 0.0
    return replace(candidate, score=round(points, 4), why=" ".join(why))


def _is_beside(candidate: Candidate, land: Candidate) -> bool:
    """Whether a town lies no farther from the middle of a country than its own farthest parts."""
    return candidate.kind == "city" and km_apart(candidate, land) <= weights().context["beside_radii"] * land.radius_km


def _kind_points(kind: str, called: str) -> float:
    """What it adds or takes that the words call the place a town, district, province or else."""
    if kind == called:
        return weights().context["kind_word"]
    if {kind, called} <= {"admin1", "admin2", "area"}:
        return weights().context["kind_word"] / 2
    return weights().context["kind_against"]


def _share(names: Sequence[Name], scored: Sequence[tuple[Candidate, ...]]) -> list[tuple[Candidate, ...]]:
    """For each name, the scores of the clearest mention of it in the report (the one with a holder, say)."""
    clearest: dict[tuple[str, str | None], tuple[Candidate, ...]] = {}
    for name, candidates in zip(names, scored, strict=True):
        at = (strict_key(name.text), name.kind)
        if candidates and (at not in clearest or candidates[0].score > clearest[at][0].score):
            clearest[at] = candidates
    return [clearest.get((strict_key(name.text), name.kind), ()) for name in names]


def _choose(candidates: tuple[Candidate, ...], gazetteer: Gazetteer) -> Resolved:
    kept = candidates[:KEPT]
    if not candidates:
        return Resolved(None, ())
    first = candidates[0]
    if first.score < 0:  # a small town where nothing else of the report lies
        return Resolved(None, kept)
    close = [other for other in candidates[1:] if first.score - other.score < weights().choice["margin"]]
    rivals = [other for other in close if not _is_same_spot(first, other)]
    if not rivals:
        return Resolved(first, kept)
    return Resolved(_holder_of([first, *rivals], gazetteer), kept)


def _holder_of(rivals: Sequence[Candidate], gazetteer: Gazetteer) -> Candidate | None:
    """The country that holds all of these, taken in their stead; None where there is none."""
    codes = {rival.country for rival in rivals}
    code = next(iter(codes))
    held = gazetteer.country(code) if len(codes) == 1 and code else None
    if held is None:
        return None
    names = " and ".join(sorted({f"{rival.name} ({rival.admin1 or rival.kind})" for rival in rivals}))
    why = f"Several places fit, {names}; the country that holds them is taken."
    return replace(held, score=rivals[0].score, why=why)
