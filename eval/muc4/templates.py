"""Templates of keys and responses: what one file says of each document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_SLOT = re.compile(r"^\s*(\d+)\.\s+([A-Z ]+:[A-Z ]+?)(?:\s{2,}|\t+\s*|\s*$)(.*)$")
_QUOTED = re.compile(r'"((?:\\.|[^"\\])*)"')
_TAG = re.compile(r':\s*(?=")')


@dataclass(frozen=True, slots=True)
class Slot:
    """`kind`: date place set string number. `tags`: the slots that a filler's cross-reference may point into."""

    name: str
    label: str
    kind: str
    group: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fill:
    """One filler: its alternatives (one in a response), those of its cross-reference, and whether it may be missing."""

    values: tuple[str, ...]
    tags: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """One incident of one document. Slots that do not apply ("*") and empty ones ("-") have no fillers."""

    doc: str
    number: str
    optional: bool
    slots: dict[str, tuple[Fill, ...]] = field(default_factory=dict)

    def fills(self, slot: str) -> tuple[Fill, ...]:
        return self.slots.get(slot, ())


@cache
def knowledge() -> dict[str, Any]:
    """The tables of slots.yml."""
    loaded: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("slots.yml").read_text(encoding="utf-8"))
    return loaded


@cache
def slots() -> tuple[Slot, ...]:
    """The 23 scored slots, in their order."""
    return tuple(
        Slot(row["name"], row["label"], row["kind"], row["group"], tuple(row.get("tag", ())))
        for row in knowledge()["slots"]
    )


def read_templates(path: Path) -> dict[str, list[Template]]:
    """Document id -> its templates, in the order of the file; an irrelevant document has none.

    Raises ValueError, with file and line, for a filler before any message.
    """
    by_label = {slot.label: slot for slot in slots()}
    found: dict[str, list[Template]] = {}
    for rows in _messages(path):
        doc = rows["MESSAGE: ID"][0].split()[0]
        number = rows.get("MESSAGE: TEMPLATE", ["*"])[0]
        templates = found.setdefault(doc, [])
        if number.startswith("*"):
            continue
        filled = {by_label[k].name: _fills(by_label[k], lines) for k, lines in rows.items() if k in by_label}
        templates.append(Template(doc, number.split()[0], "OPTIONAL" in number, filled))
    return found


def _messages(path: Path) -> Iterator[dict[str, list[str]]]:
    """The rows of each template: label -> its lines."""
    rows: dict[str, list[str]] = {}
    label = ""
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith((";", "* *")):
            continue
        match = _SLOT.match(line.replace("\t", "    "))
        if match and match[1] == "0" and rows:
            yield rows
            rows = {}
        if match:
            label = " ".join(match[2].split())
            rows[label] = [match[3].strip()]
        elif label:
            rows[label].append(line.strip())
        else:
            raise ValueError(f"{path}, line {number}: a filler stands before any message")
    if rows:
        yield rows


def _fills(slot: Slot, lines: list[str]) -> tuple[Fill, ...]:
    return tuple(fill for line in lines for fill in [_fill(slot, line)] if fill is not None)


def _fill(slot: Slot, line: str) -> Fill | None:
    """One line's filler: `? VALUE / VALUE: "TAG" / "TAG"`."""
    text = line.strip()
    optional = text.startswith("?")
    text = text.lstrip("? ").strip()
    if slot.kind == "string":
        values, tags = _strings(text)
    else:
        head, _, rest = _TAG.split(text, maxsplit=1)[0], None, text
        tags = tuple(_clean(t) for t in _QUOTED.findall(rest[len(head) :]))
        values = tuple(_options(head.strip().rstrip(":"), slot.kind))
    optional = optional or "-" in values
    told = tuple(v for v in values if v not in ("-", "*", ""))
    if not told and not tags:
        return None
    return Fill(told or ("-",), tags, optional and bool(told))


def _strings(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The alternatives of a string filler and those of its cross-reference."""
    values: list[str] = []
    tags: list[str] = []
    place, into = 0, values
    for quoted in _QUOTED.finditer(text):
        if ":" in text[place : quoted.start()]:
            into = tags
        into.append(_clean(quoted[1]))
        place = quoted.end()
    return tuple(values), tuple(tags)


def _clean(text: str) -> str:
    return " ".join(text.replace("\\", "").replace('"', "").split()).upper()


def _options(head: str, kind: str) -> list[str]:
    """Alternatives, parted by slashes outside parentheses; a whole alternative in parentheses loses them."""
    parts, depth, begin = [], 0, 0
    for i, letter in enumerate(head):
        depth += (letter == "(") - (letter == ")")
        if letter == "/" and depth <= 0:
            parts.append(head[begin:i])
            begin = i + 1
    options = [" ".join(part.split()).upper() for part in [*parts, head[begin:]]]
    return [o[1:-1].strip() if o.startswith("(") and o.endswith(")") else o for o in options]
