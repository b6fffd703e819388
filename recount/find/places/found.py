"""A name of a place as it is found in a sentence, before anyone says which place it is."""

from dataclasses import dataclass

from recount.model.analysis import Sentence, Token
from recount.model.mention import Candidate, Position
from recount.model.span import Span

JOINTS = frozenset("-–'’`‘/")  # marks inside names


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a sentence, tokens `first` to `last`, before anyone said which place it is."""

    sentence: Sentence
    first: int
    last: int
    candidates: tuple[Candidate, ...]
    role: str = "place"
    relation: str = "unknown"
    region_word: str | None = None
    kind: str | None = None  # what the words call it: city admin1 admin2 country area
    start: int = 0  # first and last token of the phrase
    end: int = 0
    position: Position | None = None  # where the words put it, beside or between names
    far_end: Span | None = None  # the name that is the other end: "Kidal" of "between Gao and Kidal"

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.sentence.tokens[self.first : self.last + 1]

    @property
    def text(self) -> str:
        return " ".join(token.text for token in self.tokens)

    @property
    def span(self) -> Span:
        return Span(self.tokens[0].start, self.tokens[-1].end)

    @property
    def phrase(self) -> Span:
        return Span(self.sentence.tokens[self.start].start, self.sentence.tokens[self.end].end)
