"""What is read in our own sentences, written down line by line: a change of rules shows as a diff that somebody reads.

    uv run python tests/golden/make.py

The sentences are those of the tables of `tests/tables`, of the examples of the English words, and of the tests, some of
them in capitals too, and then the reports of `reports.txt`, whose events are invented: what one sentence tells another
shows only in them. Each line of `read.jsonl` holds one, with every claim, everything set aside and every incident; of
`found.jsonl` one with all that the finders found in it, also what no claim took up: speeches and places are measured by
themselves.
"""

import ast
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

import recount
from recount.find.acts import find_triggers
from recount.find.counts import find_numbers
from recount.find.dates import find_dates
from recount.find.dates.timex import find_timexes
from recount.find.hedges import find_hedges
from recount.find.parties import find_parties
from recount.find.places import countries_of, find_places, names_of
from recount.find.speech import find_speech
from recount.knowledge.times import load_timex
from recount.language.analyse import analyse
from recount.language.pack import load_pack
from recount.model.analysis import Analysis
from recount.model.claim import Claim, Incident
from recount.model.mention import Count, DateMention, Party, PlaceMention, Speech
from recount.model.reading import Reading
from recount.model.span import Span
from recount.reading import Knowledge, load_knowledge
from recount.text.load import raw_of
from recount.text.parse import parse

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
READ, FOUND = HERE / "read.jsonl", HERE / "found.jsonl"
REPORTS = HERE / "reports.txt"  # whole reports of invented events, parted by lines of four hyphens
PUBLISHED = date(2021, 3, 16)
LONG = 48  # characters of a span from which only its ends are written
CAPITALS = 4  # one sentence in so many is read in capitals as well, as newswire wrote
# Tests whose sentences are made up for other things than reading, or that draw their own.
WITHOUT = ("golden", "view", "sitting", "review", "eval", "model", "text")
_SENTENCE = re.compile(r"[A-Z“\"'*•\d][^{}<>\\]{18,400}[.?!”\"'\w]")


def told(text: str) -> list[str]:
    """Every claim and everything set aside, a line each; then the incidents."""
    reading = recount.read(text, published=PUBLISHED)
    claims = [_claim(claim, reading) for claim in reading.claims]
    aside = [f"aside '{a.span.of(reading.document.text)}': {a.reason}" for a in reading.set_aside]
    return [*claims, *aside, *map(_incident, reading.incidents)]


def _incident(incident: Incident) -> str:
    when, where = incident.when, incident.where
    tolls = "; ".join(f"{t.harm} {t.group} ({t.status}) {t.low}/{t.best}/{t.high}" for t in incident.tolls)
    told = [
        f"{when.start}/{when.end} {when.precision}" if when else "no time",
        f"{where.name} {where.precision}" if where else "no place",
        str(dict(incident.counts) or ""),
        " ".join(how for _, how in incident.related),
    ]
    head = f"incident {incident.title}; killed {incident.killed}; injured {incident.injured}; {_sides(incident.sides)}"
    return "; ".join([head, tolls, *filter(None, told)])


