"""How many are harmed, by the words of the phrase that names them (R1, R7, R8, R11 to R14)."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from recount.find.parties import grammatical_number, unit_of
from recount.knowledge.grammar import load_grammar
from recount.knowledge.numbers import Numbers, load_numbers
from recount.knowledge.parties import PartyKnowledge
from recount.model.analysis import Sentence, Token
from recount.model.mention import Count
from recount.model.span import Span

_NOT_BEFORE = 2  # words between "not" and "one", at most: "not a single one"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many one phrase tells of. `noun` is the token that says of what; `wording` the words of the number.

    `low` and `high` are literal bounds, both None with `wording` None where the phrase gives no number (a bare
    plural). `part`: "two of them"; `other`: "four other people", "another".
    """

    noun: Token
    low: int | None
    high: int | None
    wording: Span | None
    part: bool = False
    other: bool = False
    running: bool = False
    members: int = 1
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """One head that a phrase counts on its own, and the number of it where a noun has several ("10 and 12 people")."""

    head: Token
    count: Count | None = None


def told_apart(
    sentence: Sentence, head: Token, counts: Sequence[Count], statuses: Callable[[Token], str | None]
) -> list[Member]:
    """The heads that a phrase counts on their own; one member where it is one group.

    "four inmates and three policemen": each has a number and only some of them bear arms by the words. "Seven in X and
    four in Y", "10 and 12 people": numbers of several acts (R7). "Himself and 12 others": the attacker's death (R37).
    """
    several = _numbers_of(sentence, head, counts)
    if len(several) > 1:
        return [Member(head, count) for count in several]
    members = [head, *_coordinated(sentence, head)]
    if len(members) < 2:
        return [Member(head)]
    if head.feat("Reflex") == "Yes" or _each_has_place(sentence, members):
        return [Member(member) for member in members]
    numbered = all(_count_on(sentence, member, counts) is not None for member in members)
    armed = {statuses(member) not in (None, "unknown", "civilian") for member in members}
    return [Member(m) for m in members] if numbered and len(armed) > 1 else [Member(head)]


def _numbers_of(sentence: Sentence, head: Token, counts: Sequence[Count]) -> list[Count]:
    """The numbers that "and" joins before one noun: "killed 10 and 12 people"."""
    first = sentence.child(head, "nummod")
    if first is None:
        return []
    heads = [first.i, *(t.i for t in sentence.children(first, "conj") if t.upos == "NUM")]
    return [c for c in counts if c.sentence == sentence.index and c.head in heads and not c.superseded]


def _each_has_place(sentence: Sentence, members: Sequence[Token]) -> bool:
    """ "seven in Gao and four in Mopti": a bare number for every place after the first."""
    places = [sentence.tokens[m.i + 1 : m.i + 3] for m in members]
    named = all(len(p) == 2 and p[0].upos == "ADP" and p[1].name.endswith("LOC") for p in places)
    return named and all(m.upos == "NUM" for m in members[1:])


def count_phrase(
    sentence: Sentence,
    head: Token,
    counts: Sequence[Count],
    numbers: Numbers,
    parties: PartyKnowledge,
    alone: bool = False,
    count: Count | None = None,
) -> Counted:
    """The number that a phrase and its coordination tell: "A, B and three bodyguards" is 5; with `alone` that of its
    head without those joined to it. `count`: the one of several numbers of the head that is asked for."""
    if count is not None:
        return Counted(head, count.low, count.high, count.span, running=count.running)
    members = [head] if alone else _members(sentence, head, counts)
    told = [_single(sentence, member, counts, numbers, parties) for member in members]
    names = _named(sentence, head, told[0])
    if names is not None and not alone:
        return names
    if len(told) == 1 or _is_one_person(sentence, head, told):
        return told[0]
    if _is_one_body(members, told):
        return _as_one(told)
    return _sum(told)


