"""Pages: the article, its outer facts, posts as posts, and the way back to the bytes."""

import re
from datetime import date
from html import unescape

from recount.model.document import Document
from recount.model.span import Span
from recount.text.load import raw_of
from recount.text.parse import parse

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Two die in depot fire | The Gao Post</title>
<meta property="og:title" content="Two die in depot fire"><meta property="og:site_name" content="The Gao Post">
<meta property="article:published_time" content="2021-03-16T08:00:00Z">
<link rel="canonical" href="https://example.org/depot"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Two die in depot fire</h1>
<p>Two guards died in the fire at the <b>depot</b> in Gao, the mayor said on Monday &amp; the army confirmed it.</p>
<blockquote class="twitter-tweet"><p lang="en" dir="ltr">We saw 3 bodies at the depot. The army came late.</p>
&mdash; Amara D. (@amara_d) <a href="https://example.org/status/1">March 14, 2021</a></blockquote>
<figure><img src="x.jpg"><figcaption>A guard stands at the depot in Gao after the fire.</figcaption></figure>
<p>The depot, which held rice and fuel, had been attacked twice since January, residents of the quarter said.</p>
<p>Nobody was arrested. The mayor promised an inquiry into how the fire could spread to the houses nearby.</p>
</article><footer>All rights reserved</footer></body></html>"""


def page() -> Document:
    return parse(raw_of(PAGE))


def test_outer_facts() -> None:
    document = page()
    assert (document.title, document.publisher, document.published) == (
        "Two die in depot fire",
        "The Gao Post",
        date(2021, 3, 16),
    )
    assert document.url == "https://example.org/depot"
    assert document.language == "en"


def test_the_article_alone_is_read() -> None:
    text = page().text
    assert "Two guards died in the fire at the depot in Gao" in text
    assert "All rights reserved" not in text


def test_an_embedded_post_is_a_post() -> None:
    document = page()
    (post,) = [b for b in document.blocks if b.kind == "post"]
    assert (post.author, post.handle, post.dated) == ("Amara D.", "amara_d", date(2021, 3, 14))
    assert "3 bodies" in document.text[post.start : post.end]


def test_words_lead_back_to_their_bytes() -> None:
    document = page()
    for match in re.finditer(r"\w+", document.text):
        raw = document.raw_span(Span(*match.span()))
        assert raw is not None, match[0]
        assert match[0] in unescape(PAGE.encode()[raw.start : raw.end].decode())


def test_the_same_page_twice_is_the_same_document() -> None:
    assert page() == page()
