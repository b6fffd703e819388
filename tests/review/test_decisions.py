"""A person's decisions on a reading: what they change, what they may not, and how they are taken back."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import recount
from recount.errors import DecisionError
from recount.model.claim import Claim, Incident
from recount.model.decision import CountValue, Decision, Fields, NameValue, SpeakerValue, WhenValue, WhereValue
from recount.model.reading import Reading
from recount.record import decide
from recount.review.decide import accept, add_claim, aside_id, correct, reject, undo
from recount.review.queue import queue_of
from recount.review.words import find_words

TEXT = """Gunmen killed six villagers in Gao on Sunday, the mayor said.

Four people were wounded in the attack and three guards were missing. The bodies of two drivers lay beside the road.

On Monday soldiers killed one farmer in Mopti, witnesses said.

More than 80 people have been killed in the region since January. The council killed the budget bill.
"""
NOON = datetime(2021, 3, 17, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def plain() -> Reading:
    return recount.read(TEXT, published=datetime(2021, 3, 16).date())


@pytest.fixture
def at() -> Iterator[Callable[[], datetime]]:
    minutes = iter(range(10_000))
    yield lambda: NOON + timedelta(minutes=next(minutes))


def of(reading: Reading, words: str) -> Claim:
    """The claim whose evidence has these words."""
    return next(c for c in reading.claims if any(words in span.of(TEXT) for span in c.evidence))


def home(reading: Reading, words: str) -> Incident:
    key = of(reading, words).incident
    return next(i for i in reading.incidents if i.id == key)


def number(low: int | None, high: int | None, words: str) -> CountValue:
    return CountValue(low=low, high=high, words=find_words(TEXT, words))


Clock = Callable[[], datetime]


def test_nothing_is_a_persons_before_a_person_decides(plain: Reading) -> None:
    assert {i.review for i in plain.incidents} == {"machine"}
    assert all(c.decided is None for c in plain.claims)


def test_an_incident_is_coded_when_all_that_feeds_it_is_decided_and_not_before(plain: Reading, at: Clock) -> None:
    rows: list[Decision] = []
    reading = plain
    while items := [i for i in queue_of(reading) if i.claim and i.claim.incident == of(plain, "six").incident]:
        assert home(reading, "six").review == "machine"
        rows.append(accept(reading, items[0].id, "Ana", at()))
        reading = decide(plain, rows)
    assert home(reading, "six").review == "coded"
    assert home(reading, "six").answered_by == ("Ana",)
    assert home(reading, "one farmer").review == "machine"


def test_a_corrected_count_moves_the_toll_and_says_who_and_from_what(plain: Reading, at: Clock) -> None:
    claim = of(plain, "six villagers")
    row = correct(plain, claim.id, Fields(count=number(2, 2, "two drivers")), "Ana", at(), why="misread")
    reading = decide(plain, [row])
    assert home(reading, "six villagers").killed.best == 2  # type: ignore[union-attr]
    assert "corrected by Ana: count 6 to 2" in reading.claim(claim.id).why
    assert any("corrected by Ana: count 6 to 2" in why for t in home(reading, "six").tolls for why in t.why)


REFUSED = [
    ("six villagers", {"count": (7, 7, "six villagers")}, "'six villagers' does not say 7"),
    ("six villagers", {"count": (0, 0, "six")}, "does not say 0"),
    ("six villagers", {"standing": "stated"}, "nothing is changed"),
    ("six villagers", {"incident": "nowhere"}, "no other claim of an incident"),
    ("More than 80", {"incident": "new"}, "correct its standing or extent too"),
]


@pytest.mark.parametrize(("words", "fields", "reason"), REFUSED)
def test_what_does_not_fit_is_refused_with_its_reason(
    words: str, fields: dict[str, object], reason: str, plain: Reading, at: Clock
) -> None:
    if isinstance(fields.get("count"), tuple):
        fields = {"count": number(*fields["count"])}  # type: ignore[misc]
    with pytest.raises(DecisionError, match=reason):
        correct(plain, of(plain, words).id, Fields.model_validate(fields), "Ana", at())


def test_words_that_the_report_does_not_have_are_refused(plain: Reading, at: Clock) -> None:
    moved = find_words(TEXT, "six").model_copy(update={"start": 5, "end": 8})
    with pytest.raises(DecisionError, match="the report does not say 'six' at 5"):
        correct(plain, of(plain, "six").id, Fields(count=CountValue(low=6, high=6, words=moved)), "Ana", at())


def test_a_nameless_person_decides_nothing(plain: Reading, at: Clock) -> None:
    with pytest.raises(DecisionError, match="who"):
        accept(plain, of(plain, "six").id, "  ", at())


def test_each_field_can_be_corrected(plain: Reading, at: Clock) -> None:
    fields = Fields(
        harm="injured",
        group=NameValue(name="villagers", words=find_words(TEXT, "villagers")),
        status="civilian",
        by=NameValue(name="soldiers", words=find_words(TEXT, "soldiers")),
        speaker=SpeakerValue(name="witnesses", kind="witness", words=find_words(TEXT, "witnesses")),
        standing="reported",
        extent="running",
        when=WhenValue(start="2021-03-13", end="2021-03-14", words=find_words(TEXT, "Sunday")),
        where=WhereValue(name="Mopti", country="ML", lat=14.5, lon=-4.2, precision="exact", radius_km=4,
                         words=find_words(TEXT, "Mopti")),
    )  # fmt: skip
    claim = of(plain, "six villagers")
    now = decide(plain, [correct(plain, claim.id, fields, "Ana", at())]).claim(claim.id)
    assert (now.harm, now.act, now.event.sub_type) == ("injured", "injure", "Attack")
    assert now.group is not None and (now.group.name, now.group.status) == ("villagers", "civilian")
    assert now.by is not None and now.by.name == "soldiers"
    assert [s.name for s in now.speakers] == ["publisher", "witnesses"]
    assert (str(now.standing), now.extent) == ("reported", "running")
    assert now.when is not None and now.where is not None
    assert (now.when.start.day, now.when.end.day, now.when.wording) == (13, 14, "Sunday")
    assert (now.where.name, now.where.wording) == ("Mopti", "Mopti")
    assert now.decided is not None and len(now.decided.changes) >= 7


def test_a_standing_that_is_no_fact_takes_the_claim_out_of_every_toll(plain: Reading, at: Clock) -> None:
    claim = of(plain, "one farmer")
    reading = decide(plain, [correct(plain, claim.id, Fields(standing="denied"), "Ana", at())])
    now = reading.claim(claim.id)
    assert (now.use, now.incident) == ("set_aside", None)
    assert all(claim.id not in toll.claims for i in reading.incidents for toll in i.tolls)


def test_a_rejected_claim_stays_in_the_record_and_in_no_incident(plain: Reading, at: Clock) -> None:
    claim = of(plain, "one farmer")
    reading = decide(plain, [reject(plain, claim.id, "Ana", at(), why="told of last year")])
    now = reading.claim(claim.id)
    assert (now.use, now.incident, now.why) == ("set_aside", None, "rejected by Ana: told of last year")


def test_a_claim_can_be_added_in_words_that_were_missed(plain: Reading, at: Clock) -> None:
    fields = Fields(harm="killed", count=number(2, 2, "two drivers"), extent="other", incident=of(plain, "six").id)
    row = add_claim(plain, [find_words(TEXT, "The bodies of two drivers").span], fields, "Ana", at())
    reading = decide(plain, [row])
    added = reading.claim(row.subject)
    assert added.incident == of(reading, "six villagers").incident
    assert added.decided is not None and added.decided.verb == "add"
    assert any("two drivers' is added by Ana" in why for t in home(reading, "six").tolls for why in t.why)
    with pytest.raises(DecisionError, match="has a claim of this harm"):
        add_claim(reading, [find_words(TEXT, "The bodies of two drivers").span], fields, "Ben", at())


def test_an_added_claim_can_be_corrected_and_then_taken_back(plain: Reading, at: Clock) -> None:
    row = add_claim(plain, [find_words(TEXT, "two drivers").span], Fields(harm="killed"), "Ana", at())
    rows = [row, correct(decide(plain, [row]), row.subject, Fields(harm="missing"), "Ben", at())]
    assert decide(plain, rows).claim(row.subject).harm == "missing"
    rows.append(undo(decide(plain, rows), rows[1].id, "Ben", at()))
    assert decide(plain, rows).claim(row.subject).harm == "killed"


def test_words_set_aside_can_be_agreed_to_and_are_asked_no_more(plain: Reading, at: Clock) -> None:
    item = next(i for i in queue_of(plain) if i.kind == "set_aside")
    assert item.aside is not None and item.aside.span.of(TEXT) == "killed"
    reading = decide(plain, [accept(plain, item.id, "Ana", at())])
    assert item.id not in {i.id for i in queue_of(reading)}
    assert item.id in {aside_id(reading, aside) for aside in reading.set_aside}


def test_a_second_answer_has_to_take_the_first_back(plain: Reading, at: Clock) -> None:
    claim = of(plain, "six")
    reading = decide(plain, [accept(plain, claim.id, "Ana", at())])
    with pytest.raises(DecisionError, match="Ana already answered"):
        accept(reading, claim.id, "Ben", at())


def test_single_fields_corrected_in_bulk_leave_the_claim_to_be_answered(plain: Reading, at: Clock) -> None:
    claim = of(plain, "six villagers")
    row = correct(plain, claim.id, Fields(extent="running"), "Ana", at(), whole=False)
    reading = decide(plain, [row])
    assert reading.claim(claim.id).extent == "running"
    assert claim.id in {i.id for i in queue_of(reading)}
    rows = [row, accept(reading, claim.id, "Ana", at())]
    after = decide(plain, rows)
    assert after.claim(claim.id).extent == "running"
    assert claim.id not in {i.id for i in queue_of(after)}


def test_a_later_correction_keeps_what_was_corrected_before(plain: Reading, at: Clock) -> None:
    claim = of(plain, "six villagers")
    rows = [correct(plain, claim.id, Fields(extent="running"), "Ana", at())]
    rows.append(correct(decide(plain, rows), claim.id, Fields(standing="reported"), "Ben", at()))
    now = decide(plain, rows).claim(claim.id)
    assert (now.extent, str(now.standing)) == ("running", "reported")
    rows.append(undo(decide(plain, rows), rows[1].id, "Ben", at()))
    now = decide(plain, rows).claim(claim.id)
    assert (now.extent, str(now.standing)) == ("running", "stated")


def test_a_person_may_say_which_incident_a_claim_belongs_to(plain: Reading, at: Clock) -> None:
    farmer = of(plain, "one farmer").id
    joined = decide(plain, [correct(plain, farmer, Fields(incident=of(plain, "six").id), "Ana", at())])
    assert of(joined, "one farmer").incident == of(joined, "six").incident
    parted = decide(plain, [correct(plain, of(plain, "Four people").id, Fields(incident="new"), "Ana", at())])
    assert of(parted, "Four people").incident != of(parted, "six").incident
    out = decide(plain, [correct(plain, farmer, Fields(incident="none"), "Ana", at())])
    assert (of(out, "one farmer").incident, of(out, "one farmer").why) == (
        None,
        "put in no incident by a person; corrected by Ana: in no incident",
    )


def test_claims_tied_in_a_circle_are_one_incident(plain: Reading, at: Clock) -> None:
    six, farmer = of(plain, "six").id, of(plain, "one farmer").id
    rows = [
        correct(plain, six, Fields(incident=farmer), "Ana", at()),
        correct(plain, farmer, Fields(incident=six), "Ben", at()),
    ]
    reading = decide(plain, rows)
    assert of(reading, "six").incident == of(reading, "one farmer").incident is not None


def test_an_answered_question_is_a_question_no_more(at: Clock) -> None:
    text = "Gunmen killed three people in Gao on Sunday, including five children, the mayor said."
    plain = recount.read(text, published=NOON.date())
    asking = next(c for c in plain.claims if c.use == "question")
    assert queue_of(plain)[0].id == asking.id
    reading = decide(plain, [accept(plain, asking.id, "Ana", at())])
    assert reading.claim(asking.id).use == "bound"
    assert reading.incidents[0].killed.high == 5  # type: ignore[union-attr]
    assert reading.claim(asking.id).id not in {i.id for i in queue_of(reading)}


def test_a_decision_on_another_report_is_refused(plain: Reading, at: Clock) -> None:
    row = accept(plain, of(plain, "six").id, "Ana", at())
    other = recount.read(TEXT + "\nMore.", published=NOON.date())
    with pytest.raises(DecisionError, match="a decision of Ana is on another report"):
        decide(other, [row])


# --- when better rules read other claims ---------------------------------------------------------------------


def reread(reading: Reading, old: Claim, *new: Claim) -> Reading:
    """The report read by other rules: `new` claims in the place of `old`."""
    kept = tuple(c for c in reading.as_read if c.id != old.id)
    return decide(replace(reading, as_read=(*kept, *new)), ())


def moved(claim: Claim, key: str, words: str) -> Claim:
    return replace(claim, id=key, evidence=(find_words(TEXT, words).span,), use="", incident=None)


def test_a_decision_follows_the_claim_that_overlaps_its_words_most(plain: Reading, at: Clock) -> None:
    old = of(plain, "six villagers")
    row = correct(plain, old.id, Fields(extent="running"), "Ana", at())
    later = reread(plain, old, moved(old, "n1", "killed six villagers in Gao on Sunday"), moved(old, "n2", "Gunmen"))
    after = decide(later, [row])
    assert (after.claim("n1").extent, after.claim("n2").extent) == ("running", "total")


def test_a_decision_that_fits_two_claims_equally_becomes_a_question(plain: Reading, at: Clock) -> None:
    old = of(plain, "six villagers")
    row = accept(plain, old.id, "Ana", at())
    one = moved(old, "n1", "six villagers")
    two = replace(one, id="n2")
    after = decide(reread(plain, old, one, two), [row])
    for key in ("n1", "n2"):
        assert (after.claim(key).use, after.claim(key).incident) == ("question", None)
        assert "Ana accepted words that several claims now share" in after.claim(key).why
    assert {"n1", "n2"} <= {i.id for i in queue_of(after) if i.kind == "question"}


def test_an_acceptance_does_not_pass_to_another_value(plain: Reading, at: Clock) -> None:
    old = of(plain, "six villagers")
    row = accept(plain, old.id, "Ana", at())
    changed = replace(old, count_low=60, count_high=60, use="", incident=None)
    after = decide(reread(plain, old, changed), [row])
    now = after.claim(old.id)
    assert now.decided is None and now.incident is not None
    assert "Ana accepted this when it said count 6, now 60" in now.why
    assert queue_of(after)[0].id == old.id
    assert decide(after, [row, accept(after, old.id, "Ana", at())]).claim(old.id).decided is not None


def test_a_decision_on_a_claim_that_is_read_no_more_is_never_lost(plain: Reading, at: Clock) -> None:
    old = of(plain, "six villagers")
    row = accept(plain, old.id, "Ana", at())
    after = decide(reread(plain, old), [row])
    lost = next(a for a in after.set_aside if a.decision == row.id)
    assert "Ana accepted a claim here, 6 killed, that is read no more" in lost.reason
    assert queue_of(after)[0].aside == lost
    back = add_claim(after, [lost.span], Fields(harm="killed", count=number(6, 6, "six")), "Ana", at())
    assert all(a.decision is None for a in decide(after, [row, back]).set_aside)


def test_a_claim_that_is_newly_read_where_a_person_added_one_asks_first(plain: Reading, at: Clock) -> None:
    row = add_claim(plain, [find_words(TEXT, "The bodies of two drivers").span], Fields(harm="killed"), "Ana", at())
    newly = moved(of(plain, "six villagers"), "n1", "bodies of two drivers lay")
    later = decide(replace(plain, as_read=(*plain.as_read, newly)), [row])
    assert later.claim("n1").use == "question"
    assert "is it the same harm?" in later.claim("n1").why


def preset(reading: Reading, words: str, use: str) -> Reading:
    """The reading where a rule or a doubt kept this claim out of every toll."""
    key = of(reading, words).id
    claims = tuple(replace(c, use=use, why="so read") if c.id == key else c for c in reading.as_read)
    return decide(replace(reading, as_read=claims), ())


def test_a_yes_to_what_was_asked_makes_it_count(plain: Reading, at: Clock) -> None:
    asked = preset(plain, "one farmer", "question")
    claim = of(asked, "one farmer")
    assert (claim.use, claim.incident, queue_of(asked)[0].id) == ("question", None, claim.id)
    now = decide(asked, [accept(asked, claim.id, "Ana", at())]).claim(claim.id)
    assert now.use == "counted" and now.incident is not None


def test_what_was_set_aside_stays_so_when_accepted_and_counts_when_put_in_an_incident(
    plain: Reading, at: Clock
) -> None:
    doubted = preset(plain, "one farmer", "set_aside")
    claim = of(doubted, "one farmer")
    assert decide(doubted, [accept(doubted, claim.id, "Ana", at())]).claim(claim.id).use == "set_aside"
    counted = decide(doubted, [correct(doubted, claim.id, Fields(incident="new"), "Ana", at())])
    assert counted.claim(claim.id).use == "counted"
    again = decide(preset(plain, "one farmer", ""), [accept(doubted, claim.id, "Ana", at())])
    assert again.claim(claim.id).asks is not None  # it counts now, and nobody said yes to that


def test_an_earlier_figure_in_the_same_words_stays_one_when_its_speaker_is_corrected(plain: Reading, at: Clock) -> None:
    earlier = preset(plain, "six villagers", "superseded")
    claim = of(earlier, "six villagers")
    rows = [correct(earlier, claim.id, Fields(standing="reported"), "Ana", at())]
    assert decide(earlier, rows).claim(claim.id).use == "superseded"
    rows = [correct(earlier, claim.id, Fields(extent="running"), "Ana", at())]
    assert decide(earlier, rows).claim(claim.id).use == "counted"


def test_of_two_answers_given_blind_the_later_stands(plain: Reading, at: Clock) -> None:
    claim = of(plain, "six villagers").id
    first, second = accept(plain, claim, "Ana", at()), reject(plain, claim, "Ben", at())
    assert decide(plain, [second, first]).claim(claim).use == "set_aside"
    assert decide(plain, [second, first]).decisions == (first, second)


def test_words_that_were_cut_out_otherwise_since_are_found_again(plain: Reading, at: Clock) -> None:
    old = of(plain, "six villagers")
    rows = [
        accept(plain, old.id, "Ana", at()),
        add_claim(plain, [find_words(TEXT, "two drivers").span], Fields(harm="missing"), "Ana", at()),
    ]
    longer = recount.read("A line that was left out before.\n\n" + TEXT, published=datetime(2021, 3, 16).date())
    same = replace(longer, document=replace(longer.document, id=plain.document.id))
    after = decide(same, rows)
    text = after.document.text
    said = {c.decided.verb: c.evidence[0].of(text) for c in after.claims if c.decided is not None}
    assert said["add"] == "two drivers" and "six villagers" in said["accept"]


def test_words_that_the_report_says_no_more_are_refused(plain: Reading, at: Clock) -> None:
    row = accept(plain, of(plain, "six villagers").id, "Ana", at())
    other = recount.read(TEXT.replace("six", "some"), published=datetime(2021, 3, 16).date())
    with pytest.raises(DecisionError, match=r"the report does not say '.*six villagers"):
        decide(replace(other, document=replace(other.document, id=plain.document.id)), [row])


# --- properties ----------------------------------------------------------------------------------------------

VERBS = st.lists(st.tuples(st.sampled_from(["accept", "reject", "correct"]), st.booleans()), min_size=1, max_size=8)


@settings(max_examples=25, deadline=None)
@given(VERBS, st.randoms(use_true_random=False))
def test_order_does_not_matter_undo_gives_the_same_bytes_and_no_claim_is_in_two_incidents(
    plain: Reading, choices: list[tuple[str, bool]], shuffler: object
) -> None:
    minutes = iter(range(100))
    rows: list[Decision] = []
    before = recount.record_json(plain)
    for (verb, again), claim in zip(choices, plain.claims, strict=False):
        when = NOON + timedelta(minutes=next(minutes))
        reading = decide(plain, rows)
        if verb == "accept":
            row = accept(reading, claim.id, "Ana", when)
        elif verb == "reject":
            row = reject(reading, claim.id, "Ana", when)
        else:
            row = (
                correct(reading, claim.id, Fields(incident="new" if again else "none"), "Ana", when)
                if (claim.use != "set_aside")
                else accept(reading, claim.id, "Ana", when)
            )
        undone = undo(decide(plain, [*rows, row]), row.id, "Ana", when + timedelta(seconds=1))
        assert _without_rows(decide(plain, [*rows, row, undone])) == _without_rows(reading)
        rows.append(row)
    straight = decide(plain, rows)
    shuffler.shuffle(rows)  # type: ignore[attr-defined]
    assert recount.record_json(decide(plain, rows)) == recount.record_json(straight)
    assert recount.record_json(decide(straight, ())) == before
    tolled = [key for i in straight.incidents for toll in i.tolls for key in toll.claims]
    assert len(tolled) == len(set(tolled))


def _without_rows(reading: Reading) -> str:
    return recount.record_json(replace(reading, decisions=()))