def _members(sentence: Sentence, head: Token, counts: Sequence[Count]) -> list[Token]:
    """The head and those joined to it, without bare words that share its number ("12 lawyers and journalist")."""
    first = _count_on(sentence, head, counts)
    joined = _coordinated(sentence, head)
    if first is not None and first.high != 1:
        joined = [t for t in joined if t.upos != "NOUN" or t.feat("Number") == "Plur" or _is_determined(sentence, t)]
    if first is not None:  # "all but two of the 14": words of the number itself
        joined = [t for t in joined if not first.span.start <= t.start < first.span.end]
        joined = [t for t in joined if _count_on(sentence, t, counts) != first]
    return [head, *joined]


def _is_determined(sentence: Sentence, token: Token) -> bool:
    return sentence.child(token, "det", "nummod", "nmod:poss", "appos", "flat") is not None


def _is_one_person(sentence: Sentence, head: Token, told: Sequence[Counted]) -> bool:
    """ "The activist, journalist and critic was arrested": the verb says that they are one person (R6)."""
    if head.dep != "nsubj" or any((t.low, t.high) != (1, 1) for t in told):
        return False
    verb = sentence.head(head)
    finite = sentence.children(verb, "aux", "cop") if verb is not None else []
    return any(t.feat("Number") == "Sing" and t.feat("VerbForm") == "Fin" and t.i > head.i for t in finite)


def _is_one_body(members: Sequence[Token], told: Sequence[Counted]) -> bool:
    """ "His severed head and decomposed body": pieces of one dead person, each told once."""
    pieces = load_grammar().remains
    return all(t.lemma.lower() in pieces for t in members) and all((t.low, t.high) == (1, 1) for t in told)


def _as_one(told: Sequence[Counted]) -> Counted:
    spans = [t.wording for t in told if t.wording is not None]
    return replace(told[0], wording=Span(min(s.start for s in spans), max(s.end for s in spans)))


def _named(sentence: Sentence, head: Token, told: Counted) -> Counted | None:
    """ "Journalists Ato B. and Abel S.": as many persons as are named, where a plural has no number of its own."""
    if told.wording is not None or head.upos != "NOUN" or head.feat("Number") != "Plur":
        return None
    first = next((t for t in sentence.children(head, "flat", "appos") if t.name == "B-PER"), None)
    if first is None or first.i != head.i + 1:
        return None
    names = [first, *(t for t in sentence.children(first, "conj") if t.name.endswith("PER"))]
    last = sentence.subtree(names[-1], "conj", "punct", "appos", "acl", "nmod")[-1]
    span = Span(head.start, last.end)
    return Counted(head, len(names), len(names), span, members=1, listed=True) if len(names) > 1 else None


def _sum(told: Sequence[Counted]) -> Counted:
    first = told[0]
    if len(told) > 2 and first.low is not None and first.low == first.high == sum(t.low or 0 for t in told[1:]):
        return first  # "12 people, seven women and five men": a total and its parts (R5)
    spans = [t.wording for t in told if t.wording is not None]
    if len(spans) < len(told):  # one member has no number: the sum has none
        if len(spans) == 1 and told[0].wording is not None and not told[0].listed:
            return first
        return Counted(first.noun, None, None, None, first.part, first.other, first.running, len(told))
    wording = Span(min(s.start for s in spans), max(s.end for s in spans))
    lows = [t.low for t in told]
    highs = [t.high for t in told]
    low = None if all(v is None for v in lows) else sum(v or 0 for v in lows)
    high = None if any(v is None for v in highs) else sum(v for v in highs if v is not None)
    running, listed = any(t.running for t in told), any(t.listed for t in told)
    return Counted(first.noun, low, high, wording, first.part, first.other, running, len(told), listed)


