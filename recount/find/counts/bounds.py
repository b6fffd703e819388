"""What the words around a number do to its bounds: "at least", "or more", "so far", "5 to 7" (R11, R17)."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from recount.find.counts.numerals import Numeral
from recount.knowledge.numbers import Modifier, Numbers
from recount.model.analysis import Sentence, Token
from recount.model.mention import Count
from recount.model.span import Span

_ASIDE = (",", "(", "-", "–", "—")  # before words set apart from the number
_LONGEST_PHRASE = 4  # tokens from a number to its noun


def with_bounds(sentence: Sentence, words: tuple[Token, ...], numeral: Numeral, numbers: Numbers) -> Count:
    """The count of these words, its span widened by the words that change its bounds."""
    span = Span(words[0].start, words[-1].end)
    low, high, approximate = numeral.low, numeral.high, False
    beside = _modifiers(sentence, words, numbers)
    lowest = any(m.effect == "at_least" for m, _ in beside)
    for modifier, place in beside:
        span = span.join(place)
        if modifier.yields and lowest:
            continue
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
            if place is None and modifier.past_noun:
                place = _past_noun(sentence, words, wording.split(), numbers)
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


def _past_noun(sentence: Sentence, words: tuple[Token, ...], wording: list[str], numbers: Numbers) -> Span | None:
    """Where `wording` stands behind the noun that the number counts, or behind a comma: "30 people, at the least,"."""
    at = words[-1].i + 1
    tokens, noun = sentence.tokens, _noun_behind(sentence, at)
    at = noun + 1 if noun is not None else at
    comma = at < len(tokens) and tokens[at].text in _ASIDE
    if noun is None and not comma:
        return None
    first = at + comma
    part = tokens[first : first + len(wording)]
    if [t.text.lower() for t in part] != wording:
        return None
    return Span(part[0].start, part[-1].end) if _is_free(tokens, first + len(wording), comma, numbers) else None


def _noun_behind(sentence: Sentence, at: int) -> int | None:
    """The plural noun right behind a number, past its adjectives and the nouns joined to it."""
    for token in sentence.tokens[at : at + _LONGEST_PHRASE]:
        if token.xpos in ("NNS", "NNPS") or token.feat("Number") == "Plur":
            return token.i
        if token.upos not in ("ADJ", "PROPN") and token.deprel != "compound":
            return None
    return None


def _is_free(tokens: Sequence[Token], at: int, comma: bool, numbers: Numbers) -> bool:
    """Whether the words before `at` end there: "at least two of them" and "or fewer than" go on with something else."""
    if at >= len(tokens):
        return True
    after = tokens[at]
    if after.text.lower() in numbers.comparers or after.xpos == "VBG":
        return False
    return after.upos in ("PUNCT", "AUX", "VERB", "CCONJ") or (after.upos in ("ADP", "SCONJ") and not comma)


def is_running(sentence: Sentence, numbers: Numbers) -> bool:
    """Whether the sentence says that its numbers may still rise ("so far")."""
    text = " " + " ".join(t.text.lower() for t in sentence.tokens) + " "
    return any(f" {phrase} " in text for phrase in numbers.running)


def join_ranges(sentence: Sentence, counts: Sequence[Count], numbers: Numbers) -> list[Count]:
    """ "between 5 and 7", "5 to 7", "five or six", "30, if not 40", "at least 30 and up to 50": one number with both
    bounds; "from 12 to 15" where a toll changes is two (R16)."""
    joined: list[Count] = []
    for count in counts:
        if joined and _is_range(sentence, joined[-1], count, numbers):
            last = joined.pop()
            low = _scaled(sentence, last.low if last.low is not None else last.high, count, numbers)
            open_below = last.high is None and count.low is not None  # "more than 5 to 7" has no upper bound
            high = None if open_below else count.high
            head = last.head if _has_noun_between(sentence, last, count) else count.head
            count = replace(last, span=last.span.join(count.span), head=head, low=low, high=high, vague=False)
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
    least = right.high if right.high is not None else right.low
    if bound is None or least is None or bound >= least:
        return False
    between = [t for t in sentence if left.span.end <= t.start and t.end <= right.span.start]
    words = " ".join(t.text.lower() for t in between if t.text != "," and not _is_counted_by(t, left))
    floor = words in numbers.bound_joins and left.high is None and right.low is None and not left.vague
    if floor or (words in numbers.higher_joins and (left.low, right.low) == (left.high, right.high)):
        return not _is_of_another(sentence, left, right)
    before = [t for t in sentence if t.end <= left.span.start][-1:]
    if words == "and" and len(between) == 1:
        return bool(before) and before[0].text.lower() == "between"
    if len(between) != 1 or right.low is None or right.high is None:
        return False
    if words not in numbers.range_joins or _is_change(sentence, left, numbers):
        return False
    return words != "/" or right.high == bound + 1  # "seven/eight"; "9/11" is none


def _is_counted_by(noun: Token, count: Count) -> bool:
    """The plural noun right behind its number: "30 people, possibly 40"."""
    return noun.xpos in ("NNS", "NNPS") and noun.start <= count.span.end + 1


def _has_noun_between(sentence: Sentence, left: Count, right: Count) -> bool:
    between = [t for t in sentence if left.span.end <= t.start and t.end <= right.span.start]
    return any(_is_counted_by(t, left) for t in between)


def _is_of_another(sentence: Sentence, left: Count, right: Count) -> bool:
    """A word of harm or a second noun behind the number takes it for its own: "at least 30 and up to 50 wounded", "30
    women and up to 15 men"."""
    after = [t for t in sentence if t.start >= right.span.end][:1]
    taken = ("VBN", "VBD", "JJ") if not _has_noun_between(sentence, left, right) else ("VBN", "VBD", "JJ", "NN", "NNS")
    return any(t.xpos in taken for t in after)


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
