"""Where each claim's event took place: by syntax, carried, or not said. The sentences come with their parse."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from recount.claims.where import set_places
from recount.claims.where_point import part_of
from recount.find.places import find_places
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.claim import Draft, Event
from recount.model.document import Block, BlockKind, Document
from recount.model.span import Span
from recount.places.gazetteer import load_gazetteer


def parsed(*sentences: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Analysis:
    """An analysis of one block from sentences of "word/UPOS/head/deprel" (heads from 1; a fifth part is the name)."""
    text, made = "", []
    for index, sentence in enumerate(sentences):
        tokens, begin = [], len(text)
        for i, part in enumerate(sentence.split()):
            word, upos, head, deprel, *name = part.split("/")
            feats = "Definite=Def" if word.lower() == "the" else ""
            tokens.append(
                Token(i, len(text), len(text) + len(word), word, word.lower(), upos, "", feats, int(head) - 1, deprel,
                      name[0] if name else "O")
            )  # fmt: skip
            text += word + " "
        made.append(Sentence(index, 0, begin, len(text) - 1, tuple(tokens)))
    document = Document("sha256:0", "text", text, (Block(kind, 0, len(text)),))
    return Analysis(document, tuple(made), "none")


def draft(analysis: Analysis, trigger: str, sentence: int = 0, victim: str | None = None, act: str = "kill") -> Draft:
    """A draft whose trigger and victim are these words of the sentence."""
    tokens = analysis.sentences[sentence].tokens
    at = {token.text: token.i for token in tokens}
    found = tokens[at[trigger]]
    return Draft(
        sentence=sentence,
        trigger=found.i,
        entry=act,
        act=act,
        harm="killed" if act == "kill" else None,
        evidence=Span(found.start, found.end),
        event=Event(None, None, None, None),
        victim=at[victim] if victim else None,
    )


def placed(analysis: Analysis, *drafts: Draft) -> Sequence[Draft]:
    return set_places(drafts, analysis, find_places(analysis, load_gazetteer()), load_gazetteer())


IN_KADUNA = (
    "Gunmen/NOUN/2/nsubj killed/VERB/0/root nine/NUM/4/nummod men/NOUN/2/obj in/ADP/6/case "
    "Kaduna/PROPN/2/obl/B-LOC ./PUNCT/2/punct"
)
SEAT = (
    "Nine/NUM/2/nummod men/NOUN/4/nsubj:pass were/AUX/4/aux killed/VERB/8/ccomp in/ADP/6/case Kaduna/PROPN/4/obl/B-LOC "
    ",/PUNCT/8/punct said/VERB/0/root Minister/NOUN/8/nsubj in/ADP/11/case Geneva/PROPN/8/obl/B-LOC ./PUNCT/8/punct"
)
SEAT_ONLY = (
    "Nine/NUM/2/nummod men/NOUN/4/nsubj:pass were/AUX/4/aux killed/VERB/6/ccomp ,/PUNCT/6/punct said/VERB/0/root "
    "Minister/NOUN/6/nsubj in/ADP/9/case Geneva/PROPN/6/obl/B-LOC ./PUNCT/6/punct"
)
STORMED = (
    "Men/NOUN/2/nsubj stormed/VERB/0/root a/DET/4/det school/NOUN/2/obj in/ADP/6/case Kagara/PROPN/4/nmod/B-LOC "
    ",/PUNCT/8/punct killing/VERB/2/advcl one/NUM/10/nummod pupil/NOUN/8/obj ./PUNCT/2/punct"
)
NESTED = (
    "Nine/NUM/2/nummod men/NOUN/4/nsubj:pass were/AUX/4/aux killed/VERB/0/root in/ADP/6/case Goma/PROPN/4/obl/B-LOC "
    "in/ADP/10/case eastern/ADJ/10/amod DR/PROPN/10/compound/B-LOC Congo/PROPN/6/nmod/I-LOC ./PUNCT/4/punct"
)
ROCKETS = (
    "Rebels/NOUN/2/nsubj fired/VERB/0/root ten/NUM/4/nummod rockets/NOUN/2/obj from/ADP/6/case Gaza/PROPN/2/obl/B-LOC "
    "towards/ADP/8/case Israel/PROPN/2/obl/B-LOC ./PUNCT/2/punct"
)
SOUTH = (
    "Sirens/NOUN/3/nsubj:pass were/AUX/3/aux heard/VERB/0/root in/ADP/6/case southern/ADJ/6/amod "
    "Israel/PROPN/3/obl/B-LOC ./PUNCT/3/punct"
)
NO_PLACE = "Nine/NUM/2/nummod men/NOUN/4/nsubj:pass were/AUX/4/aux killed/VERB/0/root ./PUNCT/4/punct"
THE_ATTACK = (
    "Two/NUM/2/nummod women/NOUN/4/nsubj:pass were/AUX/4/aux killed/VERB/0/root in/ADP/7/case the/DET/7/det "
    "attack/NOUN/4/obl ./PUNCT/4/punct"
)

NEAR = (
    "Nine/NUM/2/nummod men/NOUN/4/nsubj:pass were/AUX/4/aux killed/VERB/0/root near/ADP/8/case the/DET/8/det "
    "northern/ADJ/8/amod city/NOUN/4/obl of/ADP/10/case Mosul/PROPN/8/nmod/B-LOC ./PUNCT/4/punct"
)

NAMED = [  # sentence, trigger, victim, name, country, precision
    (IN_KADUNA, "killed", "men", "Kaduna", "NG", "exact"),
    (SEAT, "killed", "men", "Kaduna", "NG", "exact"),
    (STORMED, "killing", "pupil", "Kagara", "NG", "exact"),
    (NESTED, "killed", "men", "Goma", "CD", "exact"),
    (NEAR, "killed", "men", "Mosul", "IQ", "near"),
    (SOUTH, "heard", None, "southern Israel", "IL", "region"),
]


@pytest.mark.parametrize(("sentence", "trigger", "victim", "name", "country", "precision"), NAMED)
def test_the_place_of_the_act(
    sentence: str, trigger: str, victim: str | None, name: str, country: str, precision: str
) -> None:
    analysis = parsed(sentence)
    where = placed(analysis, draft(analysis, trigger, victim=victim))[0].where
    assert where is not None
    assert (where.name, where.country, where.precision) == (name, country, precision)
    assert where.wording in analysis.document.text and where.why and where.candidates


def test_the_speakers_seat_is_no_place_of_the_act() -> None:
    analysis = parsed(SEAT_ONLY)
    assert placed(analysis, draft(analysis, "killed", victim="men"))[0].where is None


def test_rockets_come_from_one_place_and_land_in_another() -> None:
    analysis = parsed(ROCKETS)
    fired = placed(analysis, draft(analysis, "fired", act="launch"))[0]
    assert fired.where is not None and fired.where.country == "IL"
    assert fired.origin == ("from Gaza", "Gaza Strip")


FIRED = (
    "Rebels/NOUN/2/nsubj fired/VERB/0/root ten/NUM/4/nummod rockets/NOUN/2/obj from/ADP/6/case Gaza/PROPN/2/obl/B-LOC "
    "./PUNCT/2/punct"
)


def test_rockets_do_not_land_where_the_rest_of_the_report_is_set() -> None:
    analysis = parsed(IN_KADUNA.replace("Kaduna", "Gaza"), FIRED)
    killed, fired = placed(analysis, draft(analysis, "killed"), draft(analysis, "fired", 1, act="launch"))
    assert killed.where is not None and killed.where.name == "Gaza Strip"
    assert fired.where is None and fired.origin == ("from Gaza", "Gaza Strip")


def test_rockets_without_an_aim_land_where_others_of_the_report_do() -> None:
    analysis = parsed(ROCKETS, FIRED)
    drafts = placed(analysis, draft(analysis, "fired", act="launch"), draft(analysis, "fired", 1, act="launch"))
    assert [d.where and d.where.country for d in drafts] == ["IL", "IL"]


def test_a_harm_has_no_origin() -> None:
    analysis = parsed(ROCKETS)
    assert placed(analysis, draft(analysis, "fired"))[0].origin is None


def test_a_sentence_without_a_place_takes_that_of_the_act_told_before() -> None:
    analysis = parsed(IN_KADUNA, THE_ATTACK)
    first, second = placed(analysis, draft(analysis, "killed"), draft(analysis, "killed", 1))
    assert second.where is not None and second.where.name == "Kaduna"
    assert "points back" in second.where.why and second.notes == ("place:inherited",)
    assert first.notes == ()


def test_nothing_said_anywhere_is_none() -> None:
    analysis = parsed(NO_PLACE, NO_PLACE)
    assert [d.where for d in placed(analysis, draft(analysis, "killed"), draft(analysis, "killed", 1))] == [None, None]


def test_a_report_that_tells_of_one_place_gives_it_to_its_headline() -> None:
    analysis = parsed(NO_PLACE, IN_KADUNA)
    headline = placed(analysis, draft(analysis, "killed"), draft(analysis, "killed", 1))[0]
    assert headline.where is not None and headline.where.name == "Kaduna"


def test_two_places_leave_the_headline_without_one() -> None:
    lyon = IN_KADUNA.replace("Kaduna", "Lyon")
    analysis = parsed(NO_PLACE, IN_KADUNA, lyon)
    drafts = placed(analysis, *(draft(analysis, "killed", number) for number in range(3)))
    assert drafts[0].where is None


def test_only_place_origin_and_notes_are_filled() -> None:
    analysis = parsed(IN_KADUNA)
    before = draft(analysis, "killed")
    after = placed(analysis, before)[0]
    assert replace(after, where=None, origin=None, notes=()) == before


@pytest.mark.parametrize(("word", "north", "east"), [("southern", -1, 0), ("north-east", 1, 1), ("central", 0, 0)])
def test_a_part_of_a_region_lies_its_way(word: str, north: int, east: int) -> None:
    country = load_gazetteer().country("IQ")
    assert country is not None
    lat, lon, radius = part_of(country, word)
    assert (lat > country.lat) - (lat < country.lat) == north
    assert (lon > country.lon) - (lon < country.lon) == east
    assert radius < country.radius_km
