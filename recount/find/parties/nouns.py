"""What one noun says: its role, its side, how many it is of, and what kind of thing it counts."""

from recount.knowledge.parties import PartyKnowledge, Role, ThingEntry
from recount.model.analysis import Sentence, Token

_NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM")
_UNITS = {
    "munition": "munitions",
    "weapon": "munitions",
    "vehicle": "vehicles",
    "building": "buildings",
    "animal": "animals",
}
_LONGEST_NOUN = 3  # words of the longest nouns that the knowledge lists


def singular(token: Token, knowledge: PartyKnowledge) -> str:
    """The noun in the singular, lower case: the lemma, or by the knowledge's irregular forms."""
    word = token.text.lower()
    return knowledge.people.irregular.get(word) or token.lemma.lower()


def wordings(sentence: Sentence, head: Token, knowledge: PartyKnowledge) -> list[str]:
    """The noun with the words right before it, longest first: "riot police officer", "police officer", "officer"."""
    words = [singular(head, knowledge)]
    found = [words[0]]
    if head.text.lower() != words[0]:
        found.append(head.text.lower())
    plain = head.text.lower()
    for back in range(1, _LONGEST_NOUN):
        if head.i - back < 0:
            break
        before = sentence.tokens[head.i - back]
        if before.upos not in (*_NOMINAL, "VERB") and before.text != "-":
            break
        words.insert(0, before.text.lower())
        plain = f"{before.text.lower()} {plain}"
        found = [" ".join(words), plain, *found]
    return found


def role_of(sentence: Sentence, head: Token, knowledge: PartyKnowledge) -> tuple[Role, str] | None:
    """The role that the noun names, with the wording that named it, or None."""
    for wording in wordings(sentence, head, knowledge):
        role = knowledge.role_of.get(wording)
        if role is not None and not _turned(sentence, head, wording, knowledge):
            return role, wording
    return None


def _turned(sentence: Sentence, head: Token, wording: str, knowledge: PartyKnowledge) -> bool:
    """A word before the noun makes it something else: "labour force", "governing body"."""
    before = sentence.tokens[head.i - 1].text.lower() if head.i else ""
    others = knowledge.people.not_after.get(wording.split()[-1]) or knowledge.people.not_after.get(head.text.lower())
    return others is not None and before in others


def thing_entry(sentence: Sentence, head: Token, knowledge: PartyKnowledge) -> ThingEntry | None:
    """The thing that the noun names, or None."""
    for wording in wordings(sentence, head, knowledge):
        entry = knowledge.thing_of.get(wording)
        if entry is not None:
            return entry
    return None


def thing_of(sentence: Sentence, head: Token, knowledge: PartyKnowledge) -> tuple[str, str] | None:
    """(class, neutral name) of a thing: weapon munition vehicle building infrastructure animal measure."""
    entry = thing_entry(sentence, head, knowledge)
    return (entry.sort, entry.name) if entry is not None else None


def side_of(sentence: Sentence, head: Token, knowledge: PartyKnowledge) -> str | None:
    """The ISO code of the one state that the phrase's words tie the noun to ("Israeli soldier", "Palestinians"), or
    None where they tell none or several."""
    own = knowledge.sides.get(head.text.lower())
    if own is not None and head.upos in ("NOUN", "PROPN", "ADJ"):
        return own
    tied = sentence.children(head, "amod", "compound", "nmod:poss", "nmod:unmarked", "flat", "appos")
    found = {knowledge.sides[t.text.lower()] for t in tied if t.text.lower() in knowledge.sides and t.i != head.i}
    found |= {knowledge.sides[w] for w in _pairs(sentence, tied) if w in knowledge.sides}
    return next(iter(found)) if len(found) == 1 else None


def _pairs(sentence: Sentence, tied: list[Token]) -> list[str]:
    """Two-word adjectives: "South African", "Sri Lankan"."""
    return [f"{sentence.tokens[t.i - 1].text} {t.text}".lower() for t in tied if t.i]


def is_person(sentence: Sentence, head: Token, knowledge: PartyKnowledge) -> bool:
    """Whether the noun names persons: by the knowledge, a demonym, a people, a personal name, or its ending."""
    role = role_of(sentence, head, knowledge)
    if role is not None:
        return not (role[0].needs_side and side_of(sentence, head, knowledge) is None)
    word = head.text.lower()
    if head.name.endswith("PER") or word in knowledge.people.persons or word in knowledge.peoples:
        return True
    if word in knowledge.sides and head.upos in ("NOUN", "PROPN", "ADJ") and not head.name.endswith("LOC"):
        return True
    if head.upos == "PROPN":
        return not head.name.endswith(("LOC", "ORG")) and thing_entry(sentence, head, knowledge) is None
    return head.upos == "NOUN" and _ends_as_person(head, knowledge) and thing_entry(sentence, head, knowledge) is None


def _ends_as_person(head: Token, knowledge: PartyKnowledge) -> bool:
    word = head.lemma.lower()
    return word not in knowledge.people.not_suffixed and word.endswith(knowledge.people.suffixes)


def unit_of(sentence: Sentence, head: Token, knowledge: PartyKnowledge) -> str:
    """What a number of this noun counts: people munitions vehicles buildings animals groups other (R15)."""
    word = singular(head, knowledge)
    if word in knowledge.people.groups.nouns and head.i >= 0:
        return "groups"
    if is_person(sentence, head, knowledge):
        return "people"
    entry = thing_entry(sentence, head, knowledge)
    if entry is not None:
        return _UNITS.get(entry.sort, "other")
    return "groups" if head.name.endswith("ORG") else "other"


def grammatical_number(sentence: Sentence, head: Token, knowledge: PartyKnowledge) -> str:
    """one, many or mass: a singular person or a name is one; a body of persons is many."""
    people = knowledge.people
    word = head.text.lower()
    if head.upos in ("PRON", "DET") or (word in people.pronouns.one | people.pronouns.many and head.upos != "NOUN"):
        return "one" if word in people.pronouns.one else "many"
    if head.name.endswith("PER"):
        return "one"
    if word in people.mass:
        return "mass"
    role = role_of(sentence, head, knowledge)
    if word in people.always_many or singular(head, knowledge) in people.groups.nouns:
        return "many"
    if role is not None and role[0].number == "many":
        return "many"
    if head.upos in ("NOUN", "PROPN"):
        plural = head.feat("Number") == "Plur" or head.xpos in ("NNS", "NNPS") or word in people.irregular
        return "many" if plural else "one"
    return "many"
