"""Where each claim's event took place: by syntax, by its sentence, or carried from what the report said before.

Never the dateline, the speaker's seat, or where the fire came from (that is the claim's `origin`). Each place says in
`why` how it came to the claim.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from recount.knowledge.grammar import load_grammar
from recount.knowledge.places import kind_words, place_words, relation_words, shifts
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.claim import Draft, Where
from recount.model.document import BlockKind
from recount.model.mention import Candidate, PlaceMention
from recount.places.distance import KM_PER_DEGREE, is_in, km_between
from recount.places.folding import strict_key

NEAR_KM = 10.0  # what "near X" and "north of X" add to X's own radius
EXACT_KM, AREA_KM = 3.0, 15.0  # the largest radius of an area that is still exact, or an area
AGREE_KM = 40.0  # places this close are one place, when a report's places are compared
CLOSE_SENTENCES = 3  # how far back a place is carried without a word that points to it
LEAD_SENTENCES = 6  # the title and what follows it, where a report says what it is about
LONG_DAYS = 14  # a claim of a longer time is of no single place
MOST = 0.6  # the share of a report's places that must agree on its main one
PART = 0.6  # the radius of "southern X" as a part of X's
# How close a place stands to its claim's words. FAR is the clause of a verb of saying above them: the speaker's seat.
OWN_CLAUSE, GOVERNING_CLAUSE, SAME_SENTENCE, FAR = 0, 1, 2, 9
_TOWNS = ("city", "admin2")
# The note on a draft whose place was carried to it, not named in its own sentence.
INHERITED = "place:inherited"
# The start of the note on a draft whose own words name a place that could not be resolved; the folded name follows.
NAMED = "place:named:"

_HOW = {
    OWN_CLAUSE: "named with the act",
    GOVERNING_CLAUSE: "named in the clause that the act belongs to",
    SAME_SENTENCE: "named in the same sentence",
}


@dataclass(frozen=True, slots=True)
class Fit:
    """A place mention that may be where a draft's event took place, and how it hangs together with it."""

    mention: PlaceMention
    best: Candidate
    closeness: int
    gap: int  # tokens between the place and the trigger
    steps: int = 0  # from the place up to the harmed, of whom several are told by one word


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


def set_places(drafts: Sequence[Draft], analysis: Analysis, places: Sequence[PlaceMention]) -> tuple[Draft, ...]:
    """The drafts with `where` and `origin` as far as the report says, and a note where the place was carried."""
    by_sentence: dict[int, list[PlaceMention]] = {}
    for mention in _with_namesakes(places, analysis.document.text):
        by_sentence.setdefault(mention.sentence, []).append(mention)
    triggers: dict[int, set[int]] = {}
    for draft in drafts:
        triggers.setdefault(draft.sentence, set()).add(draft.trigger)
    named = [_set_named(d, analysis, by_sentence.get(d.sentence, []), triggers[d.sentence]) for d in drafts]
    home = _home(_not_of_the_doers(places, drafts, analysis))
    told = Told(analysis, by_sentence, home, _lead_place(analysis, by_sentence, home.best.country if home else None))
    return tuple(_set_carried(draft, named, told) for draft in named)


def _with_namesakes(places: Sequence[PlaceMention], text: str) -> Iterator[PlaceMention]:
    """The mentions, and those inside other names ("the Lahore Marathon") as the place that the report calls so."""
    known: dict[str, PlaceMention] = {}
    for mention in places:
        if mention.best is not None and mention.role in ("place", "dateline") and mention.best.kind in _TOWNS:
            known.setdefault(strict_key(mention.span.of(text)), mention)
    for mention in places:
        other = known.get(strict_key(mention.span.of(text))) if mention.role == "name_part" else None
        yield replace(mention, best=other.best, candidates=other.candidates) if other is not None else mention


# --- in the claim's own sentence ----------------------------------------------------------------------------


