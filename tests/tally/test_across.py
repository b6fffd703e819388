"""Many reports of one incident: whose figure stands, what only widens the range, and what is counted once."""

from dataclasses import replace
from datetime import date
from importlib.resources import files
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import victims
from tolled import LITERAL, named, tallied, told

from recount.claims.names import is_one_name
from recount.errors import KnowledgeError
from recount.model.claim import Actor, Bounds, Claim
from recount.tally.disagree import disagreements
from recount.tally.history import history_of
from recount.tally.profile import load_profile, profile_of
from recount.tally.toll import Tallied, tally
from recount.tally.victims import named_victims


@pytest.mark.parametrize(
    ("claims", "killed"),
    [
        # A rising toll: the later and larger stands, whoever told the earlier (R16).
        ([told("A", 9, 4, 4), told("B", 10, 7, 7)], Bounds(7, 7, 7)),
        ([told("A", 9, 4, 4, "police"), told("B", 10, 7, 7, "doctors", "medic")], Bounds(7, 7, 7)),
        # One voice takes its own figure back (R17); another's lower one is a rival (R35).
        ([told("A", 9, 7, 7, "police"), told("B", 10, 6, 6, "police")], Bounds(6, 6, 6)),
        ([told("A", 9, 7, 7), told("A", 10, 6, 6)], Bounds(6, 6, 6)),
        ([told("A", 9, 7, 7, "doctors", "medic"), told("B", 10, 6, 6, "police")], Bounds(6, 6, 7)),
        # A side's word is not taken over by anybody else's later one.
        ([told("A", 9, 4, 4, "the Front", "party"), told("B", 10, 9, 9, "the army", "party")], Bounds(4, 9, 9)),
        # Of one day: the most direct, and of equally direct ones the lowest.
        ([told("A", 9, 4, 4), told("B", 9, 6, 6, "police")], Bounds(4, 6, 6)),
        ([told("A", 9, 4, 4, "police"), told("B", 9, 6, 6, "doctors", "medic")], Bounds(4, 4, 6)),
        # "At least six" and seven are no rivals.
        ([told("A", 9, 6, None), told("B", 10, 7, 7)], Bounds(7, 7, 7)),
        # The same figure, told again.
        ([told("A", 9, 7, 7), told("B", 10, 7, 7), told("C", 10, 7, 7)], Bounds(7, 7, 7)),
    ],
)
def test_figures_of_reports_stand_against_each_other(claims: list[Claim], killed: Bounds) -> None:
    for order in permutations(claims):
        assert tallied(*order).killed == killed


def test_parts_of_one_report_are_the_whole_of_another() -> None:
    whole = told("A", 9, 12, 12)
    civilians = told("B", 9, 9, 9, group=victims("civilians", "civilian"))
    soldiers = told("B", 9, 3, 3, number=2, group=victims("soldiers", "security_forces"))
    assert tallied(whole, civilians, soldiers).killed == Bounds(12, 12, 12)


def test_one_part_alone_is_inside_the_whole_of_another() -> None:
    whole, child = told("A", 9, 12, 12), told("B", 10, 1, 1, wording="a child")
    made = tallied(whole, child)
    assert made.killed == Bounds(12, 12, 12)
    assert made.uses[child.id][0] == "bound"


def test_a_later_death_adds_once_however_many_tell_it() -> None:
    two = told("A", 9, 2, 2, group=victims("soldiers", "security_forces"))
    third = [
        told(paper, 12, 1, 1, extent="increment", nth=3, late=True, group=victims("soldier", "security_forces"))
        for paper in ("B", "C")
    ]
    made = tallied(two, *third)
    assert made.killed == Bounds(3, 3, 3)
    assert sorted(use for use, _ in made.uses.values()) == ["counted", "counted", "repeat"]


