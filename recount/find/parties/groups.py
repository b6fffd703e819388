"""Who was harmed: the phrase in its own and in neutral words, its status, sex and age, and the persons it names."""

from dataclasses import dataclass

from recount.find.parties.actors import antecedent
from recount.find.parties.extents import phrase_tokens, phrase_words
from recount.find.parties.names import name_span, names_beside, names_in, sides_of
from recount.find.parties.nouns import NounAt, noun_at, unit_said, words_between
from recount.find.parties.persons import Dossier, age_in, person_at, sex_of, with_sex
from recount.find.parties.phrases import Seen, is_pair, look, neutral_name, offices_of
from recount.knowledge.numbers import load_numbers
from recount.knowledge.parties import PartyKnowledge, plural_of
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.claim import Group


@dataclass(frozen=True, slots=True)
class _Member:
    """One head of a coordinated phrase. `named` are the persons that it names."""

    name: str
    status: str
    sex: str | None
    age_group: str | None
    named: tuple[Dossier, ...]
    kind: str | None = None


def describe_group(
    sentence: Sentence,
    head: Token,
    knowledge: PartyKnowledge,
    analysis: Analysis | None = None,
    alone: bool = False,
) -> Group:
    """The harmed that the phrase of `head` names, with all that are joined to it, or without them (`alone`).

    With `analysis` the wording is verbatim even where a hashtag was read as words, and a person's full name, age,
    office and status may come from elsewhere in the report. `life` of every person is "unknown": the caller knows
    what befell them.
    """
    joined = [] if alone else _joined(sentence, head, knowledge)
    members = [_member(sentence, t, knowledge, analysis) for t in (head, *joined)]
    named = {d.person.name: d.person for m in members for d in m.named}
    return Group(
        wording=phrase_words(sentence, head, knowledge, analysis.document.text if analysis is not None else None),
        name=", ".join(dict.fromkeys(m.name for m in members)),
        status=_shared([m.status for m in members]) or "unknown",
        sex=_shared([m.sex for m in members]),
        age_group=_shared([m.age_group for m in members]),
        persons=tuple(named.values()),
        kind=_shared([m.kind for m in members]),
    )


