"""What one report tells of one incident, as features: taken from its claims and the sentences that they stand in."""

from collections.abc import Sequence

from recount.knowledge.actors import fold
from recount.knowledge.codebook import Codebook
from recount.link.within import Cluster
from recount.link.wording import names_of, words_of
from recount.model.claim import Bounds, Incident
from recount.model.document import Document
from recount.model.span import Span
from recount.model.telling import Figure, Telling

_ACTS = ("perpetrator", "both")
_SUFFERS = ("target", "both")


def telling_of(
    incident: Incident, cluster: Cluster, document: Document, sentences: Sequence[Span], voice: str, codebook: Codebook
) -> Telling:
    """The features of one report's incident. `incident` is what its claims alone make of it."""
    claims = cluster.claims
    spans = sorted({sentences[c.sentence] for c in claims if 0 <= c.sentence < len(sentences)})
    texts = [span.of(document.text) for span in spans]
    when = incident.when
    return Telling(
        id=min(claim.id for claim in claims),
        report=document.id,
        voice=voice,
        told=max((c.as_of for c in claims if c.as_of is not None), default=document.published),
        start=when.start if when else None,
        end=when.end if when else None,
        where=incident.where,
        acts=frozenset(codebook.family(c.act) for c in claims),
        doers=_parties(incident, _ACTS),
        targets=_parties(incident, _SUFFERS),
        figures=_figures(incident),
        weapons=frozenset(weapon.name.casefold() for c in claims for weapon in c.weapons),
        persons=tuple(dict.fromkeys(p for c in claims if c.group is not None and c.harm for p in c.group.persons)),
        names=names_of(texts) - _told_apart(incident, cluster),
        words=words_of(texts),
        background=cluster.background,
    )


def _parties(incident: Incident, roles: Sequence[str]) -> frozenset[str]:
    return frozenset(s.actor_id or " ".join(fold(s.name)) for s in incident.sides if s.role in roles)


def _figures(incident: Incident) -> tuple[Figure, ...]:
    """The sums of the killed and the injured, and the toll of every other harm."""
    sums = [("killed", incident.killed), ("injured", incident.injured)]
    sums += [(t.harm, Bounds(t.low, t.best, t.high)) for t in incident.tolls if t.harm not in ("killed", "injured")]
    told = [(harm, bounds) for harm, bounds in sums if bounds is not None]
    return tuple(Figure(harm, bounds.low, bounds.high) for harm, bounds in told)


def _told_apart(incident: Incident, cluster: Cluster) -> frozenset[str]:
    """Words of the names that are compared as places, parties and persons already."""
    names = [side.name for side in incident.sides]
    names += [where.name for where in (incident.where, *(c.where for c in cluster.claims)) if where is not None]
    names += [where.wording for where in (c.where for c in cluster.claims) if where is not None]
    names += [person.name for c in cluster.claims if c.group is not None for person in c.group.persons]
    return frozenset(word for name in names for word in (*fold(name), *name.casefold().split()))
