"""From mentions to drafts: an act or harm, who, by whom and how many, inside one sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from recount.claims.build import Sources, Telling, build, kind_of, targets_of, unit_counted, weapon_of
from recount.claims.parts import (
    deadly_behind,
    draft_parts,
    gapped,
    included_heads,
    later_parts,
    part_heads,
    some_before,
)
from recount.claims.roles import Roles, roles_of
from recount.claims.tallies import tally_at, tally_counts
from recount.claims.victims import Counted, Member, count_phrase, none_of_harmed, told_apart
from recount.find.parties import unit_of, unit_said
from recount.knowledge.acts import ActEntry, Acts
from recount.knowledge.codebook import Codebook
from recount.knowledge.grammar import load_grammar
from recount.knowledge.numbers import Numbers
from recount.knowledge.parties import PartyKnowledge
from recount.knowledge.places import kind_words
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.claim import Draft, SetAside
from recount.model.mention import Count, Party, Trigger
from recount.model.span import Span

_HURTS = ("injured", "affected")
_SETTLED = ("city", "admin1", "admin2")  # kinds of place that are taken or given up, named or not
_PERSON_UNITS = ("people", "groups")
_OFFICIAL = ("state_forces", "government", "external")
_ARMED = ("state_forces", "rebel", "militia", "external", "unknown")


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
    kept = _without_doubles(drafts, analysis)
    more = gapped(kept, sources)
    apart = {(d.sentence, d.trigger) for d in more}
    kept = [replace(d, beside=d.beside or (d.sentence, d.trigger) in apart) for d in kept]
    return Drafted((*kept, *more, *later_parts([*kept, *more], sources)), tuple(aside))


def _draft(sentence: Sentence, trigger: Trigger, sources: Sources) -> list[Draft] | SetAside:
    entry = _as_deadly(sentence, trigger, sources.acts)
    roles = roles_of(sentence, trigger, entry, sources.numbered(sentence))
    telling = Telling(sentence, trigger, entry, roles, sources)
    other_matter = _other_matter(telling)
    if other_matter is not None:
        return SetAside(trigger.span, f"beside '{other_matter}' these words are of another matter (R31)")
    if entry.harm is None:
        return _draft_act(telling)
    if entry.victim == "value":
        return _draft_tally(telling, telling.token) or SetAside(trigger.span, "no number stands with these words")
    fault = _harm_fault(telling)
    if fault is not None:
        return SetAside(trigger.span, fault)
    if not roles.victims:
        return _without_victim(telling)
    return _draft_victims(telling)


def _as_deadly(sentence: Sentence, trigger: Trigger, acts: Acts) -> ActEntry:
    """ "Fatally shot", "mortally wounded": what injures by its word killed by the word beside it."""
    entry = acts.entries[trigger.entry]
    beside = [
        t for t in sentence.children(sentence.tokens[trigger.token], "advmod") if some_before(sentence, t) is None
    ]
    if entry.harm in _HURTS and any(t.lemma.lower() in load_grammar().deadly for t in beside):
        return entry.model_copy(update={"harm": "killed"})
    return entry


def _harm_fault(telling: Telling) -> str | None:
    """Why a word that can tell of harm tells of none here: nobody suffers it, or another does it than can."""
    entry, roles, sources = telling.entry, telling.roles, telling.sources
    if telling.trigger.form == "kind":
        return "names a kind of thing, not a death (R25)"
    if entry.mention:
        return "says that people were harmed, not who or how many"
    if entry.needs_victim and not roles.victims:
        return "nobody is said to suffer it"
    official = {kind_of(telling.sentence, t, sources) in _OFFICIAL for t in roles.agents}
    if entry.agents == "official" and False in official:
        return "no force or body of a state is said to do this"
    if entry.agents == "other" and (True in official or not official):
        return "not said of others than the forces of a state"
    return None


def _draft_victims(telling: Telling) -> list[Draft] | SetAside:
    """A draft for each group of the harmed, with its parts; else why the words tell of none."""
    made: list[Draft] = []
    reasons: list[str] = []
    for phrase in telling.roles.victims:
        if any(d.count_span is not None and d.count_span.start <= phrase.start < d.count_span.end for d in made):
            continue  # "all but two of the 14": one number, whatever the parse made of its words
        for drafted in _draft_phrase(telling, phrase):
            if isinstance(drafted, str):
                reasons.append(drafted)
            else:
                made.extend(drafted)
    return made or SetAside(telling.trigger.span, reasons[0])


def _draft_phrase(telling: Telling, phrase: Token) -> Iterable[list[Draft] | str]:
    sentence, sources = telling.sentence, telling.sources
    members = told_apart(sentence, phrase, sources.counts, lambda t: _status(sentence, t, sources))
    included = included_heads(sentence, phrase)
    for member in members:
        drafted = _draft_harm(telling, member, alone=len(members) > 1)
        if isinstance(drafted, str):
            yield drafted
            continue
        parts = draft_parts(telling, drafted[0], [*part_heads(telling, member.head), *included])
        # "The dead included three children": who has no number of their own tells no more than its parts
        if included and parts and drafted[0].count_wording is None:
            yield [replace(p, evidence=p.evidence.join(telling.trigger.span)) for p in parts]
        else:
            yield [*drafted, *parts]


def _other_matter(telling: Telling) -> str | None:
    """The word beside the trigger that makes it no violence: "heart attack", "killed the bill", "on strike"."""
    sentence, token = telling.sentence, telling.token
    near = sentence.children(
        token, "compound", "amod", "obj", "nsubj", "nsubj:pass", "nmod", "case", "acl", "advmod", "xcomp"
    )
    head = sentence.head(token)
    if head is not None and token.dep in ("amod", "compound", "nsubj", "obj", "obl"):
        near.append(head)
    near += [t for t in telling.roles.targets if t.dep == "obl"]
    for part in near[:]:  # "revoked his driving licence": what stands before a word of the wording
        if telling.trigger.span.start <= part.start < telling.trigger.span.end:
            near += sentence.children(part, "compound", "amod")
    named = (t for t in near if t.lemma.lower() in telling.entry.not_with)
    return next((t.text for t in named if t.head != token.i or not _is_middle_of(t, sentence)), None)


def _is_middle_of(token: Token, sentence: Sentence) -> bool:
    """ "In the heart of the town": where it was, not what it was of."""
    parts = [t.text.lower() for part in sentence.children(token, "nmod") for t in sentence.children(part, "case")]
    return token.dep in ("nmod", "obl") and bool(sentence.children(token, "case")) and "of" in parts


def _without_victim(telling: Telling) -> list[Draft] | SetAside:
    """A harm whose victims the sentence does not name stays a claim without number, if someone acts or suffers."""
    span = telling.trigger.span
    if telling.entry.victim == "self":
        return SetAside(span, "no number stands with these words")
    if telling.trigger.form == "noun":  # as a topic or a habit: "kidnappings are common", "an investigation of murder"
        return SetAside(span, "names a harm without saying of whom (R25)")
    return [build(telling)]


def _draft_harm(telling: Telling, member: Member, alone: bool) -> list[Draft] | str:
    """The drafts of one phrase (two where a tally tells an old and a new number), or why there are none."""
    telling, deadly = _deadly_of_some(telling, member.head)
    sentence, sources, entry, head = telling.sentence, telling.sources, telling.entry, member.head
    counted = count_phrase(sentence, head, sources.counts, sources.numbers, sources.parties, alone, member.count)
    none = none_of_harmed(sentence, telling.token, sources.numbers)
    if none is not None:
        return _draft_none_of(telling, none)
    if _is_unknown(sentence, head):
        return "the words say that the number is not known or not told (R14)"
    tally = tally_at(sentence, head, sources.numbers) if counted.wording is None else None
    if tally is not None:
        return _draft_tally(telling, tally) or "a number of those harmed that the words do not tell (R14)"
    if entry.victim == "self" and (counted.listed or _is_mention(counted)):
        return "a mention of those harmed, which tells no harm and no number of its own"
    if entry.needs_object_or_number and not (_is_numbered(counted) or _has_object(telling)):
        return "says neither how many nor from what"
    if entry.needs_counted and counted.wording is None:
        return "told as an act: neither how many nor which person"
    if entry.not_armed and _is_armed(sentence, head, sources):
        return "said of armed persons, to whom it is no harm"
    unit = unit_counted(telling, counted)
    if unit not in _PERSON_UNITS and entry.needs_counted:
        return "not said of persons: told as an act"
    if unit not in _PERSON_UNITS:
        return _not_of_persons(telling, head, counted)
    draft = build(telling, head, counted, unit, alone)
    if alone and member.count is not None:  # "10 and 12 people": each number has its own words
        draft = replace(draft, evidence=telling.trigger.span.join(member.count.span))
    if deadly is not None:
        draft = replace(draft, evidence=draft.evidence.join(Span(deadly.start, deadly.end)), part=True)
    return [draft]


def _deadly_of_some(telling: Telling, head: Token) -> tuple[Telling, Token | None]:
    """ "Seven were shot, three of them fatally": the harm of the three, and the word that tells it."""
    deadly = deadly_behind(telling.sentence, head) if telling.entry.harm in _HURTS else None
    if deadly is None:
        return telling, None
    return replace(telling, entry=telling.entry.model_copy(update={"harm": "killed"})), deadly


def _draft_none_of(telling: Telling, none: Token) -> list[Draft] | str:
    """ "None of the dead was a soldier": no soldier is among them; else some died, whose number is not told (R14)."""
    sentence, sources = telling.sentence, telling.sources
    said = sentence.head(none) if none.dep == "nsubj" else None
    if sentence.child(none, "cop") is not None:
        return "the words say of whom it is not so"
    if telling.entry.victim == "self":
        return "a mention of those harmed, which tells no harm and no number of its own"
    if said is None or said.upos != "NOUN" or unit_of(sentence, said, sources.parties) != "people":
        some = build(telling, telling.token, Counted(telling.token, None, None, None, part=True))
        return [replace(some, negation_tells=True)]  # the "none" is of what they were, not of the harm
    words = sentence.subtree(none)
    span = Span(words[0].start, none.end)
    draft = build(telling, said, Counted(said, 0, 0, span, part=True))
    return [replace(draft, evidence=span.join(Span(said.start, said.end)))]


def _is_mention(counted: Counted) -> bool:
    """ "the victims": those harmed, without a number."""
    return counted.wording is None


def _is_numbered(counted: Counted) -> bool:
    return counted.wording is not None and not counted.listed


def _has_object(telling: Telling) -> bool:
    return telling.sentence.child(telling.roles.clause, "obj", "obl") is not None


def _is_unknown(sentence: Sentence, head: Token) -> bool:
    """ "how many died", "how many people were killed"."""
    below = [*sentence.children(head), *(k for t in sentence.children(head, "amod") for k in sentence.children(t))]
    return any(t.lemma.lower() in load_grammar().unknowns for t in below)


def _draft_tally(telling: Telling, noun: Token) -> list[Draft]:
    """The number that a toll stands at, and the one that it leaves behind."""
    sentence, sources, made = telling.sentence, telling.sources, []
    for count in tally_counts(sentence, noun, sources.counts, sources.numbers):
        number = sentence.tokens[count.head]
        counts = sentence.head(number)
        if number.dep == "nummod" and counts is not None and counts.upos == "NOUN":
            if unit_of(sentence, counts, sources.parties) not in _PERSON_UNITS:  # "the road toll of 30 pesos"
                continue
        draft = build(telling, number, Counted(number, count.low, count.high, count.span, running=count.running))
        span = telling.trigger.span.join(count.span).join(Span(noun.start, noun.end))
        made.append(replace(draft, evidence=span, superseded=count.superseded, tally=True))
    return made


def _not_of_persons(telling: Telling, head: Token, counted: Counted) -> list[Draft] | str:
    """What is harmed is counted in something else; where persons stand in its phrase, a person has to say (R15)."""
    noun, sentence = counted.noun, telling.sentence
    within = [t for t in sentence.subtree(head, "acl", "appos", "parataxis", "conj") if t.i != noun.i]
    persons = [t for t in within if t.upos == "NOUN" and unit_of(sentence, t, telling.sources.parties) == "people"]
    if not persons:
        return f"said of '{noun.text}', not of persons (R15)"
    draft = build(telling, head, Counted(persons[0], None, None, None))
    return [replace(draft, question=f"'{noun.text}' counts no persons, and of whom it is said stays open (R15)")]


def _status(sentence: Sentence, head: Token, sources: Sources) -> str | None:
    party = sources.party_at.get((sentence.index, head.i))
    return party.status if party is not None else None


def _is_armed(sentence: Sentence, head: Token, sources: Sources) -> bool:
    party = sources.party_at.get((sentence.index, head.i))
    return party is not None and (party.kind in _ARMED or party.status not in ("civilian", "unknown"))


def _draft_act(telling: Telling) -> list[Draft] | SetAside:
    reason = _act_fault(telling)
    if reason is not None:
        return SetAside(telling.trigger.span, reason)
    draft = build(telling)
    counted = _act_count(telling)
    if counted is not None:
        count, unit = counted
        draft = replace(
            draft,
            count_low=count.low,
            count_high=count.high,
            count_wording=count.span.of(telling.text),
            count_span=count.span,
            unit=unit,
            evidence=draft.evidence.join(count.span),
        )
    return [draft]


def _act_fault(telling: Telling) -> str | None:
    """Why an act's words tell of no act here: no armed party, no weapon, no place taken."""
    sentence, entry, roles, sources = telling.sentence, telling.entry, telling.roles, telling.sources
    kinds = {kind_of(sentence, t, sources) for t in roles.agents}
    armed = bool(kinds & {*_ARMED, "government"} - {"unknown"})
    official = {kind in _OFFICIAL for kind in kinds}
    if entry.agents == "official" and False in official:
        return "no force or body of a state is said to do this"
    if entry.needs_armed_agent and not armed:
        return "no armed party is said to do this"
    if entry.not_armed and kinds & set(_ARMED) - {"unknown"}:
        return "done by armed persons it is another act"
    if entry.needs_party_agent and not all(_is_party(sentence, t, sources) for t in roles.agents):
        return "no person or body is said to do this"
    if entry.needs_party_target and not any(_is_party(sentence, t, sources) for t in roles.targets):
        return "no person or body is said to suffer this"
    if entry.needs_weapon and not (armed or _is_directed(sentence, roles) or _tells_weapon(sentence, roles, sources)):
        return "no weapon and no armed party stands with these words"
    if entry.needs_place_target and not any(t.name.endswith("LOC") or _is_place(sentence, t) for t in roles.targets):
        return "no place is said to be taken"
    if entry.needs_thing_target and not targets_of(telling):
        return "no building, vehicle or other work is said to be hit"
    return None


