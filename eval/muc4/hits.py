"""Whom and what an incident hit: the human and the physical targets of a template."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from recount.model.claim import Claim

from .phrases import core, first_kind, flat, head, is_plural, number, parts, tables, without_nation
from .templates import Fill

_ARMED = ("combatant", "attacker")


@dataclass
class Hit:
    """One filler of the target slots. `tag`: what the other slots refer to."""

    words: str
    name: str | None
    number: str
    nation: str | None = None
    status: str = "unknown"
    effects: list[str] = field(default_factory=list)

    @property
    def tag(self) -> str:
        return self.name or self.words


def people(claims: Sequence[Claim]) -> list[Hit]:
    """Everyone harmed or seized, each once."""
    hits: list[Hit] = []
    for claim in claims:
        if claim.group is None or claim.count_low == 0:
            continue
        effect = tables()["harms"].get(claim.harm)
        for hit in _of_claim(claim):
            mate = next((h for h in hits if _same(h, hit)), None)
            if mate is None:
                hits.append(hit)
            else:
                _join(mate, hit)
            mate = mate or hit
            if effect and effect not in mate.effects:
                mate.effects.append(effect)
    return _without_echoes(hits)


def _of_claim(claim: Claim) -> Iterable[Hit]:
    assert claim.group is not None
    status = claim.group.status
    if claim.group.persons:
        for person in claim.group.persons:
            office = core(person.office) if person.office else ""
            yield Hit(office, flat(person.name), "1", None, status)
        return
    told = parts(claim.group.wording)
    for part in told:
        words, nation = without_nation(core(part))
        if words and words.split()[-1] not in tables()["says_nobody"] and words not in tables()["says_nobody"]:
            yield Hit(words, None, _count(claim) if len(told) == 1 else number(part), nation, status)


def _count(claim: Claim) -> str:
    low, high = claim.count_low, claim.count_high
    if claim.count_wording is None or (low is None and high is None):
        return "PLURAL"
    if low == high:
        return str(low)
    if claim.group is not None and not re.search(r"\d|least|more|than|hundred|thousand", claim.count_wording.lower()):
        return "PLURAL"
    return f"{'' if low is None else low}-{'' if high is None else high}"


def _same(one: Hit, two: Hit) -> bool:
    if one.name and two.name:
        return set(one.name.split()) <= set(two.name.split()) or set(two.name.split()) <= set(one.name.split())
    if one.name or two.name:
        return False
    a, b = ({head(word) for word in hit.words.split()} for hit in (one, two))
    return (a <= b or b <= a) and is_plural(one.words) == is_plural(two.words)


def _join(kept: Hit, other: Hit) -> None:
    if kept.name and other.name and len(other.name) > len(kept.name):
        kept.name = other.name
    kept.words = kept.words or other.words
    kept.nation = kept.nation or other.nation
    if kept.number == "PLURAL":
        kept.number = other.number


def _without_echoes(hits: list[Hit]) -> list[Hit]:
    """Without a description of somebody who is named: "the slain minister"."""
    offices = [h.words for h in hits if h.name and h.words]
    return [h for h in hits if h.name or is_plural(h.words) or not any(head(h.words) == head(o) for o in offices)]


def is_fighter(hit: Hit) -> bool:
    """One who bears arms for no state."""
    return hit.status in _ARMED or any(hit.words == w or hit.words.endswith(" " + w) for w in tables()["perpetrators"])


def is_civil(hit: Hit) -> bool:
    """Not one who bears arms for a side."""
    return not is_fighter(hit) and hit.status != "security_forces" and kind_of(hit) not in tables()["state_arms"]


def kind_of(hit: Hit) -> str:
    """The set fill of a person or group, by the words for them."""
    return first_kind(tables()["people"], hit.words, tables()["default_person"])


def people_slots(hits: Sequence[Hit], country: str) -> dict[str, tuple[Fill, ...]]:
    tag = {id(h): (h.tag,) for h in hits}
    nation = {id(h): tables()["countries"].get(h.nation) for h in hits if h.nation and h.nation != country}
    return {
        "hum-tgt-name": tuple(Fill((h.name,)) for h in hits if h.name),
        "hum-tgt-desc": tuple(Fill((h.words,), (h.name,) if h.name else ()) for h in hits if h.words),
        "hum-tgt-type": tuple(Fill((kind_of(h),), tag[id(h)]) for h in hits),
        "hum-tgt-num": tuple(Fill((h.number,), tag[id(h)]) for h in hits),
        "hum-tgt-nation": tuple(Fill((n,), tag[id(h)]) for h in hits if (n := nation.get(id(h)))),
        "hum-tgt-effect": tuple(Fill((e,), tag[id(h)]) for h in hits for e in h.effects),
    }


def things(claims: Sequence[Claim], text: str) -> list[Hit]:
    """Everything hit that is no military one, each once."""
    hits: list[Hit] = []
    for claim in claims:
        for target in claim.targets:
            for part in parts(target.wording):
                words, nation = without_nation(core(part))
                if not words or _is_military(words):
                    continue
                hit = Hit(words, None, number(part), nation)
                mate = next((h for h in hits if _same(h, hit)), None)
                if mate is None:
                    hits.append(hit)
                mate = mate or hit
                effect = _effect(claim, text)
                if effect and effect not in mate.effects:
                    mate.effects.append(effect)
    return hits


def _is_military(words: str) -> bool:
    return any(f" {w} " in f" {words.lower()} " for w in tables()["military_targets"])


def _effect(claim: Claim, text: str) -> str | None:
    told = claim.evidence[0].of(text).lower()
    return next((str(e) for e, words in tables()["effects"].items() if any(w in told for w in words)), None)


def thing_slots(hits: Sequence[Hit], country: str) -> dict[str, tuple[Fill, ...]]:
    nation = {id(h): tables()["countries"].get(h.nation) for h in hits if h.nation and h.nation != country}
    return {
        "phys-tgt-id": tuple(Fill((h.words,)) for h in hits),
        "phys-tgt-type": tuple(
            Fill((first_kind(tables()["targets"], h.words, tables()["default_target"]),), (h.words,)) for h in hits
        ),
        "phys-tgt-num": tuple(Fill((h.number,), (h.words,)) for h in hits),
        "phys-tgt-nation": tuple(Fill((n,), (h.words,)) for h in hits if (n := nation.get(id(h)))),
        "phys-tgt-effect": tuple(Fill((e,), (h.words,)) for h in hits for e in h.effects),
    }
