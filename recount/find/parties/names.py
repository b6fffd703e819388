"""Names of actors and of sides in one sentence: the tables' names, demonyms and countries, in any case of letters."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from recount.find.parties.same import Same
from recount.knowledge.actors import Name, fold, spell
from recount.knowledge.parties import PartyKnowledge
from recount.model.analysis import Sentence, Token

_BREAKS = frozenset(",;:!?")
_CUTS = ("PUNCT", "ADP", "CCONJ")  # where one tagged name may be two: "FMLN [Farabundo Martí Front]"
_REACH = 3  # tokens of the longest demonym or country name that stands before a noun
_LETTERS = 4  # letters of a name that many bodies may share
_KEPT = 512  # sentences whose names are kept: a report's worth


@dataclass(frozen=True, slots=True)
class NameMatch:
    """An actor's name over the tokens `first` to `last`; `top` is the one that the others hang on.

    `ids` are all actors that the name may mean; `letters`: it is no more than a few capital letters; `local`:
    those that bear it only where the report speaks of a country of theirs.
    """

    first: int
    last: int
    top: int
    ids: tuple[str, ...]
    letters: bool = False
    local: frozenset[str] = frozenset()

    def holds(self, i: int) -> bool:
        return self.first <= i <= self.last


@dataclass(frozen=True, slots=True)
class Side:
    """A word that ties a phrase to a country (`codes`) or a people (no codes), over tokens `first` to `last`."""

    first: int
    last: int
    codes: frozenset[str]


def letter_case(sentence: Sentence) -> str:
    """ "upper", "lower" or "mixed": how the sentence is written, which says what capitals are worth."""
    letters = [c for token in sentence for c in token.text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if letters and capitals > 0.7 * len(letters):
        return "upper"
    return "mixed" if capitals else "lower"


def names_in(sentence: Sentence, knowledge: PartyKnowledge) -> tuple[NameMatch, ...]:
    """Every name of the tables, longest first from the left, none inside another."""
    return _names(Same(sentence), knowledge)


@lru_cache(maxsize=_KEPT)
def _names(same: Same[Sentence], knowledge: PartyKnowledge) -> tuple[NameMatch, ...]:
    sentence = same.value
    pieces = list(_pieces(sentence))
    case = letter_case(sentence)
    found, at = [], 0
    while at < len(pieces):
        name = _longest(sentence, pieces, at, case, knowledge)
        if name is None:
            at += 1
            continue
        first, last = pieces[at][1], pieces[at + len(name.words) - 1][1]
        found.append(NameMatch(first, last, top_of(sentence, first, last).i, name.ids, _is_letters(name), name.local))
        at += len(name.words)
    return tuple(found)


def _is_letters(name: Name) -> bool:
    return len(name.words) == 1 and name.strict and name.spelling[0].isupper() and len(name.spelling[0]) <= _LETTERS


def _pieces(sentence: Sentence) -> Iterator[tuple[str, int, str]]:
    """(folded word, token, spelling) of every word; "al-Qassam" is two, however the parser cut it."""
    for token in sentence:
        spelled = spell(token.text)
        if not spelled and token.text in _BREAKS:
            yield "", token.i, token.text
        for word in spelled:
            yield word.casefold(), token.i, word


def _longest(
    sentence: Sentence, pieces: list[tuple[str, int, str]], at: int, case: str, knowledge: PartyKnowledge
) -> Name | None:
    for name in knowledge.names.get(pieces[at][0], ()):
        part = pieces[at : at + len(name.words)]
        if tuple(word for word, _, _ in part) == name.words and _counts(sentence, part, name, case, knowledge):
            return name
    return None


def _counts(
    sentence: Sentence, part: list[tuple[str, int, str]], name: Name, case: str, knowledge: PartyKnowledge
) -> bool:
    """Whether the name may be written so: by its capitals where capitals mean something."""
    tokens = [sentence.tokens[i] for _, i, _ in part]
    if _is_part_of_another(sentence, tokens[0], tokens[-1], knowledge):
        return False
    proper = any(t.upos == "PROPN" or t.name != "O" for t in tokens)
    acronym = all(word.isupper() for word in name.spelling)
    if case != "mixed":
        return (
            proper and (acronym or (case == "upper" and tokens[0].name.endswith("ORG")))
            if name.strict
            else (proper or len(part) > 1 or (tokens[0].upos == "NOUN" and not acronym))  # "CAR BOMB"
        )
    if name.strict:
        exact = all(t == s for (_, _, t), s in zip(part, name.spelling, strict=True))
        return exact and (acronym or any(t.name.endswith("ORG") for t in tokens))
    return all(t[:1].isupper() or not s[:1].isupper() for (_, _, t), s in zip(part, name.spelling, strict=True))


def _is_part_of_another(sentence: Sentence, first: Token, last: Token, knowledge: PartyKnowledge) -> bool:
    """Inside a person's name ("Wagner Gil"), or the end of a body's ("National Democratic Party"); a side before it
    ("British Labour Party") makes no other."""
    if first.name.endswith("PER"):
        begin, end = name_span(sentence, first)
        around = (*sentence.tokens[begin : first.i], *sentence.tokens[last.i + 1 : end + 1])
        return any(t.upos == "PROPN" for t in around)
    if first.name != "I-ORG":
        return False
    begin = name_span(sentence, first)[0]
    cut = next((t.i for t in reversed(sentence.tokens[begin : first.i]) if t.upos in _CUTS), begin - 1)
    before = sentence.tokens[cut + 1 : first.i]
    sided = {i for t in before if (side := side_at(sentence, t, knowledge)) for i in range(side.first, side.last + 1)}
    return any(t.i not in sided and t.text[:1].isupper() and t.text.lower() != "the" for t in before)


def top_of(sentence: Sentence, first: int, last: int) -> Token:
    """The token of a stretch that the others hang on: its head lies outside."""
    inside = sentence.tokens[first : last + 1]
    return next((t for t in reversed(inside) if not first <= t.head <= last), inside[-1])


def name_span(sentence: Sentence, token: Token) -> tuple[int, int]:
    """First and last token of the tagged name that holds `token`, or of the token alone."""
    first = last = token.i
    if token.name == "O":
        return first, last
    while first > 0 and _goes_on(sentence.tokens[first - 1], sentence.tokens[first], token.name[2:]):
        first -= 1
    while last + 1 < len(sentence.tokens) and _goes_on(
        sentence.tokens[last], sentence.tokens[last + 1], token.name[2:]
    ):
        last += 1
    return first, last


def _goes_on(before: Token, token: Token, kind: str) -> bool:
    """Whether `token` continues the name that `before` is in: by its tag, or hung on a person's name ("X III")."""
    if not before.name.endswith(kind):
        return False
    if token.name == f"I-{kind}":
        return True
    return kind == "PER" and token.dep == "flat" and token.upos == "PROPN" and token.name in ("O", "B-PER")


