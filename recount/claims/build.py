"""One draft from its words: who, by whom, with what, how many, and the evidence that holds it."""

from dataclasses import dataclass, replace

from recount.claims.hit import things_hit
from recount.claims.kind import event_of
from recount.claims.roles import Roles, resolve
from recount.claims.victims import Counted
from recount.find.parties import actor_of, describe_group, thing_of, unit_of
from recount.find.parties.nouns import noun_at
from recount.knowledge.acts import ActEntry, Acts
from recount.knowledge.codebook import Codebook
from recount.knowledge.grammar import load_grammar
from recount.knowledge.numbers import Numbers
from recount.knowledge.parties import PartyKnowledge
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.claim import Actor, Draft, Event, Group, Thing
from recount.model.mention import Count, Party, Trigger
from recount.model.span import Span

_OWN = {
    "rebel": "combatant",
    "militia": "combatant",
    "state_forces": "security_forces",
    "external": "security_forces",
}  # the kind of a side that loses men, and what its men are
_OLDEST = 120  # years; a larger number behind a name is no age


@dataclass(frozen=True)
class Sources:
    """What drafting looks at: the knowledge and the mentions of one report."""

    analysis: Analysis
    acts: Acts
    numbers: Numbers
    parties: PartyKnowledge
    codebook: Codebook
    counts: tuple[Count, ...]
    party_at: dict[tuple[int, int], Party]  # by (sentence, head token)

    def numbered(self, sentence: Sentence) -> frozenset[int]:
        """The tokens of a sentence that head a number."""
        return frozenset(c.head for c in self.counts if c.sentence == sentence.index)


@dataclass(frozen=True)
class Telling:
    """One word of harm or act in its sentence, with the roles around it and what drafting looks at."""

    sentence: Sentence
    trigger: Trigger
    entry: ActEntry
    roles: Roles
    sources: Sources

    @property
    def token(self) -> Token:
        return self.sentence.tokens[self.trigger.token]

    @property
    def text(self) -> str:
        return self.sources.analysis.document.text


def build(
    telling: Telling,
    head: Token | None = None,
    counted: Counted | None = None,
    unit: str = "people",
    alone: bool = False,
) -> Draft:
    """The draft of a telling: of the harmed whose phrase `head` heads and `counted` counts, or of none told.

    With `alone` those joined to `head` are left out: they are drafts of their own.
    """
    bare = Draft(
        sentence=telling.sentence.index,
        trigger=telling.trigger.token,
        entry=telling.entry.id,
        act=telling.entry.act,
        harm=telling.entry.harm,
        evidence=_evidence(telling, head, counted, alone).closed(telling.text),
        event=Event(None, None, None, None),
        beside=alone,
        negation_tells=telling.entry.under_negation,
        question=telling.entry.question,
        targets=targets_of(telling),
        against=_against(telling),
    )
    draft = _with_doers(bare, telling)
    if head is not None and counted is not None:
        draft = _with_number(replace(draft, victim=head.i), counted, unit, telling.text)
        draft = replace(draft, group=_group(telling, head, counted, alone))
        draft = replace(draft, definite=_points_back(telling, head, draft))
    return replace(draft, event=event_of([draft], telling.sources.codebook))


def _with_doers(draft: Draft, telling: Telling) -> Draft:
    """Who acts, and with what."""
    sentence, sources, roles = telling.sentence, telling.sources, telling.roles
    told = [t for t in roles.agents if (sentence.index, t.i) in sources.party_at]
    agent = next(iter((*told, *roles.agents)), None)
    weapons, by = _agent_or_weapon(sentence, agent, sources)
    used = (*roles.instruments, *roles.targets)  # "set off a suicide vest"
    weapons += tuple(w for w in (weapon_of(sentence, t, sources) for t in used) if w is not None)
    kind = kind_of(sentence, agent, sources) if by is not None else None
    return replace(draft, agent=agent.i if agent is not None else None, agent_kind=kind, by=by, weapons=weapons)


def _with_number(draft: Draft, counted: Counted, unit: str, text: str) -> Draft:
    """How many, in which words, and how these stand to other numbers."""
    span = counted.wording.closed(text) if counted.wording is not None else None
    return replace(
        draft,
        count_low=counted.low,
        count_high=counted.high,
        count_wording=span.of(text) if span is not None else None,
        count_span=span,
        unit=unit if span is not None else None,
        part=counted.part,
        other=counted.other,
        running=counted.running,
        listed=counted.listed,
    )


