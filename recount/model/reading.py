"""One report, read: what `recount.read` returns."""

from dataclasses import dataclass, field

from recount.model.claim import Claim, Incident, SetAside
from recount.model.decision import Decision
from recount.model.document import Document
from recount.model.own import OwnFile
from recount.model.span import Span


@dataclass(frozen=True, slots=True)
class Stamp:
    """What made a record: same input and same stamp, same bytes. `gazetteer`: "shipped" (then `knowledge` hashes it
    too), or the source, day and hash of a user's own."""

    recount: str
    knowledge: str
    language_pack: str | None
    profile: str
    gazetteer: str = "shipped"


@dataclass(frozen=True, slots=True)
class Reading:
    """A report's claims, incidents and tolls, and what was set aside. A view: it can always be made again.

    `unread` counts the reports that no pack could read, by language (this one, where it is so). `decisions` are all
    rows that it was made with. `as_read` are the claims and `read_aside` what was set aside before any decision: from
    them and other decisions it can be made anew; `sentences` are the sentences that their `sentence` counts.
    `codebook` is a user's own, and `gazetteer` the path of one, where the report was read with it.
    """

    stamp: Stamp
    document: Document
    claims: tuple[Claim, ...]
    incidents: tuple[Incident, ...]
    aggregates: tuple[str, ...]
    set_aside: tuple[SetAside, ...]
    unread: tuple[tuple[str, int], ...] = ()
    decisions: tuple[Decision, ...] = ()
    as_read: tuple[Claim, ...] = field(default=(), repr=False)
    read_aside: tuple[SetAside, ...] = field(default=(), repr=False)
    sentences: tuple[Span, ...] = field(default=(), repr=False)
    codebook: OwnFile | None = field(default=None, repr=False)
    gazetteer: str | None = field(default=None, repr=False)

    def claim(self, claim_id: str) -> Claim:
        """The claim with this id; KeyError where there is none."""
        for claim in self.claims:
            if claim.id == claim_id:
                return claim
        raise KeyError(claim_id)
