"""From mentions to drafts: an act or harm, who, by whom and how many, inside one sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from recount.claims.kind import event_of
from recount.claims.roles import Roles, roles_of
from recount.claims.victims import Counted, count_phrase, told_apart
from recount.find.parties import actor_of, describe_group, thing_of, unit_of
from recount.knowledge.acts import ActEntry, Acts
from recount.knowledge.codebook import Codebook
from recount.knowledge.numbers import Numbers
from recount.knowledge.parties import PartyKnowledge
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.claim import Actor, Draft, Event, Group, SetAside, Thing
from recount.model.mention import Count, Party, Trigger
from recount.model.span import Span

_PERSON_UNITS = ("people", "groups")
_AIMS = ("toward", "towards", "into", "at", "against", "on")
_ARMED = ("state_forces", "rebel", "militia", "external", "unknown")


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


@dataclass(frozen=True, slots=True)
class Drafted:
    drafts: tuple[Draft, ...]
    set_aside: tuple[SetAside, ...]


def draft_claims(
    analysis: Analysis,
    triggers: Sequence[Trigger],
    counts: Sequence[Count],
    found_parties: Iterable[Party],
    acts: Acts,
    numbers: Numbers,
    parties: PartyKnowledge,
    codebook: Codebook,
) -> Drafted:
    """A draft for every trigger that tells of harm to persons or of an act; the others are set aside with a reason."""
    at = {(p.sentence, p.head): p for p in found_parties}
    sources = Sources(analysis, acts, numbers, parties, codebook, tuple(counts), at)
    drafts: list[Draft] = []
    aside: list[SetAside] = []
    for _, group in groupby(triggers, key=lambda t: (t.sentence, t.token)):
        reasons: list[SetAside] = []
        for trigger in group:
            made = _draft(analysis.sentences[trigger.sentence], trigger, sources)
            if not isinstance(made, SetAside):
                drafts.extend(made)
                break
            reasons.append(made)
        else:
            aside.append(reasons[0])
    return Drafted(tuple(_without_doubles(drafts, analysis)), tuple(aside))


def _draft(sentence: Sentence, trigger: Trigger, sources: Sources) -> list[Draft] | SetAside:
    entry = sources.acts.entries[trigger.entry]
    roles = roles_of(sentence, trigger, entry)
    other_matter = _other_matter(sentence, trigger, entry)
    if other_matter is not None:
        return SetAside(trigger.span, f"beside '{other_matter}' these words are of another matter (R31)")
    if entry.harm is None:
        return _draft_act(sentence, trigger, entry, roles, sources)
    if not roles.victims:
        return _without_victim(sentence, trigger, entry, roles, sources)
    made: list[Draft] = []
    for phrase in roles.victims:
        heads = told_apart(sentence, phrase, sources.counts, lambda t: _status(sentence, t, sources))
        for head in heads:
            draft = _draft_harm(sentence, trigger, entry, roles, head, sources, alone=len(heads) > 1)
            if draft is not None:
                made.append(draft)
                made.extend(_parts(sentence, trigger, draft, head, sources))
    return made or SetAside(trigger.span, "the words are not said of persons")


def _other_matter(sentence: Sentence, trigger: Trigger, entry: ActEntry) -> str | None:
    """The word beside the trigger that makes it no violence: "heart attack", "killed the bill", "on strike"."""
    token = sentence.tokens[trigger.token]
    near = sentence.children(
        token, "compound", "amod", "obj", "nsubj", "nsubj:pass", "nmod", "obl", "case", "acl", "advmod"
    )
    head = sentence.head(token)
    if head is not None and token.dep in ("amod", "compound", "nsubj", "obj", "obl"):
        near.append(head)
    return next((t.text for t in near if t.lemma.lower() in entry.not_with), None)


def _without_victim(
    sentence: Sentence, trigger: Trigger, entry: ActEntry, roles: Roles, sources: Sources
) -> list[Draft] | SetAside:
    """A harm whose victims the sentence does not name stays a claim without number, if someone acts or suffers."""
    if entry.victim in ("self", "value"):
        return SetAside(trigger.span, "no number stands with these words")
    if trigger.form == "noun":  # the harm as a topic or a habit: "kidnappings are common", "an investigation of murder"
        return SetAside(trigger.span, "names a harm without saying of whom (R25)")
    return [_build(sentence, trigger, entry, roles, None, None, sources)]


def _draft_harm(
    sentence: Sentence,
    trigger: Trigger,
    entry: ActEntry,
    roles: Roles,
    head: Token,
    sources: Sources,
    alone: bool = False,
) -> Draft | None:
    counted = count_phrase(sentence, head, sources.counts, sources.numbers, sources.parties, alone)
    if entry.victim == "value" and counted.wording is None:
        return None
    if entry.victim == "self" and counted.listed:  # "truth was the first casualty"
        return None
    unit = _unit(sentence, counted, trigger, entry, sources)
    if unit not in _PERSON_UNITS or (entry.not_armed and _is_armed(sentence, head, sources)):
        return None
    return _build(sentence, trigger, entry, roles, head, counted, sources, unit, alone)


def _is_called_person(sentence: Sentence, noun: Token, sources: Sources) -> bool:
    """A name beside which an office stands ("Ato B., a commander") is a person's, whatever it was tagged."""
    offices = [t for t in sentence.children(noun, "appos") if t.upos == "NOUN"]
    return noun.upos == "PROPN" and any(unit_of(sentence, t, sources.parties) == "people" for t in offices)


