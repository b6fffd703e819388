"""The language of a report, offline and deterministic."""

import re
from functools import cache
from typing import Any

UNKNOWN = "und"
# Fewer letters than this are no evidence of a language.
FEWEST_LETTERS = 8
# The identifier weighs letters, and a short text has few: below this many letters English stands where it is among the
# likeliest few, since a wrongly refused report is not read at all, while a wrongly read one shows its words.
SHORT_LETTERS = 400
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
    ranked = [str(language) for language, _ in _identifier().rank(sample)[:_AMONG]]
    if letters < SHORT_LETTERS and "en" in ranked and sample.isascii():
        return "en"
    return ranked[0]


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
