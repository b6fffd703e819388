"""How far a word that lowers standing reaches in its sentence: by syntax, never by nearness alone.

Two reaches are used. `narrow` follows what a supposed, threatened or negated verb takes with it: its infinitives, what
is joined to it, and nouns that are not definite ("could cause deaths", but not "could end the killing of ..."). `wide`
is the clause, for what only lowers certainty or puts it into the past. A relative clause stays outside both.
"""

from recount.model.analysis import Sentence, Token

_NOT_IN_CLAUSE = ("acl:relcl", "parataxis", "punct", "discourse", "vocative")
_FINITE = ("VBD", "VBZ", "VBP")


class Reach:
    """The reaches of one sentence. `light`: verbs that do no harm by themselves ("cause no deaths"); `parting`: words
    that join what is said not to be with what is ("shot no one but arrested forty")."""

    def __init__(self, sentence: Sentence, light: frozenset[str], parting: frozenset[str] = frozenset()) -> None:
        self.sentence = sentence
        self.light = light
        self.parting = parting

    def wide(self, head: Token) -> list[Token]:
        """The clause or phrase of `head` without relative clauses, asides and clauses with a time of their own."""
        found = [head]
        for child in self.sentence.children(head):
            if child.deprel in _NOT_IN_CLAUSE or (child.dep == "advcl" and self.is_finite(child)):
                continue
            if child.dep in ("conj", "ccomp") and self.is_finite(child) and self.has_subject(child):
                continue
            found.extend(self.wide(child))
        return found

    def narrow(self, head: Token, negated: bool = False, alone: bool = False) -> list[Token]:
        """What a verb (or noun) takes with it when it is not said to have happened; `alone`: without what is joined."""
        found = [head]
        light = head.lemma.lower() in self.light
        for child in self.sentence.children(head):
            if alone and child.dep == "conj":
                continue
            if self._goes_with(head, child, light, negated):
                found.extend(self.narrow(child) if child.dep != "nsubj" else self.phrase(child))
        return found

    def phrase(self, noun: Token | None) -> list[Token]:
        """A noun with its compounds and what is joined to it; a verb with its narrow reach."""
        if noun is None:
            return []
        if noun.upos == "VERB":
            return self.narrow(noun)
        found = [noun, *self.sentence.children(noun, "compound", "amod")]
        for child in self.sentence.children(noun, "conj"):
            found.extend(self.phrase(child))
        return found

    def _goes_with(self, head: Token, child: Token, light: bool, negated: bool) -> bool:
        match child.dep:
            case "aux" | "cop" | "advmod" | "compound" | "expl" | "case" | "mark" | "amod" | "xcomp":
                return True
            case "conj":
                return not (negated and self._is_parted(child)) and self._is_joined(head, child)
            case "advcl":
                return not negated and child.xpos == "VBG" and self.sentence.child(child, "mark") is None
            case "nsubj":
                exists = self.sentence.child(head, "expl") is not None
                return (exists or light) and self.is_indefinite(child)
            case "obj" | "iobj" | "obl":
                return light and self.is_indefinite(child)
            case "nmod":
                return child.upos in ("NOUN", "NUM", "PRON") and self.is_indefinite(child)
            case _:
                return False

    def _is_parted(self, child: Token) -> bool:
        return any(t.lemma.lower() in self.parting for t in self.sentence.children(child, "cc"))

    def _is_joined(self, head: Token, child: Token) -> bool:
        """Joined words share their head's standing unless they start a clause of their own."""
        if child.upos != "VERB" or head.upos != "VERB":
            return not self.has_subject(child)
        own = self.has_subject(child) or self.sentence.child(child, "aux") is not None
        return child.xpos == head.xpos and not own

    def is_indefinite(self, noun: Token) -> bool:
        """No name, and no article or owner that takes it for known."""
        if noun.upos == "PROPN":
            return False
        for child in self.sentence.children(noun, "det", "nmod:poss"):
            known = child.feat("Definite") == "Def" or child.feat("PronType") == "Dem"
            if child.deprel == "nmod:poss" or known:
                return False
        return True

    def linked(self, token: Token, links: frozenset[str]) -> bool:
        """Whether one of these prepositions or conjunctions stands before the phrase or clause."""
        return any(t.lemma.lower() in links for t in self.sentence.children(token, "case", "mark"))

    def is_relative(self, clause: Token) -> bool:
        """A relative clause; "the report that villagers were shot", whose "that" can be no object, is none."""
        if clause.deprel != "acl:relcl":
            return False
        that = self.sentence.child(clause, "obj")
        has_place = self.sentence.child(clause, "nsubj:pass") is not None
        return not (has_place and that is not None and that.lemma.lower() == "that")

    def is_asked(self, clause: Token) -> bool:
        """Whether a clause opens with a word that asks ("how many were killed", "whether it was hit")."""
        first = self.sentence.subtree(clause)[0]
        return first.xpos.startswith("W") or (first.dep == "mark" and first.lemma.lower() != "that")

    def is_clause(self, token: Token) -> bool:
        return token.upos in ("VERB", "AUX") or self.sentence.child(token, "cop", "nsubj", "aux:pass") is not None

    def has_subject(self, token: Token) -> bool:
        return self.sentence.child(token, "nsubj", "csubj", "expl") is not None

    def is_finite(self, token: Token) -> bool:
        if token.xpos in _FINITE:
            return True
        return any(t.xpos in (*_FINITE, "MD") for t in self.sentence.children(token, "aux", "cop"))

    def is_past(self, token: Token) -> bool:
        """A finite clause in the past or the perfect, without a modal."""
        auxiliaries = self.sentence.children(token, "aux", "cop")
        if any(t.xpos == "MD" for t in auxiliaries):
            return False
        if token.xpos == "VBD":
            return True
        return any(t.xpos == "VBD" for t in auxiliaries) or self.has_perfect(token)

    def has_perfect(self, token: Token) -> bool:
        auxiliaries = self.sentence.children(token, "aux")
        return any(t.lemma.lower() == "have" and t.xpos in _FINITE for t in auxiliaries)

    def is_infinitive(self, token: Token) -> bool:
        """ "to kill", but not "to have killed"."""
        marks = [*self.sentence.children(token, "mark"), *self.sentence.children(token, "aux")]
        if any(t.lemma.lower() == "have" for t in marks):
            return False
        bare = token.xpos == "VB" or any(t.xpos == "VB" for t in self.sentence.children(token, "aux", "cop"))
        return bare and any(t.xpos == "TO" or t.text.lower() == "to" for t in marks)

    def is_passive(self, token: Token) -> bool:
        if self.sentence.child(token, "aux:pass", "nsubj:pass") is not None:
            return True
        return token.xpos == "VBN" and self.sentence.child(token, "nsubj", "obj", "aux") is None

    def told_result(self, token: Token) -> Token | None:
        """ "four farmers reported killed": the participle or adjective right behind a verb of telling, which makes it a
        passive without an auxiliary."""
        if token.xpos not in ("VBN", "VBD") or self.sentence.child(token, "obj", "ccomp") is not None:
            return None
        after = self.sentence.tokens[token.i + 1 : token.i + 2]
        return next((t for t in after if t.xpos == "VBN" or (t.upos == "ADJ" and t.dep != "amod")), None)