def _status(sentence: Sentence, head: Token, sources: Sources) -> str | None:
    party = sources.party_at.get((sentence.index, head.i))
    return party.status if party is not None else None


def _is_armed(sentence: Sentence, head: Token, sources: Sources) -> bool:
    party = sources.party_at.get((sentence.index, head.i))
    return party is not None and (party.kind in _ARMED or party.status not in ("civilian", "unknown"))


def _unit(sentence: Sentence, counted: Counted, trigger: Trigger, entry: ActEntry, sources: Sources) -> str:
    """What the phrase counts; a bare number or pronoun beside a word of harm counts people."""
    noun = counted.noun
    inside = (
        counted.wording is not None and not counted.listed and counted.wording.start <= noun.start < counted.wording.end
    )
    if noun.lemma.lower() in sources.numbers.other or noun.text.lower() == "others":
        return "people"
    if inside or noun.i == trigger.token or noun.upos in ("NUM", "PRON", "DET", "ADJ") or entry.victim == "value":
        return "people"
    if noun.name.endswith("PER") or _is_called_person(sentence, noun, sources):
        return "people"
    return unit_of(sentence, noun, sources.parties)


def _build(
    sentence: Sentence,
    trigger: Trigger,
    entry: ActEntry,
    roles: Roles,
    head: Token | None,
    counted: Counted | None,
    sources: Sources,
    unit: str = "people",
    alone: bool = False,
) -> Draft:
    told = [t for t in roles.agents if (sentence.index, t.i) in sources.party_at]
    agent = next(iter((*told, *roles.agents)), None)
    weapons, by = _agent_or_weapon(sentence, agent, sources)
    used = (*roles.instruments, *roles.targets)  # "set off a suicide vest"
    weapons += tuple(w for w in (_weapon(sentence, t, sources) for t in used) if w is not None)
    group = _group(sentence, head, counted, trigger, sources, alone)
    kind = _kind(sentence, agent, sources) if by is not None else None
    text = sources.analysis.document.text
    wording = _closed(counted.wording, text).of(text) if counted and counted.wording else None
    draft = Draft(
        sentence=sentence.index,
        trigger=trigger.token,
        entry=entry.id,
        act=entry.act,
        harm=entry.harm,
        evidence=_closed(_evidence(sentence, trigger, head, counted, alone), text),
        beside=alone,
        event=Event(None, None, None, None),
        count_low=counted.low if counted else None,
        count_high=counted.high if counted else None,
        count_wording=wording,
        unit=unit if wording is not None else None,
        victim=head.i if head is not None else None,
        agent=agent.i if agent is not None else None,
        agent_kind=kind,
        part=bool(counted and counted.part),
        other=bool(counted and counted.other),
        running=bool(counted and counted.running),
        listed=bool(counted and counted.listed),
        group=group,
        by=by,
        weapons=weapons,
        targets=_targets(sentence, roles, sources),
        against=_against(sentence, roles, sources),
    )
    return replace(draft, event=event_of([draft], sources.codebook))


def _group(
    sentence: Sentence, head: Token | None, counted: Counted | None, trigger: Trigger, sources: Sources, alone: bool
) -> Group | None:
    if head is None or counted is None:
        return None
    noun = counted.noun
    if noun.i == trigger.token or noun.upos == "NUM":
        wording = counted.wording or trigger.span
        return Group(wording.of(sources.analysis.document.text), "people", "unknown")
    whom = head if counted.members > 1 else noun
    described = describe_group(sentence, whom, sources.parties, sources.analysis, alone)
    if alone:
        words = sentence.phrase(head, "acl", "appos", "parataxis", "punct", "case", "cc", "conj")
        described = replace(described, wording=words.of(sources.analysis.document.text))
    return replace(described, side=_side(sentence, noun, sources), head=noun.lemma.lower())


def _side(sentence: Sentence, noun: Token, sources: Sources) -> str | None:
    party = sources.party_at.get((sentence.index, noun.i))
    if party is None:
        return None
    return party.nationality or party.actor_id


