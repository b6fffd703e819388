"""Blocks of plain text."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.knowledge.layout import load_layout
from recount.model.document import Document
from recount.model.span import Span
from recount.text.load import raw_of
from recount.text.parse import parse
from recount.text.plain import lay_out

PROSE = "Two guards died in the fire at the depot, the mayor said on Monday."


def document(text: str) -> Document:
    return parse(raw_of(text))


def kinds(text: str) -> list[tuple[str, str]]:
    return [(str(b.kind), text[b.start : b.end]) for b in document(text).blocks]


@pytest.mark.parametrize(
    ("text", "published", "first"),
    [
        (f" date 2021-03-16 {PROSE}", date(2021, 3, 16), "date 2021-03-16"),
        (f"2021-03-16 {PROSE}", date(2021, 3, 16), "2021-03-16"),
        (f"NAIROBI, March 16, 2021 (Agency) - {PROSE}", date(2021, 3, 16), "NAIROBI, March 16, 2021 (Agency) -"),
        (
            f"SAN SALVADOR, 3 JAN 90 (AFP) -- [TEXT] {PROSE.upper()}",
            date(1990, 1, 3),
            "SAN SALVADOR, 3 JAN 90 (AFP) -- [TEXT]",
        ),
        (f"GAO, Mali (AP) — {PROSE}", None, "GAO, Mali (AP) —"),
        (f"(Agency) - {PROSE}", None, "(Agency) -"),
        (f"Published: 2021-03-16 10:33\n\n{PROSE}", date(2021, 3, 16), "Published: 2021-03-16 10:33"),
        (f"March 16, 2021\n\n{PROSE}", date(2021, 3, 16), "March 16, 2021"),
        (f"By Amara Diallo\n\n{PROSE}", None, "By Amara Diallo"),
        (
            f"This story is from March 16, 2021  kell: {PROSE}",
            date(2021, 3, 16),
            "This story is from March 16, 2021  kell:",
        ),
    ],
)
def test_dates_and_bylines_are_metadata(text: str, published: date | None, first: str) -> None:
    assert document(text).published == published
    assert kinds(text)[0] == ("metadata", first)
    assert kinds(text)[-1][0] == "paragraph"


@pytest.mark.parametrize(
    "text",
    [PROSE, "Police - who came late - said two died.", "In 2021 the army said 12 died.", "March was quiet. Two died."],
)
def test_prose_is_no_metadata(text: str) -> None:
    assert kinds(text) == [("paragraph", text)]


@pytest.mark.parametrize("before", ["Two die in depot fire\n\n", "Two die in depot fire\n\nBy Amara Diallo\n\n"])
def test_a_dateline_may_follow_a_title_and_a_byline(before: str) -> None:
    read = document(f"{before}NAIROBI, March 16, 2021 (Agency) - {PROSE}\n\n{PROSE}")
    assert read.title == "Two die in depot fire" and read.published == date(2021, 3, 16)
    assert ("metadata", "NAIROBI, March 16, 2021 (Agency) -") in [
        (str(b.kind), read.text[b.start : b.end]) for b in read.blocks
    ]


def test_a_date_after_prose_is_no_dateline() -> None:
    assert document(f"{PROSE}\n\nNAIROBI, March 16, 2021 (Agency) - {PROSE}").published is None


def test_a_short_first_line_without_a_stop_is_the_title() -> None:
    text = f"Two die in depot fire\n\n{PROSE}\n\n{PROSE}"
    assert document(text).title == "Two die in depot fire"
    assert [k for k, _ in kinds(text)] == ["title", "paragraph", "paragraph"]


def test_a_post_has_its_author_handle_and_day_and_its_signature_is_apart() -> None:
    text = f"{PROSE}\n\nWe saw 3 bodies at the depot. — Amara 🌊 D. (@amara_d) March 14, 2021\n\n{PROSE}"
    post, sign = document(text).blocks[1:3]
    assert (str(post.kind), post.author, post.handle, post.dated) == (
        "post",
        "Amara 🌊 D.",
        "amara_d",
        date(2021, 3, 14),
    )
    assert text[post.start : post.end] == "We saw 3 bodies at the depot."
    assert str(sign.kind) == "metadata"


def test_a_post_may_span_two_paragraphs_and_never_takes_prose() -> None:
    text = f"{PROSE}\n\nPray for #Gao\n\nThree dead so far. — Amara D. (@amara_d) 14 March 2021"
    assert [k for k, _ in kinds(text)] == ["paragraph", "post", "metadata"]
    assert kinds(text)[1][1] == "Pray for #Gao\n\nThree dead so far."


def test_wrapped_lines_are_one_paragraph() -> None:
    text = "Two guards died in the fire at\nthe depot, the mayor said on\nMonday.\n\nNobody else was hurt."
    assert len(kinds(text)) == 2


pieces = st.lists(
    st.sampled_from([PROSE, "é🕊", "\n\n", "\r\n\r\n", " — Name (@name) March 1, 2020", "#Tag", "\u200f", " "]),
    max_size=12,
)


@given(pieces.map("".join).filter(str.strip))
def test_blocks_hold_every_letter_once_and_in_order(text: str) -> None:
    blocks = lay_out(text, load_layout()).blocks
    assert all(a.end <= b.start for a, b in pairwise(blocks))
    outside = set(range(len(text))) - {i for b in blocks for i in range(b.start, b.end)}
    assert all(text[i].isspace() for i in outside)


@given(pieces.map("".join).filter(str.strip), st.data())
def test_every_span_leads_back_to_its_bytes(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    raw = raw_of(text)
    span = parse(raw).raw_span(Span(start, end))
    assert span is not None
    assert text[start:end] in raw.data[span.start : span.end].decode("utf-8")


def test_a_hostile_text_is_laid_out_in_no_time() -> None:
    for text in ("a" * 200_000, "— (" * 50_000, "#" * 200_000, "\n \n" * 60_000 + "x", "A, " * 60_000):
        assert document(text).blocks
