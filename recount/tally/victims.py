"""The named victims of one incident, merged over reports and spellings, each merge with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from recount.claims.names import is_one_name
from recount.knowledge.actors import fold
from recount.model.account import Victim
from recount.model.claim import Claim, Person

_HARMS = ("killed", "injured", "missing", "abducted", "released", "detained", "tortured", "sexual")


@dataclass
class _Named:
    """One person, as told so far: each telling with its claim."""

    harm: str
    told: list[tuple[Person, Claim]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest name; of equally full ones the one that is told most, then the first in order."""
        names = [person.name for person, _ in self.told]
        return max(sorted(set(names)), key=lambda n: (len(fold(n)), names.count(n)))


def named_victims(claims: Sequence[Claim]) -> tuple[Victim, ...]:
    """The persons whom an incident's claims name as harmed, by harm and name. The order of the claims does not matter.

    Two tellings are one person where both names fit word by word, in near spellings, and neither age nor sex speaks
    against it; a name of one word is the one person's who bears it, and stays by itself where several do.
    """
    told = [(p, c) for c in claims if c.harm in _HARMS and c.group is not None for p in c.group.persons]
    told.sort(key=lambda pair: (-len(fold(pair[0].name)), fold(pair[0].name), pair[1].report, pair[1].id))
    named: list[_Named] = []
    for person, claim in told:
        fitting = [one for one in named if one.harm == claim.harm and _fits(person, one)]
        if len(fitting) == 1:
            fitting[0].told.append((person, claim))
        else:
            named.append(_Named(claim.harm or "", [(person, claim)]))
    return tuple(sorted((_victim(one) for one in named), key=lambda v: (_HARMS.index(v.harm), v.name)))


def _fits(person: Person, named: _Named) -> bool:
    return all(_agree(person, other) for other, _ in named.told) and any(
        is_one_name(person.name, other.name) for other, _ in named.told
    )


def _agree(one: Person, two: Person) -> bool:
    ages = one.age is None or two.age is None or abs(one.age - two.age) <= 1
    return ages and (one.sex is None or two.sex is None or one.sex == two.sex)


def _victim(named: _Named) -> Victim:
    name = named.name
    others = sorted({person.name for person, _ in named.told} - {name})
    ages = sorted({person.age for person, _ in named.told if person.age is not None})
    sexes = sorted({person.sex for person, _ in named.told if person.sex is not None})
    why = [f"'{other}' and '{name}' can be one name, and no age or sex speaks against it (R6)." for other in others]
    if len(ages) > 1:
        why.append(f"The age is told as {' and '.join(map(str, ages))}.")
    ids = tuple(dict.fromkeys(claim.id for _, claim in sorted(named.told, key=lambda t: (t[1].report, t[1].id))))
    return Victim(
        name,
        named.harm,
        ages[0] if len(ages) == 1 else None,
        sexes[0] if len(sexes) == 1 else None,
        tuple(others),
        ids,
        tuple(why),
    )