def _kind(sentence: Sentence, agent: Token | None, sources: Sources) -> str | None:
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
    weapon = _weapon(sentence, agent, sources)
    party = sources.party_at.get((sentence.index, agent.i))
    if weapon is not None and (party is None or party.actor_id is None):
        return (weapon,), None
    if party is None:
        return (), None
    if weapon is not None:  # "Israeli aircraft fired": a means, and whose it is
        return (weapon,), actor_of(sentence, agent, sources.parties, sources.analysis)
    return (), actor_of(sentence, agent, sources.parties, sources.analysis)


def _weapon(sentence: Sentence, token: Token, sources: Sources) -> Thing | None:
    thing = thing_of(sentence, token, sources.parties)
    if thing is None or thing[0] not in ("weapon", "munition"):
        return None
    return Thing(sentence.phrase(token, "acl", "case", "punct").of(sources.analysis.document.text), thing[1])


def _targets(sentence: Sentence, roles: Roles, sources: Sources) -> tuple[Thing, ...]:
    """Things hit: buildings, vehicles, infrastructure."""
    text = sources.analysis.document.text
    found = []
    for token in roles.targets:
        thing = thing_of(sentence, token, sources.parties)
        if thing is not None and thing[0] in ("building", "vehicle", "infrastructure"):
            found.append(Thing(sentence.phrase(token, "acl", "case").of(text), thing[1], None))
    return tuple(found)


def _against(sentence: Sentence, roles: Roles, sources: Sources) -> Actor | None:
    for token in (*roles.targets, *roles.victims):
        if (sentence.index, token.i) in sources.party_at:
            return actor_of(sentence, token, sources.parties, sources.analysis)
    return None


def _evidence(sentence: Sentence, trigger: Trigger, head: Token | None, counted: Counted | None, alone: bool) -> Span:
    """The words of the claim: the trigger, the phrase of the harmed, and the number, with all between."""
    span = trigger.span
    if head is not None:
        without = ("acl", "appos", "parataxis", "punct", "case", "cc")
        span = span.join(sentence.phrase(head, *without, *(("conj",) if alone else ())))
    if counted is not None and counted.wording is not None:
        span = span.join(counted.wording)
    return span


def _closed(span: Span, text: str) -> Span:
    """With the editor's bracket that its words open ("another [fighter]")."""
    words = span.of(text)
    opened = words.count("[") > words.count("]")
    return Span(span.start, span.end + 1) if opened and text[span.end : span.end + 1] == "]" else span


def _draft_act(
    sentence: Sentence, trigger: Trigger, entry: ActEntry, roles: Roles, sources: Sources
) -> list[Draft] | SetAside:
    reason = _act_fault(sentence, entry, roles, sources)
    if reason is not None:
        return SetAside(trigger.span, reason)
    draft = _build(sentence, trigger, entry, roles, None, None, sources)
    counted = _act_count(sentence, sentence.tokens[trigger.token], trigger, entry, roles, sources)
    if counted is not None:
        text = sources.analysis.document.text
        draft = replace(
            draft,
            count_low=counted[0].low,
            count_high=counted[0].high,
            count_wording=counted[0].span.of(text),
            unit=counted[1],
            evidence=draft.evidence.join(counted[0].span),
        )
    return [draft]


def _act_fault(sentence: Sentence, entry: ActEntry, roles: Roles, sources: Sources) -> str | None:
    """Why an act's words tell of no act here: no armed party, no weapon, no place taken."""
    kinds = {_kind(sentence, t, sources) for t in roles.agents}
    armed = bool(kinds & {*_ARMED, "government"} - {"unknown"})
    if entry.needs_armed_agent and not armed:
        return "no armed party is said to do this"
    if entry.needs_weapon and not (armed or _is_directed(sentence, roles) or _tells_weapon(sentence, roles, sources)):
        return "no weapon and no armed party stands with these words"
    if entry.needs_place_target and not any(t.name.endswith("LOC") or _is_place(sentence, t) for t in roles.targets):
        return "no place is said to be taken"
    if entry.needs_thing_target and not _targets(sentence, roles, sources):
        return "no building, vehicle or other work is said to be hit"
    return None


def _is_directed(sentence: Sentence, roles: Roles) -> bool:
    """Aimed at a place: "launches from X towards Y"."""
    aimed = _aimed_at(sentence, roles)
    return any(t.name.endswith("LOC") or sentence.child(t, "case") in _toward(sentence, aimed) for t in aimed)


def _toward(sentence: Sentence, tokens: Sequence[Token]) -> list[Token]:
    """The words of direction among the prepositions of these nouns."""
    cases = [k for t in tokens for k in sentence.children(t, "case")]
    return [k for k in cases if k.text.lower().startswith("toward")]


def _aimed_at(sentence: Sentence, roles: Roles) -> list[Token]:
    below = sentence.subtree(roles.clause)
    return [t for t in below if any(k.text.lower() in _AIMS for k in sentence.children(t, "case"))]


