"""One person stepping through one report: order, progress, undo and what is typed."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

import recount
from recount.errors import DecisionError
from recount.model.decision import Decision, Fields
from recount.model.reading import Reading
from recount.model.span import Span
from recount.review.session import Session
from recount.review.typed import fields_of, parse_field, select_words
from recount.review.words import figures_in, find_words, nearest_words, sentence_at

TEXT = """Gunmen killed six villagers in Gao on Sunday, the mayor said. Two women were wounded in Gao.

Four people were killed in Mopti on Monday, witnesses said. The six others and Issa Keita fled to Bamako.
"""
NOON = datetime(2021, 3, 17, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def plain() -> Reading:
    return recount.read(TEXT, published=datetime(2021, 3, 16).date())


@pytest.fixture
def kept() -> list[Decision]:
    return []


@pytest.fixture
def session(plain: Reading, kept: list[Decision]) -> Session:
    return Session(plain, "Ana", lambda: NOON, kept.extend, recount.decide)


def words(session: Session) -> str:
    item = session.current()
    return "" if item is None else " ".join(span.of(TEXT) for span in item.words)


def test_the_gravest_and_largest_comes_first_and_the_end_comes(session: Session, kept: list[Decision]) -> None:
    seen = []
    while session.current() is not None:
        seen.append(words(session))
        session.accept()
    assert "six villagers" in seen[0] and "Four people" in seen[1]
    assert {i.review for i in session.reading.incidents} == {"coded"}
    assert len(kept) == len(seen) == session.made


def test_progress_counts_the_decided_and_those_put_off(session: Session) -> None:
    of = session.progress()[1]
    assert session.progress() == (1, of)
    session.accept()
    assert session.progress() == (2, of)
    session.put_off()
    assert session.progress() == (3, of)
    assert session.come_back() and session.progress() == (2, of)


def test_undo_comes_back_to_what_it_takes_back(session: Session, plain: Reading) -> None:
    first = words(session)
    session.accept()
    session.reject("no")
    assert session.undo().verb == "reject"
    assert "Four people" in words(session)
    session.undo()
    assert words(session) == first
    assert session.made == 0
    assert session.reading.claims == plain.claims
    with pytest.raises(DecisionError, match="nothing of Ana is left to undo"):
        session.undo()


def test_a_clock_that_stands_still_keeps_the_order_of_answers(session: Session, kept: list[Decision]) -> None:
    session.accept()
    session.accept()
    assert kept[0].when < kept[1].when


def test_what_cannot_be_kept_is_not_taken(plain: Reading) -> None:
    def full(rows: Sequence[Decision]) -> None:
        raise OSError(28, "No space left on device")

    session = Session(plain, "Ana", lambda: NOON, full, recount.decide)
    with pytest.raises(OSError, match="No space"):
        session.accept()
    assert session.reading is plain and session.made == 0


def test_a_time_can_be_corrected_for_all_claims_of_an_incident_and_undone_at_once(session: Session) -> None:
    item = session.current()
    assert item is not None and item.claim is not None
    fields = fields_of({"when": parse_field(session.reading, "when", "2021-03-13", Span(0, 60), item.claim)})
    also = session.alike(fields)
    assert also
    session.correct(fields, also)
    moved = {str(session.reading.claim(key).when.start) for key in (item.id, *also)}  # type: ignore[union-attr]
    assert moved == {"2021-03-13"}
    assert len({session.reading.claim(key).incident for key in (item.id, *also)}) == 1
    assert (
        next(i for i in session.reading.incidents if i.id == session.reading.claim(item.id).incident).review
        == "machine"
    )
    session.undo()
    assert all(c.decided is None for c in session.reading.claims)


PARSED = [
    ("harm", "inj", "injured"),
    ("status", "sec", "security_forces"),
    ("standing", "rep", "reported"),
    ("extent", "none", None),
    ("count", "none", None),
    ("incident", "new", "new"),
]


@pytest.mark.parametrize(("name", "typed", "value"), PARSED)
def test_codes_may_be_shortened(name: str, typed: str, value: object, plain: Reading) -> None:
    assert parse_field(plain, name, typed, Span(0, 60)) == value


COUNTS = [
    ("6", (6, 6), "six"),
    ("6-", (6, None), "six"),
    ('7 "six others and Issa Keita"', (7, 7), "six others and Issa Keita"),
    ("6 groups", (6, 6), "six"),
]


@pytest.mark.parametrize(("typed", "bounds", "wording"), COUNTS)
def test_a_count_finds_its_words(typed: str, bounds: tuple[int, int | None], wording: str, plain: Reading) -> None:
    count = parse_field(plain, "count", typed, plain.sentences[0])
    assert ((count.low, count.high), count.words.text) == (bounds, wording)
    assert TEXT[count.words.start : count.words.end] == wording
    assert count.unit == ("groups" if "groups" in typed else "people")


REFUSED = [
    ("count", "seven", "is no number"),
    ("count", "9", "does not say this number"),
    ("count", '7 "six villagers"', "does not say 7"),
    ("count", "5-3", "does not say this number"),
    ("harm", "", "is none of"),
    ("harm", "x", "is none of killed"),
    ("group", "monks", "does not say 'monks'"),
    ("group", 'x "gao #9"', "there is no #9"),
    ("speaker", "the mayor", "type NAME, KIND"),
    ("speaker", "the priest, person", "does not say 'the priest'"),
    ("when", "Sunday", "is no day"),
    ("when", "2021-03-14/2021-03-12", "ends before it begins"),
    ("where", "Nowhereville", "the gazetteer has no"),
    ("incident", "9", "type the number of an incident"),
    ("colour", "red", "no field 'colour'"),
]


@pytest.mark.parametrize(("name", "typed", "reason"), REFUSED)
def test_what_cannot_be_is_refused_with_what_can(name: str, typed: str, reason: str, plain: Reading) -> None:
    with pytest.raises(DecisionError) as refused:
        parse_field(plain, name, typed, plain.sentences[0])
    assert reason in str(refused.value)


def test_names_places_and_speakers_take_the_nearest_words(plain: Reading) -> None:
    group = parse_field(plain, "group", "villagers", plain.sentences[0])
    assert (group.name, group.words.text) == ("villagers", "villagers")
    speaker = parse_field(plain, "speaker", "the mayor, off", plain.sentences[0])
    assert (speaker.name, speaker.kind, speaker.words.text) == ("the mayor", "official", "the mayor")
    where = parse_field(plain, "where", "near Mopti, ML", plain.sentences[2])
    assert (where.name, where.country, where.precision, where.words.text) == ("Mopti", "ML", "near", "Mopti")
    assert parse_field(plain, "when", "2021-03-12/2021-03-14", plain.sentences[0]).end.day == 14


def test_words_are_selected_by_themselves_or_by_sentence_and_word(plain: Reading) -> None:
    assert select_words(plain, "four people").text == "Four people"
    assert select_words(plain, "3:1-2").text == "Four people"
    assert select_words(plain, "2:2").text == "women"
    for typed, reason in (("9:1", "no sentence 9"), ("1:40-41", "has 11 words"), ("in", "stands 3 times")):
        with pytest.raises(DecisionError, match=reason):
            select_words(plain, typed)
    assert select_words(plain, "gao #2").start == TEXT.rindex("Gao")


def test_words_run_over_line_ends_and_stop_at_words() -> None:
    text = "two\n  guards and twofold"
    assert find_words(text, "Two guards").text == "two\n  guards"
    assert find_words(text, "two").start == 0
    assert nearest_words("a b a", "a", Span(4, 5)).start == 4


def test_the_sentence_of_words_between_sentences_is_the_one_before() -> None:
    sentences = (Span(2, 5), Span(8, 12))
    assert [sentence_at(sentences, Span(at, at + 1)) for at in (0, 3, 6, 9, 20)] == [0, 0, 0, 1, 1]


@pytest.mark.parametrize(("words", "bounds"), [("", []), ("more than 40", [(41, None)]), ("5 to 7", [(5, 7)])])
def test_figures_in_words(words: str, bounds: list[tuple[int, int | None]]) -> None:
    assert [(figure.low, figure.high) for figure in figures_in(words)] == bounds


def test_fields_of_one_decision_go_over_those_of_another() -> None:
    merged = Fields(extent=None).over(Fields(extent="total", standing="reported"))
    assert (merged.extent, merged.standing, merged.names) == (None, "reported", ("standing", "extent"))
