"""Which act a date belongs to: the way through the parse from the word that a date hangs on to an act's word.

A way has a cost (0: the date hangs on the act itself); it is closed where the grammar says that the date is another's:
a speaker's ("said on Monday"), a bound ("until Friday"), another act's ("over last week's bombing").
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from recount.knowledge.times import ClaimWords
from recount.model.analysis import Sentence, Token
from recount.model.mention import DateMention

_FAR = 3  # a way that costs more leads to another act
_ANY_DAY = date(2000, 1, 5)  # a day of telling, to see whether words reach it whatever it is
_DATELINE = 10  # tokens that may stand before the date of a dateline
_CLAUSES = ("root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis")
_FREE = ("nsubj", "csubj", "iobj", "xcomp", "amod", "nummod", "det", "flat", "appos", "dep", "orphan", "case", "fixed")


@dataclass(frozen=True, slots=True)
class Tie:
    """A date that an act may take: `cost` of the way, `since`: it opens a period that runs up to the telling."""

    mention: DateMention
    cost: int
    distance: int  # tokens between the date and the act
    since: bool = False
    of_the_act: bool = False  # it hangs on the act's own word
    begun: bool = False  # it is the day on which unrest, a war or a campaign began, of which the act is told


@dataclass(frozen=True)
class Scene:
    """One sentence, the words that tell of acts in it (token indices), and the words that part times."""

    sentence: Sentence
    acts: Collection[int]
    words: ClaimWords


def ties_of(scene: Scene, act: Token, mentions: Iterable[DateMention]) -> list[Tie]:
    """The dates of the sentence that the act may take, the closest first."""
    found = [tie for mention in mentions if (tie := _tie(scene, act, mention)) is not None]
    return sorted(found, key=lambda tie: (tie.cost, tie.distance, tie.mention.span))


def is_said(scene: Scene, mention: DateMention) -> bool:
    """Whether the date hangs on a word of saying ("said in a statement on Monday"): it is the speaker's time."""
    if _says(scene, _word_before(scene.sentence, mention)):
        return True
    holder = holder_of(scene, mention)
    above = scene.sentence.head(holder) if holder.dep in ("obl", "nmod", "obj") and holder.i not in scene.acts else None
    return _says(scene, holder) or (above is not None and _says(scene, above))


def _word_before(sentence: Sentence, mention: DateMention) -> Token:
    """The word before a date and its preposition; the parse errs more often there than the order of words does."""
    before = [t for t in sentence if t.end <= mention.span.start and t.upos != "ADP"]
    return before[-1] if before else sentence.tokens[0]


def holder_of(scene: Scene, mention: DateMention) -> Token:
    """The word that the date hangs on; a noun right after an article and the date ("the 3 May attack") holds it."""
    holder = _holder_as_parsed(scene.sentence, mention)
    if not _has_no_such_time(scene.sentence, holder, mention):
        return holder
    first = head_of(scene.sentence, mention).i
    between = [t for t in scene.sentence.tokens[holder.i + 1 : first] if t.i in scene.acts]
    below = [t for t in between if holder in scene.sentence.ancestors(t)]
    return below[-1] if below else holder


def _has_no_such_time(sentence: Sentence, verb: Token, mention: DateMention) -> bool:
    """ "Has confirmed the killing of two on Monday", "detain five for killing a reporter in 2016": English dates no
    perfect by a time that is over, and no present by a year, so that the time is of what stands between."""
    helpers = sentence.children(verb, "aux", "aux:pass", "cop")
    if any(t.lemma.lower() == "have" and t.xpos in ("VBZ", "VBP") for t in helpers):
        return not _reaches_telling(mention)
    return verb.xpos in ("VBZ", "VBP") and not helpers and mention.resolve(None, True) is not None


