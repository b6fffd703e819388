"""All parties of a report. What a phrase leaves open, the whole report may settle: whose army, which group (R38)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from recount.find.parties.extents import phrase_span
from recount.find.parties.names import names_in, side_at
from recount.find.parties.nouns import grammatical_number
from recount.find.parties.phrases import Pick, Seen, look
from recount.find.parties.same import Same
from recount.find.parties.setting import Setting, fitting, setting_of
from recount.knowledge.parties import PartyKnowledge
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.mention import Party

_ARMED_FORCES = ("military", "police", "security-forces", "intelligence", "coast-guard")
_OPEN = ("(", "[")
_NEAR = 3  # sentences back in which "the group" looks first
_HEADS = ("NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET", "VERB", "X")


@dataclass(frozen=True, slots=True)
class Scene:
    """The parties of one report, in text order, and by (sentence, head token)."""

    parties: tuple[Party, ...]
    at: dict[tuple[int, int], Party]


def find_parties(analysis: Analysis, knowledge: PartyKnowledge) -> tuple[Party, ...]:
    """Every phrase of a person or body, in text order; one for each head token, so phrases may lie in one another."""
    return scene_of(analysis, knowledge).parties


def scene_of(analysis: Analysis, knowledge: PartyKnowledge) -> Scene:
    """As `find_parties`, with the table by head. The last few reports' are kept."""
    return _scene(Same(analysis), knowledge)


@lru_cache(maxsize=4)
def _scene(same: Same[Analysis], knowledge: PartyKnowledge) -> Scene:
    analysis = same.value
    setting = setting_of(analysis, knowledge)
    found = [
        (sentence, seen)
        for sentence in analysis.sentences
        for token in sentence
        if token.upos in _HEADS and not _inside_name(sentence, token, knowledge) and not _is_place(token, analysis)
        if (seen := look(sentence, token, knowledge, _picker(sentence, setting, knowledge))) is not None
    ]
    found = _with_acronyms(found, knowledge)
    settled = [(s, _settle_force(s, seen, found, setting, knowledge)) for s, seen in found]
    settled = [(s, _settle_group(s, seen, settled, knowledge)) for s, seen in settled]
    parties = tuple(_party(sentence, seen, knowledge) for sentence, seen in settled)
    return Scene(parties, {(p.sentence, p.head): p for p in parties})


def _inside_name(sentence: Sentence, token: Token, knowledge: PartyKnowledge) -> bool:
    """A word of a known name that is not its top is no party of its own ("Shining" of "Shining Path")."""
    return any(match.holds(token.i) and match.top != token.i for match in names_in(sentence, knowledge))


def _is_place(token: Token, analysis: Analysis) -> bool:
    """One bare word, tagged as a person's name, that is a place's elsewhere in the report ("attacked Djenné")."""
    return token.name == "B-PER" and token.text in analysis.places


def _party(sentence: Sentence, seen: Seen, knowledge: PartyKnowledge) -> Party:
    span = phrase_span(sentence, sentence.tokens[seen.head], knowledge)
    who = (seen.name, seen.actor_id, seen.kind, seen.status, seen.nationality, seen.why, seen.names)
    return Party(sentence.index, span, seen.head, *who)


def _with_acronyms(found: list[tuple[Sentence, Seen]], knowledge: PartyKnowledge) -> list[tuple[Sentence, Seen]]:
    """ "the Tarlo Rights Bureau (TRB)": later "TRB" is that body, where no table has it."""
    full: dict[str, set[Seen]] = {}
    for sentence, seen in found:
        if seen.named and seen.kind != "person":
            for child in sentence.children(sentence.tokens[seen.head], "appos"):
                if child.text.isupper() and sentence.tokens[child.i - 1].text in _OPEN:
                    full.setdefault(child.text, set()).add(replace(seen, head=-1))
    known = {word: next(iter(seens)) for word, seens in full.items() if len(seens) == 1}
    return [
        (s, replace(known[seen.name], head=seen.head) if seen.name in known and seen.actor_id is None else seen)
        for s, seen in found
    ]


def _picker(sentence: Sentence, setting: Setting, knowledge: PartyKnowledge) -> Pick:
    return lambda match: fitting(match, sentence, setting, knowledge)


