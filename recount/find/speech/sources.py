"""Who a phrase names as speaker: his name, his kind, and whom a pronoun or a bare surname means."""

import re
from dataclasses import dataclass

from recount.knowledge.speech import SpeechKnowledge
from recount.knowledge.times import load_times
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.document import BlockKind
from recount.model.mention import Speaker
from recount.model.span import Span

_SHORT_FORM = re.compile(r"((?:[\w’'&-]+ ){1,9}[\w’'&-]+) \(([A-Z]{2,8})\)")
_LONGEST_NAME = 14  # tokens; a longer phrase is named by its head and the words before it
_SHORTEST_INITIALS = 3
_CLOSE = 8  # tokens behind its head within which "of the ..." still belongs to a name
_DESCRIBING = ("compound", "amod", "nmod", "appos", "flat", "nmod:poss", "nummod", "conj", "obl", "dep", "list")
_NAME_EDGES = ("det", "punct", "cc", "cc:preconj")


@dataclass(frozen=True, slots=True)
class Source:
    """A phrase that names a speaker. `known`: its words alone tell who it is (no pronoun, no bare "the official");
    `person`: they hold a personal name."""

    speaker: Speaker
    span: Span
    head: Token
    known: bool
    person: bool = False


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    kind: str
    words: frozenset[str]  # lemmas of the description


