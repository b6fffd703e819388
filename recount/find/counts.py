"""Numbers in words and figures, by their literal bounds (R11 to R14). What they count is decided elsewhere (R15)."""

import re
from collections.abc import Iterable

from recount.knowledge.numbers import Modifier, Numbers
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.mention import Count
from recount.model.span import Span

_FIGURE = re.compile(r"\d{1,3}(?:,\d{2,3})+|\d+(?:\.\d+)?")
_RANGE = re.compile(r"(\d+)\s*[-–—]\s*(\d+)")


def find_counts(analysis: Analysis, numbers: Numbers, taken: Iterable[Span] = ()) -> tuple[Count, ...]:
    """Every number that may count something, in text order; words inside `taken` (dates) count nothing."""
    spans = list(taken)
    found = []
    for sentence in analysis.sentences:
        for count in _in_sentence(sentence, numbers):
            if not any(span.overlaps(count.span) for span in spans):
                found.append(count)
    return tuple(found)


def _in_sentence(sentence: Sentence, numbers: Numbers) -> list[Count]:
    counts: list[Count] = []
    i = 0
    while i < len(sentence.tokens):
        run = _number_run(sentence, i, numbers)
        if run is None:
            i += 1
            continue
        length, low, high, vague = run
        words = sentence.tokens[i : i + length]
        if _is_count(sentence, words, numbers):
            counts.append(_with_bounds(sentence, words, low, high, vague, numbers))
        i += length
    return _join_ranges(sentence, counts)


def _number_run(sentence: Sentence, i: int, numbers: Numbers) -> tuple[int, int | None, int | None, bool] | None:
    """(tokens, low, high, vague) of the number that begins at token `i`, or None."""
    return _vague_run(sentence, i, numbers) or _range_token(sentence.tokens[i]) or _exact_run(sentence, i, numbers)


def _range_token(token: Token) -> tuple[int, int, int, bool] | None:
    match = _RANGE.fullmatch(token.text)
    if match and int(match[1]) < int(match[2]):
        return 1, int(match[1]), int(match[2]), False
    return None


