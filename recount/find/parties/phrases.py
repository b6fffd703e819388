"""What one phrase says by itself of a party: its kind, status, neutral name and side."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from recount.find.parties.names import (
    NameMatch,
    Side,
    has_case,
    letter_case,
    name_at,
    name_span,
    names_beside,
    side_at,
    sides_of,
    top_of,
)
from recount.find.parties.nouns import (
    NounAt,
    grammatical_number,
    is_age,
    is_side_noun,
    noun_at,
    thing_of,
    words_between,
)
from recount.knowledge.actors import ActorEntry, fold
from recount.knowledge.parties import PartyKnowledge, plural_of
from recount.model.analysis import Sentence, Token

Pick = Callable[[NameMatch], tuple[str, ...]]
_ARMED = ("rebel", "militia")
_BY_KIND = {
    "rebel": "combatant",
    "militia": "combatant",
    "state_forces": "security_forces",
    "external": "security_forces",
}
_AGENTIVE = ("nsubj", "obj", "obl", "nmod", "conj", "appos", "root", "parataxis")


@dataclass(frozen=True, slots=True)
class Seen:
    """One phrase as a party. `force` is the body of its state that it stands for; `named`: by a name or by rule.

    `names` are the actors that an ambiguous name may mean, where none could be taken.
    """

    head: int
    kind: str
    status: str
    name: str
    actor_id: str | None = None
    nationality: str | None = None
    force: str | None = None
    noun: NounAt | None = None
    named: bool = False
    names: tuple[str, ...] = ()
    why: str | None = None


def anywhere(match: NameMatch) -> tuple[str, ...]:
    """All actors that a name may mean by itself."""
    return match.ids


def look(sentence: Sentence, token: Token, knowledge: PartyKnowledge, pick: Pick = anywhere) -> Seen | None:
    """The party whose phrase `token` heads, or None. `pick` gives the actors that a name can mean in this report."""
    match = name_at(sentence, token, knowledge)
    if match is not None and pick(match):
        return _named(sentence, token, match, knowledge, pick(match))
    if token.name.endswith("PER") and _heads_name(sentence, token):
        return _person(sentence, token, knowledge, pick)
    noun = noun_at(sentence, token, knowledge)
    if (
        noun is not None
        and _stands_alone(sentence, token, knowledge)
        and not _is_site(sentence, token, noun, knowledge)
    ):
        if noun.role.body and _is_own_name(sentence, token):
            return _unlisted(sentence, token, knowledge)
        return _by_noun(sentence, token, noun, knowledge, pick)
    if is_side_noun(sentence, token, knowledge):
        return _by_side(sentence, token, knowledge)
    if token.name.endswith("ORG") and _heads_name(sentence, token):
        return _unlisted(sentence, token, knowledge)
    if is_age(sentence, token, knowledge):
        return Seen(token.i, "people", "unknown", knowledge.people.frames["person"])
    country = _country(sentence, token, knowledge) or _of_act(sentence, token, knowledge)
    return country if country is not None else _quantity(sentence, token, knowledge, pick)


def _stands_alone(sentence: Sentence, token: Token, knowledge: PartyKnowledge) -> bool:
    """Not "police" of "police officers" or "police station"; but that of "police firing", whose noun is an act."""
    head = sentence.head(token)
    if head is None or not (token.dep in ("compound", "amod") or token.deprel == "nmod:desc") or head.i < token.i:
        return True
    own = noun_at(sentence, token, knowledge)
    if own is not None and not (own.role.body or (own.role.armed and own.role.kind == "rebel")):
        return False
    if head.upos not in ("NOUN", "VERB") or head.name != "O" or noun_at(sentence, head, knowledge) is not None:
        return False
    thing = thing_of(sentence, head, knowledge)
    return thing is None or thing[0] in ("weapon", "munition")


def _is_own_name(sentence: Sentence, token: Token) -> bool:
    """ "Tarlo Peasant Party": the noun ends a name of its own, tagged or told by capitals."""
    if token.name.endswith("ORG") and name_span(sentence, token)[0] < token.i:
        return True
    before = sentence.children(token, "compound")
    return token.upos == "PROPN" and letter_case(sentence) == "mixed" and any(t.upos == "PROPN" for t in before)


def _is_site(sentence: Sentence, token: Token, noun: NounAt, knowledge: PartyKnowledge) -> bool:
    """ "in hospital", "shelled a school": a body that is a building, where it does not act."""
    if not noun.role.body or noun.role.kind == "state_forces" or thing_of(sentence, token, knowledge) is None:
        return False
    acts = (token.dep == "nsubj" and token.deprel != "nsubj:pass") or token.deprel == "obl:agent"
    return not acts and not has_case(sentence, token, knowledge.people.links["doer"])


def _heads_name(sentence: Sentence, token: Token) -> bool:
    first, last = name_span(sentence, token)
    return top_of(sentence, first, last).i == token.i and not (token.dep == "compound" and token.i < token.head)


def _named(
    sentence: Sentence, token: Token, match: NameMatch, knowledge: PartyKnowledge, ids: tuple[str, ...]
) -> Seen | None:
    if not _stands_alone(sentence, token, knowledge):
        return None  # "Hamas" of "Hamas fighters": the phrase is its noun's
    if len(ids) == 1:
        return replace(_actor_seen(token.i, knowledge.actor(ids[0])), why=_chosen(match))
    return _ambiguous(token.i, words_between(sentence, match.first, match.last), ids, knowledge)


def _ambiguous(head: int, name: str, ids: tuple[str, ...], knowledge: PartyKnowledge) -> Seen:
    kinds = {knowledge.actor(i).kind for i in ids}
    kind = kinds.pop() if len(kinds) == 1 else "unknown"
    why = f"the name may mean {' or '.join(knowledge.actor(i).name for i in ids)}; none is taken"
    return Seen(head, kind, _BY_KIND.get(kind, "unknown"), name, named=True, names=ids, why=why)


def _chosen(match: NameMatch) -> str | None:
    many = len(match.ids)
    return f"of {many} parties with this name, the one that fits the report's countries and year" if many > 1 else None


def _actor_seen(head: int, actor: ActorEntry, noun: NounAt | None = None) -> Seen:
    force = actor.id[3:] if actor.kind in ("state_forces", "government") and actor.id[2:3] == "-" else None
    country = actor.countries[0] if len(actor.countries) == 1 and actor.kind in ("state_forces", "government") else None
    status = _BY_KIND.get(actor.kind, "civilian")
    return Seen(head, actor.kind, status, actor.name, actor.id, country, force, noun, named=True)


def _person(sentence: Sentence, token: Token, knowledge: PartyKnowledge, pick: Pick) -> Seen:
    """A named person; what an office beside the name says is the status ("Colonel X", "X, a rebel leader")."""
    status, nationality = "unknown", None
    for mate in offices_of(sentence, token):
        noun = noun_at(sentence, mate, knowledge)
        if noun is None:
            continue
        seen = _by_noun(sentence, mate, noun, knowledge, pick)
        if seen is None:
            continue
        status = seen.status if status == "unknown" else status
        nationality = nationality or seen.nationality
    nationality = nationality or _one_code(sides_of(sentence, token, knowledge))
    return Seen(token.i, "person", status, person_name(sentence, token, knowledge), None, nationality, named=True)


def offices_of(sentence: Sentence, token: Token) -> list[Token]:
    """Nouns beside a person's name that say what the person is: "journalist X", "X, a nurse", "the nurse, X"."""
    beside = sentence.children(token, "appos", "compound", "nmod:desc", "flat", "amod")
    head = sentence.head(token)
    if (
        head is not None
        and token.deprel in ("appos", "flat", "compound", "nmod:desc")
        and not head.name.endswith("PER")
    ):
        beside.append(head)
    before = sentence.tokens[name_span(sentence, token)[0] - 1] if name_span(sentence, token)[0] else None
    if before is not None and is_pair(before, token) and before not in beside:
        beside.append(before)
    return [t for t in beside if not t.name.endswith("PER")]