def _set_named(draft: Draft, analysis: Analysis, mentions: Sequence[PlaceMention], triggers: set[int]) -> Draft:
    """The draft with the place and the origin that its own sentence names."""
    sentence = analysis.sentences[draft.sentence]
    text = analysis.document.text
    draft = _set_origin(draft, sentence, mentions, text, frozenset(triggers - {draft.trigger}))
    title = analysis.block_of(sentence).kind is BlockKind.TITLE
    others = frozenset(triggers - {draft.trigger})
    fits = [fit for mention in mentions if (fit := _fit(mention, draft, sentence, title, others))]
    if _means_one_told_before(draft, sentence):
        fits = [fit for fit in fits if fit.closeness == OWN_CLAUSE]
    unlisted = _unlisted_of(draft, sentence, mentions, others)
    if draft.beside:  # "nine in X and four in Y": each has its own
        fits, unlisted = _nearest(draft, sentence, fits, unlisted)
    names = sorted({strict_key(mention.span.of(text)) for mention in unlisted})
    draft = replace(draft, notes=(*draft.notes, *(f"{NAMED}{name}" for name in names)))
    if unlisted:  # a finer place of the sentence that is not this act's says nothing of where it lies
        fits = [fit for fit in fits if fit.closeness <= GOVERNING_CLAUSE or _is_large(fit.best)]
    if not fits:
        return draft
    closest = min(fit.closeness for fit in fits)
    fit = _finest(min((fit for fit in fits if fit.closeness == closest), key=_specificity), fits)
    why = f'"{fit.mention.phrase.of(text)}" is {_HOW[fit.closeness]}. {fit.best.why}'
    beside = _unlisted_beside(fit, mentions, text)
    where = make_where(fit.mention, text, f"{why} {beside}".strip())
    return replace(draft, where=where)


def _means_one_told_before(draft: Draft, sentence: Sentence) -> bool:
    """ "The raid drew fire on X": a definite act as subject has its place elsewhere, unless it stands in its phrase."""
    trigger = sentence.tokens[draft.trigger]
    return _is_definite(trigger, sentence) and trigger.upos == "NOUN" and trigger.dep == "nsubj"


def _is_definite(noun: Token, sentence: Sentence) -> bool:
    """ "The raid", "this raid": a noun that is taken for known."""
    articles = sentence.children(noun, "det")
    return any(t.feat("Definite") == "Def" or t.feat("PronType") == "Dem" for t in articles)


def _unlisted_of(
    draft: Draft, sentence: Sentence, mentions: Sequence[PlaceMention], others: frozenset[int]
) -> list[PlaceMention]:
    """The places that the draft's own clause names and that are in no gazetteer, or may be several."""
    return [
        mention
        for mention in mentions
        if mention.best is None and mention.role == "place" and mention.relation in ("at", "near")
        if _may_be_town(mention, sentence)
        if _closeness(_head_of(mention, sentence), draft, sentence, others) <= GOVERNING_CLAUSE
    ]


def _may_be_town(mention: PlaceMention, sentence: Sentence) -> bool:
    """Not a street, a hall or a quarter, which lie in a place that is told elsewhere."""
    words = {token.text.lower() for token in sentence.within(mention.phrase)}
    kinds = {kind_words()[word] for word in words if word in kind_words()}
    spots = place_words().streets | place_words().facilities
    return words.isdisjoint(spots) and kinds <= {"city"}


def _nearest(
    draft: Draft, sentence: Sentence, fits: Sequence[Fit], unlisted: Sequence[PlaceMention]
) -> tuple[list[Fit], list[PlaceMention]]:
    """The places that stand closest to the draft's own harmed, listed and unlisted."""
    steps = {id(mention): _steps(_head_of(mention, sentence), draft, sentence) for mention in unlisted}
    least = min([*steps.values(), *(fit.steps for fit in fits)], default=0)
    return [fit for fit in fits if fit.steps == least], [m for m in unlisted if steps[id(m)] == least]


def _is_large(place: Candidate) -> bool:
    return place.kind in ("country", "admin1") or (place.kind == "area" and place.radius_km > AREA_KM)


def _finest(fit: Fit, fits: Sequence[Fit]) -> Fit:
    """A place of the same sentence that lies inside the closest one, where there is one: "in Iraq ... in Mosul"."""
    inside = [other for other in fits if is_in(other.best, fit.best)]
    return min(inside, key=lambda other: (other.closeness, *_specificity(other)), default=fit)


