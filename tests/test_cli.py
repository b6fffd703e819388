"""The command line as its users meet it: what is printed where, and with which exit code."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from invented import document, reading

import recount
from recount.cli import run
from recount.errors import InputError
from recount.model.reading import Reading

REPORT = Path(__file__).parents[1] / "examples" / "river-town.txt"


def fake_read(name: str, published: date | None, profile: str, threads: int, **own: Path) -> Reading:
    """Reads by the name: "bad" cannot be read, "french" has no pack, "fault" shows a fault of recount itself."""
    if name == "bad":
        raise InputError("bad", "no such file", "check the path")
    if name == "fault":
        raise ZeroDivisionError("oh")
    if name == "locked":
        raise PermissionError(13, "Permission denied", "locked")
    stamp = replace(reading().stamp, profile=profile)
    if name.startswith("french"):
        unread = {"claims": (), "incidents": (), "aggregates": (), "set_aside": (), "unread": (("fr", 1),)}
        return reading(document=document(name=name, published=None, language="fr"), stamp=stamp, **unread)
    dated = None if name == "undated" and published is None else published or date(2024, 3, 9)
    return reading(document=document(name=name, published=dated), stamp=stamp)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(vars(recount), "read_file", fake_read)


Captured = pytest.CaptureFixture[str]
pytestmark = pytest.mark.filterwarnings("error")


@pytest.mark.usefixtures("reads")
class TestOneReport:
    def test_it_is_shown_for_people(self, capsys: Captured) -> None:
        assert run(["read", "a.txt"]) == 0
        out, err = capsys.readouterr()
        assert "Shelling at Varosh, 8 March 2024" in out
        assert "Not yet reviewed by a person" in out
        assert err == ""

    def test_piped_lines_have_no_trailing_space_and_no_escape(self, capsys: Captured) -> None:
        run(["read", "a.txt"])
        out = capsys.readouterr().out
        assert all(line == line.rstrip() for line in out.splitlines())
        assert "\x1b" not in out

    def test_json_is_one_record_and_nothing_else(self, capsys: Captured) -> None:
        assert run(["read", "a.txt", "--json"]) == 0
        out = capsys.readouterr().out
        assert json.loads(out) == recount.record_of(fake_read("a.txt", None, "literal", 1))
        assert out.count("\n") == 1

    def test_no_date_is_a_warning(self, capsys: Captured) -> None:
        assert run(["read", "undated", "--json"]) == 0
        out, err = capsys.readouterr()
        assert json.loads(out)["report"]["published"] is None
        assert "undated" in err and "--date" in err

    def test_the_date_of_the_call_is_used(self, capsys: Captured) -> None:
        assert run(["read", "undated", "--json", "--date", "2021-02-03"]) == 0
        out, err = capsys.readouterr()
        assert json.loads(out)["report"]["published"] == "2021-02-03"
        assert err == ""

    def test_the_profile_of_the_call_is_used(self, capsys: Captured) -> None:
        assert run(["read", "a.txt", "--json", "--profile", "acled-style"]) == 0
        assert json.loads(capsys.readouterr().out)["recount"]["profile"] == "acled-style"

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("bad", ["bad: no such file; check the path"]),
            ("fault", ["fault", "ZeroDivisionError", "report it"]),
            ("locked", ["locked", "Permission denied", "check the path"]),
        ],
    )
    @pytest.mark.parametrize("form", [[], ["--json"]])
    def test_a_refusal_is_one_line_that_names_file_fault_and_remedy(
        self, name: str, words: list[str], form: list[str], capsys: Captured
    ) -> None:
        assert run(["read", name, *form]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("recount: ") and err.count("\n") == 1
        assert [word for word in words if word not in err] == []


@pytest.mark.usefixtures("reads")
class TestSeveralReports:
    def test_records_come_one_a_line_in_the_order_of_the_files(self, capsys: Captured) -> None:
        assert run(["read", "b", "a", "--json"]) == 0
        records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert len(records) == 2

    def test_a_bad_one_does_not_stop_the_others(self, capsys: Captured) -> None:
        assert run(["read", "a", "bad", "fault", "b", "--json"]) == 1
        out, err = capsys.readouterr()
        assert len(out.splitlines()) == 2
        assert "bad: no such file" in err and "ZeroDivisionError" in err
        assert "2 of 4 reports read, 2 refused" in err

    def test_unread_languages_are_counted(self, capsys: Captured) -> None:
        assert run(["read", "french-1", "a", "french-2", "bad", "--json"]) == 1
        out, err = capsys.readouterr()
        assert [json.loads(line)["unread"] for line in out.splitlines()][::2] == [
            [{"language": "fr", "reports": 1}]
        ] * 2
        assert "1 of 4 reports read, 1 refused, unread, by language: fr 2" in err

    def test_all_are_shown_for_people(self, capsys: Captured) -> None:
        assert run(["read", "a", "b"]) == 0
        assert capsys.readouterr().out.count("Shelling at Varosh, 8 March 2024") == 2


@pytest.mark.usefixtures("reads")
def test_a_report_in_a_language_without_a_pack_is_said_to_be_unread(capsys: Captured) -> None:
    assert run(["read", "french.txt", "--json"]) == 1
    out, err = capsys.readouterr()
    record = json.loads(out)
    assert (record["unread"], record["claims"]) == ([{"language": "fr", "reports": 1}], [])
    assert err == (
        "recount: french.txt: not read: no language pack reads 'fr'; install a pack for it, or pass another report\n"
    )


USAGE = [
    ([], "no command"),
    (["read"], "FILE"),
    (["reed", "a"], "reed"),
    (["read", "a", "--nope"], "--nope"),
    (["read", "a", "--date", "yesterday"], "'yesterday'"),
    (["read", "a", "--date", "2024-02-30"], "'2024-02-30'"),
    (["read", "a", "--threads", "0"], "--threads"),
    (["read", "a", "--profile", "mine"], "airwars-style, literal"),
    (["read", "-", "a", "-"], "- stands twice"),
    (["read", "a", "b", "--html", "p.html"], "--html is for one report"),
    (["read", "a", "--html", "."], "is not a file"),
    (["read", "a", "--html", "-", "--json"], "--html - and --json both print"),
    (["read", "a", "b", "--html", "-"], "--html is for one report"),
    (["read", "a", "--out", "-"], "--json prints the record"),
    (["read", "a", "b", "--out", "r.json"], "--out is for one report"),
    (["read", "a", "--html", "no/such/folder/p.html"], "there is no folder"),
]


@pytest.mark.usefixtures("reads")
@pytest.mark.parametrize(("arguments", "words"), USAGE)
def test_bad_usage_is_one_line_and_exit_2(arguments: list[str], words: str, capsys: Captured) -> None:
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("recount: ") and err.count("\n") == 1
    assert words in err


def test_a_hostile_file_name_cannot_write_to_the_terminal(capsys: Captured) -> None:
    assert run(["read", "no\x1b[2Jsuch\nfile.txt"]) == 2
    err = capsys.readouterr().err
    assert "\x1b" not in err and err.count("\n") == 1


@pytest.mark.usefixtures("reads")
class TestPage:
    def test_the_page_is_written_whole(self, tmp_path: Path, capsys: Captured) -> None:
        page = tmp_path / "p.html"
        assert run(["read", "a", "--html", str(page)]) == 0
        assert page.read_text(encoding="utf-8") == recount.page_of(fake_read("a", None, "literal", 1))
        assert "2 incidents, 9 claims, 1 questions for a person" in capsys.readouterr().out
        assert [path.name for path in tmp_path.iterdir()] == ["p.html"]

    def test_the_page_may_be_printed(self, capsys: Captured) -> None:
        assert run(["read", "a", "--html", "-"]) == 0
        assert capsys.readouterr().out == recount.page_of(fake_read("a", None, "literal", 1))

    def test_the_record_may_be_written_to_a_file(self, tmp_path: Path, capsys: Captured) -> None:
        assert run(["read", "a", "--out", str(tmp_path / "r.json")]) == 0
        made = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
        assert made == recount.record_of(fake_read("a", None, "literal", 1))
        assert "r.json: 2 incidents" in capsys.readouterr().out

    def test_the_record_may_be_printed_with_it(self, tmp_path: Path, capsys: Captured) -> None:
        assert run(["read", "a", "--json", "--html", str(tmp_path / "p.html")]) == 0
        assert len(json.loads(capsys.readouterr().out)["claims"]) == 9

    def test_it_has_the_rights_of_any_new_file(self, tmp_path: Path) -> None:
        (tmp_path / "plain").touch()
        run(["read", "a", "--html", str(tmp_path / "p.html")])
        assert (tmp_path / "p.html").stat().st_mode == (tmp_path / "plain").stat().st_mode

    def test_the_report_itself_is_never_written_over(self, tmp_path: Path, capsys: Captured) -> None:
        report = tmp_path / "a.txt"
        report.write_text("kept")
        assert run(["read", str(report), "--html", str(report)]) == 2
        assert report.read_text() == "kept"
        assert "is the report itself" in capsys.readouterr().err

    def test_a_refused_report_leaves_an_older_page_alone(self, tmp_path: Path) -> None:
        page = tmp_path / "p.html"
        page.write_text("older")
        assert run(["read", "bad", "--html", str(page)]) == 2
        assert page.read_text() == "older"

    def test_a_page_that_cannot_be_written_leaves_nothing_behind(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
    ) -> None:
        def full(self: Path, target: Path) -> Path:
            raise OSError(28, "No space left on device", str(target))

        monkeypatch.setattr(Path, "replace", full)
        assert run(["read", "a", "--html", str(tmp_path / "p.html")]) == 2
        assert list(tmp_path.iterdir()) == []
        assert "No space left on device" in capsys.readouterr().err


@pytest.mark.usefixtures("reads")
def test_interruption_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def interrupted(*_: object) -> Reading:
        raise KeyboardInterrupt

    monkeypatch.setitem(vars(recount), "read_file", interrupted)
    assert run(["read", "a"]) == 130
    assert capsys.readouterr() == ("", "")


# From here on, the command itself is run, with the real reader.


def command(
    *arguments: str, given: bytes | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    whole = [sys.executable, "-m", "recount.cli", *arguments]
    return subprocess.run(whole, capture_output=True, check=False, input=given, env=env)


def test_the_version_names_what_makes_a_record() -> None:
    done = command("--version")
    lines = done.stdout.decode().splitlines()
    assert (done.returncode, done.stderr) == (0, b"")
    assert lines[0] == f"recount {recount.__version__}"
    assert lines[1].startswith("knowledge ")
    assert lines[2].startswith("language pack en: ")


def test_the_example_is_read_to_the_same_bytes_from_a_file_and_from_standard_input() -> None:
    from_file = command("read", str(REPORT), "--json")
    from_input = command("read", "-", "--json", given=REPORT.read_bytes())
    assert (from_file.returncode, from_input.returncode) == (0, 0)
    assert from_file.stdout == from_input.stdout
    record = json.loads(from_file.stdout)
    assert record["claims"] and record["incidents"]
    text = record["report"]["text"]
    assert all(e["text"] == text[e["start"] : e["end"]] for claim in record["claims"] for e in claim["evidence"])


def test_a_record_is_utf8_in_any_locale() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = command("read", str(REPORT), "--json", env=environment)
    assert done.returncode == 0
    assert done.stdout.decode("utf-8") == command("read", str(REPORT), "--json").stdout.decode("utf-8")


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_closed_pipe_is_no_traceback(form: list[str]) -> None:
    pipe_out, pipe_in = os.pipe()
    os.close(pipe_out)
    arguments = [sys.executable, "-m", "recount.cli", "read", str(REPORT), *form]
    try:
        done = subprocess.run(arguments, stdout=pipe_in, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(pipe_in)
    assert done.returncode == 141
    assert done.stderr == b""


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no disk that is always full")
def test_a_full_disk_is_one_line() -> None:
    with FULL.open("wb") as full:
        arguments = [sys.executable, "-m", "recount.cli", "--version"]
        done = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(b"recount: standard output: No space left on device; ")
    assert done.stderr.count(b"\n") == 1


WAITING = """
import signal, sys, time
import recount, recount.cli
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may start programs deaf to it
def read_file(*_):
    sys.stderr.write("reading")
    sys.stderr.flush()
    time.sleep(60)
recount.read_file = read_file
sys.exit(recount.cli.run(["read", "a"]))
"""


def test_ctrl_c_ends_quietly() -> None:
    with subprocess.Popen([sys.executable, "-c", WAITING], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as waiting:
        assert waiting.stderr is not None
        assert waiting.stderr.read(7) == b"reading"
        waiting.send_signal(signal.SIGINT)
        out, err = waiting.communicate(timeout=30)
    assert (waiting.returncode, out, err) == (130, b"", b"")