def is_pair(noun: Token, name: Token) -> bool:
    """ "journalist X" parsed as two subjects side by side: the noun and the name are one person."""
    return noun.upos == "NOUN" and noun.head == name.head and noun.deprel == name.deprel and name.name.endswith("PER")


def person_name(sentence: Sentence, token: Token, knowledge: PartyKnowledge) -> str:
    """A person's name as it stands, without titles of courtesy or rank; capitals only at the words' beginnings."""
    first, last = name_span(sentence, token)
    skipped = knowledge.people.honorifics | knowledge.people.ranks.keys()
    while first < last and sentence.tokens[first].text.lower() in skipped:
        first += 1
    while first < last and sentence.tokens[last].text.lower() in ("'s", "’s", "'", "’"):
        last -= 1
    name = words_between(sentence, first, last)
    return name.title() if name.isupper() and len(name) > 3 else name


def _by_noun(sentence: Sentence, token: Token, noun: NounAt, knowledge: PartyKnowledge, pick: Pick) -> Seen | None:
    inner = _group_of(sentence, token, noun, knowledge, pick)
    if inner is not None:
        return replace(inner, head=token.i)
    for match in names_beside(sentence, token, knowledge):
        ids = pick(match)
        if len(ids) == 1:
            seen = _affiliated(sentence, token, noun, knowledge.actor(ids[0]), knowledge)
            return replace(seen, why=_chosen(match))
        if ids:
            words = words_between(sentence, match.first, match.last)
            seen = _ambiguous(token.i, f"{words} {_in_number(sentence, token, noun, knowledge)}", ids, knowledge)
            return replace(seen, kind=noun.role.kind, status=noun.role.status, noun=noun)
    sides = sides_of(sentence, token, knowledge, noun.role.body or noun.role.force is not None)
    code = _one_code(sides)
    role = noun.role
    status = _status(sentence, token, role.status, knowledge)
    if (
        role.force is not None
        and code is not None
        and role.force in knowledge.forces
        and _stands_for_force(noun, knowledge)
    ):
        seen = _actor_seen(token.i, knowledge.state_actor(code, role.force), noun)
        return replace(seen, status=status, nationality=code)
    if role.needs_side and not sides:
        return None
    name = neutral_name(sentence, token, knowledge, noun, sides)
    return Seen(token.i, role.kind, status, name, None, code, role.force, noun)