class Sources:
    """The speakers of one report: what its phrases say of each person, and who spoke last in each voice."""

    def __init__(self, analysis: Analysis, knowledge: SpeechKnowledge) -> None:
        self.analysis = analysis
        self.knowledge = knowledge
        self.text = analysis.document.text
        self.people = self._people()
        self.short = _short_names(self.text) | self._initials()
        self._last: dict[tuple[int, str], Source] = {}

    # Naming.

    def name(self, sentence: Sentence, head: Token) -> Source:
        """The source that the phrase with this head names, a pronoun or bare role resolved in its voice."""
        paper = self._maker(sentence, head)
        if paper is not None:
            return self.name(sentence, paper)
        pronoun = self._pronoun(head)
        if pronoun is not None:
            return self._resolve(sentence, head, pronoun)
        words = self._words(sentence, head)
        named = self._person_in(sentence, head)
        if named is not None:
            return self._named(sentence, head, named, words)
        body = self._body_beside(sentence, head)
        if body is not None:
            return Source(Speaker(self._clean(body), self._kind(words, head) or "organisation"), body, head, known=True)
        span = self._phrase(sentence, head)
        back = self._bare_role(sentence, head)
        if back is not None:
            return Source(back.speaker, span, head, known=False)
        kind = self._kind(words, head)
        full = self.short.get(self._clean(span))
        if full is not None:
            return Source(Speaker(full, kind or self.kind_of_name(full) or "organisation"), span, head, known=True)
        kind = kind or self._kind_of_name(head)
        if self._is_anonymous(sentence, head):
            kind = "unnamed"
        return Source(Speaker(self._clean(span), kind), span, head, known=True)

    def _body_beside(self, sentence: Sentence, head: Token) -> Span | None:
        """ "The news agency Interfax": the name of a body right behind the noun that says what it is."""
        if head.name != "O" or head.lemma.lower() not in self.knowledge.file.bodies:
            return None
        for token in sentence.children(head, "appos"):
            if token.i == head.i + 1 and token.name == "B-ORG":
                named = _name_around(sentence, token)
                return Span(named[0].start, named[-1].end)
        return None

    def _named(self, sentence: Sentence, head: Token, named: list[Token], words: list[Token]) -> Source:
        wording = self._clean(Span(named[0].start, named[-1].end))
        person = self.people.get(wording.split()[-1].lower())
        kind = self._kind(words, head)
        if person is not None and set(wording.lower().split()) <= set(person.name.lower().split()):
            wording, kind = person.name, kind if kind not in (None, "unnamed") else person.kind
        span = Span(min(named[0].start, head.start), max(named[-1].end, head.end))
        kind = kind if kind not in (None, "unnamed") else "person"
        return Source(Speaker(wording, kind), span, head, known=True, person=True)

    def _clean(self, span: Span) -> str:
        return " ".join(span.of(self.text).replace("’s", "'s").removesuffix("'s").split()).strip(" ,;:\"“”'’()")

    def _phrase(self, sentence: Sentence, head: Token) -> Span:
        """The head with the words before it and a closing "of" or "for" phrase, without article."""
        parts = [head]
        for child in sentence.children(head):
            near = child.i < head.i or (child.dep in ("nmod", "flat") and child.i - head.i <= _CLOSE)
            if child.dep in _NAME_EDGES or not near or child.dep in ("acl", "case", "mark", "advmod"):
                continue
            if child.i > head.i and _is_day(child):  # "police on Thursday": when it was said, and no name
                continue
            parts.extend(t for t in sentence.subtree(child, "acl", "appos", "punct", "parataxis"))
        parts.extend(self._split_before(sentence, head))
        parts.extend(_name_around(sentence, head) if head.name.endswith("ORG") else ())
        parts = sorted({t.i: t for t in parts if abs(t.i - head.i) <= _LONGEST_NAME}.values(), key=lambda t: t.i)
        while len(parts) > 1 and (parts[0].dep in _NAME_EDGES or parts[0].upos in ("DET", "PUNCT")):
            parts.pop(0)
        return Span(parts[0].start, parts[-1].end)

    def _split_before(self, sentence: Sentence, head: Token) -> list[Token]:
        """Words right before the head that the pack took for a phrase of their own ("POLICE SPOKESMEN")."""
        first = min(t.i for t in sentence.subtree(head))
        before = sentence.tokens[first - 1] if first else None
        split = before is not None and (before.head, before.dep) == (head.head, head.dep)
        split = split and sentence.tokens[first].upos not in ("PUNCT", "ADP", "DET")
        return [before] if split and before is not None and before.upos in ("NOUN", "PROPN") else []

    def _words(self, sentence: Sentence, head: Token) -> list[Token]:
        """The head and the words that describe it, in text order."""
        found = [head, *self._split_before(sentence, head)]
        queue = list(sentence.children(head, *_DESCRIBING))
        while queue:
            token = queue.pop()
            if token.dep == "conj" and token.upos not in ("NOUN", "PROPN"):
                continue
            found.append(token)
            queue.extend(sentence.children(token, *_DESCRIBING))
        return sorted(found, key=lambda t: t.i)

    def _kind(self, words: list[Token], head: Token) -> str | None:
        forms = [_forms(t) for t in words]
        at = next(k for k, t in enumerate(words) if t.i == head.i)
        if head.lemma.lower() in self.knowledge.file.papers.words and len(words) > 1:
            forms[at] = frozenset()  # of "official figures", only "official" tells who speaks
        return self.knowledge.kind_of(forms, at, any(t.name.endswith("ORG") for t in words if t.i != head.i))

    def kind_of_name(self, name: str) -> str | None:
        """The kind of body that a bare name tells of, or None."""
        forms = [frozenset({w.lower(), w.lower().removesuffix("s"), f"={w}"}) for w in name.split()]
        return self.knowledge.kind_of(forms, len(forms) - 1)

    def _kind_of_name(self, head: Token) -> str:
        if head.name.endswith("ORG"):
            return "organisation"
        if head.name.endswith("LOC"):
            return "official"  # "Kell said": a place that speaks is its government
        return "person" if head.upos == "PROPN" else "unnamed"

    def _is_anonymous(self, sentence: Sentence, head: Token) -> bool:
        """ "who spoke on condition of anonymity": said in the phrase, or of the verb that it is subject of."""
        above = sentence.head(head)
        near = sentence.subtree(head) + (sentence.subtree(above, "ccomp", "parataxis", "conj") if above else [])
        return any(t.lemma.lower() in self.knowledge.file.anonymity for t in near)

    def _maker(self, sentence: Sentence, head: Token) -> Token | None:
        """Who made a paper: "a statement from the army", "the army's statement", "police figures"."""
        papers = self.knowledge.file.papers
        if head.lemma.lower() not in papers.words or head.name.endswith("PER"):
            return None
        for child in sentence.children(head, "nmod:poss", "compound", "nmod", "acl", "amod"):
            agents = sentence.children(child, "obl:agent") if child.dep == "acl" else []
            if agents:  # "a report released by the ministry"
                return agents[0]
            if child.lemma.lower() in papers.words or child.upos in ("VERB", "ADJ", "NUM", "PRON"):
                continue
            is_link = any(t.lemma.lower() in papers.makers for t in sentence.children(child, "case"))
            if child.dep != "nmod" or child.deprel == "nmod:poss" or is_link:
                kind = self._kind(self._words(sentence, child), child)
                if kind not in (None, "unnamed") or child.name != "O" or child.upos == "PROPN" or child.text.isupper():
                    return child
        return self._maker_behind(sentence, head) or self._owner(sentence, head)

    def _owner(self, sentence: Sentence, head: Token) -> Token | None:
        """ "a statement on the ministry's website": whose the page is that the paper stands on."""
        media = [t for t in sentence.children(head, "nmod") if t.lemma.lower() in self.knowledge.file.papers.media]
        owners = [t for page in media for t in sentence.children(page, "nmod:poss") if t.upos in ("NOUN", "PROPN")]
        return owners[0] if owners else None

    def _maker_behind(self, sentence: Sentence, head: Token) -> Token | None:
        """ "a report by state radio": the phrase right behind, wherever the pack hung it."""
        after = sentence.tokens[head.i + 1 : head.i + 2]
        if not after or after[0].dep != "case" or after[0].lemma.lower() not in self.knowledge.file.papers.makers:
            return None
        maker = sentence.head(after[0])
        if maker is None or maker.i < head.i or self._kind(self._words(sentence, maker), maker) in (None, "unnamed"):
            return None
        return maker

    # Persons of the report.

    def _person_in(self, sentence: Sentence, head: Token) -> list[Token] | None:
        """The tokens of the personal name in the phrase: at its head, or beside it ("spokesman Ivo Brand")."""
        links = ("appos", "flat", "compound", "nmod:desc")
        near = [head, *sentence.children(head, *links)]
        for noun in sentence.children(head, "nmod"):  # "chief of detectives Ivo Brand"
            if noun.name == "O":
                near.extend(sentence.children(noun, *links))
        near.extend(self._beside(sentence, head))
        for token in sorted(near, key=lambda t: (t.i != head.i, t.i)):
            if token.name.endswith("PER"):
                return _name_around(sentence, token)
        return None

    def _beside(self, sentence: Sentence, head: Token) -> list[Token]:
        """A name right behind the phrase that the pack took for a phrase of its own."""
        last = max(t.i for t in sentence.subtree(head))
        after = sentence.tokens[last + 1 : last + 2]
        return [t for t in after if t.name == "B-PER" and head.name == "O" and t.i > head.i]

    def _people(self) -> dict[str, _Person]:
        """The named persons by their last name, each with the fullest name and the first kind that words give."""
        found: dict[str, _Person] = {}
        for sentence in self.analysis.sentences:
            for token in sentence:
                if token.name == "B-PER":
                    self._add_person(found, sentence, token)
        return found

    def _initials(self) -> dict[str, str]:
        """ "HRW" for "Human Rights Watch", where the report names one body with these initials."""
        found: dict[str, set[str]] = {}
        for sentence in self.analysis.sentences:
            for token in sentence:
                if token.name == "B-ORG":
                    named = _name_around(sentence, token)
                    name = self._clean(Span(named[0].start, named[-1].end))
                    initials = "".join(w[0] for w in name.split() if w[0].isupper())
                    if len(initials) >= _SHORTEST_INITIALS and not name.isupper():
                        found.setdefault(initials, set()).add(name)
        return {short: min(names) for short, names in found.items() if len(names) == 1}

    def _add_person(self, found: dict[str, _Person], sentence: Sentence, first: Token) -> None:
        named = _name_around(sentence, first)
        name = self._clean(Span(named[0].start, named[-1].end))
        if not name:
            return
        head = _top(sentence, named)
        words = self._described(sentence, head)
        kind = self._kind(words, head) or "person"
        key = name.split()[-1].lower()
        known = found.get(key)
        if known is not None:
            name = max(known.name, name, key=lambda n: len(n.split()))
            kind = known.kind if known.kind not in ("person", "unnamed") else kind
        lemmas = frozenset(t.lemma.lower() for t in words) | (known.words if known else frozenset())
        found[key] = _Person(name, kind if kind != "unnamed" else "person", lemmas)

    def _described(self, sentence: Sentence, head: Token) -> list[Token]:
        """The words of a person's phrase, with the noun that the name stands beside ("the mayor, Ana Rell")."""
        above = sentence.head(head)
        if above is not None and head.dep in ("appos", "flat", "compound") and above.upos in ("NOUN", "PROPN"):
            return sorted({t.i: t for t in self._words(sentence, above)}.values(), key=lambda t: t.i)
        return self._words(sentence, head)

    # Who is meant.

    def _pronoun(self, head: Token) -> str | None:
        pronouns = self.knowledge.file.pronouns
        word = head.text.lower()
        if head.upos not in ("PRON", "DET", "NUM", "ADJ"):
            return None
        for group in ("person", "body", "many", "self", "anyone"):
            if word in getattr(pronouns, group):
                return group
        return None

    def _resolve(self, sentence: Sentence, head: Token, pronoun: str) -> Source:
        span = Span(head.start, head.end)
        last = self._last.get((self.voice(sentence), pronoun))
        if pronoun in ("self", "anyone") or last is None:
            return Source(Speaker(self._clean(span), "unnamed"), span, head, known=False)
        return Source(last.speaker, span, head, known=False)

    def _bare_role(self, sentence: Sentence, head: Token) -> Source | None:
        """ "the official said", after an official spoke: a definite role without a name means the last such speaker."""
        word, roles = head.lemma.lower(), self.knowledge.file.roles
        if head.upos != "NOUN" or word not in roles.described | roles.any_of_kind:
            return None
        if self._is_told_apart(sentence, head):
            return None
        kind = self._kind([head], head)
        for group in ("person", "body", "many"):
            last = self._last.get((self.voice(sentence), group))
            if last is None:
                continue
            is_paper = word in self.knowledge.file.papers.words
            alike = word in roles.any_of_kind and (is_paper or kind == last.speaker.kind)
            if alike or self._is_called(word, last):
                return last
        return None

    def _is_told_apart(self, sentence: Sentence, head: Token) -> bool:
        """Whether the phrase has more words than its article, which may name another speaker of the kind."""
        definite = any(t.feat("Definite") == "Def" for t in sentence.children(head, "det"))
        same = any(t.lemma.lower() == "same" for t in sentence.children(head, "amod"))
        more = sentence.children(head, "amod", "compound", "nmod", "nmod:poss", "appos", "acl", "nummod", "flat")
        return not definite or (bool(more) and not same)

    def _is_called(self, word: str, last: Source) -> bool:
        """Whether the report's words for a speaker hold this noun."""
        name = last.speaker.name.lower().split()
        person = self.people.get(name[-1]) if name else None
        return word in name or word + "s" in name or (person is not None and word in person.words)

    def voice(self, sentence: Sentence) -> int:
        """Whose words a sentence belongs to: -1 for the report's own, whatever posts stand between; else the post."""
        block = self.analysis.block_of(sentence)
        return sentence.block if block.kind is BlockKind.POST else -1

    def remember(self, sentence: Sentence, source: Source) -> None:
        """The source spoke (or was the subject) last: pronouns that fit mean it from here on."""
        if source.speaker.kind == "unnamed" and not source.known:
            return
        voice = self.voice(sentence)
        for group in self._groups(source):
            self._last[(voice, group)] = source

    def _groups(self, source: Source) -> tuple[str, ...]:
        """The pronouns that may stand for a source."""
        head = source.head
        if head.upos == "PRON" and not source.person:
            return ("any",)
        if source.person:
            return ("person", "any")
        if head.feat("Number") == "Plur" or head.xpos in ("NNS", "NNPS"):
            return ("many", "any")
        if head.name != "O" or head.lemma.lower() in self.knowledge.file.bodies:
            return ("body", "many", "any")
        return ("person", "body", "any")

    def last(self, sentence: Sentence) -> Source | None:
        """Who spoke last in the voice of this sentence."""
        return self._last.get((self.voice(sentence), "any"))


