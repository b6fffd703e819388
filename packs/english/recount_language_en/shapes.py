"""The case and shape of words, which the uncased vocabulary does not show.

A shape is a small number a word; the model has a learned vector for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

LOWER, TITLE, UPPER, INITIAL, MIXED, DIGITS, ALPHANUMERIC, SIGNS, NO_CASE = range(1, 10)
FIRST_TITLE = 10  # a capital that the start of the sentence may explain
CAPS_TEXT, LOWER_TEXT, HEADLINE = 11, 12, 13  # case says nothing: the whole sentence has it
GLUED = 16  # added where no white space stands before the word
MAX_CHARS = 64  # of a word are looked at
COUNT = 32  # shapes there are; 0 is for the marks that start and end a sentence


@lru_cache(maxsize=1 << 16)
def word_shape(word: str) -> int:
    """The shape of one word by itself."""
    if word.isalpha():
        if word.islower():
            return LOWER
        if word.isupper():
            return UPPER if len(word) > 1 else INITIAL
        if word.istitle():
            return TITLE
        return MIXED if word.lower() != word else NO_CASE
    has_letter = any(c.isalpha() for c in word)
    if any(c.isdigit() for c in word):
        return ALPHANUMERIC if has_letter else DIGITS
    if not has_letter:
        return SIGNS
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER
    return TITLE if word[:1].isupper() else MIXED


def sentence_shapes(words: Sequence[str], glued: Sequence[bool]) -> list[int]:
    """Shapes of a sentence's words; `glued` says of each whether it follows the one before without a space."""
    shapes = [word_shape(word[:MAX_CHARS]) for word in words]
    lower, title = shapes.count(LOWER), shapes.count(TITLE)
    upper = shapes.count(UPPER)
    if not lower and upper > 1 and title * 4 <= upper:
        shapes = [CAPS_TEXT if shape in (UPPER, INITIAL) else shape for shape in shapes]
    elif lower > 2 and not title and not upper and INITIAL not in shapes and MIXED not in shapes:
        shapes = [LOWER_TEXT if shape == LOWER else shape for shape in shapes]
    elif title > 3 and title > 2 * sum(
        shape == LOWER and len(word) > 3 for shape, word in zip(shapes, words, strict=True)
    ):
        shapes = [HEADLINE if shape == TITLE else shape for shape in shapes]
    for i, shape in enumerate(shapes):
        if shape != SIGNS:
            if shape == TITLE:
                shapes[i] = FIRST_TITLE
            break
    return [shape + GLUED if near else shape for shape, near in zip(shapes, glued, strict=True)]
