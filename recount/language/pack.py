"""The protocol of a language pack, and how one is found. recount knows no more of a pack than this page."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import entry_points
from typing import NamedTuple, Protocol

from recount.errors import LanguagePackError
from recount.model.head import Head

GROUP = "recount.language_packs"


class ParsedToken(Protocol):
    """One token of a parsed sentence; offsets are code points of the string given to `parse`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def lemma(self) -> str: ...
    @property
    def upos(self) -> str: ...
    @property
    def xpos(self) -> str: ...
    @property
    def feats(self) -> str: ...
    @property
    def head(self) -> int: ...  # -1: the root
    @property
    def deprel(self) -> str: ...
    @property
    def name(self) -> str: ...  # IOB2 over PER, ORG, LOC


class LanguagePack(Protocol):
    """Sentences and parses of one language. Both calls are pure: the same text gives the same answer, alone or
    among others, with any number of threads."""

    language: str  # ISO 639-1
    name: str
    version: str

    def split(self, text: str) -> list[tuple[int, int]]:
        """Sentence spans of one block of text, in order, without white space at their edges."""

    def parse(self, sentences: Sequence[str], threads: int = 1) -> Sequence[Sequence[ParsedToken]]:
        """The tokens of each sentence."""


class LearnedPack(LanguagePack, Protocol):
    """A pack that brings learned parts: by name ("claim") the weights of a model over named features, in
    log odds (see recount.model.head). A pack without them is read by rules alone."""

    heads: Mapping[str, Mapping[str, float]]


def head_of(pack: LanguagePack, name: str) -> Head | None:
    """The pack's learned part of this name, or None."""
    weights = getattr(pack, "heads", {}).get(name)
    return Head(weights) if weights is not None else None


class PackStamp(NamedTuple):
    name: str
    version: str


def languages() -> list[str]:
    """The languages that installed packs read, sorted."""
    return sorted({entry.name for entry in entry_points(group=GROUP)})


@cache
def load_pack(language: str) -> LanguagePack | None:
    """The installed pack for a language, or None. Raises LanguagePackError where one is installed but will not load."""
    found = sorted(entry_points(group=GROUP, name=language), key=lambda entry: entry.value)
    if not found:
        return None
    try:
        pack: LanguagePack = found[0].load()()
    except Exception as error:
        raise LanguagePackError(f"language pack {found[0].value} does not load: {error}") from error
    return pack