def _vague_run(sentence: Sentence, i: int, numbers: Numbers) -> tuple[int, int, None, bool] | None:
    words = [t.text.lower() for t in sentence.tokens[i : i + 4]]
    first = words[0]
    if first == "a" and len(words) > 1 and words[1] == "couple":
        return 2, numbers.vague["couple"], None, True
    if first not in numbers.vague or (first == "tens" and words[1:2] != ["of"]):
        return None
    if words[1:2] == ["of"] and len(words) > 2 and words[2] in numbers.vague:  # "tens of thousands"
        return 3, numbers.vague[first] * (numbers.vague[words[2]] // 2), None, True
    return 1, numbers.vague[first], None, True


def _exact_run(sentence: Sentence, i: int, numbers: Numbers) -> tuple[int, int, int, bool] | None:
    """A figure or number words, with scales: "2.5 million", "one hundred and twenty", "a dozen"."""
    total, current, length, seen = 0.0, 0.0, 0, False
    tokens = sentence.tokens
    while i + length < len(tokens):
        word = tokens[i + length].text.lower()
        value = _word_value(word, numbers)
        if value is not None:
            if seen and not _continues(current, value, word):
                break
            current, seen = current + value, True
        elif word in numbers.scales and (seen or _is_article(tokens[i])):
            current, seen = max(current, 1) * numbers.scales[word], True
            if numbers.scales[word] >= 1000:
                total, current = total + current, 0.0
        elif word in numbers.exact_groups and (seen or word == "both" or (length == 1 and _is_article(tokens[i]))):
            current, length, seen = max(current, 1) * numbers.exact_groups[word], length + 1, True
            break
        elif not _goes_on(tokens, i, length, numbers, (current or total) if seen else None):
            break
        length += 1
    number = int(total + current)
    return (length, number, number, False) if seen else None


def _goes_on(tokens: tuple[Token, ...], i: int, length: int, numbers: Numbers, so_far: float | None) -> bool:
    """A small word inside a number: "a" before a scale or group, "and" or a hyphen between its parts."""
    if length == 0 and _is_article(tokens[i]):
        following = tokens[i + 1].text.lower() if i + 1 < len(tokens) else ""
        return following in numbers.scales or following in numbers.exact_groups
    if so_far is None or tokens[i + length].text.lower() not in ("and", "-"):
        return False
    return _joins(tokens, i + length, numbers, so_far)


def _is_article(token: Token) -> bool:
    return token.text.lower() in ("a", "an", "half")


def _word_value(word: str, numbers: Numbers) -> float | None:
    if word in numbers.cardinals:
        return numbers.cardinals[word]
    left, dash, right = word.partition("-")
    if dash and left in numbers.cardinals and right in numbers.cardinals:
        return numbers.cardinals[left] + numbers.cardinals[right]
    if _FIGURE.fullmatch(word):
        return float(word.replace(",", ""))
    return None


def _continues(current: float, value: float, word: str) -> bool:
    """Whether a number word adds to the one before it ("twenty five", "hundred five"); a figure never does."""
    return not word[0].isdigit() and 0 < value < 100 and (current % 100 == 0 or (current % 10 == 0 and value < 10))


def _joins(tokens: tuple[Token, ...], at: int, numbers: Numbers, so_far: float) -> bool:
    """ "and" or a hyphen inside one number: "one hundred and five", "twenty - five"."""
    if at + 1 >= len(tokens):
        return False
    value = numbers.cardinals.get(tokens[at + 1].text.lower())
    if value is None or not 0 < value < 100:
        return False
    if tokens[at].text == "-":
        return so_far % 10 == 0 and so_far % 100 != 0 and value < 10
    return so_far >= 100 and so_far % 100 == 0 and not tokens[at - 1].text[0].isdigit()


def _is_count(sentence: Sentence, words: tuple[Token, ...], numbers: Numbers) -> bool:
    """Not an age, a sum of money, an hour, a name's number or an ordinal."""
    first, last = words[0], words[-1]
    before = sentence.tokens[first.i - 1] if first.i else None
    after = sentence.tokens[last.i + 1] if last.i + 1 < len(sentence.tokens) else None
    if before is not None and before.text.lower() in numbers.not_counts.before:
        return False
    if after is not None and after.text.lower() in numbers.not_counts.after:
        return False
    if _is_age(sentence, words) or _in_name(sentence, first, before):
        return False
    return not (
        "." in first.text and after is not None and after.text.lower() not in numbers.scales and len(words) == 1
    )


def _is_age(sentence: Sentence, words: tuple[Token, ...]) -> bool:
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
    closed = not following or following[0] in (",", ")", ";", ".", "and", "]")
    named = name.upos in ("PROPN", "NOUN") or name.dep == "flat" or name.name.endswith("PER")
    return opener.text in (",", "(", "[") and closed and named


def _in_name(sentence: Sentence, first: Token, before: Token | None) -> bool:
    """A number inside a name ("Boeing 737", "M-16"); a range ("400-500") is none."""
    if before is None:
        return False
    if first.name.startswith("I-"):
        return True
    joined = before.text in ("-", "/") and before.end == first.start and before.i > 0
    return joined and not sentence.tokens[before.i - 1].text.isdigit()


def _with_bounds(
    sentence: Sentence, words: tuple[Token, ...], low: int | None, high: int | None, vague: bool, numbers: Numbers
) -> Count:
    span = Span(words[0].start, words[-1].end)
    approximate = False
    for modifier, place in _modifiers(sentence, words, numbers):
        span = span.join(place)
        low, high, about = _apply(modifier, low, high, vague)
        approximate = approximate or about
    running = _is_running(sentence, numbers)
    if running and not vague and high is not None:
        high = None
    return Count(sentence.index, span, words[-1].i if vague else words[0].i, low, high, running, approximate, vague)


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


def _is_running(sentence: Sentence, numbers: Numbers) -> bool:
    text = " " + " ".join(t.text.lower() for t in sentence.tokens) + " "
    return any(f" {phrase} " in text for phrase in numbers.running)


def _join_ranges(sentence: Sentence, counts: list[Count]) -> list[Count]:
    """ "between 5 and 7", "5 to 7", "five or six": one number with both bounds."""
    joined: list[Count] = []
    for count in counts:
        if joined and _is_range(sentence, joined[-1], count):
            last = joined.pop()
            span = last.span.join(count.span)
            count = Count(sentence.index, span, count.head, last.low, count.high, last.running, last.approximate)
        joined.append(count)
    return joined


def _is_range(sentence: Sentence, left: Count, right: Count) -> bool:
    if left.low is None or right.high is None or left.low >= right.high or left.high is None:
        return False
    between = [t.text.lower() for t in sentence if left.span.end <= t.start and t.end <= right.span.start]
    before = [t.text.lower() for t in sentence if t.end <= left.span.start][-1:]
    return between in (["to"], ["or"], ["-"], ["–"], ["—"]) or (between == ["and"] and before == ["between"])
