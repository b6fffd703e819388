"""Late deaths: who died later of harm done before is of the day of that harm, and adds to its dead (R19)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from recount.knowledge.late import LateFile, load_late
from recount.knowledge.numbers import load_numbers
from recount.knowledge.times import ordinal_of
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.claim import LATER, Draft
from recount.model.mention import DateMention, When

_DAYS_BEFORE = 7  # the harm lies a few days before such a death, where no words say when
_RIGHT_BEHIND = 2  # tokens from a participle to the words of its time: "sustained on Friday"
_WHY = "the day of a death, or of a new count, and not of what it came of (R19)"


def mark_late(drafts: Sequence[Draft], analysis: Analysis, dates: Iterable[DateMention]) -> tuple[Draft, ...]:
    """Drafts with `late` and `nth` set; the time of a late death or of a toll's change is no time of the incident."""
    words = load_late()
    marked = [replace(d, nth=_nth(d, analysis)) for d in drafts]
    marked = [_marked(d, analysis, words) for d in marked]
    late = {(d.sentence, d.when.wording): d.when for d in marked if d.late and d.when is not None}
    changed = _words_of_change(analysis, dates)
    told = list(dates)
    days = {(w.start, w.end) for w in late.values()}
    harms = [_day_of_harm(d, marked, analysis, told, words) for d in marked]
    timed = (_timed(d, late.keys() | changed, days) for d in marked)
    return tuple(replace(d, when=day) if day is not None else t for d, day, t in zip(marked, harms, timed, strict=True))


def _marked(draft: Draft, analysis: Analysis, words: LateFile) -> Draft:
    if not _is_late(draft, analysis, words):
        return draft
    sentence = analysis.sentences[draft.sentence]
    if draft.victim is not None and _is_said_of_one(sentence, sentence.tokens[draft.victim]):
        return replace(_loosened(draft), part=True)
    return replace(draft, late=True)


def _timed(draft: Draft, words: set[tuple[int, str]], days: set[tuple[date, date]]) -> Draft:
    """The draft, its time loosened where that is of a later death or of a new count, or taken over from one."""
    taken = "time:inherited" in draft.notes and draft.when is not None and (draft.when.start, draft.when.end) in days
    return _loosened(draft) if draft.late or taken or _is_new_count(draft, words) else draft


def _day_of_harm(
    death: Draft, drafts: Sequence[Draft], analysis: Analysis, dates: Sequence[DateMention], words: LateFile
) -> When | None:
    """When the harm was done that a death came of, where the sentence says: as a wound of the same person is dated
    ("he was hurt on Monday and died the next day"), else as time stands with words of harm ("a man shot on Sunday")."""
    if death.harm != "killed" or death.victim is None:
        return None
    return _day_of_wound(death, drafts) or (_day_in_words(death, analysis, dates, words) if death.late else None)


def _day_of_wound(death: Draft, drafts: Sequence[Draft]) -> When | None:
    same = (w for w in drafts if (w.sentence, w.victim, w.harm) == (death.sentence, death.victim, "injured"))
    wound = next((w.when for w in same if w.has_own_time and w.when is not None), None)
    if wound is None or death.when is None or not death.has_own_time or wound.start >= death.when.start:
        return None
    why = f"the day of the wound, for a death '{death.when.wording}' (R19): {wound.why}"
    return replace(wound, why=why)


def _day_in_words(death: Draft, analysis: Analysis, dates: Sequence[DateMention], words: LateFile) -> When | None:
    sentence = analysis.sentences[death.sentence]
    if death.victim is None:
        return None
    for hurt in _hurts_of(sentence, sentence.tokens[death.trigger], sentence.tokens[death.victim], words):
        for mention in (m for m in dates if m.sentence == death.sentence and m.kind == "point"):
            when = mention.resolve(death.as_of, True) if _is_told_of(sentence, hurt, mention) else None
            if when is not None:
                return when
    return None


def _is_told_of(sentence: Sentence, hurt: Token, mention: DateMention) -> bool:
    """Whether words of time are of an earlier harm: under its word, or right behind ("wounds sustained on Friday")."""
    inside = sentence.within(mention.span)
    below = sentence.subtree(hurt)
    if not inside or all(t in below for t in inside):
        return bool(inside)
    last = max((t.i for t in (hurt, *sentence.children(hurt, "acl"))), default=hurt.i)
    return 0 < inside[0].i - last <= _RIGHT_BEHIND and last > hurt.i


