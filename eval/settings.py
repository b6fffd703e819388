"""Which one country and which one town an article is about, of all that it names: what is read of each, and a choice.

The choice is learned on the articles of other parts (see eval/logistic.py); its features are what recount read.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from eval.logistic import Features, chosen
from eval.reports import Report, knowledge
from recount.find.places import find_places
from recount.model.claim import Where
from recount.model.mention import PlaceMention
from recount.places.folding import strict_key

_TOP = 4  # sentences that count as the beginning
_FINE = ("exact", "near", "area")
Named = dict[str, Features]  # candidate -> what is read of it


def countries_named(report: Report, plain: Mapping[str, str]) -> Named:
    """What is read of each country that an article names or has a place in, by its code. `plain`: codes that the coders
    count to another country's."""

    def of(code: str | None) -> str:
        return plain.get(code or "", code or "")

    told = [(of(m.best.country), m) for m in _mentions(report) if m.best is not None]
    return _features(report, told, lambda where: of(where.country), lambda where: True)


def towns_named(report: Report) -> Named:
    """What is read of each name of a place that is no adjective, by the folded words of the article."""
    text = report.analysis.document.text
    told = [(strict_key(m.span.of(text)), m) for m in _mentions(report) if m.role != "adjective"]
    known: dict[str, str] = {}
    for words, mention in told:
        if mention.best is not None:
            known.setdefault(strict_key(mention.best.name), words)

    def of(where: Where) -> str:
        names = [strict_key(name) for name in (where.name, where.name.partition(",")[0])]
        return next((known[name] for name in names if name in known), names[-1])

    return _features(report, told, of, lambda where: where.precision in _FINE)


def _mentions(report: Report) -> list[PlaceMention]:
    return [m for m in find_places(report.analysis, knowledge().gazetteer) if m.role != "name_part" or m.candidates]


def _features(
    report: Report,
    told: Sequence[tuple[str, PlaceMention]],
    of: Callable[[Where], str],
    answers: Callable[[Where], bool],
) -> Named:
    seen: dict[str, Counter[str]] = {}
    for name, mention in told:
        seen.setdefault(name, Counter()).update(_of_mention(mention))
    for name, facts in _of_record(report, of, answers):
        seen.setdefault(name, Counter()).update(facts)
    seen.pop("", None)
    order = list(dict.fromkeys(name for name, _ in told if name))
    return {name: _beside_others(seen, name) | _first(order, name) for name in seen}


def _of_mention(mention: PlaceMention) -> Iterator[str]:
    """How a place is named: as what, with which word of place, and where in the article."""
    yield "mention"
    yield f"mention {mention.role}"
    yield f"kind {mention.best.kind if mention.best is not None else 'unlisted'}"
    if mention.role == "place":
        yield f"word {mention.relation}"
    if mention.sentence == 0:
        yield f"title {mention.role}"
    if mention.sentence < _TOP:
        yield f"top {mention.role}"


def _of_record(
    report: Report, of: Callable[[Where], str], answers: Callable[[Where], bool]
) -> Iterator[tuple[str, Counter[str]]]:
    """What incidents and claims a place has, and whether the one with the most claims is there."""
    size = Counter(claim.incident for claim in report.claims if claim.harm is not None)
    ranked = sorted(report.incidents, key=lambda incident: -size[incident.id])
    for number, incident in enumerate(ranked):
        if incident.where is not None:
            found = Counter({"incident": 1, "claims of its incidents": size[incident.id], "largest": int(number == 0)})
            yield of(incident.where), found
    for claim in report.claims:
        if claim.where is not None:
            own = "claim in words" if claim.has_own_place else "claim taken over"
            yield of(claim.where), Counter({"claim": 1, own: 1, "claim at the top": int(claim.sentence < _TOP)})
    first = next((i.where for i in ranked if i.where is not None and of(i.where) and answers(i.where)), None)
    if first is not None:
        yield of(first), Counter({"by rule": 1})


def _beside_others(seen: dict[str, Counter[str]], name: str) -> dict[str, float]:
    """Whether, how often by its square root, of how much of all, and whether most."""
    found = {"of few": 1 / len(seen)}
    for fact, times in (+seen[name]).items():
        every = [told[fact] for told in seen.values()]
        found |= {f"any {fact}": 1.0, fact: times**0.5, f"share of {fact}": times / sum(every)}
        if times == max(every):
            found[f"most {fact}"] = 1.0
    return found


def _first(order: Sequence[str], name: str) -> dict[str, float]:
    return {"named early": 1 / (1 + order.index(name))} if name in order else {}


def likeliest(named: Sequence[Named], gold: Sequence[str | None], parts: Sequence[int]) -> list[str | None]:
    """The candidate that a model of the other parts holds likeliest, where the coders name one; else None."""
    asked = [(i, name) for i, told in enumerate(named) if gold[i] is not None for name in told]
    labels = [[strict_key(gold[i] or "") == strict_key(name)] for i, name in asked]
    rows = [named[i][name] for i, name in asked]
    odds = chosen(rows, labels, [parts[i] for i, _ in asked], lambda *_: 0.0, ridge=1.0, least=10)
    best: dict[int, tuple[float, str]] = {}
    for (i, name), (odd,) in zip(asked, odds, strict=True):
        best[i] = max(best.get(i, (float("-inf"), "")), (float(odd), name))
    return [best[i][1] if i in best else None for i in range(len(named))]
