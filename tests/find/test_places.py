"""Names of places: what is one, what its words say, and which place it is. Parts of speech and names are given."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spoken import parsed, unbracketed

from recount.find.places import find_places
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.document import Block, BlockKind, Document
from recount.model.mention import PlaceMention
from recount.places.gazetteer import load_gazetteer

_PART = re.compile(r"\{(?P<kind>PER|ORG|LOC) (?P<name>[^}]*)\}|(?P<word>[\w]+(?:['’]\w+)?|[^\w\s])")
_WORD = re.compile(r"[\w]+(?:['’]\w+)?|[^\w\s]")
_FUNCTION = {"in": "ADP", "at": "ADP", "near": "ADP", "of": "ADP", "from": "ADP", "to": "ADP", "towards": "ADP",
             "into": "ADP", "with": "ADP", "by": "ADP", "on": "ADP", "the": "DET", "a": "DET", "and": "CCONJ",
             "southern": "ADJ", "northern": "ADJ", "eastern": "ADJ", "said": "VERB", "were": "AUX"}  # fmt: skip


def told(marked: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Analysis:
    """An analysis of one sentence; names stand as "{LOC Khan Younis}", other capitals are proper nouns."""
    text, tokens, at = "", [], 0
    for part in _PART.finditer(marked):
        text += marked[at : part.start()]
        at = part.end()
        words = part["name"] or part["word"]
        for number, word in enumerate(_WORD.finditer(words)):
            start = len(text) + word.start()
            name = f"{'I' if number else 'B'}-{part['kind']}" if part["kind"] else "O"
            upos = _FUNCTION.get(word[0].lower()) or ("PROPN" if word[0][0].isupper() or part["kind"] else "NOUN")
            upos = upos if word[0].isalnum() else "PUNCT"
            head = -1 if not tokens else 0
            tokens.append(Token(len(tokens), start, start + len(word[0]), word[0], word[0].lower(), upos, "", "", head,
                                "dep", name))  # fmt: skip
        text += words
    text += marked[at:]
    document = Document("sha256:0", "text", text, (Block(kind, 0, len(text)),))
    return Analysis(document, (Sentence(0, 0, 0, len(text), tuple(tokens)),), "none")


def found(marked: str, role: str = "place", kind: BlockKind = BlockKind.PARAGRAPH) -> list[PlaceMention]:
    return [mention for mention in find_places(told(marked, kind), load_gazetteer()) if mention.role == role]


def named(marked: str) -> list[tuple[str, str | None]]:
    """The places of a sentence, name and country."""
    return [(mention.best.name, mention.best.country) for mention in found(marked) if mention.best]


PLACES = [
    ("Shells fell on {LOC Khan Younis} at dawn.", [("Khan Yunis", "PS")]),
    ("Pictures of the strikes in Gaza city of Khan Younis.", [("Gaza Strip", "PS"), ("Khan Yunis", "PS")]),
    ("They met in {LOC Gaza City}.", [("Gaza", "PS")]),
    ("A house in {LOC Gaza} was hit.", [("Gaza Strip", "PS")]),
    ("Men fought in {LOC Aleppo}, {LOC Syria}.", [("Aleppo", "SY"), ("Syria", "SY")]),
    ("Two men died in {LOC Nigeria} 's northern {LOC Kaduna} state.", [("Nigeria", "NG"), ("Kaduna", "NG")]),
    ("Two men died in {LOC Athens}, {LOC Ga}., on Monday.", [("Athens", "US"), ("Georgia", "US")]),
    ("Bandits raided Kagara in Niger State.", [("Kagara", "NG"), ("Niger", "NG")]),
    ("GUNMEN KILLED TWO MEN IN SAN MIGUEL, EL SALVADOR.", [("San Miguel", "SV"), ("El Salvador", "SV")]),
    ("two men were shot in gujarat on friday by a crowd.", [("Gujarat", "IN")]),
    ("A mine blew up in the Helmand province.", [("Helmand", "AF")]),
    ("Two men died in the Jenin refugee camp.", [("Jenin camp", "PS")]),
    ("The army left {LOC Tripoli}, {LOC Benghazi} and {LOC Sirte}.",
     [("Tripoli", "LY"), ("Benghazi", "LY"), ("Sirte", "LY")]),
]  # fmt: skip

NOT_PLACES = [
    "{PER Paris Hilton} met them.",
    "The {ORG Palestine Chronicle} wrote of it.",
    "The {ORG Bank of Baghdad} was robbed.",
    "He plays for {ORG Manchester United}.",
    "They read the Kabul Times.",
    "Many were Police.",
]

RELATIONS = [  # sentence, relation, phrase
    ("A blast was heard near {LOC Mosul}.", "near", "near Mosul"),
    ("A blast was heard near the southern city of {LOC Basra}.", "near", "near the southern city of Basra"),
    ("A blast was heard north of {LOC Mosul}.", "near", "north of Mosul"),
    ("They lived on the outskirts of {LOC Mosul}.", "near", "outskirts of Mosul"),
    ("Rockets were fired from {LOC Mosul}.", "from", "from Mosul"),
    ("Rockets were fired towards {LOC Haifa}.", "toward", "towards Haifa"),
    ("The men were held in {LOC Mosul}.", "at", "in Mosul"),
    ("A mine blew up in the {LOC Helmand} province.", "at", "in the Helmand province"),
    ("A post on the border with {LOC Chad} was hit.", "border", "border with Chad"),
    ("{LOC Mosul} was quiet.", "unknown", "Mosul"),
]


@pytest.mark.parametrize(("marked", "expected"), PLACES)
def test_places_are_found_and_resolved(marked: str, expected: list[tuple[str, str]]) -> None:
    assert named(marked) == expected


@pytest.mark.parametrize("marked", NOT_PLACES)
def test_people_bodies_and_papers_are_not_places(marked: str) -> None:
    assert found(marked) == []


@pytest.mark.parametrize(("marked", "relation", "phrase"), RELATIONS)
def test_words_around_a_name_tell_its_relation(marked: str, relation: str, phrase: str) -> None:
    analysis = told(marked)
    (mention,) = [m for m in find_places(analysis, load_gazetteer()) if m.role == "place"]
    assert (mention.relation, mention.phrase.of(analysis.document.text)) == (relation, phrase)


def test_a_later_bare_surname_is_the_person() -> None:
    assert found("{PER Ann Jordan} wept and {LOC Jordan} said no more.") == []


def test_a_part_of_another_name_is_told_as_one() -> None:
    parts = found("The {ORG Bank of Baghdad} was robbed.", role="name_part")
    assert parts and all(part.best is None for part in parts)


def test_demonyms_are_adjectives_and_only_vote() -> None:
    (mention,) = found("Two Israeli soldiers were hurt.", role="adjective")
    assert mention.best is not None and mention.best.country == "IL"
    assert named("Lebanese soldiers and Lebanese police left {LOC Tripoli}.") == [("Tripoli", "LB")]


def test_a_region_word_is_kept_apart_from_the_name() -> None:
    (mention,) = found("Sirens were heard in southern {LOC Israel}.")
    assert mention.region_word == "southern" and mention.best is not None and mention.best.name == "Israel"


def test_a_dateline_is_no_place_of_an_event() -> None:
    (mention,) = found("NAIROBI (AA) - Two men were shot.", role="dateline")
    assert mention.best is not None and mention.best.country == "KE"
    assert found("NAIROBI (AA) - Two men were shot.") == []


def test_a_place_that_no_gazetteer_knows_is_kept_unresolved() -> None:
    (mention,) = found("Three died in {LOC Qwzzalbad}.")
    assert mention.best is None and mention.candidates == ()


def test_candidates_are_kept_with_scores_and_reasons() -> None:
    (mention,) = found("A house in {LOC Gaza} was hit.")
    assert len(mention.candidates) > 1
    assert all(candidate.why and candidate.score > 0 for candidate in mention.candidates)


def test_bylines_and_other_metadata_are_not_read() -> None:
    assert found("By Ann in {LOC Mosul}", kind=BlockKind.METADATA) == []


WORDS = ["in", "near", "the", "city", "of", "Gaza", "strip", "Khan", "Younis", ",", "-", "from", "southern", "SYRIA"]
WORDS += ["Israeli", "2", "district", "Homs", "خان", "é"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_every_mention_lies_in_its_sentence_and_names_do_not_overlap(words: list[str]) -> None:
    analysis = told(" ".join(["Men", *words]))
    mentions = find_places(analysis, load_gazetteer())
    for mention in mentions:
        assert mention.phrase.holds(mention.span)
        assert analysis.sentences[0].span.holds(mention.phrase)
    for mention, other in pairwise(mentions):
        assert mention.span.end <= other.span.start


UNIVERSITIES = [
    ("A bomb exploded at the University of Mosul on Monday.", "Mosul"),
    ("Shells fell near the University of Mosul, killing two.", "Mosul"),
    ("Two men were shot at Kabul University on Monday.", "Kabul"),
    ("The University of Mosul said it had no word.", None),
    ("Ann Smith, an expert at the University of Chicago, said so.", None),
    ("He studies law at Yarmouk University.", None),
]


@pytest.mark.parametrize(("text", "town"), UNIVERSITIES)
def test_a_university_is_in_its_town_where_words_of_place_say_so(text: str, town: str | None) -> None:
    mentions = find_places(parsed(text), load_gazetteer())
    assert next((m.best.name for m in mentions if m.role == "place" and m.best), None) == town


GIVEN = [  # [words] that are known to be names of places: the name, its phrase, what it means, and its region word
    ("Shells fell on [Khan Younis] at dawn.", [("Khan Younis", "on Khan Younis", "Khan Yunis", "place", None)]),
    ("Rain fell in [North Mosul] on Sunday.", [("Mosul", "in North Mosul", "Mosul", "place", "north")]),
    ("Fighting in [East Timor] went on.", [("East Timor", "in East Timor", "Timor-Leste", "place", None)]),
    ("Rain fell in [Zzyzx Flats].", [("Zzyzx Flats", "in Zzyzx Flats", None, "place", None)]),
    ("The [French] team lost.", [("French", "French", "France", "adjective", None)]),
    ("He read the [Paris] Review.", [("Paris", "Paris", "Paris", "place", None)]),
    (
        "A rally in [Kaduna State University] was held.",
        [("Kaduna State", "in Kaduna State University", "Kaduna", "place", None)],
    ),
    (
        "A rally in [Athens], [Ga.] was held.",
        [("Athens", "in Athens", "Athens", "place", None), ("Ga.", "Ga.", "Georgia", "place", None)],
    ),
    (
        "Men of Basra and of [Mosul] met.",
        [("Basra", "Basra", "Basrah", "place", None), ("Mosul", "Mosul", "Mosul", "place", None)],
    ),
]


@pytest.mark.parametrize(("marked", "expected"), GIVEN)
def test_names_that_are_given_are_taken_as_they_stand(marked: str, expected: list[tuple[str, ...]]) -> None:
    text, spans = unbracketed(marked)
    mentions = find_places(parsed(text), load_gazetteer(), spans)
    heard = [(m.span.of(text), m.phrase.of(text), m.best and m.best.name, m.role, m.region_word) for m in mentions]
    assert heard == expected
