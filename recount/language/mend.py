"""Parses that English grammar rules out, set right: the same words, hung where they can only belong.

A parser that reads one sentence in a thousand otherwise because of a name in it would treat one side otherwise. Every
rule here holds of the language, whoever is spoken of; where two readings fit, the parse stays as it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from recount.knowledge.grammar import load_grammar
from recount.language.names import (
    Changes,
    age_of_name,
    first_word_of_name,
    hung,
    name_beside_noun,
    name_in_state,
    one_name,
    person_by_age,
    person_by_harm,
    under_copula,
    under_name,
)
from recount.model.analysis import Sentence, Token

_NOMINAL = ("NOUN", "PROPN", "NUM")
_LOOSE = ("nsubj", "appos", "obl", "obj", "dep", "parataxis", "list")  # where a stray subject may have been hung
_PARTICIPLES = ("VBN", "VBD")
_TOLD_STATES = {("VERB", "VBN"), ("VERB", "VBD"), ("VERB", "JJ"), ("ADJ", "VBN")}
_NAMES = ("PROPN", "X")  # X: a foreign word, as a tagger calls names that it does not know


def mend(sentence: Sentence) -> Sentence:
    """The sentence with each rule applied in turn; the same object where none fits."""
    for rule in _RULES:
        changes = rule(sentence)
        if changes:
            tokens = tuple(changes.get(t.i, t) for t in sentence.tokens)
            if _is_tree(tokens):
                sentence = Sentence(sentence.index, sentence.block, sentence.start, sentence.end, tokens)
    return sentence


def _is_tree(tokens: Sequence[Token]) -> bool:
    """Whether every token still hangs on the one root."""
    for token in tokens:
        steps, at = 0, token
        while at.head >= 0 and steps <= len(tokens):
            at, steps = tokens[at.head], steps + 1
        if at.head >= 0:
            return False
    return sum(t.head < 0 for t in tokens) == 1


def _number_of_next_noun(sentence: Sentence) -> Changes:
    """A bare numeral right before a noun that hangs where it hangs counts that noun ("up to 30 | Meiteis")."""
    changes: Changes = {}
    for number, noun in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        beside = number.head == noun.head and number.head >= 0
        bare = number.upos == "NUM" and sentence.child(number, "case", "det") is None
        several = noun.xpos in ("NNS", "NNPS") or number.text.isdecimal()
        free = several and noun.dep in ("nsubj", "obj", "obl", "conj", "xcomp")
        if bare and beside and free and sentence.child(noun, "nummod", "case", "det") is None:
            changes[number.i] = hung(number, noun, "nummod")
    return changes


def _more_of_noun(sentence: Sentence) -> Changes:
    """A comparative right after a noun's numeral says more of that noun ("two more Tamil villagers")."""
    changes: Changes = {}
    for number, more in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        noun = sentence.head(number)
        if number.upos == "NUM" and number.dep == "nummod" and noun is not None and more.xpos in ("JJR", "RBR"):
            if more.i < noun.i and more.head != noun.i and sentence.head(more) in _before(sentence, noun):
                changes[more.i] = hung(more, noun, "amod")
    return changes


def _before(sentence: Sentence, noun: Token) -> list[Token]:
    return [t for t in sentence.children(noun, "amod", "compound") if t.i < noun.i]


def _counted_participle(sentence: Sentence) -> Changes:
    """A participle has no numeral of its own: what is counted is its subject ("at least 20 killed as ...")."""
    changes: Changes = {}
    for number in sentence:
        verb = sentence.head(number)
        if number.upos == "NUM" and number.dep == "nummod" and verb is not None and number.i < verb.i:
            told = (verb.upos, verb.xpos) in _TOLD_STATES  # also "10 dead, 20 hurt"
            if told and sentence.child(verb, "nsubj", "obj") is None:
                changes[number.i] = hung(number, verb, "nsubj:pass")
    return changes


def _number_of_state(sentence: Sentence) -> Changes:
    """ "Ten dead, 20 hurt": the number right before a state, which is no measure of it."""
    changes: Changes = {}
    for number, state in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        measure = number.deprel == "obl:unmarked" and number.head == state.i and number.upos == "NUM"
        if measure and state.upos == "ADJ" and sentence.child(state, "nsubj", "cop") is None:
            changes[number.i] = hung(number, state, "nsubj")
    return changes


