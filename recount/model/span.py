"""Half-open spans of Unicode code points."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]` of one text, in code points; never negative, never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The words that the span holds in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def join(self, other: "Span") -> "Span":
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def closed(self, text: str) -> "Span":
        """With the editor's bracket that its words open and the next character closes ("another [fighter]")."""
        words = self.of(text)
        opened = words.count("[") > words.count("]")
        return Span(self.start, self.end + 1) if opened and text[self.end : self.end + 1] == "]" else self
