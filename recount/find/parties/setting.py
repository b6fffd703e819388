"""Whom a name can mean in one report: by the actors it names in full, the countries it speaks of, and its year."""

from dataclasses import dataclass

from recount.find.parties.names import NameMatch, names_in, side_at
from recount.knowledge.parties import PartyKnowledge
from recount.model.analysis import Analysis, Sentence

_LOCAL = ("rebel", "militia", "political")
_SLACK = 1  # years: works differ by so much on when an actor began


@dataclass(frozen=True, slots=True)
class Setting:
    """`year` is the report's. `countries`: those it speaks of by name or adjective; `placed`: those that its
    towns, districts and areas lie in; `named`: actors that it names by a name of theirs alone."""

    year: int | None
    countries: frozenset[str]
    placed: frozenset[str]
    named: frozenset[str]

    @property
    def sure_country(self) -> str | None:
        """The only country that the report is about, or None."""
        codes = self.countries or self.placed
        return next(iter(codes)) if len(codes) == 1 else None


def setting_of(analysis: Analysis, knowledge: PartyKnowledge) -> Setting:
    """The setting that a whole report gives."""
    published = analysis.document.published
    codes: set[str] = set()
    named: set[str] = set()
    for sentence in analysis.sentences:
        codes |= countries_in(sentence, knowledge)
        named |= {m.ids[0] for m in names_in(sentence, knowledge) if len(m.ids) == 1 and not m.letters and not m.local}
    year = published.year if published is not None else None
    return Setting(year, frozenset(codes), analysis.countries, frozenset(named))


def countries_in(sentence: Sentence, knowledge: PartyKnowledge) -> frozenset[str]:
    """The countries that a sentence speaks of, by name or adjective; a word for two countries speaks of none."""
    found: set[str] = set()
    inside = {i for m in names_in(sentence, knowledge) for i in range(m.first, m.last + 1)}
    for token in sentence:
        if token.i in inside or token.upos not in ("PROPN", "ADJ", "NOUN"):
            continue
        side = side_at(sentence, token, knowledge)
        if side is not None and len(side.codes) == 1:
            found |= side.codes
    return frozenset(found)


def fitting(match: NameMatch, sentence: Sentence, setting: Setting, knowledge: PartyKnowledge) -> tuple[str, ...]:
    """The actors that a name can mean here, one where it is settled.

    None that began after the report; by a local name or a few letters, none of countries that the report does not
    speak of. Among several, the one that the report also names in full; else those of the countries that its towns lie
    in, else of those that it speaks of, and then of this sentence's; else those that belong to no country; and of
    these, those that were there in the report's year. The year alone settles nothing: reports speak of the past, too.
    """
    here = setting.countries | setting.placed
    begun = tuple(i for i in match.ids if _has_begun(i, setting, knowledge))
    begun = tuple(i for i in begun if i not in match.local or i in setting.named or _is_of(i, here, knowledge))
    if match.letters:
        begun = tuple(i for i in begun if not _is_elsewhere(i, setting, knowledge))
    if len(begun) < 2:
        return begun
    pools = (
        [i for i in begun if i in setting.named],
        [i for i in begun if _is_of(i, setting.placed, knowledge)],
        [i for i in begun if _is_of(i, setting.countries, knowledge)],
        [i for i in begun if not knowledge.actor(i).countries],
    )
    left: list[str] = next(filter(None, pools), [])
    left = [i for i in left if _is_of(i, countries_in(sentence, knowledge), knowledge)] or left
    left = [i for i in left if _is_there(i, setting, knowledge)] or left
    return tuple(left) or begun


def _has_begun(key: str, setting: Setting, knowledge: PartyKnowledge) -> bool:
    first = knowledge.actor(key).valid_from
    return first is None or setting.year is None or first <= setting.year + _SLACK


def _is_there(key: str, setting: Setting, knowledge: PartyKnowledge) -> bool:
    last = knowledge.actor(key).valid_to
    return last is None or setting.year is None or setting.year <= last + _SLACK


def _is_elsewhere(key: str, setting: Setting, knowledge: PartyKnowledge) -> bool:
    """A group of another country than any that the report speaks of: its letters may be somebody else's here."""
    actor, here = knowledge.actor(key), setting.countries | setting.placed
    if key in setting.named or actor.kind not in _LOCAL or not actor.countries or not here:
        return False
    return not _is_of(key, here, knowledge)


def _is_of(key: str, codes: frozenset[str], knowledge: PartyKnowledge) -> bool:
    return not codes.isdisjoint(knowledge.actor(key).countries)