def _points_back(telling: Telling, head: Token, draft: Draft) -> bool:
    """ "The man", "the soldier": one person who was told of before."""
    if head.upos != "NOUN" or (draft.count_low, draft.count_high) != (1, 1) or not draft.listed:
        return False
    below = telling.sentence.children(head, "det")
    bare = telling.sentence.child(head, "appos", "flat", "acl") is None
    return bare and any(t.lemma.lower() in load_grammar().definite_ones for t in below)


def _group(telling: Telling, head: Token, counted: Counted, alone: bool) -> Group:
    sentence, sources, noun = telling.sentence, telling.sources, counted.noun
    if noun.i == telling.trigger.token or noun.upos == "NUM" or _is_of_the_words(noun, telling.trigger):
        whose = next((t for t in sentence.children(noun, "nmod") if _is_of_persons(telling, t)), None)
        if whose is not None and noun.i == telling.trigger.token:  # "13 bodies of residents"
            return describe_group(sentence, whose, sources.parties, sources.analysis)
        wording = counted.wording or telling.trigger.span
        if telling.trigger.form == "noun" and noun.i == telling.token.i:  # "nine martyrs"
            wording = wording.join(telling.trigger.span)
        status, side = _of_owner(telling, noun)
        return replace(Group(wording.of(telling.text), "people", status), side=side)
    whom = head if counted.members > 1 else noun
    described = describe_group(sentence, whom, sources.parties, sources.analysis, alone)
    if alone:
        words = sentence.phrase(head, "acl", "appos", "parataxis", "punct", "case", "cc", "conj")
        described = replace(described, wording=words.of(telling.text))
    described = replace(described, status=_status_of(telling, head, described.status))
    return replace(described, side=_side(sentence, noun, sources), head=noun.lemma.lower())


def _of_owner(telling: Telling, noun: Token) -> tuple[str, str | None]:
    """Status and side of "the army lost four men": the men are the army's own."""
    if telling.entry.agent != "none" or not _is_of_the_words(noun, telling.trigger):
        return "unknown", None
    owners = [resolve(telling.sentence, t) for t in telling.sentence.children(telling.token, "nsubj")]
    kinds = [kind for t in owners if (kind := kind_of(telling.sentence, t, telling.sources)) in _OWN]
    return (_OWN[kinds[0]], _side(telling.sentence, owners[0], telling.sources)) if kinds else ("unknown", None)


def _status_of(telling: Telling, head: Token, status: str) -> str:
    """Who dies in his own attack is an attacker (R37): "himself", "the attackers", one gunman, a suicide bomber. Of
    several who are not said to be those of this attack the word tells no more than that they bear arms, or nothing."""
    sentence = telling.sentence
    if head.feat("Reflex") == "Yes":
        return "attacker"
    below = [t.lemma.lower() for t in sentence.children(head, "det", "compound", "amod")]
    own = {*load_grammar().definites, *load_grammar().definite_ones, *load_grammar().own_attack}
    if status != "attacker" or head.feat("Number") != "Plur" or own.intersection(below):
        return status
    found = noun_at(sentence, head, telling.sources.parties)
    return "combatant" if found is not None and found.role.armed else "unknown"


def _is_of_persons(telling: Telling, token: Token) -> bool:
    opening = telling.sentence.children(token, "case")
    of = any(k.lemma.lower() in load_grammar().wholes for k in opening)
    return of and unit_of(telling.sentence, token, telling.sources.parties) == "people"


def _is_of_the_words(noun: Token, trigger: Trigger) -> bool:
    """ "claimed three lives": the noun belongs to the words of harm."""
    return trigger.span.start <= noun.start < trigger.span.end and noun.i != trigger.token


def _side(sentence: Sentence, noun: Token, sources: Sources) -> str | None:
    party = sources.party_at.get((sentence.index, noun.i))
    if party is None:
        return None
    return party.nationality or party.actor_id


def kind_of(sentence: Sentence, agent: Token | None, sources: Sources) -> str | None:
    if agent is None:
        return None
    party = sources.party_at.get((sentence.index, agent.i))
    return party.kind if party is not None else "unknown"


