"""Who is harmed and who harms, by syntax: the places around a trigger where English puts them."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from recount.find.parties.names import has_case
from recount.knowledge.acts import ActEntry
from recount.knowledge.grammar import load_grammar
from recount.knowledge.numbers import load_numbers
from recount.model.analysis import Sentence, Token
from recount.model.mention import Trigger

_LISTED = ("conj", "appos", "list", "parataxis", "dep")  # relations of what is told in a row ("12 dead, 30 hurt")

_NOMINAL = ("NUM", "NOUN", "PROPN")


@dataclass(frozen=True, slots=True)
class Roles:
    """Heads of the phrases that hold each role; empty where the sentence does not say.

    `clause` is the verb (or noun) whose clause tells of it: dates and places hang there.
    """

    victims: tuple[Token, ...]
    agents: tuple[Token, ...]
    targets: tuple[Token, ...]
    instruments: tuple[Token, ...]
    clause: Token


def roles_of(sentence: Sentence, trigger: Trigger, entry: ActEntry, numbered: Collection[int] = ()) -> Roles:
    """The roles around one trigger, by its form. `numbered`: the sentence's tokens that are numbers."""
    roles = _roles_of(sentence, trigger, entry, numbered)
    victims = tuple(_in_contrast(sentence, v) for v in roles.victims)
    agents = tuple(a for a in roles.agents if not _is_negated(sentence, a))
    return (
        roles if (victims, agents) == (roles.victims, roles.agents) else replace(roles, victims=victims, agents=agents)
    )


def _is_negated(sentence: Sentence, token: Token) -> bool:
    """ "It was not soldiers who killed them"."""
    return any(t.lemma.lower() in load_numbers().negations for t in sentence.children(token, "advmod"))


def _in_contrast(sentence: Sentence, token: Token) -> Token:
    """ "Killed not soldiers but 40 civilians", "nobody but the driver": who stands behind "but" is meant."""
    none = {
        token.lemma.lower(),
        *(t.lemma.lower() for t in sentence.children(token, "det")),
    } & load_numbers().none_words
    excepted = [t for t in sentence.children(token, "nmod") if has_case(sentence, t, load_grammar().excepting)]
    if none and excepted:
        return excepted[0]
    joined = sentence.children(token, "conj") if _is_negated(sentence, token) else []
    behind = (t for t in joined if any(k.lemma.lower() in load_grammar().contrasts for k in sentence.children(t, "cc")))
    return next(behind, token)


def _roles_of(sentence: Sentence, trigger: Trigger, entry: ActEntry, numbered: Collection[int]) -> Roles:
    token = sentence.tokens[trigger.token]
    if trigger.form == "verb":
        return _past_the_wording(sentence, trigger, _of_verb(sentence, trigger, entry, numbered))
    if trigger.form == "adjective":
        return _of_adjective(sentence, token)
    if trigger.form == "state":
        return _of_state(sentence, token, numbered)
    return _of_noun(sentence, token, entry)


def _of_verb(sentence: Sentence, trigger: Trigger, entry: ActEntry, numbered: Collection[int]) -> Roles:
    token = sentence.tokens[trigger.token]
    if numbers := _number_of_noun(sentence, token, numbered):
        return Roles(tuple(numbers), (), (), (), token)
    if _stands_as_noun(sentence, token):  # "the 30 abducted", "those killed" have their own place
        return Roles((token,), (), (), (), token)
    subjects = _number_before(sentence, token, numbered) or _told_subjects(sentence, token, numbered)
    objects = _objects(sentence, token, numbered)
    by = _by_phrases(sentence, token)
    instruments = tuple(_obliques(sentence, token, load_grammar().instruments))
    objects = objects or _shared_objects(sentence, token)
    if not objects and _is_object_relative(sentence, token):  # "the men they killed"
        objects = [t for t in (sentence.head(token),) if t is not None]
    if entry.victim == "of":  # "claimed the lives of 12"; "lost their lives"
        return _of_lives(sentence, token, subjects, objects, numbered)
    if entry.victim == "subject":
        return Roles(tuple(subjects), tuple(by), (), instruments, token)
    passive = is_passive(sentence, token) or (bool(subjects) and not objects and _headline_passive(token, entry))
    if token.xpos == "VBG":  # "killed by shelling by the army"
        subjects = subjects or by
    first, second = (by, subjects) if passive else (subjects, objects)
    if entry.victim == "object":
        doers = by if entry.agent == "none" else first  # "the army lost four men": it did nothing to them
        return Roles(tuple(second), tuple(doers), (), instruments, token)
    if not second:
        second = _obliques(sentence, token, load_grammar().onto)
    return Roles((), tuple(first), tuple(second), instruments, token)


