"""Names that grammar settles: which words are one name, and which name can only be a person's.

A tagger knows the names of some peoples better than those of others; what a sentence says of a name does not depend on
whose it is. Who is murdered or has an age is a person, however the name was tagged.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from recount.knowledge.actors import fold
from recount.knowledge.grammar import load_grammar
from recount.knowledge.parties import load_parties
from recount.model.analysis import Sentence, Token

Changes = dict[int, Token]

_SUFFERED = ("obj", "nsubj:pass")
_ROLES = ("nsubj", "nsubj:pass", "obj", "conj", "nmod")  # where two words of a name may have been hung side by side
_NO_PERSON = ("B-LOC", "B-ORG", "O")


def hung(token: Token, head: Token, deprel: str) -> Token:
    """The token where it belongs in the parse."""
    return replace(token, head=head.i, deprel=deprel)


def one_name(sentence: Sentence) -> Changes:
    """Two proper nouns side by side in one place of the sentence, with nothing between them, are one name: a clause has
    one subject, and what is joined has "and" or a comma."""
    changes: Changes = {}
    for first, last in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        beside = first.head == last.head >= 0 and first.deprel == last.deprel and first.deprel in _ROLES
        beside = beside or (last.head == first.i and last.dep == "conj" and last.name.startswith("I-"))
        bare = last.upos == "PROPN" and sentence.child(last, "case", "det") is None
        of_one = last.name == "O" and last.deprel == "nmod"
        goes_on = last.name.startswith("I-") or of_one or {first.name, last.name} <= {"O", "B-PER"}
        if beside and goes_on and bare and _opens_name(sentence, first):
            kind = next((t.name[2:] for t in (first, last) if t.name != "O"), "")
            changes[first.i] = replace(first, upos="PROPN", xpos="NNP", name=f"B-{kind}" if kind else "O")
            changes[last.i] = replace(hung(last, first, "flat"), name=f"I-{kind}" if kind else "O")
            changes.update({t.i: hung(t, first, t.deprel) for t in sentence.children(last)})
    return changes


def under_name(sentence: Sentence) -> Changes:
    """ "Nur Islam and Ko Aung Thu": what hangs on the second word of a name is the whole name's."""
    changes: Changes = {}
    for token in sentence:
        word = sentence.head(token)
        if word is not None and word.dep == "flat" and word.upos == "PROPN" and token.dep in ("conj", "appos", "acl"):
            changes[token.i] = replace(token, head=word.head)
    return changes


def _opens_name(sentence: Sentence, token: Token) -> bool:
    """A proper noun, or a word at the head of the sentence that no table knows as a noun of persons."""
    if token.upos == "PROPN":
        return sentence.child(token, "det", "nummod", "amod") is None
    bare = token.text[:1].isupper() and sentence.child(token, "det", "nummod", "amod", "case") is None
    return token.i == 0 and token.upos == "NOUN" and bare and not _is_noun(token)


def _is_noun(token: Token) -> bool:
    return not {token.lemma.lower(), token.text.lower()}.isdisjoint(load_parties().nouns)


def first_word_of_name(sentence: Sentence) -> Changes:
    """ "Serhat Demirtas killed": the sentence's first word, which a proper noun goes on, is one too."""
    first = sentence.tokens[0]
    following = sentence.children(first, "flat")
    goes_on = bool(following) and following[0].i == 1 and following[0].upos == "PROPN"
    return {0: replace(first, upos="PROPN", xpos="NNP")} if goes_on and _opens_name(sentence, first) else {}


def age_of_name(sentence: Sentence) -> Changes:
    """ "Ivan Petrov, 19, and": a number between commas behind a person's name is that person's age."""
    changes: Changes = {}
    for word, comma, number, after in zip(*(sentence.tokens[n:] for n in range(4)), strict=False):
        if comma.text != "," or after.text not in (",", ".") or not number.text.isdecimal() or len(number.text) > 2:
            continue
        above = sentence.head(word)
        name = above if above is not None and word.dep == "flat" else word
        if name.upos == "PROPN" and name.name.endswith("PER") and number.upos == "NUM" and number.dep != "nmod":
            if not sentence.children(number, "conj", "nmod", "cc"):
                changes[number.i] = hung(number, name, "nmod:unmarked")
    return changes


def name_beside_noun(sentence: Sentence) -> Changes:
    """ "His brother Zhang Wei": a noun and a person's name side by side, with nothing between them, are one person."""
    changes: Changes = {}
    for noun, name in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        beside = noun.head == name.head and noun.deprel == name.deprel and noun.deprel in _ROLES
        owned = sentence.child(noun, "nmod:poss") is not None
        if beside and owned and noun.upos == "NOUN" and name.name == "B-PER":
            changes[name.i] = hung(name, noun, "appos")
    return changes


def under_copula(sentence: Sentence) -> Changes:
    """ "Among the dead was Nur Islam": a copula bears nothing; what hangs on it is its predicate's."""
    changes: Changes = {}
    for token in sentence:
        copula = sentence.head(token)
        if copula is not None and copula.dep == "cop" and copula.head >= 0 and token.dep == "nsubj":
            changes[token.i] = replace(token, head=copula.head)
    return changes


