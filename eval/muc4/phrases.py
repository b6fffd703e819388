"""Noun phrases of a record, as MUC-4 writes them: upper case, without number, determiner and what hangs behind."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from recount.knowledge.places import countries
from recount.model.claim import Claim


@cache
def tables() -> dict[str, Any]:
    """The tables of mapping.yml."""
    loaded: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("mapping.yml").read_text(encoding="utf-8"))
    return loaded


@cache
def _behind() -> re.Pattern[str]:
    """Where what hangs behind a noun begins."""
    return re.compile(rf",|;|--|\[|\(| (?:{'|'.join(tables()['behind'])}) ")


def flat(text: str) -> str:
    """On one line, in upper case, without accents."""
    plain = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split()).upper()


def core(wording: str) -> str:
    """The noun with the words before it that say what it is, and an "of" behind it: "THE TWO POLICEMEN, WHO" ->
    "POLICEMEN"."""
    words = _behind().split(flat(wording))[0].split()
    while words and _is_outer(words[0]):
        words = words[1:]
    while words and words[-1] in ("OF", "AND", "OR", "THE", "A", "AN", "ALL"):
        words = words[:-1]
    return " ".join(words).strip(" .,;:-\"'")


def _is_outer(word: str) -> bool:
    return word.strip(".,") in tables()["outer"] or bool(re.fullmatch(r"[\d,.]+", word))


def parts(wording: str) -> list[str]:
    """The joined phrases of one: "PRIESTS AND TWO WOMEN" -> both."""
    text = _behind().split(flat(wording).replace(", ", " AND "))[0]
    found = [p for p in re.split(r" AND (?:ALSO )?| AS WELL AS ", text) if core(p)]
    return found or [text]


def number(wording: str) -> str:
    """The number of one phrase: a numeral, a word, or what its noun says."""
    words = re.findall(r"[A-Z0-9,'-]+", flat(wording))
    for word in words:
        if word.replace(",", "").isdigit():
            return word.replace(",", "")
        if word in tables()["numbers"]:
            return str(tables()["numbers"][word])
    return "PLURAL" if is_plural(core(wording)) else "1"


def is_plural(words: str) -> bool:
    noun = words.split(" OF ")[0].split(" ")[-1] if words else ""
    if noun in tables()["plurals"]:
        return True
    return noun.endswith("S") and not noun.endswith(("SS", "US", "IS", "'S"))


def head(words: str) -> str:
    """The noun, in the singular as far as its end tells."""
    noun = words.split(" OF ")[0].split(" ")[-1]
    if noun.endswith("MEN"):
        return noun[:-3] + "MAN"
    return noun.removesuffix("S") if not noun.endswith("SS") else noun


@cache
def nationalities() -> dict[str, str]:
    """Adjective of a country, upper case -> its ISO code."""
    found = {"U.S.": "US", "US": "US", "AMERICAN": "US", "SOVIET": "RU", "USSR": "RU"}
    for country in countries():
        for word in (country.name, *country.demonyms):
            if " " not in word:
                found.setdefault(flat(word), country.id)
    return found


def without_nation(words: str) -> tuple[str, str | None]:
    """The words without a nationality before the noun, and the ISO code that it stands for."""
    told = words.split()
    code = next((nationalities()[w] for w in told if w in nationalities()), None)
    kept = [w for w in told if w not in nationalities()]
    if (
        code is None
        or not kept
        or kept[0] in ("CITIZEN", "CITIZENS", "NATIONAL", "NATIONALS", "OF", "EMBASSY", "AMBASSADOR")
    ):
        return words, code
    return (" ".join(kept) if told[0] in nationalities() else words), code


def first_kind(rows: list[Any], words: str, default: str) -> str:
    """The first row with a word of the phrase."""
    low = f" {words.lower()} "
    return next((str(kind) for kind, known in rows if any(f" {k} " in low for k in known)), default)


_END = re.compile(r"[.!?][\"')\]]*\s+|\n\s*\n")


def windows(claims: Sequence[Claim], text: str) -> list[str]:
    """The sentences of the claims, then those beside them."""
    bounds = [0, *(m.end() for m in _END.finditer(text)), len(text)]
    spans = [(a, b) for a, b in pairwise(bounds) if a < b]
    own = {i for c in claims for i, (a, b) in enumerate(spans) if a <= c.evidence[0].start < b}
    beside = {i + step for i in own for step in (-1, 1)} - own
    return [
        " ".join(flat(text[slice(*spans[i])]) for i in sorted(group) if 0 <= i < len(spans)) for group in (own, beside)
    ]
