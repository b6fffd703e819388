"""The five slots of later work (Du and others, 2021): who did it, for whom, what and whom it hit, with what.

A filler is right if it is one of the gold entity's mentions, word for word in small letters. Templates of one incident
type are paired so that most fillers are right; what has no partner is spurious or missing. Only persons with a name
are victims there.
"""

import json
import re
from collections.abc import Iterable, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

from .score import Tally
from .templates import Template

ROLES = {
    "PerpInd": "perp-ind-id",
    "PerpOrg": "perp-org-id",
    "Target": "phys-tgt-id",
    "Victim": "hum-tgt-name",
    "Weapon": "inc-instr-id",
}
_MOST_TRIED = 6  # templates a side of which every pairing is tried; beyond, their order stands

Gold = dict[str, Any]


def read_gold(path: Path) -> dict[str, list[Gold]]:
    """Document id -> its gold templates: role -> entities, each a list of [mention, offset]."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {row["docid"]: row["templates"] for row in rows}


def five_slots(gold: dict[str, list[Gold]], responses: dict[str, list[Template]]) -> dict[str, Tally]:
    """The tally of each role over all documents."""
    tallies = {role: Tally() for role in ROLES}
    for doc, wanted in gold.items():
        for key, response in _paired(wanted, responses.get(doc, [])):
            for role in ROLES:
                right, given = _right(role, key, response)
                tallies[role].add(Tally(len(key[role]) if key else 0, given, right))
    return tallies


def _paired(wanted: Sequence[Gold], given: Sequence[Template]) -> list[tuple[Gold | None, Template | None]]:
    """The pairing that makes most fillers right."""
    if max(len(wanted), len(given)) > _MOST_TRIED:
        orders: Iterable[Sequence[Template | None]] = [[*given, *[None] * len(wanted)]]
    else:
        orders = permutations([*given, *[None] * max(0, len(wanted) - len(given))])
    best = max(orders, key=lambda order: sum(_gain(k, r) for k, r in zip(wanted, order, strict=False)))
    pairs: list[tuple[Gold | None, Template | None]] = []
    for key, response in zip(wanted, best, strict=False):
        same = response is not None and _same_type(key, response)
        pairs += [(key, response)] if same else [(key, None), (None, response)]
    return pairs + [(None, response) for response in best[len(wanted) :]]


def _gain(key: Gold, response: Template | None) -> int:
    if response is None or not _same_type(key, response):
        return 0
    return sum(_right(role, key, response)[0] for role in ROLES)


def _same_type(key: Gold, response: Template) -> bool:
    told = key["incident_type"].split(" / ")
    return response.fills("inc-type")[0].values[0].lower() in told


def _right(role: str, key: Gold | None, response: Template | None) -> tuple[int, int]:
    """How many of a response's fillers of a role are right, each gold entity once, and how many there are."""
    given = [_plain(f.values[0]) for f in response.fills(ROLES[role])] if response else []
    entities = [{_plain(mention) for mention, *_ in entity} for entity in key[role]] if key else []
    right = 0
    for words in given:
        entity = next((e for e in entities if words in e), None)
        if entity is not None:
            entities.remove(entity)
            right += 1
    return right, len(given)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w'.-]+", text.lower()))