def _is_party(sentence: Sentence, token: Token, sources: Sources) -> bool:
    """A person, a group or a body, by its name, its noun or its pronoun."""
    if (sentence.index, token.i) in sources.party_at or token.name.endswith(("PER", "ORG")):
        return True
    if token.upos == "PRON":
        return token.lemma.lower() not in load_grammar().thing_pronouns
    return unit_said(sentence, token, sources.parties) in _PERSON_UNITS


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
    return [t for t in below if any(k.text.lower() in load_grammar().aims for k in sentence.children(t, "case"))]


def _tells_weapon(sentence: Sentence, roles: Roles, sources: Sources) -> bool:
    near = [*roles.agents, *roles.targets, *roles.instruments, *sentence.subtree(roles.clause)]
    return any(weapon_of(sentence, t, sources) is not None for t in near)


def _is_place(sentence: Sentence, token: Token) -> bool:
    named = any(t.name.endswith("LOC") for t in sentence.subtree(token))
    return named or kind_words().get(token.lemma.lower()) in _SETTLED


def _act_count(telling: Telling) -> tuple[Count, str] | None:
    """A number of the act itself, of its munitions, of things hit or of those who bear it: "ten launches", "fired more
    than 40 missiles", "burned 30 houses", "thousands joined the march"."""
    sentence, token, trigger, sources = telling.sentence, telling.token, telling.trigger, telling.sources
    things = [*sentence.children(token, "obj", "nsubj:pass", "nsubj"), *telling.roles.targets]
    if trigger.form == "noun":
        things = list(telling.roles.agents) if telling.entry.bearers else []
    for count in sources.counts:
        if count.sentence != sentence.index:
            continue
        number = sentence.tokens[count.head]
        heads = {number.i} | {t.head for t in sentence if count.span.start <= t.start < count.span.end}
        thing = next((t for t in things if t.i in heads), None)
        if thing is not None:
            return count, "other" if thing.upos in ("NUM", "PRON") else unit_of(sentence, thing, sources.parties)
        if number.head == token.i and number.dep in ("nummod", "amod") and trigger.form == "noun":
            return count, "other"
    return None


