"""WordPiece over words that are already split, as the uncased BERT vocabulary wants it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

MAX_CHARS = 48  # of a word are looked at: the rest of a URL or of a run of signs says nothing more
MAX_PIECES = 8  # a word gives at most, so that "!!!!!!!!!!!!" does not drown its sentence


class WordPieces:
    """Maps a word to the ids of its pieces; words are cached, since text repeats them."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self.ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.unknown, self.start, self.end = self.ids["[UNK]"], self.ids["[CLS]"], self.ids["[SEP]"]
        self._cached = lru_cache(maxsize=1 << 16)(self._of_word)

    @classmethod
    def from_file(cls, path: Path) -> WordPieces:
        """Reads a vocabulary with one piece a line."""
        return cls(path.read_text(encoding="utf-8").splitlines())

    def of_word(self, word: str) -> tuple[int, ...]:
        """The ids of one word's pieces, from 1 to MAX_PIECES of them."""
        return self._cached(word[:MAX_CHARS])

    def _of_word(self, word: str) -> tuple[int, ...]:
        plain = self.ids.get(word.lower())
        if plain is not None:
            return (plain,)
        pieces: list[int] = []
        for part in _parts(word):
            pieces += self._of_part(part)
        return tuple(pieces[:MAX_PIECES]) or (self.unknown,)

    def _of_part(self, part: str) -> list[int]:
        """Greedy longest match; [UNK] where some stretch has no piece."""
        pieces: list[int] = []
        start = 0
        while start < len(part):
            end = len(part)
            prefix = "##" if start else ""
            while end > start and prefix + part[start:end] not in self.ids:
                end -= 1
            if end == start:
                return [self.unknown]
            pieces.append(self.ids[prefix + part[start:end]])
            start = end
        return pieces


def _parts(word: str) -> list[str]:
    """BERT's basic tokenisation of one word: lower case, no accents, signs and ideographs apart."""
    parts: list[str] = []
    glued = False
    for char in unicodedata.normalize("NFD", word.lower()):
        kind = unicodedata.category(char)
        if kind == "Mn" or kind[0] in "CZ":
            continue
        apart = kind[0] in "PS" or (kind == "Lo" and "\u4e00" <= char <= "\u9fff")
        if apart or not glued:
            parts.append(char)
        else:
            parts[-1] += char
        glued = not apart
    return parts
