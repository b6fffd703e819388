"""From reports and decisions to chapters: what each report tells, and what several make of one incident together."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from recount.account.anchors import divide, land, linking_rows
from recount.incident import incident_of, relate
from recount.knowledge.codebook import Codebook, load_codebook
from recount.link.telling import telling_of
from recount.link.within import Cluster, apart_in_place, apart_in_time
from recount.model.account import Chapter
from recount.model.claim import Claim, Incident, SetAside
from recount.model.decision import LINKING, Decision
from recount.model.held import Held
from recount.model.mention import Standing
from recount.model.own import OwnFile
from recount.model.telling import Telling
from recount.record import group_report
from recount.review.answer import reviewed, with_decision
from recount.tally.disagree import disagreements
from recount.tally.history import BY_VERSION
from recount.tally.profile import Profile, load_profile
from recount.tally.victims import held_against, named_victims


@dataclass(frozen=True, slots=True)
class Told:
    """One telling, the claims that it is made of, what is denied of it, and the tellings of its report (their ids) of
    what it answers."""

    telling: Telling
    incident: Incident
    cluster: Cluster
    denied: tuple[Claim, ...] = ()
    answers: tuple[str, ...] = ()

    @property
    def report(self) -> str:
        return self.telling.report


@dataclass(frozen=True, slots=True)
class ReportTold:
    """All that one report tells, after the decisions on it: its claims, those of each incident, and what of earlier
    decisions is on no words any more."""

    held: Held
    claims: tuple[Claim, ...]
    told: tuple[Told, ...]
    lost: tuple[SetAside, ...]


def tell(held: Held, decisions: Sequence[Decision], voice: str, own: OwnFile | None) -> ReportTold:
    """What a report tells. `decisions` are all that are on it, those on linking too; `own` is a user's codebook."""
    rows = [row for row in decisions if row.report == held.report and row.verb not in LINKING]
    grouped = group_report(held.claims, rows, held.document, held.sentences, own)
    clusters = divide(grouped.clusters, land(linking_rows(decisions), grouped.claims))
    codebook = load_codebook(own)
    denials = [c for c in grouped.claims if c.standing is Standing.DENIED]
    told = [_told(cluster, _denied_of(cluster, denials, clusters), held, voice, codebook) for cluster in clusters]
    return ReportTold(held, grouped.claims, tuple(_with_answers(told)), grouped.lost)


def _denied_of(cluster: Cluster, denials: Sequence[Claim], clusters: Sequence[Cluster]) -> tuple[Claim, ...]:
    """What the report tells as denied of this incident: of the one that neither time nor place sets it apart from, and
    whose claims are told nearest to it."""

    mine = []
    for denial in denials:
        able = [(i, k) for i, k in enumerate(clusters) if not _is_apart(denial, k)]
        nearest = min(able, key=lambda pair: (_steps(denial, pair[1]), pair[0]), default=None)
        if nearest is not None and nearest[1] is cluster:
            mine.append(denial)
    return tuple(mine)


def _is_apart(claim: Claim, cluster: Cluster) -> bool:
    return any(apart_in_time(claim, c) or apart_in_place(claim, c) for c in cluster.claims)


def _steps(claim: Claim, cluster: Cluster) -> int:
    return min(abs(claim.sentence - c.sentence) for c in cluster.claims)


def _told(cluster: Cluster, denied: tuple[Claim, ...], held: Held, voice: str, codebook: Codebook) -> Told:
    """A telling is described by what its claims alone make, by the default profile: what it is tied to is no matter of
    how tolls are weighed."""
    incident, _ = incident_of(cluster, codebook, load_profile())
    telling = telling_of(incident, cluster, held.document, held.sentences, voice, codebook)
    return Told(telling, incident, cluster, denied)


