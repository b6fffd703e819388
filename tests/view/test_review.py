"""One question of a review on the screen: the right words marked, every value said, nothing in it a command."""

import io
from dataclasses import replace

import pytest
from invented import TEXT, claim, document, people, reading, reviewed, span_of
from rich.console import Console, RenderableType

from recount.model.claim import SetAside
from recount.model.reading import Reading
from recount.model.span import Span
from recount.review.queue import Item, queue_of
from recount.view.review import end_view, fields_view, item_view, marked, text_view

SENTENCES = tuple(span_of(words) for words in (
    "Shells hit market in Varosh",
    "Nine people were killed and dozens more wounded when shells hit the market of Varosh late on Friday, "
    "the provincial health office said.",
    "Among the dead were two teachers and Mira Oslen, 41, a nurse.",
    "At least 6 dead in #Varosh market so far, pray for us",
))  # fmt: skip


def shown(view: RenderableType, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False, color_system=None)
    with console.capture() as captured:
        console.print(view)
    return " ".join(captured.get().split())


def made(**fields: object) -> Reading:
    return replace(reading(**fields), sentences=SENTENCES)


def item(key: str, of: Reading) -> Item:
    return next(i for i in queue_of(of) if i.id == key)


def test_the_words_of_the_claim_are_marked_inside_their_sentence() -> None:
    text = marked(made(), (span_of("Nine people were killed"),))
    assert text.plain.startswith("Nine people were killed and dozens") and text.plain.endswith("office said.")
    assert [text.plain[s.start : s.end] for s in text.spans if "reverse" in str(s.style)] == ["Nine people were killed"]


def test_words_over_two_sentences_show_both() -> None:
    spans = (span_of("Nine people"), span_of("Among the dead"))
    text = marked(made(), spans)
    assert [text.plain[s.start : s.end] for s in text.spans if "reverse" in str(s.style)] == [
        "Nine people",
        "Among the dead",
    ]


def test_every_value_and_what_it_does_is_said() -> None:
    text = shown(item_view(made(), item("c1", made()), (3, 14)))
    for words in (
        "3 of 14 \u00b7 claim",
        "harm killed",
        "count 9 \u201cNine\u201d",
        "group people",
        "speaker the provincial health office, official",
        "when 2024-03-08 \u201clate on Friday\u201d",
        "where Varosh, XA",
        "incident 1: Shelling at Varosh, 8 March 2024; killed, people, status not stated: low 6, best 9, high 9",
        "use counted: the newest total of the most direct source",
        "a accept",
    ):
        assert words in text, words


def test_a_post_says_whose_it_is_and_a_question_is_called_one() -> None:
    assert "In a post: Lena Moss, @lenamoss, 2024-03-08" in shown(item_view(made(), item("c4", made()), (1, 1)))
    assert "1 of 1 \u00b7 question" in shown(item_view(made(), item("c7", made()), (1, 1)))


def test_words_that_were_set_aside_can_be_accepted_or_made_a_claim_and_not_corrected() -> None:
    aside = SetAside(span_of("killed the budget bill"), "a bill is no person", harm="killed")
    of = made(set_aside=(aside,))
    text = shown(item_view(of, queue_of(of)[-1], (1, 1)))
    assert "a bill is no person" in text and "accept" in text and "add" in text
    assert "correct" not in text and "reject" not in text


@pytest.mark.parametrize("harmful", ["\x1b[2J", "\u202e", "\x07", "\u2066"])
def test_a_hostile_report_cannot_write_to_the_terminal(harmful: str) -> None:
    text = f"Nine{harmful} people were killed in [bold]Varosh[/bold]."
    told = claim("x", f"Nine{harmful} people", text=text, **people(9, 9, f"Nine{harmful}"))
    of = reading(document=document(text, blocks=()), claims=(told,), incidents=(), aggregates=(), set_aside=())
    of = replace(of, sentences=(Span(0, len(text)),))
    views = (item_view(of, item("x", of), (1, 1)), text_view(of), fields_view(told, {"group": f"a{harmful}"}))
    for view in views:
        assert harmful not in shown(view)
    assert "[bold]Varosh[/bold]" in shown(views[0])


def test_the_report_is_shown_with_its_sentences_numbered() -> None:
    text = shown(text_view(made()))
    assert "1 Shells hit market in Varosh 2 Nine people were killed" in text
    assert TEXT.startswith("Shells")


def test_the_end_names_who_answers_and_how_long_it_took() -> None:
    of = reviewed()
    coded = replace(of.incidents[0], review="coded", answered_by=("Ana", "Ben"))
    text = shown(end_view(replace(of, incidents=(coded, of.incidents[1])), 125.4, 5, 2, again=False))
    assert "Incident 1, Shelling at Varosh, 8 March 2024: coded by a person (Ana, Ben)" in text
    assert "Incident 2, Rocket fire at Kell, 8 March 2024: not yet reviewed by a person" in text
    assert "Time for this report: 2 min 5 s; 5 decisions, 25 s each; 2 left" in text
    assert "Time for this report, in this sitting: 9 s; 0 decisions; 1 left" in shown(end_view(of, 9, 0, 1, again=True))
