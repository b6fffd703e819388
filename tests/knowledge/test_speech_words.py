"""The knowledge of speech: every example of its entries holds, and no counter-example does."""

import re

import pytest
from spoken import parsed, token_at, unbracketed

from recount.find.hedges import find_hedges
from recount.find.speech import find_speech
from recount.find.speech.sources import Sources
from recount.knowledge.speech import HedgeEntry, KindEntry, SayingEntry, load_speech
from recount.model.span import Span

KNOWLEDGE = load_speech()


def _cases(entries: tuple[SayingEntry | HedgeEntry | KindEntry, ...], field: str) -> list[object]:
    return [
        pytest.param(entry, sentence, id=f"{entry.id}: {sentence}")
        for entry in entries
        for sentence in getattr(entry, field)
    ]


def _said(entry: SayingEntry, marked: str) -> bool:
    """Whether somebody says the bracketed words with the entry's attitude and by one of its words."""
    text, (span,) = unbracketed(marked)
    words = {w.split()[0] for w in (*entry.verbs, *entry.nouns, *entry.phrases)}
    for speech in find_speech(parsed(text), KNOWLEDGE):
        if speech.attitude != entry.attitude or speech.cue is None or not any(c.holds(span) for c in speech.content):
            continue
        cue = token_at(parsed(text), speech.cue.start)[1]
        if cue.lemma.lower() in words or cue.text.lower() in words:
            return True
    return False


def _hedged(entry: HedgeEntry, marked: str) -> bool:
    """Whether the bracketed words stand under this entry."""
    text, (span,) = unbracketed(marked)
    hedges = find_hedges(parsed(text), KNOWLEDGE)
    return any(h.scope.holds(_first_word(text, span)) and h.why.startswith(entry.why) for h in hedges)


def _first_word(text: str, span: Span) -> Span:
    match = re.match(r"\S+", span.of(text))
    assert match is not None
    return Span(span.start, span.start + match.end())


@pytest.mark.parametrize(("entry", "sentence"), _cases(KNOWLEDGE.file.sayings, "examples"))
def test_saying_example(entry: SayingEntry, sentence: str) -> None:
    assert _said(entry, sentence)


@pytest.mark.parametrize(("entry", "sentence"), _cases(KNOWLEDGE.file.sayings, "counter_examples"))
def test_saying_counter_example(entry: SayingEntry, sentence: str) -> None:
    assert not _said(entry, sentence)


@pytest.mark.parametrize(("entry", "sentence"), _cases(KNOWLEDGE.hedges.entries, "examples"))
def test_hedge_example(entry: HedgeEntry, sentence: str) -> None:
    assert _hedged(entry, sentence)


@pytest.mark.parametrize(("entry", "sentence"), _cases(KNOWLEDGE.hedges.entries, "counter_examples"))
def test_hedge_counter_example(entry: HedgeEntry, sentence: str) -> None:
    assert not _hedged(entry, sentence)


def _kind(phrase: str) -> str:
    """The kind of speaker that a phrase names as the subject of "said"."""
    text = f"{phrase[0].upper()}{phrase[1:]} said the road was closed."
    analysis = parsed(text)
    sentence = analysis.sentences[0]
    said = next(t for t in sentence if t.text == "said")
    subject = sentence.child(said, "nsubj")
    assert subject is not None
    return Sources(analysis, KNOWLEDGE).name(sentence, subject).speaker.kind


@pytest.mark.parametrize(("entry", "phrase"), _cases(KNOWLEDGE.file.kinds, "examples"))
def test_kind_example(entry: KindEntry, phrase: str) -> None:
    assert _kind(phrase) == entry.kind


@pytest.mark.parametrize(("entry", "phrase"), _cases(KNOWLEDGE.file.kinds, "counter_examples"))
def test_kind_counter_example(entry: KindEntry, phrase: str) -> None:
    assert _kind(phrase) != entry.kind


def test_every_entry_has_an_example() -> None:
    entries = (*KNOWLEDGE.file.sayings, *KNOWLEDGE.hedges.entries, *KNOWLEDGE.file.kinds)
    assert [e.id for e in entries if not e.examples] == []


def test_ids_are_unique() -> None:
    for entries in (KNOWLEDGE.file.sayings, KNOWLEDGE.hedges.entries, KNOWLEDGE.file.kinds):
        ids = [e.id for e in entries]
        assert len(ids) == len(set(ids))
