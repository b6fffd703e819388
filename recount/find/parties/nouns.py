"""Nouns of persons, bodies and things: which they are, how many they mean, and what a number on them counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from recount.find.parties.names import name_at, name_span, side_at
from recount.knowledge.actors import fold
from recount.knowledge.parties import Noun, PartyKnowledge, Role, ThingEntry, load_parties
from recount.model.analysis import Sentence, Token

_LONGEST = 4  # words of the longest noun in the tables
_NOMINAL = ("NOUN", "PROPN", "ADJ", "VERB", "NUM", "DET")
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class NounAt:
    """A noun of the tables over tokens `first` to `last` of a sentence."""

    noun: Noun
    first: int
    last: int

    @property
    def role(self) -> Role:
        return self.noun.role


def words_between(sentence: Sentence, first: int, last: int) -> str:
    """The tokens as one string, with a blank only where the report has a gap."""
    parts: list[str] = []
    for token in sentence.tokens[first : last + 1]:
        if parts and sentence.tokens[token.i - 1].end < token.start:
            parts.append(" ")
        parts.append(token.text)
    return "".join(parts)


def _windows(sentence: Sentence, token: Token) -> Iterator[tuple[int, int]]:
    """Stretches that hold `token`, the longest first; every one hangs on it."""
    for size in range(_LONGEST, 0, -1):
        for first in range(token.i, token.i - size, -1):
            last = first + size - 1
            if first >= 0 and last < len(sentence.tokens) and _hangs_on(sentence, token, first, last):
                yield first, last


def _hangs_on(sentence: Sentence, token: Token, first: int, last: int) -> bool:
    if first <= token.head <= last:
        return False
    inside = sentence.tokens[first : last + 1]
    return all(
        t.i == token.i or any(first <= a.i <= last for a in [sentence.tokens[t.head]] if t.head >= 0) for t in inside
    )


def _look(sentence: Sentence, token: Token, table: Mapping[str, Found]) -> tuple[Found, int, int] | None:
    for first, last in _windows(sentence, token):
        words = words_between(sentence, first, last).lower()
        if words in table:
            return table[words], first, last
    lemma = token.lemma.lower()
    return (table[lemma], token.i, token.i) if lemma in table else None


def noun_at(sentence: Sentence, token: Token, knowledge: PartyKnowledge) -> NounAt | None:
    """The noun of persons or bodies that `token` heads, or None. Words inside a place's or person's name are none."""
    if token.upos not in _NOMINAL:
        return None
    found = _look(sentence, token, knowledge.nouns)
    if found is None:
        return None
    noun, first, last = found
    if _in_other_name(sentence, token, noun):
        return None
    if token.upos in ("ADJ", "VERB", "NUM") and not _stands_as_noun(sentence, token, noun, knowledge):
        return None
    before = sentence.tokens[first - 1].text.lower() if first else ""
    if before in knowledge.people.not_after.get(noun.singular, ()) or before in knowledge.people.not_after.get(
        words_between(sentence, first, last).lower(), ()
    ):
        return None
    return NounAt(noun, first, last)


def _in_other_name(sentence: Sentence, token: Token, noun: Noun) -> bool:
    """A word of a place's or person's name ("Martyrs Square"), but not the body that ends one ("Tarlo High Court")."""
    if not token.name.endswith(("LOC", "PER")):
        return False
    first, last = name_span(sentence, token)
    if token.name.endswith("LOC") and noun.role.body and last == token.i and not first <= token.head <= last:
        return False
    return last > first or (token.name.endswith("PER") and token.text[:1].isupper() and token.upos == "PROPN")


def _stands_as_noun(sentence: Sentence, token: Token, noun: Noun, knowledge: PartyKnowledge) -> bool:
    """ "the injured", "two wounded": an adjective or participle that names persons by itself."""
    if token.dep in ("amod", "compound", "acl", "root", "advcl") and token.upos == "VERB":
        return False
    marked = sentence.child(token, "det", "nummod") is not None or (noun.plural and token.upos == "ADJ")
    return (
        token.dep not in ("amod", "compound", "xcomp")
        and marked
        and noun.role.kind in ("people", "civilians", "person")
    )


def is_person_noun(token: Token, sentence: Sentence, knowledge: PartyKnowledge) -> bool:
    """Whether `token` names a person or persons: by the tables, as a tagged name, as a nationality, by its ending."""
    if token.name.endswith("PER"):
        return True
    found = noun_at(sentence, token, knowledge)
    if found is not None:
        return not found.role.body
    plain = is_age(sentence, token, knowledge) or _ends_like_person(token, knowledge)
    return plain or is_side_noun(sentence, token, knowledge) or _is_untagged_name(token)


def is_body(token: Token, sentence: Sentence, knowledge: PartyKnowledge) -> bool:
    """Whether `token` heads the name or noun of a body: "the army", "Hamas", "a militia"."""
    if name_at(sentence, token, knowledge) is not None or token.name.endswith("ORG"):
        return True
    found = noun_at(sentence, token, knowledge)
    return found is not None and found.role.body


def is_side_noun(sentence: Sentence, token: Token, knowledge: PartyKnowledge) -> bool:
    """ "seven Palestinians", "an American", "Hutus": a nationality or people that stands as a noun."""
    if (
        token.upos not in ("NOUN", "PROPN", "ADJ")
        or token.dep in ("amod", "compound", "flat")
        or (token.name.endswith("LOC") and not _is_one_of(sentence, token, knowledge))
    ):
        return False
    if token.upos == "ADJ" and sentence.child(token, "det", "nummod") is None:
        return False
    words = side_at(sentence, token, knowledge)
    return words is not None and not _is_country(token, knowledge)


def _is_one_of(sentence: Sentence, token: Token, knowledge: PartyKnowledge) -> bool:
    """ "A Croat", "20 Hazaras", "no Hutus": what has an article, a number or a plural is no name, however tagged."""
    stands = sentence.child(token, "det", "nummod") is not None
    return stands or token.feat("Number") == "Plur" or _is_plural_of_people(token, knowledge)


def _is_plural_of_people(token: Token, knowledge: PartyKnowledge) -> bool:
    """A people's name with an "s" that it has not in the singular."""
    whole, one = fold(token.text), fold(token.text[:-1])
    return token.text.endswith("s") and whole != one and (one in knowledge.peoples or one in knowledge.demonyms)


