"""Who and what is known: every name is found, every example fires, and the rule for states is one for all."""

import re
from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spoken import parsed, token_at, unbracketed

from recount.errors import KnowledgeError
from recount.find.parties import thing_of
from recount.find.parties.mentions import scene_of
from recount.find.parties.names import names_in
from recount.find.parties.nouns import noun_at, thing_entry
from recount.find.parties.setting import fitting, setting_of
from recount.knowledge.actors import REGIONS, ActorEntry, ActorFile, fold, read_actors, read_works, spell
from recount.knowledge.files import read_file
from recount.knowledge.parties import StateFile, load_parties, plural_of
from recount.model.analysis import Sentence, Token

PARTIES = load_parties()
STATES = read_file("parties/states.yml", StateFile)
FILES: list[ActorFile | StateFile] = [*map(read_actors, REGIONS), STATES]
ACTOR_EXAMPLES = [(key, text) for file in FILES for key, texts in file.examples.items() for text in texts]
ACTOR_COUNTERS = [(key, text) for file in FILES for key, texts in file.counter_examples.items() for text in texts]
WORKS = read_works()
ROLES = PARTIES.people.roles
THINGS = {thing.id: thing for thing in PARTIES.things.values()}


def unparsed(words: str) -> Sentence:
    """A sentence of words that are all one name, without a parser."""
    tokens = []
    for i, match in enumerate(re.finditer(r"\w+(?:[.']\w*)*|[^\w\s]", words)):
        tag = "B-ORG" if i == 0 else "I-ORG"
        tokens.append(Token(i, match.start(), match.end(), match[0], match[0], "PROPN", "NNP", "_", i - 1, "flat", tag))
    return Sentence(0, 0, 0, len(words), tuple(tokens))


def test_every_name_of_every_actor_is_found_as_it_is_written() -> None:
    missed = []
    for name in {name for names in PARTIES.names.values() for name in names}:
        written = " ".join(name.spelling)
        found = {key for match in names_in(unparsed(written), PARTIES) for key in match.ids}
        if not set(name.ids) <= found:
            missed.append(written)
    assert missed == []


def _sampled(number: int) -> list[ActorEntry]:
    """Every `number`th actor by the hash of its id: the same ones until it changes."""
    return [a for a in PARTIES.actors.values() if int(sha256(a.id.encode()).hexdigest(), 16) % number == 0]


@pytest.mark.parametrize("actor", _sampled(12), ids=lambda actor: actor.id)
@pytest.mark.parametrize("shape", [str, str.upper], ids=["mixed", "capitals"])
def test_an_actor_that_speaks_is_found_in_any_case_of_letters(actor: ActorEntry, shape: Callable[[str], str]) -> None:
    country = PARTIES.states[actor.countries[0]].name if actor.countries else "the north"
    name = " ".join(next(n for names in PARTIES.names.values() for n in names if actor.id in n.ids).spelling)
    found = scene_of(parsed(shape(f"In {country}, {name} said that it had killed two fighters.")), PARTIES).parties
    ids = {key for party in found for key in (party.actor_id, *party.candidates)}
    assert actor.id in ids


def test_names_are_found_in_capitals_without_accents_and_with_marks_between() -> None:
    for words in ("FARABUNDO MARTI NATIONAL LIBERATION FRONT", "Farabundo Martí National Liberation Front"):
        assert [m.ids for m in names_in(unparsed(words), PARTIES)] == [("fmln",)]
    assert [m.ids for m in names_in(unparsed("Izz ad - Din al - Qassam Brigades"), PARTIES)] == [
        ("al-qassam-brigades",)
    ]


def test_every_actor_has_a_side_of_the_table_and_known_countries() -> None:
    assert len(PARTIES.actors) >= 2000
    for actor in PARTIES.actors.values():
        assert re.fullmatch(r"[a-z0-9-]+", actor.id), actor.id
        assert set(actor.countries) <= set(PARTIES.states), actor.id
        assert actor.sources and set(actor.sources) <= WORKS.keys(), actor.id
    assert {a.kind for a in PARTIES.actors.values()} == {
        "rebel", "militia", "political", "state_forces", "government", "external", "organisation", "media",
    }  # fmt: skip


def test_all_regions_and_kinds_are_listed_not_one() -> None:
    for region in REGIONS:
        assert len(read_actors(region).actors) >= 80
    countries = {c for a in PARTIES.actors.values() if a.kind in ("rebel", "militia") for c in a.countries}
    assert len(countries) >= 90


@pytest.mark.parametrize(
    ("code", "force", "key", "name"),
    [
        ("IL", "military", "il-military", "Israeli military"),
        ("PS", "police", "ps-police", "Palestinian police"),
        ("NG", "police", "ng-police", "Nigerian police"),
        ("US", "military", "us-military", "US military"),
        ("RU", "military", "ru-military", "Russian military"),
        ("UA", "military", "ua-military", "Ukrainian military"),
        ("XK", "police", "xk-police", "Kosovan police"),
        ("TW", "coast-guard", "tw-coast-guard", "Taiwanese coast guard"),
        ("SU", "military", "su-military", "Soviet military"),
    ],
)
def test_forces_of_states_follow_from_one_rule(code: str, force: str, key: str, name: str) -> None:
    actor = PARTIES.state_actor(code, force)
    assert (actor.id, actor.name) == (key, name)
    assert PARTIES.actor(key) == actor


