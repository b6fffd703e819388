"""Vague words of number beside a number: "several" and 13 are one figure, told twice (R13)."""

from collections.abc import Sequence

from recount.knowledge.numbers import load_numbers
from recount.model.claim import Claim


def fulfilled(claims: Sequence[Claim]) -> list[Claim]:
    """The claims whose number is a vague word alone, and is fulfilled by another claim's number."""
    numbers = [c for c in claims if not _is_vague(c)]
    return [c for c in claims if _is_vague(c) and any(_fulfils(number, c) for number in numbers)]


def _is_vague(claim: Claim) -> bool:
    numbers = load_numbers()
    words = set((claim.count_wording or "").lower().split())
    small = {*numbers.articles, *numbers.vague_with_of, "of"}
    return claim.count_high is None and not words.isdisjoint(numbers.vague) and words <= {*numbers.vague, *small}


def _fulfils(number: Claim, vague: Claim) -> bool:
    return number.count_low is not None and number.count_low >= (vague.count_low or 0)