def _with_answers(told: Sequence[Told]) -> list[Told]:
    """Which incidents of a report answer which, as that report alone tells them (R44)."""
    ids = {one.incident.id: one.telling.id for one in told}
    related = relate([one.incident for one in told], [one.cluster for one in told])
    return [
        replace(one, answers=tuple(ids[key] for key, how in incident.related if how == "responds_to"))
        for one, incident in zip(told, related, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Speaking:
    """How the reports of a chapter speak: the voice of each, and those that are not the newest of their voice with
    the reason: a copy, or an earlier version."""

    voice: Mapping[str, str]
    earlier: Mapping[str, str]
    copies: Mapping[str, str]

    def is_second(self, report: str) -> bool:
        return report in self.earlier or report in self.copies

    def among(self, reports: Set[str]) -> "Speaking":
        """As it is among these reports alone: one whose newer version or first text is not here is no second."""
        heard = {self.voice.get(report, report) for report in reports if not self.is_second(report)}
        second = {report for report in reports if self.voice.get(report, report) in heard}
        return Speaking(
            {key: voice for key, voice in self.voice.items() if key in reports},
            {key: why for key, why in self.earlier.items() if key in second},
            {key: why for key, why in self.copies.items() if key in second},
        )


def chapter_of(
    told: Sequence[Told], speaking: Speaking, profile: Profile, codebook: Codebook, until: date | None = None
) -> Chapter | None:
    """The incident that these tellings are of. The same for any order of them.

    `until`: as it stood at the end of that day, by what each claim speaks from; None where nothing was told by then.
    """
    clusters = [one.cluster for one in told]
    claims = [c for cluster in clusters for c in cluster.claims if until is None or _said_by(c, until)]
    if not claims:
        return None
    heard, again = _heard(claims, speaking)
    late = {key for cluster in clusters for key in cluster.late}
    away = {key for cluster in clusters for key in cluster.away}
    whole = Cluster(all(cluster.background for cluster in clusters), heard, late, away)
    incident, used = incident_of(whole, codebook, profile, speaking.voice)
    incident = reviewed(incident, used)
    repeated = [replace(c, incident=incident.id, use=use, why=why) for c, use, why in again]
    settled = tuple(with_decision(c) for c in _in_order([*used, *repeated]))
    incident = replace(incident, tolls=held_against(incident.tolls, settled))
    reports = tuple(sorted({c.report for c in settled}))
    voices = len({speaking.voice.get(report, report) for report in reports})
    denied = [c for one in told for c in one.denied if until is None or _said_by(c, until)]
    differing = disagreements(_in_order([*settled, *denied]))
    answers = {key for one in told for key in one.answers} - {one.telling.id for one in told}
    return Chapter(
        incident, settled, reports, voices, differing, named_victims(settled), answers=tuple(sorted(answers))
    )


def _said_by(claim: Claim, until: date) -> bool:
    return claim.as_of is None or claim.as_of <= until


def _in_order(claims: Sequence[Claim]) -> list[Claim]:
    """By the day they speak from, then report, then text."""
    return sorted(claims, key=lambda c: (c.as_of or date.min, c.report, c.evidence[0], c.id))


def _heard(claims: Sequence[Claim], speaking: Speaking) -> tuple[list[Claim], list[tuple[Claim, str, str]]]:
    """The claims that are heard, and those that only say again what the newest text of their voice says, with their use
    and the reason. What a copy or an earlier version alone tells is heard; but a number of an earlier version gives way
    where the newest one tells how many were harmed so."""
    newest = [c for c in claims if not speaking.is_second(c.report)]
    first = {_said(c, speaking) for c in newest}
    counted = {_counted(c, speaking) for c in newest if c.counts_something and c.extent in ("total", "running")}
    again: list[tuple[Claim, str, str]] = []
    heard: list[Claim] = []
    for claim in _in_order(claims):
        if speaking.is_second(claim.report) and claim.decided is None and _said(claim, speaking) in first:
            again.append((claim, "repeat", _again(claim, speaking)))
        elif _gives_way(claim, speaking) and _counted(claim, speaking) in counted:
            again.append((claim, "superseded", f"{BY_VERSION}; {speaking.earlier[claim.report]}"))
        else:
            heard.append(claim)
    return heard, again


def _gives_way(claim: Claim, speaking: Speaking) -> bool:
    """A number of the harmed in an earlier version of an article, of which no person has said that it stands."""
    return claim.report in speaking.earlier and claim.decided is None and claim.counts_something and bool(claim.harm)


def _counted(claim: Claim, speaking: Speaking) -> tuple[str, str | None]:
    return speaking.voice.get(claim.report, claim.report), claim.harm


def _said(claim: Claim, speaking: Speaking) -> tuple[str, ...]:
    words = claim.count_wording or ""
    group = claim.group.wording if claim.group is not None else ""
    speaker = claim.speakers[-1].name if claim.speakers and claim.speakers[-1].kind != "publisher" else ""
    return (speaking.voice.get(claim.report, claim.report), claim.kind, words, group, speaker)


def _again(claim: Claim, speaking: Speaking) -> str:
    if claim.report in speaking.earlier:
        return f"a later version of the article tells it too: one voice (R34); {speaking.earlier[claim.report]}"
    return f"told by a copy of the text: one voice (R34); {speaking.copies[claim.report]}"
