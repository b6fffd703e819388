"""What the parser sees of a block: the same words without what confuses it, each character tied to its place."""

import re
import unicodedata
from dataclasses import dataclass

from recount.knowledge.layout import load_layout

_LINK = r"(?:https?://|www\.)\S+|pic\.[\w.-]+/\S+"
_TAG = r"(?<![\w&])#\w+"
_HANDLE = r"(?<![\w.])@\w+"
_RUN = r"(?P<mark>[!?_=*~•.\-])(?P=mark){3,}"
_BRACKET = r"\[(?=[^\[\]]{1,60}\])|(?<=\w)\]"
_SPECIAL = re.compile(
    f"(?P<link>{_LINK})|(?P<tag>{_TAG})|(?P<handle>{_HANDLE})|(?P<run>{_RUN})|(?P<bracket>{_BRACKET})"
)
_BLANK = re.compile(r"\n[ \t\r\u00a0]*\n\s*")
_HUMPS = re.compile(r"[A-Z][a-z0-9]+")
_PLAIN = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u2011": "-"}


@dataclass(frozen=True, slots=True)
class Masked:
    """`text` for the parser; `places[i]` is the document offset of its character `i`."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Document offsets of `text[start:end]`."""
        return self.places[start], self.places[end - 1] + 1


def paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The paragraphs of a block (a post may have several); no sentence runs over a blank line."""
    found, place = [], start
    for gap in _BLANK.finditer(text, start, end):
        found.append((place, gap.start()))
        place = gap.end()
    return [*found, (place, end)]


def mask(text: str, start: int, end: int) -> Masked:
    """The block `text[start:end]` as the parser should see it."""
    letters: list[str] = []
    places: list[int] = []
    for piece, offset in _pieces(text, start, end):
        for i, letter in enumerate(piece):
            kept = _letter(letter)
            if kept == " " and letters and letters[-1] == " ":
                continue
            if kept:
                letters.append(kept)
                places.append(min(offset + i, end - 1))
    return Masked("".join(letters), tuple(places))


def _pieces(text: str, start: int, end: int) -> list[tuple[str, int]]:
    """The block in pieces, each with the document offset of its first character."""
    pieces: list[tuple[str, int]] = []
    place = start
    for match in _SPECIAL.finditer(text, start, end):
        pieces.append((text[place : match.start()], place))
        pieces.extend(_special(text, match, end))
        place = match.end()
    pieces.append((text[place:end], place))
    return pieces


def _special(text: str, match: re.Match[str], end: int) -> list[tuple[str, int]]:
    at = match.start()
    if match["bracket"]:
        return []
    if match["run"]:
        return [(match[0][0] if match[0][0] != "." else "...", at)]
    if match["handle"]:
        return [(match[0][1:], at + 1)]
    if match["tag"] and not _is_slogan(text, match, end):
        return [(match[0][1:].replace("_", " "), at + 1)]
    if match["tag"] and _is_governed(text, match):
        return _in_words(match)
    # A link or slogan gives way to a space, so that the words around it stay apart.
    return [(" ", at)]


def _is_slogan(text: str, match: re.Match[str], end: int) -> bool:
    """A tag of several run-together words, or one of a row of tags, says no word of the sentence."""
    words = match[0][1:]
    if "_" in words:
        return False
    humps = _HUMPS.findall(words)
    if len(humps) > 1 and "".join(humps) == words:
        return True
    after = text[match.end() : end].lstrip()
    before = text[: match.start()].rstrip(" ")
    row = after.startswith("#") or re.search(r"#\w+$", before) is not None
    ends = not after or after.startswith(("http", "pic."))
    return ends and row


def _is_governed(text: str, match: re.Match[str]) -> bool:
    """Whether a tag of run-together words is a part of its sentence: "in #KhanYounis"."""
    before = text[: match.start()].rsplit(None, 1)[-1:]
    return bool(before) and before[0].lower() in load_layout().before_names


def _in_words(match: re.Match[str]) -> list[tuple[str, int]]:
    """The words of a tag, apart: "Khan Younis"."""
    pieces: list[tuple[str, int]] = []
    for hump in _HUMPS.finditer(match[0]):
        at = match.start() + hump.start()
        pieces += [*([(" ", at)] if pieces else []), (hump[0], at)]
    return pieces


def _letter(letter: str) -> str:
    """What stands for one character: a space for odd spaces, nothing for marks and pictures that carry no word."""
    if letter in _PLAIN:
        return _PLAIN[letter]
    if letter.isspace():
        return " "
    category = unicodedata.category(letter)
    if category in ("Cf", "Cc", "Cs", "Co", "Cn") or letter == "\ufe0f":
        return ""
    if category in ("So", "Sk") and ord(letter) > 0x7F:
        return " "
    return letter