def _coordinated(sentence: Sentence, head: Token) -> list[Token]:
    """Nouns joined to `head` ("a nurse and two guards"), not verbs, not "including ..."."""
    kinds = ("NOUN", "PROPN") if head.upos == "ADJ" else ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")
    joined = [t for t in sentence.children(head, "conj") if t.upos in kinds and not _is_ruled_out(sentence, t)]
    joined = [*_listed(sentence, head, joined), *joined]
    return [t for t in joined if not _begins_another_harm(sentence, t) and not _has_verb_before(sentence, head, t)]


def _is_ruled_out(sentence: Sentence, token: Token) -> bool:
    """ "Two men, not three": what "not" stands before is not counted with the rest (R17)."""
    return any(t.lemma.lower() in load_numbers().negations for t in sentence.children(token, "advmod"))


def _has_verb_before(sentence: Sentence, head: Token, member: Token) -> bool:
    """ "killing three and injuring several others": a verb that is not the member's own stands between."""
    own = {t.i for t in sentence.subtree(member)} | {t.i for t in sentence.subtree(head, "conj")}
    return any(t.upos == "VERB" and t.i not in own for t in sentence.tokens[head.i + 1 : member.i])


def _listed(sentence: Sentence, head: Token, joined: Sequence[Token]) -> list[Token]:
    """ "a nurse, a teacher and three guards": an indefinite noun set between others of its kind is one more."""
    if head.upos != "NOUN" or not joined or sentence.child(head, "det", "nummod") is None:
        return []
    between = [t for t in sentence.children(head, "appos") if t.upos == "NOUN" and t.i < joined[-1].i]
    return [t for t in between if any(k.feat("Definite") == "Ind" for k in sentence.children(t, "det"))]


def _begins_another_harm(sentence: Sentence, token: Token) -> bool:
    """ "ten dead and twenty wounded": the second number is of the next word, never of the first harm."""
    after = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    return token.upos == "NUM" and after is not None and after.xpos in ("VBN", "VBD", "JJ")


def _single(
    sentence: Sentence, head: Token, counts: Sequence[Count], numbers: Numbers, parties: PartyKnowledge
) -> Counted:
    share = _share_in(sentence, head, counts, numbers)
    if share is not None:  # "two-thirds of the 90": a part of a whole, without a number of its own
        return Counted(share, None, None, None, part=True)
    if _is_not_all(sentence, head, numbers):  # some of them, whose number is not told
        return Counted(head, None, None, None, part=True)
    if head.lemma.lower() in numbers.none_words:  # "none of the passengers"
        beside = _is_other(sentence, head, head, None, numbers)  # "no one else"
        return Counted(head, 0, 0, Span(head.start, head.end), _is_none_of(sentence, head, numbers), beside)
    head = _inner(sentence, head, counts, parties)
    count = _count_on(sentence, head, counts) or _count_over(sentence, head, counts)
    noun = _unit_noun(sentence, head, count)
    below = noun.i != head.i or (count is not None and count.head != head.i and _is_over(sentence, head, count))
    part = below and _is_partitive(sentence, head, noun)
    other = _is_other(sentence, head, noun, count, numbers)
    if _is_none(sentence, head, numbers):
        none = _none_word(sentence, head, numbers)
        span = Span(min(none.start, head.start), max(none.end, head.end))
        return Counted(head, 0, 0, span, _is_none_of(sentence, head, numbers), other)
    single = count is None and head.upos != "NUM" and grammatical_number(sentence, head, parties) == "one"
    not_one = _not_one(sentence, head, count, numbers) if single or count is not None else None
    if not_one is not None:
        return Counted(noun, 0, 0, not_one, _is_none_of(sentence, head, numbers), other)
    if count is not None:
        counted = Counted(noun, count.low, count.high, count.span, part, other, count.running)
        return _each_of(sentence, counted, counts)
    size = _family_size(sentence, head, counts, parties)
    if size is not None:
        return Counted(noun, size.low, size.high, size.span, part, other)
    if single:
        return Counted(noun, 1, 1, _short_phrase(sentence, head), part, other, listed=True)
    return Counted(noun, None, None, None, part, other)


