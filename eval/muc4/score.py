"""The official all-templates measure: templates mapped to one another, then every slot of every template tallied."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .match import credit, value_credit
from .official import f_measure
from .templates import Fill, Slot, Template, slots

# A response may stand for a key where their incident types match and so does one filler of one of these slots.
_CONTENT = (
    "perp-ind-id",
    "perp-org-id",
    "phys-tgt-id",
    "phys-tgt-type",
    "hum-tgt-name",
    "hum-tgt-desc",
    "hum-tgt-type",
)


@dataclass
class Tally:
    """Fillers that were possible and given; of these correct, partly correct, incorrect; the rest spurious, missing."""

    pos: int = 0
    act: int = 0
    cor: int = 0
    par: int = 0
    inc: int = 0

    def add(self, other: "Tally") -> None:
        self.pos += other.pos
        self.act += other.act
        self.cor += other.cor
        self.par += other.par
        self.inc += other.inc

    @property
    def spu(self) -> int:
        return self.act - self.cor - self.par - self.inc

    @property
    def mis(self) -> int:
        return self.pos - self.cor - self.par - self.inc

    @property
    def recall(self) -> float:
        return 100 * (self.cor + self.par / 2) / self.pos if self.pos else 0.0

    @property
    def precision(self) -> float:
        return 100 * (self.cor + self.par / 2) / self.act if self.act else 0.0

    @property
    def f(self) -> float:
        return f_measure(self.pos, self.act, self.cor, self.par)


@dataclass
class Score:
    """One run over a set of documents: the tally of each slot, of template ids, and of all templates."""

    documents: int = 0
    by_slot: dict[str, Tally] = field(default_factory=dict)
    template_ids: Tally = field(default_factory=Tally)

    @property
    def all_templates(self) -> Tally:
        total = Tally()
        for tally in self.by_slot.values():
            total.add(tally)
        return total


def score(keys: dict[str, list[Template]], responses: dict[str, list[Template]]) -> Score:
    """All documents of `keys`; a document without a response misses all its templates."""
    result = Score(len(keys), {slot.name: Tally() for slot in slots()})
    for doc, wanted in keys.items():
        pairs = map_templates(wanted, responses.get(doc, []))
        for key, response in pairs:
            if key is not None and key.optional and response is None:
                continue
            result.template_ids.add(
                Tally(int(key is not None), int(response is not None), int(None not in (key, response)))
            )
            for slot, tally in tally_pair(key, response).items():
                result.by_slot[slot].add(tally)
    return result


def map_templates(
    keys: Sequence[Template], responses: Sequence[Template]
) -> list[tuple[Template | None, Template | None]]:
    """Each key with its response, the best pairs first; what finds no partner stands alone."""
    scored = [
        (_likeness(key, response), -i, -j)
        for i, key in enumerate(keys)
        for j, response in enumerate(responses)
        if _may_map(key, response)
    ]
    pairs: list[tuple[Template | None, Template | None]] = []
    free_keys, free_responses = set(range(len(keys))), set(range(len(responses)))
    for _, i, j in sorted(scored, reverse=True):
        if -i in free_keys and -j in free_responses:
            free_keys.remove(-i)
            free_responses.remove(-j)
            pairs.append((keys[-i], responses[-j]))
    pairs += [(keys[i], None) for i in sorted(free_keys)]
    return pairs + [(None, responses[j]) for j in sorted(free_responses)]


def _may_map(key: Template, response: Template) -> bool:
    """A target's type counts here whatever it is said of."""
    return _same(key, response, "inc-type") and any(_same(key, response, name) for name in _CONTENT)


def _same(key: Template, response: Template, name: str) -> bool:
    slot = next(s for s in slots() if s.name == name)
    return any(value_credit(slot, k, g) > 0 for k in key.fills(name) for g in response.fills(name))


def _earned(tally: Tally) -> float:
    return tally.cor + tally.par / 2


def _likeness(key: Template, response: Template) -> float:
    total = Tally()
    for tally in tally_pair(key, response).values():
        total.add(tally)
    return _earned(total)


def tally_pair(key: Template | None, response: Template | None) -> dict[str, Tally]:
    """The tally of each slot of one pair; where one side is None, all of the other is missing or spurious."""
    return {
        slot.name: _tally_slot(slot, key.fills(slot.name) if key else (), response.fills(slot.name) if response else ())
        for slot in slots()
    }


def _tally_slot(slot: Slot, wanted: Sequence[Fill], given: Sequence[Fill]) -> Tally:
    """Fillers paired, the best first; a key's filler that may be missing counts only where something stands for it."""
    scored = sorted(
        ((credit(slot, k, g), -i, -j) for i, k in enumerate(wanted) for j, g in enumerate(given)), reverse=True
    )
    free_keys, free_given = set(range(len(wanted))), set(range(len(given)))
    full = half = 0
    for earned, i, j in scored:
        if earned and -i in free_keys and -j in free_given:
            free_keys.remove(-i)
            free_given.remove(-j)
            full, half = full + (earned == 1), half + (earned < 1)
    missing = sum(not wanted[i].optional for i in free_keys)
    wrong = min(len(free_keys), len(free_given))
    return Tally(full + half + max(missing, wrong), len(given), full, half, wrong)
