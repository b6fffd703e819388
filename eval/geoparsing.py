"""Names of places in news: LGL (588 articles) and GeoWebNews (200). Which are found, and which are put within 161 km of
where they are.

`score(folder)` reads `lgl.xml` and `GWN.xml`, whichever is there; other corpora of these two forms can be scored. Names
without a GeoNames id count for recognition alone; those of GeoWebNews with coordinates alone have a row of their own.
With gold names, the words are given and `recount.find.places` says which places they are, by all that reading end to
end has. LGL is local news, and its articles name their papers: rows of "publisher known" read each article with the
area that its paper's other articles tell (`recount.places.home`), learned from their plain texts and no gold. Articles
with `int(sha256(id).hexdigest(), 16) % 2 == 0` are held back: nobody looks at their misses.
"""

import xml.etree.ElementTree as Xml
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from statistics import median

from eval.intervals import bootstrap
from eval.reports import analysed, knowledge
from eval.rows import Row, share
from recount.errors import InputError
from recount.find.places import find_places, names_to_resolve
from recount.model.analysis import Analysis
from recount.model.mention import Candidate, PlaceMention
from recount.model.span import Span
from recount.places.distance import km_between
from recount.places.gazetteer import Gazetteer
from recount.places.home import area_of
from recount.places.resolve import Home

NEAR_KM = 161.0  # 100 miles, the measure of the literature
NOWHERE_KM = 20_039.0  # half the way round the globe: what a name without a place counts for in the median
BESIDE = {"LGL": 0.827, "GeoWebNews": 0.941}
BESIDE_NAME = "Mordecai 3, whole GeoNames"
ROLES = ("place", "dateline", "adjective")  # both corpora mark "Russian" as a name of Russia


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name that the coders marked. `geonames_id` and the point are None where they gave none."""

    span: Span
    geonames_id: int | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Article:
    """`astray`: names whose offsets in the file do not give their words; they are left out. `publisher`: empty where
    the corpus does not tell."""

    id: str
    text: str
    toponyms: tuple[Toponym, ...]
    astray: int
    publisher: str = ""

    @property
    def held_back(self) -> bool:
        return int(sha256(self.id.encode()).hexdigest(), 16) % 2 == 0


@dataclass(frozen=True, slots=True)
class Form:
    """How one corpus is written: its file, and where its articles and names hold what."""

    file: str
    id: str
    phrase: str
    is_name: Callable[[Xml.Element], bool]
    geonames_id: Callable[[Xml.Element], str | None]
    point: tuple[str, str]


FORMS = {
    "LGL": Form(
        file="lgl.xml",
        id="docid",
        phrase="phrase",
        is_name=lambda node: True,
        geonames_id=lambda node: tag.get("geonameid") if (tag := node.find("gaztag")) is not None else None,
        point=("gaztag/lat", "gaztag/lon"),
    ),
    "GeoWebNews": Form(
        file="GWN.xml",
        id="file",
        phrase="extractedName",
        is_name=lambda node: bool(node.findtext("geonamesID") or node.findtext("latitude")),
        geonames_id=lambda node: node.findtext("geonamesID"),
        point=("latitude", "longitude"),
    ),
}


def articles(file: Path, form: Form) -> list[Article]:
    """The articles of a corpus, in the file's order. Raises InputError for a file that is not of the form."""
    try:
        root = Xml.parse(file).getroot()
    except Xml.ParseError as error:
        raise InputError(file.name, f"not XML: {error}", "get the corpus again") from error
    return [_article(node, form) for node in root.iter("article")]


def _article(node: Xml.Element, form: Form) -> Article:
    text = node.findtext("text", "")
    marked = [child for child in node.iter("toponym") if form.is_name(child)]
    right = [child for child in marked if (s := _span(child)) and s.of(text) == child.findtext(form.phrase)]
    toponyms = tuple(_toponym(child, form) for child in right)
    publisher = node.findtext("domain", "") + node.findtext("feedid", "")
    return Article(node.get(form.id, ""), text, toponyms, len(marked) - len(right), publisher)


def _span(node: Xml.Element) -> Span | None:
    start, end = int(node.findtext("start", "0")), int(node.findtext("end", "0"))
    return Span(start, end) if 0 <= start < end else None