def _set_origin(
    draft: Draft, sentence: Sentence, mentions: Sequence[PlaceMention], text: str, others: frozenset[int]
) -> Draft:
    """Where fire came from: "from X" beside a launch; its words, and a first-level region or a country at most."""
    if not _is_launch(draft):
        return draft
    for mention in mentions:
        if mention.relation == "from" and mention.best is not None and mention.role == "place":
            if _closeness(_head_of(mention, sentence), draft, sentence, others) <= GOVERNING_CLAUSE:
                return replace(draft, origin=(mention.phrase.of(text), _large_name(mention.best)))
    return draft


def _is_launch(draft: Draft) -> bool:
    return draft.unit == "munitions" or draft.act in place_words().launches


def _large_name(place: Candidate) -> str:
    """The first-level region or area that a place is or lies in, or its country."""
    if place.kind in ("admin1", "country") or (place.kind == "area" and place.radius_km > AREA_KM):
        return place.name
    return place.admin1 or place.country or place.name


def _fit(mention: PlaceMention, draft: Draft, sentence: Sentence, title: bool, others: frozenset[int]) -> Fit | None:
    """The mention as this draft's place, or None where its words say that it is not."""
    if mention.best is None or mention.role not in ("place", "name_part") or mention.relation == "from":
        return None
    head = _head_of(mention, sentence)
    is_part = mention.best.kind in _TOWNS and _names_its_event(head, draft, sentence)
    if mention.role == "name_part" and not is_part:
        return None
    if mention.relation == "unknown" and not (title or is_part or _is_attribute(head, draft, sentence, others)):
        return None
    closeness = _closeness(head, draft, sentence, others)
    if closeness == FAR or (mention.relation == "toward" and closeness > GOVERNING_CLAUSE):
        return None
    return Fit(mention, mention.best, closeness, abs(head.i - draft.trigger), _steps(head, draft, sentence))


def _steps(head: Token, draft: Draft, sentence: Sentence) -> int:
    """How far the place stands from the harmed, where one word tells of several ("nine in X and four in Y")."""
    if not draft.beside or draft.victim is None:
        return 0
    path = [head.i, *(token.i for token in sentence.ancestors(head))]
    return path.index(draft.victim) if draft.victim in path else len(path)


def _head_of(mention: PlaceMention, sentence: Sentence) -> Token:
    """The token of the phrase whose head lies outside it."""
    tokens = sentence.within(mention.phrase) or sentence.within(mention.span)
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head not in inside), tokens[0])


def _is_attribute(head: Token, draft: Draft, sentence: Sentence, others: frozenset[int]) -> bool:
    """A place without a word of place that still says where: "the Kabul bombing", "Chad's army base", ", Syria", and
    what an act is aimed at ("shelled Homs")."""
    above = sentence.head(head)
    if head.dep == "obj" or head.deprel == "nsubj:pass":
        aimed = above is not None and above.upos == "VERB" and above.i in {draft.trigger, *others}
        return aimed and not (above is not None and above.i == draft.trigger and draft.harm is not None)
    if head.dep in ("compound", "appos", "flat", "list", "conj") or head.deprel == "nmod:poss":
        return above is not None and (above.i in (draft.trigger, draft.victim) or _is_place_noun(above))
    return False


def _names_its_event(head: Token, draft: Draft, sentence: Sentence) -> bool:
    """ "The Lahore Marathon bombing", "near the Lahore Marathon": a town in the name of the act or of its scene."""
    token, above = head, sentence.head(head)
    while above is not None and token.dep in ("compound", "flat", "nmod") and not sentence.children(token, "case"):
        if above.i == draft.trigger and above.upos in ("NOUN", "PROPN"):
            return True
        token, above = above, sentence.head(above)
    return token is not head and _is_beside_the_act(token, sentence)


@cache
def _near_words() -> frozenset[str]:
    return frozenset(words[0] for words, relation in relation_words() if relation == "near" and len(words) == 1)


@cache
def _site_words() -> frozenset[str]:
    return frozenset(words[0] for words, relation in relation_words() if relation != "toward" and len(words) == 1)


def _is_beside_the_act(noun: Token, sentence: Sentence) -> bool:
    """Whether the noun's phrase says what an act was near, up to three phrases of "of": "near the end of the race"."""
    for _ in range(3):
        cases = {token.text.lower() for token in sentence.children(noun, "case")}
        above = sentence.head(noun)
        if cases & _near_words():
            return True
        if above is None or not cases or not cases <= load_grammar().wholes:
            return False
        noun = above
    return False