def _reaches_telling(mention: DateMention) -> bool:
    """Whether the words reach the day of telling whatever day that is: "today", "this month", "since May"."""
    for told in (_ANY_DAY, _ANY_DAY + timedelta(days=1)):
        when = mention.resolve(told, True)
        if when is None or not when.start <= told <= when.end:
            return False
    return True


def _holder_as_parsed(sentence: Sentence, mention: DateMention) -> Token:
    inside = _inside(sentence, mention)
    first, last = inside[0].i, inside[-1].i
    if first and sentence.tokens[first - 1].upos in ("DET", "PRON"):
        following = [t for t in sentence.tokens[last + 1 : last + 4] if t.upos != "PUNCT"]
        if following and following[0].upos == "NOUN":
            return _head_noun(sentence, following[0])
    head = head_of(sentence, mention)
    holder = sentence.head(head) or head
    content = sentence.child(holder, "ccomp")
    # "On Sunday gunmen killed four, police said", "on Sunday, police said, gunmen killed four": before the content, and
    # not right before the words of saying, the date is the content's
    if content is None or head.i > content.i:
        return holder
    aside = sentence.tokens[last + 1 : last + 2]
    return content if content.i < holder.i or (bool(aside) and aside[0].upos == "PUNCT") else holder


def _head_noun(sentence: Sentence, noun: Token) -> Token:
    head = sentence.head(noun)
    return _head_noun(sentence, head) if head is not None and noun.dep in ("compound", "flat") else noun


def _inside(sentence: Sentence, mention: DateMention) -> list[Token]:
    return [t for t in sentence if t.start < mention.span.end and mention.span.start < t.end] or [sentence.root]


def head_of(sentence: Sentence, mention: DateMention) -> Token:
    """The word of the date that hangs on a word outside it."""
    inside = _inside(sentence, mention)
    places = {token.i for token in inside}
    heads = [token for token in inside if token.head not in places]
    solid = [token for token in heads if token.upos not in ("ADP", "SCONJ", "PUNCT", "DET")]
    return (solid or heads or inside)[0]


def is_bound(scene: Scene, mention: DateMention) -> bool:
    """Whether "until", "by" or "before" stands before the date: it bounds an act and does not date it."""
    head = head_of(scene.sentence, mention)
    case = [t.lemma.lower() for t in scene.sentence.children(head, "case") if t.start < mention.span.start]
    first = scene.sentence.at(mention.span.start)
    before = scene.sentence.tokens[first.i - 1] if first is not None and first.i else None
    return bool(scene.words.bounds.intersection(case)) or (
        before is not None and not scene.words.bounds.isdisjoint(words_before(scene.sentence, mention))
    )


def words_before(sentence: Sentence, mention: DateMention) -> set[str]:
    """The word right before the date, and that with the one before it: "to" and "up to"."""
    before = [t.lemma.lower() for t in sentence if t.end <= mention.span.start][-2:]
    return {" ".join(before), *before[-1:]}


def is_dateline(sentence: Sentence, mention: DateMention) -> bool:
    """Whether the date belongs to the head of a wire story ("KELL, 9 Nov (Agency) --"): the report's, no act's."""
    before = [t for t in sentence if t.end <= mention.span.start]
    after = next((t for t in sentence if t.start >= mention.span.end), None)
    if after is None or after.text[0] not in "([-–—/" or len(before) > _DATELINE:
        return False
    words = [t for t in before if t.text[0].isalpha()]
    return all(t.text[0].isupper() and t.upos not in ("ADP", "SCONJ", "VERB", "AUX") for t in words)


