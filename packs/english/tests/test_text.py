"""Sentences and tokens: offsets, cuts and odd input. All sentences are invented."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recount_language_en import load

ODD = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from(list("aB.!?\"'()[] \n\t\r\x00-_9,:;😀👩‍🚒e\u0301\u0627\u0644\u202e\ufe0f\u200d…—")),
    ),
    max_size=120,
)
PACK = load()


@settings(max_examples=150, deadline=None)
@given(ODD)
def test_sentences_and_tokens_cover_the_text_in_order(text: str) -> None:
    at = 0
    for start, end in PACK.split(text):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        sentence = text[start:end]
        assert sentence == sentence.strip()
        inner = 0
        for a, b in PACK.tokens(sentence):
            assert inner <= a < b <= len(sentence)
            assert not sentence[inner:a].strip()
            inner = b
        assert not sentence[inner:].strip()
        at = end
    assert not text[at:].strip()


SPLITS = [
    '"We found the bodies at dawn," the mayor said. "There were nine." He asked for help.',
    "Gen. Smith spoke first. The dead were from unit No. 5 of the brigade.",
    "U.S. forces left the town. Two officers stayed.",
    "They came back at 5 p.m. on Tuesday. Nobody fired.",
    "Was anyone hurt? Nobody knew! The road was closed.",
    "GUNMEN KILLED FOUR POLICEMEN IN THE NORTH ON MONDAY, OFFICIALS SAID. NO GROUP CLAIMED THE ATTACK.",
    "The army denied it (see the first report). Villagers disagreed.",
    "Dr. Lee and Mr. Cho, aged 40, were shot. Both died later.",
]
COUNTS = [3, 2, 2, 2, 3, 2, 2, 2]


@pytest.mark.parametrize(("text", "count"), list(zip(SPLITS, COUNTS, strict=True)))
def test_sentences_of_news(text: str, count: int) -> None:
    assert len(PACK.split(text)) == count, [text[a:b] for a, b in PACK.split(text)]


GAPS = [
    "He was shot at 10 p.m. Wednesday in the market.",
    "The raid began at 7:30 a.m. Sunday and ended at 5 p.m. Monday. | Nobody was held.",
    "It happened at 4 p.m. EST on Friday.",
    "The attack began at 5 p.m. | The army answered at once.",
    "They left at 6 a.m. | Police came later.",
    "He was hit at 1 p.m. | Local residents fled.",
    "She lives in the U.S. | He came from Mali.",
    "The U.S. Embassy was hit. | The U.N. Security Council met.",
    "Officials met in D.C. | They left at noon.",
    "Dr. A. B. Hill was shot. | Lt. Gen. Omar Hamid denied it.",
    "Gov. Ann Bell spoke in St. Louis on Jan. 5 of last year. | Unit No. 5 was there.",
    "Shots were fired on Oak Ave. Monday. | Nobody was hurt.",
    "COL. PONCE LEFT AT 5 P.M. MONDAY.",
    "THE TROOPS OF THE U.S. WE SAW LEFT.",
]


@pytest.mark.parametrize("told", GAPS)
def test_a_full_stop_of_an_abbreviation_ends_a_sentence_only_where_the_next_word_begins_one(told: str) -> None:
    text = told.replace(" | ", " ")
    assert " | ".join(text[a:b] for a, b in PACK.split(text)) == told


def test_a_blank_line_always_ends_a_sentence() -> None:
    text = "Attack in the north\n\nfour people died"
    assert [text[a:b] for a, b in PACK.split(text)] == ["Attack in the north", "four people died"]


TOKENS = {
    "They couldn't go.": "They could n't go .",
    "He cannot say.": "He can not say .",
    "The soldiers' camp burned.": "The soldiers ' camp burned .",
    "It’s the militia’s fault.": "It ’s the militia ’s fault .",
    "A 23-year-old man": "A 23 - year - old man",
    "an anti-government protest": "an anti-government protest",
    "AK-47 rifles": "AK - 47 rifles",
    "U.S. troops left at 5 p.m. on Monday.": "U.S. troops left at 5 p.m. on Monday .",
    "It cost $1,500.50 (about 20%).": "It cost $ 1,500.50 ( about 20 % ) .",
    "See https://example.org/a?b=1, he wrote.": "See https://example.org/a?b=1 , he wrote .",
    "Name: ________": "Name : ________",
    "Stop!!!! Now...": "Stop !!!! Now ...",
    "Shi'ite and O'Neil": "Shi'ite and O'Neil",
    "THEY DIDN'T SEE IT'S GONE": "THEY DID N'T SEE IT 'S GONE",
    "Gen. Ali spoke :)": "Gen. Ali spoke :)",
}


@pytest.mark.parametrize("text", TOKENS)
def test_tokens_as_the_treebanks_cut_them(text: str) -> None:
    assert " ".join(text[a:b] for a, b in PACK.tokens(text)) == TOKENS[text]


@pytest.mark.parametrize("unit", ["a", ".", "1.", "a.", "a-", "a'", "x@", "_", "A&", "(", "é", "www.", "!", "😀"])
def test_a_very_long_token_does_not_hang(unit: str) -> None:
    began = time.process_time()
    spans = PACK.tokens((unit * 200_000)[:200_000])
    assert spans[-1][1] == 200_000
    assert time.process_time() - began < 10


def test_very_long_sentences_are_cut_without_loss() -> None:
    text = "and then they walked on, " * 120
    spans = PACK.split(text)
    assert len(spans) > 1
    assert all(len(PACK.tokens(text[a:b])) <= 200 for a, b in spans)
    assert "".join(text[a:b] for a, b in spans).replace(" ", "") == text.replace(" ", "")