def name_at(sentence: Sentence, token: Token, knowledge: PartyKnowledge) -> NameMatch | None:
    """The actor's name whose head `token` is."""
    return next((m for m in names_in(sentence, knowledge) if m.top == token.i), None)


def names_beside(sentence: Sentence, token: Token, knowledge: PartyKnowledge) -> list[NameMatch]:
    """Names that say whose `token` is: "Hamas fighters", "a leader of the Contras", "the group ETA"."""
    return [m for m in names_in(sentence, knowledge) if not m.holds(token.i) and _ties(sentence, m, token, knowledge)]


def _ties(sentence: Sentence, match: NameMatch, token: Token, knowledge: PartyKnowledge) -> bool:
    top = sentence.tokens[match.top]
    if top.head != token.i:
        return _ties_through(sentence, top, token)
    if top.dep in ("compound", "amod", "flat") or top.deprel in ("nmod:poss", "nmod:unmarked"):
        return True
    if top.dep == "appos":
        return top.i - token.i < 6
    return top.dep == "nmod" and has_case(sentence, top, knowledge.people.links["of"])


def _ties_through(sentence: Sentence, top: Token, token: Token) -> bool:
    """A name inside another modifier right before the noun ("Boko Haram terrorist fighters")."""
    head = sentence.head(top)
    return (
        head is not None
        and head.head == token.i
        and top.i < head.i < token.i
        and head.dep in ("compound", "amod")
        and head.upos in ("NOUN", "PROPN", "ADJ")
        and top.dep in ("compound", "amod")
    )


def has_case(sentence: Sentence, token: Token, words: Collection[str], within: bool = False) -> bool:
    """Whether a preposition of these words marks `token`; `within`: also as a word inside one ("in front of")."""
    cases = sentence.children(token, "case")
    cases += [k for c in cases for k in sentence.children(c, "fixed")] if within else []
    return any(k.lemma.lower() in words or k.text.lower() in words for k in cases)


def sides_of(sentence: Sentence, token: Token, knowledge: PartyKnowledge, body: bool = False) -> list[Side]:
    """Countries and peoples that a noun's modifiers name: "Israeli", "US", "Sudan's"; with `body` also "of Chad"."""
    found = []
    for child in sentence.children(token, "amod", "compound", "nmod:poss", "nmod:desc", "flat", "nmod", "det"):
        if child.dep == "nmod" and child.deprel not in ("nmod:poss", "nmod:desc"):
            if not body or not has_case(sentence, child, knowledge.people.links["of"]):
                continue
        side = side_at(sentence, child, knowledge, body)
        if side is not None:
            found.append(side)
        for mate in sentence.children(child, "conj"):
            other = side_at(sentence, mate, knowledge, body)
            if other is not None and mate.i < token.i:
                found.append(other)
    return found


def side_at(sentence: Sentence, token: Token, knowledge: PartyKnowledge, body: bool = False) -> Side | None:
    """The country or people that ends (or, for a name, stands) at `token`."""
    if token.upos not in ("ADJ", "PROPN", "NOUN"):
        return None
    last = max(token.i, name_span(sentence, token)[1]) if token.name.endswith("LOC") else token.i
    for size in range(_REACH, 0, -1):
        first = last - size + 1
        if first < 0 or not fold(sentence.tokens[first].text):
            continue
        words = tuple(w for t in sentence.tokens[first : last + 1] for w in fold(t.text))
        codes = _codes(words, token, knowledge, body)
        if codes is not None:
            return _with_hyphen(sentence, Side(first, last, codes), knowledge)
    return None


def _with_hyphen(sentence: Sentence, side: Side, knowledge: PartyKnowledge) -> Side:
    """ "Haitian-American" is of both countries; "anti-American" is of one."""
    if side.first < 2 or sentence.tokens[side.first - 1].text != "-":
        return side
    other = knowledge.demonyms.get(fold(sentence.tokens[side.first - 2].text))
    return side if other is None else Side(side.first - 2, side.last, side.codes | other)


def _codes(words: tuple[str, ...], token: Token, knowledge: PartyKnowledge, body: bool) -> frozenset[str] | None:
    if words in knowledge.demonyms:
        return knowledge.demonyms[words]
    if words in knowledge.peoples:
        return frozenset()
    if words not in knowledge.countries or (token.upos == "ADJ" and token.name == "O"):
        return None
    if words in knowledge.not_countries and not (body and words in knowledge.with_body):
        return None
    return knowledge.countries[words]
