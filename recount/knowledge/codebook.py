"""A codebook: rules that turn acts, harms, weapons and sides into event names."""

from dataclasses import dataclass
from functools import cache

from recount.knowledge.files import Entry, KnowledgeFile, read_file


class Rule(Entry):
    """One row of a codebook; every condition that it names must hold.

    Its examples are short reports that are read as its event; its counter-examples are read as another.
    """

    type: str
    sub_type: str
    plover: str
    mode: str | None
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
    rules: tuple[Rule, ...]

    def family(self, act: str) -> str:
        """The family of an act; an act without one is its own."""
        return next((name for name, acts in self.families.items() if act in acts), act)


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
def load_codebook(name: str = "acled") -> Codebook:
    """The codebook `recount/knowledge/data/codebooks/NAME.yml`."""
    return read_file(f"codebooks/{name}.yml", Codebook)
