"""The record's JSON form, held to the contract of docs/record.md field by field."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import TEXT, claim, document, reading, reviewed, span_of

from recount.errors import RecountError
from recount.model.claim import SetAside
from recount.model.document import Block, BlockKind
from recount.model.record import record_json, record_of
from recount.model.span import Span

# The contract's field names, in its order. A dict is an object, a list of one dict an array of objects, None a value.
TIME = {"start": None, "end": None, "precision": None, "why": None}
PLACE = dict.fromkeys(("name", "country", "lat", "lon", "precision", "radius_km"))
ACTOR = {"wording": None, "name": None, "actor_id": None, "candidates": []}
BOUNDS = {"low": None, "best": None, "high": None}
PERSON = dict.fromkeys(("name", "age", "sex", "office", "life"))
CLAIM = {
    "id": None,
    "report": None,
    "evidence": [{"start": None, "end": None, "text": None}],
    "event": {"type": None, "sub_type": None, "plover": None, "mode": None, "aim": {"wording": None}},
    "harm": None,
    "count": {"low": None, "high": None, "wording": None, "unit": None},
    "group": {"wording": None, "name": None, "status": None, "sex": None, "age_group": None, "persons": [PERSON]},
    "by": ACTOR,
    "against": ACTOR,
    "weapons": [{"wording": None, "name": None}],
    "targets": [{"wording": None, "name": None, "effect": None}],
    "when": {"start": None, "end": None, "precision": None, "wording": None, "time": None, "why": None},
    "as_of": None,
    "where": {**PLACE, "wording": None, "candidates": [{}], "why": None},
    "origin": {"wording": None, "name": None},
    "speakers": [{"name": None, "kind": None}],
    "standing": None,
    "extent": None,
    "incident": None,
    "use": None,
    "why": None,
    "decided": {"verb": None, "who": None, "when": None, "why": None, "whole": None, "changes": [None]},
}
DECISION = {
    **dict.fromkeys(("id", "report", "verb")),
    "subjects": [None],
    "words": [{"start": None, "end": None, "text": None}],
    **dict.fromkeys(("kind", "seen", "fields", "whole")),
    "supersedes": [None],
    **dict.fromkeys(("who", "when", "why")),
}
INCIDENT = {
    "id": None,
    "title": None,
    "review": None,
    "answered_by": [None],
    "event": {"type": None, "sub_type": None, "plover": None, "mode": None},
    "when": TIME,
    "where": {**PLACE, "why": None},
    "sides": [{"name": None, "actor_id": None, "role": None}],
    "tolls": [{"harm": None, "group": None, "status": None, **BOUNDS, "claims": [None], "why": [None]}],
    "totals": {"killed": BOUNDS, "injured": BOUNDS},
    "counts": {},
    "related": [{"id": None, "how": None}],
}
BLOCK = dict.fromkeys(("kind", "start", "end", "author", "handle", "dated"))
RECORD = {
    "recount": {"version": None, "knowledge": None, "language_pack": None, "gazetteer": None, "profile": None},
    "report": {
        **dict.fromkeys(("id", "published", "publisher", "title", "url", "language", "text")),
        "blocks": [BLOCK],
    },
    "claims": [CLAIM],
    "incidents": [INCIDENT],
    "aggregates": [None],
    "set_aside": [{"start": None, "end": None, "text": None, "reason": None}],
    "unread": [{"language": None, "reports": None}],
    "decisions": [DECISION],
}


def hold(value: object, form: object, place: str) -> None:
    """Asserts that a value of the record has the contract's fields in the contract's order."""
    if value is None or form is None or form == {}:
        return
    if isinstance(form, list):
        assert isinstance(value, list), place
        for item in value:
            hold(item, form[0], f"{place}[]")
    elif isinstance(form, dict):
        assert isinstance(value, dict), place
        assert list(value) == list(form), place
        for name in form:
            hold(value[name], form[name], f"{place}.{name}")


def test_every_field_of_the_contract_stands_in_its_order() -> None:
    hold(record_of(reviewed(unread=(("fr", 1),))), RECORD, "record")


def test_every_field_of_the_contract_is_filled_somewhere() -> None:
    """The invented reading is rich enough that the test above is no test of nulls."""
    claims = record_of(reading())["claims"]
    for name in ("count", "group", "by", "weapons", "targets", "when", "as_of", "where", "extent", "incident"):
        assert any(c[name] for c in claims), name


def test_evidence_is_the_text_at_its_offsets() -> None:
    record = record_of(reading())
    text = record["report"]["text"]
    quotes = [evidence for c in record["claims"] for evidence in c["evidence"]] + record["set_aside"]
    assert quotes
    assert all(quote["text"] == text[quote["start"] : quote["end"]] != "" for quote in quotes)


def test_absence_is_null_and_zero_is_a_count() -> None:
    none = claim("z", "Nine people were killed", count_low=0, count_high=0, count_wording="Nine", unit="people")
    bare = claim("y", "dozens more wounded", use="repeat")
    record = record_of(reading(claims=(none, bare), incidents=(), aggregates=()))
    assert record["claims"][0]["count"] == {"low": 0, "high": 0, "wording": "Nine", "unit": "people"}
    fields = ("count", "group", "by", "against", "when", "as_of", "where", "origin", "extent", "incident")
    assert {record["claims"][1][name] for name in fields} == {None}
    assert record["report"]["publisher"] is None


def test_empty_words_become_null() -> None:
    record = record_of(reading(document=document(publisher="", url="", language="")))
    assert [record["report"][name] for name in ("publisher", "url", "language")] == [None, None, None]


def test_an_aim_keeps_its_words() -> None:
    aimed = claim("a", "Nine people were killed")
    aimed = replace(aimed, event=replace(aimed.event, aim="to drive them out"))
    record = record_of(reading(claims=(aimed,), incidents=(), aggregates=()))
    assert record["claims"][0]["event"]["aim"] == {"wording": "to drive them out"}


PAST_THE_END = Span(len(TEXT) - 2, len(TEXT) + 1)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"claims": (replace(claim("x", "Nine"), evidence=(PAST_THE_END,)),)}, "past the end"),
        ({"claims": (replace(claim("x", "Nine"), evidence=()),)}, "no words"),
        ({"claims": (claim("x", "Nine"), claim("x", "dozens"))}, "have one id"),
        ({"claims": (claim("x", "Nine", incident="gone"),)}, "no incident has the id gone"),
        ({"aggregates": ("gone",)}, "no claim has the id gone"),
        ({"set_aside": (SetAside(PAST_THE_END, "a reason"),)}, "past the end"),
        ({"document": document(blocks=(Block(BlockKind.POST, 0, len(TEXT) + 9),))}, "past the end"),
    ],
)
def test_a_record_that_would_break_its_promise_is_not_made(change: dict[str, object], fault: str) -> None:
    base = {} if "document" in change or "set_aside" in change else {"incidents": (), "aggregates": ()}
    with pytest.raises(RecountError, match=fault):
        record_of(reading(**{**base, **change}))


def test_json_is_one_line_of_the_same_record() -> None:
    line = record_json(reading())
    assert "\n" not in line
    assert json.loads(line) == record_of(reading()) == json.loads(record_json(reading(), indent=2))


def test_letters_beyond_ascii_stand_as_themselves() -> None:
    assert "\u2014 Lena Moss" in record_json(reading())


@given(st.text(alphabet=st.characters(codec=None), min_size=1, max_size=60))
def test_any_text_is_one_line_of_utf8_and_comes_back(text: str) -> None:
    empty = reading(
        document=document(text, title=None, blocks=()), claims=(), incidents=(), aggregates=(), set_aside=()
    )
    line = record_json(empty)
    assert len(line.splitlines()) == 1
    assert json.loads(line.encode("utf-8"))["report"]["text"] == text


def test_dates_are_iso() -> None:
    record = record_of(reading())
    assert record["report"]["published"] == date(2024, 3, 9).isoformat()
    assert record["claims"][0]["when"]["start"] == "2024-03-08"
    assert record["claims"][0]["evidence"][0]["start"] == span_of("Nine people").start
