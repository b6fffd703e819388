"""Words by which a figure is told of many acts or places at once, not of the incident beside it (R10, R18)."""

from collections.abc import Iterable, Iterator

from recount.knowledge.grammar import load_grammar
from recount.model.analysis import Sentence, Token
from recount.model.claim import Draft
from recount.model.mention import Standing

# Notes on a figure whose words leave open whether it is of one incident, and on one that is of a whole land.
OF_MANY = "extent:many"
LAND_WIDE = "place:wide"
_GOVERNS = ("obl", "nmod")
_CLAUSES = ("acl", "acl:relcl")


def of_many(draft: Draft, sentence: Sentence, acts: Iterable[int]) -> str | None:
    """Why the words are of many incidents, or None. `acts`: the sentence's tokens that tell of acts."""
    if draft.harm is None or draft.count_wording is None or _is_of_one_person(draft):
        return None
    around = list(_around(draft, sentence))
    if draft.tally and any(t.lemma.lower() in load_grammar().all_told for t in around):
        return f"'{_said(around, load_grammar().all_told)}' says that it is a total of many incidents (R18)"
    if _has_own_day(draft):
        return None
    earlier = next((t for t in around if t.i in set(acts) and _is_earlier(sentence, t)), None)
    if earlier is not None:
        return f"told of several acts, the earlier '{earlier.text}' (R18)"
    if is_land_wide(draft, sentence):
        return "told of a whole land, without a day (R18)"
    if draft.standing is Standing.BACKGROUND and matter(draft, sentence) is not None:
        return f"history told of '{matter(draft, sentence)}', which is many acts (R18)"
    return None


def _is_of_one_person(draft: Draft) -> bool:
    """ "She was detained in 2018 as part of a crackdown": one person, whatever many acts it was one of."""
    return draft.listed and (draft.count_low, draft.count_high) == (1, 1)


def matter(draft: Draft, sentence: Sentence) -> str | None:
    """What many acts together are called, if the figure is told of that: "the toll in the violence"."""
    many = _matter(draft, sentence)
    return many.text if many is not None else None


def _matter(draft: Draft, sentence: Sentence) -> Token | None:
    return next((t for t in _around(draft, sentence) if t.lemma.lower() in load_grammar().many_acts), None)


def is_land_wide(draft: Draft, sentence: Sentence) -> bool:
    """ "Across the country", "throughout Mali", "nationwide"."""
    words = load_grammar()
    below = sentence.subtree(sentence.tokens[draft.trigger])
    for token in below:
        if token.lemma.lower() in words.land_wide and token.dep in ("advmod", "amod"):
            return True
        if any(k.lemma.lower() in words.throughout for k in sentence.children(token, "case")):
            named = draft.where is not None and draft.has_own_place and draft.where.precision in ("country", "region")
            if token.lemma.lower() in words.lands or (named and token.name.endswith("LOC")):
                return True
    return False


def _around(draft: Draft, sentence: Sentence) -> Iterator[Token]:
    """The nouns that say of what the harm is: under its words, with their own; and what a relative clause tells of."""
    trigger = sentence.tokens[draft.trigger]
    yield from sentence.children(trigger, "amod", "compound")
    for token in sentence.children(trigger, *_GOVERNS):
        yield token
        yield from sentence.children(token, "nmod")
    for token in (trigger, *sentence.ancestors(trigger)):
        head = sentence.head(token)
        if token.deprel in _CLAUSES and head is not None and head.i != draft.victim:
            yield head
            return


def _said(tokens: Iterable[Token], words: frozenset[str]) -> str:
    return next(t.text for t in tokens if t.lemma.lower() in words)


def _is_earlier(sentence: Sentence, token: Token) -> bool:
    plural = token.feat("Number") == "Plur" or token.xpos == "NNS"
    return plural and any(t.lemma.lower() in load_grammar().earlier_acts for t in sentence.children(token, "amod"))


def is_of_bare_matter(draft: Draft, sentence: Sentence) -> bool:
    """ "The toll of the unrest rose to 43": of what may be many acts, without a place or day that says which."""
    many = _matter(draft, sentence) if draft.tally else None
    return many is not None and not _is_said_which(many, sentence)


def _is_said_which(many: Token, sentence: Sentence) -> bool:
    """ "The violence in Gao", "the crackdown on Monday": a place or a day follows, whatever the parse hung it on."""
    after = sentence.tokens[many.i + 1 : many.i + 2]
    return sentence.child(many, "nmod") is not None or any(t.upos == "ADP" for t in after)


def _has_own_day(draft: Draft) -> bool:
    return draft.has_own_time and draft.when is not None and draft.when.precision == "day"