def _past_the_wording(sentence: Sentence, trigger: Trigger, roles: Roles) -> Roles:
    """ "set fire to four cars": an object that is part of the verb's own wording is not what was hit."""
    behind = _behind(sentence, trigger, roles.clause)
    if behind and all(t.dep == "obl" for t in roles.targets):
        return replace(roles, targets=behind)
    left = tuple(t for t in roles.targets if not trigger.span.start <= t.start < trigger.span.end)
    if left == roles.targets:
        return roles
    hit = [k for o in roles.targets for k in sentence.children(o, "nmod")] or _obliques(
        sentence, roles.clause, load_grammar().onto_wording
    )
    return replace(roles, targets=left or tuple(hit))


def _behind(sentence: Sentence, trigger: Trigger, verb: Token) -> tuple[Token, ...]:
    """ "withdrew from the town": what the preposition that ends the verb's own wording stands before."""
    last = next((t for t in reversed(sentence.tokens) if trigger.span.start <= t.start < trigger.span.end), verb)
    head = sentence.head(last)
    return (head,) if last.dep == "case" and head is not None and head.i != verb.i else ()


def _stands_as_noun(sentence: Sentence, token: Token) -> bool:
    """ "Of the 30 abducted, 12 were killed": a participle with an article or number and no noun."""
    below = sentence.children(token, "det", "compound")
    numbered = any(t.upos == "NUM" for t in below)
    free = token.dep not in ("root", "conj", "parataxis", "acl", "advcl", "ccomp")
    return token.xpos == "VBN" and free and (numbered or sentence.child(token, "case") is not None)


def _number_of_noun(sentence: Sentence, token: Token, numbered: Collection[int]) -> list[Token]:
    """ "The 12 killed were farmers": the number right before a participle that stands as a noun."""
    before = sentence.tokens[token.i - 1] if token.i else None
    standing = token.xpos == "VBN" and token.dep in ("nsubj", "obl", "nmod")
    return [before] if standing and before is not None and before.i in numbered and before.head == token.i else []


def _told_subjects(sentence: Sentence, token: Token, numbered: Collection[int]) -> list[Token]:
    """The subjects, without a bare number that stands before another word of harm ("12 killed, 30 injured")."""
    found = _headed(sentence, token, numbered) or _subjects(sentence, token)
    own = [t for t in found if not (t.i in numbered and _is_of_next(sentence, t, token))]
    own = [t for t in own if not _is_left_out(sentence, t)]
    return own or found


def _is_left_out(sentence: Sentence, token: Token) -> bool:
    """ "all but one of the hostages": the one."""
    before = " ".join(t.text.lower() for t in sentence.tokens[max(0, token.i - 2) : token.i])
    return before in load_numbers().excepting


def _is_of_next(sentence: Sentence, number: Token, verb: Token) -> bool:
    after = sentence.tokens[number.i + 1] if number.i + 1 < len(sentence.tokens) else None
    return after is not None and after.i != verb.i and after.xpos in ("VBN", "VBD", "JJ")


def _headed(sentence: Sentence, token: Token, numbered: Collection[int]) -> list[Token]:
    """ "Killed were a nurse and two guards", "Killed: 5": those told after the word that heads them."""
    if token.xpos not in ("VBN", "JJ"):
        return []
    head = sentence.head(token)
    plain = sentence.child(token, "nummod", "compound") is None
    if head is not None and token.dep in ("nsubj", "csubj") and head.i > token.i and plain:
        return [head] if sentence.child(head, "cop") is not None and head.upos in ("NOUN", "PROPN") else []
    if token.i + 1 < len(sentence.tokens) and sentence.tokens[token.i + 1].text == ":":
        first = next((t for t in sentence.tokens[token.i + 2 : token.i + 5] if t.i in numbered), None)
        return [_counted_by(sentence, first)] if first is not None else []
    return []


