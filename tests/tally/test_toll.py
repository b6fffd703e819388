"""Tolls from claims: what counts once, what is inside, what stands."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import claim, victims, voice

from recount.errors import KnowledgeError
from recount.model.claim import Bounds, Claim
from recount.tally.profile import load_profile, profiles
from recount.tally.toll import Tallied, tally

LITERAL = load_profile("literal")
ACLED = load_profile("acled-style")
EVE = date(2021, 3, 15)


def killed(*claims: Claim) -> Bounds | None:
    return tally(claims, LITERAL).killed


def uses(tallied: Tallied) -> dict[str, str]:
    return {k: use for k, (use, _) in tallied.uses.items()}


def test_one_total_is_low_best_and_high() -> None:
    assert killed(claim(1, "seven", count=(7, 7))) == Bounds(7, 7, 7)


def test_at_least_has_no_upper_bound() -> None:
    assert killed(claim(1, "at least four", count=(4, None))) == Bounds(4, 4, None)


def test_up_to_has_no_best() -> None:
    assert killed(claim(1, "up to 3", count=(None, 3))) == Bounds(None, None, 3)


def test_zero_is_a_count() -> None:
    assert killed(claim(1, "no one", count=(0, 0))) == Bounds(0, 0, 0)


def test_harm_without_number_is_null_and_says_so() -> None:
    tallied = tally([claim(1)], LITERAL)
    assert tallied.killed is None
    assert "No number" in tallied.tolls[0].why[0]


def test_rising_toll_keeps_the_latest_and_the_earlier_as_superseded() -> None:
    tallied = tally(
        [
            claim(1, "seven", count=(7, 7)),
            claim(2, "6", count=(6, 6), as_of=EVE, speakers=voice("a post", "account")),
            claim(3, "4", count=(4, None), extent="running", as_of=EVE, speakers=voice("another", "account")),
        ],
        LITERAL,
    )
    assert tallied.killed == Bounds(7, 7, 7)
    assert uses(tallied) == {"c1": "counted", "c2": "superseded", "c3": "superseded"}


def test_falling_toll_is_lowered_by_a_later_one() -> None:
    assert killed(claim(1, "nine", count=(9, 9), as_of=EVE), claim(2, "six", count=(6, 6))) == Bounds(6, 6, 6)


def test_rivals_of_one_day_widen_the_range_and_the_lowest_of_equals_is_best() -> None:
    tallied = tally(
        [
            claim(1, "5", count=(5, 5), speakers=voice("the police", "official")),
            claim(2, "9", count=(9, 9), speakers=voice("the militia", "party")),
        ],
        LITERAL,
    )
    assert tallied.killed == Bounds(5, 5, 9)
    assert any("R35" in line for line in tallied.tolls[0].why)


def test_acled_style_takes_the_lowest_and_says_its_name() -> None:
    rivals = [claim(1, "5", count=(5, 5)), claim(2, "9", count=(9, 9), speakers=voice("the militia", "party"))]
    assert tally(rivals, ACLED).killed == Bounds(5, 5, 5)
    assert tally([claim(1, "dozens", count=(24, None))], ACLED).killed == Bounds(12, 12, 12)
    assert tally([claim(1)], ACLED).killed == Bounds(3, 3, 3)


@pytest.mark.parametrize("extent", ["part", "other"])
def test_parts_and_others_stay_inside_a_total(extent: str) -> None:
    tallied = tally([claim(1, "seven", count=(7, 7)), claim(2, "four", count=(4, 4), extent=extent)], LITERAL)
    assert tallied.killed == Bounds(7, 7, 7)
    assert uses(tallied)["c2"] == "bound"


def test_a_part_larger_than_its_total_is_a_question() -> None:
    tallied = tally([claim(1, "three", count=(3, 3)), claim(2, "five", count=(5, 5), extent="part")], LITERAL)
    assert uses(tallied)["c2"] == "question"


def test_one_named_person_is_one_of_the_total() -> None:
    named = victims("Nour X, a commander", persons=("Nour X",))
    assert killed(claim(1, "seven", count=(7, 7)), claim(2, "Nour X", count=(1, 1), group=named)) == Bounds(7, 7, 7)


def test_two_words_for_one_soldier_are_one_death() -> None:
    soldier = victims("soldier", "security_forces", "ML")
    officer = victims("officer", "security_forces", "ML")
    told = [claim(1, "a soldier", count=(1, 1), group=soldier), claim(2, "an officer", count=(1, 1), group=officer)]
    assert killed(*told) == Bounds(1, 1, 1)


def test_two_names_are_two_persons() -> None:
    told = [
        claim(i, n, count=(1, 1), group=victims(n, persons=(n,)))
        for i, n in enumerate(("Amara Diallo", "Issa Koné"), 1)
    ]
    assert killed(*told) == Bounds(2, 2, 2)


def test_others_are_added_to_the_named_where_no_total_is_told() -> None:
    told = [
        claim(1, "Amara Diallo", count=(1, 1), group=victims("Amara Diallo", persons=("Amara Diallo",))),
        claim(2, "three others", count=(3, 3), extent="other"),
    ]
    assert killed(*told) == Bounds(4, 4, 4)


def test_increment_adds() -> None:
    assert killed(claim(1, "seven", count=(7, 7)), claim(2, "two more", count=(2, 2), extent="increment")) == Bounds(
        9, 9, 9
    )


def test_sides_are_groups_of_their_own_and_are_summed() -> None:
    told = [
        claim(1, "seven", count=(7, 7), group=victims("villagers", side="ML")),
        claim(2, "a soldier", count=(1, 1), group=victims("soldier", "security_forces", "BF")),
    ]
    tallied = tally(told, LITERAL)
    assert tallied.killed == Bounds(8, 8, 8)
    assert len(tallied.tolls) == 2


def test_a_total_of_all_is_confirmed_by_its_groups_and_not_added_to_them() -> None:
    told = [
        claim(1, "eight people", count=(8, 8)),
        claim(2, "seven", count=(7, 7), group=victims("villagers", "civilian", "ML")),
        claim(3, "a soldier", count=(1, 1), group=victims("soldier", "security_forces", "BF")),
    ]
    assert killed(*told) == Bounds(8, 8, 8)


def test_attackers_own_dead_are_a_group_of_their_own() -> None:
    told = [claim(1, "nine", count=(9, 9)), claim(2, "the bomber", count=(1, 1), group=victims("bomber", "attacker"))]
    tallied = tally(told, LITERAL)
    assert {t.status for t in tallied.tolls} == {"unknown", "attacker"}
    assert tallied.killed == Bounds(10, 10, 10)


def test_unknown_profile_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(KnowledgeError, match=", ".join(profiles())):
        load_profile("nobody's")


counts = st.integers(0, 50).flatmap(lambda low: st.tuples(st.just(low), st.one_of(st.none(), st.integers(low, 60))))


@given(
    st.lists(
        st.tuples(counts, st.sampled_from(["total", "part", "other", "running"]), st.booleans()), min_size=1, max_size=6
    )
)
def test_low_best_high_are_in_order_and_every_claim_has_its_use(
    rows: list[tuple[tuple[int, int | None], str, bool]],
) -> None:
    told = [
        claim(i, str(c), count=c, extent=e, as_of=EVE if early else date(2021, 3, 16))
        for i, (c, e, early) in enumerate(rows, 1)
    ]
    for profile in (LITERAL, ACLED):
        tallied = tally(told, profile)
        assert set(tallied.uses) == {c.id for c in told}
        for toll in tallied.tolls:
            bounds = [v for v in (toll.low, toll.best, toll.high) if v is not None]
            assert bounds == sorted(bounds)
            assert toll.why


@pytest.mark.parametrize(
    ("first", "second", "dead"),
    [
        ({"sex": "female"}, {"sex": "male"}, 2),
        ({"sex": "female"}, {"sex": "female"}, 1),
        ({"sex": "female"}, {}, 1),
        ({"age_group": "child"}, {"age_group": "adult"}, 2),
        ({"age_group": "child"}, {"age_group": "child"}, 1),
    ],
)
def test_a_woman_and_a_man_or_a_child_and_an_adult_are_no_one_person(
    first: dict[str, str], second: dict[str, str], dead: int
) -> None:
    one = claim(1, "one", count=(1, 1), listed=True, group=victims("person", **first))
    two = claim(2, "another", count=(1, 1), listed=True, group=victims("person", **second))
    assert killed(one, two) == Bounds(dead, dead, dead)