def _hurts_of(sentence: Sentence, death: Token, victim: Token, words: LateFile) -> list[Token]:
    """The words of the earlier harm: what is said of the victim, and the wounds that he died of."""
    told = sentence.children(victim, "acl", "acl:relcl")
    return [t for t in told if t.lemma.lower() in words.words("hurt")] + _wounds_of(sentence, death, words)


def _nth(draft: Draft, analysis: Analysis) -> int | None:
    """The place in the count of "a seventh person died", "13th victim dies"; none of "the second man to be shot"."""
    if draft.harm != "killed" or draft.victim is None or (draft.count_low, draft.count_high) != (1, 1):
        return None
    sentence = analysis.sentences[draft.sentence]
    noun = sentence.tokens[draft.victim]
    if draft.act != "die" or any(t.feat("Definite") == "Def" for t in sentence.children(noun, "det")):
        return None
    if _is_said_of_one(sentence, noun):
        return None
    found = [ordinal_of(t.text) for t in sentence.children(noun, "amod", "nummod", "compound")]
    return next((n for n in found if n is not None and n > 1), None)


def _is_said_of_one(sentence: Sentence, noun: Token) -> bool:
    """Who is told of before: "one of them was a nurse who died", "he is the second reporter to die this year"."""
    return sentence.child(noun, "cop") is not None and sentence.child(noun, "nsubj") is not None


def _is_late(draft: Draft, analysis: Analysis, words: LateFile) -> bool:
    if draft.harm != "killed" or draft.act != "die" or draft.victim is None or draft.count_wording is None:
        return False
    sentence = analysis.sentences[draft.sentence]
    death, victim = sentence.tokens[draft.trigger], sentence.tokens[draft.victim]
    if draft.nth is not None or _wounds_of(sentence, death, words) or _was_hurt(sentence, death, victim, words):
        return True
    return draft.other and _died_afterwards(sentence, death, words)


def _wounds_of(sentence: Sentence, death: Token, words: LateFile) -> list[Token]:
    """What the words say that one died of: "of his wounds", "on Friday of wounds"."""
    below = sentence.children(death, "obl", "nmod")
    below += [k for t in below for k in sentence.children(t, "nmod")]
    return [
        t
        for t in below
        if t.lemma.lower() in words.words("wounds")
        and any(k.lemma.lower() in words.openings for k in sentence.children(t, "case"))
    ]


def _was_hurt(sentence: Sentence, death: Token, victim: Token, words: LateFile) -> bool:
    """ "Two of the wounded", "a wounded man", "a man who was shot on Sunday"."""
    hurt = words.words("hurt")
    below = sentence.children(victim, "nmod", "amod", "acl", "acl:relcl")
    told = [t for t in [victim, *below] if t.i != death.i and {t.lemma.lower(), t.text.lower()} & hurt]
    return any(t is victim or t.i < death.i for t in told)


def _died_afterwards(sentence: Sentence, death: Token, words: LateFile) -> bool:
    places = {t.lemma.lower() for t in sentence.children(death, "obl")}
    adverbs = {t.text.lower() for t in sentence.children(death, "advmod", "obl")}
    return bool(places & words.words("care") or adverbs & words.words("afterwards"))


def _words_of_change(analysis: Analysis, dates: Iterable[DateMention]) -> set[tuple[int, str]]:
    """The words of time that hang on a verb of change ("rose to eight on Wednesday"), by sentence."""
    found = set()
    for mention in dates:
        sentence = analysis.sentences[mention.sentence]
        inside = sentence.within(mention.span)
        heads = [head for head in (sentence.head(t) for t in inside) if head is not None and head not in inside]
        if any(head.lemma.lower() in load_numbers().changes for head in heads):
            found.add((mention.sentence, mention.span.of(analysis.document.text)))
    return found


def _is_new_count(draft: Draft, words: set[tuple[int, str]]) -> bool:
    """ "The toll rose to eight on Wednesday": when the count was told anew."""
    if not draft.tally or draft.when is None or not draft.has_own_time:
        return False
    return (draft.sentence, draft.when.wording) in words


def _loosened(draft: Draft) -> Draft:
    """The draft with no more time than "up to then": the words stay, the act lies before."""
    if draft.when is None or not draft.when.wording or "time:unknown" in draft.notes:
        return draft
    return replace(draft, when=_up_to(draft.when), notes=(*draft.notes, LATER))


def _up_to(when: When) -> When:
    start = when.start - timedelta(days=_DAYS_BEFORE)
    return replace(when, start=start, precision="period", why=f"{_WHY}: {when.why}")