def _is_place_noun(token: Token) -> bool:
    text = token.text.lower()
    return text in kind_words() or text in place_words().facilities or token.name.endswith("LOC")


_CLAUSES = frozenset({"acl", "advcl", "conj", "csubj"})
_ASIDE = frozenset({"ccomp", "parataxis"})  # what is said hangs so on the verb of saying


def _closeness(head: Token, draft: Draft, sentence: Sentence, others: frozenset[int]) -> int:
    """How the place's phrase hangs together with the draft's words; see OWN_CLAUSE and the others.

    `others` are the triggers of other drafts: a place that hangs on one of them is that act's ("the raid drew fire on
    the post at X"), and no more than of the same sentence for this draft.
    A phrase of the verb of saying ("said in Geneva") is farther than any: the act is what is said.
    """
    anchors = {draft.trigger, draft.victim, draft.agent} - {None}
    path = [head, *sentence.ancestors(head)]
    closeness = OWN_CLAUSE
    for token in path:
        if token.i in anchors:
            return closeness
        if token.i in others and token.upos in ("NOUN", "PROPN"):
            return SAME_SENTENCE
        if token.dep in _ASIDE:
            break
        if token.dep in _CLAUSES and token.upos in ("VERB", "AUX"):
            closeness = SAME_SENTENCE if token.dep == "acl" else max(closeness, GOVERNING_CLAUSE)
    governors = _governors(draft, sentence)
    joined = next((token for token in path if token.i in governors), None)
    if joined is None:
        return SAME_SENTENCE
    return governors[joined.i]


def _governors(draft: Draft, sentence: Sentence) -> dict[int, int]:
    """The tokens above the trigger and how close a place under them is; past a verb of saying none is close."""
    trigger = sentence.tokens[draft.trigger]
    found: dict[int, int] = {}
    token, closeness = trigger, GOVERNING_CLAUSE
    for above in sentence.ancestors(trigger):
        if token.dep in _ASIDE:
            closeness = FAR
        found[above.i] = closeness
        token = above
    return found


def _specificity(fit: Fit) -> tuple[int, int, float, int]:
    """Smaller is better: its own harmed's, a place before a country, a smaller before a larger one, the nearer."""
    relation = {"at": 0, "near": 0, "border": 1, "toward": 1, "unknown": 1}[fit.mention.relation]
    return fit.steps, relation, fit.best.radius_km, fit.gap


def _unlisted_beside(fit: Fit, mentions: Sequence[PlaceMention], text: str) -> str:
    """The note for "the village of Q in X" where Q is in no gazetteer."""
    for mention in mentions:
        before = 0 <= fit.mention.phrase.start - mention.span.end <= 3
        if before and mention.best is None and not mention.candidates and mention.role == "place":
            return f'"{mention.span.of(text)}" is in no gazetteer; what holds it is given.'
    return ""


# --- from what was said before --------------------------------------------------------------------


def _set_carried(draft: Draft, named: Sequence[Draft], told: Told) -> Draft:
    """The draft with a place carried to it where its sentence names none, or only a country or region that holds it."""
    peers = [other for other in named if other.where and other is not draft and _may_share_place(draft, other)]
    if draft.where is not None:
        return draft
    if any(note.startswith(NAMED) for note in draft.notes):  # told where, though not where that is
        country = _from_home(told)
        return _with_carried(draft, country) if country else draft
    if draft.origin is not None:  # what was fired lands elsewhere than where the rest of the report may be set
        landed = _from_report(peers)
        return _with_carried(draft, landed) if landed else draft
    if _is_long(draft):  # told of many places, as of a long time
        return draft
    sentence = told.analysis.sentences[draft.sentence]
    mentions = told.by_sentence.get(draft.sentence, [])
    steps: Sequence[Callable[[], Where | None]] = (
        lambda: _from_site(draft, sentence, told),
        lambda: _from_reference(draft, sentence, [*peers, *_undated_peers(draft, named)], told.analysis),
        lambda: _from_before(draft, peers, told.analysis),
        lambda: _from_block(draft, peers, told.analysis),
        lambda: _from_report(peers),
        lambda: _from_lead(draft, told),
        lambda: _from_adjective(sentence, mentions, told.analysis.document.text),
        lambda: _from_home(told),
    )
    for step in steps:
        if where := step():
            return _with_carried(draft, _finer(draft, where, peers, told) or where)
    return draft