def _settle_force(
    sentence: Sentence, seen: Seen, found: list[tuple[Sentence, Seen]], setting: Setting, knowledge: PartyKnowledge
) -> Seen:
    """ "the army", "police": the only one that the report names, or that of the only country it speaks of."""
    if seen.named or seen.nationality is not None or seen.noun is None or seen.force is None:
        return seen
    if not (seen.noun.role.body or _is_definite(sentence, seen, knowledge)) or seen.noun.role.needs_side:
        return seen
    if sentence.child(sentence.tokens[seen.head], "det") is not None and not _is_definite(sentence, seen, knowledge):
        return seen  # "a special unit" is anybody's
    if seen.force == "government" and not seen.noun.role.body:
        return seen
    if _is_beside_foreign(sentence, seen, found) or _strikes_place(sentence, seen):
        return seen
    code = setting.sure_country
    fits = {seen.force} if seen.force in knowledge.forces else set(_ARMED_FORCES)
    ids = {s.actor_id for _, s in found if s.force in fits and s.actor_id is not None}
    if len(ids) == 1:
        actor = knowledge.actor(ids.pop() or "")
        why = f"the only such force that the report names is the {actor.name}"
    elif not ids and code is not None and seen.force in knowledge.forces:
        actor = knowledge.state_actor(code, seen.force)
        why = f"the only country that the report speaks of is {knowledge.states[code].name}"
    else:
        return seen
    country = actor.countries[0] if len(actor.countries) == 1 else None
    return replace(seen, name=actor.name, actor_id=actor.id, nationality=country, kind=actor.kind, why=why)


def _is_beside_foreign(sentence: Sentence, seen: Seen, found: Iterable[tuple[Sentence, Seen]]) -> bool:
    """ "The army, backed by French troops", "the army fought Israeli troops": the force that its words set
    beside one of a named country is not said to be of that country."""
    own = sentence.tokens[seen.head]
    verb = sentence.head(own)
    for where, other in found:
        if where is not sentence or other.head == seen.head or other.force is None or other.nationality is None:
            continue
        token = sentence.tokens[other.head]
        if other.force in _ARMED_FORCES and (own in sentence.ancestors(token) or _is_object(sentence, token, verb)):
            return True
    return False


def _is_object(sentence: Sentence, token: Token, verb: Token | None) -> bool:
    return verb is not None and token.head == verb.i and token.dep in ("obj", "obl")


def _strikes_place(sentence: Sentence, seen: Seen) -> bool:
    """ "The brigades would strike Tel Aviv": whose they are is not told by what they strike."""
    own = sentence.tokens[seen.head]
    verb = sentence.head(own)
    struck = sentence.children(verb, "obj") if verb is not None and own.deprel == "nsubj" else []
    return any(t.name.endswith("LOC") for t in struck)


def _settle_group(
    sentence: Sentence, seen: Seen, found: Iterable[tuple[Sentence, Seen]], knowledge: PartyKnowledge
) -> Seen:
    """ "the group", "the rebels": the one named party of that kind before it, close by or in all the report so far."""
    if seen.named or seen.actor_id is not None or seen.noun is None or not _is_definite(sentence, seen, knowledge):
        return seen
    people, noun = knowledge.people, seen.noun.noun
    kinds = people.anaphors.get(noun.singular)
    if kinds is None or _has_side(sentence, seen, knowledge):
        return seen
    before = [
        (s.index, other)
        for s, other in found
        if other.actor_id is not None and other.kind in kinds and (s.index, other.head) < (sentence.index, seen.head)
    ]
    near = [other for index, other in before if index >= sentence.index - _NEAR]
    pool = near or [other for _, other in before]
    if len({o.actor_id for o in pool}) != 1:
        return seen
    last = pool[-1]
    why = f"the only party of this kind named before it is {last.name}"
    return replace(seen, name=last.name, actor_id=last.actor_id, kind=last.kind, nationality=last.nationality, why=why)


def _is_definite(sentence: Sentence, seen: Seen, knowledge: PartyKnowledge) -> bool:
    head = sentence.tokens[seen.head]
    words = [*sentence.children(head, "det"), *sentence.children(head, "nmod:poss")]
    return any(w.text.lower() in knowledge.people.links["the"] for w in words)


def _has_side(sentence: Sentence, seen: Seen, knowledge: PartyKnowledge) -> bool:
    """Words that say which group it is ("the Kurdish rebels", "another group") leave nothing to settle."""
    head: Token = sentence.tokens[seen.head]
    beside = sentence.children(head, "amod", "compound", "nmod")
    if grammatical_number(sentence, head, knowledge) == "one" and not (seen.noun is not None and seen.noun.role.body):
        return True
    return any(side_at(sentence, t, knowledge) is not None or t.dep == "nmod" for t in beside)
