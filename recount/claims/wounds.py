"""Wounds of the dead: who is told as injured and as dead of it is among the dead, and no living injured (R19)."""

from collections.abc import Sequence
from dataclasses import replace

from recount.knowledge.grammar import load_grammar
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.claim import Draft
from recount.model.mention import Standing

WHY = "the wounds of those who died: they are among the dead, and no living injured (R19)"
_FACTS = (Standing.STATED, Standing.REPORTED, Standing.BACKGROUND)


def tell_of_dead(drafts: Sequence[Draft], analysis: Analysis) -> tuple[Draft, ...]:
    """Drafts in which a wound of which the same people are said to have died is superseded by their death.

    "Ato Bel was badly hurt and died", "two men died of their wounds", "the death of two people who were wounded",
    "three bodies, two of which had gunshot wounds". "Six were wounded, of whom two died" leaves the six as they are.
    """
    dead = [d for d in drafts if d.harm == "killed" and d.standing in _FACTS and d.count_high != 0]
    return tuple(_superseded(d) if _is_of_dead(d, dead, analysis) else d for d in drafts)


def _superseded(draft: Draft) -> Draft:
    return replace(draft, superseded=True, notes=(*draft.notes, WHY))


def _is_of_dead(draft: Draft, dead: Sequence[Draft], analysis: Analysis) -> bool:
    if draft.harm != "injured" or draft.standing not in _FACTS:
        return False
    sentence = analysis.sentences[draft.sentence]
    near = [d for d in dead if d.sentence == draft.sentence]
    return any(_is_told_of(draft, d, sentence) for d in near) or any(_is_same_person(draft, d) for d in dead)


def _is_told_of(draft: Draft, death: Draft, sentence: Sentence) -> bool:
    """Whether the same phrase is told as wounded and as dead, or the wound stands under the words of death."""
    if death.victim is None or draft.victim is None:
        return False
    wound, victim = sentence.tokens[draft.trigger], sentence.tokens[death.victim]
    if draft.victim == death.victim:
        return True
    if _stands_under(sentence, wound, sentence.tokens[death.trigger]):
        return True
    clause = next((t for t in (wound, *sentence.ancestors(wound)) if t.deprel == "acl:relcl"), None)
    if clause is not None and clause.head == victim.i:
        return True
    return _is_some_of_them(sentence, draft, sentence.tokens[draft.victim], victim)


def _stands_under(sentence: Sentence, wound: Token, death: Token) -> bool:
    """ "Died of his injuries", "died as a result of wounds sustained on Friday"."""
    if wound.upos != "NOUN":
        return False
    path = [wound, *sentence.ancestors(wound)]
    below = path[: path.index(death)] if death in path else []
    return bool(below) and all(t.dep in ("obl", "nmod") for t in below)


def _is_some_of_them(sentence: Sentence, draft: Draft, some: Token, victim: Token) -> bool:
    """ "Three bodies were found there, two of whom had wounds": a part of those for whom the relative pronoun stands,
    the nearest before it with a number, wherever the parse hung its clause."""
    of = [t for t in sentence.children(some, "nmod") if t.lemma.lower() in load_grammar().relatives]
    before = [t for t in sentence.tokens[: some.i] if sentence.child(t, "nummod") is not None]
    return draft.part and bool(of) and bool(before) and before[-1].i == victim.i


def _is_same_person(draft: Draft, death: Draft) -> bool:
    """One person, named in both."""
    if draft.group is None or death.group is None or (draft.count_low, draft.count_high) != (1, 1):
        return False
    names = {p.name for p in draft.group.persons}
    return len(names) == 1 and names <= {p.name for p in death.group.persons}