def _with_carried(draft: Draft, where: Where) -> Draft:
    return replace(draft, where=where, notes=(*draft.notes, INHERITED))


def _undated_peers(draft: Draft, named: Sequence[Draft]) -> list[Draft]:
    """What is told without a time of its own, which "the attack" may mean whatever its day."""
    undated = [d for d in named if "time:unknown" in d.notes and d.where is not None and d is not draft]
    return [d for d in undated if (draft.origin is None) == (d.origin is None) and not _same_day(draft, d)]


def _may_share_place(draft: Draft, other: Draft) -> bool:
    """Whether the other's place may be this draft's: of one day, and both or neither fired from somewhere else."""
    return _same_day(draft, other) and (draft.origin is None) == (other.origin is None)


def _same_day(draft: Draft, other: Draft) -> bool:
    """Whether the two may be of one day: their times meet, or one has none."""
    if draft.when is None or other.when is None:
        return True
    return draft.when.start <= other.when.end and other.when.start <= draft.when.end


def _is_long(draft: Draft) -> bool:
    """Told of a longer time ("since January"): such a claim is of no single place."""
    return draft.when is not None and (draft.when.end - draft.when.start).days > LONG_DAYS


def _carry(where: Where, why: str) -> Where:
    return replace(where, why=f"{why} {where.why}")


def _before(draft: Draft, peers: Sequence[Draft]) -> Sequence[Draft]:
    """The peers that stand before the draft, the nearest first."""
    before = [other for other in peers if (other.sentence, other.trigger) <= (draft.sentence, draft.trigger)]
    return sorted(before, key=lambda other: (other.sentence, other.trigger), reverse=True)


def _from_site(draft: Draft, sentence: Sentence, told: Told) -> Where | None:
    """ "Taken from the seminary" where the report told before of "a seminary in X": a definite site with its place."""
    for noun in sentence:
        cases = {token.text.lower() for token in sentence.children(noun, "case")}
        if noun.upos not in ("NOUN", "PROPN") or not cases & _site_words() or not _is_definite(noun, sentence):
            continue
        if _closeness(noun, draft, sentence, frozenset()) <= GOVERNING_CLAUSE and (
            site := _site_before(noun, told, draft)
        ):
            return site
    return None


def _site_before(noun: Token, told: Told, draft: Draft) -> Where | None:
    """The town under the nearest same noun in the sentences before."""
    text = told.analysis.document.text
    for number in range(draft.sentence - 1, -1, -1):
        sentence = told.analysis.sentences[number]
        for mention in told.by_sentence.get(number, []):
            if mention.best is None or mention.role != "place" or mention.relation not in ("at", "near"):
                continue
            above = sentence.head(_head_of(mention, sentence))
            same = above is not None and _is_site(above) and above.lemma.lower() == noun.lemma.lower()
            if same and mention.best.kind in _TOWNS:
                why = f'"the {noun.text}" was told of before. {mention.best.why}'
                return make_where(mention, text, why)
    return None


def _is_site(token: Token) -> bool:
    """A building or a place by its word, or the last word of a name ("Good Hope Seminary")."""
    return token.upos == "PROPN" or (token.upos == "NOUN" and _is_place_noun(token))


def _from_reference(draft: Draft, sentence: Sentence, peers: Sequence[Draft], analysis: Analysis) -> Where | None:
    """ "The area where the incident took place", "there": the nearest place before."""
    word = next((token for token in sentence if _points_back(token, sentence)), None)
    before = _before(draft, peers)
    same = [other for other in before if word is not None and _is_named(other, word, analysis)]
    alike = [other for other in before if draft.event.type is not None and other.event.type == draft.event.type]
    nearest = next(iter(same or alike or before), None)
    if word is None or nearest is None or nearest.where is None:
        return None
    return _carry(nearest.where, f'"{word.text}" points back to what was told before.')


