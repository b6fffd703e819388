"""A report is hostile input: nothing in it may steer a terminal or reorder a line."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.view.glyphs import one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("seven \x1b[31mkilled\x1b[0m", "seven \u241b[31mkilled\u241b[0m"),
        ("bell\x07, null\x00, delete\x7f", "bell\u2407, null\u2400, delete\u2421"),
        ("\x9b2J", "\u27e8U+009B\u27e92J"),
        ("\u202enellik\u202c", "\u27e8U+202E\u27e9nellik\u27e8U+202C\u27e9"),
        ("\u2066isolate\u2069", "\u27e8U+2066\u27e9isolate\u27e8U+2069\u27e9"),
        ("hid\u200bden\ufeff", "hid\u27e8U+200B\u27e9den\u27e8U+FEFF\u27e9"),
        ("half a pair \ud83d", "half a pair \u27e8U+D83D\u27e9"),
        ("\U000e0041", "\u27e8U+E0041\u27e9"),
    ],
)
def test_harm_is_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "\u0642\u064f\u062a\u0644 \u0633\u0628\u0639\u0629",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "Z\u00fcrich\u2019s \u201cno\u201d",
        "\U0001f1f5\U0001f1f8",
    ],
)
def test_the_writing_of_other_languages_is_left_alone(text: str) -> None:
    assert visible(text) == text


def test_one_line_has_no_line_ends() -> None:
    assert one_line("  six\r\n\tmen\u2028killed\n") == "six men killed"


@given(st.text())
def test_what_is_shown_has_no_control_left(text: str) -> None:
    shown = one_line(text)
    assert len(shown.splitlines()) <= 1
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cs", "Zl", "Zp"}
