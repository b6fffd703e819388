"""The language of a report, offline and deterministic."""

import re
from functools import cache
from typing import Any

from recount.knowledge.layout import load_layout

UNKNOWN = "und"
# Fewer letters than this are no evidence of a language.
FEWEST_LETTERS = 8
# The identifier weighs letters, and a short text has few: below this many letters English stands where it is among the
# likeliest few, since a wrongly refused report is not read at all, while a wrongly read one shows its words.
SHORT_LETTERS = 400
# A text in which this share of words, and this many different ones, are words that only English has is English: so are
# 339 of 342 coded reports, and no text of another language that was tried (at most 3 %).
PLAIN_SHARE = 0.08
PLAIN_WORDS = 3
_AMONG = 12
_SIGHT = 20_000  # characters that are looked at
_WORDS = re.compile(r"[^\W\d_]+")
_NOISE = re.compile(r"https?://\S+|[@#]\w+|pic\.\S+")


def identify(text: str) -> str:
    """ISO 639-1 of the text's language, or "und" where there are too few letters to tell."""
    words = _WORDS.findall(_NOISE.sub(" ", text[:_SIGHT]))
    sample = " ".join(words).lower()
    letters = sum(map(len, words))
    if letters < FEWEST_LETTERS:
        return UNKNOWN
    if _is_plainly_english(words):
        return "en"
    ranked = [str(language) for language, _ in _identifier().rank(sample)[:_AMONG]]
    if letters < SHORT_LETTERS and sample.isascii() and ("en" in ranked or _likeliest_without_names(words) == "en"):
        return "en"
    return ranked[0]


def _likeliest_without_names(words: list[str]) -> str:
    """The likeliest language of a short text's words without a capital: whose names a headline has says nothing."""
    plain = [word for word in words if word.islower()]
    if sum(map(len, plain)) < FEWEST_LETTERS:
        return UNKNOWN
    return str(_identifier().rank(" ".join(plain))[0][0])


def _is_plainly_english(words: list[str]) -> bool:
    """Whether words that only English has make up enough of the text: no other language comes near. It spares most
    English reports the identifier, whose model takes longer to load than a report to read."""
    markers = load_layout().english_words
    found = [word for word in map(str.lower, words) if word in markers]
    return len(found) >= PLAIN_SHARE * len(words) and len(set(found)) >= PLAIN_WORDS


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
