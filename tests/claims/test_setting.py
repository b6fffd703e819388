"""Day and place of acts that a report looks back on, or tells of by the name of where they were."""

from datetime import date

import pytest

import recount

PUBLISHED = date(2021, 3, 16)


def settings(text: str) -> dict[str, tuple[str | None, str | None]]:
    """Harm or act -> name of its place and first day, of the last claim that tells it."""
    claims = recount.read(text, PUBLISHED).claims
    return {c.harm or c.act: (c.where.name if c.where else None, str(c.when.start) if c.when else None) for c in claims}


@pytest.mark.parametrize(
    ("text", "harm", "place"),
    [
        ("The Lahore Marathon bombing killed nine people. Runners were in Lahore for the race.", "killed", "Lahore"),
        ("Bombs exploded near the finish line of the Lahore Marathon. Runners had come to Lahore.", "bomb", "Lahore"),
        ("Usman Bako teaches at Good Hope Seminary in Kaduna. Nine students were abducted from the seminary on "
         "March 14.", "abducted", "Kaduna"),
        ("Nine people were killed in an attack in the heart of Kandahar on Monday.", "attack", "Kandahar"),
        ("Usman Bako teaches in Kaduna. Nine students were abducted from a seminary in Zaria.", "abducted", "Zaria"),
    ],
)  # fmt: skip
def test_the_place_that_the_name_of_an_act_or_its_scene_tells(text: str, harm: str, place: str) -> None:
    assert settings(text)[harm][0] == place


def test_a_court_story_dates_its_crime_by_the_name_that_it_gives_it() -> None:
    told = settings(
        "A court convicted a friend of the bomber. Prosecutors described the April 15, 2013, bombing. Two bombs "
        "exploded in Boston, killing three people."
    )
    assert told["killed"] == ("Boston", "2013-04-15")


def test_the_day_of_other_acts_of_the_kind_is_not_taken_where_the_report_gives_two() -> None:
    told = settings(
        "A court convicted a friend of the bomber. Prosecutors described the April 15, 2013, bombing. A "
        "witness spoke of the May 3, 2014, bombing. Two bombs exploded in Boston, killing three people."
    )
    assert told["killed"] == ("Boston", "2021-03-09")
