"""Profiles: named, versioned rules by which claims become low, best and high."""

from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import Field

from recount.errors import KnowledgeError
from recount.knowledge.files import KnowledgeFile, read_file


class Profile(KnowledgeFile):
    """What outweighs what. The same for every side."""

    id: str
    title: str
    vague: Literal["bounds", "points"]
    points: dict[str, int] = Field(default_factory=dict)
    bare_plural: int | None = None
    tie: Literal["lowest", "highest"]
    rivals: Literal["range", "lowest"] = "range"
    directness: tuple[tuple[str, ...], ...]
    own_losses_first: bool
    attackers_in_total: bool
    far: int  # a total without time or place that is more than so many times the incident's own figure is asked about

    def rank(self, kind: str) -> int:
        """How direct a kind of speaker is; 0 is the most direct."""
        return next((i for i, kinds in enumerate(self.directness) if kind in kinds), len(self.directness))


def profiles() -> list[str]:
    """The names of the shipped profiles, sorted."""
    folder = files("recount.knowledge").joinpath("data", "profiles")
    return sorted(f.name.removesuffix(".yml") for f in folder.iterdir() if f.name.endswith(".yml"))


def profile_of(profile_id: str) -> Profile:
    """The shipped profile with this id, as a record names it ("literal-v1"). Raises KnowledgeError for any other."""
    found = [profile for profile in map(load_profile, profiles()) if profile.id == profile_id]
    if not found:
        raise KnowledgeError(f"no profile has the id '{profile_id}'; this recount is of another version")
    return found[0]


@cache
def load_profile(name: str = "literal") -> Profile:
    """The shipped profile of this name. Raises KnowledgeError that lists the names there are."""
    if name not in profiles():
        raise KnowledgeError(f"no profile '{name}'; there are {', '.join(profiles())}")
    return read_file(f"profiles/{name}.yml", Profile)
