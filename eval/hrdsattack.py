"""HRDsAttack (Ran and others 2023): who was attacked, how, where and when, one answer an article.

The set asks for labels that a record does not hold as such ("arbitrary detention", "other", one country an article).
The mapping from records to them stands here. Six parts of it are learned, on the other four folds of the same set:
which violations an article is about, of which kind the perpetrator is, which of the persons that it names are its
victims, which of the countries and of the towns that it names is its one (eval/settings.py), and which of the times
that it tells (eval/dates.py). Their features are what recount read: claims, what it set aside, incidents, persons,
places. The rest is rules; country and town have rows by rule, too.

`score(folder)` reads `train.json`. Articles that stand in the gold set are left out of training and of the figures.
"""

import html
import json
import re
from calendar import month_name
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from eval.dates import FIELDS, Asked, ranked, times_of
from eval.folds import part_of
from eval.intervals import bootstrap, wilson
from eval.logistic import Features, best_cut, chosen
from eval.persons import named_persons, plain_name
from eval.reports import Report, knowledge, read
from eval.rows import Row
from eval.settings import countries_named, likeliest, towns_named
from recount.model.claim import Claim, Incident
from recount.places.folding import strict_key

SET, SPLIT = "HRDsAttack", "train, 5 folds"
BESIDE = "T5 hybrid, on the test part"
VIOLATIONS = (
    "arbitrary detention",
    "other",
    "killing",
    "kidnapping",
    "torture",
    "enforced disappearance",
    "unknown",
)
PERPETRATORS = (
    "state actor",
    "other state actors",
    "other actors with permissions",
    "other actors without permissions",
    "other non-state actors",
    "regional orgs",
    "insufficient info",
)
MONTHS = {month_name[i].lower(): i for i in range(1, 13)}
STATE_OF = {"HK": "CN", "MO": "CN"}  # the coders count these to China; no article has them for its country
PUBLISHED = {"country": 0.66, "city": 0.23, "month": 0.33, "day": 0.14}  # over all articles, named or not
FACTS = ("stated", "reported", "background")


@dataclass(frozen=True, slots=True)
class Article:
    """One article and what the coders say of it; None where they name nothing."""

    id: str
    text: str
    published: date | None
    violations: frozenset[str]
    victims: frozenset[str]  # names as `plain_name` writes them
    perpetrator: str | None  # the kind
    country: str | None  # ISO 3166-1 alpha-2
    city: str | None
    year: int | None
    month: int | None
    day: int | None


def articles(folder: Path, without: frozenset[str] = frozenset()) -> list[Article]:
    """The articles of `folder/train.json` but those whose id is in `without`, in the file's order."""
    told = json.loads((folder / "train.json").read_text(encoding="utf-8"))
    return [a for a in (_article(one["sample"], one["merged_sample"]) for one in told) if a.id not in without]


def _article(sample: dict[str, Any], coded: dict[str, Any]) -> Article:
    marked = re.sub(r"</p>|<br\s*/?>", "\n\n", sample["Input.article_interface"])
    body = html.unescape(re.sub(r"<[^>]+>", "", marked))
    parts = [part.strip() for part in [sample["Input.title"], *body.split("\n\n")]]
    victims = {plain_name(v["victim_name"]) for v in coded["victims"] if v["victim_name"]}
    return Article(
        id=str(sample["Input.GLOBALEVENTID"]),
        text="\n\n".join(filter(None, parts)),
        published=date.fromisoformat(sample["Input.publish_date"][:10]),
        violations=frozenset(coded["violation_types"]),
        victims=frozenset(victims - {"", "unknown"}),
        perpetrator=coded["perpetrator_type"] if coded["perpetrator_mention"] else None,
        country=_country(_named(coded["country"])),
        city=_named(coded["city"]),
        year=_number(coded["year"], 1000, 2100),
        month=_number(coded["month"], 1, 12),
        day=_number(coded["date"], 1, 31),
    )


def _named(value: str | None) -> str | None:
    return None if value is None or value.lower() in ("none", "unknown", "n/a", "") else value


def _number(value: str | None, least: int, most: int) -> int | None:
    """ "07", "7.0", "July" -> 7; None for words that are no such number."""
    word = (value or "").strip().lower()
    found = MONTHS.get(word) if most == 12 else None
    if found is None and re.fullmatch(r"\d+(\.0)?", word):
        found = int(float(word))
    return found if found is not None and least <= found <= most else None


@cache
def _country(name: str | None) -> str | None:
    """The code of the country that a coder's words name ("England" and "UK" are one), by the gazetteer."""
    known = [c.country for c in knowledge().gazetteer.lookup(name or "") if c.kind in ("country", "area", "admin1")]
    return STATE_OF.get(known[0] or "", known[0]) if known else None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the mapping makes of one article's record. `by_rule`: country and city of the largest incident with them."""

    violations: frozenset[str]
    victims: frozenset[str]
    perpetrator: str
    country: str | None
    city: str | None
    year: int | None
    month: int | None
    day: int | None
    by_rule: tuple[str | None, str | None]