def _counted_by(sentence: Sentence, number: Token) -> Token:
    """ "Killed: two teachers, a nurse and four pupils": the noun that a number right before it counts."""
    noun = sentence.head(number)
    return noun if noun is not None and number.dep == "nummod" and noun.upos in ("NOUN", "PROPN") else number


def _objects(sentence: Sentence, token: Token, numbered: Collection[int]) -> list[Token]:
    """The objects; a bare number right after the verb is one, whatever the parse calls it ("and wounded five")."""
    objects = [resolve(sentence, t) for t in sentence.children(token, "obj", "iobj") if not _goes_on(sentence, t)]
    after = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    if (
        not objects
        and after is not None
        and after.i in numbered
        and after.head == token.i
        and after.dep in ("obl", "dep")
    ):
        return [after] if sentence.child(after, "case") is None else []
    return objects or _phrase_after(sentence, token)


def _phrase_after(sentence: Sentence, token: Token) -> list[Token]:
    """ "killing three and injuring several others": the phrase right after a joined verb that the parse gave to the
    object before it."""
    if token.dep != "conj" or token.xpos not in ("VBG", "VBD"):
        return []
    at = token.i + 1
    while at < len(sentence.tokens) and sentence.tokens[at].upos in ("DET", "NUM", "ADJ"):
        at += 1
    noun = sentence.tokens[at] if at < len(sentence.tokens) else None
    if noun is None or noun.dep != "conj" or noun.upos not in ("NOUN", "PROPN", "PRON"):
        return []
    return [noun] if noun.head < token.i else []


def _goes_on(sentence: Sentence, token: Token) -> bool:
    """A word of a name whose first word the parse took for an object of its own."""
    before = sentence.tokens[token.i - 1] if token.i else None
    return before is not None and token.name == "I-PER" and before.dep == token.dep and before.head == token.head


def _number_before(sentence: Sentence, token: Token, numbered: Collection[int]) -> list[Token]:
    """ "ten dead and twenty badly wounded": a bare number right before a joined participle is whom it tells of."""
    at = token.i - 1
    while at > 0 and sentence.tokens[at].upos == "ADV" and sentence.tokens[at].head == token.i:
        at -= 1
    before = sentence.tokens[at] if at >= 0 else None
    joined = token.dep in (*_LISTED, "acl") and token.xpos in ("VBN", "VBD")
    bare = before is not None and (before.upos == "NUM" or before.i in numbered)
    if joined and before is not None and bare and sentence.child(token, "nsubj") is None:
        return [before] if token.dep != "acl" or before.head != token.head or before.dep == "conj" else []
    return []


def _is_object_relative(sentence: Sentence, token: Token) -> bool:
    """A relative clause with a subject of its own and no object tells what was done to its noun."""
    own = sentence.children(token, "nsubj")
    return (
        token.deprel == "acl:relcl"
        and bool(own)
        and own[0].lemma.lower() not in load_grammar().relatives
        and token.xpos != "VBN"
    )


def _of_lives(
    sentence: Sentence, token: Token, subjects: list[Token], objects: list[Token], numbered: Collection[int]
) -> Roles:
    owners = [k for o in objects for k in sentence.children(o, "nmod") if has_case(sentence, k, load_grammar().wholes)]
    if owners:
        return Roles(tuple(owners), tuple(subjects), (), (), token)
    lives = [o for o in objects if any(k.i in numbered for k in sentence.children(o))]
    if lives:  # "claimed three lives"
        return Roles(tuple(lives), tuple(subjects), (), (), token)
    return Roles(tuple(subjects), (), (), (), token)


def _shared_objects(sentence: Sentence, token: Token) -> list[Token]:
    """ "shot and killed two men": the object of the next joined verb is this one's too, if nothing stands between."""
    for verb in sentence.children(token, "conj"):
        objects = sentence.children(verb, "obj")
        if verb.upos == "VERB" and verb.i - token.i == 2 and objects and sentence.child(token, "obl") is None:
            return [resolve(sentence, t) for t in objects]
    head = sentence.head(token)
    if token.dep == "conj" and head is not None and head.upos == "VERB" and sentence.child(token, "nsubj") is None:
        return [resolve(sentence, t) for t in sentence.children(head, "obj") if t.i > token.i]
    return []