def _toponym(node: Xml.Element, form: Form) -> Toponym:
    number = form.geonames_id(node)
    lat, lon = (node.findtext(path) for path in form.point)
    span = _span(node)
    assert span is not None
    return Toponym(span, int(number) if number else None, float(lat) if lat else None, float(lon) if lon else None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one gold name that has a point: km from there to the place taken, None where none was taken.

    The entry itself is at 0 km: GeoNames' middle of a country and ours may lie far apart, and that is no error of
    reading. `by_id`: the gazetteer holds the entry; `named`: it holds it, or one within 161 km, under these words.
    """

    toponym: Toponym
    by_id: bool
    named: bool
    given_km: float | None  # with gold names
    read_km: float | None  # end to end

    @property
    def in_reach(self) -> bool:
        """Whether a reader could be right at all."""
        return self.by_id or self.named


@dataclass(frozen=True, slots=True)
class Outcome:
    """One article's names: gold and read spans, and what became of the gold ones that have a point."""

    article: Article
    gold: frozenset[Span]
    read: frozenset[Span]
    answers: tuple[Answer, ...]

    @property
    def with_id(self) -> list[Answer]:
        return [answer for answer in self.answers if answer.toponym.geonames_id is not None]

    @property
    def without_id(self) -> list[Answer]:
        return [answer for answer in self.answers if answer.toponym.geonames_id is None]


def outcome(article: Article, analysis: Analysis, gazetteer: Gazetteer, home: Home | None = None) -> Outcome:
    """What the reader makes of an article, with its gold names given and without. The article's text is the
    analysed document's; `home` is its publisher's area, where that is known."""
    read = [mention for mention in find_places(analysis, gazetteer, home=home) if mention.role in ROLES]
    given = find_places(analysis, gazetteer, [toponym.span for toponym in article.toponyms], home)
    answers = [_answer(t, article.text, read, given, gazetteer) for t in article.toponyms if t.lat is not None]
    gold = frozenset(toponym.span for toponym in article.toponyms)
    return Outcome(article, gold, frozenset(mention.span for mention in read), tuple(answers))


def _answer(
    toponym: Toponym, text: str, read: Sequence[PlaceMention], given: Sequence[PlaceMention], gazetteer: Gazetteer
) -> Answer:
    mention, found = _at(toponym.span, given), _at(toponym.span, read)
    words = {toponym.span.of(text), *((mention.span.of(text),) if mention else ())}
    held = [place for name in words for place in gazetteer.lookup(name)]
    if mention is not None:
        held += mention.candidates  # a demonym's, which stands under no name
    return Answer(
        toponym,
        by_id=gazetteer.holds(toponym.geonames_id) if toponym.geonames_id is not None else False,
        named=any(is_near(_km(toponym, place, gazetteer)) for place in held),
        given_km=_km(toponym, mention.best if mention else None, gazetteer),
        read_km=_km(toponym, found.best if found else None, gazetteer),
    )


def _at(span: Span, mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """The mention that touches this span, the longest if several do."""
    touching = [mention for mention in mentions if mention.span.overlaps(span)]
    return max(touching, key=lambda m: (m.best is not None, m.span.end - m.span.start), default=None)


def _km(toponym: Toponym, place: Candidate | None, gazetteer: Gazetteer) -> float | None:
    if place is None or toponym.lat is None or toponym.lon is None:
        return None
    if toponym.geonames_id is not None and gazetteer.geonames_id(place) == toponym.geonames_id:
        return 0.0
    return km_between(toponym.lat, toponym.lon, place.lat, place.lon)


def is_near(km: float | None) -> bool:
    return km is not None and km <= NEAR_KM


def score(folder: Path, misses: list[str] | None = None, analysed: Callable[[str], Analysis] = analysed) -> list[Row]:
    """The figures of each corpus that is in the folder: over all articles, and over those held back.

    `analysed` may give analyses that were kept. `misses` hears of those of the other half alone.
    """
    rows: list[Row] = []
    for name, form in FORMS.items():
        if (folder / form.file).exists():
            told = articles(folder / form.file, form)
            analyses = [analysed(article.text) for article in told]
            outcomes = [outcome(a, its, knowledge().gazetteer) for a, its in zip(told, analyses, strict=True)]
            rows += figures(name, "all", outcomes)
            rows += figures(name, "held back", [o for o in outcomes if o.article.held_back])
            if any(article.publisher for article in told):
                rows += _with_publishers(name, told, analyses)
            if misses is not None:
                misses += [line for o in outcomes if not o.article.held_back for line in _misses(name, o)]
    return rows


def _with_publishers(name: str, told: Sequence[Article], analyses: Sequence[Analysis]) -> list[Row]:
    """The figures of articles that are read with the area which their publisher's other articles tell."""
    gazetteer = knowledge().gazetteer
    names = [names_to_resolve(analysis, gazetteer) for analysis in analyses]
    homes = [
        area_of([n for n, b in zip(names, told, strict=True) if b.publisher == a.publisher and b is not a])
        for a in told
    ]
    outcomes = [outcome(a, its, gazetteer, home) for a, its, home in zip(told, analyses, homes, strict=True)]
    held_back = [o for o in outcomes if o.article.held_back]
    known = share(
        name, "all", "publisher known: area learned", sum(h is not None for h in homes), len(told), "articles"
    )
    return [
        *figures(name, "publisher known", outcomes),
        *figures(name, "publisher known, held back", held_back),
        known,
    ]


def figures(name: str, split: str, outcomes: Sequence[Outcome]) -> list[Row]:
    beside, whose = BESIDE.get(name), BESIDE_NAME
    reach = _share_of(lambda answer: answer.in_reach)
    given = _share_of(lambda answer: is_near(answer.given_km))
    n = sum(len(o.with_id) for o in outcomes)
    astray = sum(o.article.astray for o in outcomes)
    made = [
        _row(name, split, "ceiling: the entry is held", outcomes, _share_of(lambda answer: answer.by_id)),
        _row(name, split, "ceiling: under that name, or one within 161 km", outcomes, _share_of(lambda a: a.named)),
        _row(name, split, "ceiling: either", outcomes, reach),
        _row(name, split, "gold names: within 161 km", outcomes, given, beside, whose),
        Row(name, split, "gold names: of the ceiling reached", _ratio(given(outcomes), reach(outcomes)), n, "names"),
        Row(name, split, "gold names: median km", _median(outcomes, lambda a: a.given_km), n, "names"),
        _row(name, split, "end to end: within 161 km", outcomes, _share_of(lambda a: is_near(a.read_km))),
        Row(name, split, "end to end: median km", _median(outcomes, lambda a: a.read_km), n, "names"),
        *_recognition(name, split, outcomes),
        Row(name, split, "names left out, offsets wrong", float(astray), n, "names"),
    ]
    alone = [answer for o in outcomes for answer in o.without_id]
    if alone:
        right = sum(is_near(answer.given_km) for answer in alone)
        made.append(share(name, split, "coordinates alone: within 161 km", right, len(alone), "names"))
    return made


Figure = Callable[[Sequence[Outcome]], float | None]


def _row(
    name: str,
    split: str,
    figure: str,
    outcomes: Sequence[Outcome],
    value: Figure,
    beside: float | None = None,
    whose: str | None = None,
) -> Row:
    n = sum(len(o.with_id) for o in outcomes)
    interval = bootstrap(outcomes, value, times=200)
    return Row(name, split, figure, value(outcomes), n, "names", interval, beside, whose if beside else None)


def _share_of(right: Callable[[Answer], bool]) -> Figure:
    def value(outcomes: Sequence[Outcome]) -> float | None:
        judged = [right(answer) for o in outcomes for answer in o.with_id]
        return sum(judged) / len(judged) if judged else None

    return value


def _ratio(value: float | None, most: float | None) -> float | None:
    return value / most if value is not None and most else None


def _median(outcomes: Sequence[Outcome], km: Callable[[Answer], float | None]) -> float | None:
    """The median distance over all names; one without a place counts as half the way round the globe."""
    all_km = [found if (found := km(a)) is not None else NOWHERE_KM for o in outcomes for a in o.with_id]
    return median(all_km) if all_km else None


def _recognition(name: str, split: str, outcomes: Sequence[Outcome]) -> list[Row]:
    """Precision, recall and F1 of spans that are the same, and of those that share a character."""
    n = sum(len(o.gold) for o in outcomes)
    made = []
    for how, same in (("strict", Span.__eq__), ("overlap", Span.overlaps)):
        found = sum(any(same(g, r) for r in o.read) for o in outcomes for g in o.gold)
        right = sum(any(same(r, g) for g in o.gold) for o in outcomes for r in o.read)
        given = sum(len(o.read) for o in outcomes)
        recall, precision = (found / n if n else 0.0), (right / given if given else 0.0)
        f1 = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
        for figure, value in (("precision", precision), ("recall", recall), ("F1", f1)):
            made.append(Row(name, split, f"names found: {how} {figure}", value, n, "names"))
    return made


def _misses(name: str, told: Outcome) -> list[str]:
    """One line for each name that was not put within 161 km, with its gold names given."""
    lines = []
    for answer in told.with_id:
        if not is_near(answer.given_km):
            words = answer.toponym.span.of(told.article.text)
            why = "not held" if not answer.in_reach else "no place" if answer.given_km is None else "wrong place"
            lines.append(f'{name} {told.article.id}: "{words}" ({answer.toponym.geonames_id}): {why}')
    return lines
