"""Whether a claim is a side's word about its own dead, which a profile may let outweigh others' (R35)."""

from functools import cache

from recount.knowledge.actors import fold
from recount.knowledge.grammar import load_grammar
from recount.knowledge.parties import load_parties
from recount.model.claim import Claim

_SIDES = ("party", "official")
_CODE = 2  # letters of a country's code, with which the id of a state's force begins ("ml-military")


def admits_own_losses(claim: Claim) -> bool:
    """Whether the innermost speaker is of the side whose people were harmed, by the names that the words give, or by
    "its soldiers" where they give none."""
    group = claim.group
    if group is None or not claim.speakers:
        return False
    if group.side is None:
        first = fold(group.wording)[:1]
        return claim.speakers[-1].kind in _SIDES and first != () and first[0] in load_grammar().own
    return _of_one_side(group.side, sides_named(claim.speakers[-1].name))


def _of_one_side(side: str, sides: frozenset[str]) -> bool:
    """The same actor or country; a state's force is of its country."""
    return any(one == side or _country(one) == _country(side) is not None for one in sides)


def _country(side: str) -> str | None:
    code, dash, _ = side.partition("-")
    return code.casefold() if len(code) == _CODE and (dash or code == side) else None


@cache
def sides_named(name: str) -> frozenset[str]:
    """Ids of the actors, and codes of the countries, that one name can only mean: "Malian army" is {"ML"}."""
    words, parties = fold(name), load_parties()
    found: set[str] = set()
    for first in range(len(words)):
        for last in range(first + 1, len(words) + 1):
            part = words[first:last]
            ids = {i for n in parties.names.get(part[0], ()) if n.words == part for i in n.ids}
            codes = parties.demonyms.get(part, frozenset()) | parties.countries.get(part, frozenset())
            found |= ids if len(ids) == 1 else set()
            found |= codes if len(codes) == 1 else set()
    return frozenset(found)