def _tie(scene: Scene, act: Token, mention: DateMention) -> Tie | None:
    sentence = scene.sentence
    head, holder = head_of(sentence, mention), holder_of(scene, mention)
    if _is_closed(scene, act, holder, mention) or _is_known_harmed(sentence, act):
        return None
    up, down = [act, *sentence.ancestors(act)], [holder, *sentence.ancestors(holder)]
    meeting = next(token for token in down if token in up)  # at the latest the root
    on_date, on_act = down[: down.index(meeting)], up[: up.index(meeting)]
    if _is_known_before(scene, on_act) or _is_the_crime(scene, on_act):
        return None
    if _is_a_noun_s(head, holder) and on_date and holder.dep == "nmod" and not _is_where_one_is(scene, holder):
        return None  # "a suspect in the 3 May robbery"
    if any(_is_of_another_time(scene, token, act) for token in on_date):
        return None
    costs = _way(scene, on_date, act, on_date=True), _way(scene, on_act, holder, on_date=False)
    is_near = _is_right_behind(scene.sentence, act, mention)
    if (costs[0] is None or costs[1] is None) and not (is_near and _is_in_it(scene, act)):
        return None
    cost = (costs[0] or 0) + (costs[1] or 0)
    if cost > _FAR and not is_near:
        return None
    since = any(_opens(scene, token) for token in on_date) or _follows_since(scene, head)
    begun = holder.i != act.i and _begins(scene, holder)
    return Tie(mention, min(cost, _FAR), abs(head.i - act.i), since, holder.i == act.i, begun)


def _is_closed(scene: Scene, act: Token, holder: Token, mention: DateMention) -> bool:
    """Whether the date is a bound, or the time of saying and not of the act."""
    if is_bound(scene, mention) or _restates(scene.sentence, mention):
        return True
    if holder.i in scene.acts and head_of(scene.sentence, mention).deprel == "nmod:poss":  # "denounced Sunday's raid"
        return False
    of_act = holder.i == act.i or (act.dep == "xcomp" and act.head == holder.i)  # "were reported killed on Sunday"
    if of_act or _is_news_of(scene, act, holder):
        before = _word_before(scene.sentence, mention)
        return before.i != act.i and _says(scene, before) and not _is_news_of(scene, act, holder)
    return is_said(scene, mention)


def _is_news_of(scene: Scene, act: Token, holder: Token) -> bool:
    """ "Clashes were reported on Sunday" are of that day; "the killing was reported on Sunday" is before it."""
    is_passive = act.head == holder.i and act.deprel == "nsubj:pass"
    is_known = any(t.feat("Definite") == "Def" for t in scene.sentence.children(act, "det"))
    return is_passive and not is_known and holder.lemma.lower() in scene.words.reports


def _restates(sentence: Sentence, mention: DateMention) -> bool:
    """ "At 1950 (0050 GMT 18 October)": the same moment by another clock, whose day may be another."""
    first = sentence.at(mention.span.start)
    if first is None or first.i < 2 or sentence.tokens[first.i - 1].text != "(":
        return False
    return sentence.tokens[first.i - 2].text[0].isdigit()


def _is_known_harmed(sentence: Sentence, act: Token) -> bool:
    """ "The dead were buried on Tuesday": persons told before, to whom something else happens then."""
    known = any(t.feat("Definite") == "Def" for t in sentence.children(act, "det"))
    return known and act.upos in ("ADJ", "VERB") and act.dep in ("nsubj", "obj", "obl", "nmod")


def _is_known_before(scene: Scene, on_act: list[Token]) -> bool:
    """ "The kidnapped teachers were freed on Sunday": what persons are known by was done to them before."""
    if len(on_act) < 2:
        return False
    act, noun = on_act[:2]
    return act.dep == "amod" and act.upos == "VERB" and act.xpos != "VBG" and noun.i not in scene.acts


def _is_the_crime(scene: Scene, on_act: list[Token]) -> bool:
    """ "Convicted on Sunday of killing two", "charged with": what a court speaks of was done before."""
    above = [scene.sentence.head(token) for token in on_act]
    return any(token is not None and token.lemma.lower() in scene.words.court for token in above)


