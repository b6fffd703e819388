"""Which reports speak with one voice: copies of one text, and versions of one article (R34)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import blake2b

import numpy as np

from recount.model.document import BlockKind, Document

_WORD = re.compile(r"\w+")
_RUN = 4  # words of a shingle
_BANDS, _ROWS = 32, 3  # of two texts that share half of their shingles, 98 of 100 share a band
_LEAD, _LEAD_BANDS = 80, 8  # shingles of the beginning, which an outlet that cuts a story short keeps
COPY = 0.6  # of the shorter text's shingles that the other has, so that the two are one text
VERSION = 0.8  # the same, so that one is a later version of the other: a new story may repeat much of yesterday's
LEAST = 12  # shingles of a text that can be told to be a copy
_PROSE = (BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.POST)


def shingles_of(document: Document) -> frozenset[int]:
    """Runs of words of a report's prose, hashed."""
    return frozenset(_runs(document))


def _runs(document: Document) -> list[int]:
    """The same in the order of the text; none reaches over two blocks."""
    found: list[int] = []
    for block in document.blocks:
        if block.kind in _PROSE:
            words = _WORD.findall(document.text[block.start : block.end].casefold())
            found += [_hash(" ".join(words[i : i + _RUN])) for i in range(len(words) - _RUN + 1)]
    return found


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=7).digest(), "big")


@cache
def _factors() -> tuple[np.ndarray, np.ndarray]:
    """The numbers of the hash functions: drawn once, the same everywhere."""
    drawn = [_hash(f"recount minhash {i}") for i in range(2 * _BANDS * _ROWS)]
    half = len(drawn) // 2
    return np.array(drawn[:half], dtype=np.uint64) | np.uint64(1), np.array(drawn[half:], dtype=np.uint64)


def sketch_of(document: Document) -> frozenset[str]:
    """Keys that reports of one text share: of its address, of its words, and of the words that it begins with."""
    keys = {f"u:{_hash(document.url):x}"} if document.url else set()
    runs = _runs(document)
    if len(set(runs)) >= LEAST:
        keys.update(_bands(set(runs), _BANDS, ""))
        keys.update(_bands(set(runs[:_LEAD]), _LEAD_BANDS, "l"))
    return frozenset(keys)


def _bands(shingles: Set[int], bands: int, kind: str) -> Iterator[str]:
    """The least of the shingles by each of the hash functions (Broder 1997), some rows of them at a time."""
    a, b = (numbers[: bands * _ROWS] for numbers in _factors())
    values = np.array(sorted(shingles), dtype=np.uint64)
    mixed = (values[:, None] * a[None, :] + b[None, :]) >> np.uint64(8)
    for i, row in enumerate(mixed.min(axis=0).reshape(bands, _ROWS).tolist()):
        yield f"{kind}{i:02d}:{_hash(','.join(map(str, row))):x}"


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

    A version is of one address, or nearly the same text of one publisher; all others are copies.
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
    return ("version" if same and share >= VERSION else "copy"), said


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
            copy = _copied(key, inside) if key not in earlier and key != leader else None
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


def _copied(key: str, pairs: Sequence[tuple[str, str, str, str]]) -> str | None:
    """Why a report is a copy of another's text; None where it is only a version of its own day."""
    return next((why for one, two, kind, why in sorted(pairs) if key in (one, two) and kind == "copy"), None)