def _subject_before_auxiliary(sentence: Sentence) -> Changes:
    """The counted noun right before a passive's first auxiliary is its subject, if it has no other."""
    changes: Changes = {}
    for verb in sentence:
        auxiliaries = sentence.children(verb, "aux")
        if verb.upos != "VERB" or not auxiliaries or auxiliaries[0].i == 0:
            continue
        noun = sentence.tokens[auxiliaries[0].i - 1]
        if sentence.child(verb, "aux:pass") is None or sentence.child(verb, "nsubj", "csubj", "expl") is not None:
            continue
        if noun.upos in _NOMINAL and noun.head == verb.i and noun.deprel in ("obl", "obl:unmarked", "obj", "nummod"):
            if sentence.child(noun, "case") is None and sentence.child(noun, "nummod") is not None:
                changes[noun.i] = hung(noun, verb, "nsubj:pass")
    return changes


def _bounded_subject(sentence: Sentence) -> Changes:
    """ "... and up to 50 were wounded": the words of a bound are no preposition, and the number is the subject."""
    changes: Changes = {}
    for number in sentence:
        verb = sentence.head(number)
        if number.upos != "NUM" or number.dep != "obl" or verb is None or number.i > verb.i:
            continue
        bounds = [t for t in sentence.children(number, "case") if sentence.child(t, "fixed") is not None]
        helpers = sentence.children(verb, "aux")
        free = sentence.child(verb, "nsubj", "csubj", "expl") is None
        if bounds and free and sentence.child(verb, "aux:pass") is not None and helpers[0].i == number.i + 1:
            changes[number.i] = hung(number, verb, "nsubj:pass")
            changes.update({t.i: hung(t, number, "advmod") for t in bounds})
    return changes


def _comma_for_and(sentence: Sentence) -> Changes:
    """ "Two soldiers, one policeman killed", "Mayor, two guards shot": a headline's comma is its "and"; an apposition
    would be closed by one."""
    changes: Changes = {}
    for last in sentence:
        state = sentence.tokens[last.i + 1] if last.i + 1 < len(sentence.tokens) else None
        first = _first_of_row(sentence, last, state)
        if first is None or state is None or sentence.child(first, "det", "case") is not None:
            continue
        row = [t for t in sentence.children(first, "appos") if t.i < last.i and t.upos == "NOUN"]
        if not _is_row(sentence, first, [*row, last]):
            continue
        if state.head == first.i and state.dep in ("parataxis", "acl"):
            changes[state.i] = replace(state, head=first.head, deprel=first.deprel)
        elif first.head != state.i:
            continue
        changes[first.i] = hung(first, state, "nsubj:pass" if state.upos == "VERB" else "nsubj")
        changes.update({t.i: hung(t, first, "conj") for t in [*row, last]})
    return changes


def _first_of_row(sentence: Sentence, last: Token, state: Token | None) -> Token | None:
    """The first of the nouns that commas part before a headline's bare participle or adjective."""
    if state is None or not _is_counted_noun(sentence, last) or not _is_bare_state(sentence, state):
        return None
    first = sentence.head(last)
    if last.dep == "appos" and first is not None and first.upos == "NOUN":
        return first
    called = [t for t in sentence.children(state, "vocative") if t.upos == "NOUN" and t.i == 0]
    return called[0] if called and last.dep == "nsubj" and last.head == state.i else None


def _objects_in_row(sentence: Sentence) -> Changes:
    """ "Gunmen kill two soldiers, one policeman": two counted objects; an apposition would be closed by a comma."""
    changes: Changes = {}
    for last in sentence:
        first = sentence.head(last)
        if first is None or first.dep != "obj" or last.dep != "appos" or first.i > last.i:
            continue
        counted = _is_counted_noun(sentence, first) and _is_counted_noun(sentence, last)
        if counted and sentence.child(last, "cop") is None and _is_row(sentence, first, [last]):
            changes[last.i] = hung(last, first, "conj")
    return changes


def _is_row(sentence: Sentence, first: Token, rest: Sequence[Token]) -> bool:
    """Whether commas set these nouns side by side; "11 officers - seven policemen and four agents" and "12 people, two
    children" may tell the first number again, or a part of it."""
    commas = all(_before_phrase(sentence, t).text == "," for t in rest)
    closed = any(t.text == "," for t in sentence.tokens[rest[-1].i + 1 : rest[-1].i + 2])
    joined = [k for t in rest for k in sentence.children(t, "conj")]
    return commas and not closed and not joined and first.lemma.lower() not in load_grammar().any_people