def _stands_for_force(noun: NounAt, knowledge: PartyKnowledge) -> bool:
    """ "Chadian soldiers" act as the Chadian military; "a Chadian judge" does not act as the Chadian government."""
    return noun.role.body or noun.role.kind == "state_forces"


def _group_of(sentence: Sentence, token: Token, noun: NounAt, knowledge: PartyKnowledge, pick: Pick) -> Seen | None:
    """ "a group of armed men", "members of the security forces": what it is made of says more."""
    if not noun.role.relational and noun.noun.singular not in knowledge.people.quantities:
        return None
    for child in sentence.children(token, "nmod"):
        if not has_case(sentence, child, knowledge.people.links["number"]) or _is_kin_of(
            sentence, token, child, knowledge
        ):
            continue
        seen = look(sentence, child, knowledge, pick)
        if seen is not None and (noun.role.body or seen.kind != "person"):
            return (
                None
                if noun.noun.role.relational and seen.kind in ("people", "government") and not noun.role.body
                else seen
            )
    return None


def _is_kin_of(sentence: Sentence, token: Token, child: Token, knowledge: PartyKnowledge) -> bool:
    """ "The family of a smuggler" is not the smuggler, as "a family of smugglers" is smugglers."""
    return token.lemma.lower() in knowledge.people.kin and grammatical_number(sentence, child, knowledge) == "one"


def _affiliated(sentence: Sentence, token: Token, noun: NounAt, actor: ActorEntry, knowledge: PartyKnowledge) -> Seen:
    """ "Hamas fighters", "a leader of the Contras", "an ANC activist": the noun beside the party that it belongs to."""
    role = noun.role
    seen = _actor_seen(token.i, actor, noun)
    members = noun.noun.singular in knowledge.people.members
    if role.kind in ("civilians", "protesters", "people") and not role.relational and not members:
        # "Hamas supporters" act for it, "Hamas victims" and "Reuters journalists" are not its forces
        status = _status(sentence, token, role.status, knowledge)
        name = f"{actor.name} {_in_number(sentence, token, noun, knowledge)}"
        return Seen(token.i, role.kind, status, name, None, None, None, noun)
    if role.kind == "person" and not role.relational:
        return replace(seen, status="unknown")
    status = seen.status
    if actor.kind in _ARMED and role.kind in ("government", "political", "person") and not _bears_arms(noun):
        status = "unknown"
    elif role.status in ("combatant", "security_forces", "attacker"):
        status = role.status if seen.status in ("civilian", "unknown") else seen.status
    return replace(seen, status=_status(sentence, token, status, knowledge))


