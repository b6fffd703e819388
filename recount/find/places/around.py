"""Words that put an event beside or between the places that they name: "30 km north-east of X", "between X and Y", "the
X-Y road", "the border of X and Y", "off the coast of X".
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from recount.find.counts.numerals import numeral_at
from recount.find.places.found import JOINTS, Found
from recount.knowledge.grammar import load_grammar
from recount.knowledge.numbers import load_numbers
from recount.knowledge.places import (
    Relation,
    adjectives,
    kind_words,
    lengths,
    place_words,
    reaches,
    relation_words,
    shifts,
)
from recount.model.analysis import Sentence, Token
from recount.model.mention import Candidate, Position
from recount.places.distance import km_apart

LONGEST_NUMBER = 5  # tokens
BRACKETS = 6  # tokens of "(19 miles)"
APART_KM = 900.0  # the longest road or stretch between two towns that is told as one
COAST_KM, ROAD_KM = 15.0, 30.0  # how far "the X coast" and "the X road" reach beyond X
PART_OPENS = ("the",)
OF, FROM = "of", "from"


@dataclass(frozen=True, slots=True)
class Lies:
    """What words before a name say: the token that they start at, and where they put the place, or which part of the
    named one is meant ("in the north of Iraq")."""

    start: int
    position: Position | None = None
    part: str | None = None


def lies_before(sentence: Sentence, end: int, last: int) -> Lies | None:
    """What the words before token `end` say of where a place lies to the one named up to token `last`; None where they
    do not. "60 miles from X to Y" is a way."""
    word = _text(sentence, end - 1)
    if word == "outside":
        length = _length(sentence, end - 1)
        return Lies(length[0], Position("offset", length[1])) if length else None
    if word not in (OF, FROM):
        return None
    if direction := _direction(sentence, end - 1):
        return _lies_in_direction(sentence, direction)
    length = _length(sentence, end - 1)
    if length is not None and word == FROM and _text(sentence, last + 1) == "to":
        return None
    if length is None or (word == OF and _text(sentence, length[0] - 1) not in place_words().length_bounds):
        return None
    return Lies(length[0] - (word == OF), Position("offset", length[1]))


def _lies_in_direction(sentence: Sentence, direction: tuple[int, float, str]) -> Lies:
    """A direction before "of": with a length if one stands before it; after "in the" it is a part of the place."""
    start, degrees, words = direction
    length = _length(sentence, start)
    if length is not None:
        return Lies(length[0], Position("offset", length[1], degrees))
    opened = _text(sentence, start - 1) in PART_OPENS and _text(sentence, start - 2) != "to"
    if opened:
        return Lies(start - 1, part=adjectives()[words])
    to_the = start >= 2 and _text(sentence, start - 1) in PART_OPENS
    return Lies(start - 2 if to_the else start, Position("offset", None, degrees))


def _text(sentence: Sentence, i: int) -> str:
    return sentence.tokens[i].text.lower() if 0 <= i < len(sentence.tokens) else ""


def _direction(sentence: Sentence, end: int) -> tuple[int, float, str] | None:
    """The direction that ends before token `end`, which the pack may cut at its hyphens: its first token, its degrees
    and its words."""
    at, north, east = end, 0.0, 0.0
    while (word := _text(sentence, at - 1)) in shifts():
        up, right = shifts()[word]
        north, east = north + up / math.hypot(up, right), east + right / math.hypot(up, right)
        at -= 1
        if not (_text(sentence, at - 1) in JOINTS and _text(sentence, at - 2) in shifts()):
            break
        at -= 1
    if at == end or not (abs(north) > 0.01 or abs(east) > 0.01):
        return None
    words = "".join(token.text.lower() for token in sentence.tokens[at:end])
    return at, math.degrees(math.atan2(east, north)) % 360, words


def _length(sentence: Sentence, end: int) -> tuple[int, float | None] | None:
    """The length that ends before token `end`: its first token, and its km, None where the words give no number."""
    at = end - 1
    while at > 0 and _text(sentence, at) in place_words().length_fillers:
        at -= 1
    at = _before_brackets(sentence, at)
    km = lengths().get(_text(sentence, at))
    if km is None or at < 1:
        return None
    start, times = _number(sentence, at)
    return start, None if times is None else times * km


def _before_brackets(sentence: Sentence, at: int) -> int:
    """The token before "(19 miles)", which says a length again in another unit."""
    if _text(sentence, at) != ")":
        return at
    opens = [i for i in range(max(0, at - BRACKETS), at) if _text(sentence, i) == "("]
    return opens[-1] - 1 if opens and any(_text(sentence, i) in lengths() for i in range(opens[-1], at)) else at


def _number(sentence: Sentence, end: int) -> tuple[int, float | None]:
    """The number that ends before token `end`, and its first token; "half a", "a" and "a few" among them."""
    numbers = load_numbers()
    if _text(sentence, end - 1) in numbers.articles:
        half = _text(sentence, end - 2) == "half"
        return end - 1 - half, 0.5 if half else 1.0
    for start in range(max(0, end - LONGEST_NUMBER), end):
        found = numeral_at(sentence, start, numbers)
        if found is not None and start + found.length == end and not found.share:
            bounds = [bound for bound in (found.low, found.high) if bound is not None]
            return start, sum(bounds) / len(bounds) if bounds else None
    return end, None


def told_by(words: Sequence[str]) -> Position | None:
    """What words of nearness say beyond it: how far "the outskirts of" reach, or that it is the coast or a road."""
    relation: Relation | None = reaches().get(tuple(words))
    return Position(relation.position or "near", relation.reach_km) if relation is not None else None


# --- two names ----------------------------------------------------------------------------


def paired(names: Sequence[Found]) -> list[Found]:
    """The names of one sentence, in order; where words put an event between two of them, the first stands for both."""
    told = list(names)
    for number in range(len(told) - 1):
        first, second = told[number], told[number + 1]
        kind = _kind_of_pair(first, second)
        if first.relation == "end":
            continue
        if kind is not None:
            told[number], told[number + 1] = _joined(first, second, kind)
        elif _are_sides(first, second):
            told[number], told[number + 1] = replace(first, relation="end"), replace(second, relation="end")
    return told


def _kind_of_pair(first: Found, second: Found) -> str | None:
    """between, road or border, where the two names are the ends of one."""
    sentence, words = first.sentence, place_words()
    between = [token.text.lower() for token in _between(first, second) if not _is_quiet(token)]
    after = _noun_after(second)
    if between and all(word in JOINTS or word in ("to", "and") for word in between):
        if between[0] in JOINTS and second.end > second.last and after == "" and _are_towns(first, second):
            return "between"  # "the X-Y area"
        if after in words.borders and _are_lands(first, second):
            return "border"
        if after in words.roads and between != ["and"]:
            return "road" if _are_towns(first, second) else None
    if len(between) != 1 or between[0] not in words.ends:
        return None
    opening, noun = _opening(sentence, first)
    strip = opening == "between" and noun in kind_words()
    if (strip or (noun in words.borders and opening in ("between", OF))) and _are_lands(first, second):
        return "border"
    if noun in words.roads and opening in words.road_joins and _are_towns(first, second):
        return "road"
    if opening == "between" and between == ["and"] and _are_towns(first, second) and _says_where(first, second):
        return "between"
    return None


def _are_sides(first: Found, second: Found) -> bool:
    """ "A war between X and Y", "an X-Y dispute": what goes on between two says nothing of where."""
    if first.role != "place" or second.role != "place":
        return False
    between = [token.text.lower() for token in _between(first, second) if not _is_quiet(token)]
    opening, noun = _opening(first.sentence, first)
    if between == ["and"] and opening == "between":
        return noun not in kind_words() and noun not in place_words().facilities
    tokens = first.sentence.tokens
    after = tokens[second.last + 1] if second.last + 1 < len(tokens) else None
    if _noun_after(second):
        return False
    joined = len(between) == 1 and between[0] in JOINTS and second.first - first.last == 2
    return joined and after is not None and after.upos == "NOUN" and second.end == second.last


def _between(first: Found, second: Found) -> tuple[Token, ...]:
    return first.sentence.tokens[first.last + 1 : second.first]


def _is_quiet(token: Token) -> bool:
    """Words that may stand before either name: "between the towns of X and the village of Y"."""
    word = token.text.lower()
    return token.upos in ("DET", "ADJ") or word in kind_words() or token.lemma.lower() in kind_words() or word == OF


def _noun_after(name: Found) -> str:
    """The next word after a name that is no mark and no adjective: "the X-Y highway", "the X-Y main road"."""
    tokens = name.sentence.tokens
    for token in tokens[name.last + 1 : name.last + 4]:
        if token.text.lower() in place_words().roads | place_words().borders:
            return token.text.lower() if _is_last_noun(name.sentence, token.i) else ""
        if not (token.text in JOINTS or (token.upos in ("ADJ", "NOUN") and token.text.islower())):
            break
    return ""


def _is_last_noun(sentence: Sentence, i: int) -> bool:
    """Not so in "the border guards", "the coast guard", "the railway station"."""
    after = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    return after is None or after.upos not in ("NOUN", "PROPN")


def _opening(sentence: Sentence, first: Found) -> tuple[str, str]:
    """The word that opens a pair ("between", "linking"), and the noun before it ("road", "border"), if any."""
    at, relatives = first.first - 1, load_grammar().relatives
    while at > 0 and _is_quiet(sentence.tokens[at]) and sentence.tokens[at].lemma.lower() not in relatives:
        if sentence.tokens[at].text.lower() == OF and _text(sentence, at - 1) in place_words().borders:
            break
        at -= 1
    noun = at - 1
    while noun > 0 and _text(sentence, noun) in relatives | place_words().road_clauses:
        noun -= 1
    return _text(sentence, at), _text(sentence, noun)


def _are_lands(first: Found, second: Found) -> bool:
    """Whether both names mean countries, regions or areas, or are adjectives of countries."""
    lands = ("country", "area", "admin1", "admin2")
    return all(any(c.kind in lands for c in name.candidates[:5]) for name in (first, second))


def _are_towns(first: Found, second: Found) -> bool:
    """Whether neither name means a country, and both may be towns of one stretch."""
    if any(name.role == "adjective" or _is_land(name) for name in (first, second)):
        return False
    if not (first.candidates and second.candidates):
        return first.role == second.role == "place"
    return any(km_apart(a, b) <= APART_KM for a in _towns(first) for b in _towns(second))


def _is_land(name: Found) -> bool:
    return bool(name.candidates) and name.candidates[0].kind == "country"


def _towns(name: Found) -> list[Candidate]:
    return [candidate for candidate in name.candidates[:20] if candidate.kind != "country"]


def _says_where(first: Found, second: Found) -> bool:
    """Whether the pair hangs on an act or a place, and not on a noun of dealings: "talks between X and Y"."""
    pair = {*range(first.first, first.last + 1), *range(second.first, second.last + 1)}
    for token in first.tokens:
        above = first.sentence.head(token)
        while above is not None and (above.i in pair or above.lemma.lower() in kind_words()):
            if above.lemma.lower() in kind_words() and above.i < first.first and not _is_of_pair(above, first):
                return True
            above = first.sentence.head(above)
        if above is not None:
            return above.upos in ("VERB", "AUX", "ADV") or above.text.lower() in place_words().facilities
    return False


def _is_of_pair(noun: Token, first: Found) -> bool:
    """ "Between the towns of X and Y": the kind word stands inside the phrase."""
    inside = first.sentence.tokens[noun.i + 1 : first.first]
    return all(_is_quiet(token) for token in inside)


def _joined(first: Found, second: Found, kind: str) -> tuple[Found, Found]:
    """The first name as the place between the two, its phrase all of the words; the second as its far end."""
    start = _start_of(first)
    noun = _noun_after(second)
    end = max(second.end, second.last)
    for token in second.sentence.tokens[second.last + 1 : second.last + 4]:
        end = token.i if noun and token.text.lower() == noun else end
    relation = "border" if kind == "border" else "near"
    place = replace(
        first,
        role="place",
        relation=relation,
        region_word=None,
        kind=None if kind != "border" else _kind_of_land(first),
        start=min(start, first.first),
        end=max(end, second.last),
        position=Position(kind),
        far_end=second.span,
    )
    if second.role == "adjective":
        return place, second
    far = replace(second, role="place", relation="end", region_word=None, start=second.first, end=second.last)
    return place, replace(far, kind=_kind_of_land(second) if kind == "border" else None)


def _kind_of_land(name: Found) -> str | None:
    """What a name is called that has a border: a region rather than the town of its name."""
    first = name.candidates[0]
    return "admin1" if first.kind == "city" else name.kind


def _start_of(first: Found) -> int:
    """The first token of the phrase: "on the road between", "between", "on the"."""
    at = first.first
    tokens = first.sentence.tokens
    inner = place_words().road_joins | place_words().roads | place_words().borders | {"that", "which", OF, "halfway"}
    sites = {words[0] for words, relation in relation_words() if relation in ("at", "near") and len(words) == 1}
    while at > 0 and (_is_quiet(tokens[at - 1]) or tokens[at - 1].text.lower() in inner):
        at -= 1
    return at - 1 if at > 0 and tokens[at - 1].text.lower() in sites else at


# --- one name before a word of road, border or coast ------------------------------------------------------------


def beside_noun(name: Found) -> Found:
    """ "The X road", "the X border", "the Xian coast": the name as what they are called by."""
    words = place_words()
    noun = name.end + 1 if name.end + 1 < len(name.sentence.tokens) else None
    if name.role not in ("place", "adjective") or name.position is not None or name.relation in ("end", "from"):
        return name
    after = _text(name.sentence, noun) if noun is not None and _is_last_noun(name.sentence, noun) else ""
    own = _text(name.sentence, name.end) if name.end > name.last else ""
    if after in words.borders and _is_land(name):
        return replace(name, role="place", relation="border", end=name.end + 1)
    if after in words.coasts and name.candidates:
        return replace(name, role="place", relation="near", end=name.end + 1, position=Position("coast", COAST_KM))
    if (own in words.roads or after in words.roads) and name.role == "place" and not _is_land(name):
        end = name.end if own in words.roads else name.end + 1
        return replace(name, relation="near", kind=None, end=end, position=Position("road", ROAD_KM))
    return name


def of_a_town(name: Found) -> Found:
    """Roads lead to towns, and km are counted from them: a name that means a region and its town alike is the town."""
    counted = name.position is not None and name.position.kind in ("offset", "between", "road")
    if not (counted or name.relation == "end") or name.kind is not None or not name.candidates:
        return name
    region = name.candidates[0]
    same = [c for c in name.candidates if c.kind == "city" and (c.country, c.admin1) == (region.country, region.admin1)]
    return replace(name, kind="city") if region.kind in ("admin1", "admin2") and same else name