def _agent_or_weapon(
    sentence: Sentence, agent: Token | None, sources: Sources
) -> tuple[tuple[Thing, ...], Actor | None]:
    """Who acts. A thing or an act as subject ("a blast killed nine") is a means, not a party."""
    if agent is None:
        return (), None
    weapon = weapon_of(sentence, agent, sources)
    party = sources.party_at.get((sentence.index, agent.i))
    if weapon is not None and (party is None or party.actor_id is None):
        return (weapon,), None
    if party is None:
        return (), None
    if weapon is not None:  # "Israeli aircraft fired": a means, and whose it is
        return (weapon,), actor_of(sentence, agent, sources.parties, sources.analysis)
    return (), actor_of(sentence, agent, sources.parties, sources.analysis)


def weapon_of(sentence: Sentence, token: Token, sources: Sources) -> Thing | None:
    thing = thing_of(sentence, token, sources.parties)
    if thing is None or thing[0] not in ("weapon", "munition"):
        return None
    return Thing(sentence.phrase(token, "acl", "case", "punct").of(sources.analysis.document.text), thing[1])


def targets_of(telling: Telling) -> tuple[Thing, ...]:
    """Things hit: buildings, vehicles, infrastructure."""
    return things_hit(
        telling.sentence, telling.token, telling.entry, telling.roles, telling.sources.parties, telling.text
    )


def _against(telling: Telling) -> Actor | None:
    sentence, sources = telling.sentence, telling.sources
    for token in (*telling.roles.targets, *telling.roles.victims):
        if (sentence.index, token.i) in sources.party_at:
            return actor_of(sentence, token, sources.parties, sources.analysis)
    return None


def _evidence(telling: Telling, head: Token | None, counted: Counted | None, alone: bool) -> Span:
    """The words of the claim: the trigger, the phrase of the harmed, and the number, with all between."""
    span = telling.trigger.span
    if head is not None:
        without = ("acl", "appos", "parataxis", "punct", "case", "cc")
        one = alone or (counted is not None and counted.members == 1 and not counted.listed)
        span = span.join(telling.sentence.phrase(head, *without, *(("conj",) if one else ())))
    if counted is not None and counted.wording is not None:
        span = span.join(counted.wording)
    return span


def unit_counted(telling: Telling, counted: Counted) -> str:
    """What the phrase counts; a bare number or pronoun beside a word of harm counts people."""
    noun, numbers = counted.noun, telling.sources.numbers
    inside = (
        counted.wording is not None and not counted.listed and counted.wording.start <= noun.start < counted.wording.end
    )
    if noun.lemma.lower() in numbers.other or noun.text.lower() in numbers.other:
        return "people"
    if inside or noun.i == telling.trigger.token or _is_of_the_words(noun, telling.trigger):
        return "people"
    if noun.upos in ("NUM", "PRON", "DET", "ADJ") or noun.name.endswith("PER"):
        return "people"
    if _is_called_person(telling.sentence, noun, telling.sources):
        return "people"
    return unit_of(telling.sentence, noun, telling.sources.parties)


def _is_called_person(sentence: Sentence, noun: Token, sources: Sources) -> bool:
    """A name beside which an office, an age or a "who" stands ("Ato B., a commander") is a person's, whatever it was
    tagged."""
    if noun.upos != "PROPN":
        return False
    offices = [t for t in sentence.children(noun, "appos") if t.upos == "NOUN"]
    if any(unit_of(sentence, t, sources.parties) == "people" for t in offices):
        return True
    return _has_age(sentence, noun) or _has_who(sentence, noun)


def _has_age(sentence: Sentence, noun: Token) -> bool:
    """ "Ato Bel, 32,": a number between commas behind the name."""
    numbers = [t for t in sentence.children(noun, "nmod", "appos", "nummod") if t.i > noun.i and t.text.isdigit()]
    return any(0 < int(t.text) <= _OLDEST and sentence.tokens[t.i - 1].text == "," for t in numbers)


def _has_who(sentence: Sentence, noun: Token) -> bool:
    """ "Ato Bel, who was guarding the door"."""
    clauses = sentence.children(noun, "acl:relcl")
    subjects = [t for clause in clauses for t in sentence.children(clause, "nsubj", "obj")]
    return any(t.lemma.lower() in load_grammar().people_pronouns for t in subjects)