def _is_not_all(sentence: Sentence, head: Token, numbers: Numbers) -> bool:
    """ "Not all of the nine hostages", "not every guard"."""
    alls = [t for t in (head, *sentence.children(head, "det")) if t.lemma.lower() in load_grammar().alls]
    before = [sentence.tokens[t.i - 1] for t in alls if t.i]
    return any(t.lemma.lower() in numbers.negations for t in before)


def _each_of(sentence: Sentence, counted: Counted, counts: Sequence[Count]) -> Counted:
    """ "Three blasts killed two people each": the number for every one of the subject (R7), or none."""
    each = [
        t for t in sentence.children(counted.noun) if t.lemma.lower() in load_grammar().each and t.i > counted.noun.i
    ]
    verb = sentence.head(counted.noun)
    if not each or counted.wording is None or verb is None or counted.noun.dep != "obj":
        return counted
    subject = sentence.child(verb, "nsubj")
    times = _count_on(sentence, subject, counts) if subject is not None else None
    if times is None or times.low is None or times.high != times.low:
        return replace(counted, low=None, high=None, wording=None)
    low = counted.low * times.low if counted.low is not None else None
    high = counted.high * times.low if counted.high is not None else None
    return replace(counted, low=low, high=high, wording=counted.wording.join(Span(each[0].start, each[0].end)))


def _count_on(sentence: Sentence, head: Token, counts: Sequence[Count]) -> Count | None:
    """The number that stands on `head`: its own word, a numeral before it, or a group word over it ("dozens of")."""
    for count in counts:
        if count.sentence != sentence.index:
            continue
        number = sentence.tokens[count.head]
        covered = {t.i for t in sentence.within(count.span)} | {number.i}
        if head.i in covered:
            return count
        above = _outside(sentence, number, covered)
        if above is not None and above.i == head.i and _quantifies(sentence, number, covered):
            return count
        if _stands_before(sentence, max(covered), head) and sentence.child(head, "nummod") is None:
            return count
    return None


def _inner(sentence: Sentence, head: Token, counts: Sequence[Count], parties: PartyKnowledge) -> Token:
    """ "A total of eight people", "a number of guards": the noun after "of" where the first only says how many."""
    if head.lemma.lower() not in parties.people.quantities or _count_on(sentence, head, counts) is not None:
        return head
    return next((t for t in sentence.children(head, "nmod") if _follows(sentence, t, load_grammar().wholes)), head)


def _count_over(sentence: Sentence, head: Token, counts: Sequence[Count]) -> Count | None:
    """The number whose "of" the noun follows: "six of the men killed", "hundreds of injured migrants"."""
    above = sentence.head(head)
    if above is None or head.dep not in ("nmod", "obl") or not _follows(sentence, head, load_grammar().partitives):
        return None
    return next((c for c in counts if c.sentence == sentence.index and c.head == above.i), None)


def _is_over(sentence: Sentence, head: Token, count: Count) -> bool:
    """Whether the noun hangs on its number: "one of the wounded workers"."""
    return head.head == count.head and _follows(sentence, head, load_grammar().partitives)


def _follows(sentence: Sentence, token: Token, words: Collection[str]) -> bool:
    return any(k.lemma.lower() in words for k in sentence.children(token, "case"))


def _stands_before(sentence: Sentence, last: int, head: Token) -> bool:
    """The number right before its noun, whatever the parse made of it ("32 Palestinians", "two young men")."""
    between = sentence.tokens[last + 1 : head.i]
    plural = head.feat("Number") == "Plur" or head.xpos in ("NNS", "NNPS")
    return (
        plural
        and 0 <= head.i - last - 1 <= 2
        and all(t.upos in ("ADJ", "PUNCT") or t.dep == "compound" for t in between)
    )


