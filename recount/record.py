"""Claims and decisions into incidents and tolls: a view that can always be made again from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

from recount.claims.kind import event_of
from recount.find.places import names_to_resolve
from recount.incident import incident_of, outside, relate
from recount.knowledge.codebook import Codebook, load_codebook
from recount.knowledge.files import open_own
from recount.knowledge.stamp import knowledge_stamp
from recount.language.analyse import analyse
from recount.language.identify import UNKNOWN, identify
from recount.language.pack import load_pack
from recount.link.tied import group_tied
from recount.link.within import Cluster
from recount.model.claim import Claim, Incident, SetAside
from recount.model.decision import Decision, in_order
from recount.model.document import Document, RawReport
from recount.model.own import OwnFile
from recount.model.reading import Reading, Stamp
from recount.model.span import Span
from recount.places.gazetteer import Gazetteer, open_gazetteer
from recount.places.home import area_of, home_at
from recount.places.resolve import Home
from recount.reading import Knowledge, load_knowledge, read_claims
from recount.review.answer import is_rejected, reviewed, with_decision
from recount.review.apply import apply
from recount.tally.profile import Profile, load_profile, profile_of
from recount.text.load import load, raw_of
from recount.text.parse import parse


def read(
    text: str,
    published: date | None = None,
    profile: str = "literal",
    threads: int = 1,
    *,
    actors: Path | str | None = None,
    codebook: Path | str | None = None,
    gazetteer: Path | str | None = None,
    home: str | None = None,
) -> Reading:
    """One report's record from its text (plain or HTML).

    `published` is used where the report does not say. Offsets of the reading are code points of
    `reading.document.text`. A report in a language that no pack reads has no claims, and its language in `unread`.
    `actors` and `codebook` are YAML files of your own (docs/knowledge.md), `gazetteer` a file that `build_gazetteer`
    made, `home` the town that the publisher mostly writes of, by its id or as "Paris, Texas" (docs/gazetteer.md).
    Raises InputError for text that is no text, KnowledgeError for an unknown profile, for a home that is no town or
    several, and for a file of your own that does not hold to its form. The same text gives the same reading for any
    `threads`.
    """
    return read_raw(raw_of(text), published, profile, threads, open_owned(actors, codebook, gazetteer, home))


def read_file(
    name: str,
    published: date | None = None,
    profile: str = "literal",
    threads: int = 1,
    *,
    actors: Path | str | None = None,
    codebook: Path | str | None = None,
    gazetteer: Path | str | None = None,
    home: str | None = None,
) -> Reading:
    """As `read`, from a path, or from standard input for "-"."""
    return read_raw(load(name), published, profile, threads, open_owned(actors, codebook, gazetteer, home))


def learn_home(names: Iterable[str], gazetteer: Path | str | None = None) -> Home | None:
    """The area that a publisher mostly writes of, from the files of some ten of its reports; None where they tell of
    none together. `home.place.id` is what `read` takes as `home`. Reports that no pack reads say nothing."""
    held = open_gazetteer(str(gazetteer) if gazetteer is not None else None)
    documents = [parse(load(name), None) for name in names]
    packs = [(document, load_pack(identify(document.text))) for document in documents]
    return area_of([names_to_resolve(analyse(document, pack), held) for document, pack in packs if pack is not None])


def check_own(
    actors: Path | str | None = None,
    codebook: Path | str | None = None,
    gazetteer: Path | str | None = None,
    home: str | None = None,
) -> None:
    """Raises KnowledgeError for what a user gives that cannot be read or does not hold to its form."""
    own = open_owned(actors, codebook, gazetteer, home)
    _knowledge(own.actors, own.codebook)


@dataclass(frozen=True, slots=True)
class Owned:
    """What a report is read with beside, or in the place of, what recount ships. `path`: of a user's gazetteer."""

    actors: OwnFile | None
    codebook: OwnFile | None
    gazetteer: Gazetteer
    path: str | None
    home: Home | None

    @property
    def places(self) -> str:
        """What a record says that its places were looked up in, and beside which home."""
        stamp = self.gazetteer.info.stamp
        return f"{stamp}, home {self.home.place.id}" if self.home is not None else stamp


def open_owned(
    actors: Path | str | None = None,
    codebook: Path | str | None = None,
    gazetteer: Path | str | None = None,
    home: str | None = None,
) -> Owned:
    """What is a user's own, opened once for many reports. Raises KnowledgeError for what cannot be read."""
    return owned_of(
        open_own(actors) if actors is not None else None,
        open_own(codebook) if codebook is not None else None,
        str(gazetteer) if gazetteer is not None else None,
        home,
    )


def owned_of(actors: OwnFile | None, codebook: OwnFile | None, gazetteer: str | None, home: str | None = None) -> Owned:
    """As `open_owned`, from files that were opened before and the path of a gazetteer."""
    held = open_gazetteer(gazetteer)
    return Owned(actors, codebook, held, gazetteer, home_at(home, held) if home is not None else None)


