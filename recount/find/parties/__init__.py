"""Persons and bodies: who can act, be harmed or speak, with a neutral name, and what the words say of them."""

from collections.abc import Iterable

from recount.find.parties.names import named_actors
from recount.find.parties.nouns import (
    grammatical_number,
    is_person,
    role_of,
    side_of,
    singular,
    thing_of,
    unit_of,
)
from recount.find.parties.persons import persons_in
from recount.knowledge.parties import Known, PartyKnowledge, Role
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.claim import Actor, Group
from recount.model.mention import Party
from recount.model.span import Span

__all__ = [
    "actor_of",
    "describe_group",
    "find_parties",
    "grammatical_number",
    "is_person",
    "phrase_of",
    "side_of",
    "thing_of",
    "unit_of",
]

_OUTSIDE = (
    "acl",
    "appos",
    "parataxis",
    "punct",
    "case",
    "cop",
    "advcl",
    "nsubj",
    "aux",
    "advmod",
    "mark",
    "obl",
    "dep",
    "cc",
    "conj",
)


def find_parties(analysis: Analysis, knowledge: PartyKnowledge) -> tuple[Party, ...]:
    """Every noun phrase of persons or bodies, in text order, one for each head."""
    found: list[Party] = []
    for sentence in analysis.sentences:
        names = _names_by_token(sentence, knowledge)
        for token in sentence:
            party = _party(sentence, token, names, knowledge)
            if party is not None:
                found.append(party)
    return tuple(found)


def _names_by_token(sentence: Sentence, knowledge: PartyKnowledge) -> dict[int, tuple[Known, ...]]:
    return {t.i: actors for tokens, actors in named_actors(sentence, knowledge) for t in tokens}


def _party(
    sentence: Sentence, token: Token, names: dict[int, tuple[Known, ...]], knowledge: PartyKnowledge
) -> Party | None:
    if token.upos not in ("NOUN", "PROPN", "ADJ") or token.dep in ("flat", "compound", "amod"):
        return None
    known = _known(sentence, token, names, knowledge)
    role = role_of(sentence, token, knowledge)
    body = _named_body(sentence, token, knowledge)
    person = is_person(sentence, token, knowledge)
    country = _country(token, knowledge)
    if known is None and role is None and body is None and not person and country is None:
        return None
    if token.upos == "ADJ" and role is None:
        return None
    side = side_of(sentence, token, knowledge) or (known.countries[0] if known and len(known.countries) == 1 else None)
    kind, status = _kind_and_status(sentence, token, known, role, body, person, knowledge)
    name = _neutral(sentence, token, known, role, side, knowledge)
    return Party(
        sentence=sentence.index,
        span=phrase_of(sentence, token),
        head=token.i,
        name=name,
        actor_id=known.id if known else None,
        kind=kind,
        status=status,
        nationality=side,
    )


def _country(token: Token, knowledge: PartyKnowledge) -> Known | None:
    """A country's name as one who acts stands for its government ("Israel bombed ...")."""
    code = knowledge.sides.get(token.text.lower())
    if code is None or not token.name.endswith("LOC"):
        return None
    return knowledge.force_of("government", code)


def _known(
    sentence: Sentence, token: Token, names: dict[int, tuple[Known, ...]], knowledge: PartyKnowledge
) -> Known | None:
    """The named actor of the phrase: its own name, one beside or after it ("Hamas fighters", "a commander of ..."),
    or the force of its state; None where none or several fit."""
    near = [token, *sentence.children(token, "flat", "compound", "amod", "nmod", "appos")]
    for t in near:
        actors = names.get(t.i, ())
        if len(actors) == 1 and (t.i == token.i or t.dep != "appos"):
            return actors[0]
    role = role_of(sentence, token, knowledge)
    side = side_of(sentence, token, knowledge)
    if role is not None and role[0].force is not None and side is not None:
        force = role[0].force if role[0].force in knowledge.forces else "security-forces"
        return knowledge.force_of(force, side)
    return _country(token, knowledge)


def _named_body(sentence: Sentence, token: Token, knowledge: PartyKnowledge) -> tuple[str, str] | None:
    """(kind, status) of a named body by a word in its name ("Tarlo Liberation Front")."""
    if not token.name.endswith("ORG"):
        return None
    words = {t.text.lower() for t in (token, *sentence.children(token, "compound", "flat", "amod", "nmod"))}
    for body in knowledge.people.bodies:
        if words & body.words:
            return body.kind, body.status
    return "organisation", "unknown"


def _kind_and_status(
    sentence: Sentence,
    token: Token,
    known: Known | None,
    role: tuple[Role, str] | None,
    body: tuple[str, str] | None,
    person: bool,
    knowledge: PartyKnowledge,
) -> tuple[str, str]:
    """R36: what the words say of the standing, the same for every side."""
    words = {t.text.lower() for t in sentence.children(token, "amod", "compound")}
    if words & knowledge.people.doubted:
        return (role[0].kind if role else "person"), "unknown"
    if words & knowledge.people.civilian_words:
        return "civilians", "civilian"
    if role is not None:
        kind, status = role[0].kind, role[0].status
        if role[0].relational and known is not None:
            return known.kind, known.status
        if kind in ("people", "person", "unknown") and known is not None and status == "unknown":
            return known.kind, known.status
        return kind, status
    if known is not None:
        return known.kind, known.status
    if body is not None:
        return body
    if token.name.endswith("PER"):
        return "person", _apposed_status(sentence, token, knowledge)
    return ("people" if person else "unknown"), "unknown"


