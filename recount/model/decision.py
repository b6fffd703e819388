"""A person's decisions: rows that are only ever added. What stands is a view on them (docs/review.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from functools import cache, cached_property
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from recount.model.mention import Standing
from recount.model.span import Span

ID_LENGTH = 20  # hex digits, as of claims

Harm = Literal[
    "killed", "injured", "missing", "abducted", "released", "detained", "displaced", "tortured", "sexual", "affected"
]
Unit = Literal["people", "munitions", "vehicles", "buildings", "animals", "groups", "other"]
Status = Literal["civilian", "combatant", "security_forces", "attacker", "unknown"]
SpeakerKind = Literal[
    "publisher", "official", "party", "witness", "medic", "organisation", "media", "account", "person", "unnamed"
]
Extent = Literal["total", "part", "other", "increment", "running", "cumulative"]
# One line of a person's own words: no code in it can move a cursor or turn a line around.
_PLAIN = r"^[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+$"
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=_PLAIN)]
Figure = Annotated[int, Field(ge=0)]

OWN_INCIDENT, NO_INCIDENT = "new", "none"  # what `incident` says beside the id of a claim to go with


class Verb(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    ADD = "add"
    UNDO = "undo"
    SAME = "same"
    DIFFERENT = "different"
    MERGE = "merge"
    SPLIT = "split"
    UNSURE = "unsure"


# On which claims, of one report or of several, tell of one incident.
LINKING = (Verb.SAME, Verb.DIFFERENT, Verb.MERGE, Verb.SPLIT, Verb.UNSURE)


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Quote(_Row):
    """Exact words of the report: `text` is `report.text[start:end]`, in code points."""

    start: int = Field(ge=0)
    end: int
    text: str

    @model_validator(mode="after")
    def _is_a_span(self) -> Quote:
        if self.end - self.start != len(self.text) or not self.text:
            raise ValueError("start, end and text do not fit each other")
        return self

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class CountValue(_Row):
    """A number by its literal bounds, and the words that say it; there is no number without words."""

    low: Figure | None
    high: Figure | None
    unit: Unit = "people"
    words: Quote

    @model_validator(mode="after")
    def _bounds_fit(self) -> CountValue:
        if self.low is None and self.high is None:
            raise ValueError("a number needs a lower or an upper bound")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("the lower bound is above the upper")
        return self


class NameValue(_Row):
    """A neutral name for a group or a party, and the report's own words for it."""

    name: Text
    words: Quote


class SpeakerValue(_Row):
    """Who says so, innermost. `words` name the speaker; None only for the publisher and the unnamed."""

    name: Text
    kind: SpeakerKind
    words: Quote | None = None

    @model_validator(mode="after")
    def _is_in_the_words(self) -> SpeakerValue:
        if self.words is None and self.kind not in ("publisher", "unnamed"):
            raise ValueError("a speaker stands on the words that name him")
        return self


class WhenValue(_Row):
    """A time; `words` None keeps the words of the time that it corrects."""

    start: date
    end: date
    words: Quote | None = None

    @model_validator(mode="after")
    def _is_in_order(self) -> WhenValue:
        if self.start > self.end:
            raise ValueError("the time ends before it begins")
        return self


class WhereValue(_Row):
    """A place as the gazetteer had it when the decision was made; `words` None keeps those of the place corrected."""

    name: Text
    country: str | None
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    precision: Literal["exact", "near", "area", "region", "country"]
    radius_km: float = Field(ge=0)
    words: Quote | None = None


