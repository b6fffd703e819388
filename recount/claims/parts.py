"""Parts of a number told elsewhere: "including two children", "three of them were women" (R1, R2)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from recount.claims.build import Sources, Telling, build
from recount.claims.roles import Roles
from recount.claims.victims import Counted, count_phrase
from recount.find.parties import unit_of
from recount.knowledge.grammar import load_grammar
from recount.model.analysis import Sentence, Token
from recount.model.claim import Draft
from recount.model.mention import Count, Trigger
from recount.model.span import Span

_NOUNS = ("NOUN", "PROPN", "NUM")


def draft_parts(telling: Telling, whole: Draft, heads: Iterable[Token]) -> list[Draft]:
    """A draft inside `whole` for each of these phrases that tells a number: "seven people, including two children"."""
    sentence, sources = telling.sentence, telling.sources
    plain = replace(telling, roles=Roles((), (), (), (), telling.token))
    found = []
    for part in heads:
        counted = count_phrase(sentence, part, sources.counts, sources.numbers, sources.parties)
        if counted.wording is None:
            continue
        draft = build(plain, part, counted)
        span = sentence.phrase(part, "acl", "parataxis", "punct")
        found.append(
            replace(draft, evidence=span, part=True, part_of=whole.trigger, by=whole.by, agent_kind=whole.agent_kind)
        )
    return found


def part_heads(telling: Telling, head: Token) -> list[Token]:
    """Phrases under the harmed, or under the word of harm, that "including" or "among" opens."""
    sentence = telling.sentence
    below = sentence.children(head, "nmod", "appos", "acl", "conj", "obl", "parataxis")
    below += sentence.children(telling.token, "obl", "advcl")
    found = []
    for token in below:
        if token.i == head.i:
            continue
        if _is_included(sentence, token) and token.upos in _NOUNS:
            found.append(token)
        elif _is_included(sentence, token) and token.lemma.lower() in load_grammar().whole_pronouns:
            found.extend(_told_after(sentence, token, [head, telling.token]))
        elif token.lemma.lower() in load_grammar().inclusions:
            found.extend(sentence.children(token, "obj", "obl"))
    return found


def _told_after(sentence: Sentence, pronoun: Token, above: Iterable[Token]) -> list[Token]:
    """ "among them a commander": the phrase that follows the pronoun."""
    below = [t for k in above for t in sentence.children(k, "parataxis", "appos", "nsubj", "dep", "conj")]
    after = sorted((t for t in below if t.i > pronoun.i and t.upos in _NOUNS), key=lambda t: t.i)
    return after[:1]


def _is_included(sentence: Sentence, token: Token) -> bool:
    openings = sentence.children(token, "case", "mark", "cc")
    return any(k.lemma.lower() in load_grammar().inclusions for k in openings)


def included_heads(sentence: Sentence, head: Token) -> list[Token]:
    """ "The dead included three children", "among the dead was the mayor": who of them are told."""
    above = sentence.head(head)
    if head.dep == "nsubj" and above is not None and above.lemma.lower() in load_grammar().inclusions:
        return sentence.children(above, "obj")
    if _is_included(sentence, head):
        own = sentence.children(head, "nsubj")
        return own or (sentence.children(above, "nsubj") if above is not None and head.dep == "obl" else [])
    return []


def gapped(drafts: Sequence[Draft], sources: Sources) -> list[Draft]:
    """ "Five people were killed in Gao, three in Mopti": numbers whose verb is said once, each with its place (R7)."""
    found: list[Draft] = []
    for count in sources.counts:
        sentence = sources.analysis.sentences[count.sentence]
        number = sentence.tokens[count.head]
        if number.upos != "NUM" or _is_used(count, [*drafts, *found]) or not stands_before_place(sentence, number.i):
            continue
        whole = _said_of(count, drafts, sentence)
        if whole is not None:
            found.append(_like(whole, count, sources))
    return found


def stands_before_place(sentence: Sentence, at: int) -> bool:
    """Whether a preposition and the name of a place follow the token."""
    after = sentence.tokens[at + 1 : at + 3]
    return len(after) == 2 and after[0].upos == "ADP" and after[1].name.endswith("LOC")


def _said_of(count: Count, drafts: Sequence[Draft], sentence: Sentence) -> Draft | None:
    """The one harm with a number that the sentence tells before, at a place of its own."""
    told = [d for d in drafts if d.sentence == count.sentence and d.harm is not None and d.count_span is not None]
    told = [d for d in told if d.evidence.end <= count.span.start and not d.part]
    places = [t for t in sentence if t.name.endswith("LOC") and t.end <= count.span.start]
    fits = len({d.trigger for d in told}) == 1 and any(t.start >= told[0].evidence.end for t in places)
    return told[0] if fits else None


def _like(whole: Draft, count: Count, sources: Sources) -> Draft:
    text = sources.analysis.document.text
    return replace(
        whole,
        evidence=whole.evidence.join(count.span),
        count_low=count.low,
        count_high=count.high,
        count_wording=count.span.of(text),
        count_span=count.span,
        victim=count.head,
        beside=True,
    )


def later_parts(drafts: Sequence[Draft], sources: Sources) -> list[Draft]:
    """Numbers that say of what some of those just told are: "three of them were children", "two critically".

    Where the sentence before tells of several harms, of whom they are stays open, and they make no claim.
    """
    found = []
    for count in sources.counts:
        sentence = sources.analysis.sentences[count.sentence]
        number = sentence.tokens[count.head]
        if _is_used(count, drafts) or not _tells_some(sentence, number, sources):
            continue
        whole = _whole_of(count, drafts, sources)
        if whole is not None:
            found.append(_later_part(whole, sentence, number, count, sources))
    return found


def _is_used(count: Count, drafts: Sequence[Draft]) -> bool:
    return any(d.count_span is not None and d.count_span.overlaps(count.span) for d in drafts)


def some_before(sentence: Sentence, adverb: Token) -> Token | None:
    """The number of which an adverb behind it tells: "two fatally", "three of them fatally"."""
    at = adverb.i - 1
    if at > 0 and sentence.tokens[at].lemma.lower() in load_grammar().whole_pronouns:
        at -= 2 if sentence.tokens[at - 1].lemma.lower() in load_grammar().wholes else 1
    return sentence.tokens[at] if at >= 0 and sentence.tokens[at].upos == "NUM" else None


def deadly_behind(sentence: Sentence, number: Token) -> Token | None:
    """The word behind a number that says that these were killed: "three of them fatally"."""
    after = (t for t in sentence.tokens[number.i :] if t.lemma.lower() in load_grammar().deadly)
    return next((t for t in after if some_before(sentence, t) == number), None)


def _tells_some(sentence: Sentence, number: Token, sources: Sources) -> bool:
    """Whether a bare number stands for some of those told before, by "of them" or by what it says of them."""
    of = [t for t in sentence.children(number, "nmod") if t.lemma.lower() in load_grammar().whole_pronouns]
    predicate = sentence.head(number)
    if deadly_behind(sentence, number) is not None:
        return True
    if number.upos != "NUM" or number.dep not in ("nsubj", "appos", "parataxis", "conj", "dep"):
        return False
    if of:
        return True
    if predicate is None or number.dep != "nsubj" or sentence.child(predicate, "cop") is None:
        return False
    return predicate.upos == "PROPN" or unit_of(sentence, predicate, sources.parties) == "people"


def _whole_of(count: Count, drafts: Sequence[Draft], sources: Sources) -> Draft | None:
    """The one number of people harmed, told before in this sentence or in the one before, that can hold this one."""
    for back in (0, 1):
        index = count.sentence - back
        if index < 0 or sources.analysis.sentences[index].block != sources.analysis.sentences[count.sentence].block:
            return None
        told = [d for d in drafts if d.sentence == index and d.harm is not None and not d.part and d.count_low != 0]
        told = [d for d in told if d.evidence.start < count.span.start and d.unit == "people" and not d.superseded]
        if told:
            harms = {d.harm for d in told}
            larger = [d for d in told if (d.count_low or d.count_high or 0) > (count.low or 0)]
            return larger[-1] if len(harms) == 1 and larger else None
    return None


def _later_part(whole: Draft, sentence: Sentence, number: Token, count: Count, sources: Sources) -> Draft:
    entry = sources.acts.entries[whole.entry]
    deadly = deadly_behind(sentence, number)
    if deadly is not None:  # "shot seven, three of them fatally"
        entry = entry.model_copy(update={"harm": "killed"})
    trigger = Trigger(sentence.index, Span(number.start, number.end), number.i, entry.id, entry.harm, "noun")
    telling = Telling(sentence, trigger, entry, Roles((), (), (), (), number), sources)
    predicate = sentence.head(number)
    noun = predicate if predicate is not None and number.dep == "nsubj" else number
    draft = build(telling, noun, Counted(noun, count.low, count.high, count.span))
    end = deadly or (noun if noun.i > number.i else sentence.subtree(number)[-1])
    same = sentence.index == whole.sentence
    return replace(
        draft,
        evidence=count.span.join(Span(number.start, end.end)),
        part=True,
        part_of=whole.trigger if same else None,
        by=whole.by,
        agent_kind=whole.agent_kind,
    )
