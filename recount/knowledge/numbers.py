"""Knowledge of number words: cardinals, scales, vague words and the words that change a number's bounds."""

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from recount.knowledge.files import Entry, KnowledgeFile, read_file


class Modifier(Entry):
    """Words beside a number and what they do to its bounds; `after`: they follow it."""

    effect: Literal["at_least", "more_than", "at_most", "less_than", "about"]
    words: tuple[str, ...]
    after: bool = False


class NotCounts(BaseModel):
    """Words beside which a number counts nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    before: frozenset[str]
    after: frozenset[str]


class Numbers(KnowledgeFile):
    cardinals: dict[str, int]
    scales: dict[str, int]
    vague: dict[str, int]
    exact_groups: dict[str, int]
    none_words: frozenset[str]
    modifiers: tuple[Modifier, ...]
    running: tuple[str, ...]
    other: frozenset[str]
    joins: frozenset[str]
    not_counts: NotCounts


@cache
def load_numbers() -> Numbers:
    """The English number words."""
    return read_file("en/numbers.yml", Numbers)