def _claim(claim: Claim, reading: Reading) -> str:
    words = _words(claim, reading)
    group, when, where = claim.group, claim.when, claim.where
    facts = {
        "act": claim.act,
        "harm": claim.harm,
        "count": (claim.count_low, claim.count_high, claim.count_wording, claim.unit) if claim.count_wording else None,
        "group": (group.name, group.status, group.sex, group.age_group, group.side) if group else None,
        "kind": group.kind if group else None,
        "persons": [(p.name, p.age, p.sex, p.office, p.life) for p in group.persons] if group else None,
        "by": claim.by and (claim.by.name, claim.by.actor_id),
        "against": claim.against and (claim.against.name, claim.against.actor_id),
        "weapons": [w.name for w in claim.weapons],
        "targets": [(t.name, t.effect) for t in claim.targets],
        "when": when and (when.start.isoformat(), when.end.isoformat(), when.precision, when.wording, when.time),
        "where": where and (where.name, where.country, where.precision, where.wording),
        "origin": claim.origin,
        "voices": [(s.name, s.kind) for s in claim.speakers],
        "standing": claim.standing.value,
        "extent": claim.extent,
        "use": (claim.use, claim.why),
        "aim": claim.event.aim,
        "event": (claim.event.type, claim.event.sub_type, claim.event.plover, claim.event.mode),
        "why then": when and when.why,
        "as of": claim.as_of and claim.as_of != PUBLISHED and claim.as_of.isoformat(),
        "wordings": _wordings(claim),
        "marks": [name for name in ("listed", "definite", "tally", "late", "nth") if getattr(claim, name)],
        "may mean": [c for actor in (claim.by, claim.against) if actor for c in actor.candidates],
        "inside": claim.part_of and _words(reading.claim(claim.part_of), reading),
        "notes": list(claim.notes),
    }
    return f"'{words}' " + "; ".join(f"{name} {value}" for name, value in facts.items() if value)


def _wordings(claim: Claim) -> list[str]:
    """The words of the group, of who did it and to whom, of weapons and of things hit."""
    named = [claim.group, claim.by, claim.against, *claim.weapons, *claim.targets]
    return [one.wording for one in named if one is not None]


def _words(claim: Claim, reading: Reading) -> str:
    return " … ".join(span.of(reading.document.text) for span in claim.evidence)


def _sides(sides: Any) -> str:
    return ", ".join(f"{side.name} ({side.role})" for side in sides)


def found(text: str) -> list[str]:
    """Every number, time, place, party, speech, hedge and word of an act that the finders find, a line each."""
    pack = load_pack("en")
    assert pack is not None, "the English pack is part of the workspace"
    know = _knowledge()
    analysis = analyse(parse(raw_of(text), PUBLISHED), pack)
    times, places = find_dates(analysis, know.times), find_places(analysis, know.gazetteer)
    lines = [*(_time(t, analysis) for t in times), *(_place(p, analysis) for p in places)]
    analysis = replace(analysis, countries=countries_of(places), places=names_of(places, analysis.document.text))
    numbers = find_numbers(analysis, know.numbers, [t.span for t in times if t.kind != "name"])
    lines += [_number(c, analysis) for c in numbers.counts]
    lines += [f"no count {_cut(span, analysis)}: {why}" for span, why in numbers.others]
    lines += [_party(p, analysis) for p in find_parties(analysis, know.parties)]
    lines += [_speech(s, analysis) for s in find_speech(analysis, know.speech)]
    for hedge in find_hedges(analysis, know.speech):
        lines.append(
            f"hedge {_cut(hedge.span, analysis)} over {_cut(hedge.scope, analysis)}: {hedge.standing}, {hedge.why}"
        )
    lines += [f"act {_cut(t.span, analysis)}: {t.entry} {t.form}" for t in find_triggers(analysis, know.acts)]
    timexes = find_timexes(analysis, load_timex(), PUBLISHED)
    return [*lines, *(f"timex {_cut(t.span, analysis)}: {t.kind} {t.value}" for t in timexes)]


@cache
def _knowledge() -> Knowledge:
    return load_knowledge()


def _cut(span: Span, analysis: Analysis) -> str:
    """The words of a span; of long ones the two ends."""
    words = " ".join(span.of(analysis.document.text).split())
    return f"'{words}'" if len(words) <= LONG else f"'{words[: LONG // 2]} … {words[-LONG // 2 :]}'"


def _time(mention: DateMention, analysis: Analysis) -> str:
    told = [mention.resolve(PUBLISHED, past) for past in (True, False)]
    days = [f"{when.start}/{when.end} {when.precision} {when.time or ''}".strip() for when in told if when is not None]
    return f"time {_cut(mention.span, analysis)}: {mention.kind} {' or '.join(dict.fromkeys(days))}"


