"""Finds names of places in a report, what their words say of them, and which place each means.

A name is asked of the gazetteer wherever capitals or the language pack hint at one; points for and against (see
knowledge/data/places/resolution.yml) say whether it is a place at all. Which place is for `recount.places.resolve`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from recount.find.datelines import find_headings, mention_of, names_of_headings
from recount.find.places.around import Lies, beside_noun, lies_before, of_a_town, paired, told_by
from recount.find.places.found import JOINTS, Found
from recount.knowledge.actors import fold
from recount.knowledge.parties import load_parties
from recount.knowledge.places import (
    capitals,
    demonyms,
    kind_words,
    place_words,
    reaches,
    relation_words,
    weights,
    words_named_after,
)
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.document import Block, BlockKind
from recount.model.mention import Candidate, PlaceMention
from recount.model.span import Span
from recount.places.distance import is_in
from recount.places.folding import strict_key
from recount.places.gazetteer import Gazetteer
from recount.places.resolve import Home, Name, Resolved, resolve

LONGEST = 6  # tokens of a name
REACH = 8  # tokens between a relation word and its name
WELL_KNOWN = 100_000  # people: a town that a part of another name may be taken for
SHORT_FORM = 3  # letters
DATELINE = 70  # code points from the start of a block to the dash that ends its dateline


@dataclass(frozen=True, slots=True)
class Casing:
    """How a block is written: `single`, all capitals or all small letters; `title`, a headline in capitals."""

    single: bool
    title: bool


def find_places(
    analysis: Analysis, gazetteer: Gazetteer, given: Sequence[Span] = (), home: Home | None = None
) -> tuple[PlaceMention, ...]:
    """Every name of a place, demonym, and name of a place inside another name, in text order.

    `best` is None where a name is in no gazetteer or means two places alike. `given`: words that are known to be names
    of places; they stand in place of the names found that they touch. `home`: the area of the report's publisher.
    """
    found = _found(analysis, gazetteer, given)
    headings = find_headings(analysis, gazetteer, given)
    resolved = resolve([*_to_resolve(found), *names_of_headings(headings, len(found))], gazetteer, home)
    answers = iter(resolved)
    places = {name.span: answer for name, answer in zip(found, resolved, strict=False)}
    lands = [_land_of(found, number, resolved) for number in range(len(found))]
    mentions = [
        replace(_mention(name, next(answers), places, analysis.document.text), held_by=land)
        for name, land in zip(found, lands, strict=True)
    ]
    mentions += [mention_of(heading, next(answers)) for heading in headings]
    return tuple(sorted(mentions, key=lambda mention: mention.span.start))


def names_to_resolve(analysis: Analysis, gazetteer: Gazetteer) -> list[Name]:
    """The names of a report before anyone says which places they are, by which a publisher's area is learned."""
    found = _found(analysis, gazetteer, ())
    return [*_to_resolve(found), *names_of_headings(find_headings(analysis, gazetteer, ()), len(found))]


def _found(analysis: Analysis, gazetteer: Gazetteer, given: Sequence[Span]) -> list[Found]:
    found = [n for sentence in _prose(analysis) for n in _in_position(_names_in(sentence, analysis, gazetteer))]
    found = _drop_people(_settle_maybes(found))
    return _with_given(found, analysis, gazetteer, given) if given else found


def _in_position(names: Iterable[Found]) -> list[Found]:
    """The names of a sentence, where words put an event beside or between them."""
    return [of_a_town(beside_noun(name)) for name in paired(list(names))]


def _land_of(found: Sequence[Found], number: int, resolved: Sequence[Resolved]) -> Candidate | None:
    """The country that words put a place in: "Simferopol, Russia", "Russia's city of X", "the Russian city of X"."""
    holder = _holder(found, number)
    if holder is None and number and _is_called_by(found[number - 1], found[number]):
        holder = number - 1
    place = resolved[holder].best if holder is not None else None
    return place if place is not None and place.kind == "country" else None


def _is_called_by(adjective: Found, name: Found) -> bool:
    """ "The Russian city of X": a demonym before the word of its kind; not "Russian-held X"."""
    if adjective.role != "adjective" or adjective.sentence is not name.sentence:
        return False
    between = name.sentence.tokens[adjective.last + 1 : name.first]
    kinds = [token for token in between if token.text.lower() in kind_words()]
    return bool(kinds) and all(token in kinds or token.text == "of" or token.upos == "ADJ" for token in between)


def _mention(name: Found, answer: Resolved, places: Mapping[Span, Resolved], text: str) -> PlaceMention:
    position = name.position
    if position is not None and name.far_end is not None:
        other = places[name.far_end].best if name.far_end in places else None
        position = replace(position, other=other, other_words=name.far_end.of(text))
    return PlaceMention(
        sentence=name.sentence.index,
        span=name.span,
        phrase=name.phrase,
        relation=name.relation,
        role=name.role,
        best=answer.best if name.role != "name_part" else None,
        candidates=answer.candidates,
        region_word=name.region_word,
        position=position,
    )


