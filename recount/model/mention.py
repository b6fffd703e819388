"""What the finders find: words of one kind, before anyone says what they mean together."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from recount.model.span import Span


@dataclass(frozen=True, slots=True)
class Count:
    """A number by the literal bounds of its words (R11, R13); `high` None: no upper bound, `low` None: no lower.

    `sentence` is the index of its sentence; `head` the index of the number's own token in it.
    """

    sentence: int
    span: Span
    head: int
    low: int | None
    high: int | None
    running: bool = False  # "so far", "until now"
    approximate: bool = False  # "about", "some"
    vague: bool = False  # "dozens", "several": bounds come from a word
    superseded: bool = False  # "rose from 12 to 15": the 12, which the same words leave behind


@dataclass(frozen=True, slots=True)
class When:
    """A resolved time. `wording` is verbatim; `why` is one plain sentence.

    `precision`: day week month year period. `time`: time of day as told ("late", "at dawn"), else None.
    """

    start: date
    end: date
    precision: str
    wording: str
    time: str | None
    why: str


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words of time. `resolve(anchor, past)` gives the interval they mean for a segment dated `anchor`
    (`past`: the governing verb speaks of the past), or None where they cannot be resolved.

    `kind`: point, relative (told from the story's own day: "the next day"; give that day as `anchor`), range,
    duration, since (an open period that ends at the anchor), set ("every Friday"),
    vague ("in recent months", "70 years ago"), name (words that only look like a date: "Bloody Sunday").
    """

    sentence: int
    span: Span
    kind: str
    resolve: Callable[[date | None, bool], When | None] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place of the gazetteer that a name may mean. `kind`: city admin1 admin2 country area (camps, seas, strips of
    recount's own) feature (any other named spot of a GeoNames dump: an airport, a hill).

    `match`: how the name is its: name alternative spelling bare short demonym; capital of "the Somali capital".
    """

    id: str
    name: str
    country: str | None  # ISO 3166-1 alpha-2
    lat: float
    lon: float
    kind: str
    admin1: str | None
    population: int
    radius_km: float
    score: float
    why: str
    match: str = "name"


@dataclass(frozen=True, slots=True)
class Position:
    """Where words put a place that they do not name, by places that they do.

    `kind`: near (so many `km` beyond the place), offset (`km` away in `degrees`, clockwise from north; either may be
    None), between, road (from the place to `other`; None: a road that is called by the one place), border (with
    `other`), coast (off it). `other` is None too where it could not be resolved; `other_words` are its words.
    """

    kind: str
    km: float | None = None
    degrees: float | None = None
    other: Candidate | None = None
    other_words: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name of a place, resolved as far as it can be; `best` is None where two readings fit.

    `relation`: at near toward from border unknown ("near X" is X with a lower precision; "from X" is an origin), end
    (the other end of a road or stretch, which tells where the first one's `position` is, or a side of what goes on
    between two: no place of itself).
    `role`: place (a location), dateline, adjective (a demonym: weak evidence), name_part (inside another name).
    `region_word`: "southern" of "southern Israel", else None.
    """

    sentence: int
    span: Span  # the name itself
    phrase: Span  # with its region word, "near", "the city of"
    relation: str
    role: str
    best: Candidate | None
    candidates: tuple[Candidate, ...]
    region_word: str | None = None
    position: Position | None = None
    held_by: Candidate | None = None  # the country that words put it in: "Simferopol, Russia"


@dataclass(frozen=True, slots=True)
class Party:
    """A person or body that can act, be harmed or speak; `name` is neutral, `wording` verbatim.

    `kind`: state_forces rebel militia political civilians protesters rioters external organisation media
    government person people unknown. `status`: civilian combatant security_forces attacker unknown.
    """

    sentence: int
    span: Span
    head: int  # token index of the phrase's head
    name: str
    actor_id: str | None
    kind: str
    status: str
    nationality: str | None = None  # ISO country of a demonym in the phrase
    why: str | None = None  # how the report settled what the phrase left open
    candidates: tuple[str, ...] = ()  # ids of the actors that its name may mean, where none could be taken


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of harm or of an act: `entry` is the id of its knowledge entry, `token` its head's index."""

    sentence: int
    span: Span
    token: int
    entry: str
    harm: str | None
    form: str  # verb noun adjective (a participle before its noun) kind (a noun before another: "murder case")


class Standing(StrEnum):
    STATED = "stated"
    REPORTED = "reported"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"
    THREATENED = "threatened"
    FORECAST = "forecast"
    NEGATED = "negated"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says so. `kind`: publisher official party witness medic organisation media account person unnamed."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Speech:
    """Somebody says something: `content` are the spans of what is said (in document order, they may lie in
    several sentences), `cue` the words of saying, `source` the words that name the speaker (None: unnamed or far off).

    `attitude`: says denies threatens expects asks.
    """

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    speaker: Speaker
    attitude: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word or frame that lowers a claim's standing over `scope`: `standing` is what it makes of it."""

    sentence: int
    span: Span
    scope: Span
    standing: Standing
    why: str
