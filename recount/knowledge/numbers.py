"""Knowledge of number words: cardinals, scales, vague words and the words that change a number's bounds."""

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from recount.knowledge.files import Entry, KnowledgeFile, read_file


class Modifier(Entry):
    """Words beside a number and what they do to its bounds; `after`: they follow it, with `past_noun` also behind the
    noun that it counts ("30 people or more"). `yields`: it says nothing beside a lower bound told behind the number."""

    effect: Literal["at_least", "more_than", "at_most", "less_than", "about"]
    words: tuple[str, ...]
    after: bool = False
    past_noun: bool = False
    yields: bool = False


class NotCounts(BaseModel):
    """Words beside which a number counts nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    before: frozenset[str]
    after: frozenset[str]
    shares: frozenset[str]


class Numbers(KnowledgeFile):
    cardinals: dict[str, int]
    scales: dict[str, int]
    vague: dict[str, int]
    exact_groups: dict[str, int]
    exact_alone: frozenset[str]
    articles: frozenset[str]
    vague_with_article: frozenset[str]
    vague_with_of: frozenset[str]
    few: frozenset[str]
    fractions: dict[str, float]
    share_joins: frozenset[str]
    shares: frozenset[str]
    glued_scales: dict[str, int]
    joints: frozenset[str]
    range_joins: frozenset[str]
    higher_joins: frozenset[str]
    bound_joins: frozenset[str]
    excepting: frozenset[str]
    negations: frozenset[str]
    changes: frozenset[str]
    change_opens: frozenset[str]
    left_behind: frozenset[str]
    tally_nouns: frozenset[str]
    bare_tallies: frozenset[str]
    tally_opens: frozenset[str]
    one_by_one: frozenset[str]
    none_words: frozenset[str]
    none_of: frozenset[str]
    modifiers: tuple[Modifier, ...]
    comparers: frozenset[str]
    running: tuple[str, ...]
    other: frozenset[str]
    joins: frozenset[str]
    not_counts: NotCounts


@cache
def load_numbers() -> Numbers:
    """The English number words."""
    return read_file("en/numbers.yml", Numbers)