def _before_phrase(sentence: Sentence, noun: Token) -> Token:
    first = min(t.i for t in sentence.subtree(noun, "conj", "punct", "acl", "parataxis"))
    return sentence.tokens[max(0, first - 1)]


def _is_counted_noun(sentence: Sentence, noun: Token) -> bool:
    number = sentence.child(noun, "nummod")
    if noun.upos != "NOUN" or number is None or noun.lemma.lower() in load_grammar().measures:
        return False
    between = sentence.tokens[number.i + 1 : noun.i]  # "seven of them officers" are a part
    return all(t.upos == "ADJ" or t.dep == "compound" for t in between)


def _is_bare_state(sentence: Sentence, token: Token) -> bool:
    """A participle or adjective without auxiliary, copula or object: a headline's "killed", "dead"."""
    told = token.xpos in _PARTICIPLES or token.xpos == "JJ"
    return told and sentence.child(token, "aux", "cop", "obj") is None


def _counted_people_of_participle(sentence: Sentence) -> Changes:
    """A headline's first words, counted and with a capital, before its participle: its subject, never a measure."""
    changes: Changes = {}
    for noun in sentence:
        verb = sentence.head(noun)
        if verb is None or noun.deprel != "obl:unmarked" or noun.i != verb.i - 1 or noun.upos != "PROPN":
            continue
        opens = min(t.i for t in sentence.subtree(noun)) == 0
        if opens and sentence.child(noun, "nummod") is not None and sentence.child(verb, "nsubj", "aux") is None:
            changes[noun.i] = hung(noun, verb, "nsubj:pass")
    return changes


def _subject_of_relative(sentence: Sentence) -> Changes:
    """ "The raid in which four Croats died": the noun between "in which" and its verb is the subject, if none is."""
    changes: Changes = {}
    for verb in sentence:
        if verb.deprel != "acl:relcl" or sentence.child(verb, "nsubj", "csubj") is not None or verb.i == 0:
            continue
        led = [t for t in sentence.children(verb, "obl") if t.xpos in ("WDT", "WP") and sentence.child(t, "case")]
        noun = sentence.tokens[min([verb.i, *(t.i for t in sentence.children(verb, "aux"))]) - 1]
        above = {verb.head, sentence.tokens[verb.head].head}
        loose = noun.dep in _LOOSE or (noun.dep == "nmod" and sentence.child(noun, "case") is None)
        if led and noun.upos in _NOMINAL and noun.head in above and loose and noun.i > led[0].i:
            passive = sentence.child(verb, "aux:pass") is not None
            changes[noun.i] = hung(noun, verb, "nsubj:pass" if passive else "nsubj")
    return changes


def _clause_before_as(sentence: Sentence) -> Changes:
    """ "20 killed as rebels and troops clash": what stands before "as" is no part of the clause that "as" opens."""
    changes: Changes = {}
    for mark in sentence:
        verb = sentence.head(mark)
        if mark.dep != "mark" or verb is None or verb.deprel == "ccomp" or verb.i < mark.i:
            continue
        early = [t for t in sentence.children(verb, "nsubj") if t.i < mark.i]
        told = [p for t in early for p in sentence.children(t, "acl") if p.xpos == "VBN" and p.i == mark.i - 1]
        if len(early) == 1 and len(told) == 1:
            participle = told[0]
            changes[participle.i] = replace(participle, head=verb.head, deprel=verb.deprel)
            changes[early[0].i] = hung(early[0], participle, "nsubj:pass")
            changes[verb.i] = hung(verb, participle, "advcl")
            changes.update(_stray_subject(sentence, mark, verb, participle))
    return changes


def _stray_subject(sentence: Sentence, mark: Token, verb: Token, participle: Token) -> Changes:
    """The bare noun between "as" and its verb, if the parse hung it on what stands before."""
    noun = sentence.tokens[verb.i - 1]
    stray = noun.i > mark.i and noun.head == participle.i and noun.upos in _NOMINAL
    return {noun.i: hung(noun, verb, "nsubj")} if stray and sentence.child(noun, "case") is None else {}


