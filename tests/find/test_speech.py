"""Who says what, in short invented reports: direct and indirect quotation, chains, pronouns, paragraphs, posts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spoken import parsed, unbracketed

from recount.find.speech import find_speech
from recount.find.speech.quotations import find_quotations
from recount.knowledge.speech import load_speech
from recount.model.document import Block, BlockKind, Document

KNOWLEDGE = load_speech()


def speakers_of(marked: str, title: bool = False) -> list[tuple[str, str]]:
    """Name and kind of everybody who says the bracketed words, widest content first."""
    text, (span,) = unbracketed(marked)
    found = [
        (content.start - content.end, speech.speaker.name, speech.speaker.kind)
        for speech in find_speech(parsed(text, title), KNOWLEDGE)
        for content in speech.content
        if content.holds(span)
    ]
    return [(name, kind) for _, name, kind in sorted(found, key=lambda f: f[0])]


INDIRECT = [
    ("Police on Thursday said [two men were killed] near the mill.", [("Police", "official")]),
    ("The health ministry on Friday said [two men were killed].", [("health ministry", "official")]),
    ("Police said [two men were killed] near the mill.", [("Police", "official")]),
    ("[Two men were killed] near the mill, police said.", [("police", "official")]),
    ("[Two men were killed], police said, as tension rose in the valley.", [("police", "official")]),
    ("Two men were killed, police said, as [tension rose in the valley].", []),
    ("The baker, who said [his son was beaten], left the town.", [("baker", "unnamed")]),
    ("According to two residents of Kell, [soldiers burned the mill].", [("two residents of Kell", "witness")]),
    ("[Soldiers burned the mill], according to the Kell Gazette.", [("Kell Gazette", "media")]),
    ("[The bombing] was reported by state television.", [("state television", "media")]),
    ("In a statement, the army said [a convoy had been hit].", [("army", "party")]),
    ("A statement from the health ministry said [nine people had died].", [("health ministry", "official")]),
    ("Official figures show that [90 people have been killed].", [("Official figures", "official")]),
    ("[Six people were wounded], said the Kell Gazette.", [("Kell Gazette", "media")]),
    ("The hospital confirmed [two deaths] on Monday.", [("hospital", "medic")]),
    ("Ana Rell, a spokeswoman for Open Wells, said [three drivers were missing].", [("Ana Rell", "organisation")]),
    ("Chief of Detectives Ivo Brand said [a man had been shot].", [("Ivo Brand", "official")]),
    ("THE ARMY REPORTED THAT [TWO SOLDIERS WERE KILLED] IN THE AMBUSH.", [("ARMY", "party")]),
    ("The strike that the army said [killed nine fighters] hit a school.", [("army", "party")]),
    ("The strike, which the army said [killed nine fighters], hit a school.", [("army", "party")]),
    ("[The plan], an official said, is to move the families.", [("official", "official")]),
    ("The plan, an official said, is [to move the families].", [("official", "official")]),
    ("[Nine villagers were shot], say some residents, who fled.", [("residents", "witness")]),
    ("KELL, Upland (KNA) - The council condemned [the killing of two nurses].", [("council", "organisation")]),
]

NOBODY = [
    "Nine villagers were shot, say some residents, who [fled after the raid].",
    "The mayor, whom police said they trusted, [shot two men].",
    "The strike that the army announced [killed nine fighters].",
    "Police, who did not return calls, [arrested three men] on Friday.",
    "The army did not say whether [anyone was killed].",
    "The Upland Front claimed responsibility for [the attack that killed five].",
    "The blast claimed [the lives of twelve people].",
    "No newspaper has reported that [he was killed].",
    "The prisoners were treated according to [the law that ended executions].",
    "He left for what he called a [“walk in the hills”].",
    "A man accused of [killing two guards] fled.",
]

QUOTED = [
    ("“[We buried nine],” said the mayor of Kell.", [("mayor of Kell", "official")]),
    ("“We buried nine,” said the mayor of Kell. “[They were shot at dawn].”", [("mayor of Kell", "official")]),
    ('"We buried nine," said the mayor. "[They were shot at dawn]."', [("mayor", "official")]),
    ("''We buried nine,'' said the mayor. ''[They were shot at dawn].''", [("mayor", "official")]),
    ("The minister said: “Nine people died. We mourn them. [Four were children].”", [("minister", "official")]),
    ("“[It was a massacre that we saw],” lamented the bishop.", [("bishop", "organisation")]),
    ("“[Three shops were burnt].\n“Two guards were shot at the gate,” the mayor said.", [("mayor", "official")]),
    ("“They shot at us,” a guard said.\n“[They killed two of my friends].”", [("guard", "unnamed")]),
]

CHAINS = [
    (
        "Reuters reported that police said [three men were shot dead].",
        [("Reuters", "media"), ("police", "official")],
    ),
    (
        "[The actor was detained], the Kell Gazette said, citing a report by state radio.",
        [("Kell Gazette", "media"), ("state radio", "media")],
    ),
    (
        "The governor was quoted by the Kell Gazette as saying that [ten men were arrested].",
        [("Kell Gazette", "media"), ("governor", "official")],
    ),
    (
        "The newspaper quoted a doctor as saying that [ten men were wounded].",
        [("newspaper", "media"), ("doctor", "medic")],
    ),
]

LATER = [
    # A pronoun means who spoke last in the same voice, whatever post stands between.
    (
        "Col. Ivo Brand said the bridge was lost.\n"
        "They are at the gate, pray for us — Tom Arn (@tomarn)\n"
        "“[Four of my men were killed],” he added.",
        [("Ivo Brand", "official")],
    ),
    ("The army said a convoy was hit.\nIt added that [two soldiers were killed].", [("army", "party")]),
    (
        "A teacher, Mira Oslen, watched from a window.\n“[They shot my brother],” she said.",
        [("Mira Oslen", "witness")],
    ),
    (
        "Army spokesman Ivo Keller said the road was closed.\nKeller said [two men were killed].",
        [("Ivo Keller", "party")],
    ),
    (
        "The Upland Relief Council (URC) opened a camp.\nThe URC said [six farmers had died].",
        [("Upland Relief Council", "organisation")],
    ),
    (
        "A police spokesman said a shop was burnt.\nThe spokesman said [a guard was killed].",
        [("police spokesman", "official")],
    ),
    # "She" is not the army; with no one to mean, she stays unnamed.
    ("The army said the bridge was lost.\n“[They killed my son],” she said.", [("she", "unnamed")]),
]

ANONYMOUS = [
    ("A hospital official, speaking on condition of anonymity, said [four children died].", "unnamed"),
    ("Sources said [four children died].", "unnamed"),
    ("Unconfirmed reports said [four children died].", "unnamed"),
    ("Medical sources said [four children died].", "medic"),
]


@pytest.mark.parametrize(("marked", "expected"), INDIRECT)
def test_indirect_speech(marked: str, expected: list[tuple[str, str]]) -> None:
    assert speakers_of(marked) == expected


@pytest.mark.parametrize("marked", NOBODY)
def test_words_that_nobody_else_says(marked: str) -> None:
    assert speakers_of(marked) == []


@pytest.mark.parametrize(("marked", "expected"), QUOTED)
def test_words_in_quotation_marks(marked: str, expected: list[tuple[str, str]]) -> None:
    assert speakers_of(marked) == expected


@pytest.mark.parametrize(("marked", "expected"), CHAINS)
def test_chain_from_the_outermost(marked: str, expected: list[tuple[str, str]]) -> None:
    assert speakers_of(marked) == expected


@pytest.mark.parametrize(("marked", "expected"), LATER)
def test_who_is_meant(marked: str, expected: list[tuple[str, str]]) -> None:
    assert speakers_of(marked) == expected


@pytest.mark.parametrize(("marked", "kind"), ANONYMOUS)
def test_unnamed_speakers(marked: str, kind: str) -> None:
    assert [k for _, k in speakers_of(marked)] == [kind]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Army: [three rebels killed]", [("Army", "party")]),
        ("[Three dead in market blast]: police", [("police", "official")]),
        ("[3 dead in market blast], police say", [("police", "official")]),
        ("Market blast: [three dead]", []),
    ],
)
def test_labels_of_titles(marked: str, expected: list[tuple[str, str]]) -> None:
    assert speakers_of(marked, title=True) == expected


@pytest.mark.parametrize(
    ("sentence", "attitude"),
    [
        ("The brigade denied that it had shelled the market.", "denies"),
        ("The rebels threatened to shell the market.", "threatens"),
        ("Officials fear that shells will hit the market.", "expects"),
        ("The union urged the army to free the men.", "asks"),
        ("The army said that shells hit the market.", "says"),
    ],
)
def test_attitudes(sentence: str, attitude: str) -> None:
    assert {s.attitude for s in find_speech(parsed(sentence), KNOWLEDGE)} == {attitude}


@given(st.text(alphabet="ab “”\"'‘’.,\n", max_size=60))
def test_quotations_lie_in_their_block_and_apart(text: str) -> None:
    if not text.strip():
        return
    document = Document("sha256:0", "text", text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    last = 0
    for quotation in find_quotations(document):
        assert last <= quotation.span.start < quotation.span.end <= len(text)
        last = quotation.span.end


def test_an_inch_mark_opens_nothing() -> None:
    text = 'A 5" shell hit the "old mill of the town" at dawn.'
    document = Document("sha256:0", "text", text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    assert [q.span.of(text) for q in find_quotations(document)] == ["old mill of the town"]
