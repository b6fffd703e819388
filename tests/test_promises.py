"""Promises of the whole reader: words under every figure, the same bytes always, nothing lost."""

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spoken import parsed

import recount
from recount.knowledge.acts import load_acts

EXAMPLE = Path(__file__).parents[1] / "examples" / "river-town.txt"
DAY = date(2021, 3, 16)

OPENING = (
    "The town was quiet and the market was open, they said, and the people that were there have left with their goods. "
)
PIECES = [
    "Gunmen killed four villagers near Gao on Monday.",
    "At least 12 people were wounded, the army said.",
    "“We heard that two guards died,” a nurse told Radio Gao.",
    "Imagine if they killed 6 ministers.",
    "Until now, 3 reported killed. 🕊 — Amara D. (@amara_d) March 14, 2021",
    "The 32nd week of the #March began.",
    "لم يقتل أحد.",
    "e\u0301\u200b\u00a0killed 5",
    "\U0001f1f2\U0001f1f1 Seven soldiers were captured!!!! pic.example.org/x1",
    "No one was hurt.",
    "(((",
    "since March 30, more than 200 people have been killed",
]


def spans(record: dict[str, Any]) -> list[tuple[int, int, str]]:
    told = [e for c in record["claims"] for e in c["evidence"]]
    return [(e["start"], e["end"], e["text"]) for e in told + record["set_aside"]]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), st.sampled_from([" ", "\n\n", "\r\n\r\n", "\n"]))
def test_every_span_is_its_words(pieces: list[str], joiner: str) -> None:
    text = OPENING + joiner.join(pieces)
    record = json.loads(recount.record_json(recount.read(text, published=DAY)))
    assert record["report"]["text"] == text
    for start, end, words in spans(record):
        assert text[start:end] == words != ""
    for claim in record["claims"]:
        if claim["count"] is not None:
            assert claim["count"]["wording"] in text


def test_the_same_report_gives_the_same_bytes_with_any_threads_and_after_others() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    first = recount.record_json(recount.read(text, published=DAY))
    recount.read("Gunmen killed four villagers near Gao on Monday. " * 3, published=DAY)
    assert recount.record_json(recount.read(text, published=DAY, threads=2)) == first
    assert recount.record_json(recount.read_file(str(EXAMPLE), published=DAY)) == first


@pytest.fixture(scope="module")
def example() -> dict[str, Any]:
    record: dict[str, Any] = json.loads(recount.record_json(recount.read_file(str(EXAMPLE))))
    return record


def test_example_incidents_stand_apart_dated_and_placed(example: dict[str, Any]) -> None:
    found = {(i["when"]["start"], i["where"]["name"]) for i in example["incidents"]}
    assert {("2021-03-14", "Djenné"), ("2021-03-14", "Mopti")} <= found
    assert any(start == "2021-03-12" for start, _ in found)


def test_example_raid_counts_each_death_once(example: dict[str, Any]) -> None:
    raid = next(i for i in example["incidents"] if i["where"]["name"] == "Djenné")
    assert raid["totals"]["killed"] == {"low": 7, "best": 7, "high": 7}
    assert raid["totals"]["injured"] == {"low": 1, "best": 1, "high": 1}
    assert sorted(t["best"] for t in raid["tolls"] if t["harm"] == "killed") == [1, 6]


def test_example_rocket_fire_and_demonstration(example: dict[str, Any]) -> None:
    fire = next(i for i in example["incidents"] if i["where"]["name"] == "Mopti")
    assert fire["counts"] == {"intercepted": 4, "munitions": 12}
    march = next(i for i in example["incidents"] if i["when"]["start"] == "2021-03-12")
    assert march["totals"]["injured"] == {"low": 14, "best": 14, "high": 14}


def test_example_keeps_the_standing_total_the_supposed_and_the_denied_out(example: dict[str, Any]) -> None:
    by_id = {c["id"]: c for c in example["claims"]}
    assert any(by_id[a]["count"]["low"] == 91 for a in example["aggregates"])
    for claim in example["claims"]:
        if claim["extent"] == "cumulative" or claim["standing"] in ("hypothetical", "denied"):
            assert claim["incident"] is None
            assert claim["use"] == "set_aside"
            assert claim["why"]
    assert any(c["standing"] == "hypothetical" and c["count"]["low"] == 5 for c in example["claims"])
    assert any(c["standing"] == "denied" for c in example["claims"])


def test_example_says_that_no_person_has_checked_it(example: dict[str, Any]) -> None:
    assert {i["review"] for i in example["incidents"]} == {"machine"}


SEED = Path(__file__).parents[2] / "shared" / "gold" / "seed.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the coded reports are not here")
def test_founding_report() -> None:
    record = json.loads(recount.record_json(recount.read_file(str(SEED))))
    assert record["report"]["published"] == "2018-11-12"
    raid, fire, march = record["incidents"]
    tolls = {(t["harm"], t["group"]): (t["low"], t["best"], t["high"]) for t in raid["tolls"]}
    assert tolls["killed", "Palestinians"] == (7, 7, 7)
    assert raid["totals"]["killed"] == {"low": 8, "best": 8, "high": 8}
    assert fire["totals"] == {"killed": None, "injured": None}
    assert fire["counts"] == {"intercepted": 2, "launches": 10}
    assert march["totals"]["injured"] == {"low": 32, "best": 32, "high": 32}
    by_id = {c["id"]: c for c in record["claims"]}
    standing = {(by_id[a]["harm"], by_id[a]["count"]["low"]) for a in record["aggregates"]}
    assert {("killed", 201), ("injured", 2000)} <= standing
    assert [c["incident"] for c in record["claims"] if c["standing"] == "hypothetical"] == [None]


def _killed_words() -> set[str]:
    """Those that tell of it by themselves: "survived" does only where it is denied."""
    told = [e for e in load_acts().entries.values() if e.harm == "killed" and not e.under_negation]
    return {verb for entry in told for verb in entry.verbs}


def _told() -> list[str]:
    tables = Path(__file__).parent / "tables"
    rows = list(yaml.safe_load((tables / "harms.yml").read_text(encoding="utf-8")))
    for path in sorted((tables / "rules").glob("r*.yml")):
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        rows += [*table["fires"], *table["misses"]]
    return random.Random(3).sample(sorted({row[0] for row in rows}), 200)


def test_every_word_of_killing_leaves_a_trace() -> None:
    """A verb that can tell of a death is inside a claim's words, or set aside with its reason."""
    words, lost = _killed_words(), []
    for text in _told():
        seen = spans(json.loads(recount.record_json(recount.read(text, published=DAY))))
        for sentence in parsed(text).sentences if "\n" not in text else ():
            for token in sentence:
                told = token.upos == "VERB" and token.lemma.lower() in words
                if told and not any(start <= token.start < end for start, end, _ in seen):
                    lost.append((token.text, text))
    assert lost == []