def _tells_weapon(sentence: Sentence, roles: Roles, sources: Sources) -> bool:
    near = [*roles.agents, *roles.targets, *roles.instruments, *sentence.subtree(roles.clause)]
    return any(_weapon(sentence, t, sources) is not None for t in near)


def _is_place(sentence: Sentence, token: Token) -> bool:
    return any(t.name.endswith("LOC") for t in sentence.subtree(token))


def _act_count(
    sentence: Sentence, token: Token, trigger: Trigger, entry: ActEntry, roles: Roles, sources: Sources
) -> tuple[Count, str] | None:
    """A number of the act itself, of its munitions, of things hit or of those who bear it: "ten launches", "fired more
    than 40 missiles", "burned 30 houses", "thousands joined the march"."""
    things = [*sentence.children(token, "obj", "nsubj:pass", "nsubj"), *roles.targets]
    if trigger.form == "noun":
        things = list(roles.agents) if entry.bearers else []
    for count in sources.counts:
        if count.sentence != sentence.index:
            continue
        number = sentence.tokens[count.head]
        thing = next((t for t in things if t.i in (number.head, number.i)), None)
        if thing is not None:
            return count, "other" if thing.upos in ("NUM", "PRON") else unit_of(sentence, thing, sources.parties)
        if number.head == token.i and number.dep in ("nummod", "amod") and trigger.form == "noun":
            return count, "other"
    return None


def _parts(sentence: Sentence, trigger: Trigger, whole: Draft, head: Token, sources: Sources) -> list[Draft]:
    """ "seven people, including two children": parts inside the total (R1, R2)."""
    entry = sources.acts.entries[whole.entry]
    roles = Roles((), (), (), (), sentence.tokens[trigger.token])
    found = []
    for part in _part_heads(sentence, head, trigger):
        counted = count_phrase(sentence, part, sources.counts, sources.numbers, sources.parties)
        if counted.wording is None:
            continue
        draft = _build(sentence, trigger, entry, roles, part, counted, sources)
        span = sentence.phrase(part, "acl", "parataxis", "punct")
        found.append(
            replace(draft, evidence=span, part=True, part_of=trigger.token, by=whole.by, agent_kind=whole.agent_kind)
        )
    return found


def _part_heads(sentence: Sentence, head: Token, trigger: Trigger) -> list[Token]:
    below = sentence.children(head, "nmod", "appos", "acl", "conj", "obl", "parataxis")
    below += sentence.children(sentence.tokens[trigger.token], "obl", "advcl")
    found = []
    for token in below:
        if token.i == head.i:
            continue
        cases = [k.lemma.lower() for k in sentence.children(token, "case", "mark", "cc")]
        if any(c in ("include", "including", "among") for c in cases) and token.upos in ("NOUN", "PROPN", "NUM"):
            found.append(token)
        elif token.lemma.lower() == "include":
            found.extend(sentence.children(token, "obj", "obl"))
    return found


def _without_doubles(drafts: Sequence[Draft], analysis: Analysis) -> list[Draft]:
    """One draft for each harm of each victim: "shot and killed" is one death, "killed or wounded" one number (R9)."""
    kept: list[Draft] = []
    for draft in drafts:
        mates = [d for d in kept if d.sentence == draft.sentence and d.victim == draft.victim and d.victim is not None]
        mate = next((d for d in mates if d.harm is not None and draft.harm is not None), None)
        if mate is None:
            kept.append(draft)
            continue
        merged = _merge_doubles(analysis.sentences[draft.sentence], mate, draft)
        if merged is None:
            kept.append(draft)
        else:
            kept[kept.index(mate)] = merged
    return kept


_STRENGTH = ("killed", "injured", "affected")  # what the stronger word says holds: "shot and killed" is killed


def _merge_doubles(sentence: Sentence, first: Draft, second: Draft) -> Draft | None:
    span = first.evidence.join(second.evidence)
    if first.harm == second.harm:
        return replace(first, evidence=span)
    if _is_either(sentence, first, second) and {first.harm, second.harm} == {"killed", "injured"}:
        note = "dead and wounded are told in one number (R9)"
        return replace(first, harm="affected", evidence=span, notes=(*first.notes, note))
    if "affected" in (first.harm, second.harm) and {first.harm, second.harm} <= set(_STRENGTH):
        return replace(first if second.harm == "affected" else second, evidence=span)
    return None


def _is_either(sentence: Sentence, first: Draft, second: Draft) -> bool:
    """Joined by "or", or by "and" under one number that neither word has for itself."""
    left, right = sorted((first.trigger, second.trigger))
    between = {t.lemma.lower() for t in sentence.tokens[left + 1 : right]}
    if "or" in between:
        return True
    return "and" in between and right - left <= 2 and first.count_low is not None and first.count_low > 1
