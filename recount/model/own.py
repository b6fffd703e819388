"""Knowledge that a user brings, as it was when it was opened."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A knowledge file of a user's own: its path as given, and its text."""

    name: str
    text: str
