"""`recount read FILE --review` as a person meets it: scripted by lines, and by single keys on a real terminal."""

import json
import os
import re
import select
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from recount.cli import run

REPORT = """Gunmen killed six villagers in Gao on Sunday, the mayor said. Two women were wounded in Gao.

Two drivers never saw the evening. The council killed the budget bill.
"""
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "gao.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@dataclass(frozen=True, slots=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def record(self) -> dict[str, Any]:
        made: dict[str, Any] = json.loads(self.out)
        return made


class Desk:
    """The command, run here; the keys are lines of standard input."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def run(self, *arguments: object, keys: str = "") -> Done:
        end, start = os.pipe()
        os.write(start, keys.encode())
        os.close(start)
        with os.fdopen(end) as stdin:
            self._monkeypatch.setattr(sys, "stdin", stdin)
            code = run(["read", *map(str, arguments), "--date", "2021-03-16"])
        return Done(code, *self._capsys.readouterr())

    def review(self, report: Path, keys: str, *arguments: object, by: str | None = "Ana") -> Done:
        named = ["--by", by] if by is not None else []
        return self.run(report, "--review", *named, *arguments, keys=keys)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> Desk:
    return Desk(monkeypatch, capsys)


def test_a_review_makes_a_coded_record_that_can_be_made_again_without_a_person(
    report: Path, desk: Desk, tmp_path: Path
) -> None:
    done = desk.review(report, "a\na\na\n", "--json")
    assert done.code == 0, done.err
    assert [i["review"] for i in done.record["incidents"]] == ["coded"]
    assert done.record["incidents"][0]["answered_by"] == ["Ana"]
    assert "1 of 3" in done.err and "Time for this report: " in done.err and "3 decisions" in done.err
    file = tmp_path / "gao.txt.decisions.jsonl"
    again = desk.run(report, "--decisions", file, "--json")
    assert (again.code, again.out, again.err) == (0, done.out, "")


def test_a_correction_keeps_its_words_or_is_refused(report: Path, desk: Desk) -> None:
    done = desk.review(report, 'c\nn\n7 "six villagers"\nn\n2 "two drivers"\nd\nrep\n\nq\n', "--json")
    assert "'six villagers' does not say 7" in done.err
    claim = next(c for c in done.record["claims"] if c["decided"])
    assert (claim["count"]["low"], claim["count"]["wording"], claim["standing"]) == (2, "Two drivers", "reported")
    assert "corrected by Ana: count 6 to 2" in claim["why"]
    assert done.record["incidents"][0]["review"] == "machine"


def test_a_claim_is_added_an_answer_undone_and_the_text_shown(report: Path, desk: Desk) -> None:
    keys = "t\n+\ntwo drivers never saw\nkilled\nn\n2\ne\nother\ni\n1\n\na\nu\n?\nx\nq\n"
    done = desk.review(report, keys, "--json")
    added = next(c for c in done.record["claims"] if c["decided"])
    assert added["decided"]["verb"] == "add"
    assert added["evidence"][0]["text"] == "Two drivers never saw"
    assert added["incident"] == done.record["incidents"][0]["id"]
    assert [row["verb"] for row in done.record["decisions"]] == ["add", "accept", "undo"]
    assert "'x' is no key here" in done.err and "taken back: accept" in done.err and "undo your last" in done.err


def test_a_review_is_taken_up_where_it_was_left(report: Path, desk: Desk) -> None:
    desk.review(report, "a\nq\n")
    done = desk.review(report, "n\nr\na\n\nr\nno harm\nq\n", "--json")
    assert "2 of 3" in done.err and "Time for this report, in this sitting: " in done.err
    assert "The rest was left for later" in done.err
    rejected = [c for c in done.record["claims"] if c["decided"] and c["decided"]["verb"] == "reject"]
    assert [(c["use"], c["why"]) for c in rejected] == [("set_aside", "rejected by Ana: no harm")]
    assert "these words are set aside already" in done.err


def test_the_name_is_asked_for_and_needed(report: Path, desk: Desk) -> None:
    done = desk.review(report, "Ben\na\nq\n", "--json", by=None)
    assert {c["decided"]["who"] for c in done.record["claims"] if c["decided"]} == {"Ben"}
    nameless = desk.review(report, "\n", by=None)
    assert (nameless.code, nameless.out) == (2, "")
    assert "--review: a decision needs a name" in nameless.err.splitlines()[-1]


def test_nothing_is_left_where_nothing_was_answered(report: Path, desk: Desk) -> None:
    assert desk.review(report, "q\n").code == 0
    assert [path.name for path in report.parent.iterdir()] == ["gao.txt"]


def test_the_record_and_the_page_go_to_files(report: Path, desk: Desk, tmp_path: Path) -> None:
    done = desk.review(report, "a\n", "--out", tmp_path / "r.json", "--html", tmp_path / "p.html")
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["decisions"]
    assert "Ana" in (tmp_path / "p.html").read_text(encoding="utf-8")
    assert "r.json: 1 incidents" in done.out


ROOT = Path(__file__).parents[2]


def test_the_worked_example_of_the_document_comes_out_as_it_says(desk: Desk, tmp_path: Path) -> None:
    told = (ROOT / "docs" / "review.md").read_text(encoding="utf-8")
    keys = told.partition("```keys\n")[2].partition("```")[0]
    example = ROOT / "examples" / "river-town.txt"
    decisions = tmp_path / "d.jsonl"
    before = desk.run(example, "--json").record
    done = desk.review(example, keys, "--decisions", decisions, "--json")
    verbs = [row["verb"] for row in done.record["decisions"]]
    assert verbs == ["accept"] * 2 + ["correct"] * 2 + ["add"], (
        "the example is read otherwise: write docs/review.md anew"
    )
    assert [i["totals"] for i in done.record["incidents"]] == [i["totals"] for i in before["incidents"]]
    shown = " ".join(desk.run(example, "--decisions", decisions).out.split())
    for line in re.findall(r"^> (.+)", told, re.M):
        assert line in shown


USAGE = [
    (["a", "b", "--review"], "--review is for one report"),
    (["a", "b", "--decisions", "d"], "--decisions is for one report"),
    (["-", "--review"], "give the report as a file"),
    (["a", "--decisions", "no/such/file"], "there is no file no/such/file"),
]


@pytest.mark.parametrize(("arguments", "words"), USAGE)
def test_bad_usage_is_one_line_and_exit_2(arguments: list[str], words: str, desk: Desk) -> None:
    done = desk.run(*arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert words in done.err


def test_decisions_on_another_report_are_refused_in_one_line(report: Path, desk: Desk, tmp_path: Path) -> None:
    desk.review(report, "a\nq\n")
    other = tmp_path / "other.txt"
    other.write_text(REPORT.replace("six", "four"), encoding="utf-8")
    done = desk.run(other, "--decisions", tmp_path / "gao.txt.decisions.jsonl")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "gao.txt.decisions.jsonl: a decision of Ana is on another report" in done.err


# From here on, the command itself is run, on a terminal.

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")


PATIENCE = 60  # seconds until a terminal that shows nothing has failed


class Terminal:
    """The command on a pseudo-terminal, as a person sees it."""

    def __init__(self, *arguments: object) -> None:
        self.child, self.screen = pty.fork()
        if self.child == 0:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            whole = [sys.executable, "-m", "recount.cli", "read", *map(str, arguments), "--date", "2021-03-16"]
            os.execvpe(sys.executable, whole, {**os.environ, "TERM": "xterm", "COLUMNS": "100"})
        self.shown = ""

    def wait_for(self, words: str) -> None:
        """Reads what is shown until these words come; words that came before do not count again."""
        until = time.monotonic() + PATIENCE
        while words not in self.shown:
            assert time.monotonic() < until, f"{words!r} did not come: {self.shown}"
            if not select.select([self.screen], [], [], 1)[0]:
                continue
            try:
                self.shown += os.read(self.screen, 4096).decode("utf-8", "replace")
            except OSError:  # the terminal was closed
                assert words in self.shown, self.shown
        self.shown = self.shown.partition(words)[2]

    def press(self, keys: str) -> None:
        os.write(self.screen, keys.encode())

    def end(self) -> int:
        """What it still shows, until it ends; its exit code."""
        try:
            while more := os.read(self.screen, 4096):
                self.shown += more.decode("utf-8", "replace")
        except OSError:
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])


def decisions(report: Path) -> list[dict[str, Any]]:
    lines = Path(f"{report}.decisions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_single_keys_need_no_enter_on_a_terminal(report: Path) -> None:
    terminal = Terminal(report, "--review")
    terminal.wait_for("Who reviews?")
    terminal.press("Zoë\n")
    terminal.wait_for("1 of 3")
    terminal.wait_for("help")
    terminal.press("\x1b[A")  # an arrow is no answer
    terminal.press("a")
    terminal.wait_for("2 of 3")
    terminal.press("ce")
    terminal.wait_for("extent: ")
    terminal.press("running\n")
    terminal.wait_for("Enter keeps these")
    terminal.press("\n")
    terminal.wait_for("3 of 3")
    terminal.press("q")
    assert terminal.end() == 0
    assert "Time for this report" in terminal.shown
    assert [(row["verb"], row["who"]) for row in decisions(report)] == [("accept", "Zoë"), ("correct", "Zoë")]


def test_ctrl_c_loses_no_answer_and_leaves_the_terminal_as_it_was(report: Path) -> None:
    import termios

    terminal = Terminal(report, "--review", "--by", "Ana")
    terminal.wait_for("1 of 3")
    before = termios.tcgetattr(terminal.screen)[3] | termios.ICANON | termios.ECHO
    terminal.press("a")
    terminal.wait_for("2 of 3")
    terminal.press("\x03")
    terminal.wait_for("1 decision of Ana saved in")
    assert termios.tcgetattr(terminal.screen)[3] & before == before
    assert terminal.end() == 130
    assert [row["verb"] for row in decisions(report)] == ["accept"]
