"""Where a claim took place whose own sentence does not say so: carried from what the report tells elsewhere."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from recount.claims.where_named import (
    GOVERNING_CLAUSE,
    NAMED,
    closeness_of,
    head_of,
    is_definite,
    is_place_noun,
    one_of,
    site_words,
)
from recount.claims.where_point import TOWNS, make_unlisted, make_where
from recount.claims.where_report import LEAD_SENTENCES, Told, agree, main_place
from recount.knowledge.places import kind_words, place_words
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.claim import Draft, Where
from recount.model.mention import PlaceMention
from recount.places.folding import strict_key

CLOSE_SENTENCES = 3  # how far back a place is carried without a word that points to it
LONG_DAYS = 14  # a claim of a longer time is of no single place
# The note on a draft whose place was carried to it, not named in its own sentence.
INHERITED = "place:inherited"


def set_carried(draft: Draft, named: Sequence[Draft], told: Told) -> Draft:
    """The draft with a place carried to it where its sentence names none, or only a country or region that holds it."""
    peers = [other for other in named if other.where and other is not draft and _may_share_place(draft, other)]
    if draft.where is not None:
        return draft
    if any(note.startswith(NAMED) for note in draft.notes):  # told where, though not where that is
        return _with_country(draft, told)
    if draft.origin is not None:  # what was fired lands elsewhere than where the rest of the report may be set
        landed = _from_report(peers)
        return _with_carried(draft, landed) if landed else draft
    if is_long(draft):  # told of many places, as of a long time
        return draft
    sentence = told.analysis.sentences[draft.sentence]
    mentions = told.by_sentence.get(draft.sentence, [])
    steps: Sequence[Callable[[], Where | None]] = (
        lambda: _from_here(draft, sentence, told),
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


def _with_country(draft: Draft, told: Told) -> Draft:
    """A place that is in no gazetteer, by its words and the country that the report is set in."""
    country = _from_home(told)
    if country is None or told.home is None or not told.home.firm:
        return draft
    text = told.analysis.document.text
    named = {note.removeprefix(NAMED) for note in draft.notes if note.startswith(NAMED)}
    mentions = [m for m in told.by_sentence.get(draft.sentence, []) if m.best is None and m.role == "place"]
    own = [m for m in mentions if strict_key(m.span.of(text)) in named]
    place = one_of(own, told.analysis.sentences[draft.sentence], text)
    return _with_carried(draft, make_unlisted(place, country, place.phrase, text) if place else country)


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


def is_long(draft: Draft) -> bool:
    """Told of a longer time ("since January"): such a claim is of no single place."""
    return draft.when is not None and (draft.when.end - draft.when.start).days > LONG_DAYS


def _carry(where: Where, why: str) -> Where:
    return replace(where, why=f"{why} {where.why}")


def _before(draft: Draft, peers: Sequence[Draft]) -> Sequence[Draft]:
    """The peers that stand before the draft, the nearest first."""
    before = [other for other in peers if (other.sentence, other.trigger) <= (draft.sentence, draft.trigger)]
    return sorted(before, key=lambda other: (other.sentence, other.trigger), reverse=True)


def _from_here(draft: Draft, sentence: Sentence, told: Told) -> Where | None:
    """ "A bomb exploded here": where the report was written, unless somebody else is quoted."""
    if told.written is None or _is_quoted(sentence, told):
        return None
    here = (token for token in sentence if token.text.lower() in place_words().here and token.upos == "ADV")
    near_it = any(closeness_of(token, draft, sentence, frozenset()) <= GOVERNING_CLAUSE for token in here)
    return told.written if near_it else None


def _is_quoted(sentence: Sentence, told: Told) -> bool:
    return any(mark in told.analysis.document.text[sentence.start : sentence.end] for mark in place_words().quotes)


def _from_site(draft: Draft, sentence: Sentence, told: Told) -> Where | None:
    """ "Taken from the seminary" where the report told before of "a seminary in X": a definite site with its place."""
    for noun in sentence:
        cases = {token.text.lower() for token in sentence.children(noun, "case")}
        if noun.upos not in ("NOUN", "PROPN") or not cases & site_words() or not is_definite(noun, sentence):
            continue
        if closeness_of(noun, draft, sentence, frozenset()) <= GOVERNING_CLAUSE and (
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
            above = sentence.head(head_of(mention, sentence))
            same = above is not None and _is_site(above) and above.lemma.lower() == noun.lemma.lower()
            if same and mention.best.kind in TOWNS:
                why = f'"the {noun.text}" was told of before. {mention.best.why}'
                return make_where(mention, text, why)
    return None


def _is_site(token: Token) -> bool:
    """A building or a place by its word, or the last word of a name ("Good Hope Seminary")."""
    return token.upos == "PROPN" or (token.upos == "NOUN" and is_place_noun(token))


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
    return is_definite(token, sentence) and not _has_own_name(token, sentence)


def _has_own_name(noun: Token, sentence: Sentence) -> bool:
    """ "The Kell area", "the wheat fields of Kell": a place that is named here, not one told before."""
    return is_place_noun(noun) and any(
        child.dep in ("compound", "appos", "flat") or (child.dep == "nmod" and child.upos == "PROPN")
        for child in sentence.children(noun)
    )


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
    main = main_place(found)
    return _carry(main, "It is the place that most of the report's claims agree on.") if main else None


def _from_lead(draft: Draft, told: Told) -> Where | None:
    """The place that the report's first sentences are set in, for what is told of no longer time."""
    if told.lead is None or is_long(draft):
        return None
    return told.lead


def _from_home(told: Told) -> Where | None:
    if told.home is None:
        return None
    where, land = make_where(told.home.mention, told.analysis.document.text, ""), told.home.best
    return replace(
        where,
        name=land.name,
        country=land.country,
        lat=land.lat,
        lon=land.lon,
        precision="country",
        radius_km=land.radius_km,
        why=f"Nothing nearer is said. Most places of the report lie in it. {where.why}",
    )


def _finer(draft: Draft, where: Where, peers: Sequence[Draft], told: Told) -> Where | None:
    """The one finer place inside a country or region that claims of the same day tell of; None where there are more.

    Not for claims of a longer time, and far from its words only for one that is dated to the same day.
    """
    if where.precision not in ("country", "region") or is_long(draft):
        return None
    inside = [
        other.where
        for other in peers
        if other.where and other.where.radius_km < where.radius_km and agree(other.where, where)
        if (draft.when and other.when) or abs(draft.sentence - other.sentence) <= CLOSE_SENTENCES
    ]
    if draft.sentence < LEAD_SENTENCES and told.lead and told.lead.radius_km < where.radius_km:
        inside += [told.lead] if agree(told.lead, where) else []
    finest = min(inside, key=lambda other: other.radius_km, default=None)
    if finest is None or not all(agree(finest, other) for other in inside):
        return None
    return _carry(finest, f'"{where.wording}" holds the one place that the report tells of for this time.')


def _from_adjective(sentence: Sentence, mentions: Sequence[PlaceMention], text: str) -> Where | None:
    """ "A Nigerian village", "the Somali coast": the country, where nothing else tells."""
    for mention in mentions:
        if mention.role != "adjective" or mention.best is None:
            continue
        above = sentence.head(head_of(mention, sentence))
        if above is not None and above.text.lower() in {*kind_words(), *place_words().facilities}:
            return make_where(mention, text, "Only an adjective tells of the country; nothing more is said of where.")
    return None