def _is_of_another_time(scene: Scene, token: Token, act: Token) -> bool:
    """ "Nine were killed, and talks will be held on Friday": a joined clause that tells of what is to come."""
    if token.dep != "conj" or token.i == act.i:
        return False
    clause = clause_of(scene.sentence, act)
    if _is_present(scene.sentence, token) and not _is_present(scene.sentence, clause):
        return scene.sentence.child(token, "nsubj") is not None
    return tells_future(scene, token) and not tells_future(scene, clause)


def _is_present(sentence: Sentence, verb: Token) -> bool:
    """Whether a clause tells of the moment of telling: "we are thanking them"; not "have thanked"."""
    helpers = sentence.children(verb, "aux", "aux:pass", "cop") or [verb]
    return helpers[0].xpos in ("VBZ", "VBP") and helpers[0].lemma.lower() != "have"


def tells_future(scene: Scene, verb: Token) -> bool:
    helpers = scene.sentence.children(verb, "aux")
    return any(t.lemma.lower() in scene.words.future or t.text.lower() in scene.words.future for t in helpers)


def _is_a_noun_s(head: Token, holder: Token) -> bool:
    """Whether the date stands before its noun as a part of it: "Sunday's attack", "the 3 May robbery"."""
    return head.i < holder.i and holder.upos in ("NOUN", "PROPN")


def _is_right_behind(sentence: Sentence, act: Token, mention: DateMention) -> bool:
    """ "In a raid on Thursday": a noun with the date right behind it, however far from the verb."""
    first = sentence.at(mention.span.start)
    if first is None or act.upos not in ("NOUN", "PROPN"):
        return False
    return first.i - act.i == 1 or (first.i - act.i == 2 and sentence.tokens[first.i - 1].upos == "ADP")


def _is_where_one_is(scene: Scene, noun: Token) -> bool:
    """ "People at Tuesday's protest were arrested": who is at an act is there on its day."""
    return noun.i in scene.acts and not {"at", "during"}.isdisjoint(_marks(scene.sentence, noun))


def _begins(scene: Scene, verb: Token) -> bool:
    """ "Protests broke out on 1 October", "the unrest that began on 1 October": what lasts is said to begin."""
    sentence = scene.sentence
    if verb.lemma.lower() not in scene.words.begins:
        return False
    beginners = sentence.children(verb, "nsubj")
    above = sentence.head(verb)
    if above is not None and verb.dep == "acl":
        beginners.append(above)
    return any(token.lemma.lower() in scene.words.lasting for token in beginners)


def _opens(scene: Scene, token: Token) -> bool:
    return token.dep == "advcl" and not scene.words.since.isdisjoint(_marks(scene.sentence, token))


def _follows_since(scene: Scene, head: Token) -> bool:
    """Whether "since" opens the stretch of words, up to a comma, in which the date stands."""
    for token in reversed(scene.sentence.tokens[: head.i]):
        if token.upos == "PUNCT":
            return False
        if token.lemma.lower() in scene.words.since:
            return token.dep == "mark"
    return False


def _marks(sentence: Sentence, token: Token) -> list[str]:
    marks = sentence.children(token, "mark", "case")
    return [t.lemma.lower() for t in marks] + [t.text.lower() for t in marks]


def _way(scene: Scene, tokens: list[Token], goal: Token, on_date: bool) -> int | None:
    """The cost of climbing over each of these tokens to its head, or None where one closes the way."""
    total = 0
    for token in tokens:
        cost = _step(scene, token, goal, on_date)
        if cost is None:
            return None
        total += cost
    return total


def _step(scene: Scene, token: Token, goal: Token, on_date: bool) -> int | None:
    head = scene.sentence.head(token)
    if head is None or token.dep in _FREE:
        return 0
    if _says(scene, head) and token.dep in ("ccomp", "parataxis", "obj", "obl"):
        return None
    match token.dep:
        case "conj":
            return 1
        case "obj":
            return int(on_date)
        case "obl" | "nmod" | "advmod":
            return _step_noun(scene, token, on_date)
        case "advcl":
            return _step_clause(scene, token, on_date)
        case "acl":
            return _step_relative(scene, token, head, goal, on_date)
        case "ccomp":
            return None
        case "parataxis":
            return None if _says(scene, token) else 2
        case _:
            return 2