def _is_named(other: Draft, word: Token, analysis: Analysis) -> bool:
    """Whether the other draft is told by the same noun: "the raid" means the raid told before."""
    return analysis.sentences[other.sentence].tokens[other.trigger].lemma.lower() == word.lemma.lower()


def _points_back(token: Token, sentence: Sentence) -> bool:
    if token.lemma.lower() not in place_words().references and token.text.lower() not in place_words().references:
        return False
    if token.upos == "ADV":
        return True
    return _is_definite(token, sentence)


def _from_before(draft: Draft, peers: Sequence[Draft], analysis: Analysis) -> Where | None:
    """The nearest place before, in the same block or few sentences back, of the same harm or kind of event."""
    for other in _before(draft, peers):
        same_type = draft.event.type is not None and other.event.type == draft.event.type
        same_act = same_type or other.harm == draft.harm
        if other.where and same_act and _is_close(draft, other, analysis):
            return _carry(other.where, "Carried from what was told just before, of the same act.")
    return None


def _from_block(draft: Draft, peers: Sequence[Draft], analysis: Analysis) -> Where | None:
    """The nearest place told before in the same post or paragraph, of whatever act."""
    block = analysis.sentences[draft.sentence].block
    for other in _before(draft, peers):
        if other.where and analysis.sentences[other.sentence].block == block:
            return _carry(other.where, "Carried from what was told just before, in the same post or paragraph.")
    return None


def _is_close(draft: Draft, other: Draft, analysis: Analysis) -> bool:
    same_block = analysis.sentences[draft.sentence].block == analysis.sentences[other.sentence].block
    return same_block or draft.sentence - other.sentence <= CLOSE_SENTENCES


def _from_report(peers: Sequence[Draft]) -> Where | None:
    """The place that most of the report's claims agree on."""
    found = [other.where for other in peers if other.where]
    main = _main_place(found)
    return _carry(main, "It is the place that most of the report's claims agree on.") if main else None


def _main_place(found: Sequence[Where]) -> Where | None:
    """The most specific place that most of the places agree with: they hold it, or are close to it.

    None where two fine places that lie apart both fit: that is no one place of the report.
    """
    ranked = sorted(found, key=lambda where: where.radius_km)
    fitting = [w for w in ranked if sum(_agree(w, other) for other in found) >= MOST * len(found)]
    best = next(iter(fitting), None)
    if best is None or any(_is_fine(other) and not _agree(best, other) for other in fitting):
        return None
    return best


def _is_fine(where: Where) -> bool:
    return where.precision not in ("country", "region")


def _agree(where: Where, other: Where) -> bool:
    """Whether `other` holds `where` or is close to it."""
    if other.precision == "country":
        return where.country == other.country
    return km_between(where.lat, where.lon, other.lat, other.lon) <= max(AGREE_KM, other.radius_km)


def _from_lead(draft: Draft, told: Told) -> Where | None:
    """The place that the report's first sentences are set in, for what is told of no longer time."""
    if told.lead is None or _is_long(draft):
        return None
    return _carry(told.lead, "Nothing nearer says where; the report begins with this place.")


def _home(places: Sequence[PlaceMention]) -> Home | None:
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


def _not_of_the_doers(
    places: Sequence[PlaceMention], drafts: Sequence[Draft], analysis: Analysis
) -> list[PlaceMention]:
    """The mentions that do not just say who acts or with what: "Israeli troops", "killed by Turkey"."""
    doers: dict[int, set[int]] = {}
    for draft in drafts:
        if draft.agent is not None:
            doers.setdefault(draft.sentence, set()).add(draft.agent)
    return [m for m in places if not _is_a_doer_s(m, analysis.sentences[m.sentence], doers.get(m.sentence, set()))]


def _is_a_doer_s(mention: PlaceMention, sentence: Sentence, doers: set[int]) -> bool:
    head = _head_of(mention, sentence)
    above = sentence.head(head)
    if above is not None and above.lemma.lower() in load_grammar().seats and above.dep == "acl":
        return True  # "a monitor based in Britain"
    if mention.relation in ("at", "near", "border", "toward"):
        return False
    side = above is not None and head.dep in ("amod", "compound", "nmod") and above.i in doers
    return head.i in doers or side


