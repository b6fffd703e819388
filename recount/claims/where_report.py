"""What a report as a whole tells of places: the country that it is set in, and the place that it begins with."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from recount.claims.where_named import head_of
from recount.claims.where_point import TOWNS, make_where
from recount.knowledge.grammar import load_grammar
from recount.model.analysis import Analysis, Sentence
from recount.model.claim import Draft, Where
from recount.model.mention import Candidate, PlaceMention
from recount.places.distance import km_between
from recount.places.folding import strict_key

AGREE_KM = 40.0  # places this close are one place, when a report's places are compared
LEAD_SENTENCES = 6  # the title and what follows it, where a report says what it is about
MOST = 0.6  # the share of a report's places that must agree on its main one


@dataclass(frozen=True, slots=True)
class Home:
    """The country that most of a report's names of places and demonyms lie in, with its first mention."""

    mention: PlaceMention
    best: Candidate


@dataclass(frozen=True, slots=True)
class Told:
    """What the report tells of places beside its claims; `lead`: the place that its first sentences are set in."""

    analysis: Analysis
    by_sentence: dict[int, list[PlaceMention]]
    home: Home | None
    lead: Where | None


def with_namesakes(places: Sequence[PlaceMention], text: str) -> Iterator[PlaceMention]:
    """The mentions, and those inside other names ("the Lahore Marathon") as the place that the report calls so."""
    known: dict[str, PlaceMention] = {}
    for mention in places:
        if mention.best is not None and mention.role in ("place", "dateline") and mention.best.kind in TOWNS:
            known.setdefault(strict_key(mention.span.of(text)), mention)
    for mention in places:
        other = known.get(strict_key(mention.span.of(text))) if mention.role == "name_part" else None
        yield replace(mention, best=other.best, candidates=other.candidates) if other is not None else mention


def home_of(places: Sequence[PlaceMention]) -> Home | None:
    """The country that most of the report's names lie in, a demonym counting half; None where none has most."""
    points: Counter[str] = Counter()
    for mention in places:
        if mention.best is not None and mention.best.country and mention.role in ("place", "adjective"):
            points[mention.best.country] += 2 if mention.role == "place" else 1
    code, most = next(iter(points.most_common(1)), ("", 0))
    if not most or most < MOST * sum(points.values()):
        return None
    for mention in places:
        if mention.best is not None and mention.best.kind == "country" and mention.best.country == code:
            return Home(mention, mention.best)
    return None


def not_of_the_doers(places: Sequence[PlaceMention], drafts: Sequence[Draft], analysis: Analysis) -> list[PlaceMention]:
    """The mentions that do not just say who acts or with what: "Israeli troops", "killed by Turkey"."""
    doers: dict[int, set[int]] = {}
    for draft in drafts:
        if draft.agent is not None:
            doers.setdefault(draft.sentence, set()).add(draft.agent)
    told = [m for m in places if m.role != "dateline"]
    return [m for m in told if not _is_a_doer_s(m, analysis.sentences[m.sentence], doers.get(m.sentence, set()))]


def _is_a_doer_s(mention: PlaceMention, sentence: Sentence, doers: set[int]) -> bool:
    head = head_of(mention, sentence)
    above = sentence.head(head)
    if above is not None and above.lemma.lower() in load_grammar().seats and above.dep == "acl":
        return True  # "a monitor based in Britain"
    if mention.relation in ("at", "near", "border", "toward"):
        return False
    side = above is not None and head.dep in ("amod", "compound", "nmod") and above.i in doers
    return head.i in doers or side


def lead_place(analysis: Analysis, by_sentence: dict[int, list[PlaceMention]], country: str | None) -> Where | None:
    """The first place of this country with a word of place ("in", "near") in the first sentences, finer ones first."""
    found = [
        make_where(mention, analysis.document.text, mention.best.why)
        for number in range(LEAD_SENTENCES)
        for mention in by_sentence.get(number, [])
        if mention.best is not None and mention.role == "place" and mention.relation in ("at", "near")
        if country is not None and mention.best.country == country
    ]
    fine = [where for where in found if where.precision not in ("country", "region")]
    return next(iter(fine or found), None)


def main_place(found: Sequence[Where]) -> Where | None:
    """The most specific place that most of the places agree with: they hold it, or are close to it.

    None where two fine places that lie apart both fit: that is no one place of the report.
    """
    ranked = sorted(found, key=lambda where: where.radius_km)
    fitting = [w for w in ranked if sum(agree(w, other) for other in found) >= MOST * len(found)]
    best = next(iter(fitting), None)
    if best is None or any(is_fine(other) and not agree(best, other) for other in fitting):
        return None
    return best


def is_fine(where: Where) -> bool:
    return where.precision not in ("country", "region")


def agree(where: Where, other: Where) -> bool:
    """Whether `other` holds `where` or is close to it."""
    if other.precision == "country":
        return where.country == other.country
    return km_between(where.lat, where.lon, other.lat, other.lon) <= max(AGREE_KM, other.radius_km)
