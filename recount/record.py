"""Claims and decisions into incidents and tolls: a view that can always be made again from them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from recount.claims.kind import event_of, event_of_incident
from recount.find.places import names_to_resolve
from recount.knowledge.codebook import Codebook, load_codebook
from recount.knowledge.files import open_own
from recount.knowledge.stamp import knowledge_stamp
from recount.language.analyse import analyse
from recount.language.identify import UNKNOWN, identify
from recount.language.pack import load_pack
from recount.link.tied import group_tied
from recount.link.within import Cluster, is_answer, kilometres, places_apart
from recount.model.claim import Claim, Event, Incident, SetAside, Side, Toll, Where
from recount.model.decision import Decision, in_order
from recount.model.document import Document, RawReport
from recount.model.mention import When
from recount.model.own import OwnFile
from recount.model.reading import Reading, Stamp
from recount.model.span import Span
from recount.places.gazetteer import Gazetteer, open_gazetteer
from recount.places.home import area_of, home_at
from recount.places.resolve import Home
from recount.reading import Knowledge, load_knowledge, read_claims
from recount.review.apply import apply
from recount.review.queue import answerable, is_answered
from recount.tally.profile import Profile, load_profile, profile_of
from recount.tally.toll import tally
from recount.text.load import load, raw_of
from recount.text.parse import parse

_STRETCH = 4  # days from the first to the last of a stretch that is told by its days
_PRECISE = ("exact", "near", "area", "region", "country")  # from the finest


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
    return _read(raw_of(text), published, profile, threads, _own(actors, codebook, gazetteer, home))


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
    return _read(load(name), published, profile, threads, _own(actors, codebook, gazetteer, home))


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
    own = _own(actors, codebook, gazetteer, home)
    _knowledge(own.actors, own.codebook)


@dataclass(frozen=True, slots=True)
class _Own:
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


def _own(
    actors: Path | str | None, codebook: Path | str | None, gazetteer: Path | str | None, home: str | None
) -> _Own:
    path = str(gazetteer) if gazetteer is not None else None
    held = open_gazetteer(path)
    return _Own(
        open_own(actors) if actors is not None else None,
        open_own(codebook) if codebook is not None else None,
        held,
        path,
        home_at(home, held) if home is not None else None,
    )


def _read(raw: RawReport, published: date | None, profile_name: str, threads: int, own: _Own) -> Reading:
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
        set_aside=tuple(a for a in aside if not _is_read(a, compiled.claims)),
        decisions=rows,
    )


def _is_read(aside: SetAside, claims: Sequence[Claim]) -> bool:
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
    applied = apply(decisions, claims, document, sentences)
    if own is not None:
        applied = replace(applied, claims=tuple(_as_in(codebook, c) for c in applied.claims))
    clusters = group_tied(applied.claims, codebook)
    incidents: list[Incident] = []
    placed: dict[str, Claim] = {}
    for cluster in clusters:
        incident, used = _incident(cluster, codebook, profile)
        incidents.append(_reviewed(incident, used))
        placed.update({claim.id: claim for claim in used})
    settled = tuple(_with_decision(placed.get(c.id) or _outside(c, codebook)) for c in applied.claims)
    standing = tuple(c.id for c in settled if c.extent == "cumulative" and c.counts_something and not _is_rejected(c))
    return Compiled(settled, tuple(_related(incidents, clusters)), standing, applied.lost)


def _as_in(codebook: Codebook, claim: Claim) -> Claim:
    """A claim that a person made another has its event by the user's codebook too."""
    if claim.decided is None:
        return claim
    return replace(claim, event=replace(event_of([claim], codebook), aim=claim.event.aim))


def _reviewed(incident: Incident, claims: Sequence[Claim]) -> Incident:
    """`coded` where persons have answered for every claim that feeds the incident or asks something; each toll says
    which of its claims are as a person corrected or added them."""
    by_id = {claim.id: claim for claim in claims}
    tolls = tuple(replace(toll, why=(*toll.why, *_corrections(toll, by_id))) for toll in incident.tolls)
    asked = [by_id[key] for key in answerable(incident, claims)]
    if not all(is_answered(claim) for claim in asked):
        return replace(incident, tolls=tolls)
    names = {claim.decided.who for claim in asked if claim.decided is not None}
    return replace(incident, tolls=tolls, review="coded", answered_by=tuple(sorted(names)))


def _corrections(toll: Toll, claims: dict[str, Claim]) -> list[str]:
    told = [claims[key] for key in toll.claims]
    return [
        f"'{c.count_wording or toll.harm}' is {said}." for c in told for said in (_said_by_whom(c),) if said is not None
    ]


def _said_by_whom(claim: Claim) -> str | None:
    """ "corrected by Ana: count 6 to 7"; None for a claim that stands as it was read."""
    made = claim.decided
    if made is None or made.verb not in ("correct", "add"):
        return None
    done = "added" if made.verb == "add" else "corrected"
    return f"{done} by {made.who}" + (f": {'; '.join(made.changes)}" if made.changes else "")


