"""A learned part's doubt: which drafts a coder would not record as claims (decision 0018).

It looks at what the rules found about a draft - its words of harm, the syntax around them, its number, time and place,
and the drafts beside it - and at no name, side, nationality or kind of force: the same words are the same case whoever
was harmed. It can only set aside, and never a death; it makes no claim, changes no number and lifts no standing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from recount.model.analysis import Analysis, Sentence, Token
from recount.model.claim import Draft
from recount.model.head import Head, band
from recount.model.mention import Standing

Feature = tuple[str, float]

# A draft that more likely than not is no claim is set aside; anything less sure stays as the rules have it.
LEAST_LOG_ODDS = 0.0
# What does not happen is set aside by rule already. Of these harms the coded reports tell too little to learn from.
_JUDGED = (Standing.STATED, Standing.REPORTED, Standing.BACKGROUND)
_UNLEARNED = ("released", "tortured", "sexual")
# Its doubt of a death is wrong as often as right (4 and 4 in the folds): no death is set aside by it.
_NEVER_DOUBTED = "killed"
_ANCESTORS = 3  # verbs above the words of harm that are looked at
_MANY_SENTENCES = 60
_MANY_TOKENS = 60
_MANY_MATES = 5


def raise_doubts(drafts: Sequence[Draft], analysis: Analysis, head: Head | None) -> tuple[Draft, ...]:
    """Drafts with `doubt` set where the learned part holds them for no claim; all as they are without one."""
    if head is None:
        return tuple(drafts)
    return tuple(_doubt(draft, drafts, analysis, head) for draft in drafts)


def is_judged(draft: Draft) -> bool:
    """Whether the learned part has a say: drafts that the rules would assert as a harm. A toll says itself that it is
    one."""
    settled = draft.out_of_scope or draft.question or draft.superseded or draft.tally or draft.extent == "cumulative"
    return draft.harm is not None and draft.harm not in _UNLEARNED and draft.standing in _JUDGED and not settled


def _doubt(draft: Draft, drafts: Sequence[Draft], analysis: Analysis, head: Head) -> Draft:
    if not is_judged(draft) or draft.harm == _NEVER_DOUBTED or _takes_back(draft, drafts):
        return draft
    odds = head.log_odds(features(draft, drafts, analysis))
    if odds >= LEAST_LOG_ODDS:
        return draft
    why = f"a learned part holds these words for no report of harm in violence (sure {band(odds)})"
    return replace(draft, doubt=why)


def _takes_back(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """ "Went up from 30 to 35": the later figure stands where the same words gave up the earlier one for it."""
    return any(d.superseded and d.sentence == draft.sentence and d.harm == draft.harm for d in drafts)


def features(draft: Draft, drafts: Sequence[Draft], analysis: Analysis) -> Mapping[str, float]:
    """What the learned part sees of one draft among all of its report: names of features with values of 0 to 1."""
    sentence = analysis.sentences[draft.sentence]
    found = dict(_telling(draft, sentence))
    found.update(_syntax(sentence, sentence.tokens[draft.trigger]))
    found.update(_victim(draft, sentence))
    found.update(_setting(draft, sentence, analysis))
    found.update(_mates(draft, drafts))
    return {name: value for name, value in found.items() if value}


def _telling(draft: Draft, sentence: Sentence) -> Iterator[Feature]:
    yield f"entry={draft.entry}", 1.0
    yield f"act={draft.act}", 1.0
    yield f"harm={draft.harm}", 1.0
    yield f"standing={draft.standing}", 1.0
    yield f"extent={draft.extent}", 1.0
    yield f"word={sentence.tokens[draft.trigger].lemma.lower()}", 1.0
    yield f"number={_number(draft)}", 1.0
    yield "part", float(draft.part)
    yield "other", float(draft.other)
    yield "beside", float(draft.beside)
    yield "agent", float(draft.agent is not None)
    yield "by", float(draft.by is not None)
    yield "weapon", float(bool(draft.weapons))
    yield "own time", float(draft.has_own_time)
    yield "own place", float(draft.has_own_place)
    for note in draft.notes:
        if note.startswith("time:"):
            yield note, 1.0
    yield f"voice={draft.speakers[-1].kind if draft.speakers else 'publisher'}", 1.0


def _number(draft: Draft) -> str:
    """none, listed (persons told one by one), or the size of the number."""
    if draft.count_wording is None:
        return "none"
    if draft.listed:
        return "listed"
    low = draft.count_low or draft.count_high or 0
    return "0" if low == 0 else "1" if low == 1 else "2 to 9" if low < 10 else "10 and more"


def _syntax(sentence: Sentence, trigger: Token) -> Iterator[Feature]:
    passive = any(sentence.children(trigger, "nsubj:pass", "aux:pass"))
    yield f"form={trigger.upos}{' passive' if passive else ''}", 1.0
    yield f"tag={trigger.xpos}", 1.0
    yield f"relation={trigger.dep}", 1.0
    above = list(sentence.ancestors(trigger))
    yield "depth", min(6, len(above)) / 6
    if above:
        yield f"under={_kind(above[0])}", 1.0
    for token in above[:_ANCESTORS]:
        if token.upos == "VERB":
            yield f"above={token.lemma.lower()}", 1.0
    for child in sentence.children(trigger):
        yield f"child={child.dep}", 1.0
        if child.dep in ("mark", "advmod", "aux"):
            yield f"beside={child.lemma.lower()}", 1.0


def _kind(token: Token) -> str:
    """The part of speech, a name as any noun: who is told of is nothing that the learned part may see."""
    return "NOUN" if token.upos == "PROPN" else token.upos


def _victim(draft: Draft, sentence: Sentence) -> Iterator[Feature]:
    """How the harmed are told: never who they are."""
    if draft.victim is None:
        yield "victim=none", 1.0
        return
    victim = sentence.tokens[draft.victim]
    determiner = sentence.child(victim, "det")
    yield f"victim={_kind(victim)}", 1.0
    yield f"victim relation={victim.dep}", 1.0
    yield f"victim number={victim.feat('Number')}", 1.0
    yield f"victim article={determiner.lemma.lower() if determiner is not None else 'none'}", 1.0
    yield "victim in the word of harm", float(draft.victim == draft.trigger)
    group = draft.group
    if group is not None and group.status == "unknown" and group.side is None and victim.upos == "NOUN":
        yield f"victim word={group.head}", 1.0


def _setting(draft: Draft, sentence: Sentence, analysis: Analysis) -> Iterator[Feature]:
    yield f"block={analysis.block_of(sentence).kind}", 1.0
    yield "place in the report", sentence.index / max(1, len(analysis.sentences))
    yield "among the first", float(sentence.index < 3)
    yield "length of the sentence", min(1.0, len(sentence.tokens) / _MANY_TOKENS)
    yield "length of the report", min(1.0, len(analysis.sentences) / _MANY_SENTENCES)


def _mates(draft: Draft, drafts: Sequence[Draft]) -> Iterator[Feature]:
    """The other harms that the report tells."""
    harms = [d for d in drafts if d.harm is not None and d is not draft]
    same = [d for d in harms if d.harm == draft.harm]
    near = [d for d in harms if d.sentence == draft.sentence]
    start = draft.evidence.start
    yield "same harm before", min(_MANY_MATES, sum(d.evidence.start < start for d in same)) / _MANY_MATES
    yield "same harm after", min(_MANY_MATES, sum(d.evidence.start > start for d in same)) / _MANY_MATES
    yield "inside another", float(any(d.evidence.overlaps(draft.evidence) for d in near))
    yield "in the sentence", min(3, len(near)) / 3
    yield "a graver one in the sentence", float(any(d.harm in ("killed", "injured", "abducted") for d in near))
    yield "of the same victim", float(draft.victim is not None and any(d.victim == draft.victim for d in near))
    yield f"report tells of {' and '.join(sorted({str(d.harm) for d in harms} & {'killed', 'injured'}))}", 1.0
    if draft.group is not None and draft.group.head:
        told = (d for d in same if d.group is not None and d.group.head == draft.group.head)
        yield "same noun before", float(any(d.evidence.start < start for d in told))