def _outside(sentence: Sentence, number: Token, covered: set[int]) -> Token | None:
    """The first token above a number that is neither its own nor another number joined to it."""
    below = number
    for token in sentence.ancestors(number):
        if token.i not in covered and not (below.dep == "conj" and token.upos == "NUM"):
            return token
        below = token
    return None


def _quantifies(sentence: Sentence, number: Token, covered: set[int]) -> bool:
    top = number
    for token in sentence.ancestors(number):
        if token.i not in covered and not (top.dep == "conj" and token.upos == "NUM"):
            break
        top = token
    if top.dep == "nmod" and sentence.child(top, "case") is not None:  # "a mother of two"
        return False
    return top.dep in ("nummod", "amod", "det", "compound", "nmod") and top.deprel != "nmod:poss"


def _unit_noun(sentence: Sentence, head: Token, count: Count | None) -> Token:
    """What is counted: for "dozens of people", "two of the men", "one of them" the noun after "of"."""
    if head.upos == "NUM" or (count is not None and count.span.start <= head.start < count.span.end):
        for child in sentence.children(head, "nmod", "obl"):
            if _follows(sentence, child, load_grammar().partitives):
                return child
    return head


def _is_partitive(sentence: Sentence, head: Token, noun: Token) -> bool:
    """ "two of the men": a part of a known whole; "dozens of men" is none, nor "12 of its soldiers", whose whole is an
    army and no number of harmed."""
    definite = any(k.lemma.lower() in load_grammar().definites for k in sentence.children(noun, "det"))
    return definite or noun.upos == "PRON"


def _is_other(sentence: Sentence, head: Token, noun: Token, count: Count | None, numbers: Numbers) -> bool:
    """ "four other people", "two more", "another": beside those told before; "more than 20" is none."""
    words = [head, *sentence.children(head, "amod", "det", "advmod", "nummod"), *sentence.children(noun, "amod", "det")]
    inside = {t.i for t in sentence.within(count.span)} if count is not None else set()
    return any(t.lemma.lower() in numbers.other and (t.i not in inside or t.i == head.i) for t in words)


def _share_in(sentence: Sentence, head: Token, counts: Sequence[Count], numbers: Numbers) -> Token | None:
    """The noun of a share: "two-thirds of the prisoners", "10 percent of the staff", "one in five families"."""
    if any(c.sentence == sentence.index and c.span.start <= head.start < c.span.end for c in counts):
        return None
    for child in sentence.children(head, "nmod"):
        if head.upos == "NUM" and child.upos == "NUM" and _follows(sentence, child, numbers.share_joins):
            return sentence.children(head, "nmod")[-1]
    word = head.text.lower()
    if word not in numbers.fractions and word not in numbers.shares:
        return None
    whole = [t for t in sentence.children(head, "nmod") if _follows(sentence, t, load_grammar().wholes)]
    return whole[0] if whole else None


def _none_word(sentence: Sentence, head: Token, numbers: Numbers) -> Token:
    below = sentence.children(head, "det", "nummod", "advmod", "cc")
    above = sentence.head(head)
    if head.dep == "conj" and above is not None:  # "no damage or casualties"
        below += sentence.children(above, "det")
    return next((t for t in [head, *below] if t.lemma.lower() in numbers.none_words or t.text.lower() == "no"), head)


def _is_none_of(sentence: Sentence, head: Token, numbers: Numbers) -> bool:
    """ "No new killings", "no one was seriously hurt": none of some, who are not all."""
    above = sentence.head(head)
    near = [*sentence.children(head, "amod"), *(sentence.children(above, "advmod") if above is not None else [])]
    return any(t.lemma.lower() in numbers.none_of for t in near)


def _is_none(sentence: Sentence, head: Token, numbers: Numbers) -> bool:
    word = _none_word(sentence, head, numbers)
    return word.lemma.lower() in numbers.none_words or word.text.lower() in numbers.none_words


