"""A report as a store holds it: its reading before any decision, and where it came from."""

from dataclasses import dataclass, field

from recount.model.claim import Claim, SetAside
from recount.model.document import Document
from recount.model.reading import Stamp
from recount.model.span import Span


@dataclass(frozen=True, slots=True)
class Held:
    """One report's newest reading. `claims` are as they were read, before any decision; `unread` as in a Reading."""

    document: Document
    stamp: Stamp
    claims: tuple[Claim, ...] = field(default=(), repr=False)
    aside: tuple[SetAside, ...] = field(default=(), repr=False)
    sentences: tuple[Span, ...] = field(default=(), repr=False)
    unread: tuple[tuple[str, int], ...] = ()

    @property
    def report(self) -> str:
        return self.document.id