def name_in_state(sentence: Sentence) -> Changes:
    """A headline's "Goitom Haile shot dead": the word before a state is a participle, and the name is its subject."""
    changes: Changes = {}
    for word, state in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        verb = load_grammar().participles.get(word.text.lower())
        if verb is None or state.upos != "ADJ" or state.head != word.i or sentence.child(word, "obj", "aux", "det"):
            continue
        before = [t for t in sentence.children(word, "compound", "nsubj") if t.i < word.i and t.upos == "PROPN"]
        if len(before) == 1 and word.dep == "root":
            changes[word.i] = replace(word, upos="VERB", xpos="VBN", lemma=verb)
            changes[state.i] = replace(state, deprel="xcomp")
            changes[before[0].i] = replace(before[0], deprel="nsubj:pass")
            changes.update({t.i: replace(t, deprel="obl") for t in sentence.children(word, "nmod") if t.i > word.i})
    return changes


def person_by_age(sentence: Sentence) -> Changes:
    """Who has an age ("Nur Islam, 34, ...") is a person, whatever the name was tagged."""
    changes: Changes = {}
    for number in sentence:
        name = sentence.head(number)
        if number.upos != "NUM" or name is None or name.name not in ("B-LOC", "B-ORG") or number.dep == "nummod":
            continue
        words = [name, *sentence.children(name, "flat")]
        last, after = words[-1], sentence.tokens[number.i + 1 : number.i + 2]
        if len(words) == 1 or number.i != last.i + 2 or sentence.tokens[last.i + 1].text != ",":
            continue
        if after and after[0].text == "," and not sentence.children(number, "nmod", "case", "advmod"):
            changes.update(_as_person(words))
    return changes


def person_by_harm(sentence: Sentence) -> Changes:
    """Who is murdered, arrested or shot ("the murder of Nur Islam") is a person, whatever the name was tagged."""
    changes: Changes = {}
    for token in _suffering(sentence):
        words = _words_of_name(sentence, token)
        if len(words) > 1 and words[0].name in _NO_PERSON and _may_be_person(sentence, token, words):
            changes.update(_as_person(words))
    return changes


def _suffering(sentence: Sentence) -> Iterator[Token]:
    """The names that a word of harm to persons governs, with those joined to them."""
    for token in sentence:
        if token.upos == "PROPN" and (_is_done_to(sentence, token) or _is_told_of(sentence, token)):
            yield token
            yield from (t for t in sentence.children(token, "conj") if t.upos == "PROPN")


def _is_done_to(sentence: Sentence, token: Token) -> bool:
    """The object, the passive's subject, or the noun that a participle follows ("Nur Islam killed by gunmen")."""
    above = sentence.head(token)
    verbs = [above] if above is not None and token.deprel in _SUFFERED else sentence.children(token, "acl")
    own = sentence.child(token, "case") is None
    return own and any(v.upos == "VERB" and _is_harm(v) and v.deprel != "acl:relcl" for v in verbs)


def _is_told_of(sentence: Sentence, token: Token) -> bool:
    """ "The murder of Nur Islam"."""
    noun = sentence.head(token)
    cases = {t.lemma.lower() for t in sentence.children(token, "case")}
    of = bool(cases) and cases <= load_grammar().wholes
    return of and token.deprel == "nmod" and noun is not None and noun.upos == "NOUN" and _is_harm(noun)


def _is_harm(word: Token) -> bool:
    return word.lemma.lower() in load_grammar().suffered_by_persons


def _words_of_name(sentence: Sentence, token: Token) -> list[Token]:
    """The name that `token` heads: proper nouns with nothing but hyphens between them ("Park Ji-woo")."""
    below = [t.i for t in sentence.children(token, "flat", "compound") if t.upos == "PROPN"]
    words = sentence.tokens[min([token.i, *below]) : max([token.i, *below]) + 1]
    return list(words) if all(t.upos == "PROPN" or t.xpos == "HYPH" for t in words) else []


def _may_be_person(sentence: Sentence, token: Token, words: list[Token]) -> bool:
    """No article or number, no noun of persons, no word that names a body, no letters that stand for words, no name of
    the tables."""
    if sentence.child(token, "det", "nummod", "amod", "nmod:poss") is not None or any(map(_is_noun, words)):
        return False
    shouted = all(t.text.isupper() for t in sentence if t.text.isalpha())
    if not words[0].text[:1].isupper() or any(t.text.isupper() and not shouted for t in words):
        return False
    folded = [word for t in words for word in fold(t.text)]
    tables = load_parties()
    listed = any(name.words == tuple(folded[: len(name.words)]) for name in tables.names.get(folded[0], ()))
    sided = (folded[0],) in tables.demonyms or (folded[0],) in tables.peoples or tuple(folded) in tables.countries
    return not (listed or sided or _bodies().intersection(folded))


@cache
def _bodies() -> frozenset[str]:
    """Words of the names of bodies ("front", "party")."""
    return frozenset(word for body in load_parties().people.bodies for word in body.words)


def _as_person(words: list[Token]) -> Changes:
    return {t.i: replace(t, name=f"{'I' if n else 'B'}-PER") for n, t in enumerate(words)}