def none_of_harmed(sentence: Sentence, harmed: Token, numbers: Numbers) -> Token | None:
    """The word over the harmed that says "none of the dead", "not one of those killed", "was not one of the dead"."""
    reduced = _reduced_none(sentence, harmed, numbers)
    if reduced is not None:
        return reduced
    head = sentence.head(harmed)
    noun = head if harmed.dep == "acl" and head is not None else harmed
    below_of = _follows(sentence, noun, load_grammar().wholes)
    above = sentence.head(noun) if below_of else noun if noun is not harmed else None
    if above is None:
        return None
    before = sentence.tokens[max(0, above.i - _NOT_BEFORE - 1) : above.i]
    not_one = any(t.lemma.lower() in numbers.negations | numbers.none_words for t in before)
    is_one = numbers.cardinals.get(above.lemma.lower()) == 1 and not_one
    return above if is_one or above.lemma.lower() in numbers.none_words else None


def _reduced_none(sentence: Sentence, harmed: Token, numbers: Numbers) -> Token | None:
    """ "Nobody killed there was armed", which a parse may take for "nobody killed": the finite verb comes later."""
    before = sentence.tokens[harmed.i - 1] if harmed.i else None
    if before is None or before.head != harmed.i or before.lemma.lower() not in numbers.none_words:
        return None
    later = [t for t in sentence.subtree(harmed) if t.upos == "AUX" and t.feat("VerbForm") == "Fin" and t.i > harmed.i]
    below = [t for t in later if t.head == harmed.i or sentence.tokens[t.head].head == harmed.i]
    return before if below and harmed.xpos in ("VBN", "VBD") and before.dep == "nsubj" else None


def _not_one(sentence: Sentence, head: Token, count: Count | None, numbers: Numbers) -> Span | None:
    """The words of "not one soldier", "not a single soldier", "not one of them": zero (R14); "was not a soldier" says
    only what somebody is."""
    if count is not None and (count.low, count.high) != (1, 1):
        return None
    one = count.span if count is not None else _short_phrase(sentence, head)
    opening = sentence.within(one)[:1]
    if count is not None or (opening and opening[0].lemma.lower() not in numbers.negations):
        opening = [t for t in sentence.tokens if t.end <= one.start][-1:]
    if not opening or opening[0].lemma.lower() not in numbers.negations or opening[0].i >= head.i + (count is not None):
        return None
    verb = sentence.tokens[opening[0].i - 1] if opening[0].i else None
    if verb is not None and verb.upos == "AUX" and not _is_there(sentence, verb):
        return None
    return Span(opening[0].start, one.end)


def _is_there(sentence: Sentence, verb: Token) -> bool:
    """ "There was not one casualty"."""
    return verb.i > 0 and sentence.tokens[verb.i - 1].deprel == "expl"


def _family_size(sentence: Sentence, head: Token, counts: Sequence[Count], parties: PartyKnowledge) -> Count | None:
    """ "A family of five": the number after "of" where the noun is a group (R8); "a mother of two" is one."""
    groups = (*parties.people.groups.nouns, *parties.people.quantities)
    if unit_of(sentence, head, parties) != "groups" and head.lemma.lower() not in groups:
        return None
    for child in sentence.children(head, "nmod"):
        if child.upos == "NUM" and _follows(sentence, child, load_grammar().wholes):
            return next((c for c in counts if c.sentence == sentence.index and c.head == child.i), None)
    return None


def _short_phrase(sentence: Sentence, head: Token) -> Span:
    """The noun with what stands before it ("a prominent commander"), without clauses and additions after it."""
    words = [
        t
        for t in sentence.subtree(head, "acl", "appos", "conj", "cc", "nmod", "obl", "parataxis", "punct", "case")
        if t.i <= head.i or t.dep in ("flat", "goeswith")
    ]
    return Span(words[0].start, words[-1].end)
