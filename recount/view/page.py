"""A reading as one HTML page: every claim's words marked where they stand, with its card beside them.

The page holds its own style and no script, asks nothing of any other machine, and forbids itself to.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

from recount.model.claim import Claim
from recount.model.document import Block, BlockKind
from recount.model.reading import Reading
from recount.view.arrange import Arrangement, arrange
from recount.view.cards import claim_card, claim_list, incident_card, quotation
from recount.view.markup import Content, Markup, element, escaped, joined
from recount.view.phrases import USES, say_code, say_day, say_unread
from recount.view.segments import Mark, Piece, Region, regions


def page_of(reading: Reading) -> str:
    """The whole page as text, to be written as UTF-8. The same reading gives the same page."""
    arranged = arrange(reading)
    title = reading.document.title or reading.document.name
    style = Markup(_style() + _pairing(len(arranged.numbers)))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"{title} \u00b7 recount"),
        element("style", style),
    )
    body = element(
        "body",
        element("a", "Skip to the report and its claims", href="#report", class_="skip"),
        _header(reading),
        _contents(reading, arranged),
        element("main", _sections(reading, arranged), id="main"),
        _footer(reading),
    )
    return f"<!doctype html>\n{element('html', head, body, lang='en')}\n"


@cache
def _style() -> str:
    return files("recount.view").joinpath("static", "page.css").read_text(encoding="utf-8")


def _pairing(claims: int) -> str:
    """Rules that light a claim's card with its words, and its words with its card. Without them, links still work."""
    pair = (
        "body:has(#c{n}:target,#w{n}:target,#c{n}:hover,#c{n}:focus-within,.k{n}:hover,.k{n}:focus)"
        " :is(.k{n},#c{n}){{--lit:var(--glow)}}\n"
    )
    return "\n" + "".join(pair.format(n=number) for number in range(1, claims + 1))


def _policy(style: str) -> str:
    """A content security policy that allows this page's own style and nothing else at all."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _header(reading: Reading) -> Markup:
    document = reading.document
    rows = [
        ("Published", say_day(document.published) if document.published else "not known"),
        ("Publisher", document.publisher or "not stated"),
        ("File", document.name),
        ("Language", document.language or "not known"),
    ]
    facts = [element("div", element("dt", label), element("dd", element("bdi", value))) for label, value in rows]
    return element(
        "header",
        element("h1", element("bdi", document.title or document.name)),
        element("dl", facts, _source(document.url), class_="facts"),
        element("p", _review(reading), class_="review"),
        (element("p", warning, class_="warning") for warning in document.warnings),
    )


def _source(url: str | None) -> Markup | None:
    """The report's own address, as a link only where it is a web address."""
    if not url:
        return None
    safe = url.startswith(("https://", "http://"))
    link = element("a", url, href=url, rel="noopener noreferrer") if safe else element("bdi", url)
    return element("div", element("dt", "Source"), element("dd", link))


def _review(reading: Reading) -> Content:
    if reading.unread and not reading.claims:
        return element("b", f"This report was {say_unread(reading.unread[0][0])}.")
    if all(incident.review == "machine" for incident in reading.incidents):
        return (
            element("b", "Not yet reviewed by a person."),
            " Every figure here was read by a machine. Each stands on words of the report: follow it to them.",
        )
    return "Each incident says below whether a person has reviewed it."


def _contents(reading: Reading, arranged: Arrangement) -> Markup:
    entries = [
        ("questions", "Questions", len(arranged.questions)),
        ("incidents", "Incidents", len(arranged.incidents)),
        ("report", "Report and claims", len(arranged.numbers)),
        ("aggregates", "Standing totals", len(arranged.aggregates)),
        ("not-counted", "Not counted", len(arranged.not_counted)),
        ("set-aside", "Set aside", len(reading.set_aside)),
        ("unread", "Unread", len(reading.unread)),
    ]
    always = ("incidents", "report")
    links = (
        element("li", element("a", title, " ", element("span", str(count), class_="many"), href=f"#{key}"))
        for key, title, count in entries
        if count or key in always
    )
    return element("nav", element("ul", links), aria_label="On this page")


