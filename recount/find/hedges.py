"""Words that lower what is told from a fact: supposed, threatened, expected, said not to be, hearsay or history."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from recount.find.reach import Reach
from recount.knowledge.grammar import load_grammar
from recount.knowledge.speech import HedgeEntry, SpeechKnowledge
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.document import BlockKind
from recount.model.mention import Hedge, Standing
from recount.model.span import Span

# An act of last December may be January's news: a year is history only this long after its end.
LATE_NEWS = timedelta(days=60)
_ORDINAL_REACH = 8  # tokens before a noun within which "the third" makes its infinitive a fact
_PRESENT = ("VB", "VBP", "VBZ")
_CERTAIN_LOWERED = (Standing.REPORTED, Standing.BACKGROUND)  # standings that reach over a whole clause


@dataclass(frozen=True, slots=True)
class _Frame:
    """One hedge at work: the words that make it, the words it reaches, and what it makes of them."""

    cue: tuple[Token, ...]
    reach: tuple[Token, ...]
    standing: Standing
    why: str


def find_hedges(analysis: Analysis, knowledge: SpeechKnowledge) -> tuple[Hedge, ...]:
    """Every hedge of the report in text order; a frame whose reach is broken by other clauses gives several."""
    published = analysis.document.published
    year = (published - LATE_NEWS).year if published is not None else None
    found: set[Hedge] = set()
    for sentence in analysis.sentences:
        finder = _Finder(sentence, knowledge, year, analysis.block_of(sentence).kind is BlockKind.TITLE)
        for frame in finder.frames():
            cue = Span(frame.cue[0].start, frame.cue[-1].end)
            for scope in _runs(frame.reach):
                found.add(Hedge(sentence.index, cue, scope, frame.standing, frame.why))
    return tuple(sorted(found, key=lambda h: (h.span, h.scope, h.standing, h.why)))


def _runs(tokens: Iterable[Token]) -> Iterator[Span]:
    """The stretches of neighbouring tokens, as spans."""
    ordered = sorted({t.i: t for t in tokens}.values(), key=lambda t: t.i)
    start = 0
    for k, token in enumerate(ordered):
        if k + 1 == len(ordered) or ordered[k + 1].i != token.i + 1:
            yield Span(ordered[start].start, token.end)
            start = k + 1


class _Finder:
    """The frames of one sentence."""

    def __init__(self, sentence: Sentence, knowledge: SpeechKnowledge, year: int | None, is_title: bool) -> None:
        self.sentence = sentence
        self.knowledge = knowledge
        self.year = year  # earlier years are history; None: the report has no date
        self.is_title = is_title
        self.near = Reach(sentence, knowledge.hedges.light, knowledge.hedges.parting)
        self.words = knowledge.hedge_words
        self.harmless = self._harmless()

    def frames(self) -> Iterator[_Frame]:
        """Every frame, token by token."""
        for token in self.sentence:
            for frame, entry in sorted(self._called(token), key=lambda pair: (pair[1].id, pair[0])):
                yield from _MAKERS[frame](self, token, entry)
            for found, entry in self._phrases(token):
                yield from self._frame(found, self._of_phrase(found, entry), entry)
            for entry in self.knowledge.hedges.entries:
                if entry.years:
                    yield from self._year(token, entry)
                if entry.infinitives:
                    yield from self._infinitive(token, entry)
                if entry.questions:
                    yield from self._question(token, entry)
                if entry.imperatives and not self.is_title and token.feat("Mood") == "Imp":
                    yield from self._frame([token], self.near.narrow(token), entry)

    def _called(self, token: Token) -> list[tuple[str, HedgeEntry]]:
        """The frames that a token's lemma or text calls, each once."""
        found = list(self.words.frames.get(token.lemma.lower(), ()))
        if token.text.lower() != token.lemma.lower():
            found.extend(pair for pair in self.words.frames.get(token.text.lower(), ()) if pair not in found)
        return [(frame, entry) for frame, entry in found if self._tells(entry)]

    def _tells(self, entry: HedgeEntry) -> bool:
        """A title tells its own news, however old: no history in it."""
        return not (self.is_title and entry.years)

    def _phrases(self, token: Token) -> list[tuple[tuple[Token, ...], HedgeEntry]]:
        pairs = [pair for form in sorted(set(_forms(token))) for pair in self.words.phrases.get(form, ())]
        parts = [(self._sequence(token, words), entry) for words, entry in pairs if self._tells(entry)]
        return [(part, entry) for part, entry in parts if part]

    def _sequence(self, token: Token, words: Sequence[str]) -> tuple[Token, ...]:
        """The tokens of this wording from `token` on, or none."""
        part = self.sentence.tokens[token.i : token.i + len(words)]
        fits = len(part) == len(words) and all(w in _forms(t) for t, w in zip(part, words, strict=True))
        return part if fits else ()

    def _harmless(self) -> frozenset[int]:
        """The tokens of wordings that look like a negation and are none ("not only", "no fewer than")."""
        found: set[int] = set()
        for token in self.sentence:
            for form in set(_forms(token)):
                for words in self.words.harmless.get(form, ()):
                    found.update(t.i for t in self._sequence(token, words))
        return frozenset(found)

    def _frame(
        self, cue: Sequence[Token], reach: Iterable[Token], entry: HedgeEntry, standing: Standing | None = None
    ) -> Iterator[_Frame]:
        """The frame, if it reaches anything. A cue that may be the act itself ("attempted") is reached too."""
        made = standing or entry.standing
        reached = {t.i: t for t in reach}
        if entry.self:
            reached.update((t.i, t) for t in cue)
        if reached:
            ordered = tuple(sorted(cue, key=lambda t: t.i))  # "denied: soldiers ...": what a cue hangs on may follow it
            words = " ".join(t.text for t in ordered)
            yield _Frame(ordered, tuple(reached.values()), made, f"{entry.why} ('{words}')")

    # Words that stand beside what they lower.

    def _adverb(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        if token.upos not in ("ADV", "ADJ"):
            return
        head = self.sentence.head(token)
        if head is not None:
            yield from self._frame([token], self._reach(head, entry.standing), entry)

    def _adverb_before(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        """ "nearly killed nine", but not "killed nearly nine": of a verb behind it, not of a number."""
        head = self.sentence.head(token)
        following = self.sentence.tokens[token.i + 1 : token.i + 2]
        if head is not None and head.i > token.i and head.upos == "VERB" and all(t.upos != "NUM" for t in following):
            yield from self._frame([token], self.near.narrow(head), entry)

    def _adjective(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        head = self.sentence.head(token)
        if head is not None and head.lemma.lower() in entry.carried_out and token.text.lower() in entry.outcomes:
            return
        if head is not None and token.dep in ("amod", "compound") and head.upos in ("NOUN", "PROPN", "VERB"):
            reach = [head, *self.sentence.children(head, "compound", "conj", "amod")]
            yield from self._frame([token], [t for t in reach if t.i >= token.i], entry)

    def _auxiliary(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        head = self.sentence.head(token)
        if token.upos != "AUX" and token.xpos != "MD":
            return
        if head is None or token.dep not in ("aux", "cop") or self._is_perfect(token, head):
            return
        if token.text.lower() in self.knowledge.hedges.past_abilities and self._is_reversed(head):
            return  # "could not avoid killing"
        yield from self._frame([token], self._reach(head, entry.standing), entry)

    def _due(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        """ "are to be executed": what is due; "was to die two days later" tells of what came."""
        verb = self.sentence.head(token)
        if verb is None or token.dep != "aux" or token.feat("VerbForm") != "Fin" or not self.near.is_infinitive(verb):
            return
        if token.xpos in _PRESENT or self.near.is_passive(verb):
            yield from self._frame([token], self._reach(verb, entry.standing), entry)

    def _said_falsely(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        """ "falsely claimed to have killed": what a word of saying tells so."""
        verb = self.sentence.head(token)
        if token.upos != "ADV" or verb is None or verb.lemma.lower() not in self.knowledge.verbs:
            return
        told = self.sentence.children(verb, "ccomp", "xcomp", "advcl", "csubj", "obj")
        yield from self._frame([token, verb], [t for c in told for t in self.near.wide(c)], entry)

    def _perfect(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        head = self.sentence.head(token)
        if head is not None and token.dep == "aux" and self._is_perfect(token, head):
            yield from self._frame([token], self._reach(head, entry.standing), entry)

    def _is_perfect(self, token: Token, head: Token) -> bool:
        """Whether the auxiliary stands before "have" and may tell of what was ("may have died")."""
        later = [t.lemma.lower() for t in self.sentence.children(head, "aux") if t.i > token.i]
        return token.lemma.lower() in self.words.perfect and "have" in later

    def _state(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        yield from self._frame([token], [token], entry)

    def _mark(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        head = self.sentence.head(token)
        if head is None or token.dep not in ("mark", "case", "advmod", "cc"):
            return
        if entry.standing is Standing.NEGATED and self._is_undone(token, head):
            return
        if token.dep == "case" or self.near.is_clause(head):
            reach = self._reach(head, entry.standing)
            governor = self.sentence.head(head)
            if head.dep == "advcl" and governor is not None and self._is_open(governor):
                reach = [*reach, *self._reach(governor, entry.standing)]  # "unless they pay, hostages are killed"
            yield from self._frame([token], reach, entry)

    def _is_undone(self, mark: Token, head: Token) -> bool:
        """ "not without killing two", "did not leave without killing two": two negations tell of a fact."""
        before = self.sentence.tokens[mark.i - 1] if mark.i else None
        if before is not None and self.words.negators.intersection(_forms(before)):
            return True
        governor = self.sentence.head(head)
        apart = before is not None and before.upos == "PUNCT"
        negated = governor is not None and self._negator_of(governor) is not None
        return negated and not apart and governor is not None and self.near.is_past(governor)

    def _is_open(self, verb: Token) -> bool:
        """A main clause in the present: with a condition it tells of no act yet."""
        return self.near.is_finite(verb) and not self.near.is_past(verb)

    def _reach(self, head: Token, standing: Standing) -> list[Token]:
        return self.near.wide(head) if standing in _CERTAIN_LOWERED else self.near.narrow(head)

    def _infinitive(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        """ "sent men to kill": an infinitive tells of a purpose, unless its verb carries it out ("went on to kill") or
        has a standing of its own to give ("vowed to kill")."""
        head = self.sentence.head(token)
        if head is None or head.i > token.i or token.dep not in ("advcl", "acl", "xcomp"):
            return
        if not self.near.is_infinitive(token):
            return
        word, after = head.lemma.lower(), self.sentence.tokens[head.i + 1].text.lower()
        if {word, f"{word} {after}"} & self.words.governing or self._names_the_doer(head):
            return
        yield from self._frame([token], self.near.narrow(token), entry)

    def _is_being(self, verb: Token) -> bool:
        """ "Is there evidence that": a verb of being with the empty subject behind it."""
        empty = self.sentence.child(verb, "expl")
        return empty is not None and empty.i == verb.i + 1

    def _names_the_doer(self, head: Token) -> bool:
        """ "the third reporter to be killed", "the second in the town's history to be killed"."""
        if head.upos not in ("NOUN", "PROPN", "NUM", "ADJ"):
            return False
        near = self.sentence.tokens[max(0, head.i - _ORDINAL_REACH) : head.i + 1]
        return any(t.lemma.lower() in self.knowledge.hedges.ordinals for t in near)

    def _determiner(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        """ "any attack that kills", "anyone who kills": the relative clause tells of no one act."""
        noun = self.sentence.head(token) if token.dep == "det" else token
        for clause in self.sentence.children(noun, "acl:relcl") if noun is not None else ():
            yield from self._frame([token], self.near.narrow(clause), entry)

    def _question(self, verb: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        """ "Were nine killed?": a verb before its subject asks whether; one that asks who or how takes it for true."""
        subject = self.sentence.child(verb, "nsubj", "csubj", "expl")
        helper = self.sentence.child(verb, "aux", "cop") or (verb if self._is_being(verb) else None)
        if subject is None or helper is None or subject.i < helper.i:
            return
        opening = [t for t in self.sentence.subtree(verb) if t.i < helper.i]
        asked = any(t.text.startswith("?") for t in self.sentence.tokens[verb.i :])
        if not asked or any(t.xpos.startswith("W") for t in opening):
            return
        reach = self.near.narrow(verb)
        if not {verb.lemma.lower(), *(t.lemma.lower() for t in opening)} & self.knowledge.hedges.factive:
            about = [verb, *self.sentence.children(verb, "nsubj")]
            told = [c for t in about for c in self.sentence.children(t, "ccomp", "csubj", "acl")]
            reach += [t for c in told if not self.near.is_relative(c) for t in self.near.wide(c)]
        yield from self._frame([helper], reach, entry)

    # Words that govern.

    def _verb(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        if token.upos not in ("VERB", "AUX") or self._is_negated_away(token, entry):
            return
        word = token.lemma.lower()
        if word in entry.verbs or word in entry.object_verbs:
            yield from self._governed(token, entry, word in entry.object_verbs)
        if word in entry.present_verbs and token.xpos in _PRESENT:
            due = [c for c in self.sentence.children(token, "xcomp") if self.near.is_infinitive(c)]
            yield from self._frame([token], [t for c in due for t in self._reach(c, entry.standing)], entry)
        yield from self._linked(token, entry)
        result = self.near.told_result(token)
        if word in entry.passives and result is not None:
            yield from self._frame([token], self._reach(result, entry.standing), entry)
        elif word in entry.passives and self.near.is_passive(token):
            yield from self._passive(token, entry)

    def _linked(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        """ "called for the arrest of", "threatened with death", "kept the gang from killing"."""
        links = entry.linked_verbs.get(token.lemma.lower(), frozenset())
        for child in self.sentence.children(token, "obl", "advcl"):
            if self.near.linked(child, links):
                yield from self._frame([token], self.near.phrase(child), entry)

    def _governed(self, token: Token, entry: HedgeEntry, takes_object: bool) -> Iterator[_Frame]:
        for child in self.sentence.children(token, "xcomp", "ccomp", "parataxis"):
            if child.i > token.i and (child.dep != "parataxis" or child.i - token.i > 1):
                yield from self._complement(token, child, entry)
        for child in self.sentence.children(token, "advcl"):
            if self.near.is_infinitive(child) and child.i > token.i:
                yield from self._frame([token], self._reach(child, entry.standing), entry)
        if takes_object:
            objects = self.sentence.children(token, "obj", "nsubj:pass")
            if entry.standing is Standing.HYPOTHETICAL:  # "ordered a killing", but "ordered the killing": it was done
                objects = [o for o in objects if self.near.is_indefinite(o)]
            reach = [t for o in objects for t in self.near.phrase(o)]
            yield from self._frame([token], reach, entry)
        elif entry.self:
            yield from self._frame([token], [], entry)

    def _complement(self, cue: Token, child: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        """A governed clause: a past and finite one stays a fact, or takes the standing that the entry gives it."""
        if child.dep == "parataxis" or self._is_reversed(child):
            return
        if child.dep == "ccomp" and self.near.is_past(child):
            if entry.clause_past is not None:
                yield from self._frame([cue], self.near.wide(child), entry, entry.clause_past)
            elif entry.standing is Standing.REPORTED:
                yield from self._frame([cue], self.near.wide(child), entry)
            return
        told = child.xpos == "VBN" or (child.upos == "ADJ" and entry.standing is Standing.FORECAST)
        settled = told and self.sentence.child(child, "mark", "aux", "cop") is None  # "ordered him held", "feared dead"
        if entry.standing is Standing.FORECAST and settled:
            return
        if not entry.finite and (settled or (child.dep == "ccomp" and self.near.is_finite(child))):
            return
        yield from self._frame([cue], self._reach(child, entry.standing), entry)

    def _passive(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        """ "are believed to have died", "feared dead", "was reported killed", "charged with killing"."""
        sentence = self.sentence
        if sentence.child(token, "obl:agent") is not None:
            return
        reach: list[Token] = []
        for child in sentence.children(token, "xcomp", "ccomp", "advcl", "obl", "csubj", "csubj:pass"):
            if child.dep in ("xcomp", "ccomp", "csubj") or self.near.linked(child, entry.passive_links):
                reach.extend(self._reach(child, entry.standing))
        if not reach and token.lemma.lower() in entry.passive_subjects:  # "no deaths were reported", not "was held"
            reach = [t for s in sentence.children(token, "nsubj:pass") for t in self.near.phrase(s)]
        yield from self._frame([token], reach, entry)

    def _predicate(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        if token.upos not in ("ADJ", "VERB", "ADV"):
            return
        for child in self.sentence.children(token, "xcomp", "ccomp", "advcl", "csubj"):
            if not (child.dep == "ccomp" and self.near.is_past(child)):
                yield from self._frame([token], self._reach(child, entry.standing), entry)

    def _falsifier(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        """ "the claim that ... is false", "a false rumour of ...", "called the claim that ... false"."""
        for noun in self._said_of(token, plain=token.lemma.lower() in entry.plain_falsifiers):
            yield from self._frame([token], self._hanging(noun, entry), entry)

    def _truth(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        """ "it is not true that", "the report that ... was not correct"."""
        negator = self._negator_of(token)
        if self._is_asked(token):
            return  # "Is it not true that ...?" denies nothing
        for noun in self._said_of(token, plain=True) if negator is not None else ():
            yield from self._frame([negator or token, token], self._hanging(noun, entry), entry)

    def _is_asked(self, token: Token) -> bool:
        """A verb or copula before its subject, in a sentence that asks."""
        subject = self.sentence.child(token, "nsubj", "csubj", "expl")
        helper = self.sentence.child(token, "aux", "cop")
        asked = any(t.text.startswith("?") for t in self.sentence.tokens[token.i :])
        return asked and subject is not None and helper is not None and helper.i < subject.i

    def _said_of(self, token: Token, plain: bool) -> list[Token]:
        """The nouns that a word like "false" is said of; with `plain` also the clause on the word itself ("it is false
        that"), which a word of judgement ("it is wrong that") takes for true."""
        sentence, head = self.sentence, self.sentence.head(token)
        nouns = [*([token] if plain else []), *sentence.children(token, "nsubj", "expl")]
        if head is not None and token.dep == "amod":
            nouns.append(head)
        if head is not None and token.dep == "xcomp":  # "turned out to be false", "called the claim false"
            nouns += sentence.children(head, "obj") or sentence.children(head, "nsubj", "expl")
        return nouns

    def _hanging(self, noun: Token, entry: HedgeEntry) -> list[Token]:
        """The clause or "of" phrase that tells what a noun like "claim" is about."""
        reach: list[Token] = []
        for child in self.sentence.children(noun, "acl", "ccomp", "csubj", "nmod"):
            if child.dep == "nmod":
                reach.extend(self.near.phrase(child) if self.near.linked(child, entry.noun_links) else ())
            elif not self.near.is_relative(child):
                reach.extend(self.near.wide(child))
        return reach

    def _noun(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        if token.upos not in ("NOUN", "PROPN"):
            return
        sentence = self.sentence
        links = entry.noun_links or self.knowledge.hedges.noun_links
        reach: list[Token] = [*sentence.children(token, "compound"), *self._infinitive_behind(token, entry)]
        for child in sentence.children(token, "acl", "nmod", "ccomp", "obl", "advcl"):
            if self.near.is_relative(child) or (child.dep in ("acl", "ccomp") and self._is_where_said(token)):
                continue
            if child.dep in ("nmod", "obl"):
                if self.near.linked(child, links):
                    reach.extend(self._told_of(child, entry))
            elif self.near.is_past(child):
                standing = entry.clause_past or (entry.standing if entry.standing in _CERTAIN_LOWERED else None)
                if standing is not None:
                    yield from self._frame([token], self.near.wide(child), entry, standing)
            elif child.xpos != "VBN" or sentence.child(child, "mark", "aux") is not None:
                reach.extend(self._reach(child, entry.standing))
        yield from self._frame([token], reach, entry)

    def _is_where_said(self, noun: Token) -> bool:
        """ "said in a report that": the clause on the noun is what the verb says, and no hearsay."""
        verb = self.sentence.head(noun)
        return noun.dep == "obl" and verb is not None and verb.lemma.lower() in self.knowledge.verbs

    def _told_of(self, noun: Token, entry: HedgeEntry) -> list[Token]:
        """What a noun is about; history reaches over its relative clauses too ("anniversary of the raid in which")."""
        clauses = self.sentence.children(noun, "acl") if entry.standing is Standing.BACKGROUND else []
        return [*self.near.phrase(noun), *(t for clause in clauses for t in self.near.wide(clause))]

    def _infinitive_behind(self, token: Token, entry: HedgeEntry) -> list[Token]:
        """ "a plot to kill": the infinitive right behind the noun, wherever the pack hung it."""
        after = self.sentence.tokens[token.i + 1 : token.i + 3]
        if len(after) == 2 and after[0].text.lower() == "to" and after[1].xpos == "VB":
            return self._reach(after[1], entry.standing)
        return []

    # Negation.

    def _negator(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        if token.i in self.harmless:
            return
        head = self.sentence.head(token)
        if token.dep in ("det", "cc:preconj") and head is not None:
            yield from self._negated_noun(token, head, entry)
        elif token.dep in ("nsubj", "obj", "obl", "nmod", "root", "conj", "iobj"):
            yield from self._negated_noun(token, token, entry)
        elif token.dep in ("advmod", "cc", "aux", "mark") and head is not None and not self._is_reversed(head):
            if not self._is_before_mark(token, entry):
                yield from self._frame([token], self._contrasted(token, head), entry)

    def _is_before_mark(self, token: Token, entry: HedgeEntry) -> bool:
        """ "not without killing": what the mark would negate is told as done."""
        after = self.sentence.tokens[token.i + 1 : token.i + 2]
        return any(t.lemma.lower() in entry.marks for t in after)

    def _contrasted(self, negator: Token, head: Token) -> list[Token]:
        """What "not" reaches; in "not farmers but nine herders were killed" only what stands before "but"."""
        parting = self.knowledge.hedges.parting
        rest = self.sentence.tokens[negator.i + 1 :]
        verb = next((t.i for t in rest if t.upos in ("VERB", "AUX")), len(self.sentence.tokens))
        but = next((t.i for t in rest if t.lemma.lower() in parting and t.dep == "cc"), verb)
        before = self.sentence.tokens[negator.i - 1] if negator.i else None
        if but < verb and head.i < but and (before is None or before.upos != "AUX"):
            return [t for t in rest if t.i < but]
        return self.near.narrow(head, negated=True)

    def _is_reversed(self, verb: Token) -> bool:
        """ "did not fail to kill": a negated verb of not doing."""
        return verb.lemma.lower() in self.knowledge.hedges.reversing and self._negator_of(verb) is not None

    def _negated_noun(self, token: Token, noun: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        """ "no deaths", "no one was killed", "killed nobody": the noun, and the verb whose subject or object it is."""
        excepting = load_grammar().excepting
        if any(self.near.linked(t, excepting) for t in self.sentence.children(noun, "nmod")):
            return  # "nobody but the driver was killed"
        reach = [*self.near.narrow(noun), noun]
        head = self.sentence.head(noun)
        if head is not None and noun.dep in ("nsubj", "obj", "iobj") and self.near.is_clause(head):
            # "shot nobody but arrested forty": an object is one verb's, a subject may be of all that are joined
            reach.extend(self.near.narrow(head, negated=True, alone=noun.dep != "nsubj"))
        yield from self._frame([token], reach, entry)

    def _negated_verb(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        """ "could not confirm that", "it is not known how many": the clause is neither told nor negated."""
        negator = self._negator_of(token)
        if negator is None:
            return
        for child in self.sentence.children(token, "ccomp", "xcomp", "csubj", "obj", "advcl", "nsubj:pass"):
            if entry.declarative and (child.dep not in ("ccomp", "csubj") or self.near.is_asked(child)):
                continue
            if child.i > token.i or child.dep in ("csubj", "nsubj"):
                yield from self._frame([negator, token], self.near.wide(child), entry)

    def _negator_of(self, token: Token) -> Token | None:
        subjects = self.sentence.children(token, "nsubj")  # "nobody believes", "no one said"
        none = [k for s in subjects for k in self.sentence.children(s, "det")]
        for child in (*self.sentence.children(token, "advmod", "aux"), *subjects, *none):
            if self.words.negators.intersection(_forms(child)):
                return child if child.i not in self.harmless else None
        return self._withheld_by(token)

    def _withheld_by(self, token: Token) -> Token | None:
        """ "refused to confirm", "is yet to confirm": the word by which an infinitive was not done."""
        if token.upos == "VERB" and token.xpos == "VBG":
            opening = self.sentence.tokens[max(0, token.i - 2) : token.i]
            held = " ".join(t.text.lower() for t in opening) in self.knowledge.hedges.withheld_phrases
            return opening[0] if held else None
        if token.upos != "VERB" or not self.near.is_infinitive(token):
            return None
        head, before = self.sentence.head(token), self.sentence.tokens[: token.i]
        if head is not None and head.lemma.lower() in self.knowledge.hedges.withholding and head.i < token.i:
            return head if self._plain_negator(head) is None else None
        to = next((t.i for t in reversed(before) if t.lemma.lower() == "to"), 0)
        last = before[to - 1] if to else None
        return last if last is not None and last.lemma.lower() in self.knowledge.hedges.withheld else None

    def _plain_negator(self, token: Token) -> Token | None:
        below = self.sentence.children(token, "advmod", "aux")
        return next((t for t in below if self.words.negators.intersection(_forms(t))), None)

    def _negated_noun_clause(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        """ "no evidence that", "did not find any proof of", "without a sign that": what the noun would speak for."""
        if token.upos != "NOUN":
            return
        negator = self._noun_negator(token)
        if negator is not None:
            reach = [
                t for noun in self._spoken_for(token, entry) for t in (*self.near.phrase(noun), *self._under(noun))
            ]
            yield from self._frame([negator, token], [*self._under(token), *reach], entry)

    def _noun_negator(self, noun: Token) -> Token | None:
        """The negation of a noun: its own, that of the preposition before it, or that of its verb."""
        for child in self.sentence.children(noun, "det", "case", "amod"):
            words = {*_forms(child)}
            if words & self.words.negators or words & self.words.negating_marks:
                return child
        verb = self.sentence.head(noun)
        if verb is None or noun.dep not in ("obj", "nsubj") or not self.near.is_clause(verb):
            return None
        return self._negator_of(verb)

    def _spoken_for(self, noun: Token, entry: HedgeEntry) -> list[Token]:
        """The nouns behind "of", "for", "to" ("no proof of the killing", "no truth in claims that")."""
        return [t for t in self.sentence.children(noun, "nmod") if self.near.linked(t, entry.noun_links)]

    def _under(self, noun: Token) -> list[Token]:
        """The clauses on a noun that say what it is about, also through "to suggest that"."""
        reach: list[Token] = []
        for clause in self.sentence.children(noun, "acl", "ccomp", "advcl"):
            if self.near.is_relative(clause):
                continue
            reach.extend(self.near.wide(clause))
            for inner in self.sentence.children(clause, "ccomp", "obj"):
                reach.extend(self.near.wide(inner) if inner.dep == "ccomp" else self._under(inner))
        return reach

    def _is_negated_away(self, token: Token, entry: HedgeEntry) -> bool:
        """ "did not fail to", "failed to prevent", "could have prevented": a negated verb of negation leaves a fact."""
        if entry.standing not in (Standing.NEGATED, Standing.DENIED):
            return False
        return self._negator_of(token) is not None or self._is_counterfactual(token)

    def _is_counterfactual(self, verb: Token) -> bool:
        """ "could have prevented": it was not prevented."""
        below = self.sentence.children(verb, "aux")
        return any(t.xpos == "MD" for t in below) and any(t.lemma.lower() == "have" for t in below)

    # Periods and history.

    def _of_phrase(self, found: Sequence[Token], entry: HedgeEntry) -> list[Token]:
        last, following = found[-1], self.sentence.tokens[found[-1].i + 1 :]
        if entry.reach == "verb":  # "far from killing"
            return self.near.narrow(following[0]) if following and following[0].xpos == "VBG" else []
        opened = self.sentence.head(last)
        if last.dep == "mark" and opened is not None:  # "ten years since a bomb killed"
            return self.near.wide(opened)
        if entry.reach == "noun":
            noun = next((t for t in following[:6] if t.upos in ("NOUN", "VERB") and t.dep != "compound"), None)
            return self.near.wide(noun) if noun is not None and noun.upos == "VERB" else self.near.phrase(noun)
        return self._around(found[0])

    def _around(self, token: Token) -> list[Token]:
        """The clause that words of time stand in, or the noun that they hang on."""
        for above in self.sentence.ancestors(token):
            if self.near.is_clause(above):
                return self.near.wide(above)
        return list(self.sentence.tokens)

    def _since(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        """ "have been killed since": with the perfect a standing total; with the past only a bound."""
        head = self._clause_above(token)
        if head is None or not self.near.has_perfect(head) or not self._is_of_many(head):
            return
        own = self.sentence.head(token)
        bound = {t.i for t in self.sentence.subtree(own)} if own is not None and own.i != head.i else set()
        yield from self._frame([token], [t for t in self.near.wide(head) if t.i not in bound], entry)

    def _is_of_many(self, head: Token) -> bool:
        """Whether the clause tells of more than one ("have been killed", not "he has been held")."""
        told = self.sentence.children(head, "nsubj", "obj")
        return any(_is_plural(t) or t.upos in ("NUM", "SYM") for t in told)

    def _clause_above(self, token: Token) -> Token | None:
        """The verb that words of time belong to, not the one of the clause that "since" itself opens."""
        own = self.sentence.head(token)
        if own is not None and token.dep == "mark":
            token = own
        return next((t for t in self.sentence.ancestors(token) if self.near.is_clause(t)), None)

    def _period(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        """ "in recent months", "over the past ten years"."""
        tokens = self.sentence.tokens[token.i + 1 : token.i + 6]
        for k, noun in enumerate(tokens):
            if noun.upos == "NOUN":
                between = {t.lemma.lower() for t in tokens[:k]}
                if noun.lemma.lower() in entry.period_nouns and between & entry.period_words and _is_plural(noun):
                    yield from self._frame([token, *tokens[: k + 1]], self._around(noun), entry)
                return

    def _year(self, token: Token, entry: HedgeEntry) -> Iterator[_Frame]:
        """A year before the report's own, said of the clause that it stands in ("was killed in 2008")."""
        if self.year is None or len(token.text) != 4 or not token.text.isdigit():
            return
        if not 1000 <= int(token.text) < self.year or token.dep not in ("obl", "nmod", "nummod", "compound", "dep"):
            return
        head = self.sentence.head(token)
        if head is None or self.near.linked(token, entry.clocks):
            return
        if self.near.is_clause(head):
            reach = self.near.wide(head)
        else:
            reach = [*self.near.phrase(head), *self._year_clause(token, entry)]
        yield from self._frame([token], reach, entry)

    def _year_clause(self, token: Token, entry: HedgeEntry) -> list[Token]:
        """ "in March 2008", "killed in the 2008 massacre" date the clause; "held over the 2008 war" only the noun."""
        head = self.sentence.head(token)
        if head is None or head.dep not in ("obl", "nmod"):
            return []
        dated = head.i < token.i and head.upos in ("PROPN", "NUM")
        return self._around(head) if dated or (head.dep == "obl" and self.near.linked(head, entry.year_links)) else []


def _is_plural(noun: Token) -> bool:
    return noun.feat("Number") == "Plur" or noun.xpos in ("NNS", "NNPS")


def _forms(token: Token) -> tuple[str, str]:
    return token.lemma.lower(), token.text.lower()


_MAKERS: dict[str, Callable[[_Finder, Token, HedgeEntry], Iterator[_Frame]]] = {
    "adverb": _Finder._adverb,
    "adverb_before": _Finder._adverb_before,
    "adjective": _Finder._adjective,
    "auxiliary": _Finder._auxiliary,
    "perfect": _Finder._perfect,
    "due": _Finder._due,
    "said_falsely": _Finder._said_falsely,
    "verb": _Finder._verb,
    "predicate": _Finder._predicate,
    "noun": _Finder._noun,
    "mark": _Finder._mark,
    "negator": _Finder._negator,
    "negated_verb": _Finder._negated_verb,
    "negated_noun": _Finder._negated_noun_clause,
    "falsifier": _Finder._falsifier,
    "truth": _Finder._truth,
    "determiner": _Finder._determiner,
    "state": _Finder._state,
    "since": _Finder._since,
    "period": _Finder._period,
}