def _headline_passive(token: Token, entry: ActEntry) -> bool:
    """A harming verb without an object in a headline ("12 killed in blast") tells what was suffered."""
    return entry.victim == "object" and token.xpos in ("VBN", "VBD") and token.feat("Voice") != "Act"


def is_passive(sentence: Sentence, token: Token) -> bool:
    """Whether the verb at `token` is passive: an auxiliary, a passive subject, or a bare participle on a noun."""
    if sentence.child(token, "aux:pass", "nsubj:pass") is not None:
        return True
    if token.xpos != "VBN":
        return False
    if token.dep == "acl" and token.deprel != "acl:relcl":
        return sentence.child(token, "nsubj", "aux") is None  # "a statement that it had killed three" is active
    if token.dep in ("xcomp", "ccomp", "conj") and sentence.child(token, "obj") is None:
        return token.dep != "conj" or _conj_passive(sentence, token)
    return token.dep in ("advcl", "root", "parataxis") and sentence.child(token, "obj", "aux") is None


def _conj_passive(sentence: Sentence, token: Token) -> bool:
    head = sentence.head(token)
    return head is not None and (is_passive(sentence, head) or head.upos in ("ADJ", "NOUN"))


def _subjects(sentence: Sentence, token: Token) -> list[Token]:
    """The subject's heads: its own, a relative clause's noun, a participle's noun, or one shared by coordination."""
    own = [resolve(sentence, t) for t in sentence.children(token, "nsubj", "csubj")]
    if own:
        return [t for t in own if t.deprel != "csubj"]
    misread = _before_auxiliary(sentence, token)
    if misread is not None:
        return [misread]
    head = sentence.head(token)
    if head is None:
        return []
    if headed := _before_participle(sentence, token, head):
        return headed
    if token.deprel == "acl:relcl":
        some = _some_of_whom(sentence, head, token)
        if some is not None:
            return [some]
        # "the attack that killed 5" lost its pronoun's relation, or "men they killed": the noun is the subject
        # only if the clause has no other.
        return [head]
    if token.dep == "acl":
        charged = charged_with(sentence, token)
        return [head] if charged is None else charged
    if token.dep == "advcl" and (charged := charged_with(sentence, token)) is not None:
        return charged
    if token.dep in ("conj", "xcomp", "advcl", "ccomp", "parataxis"):
        if token.dep == "ccomp" and head.upos == "VERB" and sentence.child(token, "aux") is not None:
            return []
        return _shared_subject(sentence, token, head)
    return []


def charged_with(sentence: Sentence, token: Token) -> list[Token] | None:
    """Those of whom a charge says the act at `token`, empty where nobody is named; None where no charge is told.

    "Charged the men with killing", "found them guilty of killing", "held him on charges of killing": the act is theirs,
    never that of the court or the police.
    """
    grammar, verb = load_grammar(), sentence.head(token)
    linked = any(t.lemma.lower() in grammar.charges for t in sentence.children(token, "case", "mark"))
    if verb is None or not linked or token.dep not in ("advcl", "obl", "acl", "nmod"):
        return None
    if verb.upos == "NOUN" and verb.lemma.lower() in grammar.charge_nouns:
        governor = sentence.head(verb)
        verb = governor if governor is not None and verb.dep in ("obl", "nmod", "obj") else verb
        return _accused(sentence, verb) if verb.upos == "VERB" else []
    if (governor := sentence.head(verb)) is not None and verb.dep == "obj":  # "accused the rebels of the murder"
        return [verb] if governor.lemma.lower() in grammar.charging else None
    if verb.upos == "ADJ" and verb.dep == "xcomp" and verb.lemma.lower() in grammar.guilty:
        finder = sentence.head(verb)
        return _accused(sentence, finder) if finder is not None else None
    return _accused(sentence, verb) if verb.lemma.lower() in grammar.charging else None


def _accused(sentence: Sentence, verb: Token) -> list[Token]:
    """The object of the verb that tells of a charge; without one, its passive subject or the noun that it stands on."""
    objects = [t for t in sentence.children(verb, "obj") if t.lemma.lower() not in load_grammar().charge_nouns]
    faced = len(objects) < len(sentence.children(verb, "obj"))  # "they face charges of killing"
    if objects:
        return [resolve(sentence, t) for t in objects]
    return _subjects(sentence, verb) if faced or is_passive(sentence, verb) else []