def _sections(reading: Reading, arranged: Arrangement) -> Iterator[Content]:
    yield _claims_section("questions", "Questions for a person", arranged.questions, reading, arranged)
    cards = [incident_card(view, reading, arranged) for view in arranged.incidents]
    none = element("p", "No incident was read in this report.", class_="note")
    yield _section("incidents", "Incidents", element("div", cards, class_="incidents") if cards else none)
    yield _section("report", "The report and its claims", _legend(), _report(reading, arranged))
    note = element("p", "Counts over a longer time: in no incident and in no sum.", class_="note")
    yield _claims_section("aggregates", "Standing totals", arranged.aggregates, reading, arranged, note)
    yield _claims_section("loose", "Other claims", arranged.loose, reading, arranged)
    yield _claims_section("not-counted", "Read, but not counted", arranged.not_counted, reading, arranged)
    yield _set_aside(reading)
    yield _unread(reading)


def _section(key: str, title: str, *content: Content) -> Markup:
    return element("section", element("h2", title, id=f"{key}-title"), content, id=key, aria_labelledby=f"{key}-title")


def _claims_section(
    key: str, title: str, claims: Sequence[Claim], reading: Reading, arranged: Arrangement, note: Content = None
) -> Markup | None:
    return _section(key, title, note, claim_list(claims, reading, arranged)) if claims else None


def _legend() -> Markup:
    uses = (
        element("li", element("span", say_code(use), class_="tag use"), " ", meaning, class_=f"use-{_dashed(use)}")
        for use, meaning in USES.items()
    )
    aside = element("li", element("span", "words", class_="aside"), " make no claim; the reason stands beside them")
    return element("details", element("summary", "What the marks mean"), element("ul", uses, aside), class_="legend")


def _dashed(code: str) -> str:
    return code.replace("_", "-")


def _report(reading: Reading, arranged: Arrangement) -> Markup:
    """The text, row by row, each block with the cards of the claims that open in it."""
    written = _Writer(reading, arranged)
    return element("div", (written.row(region) for region in regions(reading.document, written.marks)), class_="report")


class _Writer:
    """Writes a document's regions in order, and knows which marks it has already opened."""

    def __init__(self, reading: Reading, arranged: Arrangement) -> None:
        self.reading, self.arranged = reading, arranged
        self.claims = {claim.id: claim for claim in reading.claims}
        self.opened: set[str] = set()
        self.asides = {f"aside {number}": aside for number, aside in enumerate(reading.set_aside, start=1)}
        self.marks = [Mark(claim.id, span) for claim in reading.claims for span in claim.evidence]
        self.marks += [Mark(key, aside.span) for key, aside in self.asides.items()]

    def row(self, region: Region) -> Markup:
        before = set(self.opened)
        words = [self._piece(piece) for piece in region.pieces]
        new = self.opened - before
        claims = sorted((self.claims[key] for key in new if key in self.claims), key=self._number)
        cards = [claim_card(claim, self.reading, self.arranged) for claim in claims]
        notes = [self._note(key) for key in self.asides if key in new]
        label = "Claims in this passage"
        beside = element("aside", cards, notes, class_="beside", aria_label=label) if new else None
        return element("div", _block(region.block, joined(words)), beside, class_="row")

    def _number(self, claim: Claim) -> int:
        return self.arranged.numbers[claim.id]

    def _piece(self, piece: Piece) -> Markup:
        """One piece of text, linked to the shortest claim over it; other claims that end here follow as numbers."""
        text = escaped(self.reading.document.text[piece.start : piece.end])
        claims = [self.claims[key] for key in piece.keys if key in self.claims]
        asides = [key for key in piece.keys if key in self.asides]
        marked = self._linked(text, claims, piece) if claims else text
        if asides:
            tail = [self._sign(key) for key in asides if key in piece.closes]
            marked = element("span", marked, tail, class_="aside")
        return joined((self._anchors(piece), marked))

    def _linked(self, text: Markup, claims: Sequence[Claim], piece: Piece) -> Markup:
        numbers = [self._number(claim) for claim in claims]
        closing = [self._number(claim) for claim in claims if claim.id in piece.closes]
        own = numbers[0] if numbers[0] in closing else None
        keys = " ".join(f"k{number}" for number in numbers)
        link = element(
            "a",
            text,
            _superscript(own) if own else None,
            class_=f"w use-{_dashed(claims[0].use)} {keys}",
            href=f"#c{numbers[0]}",
            tabindex=None if own else "-1",
        )
        rest = [_number_link(number) for number in closing if number != own]
        return joined((link, rest))

    def _anchors(self, piece: Piece) -> Iterator[Markup]:
        """Where links to a claim's words, or to words set aside, arrive: before their first piece."""
        for key in piece.keys:
            if key not in self.opened:
                self.opened.add(key)
                name = f"w{self._number(self.claims[key])}" if key in self.claims else f"s{_aside_number(key)}"
                yield element("span", id=name, class_="anchor")

    def _sign(self, key: str) -> Markup:
        number = _aside_number(key)
        link = element("a", f"\u00d7{number}", href=f"#n{number}", aria_label=f"Set aside {number}: go to the reason")
        return element("sup", link)

    def _note(self, key: str) -> Markup:
        aside, number = self.asides[key], _aside_number(key)
        sign = element("a", f"\u00d7{number}", href=f"#s{number}", aria_label=f"Set aside {number}: go to the words")
        words = quotation(aside.span.of(self.reading.document.text))
        return element("p", sign, " set aside: ", words, " \u00b7 ", aside.reason, id=f"n{number}", class_="aside-note")


