"""An invented report and its reading, made by hand: what the views and the record are tested on.

Nothing in it happened; no place, person or body in it exists.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from recount.model.claim import (
    Actor,
    Bounds,
    Claim,
    Decided,
    Event,
    Group,
    Incident,
    Person,
    SetAside,
    Side,
    Thing,
    Toll,
    Where,
)
from recount.model.decision import CountValue, Decision, Fields, Quote
from recount.model.document import Block, BlockKind, Document
from recount.model.mention import Candidate, Speaker, Standing, When
from recount.model.reading import Reading, Stamp
from recount.model.span import Span

TEXT = """Shells hit market in Varosh

By Our Correspondent, 9 March 2024

Nine people were killed and dozens more wounded when shells hit the market of Varosh late on Friday, \
the provincial health office said. Among the dead were two teachers and Mira Oslen, 41, a nurse.

At least 6 dead in #Varosh market so far, pray for us \u2014 Lena Moss (@lenamoss) March 8, 2024

The 4th Brigade denied that it had shelled the market. \u201cIf we had fired, hundreds would be dead,\u201d \
its spokesman, Col. Ivo Brand, said.

Rebels of the Upland Front fired ten rockets at the garrison in Kell in response, and three were intercepted, \
the army said. A soldier was lightly injured, or perhaps two.

More than 400 people have been killed in the province since January.

