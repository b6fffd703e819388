"""A record as MUC-4 templates, on reports in capitals that nobody else wrote."""

from datetime import date

import pytest

import recount
from eval.muc4.five import five_slots
from eval.muc4.mapping import templates_of
from eval.muc4.phrases import core, number, parts, without_nation
from eval.muc4.templates import Template
from eval.totals import by_expression

PLACES = {"LIMA": ["CITY"], "BOGOTA": ["CITY"]}


def templates(text: str, published: date = date(1989, 5, 10)) -> list[Template]:
    return templates_of("X-0001", recount.read(text, published), PLACES)


def values(template: Template, slot: str) -> list[str]:
    return [fill.values[0] for fill in template.fills(slot)]


BOMBING = """LIMA, 10 MAY 89 (AGENCY) -- LAST NIGHT TERRORISTS OF THE SHINING PATH BLEW UP A BANK IN LIMA. TWO TEACHERS
WERE KILLED AND A SHOPKEEPER WAS WOUNDED WHEN THE BOMB EXPLODED, POLICE SAID."""

KIDNAPPING = """BOGOTA, 10 MAY 89 (AGENCY) -- GUERRILLAS KIDNAPPED THE MAYOR OF PUERTO VERDE, PEDRO LUIS ARANGO, TODAY,
COLOMBIAN OFFICIALS SAID."""

CLASH = """BOGOTA, 10 MAY 89 (AGENCY) -- FIVE GUERRILLAS AND TWO SOLDIERS WERE KILLED IN A CLASH IN COLOMBIA TODAY."""


def test_a_bombing_has_its_day_place_targets_victims_and_perpetrators():
    (template,) = templates(BOMBING)
    assert values(template, "inc-type") == ["BOMBING"]
    assert values(template, "inc-date") == ["09 MAY 89 - 10 MAY 89"]
    assert values(template, "inc-loc") == ["PERU: LIMA (CITY)"]
    assert values(template, "phys-tgt-id") == ["BANK"]
    assert values(template, "phys-tgt-type") == ["FINANCIAL"]
    assert values(template, "hum-tgt-desc") == ["TEACHERS", "SHOPKEEPER"]
    assert values(template, "hum-tgt-num") == ["2", "1"]
    assert values(template, "hum-tgt-effect") == ["DEATH", "INJURY"]
    assert values(template, "perp-org-id") == ["SHINING PATH"]
    assert values(template, "perp-inc-cat") == ["TERRORIST ACT"]


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("IN HUANCAYO, IN JUNIN DEPARTMENT", "PERU: JUNIN (DEPARTMENT): HUANCAYO (CITY)"),
        ("IN HUANCAYO", "PERU: HUANCAYO (CITY)"),
        ("IN THE VICINITY OF LIMA", "PERU: LIMA (CITY)"),
        ("IN SOUTHERN PERU", "PERU"),
    ],
)
def test_a_place_goes_from_the_country_inwards(told: str, place: str) -> None:
    (template,) = templates(f"LIMA, 10 MAY 89 (AGENCY) -- TERRORISTS KILLED TWO TEACHERS {told} YESTERDAY.")
    assert values(template, "inc-loc") == [place]


def test_a_kidnapping_names_its_victim_and_has_no_instrument():
    (template,) = templates(KIDNAPPING)
    assert values(template, "inc-type") == ["KIDNAPPING"]
    assert values(template, "hum-tgt-name") == ["PEDRO LUIS ARANGO"]
    assert values(template, "hum-tgt-type") == ["GOVERNMENT OFFICIAL"]
    assert values(template, "inc-instr-type") == []


@pytest.mark.parametrize("text", [CLASH, CLASH.replace("COLOMBIA", "NORWAY"), "BOGOTA, 10 MAY 89 -- IT RAINED."])
def test_a_clash_of_armed_sides_is_no_incident_of_the_task(text):
    assert templates(text) == []


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("THE TWO POLICEMEN, WHO RAN", "POLICEMEN"),
        ("at least 12 peasants from the valley", "PEASANTS"),
        ("MAYOR OF ACHI", "MAYOR OF ACHI"),
        ("A", ""),
    ],
)
def test_the_core_of_a_phrase(wording, expected):
    assert core(wording) == expected


def test_joined_phrases_numbers_and_nations():
    assert parts("PRIESTS AND TWO WOMEN") == ["PRIESTS", "TWO WOMEN"]
    assert [number(w) for w in ("TWO WOMEN", "A MAN", "PRIESTS", "POLICE", "1,200 HOUSES")] == [
        "2",
        "1",
        "PLURAL",
        "PLURAL",
        "1200",
    ]
    assert without_nation("SPANISH PRIESTS") == ("PRIESTS", "ES")
    assert without_nation("U.S. CITIZEN") == ("U.S. CITIZEN", "US")


def test_five_slots_pair_templates_of_one_type_and_count_each_entity_once():
    (template,) = templates(BOMBING)
    gold = {
        "incident_type": "bombing",
        "PerpInd": [],
        "PerpOrg": [[["shining path", 50], ["sendero luminoso", 80]]],
        "Target": [[["bank", 90]], [["post office", 99]]],
        "Victim": [],
        "Weapon": [[["bomb", 120]]],
    }
    tallies = five_slots({"X-0001": [gold]}, {"X-0001": [template]})
    assert (tallies["PerpOrg"].cor, tallies["Target"].pos, tallies["Target"].cor) == (1, 2, 1)
    other = five_slots({"X-0001": [gold | {"incident_type": "arson"}]}, {"X-0001": [template]})
    assert other["PerpOrg"].cor == 0


@pytest.mark.parametrize(
    ("text", "harm", "expected"),
    [
        ("At least 12 people were killed.", "killed", 12),
        ("The raid left three villagers dead.", "killed", 3),
        ("It wounded 4 of them.", "injured", 4),
        ("Nobody was there.", "killed", None),
    ],
)
def test_the_expression_that_totals_are_set_beside(text, harm, expected):
    assert by_expression(text, harm) == expected