def test_more_dead_are_in_a_total_that_was_told_after_them() -> None:
    made = tallied(told("A", 9, 7, 7), told("B", 10, 2, 2, extent="increment"), told("C", 11, 9, 9))
    assert made.killed == Bounds(9, 9, 9)


def test_a_copy_adds_no_voice_and_no_figure() -> None:
    one, two = told("A", 9, 7, 7, "police"), told("B", 9, 7, 7, "police")
    assert tallied(one, two, B="A").killed == tallied(one).killed
    assert any("one voice in all" in line for line in tallied(one, two, B="A").tolls[0].why)


def test_every_toll_names_who_said_what_and_when() -> None:
    (toll,) = tallied(told("A", 9, 4, 4, "police", wording="four"), told("B", 10, 7, 7, wording="seven")).tolls
    assert toll.why == (
        "'four' (police, A, 9 March 2021) gives way to the later 'seven' (B, 10 March 2021) (R16).",
        "Best is 'seven', told by B, 10 March 2021.",
    )


FIGURES = st.lists(
    st.tuples(
        st.sampled_from("ABCDE"),
        st.integers(1, 20),
        st.integers(1, 40),
        st.booleans(),
        st.sampled_from([("", "publisher"), ("police", "official"), ("the Front", "party"), ("doctors", "medic")]),
    ),
    min_size=2,
    max_size=6,
    unique_by=lambda row: row[:2],
)


@given(FIGURES, st.randoms())
def test_the_order_of_reports_does_not_matter_and_each_claim_has_one_use(rows, drawn) -> None:  # type: ignore[no-untyped-def]
    claims = [
        told(paper, day, count, None if opened else count, by, kind) for paper, day, count, opened, (by, kind) in rows
    ]
    ordered = sorted(claims, key=lambda c: (c.as_of, c.report))
    made = tallied(*ordered)
    shuffled = list(claims)
    drawn.shuffle(shuffled)
    other = tallied(*sorted(shuffled, key=lambda c: (c.as_of, c.report)))
    assert (made.killed, made.uses) == (other.killed, other.uses)
    assert set(made.uses) == {c.id for c in claims}
    for toll in made.tolls:
        told_bounds = [b for b in (toll.low, toll.best, toll.high) if b is not None]
        assert told_bounds == sorted(told_bounds)
    tolled = [key for toll in made.tolls for key in toll.claims]
    assert len(tolled) == len(set(tolled))


def used(*claims: Claim) -> list[Claim]:
    """The claims with the use that their toll gives them."""
    made = tallied(*claims)
    return [replace(c, use=made.uses[c.id][0], why=made.uses[c.id][1]) for c in claims if c.id in made.uses]


def test_a_toll_has_a_history() -> None:
    claims = used(told("A", 9, 4, 4, "police"), told("B", 10, 7, 7, "police"), told("A", 11, 6, 6, "police"))
    steps = history_of(claims, LITERAL)
    assert [(step.day, step.toll) for step in steps] == [
        (date(2021, 3, 9), Bounds(4, 4, 4)),
        (date(2021, 3, 10), Bounds(7, 7, 7)),
        (date(2021, 3, 11), Bounds(6, 6, 6)),
    ]


def test_rivals_are_a_disagreement_and_a_toll_that_rose_is_none() -> None:
    rivals = used(told("A", 9, 4, 4, "the Front", "party"), told("B", 10, 9, 9, "the army", "party"))
    (found,) = disagreements(rivals)
    assert (found.field, [value.claims for value in found.values]) == ("killed", [("A91",), ("B101",)])
    assert disagreements(used(told("A", 9, 4, 4), told("B", 10, 9, 9))) == ()


