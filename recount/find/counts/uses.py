"""Why a number counts nothing: an age, a sum of money, an hour, a name's number, a share, a number taken back (R15)."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from recount.find.counts.numerals import Numeral
from recount.knowledge.numbers import Numbers
from recount.model.analysis import Sentence, Token
from recount.model.mention import Count
from recount.model.span import Span

_OPENERS = (",", "(", "[")  # punctuation between a name and an age
_CLOSERS = (",", ")", ";", ".", "and", "]")
AGE = "an age, not a count (R15)"
SHARE = "a share of a whole, not a number of people (R15)"
MANNER = "tells how, and counts nobody (R15)"
OTHER_MEASURE = "a number that measures or names something, not a count (R15)"
LEFT_OUT = "a number that 'all but' leaves out"
TAKEN_BACK = "a number that the words themselves take back"


def no_count(sentence: Sentence, words: tuple[Token, ...], numeral: Numeral, numbers: Numbers) -> str | None:
    """The reason why these words count nothing, or None where they may count something."""
    first, last = words[0], words[-1]
    before = sentence.tokens[first.i - 1] if first.i else None
    after = sentence.tokens[last.i + 1] if last.i + 1 < len(sentence.tokens) else None
    if numeral.share:
        return SHARE
    if after is not None and after.text.lower() in numbers.not_counts.shares:
        return SHARE
    if _is_manner(sentence, words, numbers):
        return MANNER
    if _is_age(sentence, words, numbers):
        return AGE
    if before is not None and before.text.lower() in numbers.not_counts.before:
        return OTHER_MEASURE
    if after is not None and after.text.lower() in numbers.not_counts.after:
        return OTHER_MEASURE
    if _in_name(sentence, words, before, numbers) or _is_decimal(words, numeral):
        return OTHER_MEASURE
    return None


def _is_manner(sentence: Sentence, words: tuple[Token, ...], numbers: Numbers) -> bool:
    """ "One by one", "two by two": the same number on both sides of "by"."""
    own = [t.text.lower() for t in words]
    around = (
        _words_at(sentence, words[0].i - len(own) - 1, len(own) + 1),
        _words_at(sentence, words[-1].i + 1, len(own) + 1),
    )
    return any(around[0] == [*own, by] or around[1] == [by, *own] for by in numbers.one_by_one)


def _words_at(sentence: Sentence, first: int, length: int) -> list[str]:
    return [t.text.lower() for t in sentence.tokens[max(0, first) : first + length]]


def _is_decimal(words: tuple[Token, ...], numeral: Numeral) -> bool:
    """ "12.5": no number of people, unless a scale follows ("2.5 million") or it groups thousands."""
    whole, point, rest = words[0].text.partition(".")
    return bool(point and whole.isdigit() and rest.isdigit()) and len(words) == 1 and (numeral.low or 0) < 1000


def _is_age(sentence: Sentence, words: tuple[Token, ...], numbers: Numbers) -> bool:
    """ "Name, 18," or "18-year-old" or "(34)": a number beside a person, not a count of persons."""
    first, last = words[0], words[-1]
    tokens = sentence.tokens
    if [t.lemma.lower() for t in tokens[max(0, first.i - 2) : first.i]] == ["age", "of"]:
        return True
    following = [t.text.lower() for t in tokens[last.i + 1 : last.i + 5]]
    if following[:3] in (["-", "year", "-"], ["-", "month", "-"]) or following[:1] in (["-year-old"], ["year-old"]):
        return True
    if following[:2] in (["years", "old"], ["years", "of"], ["year", "old"], ["months", "old"]):
        return True
    if first.i < 2 or not first.text.isdigit():
        return False
    opener, name = tokens[first.i - 1], tokens[first.i - 2]
    if opener.text.lower() in numbers.exact_alone and name.text in _OPENERS:  # "Ato and Abel, both 51, died"
        return not following or following[0] in _CLOSERS
    closed = not following or following[0] in _CLOSERS
    person = name.name.endswith("PER")
    named = name.upos in ("PROPN", "NOUN") or name.dep == "flat" or person
    counts_next = last.i + 1 < len(tokens) and tokens[last.i + 1].upos in ("NOUN", "ADJ", "PROPN", "NUM")
    return opener.text in _OPENERS and named and (closed or (person and not counts_next))


def _in_name(sentence: Sentence, words: tuple[Token, ...], before: Token | None, numbers: Numbers) -> bool:
    """A number inside a name ("Boeing 737", "M-16"); a range ("400-500") is none."""
    first = words[0]
    if before is None:
        return False
    if first.name.startswith("I-"):
        return True
    joined = before.text in ("-", "/") and before.end == first.start and before.i > 0
    left = sentence.tokens[before.i - 1].text.lower() if joined else ""
    return joined and not left.isdigit() and left not in numbers.cardinals


def taken_back(sentence: Sentence, counts: Sequence[Count], numbers: Numbers) -> list[Count]:
    """Numbers that the words correct: "not six but nine" takes six back, "three, not five" takes five (R17)."""
    found = []
    for left, right in pairwise(counts):
        between = _words(sentence, left.span.end, right.span.start)
        before = _words(sentence, sentence.start, left.span.start)[-1:]
        if before and before[0] in numbers.negations and [w for w in between if w != ","] == ["but"]:
            found.append(left)
        elif [w for w in between if w != ","] and set(between) <= {",", "and", *numbers.negations}:
            found += [right] if set(between) & numbers.negations else []
    return found


def corrected(counts: Sequence[Count], back: Sequence[Count]) -> list[Count]:
    """The counts that stand; "three, not five," stands before the noun where the words put "five"."""
    kept: list[Count] = []
    for count in counts:
        if count not in back:
            kept.append(count)
        elif kept and kept[-1].span.end < count.span.start:
            kept[-1] = replace(kept[-1], head=count.head, span=kept[-1].span.join(count.span))
    return kept


def excepted(sentence: Sentence, counts: Sequence[Count], numbers: Numbers) -> list[tuple[Count, Count | None]]:
    """(what is left out, the whole) of "all but two of the 14"; the whole is None where no number tells it."""
    found: list[tuple[Count, Count | None]] = []
    for n, count in enumerate(counts):
        if " ".join(_words(sentence, sentence.start, count.span.start)[-2:]) not in numbers.excepting:
            continue
        following = counts[n + 1] if n + 1 < len(counts) else None
        if following is not None:
            between = _words(sentence, count.span.end, following.span.start)
            if not between or between[0] != "of" or len(between) > 2:
                following = None
        found.append((count, following))
    return found


def _words(sentence: Sentence, start: int, end: int) -> list[str]:
    return [t.text.lower() for t in sentence.within(Span(start, end))] if start < end else []
