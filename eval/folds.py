"""Which part of a set a document is in, by the hash of its id, the same everywhere."""

from hashlib import sha256

FOLDS = 5


def part_of(docid: str, parts: int = FOLDS) -> int:
    """0 to `parts` - 1; "held back" always means part 0."""
    return int(sha256(docid.encode()).hexdigest(), 16) % parts
