"""Which reports speak with one voice: copies of one text, and versions of one article (R34)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import blake2b

import numpy as np

from recount.model.document import BlockKind, Document

_WORD = re.compile(r"\w+")
_RUN = 4  # words of a shingle
_BANDS, _ROWS = 32, 3  # of two texts that share half of their shingles, 98 of 100 share a band
_PRIME = np.uint64((1 << 61) - 1)
COPY = 0.6  # of the shorter text's shingles that the other has, so that the two are one text
LEAST = 12  # shingles of a text that can be told to be a copy
_PROSE = (BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.POST)


def shingles_of(document: Document) -> frozenset[int]:
    """Runs of words of a report's prose, hashed."""
    found: set[int] = set()
    for block in document.blocks:
        if block.kind in _PROSE:
            words = _WORD.findall(document.text[block.start : block.end].casefold())
            found.update(_hash(" ".join(words[i : i + _RUN])) for i in range(len(words) - _RUN + 1))
    return frozenset(found)


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=7).digest(), "big")


@cache
def _factors() -> tuple[np.ndarray, np.ndarray]:
    """The numbers of the hash functions: drawn once, the same everywhere."""
    drawn = [_hash(f"recount minhash {i}") for i in range(2 * _BANDS * _ROWS)]
    half = len(drawn) // 2
    return np.array(drawn[:half], dtype=np.uint64) | np.uint64(1), np.array(drawn[half:], dtype=np.uint64)


def sketch_of(document: Document) -> frozenset[str]:
    """Keys that reports of one text share: of its address, and of its words."""
    keys = {f"u:{_hash(document.url):x}"} if document.url else set()
    shingles = shingles_of(document)
    if len(shingles) >= LEAST:
        a, b = _factors()
        values = np.array(sorted(shingles), dtype=np.uint64)
        mixed = (values[:, None] * a[None, :] + b[None, :]) >> np.uint64(8)
        least = mixed.min(axis=0).reshape(_BANDS, _ROWS)
        keys |= {f"{i:02d}:{_hash(','.join(map(str, row))):x}" for i, row in enumerate(least.tolist())}
    return frozenset(keys)


@dataclass(frozen=True, slots=True)
class Text:
    """What is compared of a report."""

    report: str
    published: date | None
    publisher: str | None
    url: str | None
    shingles: frozenset[int]


def text_of(document: Document) -> Text:
    return Text(document.id, document.published, document.publisher, document.url, shingles_of(document))


def likeness(one: Text, two: Text) -> tuple[str, str] | None:
    """Whether two reports are of one text: ("version" or "copy", why); None where they are not.

    A version is of one address, or of one publisher; a copy is another's.
    """
    if one.url is not None and one.url == two.url:
        return "version", "of one address"
    shorter = min(len(one.shingles), len(two.shingles))
    if shorter < LEAST:
        return None
    share = len(one.shingles & two.shingles) / shorter
    if share < COPY:
        return None
    said = f"{share:.0%} of the shorter text's runs of {_RUN} words stand in the other"
    same = one.publisher is not None and one.publisher == two.publisher
    return ("version" if same else "copy"), said


@dataclass(frozen=True, slots=True)
class Voice:
    """How a report speaks: `voice` names the report whose voice it is; `standing`: newest earlier copy."""

    report: str
    voice: str
    standing: str
    why: str


def voices_among(texts: Mapping[str, date | None], pairs: Sequence[tuple[str, str, str, str]]) -> list[Voice]:
    """The voices of some reports (id -> published) by the pairs (one, two, kind, why) that are of one text. The same
    for any order.

    Of versions the latest is the newest; those of one day are all newest, since nothing says which came first. Of
    copies the earliest published is heard.
    """
    voices: list[Voice] = []
    for group in _components(texts, pairs):
        inside = [pair for pair in pairs if pair[0] in group]
        earlier = {key: why for key in group if (why := _superseded(key, texts, inside)) is not None}
        heard = sorted((texts[key] or date.max, key) for key in group if key not in earlier)
        leader = heard[0][1]
        for key in sorted(group):
            copy = _copied(key, leader, inside) if key not in earlier and key != leader else None
            standing = "earlier" if key in earlier else "copy" if copy is not None else "newest"
            voices.append(Voice(key, leader, standing, earlier.get(key) or copy or ""))
    return voices


def _components(texts: Iterable[str], pairs: Sequence[tuple[str, str, str, str]]) -> list[set[str]]:
    home = {key: {key} for key in texts}
    for one, two, _, _ in pairs:
        if one in home and two in home and home[one] is not home[two]:
            whole = home[one] | home[two]
            for key in whole:
                home[key] = whole
    unique = {id(group): group for group in home.values()}
    return sorted(unique.values(), key=min)


def _superseded(key: str, texts: Mapping[str, date | None], pairs: Sequence[tuple[str, str, str, str]]) -> str | None:
    """Why a report is an earlier version: a later one of the same article is here."""
    own = texts[key]
    for one, two, kind, why in pairs:
        other = two if one == key else one if two == key else None
        later = texts[other] if other is not None else None
        if kind == "version" and own is not None and later is not None and later > own:
            return f"a version of {later.isoformat()} is newer; {why}"
    return None


def _copied(key: str, leader: str, pairs: Sequence[tuple[str, str, str, str]]) -> str:
    reasons = [why for one, two, kind, why in pairs if key in (one, two) and kind == "copy"]
    return reasons[0] if reasons else f"one text with {leader[:19]}"