def countries_of(places: Iterable[PlaceMention]) -> frozenset[str]:
    """The countries that a report's towns, districts and areas lie in.

    Datelines apart: where a report was written is not what it is about.
    """
    told = [p.best for p in places if p.best is not None and p.role == "place" and p.best.kind != "country"]
    return frozenset(place.country for place in told if place.country is not None)


def names_of(places: Iterable[PlaceMention], text: str) -> frozenset[str]:
    """The names, as written in the report's text, that are surely places in it."""
    return frozenset(p.span.of(text) for p in places if p.best is not None and p.role in ("place", "dateline"))


def _prose(analysis: Analysis) -> Iterator[Sentence]:
    for sentence in analysis.sentences:
        if analysis.block_of(sentence).kind is not BlockKind.METADATA:
            yield sentence


def _with_given(found: Sequence[Found], analysis: Analysis, gazetteer: Gazetteer, given: Sequence[Span]) -> list[Found]:
    """The names that were found, and instead of those that they touch the names that were given, in text order."""
    kept = [name for name in found if not any(name.span.overlaps(span) for span in given)]
    kept += [name for span in given if (name := _given_name(analysis, gazetteer, span))]
    return sorted(kept, key=lambda name: name.span.start)


def _given_name(analysis: Analysis, gazetteer: Gazetteer, span: Span) -> Found | None:
    """The words as a name with what stands around it: the longest name of the gazetteer that they begin with."""
    for sentence in analysis.sentences:
        held = [token.i for token in sentence.tokens if token.start < span.end and span.start < token.end]
        if held:
            adjective = _demonym_at(sentence, held[0], Casing(True, False), gazetteer)
            if adjective and adjective.last == held[-1]:
                return adjective
            short = _short_forms(sentence, held[0], held[-1], analysis.document.text, gazetteer)
            if short:
                return _read_around(Found(sentence, held[0], held[-1], short), None)
            return _read_around(_listed_in(sentence, held[0], held[-1], gazetteer), None)
    return None


def _listed_in(sentence: Sentence, first: int, last: int, gazetteer: Gazetteer) -> Found:
    """The longest name of the gazetteer that these tokens begin with, after a word of direction if need be ("South
    Florida"); with no candidates where it has none."""
    whole = " ".join(token.text for token in sentence.tokens[first : last + 1])
    named = _after_body(sentence, first, last)
    if named is not None and not gazetteer.lookup(whole):
        return _listed_in(sentence, named, last, gazetteer)
    if first < last and _is_direction(sentence.tokens[first].text) and not gazetteer.lookup(whole):
        return _listed_in(sentence, first + 1, last, gazetteer)
    for end in range(last, first - 1, -1):
        name = Found(sentence, first, end, ())
        if candidates := gazetteer.lookup(name.text):
            return replace(name, candidates=tuple(candidates))
    return Found(sentence, first, last, ())


def _after_body(sentence: Sentence, first: int, last: int) -> int | None:
    """The first token of the place in "Bank of Mexico", "University of Alberta"."""
    words = [token.text.lower() for token in sentence.tokens[first : last + 1]]
    if "of" not in words[1:-1] or words[words.index("of") - 1] not in place_words().bodies_of:
        return None
    place = words.index("of") + 1
    return first + place + (words[place] == "the" and first + place < last)


def _to_resolve(found: Sequence[Found]) -> list[Name]:
    """The names as `resolve` reads them: parts of other names say nothing of where."""
    names = []
    for number, name in enumerate(found):
        candidates = () if name.role == "name_part" else name.candidates
        names.append(Name(name.text, candidates, name.kind, _holder(found, number), weak=name.role == "adjective"))
    return names


def _holder(found: Sequence[Found], number: int) -> int | None:
    """The next name where it holds this one ("Aleppo, Syria", "Kagara in Niger State", "X of Idlib province"), or the
    one before as its owner ("Pakistan's southwestern city of Quetta")."""
    if number and _is_owned(found[number - 1], found[number], found[number].first):
        return number - 1
    if number + 1 == len(found):
        return None
    name, other = found[number], found[number + 1]
    if other.sentence is not name.sentence or other.role not in ("place", "dateline"):
        return None
    between = name.sentence.tokens[name.last + 1 : other.first]
    words = [token.text.lower() for token in between]
    if words == [","] or (words and words[0] in (",", "(") and len(words) <= 3 and _is_direction(words[-1])):
        return number + 1
    quiet = all(token.upos in ("ADP", "DET", "ADJ", "PUNCT", "PROPN", "NOUN") for token in between)
    inside = [word for word in words if word in ("in", "of")]
    return number + 1 if quiet and inside and len(words) <= REACH else None


