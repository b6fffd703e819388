"""What one report tells of an incident, as linking compares it; the reports are invented."""

from datetime import date

import recount
from recount.incident import incident_of
from recount.knowledge.codebook import load_codebook
from recount.knowledge.linking import load_linking
from recount.link.cluster import group_tellings
from recount.link.telling import telling_of
from recount.model.telling import Telling
from recount.record import group_report
from recount.tally.profile import load_profile


def tellings(text: str, published: date = date(2021, 3, 17)) -> list[Telling]:
    reading = recount.read(text, published=published)
    book = load_codebook(None)
    made = []
    for cluster in group_report(reading.as_read, (), reading.document, reading.sentences, None).clusters:
        incident, _ = incident_of(cluster, book, load_profile())
        made.append(telling_of(incident, cluster, reading.document, reading.sentences, "voice", book))
    return made


def test_a_telling_has_what_its_claims_say() -> None:
    (told,) = tellings(
        "Gunmen killed four people and wounded nine at the Qasr checkpoint in Kaduna, Nigeria, on Tuesday. "
        "The dead include Amin Noor, 34."
    )
    assert (told.start, told.end) == (date(2021, 3, 16), date(2021, 3, 16))
    assert told.where is not None and told.where.name == "Kaduna"
    assert {(f.harm, f.low, f.high) for f in told.figures} == {("killed", 4, 4), ("injured", 9, 9)}
    assert [person.name for person in told.persons] == ["Amin Noor"]
    assert "checkpoint" in dict(told.words)
    assert not told.background


def test_names_of_places_and_persons_are_not_compared_twice() -> None:
    (told,) = tellings("Soldiers shot dead Sara Bell in Kaduna, Nigeria, on Tuesday, during Operation Zuma Rock.")
    assert {"zuma", "rock"} <= told.names
    assert told.names.isdisjoint({"kaduna", "nigeria", "sara", "bell", "soldiers", "tuesday"})


def test_what_is_not_told_is_empty() -> None:
    (told,) = tellings("Two farmers were killed in Kaduna, Nigeria, on Tuesday.")
    assert (told.doers, told.weapons, told.persons) == (frozenset(), frozenset(), ())


def test_two_reports_of_one_incident_and_one_of_another() -> None:
    first = tellings("A car bomb killed four people at a market in Kaduna, Nigeria, on Tuesday, police said.")
    second = tellings("The toll of Tuesday's car bomb in Kaduna, Nigeria, rose to six dead, a hospital said.")
    third = tellings("Gunmen killed four people in Jos, Nigeria, on Tuesday, police said.")
    (one,), (two,), (three,) = first, second, third
    groups = group_tellings([one, two, three], (), load_linking()).groups
    assert {frozenset(group) for group in groups} == {frozenset({one.id, two.id}), frozenset({three.id})}
