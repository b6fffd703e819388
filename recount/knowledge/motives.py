"""Knowledge of motives: words that assert an intent (R40) and words that make an act an answer (R44)."""

from functools import cache

from recount.knowledge.files import Entry, KnowledgeFile, read_file


class MotiveEntry(Entry):
    """Words of one motive; the fields are explained in `en/motives.yml`. Several words stand side by side."""

    verbs: tuple[str, ...] = ()
    nouns: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()


class MotiveFile(KnowledgeFile):
    entries: tuple[MotiveEntry, ...]

    def entry(self, name: str) -> MotiveEntry:
        return next(entry for entry in self.entries if entry.id == name)


@cache
def load_motives() -> MotiveFile:
    """The English knowledge of motives."""
    return read_file("en/motives.yml", MotiveFile)
