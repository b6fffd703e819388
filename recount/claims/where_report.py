"""What a report as a whole tells of places: the country that it is set in, and the place that it begins with."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from recount.claims.where_named import head_of
from recount.claims.where_point import TOWNS, make_where, near
from recount.knowledge.grammar import load_grammar
from recount.knowledge.places import capitals
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.claim import Draft, Where
from recount.model.mention import Candidate, PlaceMention
from recount.model.span import Span
from recount.places.distance import km_between
from recount.places.folding import strict_key
from recount.places.gazetteer import Gazetteer

AGREE_KM = 40.0  # places this close are one place, when a report's places are compared
LEAD_SENTENCES = 6  # the title and what follows it, where a report says what it is about
OPENING_SENTENCES = 2  # the title and the first sentence, where a town needs no word of place to be the report's
_VOTES = {"place": 2, "dateline": 2, "adjective": 1}  # for the country of a report
MOST = 0.6  # the share of a report's places that must agree on its main one


@dataclass(frozen=True, slots=True)
class Home:
    """The country that most of a report's names of places and demonyms lie in, with its first mention."""

    mention: PlaceMention
    best: Candidate
    firm: bool  # the report names it, or two places of it


@dataclass(frozen=True, slots=True)
class Told:
    """What the report tells of places beside its claims; `lead`: the place that its first sentences are set in."""

    analysis: Analysis
    by_sentence: dict[int, list[PlaceMention]]
    home: Home | None
    lead: Where | None
    written: Where | None  # the town of the dateline, which "here" means in what the reporter says


def with_namesakes(places: Sequence[PlaceMention], text: str) -> Iterator[PlaceMention]:
    """The mentions, and those inside other names ("the Lahore Marathon") as the place that the report calls so."""
    known: dict[str, PlaceMention] = {}
    for mention in places:
        if mention.best is not None and mention.role in ("place", "dateline") and mention.best.kind in TOWNS:
            known.setdefault(strict_key(mention.span.of(text)), mention)
    for mention in places:
        other = known.get(strict_key(mention.span.of(text))) if mention.role == "name_part" else None
        yield replace(mention, best=other.best, candidates=other.candidates) if other is not None else mention


def home_of(places: Sequence[PlaceMention], gazetteer: Gazetteer) -> Home | None:
    """The country that most of the report's names lie in, a demonym counting half; None where none has most. A dateline
    counts only where there is none without: it may be a correspondent's seat."""
    prose = [mention for mention in places if mention.role != "dateline"]
    return _home_by(prose, gazetteer) or _home_by(places, gazetteer)


def _home_by(places: Sequence[PlaceMention], gazetteer: Gazetteer) -> Home | None:
    told = [
        (m, m.best)
        for m in places
        if m.best is not None and m.best.country and m.role in _VOTES and m.relation != "end"
    ]
    points: Counter[str] = Counter()
    for mention, place in told:
        points[place.country or ""] += _VOTES[mention.role]
    code, most = next(iter(points.most_common(1)), ("", 0))
    country = gazetteer.country(code)
    if country is None or most < MOST * sum(points.values()):
        return None
    own = [(mention, place) for mention, place in told if place.country == code]
    named = [mention for mention, place in own if place.kind == "country"]
    firm = bool(named) or len({place.id for _, place in own}) > 1
    return Home(named[0] if named else own[0][0], country, firm)


def not_of_the_doers(places: Sequence[PlaceMention], drafts: Sequence[Draft], analysis: Analysis) -> list[PlaceMention]:
    """The mentions that do not just say who acts or speaks: "Israeli troops", "killed by Turkey", "said in Geneva"."""
    doers: dict[int, set[int]] = {}
    for draft in drafts:
        if draft.agent is not None:
            doers.setdefault(draft.sentence, set()).add(draft.agent)
    return [
        m
        for m in places
        if m.role == "dateline" or not _is_a_doer_s(m, analysis.sentences[m.sentence], doers.get(m.sentence, set()))
    ]


def _is_a_doer_s(mention: PlaceMention, sentence: Sentence, doers: set[int]) -> bool:
    head = head_of(mention, sentence)
    above = sentence.head(head)
    if above is not None and above.lemma.lower() in load_grammar().seats and above.dep in ("acl", "amod"):
        return True  # "a monitor based in Britain", "a Kaduna-based group"
    if _is_a_speaker_s(head, sentence):
        return True
    if mention.relation in ("at", "near", "border", "toward", "end"):
        return False
    side = above is not None and head.dep in ("amod", "compound", "nmod") and above.i in doers
    return head.i in doers or side


