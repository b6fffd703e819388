"""Words of saying in one sentence: which words say, who is their source, and which words are said."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from recount.find.reach import Reach
from recount.knowledge.parties import load_parties
from recount.knowledge.speech import SayingEntry, SpeechKnowledge
from recount.model.analysis import Sentence, Token
from recount.model.span import Span

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
_LONGEST_LABEL = 8  # tokens before the colon of "Army: three killed"
_LONGEST_DATELINE = 14
_DASHES = ("-", "--", "–", "—", ":")
_APART = (";", ",", "-", "–", "—")  # marks that set a figure apart
_CLOSING = ("”", "''", "»")


@dataclass(frozen=True, slots=True)
class Saying:
    """One cue. `source` is the head of the phrase that names the speaker; `content` may be empty (a quotation may
    stand in another sentence)."""

    cue: tuple[Token, ...]
    entry: SayingEntry
    source: Token
    content: tuple[Span, ...]

    @property
    def cue_span(self) -> Span:
        return Span(self.cue[0].start, self.cue[-1].end)


def find_sayings(sentence: Sentence, knowledge: SpeechKnowledge, is_title: bool) -> list[Saying]:
    """The sayings of a sentence in the order of their cues."""
    finder = _Finder(sentence, knowledge)
    found = [s for token in sentence for s in finder.at(token)]
    found.extend(finder.labels(is_title, found))
    return sorted(found, key=lambda s: (s.cue[0].i, s.entry.id))


def spans_of(tokens: Iterable[Token]) -> tuple[Span, ...]:
    """The stretches of neighbouring tokens; punctuation between two of them does not part them."""
    ordered = sorted({t.i: t for t in tokens}.values(), key=lambda t: t.i)
    while ordered and ordered[0].upos == "PUNCT":
        ordered.pop(0)
    spans: list[Span] = []
    last = -2
    for token in ordered:
        if spans and token.i == last + 1:
            spans[-1] = Span(spans[-1].start, token.end)
        elif token.upos != "PUNCT":
            spans.append(Span(token.start, token.end))
        else:
            continue
        last = token.i
    return tuple(spans)


class _Finder:
    """The sayings of one sentence."""

    def __init__(self, sentence: Sentence, knowledge: SpeechKnowledge) -> None:
        self.sentence = sentence
        self.knowledge = knowledge
        self.near = Reach(sentence, knowledge.hedges.light)

    def at(self, token: Token) -> Iterator[Saying]:
        word = token.lemma.lower()
        for words, entry in self.knowledge.phrases.get(word, self.knowledge.phrases.get(token.text.lower(), ())):
            part = self._sequence(token, words)
            if part is not None:
                yield from self._of_phrase(part, entry)
                return
        if self._is_verb(token):
            for words, entry in self.knowledge.verbs.get(word, ()):
                part = self._verb_words(token, words)
                if part is not None:
                    yield from self._of_verb(token, part, entry)
                    return
        elif token.upos == "NOUN" and word in self.knowledge.nouns:
            yield from self._of_noun(token, self.knowledge.nouns[word])

    # Matching.

    def _is_verb(self, token: Token) -> bool:
        if token.deprel in ("amod", "compound", "case", "fixed"):
            return False
        return token.upos == "VERB" or (token.upos != "NOUN" and token.xpos.startswith("VB"))

    def _sequence(self, token: Token, words: Sequence[str]) -> tuple[Token, ...] | None:
        part = self.sentence.tokens[token.i : token.i + len(words)]
        fits = len(part) == len(words) and all(
            w in (t.lemma.lower(), t.text.lower()) for t, w in zip(part, words, strict=True)
        )
        return part if fits else None

    def _verb_words(self, token: Token, words: Sequence[str]) -> tuple[Token, ...] | None:
        if len(words) == 1:
            return (token,)
        for after in self.sentence.tokens[token.i + 1 : token.i + 3]:
            if after.text.lower() == words[1] and after.dep in ("compound", "advmod", "xcomp", "case", "mark"):
                return (token, after)
        return None

    # Verbs.

    def _of_verb(self, verb: Token, cue: tuple[Token, ...], entry: SayingEntry) -> Iterator[Saying]:
        if self._is_unsaid(verb) or self.near.told_result(verb) is not None:
            return
        if entry.source == "object":
            yield from self._citing(verb, cue, entry)
            return
        agents = self._agents(verb)
        if self.near.is_passive(verb) or (verb.xpos == "VBN" and agents):
            if agents:
                yield Saying(cue, entry, agents[0], spans_of(self._passive_content(verb, agents[0])))
            return
        own = self._own_subject(verb)
        if own is None and verb.xpos in ("VBN", "VBD") and self.near.linked(verb, frozenset({"as"})):
            return  # "not three as first reported"
        if entry.finite and (own is None or own.upos == "NUM" or verb.xpos == "VBG"):
            return
        source = self._source(verb)
        if source is not None and not self._has_negator(source, "det"):
            yield Saying(cue, entry, source, spans_of(self._content(verb, source, entry)))

    def _is_unsaid(self, verb: Token) -> bool:
        """Negated, or wanted only: "did not say", "declined to say", "would not confirm"."""
        if self._has_negator(verb, "advmod", "aux", "mark"):
            return True
        before = " ".join(t.text.lower() for t in self.sentence.tokens[max(0, verb.i - 2) : verb.i])
        if before in self.knowledge.hedges.withheld_phrases:
            return True  # "stopped short of admitting that"
        head = self.sentence.head(verb)
        if not self.near.is_infinitive(verb):
            return False
        implicative = self.knowledge.hedges.implicative
        opening = self.sentence.tokens[max(0, verb.i - 2) : verb.i]
        if opening and opening[0].lemma.lower() in self.knowledge.hedges.withheld:
            return True  # "has yet to confirm"
        return head is None or head.lemma.lower() not in implicative

    def _has_negator(self, token: Token, *deps: str) -> bool:
        negators = self.knowledge.hedge_words.negators
        return any({t.text.lower(), t.lemma.lower()} & negators for t in self.sentence.children(token, *deps))

    def _agents(self, verb: Token) -> list[Token]:
        agents = self.sentence.children(verb, "obl:agent")
        by = frozenset({"by"})
        return agents or [t for t in self.sentence.children(verb, "obl", "nmod") if self.near.linked(t, by)]

    def _passive_content(self, verb: Token, agent: Token) -> list[Token]:
        """ "Two deaths were reported by police"; "as reported by X" says what its head clause says."""
        heads = self.sentence.children(verb, "nsubj", "ccomp", "xcomp", "csubj")
        own = [t for c in heads if not self._is_relative(c) for t in self._under(c)]
        for noun in [self._behind_relative(c) for c in heads if self._is_relative(c)]:
            own.extend(self._under(noun, "acl:relcl", "det"))
        head = self.sentence.head(verb)
        if own or verb.dep == "acl":
            return own
        return self._without(head, verb) if head is not None else []

    def _citing(self, verb: Token, cue: tuple[Token, ...], entry: SayingEntry) -> Iterator[Saying]:
        """ "citing the police": what the governing clause tells, or what its own saying says."""
        source = self.sentence.child(verb, "obj")
        head = self.sentence.head(verb)
        inner = self._as_saying(verb)
        if inner is not None:
            yield from self._quoter(verb, cue, inner)
        if inner is not None or source is None:
            return
        if head is None or verb.dep in ("conj", "parataxis"):
            content = self.sentence.children(verb, "ccomp")
            yield Saying(cue, entry, source, spans_of(t for c in content for t in self._under(c)))
            return
        saying = self._saying_beside(verb)
        told = self._content(saying, self._source(saying), entry) if saying is not None else []
        yield Saying(cue, entry, source, spans_of(told or self._without(head, verb)))

    def _saying_beside(self, verb: Token) -> Token | None:
        """The verb of saying that "citing" goes with: above it, or beside it in the clause ("..., the agency said,
        citing ...")."""
        above = list(self.sentence.ancestors(verb))
        beside = [c for a in above for c in self.sentence.children(a, "parataxis") if c.i < verb.i]
        return next((t for t in (*above, *beside) if t.i != verb.i and self._is_saying_verb(t)), None)

    def _quoter(self, verb: Token, cue: tuple[Token, ...], inner: Token) -> Iterator[Saying]:
        """ "the paper quoted the mayor as saying", "the mayor was quoted by the paper as saying": the paper says it
        too, around what the mayor says."""
        outer = next(iter(self._agents(verb)), None)
        if outer is None and not self.near.is_passive(verb):
            outer = self._own_subject(verb)
        source = self._source(inner)
        if outer is not None and source is not None and outer.i != source.i:
            said = self._content(inner, source, self._plain)
            yield Saying(cue, self._plain, outer, spans_of(said))

    @property
    def _plain(self) -> SayingEntry:
        """The entry of plain saying."""
        return next(e for e in self.knowledge.file.sayings if e.attitude == "says")

    def _as_saying(self, verb: Token) -> Token | None:
        """ "quoted X as saying": the inner verb, which has the content."""
        near = [*self.sentence.children(verb, "advcl", "xcomp", "obl", "ccomp")]
        for noun in self.sentence.children(verb, "obj", "nsubj"):
            near.extend(self.sentence.children(noun, "acl", "advcl"))
        linked = [t for t in near if self._is_saying_verb(t) and self.near.linked(t, frozenset({"as"}))]
        return linked[0] if linked else None

    def _is_saying_verb(self, token: Token) -> bool:
        return self._is_verb(token) and token.lemma.lower() in self.knowledge.verbs

    # Sources.

    def _source(self, verb: Token) -> Token | None:
        """Who says: by the tree, and where it has no subject for the verb by the words beside it."""
        own = self._own_subject(verb)
        if own is not None and self._is_relative(own):
            return self._wedged(verb) or self._behind_relative(own)
        if own is not None and own.i < verb.i and not self._is_quoted_away(own, verb):
            return self._behind_dateline(own, verb)
        beside = self._adjacent(verb) or (own if own is not None and own.i > verb.i else self._inverted(verb))
        if beside is None and own is None:
            beside = self._wedged(verb)
        if beside is None and own is None:
            beside = self._shared(verb)
        return beside or own

    def _shared(self, verb: Token) -> Token | None:
        """ "..., he said, adding that": who says what this saying goes on with, else the shared subject."""
        quoted = self.near.linked(verb, frozenset({"as"}))  # "quoted a doctor as saying"
        saying = self._saying_beside(verb) if verb.dep in ("advcl", "conj", "xcomp") and not quoted else None
        shared = self._subject(verb)
        if saying is not None and (shared is None or verb.xpos == "VBG" or not self._can_speak(shared)):
            return self._source(saying)
        return shared

    def _is_quoted_away(self, subject: Token, verb: Token) -> bool:
        """A closing mark between the two: the subject is of the words quoted."""
        between = self.sentence.tokens[subject.i + 1 : verb.i]
        return any(t.text in _CLOSING for t in between)

    def _is_relative(self, token: Token) -> bool:
        return token.lemma.lower() in self.knowledge.file.pronouns.relative

    def _adjacent(self, verb: Token) -> Token | None:
        """ "..., the mayor said": the phrase between a mark and the verb, where the pack hung it on another verb."""
        tokens = self.sentence.tokens
        last = verb.i - 1
        while last > 0 and tokens[last].upos in ("AUX", "ADV", "PART"):
            last -= 1
        first = last
        while first > 0 and tokens[first - 1].upos not in ("PUNCT", "VERB", "SCONJ", "CCONJ") and last - first < 9:
            first -= 1
        marked = first > 0 and tokens[first - 1].upos == "PUNCT"
        if first < last and self._is_relative(tokens[first]):  # "..., which the army said"
            first += 1
        part = tokens[first : last + 1]
        if not marked or not part or part[-1].upos not in _NOMINAL or any(t.upos in ("VERB", "ADP") for t in part[:1]):
            return None
        return _top(part)

    def _wedged(self, verb: Token) -> Token | None:
        """ "the strike that the army said killed nine": a subject right before the verb of saying, which the pack hung
        on the verb behind it."""
        last = verb.i - 1
        while last > 0 and self.sentence.tokens[last].upos in ("AUX", "ADV"):
            last -= 1
        for token in self.sentence.tokens[max(0, last - _LONGEST_LABEL) : last + 1]:
            if verb.deprel != "acl:relcl" or token.dep != "nsubj" or token.head <= verb.i or self._is_relative(token):
                continue
            if max(t.i for t in self.sentence.subtree(token)) == last:
                return token
        return None

    def _behind_dateline(self, subject: Token, verb: Token) -> Token:
        """ "KELL, Upland - The council condemned ...": the pack may take the place for the subject."""
        tokens = self.sentence.tokens
        marks = [t for t in tokens[1:_LONGEST_DATELINE] if t.text in _DASHES and t.i < verb.i]
        apart = [t for t in marks if t.text == ":" or tokens[t.i - 1].end < t.start]  # no hyphen inside a word
        dash = apart[-1] if apart else None
        if dash is None or not subject.i < dash.i < verb.i or subject.upos != "PROPN":
            return subject
        part = [t for t in tokens[dash.i + 1 : verb.i] if t.upos in _NOMINAL]
        return next((t for t in part if t.name == "B-PER"), _top(part, last=True)) if part else subject

    def _subject(self, verb: Token) -> Token | None:
        """The subject's head: the verb's own, a relative clause's noun, or one that it shares or is controlled by."""
        own = self._own_subject(verb)
        head = self.sentence.head(verb)
        if own is not None:
            return self._behind_relative(own)
        if head is None:
            return None
        if verb.dep == "acl":
            return head
        if verb.dep in ("xcomp", "advcl", "obl") and self._cites(head):
            return self.sentence.child(head, "nsubj:pass", "obj") or self.sentence.child(head, "nsubj")
        if verb.dep in ("conj", "xcomp", "advcl", "parataxis") and head.upos in ("VERB", "AUX"):
            return self._subject(head)
        return None

    def _cites(self, verb: Token) -> bool:
        return any(entry.source == "object" for _, entry in self.knowledge.verbs.get(verb.lemma.lower(), ()))

    def _own_subject(self, verb: Token) -> Token | None:
        """The verb's subject; of two that the pack gives, the nearer one (the other is the subject of what is said)."""
        own = self.sentence.children(verb, "nsubj", "csubj")
        return min(own, key=lambda t: (t.i > verb.i, abs(t.i - verb.i))) if own else None

    def _behind_relative(self, token: Token) -> Token:
        if token.lemma.lower() not in self.knowledge.file.pronouns.relative:
            return token
        for above in self.sentence.ancestors(token):
            if above.deprel == "acl:relcl":
                return self.sentence.head(above) or token
        return token

    def _inverted(self, verb: Token) -> Token | None:
        """ "..., said the mayor": the phrase right after the verb, whatever the pack hung it on."""
        before = self.sentence.tokens[verb.i - 1] if verb.i else None
        if verb.xpos == "VBG" or (before is not None and before.upos != "PUNCT"):
            return None
        after = self.sentence.tokens[verb.i + 1 : verb.i + _LONGEST_LABEL]
        stop = next((k for k, t in enumerate(after) if t.upos in ("PUNCT", "VERB", "AUX", "SCONJ", "ADP")), len(after))
        part = after[:stop]
        if stop < len(after) and after[stop].upos in ("VERB", "AUX"):
            return None  # the phrase is the subject of what is said
        return _top(part) if part and part[0].upos != "ADV" and any(t.upos in _NOMINAL for t in part) else None

    # What is said.

    def _content(self, verb: Token, source: Token | None, entry: SayingEntry) -> list[Token]:
        head = self.sentence.head(verb)
        if head is not None and self.near.linked(verb, frozenset({"as"})) and self._is_saying_verb(head):
            below = self._own_content(verb, source, entry)
            if not below:  # "..., he was quoted as saying"
                return self._content(head, source, entry)
        own = self._own_content(verb, source, entry)
        if not own and not entry.clauses and not self.near.linked(verb, frozenset({"as"})):
            return []  # but "as one report put it"
        after = [c for c in own if c.i > verb.i]
        if after:
            return self._to_the_end(verb, source, after)
        if own:
            return [t for c in own for t in self._up_to(c, verb, source)]
        if self._is_aside(verb, source):  # "..., an official said on condition of anonymity"
            return self._around(self._whole_clause(verb), verb, source)
        behind = self._behind(verb)
        if behind:
            return behind
        if head is not None and verb.dep in ("parataxis", "advcl", "appos", "conj"):
            if verb.dep == "parataxis" and self._is_set_off(verb, source):
                return []
            if verb.dep == "parataxis" or (verb.dep == "advcl" and self.near.linked(verb, frozenset({"as"}))):
                return self._around(head, verb, source)
        if head is not None and verb.deprel == "acl:relcl":
            return self._in_relative(head, verb)
        return self._before(verb, source)

    def _is_set_off(self, verb: Token, source: Token | None) -> bool:
        """ "...; the army said six": behind a semicolon a saying says nothing of what stands before it."""
        first = self._first_of(source, verb)
        return first > 0 and self.sentence.tokens[first - 1].text == ";"

    def _is_aside(self, verb: Token, source: Token | None) -> bool:
        """A clause of saying between marks that the pack took for a relative one: its subject is no relative pronoun
        and stands behind a mark."""
        if verb.deprel != "acl:relcl" or source is None or source.i > verb.i or self._is_relative(source):
            return False
        first = self._first_of(source, verb)
        parted = first > 0 and self.sentence.tokens[first - 1].upos == "PUNCT"
        return parted and not any(self._is_relative(t) for t in self.sentence.tokens[first : verb.i])

    def _in_relative(self, noun: Token, verb: Token) -> list[Token]:
        """ "a raid that the army said killed nine": the clause right behind, which the pack hung on the noun."""
        for clause in self.sentence.children(noun, "acl"):
            if clause.i > verb.i and all(t.upos != "PUNCT" for t in self.sentence.tokens[verb.i : clause.i]):
                return [t for t in self.sentence.subtree(clause) if t.i > verb.i]
        return []

    def _behind(self, verb: Token) -> list[Token]:
        """ "who said his son was beaten": a clause right behind the verb that the pack hung elsewhere."""
        tokens = self.sentence.tokens
        first = verb.i + 1
        if any(t.text.lower() == "that" for t in tokens[first : first + 1]):
            first += 1
        for token in tokens[first : first + _LONGEST_LABEL]:
            head = self.sentence.head(token)
            if token.dep == "nsubj" and head is not None and head.i > token.i and head.i != verb.i:
                if min(t.i for t in self.sentence.subtree(token)) == first:
                    return [t for t in self.sentence.subtree(head) if t.i >= first]
        return []

    def _own_content(self, verb: Token, source: Token | None, entry: SayingEntry) -> list[Token]:
        """The heads of what the verb governs as said."""
        sentence = self.sentence
        if not entry.clauses:
            return self._figures(verb, entry) if source is None or self._can_speak(source) else []
        found = [c for c in sentence.children(verb, "ccomp") if source is None or c.i != source.i]
        for child in sentence.children(verb, "xcomp", "advcl", "obl"):
            if child.dep == "xcomp" and (entry.infinitive or entry.object) and child.upos in ("VERB", "AUX", "ADJ"):
                found.append(child)
        if entry.content_of:
            found.extend(self._charges(verb, entry.content_of))
            if entry.infinitive:  # "called on the army to free them"
                found.extend(c for c in sentence.children(verb, "advcl") if self.near.is_infinitive(c))
        if not found:
            found = [c for c in sentence.children(verb, "parataxis") if c.i > verb.i and self._opens_speech(c)]
        if not found and entry.attitude == "says":  # "the opposition says 12"
            found = [o for o in sentence.children(verb, "obj") if o.upos == "NUM" and not sentence.children(o, "nmod")]
        if not found and entry.object and (source is None or self._can_speak(source)):
            objects = [o for o in sentence.children(verb, "obj") if source is None or o.i != source.i]
            found = [o for o in objects if o.lemma.lower() not in entry.not_objects]
            if entry.only_objects:
                found = [o for o in found if o.lemma.lower() in entry.only_objects]
        return found

    def _figures(self, verb: Token, entry: SayingEntry) -> list[Token]:
        """ "put the toll at six", "revised it down to nine"."""
        numbered = any(t.upos == "NUM" for t in self.sentence.children(verb, "obl"))
        named = entry.only_objects | (entry.numbered_objects if numbered else frozenset())
        return [o for o in self.sentence.children(verb, "obj") if o.lemma.lower() in named]

    def _charges(self, verb: Token, links: frozenset[str]) -> list[Token]:
        """ "accused the army of killing", "blamed the rebels for a raid", "called for the release of nine"."""
        sentence = self.sentence
        near = sentence.children(verb, "advcl", "obl", "xcomp")
        for noun in sentence.children(verb, "obj"):
            near.extend(sentence.children(noun, "acl", "nmod"))
        return [c for c in near if self.near.linked(c, links)]

    def _opens_speech(self, child: Token) -> bool:
        """A clause that follows a colon, a comma or an opening mark."""
        first = min(t.i for t in self.sentence.subtree(child))
        follows = first > 0 and self.sentence.tokens[first - 1].upos == "PUNCT"
        return follows or not self._is_saying_verb(child)

    def _to_the_end(self, verb: Token, source: Token | None, heads: Sequence[Token]) -> list[Token]:
        """What follows the verb as said: its clause and all that hangs on the verb behind it, but for what the
        source does besides ("said two had died and left")."""
        if all(h.dep in ("obj", "obl") for h in heads):
            return [t for h in heads for t in self._under(h, "acl:relcl", "appos")]
        said = [t for h in heads for t in self._under(h)]
        first = min(t.i for t in said)
        for child in self.sentence.children(verb):
            if child.i > first and not self._is_apart(verb, child, source):
                said.extend(self._under(child))
        return said

    def _is_apart(self, verb: Token, child: Token, source: Token | None) -> bool:
        """Whether what hangs on the verb behind its clause is not part of what is said."""
        if source is not None and child.i == source.i:
            return True
        if self._is_saying_verb(child):
            return True
        if child.dep == "conj":
            bare = self.sentence.child(child, "nsubj", "aux") is None
            return bare and child.xpos != "VBN"
        if child.dep == "advcl":
            return self.near.is_finite(child) and child.i - verb.i > 1 and self._after_comma(child)
        return False

    def _after_comma(self, child: Token) -> bool:
        first = min(t.i for t in self.sentence.subtree(child))
        return first > 0 and self.sentence.tokens[first - 1].text == ","

    def _up_to(self, head: Token, verb: Token, source: Token | None) -> list[Token]:
        """A clause that stands before its verb of saying, from its first word to the source or verb."""
        limit = self._first_of(source, verb)
        said = [t for t in self._under(head) if t.i < limit]
        first = min((t.i for t in said), default=limit)
        return [*said, *self.sentence.tokens[first:limit]]

    def _first_of(self, source: Token | None, verb: Token) -> int:
        """Where the source's phrase (or the verb, if it comes first) begins."""
        if source is None or source.i > verb.i:
            return verb.i
        tokens = self.sentence.tokens
        first = source.i
        while first > 0 and tokens[first - 1].upos not in ("PUNCT", "VERB", "AUX", "CCONJ", "SCONJ"):
            first -= 1
        return first

    def _around(self, head: Token, verb: Token, source: Token | None) -> list[Token]:
        """The clause that an aside of saying stands in ("two died, police said, when ..."). What follows the aside
        belongs to it unless it is a clause of circumstance."""
        aside = {t.i for t in self.sentence.subtree(verb)}
        if source is not None and source.i > verb.i:  # "..., say some residents, who fled"
            aside.update(t.i for t in self.sentence.subtree(source))
        said = [t for t in self._under(head) if t.i not in aside]
        last = max(aside)
        if head.i > last:
            return said
        apart = [
            c
            for c in self.sentence.children(head, "advcl")
            if c.i > last and self.near.linked(c, self.knowledge.file.circumstances)
        ]
        dropped = {t.i for c in apart for t in self.sentence.subtree(c)}
        return [t for t in said if t.i not in dropped]

    def _before(self, verb: Token, source: Token | None) -> list[Token]:
        """ "..., police said": all before the comma, where the pack saw no tie."""
        start = self._first_of(source, verb)
        if start < 3 or self.sentence.tokens[start - 1].upos != "PUNCT":
            return []
        if verb.dep not in ("root", "conj", "parataxis"):
            return []
        before = list(self.sentence.tokens[:start])
        is_clause = any(t.upos in ("VERB", "AUX") for t in before)
        return before if is_clause and self.sentence.child(verb, "obj", "obl") is None else []

    def _under(self, head: Token, *without: str) -> list[Token]:
        """The words below a head that are said: without the "that" before them."""
        return [t for t in self.sentence.subtree(head, *without) if t.head != head.i or t.lemma.lower() != "that"]

    def _without(self, head: Token, aside: Token) -> list[Token]:
        dropped = {t.i for t in self.sentence.subtree(aside)}
        return [t for t in self.sentence.subtree(head) if t.i not in dropped]

    # Phrases and nouns.

    def _of_phrase(self, cue: tuple[Token, ...], entry: SayingEntry) -> Iterator[Saying]:
        """ "according to the police": what the clause around the phrase tells."""
        source = self._phrase_head(cue)
        if source is None or not self._can_speak(source):
            return
        dropped = {t.i for t in (*cue, *self.sentence.subtree(source))}
        above = next((t for t in (source, *self.sentence.ancestors(source)) if t.i not in dropped), None)
        if above is None:
            return
        figure = self._figure_before(cue)
        told = figure or [t for t in self.sentence.subtree(self._whole_clause(above)) if t.i not in dropped]
        yield Saying(cue, entry, source, spans_of(told))

    def _figure_before(self, cue: tuple[Token, ...]) -> list[Token]:
        """ "...; 12, according to the opposition": a figure set apart between marks is all that is told so."""
        tokens = self.sentence.tokens
        last = cue[0].i - (2 if cue[0].i > 1 and tokens[cue[0].i - 1].text == "," else 1)
        if last < 2 or tokens[last].upos != "NUM":
            return []
        first = last
        while first > 0 and tokens[first - 1].upos not in ("PUNCT", "CCONJ", "SCONJ", "NOUN", "PROPN", "VERB"):
            first -= 1
        apart = tokens[first - 1].text in _APART or (
            tokens[first - 1].upos == "CCONJ" and tokens[first - 2].text == ","
        )
        return list(tokens[first : last + 1]) if first > 1 and apart else []

    def _can_speak(self, token: Token) -> bool:
        """A name, a pronoun, a paper, persons or a body, whoever they are; not "the law" or "the calendar"."""
        if token.upos != "NOUN" or token.name != "O" or token.lemma.lower() in self.knowledge.file.papers.words:
            return True
        if token.lemma.lower() in load_parties().nouns:
            return True
        below = [token, *self.sentence.children(token, "compound", "amod", "nmod", "appos")]
        forms = [frozenset({t.text.lower(), t.lemma.lower()}) for t in sorted(below, key=lambda t: t.i)]
        return self.knowledge.kind_of(forms, 0) is not None

    def _phrase_head(self, cue: tuple[Token, ...]) -> Token | None:
        """The head of the phrase after the cue, whether the pack took the cue for a preposition or for its head."""
        after = cue[-1].i
        noun = next((t for t in self.sentence.tokens[after + 1 : after + 9] if t.upos in _NOMINAL), None)
        while noun is not None:
            head = self.sentence.head(noun)
            between = self.sentence.tokens[noun.i : head.i] if head is not None else ()
            if head is None or head.i <= after or head.upos not in _NOMINAL or any(t.upos == "PUNCT" for t in between):
                return noun
            noun = head
        return None

    def _whole_clause(self, token: Token) -> Token:
        """The widest clause around, up to the sentence or to what another saying says."""
        for above in (token, *self.sentence.ancestors(token)):
            token = above
            head = self.sentence.head(above)
            if above.dep in ("ccomp", "parataxis") and head is not None and self._is_saying_verb(head):
                break
        return token

    def _of_noun(self, noun: Token, entry: SayingEntry) -> Iterator[Saying]:
        """ "reports that ...", "the rebels' claim that ...", "reports of a bombing"."""
        said: list[Token] = []
        source, clause = None, False
        if self._has_negator(noun, "det"):
            return  # "no confirmation that": nobody says so
        for child in self.sentence.children(noun):
            bare = child.xpos == "VBN" and self.sentence.child(child, "aux", "mark") is None
            if child.dep in ("acl", "ccomp") and child.deprel != "acl:relcl" and not bare:
                said.extend(self._under(child))
                clause = True
            elif child.deprel == "nmod:poss":
                source = child
            elif child.dep in ("nmod", "obl"):
                if self.near.linked(child, frozenset({"of"})) and not self._is_speaker(child):
                    said.extend(self._under(child))
                elif self.near.linked(child, self.knowledge.file.papers.makers):
                    source = child
        verb = self.sentence.head(noun)
        if clause and source is None and noun.dep == "obl" and verb is not None and self._is_saying_verb(verb):
            source = self._source(verb)  # "said in a statement that ..."
        if said and (clause or source is not None):  # "reports of a bombing" have no speaker but the publisher
            yield Saying((noun,), entry, source or noun, spans_of(said))

    def _is_speaker(self, token: Token) -> bool:
        forms = [frozenset({token.text.lower(), token.lemma.lower()})]
        return token.name != "O" or self.knowledge.kind_of(forms, 0) is not None

    # Labels.

    def labels(self, is_title: bool, found: Sequence[Saying]) -> Iterator[Saying]:
        """ "Army: three killed" and, in titles, "Three killed: army"; where nobody is found to say the label's side."""
        tokens = self.sentence.tokens
        colon = next((t for t in tokens if t.text == ":" and 0 < t.i < len(tokens) - 1), None)
        entry = self._plain
        if colon is None or any(one.cue[0].i < colon.i for one in found):
            return
        left, right = tokens[: colon.i], tokens[colon.i + 1 :]
        if len(left) <= _LONGEST_LABEL and self._is_label(left):
            yield Saying((colon,), entry, _top(left), spans_of(right))
        elif is_title and not found and len(right) <= _LONGEST_LABEL and self._is_label(right):
            yield Saying((colon,), entry, _top(right), spans_of(left))

    def _is_label(self, tokens: Sequence[Token]) -> bool:
        if any(t.upos in ("VERB", "AUX") for t in tokens) or not any(t.upos in _NOMINAL for t in tokens):
            return False
        if all(t.name.endswith("PER") for t in tokens):
            return True
        head = _top(tokens)
        if head.upos == "PROPN" or head.lemma.lower() in self.knowledge.file.papers.words:
            return False
        forms = [frozenset({head.text.lower(), head.lemma.lower()})]
        return self.knowledge.kind_of(forms, 0) is not None


def _top(tokens: Sequence[Token], last: bool = False) -> Token:
    """The first (or last) nominal of a stretch whose head lies outside it, else the last one of all."""
    inside = {t.i for t in tokens}
    nominal = [t for t in tokens if t.upos in _NOMINAL] or list(tokens)
    tops = [t for t in nominal if t.head not in inside] or nominal[-1:]
    return tops[-1] if last else tops[0]
