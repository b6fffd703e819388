"""Claims, incidents and tolls: the record's own types (see docs/record.md)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from recount.model.mention import Candidate, Speaker, Standing, When
from recount.model.span import Span


@dataclass(frozen=True, slots=True)
class Event:
    """An act in ACLED's and PLOVER's terms. `aim` is an intent as asserted, in the report's words.

    `columns` are what a user's own codebook says in its own columns, in their order.
    """

    type: str | None
    sub_type: str | None
    plover: str | None
    mode: str | None
    aim: str | None = None
    columns: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """One named victim. `life`: dead living unknown."""

    name: str
    age: int | None
    sex: str | None
    office: str | None
    life: str


@dataclass(frozen=True, slots=True)
class Group:
    """Who was harmed: `wording` verbatim, `name` neutral."""

    wording: str
    name: str
    status: str
    sex: str | None = None
    age_group: str | None = None
    persons: tuple[Person, ...] = ()
    side: str | None = None  # the country or actor that the words tie the group to; None where they do not say
    head: str = ""  # lemma of the head noun; "" for a bare number
    kind: str | None = None  # as Party.kind: protesters, rioters, state_forces; None where the words do not say


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it, or whom it was aimed at, as this claim asserts."""

    wording: str
    name: str
    actor_id: str | None
    candidates: tuple[str, ...] = ()  # ids of the actors that its name may mean, where none could be taken


@dataclass(frozen=True, slots=True)
class Thing:
    """A weapon (`effect` None) or a thing hit."""

    wording: str
    name: str
    effect: str | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """A place. `precision`: exact near area region country.

    Where the name is in no gazetteer, or may be several there, `listed` is False: point and radius are those of what
    holds it. `coastal`: the words put it on or off a place's coast, and the radius has how far that reaches.
    """

    name: str
    country: str | None
    lat: float
    lon: float
    precision: str
    radius_km: float
    wording: str
    candidates: tuple[Candidate, ...]
    why: str
    listed: bool = True
    coastal: bool = False

    @property
    def is_fine(self) -> bool:
        """Whether it names a town or a spot, and no more than a region or a country."""
        return not self.listed or self.precision not in ("country", "region")


# Notes on a time and a place that the claim's own words do not tell.
LATER = "time:later"  # told of a death that came later, or of a toll that changed, not of the act
ROUGH = "time:rough"  # one act at a time known roughly: "recently"
NOT_OWN_TIME = ("time:inherited", "time:unknown", LATER)
NOT_OWN_PLACE = ("place:inherited",)


def _is_told(value: When | Where | None, notes: tuple[str, ...], not_own: tuple[str, ...]) -> bool:
    """Whether a time or place stands in the claim's own words."""
    return value is not None and bool(value.wording) and not any(note in not_own for note in notes)


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim in the making. Stages return changed copies (`dataclasses.replace`).

    `sentence` is the sentence's index; `trigger`, `victim`, `agent` are token indices in it, or None.
    `unit`: people munitions vehicles buildings animals groups other, or None without a number.
    `notes` are plain sentences that say how a value came about.
    """

    sentence: int
    trigger: int
    entry: str  # the knowledge entry that fired
    act: str  # its act, as codebooks know it
    harm: str | None
    evidence: Span
    event: Event
    count_low: int | None = None
    count_high: int | None = None
    count_wording: str | None = None
    count_span: Span | None = None  # the words of the number
    unit: str | None = None
    victim: int | None = None
    agent: int | None = None
    agent_kind: str | None = None  # the kind of party that acts, as Party.kind
    part: bool = False  # "two of them", "including": inside a number told elsewhere
    other: bool = False  # "four other people", "another"
    running: bool = False  # "so far"
    listed: bool = False  # the number is counted from persons named or told one by one, not said as a number
    beside: bool = False  # told by one word together with others of another standing, none of whom it counts
    part_of: int | None = None  # the trigger token of the same sentence whose number holds this one
    definite: bool = False  # "the man", "the soldier": one person who was told of before
    tally: bool = False  # a number that a toll or a "number of dead" stands at
    superseded: bool = False  # the same words tell a later figure ("rose from 12 to 15")
    figure_of: tuple[int, int] | None = (
        None  # sentence and trigger of the toll whose figure it is ("put the figure at 12")
    )
    late: bool = False  # a death that came later, of harm done before ("died of his wounds")
    nth: int | None = None  # its place in the count: 7 for "a seventh person died"
    negation_tells: bool = False  # the words tell of the harm by their negation ("did not survive")
    question: str | None = None  # why a person has to say what the words mean
    group: Group | None = None
    by: Actor | None = None
    against: Actor | None = None
    weapons: tuple[Thing, ...] = ()
    targets: tuple[Thing, ...] = ()
    when: When | None = None
    as_of: date | None = None
    where: Where | None = None
    origin: tuple[str, str] | None = None  # wording, name: where fire came from
    speakers: tuple[Speaker, ...] = ()
    standing: Standing = Standing.STATED
    extent: str | None = None
    out_of_scope: str | None = None  # in plain words what it is of, where that is no political violence
    doubt: str | None = None  # why a learned part holds it for no claim of harm
    notes: tuple[str, ...] = ()

    @property
    def has_own_time(self) -> bool:
        return _is_told(self.when, self.notes, NOT_OWN_TIME)

    @property
    def has_own_place(self) -> bool:
        return _is_told(self.where, self.notes, NOT_OWN_PLACE)


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided of a claim. `verb`: accept reject correct add. `whole`: the person answers for the whole
    claim, not only for what was changed; `changes` say what, in plain words ("count 6 to 7")."""

    verb: str
    who: str
    when: datetime
    why: str | None
    whole: bool
    changes: tuple[str, ...] = ()


