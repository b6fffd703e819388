"""Where a claim's own sentence says that its event took place, and where fire came from: by syntax."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from recount.claims.where_point import TOWNS, is_large, make_unlisted, make_where, of_all
from recount.knowledge.grammar import load_grammar
from recount.knowledge.places import kind_words, place_words, relation_words
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.claim import Draft
from recount.model.document import BlockKind
from recount.model.mention import Candidate, PlaceMention
from recount.model.span import Span
from recount.places.distance import is_in
from recount.places.folding import strict_key

# How close a place stands to its claim's words. FAR is the clause of a verb of saying above them: the speaker's seat.
OWN_CLAUSE, GOVERNING_CLAUSE, SAME_SENTENCE, FAR = 0, 1, 2, 9
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


def set_named(draft: Draft, analysis: Analysis, mentions: Sequence[PlaceMention], triggers: set[int]) -> Draft:
    """The draft with the place and the origin that its own sentence names; an unlisted one with what holds it there."""
    sentence = analysis.sentences[draft.sentence]
    text = analysis.document.text
    draft = _set_origin(draft, sentence, mentions, text, frozenset(triggers - {draft.trigger}))
    title = analysis.block_of(sentence).kind is BlockKind.TITLE
    others = frozenset(triggers - {draft.trigger})
    fits = [fit for mention in mentions if (fit := _fit(mention, draft, sentence, title, others))]
    if _means_one_told_before(draft, sentence):
        fits = [fit for fit in fits if fit.closeness == OWN_CLAUSE]
    unlisted = unlisted_of(draft, sentence, mentions, others)
    if draft.beside:  # "nine in X and four in Y": each has its own
        fits, unlisted = _nearest(draft, sentence, fits, unlisted)
    names = sorted({strict_key(mention.span.of(text)) for mention in unlisted})
    draft = replace(draft, notes=(*draft.notes, *(f"{NAMED}{name}" for name in names)))
    if unlisted:  # a finer place of the sentence that is not this act's says nothing of where it lies
        fits = [fit for fit in fits if fit.closeness <= GOVERNING_CLAUSE or is_large(fit.best)]
    if not fits:
        return draft
    closest = min(fit.closeness for fit in fits)
    fit = _finest(min((fit for fit in fits if fit.closeness == closest), key=_specificity), fits)
    why = f'"{fit.mention.phrase.of(text)}" is {_HOW[fit.closeness]}. {fit.best.why}'
    where = make_where(fit.mention, text, why)
    joined = [] if draft.beside else _joined(fit, fits, sentence)
    if joined:
        phrases = [m.phrase for m in (fit.mention, *joined)]
        span = Span(min(p.start for p in phrases), max(p.end for p in phrases))
        return replace(draft, where=of_all([where, *(make_where(m, text, why) for m in joined)], span.of(text)))
    held = one_of([*_unlisted_beside(fit, mentions), *(unlisted if is_large(fit.best) else ())], sentence, text)
    if held is not None and not _may_be_town(held, sentence):
        where = replace(where, why=f'{where.why} "{held.span.of(text)}" is in no gazetteer; what holds it is given.')
    elif held is not None:
        phrase = Span(min(held.phrase.start, fit.mention.phrase.start), max(held.phrase.end, fit.mention.phrase.end))
        where = make_unlisted(held, where, phrase, text)
    return replace(draft, where=where)


def one_of(unlisted: Sequence[PlaceMention], sentence: Sentence, text: str) -> PlaceMention | None:
    """The one place that unlisted mentions name; None where they name several, or none by a name of its own."""
    names = {strict_key(mention.span.of(text)) for mention in unlisted}
    return unlisted[0] if len(names) == 1 and _has_name(unlisted[0], sentence) else None


def _has_name(mention: PlaceMention, sentence: Sentence) -> bool:
    """Not "the northern city", and no name that stands as an adjective ("the Tigrayan town") or before what is not a
    place ("on U.S. targets")."""
    tokens = sentence.within(mention.span)
    if all(token.text.lower() in kind_words() or token.text.lower() in place_words().directions for token in tokens):
        return False
    inside = {token.i for token in tokens}
    head = next(token for token in tokens if token.head not in inside)
    above = sentence.head(head)
    of_next = above is not None and any(child.i > above.i for child in sentence.children(above, "nmod", "appos"))
    before_place = above is None or (is_place_noun(above) and not of_next)
    return head.dep != "amod" and (head.dep != "compound" or before_place)


def _means_one_told_before(draft: Draft, sentence: Sentence) -> bool:
    """ "The raid drew fire on X": a definite act as subject has its place elsewhere, unless it stands in its phrase."""
    trigger = sentence.tokens[draft.trigger]
    return is_definite(trigger, sentence) and trigger.upos == "NOUN" and trigger.dep == "nsubj"


def is_definite(noun: Token, sentence: Sentence) -> bool:
    """ "The raid", "this raid": a noun that is taken for known."""
    articles = sentence.children(noun, "det")
    return any(t.feat("Definite") == "Def" or t.feat("PronType") == "Dem" for t in articles)


def unlisted_of(
    draft: Draft, sentence: Sentence, mentions: Sequence[PlaceMention], others: frozenset[int]
) -> list[PlaceMention]:
    """The places that the draft's own clause names and that are in no gazetteer, or may be several."""
    return [
        mention
        for mention in mentions
        if mention.best is None and mention.role == "place" and mention.relation in ("at", "near")
        if _may_be_town(mention, sentence)
        if closeness_of(head_of(mention, sentence), draft, sentence, others) <= GOVERNING_CLAUSE
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
    """The places that stand closest to the draft's own harmed, listed and unlisted; none that another number stands
    right before, where the parse hangs all of them on one verb ("seven died in X and four in Y")."""
    fits = _of_own_number(draft, sentence, fits)
    steps = {id(mention): _steps(head_of(mention, sentence), draft, sentence) for mention in unlisted}
    least = min([*steps.values(), *(fit.steps for fit in fits)], default=0)
    return [fit for fit in fits if fit.steps == least], [m for m in unlisted if steps[id(m)] == least]


def _of_own_number(draft: Draft, sentence: Sentence, fits: Sequence[Fit]) -> list[Fit]:
    numbers = {id(fit): _number_before(fit.mention, sentence) for fit in fits}
    span = draft.count_span
    own = [
        f for f in fits if span is not None and (n := numbers[id(f)]) is not None and span.start <= n.start < span.end
    ]
    return own or [f for f in fits if numbers[id(f)] is None] or list(fits)


def _number_before(mention: PlaceMention, sentence: Sentence) -> Token | None:
    """ "Four in Tal Afar": the number right before a place's preposition."""
    first = sentence.within(mention.span)[:1]
    before = sentence.tokens[max(0, first[0].i - 2) : first[0].i] if first else ()
    bare = len(before) == 2 and before[0].upos == "NUM" and before[1].upos == "ADP"
    return before[0] if bare else None


def _joined(fit: Fit, fits: Sequence[Fit], sentence: Sentence) -> list[PlaceMention]:
    """The other places that "and" joins to the chosen one ("in Mosul and Tal Afar"): all of them are told, none alone.
    Not what holds one of them, and no country."""
    places = [o for o in fits if o.closeness == fit.closeness and o.best.kind != "country"]
    places = [o for o in places if not any(is_in(other.best, o.best) for other in fits)]
    row = sorted({o.mention.span: o for o in places}.values(), key=lambda o: o.mention.span)
    told = [[o] for o in row[:1]]
    for before, after in pairwise(row):
        if _is_joiner(sentence.within(Span(before.mention.span.end, after.mention.span.start))):
            told[-1].append(after)
        else:
            told.append([after])
    together = next((part for part in told if fit in part), [])
    between = sentence.within(Span(together[0].mention.span.start, together[-1].mention.span.end)) if together else []
    if len({o.best.id for o in together}) < 2 or not any(t.upos == "CCONJ" for t in between):
        return []
    return [o.mention for o in together if o.best.id != fit.best.id]


def _is_joiner(tokens: Sequence[Token]) -> bool:
    """ "And", commas, prepositions and what names or says the kind of a place: nothing of another act."""
    return all(t.upos in ("CCONJ", "PUNCT", "ADP", "DET", "ADJ") or is_place_noun(t) for t in tokens)


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
            if closeness_of(head_of(mention, sentence), draft, sentence, others) <= GOVERNING_CLAUSE:
                return replace(draft, origin=(mention.phrase.of(text), _large_name(mention.best)))
    return draft


def _is_launch(draft: Draft) -> bool:
    return draft.unit == "munitions" or draft.act in place_words().launches


def _large_name(place: Candidate) -> str:
    """The first-level region or area that a place is or lies in, or its country."""
    if is_large(place):
        return place.name
    return place.admin1 or place.country or place.name


def _fit(mention: PlaceMention, draft: Draft, sentence: Sentence, title: bool, others: frozenset[int]) -> Fit | None:
    """The mention as this draft's place, or None where its words say that it is not."""
    if mention.best is None or mention.role not in ("place", "name_part") or mention.relation in ("from", "end"):
        return None
    head = head_of(mention, sentence)
    country = mention.best.kind == "country"
    is_part = mention.best.kind in TOWNS and _names_its_event(head, draft, sentence)
    if mention.role == "name_part" and not is_part:
        return None
    if draft.entry in place_words().cared_for and _is_of_care(mention, sentence):
        return None
    if mention.relation == "unknown" and not (
        title or is_part or _is_attribute(head, country, draft, sentence, others)
    ):
        return None
    closeness = closeness_of(head, draft, sentence, others)
    if closeness == FAR or (mention.relation == "toward" and closeness > GOVERNING_CLAUSE):
        return None
    return Fit(mention, mention.best, closeness, abs(head.i - draft.trigger), _steps(head, draft, sentence))


def _is_of_care(mention: PlaceMention, sentence: Sentence) -> bool:
    """ "At a Kabul hospital", "at a hospital in Kabul": where the wounded are brought to, not where they were hit."""
    above = sentence.head(head_of(mention, sentence))
    words = {token.text.lower() for token in sentence.within(mention.phrase)}
    following = sentence.tokens[sentence.within(mention.phrase)[-1].i + 1 :][:1]
    beside = {token.text.lower() for token in (*following, *((above,) if above is not None else ()))}
    return not place_words().care.isdisjoint(words | beside)


def _steps(head: Token, draft: Draft, sentence: Sentence) -> int:
    """How far the place stands from the harmed, where one word tells of several ("nine in X and four in Y")."""
    if not draft.beside or draft.victim is None:
        return 0
    path = [head.i, *(token.i for token in sentence.ancestors(head))]
    return path.index(draft.victim) if draft.victim in path else len(path)


def head_of(mention: PlaceMention, sentence: Sentence) -> Token:
    """The token of the phrase whose head lies outside it."""
    tokens = sentence.within(mention.phrase) or sentence.within(mention.span)
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head not in inside), tokens[0])


