"""A codebook: rules that turn acts, harms, weapons and sides into event names."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, get_args

from pydantic import BeforeValidator

from recount.errors import KnowledgeError
from recount.knowledge.actors import Kind, Status
from recount.knowledge.acts import load_acts
from recount.knowledge.files import Entry, KnowledgeFile, parse_own, read_file
from recount.knowledge.parties import ThingFile
from recount.model.own import OwnFile

_RECORD_FIELDS = ("type", "sub_type", "plover", "mode", "aim")
_COLUMN = re.compile(r"[a-z][a-z0-9_]*")


def _cells(value: Any) -> Any:
    return tuple(value.items()) if isinstance(value, dict) else value


Cells = Annotated[tuple[tuple[str, str], ...], BeforeValidator(_cells)]  # column, value; written as a mapping


class Rule(Entry):
    """One row of a codebook; every condition that it names must hold.

    Its examples are short reports that are read as its event; its counter-examples are read as another. `columns`: what
    it says in the codebook's own columns.
    """

    type: str | None  # none where ACLED has no row for it
    sub_type: str | None = None
    plover: str | None = None
    mode: str | None = None
    columns: Cells = ()
    all: frozenset[str] = frozenset()
    any: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    weapons: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()
    harmed: frozenset[str] = frozenset()


class Codebook(KnowledgeFile):
    families: dict[str, frozenset[str]]
    count_names: dict[str, str]  # act -> the name under which an incident counts it
    outcomes: frozenset[str]  # acts that are what other acts do, and say nothing against these
    share: float  # of the weight of an incident's heaviest act, what another needs to say its kind
    told_only: frozenset[str] = frozenset()  # acts that stay claims: they make no incident and join none
    apart: frozenset[str] = frozenset()  # families whose acts make an incident by themselves and join no other family
    rules: tuple[Rule, ...]
    columns: tuple[str, ...] = ()  # names of columns of its own, beside ACLED's and PLOVER's

    def family(self, act: str) -> str:
        """The family of an act; an act without one is its own."""
        return next((name for name, acts in self.families.items() if act in acts), act)


class OwnCodebook(KnowledgeFile):
    """A user's codebook: its rules and columns; what else it leaves out is as in the shipped one."""

    rules: tuple[Rule, ...]
    columns: tuple[str, ...] = ()
    families: dict[str, frozenset[str]] | None = None
    count_names: dict[str, str] | None = None
    outcomes: frozenset[str] | None = None
    share: float | None = None
    told_only: frozenset[str] | None = None
    apart: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What one claim or one incident tells: keys of acts, kinds of weapons, agents and harmed, statuses of
    the harmed."""

    acts: frozenset[str]
    weapons: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()
    harmed: frozenset[str] = frozenset()


def choose(codebook: Codebook, facts: Facts) -> Rule | None:
    """The first rule that holds of the facts, or None where none does."""
    return next((rule for rule in codebook.rules if _holds(rule, facts)), None)


def _holds(rule: Rule, facts: Facts) -> bool:
    if not rule.all <= facts.acts or rule.unless & facts.acts:
        return False
    wanted = ((rule.any, facts.acts), (rule.weapons, facts.weapons), (rule.agents, facts.agents))
    harmed = ((rule.victims, facts.victims), (rule.harmed, facts.harmed))
    return all(not need or need & have for need, have in (*wanted, *harmed))


@cache
def load_codebook(own: OwnFile | None = None) -> Codebook:
    """The shipped codebook, or a user's own in its place.

    Raises KnowledgeError that names the file, the rule and the fault.
    """
    shipped = read_file("codebooks/acled.yml", Codebook)
    if own is None:
        return shipped
    brought = parse_own(own, OwnCodebook)
    told = {name: value for name in OwnCodebook.model_fields if (value := getattr(brought, name)) is not None}
    codebook = shipped.model_copy(update=told)
    fault = fault_of(codebook)
    if fault is not None:
        raise KnowledgeError(f"{own.name}: {fault}")
    return codebook


def fault_of(codebook: Codebook) -> str | None:
    """What is wrong with a codebook, with its remedy; None where nothing is.

    Two rules of one id, a word that no report can ever fill, a column that the file does not name.
    """
    ids = [rule.id for rule in codebook.rules]
    twice = next((key for key in ids if ids.count(key) > 1), None)
    if twice is not None:
        return f"rule {twice}: two rules have this id; give one of them another"
    taken = next((name for name in codebook.columns if name in _RECORD_FIELDS or not _COLUMN.fullmatch(name)), None)
    if taken is not None:
        return f"columns: '{taken}' cannot be a column; write small letters, digits and _, and none of the record's own"
    return next((f"rule {rule.id}: {fault}" for rule in codebook.rules if (fault := _rule_fault(rule, codebook))), None)


def _rule_fault(rule: Rule, codebook: Codebook) -> str | None:
    acts = {entry.act for entry in load_acts().entries.values()}
    things = {entry.name for entry in read_file("en/things.yml", ThingFile).things}
    known = {
        **dict.fromkeys(("all", "any", "unless"), acts),
        "weapons": things,
        "agents": set(get_args(Kind)),
        "victims": set(get_args(Status)),
        "harmed": set(get_args(Kind)),
    }
    for field, words in known.items():
        unknown = sorted(getattr(rule, field) - words)
        if unknown:
            near = get_close_matches(unknown[0], words, 3)
            return f"{field}: there is no '{unknown[0]}'; {'did you mean ' + ' or '.join(near) if near else 'see docs'}"
    unnamed = sorted({name for name, _ in rule.columns} - set(codebook.columns))
    return f"column '{unnamed[0]}' is not among the columns of the file; add it there" if unnamed else None
