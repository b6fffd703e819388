"""What the parser sees, and that every token stands on its words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.language.analyse import analyse
from recount.language.identify import identify
from recount.language.mask import mask
from recount.language.pack import load_pack
from recount.model.analysis import Analysis
from recount.text.load import raw_of
from recount.text.parse import parse


def analysed(text: str) -> Analysis:
    pack = load_pack("en")
    assert pack is not None
    return analyse(parse(raw_of(text)), pack)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Pray for #Gao now", "Pray for Gao now"),
        ("in #Khan_Younis today", "in Khan Younis today"),
        ("They left!#GaoUnderAttack pic.example.org/x1", "They left! "),
        ("See https://example.org/a?b=c for more", "See for more"),
        ("“We heard,” he said", '"We heard," he said'),
        ("another [fighter] died", "another fighter died"),
        ("dead!!!!!! now", "dead! now"),
        ("killed\u00a0six\u200b people", "killed six people"),
        ("six 🕊🕊 people", "six people"),
        ("wrapped\nline", "wrapped line"),
        ("@amara said so", "amara said so"),
        ("3#4 stays", "3#4 stays"),
    ],
)
def test_mask(text: str, seen: str) -> None:
    assert mask(text, 0, len(text)).text == seen


@given(st.text(st.sampled_from("ab #@[]._!\n\u200b\u00a0“”🕊é\u0301"), min_size=1, max_size=40))
def test_masked_characters_keep_their_order_and_stay_inside(text: str) -> None:
    places = mask(text, 0, len(text)).places
    assert list(places) == sorted(places)
    assert all(0 <= place < len(text) for place in places)


def test_a_tag_of_two_words_is_two_tokens_on_the_tag() -> None:
    text = "They died in #Khan_Younis today."
    tokens = [t for t in analysed(text).sentences[0] if t.text in ("Khan", "Younis")]
    assert [text[t.start : t.end] for t in tokens] == ["Khan", "Younis"]


def test_sentences_do_not_run_over_blank_lines_or_into_metadata() -> None:
    text = "2021-03-16 They died in Gao.\n\nPray for #Gao\n\nThree dead. — Amara (@a) March 14, 2021"
    sentences = analysed(text).sentences
    assert [text[s.start : s.end] for s in sentences] == ["They died in Gao.", "Pray for #Gao", "Three dead."]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Six died.", "#Gao_Town", "🕊", "“No,”", "he said!!!!!", "\u202eabc", "[two]", "é"]),
        min_size=1,
        max_size=8,
    )
)
def test_every_token_stands_on_words_of_the_text(words: list[str]) -> None:
    text = "They said. " + " ".join(words)
    for sentence in analysed(text).sentences:
        for token in sentence:
            assert sentence.start <= token.start < token.end <= sentence.end
            assert text[token.start : token.end].strip()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nobody was hurt.", "en"),
        ("GUNMEN KILLED FOUR VILLAGERS NEAR GAO ON MONDAY.", "en"),
        ("Des hommes armés ont tué quatre villageois près de la ville de Gao lundi soir, selon des témoins.", "fr"),
        ("قتل مسلحون أربعة قرويين قرب مدينة غاو يوم الاثنين", "ar"),
        ("12 34 !", "und"),
        ("Kuki gunmen killed 12 Meiteis in 2014.", "en"),
        ("12 dead in Kandahar blast", "en"),
        ("Doce muertos en un ataque en Kandahar", "es"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert identify(text) == language
