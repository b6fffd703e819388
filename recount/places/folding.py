"""Names of places folded into keys: the strict key joins accents, case and marks, the loose one spellings."""

import re
import unicodedata
from functools import cache, lru_cache

from recount.knowledge.places import folding

_WORD = re.compile(r"[^\W_]+")


@cache
def _letters() -> dict[int, str]:
    return {ord(letter): text for letter, text in folding().letters.items()}


@cache
def _article() -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(sorted(folding().articles))})(?=[\W_])", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def strict_key(name: str) -> str:
    """`name` in lower case without accents, spaces or marks: "Tall Afar", "TALL-AFAR" -> "tallafar".

    Empty where the name has no letter or digit.
    """
    if name.isascii():
        return "".join(_WORD.findall(name.lower()))
    plain = unicodedata.normalize("NFKD", name).casefold().translate(_letters())  # before marks go: letters have some
    decomposed = unicodedata.normalize("NFKD", plain)
    bare = "".join(letter for letter in decomposed if not unicodedata.category(letter).startswith(("M", "Lm")))
    return "".join(_WORD.findall(bare.translate(_letters()).casefold()))


@lru_cache(maxsize=100_000)
def loose_key(name: str) -> str:
    """A key that also joins romanisations: "Khan Younis", "Khan Yunis"; "ar-Raqqah", "Raqqa".

    It is marked with "~" and stands apart from strict keys; empty where too little of the name is left to tell it.
    """
    key = strict_key(_article().sub("", name.strip()))
    for written, read in folding().respellings:
        key = key.replace(written, read)
    key = re.sub(r"(.)\1+", r"\1", key)
    key = re.sub(r"(?<=[ai])h$", "", key)
    return f"~{key}" if len(key) >= 4 else ""


def short_key(name: str) -> str:
    """A key for abbreviations, which keeps case and stops, since "La.", "LA" and "L.A." are three things."""
    return f"={''.join(name.split())}"