def test_at_least_six_and_seven_are_no_disagreement() -> None:
    assert disagreements(used(told("A", 9, 6, None, "police"), told("B", 9, 7, 7, "doctors", "medic"))) == ()


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Maria Santos", "Maria Santoz", True),
        ("M. Santos", "Maria Santos", True),
        ("Maria Elena Santos", "Maria Santos", True),
        ("Santos", "Maria Santos", True),
        ("Maria Santos", "Mario Santos", False),
        ("Maria Santos", "Ana Santos", False),
        ("Maria Santos", "Maria Reyes", False),
        ("Maria", "Maria Santos", False),
    ],
)
def test_two_spellings_can_be_one_name(one: str, two: str, same: bool) -> None:
    assert is_one_name(one, two) is is_one_name(two, one) is same


def test_named_victims_are_merged_with_the_reason_and_kept_apart_by_age_and_sex() -> None:
    (one,) = named_victims([named("A", "Maria Santos", age=34), named("B", "Maria Santoz", age=34)])
    assert (one.name, one.spellings, one.age, len(one.claims)) == ("Maria Santos", ("Maria Santoz",), 34, 2)
    assert "can be one name" in one.why[0]
    assert len(named_victims([named("A", "Maria Santos", sex="female"), named("B", "Maria Santos", sex="male")])) == 2
    assert len(named_victims([named("A", "Maria Santos", age=34), named("B", "Maria Santos", age=51)])) == 2


def test_a_family_name_that_several_bear_is_nobodys() -> None:
    claims = [named("A", "Maria Santos"), named("B", "Ana Santos"), named("C", "Santos")]
    assert [victim.name for victim in named_victims(claims)] == ["Ana Santos", "Maria Santos", "Santos"]


def by(profile: str, *claims: Claim) -> Tallied:
    return tally(claims, load_profile(profile))


def test_ucdp_style_leans_low_and_says_so() -> None:
    made = by("ucdp-style", told("A", 9, 4, 4, "police"), told("B", 10, 4, 9, "doctors", "medic"))
    assert made.killed == Bounds(4, 4, 9)
    rivals = by("ucdp-style", told("A", 9, 9, 9, "doctors", "medic"), told("B", 10, 6, 6, "police"))
    assert rivals.killed == Bounds(6, 6, 9)
    fresh = by("ucdp-style", told("A", 10, 9, 9, "the army", "party"), told("B", 9, 4, 4, "the Front", "party"))
    assert fresh.killed == Bounds(4, 4, 9)
    assert "ucdp-style leans low: 4 is best." in fresh.tolls[0].why


def test_airwars_style_counts_civilians_unless_another_than_the_doer_says_otherwise() -> None:
    people = told("A", 9, 7, 7)
    assert [t.status for t in by("airwars-style", people).tolls] == ["civilian"]
    fighters = victims("fighters", "combatant")
    army = Actor("army", "army", None)
    doer = replace(told("A", 9, 7, 7, "army", "party", group=fighters), by=army)
    assert by("airwars-style", doer).killed == Bounds(7, 7, 7)
    others = replace(told("A", 9, 7, 7, "residents", "witness", group=fighters), by=army)
    assert by("airwars-style", others).killed is None
    assert by("literal", others).killed == Bounds(7, 7, 7)


def test_a_profile_of_ones_own_is_a_file(tmp_path: Path) -> None:
    shipped = files("recount.knowledge").joinpath("data", "profiles", "literal.yml").read_text(encoding="utf-8")
    own = tmp_path / "mine.yml"
    own.write_text(shipped.replace("literal-v1", "mine-v1").replace("tie: lowest", "tie: highest"), encoding="utf-8")
    rivals = (told("A", 9, 4, 4, "police"), told("B", 9, 6, 6, "doctors", "medic"))
    assert by(str(own), *rivals).killed == Bounds(4, 6, 6)
    assert profile_of("mine-v1").tie == "highest"
    own.write_text(shipped, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="give yours another"):
        load_profile(str(own))
    own.write_text(shipped.replace("literal-v1", "mine-v2").replace("tie: lowest", "tie: middle"), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="tie"):
        load_profile(str(own))
    with pytest.raises(KnowledgeError, match="name a YAML file"):
        load_profile(str(tmp_path / "none.yml"))
