"""Words that tell of harm or of an act: what fires, where, and in which form."""

from recount.knowledge.acts import Acts, Pattern
from recount.knowledge.numbers import load_numbers
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.mention import Trigger
from recount.model.span import Span

_REACH = 8  # tokens within which the rest of a verb's wording must follow ("took ten villagers hostage")


def find_triggers(analysis: Analysis, acts: Acts) -> tuple[Trigger, ...]:
    """Every word of harm or act, in text order, the longest wording of each; several triggers of one token are several
    entries that share its word, of which drafting takes the first that holds."""
    found: list[Trigger] = []
    for sentence in analysis.sentences:
        found.extend(_in_sentence(sentence, acts))
    return tuple(found)


def _in_sentence(sentence: Sentence, acts: Acts) -> list[Trigger]:
    used: set[int] = set()
    heads: dict[int, int] = {}  # head token -> words of the wording that took it
    found: list[tuple[int, Trigger]] = []
    matches = []
    for token in sentence:
        for pattern in _patterns(token, acts):
            words = _match(sentence, token, pattern)
            if words is not None:
                matches.append((len(words), pattern, token, words))
    # The longest wording first; of equally long ones the one whose words stand closest together.
    matches.sort(key=lambda m: (-m[0], m[2].i, max(w.i for w in m[3]), m[1].entry.id))
    for length, pattern, token, words in matches:
        head = words[-1] if pattern.form == "state" else token
        # Several entries may share a word ("captured": a person, or a town): drafting takes the first that holds.
        if not used.isdisjoint(w.i for w in words) and heads.get(head.i) != length:
            continue
        used.update(w.i for w in words)
        heads[head.i] = length
        span = Span(min(w.start for w in words), max(w.end for w in words))
        entry = pattern.entry
        trigger = Trigger(sentence.index, span, head.i, entry.id, entry.harm, _form(sentence, pattern, head))
        found.append((head.i, trigger))
    return [trigger for _, trigger in sorted(found, key=lambda pair: pair[0])]


def _patterns(token: Token, acts: Acts) -> list[Pattern]:
    """What may begin or end at this token, by its lemma and by its own form ("missing")."""
    keys = dict.fromkeys((token.lemma.lower(), token.text.lower()))
    return [pattern for key in keys for pattern in acts.patterns.get(key, ())]


def _form(sentence: Sentence, pattern: Pattern, token: Token) -> str:
    if pattern.form == "verb" and token.deprel == "amod":
        return "adjective"
    if pattern.form == "noun" and _names_a_kind(sentence, token):
        return "kind"
    return pattern.form


def _match(sentence: Sentence, token: Token, pattern: Pattern) -> list[Token] | None:
    """The tokens of the wording with its head at `token`, or None."""
    match pattern.form:
        case "verb":
            return _match_verb(sentence, token, pattern)
        case "noun":
            return _match_noun(sentence, token, pattern)
        case _:
            return _match_state(sentence, token, pattern)


def _is_negated(sentence: Sentence, token: Token) -> bool:
    return any(t.lemma.lower() in load_numbers().negations for t in sentence.children(token, "advmod"))


def _match_verb(sentence: Sentence, token: Token, pattern: Pattern) -> list[Token] | None:
    words = pattern.words
    if token.upos not in ("VERB", "AUX") and not token.xpos.startswith("VB") and token.deprel != "amod":
        return None
    if token.upos in ("NOUN", "PROPN", "AUX"):
        return None
    if pattern.entry.under_negation and not _is_negated(sentence, token):
        return None
    if token.text.lower() in pattern.entry.not_forms:
        return None
    rest = words[1:]
    if not rest:
        return [token]
    if len(rest) == 1 and (argument := _argument(sentence, token, rest[0])) is not None:
        return [token, argument]
    if (parted := _parted(sentence, token, rest)) is not None:
        return parted
    window = sentence.tokens[token.i + 1 : token.i + 1 + _REACH]
    for offset in range(len(window) - len(rest) + 1):
        part = window[offset : offset + len(rest)]
        if all(_is_word(t, w) for t, w in zip(part, rest, strict=True)):
            between = window[:offset]
            if not any(t.upos == "VERB" and t.dep in ("conj", "ccomp", "advcl") for t in between):
                return None if _tells_where(sentence, token, part[-1], pattern) else [token, *part]
    return None