On Thursday the council killed the budget bill.
"""

PUBLISHER = Speaker("the publisher", "publisher")
HEALTH_OFFICE = Speaker("the provincial health office", "official")
ARMY = Speaker("the army", "party")

SHELLING = Event("Explosions/Remote violence", "Shelling/artillery/missile attack", "ASSAULT", "heavy-weapons")
FRIDAY = When(date(2024, 3, 8), date(2024, 3, 8), "day", "late on Friday", "late", "Friday before publication")
VAROSH_CANDIDATE = Candidate("g1", "Varosh", "XA", 41.5, 20.25, "city", "Upland", 21000, 4.0, 0.9, "only city so named")
OTHER_VAROSH = Candidate("g2", "Varosh", "XB", 12.5, 2.0, "city", None, 900, 2.0, 0.1, "another country")
VAROSH = Where(
    "Varosh", "XA", 41.5, 20.25, "exact", 4.0, "Varosh", (VAROSH_CANDIDATE, OTHER_VAROSH), "the market named beside it"
)
KELL = Where("Kell", "XA", 41.6, 20.3, "near", 5.0, "Kell", (), "named beside the rockets")


def span_of(words: str, text: str = TEXT) -> Span:
    """The first place of `words` in `text`."""
    start = text.index(words)
    return Span(start, start + len(words))


def claim(key: str, words: str, text: str = TEXT, **fields: Any) -> Claim:
    """A claim on the first place of `words`; every other field has a plain default."""
    defaults: dict[str, Any] = {
        "report": "sha256:0",
        "event": SHELLING,
        "harm": "killed",
        "count_low": None,
        "count_high": None,
        "count_wording": None,
        "unit": None,
        "group": None,
        "by": None,
        "against": None,
        "weapons": (),
        "targets": (),
        "when": None,
        "as_of": None,
        "where": None,
        "origin": None,
        "speakers": (PUBLISHER,),
        "standing": Standing.STATED,
        "extent": None,
        "incident": None,
        "use": "counted",
        "why": "the only figure",
    }
    return Claim(id=key, evidence=(span_of(words, text),), **{**defaults, **fields})


def people(low: int | None, high: int | None, wording: str) -> dict[str, Any]:
    return {"count_low": low, "count_high": high, "count_wording": wording, "unit": "people"}


def blocks_of(text: str = TEXT) -> tuple[Block, ...]:
    """One block a paragraph: the title first, posts by their handle, bylines by "By "."""
    blocks, start = [], 0
    for part in text.split("\n\n"):
        kind = BlockKind.PARAGRAPH
        if start == 0:
            kind = BlockKind.TITLE
        elif part.startswith("By "):
            kind = BlockKind.METADATA
        elif "(@" in part:
            kind = BlockKind.POST
        post = kind is BlockKind.POST
        author, handle, dated = ("Lena Moss", "@lenamoss", date(2024, 3, 8)) if post else (None, None, None)
        if part.strip():
            blocks.append(Block(kind, start, start + len(part.rstrip("\n")), author, handle, dated))
        start += len(part) + 2
    return tuple(blocks)


def document(text: str = TEXT, **fields: Any) -> Document:
    made = Document(
        id="sha256:0",
        name="varosh.txt",
        text=text,
        blocks=blocks_of(text),
        published=date(2024, 3, 9),
        title="Shells hit market in Varosh",
        language="en",
    )
    return replace(made, **fields)


def _market_claims() -> list[Claim]:
    place = {"when": FRIDAY, "where": VAROSH, "incident": "i-market", "as_of": date(2024, 3, 9)}
    office = (PUBLISHER, HEALTH_OFFICE)
    nurse = Person("Mira Oslen", 41, "female", "nurse", "dead")
    civilians = Group("people", "people", "unknown")
    return [
        claim("c1", "Nine people were killed", **people(9, 9, "Nine"), **place, speakers=office, extent="total",
              group=civilians, weapons=(Thing("shells", "artillery"),), targets=(Thing("the market", "market", "hit"),),
              why="the newest total of the most direct source"),
        claim("c2", "dozens more wounded", **people(24, None, "dozens"), **place, harm="injured", speakers=office,
              extent="total", group=civilians),
        claim("c3", "Among the dead were two teachers and Mira Oslen, 41, a nurse", **people(3, 3, "two"), **place,
              extent="part", use="bound", group=Group("two teachers and Mira Oslen", "teachers, a nurse", "civilian",
              persons=(nurse,)), why="a part of the nine"),
        claim("c4", "At least 6 dead", **people(6, None, "At least 6"), **place, extent="running", use="superseded",
              speakers=(PUBLISHER, Speaker("Lena Moss", "account")), why="a day older than the health office's nine"),
        claim("c5", "denied that it had shelled the market", harm=None, **place, standing=Standing.DENIED,
              speakers=(PUBLISHER, Speaker("4th Brigade", "party")), use="set_aside", why="a denial counts no one",
              by=Actor("The 4th Brigade", "4th Brigade", None)),
    ]  # fmt: skip


def _rocket_claims() -> list[Claim]:
    place = {"when": FRIDAY, "where": KELL, "incident": "i-rockets", "speakers": (PUBLISHER, ARMY)}
    rebels = Actor("Rebels of the Upland Front", "Upland Front", "upland-front")
    return [
        claim("c6", "fired ten rockets at the garrison in Kell", harm=None, count_low=10, count_high=10,
              count_wording="ten", unit="munitions", by=rebels, **place),
        claim("c7", "A soldier was lightly injured, or perhaps two", **people(1, 2, "A"), harm="injured", **place,
              group=Group("A soldier", "soldiers", "security_forces"), use="question",
              why="the words give two numbers for one group"),
    ]  # fmt: skip


def _loose_claims() -> list[Claim]:
    return [
        claim("c8", "hundreds would be dead", **people(200, None, "hundreds"), standing=Standing.HYPOTHETICAL,
              speakers=(PUBLISHER, Speaker("Col. Ivo Brand", "party")), use="set_aside", why="of what did not happen"),
        claim("c9", "More than 400 people have been killed", **people(401, None, "More than 400"), extent="cumulative",
              standing=Standing.BACKGROUND, use="set_aside", why="a standing total since January"),
    ]  # fmt: skip


def _incidents() -> tuple[Incident, ...]:
    market = Incident(
        id="i-market",
        title="Shelling at Varosh, 8 March 2024",
        review="machine",
        event=SHELLING,
        when=FRIDAY,
        where=VAROSH,
        sides=(Side("4th Brigade", None, "perpetrator"), Side("people of Varosh", None, "target")),
        tolls=(
            Toll(
                "killed", "people", "unknown", 6, 9, 9, ("c4", "c1", "c3"), ("9 is the health office's total: 'Nine'.",)
            ),
            Toll("injured", "people", "unknown", 24, 24, None, ("c2",), ("\u201cdozens\u201d is at least 24.",)),
        ),
        killed=Bounds(6, 9, 9),
        injured=Bounds(24, 24, None),
    )
    rockets = Incident(
        id="i-rockets",
        title="Rocket fire at Kell, 8 March 2024",
        review="machine",
        event=SHELLING,
        when=FRIDAY,
        where=KELL,
        sides=(Side("Upland Front", "upland-front", "perpetrator"),),
        tolls=(),
        killed=None,
        injured=None,
        counts={"launches": 10, "intercepted": 3},
        related=(("i-market", "responds_to"),),
    )
    return market, rockets


def reading(**fields: Any) -> Reading:
    """The whole invented reading; `fields` replace any of its own."""
    made = Reading(
        stamp=Stamp("0.1.0", "2024-03-01", "english 0.1.0", "literal-1"),
        document=document(),
        claims=tuple(_market_claims() + _rocket_claims() + _loose_claims()),
        incidents=_incidents(),
        aggregates=("c9",),
        set_aside=(SetAside(span_of("killed the budget bill"), "a bill is no person"),),
    )
    return replace(made, **fields)


def reviewed(**fields: Any) -> Reading:
    """The invented reading with one claim that a person corrected."""
    noon = datetime(2024, 3, 10, 12, tzinfo=UTC)
    made = reading(**fields)
    nine = span_of("Nine")
    words = (Quote(start=nine.start, end=nine.end, text="Nine"),)
    row = Decision(
        report="sha256:0",
        verb="correct",
        subjects=("c1",),
        words=words,
        kind="killed",
        fields=Fields(count=CountValue(low=9, high=9, words=words[0])),
        who="Ana",
        when=noon,
    )
    decided = Decided("correct", "Ana", noon, None, True, ("count 8 to 9",))
    claims = tuple(replace(c, decided=decided) if c.id == "c1" else c for c in made.claims)
    return replace(made, claims=claims, decisions=(row,))
