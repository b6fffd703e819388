"""The MUC-4 scorer: one slot, one template, and the official rows of 1992 where they are at hand."""

from pathlib import Path

import pytest

from eval.muc4.check import check
from eval.muc4.match import credit
from eval.muc4.score import map_templates, score, tally_pair
from eval.muc4.templates import Fill, read_templates, slots

OFFICIAL = Path(__file__).parents[3] / "shared" / "benchmarks" / "muc4"
SLOTS = {slot.name: slot for slot in slots()}

KEY = """
0.  MESSAGE: ID                     X-0001
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  - 04 FEB 90 / 03 FEB 90
3.  INCIDENT: LOCATION              (PERU: LIMA (CITY)) / (PERU)
4.  INCIDENT: TYPE                  BOMBING
5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED
9.  PERP: INDIVIDUAL ID             ? "TWO MEN" / "MEN"
12. PHYS TGT: ID                    "CITY BANK" / "BANK"
                                    "TRUCK"
13. PHYS TGT: TYPE                  FINANCIAL: "CITY BANK" / "BANK"
                                    TRANSPORT VEHICLE: "TRUCK"
18. HUM TGT: NAME                   *
0.  MESSAGE: ID                     X-0001
1.  MESSAGE: TEMPLATE               2 (OPTIONAL)
4.  INCIDENT: TYPE                  KIDNAPPING
19. HUM TGT: DESCRIPTION            "MAYOR"
0.  MESSAGE: ID                     X-0002
1.  MESSAGE: TEMPLATE               *
"""

RESPONSE = """
0.  MESSAGE: ID                     X-0001
1.  MESSAGE: TEMPLATE               1
4.  INCIDENT: TYPE                  ATTACK
12. PHYS TGT: ID                    "THE BANK"
                                    "BRIDGE"
13. PHYS TGT: TYPE                  FINANCIAL: "THE BANK"
                                    TRANSPORT VEHICLE: "BRIDGE"
"""


def templates(tmp_path: Path, text: str):
    path = tmp_path / "templates"
    path.write_text(text, encoding="utf-8")
    return read_templates(path)


@pytest.mark.parametrize(
    ("slot", "key", "response", "expected"),
    [
        ("inc-type", "BOMBING", "ATTACK", 0.5),
        ("inc-type", "ATTACK", "BOMBING", 0),
        ("inc-loc", "PERU: LIMA (CITY)", "PERU: LIMA (CITY)", 1),
        ("inc-loc", "PERU: LIMA (CITY)", "PERU", 0.5),
        ("inc-loc", "PERU: LIMA (CITY)", "PERU: CUZCO (CITY)", 0.5),
        ("inc-loc", "PERU", "PERU: LIMA (CITY)", 0),
        ("inc-loc", "PERU: LIMA (CITY)", "CHILE", 0),
        ("inc-date", "04 FEB 90", "04 FEB 90", 1),
        ("inc-date", "04 FEB 90", "- 04 FEB 90", 0),
        ("inc-date", "14 FEB 90", "04 FEB 90", 0),
        ("hum-tgt-desc", "JUDGES", "THE TWO JUDGES", 1),
        ("hum-tgt-desc", "JUDGES", "JUDGES OF LIMA", 0),
        ("phys-tgt-effect", "SOME DAMAGE", "DESTROYED", 0.5),
        ("phys-tgt-effect", "DESTROYED", "SOME DAMAGE", 0),
    ],
)
def test_credit_of_values(slot, key, response, expected):
    assert credit(SLOTS[slot], Fill((key,)), Fill((response,))) == expected


@pytest.mark.parametrize(("tags", "expected"), [(("BANK",), 1), ((), 0.5), (("BRIDGE",), 0)])
def test_a_cross_reference_must_be_right(tags, expected):
    key = Fill(("FINANCIAL",), ("CITY BANK", "BANK"))
    assert credit(SLOTS["phys-tgt-type"], key, Fill(("FINANCIAL",), tags)) == expected


def test_keys_are_read_with_alternatives_and_options(tmp_path):
    keys = templates(tmp_path, KEY)
    first, second = keys["X-0001"]
    assert (first.optional, second.optional) == (False, True)
    assert first.fills("inc-date") == (Fill(("- 04 FEB 90", "03 FEB 90")),)
    assert first.fills("inc-loc") == (Fill(("PERU: LIMA (CITY)", "PERU")),)
    assert first.fills("perp-ind-id") == (Fill(("TWO MEN", "MEN"), optional=True),)
    assert first.fills("phys-tgt-type")[1] == Fill(("TRANSPORT VEHICLE",), ("TRUCK",))
    assert first.fills("hum-tgt-name") == ()
    assert keys["X-0002"] == []


def test_a_pair_is_tallied_by_slot(tmp_path):
    key, response = templates(tmp_path, KEY)["X-0001"][0], templates(tmp_path, RESPONSE)["X-0001"][0]
    tallies = tally_pair(key, response)
    target = tallies["phys-tgt-id"]
    assert (target.pos, target.act, target.cor, target.inc) == (2, 2, 1, 1)
    assert tallies["phys-tgt-type"].cor == 1
    assert tallies["inc-type"].par == 1
    assert tallies["inc-stage"].mis == 1
    assert tallies["perp-ind-id"].pos == 0  # may be missing


def test_templates_map_by_type_and_content_only(tmp_path):
    key = templates(tmp_path, KEY)["X-0001"][0]
    response = templates(tmp_path, RESPONSE)["X-0001"][0]
    other = templates(tmp_path, RESPONSE.replace("FINANCIAL", "WATER").replace("THE BANK", "WELL"))["X-0001"][0]
    assert map_templates([key], [other, response])[0] == (key, response)
    unlike = templates(tmp_path, RESPONSE.split("12.")[0])["X-0001"][0]
    assert map_templates([key], [unlike]) == [(key, None), (None, unlike)]


def test_an_optional_template_costs_nothing_and_a_false_one_all_it_says(tmp_path):
    keys = templates(tmp_path, KEY)
    result = score(keys, {"X-0002": templates(tmp_path, RESPONSE)["X-0001"]})
    total = result.all_templates
    assert (total.pos, total.act, total.cor, total.spu) == (8, 5, 0, 5)
    assert result.template_ids.pos == 1


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the MUC-4 data are not here")
def test_the_systems_of_1992_score_as_the_official_program_scored_them():
    checks = check(OFFICIAL)
    assert len(checks) == 17
    assert {c.system: round(c.without_person, 1) for c in checks}["GE"] == 51.7
    off = {c.system: round(c.ours - c.without_person, 2) for c in checks if abs(c.ours - c.without_person) > 1}
    assert off == {}