def _parted(sentence: Sentence, token: Token, rest: tuple[str, ...]) -> list[Token] | None:
    """A verb with its particle and its object, whatever stands before the object ("set up two large bases")."""
    particles = sentence.tokens[token.i + 1 : token.i + len(rest)]
    if not all(_is_word(t, w) and t.deprel == "compound:prt" for t, w in zip(particles, rest[:-1], strict=False)):
        return None
    argument = _argument(sentence, token, rest[-1]) if particles else None
    return [token, *particles, argument] if argument is not None else None


def _tells_where(sentence: Sentence, verb: Token, last: Token, pattern: Pattern) -> bool:
    """ "A farmer was shot at his door", "shot a man at his door": the preposition is of a place, not of the act."""
    if " ".join(pattern.words) not in pattern.entry.bare_in_passive:
        return False
    place = sentence.head(last) if last.dep == "case" else None
    return place is not None and (
        sentence.child(verb, "nsubj:pass", "aux:pass") is not None
        or verb.deprel == "acl"
        or any(t.i < last.i for t in sentence.children(verb, "obj"))
    )


def _argument(sentence: Sentence, token: Token, word: str) -> Token | None:
    """The object, or the passive's subject, that is the word or is of its kind ("mortar rounds were fired")."""
    for noun in sentence.children(token, "obj", "nsubj:pass"):
        for part in (noun, *sentence.children(noun, "compound")):
            if _is_word(part, word):
                return part
    return None


def _match_noun(sentence: Sentence, token: Token, pattern: Pattern) -> list[Token] | None:
    words = pattern.words
    if token.upos not in ("NOUN", "PROPN") or (len(words) == 1 and _in_proper_name(sentence, token)):
        return None
    start = token.i if "of" in words else token.i - len(words) + 1
    if start < 0 or start + len(words) > len(sentence.tokens):
        return None
    part = list(sentence.tokens[start : start + len(words)])
    if not all(_is_word(t, w) for t, w in zip(part, words, strict=True)):
        return None
    entry = pattern.entry
    if entry.needs and not _governed(sentence, token, entry.needs):
        return None
    if entry.not_under and any(t.lemma.lower() in entry.not_under for t in [*sentence.ancestors(token)][:1]):
        return None
    return None if entry.harm != "killed" and _names_a_kind(sentence, token) else part


def _names_a_kind(sentence: Sentence, token: Token) -> bool:
    """A noun before another ("death penalty", "murder trial") names a kind of that other thing, not an act."""
    head = sentence.head(token)
    return token.dep == "compound" and head is not None and head.i > token.i and head.upos in ("NOUN", "PROPN")


def _match_state(sentence: Sentence, token: Token, pattern: Pattern) -> list[Token] | None:
    words = pattern.words
    part = list(sentence.tokens[token.i : token.i + len(words)])
    if len(part) < len(words) or not all(_is_word(t, w) for t, w in zip(part, words, strict=True)):
        return None
    participle = token.upos == "VERB" and token.text.lower() == words[0]  # "are missing"
    if len(words) == 1 and (not (participle or token.upos in ("ADJ", "NOUN")) or _in_proper_name(sentence, token)):
        return None
    if pattern.entry.needs and not _is_borne(sentence, part[-1], pattern.entry.needs):
        return None
    return part


def _is_borne(sentence: Sentence, token: Token, verbs: tuple[str, ...]) -> bool:
    """Whether somebody is said to be in the state: its subject, the noun before it, or a verb of being or keeping."""
    head = sentence.head(token)
    if head is None or sentence.child(token, "nsubj", "cop") is not None:
        return True
    return head.upos in ("NOUN", "PROPN", "PRON", "NUM") or head.lemma.lower() in verbs


def _is_word(token: Token, word: str) -> bool:
    return word in (token.lemma.lower(), token.text.lower())


def _in_proper_name(sentence: Sentence, token: Token) -> bool:
    """Inside the name of a place, body or person ("Martyrs Square"), where words tell of no act."""
    if token.name == "O":
        return False
    mates = [t for t in sentence.tokens[max(0, token.i - 1) : token.i + 2] if t.i != token.i]
    return token.upos == "PROPN" or any(t.upos == "PROPN" and t.name != "O" for t in mates)


def _governed(sentence: Sentence, token: Token, needs: tuple[str, ...]) -> bool:
    """Whether one of the words in `needs` governs the noun, or hangs on it ("bodies found in a well", "charred")."""
    above = [t.lemma.lower() for t in sentence.ancestors(token)]
    near = [token, *([head] if (head := sentence.head(token)) is not None and head.upos in ("NUM", "NOUN") else [])]
    below = [t.lemma.lower() for n in near for t in sentence.children(n, "acl", "amod")]
    return not set(needs).isdisjoint(above + below)
