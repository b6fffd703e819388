"""A report after the language pack: sentences of tokens with dependencies, in the report's own offsets."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from recount.model.document import Block, Document
from recount.model.span import Span


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `start`/`end` point into the document's text; `i` and `head` into its sentence (-1: the root).

    `text` is what the parser read; a hashtag or handle may stand in the document in another spelling
    ("#Khan_Younis"), so quote by offsets, never by `text`.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    name: str  # IOB2: O, B-PER, I-PER, B-ORG, I-ORG, B-LOC, I-LOC

    @property
    def dep(self) -> str:
        """The relation without its subtype: `nsubj` of `nsubj:pass`."""
        return self.deprel.partition(":")[0]

    def feat(self, key: str) -> str | None:
        """One UD feature, e.g. `feat("Number")` -> "Plur"."""
        for pair in self.feats.split("|"):
            name, _, value = pair.partition("=")
            if name == key:
                return value
        return None


@dataclass(frozen=True)
class Sentence:
    """One sentence of one block; `index` is its place in the analysis, `block` the index of its block."""

    index: int
    block: int
    start: int
    end: int
    tokens: tuple[Token, ...]

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        kids: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                kids[token.head].append(token.i)
        return tuple(tuple(k) for k in kids)

    @cached_property
    def root(self) -> Token:
        return next(t for t in self.tokens if t.head < 0)

    def children(self, token: Token, *deps: str) -> list[Token]:
        """The dependents of `token` in text order; with `deps`, only those relations (subtypes may be named)."""
        kids = [self.tokens[i] for i in self._children[token.i]]
        return [k for k in kids if k.dep in deps or k.deprel in deps] if deps else kids

    def child(self, token: Token, *deps: str) -> Token | None:
        """The first dependent with one of these relations."""
        return next(iter(self.children(token, *deps)), None)

    def head(self, token: Token) -> Token | None:
        return self.tokens[token.head] if token.head >= 0 else None

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The heads above `token`, nearest first."""
        while token.head >= 0:
            token = self.tokens[token.head]
            yield token

    def subtree(self, token: Token, *without: str) -> list[Token]:
        """`token` and all below it, in text order; branches under `token` with a relation in `without` are left out."""
        found, queue = [token], [k for k in self.children(token) if k.dep not in without and k.deprel not in without]
        while queue:
            current = queue.pop()
            found.append(current)
            queue.extend(self.children(current))
        return sorted(found, key=lambda t: t.i)

    def phrase(self, token: Token, *without: str) -> Span:
        """The text from the first to the last token of a subtree, without the punctuation at its edges."""
        words = self.subtree(token, *without)
        while len(words) > 1 and words[-1].upos == "PUNCT":
            words.pop()
        while len(words) > 1 and words[0].upos == "PUNCT":
            words.pop(0)
        return Span(words[0].start, words[-1].end)

    def at(self, offset: int) -> Token | None:
        """The token that covers this offset of the document."""
        return next((t for t in self.tokens if t.start <= offset < t.end), None)

    def within(self, span: Span) -> list[Token]:
        """The tokens that lie wholly inside `span`."""
        return [t for t in self.tokens if span.start <= t.start and t.end <= span.end]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document and its sentences, in text order, with the stamp of the pack that made them.

    Once its places are found, `places` are their names as written, and `countries` the ISO codes of those that its
    towns, districts and areas lie in.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    pack: str  # name and version
    countries: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()

    def block_of(self, sentence: Sentence) -> Block:
        return self.document.blocks[sentence.block]

    def in_block(self, block: int) -> list[Sentence]:
        return [s for s in self.sentences if s.block == block]
