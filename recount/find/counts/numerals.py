"""What number stands at a token: figures, number words, scales, vague words, shares, by literal bounds (R11, R13)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from recount.knowledge.numbers import Numbers
from recount.model.analysis import Sentence, Token

_FIGURE = re.compile(r"\d{1,3}(?:,\d{2,3})+|\d+(?:\.\d+)?")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")  # "1.200" as continental Europe writes it
_RANGE = re.compile(r"(\d+)\s*[-–—]\s*(\d+)")
_ROUND = re.compile(r"(10+|10{0,2}(?:,000)+)['’]?s")  # "100s", "1,000s"
_GROUP = re.compile(r"\d{3}")


@dataclass(frozen=True, slots=True)
class Numeral:
    """`length` tokens and their bounds. `vague`: the bounds come from a word ("dozens"); `share`: the words tell a
    part of a whole ("two-thirds", "one in five") and no number of anything."""

    length: int
    low: int | None
    high: int | None
    vague: bool = False
    share: bool = False


def numeral_at(sentence: Sentence, i: int, numbers: Numbers) -> Numeral | None:
    """The longest number that begins at token `i`, or None."""
    readers: Sequence[Callable[[Sentence, int, Numbers], Numeral | None]]
    readers = (_share, _vague, _round, _range, _half, _exact)
    return next((found for read in readers if (found := read(sentence, i, numbers)) is not None), None)


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text.lower() if 0 <= at < len(tokens) else ""


def _share(sentence: Sentence, i: int, numbers: Numbers) -> Numeral | None:
    """ "two-thirds of the 90", "a third of", "one in five"."""
    tokens = sentence.tokens
    first = _word(tokens, i)
    article = first in numbers.articles
    if not article and _value(tokens, i, numbers) is None:
        return None
    if article and (whole := _share_noun(tokens, i + 1, numbers)) is not None:  # "a vast majority of the dead"
        return Numeral(whole - i + 1, None, None, share=True)
    dash = _word(tokens, i + 1) == "-"
    named = i + 1 + dash
    if _word(tokens, named) in numbers.fractions and not _is_fraction_of_scale(tokens, named, numbers):
        return (
            Numeral(named - i + 1, None, None, share=True) if not article or _word(tokens, named + 1) == "of" else None
        )
    if _word(tokens, i + 1) in numbers.share_joins and _value(tokens, i + 2, numbers) is not None:
        # "one in five people" hangs "five" on "one"; "two in 14 attacks" hangs "14" on the attacks
        return Numeral(3, None, None, share=True) if tokens[i + 2].head == i else None
    return None


def _share_noun(tokens: Sequence[Token], at: int, numbers: Numbers) -> int | None:
    """Where a noun of share stands that "of" follows, past its adjectives."""
    while at < len(tokens) and tokens[at].upos == "ADJ":
        at += 1
    return at if _word(tokens, at) in numbers.shares and _word(tokens, at + 1) == "of" else None


def _is_fraction_of_scale(tokens: Sequence[Token], at: int, numbers: Numbers) -> bool:
    """ "a quarter of a million", "one and a half million": the fraction is inside a number."""
    after = at + 1
    if _word(tokens, after) == "of":
        after += 1
    if _word(tokens, after) in numbers.articles:
        after += 1
    return _word(tokens, after) in numbers.scales or _word(tokens, after) in numbers.exact_groups


def _vague(sentence: Sentence, i: int, numbers: Numbers) -> Numeral | None:
    """ "dozens", "a couple", "several hundred", "a couple of dozen", "tens of thousands", "a few hundred"."""
    tokens = sentence.tokens
    at = i + 1 if _word(tokens, i) in numbers.articles else i
    word, following = _word(tokens, at), _word(tokens, at + 1)
    if word in numbers.few:  # "a few dozen" says what "dozens" says
        plural = numbers.vague.get(f"{following}s")
        return Numeral(at + 2 - i, plural, None, True) if plural is not None else None
    if word not in numbers.vague or (at > i and word not in numbers.vague_with_article):
        return None
    joined = at + 2 if following == "of" else at + 1
    times = _times(_word(tokens, joined), numbers)
    if times is not None:
        return Numeral(joined + 1 - i, numbers.vague[word] * times, None, True)
    return None if word in numbers.vague_with_of else Numeral(at + 1 - i, numbers.vague[word], None, True)


def _times(word: str, numbers: Numbers) -> int | None:
    """What a scale, a group or a plural scale multiplies the word before it by; "thousands" is 2,000 alone."""
    if word in numbers.scales or (word in numbers.exact_groups and word not in numbers.exact_alone):
        return numbers.scales.get(word) or numbers.exact_groups[word]
    return numbers.vague[word] // 2 if word.removesuffix("s") in numbers.scales and word in numbers.vague else None


def _round(sentence: Sentence, i: int, numbers: Numbers) -> Numeral | None:
    match = _ROUND.fullmatch(sentence.tokens[i].text.lower())
    return Numeral(1, 2 * int(match[1].replace(",", "")), None, True) if match else None


def _range(sentence: Sentence, i: int, numbers: Numbers) -> Numeral | None:
    match = _RANGE.fullmatch(sentence.tokens[i].text)
    if match and int(match[1]) < int(match[2]):
        return Numeral(1, int(match[1]), int(match[2]))
    return None


def _half(sentence: Sentence, i: int, numbers: Numbers) -> Numeral | None:
    """ "half a dozen", "a quarter of a million", "three quarters of a million"."""
    tokens = sentence.tokens
    named, times = i, 1.0
    if _word(tokens, i) not in numbers.fractions:
        value = 1.0 if _word(tokens, i) in numbers.articles else numbers.cardinals.get(_word(tokens, i))
        if value is None:
            return None
        named, times = i + 1, value
    part = numbers.fractions.get(_word(tokens, named))
    if part is None or not _is_fraction_of_scale(tokens, named, numbers):
        return None
    at = named + 1
    while _word(tokens, at) == "of" or _word(tokens, at) in numbers.articles:
        at += 1
    scale = numbers.scales.get(_word(tokens, at)) or numbers.exact_groups[_word(tokens, at)]
    value = round(times * part * scale)
    return Numeral(at + 1 - i, value, value)


@dataclass(slots=True)
class _Adding:
    """A number of several words while it is read; `at` is the token after those taken."""

    at: int
    total: float = 0.0
    current: float | None = None

    @property
    def so_far(self) -> float:
        return (self.current or 0.0) or self.total

    def add(self, value: float, length: int) -> None:
        self.current, self.at = (self.current or 0.0) + value, self.at + length

    def scale(self, times: float, length: int) -> None:
        self.current, self.at = max(self.current or 0.0, 1.0 if not self.current else 0.0) * times, self.at + length
        if times >= 1000:
            self.total, self.current = self.total + self.current, 0.0


def _exact(sentence: Sentence, i: int, numbers: Numbers) -> Numeral | None:
    """A figure or number words, with scales: "2.5 million", "one hundred and twenty", "a dozen"."""
    tokens = sentence.tokens
    if _word(tokens, i) in numbers.exact_alone:
        return Numeral(1, numbers.exact_groups[_word(tokens, i)], numbers.exact_groups[_word(tokens, i)])
    number = _Adding(i)
    following = _word(tokens, i + 1)
    if _word(tokens, i) in numbers.articles and (following in numbers.scales or following in numbers.exact_groups):
        number.add(1, 1)
    while number.at < len(tokens) and _take(tokens, number, numbers):
        pass
    if number.current is None:
        return None
    value = int(number.total + number.current)
    return Numeral(number.at - i, value, value)


def _take(tokens: Sequence[Token], number: _Adding, numbers: Numbers) -> bool:
    """Takes the next word of the number, with the "and" or hyphen before it; False where it ends."""
    if number.current is None:
        found = _value(tokens, number.at, numbers)
        if found is not None:
            number.add(*found)
        return found is not None
    joint = _joint(tokens, number.at, numbers)
    at = number.at + joint
    if joint and _takes_half(tokens, at, number, numbers):
        return True
    word = _word(tokens, at)
    if word in numbers.scales:
        number.scale(numbers.scales[word], joint + 1)
        return True
    if word in numbers.exact_groups and word not in numbers.exact_alone:
        number.scale(numbers.exact_groups[word], joint + 1)
        return False
    if glued := _glued_scale(tokens, at, numbers):
        number.scale(glued, joint + 1)
        return False
    return _adds(tokens, at, joint, number, numbers)


def _joint(tokens: Sequence[Token], at: int, numbers: Numbers) -> int:
    """How many tokens of "and" and hyphens stand here."""
    length = 0
    while _word(tokens, at + length) in numbers.joints:
        length += 1
    return length


def _takes_half(tokens: Sequence[Token], at: int, number: _Adding, numbers: Numbers) -> bool:
    """ "two and a half thousand", "a million and a half"."""
    if _word(tokens, at) not in numbers.articles or _word(tokens, at + 1) not in numbers.fractions:
        return False
    part = numbers.fractions[_word(tokens, at + 1)]
    if _word(tokens, at + 2) in numbers.scales:
        number.add(part, at + 2 - number.at)
        return True
    last = numbers.scales.get(_word(tokens, number.at - 1))
    if last is not None:
        number.add(part * last, at + 2 - number.at)
    return False


def _glued_scale(tokens: Sequence[Token], at: int, numbers: Numbers) -> int | None:
    """ "1.2m people": a letter right after the figure and before a plural; "a 3m wall" is none."""
    if at + 1 >= len(tokens) or tokens[at].start != tokens[at - 1].end or not tokens[at - 1].text[-1].isdigit():
        return None
    plural = tokens[at + 1].feat("Number") == "Plur" or tokens[at + 1].xpos == "NNS"
    return numbers.glued_scales.get(_word(tokens, at)) if plural else None


def _adds(tokens: Sequence[Token], at: int, joint: int, number: _Adding, numbers: Numbers) -> bool:
    word = _word(tokens, at)
    value = _cardinal(word, numbers)
    if value is None or not _continues(number.so_far, value):
        return False
    joints = {tokens[number.at + k].text.lower() for k in range(joint)}
    if joints - {"-"} and not (number.so_far >= 100 and number.so_far % 100 == 0):
        return False
    if joints - {"-"} and tokens[number.at - 1].text[0].isdigit():
        return False
    if joints == {"-"} and number.so_far < 20:  # "five-six" is a range, "twenty-six" a number
        return False
    number.add(value, joint + 1)
    return True


def _continues(so_far: float, value: float) -> bool:
    """Whether a number word adds to what stands before it ("twenty five", "hundred five")."""
    return 0 < value < 100 and (so_far % 100 == 0 or (so_far % 10 == 0 and so_far % 100 >= 20 and value < 10))


def _cardinal(word: str, numbers: Numbers) -> float | None:
    if word in numbers.cardinals:
        return numbers.cardinals[word]
    left, dash, right = _hyphenated(word, numbers).partition("-")
    if dash and left in numbers.cardinals and right in numbers.cardinals:
        tens, ones = numbers.cardinals[left], numbers.cardinals[right]
        return tens + ones if tens >= 20 and tens % 10 == 0 and ones < 10 else None
    return None


def _hyphenated(word: str, numbers: Numbers) -> str:
    """ "thirtythree" with its hyphen."""
    for tens, value in numbers.cardinals.items():
        if value >= 20 and word.startswith(tens) and word.removeprefix(tens) in numbers.cardinals:
            return f"{tens}-{word.removeprefix(tens)}"
    return word


def _value(tokens: Sequence[Token], at: int, numbers: Numbers) -> tuple[float, int] | None:
    """The value of the word or figure at `at`, and how many tokens it takes ("2 000", "20, 000")."""
    word = _word(tokens, at)
    value = _cardinal(word, numbers)
    if value is not None:
        return value, 1
    if not _FIGURE.fullmatch(word) and not _THOUSANDS.fullmatch(word):
        return None
    if _THOUSANDS.fullmatch(word) and _word(tokens, at + 1) not in numbers.scales and word not in numbers.scales:
        glued = at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end and _word(tokens, at + 1).isalpha()
        if not glued:
            return float(word.replace(".", "")), 1
    spaced = _spaced(tokens, at)
    if spaced:
        digits = "".join(t.text for t in tokens[at : at + spaced] if t.text.isdigit())
        return float(digits), spaced
    return float(word.replace(",", "")), 1


def _spaced(tokens: Sequence[Token], at: int) -> int:
    """How many tokens make one figure in groups of three, 0 if this is none: a space before any group, or a comma and
    a space before "000", which is no number of its own."""
    if not re.fullmatch(r"[1-9]\d{0,2}", tokens[at].text):
        return 0
    length = 1
    while True:
        after = at + length
        if _is_group(tokens, after) and tokens[after].start == tokens[after - 1].end + 1:
            length += 1
        elif _word(tokens, after) == "," and _word(tokens, after + 1) == "000":
            length += 2
        else:
            return length if length > 1 else 0


def _is_group(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and _GROUP.fullmatch(tokens[at].text) is not None
