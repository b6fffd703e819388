"""Whether this scorer gives each system of 1992 what the official program gave it, less what a person added.

A person could add credit (ICR, IPA), realign templates, and by matching two strings make right every cross-reference to
them. The first is taken away from the official row; the others are taken over from the report, since they say what was
compared with what, not what it earned.
"""

from dataclasses import dataclass
from pathlib import Path

from .match import value_credit
from .official import Report, Row, read_reports, without_person
from .score import Tally, score, tally_pair
from .templates import Slot, Template, read_templates, slots


@dataclass(frozen=True, slots=True)
class Check:
    """One system's F: the official row, the same less a person's credit, ours with the report's mapping, ours alone."""

    system: str
    official: float
    without_person: float
    ours: float
    automatic: float


def check(folder: Path) -> list[Check]:
    """Every system of `official_tst3/`, the best first."""
    keys = read_templates(folder / "keys" / "key-tst3.v2")
    checks = []
    for report in read_reports(folder):
        responses = read_templates(folder / "official_tst3" / report.system / "response.tst3")
        row = report.totals["ALL TEMPLATES"]
        checks.append(
            Check(
                report.system,
                row.f,
                without_person(row),
                _as_mapped(report, keys, responses).f,
                score(keys, responses).all_templates.f,
            )
        )
    return sorted(checks, key=lambda c: -c.without_person)


def _as_mapped(report: Report, keys: dict[str, list[Template]], responses: dict[str, list[Template]]) -> Tally:
    total = Tally()
    for (doc, key_number, response_number), rows in report.pairs.items():
        key = next((t for t in keys.get(doc, []) if t.number == key_number), None)
        response = next((t for t in responses.get(doc, []) if t.number == response_number), None)
        if key is not None and key.optional and response is None:
            continue
        tallies = tally_pair(key, response)
        for slot in slots():
            total.add(tallies[slot.name])
            if key is not None and response is not None and slot.tags and slot.name in rows:
                total.add(_carried(slot, key, response, tallies[slot.name], rows))
    return total


def _carried(slot: Slot, key: Template, response: Template, tally: Tally, rows: dict[str, Row]) -> Tally:
    """What the slot's fillers earn besides where a person matched the strings that they refer to."""
    wanted, right = list(key.fills(slot.name)), 0
    for fill in response.fills(slot.name):
        partner = next((k for k in wanted if value_credit(slot, k, fill) == 1), None)
        if partner is not None:
            wanted.remove(partner)
            right += 1
    judged = sum(rows[name].icr for name in slot.tags if name in rows)
    more = min(judged, max(0, right - tally.cor - tally.par))
    return Tally(cor=more, inc=-more)
