"""What the words around a number do to its bounds: "at least", "or more", "so far", "5 to 7" (R11, R17)."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from recount.find.counts.numerals import Numeral
from recount.knowledge.numbers import Modifier, Numbers
from recount.model.analysis import Sentence, Token
from recount.model.mention import Count
from recount.model.span import Span


def with_bounds(sentence: Sentence, words: tuple[Token, ...], numeral: Numeral, numbers: Numbers) -> Count:
    """The count of these words, its span widened by the words that change its bounds."""
    span = Span(words[0].start, words[-1].end)
    low, high, approximate = numeral.low, numeral.high, False
    for modifier, place in _modifiers(sentence, words, numbers):
        span = span.join(place)
        low, high, about = _apply(modifier, low, high, numeral.vague)
        approximate = approximate or about
    running = is_running(sentence, numbers)
    if running and not numeral.vague and high is not None:
        high = None
    head = words[-1].i if numeral.vague else words[0].i
    return Count(sentence.index, span, head, low, high, running, approximate, numeral.vague)


def _apply(modifier: Modifier, low: int | None, high: int | None, vague: bool) -> tuple[int | None, int | None, bool]:
    match modifier.effect:
        case "at_least":
            return low, None, False
        case "more_than":
            return (low if vague or low is None else low + 1), None, False
        case "at_most":
            return None, high, False
        case "less_than":
            return None, (high - 1 if high else high), False
        case _:
            return low, high, True


def _modifiers(sentence: Sentence, words: tuple[Token, ...], numbers: Numbers) -> list[tuple[Modifier, Span]]:
    found = []
    for modifier in numbers.modifiers:
        for wording in modifier.words:
            place = _beside(sentence, words, wording.split(), modifier.after)
            if place is not None:
                found.append((modifier, place))
                break
    # The longest wording wins where several end at one place ("no more than" over "more than").
    found.sort(key=lambda pair: (pair[1].start - pair[1].end, pair[0].id))
    kept: list[tuple[Modifier, Span]] = []
    for modifier, place in found:
        if not any(place.overlaps(other) for _, other in kept):
            kept.append((modifier, place))
    return kept


def _beside(sentence: Sentence, words: tuple[Token, ...], wording: list[str], after: bool) -> Span | None:
    """Where `wording` stands right before (or after) the number, or None."""
    tokens, n = sentence.tokens, len(wording)
    start = words[-1].i + 1 if after else words[0].i - n
    if start < 0 or start + n > len(tokens):
        return None
    part = tokens[start : start + n]
    if [t.text.lower() for t in part] != wording:
        return None
    return Span(part[0].start, part[-1].end)


def is_running(sentence: Sentence, numbers: Numbers) -> bool:
    """Whether the sentence says that its numbers may still rise ("so far")."""
    text = " " + " ".join(t.text.lower() for t in sentence.tokens) + " "
    return any(f" {phrase} " in text for phrase in numbers.running)


def join_ranges(sentence: Sentence, counts: Sequence[Count], numbers: Numbers) -> list[Count]:
    """ "between 5 and 7", "5 to 7", "five or six": one number with both bounds; "from 12 to 15" where a toll changes
    is two (R16)."""
    joined: list[Count] = []
    for count in counts:
        if joined and _is_range(sentence, joined[-1], count, numbers):
            last = joined.pop()
            low = _scaled(sentence, last.low if last.low is not None else last.high, count, numbers)
            high = count.high if last.high is not None else None
            count = replace(last, span=last.span.join(count.span), head=count.head, low=low, high=high, vague=False)
        joined.append(count)
    return joined


def _scaled(sentence: Sentence, low: int | None, right: Count, numbers: Numbers) -> int | None:
    """ "five or six hundred" is 500 to 600: the scale said once holds for both."""
    scale = numbers.scales.get(sentence.within(right.span)[-1].text.lower(), 1)
    if low is None or right.high is None or low >= right.high // scale:
        return low
    return low * scale


def _is_range(sentence: Sentence, left: Count, right: Count, numbers: Numbers) -> bool:
    bound = left.low if left.low is not None else left.high
    if bound is None or right.high is None or bound >= right.high or right.low is None:
        return False
    between = [t.text.lower() for t in sentence if left.span.end <= t.start and t.end <= right.span.start]
    before = [t for t in sentence if t.end <= left.span.start][-1:]
    opening = before[0].text.lower() if before else ""
    if between == ["and"]:
        return opening == "between"
    if len(between) != 1 or between[0] not in numbers.range_joins or _is_change(sentence, left, numbers):
        return False
    return between[0] != "/" or right.high == bound + 1  # "seven/eight"; "9/11" is none


def _is_change(sentence: Sentence, count: Count, numbers: Numbers) -> bool:
    """ "rose from 12 to 15", "rose by three to 15": the first number is no end of a range."""
    return _after(sentence, count, numbers, numbers.change_opens)


def changes_from(sentence: Sentence, count: Count, numbers: Numbers) -> bool:
    """ "rose from 12": the number that a verb of change leaves behind."""
    return _after(sentence, count, numbers, numbers.left_behind)


def _after(sentence: Sentence, count: Count, numbers: Numbers, words: Collection[str]) -> bool:
    before = [t for t in sentence if t.end <= count.span.start][-1:]
    if not before or before[0].text.lower() not in words:
        return False
    number = sentence.tokens[count.head]
    above = [number, *sentence.ancestors(number), *sentence.tokens[max(0, before[0].i - 2) : before[0].i]]
    return any(t.lemma.lower() in numbers.changes or t.text.lower() in numbers.changes for t in above)
