"""The page: whole, self-contained, hostile to hostile reports, and faithful to the text it shows."""

import itertools
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import TEXT, claim, document, reading

from recount.model.claim import SetAside
from recount.model.reading import Reading
from recount.model.span import Span
from recount.view.glyphs import visible
from recount.view.page import page_of

VOID = {"meta", "br"}


@dataclass
class Node:
    """One element of a parsed page."""

    name: str
    attributes: dict[str, str | None]
    children: list["Node | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def classes(self) -> list[str]:
        return (self.attributes.get("class") or "").split()

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def all(self, name: str | None = None, kind: str | None = None) -> list["Node"]:
        return [n for n in self.walk() if (name is None or n.name == name) and (kind is None or kind in n.classes)]

    def at(self, key: str) -> "Node":
        return next(node for node in self.walk() if node.attributes.get("id") == key)


class Tree(HTMLParser):
    """Parses a page and refuses any element that is closed out of turn."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("root", {})
        self.open = [self.root]
        self.feed(page)
        self.close()
        assert [node.name for node in self.open] == ["root"]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len(dict(attrs)), f"an attribute of {tag} stands twice"
        node = Node(tag, dict(attrs))
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parsed(value: Reading) -> Node:
    return Tree(page_of(value)).root


def report_words(root: Node) -> str:
    """The report's text as the page shows it, without the claims' numbers."""

    def words(node: Node) -> str:
        parts = (child if isinstance(child, str) else words(child) for child in node.children if not _is_sign(child))
        return "".join(parts)

    return "\n".join(words(node) for node in root.all("p", "words"))


def _is_sign(child: Node | str) -> bool:
    return isinstance(child, Node) and child.name == "sup"


def test_the_page_shows_the_text_of_every_block_unaltered() -> None:
    assert report_words(parsed(reading())) == "\n".join(part.rstrip("\n") for part in TEXT.split("\n\n"))


def test_every_claim_is_marked_and_has_a_card_beside_it() -> None:
    root = parsed(reading())
    for number, made in enumerate(sorted(reading().claims, key=lambda c: c.evidence), start=1):
        pieces = [re.sub(r"claim \d+$", "", node.text) for node in root.all("a", f"k{number}")]
        assert made.evidence[0].of(TEXT) == "".join(pieces)
        card = root.at(f"c{number}")
        assert card.attributes["aria-labelledby"] == f"h{number}"
        for words in (made.why, made.use.replace("_", " "), str(made.standing), made.extent or "", made.id):
            assert words in card.text


def test_cards_stand_in_the_row_of_their_words() -> None:
    root = parsed(reading())
    for row in root.all("div", "row"):
        opened = {node.attributes["id"][1:] for node in row.all("span", "anchor") if node.attributes["id"][0] == "w"}
        assert opened == {card.attributes["id"][1:] for card in row.all("article", "card")}


@pytest.mark.parametrize(
    ("card", "words"),
    [
        ("c1", ("9 killed", "the provincial health office (official), via the publisher", "late on Friday")),
        ("c1", ("Friday before publication", "could also mean Varosh (XB)", "artillery", "market, hit", "Nine")),
        ("c3", ("Mira Oslen, aged 41, female, nurse, dead", "two teachers and Mira Oslen", "civilian")),
        ("c7", ("10 munitions", "Upland Front", "Rebels of the Upland Front")),
        (
            "i1",
            ("not yet reviewed by a person", "9 is the health office's total: 'Nine'.", "4th Brigade (perpetrator)"),
        ),
        ("i2", ("that is unknown, not zero", "intercepted 3, launches 10", "responds to Incident 1")),
        ("questions", ("A soldier was lightly injured, or perhaps two", "the words give two numbers")),
        ("aggregates", ("More than 400 people have been killed", "in no incident and in no sum")),
        ("not-counted", ("hundreds would be dead", "hypothetical")),
        ("set-aside", ("killed the budget bill", "a bill is no person")),
    ],
)
def test_what_a_person_needs_is_on_the_page(card: str, words: tuple[str, ...]) -> None:
    text = re.sub(r"\s+", " ", parsed(reading()).at(card).text)
    assert [w for w in words if w not in text] == []


def test_a_number_that_a_derivation_quotes_leads_to_its_claim() -> None:
    derivation = parsed(reading()).at("i1").all("ul", "derivation")[0]
    assert [(link.text, link.attributes["href"]) for link in derivation.all("a")] == [("'Nine'", "#c1")]


def test_a_toll_without_a_figure_is_not_shown_as_zero() -> None:
    figures = [node.text for node in parsed(reading()).at("i1").all("dl", "figures")]
    assert figures == ["low6best9high9", "low24best24high\u2013"]


def test_every_link_leads_somewhere_on_the_page_and_every_id_is_one() -> None:
    root = parsed(reading())
    ids = [node.attributes["id"] for node in root.walk() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    targets = {(node.attributes["href"] or "").removeprefix("#") for node in root.all("a")}
    labels = {node.attributes["aria-labelledby"] for node in root.walk() if "aria-labelledby" in node.attributes}
    assert targets | labels <= set(ids)


def test_the_page_asks_nothing_of_any_other_machine() -> None:
    page = page_of(reading())
    root = Tree(page).root
    assert not {node.name for node in root.walk()} & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not [n for n in root.walk() for a in n.attributes if a in ("src", "style", "srcset") or a.startswith("on")]
    assert "url(" not in page and "@import" not in page and "://" not in page


def test_the_page_forbids_all_but_its_own_style() -> None:
    root = parsed(reading())
    policy = next(n for n in root.all("meta") if n.attributes.get("http-equiv"))
    style = root.all("style")[0].text
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy.attributes["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_the_page_can_be_read_by_ear_and_by_keyboard() -> None:
    root = parsed(reading())
    assert root.all("html")[0].attributes["lang"] == "en"
    assert [len(root.all(name)) for name in ("header", "nav", "main", "footer", "h1")] == [1, 1, 1, 1, 1]
    assert all(node.attributes.get("aria-labelledby") for node in root.at("main").children if isinstance(node, Node))
    levels = [int(node.name[1]) for node in root.walk() if re.fullmatch("h[1-6]", node.name)]
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))
    reachable = {n.attributes["href"] for n in root.all("a") if n.attributes.get("tabindex") is None}
    assert {f"#c{number}" for number in range(1, 10)} <= reachable
    assert all(node.attributes.get("dir") == "auto" for node in root.all("p", "words"))


def test_posts_are_shown_as_posts() -> None:
    post = parsed(reading()).all("blockquote")[0]
    assert "post" in post.classes
    assert "Lena Moss \u00b7 @lenamoss \u00b7 8 March 2024" in post.text


HOSTILE = [
    "<script>alert(1)</script> six killed",
    '"><img src=x onerror=alert(1)> six killed',
    "</style></head><body onload=alert(1)> six killed",
    "&lt;b&gt; &amp; &#x3c;script&#x3e; six killed",
    "six \x1b[2J killed \u202e\u2066",
    "\u0642\u062a\u0644 \u0633\u0628\u0639\u0629 \u0623\u0634\u062e\u0627\u0635",
    "--> ]]> six <!-- killed",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_report_stays_text_everywhere(text: str) -> None:
    made = claim("h", text, text, use="question", why=text)
    incident = replace(reading().incidents[0], title=text, tolls=(), related=(), sides=())
    hostile = reading(
        document=document(text, title=text, name=text, publisher=text, blocks=(), warnings=(text,)),
        claims=(replace(made, incident=incident.id),),
        incidents=(incident,),
        aggregates=(),
        set_aside=(SetAside(Span(0, 3), text),),
    )
    root = parsed(hostile)
    assert report_words(root) == visible(text)
    assert root.all("h1")[0].text == visible(text)
    assert root.at("t1").text == visible(text)
    assert not {node.name for node in root.walk()} & {"script", "img", "b64"}


@pytest.mark.parametrize(
    ("url", "linked"),
    [("https://example.org/a?b=1&c=2", True), ("javascript:alert(1)", False), ("data:text/html,x", False)],
)
def test_only_web_addresses_become_links(url: str, linked: bool) -> None:
    root = parsed(reading(document=document(url=url)))
    hrefs = [node.attributes["href"] for node in root.all("a")]
    assert (url in hrefs) is linked
    assert url in root.all("header")[0].text


def test_claims_that_overlap_are_all_marked_and_all_reachable() -> None:
    text = "Two brothers and a guard were shot dead at the gate."
    long = claim("long", "Two brothers and a guard were shot dead", text)
    inner = claim("inner", "a guard", text)
    crossing = claim("crossing", "guard were shot dead at the gate", text)
    root = parsed(
        reading(document=document(text, blocks=()), claims=(long, inner, crossing), incidents=(), aggregates=(),
                set_aside=(SetAside(Span(0, 12), "a trap"),))
    )  # fmt: skip
    assert report_words(root) == text
    assert {"#c1", "#c2", "#c3"} <= {n.attributes["href"] for n in root.all("p", "words")[0].all("a")}


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 80)), max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_spans_leave_the_text_whole_and_every_claim_with_a_card(found: list[tuple[int, int]]) -> None:
    spans = [Span(start, min(start + size, len(TEXT))) for start, size in found]
    claims = tuple(replace(claim(f"c{n}", "Nine"), evidence=(span,)) for n, span in enumerate(spans))
    root = parsed(reading(document=document(blocks=()), claims=claims, incidents=(), aggregates=(), set_aside=()))
    assert report_words(root) == TEXT
    assert len(root.all("article", "card")) == len(claims)
    assert all(root.at(f"w{number}") for number in range(1, len(claims) + 1))


def test_a_report_without_claims_still_makes_a_page() -> None:
    root = parsed(reading(claims=(), incidents=(), aggregates=(), set_aside=(), unread=(("fr", 1),)))
    assert "No incident was read in this report." in root.at("incidents").text
    assert "fr: 1" in root.at("unread").text


def themes() -> list[dict[str, str]]:
    """The colours of the light and the dark theme, by name, from the page's own style."""
    style = parsed(reading()).all("style")[0].text
    light, dark = re.findall(r":root \{(.*?)\}", style, re.S)[:2]
    return [dict(re.findall(r"--([\w-]+): #([0-9a-f]{6})", theme)) for theme in (light, dark)]


def brightness(colour: str) -> float:
    """Relative luminance of a colour in six hex digits, as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize(
    ("front", "backs"),
    [
        ("ink", ("paper", "sheet", "glow", "counted-bg", "bound-bg", "other-bg", "question-bg")),
        ("soft", ("paper", "sheet", "glow")),
        ("link", ("paper", "sheet", "glow")),
        ("counted", ("counted-bg",)),
        ("bound", ("bound-bg",)),
        ("other", ("other-bg",)),
        ("question", ("question-bg", "paper", "sheet")),
    ],
)
def test_text_stands_out_from_what_is_behind_it(theme: int, front: str, backs: tuple[str, ...]) -> None:
    colours = themes()[theme]
    for back in backs:
        low, high = sorted((brightness(colours[front]), brightness(colours[back])))
        assert (high + 0.05) / (low + 0.05) >= 4.5, f"{front} on {back}"
