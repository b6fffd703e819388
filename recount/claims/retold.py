"""One harm told twice: a shot at somebody whose death or wound other words tell is told as the act that it is."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from recount.model.analysis import Analysis, Token
from recount.model.claim import Draft

_REACH = 3  # sentences within which "he was shot" leans on the words that say what came of it
_OUTCOMES = ("killed", "injured")
_ACTS = ("shoot", "assault")


def tell_as_acts(drafts: Sequence[Draft], analysis: Analysis) -> tuple[Draft, ...]:
    """Drafts in which "he was shot" beside "the farmer died" harms nobody anew (R6): no harm and no count of its own.

    Only a pronoun, a definite phrase or a person named in both can lean so; "a policeman was shot" stays a harm whose
    outcome is not told.
    """
    outcomes = [d for d in drafts if d.harm in _OUTCOMES and d.group is not None]
    return tuple(_as_act(d) if _is_told_again(d, outcomes, analysis) else d for d in drafts)


def _as_act(draft: Draft) -> Draft:
    return replace(
        draft,
        harm=None,
        count_low=None,
        count_high=None,
        count_wording=None,
        count_span=None,
        unit=None,
        notes=(*draft.notes, "told again: what came of it is said beside it (R6)"),
    )


def _is_told_again(draft: Draft, outcomes: Iterable[Draft], analysis: Analysis) -> bool:
    if draft.harm != "affected" or draft.act not in _ACTS or draft.group is None:
        return False
    near = [d for d in outcomes if abs(d.sentence - draft.sentence) <= _REACH]
    if _leans(draft, analysis):
        return any(_is_one(d) == _is_one(draft) and _may_be_same(draft, d, analysis) for d in near)
    names = {p.name for p in draft.group.persons}
    return any(d.group is not None and names & {p.name for p in d.group.persons} for d in outcomes)


def _leans(draft: Draft, analysis: Analysis) -> bool:
    """Whether the phrase points back: a pronoun of the third person, or a definite noun without a number."""
    sentence, head = analysis.sentences[draft.sentence], _head(draft, analysis)
    if head is None:
        return False
    if head.upos == "PRON":
        return head.feat("Person") == "3" or head.feat("PronType") == "Rel"
    if sentence.child(head, "nmod:poss") is not None:
        return True
    return any(t.feat("Definite") == "Def" or t.feat("PronType") == "Dem" for t in sentence.children(head, "det"))


def _is_one(draft: Draft) -> bool:
    return draft.count_low == draft.count_high == 1


def _may_be_same(draft: Draft, other: Draft, analysis: Analysis) -> bool:
    """No contradiction in sex; and a noun is the other's ("the mayor") or says only that it is a person ("the man")."""
    one, two = draft.group, other.group
    if one is None or two is None or (one.sex is not None and two.sex is not None and one.sex != two.sex):
        return False
    head, theirs = _head(draft, analysis), _head(other, analysis)
    return head is not None and (
        head.upos == "PRON"
        or one.kind == "people"
        or (theirs is not None and head.lemma.lower() == theirs.lemma.lower())
    )


def _head(draft: Draft, analysis: Analysis) -> Token | None:
    return analysis.sentences[draft.sentence].tokens[draft.victim] if draft.victim is not None else None
