"""The shipped story: thirteen reports over four days make two incidents, with tolls that rise and fall."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recount.account.open import Account, open_store
from recount.errors import DecisionError
from recount.model.claim import Bounds
from recount.review.decide import aside_id
from recount.store.views import Filter

EARLY = datetime(2026, 1, 1, tzinfo=UTC)


def record_of(account: Account, folder: Path) -> str:
    account.export(folder / "record.json")
    return (folder / "record.json").read_text(encoding="utf-8")


def by_place(account: Account, **asked: object) -> dict[str | None, tuple[Bounds | None, int, int]]:
    rows = account.incidents(**asked)  # type: ignore[arg-type]
    return {row.place: (row.killed, row.reports, row.voices) for row in rows}


def test_the_story_is_two_incidents_with_their_tolls(account: Account) -> None:
    assert by_place(account) == {
        "Molave": (Bounds(3, 3, 3), 3, 3),
        "Pagadian": (Bounds(7, 7, 7), 12, 9),
    }


@pytest.mark.parametrize(
    ("day", "killed"), [("2021-03-09", 4), ("2021-03-10", 7), ("2021-03-11", 6), ("2021-03-12", 7)]
)
def test_the_toll_is_as_it_stood_on_a_day(account: Account, day: str, killed: int) -> None:
    bounds = by_place(account, as_of=date.fromisoformat(day))["Pagadian"][0]
    assert bounds is not None and bounds.best == killed


def test_what_is_near_and_kept_apart_is_told_with_the_reason(account: Account) -> None:
    molave = next(row for row in account.incidents() if row.place == "Molave")
    (near,) = account.show(molave.id).near
    assert "Pagadian" in near.title and "29 km apart" in near.why


def test_copies_count_as_one_voice_and_an_older_version_gives_way(account: Account) -> None:
    pagadian = next(row for row in account.incidents() if row.place == "Pagadian")
    reasons = {claim.why for claim in account.show(pagadian.id).claims}
    assert any("copy of the text" in why for why in reasons)
    assert any("later version of the article" in why for why in reasons)


def test_a_figure_of_many_incidents_and_a_supposed_one_are_in_no_incident(account: Account) -> None:
    told = [c for row in account.incidents() for c in account.show(row.id).claims]
    assert not {c.count_wording for c in told} & {"More than 40", "30"}


def test_adding_again_changes_nothing(account: Account, story: list[str], tmp_path: Path) -> None:
    before = record_of(account, tmp_path)
    added = account.add(story, workers=1)
    assert (added.new, len(added.known)) == ([], 13)
    assert record_of(account, tmp_path) == before


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(13)), st.integers(1, 12))
def test_the_order_of_adding_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, account: Account, story: list[str], order: list[int], cut: int
) -> None:
    folder = tmp_path_factory.mktemp("order")
    with open_store(folder / "a.db") as other:
        other.add([story[i] for i in order[:cut]], workers=1)
        other.add([story[i] for i in order[cut:]], workers=1)
        assert record_of(other, folder) == record_of(account, folder)


def test_a_rebuild_gives_the_same_bytes(account: Account, tmp_path: Path) -> None:
    pagadian = next(row for row in account.incidents() if row.place == "Pagadian")
    account.decide("split", [pagadian.id, account.show(pagadian.id).claims[0].id], by="Ana")
    before = record_of(account, tmp_path)
    account.rebuild()
    assert record_of(account, tmp_path) == before


def test_a_merge_and_its_inverse_give_the_same_incidents(account: Account) -> None:
    before = [account.show(row.id) for row in account.incidents()]
    (merge,) = account.decide("merge", [row.id for row in account.incidents()], by="Ana", why="one day")
    assert len(account.incidents()) == 1
    undone = account.undo(merge.id, by="Ana")
    assert [account.show(row.id) for row in account.incidents()] == before
    account.undo(undone.id, by="Ana")
    assert len(account.incidents()) == 1


def test_no_claim_is_in_two_incidents(account: Account) -> None:
    told = [claim.id for row in account.incidents() for claim in account.show(row.id).claims]
    assert len(told) == len(set(told))


def test_different_keeps_apart_what_the_rules_join_and_same_joins_it_again(account: Account) -> None:
    pagadian = next(row for row in account.incidents() if row.place == "Pagadian")
    claims = [c for c in account.show(pagadian.id).claims if c.harm == "killed" and c.use == "counted"]
    other = next(c for c in account.show(pagadian.id).claims if c.report != claims[0].report)
    account.decide("different", [claims[0].id, other.id], by="Ana")
    assert len(account.incidents()) == 3
    account.decide("same", [claims[0].id, other.id], by="Ben", why="one blast")
    assert len(account.incidents()) == 2


def test_unsure_changes_nothing(account: Account) -> None:
    before = [account.show(row.id) for row in account.incidents()]
    account.decide("unsure", [row.id for row in account.incidents()], by="Ana")
    assert [account.show(row.id) for row in account.incidents()] == before


def test_an_accepted_incident_is_coded_and_says_by_whom(account: Account) -> None:
    molave = next(row for row in account.incidents() if row.place == "Molave")
    account.decide("accept", [molave.id], by="Ana")
    chapter = account.show(molave.id)
    assert (chapter.incident.review, chapter.incident.answered_by) == ("coded", ("Ana",))
    assert [row.place for row in account.incidents(Filter(reviewed=True))] == ["Molave"]


def test_a_rejected_claim_counts_no_more(account: Account) -> None:
    molave = next(row for row in account.incidents() if row.place == "Molave")
    late = [c for c in account.show(molave.id).claims if "hird soldier" in (c.count_wording or "")]
    for claim in late:
        account.decide("reject", [claim.id], by="Ana", why="not confirmed")
    assert by_place(account)["Molave"][0] == Bounds(2, 2, 2)


def test_a_claim_can_be_corrected_by_words_of_its_report(account: Account) -> None:
    molave = next(row for row in account.incidents() if row.place == "Molave")
    claim = next(c for c in account.show(molave.id).claims if c.harm == "injured")
    account.decide("correct", [claim.id, "status=combatant"], by="Ana", why="his card")
    assert account.show(molave.id).incident.injured == Bounds(1, 1, 1)
    corrected = next(c for c in account.show(molave.id).claims if c.id == claim.id)
    assert corrected.group is not None and corrected.group.status == "combatant"


@pytest.mark.parametrize(
    ("verb", "arguments", "said"),
    [
        ("approve", ["67f1581c"], "no verb 'approve'"),
        ("accept", ["ffff"], "no claim has an id"),
        ("accept", ["f"], "too short for an id"),
        ("same", ["67f1"], "two ids or more"),
        ("merge", ["67f1", "67f1"], "both of these are one"),
        ("accept", ["67f1", "count=4"], "takes no values"),
        ("split", ["67f1", "ffff"], "no claim of incident"),
    ],
)
def test_a_decision_that_cannot_be_taken_is_refused(
    account: Account, verb: str, arguments: list[str], said: str
) -> None:
    molave = next(row for row in account.incidents() if row.place == "Molave")
    named = [argument.replace("67f1581c", molave.id).replace("67f1", molave.id) for argument in arguments]
    with pytest.raises(DecisionError, match=said):
        account.decide(verb, named, by="Ana")
    assert account.decisions() == []


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        (Filter(place="mola"), ["Molave"]),
        (Filter(country="ph"), ["Molave", "Pagadian"]),
        (Filter(country="ML"), []),
        (Filter(since=date(2021, 3, 10)), []),
        (Filter(until=date(2021, 3, 9)), ["Molave", "Pagadian"]),
        (Filter(box=(123.4, 7.7, 123.5, 7.9)), ["Pagadian"]),
        (Filter(actor="highland"), ["Pagadian"]),
        (Filter(kind="remote"), ["Pagadian"]),
        (Filter(least_killed=4), ["Pagadian"]),
        (Filter(reviewed=True), []),
    ],
)
def test_incidents_are_filtered(account: Account, asked: Filter, places: list[str]) -> None:
    assert [row.place for row in account.incidents(asked)] == places
    assert [row.place for row in account.incidents(asked, profile="own-losses")] == places


def test_an_incident_is_found_by_an_id_that_it_had_before(new_account: Callable[[], Account], story: list[str]) -> None:
    account = new_account()
    account.add([story[4]], workers=1)
    (before,) = account.incidents()
    account.add(story, workers=1)
    assert account.show(before.id).incident.where.name == "Molave"  # type: ignore[union-attr]


def test_a_bad_report_stops_no_other(new_account: Callable[[], Account], story: list[str], tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"Three people were killed \x80\x81 in Mopti.")
    added = new_account().add([story[0], str(bad), story[1]], workers=1)
    assert len(added.new) == 2
    assert [refusal.name for refusal in added.refused] == [str(bad)]


def test_words_that_were_set_aside_can_be_accepted_so(account: Account, story: list[str]) -> None:
    report = next(row.id for row in account.reports() if row.name == story[9])
    reading = account.reading(report)
    aside = next(one for one in reading.set_aside if one.harm is None)
    (made,) = account.decide("accept", [aside_id(reading, aside), f"report={report}"], by="Ana")
    assert made.kind == "set_aside"
    assert account.decisions() == [made]


def test_an_answer_is_told_with_what_it_answers(new_account: Callable[[], Account], tmp_path: Path) -> None:
    account = new_account()
    account.add_text(
        "Rebels of the Delta Front killed two soldiers in Mopti on Monday. "
        "In retaliation the army shelled Gao on Tuesday, killing three people.",
        date(2021, 3, 17),
    )
    first, answer = (account.show(row.id) for row in account.incidents())
    assert answer.incident.related == ((first.incident.id, "responds_to"),)
    record = json.loads(record_of(account, tmp_path))
    assert [one["related"] for one in record["incidents"] if one["id"] == answer.incident.id] == [
        [{"id": first.incident.id, "how": "responds_to"}]
    ]


def test_incidents_of_one_day_and_place_stand_beside_each_other(account: Account) -> None:
    pagadian = next(row for row in account.incidents() if row.place == "Pagadian")
    account.decide("split", [pagadian.id, account.show(pagadian.id).claims[0].id], by="Ana")
    rows = [row for row in account.incidents() if row.place == "Pagadian"]
    one, two = (account.show(row.id).incident for row in rows)
    assert (two.id, "same_place_and_day") in one.related and (one.id, "same_place_and_day") in two.related
    (apart,) = [i for i in account.chapters(profile="own-losses") if i.incident.id == one.id]
    assert apart.incident.related == one.related