def _is_direction(word: str) -> bool:
    return word.lower() in place_words().directions


# --- candidates ----------------------------------------------------------------------------


def _names_in(sentence: Sentence, analysis: Analysis, gazetteer: Gazetteer) -> Iterator[Found]:
    """The names of one sentence from left to right, the longest first, none inside another."""
    block = analysis.block_of(sentence)
    casing = _casing(block, analysis.document.text)
    before: Found | None = None
    position = 0
    while position < len(sentence.tokens):
        name = _short_at(sentence, position, analysis.document.text, gazetteer, before)
        name = name or _name_at(sentence, position, casing, gazetteer, before)
        if name is None:
            position += 1
            continue
        if _is_dateline(name, block, analysis.document.text):
            name = replace(name, role="dateline")
        yield name
        if name.role in ("place", "dateline"):
            before = name
        position = name.last + 1


def _short_at(sentence: Sentence, position: int, text: str, gazetteer: Gazetteer, before: Found | None) -> Found | None:
    """An abbreviated region: "Tex." after a town and a comma or where the pack says so, "TX" only after a town."""
    beside = before is not None and _words_before(before, sentence, position) == [","]
    for last in range(min(position + 3, len(sentence.tokens)) - 1, position - 1, -1):
        held = _short_forms(sentence, position, last, text, gazetteer)
        token = sentence.tokens[position]
        if held and (beside or (_is_stopped(sentence, last, text) and token.name == "B-LOC")):
            return _read_around(Found(sentence, position, last, held), before)
    return None