def _aside_number(key: str) -> str:
    return key.removeprefix("aside ")


def _superscript(number: int) -> Markup:
    return element("sup", element("span", "claim ", class_="heard"), str(number))


def _number_link(number: int) -> Markup:
    return element("a", _superscript(number), href=f"#c{number}", class_=f"k{number} also")


def _block(block: Block | None, words: Markup) -> Markup:
    """A block's words in the shape of what it is; posts carry their author and date above them."""
    kind = block.kind if block else BlockKind.PARAGRAPH
    shape = "blockquote" if kind is BlockKind.POST else "div"
    label = _label(block) if block else None
    return element(shape, label, element("p", words, dir="auto", class_="words"), class_=f"block {kind}")


def _label(block: Block) -> Markup | None:
    if block.kind is BlockKind.PARAGRAPH or block.kind is BlockKind.TITLE:
        return None
    said = [block.author, block.handle, say_day(block.dated) if block.dated else None]
    by = " \u00b7 ".join(part for part in said if part)
    return element("p", element("span", str(block.kind), class_="kind"), " ", element("bdi", by), class_="label")


def _set_aside(reading: Reading) -> Markup | None:
    if not reading.set_aside:
        return None
    text = reading.document.text
    rows = (
        element(
            "li", quotation(aside.span.of(text), f"#s{number}"), " \u00b7 ", element("span", aside.reason, class_="why")
        )
        for number, aside in enumerate(reading.set_aside, start=1)
    )
    note = element("p", "Numbers and words of harm that make no claim, and why.", class_="note")
    return _section("set-aside", "Set aside", note, element("ul", rows, class_="asides"))


def _unread(reading: Reading) -> Markup | None:
    if not reading.unread:
        return None
    rows = (element("li", f"{language}: {reports}") for language, reports in reading.unread)
    note = element("p", "Reports that no installed language pack reads, by language.", class_="note")
    return _section("unread", "Unread", note, element("ul", rows))


def _footer(reading: Reading) -> Markup:
    stamp = reading.stamp
    rows = [
        ("recount", stamp.recount),
        ("Knowledge", stamp.knowledge),
        ("Language pack", stamp.language_pack or "none"),
        ("Gazetteer", stamp.gazetteer),
        ("Profile", stamp.profile),
        ("Report", reading.document.id),
    ]
    made = (element("div", element("dt", label), element("dd", value)) for label, value in rows)
    same = "The same report and the same versions give the same page."
    maps = "Maps: Natural Earth (public domain). Borders are as it draws them and say nothing of whose a place is."
    notes = (same, maps) if any(incident.where for incident in reading.incidents) else (same,)
    told = (element("p", note) for note in notes)
    return element("footer", element("h2", "How this page was made"), element("dl", made), told)
