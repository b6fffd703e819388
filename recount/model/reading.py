"""One report, read: what `recount.read` returns."""

from dataclasses import dataclass

from recount.model.claim import Claim, Incident, SetAside
from recount.model.document import Document


@dataclass(frozen=True, slots=True)
class Stamp:
    """What made a record: same input and same stamp, same bytes."""

    recount: str
    knowledge: str
    language_pack: str | None
    profile: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A report's claims, incidents and tolls, and what was set aside. A view: it can always be made again.

    `unread` counts the reports that no pack could read, by language (this one, where it is so).
    """

    stamp: Stamp
    document: Document
    claims: tuple[Claim, ...]
    incidents: tuple[Incident, ...]
    aggregates: tuple[str, ...]
    set_aside: tuple[SetAside, ...]
    unread: tuple[tuple[str, int], ...] = ()

    def claim(self, claim_id: str) -> Claim:
        """The claim with this id; KeyError where there is none."""
        for claim in self.claims:
            if claim.id == claim_id:
                return claim
        raise KeyError(claim_id)