def _some_of_whom(sentence: Sentence, noun: Token, verb: Token) -> Token | None:
    """ "five guards, one of whom was killed": the number before the relative pronoun."""
    for token in sentence.tokens[noun.i + 1 : verb.i]:
        relative = [k for k in sentence.children(token, "nmod") if k.lemma.lower() in load_grammar().relatives]
        if relative:
            return token
    return None


def _before_auxiliary(sentence: Sentence, token: Token) -> Token | None:
    """A passive's subject that the parse hung elsewhere: the noun right before its first auxiliary, where that noun
    is not joined by "and" or a preposition ("This Friday, 32 people were injured")."""
    auxiliaries = sentence.children(token, "aux:pass")
    if not auxiliaries or token.dep == "acl" or auxiliaries[0].i == 0:
        return None
    noun = sentence.tokens[auxiliaries[0].i - 1]
    before = sentence.tokens[noun.i - 1] if noun.i else None
    if before is not None and before.upos == "NUM" and noun.upos == "NOUN":  # whatever the parse made of "six but nine"
        return noun
    if token.dep == "conj":
        return None
    plain = noun.upos in ("NOUN", "PROPN") and noun.dep in ("appos", "list", "dep", "parataxis", "nmod:unmarked")
    return noun if plain and sentence.child(noun, "case") is None else None


def _before_participle(sentence: Sentence, token: Token, head: Token) -> list[Token]:
    """The counted noun of a headline right before its bare participle, which the parse set beside it ("Police: three
    men killed in raid")."""
    noun = sentence.tokens[token.i - 1] if token.i else None
    if noun is None or token.dep not in _LISTED or token.xpos not in ("VBN", "VBD"):
        return []
    plain = noun.upos in ("NOUN", "PROPN") and noun.dep in _LISTED and sentence.child(noun, "nummod") is not None
    if not plain or noun.head != head.i or sentence.child(token, "obj", "aux") is not None:
        return []
    return [noun] if sentence.child(head, "nummod") is None else []  # "Two soldiers, one policeman": not one alone


def _shared_subject(sentence: Sentence, token: Token, head: Token) -> list[Token]:
    """The subject of the governing verb; for a controlled verb ("left ten dead", "found him shot") its object."""
    if head.upos not in ("VERB", "AUX", "ADJ", "NOUN", "PROPN") or _is_means(sentence, token, head):
        return []
    if token.dep in ("xcomp", "ccomp"):
        objects = [resolve(sentence, t) for t in sentence.children(head, "obj")]
        if objects:
            return objects
    if token.dep == "conj" and head.upos in ("NOUN", "PROPN"):
        return _subjects(sentence, head) if head.dep in ("conj", "advcl", "acl") else []
    return _subjects(sentence, head)


def _is_means(sentence: Sentence, token: Token, head: Token) -> bool:
    """ "Two women were killed by shelling", "in shelling": what befell them is not their act."""
    marks = sentence.children(token, "mark")
    marked = any(t.lemma.lower() in load_grammar().means for t in marks)
    return token.dep == "advcl" and token.xpos == "VBG" and marked and is_passive(sentence, head)


