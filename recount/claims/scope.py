"""What is out of scope: harm by accidents, storms, illness, sport, in fiction or private quarrels (R32).

A harm whose words do not tell of violence ("nine died") takes its cause from its own clause; in a report that tells of
no violence at all also from its sentence, from those before it, or from any. Where violence is told near it, it stays.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from recount.claims.date_ties import clause_of
from recount.claims.roles import resolve
from recount.find.parties.names import name_at, side_at
from recount.find.parties.nouns import noun_at
from recount.knowledge.actors import fold
from recount.knowledge.grammar import load_grammar
from recount.knowledge.parties import PartyKnowledge
from recount.knowledge.scope import Scope, ScopeEntry
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.claim import Draft

_NEAR = 3  # steps in the parse between a harm's clause and its cause


@dataclass(frozen=True, slots=True)
class _Cause:
    token: Token
    entry: ScopeEntry


@dataclass(frozen=True)
class _Told:
    """What each sentence tells of: causes out of scope, and the triggers of violence."""

    analysis: Analysis
    scope: Scope
    causes: dict[int, list[_Cause]]
    violence: dict[int, set[int]]


def judge_scope(
    drafts: Sequence[Draft], analysis: Analysis, scope: Scope, parties: PartyKnowledge
) -> tuple[Draft, ...]:
    """Drafts with `out_of_scope`: in plain words what they are of, where that is no political violence."""
    causes = {s.index: list(_causes(s, scope, parties)) for s in analysis.sentences}
    violence: dict[int, set[int]] = {}
    for draft in drafts:
        if not _is_neutral(draft, analysis.sentences[draft.sentence], causes[draft.sentence], scope):
            violence.setdefault(draft.sentence, set()).add(draft.trigger)
    told = _Told(analysis, scope, causes, violence)
    return tuple(replace(draft, out_of_scope=_reason(draft, told)) for draft in drafts)


def _is_neutral(draft: Draft, sentence: Sentence, causes: Iterable[_Cause], scope: Scope) -> bool:
    """Whether the draft's own words leave open what did it."""
    named = {cause.token.i for cause in causes}
    if draft.by is not None or (draft.weapons and draft.agent not in named):
        return False
    if draft.act in scope.file.neutral_acts:
        return draft.entry != "abduction"
    if sentence.tokens[draft.trigger].lemma.lower() not in scope.file.neutral_words:
        return False
    return draft.agent is None or draft.agent in named or sentence.tokens[draft.agent].upos == "NOUN"


def _reason(draft: Draft, told: _Told) -> str | None:
    sentence = told.analysis.sentences[draft.sentence]
    causes = told.causes[draft.sentence]
    tied = [c for c in causes if _is_tied(c, draft, sentence)]
    whole = next((c for c in tied if c.entry.clause), None)
    if whole is not None:
        return whole.entry.why
    if draft.trigger in told.violence.get(draft.sentence, ()) or _in_custody(draft, told):
        return None
    doing = next((c for c in causes if _is_doer(c, draft, sentence)), None)
    if doing is not None:
        return doing.entry.why
    if not any(told.violence.values()):
        plain = [c for c in causes if not c.entry.clause]
        return plain[0].entry.why if plain else _told_before(draft, told)
    natural = _natural_cause(draft, told)
    if natural is not None:
        return natural
    if told.violence.get(draft.sentence - 1) or _in_clause(draft, sentence, told.violence.get(draft.sentence, ())):
        return None  # a fire or a crash that violence beside it may have caused
    return next((c.entry.why for c in tied if not c.entry.clause), None)


def _is_doer(cause: _Cause, draft: Draft, sentence: Sentence) -> bool:
    """Whether the cause is what does it: "an epidemic broke out, killing nine" - its own subject, or a shared one."""
    verb: Token | None = sentence.tokens[draft.trigger]
    while verb is not None:
        subject = sentence.child(verb, "nsubj")
        if subject is not None:  # "an outbreak, which killed nine"
            return any(t.i == cause.token.i for t in sentence.subtree(resolve(sentence, subject), "acl"))
        verb = sentence.head(verb) if verb.dep in ("conj", "advcl", "xcomp") else None
    return False


def _natural_cause(draft: Draft, told: _Told) -> str | None:
    """What no violence brings about (a storm), in the draft's sentence or before it, with no violence told since."""
    for index in range(draft.sentence, -1, -1):
        if told.violence.get(index):
            return None
        found = next((c.entry.why for c in told.causes[index] if c.entry.natural), None)
        if found is not None:
            return found
    return None


def _in_clause(draft: Draft, sentence: Sentence, triggers: Iterable[int]) -> bool:
    """Whether one of these triggers stands in the draft's own clause."""
    clause = clause_of(sentence, sentence.tokens[draft.trigger])
    inside = {t.i for t in sentence.subtree(clause)} | {a.i for a in sentence.ancestors(clause)}
    return not inside.isdisjoint(triggers)


