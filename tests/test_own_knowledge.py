"""Actors and a codebook of a user's own: they are read like the shipped ones, and a bad file is told in one line."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import recount
from recount.cli import run
from recount.errors import KnowledgeError
from recount.knowledge.codebook import load_codebook
from recount.knowledge.files import open_own

OWN = Path(__file__).parents[1] / "examples" / "own"
ACTORS, CODEBOOK = OWN / "actors.yml", OWN / "codebook.yml"
DAY = date(2024, 5, 7)
TEXT = "The Free Karsa Front killed two men near Gao in Mali on Monday. The FKF denied it."
HEAD = 'about: a\nsource: b\ndate: "2024-05-06"\n'

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str) -> Path:
        path = tmp_path / "own.yml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_own_actors_are_found_beside_the_shipped_ones() -> None:
    reading = recount.read(f"{TEXT} Boko Haram killed a farmer in Nigeria on Sunday.", DAY, actors=ACTORS)
    assert {c.by.actor_id for c in reading.claims if c.by} == {"free-karsa-front", "boko-haram"}
    without = recount.read(TEXT, DAY)
    assert "free-karsa-front" not in {c.by.actor_id for c in without.claims if c.by}


def test_own_actors_speak_as_what_they_are() -> None:
    reading = recount.read("The Free Karsa Front said that it had killed two soldiers near Gao.", DAY, actors=ACTORS)
    assert [(s.kind, "Karsa" in s.name) for c in reading.claims for s in c.speakers[1:]] == [("party", True)]


def test_a_row_of_ones_own_takes_the_place_of_the_shipped_one(write: Write) -> None:
    own = write(f"{HEAD}actors:\n  - boko-haram | JAS faction | rebel | NG | 2002- | Boko Haram | acled\n")
    reading = recount.read("Boko Haram killed a farmer in Nigeria on Sunday.", DAY, actors=own)
    assert [(c.by.name, c.by.actor_id) for c in reading.claims if c.by] == [("JAS faction", "boko-haram")]


def test_the_stamp_tells_own_knowledge_apart() -> None:
    stamps = [
        recount.read(TEXT, DAY, actors=a, codebook=c).stamp.knowledge
        for a, c in ((None, None), (ACTORS, None), (None, CODEBOOK), (ACTORS, CODEBOOK), (ACTORS, None))
    ]
    assert len(set(stamps)) == 4 and stamps[1] == stamps[4]


def test_a_file_that_changes_is_read_anew(write: Write) -> None:
    row = "  - {} | Free Karsa Front | rebel | ML | 2021- | | acled\n"
    ids = []
    for key in ("one", "two"):
        own = write(f"{HEAD}actors:\n{row.format(key)}")
        ids.append({c.by.actor_id for c in recount.read(TEXT, DAY, actors=own).claims if c.by})
    assert ids == [{"one"}, {"two"}]


def _told(text: str, codebook: Path | None = CODEBOOK) -> list[dict[str, object]]:
    record = recount.record_of(recount.read(text, DAY, codebook=codebook))
    return [incident["event"] for incident in record["incidents"]]


def test_an_own_codebook_names_events_and_fills_its_columns() -> None:
    shipped = {"plover": None, "mode": None}
    assert _told("Police killed two men in Gao on Monday.") == [
        {"type": "Killing by state forces", "sub_type": "Unlawful until shown otherwise", **shipped}
        | {"code": "K1", "severity": "high"}
    ]
    assert _told("Gunmen killed two men in Gao on Monday.") == [
        {"type": "Killing", "sub_type": None, **shipped, "code": "K2", "severity": None}
    ]
    assert _told("Rebels seized the town of Gao on Monday.")[0]["code"] is None


def test_a_record_without_an_own_codebook_has_no_more_columns() -> None:
    assert set(_told("Gunmen killed two men in Gao on Monday.", None)[0]) == {"type", "sub_type", "plover", "mode"}


@pytest.mark.parametrize("rule", load_codebook(open_own(CODEBOOK)).rules, ids=lambda rule: rule.id)
def test_the_examples_of_the_shipped_own_codebook(rule) -> None:  # type: ignore[no-untyped-def]
    assert all(_told(text)[0]["type"] == rule.type for text in rule.examples)
    assert all(_told(text)[0]["type"] != rule.type for text in rule.counter_examples)


def test_a_decision_keeps_the_own_codebook() -> None:
    reading = recount.read("Gunmen killed two men in Gao on Monday.", DAY, codebook=CODEBOOK)
    claim = next(c for c in reading.claims if c.harm == "killed")
    decided = recount.decide(reading, [])
    assert decided.claim(claim.id).event == claim.event
    assert [i.event.columns for i in decided.incidents] == [i.event.columns for i in reading.incidents]


BAD_ACTORS = [
    ("actors:\n  - a | A | rebel | ML | 2021- | b\n", "6 columns between its |, not 7"),
    ("actors:\n  - a b | A | rebel | ML | - | | acled\n", "an id is of small letters"),
    ("actors:\n  - a | A | army | ML | - | | acled\n", "there is no kind 'army'; kinds are state_forces"),
    ("actors:\n  - a | A | rebel | Mali | - | | acled\n", "'Mali' is no country"),
    ("actors:\n  - a | A | rebel | ML | 20- | | acled\n", "years '20-' not understood; write 1990-2005"),
    ("actors:\n  - a | A | rebel | ML | 2005-1999 | | acled\n", "end before they begin"),
    ("actors:\n  - a | A | rebel | ML | - | | \n", "no source; name a work"),
    ("actors:\n  - a | A | rebel | ML | - | | mine\n", "no source has the key 'mine'; add it under sources"),
    ("actors:\n  - a | =- | rebel | ML | - | | acled\n", "the name '=-' has no word in it"),
    (
        "actors:\n  - a | A | rebel | ML | - | | acled\n  - a | B | rebel | ML | - | | acled\n",
        "two actors have this id",
    ),
    ("actor: []\n", "actors: Field required"),
    ("actors: [\n", "no YAML"),
]
RULE = "rules:\n  - {id: r, type: T, "
BAD_CODEBOOKS = [
    (f"{RULE}any: [kil]}}\n", "rule r: any: there is no 'kil'; did you mean kill"),
    (f"{RULE}agents: [soldiers]}}\n", "rule r: agents: there is no 'soldiers'"),
    (f"{RULE}weapons: [drones]}}\n", "rule r: weapons: there is no 'drones'; did you mean drone"),
    (f"{RULE}victims: [civilians]}}\n", "rule r: victims: there is no 'civilians'; did you mean civilian"),
    (f"{RULE}columns: {{code: X}}}}\n", "rule r: column 'code' is not among the columns of the file"),
    (f"columns: [mode]\n{RULE}any: [kill]}}\n", "columns: 'mode' cannot be a column"),
    ("rules:\n  - {id: r, type: T}\n  - {id: r, type: U}\n", "rule r: two rules have this id"),
    ("rules:\n  - {id: r}\n", "rules.0.type: Field required"),
    (f"{RULE}anny: [kill]}}\n", "rules.0.anny: Extra inputs are not permitted"),
]


@pytest.mark.parametrize(("body", "said"), BAD_ACTORS)
def test_a_bad_file_of_actors_is_told(body: str, said: str, write: Write) -> None:
    with pytest.raises(KnowledgeError) as told:
        recount.read(TEXT, DAY, actors=write(HEAD + body))
    assert said in str(told.value) and "own.yml: " in str(told.value)


@pytest.mark.parametrize(("body", "said"), BAD_CODEBOOKS)
def test_a_bad_codebook_is_told(body: str, said: str, write: Write) -> None:
    with pytest.raises(KnowledgeError) as told:
        recount.read(TEXT, DAY, codebook=write(HEAD + body))
    assert said in str(told.value) and "own.yml: " in str(told.value)


def test_a_file_that_is_none_of_both_is_told(tmp_path: Path, write: Write) -> None:
    for path, said in ((tmp_path / "no.yml", "No such file"), (tmp_path, "Is a directory"), (write("[]"), "no")):
        with pytest.raises(KnowledgeError, match=said):
            recount.read(TEXT, DAY, actors=path)
    (tmp_path / "latin.yml").write_bytes(b"about: caf\xe9\n")
    with pytest.raises(KnowledgeError, match="not UTF-8 at byte 10; save the file as UTF-8"):
        recount.read(TEXT, DAY, codebook=tmp_path / "latin.yml")


def test_the_command_reads_with_own_knowledge(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    given = ["read", str(report), "--date", "2024-05-07", "--json"]
    assert run([*given, "--actors", str(ACTORS), "--codebook", str(CODEBOOK)]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["incidents"][0]["sides"][0]["actor_id"] == "free-karsa-front"
    assert record["incidents"][0]["event"]["code"] == "K2"


def test_the_command_refuses_a_bad_file_before_any_report(
    tmp_path: Path, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(HEAD + BAD_CODEBOOKS[0][0])
    assert run(["read", "a.txt", "b.txt", "--codebook", str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err == f"recount: {path}: rule r: any: there is no 'kil'; did you mean kill\n"