def _place(mention: PlaceMention, analysis: Analysis) -> str:
    best = f"{mention.best.name} {mention.best.country} {mention.best.kind}" if mention.best else "?"
    phrase = f"{_cut(mention.span, analysis)} in {_cut(mention.phrase, analysis)}"
    return f"place {phrase}: {best}; {mention.relation} {mention.role} {mention.region_word or ''}".strip()


def _number(count: Count, analysis: Analysis) -> str:
    marks = [name for name in ("running", "approximate", "vague", "superseded") if getattr(count, name)]
    return " ".join([f"number {_cut(count.span, analysis)}: {count.low}-{count.high}", *marks])


def _party(party: Party, analysis: Analysis) -> str:
    more = [party.actor_id, party.nationality, party.why, *party.candidates]
    facts = [party.name, party.kind, party.status, *(str(m) for m in more if m)]
    return f"party {_cut(party.span, analysis)}: {'; '.join(facts)}"


def _speech(speech: Speech, analysis: Analysis) -> str:
    content = " … ".join(_cut(span, analysis) for span in speech.content)
    cue, source = (_cut(span, analysis) if span else "-" for span in (speech.cue, speech.source))
    who = f"{speech.speaker.name} ({speech.speaker.kind})"
    return f"speech {content}: {source} {cue}; {who} {speech.attitude}{' quoted' if speech.quoted else ''}"


def sentences() -> list[str]:
    """Our own sentences, each once, in the order of their files."""
    found = dict.fromkeys(_of_words())
    for path in sorted((ROOT / "tests").rglob("*")):
        if path.relative_to(ROOT / "tests").parts[0] in WITHOUT:
            continue
        if path.suffix == ".yml" and path.stem != "swaps":
            found.update(dict.fromkeys(_strings(yaml.safe_load(path.read_text(encoding="utf-8")))))
        if path.suffix == ".py":
            found.update(dict.fromkeys(_literals(path)))
    found.update(dict.fromkeys(_swapped()))
    mixed = [text for text in found if _SENTENCE.fullmatch(text)]
    return [*mixed, *(text.upper() for text in mixed if _in_capitals(text)), *_reports()]


def _reports() -> list[str]:
    return [text.strip() for text in REPORTS.read_text(encoding="utf-8").split("\n----\n")]


def _in_capitals(text: str) -> bool:
    """By its own hash, so that a new sentence changes no other's form."""
    return int(sha256(text.encode()).hexdigest(), 16) % CAPITALS == 0


def _swapped() -> list[str]:
    """Some of the sentences that `eval/swap.py` reads with the sides changed over."""
    table = ROOT / "tests" / "tables" / "swaps.yml"
    return list(_strings(yaml.safe_load(table.read_text(encoding="utf-8"))))


def _of_words() -> Iterator[str]:
    """The examples of every entry of the English words, without their brackets."""
    for path in sorted((ROOT / "recount/knowledge/data/en").glob("*.yml")):
        for text in _strings(yaml.safe_load(path.read_text(encoding="utf-8"))):
            yield re.sub(r"[\[\]]", "", text)


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from _strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from _strings(value)


def _literals(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {id(node.body[0].value) for node in ast.walk(tree) if _has_docstring(node)}  # type: ignore[attr-defined]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in named:
            yield node.value


def _has_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None


def main() -> None:
    texts = sentences()
    _write(READ, "read", [(text, told(text)) for text in texts])
    _write(FOUND, "found", [(text, found(text)) for text in texts])


def _write(path: Path, name: str, lines: Iterable[tuple[str, list[str]]]) -> None:
    written = [json.dumps({"text": text, name: told}, ensure_ascii=False) for text, told in lines if told]
    path.write_text("\n".join(written) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(written)} sentences and reports")


if __name__ == "__main__":
    main()