def _says(scene: Scene, token: Token) -> bool:
    return token.lemma.lower() in scene.words.speech


def _step_noun(scene: Scene, token: Token, on_date: bool) -> int | None:
    """ "in an attack on Sunday" passes; "over last week's bombing", "victims of last week's bombing" do not."""
    marks = _marks(scene.sentence, token)
    apart = scene.words.apart.intersection(marks)
    if token.dep == "obl":
        return None if apart - {"of"} else 0
    is_act = token.i in scene.acts
    if token.dep == "nmod" and (is_act or not on_date):
        return None if apart else 1
    return None if apart - {"of"} else 1


def _step_clause(scene: Scene, token: Token, on_date: bool) -> int | None:
    """ "killed when gunmen attacked on Sunday" passes; "protested on Sunday after police killed" does not."""
    marks = set(_marks(scene.sentence, token))
    if scene.words.apart_clauses & marks:
        return None
    if on_date and (scene.words.apart - scene.words.since) & marks:
        return 2 if token.i in scene.acts else None
    if on_date:
        return 1
    return None if scene.words.apart & marks else 1


def _step_relative(scene: Scene, token: Token, head: Token, goal: Token, on_date: bool) -> int | None:
    """ "the attack on Sunday that killed ten" passes; "arrested on Sunday the man who killed ten" does not."""
    if token.xpos == "VBG" and not on_date:  # "a blast killing ten": at one time with its noun's clause
        return None if scene.words.apart.intersection(_marks(scene.sentence, token)) else 1
    touches = head.i == goal.i or head.i in scene.acts
    touches = touches or (on_date and (_is_an_occasion(scene, head) or _happens_to(scene, token, head)))
    return 1 if touches else None


def _happens_to(scene: Scene, verb: Token, noun: Token) -> bool:
    """ "The murder of the mayor, which occurred on Sunday": what happens is the act, though the parse has the mayor."""
    sentence = scene.sentence
    first = sentence.head(noun) if noun.dep == "conj" else noun
    act = sentence.head(first) if first is not None and first.dep == "nmod" else None
    if act is None or act.i not in scene.acts or sentence.child(noun, "nmod") is not None:
        return False  # "of the head of the fair, which took place in May": the fair may have
    with_verb = {child.lemma.lower() for child in sentence.children(verb, "obj", "compound", "compound:prt")}
    told = {verb.lemma.lower(), *(f"{verb.lemma.lower()} {word}" for word in with_verb)}
    return not told.isdisjoint(scene.words.happens)


def _is_an_occasion(scene: Scene, noun: Token) -> bool:
    """ "In an operation that began on Sunday, 50 men were held": what was done in it was done on its day."""
    return noun.lemma.lower() in scene.words.occasions and _is_in_it(scene, noun)


def _is_in_it(scene: Scene, noun: Token) -> bool:
    return not {"in", "during"}.isdisjoint(_marks(scene.sentence, noun))


def is_set_apart(scene: Scene, act: Token) -> bool:
    """Whether the act is named only as what something else is about: "charged over the killing", "the widow of"."""
    for token in (act, *scene.sentence.ancestors(act)):
        if not scene.words.topics.isdisjoint(_marks(scene.sentence, token)):
            return True
        if token.dep in _CLAUSES and token.i != act.i:
            return False
    return False


def clause_of(sentence: Sentence, token: Token) -> Token:
    """The predicate whose clause holds `token`; the token itself where it is one."""
    for current in (token, *sentence.ancestors(token)):
        verbal = current.upos in ("VERB", "AUX") or sentence.child(current, "nsubj", "cop") is not None
        if current.dep in _CLAUSES or (current.dep == "conj" and verbal):
            return current
    return sentence.root