def _active_with_object(sentence: Sentence) -> Changes:
    """In a full sentence a verb that has an object and no auxiliary is no passive ("Clashes killed 16 people.")."""
    changes: Changes = {}
    if sentence.tokens[-1].text != ".":
        return changes
    for subject in sentence:
        verb = sentence.head(subject)
        if subject.deprel == "nsubj:pass" and verb is not None and verb.upos == "VERB":
            objects = [t for t in sentence.children(verb, "obj") if t.i > verb.i]
            if objects and subject.i < verb.i and sentence.child(verb, "aux", "mark") is None:
                changes[subject.i] = hung(subject, verb, "nsubj")
    return changes


def _participle_after_noun(sentence: Sentence) -> Changes:
    """A bare past participle right after a noun tells of that noun; it cannot be what a verb says ("X killed")."""
    changes: Changes = {}
    for noun, verb in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        if verb.upos == "VERB" and verb.xpos == "VBN" and verb.deprel == "ccomp" and noun.upos in _NOMINAL:
            if sentence.child(verb, "aux", "nsubj", "mark", "cop") is None and verb.head != noun.i:
                changes[verb.i] = hung(verb, noun, "acl")
    return changes


def _state_beside_object(sentence: Sentence) -> Changes:
    """ "Shot dead a Kurd": a bare adjective between a verb and its object is a state, not a second object."""
    changes: Changes = {}
    for verb, state in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        if state.upos == "ADJ" and state.head == verb.i and verb.upos == "VERB" and state.dep in ("obj", "advmod"):
            others = [t for t in sentence.children(verb, "obj") if t.i > state.i]
            if others and not sentence.children(state):
                changes[state.i] = hung(state, verb, "xcomp")
    return changes


def _joined_verbs(sentence: Sentence) -> Changes:
    """ "Killing five and wounding nine": a verb joined to an object of its own kind of verb is joined to that verb."""
    changes: Changes = {}
    for verb in sentence:
        noun = sentence.head(verb)
        first = sentence.head(noun) if noun is not None else None
        if verb.upos != "VERB" or verb.dep != "conj" or noun is None or first is None or noun.upos not in _NOMINAL:
            continue
        alike = first.upos == "VERB" and first.xpos == verb.xpos and first.i < noun.i < verb.i
        if alike and noun.dep == "obj" and sentence.child(verb, "nsubj", "aux", "mark") is None:
            changes[verb.i] = hung(verb, first, "conj")
    return changes


def _own_object(sentence: Sentence) -> Changes:
    """The object after a joined verb is that verb's, where the first verb has one before it."""
    changes: Changes = {}
    for verb in sentence:
        first = sentence.head(verb)
        if verb.upos != "VERB" or verb.dep != "conj" or first is None or first.upos != "VERB":
            continue
        objects = sentence.children(first, "obj")
        earlier = [t for t in objects if first.i < t.i < verb.i]
        later = [t for t in objects if t.i > verb.i]
        if earlier and len(later) == 1 and not sentence.children(verb, "obj"):
            changes[later[0].i] = hung(later[0], verb, "obj")
    return changes


def _verb_before_name(sentence: Sentence) -> Changes:
    """ "Killed two guards and wounded Goitom Haile": no participle stands before a bare name; it is a second verb."""
    changes: Changes = {}
    for joint, word, name in zip(sentence.tokens, sentence.tokens[1:], sentence.tokens[2:], strict=False):
        if joint.upos != "CCONJ" or word.xpos not in _PARTICIPLES or name.upos not in _NAMES:
            continue
        if word.dep not in ("amod", "conj") or sentence.child(word, "nsubj", "aux", "obj") is not None:
            continue
        first = next((t for t in sentence.ancestors(word) if t.upos == "VERB"), None)
        if first is None or first.xpos != "VBD" or sentence.child(name, "det", "nummod", "case", "cop") is not None:
            continue
        if any(first.i < t.i < joint.i for t in sentence.children(first, "obj")):
            changes.update(_with_object(sentence, first, joint, word, name))
    return changes


def _with_object(sentence: Sentence, first: Token, joint: Token, word: Token, name: Token) -> Changes:
    """The second verb joined to the first, with the name after it as its object."""
    return {
        joint.i: hung(joint, word, "cc"),
        word.i: replace(hung(word, first, "conj"), upos="VERB", xpos="VBD"),
        **_as_object(sentence, word, name),
    }