ID_LENGTH = 20  # hex digits of a claim's id: 80 bits, no collision in any archive


def claim_id(report: str, span: Span, kind: str) -> str:
    """A hash of what is said: the report, the evidence's offsets and the kind of harm or act; no interpreted value."""
    return sha256(f"{report}|{span.start}-{span.end}|{kind}".encode()).hexdigest()[:ID_LENGTH]


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of harm or of an act, settled: held to its words, with its speaker, standing and use."""

    id: str
    report: str
    evidence: tuple[Span, ...]
    event: Event
    harm: str | None
    count_low: int | None
    count_high: int | None
    count_wording: str | None
    unit: str | None
    group: Group | None
    by: Actor | None
    against: Actor | None
    weapons: tuple[Thing, ...]
    targets: tuple[Thing, ...]
    when: When | None
    as_of: date | None
    where: Where | None
    origin: tuple[str, str] | None
    speakers: tuple[Speaker, ...]
    standing: Standing
    extent: str | None
    incident: str | None
    use: str  # counted bound repeat superseded set_aside question
    why: str
    entry: str = ""
    act: str = ""
    agent_kind: str | None = None
    sentence: int = -1
    listed: bool = False  # counted from persons told one by one, not said as a number
    beside: str | None = None  # claims with one key are told by one word, of different people
    part_of: str | None = None  # id of the claim of the same sentence whose number holds this one
    count_span: Span | None = None  # the words of the number, in the report's text
    definite: bool = False  # one person told of before ("the man")
    tally: bool = False  # a number that a toll or a "number of dead" stands at
    late: bool = False  # a death that came later, of harm done before
    nth: int | None = None  # its place in the count of the dead
    notes: tuple[str, ...] = ()
    decided: Decided | None = None  # the decision of a person that stands, None where there is none
    asks: str | None = None  # why an earlier decision does not hold of it any more, and has to be made again
    decisions: tuple[str, ...] = ()  # ids of the decisions on it, whether they hold or not
    tie: str | None = None  # a person's word on its incident: the id of a claim that it goes with, "new" or "none"

    @property
    def has_own_time(self) -> bool:
        return _is_told(self.when, self.notes, NOT_OWN_TIME)

    @property
    def has_own_place(self) -> bool:
        return _is_told(self.where, self.notes, NOT_OWN_PLACE)

    @property
    def counts_something(self) -> bool:
        return self.count_wording is not None

    @property
    def kind(self) -> str:
        """Its harm, else its act: what its id is made with."""
        return self.harm or self.act


@dataclass(frozen=True, slots=True)
class SetAside:
    """Words that make no claim, with the reason. `harm`: what they would tell of, where they are words of harm.
    `decision`: the id of a decision on a claim that is read here no more."""

    span: Span
    reason: str
    harm: str | None = None
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class Toll:
    """One group's toll in one incident, by a named profile; `why` derives it line by line."""

    harm: str
    group: str
    status: str
    low: int | None
    best: int | None
    high: int | None
    claims: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Side:
    """A party to an incident. `role`: perpetrator target both unknown."""

    name: str
    actor_id: str | None
    role: str


@dataclass(frozen=True, slots=True)
class Incident:
    """One act of violence or unrest at a place and time, as the claims tell it. `review`: machine coded adjudicated."""

    id: str
    title: str
    review: str
    event: Event
    when: When | None
    where: Where | None
    sides: tuple[Side, ...]
    tolls: tuple[Toll, ...]
    killed: Bounds | None
    injured: Bounds | None
    counts: dict[str, int | None] = field(default_factory=dict)
    related: tuple[tuple[str, str], ...] = ()  # (incident id, how)
    answered_by: tuple[str, ...] = ()  # the persons whose decisions made `review` what it is, sorted