def test_every_state_has_the_same_forces() -> None:
    for code in PARTIES.states:
        for force, body in PARTIES.forces.items():
            actor = PARTIES.state_actor(code, force)
            assert actor.kind == body.kind and actor.countries == (code,)
    names = [PARTIES.state_actor(code, "police").name for code in PARTIES.states]
    assert len(set(names)) == len(names)


def test_an_unknown_id_is_refused_with_its_name() -> None:
    with pytest.raises(KnowledgeError, match="zz-military"):
        PARTIES.actor("zz-military")


def test_own_names_belong_to_forces_that_the_rule_makes() -> None:
    for row in STATES.own_names:
        PARTIES.actor(row.partition("|")[0].strip())


@pytest.mark.parametrize(("key", "marked"), ACTOR_EXAMPLES)
def test_examples_of_actors(key: str, marked: str) -> None:
    text, spans = unbracketed(marked)
    found = {p.actor_id for p in scene_of(parsed(text), PARTIES).parties if any(p.span.overlaps(s) for s in spans)}
    assert key in found


@pytest.mark.parametrize(("key", "marked"), ACTOR_COUNTERS)
def test_counter_examples_of_actors(key: str, marked: str) -> None:
    analysis = parsed(unbracketed(marked)[0])
    setting = setting_of(analysis, PARTIES)
    found = [(s, match) for s in analysis.sentences for match in names_in(s, PARTIES)]
    named = {i for s, match in found for i in fitting(match, s, setting, PARTIES)}
    assert key not in named | {p.actor_id for p in scene_of(analysis, PARTIES).parties}


def _bracketed(marked: str) -> tuple[Sentence, Token]:
    text, spans = unbracketed(marked)
    analysis = parsed(text)
    index, token = token_at(analysis, spans[0].end - 1)
    sentence = analysis.sentences[index]
    inside = [t for t in sentence if spans[0].start <= t.start and t.end <= spans[0].end]
    return sentence, next((t for t in inside if t.head not in {x.i for x in inside}), token)


@pytest.mark.parametrize(("role", "marked"), [(r.id, e) for r in ROLES for e in r.examples])
def test_examples_of_roles(role: str, marked: str) -> None:
    found = noun_at(*_bracketed(marked), PARTIES)
    assert found is not None and found.role.id == role


@pytest.mark.parametrize(("role", "marked"), [(r.id, e) for r in ROLES for e in r.counter_examples])
def test_counter_examples_of_roles(role: str, marked: str) -> None:
    text, spans = unbracketed(marked)
    seen = scene_of(parsed(text), PARTIES).parties
    nouns = [
        found.role.id
        for sentence in parsed(text).sentences
        for token in sentence
        if any(p.sentence == sentence.index and p.head == token.i for p in seen)
        if not spans or any(s.start <= token.start < s.end for s in spans)
        if (found := noun_at(sentence, token, PARTIES)) is not None
    ]
    assert role not in nouns


@pytest.mark.parametrize(("thing", "marked"), [(t.id, e) for t in THINGS.values() for e in t.examples])
def test_examples_of_things(thing: str, marked: str) -> None:
    sentence, token = _bracketed(marked)
    entry = thing_entry(sentence, token, PARTIES)
    assert entry is not None and entry.id == thing


@pytest.mark.parametrize(("thing", "marked"), [(t.id, e) for t in THINGS.values() for e in t.counter_examples])
def test_counter_examples_of_things(thing: str, marked: str) -> None:
    text, _ = unbracketed(marked)
    found = {e.id for s in parsed(text).sentences for t in s if (e := thing_entry(s, t, PARTIES)) is not None}
    assert thing not in found


@pytest.mark.parametrize(("body", "marked"), [(b, e) for b in PARTIES.people.bodies for e in b.examples])
def test_examples_of_words_in_names_of_bodies(body, marked: str) -> None:  # type: ignore[no-untyped-def]
    text, spans = unbracketed(marked)
    kinds = {p.kind for p in scene_of(parsed(text), PARTIES).parties if any(p.span.overlaps(s) for s in spans)}
    assert body.kind in kinds


def test_measures_are_no_things() -> None:
    analysis = parsed("He walked ten miles in three days and paid forty dollars.")
    for sentence in analysis.sentences:
        assert [t.text for t in sentence if thing_of(sentence, t, PARTIES) is not None] == []


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("soldier", "soldiers"),
        ("gunman", "gunmen"),
        ("deputy", "deputies"),
        ("chief of police", "chiefs of police"),
        ("passer-by", "passers-by"),
        ("passerby", "passersby"),
        ("brother-in-law", "brothers-in-law"),
        ("next of kin", "next of kin"),
        ("army personnel", "army personnel"),
        ("anti-riot police", "anti-riot police"),
        ("displaced person", "displaced people"),
        ("child", "children"),
        ("coach", "coaches"),
    ],
)
def test_plurals(noun: str, plural: str) -> None:
    assert plural_of(noun, PARTIES.people.plurals) == plural


@given(st.text(max_size=60))
def test_folding_is_stable(text: str) -> None:
    words = fold(text)
    assert all(fold(word) == (word,) for word in words if word.isascii())
    assert tuple(word.casefold() for word in spell(text)) == words


def test_loading_twice_gives_the_same_tables() -> None:
    assert load_parties() is PARTIES