def _with_decision(claim: Claim) -> Claim:
    """The claim with, in its reason, what a person changed or has to decide again; a question that was answered is
    none any more."""
    if claim.use == "question" and is_answered(claim):
        use = "bound" if claim.incident is not None else "set_aside"
        claim = replace(claim, use=use, why=f"{claim.why}; a person says that it stands as it is told")
    said = claim.asks if claim.asks not in (None, claim.why) else _said_by_whom(claim)
    return replace(claim, why=f"{claim.why}; {said}") if said is not None else claim


def _is_rejected(claim: Claim) -> bool:
    return claim.decided is not None and claim.decided.verb == "reject"


def _outside(claim: Claim, codebook: Codebook) -> Claim:
    if claim.use:
        return claim
    if claim.tie == "none":
        return replace(claim, use="set_aside", why="put in no incident by a person")
    if claim.act in codebook.told_only:
        return replace(
            claim, use="set_aside", why="an act of which no incident is made: it is told, and counts nowhere"
        )
    if claim.harm is None:
        return replace(claim, use="set_aside", why="an act told without a time, place or harm that makes an incident")
    return replace(claim, use="set_aside", why="background without a time, place and number of its own (R24)")


def _incident(cluster: Cluster, codebook: Codebook, profile: Profile) -> tuple[Incident, list[Claim]]:
    claims = cluster.claims
    tallied = tally(claims, profile)
    incident_id = _id(claims)
    used = [
        replace(c, incident=incident_id, use=use, why=why)
        for c in claims
        for use, why in (_told_again(tallied.uses.get(c.id) or _act_use(c), c, cluster),)
    ]
    event = event_of_incident(claims, codebook)
    when = _when([c for c in claims if c.id not in cluster.late]) or _when(claims)
    where = _where([c for c in claims if c.id not in cluster.away]) or _where(claims)
    incident = Incident(
        id=incident_id,
        title=_title(event, when, where),
        review="machine",
        event=event,
        when=when,
        where=where,
        sides=_sides(claims),
        tolls=tuple(tallied.tolls),
        killed=tallied.killed,
        injured=tallied.injured,
        counts=_counts(claims, codebook),
    )
    return incident, used


def _told_again(used: tuple[str, str], claim: Claim, cluster: Cluster) -> tuple[str, str]:
    """The use with, in its reason, that the time or place told beside it is not the act's."""
    other = [word for word, ids in (("time", cluster.late), ("place", cluster.away)) if claim.id in ids]
    if not other:
        return used
    return used[0], f"{used[1]}; told again of a named person: its {' and '.join(other)} is not the act's"


def _act_use(claim: Claim) -> tuple[str, str]:
    if claim.counts_something and claim.unit in ("people", "groups"):
        return "repeat", "tells of the act; its number is of people in it, not of the harmed"
    if claim.counts_something:
        return "counted", "counts the act itself, not persons"
    return "repeat", "tells of the act"


def _id(claims: Sequence[Claim]) -> str:
    return sha256(("incident|" + min(c.id for c in claims)).encode()).hexdigest()[:20]


def _when(claims: Sequence[Claim]) -> When | None:
    """The time that most claims tell in words, the finest first; else one that was taken over; else the range.

    A release ends what was done, and is its time only where nothing else says.
    """
    done = [c for c in claims if c.harm != "released"]
    told = [c.when for c in done if c.when is not None] or [c.when for c in claims if c.when is not None]
    own = [c.when for c in done if c.when is not None and c.has_own_time]
    pool = own or [w for w in told if w.wording] or told
    if not pool:
        return None
    votes = Counter((w.start, w.end) for w in pool)
    days = min((w.end - w.start).days for w in pool)
    finest = [w for w in pool if (w.end - w.start).days == days]
    best = max(finest, key=lambda w: (votes[(w.start, w.end)], -pool.index(w)))
    stretches = [w for w in pool if _is_told_by_days(w) and w.start <= best.start and best.end <= w.end]
    return max(stretches, key=lambda w: votes[(w.start, w.end)]) if _outvote(stretches, best, votes) else best


def _is_told_by_days(when: When) -> bool:
    """ "On Tuesday and Thursday", "from 3 to 5 May": as long as the act, and no wide time that holds its day."""
    return when.precision == "period" and 0 < (when.end - when.start).days <= _STRETCH


def _outvote(stretches: Sequence[When], best: When, votes: Counter[tuple[date, date]]) -> bool:
    """Whether more claims tell the act of a stretch of days than of the one day inside it."""
    most = max((votes[(w.start, w.end)] for w in stretches), default=0)
    return best.start == best.end and most > votes[(best.start, best.end)]


def _where(claims: Sequence[Claim]) -> Where | None:
    """The finest place that most claims tell in words."""
    told = [c.where for c in claims if c.where is not None]
    own = [c.where for c in claims if c.where is not None and c.has_own_place]
    pool = own or told
    if not pool:
        return None
    votes = Counter(_spot(w) for w in pool)
    finest = min(_coarseness(w) for w in pool)
    level = [w for w in pool if _coarseness(w) <= max(finest, 1)]
    best = max(level, key=lambda w: (votes[_spot(w)], -pool.index(w)))
    inside = [w for w in told if w.radius_km < best.radius_km and _holds(best, w)]
    if not best.is_fine and inside:  # named only as a large area here, finer elsewhere
        votes = Counter(_spot(w) for w in inside)
        return max(inside, key=lambda w: (votes[_spot(w)], -w.radius_km, -inside.index(w)))
    return best


