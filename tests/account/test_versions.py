"""An article that was changed in place: what its earlier text alone tells."""

from collections.abc import Callable
from pathlib import Path

from recount.account.open import Account
from recount.model.claim import Bounds

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Attack at Pagadian market</title>
<link rel="canonical" href="https://inventedpost.example/pagadian-market">
<meta property="og:url" content="https://inventedpost.example/pagadian-market">
<meta property="og:title" content="Attack at Pagadian market">
<meta property="og:site_name" content="Invented Post">
<meta property="article:published_time" content="2021-03-{day}T18:00:00+08:00"></head><body>
<article><h1>Attack at Pagadian market</h1>
<p>PAGADIAN, Philippines - Gunmen attacked a market in Pagadian on 9 March 2021.</p>
<p>{told}</p>
<p>Shops along the main road were closed for the rest of the day, and pupils were sent home.</p></article></body></html>
"""


def test_a_figure_that_the_later_version_replaced_counts_no_more(
    new_account: Callable[[], Account], tmp_path: Path
) -> None:
    texts = {
        "09": "Police said 12 people were killed in the attack.",
        "10": "Medics said nine people were killed in it.",
    }
    for day, told in texts.items():
        (tmp_path / f"{day}.html").write_text(PAGE.format(day=day, told=told), encoding="utf-8")
    account = new_account()
    account.add([str(tmp_path / f"{day}.html") for day in texts], workers=1)
    (listed,) = account.incidents()
    chapter = account.show(listed.id)
    assert chapter.incident.killed == Bounds(9, 9, 9)
    (gone,) = [c for c in chapter.claims if c.use == "superseded"]
    assert (gone.count_low, gone.why.split(";")[0]) == (
        12,
        "the later version of the article tells another figure (R16, R17)",
    )
    steps = [step.toll for step in account.history(listed.id) if step.harm == "killed"]
    assert steps == [Bounds(12, 12, 12), Bounds(9, 9, 9)]