def _bears_arms(noun: NounAt) -> bool:
    return noun.role.armed or noun.role.relational


def _status(sentence: Sentence, token: Token, status: str, knowledge: PartyKnowledge) -> str:
    """The status as the words say it (R36): doubt makes it unknown, "civilian" says civilian."""
    near = sentence.children(token, "amod", "advmod", "compound")
    beside = {word for t in near for word in (t.lemma.lower(), t.text.lower())}
    if beside & knowledge.people.doubted and status in ("combatant", "attacker", "security_forces"):
        return "unknown"
    return "civilian" if status == "unknown" and beside & knowledge.people.civilian_words else status


def _by_side(sentence: Sentence, token: Token, knowledge: PartyKnowledge) -> Seen:
    side = side_at(sentence, token, knowledge)
    codes = side.codes if side is not None else frozenset()
    code = next(iter(codes)) if len(codes) == 1 else None
    first = side.first if side is not None else token.i
    name = words_between(sentence, first, token.i)
    status = _status(sentence, token, "unknown", knowledge)
    return Seen(token.i, "people", status, name.title() if name.isupper() else name, None, code)


def _unlisted(sentence: Sentence, token: Token, knowledge: PartyKnowledge) -> Seen:
    """A named body that no table has: its kind by a word of its name."""
    first, last = _own_span(sentence, token)
    words = {w for t in sentence.tokens[first : last + 1] for w in fold(t.text)}
    name = words_between(sentence, first, last)
    code = _one_code([s for t in sentence.tokens[first : last + 1] if (s := side_at(sentence, t, knowledge, True))])
    for body in knowledge.people.bodies:
        if words & body.words:
            if body.force is not None and code is not None:
                return _actor_seen(token.i, knowledge.state_actor(code, body.force))
            return Seen(token.i, body.kind, body.status, name, None, code, body.force, named=True)
    return Seen(token.i, "organisation", "unknown", name, None, code, named=True)


def _own_span(sentence: Sentence, token: Token) -> tuple[int, int]:
    """The body's name: as tagged, or from its first capitalised word."""
    first, last = name_span(sentence, token)
    if first == last:
        proper = [t.i for t in sentence.children(token, "compound", "amod") if t.text[:1].isupper() and t.i < first]
        first = min([first, *proper])
    return first, last


def _country(sentence: Sentence, token: Token, knowledge: PartyKnowledge) -> Seen | None:
    """A country that acts, is acted on or speaks ("Israel struck", "an attack by Iran"), not where things happen."""
    if not token.name.endswith("LOC") or token.dep not in _AGENTIVE or not _heads_name(sentence, token):
        return None
    if (
        token.dep in ("obl", "nmod")
        and token.deprel != "nmod:poss"
        and not has_case(sentence, token, knowledge.people.links["doer"])
    ):
        return None
    return _state_seen(sentence, token, knowledge)


def _of_act(sentence: Sentence, token: Token, knowledge: PartyKnowledge) -> Seen | None:
    """ "Israeli strikes", "U.S. raids": the adjective of an act says which country acts."""
    if token.dep not in ("amod", "compound") or not _stands_alone(sentence, token, knowledge):
        return None
    return _state_seen(sentence, token, knowledge)


def _state_seen(sentence: Sentence, token: Token, knowledge: PartyKnowledge) -> Seen | None:
    side = side_at(sentence, token, knowledge)
    if side is None or len(side.codes) != 1:
        return None
    (code,) = side.codes
    state = knowledge.states[code]
    return Seen(token.i, "government", "unknown", state.name, f"{code.lower()}-government", code, "country", named=True)


