"""Who: persons and bodies in a report, who was harmed, who is said to have done it, and what a number counts."""

from recount.find.parties.actors import actor_of
from recount.find.parties.groups import describe_group
from recount.find.parties.mentions import find_parties
from recount.find.parties.nouns import (
    grammatical_number,
    is_body,
    is_person_noun,
    size_token,
    thing_of,
    unit_of,
    unit_said,
)

__all__ = [
    "actor_of",
    "describe_group",
    "find_parties",
    "grammatical_number",
    "is_body",
    "is_person_noun",
    "size_token",
    "thing_of",
    "unit_of",
    "unit_said",
]