def _apposed_status(sentence: Sentence, token: Token, knowledge: PartyKnowledge) -> str:
    """ "Issa M., a commander of the Front": what the words beside the name say."""
    beside = [*sentence.children(token, "appos", "compound", "nmod", "flat", "amod"), *_over(sentence, token)]
    for noun in beside:
        role = role_of(sentence, noun, knowledge)
        if role is not None and role[0].status != "unknown":
            return role[0].status
    return "unknown"


def _over(sentence: Sentence, token: Token) -> list[Token]:
    head = sentence.head(token)
    return [head] if head is not None and token.dep in ("appos", "flat") else []


def _neutral(
    sentence: Sentence,
    token: Token,
    known: Known | None,
    role: tuple[Role, str] | None,
    side: str | None,
    knowledge: PartyKnowledge,
) -> str:
    """The neutral name: a named actor's, or the role's neutral noun with the side's adjective."""
    persons = role is not None and not role[0].body
    if known is not None and not persons:
        return known.name
    adjective = knowledge.adjectives.get(side or "", "")
    if role is not None:
        noun = knowledge.people.neutral.get(role[1]) or knowledge.people.neutral.get(singular(token, knowledge))
        noun = noun or (role[0].name if role[0].armed or role[0].body else None) or singular(token, knowledge)
        if grammatical_number(sentence, token, knowledge) == "many" and not role[0].body:
            noun = plural(noun, knowledge)
        group = known.name if known is not None and not known.id.startswith((side or "-").lower() + "-") else adjective
        return f"{group} {noun}".strip()
    if known is not None:
        return known.name
    if token.name.endswith("PER"):
        return "person, named"
    if token.text.lower() in knowledge.sides and adjective:
        return f"{adjective} {'person' if token.feat('Number') == 'Sing' else 'people'}"
    return token.text if token.upos == "PROPN" else token.text.lower()


def plural(noun: str, knowledge: PartyKnowledge) -> str:
    """The plural of a neutral noun; by the knowledge's list, else regular."""
    if noun in knowledge.people.plurals:
        return knowledge.people.plurals[noun]
    *before, last = noun.split()
    last = knowledge.people.plurals.get(last) or (
        f"{last[:-1]}ies" if last.endswith("y") and last[-2:-1] not in "aeiou" else f"{last}s"
    )
    return " ".join([*before, last])


def phrase_of(sentence: Sentence, head: Token) -> Span:
    """The noun phrase without clauses, appositions and coordination: "a senior commander of the Front"."""
    return sentence.phrase(head, *_OUTSIDE)


def describe_group(sentence: Sentence, head: Token, knowledge: PartyKnowledge, text: str) -> Group:
    """Who was harmed, by the noun phrase of `head`: `text` is the document's."""
    names = _names_by_token(sentence, knowledge)
    party = _party(sentence, head, names, knowledge)
    phrase = sentence.phrase(
        head, "acl", "parataxis", "punct", "case", "cop", "advcl", "nsubj", "aux", "mark", "obl", "appos"
    )
    words = [singular(t, knowledge) for t in (head, *sentence.children(head, "amod", "compound", "appos"))]
    return Group(
        wording=phrase.of(text),
        name=party.name if party is not None else "people",
        status=party.status if party is not None else "unknown",
        sex=_one_of(words, knowledge.people.sexes),
        age_group=_one_of(words, knowledge.people.ages) or _one_of(words, knowledge.people.age_words),
        persons=persons_in(sentence, head, knowledge, text),
    )


def _one_of(words: Iterable[str], table: dict[str, frozenset[str]]) -> str | None:
    """The one value whose words appear; None where none or several do."""
    told = list(words)
    found = {value for value, listed in table.items() if any(w in listed for w in told)}
    return next(iter(found)) if len(found) == 1 else None


def actor_of(sentence: Sentence, head: Token, knowledge: PartyKnowledge, analysis: Analysis) -> Actor:
    """The perpetrator or target of this phrase: its own name, or the one of the report that the definite words can
    mean ("the army" where one state's army is told); an unnamed group stays unnamed."""
    names = _names_by_token(sentence, knowledge)
    wording = phrase_of(sentence, head).of(analysis.document.text)
    known = _known(sentence, head, names, knowledge)
    party = _party(sentence, head, names, knowledge)
    if known is None:
        known = _told_elsewhere(sentence, head, knowledge, analysis)
    if known is not None:
        return Actor(wording, known.name, known.id)
    return Actor(wording, party.name if party is not None else wording, None)


def _told_elsewhere(sentence: Sentence, head: Token, knowledge: PartyKnowledge, analysis: Analysis) -> Known | None:
    """ "the army", "soldiers", "the police": the force of the one state whose same force the report names."""
    role = role_of(sentence, head, knowledge)
    if role is None or role[0].force not in ("military", "police"):
        return None
    found: dict[str, Known] = {}
    for other in analysis.sentences:
        for token in other:
            told = role_of(other, token, knowledge) if token.upos in ("NOUN", "PROPN") else None
            side = side_of(other, token, knowledge) if told is not None and told[0].force == role[0].force else None
            force = knowledge.force_of(role[0].force, side) if side is not None else None
            if force is not None:
                found[force.id] = force
    return next(iter(found.values())) if len(found) == 1 else None
