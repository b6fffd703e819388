"""What an act hits beside persons: buildings, vehicles, infrastructure, each with what became of it."""

from collections.abc import Iterable, Iterator

from recount.claims.roles import Roles
from recount.find.parties import thing_of
from recount.find.parties.names import has_case
from recount.knowledge.acts import ActEntry
from recount.knowledge.grammar import load_grammar
from recount.knowledge.parties import PartyKnowledge
from recount.model.analysis import Sentence, Token
from recount.model.claim import Thing

_KINDS = ("building", "vehicle", "infrastructure")


def things_hit(
    sentence: Sentence, trigger: Token, entry: ActEntry, roles: Roles, parties: PartyKnowledge, text: str
) -> tuple[Thing, ...]:
    """The things that the act is aimed at, or that it is told to be at, in text order, each joined one by itself."""
    told = [*roles.targets]
    if entry.hits_what_is_near:
        told += _beside(sentence, trigger, roles)
    found: dict[int, Thing] = {}
    for token in _joined(sentence, told):
        kind = _thing(sentence, token, parties)
        if kind is not None:
            words = sentence.phrase(token, "acl", "case", "conj", "cc", "parataxis", "punct").of(text)
            found.setdefault(token.i, Thing(words, kind, entry.effect))
    return tuple(found[i] for i in sorted(found))


def _thing(sentence: Sentence, token: Token, parties: PartyKnowledge) -> str | None:
    """The neutral name; of "a section of the pipeline" the pipeline's."""
    if token.lemma.lower() in load_grammar().pieces or token.upos == "NUM":
        inner = [t for t in sentence.children(token, "nmod") if _is_marked(sentence, t, load_grammar().wholes)]
        if inner:
            return _thing(sentence, inner[0], parties)
    thing = thing_of(sentence, token, parties)
    return thing[1] if thing is not None and thing[0] in _KINDS else None


def _beside(sentence: Sentence, token: Token, roles: Roles) -> Iterator[Token]:
    """What the act, or the verb that says that it happened, is told to be at."""
    heads = [token]
    above = sentence.head(token)
    if above is not None and token.dep in ("nsubj", "obj") and above.lemma.lower() in load_grammar().happens:
        heads.append(above)
    for head in heads:
        for noun in sentence.children(head, "obl", "nmod"):
            if _is_marked(sentence, noun, load_grammar().beside):
                yield _before_which(sentence, noun)
    for weapon in (*roles.instruments, *roles.agents):  # "a device thrown at the bank"
        for part in sentence.children(weapon, "acl"):
            yield from (t for t in sentence.children(part, "obl") if _is_marked(sentence, t, load_grammar().beside))


def _before_which(sentence: Sentence, token: Token) -> Token:
    """The bank of "in front of the bank"; any other noun is itself."""
    if token.lemma.lower() not in load_grammar().sides:
        return token
    return next((t for t in sentence.children(token, "nmod") if _is_marked(sentence, t, load_grammar().wholes)), token)


def _joined(sentence: Sentence, tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from sentence.children(token, "conj")


def _is_marked(sentence: Sentence, token: Token, words: frozenset[str]) -> bool:
    return has_case(sentence, token, words, within=True)
