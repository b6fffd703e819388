"""Knowledge of what is out of scope: causes of harm that are no political violence (R32)."""

from dataclasses import dataclass
from functools import cache

from recount.knowledge.files import Entry, KnowledgeFile, read_file


class ScopeEntry(Entry):
    """One kind of cause; the fields are explained in `en/scope.yml`."""

    why: str
    nouns: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    not_with: frozenset[str] = frozenset()
    natural: bool = False
    shot: bool = False
    clause: frozenset[str] = frozenset()


class ScopeFile(KnowledgeFile):
    entries: tuple[ScopeEntry, ...]
    neutral_acts: frozenset[str]
    neutral_words: frozenset[str]
    custody: frozenset[str]


@dataclass(frozen=True)
class Scope:
    """Causes by the last word of a noun's wording, or by a verb."""

    file: ScopeFile
    nouns: dict[str, tuple[tuple[tuple[str, ...], ScopeEntry], ...]]
    verbs: dict[str, tuple[tuple[tuple[str, ...], ScopeEntry], ...]]


@cache
def load_scope() -> Scope:
    """The English knowledge of causes out of scope."""
    file = read_file("en/scope.yml", ScopeFile)
    nouns: dict[str, list[tuple[tuple[str, ...], ScopeEntry]]] = {}
    verbs: dict[str, list[tuple[tuple[str, ...], ScopeEntry]]] = {}
    for entry in file.entries:
        for wording in entry.nouns:
            words = tuple(wording.split())
            nouns.setdefault(words[-1], []).append((words, entry))
        for wording in entry.verbs:
            words = tuple(wording.split())
            verbs.setdefault(words[0], []).append((words, entry))
    return Scope(file, _longest_first(nouns), _longest_first(verbs))


def _longest_first(
    table: dict[str, list[tuple[tuple[str, ...], ScopeEntry]]],
) -> dict[str, tuple[tuple[tuple[str, ...], ScopeEntry], ...]]:
    return {word: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for word, found in table.items()}
