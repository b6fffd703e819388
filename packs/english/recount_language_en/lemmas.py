"""Lemmas: what the treebanks say of a form, else lemminflect's rules, else the form itself."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

MAX_CHARS = 64  # longer forms are nobody's word
# Parts of speech whose lemmas lemminflect knows; all others keep their form, in lower case.
INFLECTED = frozenset({"VERB", "AUX", "NOUN", "ADJ", "ADV"})
KEPT = frozenset({"PROPN", "PUNCT", "SYM", "X"})
# Tags of forms that are their own lemmas; base forms of verbs are not trusted: taggers mix them up with past ones.
BASE_TAGS = frozenset({"NN", "JJ", "RB", "MD", "NNP"})


@cache
def forms() -> dict[str, dict[str, str]]:
    """Forms by hand: `auxiliaries` with their clitics, and `verbs`, past forms that lemminflect reads as a rarer verb
    or that matter too much here to leave to it."""
    table: dict[str, dict[str, str]] = json.loads((Path(__file__).parent / "data" / "forms.json").read_text("utf-8"))
    return table


def folded(form: str, upos: str) -> str:
    """The form that lemmas are looked up by: lower case, but for proper nouns; straight apostrophes."""
    return form if upos in KEPT else form.lower().replace("’", "'")


class Lemmas:
    """A table of what the treebanks have, with rules behind it."""

    def __init__(self, table: Mapping[str, str]) -> None:
        """`table` maps "form UPOS XPOS" to a lemma."""
        self.table = table
        self._cached = lru_cache(maxsize=1 << 16)(self._lemma)

    @classmethod
    def from_file(cls, path: Path) -> Lemmas:
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
            return cls(dict(line.rstrip("\n").split("\t") for line in lines))

    def lemma(self, form: str, upos: str, xpos: str) -> str:
        """The lemma of a form with its part of speech (UPOS and XPOS)."""
        return self._cached(form, upos, xpos) if len(form) <= MAX_CHARS else folded(form, upos)

    def _lemma(self, form: str, upos: str, xpos: str) -> str:
        plain = folded(form, upos)
        known = self.table.get(f"{plain} {upos} {xpos}")
        if known is not None:
            return known
        if upos == "ADJ" and xpos == "NNP":
            return form
        if upos == "NUM":
            return plain.replace(",", "") if plain[:1].isdigit() else plain
        if upos == "PART" and xpos == "POS":
            return "'s"
        if upos == "AUX" and plain in forms()["auxiliaries"]:
            return forms()["auxiliaries"][plain]
        if upos == "VERB" and plain in forms()["verbs"]:
            return forms()["verbs"][plain]
        return rule_lemma(plain, upos, xpos) if upos in INFLECTED else plain


def rule_lemma(plain: str, upos: str, xpos: str) -> str:
    """lemminflect's lemma of a lower-cased form."""
    if (xpos in BASE_TAGS and upos not in ("VERB", "AUX")) or not plain.isascii():
        return plain
    # lemminflect takes a while to load, and most words never come here
    from lemminflect import getAllLemmas, getAllLemmasOOV  # type: ignore[import-untyped]

    kind = "VERB" if upos == "AUX" else upos
    options = getAllLemmas(plain, kind).get(kind)
    if options is None:
        # an unknown base form is its own lemma, unless it looks like a past one
        if xpos in ("VB", "VBP") and not plain.endswith(("ed", "ing")):
            return plain
        options = getAllLemmasOOV(plain, kind).get(kind, ())
    if xpos in ("VB", "VBP") and plain in options:
        return plain
    return str(options[0]) if options else plain