def _is_country(token: Token, knowledge: PartyKnowledge) -> bool:
    return tuple(token.text.casefold().split()) in knowledge.countries


def is_age(sentence: Sentence, token: Token, knowledge: PartyKnowledge) -> bool:
    """ "the 63-year-old": an age that stands for the person."""
    if token.text.lower() not in knowledge.people.age_nouns or token.dep == "amod":
        return False
    return any(t.upos == "NUM" for t in sentence.tokens[max(0, token.i - 4) : token.i])


def _is_untagged_name(token: Token) -> bool:
    """A proper noun that no tag calls a place or a body, where a noun would stand: most are persons."""
    nominal = token.dep in ("nsubj", "obj", "iobj", "obl", "nmod", "conj", "appos", "root")
    return token.upos == "PROPN" and token.name == "O" and nominal and token.feat("Number") != "Plur"


def _ends_like_person(token: Token, knowledge: PartyKnowledge) -> bool:
    lemma, text = token.lemma.lower(), token.text.lower()
    people = knowledge.people
    if token.upos != "NOUN" or lemma in people.not_suffixed or text in people.not_suffixed:
        return False
    if lemma in knowledge.things or text in knowledge.things:
        return False
    return any(len(lemma) > len(s) + 1 and (lemma.endswith(s) or text.endswith(s)) for s in people.suffixes)


def thing_entry(sentence: Sentence, token: Token, knowledge: PartyKnowledge) -> ThingEntry | None:
    """The thing that `token` heads, or None."""
    if token.upos not in ("NOUN", "PROPN", "ADJ", "X") or token.name.endswith("PER"):
        return None
    found = _look(sentence, token, knowledge.things)
    return found[0] if found is not None else None


def thing_of(sentence: Sentence, head: Token, knowledge: PartyKnowledge) -> tuple[str, str] | None:
    """(class, neutral name) of a weapon or thing: ("weapon", "aircraft") for warplanes, ("building", "school").

    Classes: weapon munition vehicle building infrastructure animal place_part; measures are no things.
    """
    entry = thing_entry(sentence, head, knowledge)
    if entry is None or entry.kind == "measure":
        return None
    acts = head.deprel in ("nsubj", "obl:agent") or (head.dep == "obl" and sentence.child(head, "case") is not None)
    return (entry.acting if entry.acting and acts else entry.kind), entry.name


def unit_said(sentence: Sentence, head: Token, knowledge: PartyKnowledge) -> str | None:
    """What a number on `head` counts: people munitions vehicles buildings animals groups other; None: not said here."""
    people = knowledge.people
    word, text = head.lemma.lower(), head.text.lower()
    if head.upos == "PRON" and (word in people.persons or text in people.persons):
        return "people"
    if is_age(sentence, head, knowledge):
        return "people"
    if head.upos in ("PRON", "NUM", "DET", "ADJ", "ADV") or word in people.not_said or text in people.not_said:
        inner = _of_what(sentence, head, knowledge)
        if inner is not None:
            return unit_said(sentence, inner, knowledge)
        if noun_at(sentence, head, knowledge) is None:
            return None
    return _unit_of_noun(sentence, head, knowledge)


