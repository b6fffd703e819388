"""HRDsAttack's form, its mapping and its figures, on invented articles."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.choice import choices
from eval.dates import Asked, ranked, times_of
from eval.hrdsattack import Answer, Article, answered, articles, rows
from eval.persons import named_persons, plain_name
from eval.reports import read


def coded(**told: Any) -> dict[str, Any]:
    return {
        "perpetrator_mention": True,
        "perpetrator_type": "state actor",
        "violation_types": ["killing"],
        "year": "2021.0",
        "month": "March",
        "date": "14.0",
        "city": "None",
        "region": "None",
        "country": "England",
        "victims": [{"victim_name": "Mr Amadou Cissé"}, {"victim_name": None}],
    } | told


def one(number: int, coding: dict[str, Any], body: str = "<p>Soldiers shot a man &amp; left.</p>") -> dict[str, Any]:
    sample = {
        "Input.GLOBALEVENTID": number,
        "Input.title": "A man is shot",
        "Input.publish_date": "2021-03-15 02:48:13",
        "Input.article_interface": body,
    }
    return {"sample": sample, "merged_sample": coding}


def test_articles_are_read_from_the_set_s_form(tmp_path: Path) -> None:
    told = [one(1, coded()), one(2, coded(year="13.0", month="unknown", date=None, country="None")), one(3, coded())]
    (tmp_path / "train.json").write_text(json.dumps(told), encoding="utf-8")
    first, second = articles(tmp_path, without=frozenset({"3"}))
    assert first.text == "A man is shot\n\nSoldiers shot a man & left."
    assert (first.country, first.year, first.month, first.day, first.city) == ("GB", 2021, 3, 14, None)
    assert first.victims == {"amadou cissé"}
    assert (second.country, second.year, second.month, second.day) == (None, None, None, None)


@pytest.mark.parametrize(
    ("written", "plain"),
    [("Ms Awa  Traoré", "awa traoré"), ("Ko N’Dri.", "ko n'dri"), ("Msabila", "msabila")],
)
def test_plain_names(written: str, plain: str) -> None:
    assert plain_name(written) == plain


def test_a_victim_has_what_a_bystander_has_not() -> None:
    report = read("Soldiers killed the journalist Awa Traoré in Mopti on Monday. “It is a loss,” said Moussa Keita.")
    persons = named_persons(report)
    assert "any killed" in persons["awa traoré"] and "any speaks" not in persons["awa traoré"]
    assert "any killed" not in persons["moussa keita"] and persons["moussa keita"]["in no claim"]


def article(number: int, violation: str, name: str) -> Article:
    text = {
        "killing": f"Gunmen killed the teacher {name} in Mopti.",
        "kidnapping": f"Gunmen kidnapped the teacher {name} in Mopti.",
    }[violation]
    return Article(str(number), text, None, frozenset({violation}), frozenset({plain_name(name)}), *[None] * 6)


def test_the_learned_parts_find_plain_cases_in_folds_they_were_not_fitted_on() -> None:
    names = ["Awa Traoré", "Moussa Keita", "Issa Diallo", "Fanta Coulibaly"]
    told = [article(i, ("killing", "kidnapping")[i % 2], names[i % 4]) for i in range(40)]
    known = {a.text: read(a.text) for a in told}
    answers = answered(told, [known[a.text] for a in told])
    assert [a.violations for a in answers] == [a.violations for a in told]
    assert {a.by_rule for a in answers} == {("ML", "Mopti")}
    assert sum(a.victims == b.victims for a, b in zip(told, answers, strict=True)) == 40


def test_figures_count_only_what_the_coders_name() -> None:
    told = ("state actor", "ML", "Ségou", None, 3, None)
    gold = Article("1", "", None, frozenset({"killing", "other"}), frozenset({"awa traoré"}), *told)
    quiet = Article("2", "", None, frozenset({"other"}), frozenset(), *[None] * 6)
    persons = frozenset({"awa traoré", "moussa keita"})
    given = Answer(frozenset({"killing"}), persons, "state actor", "ML", "Segou", 2021, 4, 1, ("NE", "Niamey"))
    figures = {
        row.figure.partition(", where")[0].removesuffix(" exact").partition(", micro")[0]: (row.value, row.n)
        for row in rows([gold, quiet], [given, given])
    }
    assert figures["country exact, of the largest incident"] == (0.0, 1)
    assert figures["violation set"] == (pytest.approx(0.4), 2)
    assert figures["country"] == figures["city"] == (1.0, 1)
    assert figures["month"] == (0.0, 1)
    assert figures["day"] == figures["year"] == (None, 0)
    named = rows([gold, quiet], [given, given])[1]
    assert (named.value, named.n) == (pytest.approx(2 / 3), 1)


def test_of_the_times_that_an_article_tells_a_model_of_others_takes_the_one_asked_for() -> None:
    """The earlier day of a killing and not the later one of a trial, as in the articles of the other folds."""
    told, reports, parts = [], [], []
    for i in range(60):
        day = 2 + i % 20
        body = f"A court sentenced two men on 25 March 2021. Gunmen killed nine farmers in Mopti on {day} March 2021."
        told.append(Article("", "", None, frozenset(), frozenset(), None, None, None, 2021, 3, day))
        reports.append(body)
        parts.append(i % 5)
    asked = Asked(None, frozenset({"killing"}), frozenset())
    read_once = {body: read(body) for body in reports}
    times = [times_of(read_once[body], asked) for body in reports]
    assert ranked(times, told, parts, "day") == [one.day for one in told]
    assert ranked(times[:10], told[:10], parts[:10], "day") is None


def test_a_time_that_no_claim_has_may_be_the_one_that_is_meant() -> None:
    asked = Asked(None, frozenset(), frozenset())
    (time,) = times_of(read("Awa Traoré was last seen leaving a hotel in Mopti on 12 September 2016."), asked)
    assert (time.value("year"), time.value("month"), time.value("day")) == (2016, 9, 12)
    assert "in words" in time.features


def test_a_choice_is_among_one_group_s_own() -> None:
    """A feature that all of a group have says nothing; the one that sets the right one apart does."""
    group = [{"old": 1.0, "told": 1.0}, {"old": 1.0}, {"old": 1.0, "other": 1.0}]
    train = [group] * 10
    right = [[True, False, False]] * 10
    (shares,) = choices(train, right, [[{"old": 1.0}, {"told": 1.0}]], 1.0, 1)
    assert shares[1] > shares[0] and shares.sum() == pytest.approx(1.0)
