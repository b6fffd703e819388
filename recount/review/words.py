"""Words of a report for a person's values: every one exact, and a number held to what its words say."""

import re
from collections.abc import Sequence

from recount.errors import DecisionError
from recount.find.counts import find_counts
from recount.knowledge.numbers import load_numbers
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.decision import CountValue, Quote
from recount.model.document import Document
from recount.model.mention import Count
from recount.model.span import Span

_TOKEN = re.compile(r"\w+(?:[.,-]\w+)*|\S")
_WHICH = re.compile(r"^(.*\S)\s+#(\d+)$", re.S)


def quote(text: str, span: Span) -> Quote:
    """The words of a span. Raises DecisionError for one outside the text."""
    if span.end > len(text):
        raise DecisionError(f"{span.start}..{span.end} lies past the end of the report at {len(text)}")
    return Quote(start=span.start, end=span.end, text=span.of(text))


def hold_quote(words: Quote, text: str) -> None:
    """Raises DecisionError where the report has other words at this place."""
    if words.span.of(text) != words.text:
        raise DecisionError(
            f"the report does not say '{words.text}' at {words.start}..{words.end}; take its exact words"
        )


def place_of(words: Quote, text: str) -> Span:
    """Where a decision's words stand: where they were taken, or, where the text was taken out of its page otherwise
    since, in the nearest place that says the same. Raises DecisionError where the report does not say them."""
    if words.span.of(text) == words.text:
        return words.span
    found = [match.start() for match in re.finditer(re.escape(words.text), text)]
    if not found:
        raise DecisionError(f"the report does not say '{words.text}'")
    start = min(found, key=lambda place: abs(place - words.start))
    return Span(start, start + len(words.text))


def find_words(text: str, wanted: str, near: Span | None = None) -> Quote:
    """The one place where the report says these words: inside `near` if they stand there, else anywhere.

    A capital or a different run of spaces does not matter. " #2" behind them takes the second place of several. Raises
    DecisionError where they stand nowhere, or in several places.
    """
    which = _WHICH.match(wanted)
    sought, number = (which[1], int(which[2])) if which else (wanted.strip(), None)
    places = _places(text, sought)
    if number is not None:
        if not 1 <= number <= len(places):
            raise DecisionError(f"'{sought}' stands {len(places)} times in the report; there is no #{number}")
        return quote(text, places[number - 1])
    inside = [place for place in places if near is not None and near.holds(place)]
    found = inside or places
    if not found:
        raise DecisionError(f"the report does not say '{sought}'; a value needs words of the report")
    if len(found) > 1:
        order = " or ".join(f"#{places.index(place) + 1}" for place in found[:4])
        raise DecisionError(
            f"'{sought}' stands {len(found)} times; say which, with {order} behind it, or take more words"
        )
    return quote(text, found[0])


def nearest_words(text: str, wanted: str, near: Span) -> Quote:
    """The place of these words that is nearest: enough for a name, which means the same wherever it stands.

    Raises DecisionError where they stand nowhere.
    """
    places = _places(text, wanted.strip())
    if len(places) < 2:
        return find_words(text, wanted, near)
    return quote(text, min(places, key=lambda place: (not near.holds(place), abs(place.start - near.start))))


def _places(text: str, sought: str) -> list[Span]:
    if not sought:
        return []
    pattern = r"\s+".join(re.escape(word) for word in sought.split())
    left, right = (r"\b" if sought[0].isalnum() else ""), (r"\b" if sought[-1].isalnum() else "")
    return [Span(*match.span()) for match in re.finditer(f"{left}{pattern}{right}", text, re.I)]


def sentence_at(sentences: Sequence[Span], span: Span) -> int:
    """The index of the sentence that holds the beginning of `span`; of the one before, between two; 0 before all."""
    before = [index for index, sentence in enumerate(sentences) if sentence.start <= span.start]
    return before[-1] if before else 0


def figures_in(words: str) -> tuple[Count, ...]:
    """The numbers that some words say, with their bounds; spans point into `words`."""
    tokens = tuple(
        Token(i, m.start(), m.end(), m[0], m[0].lower(), "X", "", "", -1 if i == 0 else 0, "dep", "O")
        for i, m in enumerate(_TOKEN.finditer(words))
    )
    if not tokens:
        return ()
    sentence = Sentence(0, 0, 0, len(words), tokens)
    return find_counts(Analysis(Document("", "", words, ()), (sentence,), ""), load_numbers())


def hold_count(count: CountValue) -> None:
    """Raises DecisionError where the words say one other number and join nothing to it ("six others and Issa" may be
    seven, "six people" may not)."""
    words, numbers = count.words.text, load_numbers()
    tokens = set(_TOKEN.findall(words.lower()))
    said = figures_in(words)
    wanted = count.low if count.low is not None else count.high
    if wanted is None or len(said) != 1 or tokens & (numbers.joins if wanted else numbers.none_words):
        return
    low, high = said[0].low or 0, said[0].high
    if wanted < low or (high is not None and wanted > high):
        raise DecisionError(f"'{words}' does not say {wanted}; take the words that do")


def count_words(text: str, low: int | None, high: int | None, sentence: Span) -> Quote:
    """The one place of a sentence that says these bounds. Raises DecisionError where there is none, or several."""
    said = [f for f in figures_in(sentence.of(text)) if _says(f, low, high)]
    if len(said) == 1:
        return quote(text, Span(sentence.start + said[0].span.start, sentence.start + said[0].span.end))
    how = "does not say this number" if not said else f"says it {len(said)} times"
    raise DecisionError(f'the sentence {how}; put its words behind it, as in: 7 "the seven men"')


def _says(figure: Count, low: int | None, high: int | None) -> bool:
    """The same bounds; or a plain number, where only one bound is wanted and stands in it."""
    if (figure.low, figure.high) == (low, high):
        return True
    return figure.low is not None and figure.low == figure.high and figure.low in (low, high)