def _unit_of_noun(sentence: Sentence, head: Token, knowledge: PartyKnowledge) -> str:
    found = noun_at(sentence, head, knowledge)
    counted = words_between(sentence, found.first, found.last).lower() if found else head.lemma.lower()
    if head.lemma.lower() in knowledge.people.tolls:
        return "people"
    if _names_group(counted, head, found, knowledge):
        inner = _of_what(sentence, head, knowledge)
        people = inner is not None and (inner.upos == "NUM" or is_person_noun(inner, sentence, knowledge))
        return "people" if people else "groups"
    thing = thing_entry(sentence, head, knowledge)
    if found is not None and (not found.role.body or (found.role.kind == "state_forces" and not found.role.needs_side)):
        return "people"
    if thing is not None and not is_side_noun(sentence, head, knowledge):
        return knowledge.units[thing.kind]
    if found is None and is_person_noun(head, sentence, knowledge):
        return "people"
    return "groups" if found is not None or is_body(head, sentence, knowledge) else "other"


def _names_group(counted: str, head: Token, found: NounAt | None, knowledge: PartyKnowledge) -> bool:
    groups = knowledge.people.groups.nouns
    return counted in groups or (head.lemma.lower() in groups and (found is None or found.role.body))


def _of_what(sentence: Sentence, head: Token, knowledge: PartyKnowledge) -> Token | None:
    """The noun after "of": "dozens of crews", "two of the men", "a family of five"."""
    links = knowledge.people.links["number"]
    for child in sentence.children(head, "nmod", "obl"):
        if any(k.lemma.lower() in links for k in sentence.children(child, "case")):
            return child
    return None


def unit_of(sentence: Sentence, head: Token, knowledge: PartyKnowledge) -> str:
    """As `unit_said`; a pronoun or number that does not say takes the last counted thing before it, else people."""
    said = unit_said(sentence, head, knowledge)
    if said is not None:
        return said
    for token in reversed(sentence.tokens[: head.i]):
        if token.upos == "NOUN" and token.head != head.i and sentence.child(token, "nummod") is not None:
            before = _unit_of_noun(sentence, token, knowledge)
            return before if before in ("vehicles", "buildings", "animals", "munitions") else "people"
    return "people"


def size_token(sentence: Sentence, head: Token, knowledge: PartyKnowledge) -> Token | None:
    """The number of persons in a group: "five" of "a family of five" (R8), or None."""
    if head.lemma.lower() not in knowledge.people.sized:
        return None
    inner = _of_what(sentence, head, knowledge)
    return inner if inner is not None and inner.upos == "NUM" else None


def grammatical_number(sentence: Sentence, head: Token, knowledge: PartyKnowledge | None = None) -> str:
    """ "one", "many" or "mass": a named person or "a teenager" is one; "police", "a crowd" are many.

    Without `knowledge` the English tables are used.
    """
    tables = knowledge if knowledge is not None else load_parties()
    pronoun = _pronoun_number(head, tables)
    if pronoun is not None:
        return pronoun
    found = noun_at(sentence, head, tables)
    if found is not None:
        return _noun_number(sentence, head, found)
    if is_side_noun(sentence, head, tables) and _is_one_of(sentence, head, tables):  # "the Hutus", whatever the tag
        return _plain_number(sentence, head, tables)
    if head.name.endswith("PER"):
        return "one"
    if name_at(sentence, head, tables) is not None or head.name.endswith("ORG"):
        return "many"
    return _plain_number(sentence, head, tables)


def _pronoun_number(head: Token, knowledge: PartyKnowledge) -> str | None:
    pronouns = knowledge.people.pronouns
    if head.upos not in ("PRON", "DET", "NUM", "ADJ") and head.lemma.lower() not in knowledge.people.not_said:
        return None
    for number, words in pronouns.items():
        if head.text.lower() in words:
            return number
    return "many" if head.upos == "NUM" else None


def _noun_number(sentence: Sentence, head: Token, found: NounAt) -> str:
    if found.role.number == "many" or found.noun.plural or head.feat("Number") == "Plur":
        return "many"
    article = sentence.child(head, "det")
    if head.upos in ("ADJ", "VERB") and article is not None and article.feat("Definite") != "Ind":
        return "many"
    return "one"


def _plain_number(sentence: Sentence, head: Token, knowledge: PartyKnowledge) -> str:
    lemma = head.lemma.lower()
    if head.feat("Number") == "Plur" or lemma in knowledge.people.groups.nouns or lemma in knowledge.people.always_many:
        return "many"
    if lemma in knowledge.people.mass:
        return "mass"
    if is_person_noun(head, sentence, knowledge):
        plural = head.text.lower().endswith("s") and head.lemma.lower() != head.text.lower()
        return "many" if plural or _is_plural_of_people(head, knowledge) else "one"
    article = sentence.child(head, "det")
    one = article is not None and article.feat("PronType") == "Art" and article.feat("Definite") == "Ind"
    return "one" if one or (article is not None and article.feat("Number") == "Sing") else "mass"
