"""Persons who are named, beside the figures: two readings of a name, and more names than a toll counts."""

from tolled import named, tallied, told

from recount.tally.victims import held_against, named_victims


def test_a_name_of_two_readings_is_taken_for_none_and_says_so() -> None:
    found = named_victims([named("A", "Maria Santos"), named("B", "Ana Santos"), named("C", "Santos")])
    assert [victim.why for victim in found if victim.name == "Santos"] == [
        ("'Santos' can be Ana Santos or Maria Santos: it is taken for none of them (R6).",)
    ]


def test_more_names_than_dead_are_a_question_and_move_no_figure() -> None:
    claims = [told("A", 9, 2, 2), *(named(paper, name) for paper, name in zip("BCD", NAMES, strict=True))]
    (toll,) = tallied(*claims).tolls
    (held,) = held_against([toll], claims)
    assert (held.low, held.best, held.high) == (toll.low, toll.best, toll.high)
    assert held.why[-1] == "3 persons are named, more than the 2 counted at most: a question (R5)."


def test_as_many_names_as_dead_and_a_name_of_two_readings_ask_nothing() -> None:
    claims = [told("A", 9, 3, 3), *(named(paper, name) for paper, name in zip("BCD", NAMES, strict=True))]
    claims += [named("E", "Reyes")]
    (toll,) = tallied(*claims).tolls
    assert held_against([toll], claims) == (toll,)


NAMES = ("Maria Santos", "Ana Reyes", "Jose Reyes")
