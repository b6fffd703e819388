"""Why it was done, as far as the words assert it: an intent (R40), or an answer to another's act (R44)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from recount.claims.date_ties import clause_of
from recount.knowledge.motives import MotiveEntry, MotiveFile
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.claim import Draft
from recount.model.span import Span

# The note on a draft whose words make it the answer to another's act.
ANSWER = "answers another's act (R44)"


def set_motives(drafts: Sequence[Draft], analysis: Analysis, motives: MotiveFile) -> tuple[Draft, ...]:
    """Drafts with `event.aim`, the words that assert an intent, and the note ANSWER where the words say so."""
    return tuple(_set(draft, analysis, motives) for draft in drafts)


def _set(draft: Draft, analysis: Analysis, motives: MotiveFile) -> Draft:
    sentence = analysis.sentences[draft.sentence]
    aim = _aim(draft, sentence, motives.entry("aim"))
    if aim is not None:
        draft = replace(draft, event=replace(draft.event, aim=aim.of(analysis.document.text)))
    if _answers(draft, sentence, motives.entry("answer")):
        draft = replace(draft, notes=(*draft.notes, ANSWER))
    return draft


def _aim(draft: Draft, sentence: Sentence, entry: MotiveEntry) -> Span | None:
    """The words that say it was meant: the act's own word, or what stands beside it."""
    trigger = sentence.tokens[draft.trigger]
    word = trigger.lemma.lower()
    if word in entry.nouns or word in entry.verbs:
        return Span(trigger.start, trigger.end)
    for beside in sentence.children(trigger, "advmod", "amod"):
        if not (entry.adverbs | entry.adjectives).isdisjoint(_forms(beside)):
            return Span(beside.start, beside.end)
    for noun in sentence.children(trigger, "obl", "nmod"):  # "killed in a targeted attack"
        told = [t for t in sentence.children(noun, "amod") if not entry.adjectives.isdisjoint(_forms(t))]
        if told:
            return Span(told[0].start, told[0].end)
    near = _near(sentence, trigger)
    return next((Span(part[0].start, part[-1].end) for part in _phrases(sentence, entry.phrases, near)), None)


def _answers(draft: Draft, sentence: Sentence, entry: MotiveEntry) -> bool:
    trigger = sentence.tokens[draft.trigger]
    near = _near(sentence, trigger)
    if next(_phrases(sentence, (*entry.phrases, *entry.verbs), near), None) is not None:
        return True
    around = [trigger, *sentence.children(trigger, "obl", "nmod", "nsubj", "nsubj:pass")]
    return any(not entry.adjectives.isdisjoint(_forms(t)) for n in around for t in sentence.children(n, "amod"))


def _forms(token: Token) -> tuple[str, str]:
    return token.lemma.lower(), token.text.lower()


def _near(sentence: Sentence, trigger: Token) -> set[int]:
    """The words of the trigger's clause, and of the clauses that it hangs on or is joined to."""
    clause = clause_of(sentence, trigger)
    above = [clause, *(t for t in sentence.ancestors(clause) if clause.dep in ("conj", "advcl", "xcomp"))]
    return {t.i for token in above for t in [token, *sentence.subtree(token, "acl", "ccomp", "parataxis")]}


def _phrases(sentence: Sentence, wordings: Iterable[str], near: set[int]) -> Iterator[tuple[Token, ...]]:
    """The places of these wordings among the words of `near`."""
    for wording in wordings:
        words = wording.split()
        for start in range(len(sentence.tokens) - len(words) + 1):
            part = sentence.tokens[start : start + len(words)]
            fits = all(w in _forms(t) for t, w in zip(part, words, strict=True))
            if fits and all(t.i in near for t in part):
                yield part
