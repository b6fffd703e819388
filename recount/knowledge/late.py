"""Knowledge of late deaths: words by which a death came later, of harm done before (R19)."""

from functools import cache

from recount.knowledge.files import Entry, KnowledgeFile, read_file


class LateWords(Entry):
    """Lemmas of one kind; the kinds are explained in `en/late.yml`."""

    words: frozenset[str]


class LateFile(KnowledgeFile):
    openings: frozenset[str]
    entries: tuple[LateWords, ...]

    def words(self, name: str) -> frozenset[str]:
        return next(entry.words for entry in self.entries if entry.id == name)


@cache
def load_late() -> LateFile:
    """The English knowledge of late deaths."""
    return read_file("en/late.yml", LateFile)
