"""A report's words made safe to show: nothing in them can move a cursor, recolour a line or reverse its order."""

import re

# Control codes, line separators, and the invisible marks that reorder text or hide in it. Left alone: right-to-left
# marks and joiners (U+200C..U+200F), without which Arabic, Persian and emoji sequences do not read as written.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACE = re.compile(r"[ \t\n\r\x0b\x0c\u2028\u2029]+")


def visible(text: str) -> str:
    """`text` with every control code and reordering mark replaced by a sign that a reader sees.

    Tabs and line ends stay. An escape code becomes its control picture, a bidi override its number in brackets.
    """
    return _HARMFUL.sub(lambda match: _sign(ord(match[0])), text)


def one_line(text: str) -> str:
    """`text` as `visible` gives it, with each run of spaces and line ends as one space and none at the edges."""
    return visible(_SPACE.sub(" ", text)).strip()


def _sign(code: int) -> str:
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"\u27e8U+{code:04X}\u27e9"
