"""The named victims of one incident, merged over reports and spellings, each merge with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from recount.claims.names import is_one_name
from recount.knowledge.actors import fold
from recount.model.account import Victim
from recount.model.claim import Claim, Person, Toll

_HARMS = ("killed", "injured", "missing", "abducted", "released", "detained", "tortured", "sexual")


@dataclass
class _Named:
    """One person, as told so far: each telling with its claim. `may_be`: names of several others whom the name can
    be of."""

    harm: str
    told: list[tuple[Person, Claim]] = field(default_factory=list)
    may_be: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The fullest name; of equally full ones the one that is told most, then the first in order."""
        names = [person.name for person, _ in self.told]
        return max(sorted(set(names)), key=lambda n: (len(fold(n)), names.count(n)))


def named_victims(claims: Sequence[Claim]) -> tuple[Victim, ...]:
    """The persons whom an incident's claims name as harmed, by harm and name. The order of the claims does not matter.

    Two tellings are one person where both names fit word by word, in near spellings, and neither age nor sex speaks
    against it; a name of one word is the one person's who bears it, and stays by itself, and says so, where several do.
    """
    return tuple(sorted((_victim(one) for one in _gathered(claims)), key=lambda v: (_HARMS.index(v.harm), v.name)))


def held_against(tolls: Sequence[Toll], claims: Sequence[Claim]) -> tuple[Toll, ...]:
    """The tolls; one whose claims name more persons than it counts at most says so: a question, and no figure moves."""
    named = _gathered(claims)
    return tuple(_held_against(toll, named) for toll in tolls)


def _held_against(toll: Toll, named: Sequence[_Named]) -> Toll:
    ids = set(toll.claims)
    within = [n for n in named if n.harm == toll.harm and not n.may_be and any(c.id in ids for _, c in n.told)]
    if toll.high is None or len(within) <= toll.high:
        return toll
    line = f"{len(within)} persons are named, more than the {toll.high} counted at most: a question (R5)."
    return replace(toll, why=(*toll.why, line))


def _gathered(claims: Sequence[Claim]) -> list[_Named]:
    """The persons, each with all that tells of them."""
    told = [(p, c) for c in claims if c.harm in _HARMS and c.group is not None for p in c.group.persons]
    told.sort(key=lambda pair: (-len(fold(pair[0].name)), fold(pair[0].name), pair[1].report, pair[1].id))
    named: list[_Named] = []
    for person, claim in told:
        fitting = [one for one in named if one.harm == claim.harm and _fits(person, one)]
        if len(fitting) == 1:
            fitting[0].told.append((person, claim))
        else:
            may_be = tuple(sorted(one.name for one in fitting))
            named.append(_Named(claim.harm or "", [(person, claim)], may_be))
    return named


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
    if named.may_be:
        why.append(f"'{name}' can be {' or '.join(named.may_be)}: it is taken for none of them (R6).")
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
