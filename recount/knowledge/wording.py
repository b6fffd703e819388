"""How common words are in reports of violence, so that a shared rare word says more than a shared common one."""

import re
from functools import cache, cached_property
from math import log

from recount.knowledge.files import KnowledgeFile, read_file

_WORD = re.compile(r"[^\W\d_]{3,}")


class Wording(KnowledgeFile):
    """Words by how many of `texts` reports they stand in; `in_texts` maps that number to words with a space between.

    Words that are not listed stand in fewer than the least number.
    """

    texts: int
    in_texts: dict[int, str]

    @cached_property
    def _weights(self) -> dict[str, float]:
        return {
            word: log(max(self.in_texts) / number) for number, words in self.in_texts.items() for word in words.split()
        }

    def split(self, text: str) -> list[str]:
        """The words of three letters and more, in order, as written."""
        return _WORD.findall(text)

    def weight(self, word: str) -> float:
        """0 for the most common words; the larger, the rarer it is."""
        found = self._weights.get(word)
        return self._rarest if found is None else found

    def is_rare(self, word: str) -> bool:
        return word not in self._weights

    @cached_property
    def _rarest(self) -> float:
        return log(max(self.in_texts) / min(self.in_texts)) + 1.0


@cache
def load_wording() -> Wording:
    """The shipped words."""
    return read_file("en/wording.yml", Wording)
