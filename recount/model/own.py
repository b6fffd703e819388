"""Knowledge that a user brings, as it was when it was opened."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A knowledge file of a user's own: its path as given, and its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Own:
    """All that a user brings to the reading of many reports; `gazetteer` is the path of one. None: the shipped one."""

    actors: OwnFile | None = None
    codebook: OwnFile | None = None
    gazetteer: str | None = None