def _is_a_speaker_s(head: Token, sentence: Sentence) -> bool:
    """ "The government in Addis Ababa said that ...", "he said in Geneva that ..."."""
    above = sentence.head(head)
    verb = sentence.head(above) if above is not None and head.dep == "nmod" and above.deprel == "nsubj" else above
    speaking = verb is not None and head.dep in ("nmod", "obl") and verb.upos == "VERB"
    return speaking and verb is not None and bool(sentence.children(verb, "ccomp"))


def lead_place(
    analysis: Analysis, by_sentence: dict[int, list[PlaceMention]], country: str | None, seats: Collection[Span]
) -> Where | None:
    """The place of this country that the report begins with: a town with a word of place ("in", "near") in its first
    sentences, a town in the very first ("Kaduna police said"), a region, or the town that it was written in.

    `seats` are the mentions that only say who acts. Capitals stand for governments and are where correspondents sit:
    one that a report was written in says no more than its country.
    """
    told = [m for number in range(LEAD_SENTENCES) for m in by_sentence.get(number, []) if m.span not in seats]
    own = [(m, m.best) for m in told if m.best is not None and country is not None and m.best.country == country]
    placed = [m for m, _ in own if m.role == "place" and m.relation in ("at", "near")]
    opening = [m for m, best in own if best.kind in TOWNS and _opens(m, analysis)]
    begun = [_as_lead(m, analysis, "the report begins with this place") for m in placed]
    begun += [near(_as_lead(m, analysis, "the report begins with this place")) for m in opening]
    dateline = [m for m, best in own if m.role == "dateline" and best.kind in TOWNS and not is_capital(best)]
    written = (near(_as_lead(m, analysis, "the report was written here")) for m in dateline)
    return next((where for where in begun if where.is_fine), None) or next(iter(begun), None) or next(written, None)


def place_of_dateline(places: Sequence[PlaceMention], analysis: Analysis) -> Where | None:
    """The town that the report was written in."""
    towns = (m for m in places if m.role == "dateline" and m.best is not None and m.best.kind in TOWNS)
    first = next(towns, None)
    why = first.best.why if first is not None and first.best is not None else ""
    return (
        make_where(first, analysis.document.text, f'"Here" is where the report was written. {why}') if first else None
    )


def _opens(mention: PlaceMention, analysis: Analysis) -> bool:
    """ "Kaduna police said", "Two held in the Kaduna case", in a title or a first sentence; not "Moscow accused", nor
    "a Kaduna-based group"."""
    if mention.role != "place" or mention.relation != "unknown" or mention.sentence >= OPENING_SENTENCES:
        return False
    sentence = analysis.sentences[mention.sentence]
    head = head_of(mention, sentence)
    above = sentence.head(head)
    based = above is not None and load_grammar().seats & {above.lemma.lower(), *_lemmas(sentence.children(above))}
    return head.dep != "nsubj" and not sentence.children(head, "case") and not based


def _lemmas(tokens: Sequence[Token]) -> list[str]:
    return [token.lemma.lower() for token in tokens]


def _as_lead(mention: PlaceMention, analysis: Analysis, what: str) -> Where:
    why = mention.best.why if mention.best is not None else ""
    return make_where(mention, analysis.document.text, f"Nothing nearer says where; {what}. {why}")


def is_capital(place: Candidate) -> bool:
    return strict_key(capitals().get(place.country or "", "")) == strict_key(place.name)


def main_place(found: Sequence[Where]) -> Where | None:
    """The most specific place that most of the places agree with: they hold it, or are close to it.

    None where two fine places that lie apart both fit: that is no one place of the report.
    """
    ranked = sorted(found, key=lambda where: where.radius_km)
    fitting = [w for w in ranked if sum(agree(w, other) for other in found) >= MOST * len(found)]
    best = next(iter(fitting), None)
    if best is None or any(other.is_fine and not agree(best, other) for other in fitting):
        return None
    return best


def agree(where: Where, other: Where) -> bool:
    """Whether `other` holds `where` or is close to it."""
    if other.precision == "country":
        return where.country == other.country
    return km_between(where.lat, where.lon, other.lat, other.lon) <= max(AGREE_KM, other.radius_km)
