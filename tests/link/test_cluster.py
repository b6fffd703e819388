"""Tellings into incidents: what is joined, what stays apart and why, and what cannot change the outcome."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sketched import told

from recount.knowledge.linking import load_linking
from recount.link.block import keys_of, sought_by
from recount.link.cluster import Grouping, group_tellings, ties_among
from recount.link.score import compare
from recount.model.telling import Bond, Telling

RULES = load_linking()
TOWNS = {"Arda": (10.0, 20.0), "Arda East": (10.02, 20.01), "Bell": (10.3, 20.0), "Corr": (12.0, 24.0)}


def groups(*tellings: Telling, bonds: Sequence[Bond] = ()) -> list[list[str]]:
    return [list(group) for group in group_tellings(tellings, bonds, RULES).groups]


def reasons(*tellings: Telling, bonds: Sequence[Bond] = ()) -> list[str]:
    return [why for _, why in group_tellings(tellings, bonds, RULES).apart]


def test_two_tellings_of_one_report_are_not_joined() -> None:
    pair = told("a", report="r"), told("b", report="r")
    assert groups(*pair) == [["a"], ["b"]]
    assert reasons(*pair) == ["one report tells of both, and tells them apart"]


def test_a_third_report_joins_only_one_of_two_that_one_report_tells_apart() -> None:
    first, second = told("a", report="r", killed=(4, 4)), told("b", report="r", killed=(9, 9))
    assert groups(first, second, told("c", killed=(9, 9))) == [["a"], ["b", "c"]]


def test_one_contradiction_is_let_pass_and_two_are_not() -> None:
    base = told("a", killed=(12, 12))
    assert groups(base, told("b", killed=(2, 2), doers=("XX-1",))) == [["a", "b"]]
    later = told("b", killed=(2, 2), days=("2021-03-10", "2021-03-10"))
    assert groups(base, later) == [["a"], ["b"]]


def test_look_alikes_nearby_are_shown_as_kept_apart() -> None:
    (why,) = reasons(told("a", killed=(4, 4)), told("b", killed=(4, 4), place="Bell", at=TOWNS["Bell"]))
    assert "little" in why or "contradict" in why


def test_the_persons_word_goes_before_any_score() -> None:
    alike, unlike = (told("a"), told("b")), (told("a"), told("b", place="Corr", at=TOWNS["Corr"]))
    assert groups(*alike, bonds=[Bond("a", "b", False)]) == [["a"], ["b"]]
    assert reasons(*alike, bonds=[Bond("a", "b", False)]) == ["a person says that they are two"]
    assert groups(*unlike, bonds=[Bond("a", "b", True)]) == [["a", "b"]]
    assert groups(told("a", report="r"), told("b", report="r"), bonds=[Bond("a", "b", True)]) == [["a", "b"]]


def test_two_that_a_person_parts_are_not_joined_by_a_third() -> None:
    bonds = [Bond("a", "b", False)]
    assert sorted(map(len, groups(told("a"), told("b"), told("c"), bonds=bonds))) == [1, 2]


def test_background_joins_the_incident_and_makes_no_two_one() -> None:
    east = told("b", place="Arda East", at=TOWNS["Arda East"], killed=(9, 9), report="r")
    first = told("a", report="r")
    past = told("c", background=True, days=("2021-03-08", "2021-03-14"), report="s")
    assert groups(first, past) == [["a", "c"]]
    assert groups(first, east, past) == [["a", "c"], ["b"]]
    assert reasons(first, past) == []


def test_what_is_told_of_a_week_and_fits_two_incidents_joins_neither() -> None:
    week = {"days": ("2021-03-08", "2021-03-14")}
    first, other = told("a"), told("b", days=("2021-03-12", "2021-03-12"))
    assert groups(first, told("c", **week)) == [["a", "c"]]
    assert groups(first, other, told("c", **week)) == [["a"], ["b"], ["c"]]
    assert any("fits another incident" in why for why in reasons(first, other, told("c", **week)))
    assert groups(first, other, told("c", killed=(4, None), **week), bonds=[Bond("a", "c", True)]) == [
        ["a", "c"],
        ["b"],
    ]


def test_days_side_by_side_make_no_chain() -> None:
    days = [
        told(key, days=(f"2021-03-{day}", f"2021-03-{day}"), killed=(19, 19))
        for key, day in zip("abc", (10, 11, 12), strict=True)
    ]
    assert sorted(map(len, groups(*days))) == [1, 2]


def test_places_side_by_side_make_no_chain() -> None:
    north, middle, south = (
        told(key, place=key.upper(), at=(lat, 20.0), radius_km=radius, killed=(19, 19))
        for key, lat, radius in (("a", 10.0, 2.0), ("b", 10.1, 14.0), ("c", 10.2, 2.0))
    )
    assert groups(north, middle) == [["a", "b"]]
    assert groups(middle, south) == [["b", "c"]]
    assert sorted(map(len, groups(north, middle, south))) == [1, 2]


def test_what_fits_two_tellings_of_one_incident_joins_it() -> None:
    both = told("a"), told("b", killed=(5, 5))
    assert groups(*both, told("c", days=("2021-03-08", "2021-03-14"))) == [["a", "b", "c"]]


def test_a_bond_that_names_nothing_here_changes_nothing() -> None:
    assert groups(told("a"), bonds=[Bond("a", "gone", True)]) == [["a"]]


# --- whatever is told


@st.composite
def some_told(draw: st.DrawFn) -> list[Telling]:
    number = draw(st.integers(1, 9))
    made = []
    for i in range(number):
        town = draw(st.sampled_from(sorted(TOWNS)))
        first = date(2021, 3, 9) + timedelta(days=draw(st.integers(0, 3)))
        last = first + timedelta(days=draw(st.sampled_from((0, 0, 0, 1, 6, 40))))
        low = draw(st.sampled_from((1, 2, 4, 4, 5, 12)))
        made.append(
            told(
                f"t{i}",
                report=f"r{draw(st.integers(0, 6))}",
                background=draw(st.integers(0, 5)) == 0,
                days=(first, last),
                place=None if draw(st.integers(0, 7)) == 0 else town,
                at=TOWNS[town],
                killed=(low, draw(st.sampled_from((low, None)))),
                acts=(draw(st.sampled_from(("violence", "remote", "unrest"))),),
            )
        )
    return made


def some_bonds(tellings: Sequence[Telling]) -> st.SearchStrategy[list[Bond]]:
    ids = [telling.id for telling in tellings]
    pairs = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda pair: pair[0] != pair[1])
    return st.lists(st.builds(lambda pair, same: Bond(*sorted(pair), same), pairs, st.booleans()), max_size=3)


def ungrouped(grouping: Grouping) -> Iterable[str]:
    return [key for group in grouping.groups for key in group]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_order_changes_nothing_and_each_telling_is_in_one_group(data: st.DataObject) -> None:
    tellings = data.draw(some_told())
    bonds = data.draw(some_bonds(tellings)) if len(tellings) > 1 else []
    whole = group_tellings(tellings, bonds, RULES)
    shuffled = data.draw(st.permutations(tellings))
    assert group_tellings(shuffled, bonds[::-1], RULES) == whole
    assert sorted(ungrouped(whole)) == sorted(telling.id for telling in tellings)
    assert group_tellings(tellings, [], RULES) == group_tellings(shuffled, [], RULES)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_component_alone_gives_what_the_whole_gives(data: st.DataObject) -> None:
    tellings = data.draw(some_told())
    bonds = data.draw(some_bonds(tellings)) if len(tellings) > 1 else []
    whole = group_tellings(tellings, bonds, RULES)
    alone = [
        group for component in components(tellings, bonds) for group in group_tellings(component, bonds, RULES).groups
    ]
    assert sorted(alone) == sorted(whole.groups)


def components(tellings: Sequence[Telling], bonds: Sequence[Bond]) -> list[list[Telling]]:
    """Tellings that a tie strong enough to join, or a bond, ties together, through others too."""
    home = {telling.id: {telling.id} for telling in tellings}
    tied = [
        (t.one, t.two) for t in ties_among({t.id: t for t in tellings}, RULES) if t.score >= RULES.join and not t.barred
    ]
    for one, two in (*tied, *((bond.one, bond.two) for bond in bonds)):
        whole = home[one] | home[two]
        home.update(dict.fromkeys(whole, whole))
    return [[t for t in tellings if t.id in part] for part in {frozenset(part) for part in home.values()}]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_two_that_can_be_one_share_no_key(data: st.DataObject) -> None:
    one, two, *_ = [*data.draw(some_told()), *data.draw(some_told())]
    one, two = told_again(one, "x"), told_again(two, "y")
    tie = compare(one, two, RULES)
    if tie is not None and tie.score >= RULES.join and not tie.barred:
        assert sought_by(one, RULES) & keys_of(two, RULES)
        assert sought_by(two, RULES) & keys_of(one, RULES)


def told_again(telling: Telling, key: str) -> Telling:
    return replace(telling, id=key, report=key)


@pytest.mark.parametrize(
    ("lat", "lon", "other"),
    [(0.0, 179.99, (0.0, -179.99)), (69.9, 18.9, (70.1, 18.6)), (-33.9, 18.4, (-34.1, 18.6)), (0.76, 0.0, (0.78, 0.1))],
)
def test_neighbours_share_a_square_everywhere(lat: float, lon: float, other: tuple[float, float]) -> None:
    one, two = told("a", at=(lat, lon)), told("b", place="Bell", at=other)
    assert {k for k in keys_of(one, RULES) & sought_by(two, RULES) if not k.startswith("n")}


def test_a_long_range_has_bounded_keys_and_none_of_a_day() -> None:
    year = told("a", days=("2021-01-01", "2021-12-31"))
    week = told("b", days=("2021-03-01", "2021-03-10"))
    assert not [key for key in keys_of(year, RULES) if "|" in key]
    assert len(keys_of(week, RULES)) < 100