def _spot(where: Where) -> tuple[float, float, str]:
    """What places are counted by: the point, and the name of one whose point is only that of what holds it."""
    return where.lat, where.lon, "" if where.listed else where.name


def _coarseness(where: Where) -> int:
    """How coarse a place is; one by its words alone is a town or a spot, though its own point is not known."""
    return _PRECISE.index(where.precision if where.listed else "near")


def _holds(large: Where, small: Where) -> bool:
    """Whether one place lies inside another of the same country."""
    return large.country == small.country and (
        large.precision == "country" or kilometres(large, small) <= large.radius_km
    )


def _sides(claims: Sequence[Claim]) -> tuple[Side, ...]:
    """Who acts and who is harmed or aimed at, as asserted; a party that does both is `both`."""
    roles: dict[tuple[str, str | None], set[str]] = {}
    persons = {person.name for c in claims if c.group is not None for person in c.group.persons}
    for claim in claims:
        if claim.by is not None:  # who stops fire is whom it is aimed at
            role = "target" if claim.act == "intercept" else "perpetrator"
            roles.setdefault((_fuller(claim.by.name, persons), claim.by.actor_id), set()).add(role)
        if claim.against is not None and _says_whom(claim):
            against = (_fuller(claim.against.name, persons), claim.against.actor_id)
            roles.setdefault(against, set()).add("target")
    return tuple(
        Side(name, actor, "both" if len(found) == 2 else next(iter(found))) for (name, actor), found in roles.items()
    )


def _fuller(name: str, persons: set[str]) -> str:
    """A person told by the last name alone is the one person of the incident whose name ends so."""
    full = [person for person in persons if person.endswith(f" {name}")]
    return full[0] if len(full) == 1 else name


def _says_whom(claim: Claim) -> bool:
    """Whether the words say more of the harmed than that they are people."""
    group = claim.group
    return group is None or group.status != "unknown" or group.side is not None or bool(group.persons)


def _counts(claims: Sequence[Claim], codebook: Codebook) -> dict[str, int | None]:
    """Numbers of acts and of things, each under its name; the first that is told stands."""
    counts: dict[str, int | None] = {}
    for claim in claims:
        if claim.harm is None and claim.counts_something:
            unit = claim.unit or "other"
            name = codebook.count_names.get(claim.act, claim.act) if unit in ("other", "people") else unit
            counts.setdefault(name, claim.count_low if claim.count_low is not None else claim.count_high)
    return dict(sorted(counts.items()))


def _title(event: Event, when: When | None, where: Where | None) -> str:
    """What, where, when, in neutral words."""
    what = event.sub_type or event.type or "Incident"
    place = ""
    if where is not None:
        beside = where.listed and where.precision in ("near", "area")
        place = f" near {where.name}" if beside else f", {where.name}"
    return f"{what}{place}{_title_time(when)}"


def _title_time(when: When | None) -> str:
    if when is None:
        return ""
    if when.start == when.end:
        return f", {when.start.isoformat()}"
    return f", between {when.start.isoformat()} and {when.end.isoformat()}"


def _related(incidents: Sequence[Incident], clusters: Sequence[Cluster]) -> list[Incident]:
    """Incidents of one day and place stand beside each other; fire by the other side answers the first (R44)."""
    result = []
    for i, incident in enumerate(incidents):
        related: list[tuple[str, str]] = []
        for j, other in enumerate(incidents):
            if i != j and not (clusters[i].background or clusters[j].background):
                how = _relation(incident, other, clusters[i], clusters[j], j < i)
                if how is not None:
                    related.append((other.id, how))
        result.append(replace(incident, related=tuple(related)))
    return result


def _relation(one: Incident, two: Incident, first: Cluster, second: Cluster, later: bool) -> str | None:
    if one.when is None or two.when is None:
        return None
    if later and _responds(one, two, first, second):
        return "responds_to"
    if one.when.start != two.when.start:
        return None
    if one.where is not None and two.where is not None and not places_apart(one.where, two.where):
        return "same_place_and_day"
    return None


def _responds(one: Incident, two: Incident, first: Cluster, second: Cluster) -> bool:
    """Whether the later one answers the other: by its own words, or as fire from elsewhere on the same day (R44)."""
    doers = {s.name for s in one.sides if s.role in ("perpetrator", "both")}
    others = {s.name for s in two.sides if s.role in ("perpetrator", "both")}
    if not doers.isdisjoint(others) or one.when is None or two.when is None:
        return False
    if any(is_answer(c) for c in first.claims) and not any(is_answer(c) for c in second.claims):
        return one.when.end >= two.when.start
    fired_from_elsewhere = any(c.origin for c in first.claims) and not any(c.origin for c in second.claims)
    return fired_from_elsewhere and one.when.start == two.when.start
