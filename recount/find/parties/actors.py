"""Who is said to have done it, or whom it was aimed at: one phrase, resolved with the whole report."""

from recount.find.parties.extents import phrase_words
from recount.find.parties.mentions import scene_of
from recount.find.parties.names import sides_of
from recount.find.parties.nouns import noun_at
from recount.find.parties.phrases import neutral_name
from recount.knowledge.parties import PartyKnowledge
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.claim import Actor
from recount.model.mention import Party

_NEAR = 2  # sentences back in which a pronoun looks for its party
_ACTING = ("state_forces", "rebel", "militia", "external", "political", "rioters", "protesters", "unknown")


def actor_of(sentence: Sentence, head: Token, knowledge: PartyKnowledge, analysis: Analysis) -> Actor:
    """The actor that the phrase of `head` names. A pronoun is the one party before it that fits, or stays a pronoun."""
    scene = scene_of(analysis, knowledge)
    wording = phrase_words(sentence, head, knowledge, analysis.document.text)
    party = scene.at.get((sentence.index, head.i))
    if party is None and head.upos == "PRON":
        party = antecedent(sentence, head, knowledge, analysis)
    if party is not None:
        return Actor(wording, party.name, party.actor_id, party.candidates)
    return Actor(wording, _plain_name(sentence, head, knowledge), None)


def _plain_name(sentence: Sentence, head: Token, knowledge: PartyKnowledge) -> str:
    noun = noun_at(sentence, head, knowledge)
    if noun is not None:
        return neutral_name(sentence, head, knowledge, noun, sides_of(sentence, head, knowledge))
    return (
        phrase_words(sentence, head, knowledge, None).lower()
        if head.name == "O"
        else phrase_words(sentence, head, knowledge, None)
    )


def antecedent(sentence: Sentence, head: Token, knowledge: PartyKnowledge, analysis: Analysis) -> Party | None:
    """The one party that "he" (a named person) or "they" (armed persons, a body) can mean, up to two sentences back."""
    scene = scene_of(analysis, knowledge)
    many = head.text.lower() in knowledge.people.pronouns["many"]
    before = [
        p for p in scene.parties
        if (p.sentence, p.head) < (sentence.index, head.i) and p.sentence >= sentence.index - _NEAR
        if (p.kind in _ACTING if many else p.kind == "person")
    ]  # fmt: skip
    names = {p.name for p in before}
    return before[-1] if len(names) == 1 else None