def _from_home(told: Told) -> Where | None:
    if told.home is None:
        return None
    where = make_where(told.home.mention, told.analysis.document.text, "Most places of the report lie in it.")
    return replace(where, name=told.home.best.name, precision="country", why=f"Nothing nearer is said. {where.why}")


def _lead_place(analysis: Analysis, by_sentence: dict[int, list[PlaceMention]], country: str | None) -> Where | None:
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


def _finer(draft: Draft, where: Where, peers: Sequence[Draft], told: Told) -> Where | None:
    """The one finer place inside a country or region that claims of the same day tell of; None where there are more.

    Not for claims of a longer time, and far from its words only for one that is dated to the same day.
    """
    if where.precision not in ("country", "region") or _is_long(draft):
        return None
    inside = [
        other.where
        for other in peers
        if other.where and other.where.radius_km < where.radius_km and _agree(other.where, where)
        if (draft.when and other.when) or abs(draft.sentence - other.sentence) <= CLOSE_SENTENCES
    ]
    if draft.sentence < LEAD_SENTENCES and told.lead and told.lead.radius_km < where.radius_km:
        inside += [told.lead] if _agree(told.lead, where) else []
    finest = min(inside, key=lambda other: other.radius_km, default=None)
    if finest is None or not all(_agree(finest, other) for other in inside):
        return None
    return _carry(finest, f'"{where.wording}" holds the one place that the report tells of for this time.')


def _from_adjective(sentence: Sentence, mentions: Sequence[PlaceMention], text: str) -> Where | None:
    """ "A Nigerian village", "the Somali coast": the country, where nothing else tells."""
    for mention in mentions:
        if mention.role != "adjective" or mention.best is None:
            continue
        above = sentence.head(_head_of(mention, sentence))
        if above is not None and above.text.lower() in {*kind_words(), *place_words().facilities}:
            return make_where(mention, text, "Only an adjective tells of the country; nothing more is said of where.")
    return None


# --- the place itself ----------------------------------------------------------------------------


def make_where(mention: PlaceMention, text: str, why: str) -> Where:
    """The mention's place as a record has it. Raises ValueError where it is not resolved."""
    place = mention.best
    if place is None:
        raise ValueError(f"not resolved: {mention.span.of(text)}")
    lat, lon, radius = place.lat, place.lon, place.radius_km
    name = _name_as_told(mention, place, text)
    precision = _precision(mention, place)
    if mention.region_word and place.kind != "city":
        name = f"{mention.region_word} {name}"
        lat, lon, radius = part_of(place, mention.region_word)
    if precision == "near":
        radius += NEAR_KM
    return Where(
        name=name,
        country=place.country,
        lat=round(lat, 4),
        lon=round(lon, 4),
        precision=precision,
        radius_km=round(radius, 1),
        wording=mention.phrase.of(text),
        candidates=mention.candidates,
        why=why,
    )


def _name_as_told(mention: PlaceMention, place: Candidate, text: str) -> str:
    """A town or region as the report calls it, where that is one of its names; countries and areas by their own."""
    words = " ".join(mention.span.of(text).replace("_", " ").strip("#").split())
    spelled = "a spelling" in place.why and len(words.split()) <= len(place.name.split())
    told = spelled or "another name" in place.why
    if place.kind not in ("city", "admin1", "admin2") or not told or not words.isascii():
        return place.name
    return words.title() if words.isupper() or words.islower() else words


def _precision(mention: PlaceMention, place: Candidate) -> str:
    """R41: near, a region or a country where the words or the place allow no more."""
    if place.kind == "country":
        return "region" if mention.region_word or mention.relation == "border" else "country"
    if place.kind == "admin1" or (place.kind == "area" and place.radius_km > AREA_KM):
        return "region"
    if mention.relation in ("near", "border"):
        return "near"
    if place.kind == "admin2" or (place.radius_km > EXACT_KM and place.kind == "area"):
        return "area"
    return "exact"


def part_of(place: Candidate, region_word: str) -> tuple[float, float, float]:
    """The middle and the radius in km of "southern X": X's circle, moved half its radius and made smaller."""
    north, east = shifts().get(region_word, (0, 0))
    degrees = place.radius_km / 2 / KM_PER_DEGREE
    return place.lat + north * degrees, place.lon + east * degrees, place.radius_km * PART