def score(folder: Path, gold: Path | None = None, misses: list[str] | None = None) -> list[Row]:
    """All figures; `gold` is the folder of the coded reports whose documents are left out (`hrds-<id>.json`)."""
    without = frozenset(p.stem.removeprefix("hrds-") for p in gold.glob("hrds-*.json")) if gold else frozenset()
    told = articles(folder, without)
    answers = answered(told, [read(a.text, a.published) for a in told])
    if misses is not None:
        misses += _misses(told, answers)
    return rows(told, answers)


def answered(told: Sequence[Article], reports: Sequence[Report]) -> list[Answer]:
    """The answers, the learned parts of each by models of the folds that the article is not in."""
    parts = [part_of(article.id) for article in told]
    violations = violation_sets(told, reports, parts)
    victims = victim_sets(told, reports, parts)
    doers = perpetrators(told, reports, parts)
    countries = likeliest([countries_named(r, STATE_OF) for r in reports], [a.country for a in told], parts)
    cities = likeliest([towns_named(r) for r in reports], [a.city for a in told], parts)
    days = dates(told, reports, parts, violations, victims)
    learned = zip(violations, victims, doers, countries, cities, strict=True)
    return [
        Answer(*five, *day, by_rule=_where(report)) for five, day, report in zip(learned, days, reports, strict=True)
    ]


def dates(
    told: Sequence[Article],
    reports: Sequence[Report],
    parts: Sequence[int],
    violations: Sequence[frozenset[str]],
    victims: Sequence[frozenset[str]],
) -> list[tuple[int | None, int | None, int | None]]:
    """The year, month and day of each article, each by models of other folds; by rule where they have none to learn."""
    asked = [Asked(a.published, v, names) for a, v, names in zip(told, violations, victims, strict=True)]
    times = [times_of(r, one) for r, one in zip(reports, asked, strict=True)]
    columns = []
    for place, field in enumerate(FIELDS):
        found = ranked(times, told, parts, field)
        columns.append(found or [_when(r)[place] for r in reports])
    return list(zip(columns[0], columns[1], columns[2], strict=True))


def violation_sets(told: Sequence[Article], reports: Sequence[Report], parts: Sequence[int]) -> list[frozenset[str]]:
    labels = [[name in article.violations for name in VIOLATIONS] for article in told]
    # Which wording told of an act says no more than the act does: more words than 300 articles can weigh.
    rows = [{n: x for n, x in violation_features(r).items() if not n.startswith("word ")} for r in reports]
    odds = chosen(rows, labels, parts, best_cut, ridge=0.4, least=5)
    sets = [frozenset(n for n, x in zip(VIOLATIONS, line, strict=True) if x > 0) for line in odds]
    return [found or frozenset([VIOLATIONS[int(np.argmax(line))]]) for found, line in zip(sets, odds, strict=True)]


def perpetrators(told: Sequence[Article], reports: Sequence[Report], parts: Sequence[int]) -> list[str]:
    """The likeliest kind of perpetrator of each article."""
    labels = [[kind == article.perpetrator for kind in PERPETRATORS] for article in told]
    rows = [violation_features(r) for r in reports]
    odds = chosen(rows, labels, parts, lambda *_: 0.0, ridge=0.4, least=5)
    return [PERPETRATORS[int(np.argmax(line))] for line in odds]


def violation_features(report: Report) -> Features:
    """What kinds of harm and act a report tells of, of how many words, where, of whom, and in what standing."""
    seen: Counter[str] = Counter()
    for claim in report.claims:
        seen.update(_claim_features(claim))
    for aside in report.set_aside:
        if aside.harm is not None:
            seen[f"aside {aside.harm}"] += 1
    seen.update(f"incident {i.event.sub_type}" for i in report.incidents)
    features = dict.fromkeys(seen, 1.0)
    facts = sum(n for name, n in seen.items() if name.startswith("fact "))
    features |= {f"share of {name}": n / (1 + facts) for name, n in seen.items() if name.startswith("fact ")}
    features |= {f"{name} {least}+": 1.0 for name, n in seen.items() for least in (2, 4) if n >= least}
    return features


def _claim_features(claim: Claim) -> Iterator[str]:
    what = claim.harm or claim.act
    yield f"{'told' if claim.standing in FACTS else 'unreal'} {what}"
    yield f"word {claim.entry}"
    if claim.standing in FACTS[:2]:
        yield f"fact {what}"
    if claim.sentence == 0:
        yield f"title {what}"
    if claim.sentence < 3:
        yield f"top {what}"
    if claim.group is not None and claim.group.persons:
        yield f"named {what}"
    if claim.agent_kind is not None:
        yield f"{what} by {claim.agent_kind}"