def read_raw(raw: RawReport, published: date | None, profile_name: str, threads: int, own: Owned) -> Reading:
    """As `read`, from bytes that were loaded before."""
    profile = load_profile(profile_name)
    stamped = knowledge_stamp(own.actors, own.codebook)
    places = own.places
    document = parse(raw, published)
    language = identify(document.text)
    pack = load_pack(language)
    document = replace(document, language=language if language != UNKNOWN else None)
    if pack is None:  # never guessed at as if it were another language, and never left out in silence
        stamp = Stamp(version("recount"), stamped, None, profile.id, places)
        return Reading(stamp, document, (), (), (), (), unread=((language, 1),))
    knowledge = replace(_knowledge(own.actors, own.codebook), gazetteer=own.gazetteer, home=own.home)
    settled = read_claims(document, pack, knowledge, threads)
    stamp = Stamp(version("recount"), stamped, f"{pack.name} {pack.version}", profile.id, places)
    compiled = compile_record(settled.claims, (), profile, document, settled.sentences, own.codebook)
    return Reading(
        stamp,
        document,
        compiled.claims,
        compiled.incidents,
        compiled.aggregates,
        settled.set_aside,
        as_read=settled.claims,
        read_aside=settled.set_aside,
        sentences=settled.sentences,
        codebook=own.codebook,
        gazetteer=own.path,
    )


def decide(reading: Reading, decisions: Iterable[Decision]) -> Reading:
    """The reading made anew, from its claims as they were read and these decisions; all of them, not only new ones.

    The same reading and decisions, in any order, give the same record. Raises DecisionError for a decision on another
    report, or on words that the report does not have.
    """
    rows = tuple(in_order(decisions))
    profile = profile_of(reading.stamp.profile)
    compiled = compile_record(reading.as_read, rows, profile, reading.document, reading.sentences, reading.codebook)
    aside = sorted((*reading.read_aside, *compiled.lost), key=lambda a: (a.span, a.reason))
    return replace(
        reading,
        claims=compiled.claims,
        incidents=compiled.incidents,
        aggregates=compiled.aggregates,
        set_aside=tuple(a for a in aside if not is_read(a, compiled.claims)),
        decisions=rows,
    )


def is_read(aside: SetAside, claims: Sequence[Claim]) -> bool:
    """Whether words that were set aside are now in a claim that a person added."""
    added = [c for c in claims if c.decided is not None and c.decided.verb == "add"]
    return any(span.holds(aside.span) for c in added for span in c.evidence)


@cache
def _knowledge(actors: OwnFile | None, codebook: OwnFile | None) -> Knowledge:
    return load_knowledge(actors, codebook)


@dataclass(frozen=True, slots=True)
class Compiled:
    """`aggregates`: ids of standing totals. `lost`: words of decisions on claims that are read no more."""

    claims: tuple[Claim, ...]
    incidents: tuple[Incident, ...]
    aggregates: tuple[str, ...]
    lost: tuple[SetAside, ...]


def compile_record(
    claims: Sequence[Claim],
    decisions: Iterable[Decision],
    profile: Profile,
    document: Document,
    sentences: tuple[Span, ...],
    own: OwnFile | None = None,
) -> Compiled:
    """Incidents with tolls, and the claims with their incident, use and reason. Pure and deterministic.

    `own` is a user's codebook, where the claims were read with one.
    """
    codebook = load_codebook(own)
    grouped = group_report(claims, decisions, document, sentences, own)
    incidents: list[Incident] = []
    placed: dict[str, Claim] = {}
    for cluster in grouped.clusters:
        incident, used = incident_of(cluster, codebook, profile)
        incidents.append(reviewed(incident, used))
        placed.update({claim.id: claim for claim in used})
    settled = tuple(with_decision(placed.get(c.id) or outside(c, codebook)) for c in grouped.claims)
    standing = tuple(c.id for c in settled if stands_alone(c))
    return Compiled(settled, tuple(relate(incidents, grouped.clusters)), standing, grouped.lost)


@dataclass(frozen=True, slots=True)
class Grouped:
    """A report's claims after the decisions on them, and which of them tell of one incident."""

    claims: tuple[Claim, ...]
    clusters: tuple[Cluster, ...]
    lost: tuple[SetAside, ...]


def group_report(
    claims: Sequence[Claim],
    decisions: Iterable[Decision],
    document: Document,
    sentences: tuple[Span, ...],
    own: OwnFile | None = None,
) -> Grouped:
    """The claims as the decisions make them, in clusters of one incident each, in text order; no claim is in two."""
    codebook = load_codebook(own)
    applied = apply(decisions, claims, document, sentences)
    decided = tuple(_as_in(codebook, c) for c in applied.claims) if own is not None else applied.claims
    return Grouped(decided, tuple(group_tied(decided, codebook)), applied.lost)


def stands_alone(claim: Claim) -> bool:
    """Whether the claim is a standing total of many incidents: in none, and in no sum (R18)."""
    return claim.extent == "cumulative" and claim.counts_something and not is_rejected(claim)


def _as_in(codebook: Codebook, claim: Claim) -> Claim:
    """A claim that a person made another has its event by the user's codebook too."""
    if claim.decided is None:
        return claim
    return replace(claim, event=replace(event_of([claim], codebook), aim=claim.event.aim))
