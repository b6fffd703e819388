"""Where a phrase begins and ends in a sentence, and its words."""

from recount.find.parties.names import has_case
from recount.find.parties.nouns import words_between
from recount.knowledge.parties import PartyKnowledge
from recount.model.analysis import Sentence, Token
from recount.model.span import Span

_OUTSIDE = (
    "acl", "advcl", "advmod", "aux", "case", "cc", "ccomp", "cop", "csubj", "dep", "discourse", "expl", "iobj", "mark",
    "nsubj", "obj", "obl", "orphan", "parataxis", "vocative", "xcomp",
)  # fmt: skip


def phrase_tokens(sentence: Sentence, head: Token, knowledge: PartyKnowledge) -> tuple[int, int]:
    """First and last token of the noun phrase of `head`: with its coordination and apposition, without clauses,
    prepositions before it, and parts ("including two children")."""
    kept = [head.i]
    for child in sentence.children(head):
        if _inside(sentence, head, child, knowledge):
            if child.dep in ("appos", "conj", "nmod"):
                kept.extend(phrase_tokens(sentence, child, knowledge))
                kept.extend(k.i for k in sentence.children(child, "cc", "case") if k.i > head.i)
            else:
                kept.extend(t.i for t in sentence.subtree(child))
    first, last = min(kept), max(kept)
    while last > head.i and sentence.tokens[last].upos == "PUNCT":
        last -= 1
    opened = sum((t.text == "(") - (t.text == ")") for t in sentence.tokens[first : last + 1])
    if opened == 1 and last + 1 < len(sentence.tokens) and sentence.tokens[last + 1].text == ")":
        last += 1
    while first < head.i and sentence.tokens[first].upos == "PUNCT":
        first += 1
    return first, last


def _inside(sentence: Sentence, head: Token, child: Token, knowledge: PartyKnowledge) -> bool:
    links = knowledge.people.links
    if (child.dep == "advmod" and child.i < head.i) or child.deprel in ("nmod:poss", "nmod:desc"):
        return True
    if child.dep in _OUTSIDE:
        return False
    if child.dep == "punct":
        return child.i < head.i and head.i - child.i == 1 and child.text == "-"
    if child.dep == "conj":
        return child.upos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")
    if child.dep == "nmod":
        return has_case(sentence, child, links["of"]) and not has_case(sentence, child, links["part"])
    return child.dep != "appos" or not has_case(sentence, child, links["part"])


def phrase_span(sentence: Sentence, head: Token, knowledge: PartyKnowledge) -> Span:
    """The phrase's offsets in the document."""
    first, last = phrase_tokens(sentence, head, knowledge)
    return Span(sentence.tokens[first].start, sentence.tokens[last].end)


def phrase_words(sentence: Sentence, head: Token, knowledge: PartyKnowledge, text: str | None) -> str:
    """The phrase's words: verbatim out of the document's `text`, with the editor's bracket that they open ("another
    [fighter]"), or put together from the tokens."""
    if text is not None:
        return phrase_span(sentence, head, knowledge).closed(text).of(text)
    return words_between(sentence, *phrase_tokens(sentence, head, knowledge))