def resolve(sentence: Sentence, token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token is itself."""
    if token.lemma.lower() in load_grammar().relatives and token.upos in ("PRON", "SCONJ"):
        for above in sentence.ancestors(token):
            if above.deprel == "acl:relcl":
                noun = sentence.head(above)
                if noun is not None:
                    return noun
    return token


def _by_phrases(sentence: Sentence, token: Token) -> list[Token]:
    agents = sentence.children(token, "obl:agent")
    return agents or [
        t for t in sentence.children(token, "obl", "nmod") if has_case(sentence, t, load_grammar().agents)
    ]


def _obliques(sentence: Sentence, token: Token, cases: Collection[str]) -> list[Token]:
    return [t for t in sentence.children(token, "obl", "nmod") if has_case(sentence, t, cases)]


def _of_adjective(sentence: Sentence, token: Token) -> Roles:
    """ "four kidnapped seminarians": the noun is the harmed; of "his decapitated body" it is the person."""
    head = sentence.head(token)
    if head is None:
        return Roles((), (), (), (), token)
    piece = head.lemma.lower() in load_grammar().remains
    whose = _whose_body(head, sentence.children(head, "nmod:poss")) if piece else ()
    return Roles(whose or (head,), (), (), (), token)


def _some_of_them(sentence: Sentence, token: Token, numbered: Collection[int]) -> Token | None:
    """ "49 casualties, nine of them dead": the nine."""
    before = sentence.tokens[max(0, token.i - 3) : token.i]
    if len(before) < 3 or before[0].i not in numbered or before[1].lemma.lower() not in load_grammar().wholes:
        return None
    return before[0] if before[2].text.lower() in load_grammar().whole_pronouns else None


def _of_state(sentence: Sentence, token: Token, numbered: Collection[int] = ()) -> Roles:
    """ "ten dead", "left ten people dead", "twelve are missing", "four are in custody", "the wounded"."""
    headed = _headed(sentence, token, numbered)
    if headed:
        return Roles(tuple(headed), (), (), (), token)
    before = sentence.tokens[token.i - 1] if token.i else None
    head = sentence.head(token)
    if (some := _some_of_them(sentence, token, numbered)) is not None:
        return Roles((some,), (), (), (), token)
    if before is not None and before.i in numbered and token.xpos in ("JJ", "VBN"):
        if token.dep in _LISTED or head is before:  # "Ten dead, twenty hurt in blast"
            return Roles((before,), (), (), (), token)
    if (told := _state_of_told(sentence, token, head)) is not None:
        return told
    subjects = [resolve(sentence, t) for t in sentence.children(token, "nsubj")]
    if subjects and not has_case(sentence, token, load_grammar().inclusions):  # "among the dead were" tells its part
        return Roles(tuple(subjects), (), (), (), token)
    if subjects:  # "those held included the mayor, while his brother was among the dead"
        return Roles((token,), (), (), (), token)
    if sentence.child(token, "nummod") is not None:  # "left ten dead": the number stands on the adjective itself
        return Roles((token,), (), (), (), token)
    if token.dep == "amod" and head is not None and head.upos in ("NOUN", "PROPN", "NUM", "PRON"):
        return Roles((head,), (), (), (), token)
    if token.dep == "obl" and sentence.child(token, "det") is not None:  # "I am thinking of these injured"
        return Roles((token,), (), (), (), token)
    if token.dep in ("xcomp", "acl", "conj", "advcl", "obl") and head is not None:
        found = _state_subject(sentence, token, head)
        if found:
            return Roles(tuple(found), tuple(_agents_of_result(sentence, token, head)), (), (), head)
    if (
        token.dep in ("appos", "parataxis", "dep", "nmod")
        and head is not None
        and head.upos in ("NUM", "NOUN", "PROPN")
    ):
        return Roles((head,), (), (), (), token)
    # "30 dead or wounded": the number stands on the adjective itself, which serves as the noun
    return Roles((token,), (), (), (), token)


def _state_of_told(sentence: Sentence, token: Token, head: Token | None) -> Roles | None:
    """ "The killing of a man in custody": the state is of whom the harm before it tells, though it hang on the harm."""
    if head is None or head.upos != "NOUN" or head.lemma.lower() not in load_grammar().suffered_by_persons:
        return None
    told = [
        t for t in sentence.children(head, "nmod") if has_case(sentence, t, load_grammar().wholes) and t.i < token.i
    ]
    return Roles(tuple(told), (), (), (), token) if told and token.dep == "nmod" else None


def _state_subject(sentence: Sentence, token: Token, head: Token) -> list[Token]:
    objects = sentence.children(head, "obj")
    if token.dep == "conj" and head.upos in ("ADJ", "NUM", "NOUN") and sentence.child(token, "nummod", "nsubj"):
        return []
    if token.dep == "acl":
        own = [t for t in sentence.children(token, "nsubj") if t.lemma.lower() not in load_grammar().relatives]
        return own or [head]  # "whose daughter was among the dead"
    if objects:
        return [resolve(sentence, objects[0])]
    if head.upos in ("VERB", "AUX") and token.dep in ("xcomp", "obl", "advcl"):
        return _subjects(sentence, head)
    if token.dep == "conj" and sentence.child(token, "nummod") is None:
        return list(_of_state(sentence, head).victims) if head.upos == "ADJ" else []
    return []


def _agents_of_result(sentence: Sentence, token: Token, head: Token) -> list[Token]:
    """ "The raid left ten dead": what left them so."""
    return _subjects(sentence, head) if sentence.child(head, "obj") is not None and token.dep == "xcomp" else []


def _of_noun(sentence: Sentence, token: Token, entry: ActEntry) -> Roles:
    of = [t for t in sentence.children(token, "nmod") if has_case(sentence, t, load_grammar().wholes)]
    if entry.harm == "injured":
        of = of or _borne_by(sentence, token)
    owners = sentence.children(token, "nmod:poss")
    by = [t for t in sentence.children(token, "nmod", "obl") if has_case(sentence, t, load_grammar().agents)]
    instruments = tuple(_obliques(sentence, token, load_grammar().instruments))
    if entry.victim == "self":
        return Roles((token,), (), (), (), token)
    if entry.victim == "value":  # a toll: claims/tallies.py finds where its number stands
        return Roles((), (), (), (), token)
    if entry.harm is None:
        by = by or _obliques(sentence, token, load_grammar().sources)
        head = sentence.head(token)
        if not by and head is not None and token.dep == "obj":  # "the raid drew rocket fire from the militia"
            by = _obliques(sentence, head, load_grammar().sources)
        by = by or _bearers(sentence, token, entry)
        owners = owners or sentence.children(token, "amod", "compound")  # "Israeli strikes", "army raids"
        on = _obliques(sentence, token, load_grammar().about_acts)
        return Roles((), tuple(by or owners), tuple(on or of), instruments, token)
    if entry.remains and (not of or sentence.child(token, "nummod") is not None):
        whose = () if sentence.child(token, "nummod") is not None else _whose_body(token, owners)
        return Roles(whose or (token,), (), (), (), token)
    by = by or charged_with(sentence, token) or []  # "charged him with the murder of two"
    victims = of or owners or _in_state(sentence, token)
    if not victims and (sentence.child(token, "nummod") is not None or _is_none(sentence, token)):
        victims = [token]  # "20 arrests", "12 fatalities", "no deaths"
    if entry.bearers and not of:
        victims = _bearers(sentence, token, entry) or victims
    return Roles(tuple(victims), tuple(by), (), instruments, token)


def _whose_body(body: Token, owners: Collection[Token]) -> tuple[Token, ...]:
    """ "His body", "Jamil's body": the dead person, who may have been told of before."""
    one = body.feat("Number") != "Plur"
    return tuple(t for t in owners if one and (t.upos in ("PRON", "NOUN") or t.name.endswith("PER")))


def _is_none(sentence: Sentence, token: Token) -> bool:
    """ "There were no deaths": zero, said in words (R14)."""
    first = sentence.head(token) if token.dep == "conj" else None
    below = [*sentence.children(token, "det"), *(sentence.children(first, "det") if first is not None else [])]
    return any(t.lemma.lower() in load_numbers().none_words for t in below)


def _borne_by(sentence: Sentence, token: Token) -> list[Token]:
    """ "Injuries to a policeman", "caused injuries to a policeman": whose they are."""
    head = sentence.head(token)
    governed = [head] if head is not None and head.upos == "VERB" and token.dep == "obj" else []
    return [t for h in (token, *governed) for t in _obliques(sentence, h, load_grammar().bearers_of_wounds)]


def _in_state(sentence: Sentence, token: Token) -> list[Token]:
    """ "Two students are under arrest", "she was in police detention": who is in it."""
    cases = sentence.children(token, "case")
    return sentence.children(token, "nsubj") if cases and sentence.child(token, "cop") is not None else []


def _bearers(sentence: Sentence, token: Token, entry: ActEntry) -> list[Token]:
    """ "Four policemen suffered injuries", "thousands joined the march": whose injuries, whose march they are."""
    head = sentence.head(token)
    if head is not None and token.dep in ("obj", "obl") and head.lemma.lower() in entry.bearers:
        return _subjects(sentence, head)
    return []
