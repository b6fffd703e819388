"""The number that a toll or a "number of dead" stands at, and the one that it leaves behind (R4, R16, R17)."""

from collections.abc import Sequence

from recount.knowledge.grammar import load_grammar
from recount.knowledge.numbers import Numbers
from recount.model.analysis import Sentence, Token
from recount.model.mention import Count
from recount.model.span import Span


def tally_counts(sentence: Sentence, noun: Token, counts: Sequence[Count], numbers: Numbers) -> list[Count]:
    """The numbers of one tally, in text order: "rose from 12 to 15" gives both, the first marked as superseded.

    Read along the words, since a parse ties such numbers to the verb, to the noun or to each other.
    """
    found: list[Count] = []
    here = [c for c in counts if c.sentence == sentence.index and c.span.start >= noun.end]
    for count in here:
        opening = _opening(sentence, count)
        if opening is None or _ends(sentence, noun, count, numbers):
            break
        if (
            opening.lemma.lower() in numbers.tally_opens
            or (_follows_of(opening, noun) and not found)
            or count.superseded
        ):
            found.append(count)
    current = [c for c in found if not c.superseded][:1]
    return [c for c in found if c.superseded or c in current]


def tally_at(sentence: Sentence, head: Token, numbers: Numbers) -> Token | None:
    """ "the number of people killed": the tally noun that `head` is, or that stands before "of" and its phrase."""
    if _is_tally(sentence, head, numbers) and _opens_with_of(sentence, head.i + 1):
        return head
    first = min(t.i for t in sentence.subtree(head, "acl", "appos", "conj", "parataxis") if t.i <= head.i)
    case = sentence.tokens[first]
    at = first - 1 if case.lemma.lower() in load_grammar().wholes else first - 2
    of = sentence.tokens[at + 1] if 0 <= at + 1 < len(sentence.tokens) else None
    if at < 0 or of is None or of.lemma.lower() not in load_grammar().wholes:
        return None
    noun = sentence.tokens[at]
    return noun if _is_tally(sentence, noun, numbers) else None


def _is_tally(sentence: Sentence, noun: Token, numbers: Numbers) -> bool:
    """ "the number of dead"; "a number of people" only says that they are several."""
    indefinite = any(t.feat("Definite") == "Ind" for t in sentence.children(noun, "det"))
    return noun.upos == "NOUN" and noun.lemma.lower() in numbers.tally_nouns and not indefinite


def _opens_with_of(sentence: Sentence, at: int) -> bool:
    return at < len(sentence.tokens) and sentence.tokens[at].lemma.lower() in load_grammar().wholes


def is_opened(sentence: Sentence, count: Count, numbers: Numbers) -> bool:
    """Whether a word stands before the number that a toll stands at it by ("at 12", "to 12", "of 12")."""
    opening = _opening(sentence, count)
    words = numbers.tally_opens | load_grammar().wholes
    return opening is not None and bool({opening.lemma.lower(), opening.text.lower()} & words)


def _opening(sentence: Sentence, count: Count) -> Token | None:
    """The word right before a number and the words of its bounds."""
    before = [t for t in sentence if t.end <= count.span.start]
    return before[-1] if before else None


def _follows_of(opening: Token, noun: Token) -> bool:
    return opening.lemma.lower() in load_grammar().wholes and opening.i == noun.i + 1


def _ends(sentence: Sentence, noun: Token, count: Count, numbers: Numbers) -> bool:
    """Whether another tally or a new sentence part stands between the noun and the number."""
    between = sentence.within(Span(noun.end, count.span.start)) if noun.end < count.span.start else []
    return any(t.text == ";" or (t.lemma.lower() in numbers.tally_nouns and t.upos == "NOUN") for t in between)