def _is_day(token: Token) -> bool:
    return any(term.name == "weekday" for term in load_times().at((token.text.lower(),)))


def _short_names(text: str) -> dict[str, str]:
    """Short forms that the report itself explains: "the Relief Council (RC)" -> {"RC": "Relief Council"}.

    The words before the brackets must begin with the letters of the short form, small words left out.
    """
    found: dict[str, str] = {}
    for match in _SHORT_FORM.finditer(text):
        words = match.group(1).split()
        for start in range(len(words) - 1, -1, -1):
            initials = "".join(w[0] for w in words[start:] if w[0].isupper())
            if initials.upper() == match.group(2).upper() and words[start][0].isupper():
                found.setdefault(match.group(2), " ".join(words[start:]))
                break
    return found


def _forms(token: Token) -> frozenset[str]:
    word = token.text.lower()
    return frozenset({word, token.lemma.lower(), word.removesuffix("s"), word.removeprefix("'"), f"={token.text}"})


def _name_around(sentence: Sentence, token: Token) -> list[Token]:
    """The tokens of the name (of a person or body) that holds this token."""
    first = last = token.i
    kind = token.name[2:]
    while sentence.tokens[first].name == f"I-{kind}" and first > 0 and sentence.tokens[first - 1].name.endswith(kind):
        first -= 1
    while last + 1 < len(sentence.tokens) and sentence.tokens[last + 1].name == f"I-{kind}":
        last += 1
    return list(sentence.tokens[first : last + 1])


def _top(sentence: Sentence, tokens: list[Token]) -> Token:
    """The token of a stretch whose head lies outside it."""
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head not in inside), tokens[-1])
