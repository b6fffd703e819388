"""Deaths that the words take for known: "a friend of the slain opposition leader Boris Melnik" (R23)."""

from collections.abc import Sequence
from dataclasses import replace

from recount.model.analysis import Analysis
from recount.model.claim import Draft
from recount.model.mention import Standing

_NEWS = (Standing.STATED, Standing.REPORTED)
WHY = "standing: background: the words take this death for known, and the report tells of others (R23)"


def take_as_known(drafts: Sequence[Draft], analysis: Analysis) -> tuple[Draft, ...]:
    """Drafts in which a death told only by a participle before the name of one person is background, where the report
    tells of other deaths, and this one nowhere else: it is not one of those."""
    deaths = [d for d in drafts if d.harm == "killed" and d.standing in _NEWS and d.count_high != 0]
    plain = [d for d in deaths if not _is_taken_for_known(d, analysis)]
    names = {word for d in plain for word in (*_names(d), _head(d, analysis))}
    known = [d for d in deaths if d not in plain and names.isdisjoint(_names(d))] if plain else []
    return tuple(_as_background(d) if d in known else d for d in drafts)


def _is_taken_for_known(draft: Draft, analysis: Analysis) -> bool:
    token = analysis.sentences[draft.sentence].tokens[draft.trigger]
    before = token.deprel == "amod" and token.head == draft.victim
    return before and draft.listed and bool(_names(draft))


def _names(draft: Draft) -> frozenset[str]:
    persons = draft.group.persons if draft.group is not None else ()
    return frozenset(word for p in persons for word in p.name.lower().split())


def _head(draft: Draft, analysis: Analysis) -> str | None:
    """The word that heads the phrase of the dead: a family name alone may be no person's to the parse."""
    return analysis.sentences[draft.sentence].tokens[draft.victim].text.lower() if draft.victim is not None else None


def _as_background(draft: Draft) -> Draft:
    """Without the time and place around it, which are of what the sentence reports ("was buried on Tuesday")."""
    plain = replace(draft, when=None, where=None)
    return replace(plain, standing=Standing.BACKGROUND, notes=(*draft.notes, WHY))
