"""What must never happen over many reports: the same dead counted twice, or a figure that stands on nobody's words."""

from dataclasses import replace
from datetime import date

import pytest
from making import claim, victims

from recount.model.claim import Bounds, Claim
from recount.model.mention import Speaker
from recount.tally.profile import load_profile, profiles
from recount.tally.toll import Tallied, tally

CIVILIANS, FIGHTERS = victims("civilians", "civilian"), victims("fighters", "combatant")


def told(report: str, day: int, count: int | None, speaker: Speaker | None = None, **more) -> Claim:  # type: ignore[no-untyped-def]
    """A toll of a paper on a day of March, in the words of `speaker` where it has one."""
    number, high = more.pop("number", 1), more.pop("high", count)
    speakers = (Speaker(report, "publisher"), *([speaker] if speaker else []))
    fields = {"speakers": speakers, "as_of": date(2021, 3, day), "wording": str(count)} | more
    return replace(claim(number, count=(count, high), **fields), report=f"sha256:{report}", id=f"{report}{day}{number}")


POLICE, DOCTORS = Speaker("police", "official"), Speaker("doctors", "medic")
ARMY, FRONT, VILLAGERS = Speaker("the army", "party"), Speaker("the Front", "party"), Speaker("villagers", "witness")


def made(*claims: Claim, profile: str = "literal", **voices: str) -> Tallied:
    ordered = sorted(claims, key=lambda c: (c.as_of or date.min, c.report, c.evidence[0].start))
    return tally(ordered, load_profile(profile), {f"sha256:{a}": f"sha256:{b}" for a, b in voices.items()})


def test_a_report_of_no_known_publisher_gives_way_like_any_other() -> None:
    assert made(told("A", 9, 4, speakers=()), told("B", 10, 7)).killed == Bounds(7, 7, 7)


def test_an_open_number_gives_way_to_the_same_one_told_to_its_end() -> None:
    assert made(told("A", 9, 6, POLICE, high=None), told("B", 10, 6, DOCTORS)).killed == Bounds(6, 6, 6)


def test_a_vague_word_is_fulfilled_by_another_reports_number() -> None:
    several = told("A", 9, 3, high=None, wording="several")
    tallied = made(several, told("B", 9, 7, POLICE))
    assert tallied.killed == Bounds(7, 7, 7)
    assert tallied.uses[several.id][0] == "repeat"


def test_a_far_larger_figure_that_nothing_ties_to_the_incident_is_asked_about() -> None:
    far = told("B", 10, 90)
    tallied = made(told("A", 9, 4, entry="toll"), far)
    assert tallied.killed == Bounds(4, 4, 4)
    assert tallied.uses[far.id][0] == "question"


def test_more_dead_without_a_total_are_counted_once_however_many_tell_them() -> None:
    more = [told(paper, 10, 3, extent="increment") for paper in "ABC"]
    assert made(*more).killed == Bounds(3, 3, 3)


def test_two_more_on_two_days_by_two_voices_are_a_question_and_by_one_voice_four() -> None:
    first, second = told("A", 9, 7), told("B", 10, 2, DOCTORS, extent="increment")
    other = told("C", 11, 2, POLICE, extent="increment")
    tallied = made(first, second, other)
    assert (tallied.killed, tallied.uses[other.id][0]) == (Bounds(9, 9, 11), "question")
    again = replace(told("B", 11, 2, DOCTORS, extent="increment"), report="sha256:C")
    assert made(first, second, again).killed == Bounds(11, 11, 11)


def test_who_the_dead_were_is_disputed_in_every_report_and_the_dead_are_not_summed() -> None:
    claims = [
        one
        for paper in "ABC"
        for one in (
            told(paper, 9, 19, VILLAGERS, group=CIVILIANS),
            told(paper, 9, 30, ARMY, number=2, group=FIGHTERS),
        )
    ]
    assert made(*claims).killed == made(*claims[:2]).killed == Bounds(19, 19, 30)


@pytest.mark.parametrize("profile", profiles())
def test_every_profile_treats_both_sides_alike(profile: str) -> None:
    def account(one: Speaker, two: Speaker, first: str, second: str) -> Bounds | None:
        dead = victims("soldiers", "security_forces", side=first)
        return made(
            told("A", 9, 4, one, group=dead),
            told("B", 10, 9, two, group=dead),
            told("C", 10, 2, one, group=victims("fighters", "combatant", side=second)),
            profile=profile,
        ).killed

    assert account(ARMY, FRONT, "ML", "front") == account(FRONT, ARMY, "front", "ML")


@pytest.mark.parametrize("profile", profiles())
def test_a_copy_changes_no_figure_under_any_profile(profile: str) -> None:
    claims = [told("A", 9, 4, POLICE), told("B", 10, 7, DOCTORS), told("B", 10, 2, number=2, extent="increment")]
    copy = [replace(c, report="sha256:Z", id=f"Z{c.id}") for c in claims if c.report == "sha256:B"]
    assert made(*claims, *copy, profile=profile, Z="B").killed == made(*claims, profile=profile).killed
