"""The two corpora's forms and the figures, on invented articles."""

from pathlib import Path

import pytest

from eval.geoparsing import FORMS, NOWHERE_KM, articles, score
from recount.errors import InputError

TEXT = "Gunmen shot two men in Kandahar on Monday. Afghan police came from Herat. Nobody was hurt in Zzyzxqv."
LGL = """<?xml version="1.0" encoding="utf-8"?>
<articles><article docid="1"><text><![CDATA[{text}]]></text><toponyms>
<toponym><start>{s}</start><end>{e}</end><phrase>Kandahar</phrase>
 <gaztag geonameid="1138336"><lat>31.61</lat><lon>65.71</lon></gaztag></toponym>
<toponym><start>43</start><end>49</end><phrase>Afghan</phrase>
 <gaztag geonameid="1149361"><lat>33.0</lat><lon>66.0</lon></gaztag></toponym>
<toponym><start>{z}</start><end>{y}</end><phrase>Zzyzxqv</phrase>
 <gaztag geonameid="1"><lat>0.5</lat><lon>0.5</lon></gaztag></toponym>
<toponym><start>0</start><end>6</end><phrase>Herat</phrase></toponym>
</toponyms></article></articles>"""
GWN = """<?xml version="1.0"?><articles><article file="7"><text>{text}</text><toponyms>
<toponym><extractedName>Kandahar</extractedName><nonLocational>No</nonLocational><start>{s}</start><end>{e}</end>
 <geonamesID>1138336</geonamesID><latitude>31.61</latitude><longitude>65.71</longitude></toponym>
<toponym><extractedName>Herat</extractedName><start>{h}</start><end>{g}</end><geonamesID/>
 <latitude>34.35</latitude><longitude>62.2</longitude></toponym>
<toponym><extractedName>police</extractedName><start>50</start><end>56</end></toponym>
</toponyms></article></articles>"""


def written(folder: Path, file: str, form: str) -> Path:
    at = {"s": "Kandahar", "h": "Herat", "z": "Zzyzxqv"}
    starts = {key: TEXT.index(word) for key, word in at.items()}
    ends = {"e": starts["s"] + 8, "g": starts["h"] + 5, "y": starts["z"] + 7}
    (folder / file).write_text(form.format(text=TEXT, **starts, **ends), encoding="utf-8")
    return folder / file


def test_a_name_whose_offsets_do_not_give_its_words_is_left_out_and_counted(tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path, "lgl.xml", LGL), FORMS["LGL"])
    assert [t.span.of(article.text) for t in article.toponyms] == ["Kandahar", "Afghan", "Zzyzxqv"]
    assert article.astray == 1


def test_only_what_has_a_place_is_a_name_of_geowebnews(tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path, "GWN.xml", GWN), FORMS["GeoWebNews"])
    assert [(t.span.of(article.text), t.geonames_id) for t in article.toponyms] == [
        ("Kandahar", 1138336),
        ("Herat", None),
    ]


def test_figures_with_gold_names_and_without(tmp_path: Path) -> None:
    written(tmp_path, "lgl.xml", LGL)
    written(tmp_path, "GWN.xml", GWN)
    misses: list[str] = []
    value = {(row.set, row.figure): row.value for row in score(tmp_path, misses) if row.split == "all"}
    assert value["LGL", "ceiling: either"] == pytest.approx(2 / 3)
    assert value["LGL", "gold names: within 161 km"] == pytest.approx(2 / 3)
    assert value["LGL", "gold names: of the ceiling reached"] == 1.0
    assert value["LGL", "end to end: within 161 km"] == pytest.approx(2 / 3)
    assert value["LGL", "gold names: median km"] < 161
    assert value["LGL", "names left out, offsets wrong"] == 1.0
    assert value["GeoWebNews", "end to end: within 161 km"] == 1.0
    assert value["GeoWebNews", "coordinates alone: within 161 km"] == 1.0
    assert all("Zzyzxqv" in miss and "not held" in miss for miss in misses)
    assert NOWHERE_KM > 20_000


def test_a_broken_file_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "lgl.xml").write_text("<articles>", encoding="utf-8")
    with pytest.raises(InputError, match=r"lgl\.xml"):
        articles(tmp_path / "lgl.xml", FORMS["LGL"])