def _as_object(sentence: Sentence, verb: Token, name: Token) -> Changes:
    """The proper nouns from `name` on as one object of the verb."""
    changes = {name.i: replace(hung(name, verb, "obj"), upos="PROPN")}
    for token in sentence.tokens[name.i + 1 :]:
        if token.upos not in _NAMES and token.xpos != "HYPH":
            break
        changes[token.i] = hung(token, name, "punct" if token.upos == "PUNCT" else "flat")
    return {i: replace(t, upos="PROPN") if t.upos == "X" else t for i, t in changes.items()}


def _noun_with_object(sentence: Sentence) -> Changes:
    """A headline's "Police arrest Musa Abubakar": a word of harm between a noun and a name is a verb, since a noun has
    no name for its object."""
    changes: Changes = {}
    for word, name in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        if word.xpos != "NN" or word.dep != "root" or word.lemma.lower() not in load_grammar().suffered_by_persons:
            continue
        before = [t for t in sentence.children(word, "compound") if t.i < word.i and t.upos == "NOUN"]
        bare = sentence.child(name, "case", "det") is None and sentence.child(word, "det", "case", "cop") is None
        if before and bare and name.upos == "PROPN" and name.head == word.i:
            changes[word.i] = replace(word, upos="VERB", xpos="VBP")
            changes[before[-1].i] = hung(before[-1], word, "nsubj")
            changes.update({t.i: hung(t, before[-1], "compound") for t in before[:-1]})
            changes.update({t.i: hung(t, word, "obl") for t in sentence.children(word, "nmod") if t.i > name.i})
            changes.update(_as_object(sentence, word, name))
    return changes


def _joined_participle(sentence: Sentence) -> Changes:
    """ "Police shot and wounded Ivan Petrov": what is joined to a verb that has an object is a verb, and the noun
    before it the subject of both."""
    changes: Changes = {}
    for first, joint, word, name in zip(*(sentence.tokens[n:] for n in range(4)), strict=False):
        verb = load_grammar().participles.get(first.text.lower())
        told = joint.upos == "CCONJ" and word.xpos in _PARTICIPLES and name.upos == "PROPN"
        if verb is None or not told or first.dep != "root" or name.head not in (first.i, word.i):
            continue
        if sentence.child(first, "det", "aux", "cop") is not None:
            continue
        before = [t for t in sentence.children(first, "compound", "nsubj") if t.i < first.i]
        if len(before) == 1:
            changes[first.i] = replace(first, upos="VERB", xpos="VBD", lemma=verb)
            changes[before[0].i] = hung(before[0], first, "nsubj")
            changes[joint.i] = hung(joint, word, "cc")
            changes[word.i] = replace(hung(word, first, "conj"), upos="VERB", xpos="VBD")
            changes[name.i] = hung(name, word, "obj")
            joined = [t for t in sentence.children(first, "conj") if t.i > name.i and t.upos == "PROPN"]
            changes.update({t.i: hung(t, name, "conj") for t in joined})
    return changes


def _subject_after_auxiliary(sentence: Sentence) -> Changes:
    """ "Killed were Mamadou Traore and two guards": what follows the auxiliary of such a sentence is its subject."""
    changes: Changes = {}
    if len(sentence.tokens) < 3:
        return changes
    verb, auxiliary = sentence.tokens[:2]
    if verb.xpos != "VBN" or auxiliary.upos != "AUX" or sentence.child(verb, "nsubj") is not None:
        return changes
    later = [t for t in sentence.children(verb, "parataxis", "obj", "dep") if t.upos in _NOMINAL]
    if later and min(t.i for t in sentence.subtree(later[0]) if t.i != auxiliary.i) == 2:
        changes[later[0].i] = hung(later[0], verb, "nsubj:pass")
        changes[auxiliary.i] = hung(auxiliary, verb, "aux:pass")
    return changes


def _state_of_all(sentence: Sentence) -> Changes:
    """ "Left 12 Iraqis and 30 Iranians dead": a state said after several counted nouns is said of all of them."""
    changes: Changes = {}
    for state in sentence:
        last = sentence.head(state)
        first = sentence.head(last) if last is not None and last.dep == "conj" else None
        if state.upos != "ADJ" or state.dep != "amod" or last is None or first is None or state.i != last.i + 1:
            continue
        members = [first, *sentence.children(first, "conj")]
        counted = all(sentence.child(t, "nummod") is not None for t in members)
        told = any(t.i > first.i for t in sentence.children(first, "amod", "acl"))
        if counted and first.dep in ("obj", "xcomp") and members[-1].i == last.i and not told:
            changes[state.i] = hung(state, first, "amod")
    return changes


