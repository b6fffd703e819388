"""The commands on a store, as a person types them: what they print, and how they refuse."""

import json
from pathlib import Path

import pytest

from recount.account.open import Account
from recount.account.own import Today
from recount.cli import run

STORY = Path(__file__).parents[2] / "examples" / "terminal-blast"


@pytest.fixture
def store(account: Account) -> list[str]:
    return ["--store", account.where]


def told(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str, code: int = 0) -> str:
    assert run(arguments) == code
    return capsysbinary.readouterr().out.decode("utf-8")


def test_a_story_is_added_and_listed(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    store = ["--store", str(tmp_path / "a.db")]
    assert "13 added" in told(capsysbinary, "add", str(STORY), "--workers", "1", *store)
    assert "13 there already" in told(capsysbinary, "add", str(STORY), *store)
    listed = told(capsysbinary, "incidents", *store)
    assert "2 incidents from 13 reports; 2 not yet reviewed by a person" in listed
    assert "contested" in listed and "Molave" in listed


@pytest.mark.parametrize(
    "arguments",
    [
        ["incidents"],
        ["incidents", "--contested"],
        ["incidents", "--words", "coastal road"],
        ["incidents", "--as-of", "2021-03-10", "--profile", "acled-style"],
        ["history", "ea17"],
        ["why", "ea17", "killed"],
        ["decisions"],
        ["search", "coastal road"],
        ["decide", "accept", "67f1", "--by", "Ana"],
    ],
)
def test_json_is_one_array(store: list[str], arguments: list[str], capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    printed = told(capsysbinary, *arguments, *store, "--json")
    assert isinstance(json.loads(printed), list)


def test_no_incident_is_printed_without_the_words_of_its_claims(
    store: list[str], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    for incident in json.loads(told(capsysbinary, "incidents", *store, "--json")):
        claims = {claim["id"]: claim for claim in incident["claims"]}
        for toll in incident["tolls"]:
            assert toll["claims"] and all(claims[key]["evidence"][0]["text"] for key in toll["claims"])
            assert all(claims[key]["speakers"] and claims[key]["standing"] for key in toll["claims"])


def test_one_incident_is_shown_with_every_word(store: list[str], capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    shown = told(capsysbinary, "show", "ea17", *store)
    for words in ("Where voices differ", "Named", "Near, kept apart", "one voice (R34)", "killing four people"):
        assert words in " ".join(shown.split())
    whole = json.loads(told(capsysbinary, "show", "ea17", *store, "--json"))
    texts = {claim["evidence"][0]["text"] for claim in whole["claims"]}
    assert "killing four people" in texts
    both = json.loads(
        told(capsysbinary, "show", "ea17", *store, "--profile", "literal", "--profile", "acled-style", "--json")
    )
    assert list(both) == ["literal", "acled-style"]


def test_a_decision_is_made_listed_and_undone(store: list[str], capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    made = told(capsysbinary, "decide", "merge", "ea17", "67f1", "--by", "Ana", "--why", "one day", *store)
    assert "1 incident from" in told(capsysbinary, "incidents", *store)
    assert made.split()[0] in told(capsysbinary, "decisions", *store)
    told(capsysbinary, "undo", made.split()[0], "--by", "Ana", *store)
    assert "2 incidents from" in told(capsysbinary, "incidents", *store)
    told(capsysbinary, "undo", made.split()[0], "--by", "Ana", *store, code=2)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["incidents", "--box", "1,2,3"], "--box: '1,2,3' is no box"),
        (["incidents", "--since", "tomorrow"], "--since: 'tomorrow' is no day"),
        (["show", "ffff"], "has an id that begins with 'ffff'"),
        (["why", "ea17", "detained"], "no toll of detained"),
        (["decide", "approve", "ea17", "--by", "Ana"], "no verb 'approve'"),
        (["export", "--out", "x.json", "--format", "xlsx"], "no format 'xlsx'"),
        (["search", "!!"], "no word to look for"),
        (["show", "ea17", "--profile", "none"], "no profile 'none'"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    store: list[str], arguments: list[str], said: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run([*arguments, *store]) == 2
    error = capsysbinary.readouterr().err.decode("utf-8")
    assert said in error and error.count("\n") == 1


def test_a_store_keeps_its_profile(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    store = ["--store", str(tmp_path / "a.db")]
    first, second = (str(path) for path in sorted(STORY.glob("*.html"))[:2])
    told(capsysbinary, "add", first, "--profile", "acled-style", *store)
    told(capsysbinary, "add", second, "--profile", "acled-style", *store)
    assert run(["add", second, "--profile", "ucdp-style", *store]) == 2
    assert "it keeps its tolls by acled-style" in capsysbinary.readouterr().err.decode("utf-8")


def test_words_filter_the_account_of_a_day_too(store: list[str], capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    asked = ["incidents", "--as-of", "2021-03-10", "--words", "motorcycles", *store]
    assert "Molave" in told(capsysbinary, *asked)
    assert "Pagadian" not in told(capsysbinary, *asked)


def test_a_store_that_is_not_there_is_not_made_by_reading(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    where = tmp_path / "none.db"
    assert run(["incidents", "--store", str(where)]) == 2
    assert "no store there" in capsysbinary.readouterr().err.decode("utf-8")
    assert not where.exists()


def test_an_export_is_one_record_of_the_whole_store(
    store: list[str], tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    out = tmp_path / "record.json"
    told(capsysbinary, "export", "--out", str(out), *store)
    record = json.loads(out.read_text(encoding="utf-8"))
    assert (len(record["reports"]), len(record["incidents"]), len(record["aggregates"])) == (13, 2, 1)
    texts = {report["id"]: report["text"] for report in record["reports"]}
    for claim in record["claims"]:
        for words in claim["evidence"]:
            assert texts[claim["report"]][words["start"] : words["end"]] == words["text"]
        assert claim["use"] and claim["why"]
    named = {key for incident in record["incidents"] for toll in incident["tolls"] for key in toll["claims"]}
    assert named <= {claim["id"] for claim in record["claims"]}


def test_a_store_is_verified_and_redacted(store: list[str], capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert "all as it was kept" in told(capsysbinary, "verify", *store)
    why = ["--reason", "asked by the family", "--by", "Ana"]
    told(capsysbinary, "redact", "--person", "Maria Santos", "Maria Santoz", *why, *store)
    assert "Santos" not in told(capsysbinary, "show", "ea17", *store)
    assert "all as it was kept" in told(capsysbinary, "verify", *store)
    report = json.loads(told(capsysbinary, "search", "lowered", *store, "--json"))[0]["report"]
    told(capsysbinary, "redact", report[7:17], *why, *store)
    assert "from 12 reports" in told(capsysbinary, "incidents", *store)
    assert "1 refused" in told(capsysbinary, "add", str(STORY), *store, code=1)
    assert "all as it was kept" in told(capsysbinary, "verify", *store)


def test_reports_are_read_again_by_new_rules_and_decisions_stay(
    store: list[str], monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    told(capsysbinary, "decide", "merge", "ea17", "67f1", "--by", "Ana", *store)
    assert "0 read again, 13 there already" in told(capsysbinary, "reread", "--workers", "1", *store)
    monkeypatch.setattr(Today, "made", lambda self, stamp: False)
    assert "13 read again" in told(capsysbinary, "reread", "--workers", "1", *store)
    assert "1 incident from 13 reports" in told(capsysbinary, "incidents", *store)