def _in_custody(draft: Draft, told: _Told) -> bool:
    """Who dies in another's hands is no mere accident."""
    words = {t.lemma.lower() for t in told.analysis.sentences[draft.sentence]}
    return draft.harm is not None and not words.isdisjoint(told.scope.file.custody)


def _told_before(draft: Draft, told: _Told) -> str | None:
    """In a report without violence: the cause that the sentences before tell of, the nearest first; else its first."""
    before = [c for index in range(draft.sentence - 1, -1, -1) for c in told.causes[index]]
    after = [c for index in sorted(told.causes) if index > draft.sentence for c in told.causes[index]]
    return next((c.entry.why for c in (*before, *after) if not c.entry.clause), None)


def _is_tied(cause: _Cause, draft: Draft, sentence: Sentence) -> bool:
    """Whether the cause stands in the draft's own clause, or in one that tells when or how."""
    trigger = sentence.tokens[draft.trigger]
    up = [trigger, *sentence.ancestors(trigger)]
    down = [cause.token, *sentence.ancestors(cause.token)]
    meeting = next((t for t in down if t in up), None)
    if meeting is None:
        return False
    steps = down[: down.index(meeting)]
    if cause.entry.clause:
        outer = steps[-1] if steps else cause.token
        links = {k.lemma.lower() for k in sentence.children(outer, "case")}
        direct = outer.dep in ("obl", "nmod") and all(t.dep == "compound" for t in steps[:-1])
        return direct and not links.isdisjoint(cause.entry.clause)
    return len(steps) <= _NEAR and all(t.dep != "acl" and t.dep != "parataxis" for t in steps)


def _causes(sentence: Sentence, scope: Scope, parties: PartyKnowledge) -> Iterator[_Cause]:
    """The words of a sentence that name a cause out of scope."""
    for token in sentence:
        table = scope.verbs if token.upos == "VERB" else scope.nouns
        for words, entry in table.get(token.lemma.lower(), ()):
            another = _is_other(sentence, token, entry) or (entry.shot and _is_shot(sentence, token, parties))
            if _stands(sentence, token, words, token.upos == "VERB") and not another:
                yield _Cause(token, entry)
                break


def _is_shot(sentence: Sentence, token: Token, parties: PartyKnowledge) -> bool:
    """ "Settler fire", "Israeli fire", "fire from the militia": what persons or a body fire, which is no blaze. Fire
    that is shot is not counted: "a fire", "fires" burn."""
    if token.feat("Number") == "Plur" or any(t.feat("Definite") == "Ind" for t in sentence.children(token, "det")):
        return False
    owners = sentence.children(token, "compound", "amod", "nmod:poss")
    # "Killed by fire from the militia": what stands right after it is its own, whatever the parse hung it on.
    shooters = [t for c in sentence.tokens[token.i + 1 : token.i + 2] if (t := _from_whom(sentence, c)) is not None]
    if not shooters and any(t.dep == "compound" and not _is_of_side(sentence, t, parties) for t in owners):
        return False  # "an Indian hotel fire"
    return any(_is_of_side(sentence, t, parties) for t in (*owners, *shooters))


def _from_whom(sentence: Sentence, case: Token) -> Token | None:
    opens = case.dep == "case" and case.lemma.lower() in load_grammar().sources
    return sentence.head(case) if opens else None


def _is_of_side(sentence: Sentence, token: Token, parties: PartyKnowledge) -> bool:
    """Persons, a force, a people or a country; not a body that is a house ("a hospital fire")."""
    if name_at(sentence, token, parties) is not None or side_at(sentence, token, parties) is not None:
        return True
    if token.name.endswith("LOC") and fold(token.text) in parties.countries:
        return True
    word, found = token.lemma.lower(), noun_at(sentence, token, parties)
    noun = found.noun if found is not None else parties.nouns.get(word)  # "military fire": an adjective here
    return noun is not None and not (noun.role.body and word in parties.things)


def _stands(sentence: Sentence, token: Token, words: tuple[str, ...], verb: bool) -> bool:
    start = token.i if verb else token.i - len(words) + 1
    part = sentence.tokens[max(start, 0) : max(start, 0) + len(words)]
    if len(part) < len(words) or not (verb or token.upos in ("NOUN", "PROPN", "X", "ADJ")):
        return False
    return all(w in (t.lemma.lower(), t.text.lower()) for t, w in zip(part, words, strict=True))


def _is_other(sentence: Sentence, token: Token, entry: ScopeEntry) -> bool:
    """Whether the words around the cause make it another matter, or it only names a kind of another noun."""
    head = sentence.head(token)
    near = [*sentence.children(token), *([head] if head is not None else [])]
    if any(entry.not_with & {t.lemma.lower(), t.text.lower()} for t in near):
        return True
    if token.upos == "VERB":
        return False
    if token.dep == "compound" and head is not None and head.i > token.i:
        return not entry.clause  # "in a road rage incident"
    of = [k for k in sentence.children(token, "nmod") for c in sentence.children(k, "case") if c.lemma.lower() == "of"]
    return bool(of) and not token.name.endswith(("LOC", "ORG")) and any(k.xpos == "NNS" for k in of)