def _without_doubles(drafts: Sequence[Draft], analysis: Analysis) -> list[Draft]:
    """One draft for each harm of each victim: "shot and killed" is one death, "killed or wounded" one number (R9)."""
    kept: list[Draft] = []
    for draft in drafts:
        mates = [d for d in kept if d.sentence == draft.sentence and d.victim == draft.victim and d.victim is not None]
        mates += [d for d in kept if _is_one_number(d, draft)]
        mates = [d for d in mates if d.trigger != draft.trigger]  # "10 and 12 people": two numbers of one word
        mate = next((d for d in mates if d.harm is not None and draft.harm is not None), None)
        if mate is None:
            kept.append(draft)
            continue
        if _died_of_it(analysis.sentences[draft.sentence], mate, draft):
            kept[kept.index(mate)] = mate if mate.harm == "killed" else draft
            continue
        merged = _merge_doubles(analysis.sentences[draft.sentence], mate, draft)
        if merged is None:
            kept.append(draft)
        else:
            kept[kept.index(mate)] = merged
    return kept


_STRENGTH = ("killed", "injured", "affected")  # what the stronger word says holds: "shot and killed" is killed


def _is_one_number(one: Draft, other: Draft) -> bool:
    """ "Three of the wounded died": one number under two words of harm."""
    return one.sentence == other.sentence and one.count_span is not None and one.count_span == other.count_span


def _died_of_it(sentence: Sentence, one: Draft, other: Draft) -> bool:
    """ "Three of the wounded died": who is told as wounded only to say that he died is no second harm (R19)."""
    hurt = one if one.harm == "injured" else other
    token = sentence.tokens[hurt.trigger]
    return {one.harm, other.harm} == {"killed", "injured"} and token.head == hurt.victim and token.dep == "nmod"


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