def _short_forms(sentence: Sentence, first: int, last: int, text: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """The regions that these tokens are short for: with a stop, or all in capitals."""
    written = text[sentence.tokens[first].start : sentence.tokens[last].end]
    capitals = written.isupper() and written.isalpha()
    if not written[:1].isupper() or not (capitals or _is_stopped(sentence, last, text)):
        return ()
    stop = "" if (capitals and not _is_stopped(sentence, last, text)) or written.endswith(".") else "."
    return tuple(gazetteer.short_forms(written + stop)) or (tuple(gazetteer.short_forms(written)) if capitals else ())


def _is_stopped(sentence: Sentence, last: int, text: str) -> bool:
    """Whether the token ends in a stop, which the pack may have cut off."""
    end = sentence.tokens[last].end
    return sentence.tokens[last].text.endswith(".") or text[end : end + 1] == "."


def _words_before(before: Found, sentence: Sentence, position: int) -> list[str]:
    if before.sentence is not sentence:
        return []
    return [token.text for token in sentence.tokens[before.end + 1 : position]]


def _casing(block: Block, text: str) -> Casing:
    text = block.span.of(text)
    letters = [letter for letter in text if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    single = len(letters) > 20 and (capitals > 0.85 * len(letters) or capitals < 0.004 * len(letters))
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    title = block.kind is BlockKind.TITLE and sum(word[0].isupper() for word in words) > 0.6 * len(words)
    return Casing(single, title)


def _name_at(
    sentence: Sentence, position: int, casing: Casing, gazetteer: Gazetteer, before: Found | None
) -> Found | None:
    """The name that starts at this token, or None."""
    adjective = _demonym_at(sentence, position, casing, gazetteer)
    name = _listed_at(sentence, position, casing, gazetteer, before)
    if adjective and not (name and name.role == "place" and name.last > adjective.last):
        name = adjective  # "Indian" of "Indian police", but not of "Indian Ocean"
    if name is None or name.role == "maybe":
        return _unlisted(sentence, position, before) or name
    capital = _capital_after(name, gazetteer)
    return _read_around(capital, before) if capital else name


def _listed_at(
    sentence: Sentence, position: int, casing: Casing, gazetteer: Gazetteer, before: Found | None
) -> Found | None:
    """The longest name of the gazetteer that starts at this token and is one, else the longest that may be one."""
    maybe: Found | None = None
    for last in range(min(position + LONGEST, len(sentence.tokens)) - 1, position - 1, -1):
        if not _may_be_name(sentence.tokens[position : last + 1], sentence, casing):
            continue
        text = " ".join(token.text for token in sentence.tokens[position : last + 1])
        if candidates := gazetteer.lookup(text):
            name = _judge(_read_around(Found(sentence, position, last, tuple(candidates)), before), casing, before)
            if name.role != "maybe":
                return name
            maybe = maybe or name
    return maybe


def _may_be_name(tokens: Sequence[Token], sentence: Sentence, casing: Casing) -> bool:
    """Whether these words may be a name: capitals (or names by the pack's word) at its edges, no break inside."""
    first, last = tokens[0], tokens[-1]
    if first.text.islower() and (first.name.startswith("I-") or _is_direction(first.text)):
        return False
    if first.feat("Definite") == "Ind":
        return False  # "A US soldier" is not the town of Aus
    if all(_is_direction(token.text) or token.text in JOINTS for token in tokens):
        return False
    if not first.text[:1].isalnum() or len(strict_key(first.text)) < 1 or first.upos in ("PRON", "AUX", "NUM"):
        return False
    if not (last.text[-1:].isalnum() or _is_initials(last)) or (
        last.upos in ("ADP", "PRON", "AUX", "VERB") and last.name == "O"
    ):
        return False
    if not (casing.single or (_is_name_like(first) and (_is_name_like(last) or _is_kind_tail(tokens, sentence)))):
        return False
    if len(tokens) > 1 and kind_words().get(last.text.lower()) == "city" and _next_text(sentence, last) == "of":
        return False  # "Gaza city of Khan Younis": the city is Khan Younis
    if any(token.upos == "PUNCT" and token.text not in JOINTS for token in tokens[1:-1]):
        return False
    if casing.single or len(tokens) == 1:
        return any(token.upos in ("PROPN", "NOUN", "ADJ", "X") or token.name != "O" for token in tokens)
    named = any(token.upos == "PROPN" or token.name != "O" or not _has_case(token.text) for token in tokens)
    return named or (first.i > 0 and first.text[:1].isupper() and last.text[:1].isupper())


def _is_initials(token: Token) -> bool:
    """ "U.S.", "U.A.E.": letters that each have their stop."""
    return len(token.text) > 3 and token.text.isupper() and set(token.text[1::2]) == {"."}


def _has_case(word: str) -> bool:
    """Whether the word's script has capitals: not so Arabic, Hebrew, Georgian."""
    return word.lower() != word.upper()


def _is_name_like(token: Token) -> bool:
    return token.name != "O" or token.text[:1].isupper() or not token.text.isascii()


def _is_kind_tail(tokens: Sequence[Token], sentence: Sentence) -> bool:
    """ "Gaza strip", "Jenin refugee camp", and the tail of a joined name ("Khan-yunis")."""
    last = tokens[-1]
    ending = last.text.lower() in kind_words() or last.text.lower() in place_words().facilities
    return len(tokens) > 1 and (ending or tokens[-2].text in JOINTS)


def _next_text(sentence: Sentence, token: Token) -> str:
    return sentence.tokens[token.i + 1].text.lower() if token.i + 1 < len(sentence.tokens) else ""


def _demonym_at(sentence: Sentence, position: int, casing: Casing, gazetteer: Gazetteer) -> Found | None:
    """A demonym or adjective of a country: "Israeli", "South Koreans"."""
    for last in (position + 1, position):
        words = sentence.tokens[position : last + 1]
        if last >= len(sentence.tokens) or not (casing.single or words[0].text[:1].isupper()):
            continue
        demonym = " ".join(word.text.lower() for word in words)
        codes = demonyms().get(demonym, ())
        held = tuple(place for code in codes if (place := gazetteer.country(code))) or gazetteer.people_of(demonym)
        if held and kind_words().get(_next_text(sentence, words[-1])) != "admin1":
            return Found(sentence, position, last, tuple(held), role="adjective", start=position, end=last)
    return None


def _capital_after(name: Found, gazetteer: Gazetteer) -> Found | None:
    """ "The Somali capital", "Yemen's capital": the town, where no name follows that says it better."""
    tokens, country = name.sentence.tokens, name.candidates[0]
    last = name.last + 1
    if last < len(tokens) and tokens[last].text in ("'s", "’s"):
        last += 1
    if country.kind != "country" or last >= len(tokens) or tokens[last].text.lower() != "capital":
        return None
    following = [token for token in tokens[last + 1 : last + 3] if token.text != ","][:1]
    if any(token.upos in ("PROPN", "NOUN") or token.text.lower() == "of" for token in following):
        return None
    town = capitals().get(country.country or "", "")
    held = [place for place in gazetteer.lookup(town) if place.country == country.country and place.kind == "city"]
    if not held:
        return None
    place = replace(held[0], why=f"{held[0].name} is the capital of {country.name}.", match="capital")
    return replace(name, last=last, end=last, candidates=(place,), role="place")


def _unlisted(sentence: Sentence, position: int, before: Found | None) -> Found | None:
    """A place by the language pack's word that no gazetteer knows: kept, unresolved."""
    first = sentence.tokens[position]
    if first.name != "B-LOC" or not first.text[:1].isupper():
        return None
    last = position
    while last + 1 < len(sentence.tokens) and sentence.tokens[last + 1].name == "I-LOC":
        last += 1
    if _after_body(sentence, position, last) is not None:
        return None  # "at the University of Mosul": the town follows
    name = Found(sentence, position, last, ())
    return None if _is_named_after(name) else _read_around(name, before)


# --- what stands around a name ----------------------------------------------------------------------------


def _read_around(name: Found, before: Found | None) -> Found:
    """The name with its relation, its region word, the kind that words call it, and the whole phrase."""
    tokens = name.sentence.tokens
    end, kind = _kind_after(name)
    left, region_word, called = _kind_before(name)
    start, relation, told = _relation_before(tokens, left, name)
    if told is not None and told.part is not None:
        region_word = region_word or told.part
    if relation == "unknown" and before is not None and _stands_as(before, name, left, called):
        relation = before.relation
    if region_word is not None and before is not None and _is_owned(before, name, left):
        region_word = None  # "Nigeria's northwestern Kaduna state" lies in the northwest of Nigeria
    return replace(
        name,
        relation=relation,
        region_word=region_word,
        kind=kind or called,
        start=min(start, left),
        end=end,
        position=told.position if told is not None else None,
    )


def _kind_after(name: Found) -> tuple[int, str | None]:
    """The token that ends "X district", "X refugee camp", "X airport", and the kind that it tells."""
    tokens, last = name.sentence.tokens, name.last
    following = [token.text.lower() for token in tokens[last + 1 : last + 4]]
    while following and following[0] in JOINTS:
        last, following = last + 1, following[1:]
    for length in (2, 1):
        words = " ".join(following[:length])
        of_next = following[length : length + 1] == ["of"] and kind_words().get(words) == "city"
        if len(following) >= length and words in kind_words() and not of_next:
            return last + length, kind_words()[words]
    if following and following[0] in place_words().facilities:
        return last + 1, None
    return name.last, None


def _kind_before(name: Found) -> tuple[int, str | None, str | None]:
    """Where "the southern city of X" or "southern X" starts, the region word, and the kind."""
    tokens, left = name.sentence.tokens, name.first
    region_word = called = None
    if left > 0 and _is_direction(tokens[left - 1].text):
        first = _start_of_direction(tokens, left - 1)
        region_word = "".join(token.text.lower() for token in tokens[first:left])
        left = first
    elif left > 1 and tokens[left - 1].text.lower() == "of" and _calls(tokens, left - 2):
        called = kind_words()[_singular(tokens[left - 2])]
        left -= 2
    elif (
        left > 1 and tokens[left - 1].text.lower() == "of" and tokens[left - 2].text.lower() in place_words().facilities
    ):
        left -= 2  # "at the main market of Gao"
    elif left > 0 and tokens[left - 1].text.lower() in kind_words() and tokens[left - 1].text.islower():
        called = kind_words()[tokens[left - 1].text.lower()]
        left -= 1
    return left, region_word, called


def _start_of_direction(tokens: Sequence[Token], last: int) -> int:
    """The first token of "south-eastern", which the pack cuts at its hyphen."""
    joined = last > 1 and tokens[last - 1].text in JOINTS and _is_direction(tokens[last - 2].text)
    return last - 2 if joined else last


def _calls(tokens: Sequence[Token], i: int) -> bool:
    """Whether the word before "of" calls a place by its kind: not so the coast of a town, nor "a suburb of Mosul"."""
    word = tokens[i].text.lower()
    if word in place_words().coasts or _singular(tokens[i]) not in kind_words():
        return False
    article = next((token for token in reversed(tokens[:i]) if token.upos != "ADJ"), None)
    return (word, "of") not in reaches() or article is None or article.text.lower() not in ("a", "an")


def _singular(token: Token) -> str:
    return token.text.lower() if token.text.lower() in kind_words() else token.lemma.lower()


def _relation_before(tokens: Sequence[Token], left: int, name: Found) -> tuple[int, str, Lies | None]:
    """The relation word before a name, over articles and adjectives: "near the rebel-held southern city of X"."""
    for position in range(left, max(-1, left - REACH), -1):
        lies = lies_before(name.sentence, position, name.last)
        if lies is not None and lies.part is not None:
            return *_relation_before(tokens, lies.start, name)[:2], lies
        if lies is not None:
            return lies.start, _widened(tokens, lies.start, "near"), lies
        for words, relation in relation_words():
            first = position - len(words)
            if first >= 0 and [token.text.lower() for token in tokens[first:position]] == list(words):
                told = told_by(words)
                return first, _widened(tokens, first, relation), Lies(first, told) if told else None
        if position == 0 or not (_may_be_skipped(tokens[position - 1], name) or _is_joined(tokens, position - 1)):
            break
    return left, "unknown", None


def _widened(tokens: Sequence[Token], first: int, relation: str) -> str:
    """ "In the outskirts of X": what lies further left says no more; "from near X" is still from."""
    if relation == "near" and first > 0 and tokens[first - 1].text.lower() == "from":
        return "from"
    return relation


def _may_be_skipped(token: Token, name: Found) -> bool:
    text = token.text.lower()
    if text in kind_words() or _is_direction(text) or text in JOINTS or text in ("#", '"', "“", "”", "'s"):
        return True
    if token.upos in ("VERB", "NOUN") and token.dep in ("amod", "compound"):
        return True  # "occupied", "border" of "border crossing"
    return token.upos in ("DET", "ADJ", "NUM", "ADV") or (token.upos == "PROPN" and token.name == "I-LOC")


def _is_joined(tokens: Sequence[Token], i: int) -> bool:
    """ "rebel-held", "Houthi-controlled": either half of a compound."""
    return any(tokens[other].text in JOINTS for other in (i - 1, i + 1) if 0 <= other < len(tokens))


def _stands_as(before: Found, name: Found, left: int, called: str | None) -> bool:
    """Whether the words before an earlier name hold for this one: "in Homs and Hama", "in Gaza city of Khan Yunis"."""
    if _is_listed_after(before, name, left) or _is_owned(before, name, left):
        return True
    between = name.sentence.tokens[before.last + 1 : left]
    return before.sentence is name.sentence and called is not None and all(token.text == "#" for token in between)


def _is_owned(owner: Found, name: Found, left: int) -> bool:
    """ "Nigeria's northwestern Kaduna state", "Yemen's port city of Hodeidah": the first name holds the second."""
    if owner.sentence is not name.sentence or owner.role not in ("place", "dateline"):
        return False
    between = name.sentence.tokens[owner.last + 1 : left]
    if not between or between[0].text not in ("'s", "’s", "'", "’"):
        return False
    return all(_may_be_skipped(token, name) or _is_small_noun(token) for token in between[1:])


def _is_small_noun(token: Token) -> bool:
    """ "of" and the nouns of "port city of", "border town of"."""
    return token.text == "of" or (token.upos == "NOUN" and token.text.islower())


def _is_listed_after(before: Found, name: Found, left: int) -> bool:
    """ "in Homs, Hama and Idlib": the later names stand as the first does."""
    if before.sentence is not name.sentence:
        return False
    between = name.sentence.tokens[before.end + 1 : left]
    return bool(between) and all(token.text in (",", "/") or token.upos in ("CCONJ", "DET") for token in between)


# --- is it a place? ----------------------------------------------------------------------------


def _judge(name: Found, casing: Casing, before: Found | None) -> Found:
    """The name as a place, as a part of another name, or as a "maybe", which other mentions in the report decide."""
    reasons = _evidence(name, casing, before)
    points = sum(weights().evidence[reason] for reason in reasons)
    if _is_in_body(name, casing) or _is_of_people(name):
        return _as_part(name)
    if points >= weights().evidence["enough"]:
        return name
    if {"pack_person", "pack_organisation", "longer_name"}.intersection(reasons):
        return _as_part(name)
    return replace(name, role="maybe")


def _is_of_people(name: Found) -> bool:
    """A people's name before a common noun ("Kuki positions") says whose that is, not where, though a town bear it."""
    last = name.tokens[-1]
    head = name.sentence.head(last)
    words = tuple(word for token in name.tokens for word in fold(token.text))
    before_noun = head is not None and head.upos == "NOUN" and head.i > last.i and last.dep in ("compound", "amod")
    return before_noun and name.end == name.last and words in load_parties().peoples


def _as_part(name: Found) -> Found:
    """The name as a part of another one; "nothing" where no one would take it for a place."""
    first = name.candidates[0]
    known = first.kind in ("country", "area", "admin1") or first.population >= WELL_KNOWN
    return replace(name, role="name_part" if known else "nothing", start=name.first, end=name.last)


def _evidence(name: Found, casing: Casing, before: Found | None) -> list[str]:
    """The reasons for and against the name being a place, by the names of their weights."""
    first = name.candidates[0]
    reasons = [*_pack_reasons(name), *_size_reasons(first, name)]
    if name.relation != "unknown":
        reasons.append("relation_word")
    if first.kind == "city" and _has_article(name):
        reasons.append("after_article")
    named = any(token.upos == "PROPN" or token.name != "O" for token in name.tokens)
    if (name.kind or name.region_word or name.end > name.last) and (named or not casing.single):
        reasons.append("kind_word")  # "AT A GAS STATION" is no place of that name
    if before is not None and before.sentence is name.sentence and _words_between(before, name) == [","]:
        reasons.append("beside_place")
    if casing.single and not {"relation_word", "kind_word", "beside_place"}.intersection(reasons):
        reasons.append("one_case")
    elif not casing.single and _is_longer(name, casing):
        reasons.append("longer_name")
    return [*reasons, *_word_reasons(name)]


def _has_article(name: Found) -> bool:
    """ "The Split", and "The Bank", which a hamlet is called; not where the pack calls it a place."""
    before = name.sentence.tokens[name.first - 1] if name.first > 0 else None
    own = name.tokens[0].upos == "DET" and all(token.name[2:] != "LOC" for token in name.tokens)
    return own or (before is not None and before.upos == "DET")


def _pack_reasons(name: Found) -> list[str]:
    """What the language pack says of the name. Its word against a country or area of that very name counts nothing."""
    kinds = {token.name[2:] for token in name.tokens if token.name != "O"}
    tags = {"LOC": "pack_location", "PER": "pack_person", "ORG": "pack_organisation"}
    if name.candidates[0].kind in ("country", "area") and not _goes_beyond(name):
        tags = {"LOC": "pack_location"}
    reasons = [tags[kind] for kind in sorted(kinds) if kind in tags]
    if any(token.upos == "PROPN" for token in name.tokens):
        reasons.append("proper_noun")
    return reasons


def _goes_beyond(name: Found) -> bool:
    """Whether the pack's span of a name begins before this one or ends after it."""
    tokens = name.sentence.tokens
    after = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    return tokens[name.first].name.startswith("I-") or (after is not None and after.name.startswith("I-"))


def _size_reasons(first: Candidate, name: Found) -> list[str]:
    """What the likeliest place of the name adds by its kind and size, and how the name is spelt."""
    reasons = []
    if _is_short_form(first, name) and not (name.text.isupper() and any(t.name != "O" for t in name.tokens)):
        reasons.append("short_form")
    if first.kind in ("country", "area", "admin1"):
        reasons.append(first.kind)
    for size in (500_000, 100_000, 15_000):
        if first.kind == "city" and first.population >= size:
            reasons.append(f"city_{size}")
            break
    if strict_key(name.text) != strict_key(first.name) and first.kind in ("city", "admin2", "admin1"):
        reasons.append("other_spelling")
    if name.last - name.first >= 1:
        reasons.append("several_words")
    return reasons


def _is_short_form(first: Candidate, name: Found) -> bool:
    """ "CAR", "US", "UK": letters that stand for a country, and for other things in other dress."""
    key = strict_key(name.text)
    return first.kind in ("country", "area") and len(key) <= SHORT_FORM and key != strict_key(first.name)


def _word_reasons(name: Found) -> list[str]:
    """Against names that people bear, or that are words of the language, unless the pack and a preposition agree."""
    words = place_words()
    text = name.text.lower()
    reasons = []
    if text in {person.id.lower() for person in words.also_people}:
        reasons.append("also_person")
    if text in {word.lower() for word in words.not_places}:
        reasons.append("also_word")
    return reasons


def _words_between(before: Found, name: Found) -> list[str]:
    return [token.text for token in name.sentence.tokens[before.end + 1 : name.first]]


def _is_longer(name: Found, casing: Casing) -> bool:
    """Whether capitals go on beside the name: "Paris Hilton", "Michael Jordan", "Gulf of Mexico"."""
    tokens = name.sentence.tokens
    if casing.title:
        return False
    after = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    if after and _goes_on(after) and after.text.lower() not in kind_words():
        return after.text.lower() not in place_words().facilities
    before = tokens[name.first - 1] if name.first > 0 else None
    if before is None:
        return False
    if before.text.lower() == "of" and name.first > 1:
        before = tokens[name.first - 2]
        return _goes_on(before) and before.text.lower() not in kind_words() and before.name[2:] in ("LOC", "ORG")
    text = before.text.lower()
    if text in place_words().titles:
        return name.relation == "unknown"
    return _goes_on(before) and not _is_direction(text) and text not in kind_words() and before.i > 0


def _goes_on(token: Token) -> bool:
    demonym = token.text.lower() in demonyms()
    return token.upos == "PROPN" and token.text[:1].isupper() and token.text.isalpha() and not demonym


def _is_in_body(name: Found, casing: Casing) -> bool:
    """Whether the name stands in that of a paper, a club, an agency or an army, or of a street."""
    organisation = any(token.name[2:] == "ORG" for token in name.tokens)
    if _is_named_after(name):
        return True
    return _is_before_body(name, casing) or _is_after_body(name, casing) or (organisation and _is_inside_span(name))


def _is_named_after(name: Found) -> bool:
    """ "The Minsk agreement", "the Vienna peace accords", "HMS Sheffield"."""
    tokens = name.sentence.tokens
    after = [token.text.lower() for token in tokens[name.last + 1 : name.last + 3]]
    plain = len(after) > 1 and tokens[name.last + 1].upos in ("NOUN", "ADJ") and after[0] not in kind_words()
    if any(word in words_named_after() for word in after[: 1 + plain]):
        return True
    opening = tokens[name.first - 1] if name.first else None
    openings = [tokens[name.first], *([opening] if opening else [])]
    return any(token.text[:1].isupper() and token.text.lower() in place_words().name_openings for token in openings)


def _is_before_body(name: Found, casing: Casing) -> bool:
    """ "Palestine Chronicle", "Oxford Street"."""
    tokens, words = name.sentence.tokens, place_words()
    after = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    if after is None:
        return False
    capital = after.text[:1].isupper()
    if after.text.lower() in words.streets:
        return capital
    plain = capital and not casing.single and not casing.title
    town = name.candidates[0].kind == "city" and name.relation in ("at", "near")
    if town and after.text.lower() in words.facilities and after.name[2:] == "LOC":
        return False  # "at Kabul University", where the pack calls it a place
    return after.text.lower() in words.bodies and (plain or after.name == "I-ORG")


def _is_after_body(name: Found, casing: Casing) -> bool:
    """ "Bank of Baghdad", "Islamic State of Iraq and the Levant"; but "State of Gujarat" is that place."""
    tokens, left = name.sentence.tokens, name.first
    while left > 1 and tokens[left - 1].upos in ("DET", "CCONJ", "PROPN") and tokens[left - 1].text.lower() != "of":
        left -= 1
    if left < 2 or tokens[left - 1].text.lower() != "of":
        return False
    head = tokens[left - 2]
    if head.text.lower() not in place_words().bodies_of or not head.text[:1].isupper():
        return False
    if head.text.lower() in place_words().facilities:
        return head.name[2:] != "LOC" and not _is_where(name, head)
    body = head.name[2:] == "ORG"
    return body if head.text.lower() in kind_words() or casing.single else True


def _is_where(name: Found, head: Token) -> bool:
    """ "Shells fell near the University of Mosul": words of place make a verb's where of a body that has grounds; not
    so of "a student at the University of Mosul"."""
    word = next((token for token in name.sentence.tokens if token.head == head.i and token.dep == "case"), None)
    above = name.sentence.head(head)
    return name.relation in ("at", "near") and word is not None and above is not None and above.upos == "VERB"


def _is_inside_span(name: Found) -> bool:
    """Whether the pack's organisation goes beyond the name on either side."""
    tokens = name.sentence.tokens
    after = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    return tokens[name.first].name == "I-ORG" or (after is not None and after.name == "I-ORG")


def _settle_maybes(found: Sequence[Found]) -> list[Found]:
    """A doubtful name that is surely a place elsewhere in the report, or that the next one holds ("Kagara in Niger
    State"), is one here too; the others are left out."""
    sure = {strict_key(name.text) for name in found if name.role in ("place", "dateline")}
    settled = []
    for number, name in enumerate(found):
        if name.role not in ("maybe", "nothing"):
            settled.append(name)
        elif name.role == "maybe" and (strict_key(name.text) in sure or _is_held(found, number)):
            settled.append(replace(name, role="place"))
    return settled


def _is_held(found: Sequence[Found], number: int) -> bool:
    """Whether the next name holds one of the places that this one may mean."""
    holder = _holder(found, number)
    if holder is None:
        return False
    holders = found[holder].candidates[:3]
    return any(is_in(candidate, held) for candidate in found[number].candidates for held in holders)


def _drop_people(found: Sequence[Found]) -> list[Found]:
    """A bare name that the report gives a person elsewhere is that person: "Jordan said" after "Ann Jordan"."""
    people = {token.text for name in found for token in _person_beside(name)}
    return [
        replace(name, role="name_part", start=name.first, end=name.last)
        if name.role == "place" and name.text in people and name.relation in ("unknown", "toward")
        else name
        for name in found
    ]


def _person_beside(name: Found) -> tuple[Token, ...]:
    """The tokens of a name that is the last part of a person's: "Jordan" of "Michael Jordan"."""
    if name.role == "name_part" and name.tokens[0].name == "I-PER":
        return name.tokens
    return ()


def _is_dateline(name: Found, block: Block, text: str) -> bool:
    """Whether the name opens its block as a dateline: "BAGHDAD (AP) -", "SANTA ANA, 3 MAY 89 (ACAN) --"."""
    if block.kind is not BlockKind.PARAGRAPH or name.span.start - block.start > 25:
        return False
    rest = text[name.span.end : block.start + DATELINE].partition("\n")[0]
    mark = min((at for dash in (" - ", "—", "–", "--") if (at := rest.find(dash)) >= 0), default=-1)
    if mark < 0:
        return False
    written = name.span.of(text)
    opening = text[block.start : name.span.start].strip(" ,")
    return (written.isupper() or "(" in rest[:mark] or mark <= 2) and (not opening or opening.isupper() or "," in rest)
