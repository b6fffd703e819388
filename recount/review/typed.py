"""A value as a person types it: VALUE, or VALUE "words of the report", turned into what a decision holds."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from pydantic import ValidationError

from recount.claims.where_point import make_where
from recount.errors import DecisionError
from recount.model.claim import Claim
from recount.model.decision import (
    NO_INCIDENT,
    OWN_INCIDENT,
    CountValue,
    Extent,
    Fields,
    Harm,
    NameValue,
    Quote,
    SpeakerKind,
    SpeakerValue,
    Status,
    Unit,
    WhenValue,
    WhereValue,
)
from recount.model.mention import Candidate, PlaceMention, Standing
from recount.model.reading import Reading
from recount.model.span import Span
from recount.places.gazetteer import Gazetteer, open_gazetteer
from recount.places.resolve import Name, resolve
from recount.review.decide import said_plainly
from recount.review.said import NONE
from recount.review.words import count_words, find_words, hold_count, nearest_words, quote

_QUOTED = re.compile(r"""^(.*?)\s*["\u201c\u201d](.+?)["\u201c\u201d](\s*\#\d+)?$""", re.S)
_COUNT = re.compile(r"(?:(\d[\d,]*)?\s*(-)\s*(\d[\d,]*)?|(\d[\d,]*))(?:\s+([a-z]+))?$")
_DAYS = re.compile(r"(\S+?)(?:\s*/\s*|\s+to\s+)(\S+)$")
_WORDS_AT = re.compile(r"(\d+):(\d+)(?:-(\d+))?$")
_WORD = re.compile(r"\S+")


def parse_field(reading: Reading, name: str, typed: str, near: Span, claim: Claim | None = None) -> Any:
    """The value of a field from what a person typed; "none" takes a value away where that can be.

    `near` is the sentence in which words are looked for first; `claim` the claim that is corrected. Raises
    DecisionError that says what can be typed.
    """
    parse = _PARSERS.get(name)
    if parse is None:
        raise DecisionError(f"no field '{name}'; there are {', '.join(_PARSERS)}")
    value, words = _parts(reading, typed, near)
    if value.lower() == NONE and name in _CAN_BE_NONE:
        return None
    try:
        return parse(_Typed(reading, value, words, near, claim))
    except ValidationError as error:
        raise DecisionError(said_plainly(error)) from None


def select_words(reading: Reading, typed: str, near: Span | None = None) -> Quote:
    """Words by themselves ("two drivers", "two drivers #2"), or by place: "12:3-7" are words 3 to 7 of sentence 12."""
    place = _WORDS_AT.match(typed.strip())
    if place is None:
        return find_words(reading.document.text, typed.strip().strip('"\u201c\u201d'), near)
    sentence, first = int(place[1]), int(place[2])
    last = int(place[3] or first)
    if not 1 <= sentence <= len(reading.sentences):
        raise DecisionError(f"there is no sentence {sentence}; the report has {len(reading.sentences)}")
    span = reading.sentences[sentence - 1]
    words = list(_WORD.finditer(span.of(reading.document.text)))
    if not 1 <= first <= last <= len(words):
        raise DecisionError(f"sentence {sentence} has {len(words)} words; there are no words {first}-{last}")
    return quote(reading.document.text, Span(span.start + words[first - 1].start(), span.start + words[last - 1].end()))


class _Typed:
    """What was typed for one field, and where its words are looked for."""

    def __init__(self, reading: Reading, value: str, words: Quote | None, near: Span, claim: Claim | None) -> None:
        self.reading, self.value, self.words, self.near, self.claim = reading, value, words, near, claim

    @property
    def text(self) -> str:
        return self.reading.document.text

    def words_or(self, wanted: str) -> Quote:
        """The words that were given, else the place of the value itself that is nearest."""
        return self.words or nearest_words(self.text, wanted, self.near)


def _parts(reading: Reading, typed: str, near: Span) -> tuple[str, Quote | None]:
    match = _QUOTED.match(typed.strip())
    if match is None:
        return typed.strip(), None
    return match[1], find_words(reading.document.text, match[2] + (match[3] or ""), near)


def _code(typed: str, codes: tuple[str, ...]) -> str:
    """The one code that begins so: "inj" is "injured"."""
    wanted = typed.lower().replace(" ", "_")
    found = [code for code in codes if code == wanted] or [c for c in codes if wanted and c.startswith(wanted)]
    if len(found) != 1:
        raise DecisionError(f"'{typed}' is none of {', '.join(codes)}" if not found else f"{' or '.join(found)}?")
    return found[0]


def _count(typed: _Typed) -> CountValue:
    match = _COUNT.match(typed.value)
    if match is None:
        raise DecisionError(f"'{typed.value}' is no number; type 7, 4- (at least), -3 (up to), 5-7, or {NONE}")
    low, dash, high, exact, unit = match.groups()
    bounds = (_whole(exact), _whole(exact)) if not dash else (_whole(low), _whole(high))
    kept = typed.claim.unit if typed.claim is not None and typed.claim.unit is not None else "people"
    words = typed.words or _said_so_far(typed, bounds) or count_words(typed.text, *bounds, typed.near)
    unit = _code(unit, get_args(Unit)) if unit else kept
    count = CountValue.model_validate({"low": bounds[0], "high": bounds[1], "unit": unit, "words": words})
    hold_count(count)
    return count


def _whole(figure: str | None) -> int | None:
    return int(figure.replace(",", "")) if figure else None


def _said_so_far(typed: _Typed, bounds: tuple[int | None, int | None]) -> Quote | None:
    """The words of the claim's number, where it stays the same (another unit, say)."""
    claim = typed.claim
    if claim is None or claim.count_wording is None or (claim.count_low, claim.count_high) != bounds:
        return None
    return nearest_words(typed.text, claim.count_wording, claim.evidence[0])


def _name(typed: _Typed) -> NameValue:
    words = typed.words_or(typed.value)
    return NameValue(name=typed.value or words.text, words=words)


def _speaker(typed: _Typed) -> SpeakerValue:
    name, _, kind = (part.strip() for part in typed.value.rpartition(","))
    if not name and kind.lower() in ("publisher", "unnamed"):
        return SpeakerValue(name=kind.lower(), kind=kind.lower())  # type: ignore[arg-type]
    if not name:
        raise DecisionError(f"type NAME, KIND; kinds are {', '.join(get_args(SpeakerKind))}")
    return SpeakerValue(name=name, kind=_code(kind, get_args(SpeakerKind)), words=typed.words_or(name))  # type: ignore[arg-type]


def _when(typed: _Typed) -> WhenValue:
    days = _DAYS.match(typed.value)
    start, end = (days[1], days[2]) if days else (typed.value, typed.value)
    try:
        return WhenValue(start=date.fromisoformat(start), end=date.fromisoformat(end), words=typed.words)
    except ValidationError:
        raise
    except ValueError:
        raise DecisionError(f"'{typed.value}' is no day; type 2021-03-14, or 2021-03-12/2021-03-14") from None


def _where(typed: _Typed) -> WhereValue:
    name, _, country = (part.strip() for part in typed.value.partition(","))
    near = name.lower().startswith("near ")
    name = name[5:].strip() if near else name
    place = _place(name, country.upper(), open_gazetteer(typed.reading.gazetteer))
    words = typed.words or _nearest_or_none(typed, name)
    span = words.span if words is not None else typed.near
    mention = PlaceMention(0, span, span, "near" if near else "at", "place", place, (place,))
    where = make_where(mention, typed.text, "")
    return WhereValue(
        name=place.name,
        country=where.country,
        lat=where.lat,
        lon=where.lon,
        precision=where.precision,  # type: ignore[arg-type]
        radius_km=where.radius_km,
        words=words,
    )


def _nearest_or_none(typed: _Typed, name: str) -> Quote | None:
    try:
        return nearest_words(typed.text, name, typed.near)
    except DecisionError:
        return None


def _place(name: str, country: str, gazetteer: Gazetteer) -> Candidate:
    """The one place of this name, in this country where one is named. Raises DecisionError that lists rivals."""
    found = [c for c in gazetteer.lookup(name) if not country or c.country == country]
    best = resolve([Name(name, tuple(replace(c, score=abs(c.score)) for c in found))], gazetteer)[0].best
    if best is not None:
        return best
    if not found:
        raise DecisionError(f"the gazetteer has no '{name}'" + (f" in {country}" if country else ""))
    listed = ", ".join(dict.fromkeys(f"{name}, {c.country} ({c.kind})" for c in found[:5]))
    raise DecisionError(f"'{name}' may be {listed}; type the country behind it, as in: {name}, {found[0].country}")


def _incident(typed: _Typed) -> str:
    """ "new", "none", or the number under which the incident is shown."""
    wanted = typed.value.lower()
    if wanted in (OWN_INCIDENT, NO_INCIDENT):
        return wanted
    incidents = typed.reading.incidents
    if not wanted.isdigit() or not 1 <= int(wanted) <= len(incidents):
        raise DecisionError(
            f"type the number of an incident, 1 to {len(incidents)}, or {OWN_INCIDENT}, or {NO_INCIDENT}"
        )
    own = typed.claim.id if typed.claim is not None else None
    told = [c for c in typed.reading.claims if c.incident == incidents[int(wanted) - 1].id and c.id != own]
    if not told:
        raise DecisionError(f"incident {wanted} is this claim's own already")
    return min(told, key=lambda c: (c.use != "counted", c.harm is None, c.evidence[0])).id


_PARSERS: dict[str, Callable[[_Typed], Any]] = {
    "harm": lambda typed: _code(typed.value, get_args(Harm)),
    "count": _count,
    "group": _name,
    "status": lambda typed: _code(typed.value, get_args(Status)),
    "by": _name,
    "speaker": _speaker,
    "standing": lambda typed: _code(typed.value, tuple(Standing)),
    "extent": lambda typed: _code(typed.value, get_args(Extent)),
    "when": _when,
    "where": _where,
    "incident": _incident,
}
_CAN_BE_NONE = ("count", "group", "by", "extent", "when", "where")
FIELDS = tuple(_PARSERS)


def fields_of(values: dict[str, Any]) -> Fields:
    """Parsed values as a decision's fields. Raises DecisionError where they do not fit."""
    try:
        return Fields(**values)
    except ValidationError as error:
        raise DecisionError(said_plainly(error)) from None
