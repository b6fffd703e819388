"""How much credit one filler of a response earns against one filler of a key, without a person's judgement."""

import re
from functools import cache

from .templates import Fill, Slot, knowledge

_DAY = re.compile(r"(\d)\d (?=[A-Z]{3} \d\d)")
_PART = re.compile(r"[^:]+?\([^)]*\)|[^:]+")


def credit(slot: Slot, key: Fill, response: Fill) -> float:
    """1, 0.5 or 0 for one pair of fillers of a slot.

    A right value with a wrong cross-reference earns nothing, with none where one is wanted half; half of a value is
    half whatever it refers to.
    """
    value = value_credit(slot, key, response)
    if not slot.tags or value < 1 or same_tags(key, response):
        return value
    return 0.0 if response.tags else 0.5


def value_credit(slot: Slot, key: Fill, response: Fill) -> float:
    """1, 0.5 or 0 for the values of one pair, whatever they refer to."""
    return max(_one_credit(slot, wanted, given) for wanted in key.values for given in response.values)


def same_tags(key: Fill, response: Fill) -> bool:
    """Whether two cross-references share a string; none on both sides are the same."""
    if not key.tags:
        return not response.tags
    return any(same_string(a, b) for a in key.tags for b in response.tags)


def same_string(one: str, two: str) -> bool:
    """Whether two strings are the same but for words that add nothing."""
    return one == two or _bare(one) == _bare(two)


def _one_credit(slot: Slot, wanted: str, given: str) -> float:
    if wanted == given:
        return 1.0
    match slot.kind:
        case "set":
            return 0.5 if wanted in knowledge()["half_credit"].get(slot.name, {}).get(given, ()) else 0.0
        case "string":
            return 1.0 if same_string(wanted, given) else 0.0
        case "place":
            return _place_credit(wanted, given)
        case "date":
            return 1.0 if _tens(wanted) == _tens(given) else 0.0
        case _:
            return 1.0 if wanted.replace(" ", "") == given.replace(" ", "") else 0.0


@cache
def _bare(text: str) -> str:
    """A string without words that add nothing, numbers among them, and without punctuation at its ends."""
    words = [w for w in re.findall(r"[^\s\[\]()]+", text) if w not in knowledge()["nonessential"] and not w.isdigit()]
    return " ".join(words).strip(" .,;")


def _tens(text: str) -> str:
    """A date without the last digit of its day: the program of 1992 took dates of one form that differ in no more for
    the same (in 65 of the 67 such pairs of its reports), and its figures can only be met so."""
    return _DAY.sub(r"\1 ", text)


def _place_credit(wanted: str, given: str) -> float:
    """All of it: full. The right country where the key has a place in it: half, whatever place the response has."""
    key, response = _place(wanted), _place(given)
    if key == response:
        return 1.0
    return 0.5 if len(key) > 1 and key[0] == response[0] else 0.0


@cache
def _place(text: str) -> tuple[str, ...]:
    return tuple(part for part in (" ".join(p.split()) for p in _PART.findall(text)) if part)