def _is_attribute(head: Token, is_country: bool, draft: Draft, sentence: Sentence, others: frozenset[int]) -> bool:
    """A place without a word of place that still says where: "the Kabul bombing", "Chad's army base", ", Syria", and
    what an act is aimed at ("shelled Homs")."""
    above = sentence.head(head)
    if head.dep == "obj" or head.deprel == "nsubj:pass":
        aimed = above is not None and above.upos == "VERB" and above.i in {draft.trigger, *others}
        return aimed and not (above is not None and above.i == draft.trigger and draft.harm is not None)
    if (
        head.dep == "compound" and is_country and above is not None
    ):  # "U.S. soldiers", "a US air strike": who, not where
        doing = above.i == draft.trigger and draft.act in place_words().by_states
        return not doing and above.i != draft.victim and (above.i == draft.trigger or is_place_noun(above))
    if head.dep in ("compound", "appos", "flat", "list", "conj") or head.deprel == "nmod:poss":
        return above is not None and (above.i in (draft.trigger, draft.victim) or is_place_noun(above))
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
def site_words() -> frozenset[str]:
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


def is_place_noun(token: Token) -> bool:
    text = token.text.lower()
    return text in kind_words() or text in place_words().facilities or token.name.endswith("LOC")


_CLAUSES = frozenset({"acl", "advcl", "conj", "csubj"})
_ASIDE = frozenset({"ccomp", "parataxis"})  # what is said hangs so on the verb of saying


def closeness_of(head: Token, draft: Draft, sentence: Sentence, others: frozenset[int]) -> int:
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


def _unlisted_beside(fit: Fit, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Q of "the village of Q in X", where Q is in no gazetteer."""
    return [
        mention
        for mention in mentions
        if mention.best is None and not mention.candidates and mention.role == "place"
        if 0 <= fit.mention.phrase.start - mention.span.end <= 3
    ]