class Fields(_Row):
    """The values that a person sets. A field that is not set is left as it is; None says that there is none.

    `incident` is the id of a claim whose incident this claim belongs to, or "new", or "none".
    """

    harm: Harm | None = None
    count: CountValue | None = None
    group: NameValue | None = None
    status: Status | None = None
    by: NameValue | None = None
    speaker: SpeakerValue | None = None
    standing: Standing | None = None
    extent: Extent | None = None
    when: WhenValue | None = None
    where: WhereValue | None = None
    incident: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that are set, in the order of this class."""
        return tuple(name for name in type(self).model_fields if name in self.model_fields_set)

    def over(self, earlier: Fields) -> Fields:
        """These fields, and those of an earlier decision that they leave alone."""
        return Fields.model_validate({**earlier.as_given(), **self.as_given()})

    def as_given(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.names}

    def quotes(self) -> Iterable[Quote]:
        """The words that the values stand on."""
        values = (self.count, self.group, self.by, self.speaker, self.when, self.where)
        return [value.words for value in values if value is not None and value.words is not None]

    @model_validator(mode="after")
    def _codes_are_codes(self) -> Fields:
        for name in ("harm", "status", "standing", "incident", "speaker"):
            if name in self.model_fields_set and getattr(self, name) is None:
                raise ValueError(f"{name} cannot be null")
        return self


class Anchor(_Row):
    """A claim that stands for the telling it is in, where a decision is on several. `kind` and `words` as in Decision.

    Claims of one `side` are held together by the decision; of different sides, apart.
    """

    report: str
    claim: str
    kind: str
    words: tuple[Quote, ...] = Field(min_length=1)
    side: Literal[0, 1] = 0


class Decision(_Row):
    """One row: what a person said of one claim, or of which claims tell of one incident, when, and why.

    `subjects` are claim ids (one; of a verb on linking, those of all `anchors`), or the id of the decision that an undo
    takes back.
    `words` and `kind` (its harm or act) are the claim's own, so that the decision can follow it when better rules move
    its words; `seen` is what the person saw, field by field. `whole`: the person answers for the whole claim, not
    only for `fields`. `supersedes` are ids of earlier decisions that this one takes the place of.
    """

    report: str
    verb: Verb
    subjects: tuple[str, ...] = Field(min_length=1)
    words: tuple[Quote, ...] = ()
    kind: str | None = None
    seen: dict[str, str | None] = {}
    fields: Fields = Fields()
    whole: bool = True
    supersedes: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    who: Text
    when: AwareDatetime
    why: Text | None = None

    @model_validator(mode="after")
    def _has_what_its_verb_needs(self) -> Decision:
        if (self.verb in LINKING) != bool(self.anchors):
            raise ValueError("claims to hold together or apart belong to a decision on linking, and to no other")
        if self.anchors and self.subjects != tuple(a.claim for a in self.anchors):
            raise ValueError("the subjects are not the claims that the decision is on")
        if self.verb in LINKING and len(set(self.subjects)) < 2:
            raise ValueError("a decision on linking is on two claims or more")
        return self

    @cached_property
    def id(self) -> str:
        """A hash of everything that the row says."""
        key = json.dumps(_said(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]

    @property
    def subject(self) -> str:
        return self.subjects[0]

    def inverse(self, who: str, when: datetime, why: str | None = None) -> Decision:
        """The row that takes this one back; the inverse of an undo brings back what was undone."""
        return Decision(report=self.report, verb=Verb.UNDO, subjects=(self.id,), who=who, when=when, why=why)


def _said(decision: Decision) -> dict[str, object]:
    left_out = {"fields"} if decision.anchors else {"fields", "anchors"}
    row = decision.model_dump(mode="json", exclude=left_out)
    return {**row, "fields": decision.fields.model_dump(mode="json", exclude_unset=True)}


def decision_row(decision: Decision) -> dict[str, object]:
    """The row as plain values, its id first; fields that were not set are left out."""
    said = _said(decision)
    return {"id": decision.id, **{name: said[name] for name in Decision.model_fields if name in said}}


def decision_of(row: dict[str, object]) -> Decision:
    """The decision of a row. Raises ValueError where it is none, or was changed after it was made."""
    decision = Decision.model_validate({name: value for name, value in row.items() if name != "id"})
    if row.get("id") != decision.id:
        raise ValueError("the id does not fit the rest: the row was changed after it was made")
    return decision


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Rows by time and then id, each once: the same list for any order that they come in."""
    rows = {row.id: row for row in decisions}
    return sorted(rows.values(), key=lambda row: (row.when, row.id))


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that stand, without undos, by time and then id: the same for any order of the rows.

    One stands unless an undo, or a decision that takes its place, stands against it.
    """
    rows = {row.id: row for row in decisions}
    against: dict[str, list[Decision]] = {}
    for row in rows.values():
        for target in row.subjects if row.verb is Verb.UNDO else row.supersedes:
            against.setdefault(target, []).append(row)

    @cache
    def stands(key: str) -> bool:  # an id is a hash of what it is aimed at, so that no row can reach itself
        return not any(stands(row.id) for row in against.get(key, ()))

    return tuple(row for row in in_order(rows.values()) if row.verb is not Verb.UNDO and stands(row.id))
