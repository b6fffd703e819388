"""Incidents where a person has said which claims go together: their word goes before any rule of grouping."""

from collections.abc import Sequence

from recount.knowledge.codebook import Codebook
from recount.link.persons import join_persons
from recount.link.within import Cluster, group_claims
from recount.model.claim import Claim
from recount.model.decision import NO_INCIDENT, OWN_INCIDENT
from recount.model.mention import Standing


def group_tied(claims: Sequence[Claim], codebook: Codebook) -> list[Cluster]:
    """Clusters of the claims that nobody tied, by the rules; then each tied claim where a person put it.

    Claims that are a question before they are counted are in no cluster. No claim is in two.
    """
    able = [c for c in claims if c.use not in ("set_aside", "question") and c.extent != "cumulative"]
    clusters = join_persons(group_claims([c for c in able if c.tie is None], codebook))
    tied = {c.id: c for c in able if c.tie is not None}
    homes = {c.id: cluster for cluster in clusters for c in cluster.claims}
    by_id = {c.id: c for c in able}
    for claim in sorted(tied.values(), key=lambda c: (c.evidence[0], c.id)):
        if claim.tie != NO_INCIDENT:
            anchor = _anchor(claim, tied)
            home = homes.get(anchor) or _open(anchor, by_id, tied, clusters, homes)
            _join(claim, home, homes)
    for cluster in clusters:
        cluster.claims.sort(key=lambda c: c.evidence[0].start)
        cluster.background = all(c.standing == Standing.BACKGROUND for c in cluster.claims)
    return sorted(clusters, key=lambda k: (k.background, k.claims[0].evidence[0].start))


def _anchor(claim: Claim, tied: dict[str, Claim]) -> str:
    """The claim whose incident this one is in, over claims that are tied themselves; of a circle, its first id."""
    path = [claim.id]
    while path[-1] in tied and tied[path[-1]].tie not in (OWN_INCIDENT, NO_INCIDENT):
        following = tied[path[-1]].tie or ""
        if following in path:
            return min(path[path.index(following) :])
        path.append(following)
    return path[-1]


def _open(
    anchor: str, by_id: dict[str, Claim], tied: dict[str, Claim], clusters: list[Cluster], homes: dict[str, Cluster]
) -> Cluster:
    """A new incident around a claim: with it, unless a person put it in none."""
    cluster = Cluster(False)
    clusters.append(cluster)
    homes[anchor] = cluster
    if anchor in by_id and (anchor not in tied or tied[anchor].tie != NO_INCIDENT):
        cluster.claims.append(by_id[anchor])
    return cluster


def _join(claim: Claim, home: Cluster, homes: dict[str, Cluster]) -> None:
    if claim not in home.claims:
        home.claims.append(claim)
    homes[claim.id] = home