def victim_sets(told: Sequence[Article], reports: Sequence[Report], parts: Sequence[int]) -> list[frozenset[str]]:
    """The names of each article's victims: of the persons that it names, those that a model of other folds takes."""
    asked = [(i, name, features) for i, r in enumerate(reports) for name, features in named_persons(r).items()]
    labels = [[name in told[i].victims] for i, name, _ in asked]
    odds = chosen([f for _, _, f in asked], labels, [parts[i] for i, _, _ in asked], best_cut, ridge=1.0, least=20)
    found: list[set[str]] = [set() for _ in told]
    for (i, name, _), (odd,) in zip(asked, odds, strict=True):
        if odd > 0:
            found[i].add(name)
    return [frozenset(names) for names in found]


def _ranked(report: Report) -> list[Incident]:
    """The incidents, those with the most claims of harm first."""
    size = Counter(c.incident for c in report.claims if c.harm is not None)
    return sorted(report.incidents, key=lambda incident: -size[incident.id])


def _where(report: Report) -> tuple[str | None, str | None]:
    """Country and town of the incident with the most claims that has them."""
    wheres = [i.where for i in _ranked(report) if i.where is not None]
    country = next((w.country for w in wheres if w.country is not None), None)
    city = next((w.name for w in wheres if w.precision in ("exact", "near", "area")), None)
    return STATE_OF.get(country or "", country), city


def _when(report: Report) -> tuple[int | None, int | None, int | None]:
    """Year, month and day of the incident with the most claims that has them; a range gives what it says in common."""
    whens = [i.when for i in _ranked(report) if i.when is not None]
    year = next((w.start.year for w in whens if w.start.year == w.end.year), None)
    month = next((w.start.month for w in whens if (w.start.year, w.start.month) == (w.end.year, w.end.month)), None)
    day = next((w.start.day for w in whens if w.start == w.end), None)
    return year, month, day


Pair = tuple[Article, Answer]


def rows(told: Sequence[Article], answers: Sequence[Answer]) -> list[Row]:
    pairs = list(zip(told, answers, strict=True))
    named = [pair for pair in pairs if pair[0].victims]
    learned = "learned mapping"
    found = [
        _f1_row(f"violation set, micro-F1 ({learned})", pairs, lambda a: a.violations, 0.714),
        _f1_row(f"victim names exact, F1, where the coders name one ({learned})", named, lambda a: a.victims, 0.474),
        _f1_row(f"victim names exact, F1, all articles ({learned})", pairs, lambda a: a.victims, 0.474),
    ]
    for field in ("perpetrator", "country", "city", "year", "month", "day"):
        asked = [(getattr(gold, field), getattr(answer, field)) for gold, answer in pairs]
        right = [_same(gold, given) for gold, given in asked if gold is not None]
        beside = PUBLISHED.get(field)
        share = sum(right) / len(right) if right else None
        name = f"{BESIDE}, all articles" if beside is not None else None
        found.append(
            Row(SET, SPLIT, f"{field} exact, where the coders name it ({learned})", share, len(right), "articles",
                wilson(sum(right), len(right)), beside, name)
        )  # fmt: skip
    return [*found, *_rows_by_rule(pairs)]


def _rows_by_rule(pairs: Sequence[Pair]) -> Iterator[Row]:
    """Country and city as the record's largest incident has them, nothing learned."""
    for number, field in enumerate(("country", "city")):
        asked = [(getattr(gold, field), answer.by_rule[number]) for gold, answer in pairs]
        right = [_same(gold, given) for gold, given in asked if gold is not None]
        share = sum(right) / len(right) if right else None
        figure = f"{field} exact, of the largest incident"
        yield Row(SET, SPLIT, figure, share, len(right), "articles", wilson(sum(right), len(right)))


def _same(gold: Any, given: Any) -> bool:
    """Numbers and codes as they are; names of places without case, accents and marks."""
    if isinstance(gold, str) and isinstance(given, str):
        return strict_key(gold) == strict_key(given)
    return bool(gold == given)


def _f1_row(figure: str, pairs: Sequence[Pair], of: Callable[[Any], frozenset[str]], beside: float) -> Row:
    def f1(some: Sequence[Pair]) -> float | None:
        both = sum(len(of(gold) & of(given)) for gold, given in some)
        told = sum(len(of(gold)) + len(of(given)) for gold, given in some)
        return 2 * both / told if told else None

    return Row(SET, SPLIT, figure, f1(pairs), len(pairs), "articles", bootstrap(pairs, f1), beside, BESIDE)


def _misses(told: Sequence[Article], answers: Sequence[Answer]) -> Iterator[str]:
    for gold, given in zip(told, answers, strict=True):
        for field in (name for name in Answer.__dataclass_fields__ if name != "by_rule"):
            want, got = getattr(gold, field), getattr(given, field)
            if want and not (want == got or (isinstance(want, str) and _same(want, got))):
                as_list = sorted if isinstance(want, frozenset) else lambda value: value
                yield f"hrds-{gold.id}: {field}: coders {as_list(want)}, got {as_list(got)}"