def _quantity(sentence: Sentence, token: Token, knowledge: PartyKnowledge, pick: Pick) -> Seen | None:
    """ "dozens of gunmen", "two of the rebels", "some protesters' leaders": the noun after "of" says who."""
    if (
        token.upos not in ("NOUN", "NUM", "PRON", "DET", "ADJ")
        or token.lemma.lower() not in knowledge.people.quantities
    ):
        if token.upos != "NUM":
            return None
    for child in sentence.children(token, "nmod", "obl"):
        if _is_kin_of(sentence, token, child, knowledge):
            continue
        if has_case(sentence, child, knowledge.people.links["number"]):
            seen = look(sentence, child, knowledge, pick)
            return replace(seen, head=token.i) if seen is not None else None
    return None


def _one_code(sides: list[Side]) -> str | None:
    codes = {next(iter(s.codes)) for s in sides if len(s.codes) == 1}
    return codes.pop() if len(codes) == 1 and all(len(s.codes) < 2 for s in sides) else None


def neutral_name(sentence: Sentence, token: Token, knowledge: PartyKnowledge, noun: NounAt, sides: list[Side]) -> str:
    """The phrase in neutral words: "two brutal Malian terrorists" is "Malian attackers" (R39)."""
    word = _in_number(sentence, token, noun, knowledge)
    if noun.role.armed and noun.role.body and not noun.role.relational:
        return _unnamed(sentence, token, word, sides, knowledge)
    before = [s for s in sides if s.last < token.i]
    covered = {i for s in sides for i in range(s.first, s.last + 1)} | set(range(noun.first, noun.last + 1))
    beside = sentence.children(token, "amod", "compound")
    told = {t.i: t.text.lower() for t in beside if _is_kept(t, covered, token, noun, knowledge)}
    if before:
        shown = [words_between(sentence, s.first, s.last) for s in before]
        shown = [w.title() if w.isupper() and len(w) > 3 else w for w in shown]
        told[before[0].first] = knowledge.people.frames["and"].join(shown)
    return " ".join([*(told[i] for i in sorted(told)), word])


def _is_kept(child: Token, covered: set[int], head: Token, noun: NounAt, knowledge: PartyKnowledge) -> bool:
    if child.i in covered or child.i > head.i or child.lemma.lower() in knowledge.people.loaded:
        return False
    if child.dep == "compound":
        own = knowledge.nouns.get(child.lemma.lower())
        if own is not None and own.role.force is not None and own.role.force == noun.role.force:
            return False  # "army troops" are the military, said once
        return child.upos == "NOUN" and child.name == "O"
    return bool({child.lemma.lower(), child.text.lower()} & set(knowledge.people.kept))


def _unnamed(sentence: Sentence, token: Token, word: str, sides: list[Side], knowledge: PartyKnowledge) -> str:
    """ "Gaza-based resistance" is "armed group (Gaza), unnamed": never one that the report does not name (R38)."""
    side = next((words_between(sentence, s.first, s.last) for s in sides), None) or _base(sentence, token, knowledge)
    frames = knowledge.people.frames
    return frames["unnamed"].format(noun=word, side=side) if side else frames["bare"].format(noun=word)


def _base(sentence: Sentence, token: Token, knowledge: PartyKnowledge) -> str | None:
    """The place of "Gaza-based"."""
    for child in sentence.children(token, "amod", "compound"):
        if (
            child.lemma.lower() in knowledge.people.links["based"]
            or child.text.lower() in knowledge.people.links["based"]
        ):
            places = [t for t in sentence.children(child) if t.upos in ("PROPN", "NOUN", "ADJ")]
            if places:
                first, last = name_span(sentence, places[0])
                return words_between(sentence, first, last)
    return None


def _in_number(sentence: Sentence, token: Token, noun: NounAt, knowledge: PartyKnowledge) -> str:
    """The neutral noun in the number of the phrase."""
    people = knowledge.people
    said = words_between(sentence, noun.first, noun.last).lower()
    base = people.neutral.get(said) or people.neutral.get(noun.noun.singular) or noun.noun.singular
    if noun.role.body and noun.role.name is not None and said not in people.neutral:
        return noun.role.name
    if noun.role.number == "many" or grammatical_number(sentence, token, knowledge) == "one":
        return base
    return plural_of(base, people.plurals) if base not in people.always_many or base in people.plurals else base