def _participle_of_all(sentence: Sentence) -> Changes:
    """ "There were eight women, a girl and four men injured": a bare participle after a list that "there" introduces is
    said of all whom the list counts."""
    changes: Changes = {}
    for participle in sentence:
        noun = sentence.head(participle)
        first = sentence.head(noun) if noun is not None and noun.dep in ("conj", "appos") else None
        above = sentence.head(first) if first is not None else None
        if participle.deprel != "acl" or participle.xpos != "VBN" or first is None or above is None:
            continue
        joined = sentence.children(first, "conj", "appos")
        there = first.dep == "nsubj" and sentence.child(above, "expl") is not None
        counted = all(sentence.child(t, "nummod", "det") is not None for t in (first, *joined))
        if there and counted and joined[-1].i == participle.i - 1:
            changes[participle.i] = hung(participle, first, "acl")
    return changes


def _speaker_behind(sentence: Sentence) -> Changes:
    """ "..., said a monitor based there", "..., the mayor, Ana Ruiz, told reporters": a noun behind a clause that a
    verb of saying takes up is the subject of that verb, no second subject of the clause."""
    for noun in sentence.tokens:
        clause = sentence.head(noun)
        verb = sentence.head(clause) if clause is not None and clause.dep == "ccomp" else None
        subject = noun.deprel in ("nsubj", "nsubj:pass")
        if verb is None or clause is None or not subject or not clause.i < min(verb.i, noun.i):
            continue
        if sentence.child(verb, "nsubj") is None and len(sentence.children(clause, "nsubj", "nsubj:pass")) > 1:
            return {noun.i: replace(noun, head=verb.i, deprel="nsubj")}
    return {}


def _whose_subject(sentence: Sentence) -> Changes:
    """ "A man, whose daughter was among the dead": the noun behind "whose" is the subject of its clause."""
    for word in sentence.tokens:
        noun = sentence.head(word) if word.deprel == "nmod:poss" and word.text.lower() in load_grammar().whose else None
        if noun is None or noun.deprel not in ("appos", "dep", "parataxis", "nmod"):
            continue
        later = [t for t in sentence.tokens[noun.i + 1 :] if t.head == noun.head and t.dep == "acl"]
        if later and sentence.child(later[0], "nsubj", "nsubj:pass") is None:
            clause, relation = later[0], "nsubj:pass" if sentence.child(later[0], "aux:pass") else "nsubj"
            return {
                noun.i: replace(noun, head=clause.i, deprel=relation),
                clause.i: replace(clause, deprel="acl:relcl"),
            }
    return {}


def _between_harm_and_verb(sentence: Sentence) -> Changes:
    """ "The death of a man in custody led to protests": what stands between a harm and the verb that it is the subject
    of tells of the harm; words of time may be the verb's."""
    changes: Changes = {}
    for noun in sentence:
        verb = sentence.head(noun)
        if noun.dep != "nsubj" or verb is None or noun.lemma.lower() not in load_grammar().suffered_by_persons:
            continue
        of = any(sentence.child(t, "case") is not None for t in sentence.children(noun, "nmod"))
        for place in sentence.children(verb, "obl"):
            between = noun.i < place.i < verb.i and place.upos == "NOUN" and sentence.child(place, "case") is not None
            if of and between and noun.upos == "NOUN":
                changes[place.i] = hung(place, noun, "nmod")
    return changes


_RULES: tuple[Callable[[Sentence], Changes], ...] = (
    _number_of_next_noun,
    _more_of_noun,
    _counted_participle,
    _number_of_state,
    _subject_before_auxiliary,
    _bounded_subject,
    _comma_for_and,
    _objects_in_row,
    _counted_people_of_participle,
    _subject_of_relative,
    _clause_before_as,
    _active_with_object,
    _participle_after_noun,
    _state_beside_object,
    _joined_verbs,
    _own_object,
    _noun_with_object,
    _joined_participle,
    _subject_after_auxiliary,
    first_word_of_name,
    _verb_before_name,
    _state_of_all,
    _participle_of_all,
    _between_harm_and_verb,
    _speaker_behind,
    under_copula,
    one_name,
    under_name,
    name_beside_noun,
    name_in_state,
    person_by_harm,
    age_of_name,
    person_by_age,
    _whose_subject,
)