def _joined(sentence: Sentence, head: Token, knowledge: PartyKnowledge) -> list[Token]:
    """Persons and bodies joined to `head` by "and"; an act or thing that the parser joined to them is none."""
    heads = sentence.children(head, "conj")
    nouns = [t for t in heads if t.upos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")]
    return [t for t in nouns if t.upos != "NOUN" or unit_said(sentence, t, knowledge) in ("people", "groups", None)]


def _shared(values: list[str | None]) -> str | None:
    return values[0] if len(set(values)) == 1 else None


def _member(sentence: Sentence, token: Token, knowledge: PartyKnowledge, analysis: Analysis | None) -> _Member:
    seen = look(sentence, token, knowledge)
    named = tuple(person_at(sentence, t, knowledge, analysis) for t in _names(sentence, token, knowledge))
    if token.upos == "PRON" and analysis is not None:
        named = _of_pronoun(sentence, token, knowledge, analysis)
    mates = offices_of(sentence, token) if token.name.endswith("PER") else sentence.children(token, "appos")
    nouns = [n for t in (token, *mates) if (n := noun_at(sentence, t, knowledge)) is not None]
    status = seen.status if seen is not None else "unknown"
    if status == "unknown" and len(named) == 1:
        status = named[0].status
    age = named[0].person.age if len(named) == 1 else age_in(_own_words(sentence, token, knowledge), None, knowledge)
    sex = sex_of(sentence, token, nouns, knowledge) or (named[0].person.sex if len(named) == 1 else None)
    name = _name(sentence, token, seen, named, knowledge)
    kind = seen.kind if seen is not None else None
    return _Member(name, status, sex, _age_group(sentence, token, nouns, age, knowledge), named, kind)


def _of_pronoun(sentence: Sentence, token: Token, knowledge: PartyKnowledge, analysis: Analysis) -> tuple[Dossier, ...]:
    """The one person that "he" or "her" can mean, with the sex that the pronoun says."""
    if token.lemma.lower() in load_numbers().none_words or token.text.lower() in load_numbers().none_words:
        return ()  # "nobody was arrested", "none died": no one who was named
    party = antecedent(sentence, token, knowledge, analysis)
    if party is None or party.kind != "person":
        return ()
    there = analysis.sentences[party.sentence]
    dossier = person_at(there, there.tokens[party.head], knowledge, analysis)
    return (with_sex(dossier, sex_of(sentence, token, [], knowledge)),)


def _name(
    sentence: Sentence, token: Token, seen: Seen | None, named: tuple[Dossier, ...], knowledge: PartyKnowledge
) -> str:
    frames = knowledge.people.frames
    if (token.name.endswith("PER") or token.upos == "PRON") and len(named) == 1:
        return named[0].person.name
    noun = noun_at(sentence, token, knowledge)
    if noun is not None and not token.name.endswith("PER"):
        if seen is not None and (noun.role.body or noun.role.relational):
            return seen.name
        plain = neutral_name(sentence, token, knowledge, noun, sides_of(sentence, token, knowledge))
        if (
            seen is None
            or not seen.named
            or (seen.nationality is not None and seen.noun is not None and _by_rule(seen))
        ):
            return plain
        sides = sides_of(sentence, token, knowledge)
        if any(match.holds(side.last) for match in names_beside(sentence, token, knowledge) for side in sides):
            return plain  # "Houthi fighters" says whose they are already
        if _names_noun(seen.name, plain, knowledge):  # "United Nations peacekeepers" say what they are
            return seen.name
        frame = frames["members"] if seen.kind == "state_forces" else frames["of_actor"]
        return frame.format(noun=plain, actor=seen.name)
    if seen is not None:
        return seen.name
    if token.upos not in ("NOUN", "PROPN") or token.lemma.lower() in knowledge.people.not_said:
        return frames["people"]
    return _plain(sentence, token, knowledge)


def _names_noun(name: str, noun: str, knowledge: PartyKnowledge) -> bool:
    """Whether an actor's name ends with the noun, in either number."""
    last, said = name.lower().split()[-1], noun.lower().split()[-1]
    return last in (said, plural_of(said, knowledge.people.plurals))


def _by_rule(seen: Seen) -> bool:
    """A state's force, whose adjective the neutral name already has."""
    return seen.nationality is not None and seen.noun is not None and seen.force is not None


def _plain(sentence: Sentence, token: Token, knowledge: PartyKnowledge) -> str:
    """A noun that no table has, with its compounds, without article and number."""
    first, last = phrase_tokens(sentence, token, knowledge)
    while first < token.i and sentence.tokens[first].upos in ("DET", "NUM", "ADV", "PUNCT", "PRON"):
        first += 1
    words = words_between(sentence, first, min(last, max(token.i, name_span(sentence, token)[1])))
    return words if token.upos == "PROPN" else words.lower()


def _own_words(sentence: Sentence, token: Token, knowledge: PartyKnowledge) -> str:
    """The phrase of one member, without those joined to it."""
    first, last = phrase_tokens(sentence, token, knowledge)
    last = min([last, *(t.i - 1 for t in _joined(sentence, token, knowledge))])
    return words_between(sentence, first, max(last, token.i))


def _age_group(
    sentence: Sentence, token: Token, nouns: list[NounAt], age: int | None, knowledge: PartyKnowledge
) -> str | None:
    people = knowledge.people
    words = {n.noun.singular for n in nouns}
    beside = {t.lemma.lower() for t in sentence.children(token, "amod", "compound") if not _before_figure(sentence, t)}
    for group, known in people.ages.items():
        if words & known or beside & people.age_words.get(group, frozenset()):
            return group
    if age is None:
        return None
    return "child" if age < people.adult_from else "adult"


def _before_figure(sentence: Sentence, word: Token) -> bool:
    """ "Two brothers, aged 19 and 23": how old they are, not that they are old."""
    return any(t.upos == "NUM" for t in sentence.tokens[word.i + 1 : word.i + 2])


def _names(sentence: Sentence, head: Token, knowledge: PartyKnowledge) -> list[Token]:
    """The persons that one member names: its head and what is set beside it, not whose they are."""
    listed = {i for m in names_in(sentence, knowledge) for i in range(m.first, m.last + 1)}
    seen: set[tuple[int, int]] = set()
    found = []
    following = [t for t in sentence.tokens[head.i + 1 : head.i + 2] if is_pair(head, t)]
    for token in (head, *_beside(sentence, head), *following):
        place = name_span(sentence, token)
        if token.name.endswith("PER") and token.i not in listed and place not in seen:
            seen.add(place)
            found.append(token)
    return found


def _beside(sentence: Sentence, head: Token) -> list[Token]:
    found = []
    for token in sentence.children(head, "appos", "flat", "compound", "nmod:desc"):
        if not head.name.endswith("PER") or token.dep == "appos":
            found.append(token)
            found.extend(sentence.children(token, "conj"))
    return found
