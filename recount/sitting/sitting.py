"""A review at a terminal, from the first question to the last: each key is one call of the session."""

from collections.abc import Callable
from time import monotonic
from typing import Any

from rich.console import Console

from recount.errors import DecisionError
from recount.model.claim import Claim
from recount.model.decision import Fields
from recount.model.reading import Reading
from recount.model.span import Span
from recount.review.queue import Item, queue_of
from recount.review.session import Session
from recount.review.typed import fields_of, parse_field, select_words
from recount.review.words import sentence_at
from recount.sitting.keyboard import Keyboard
from recount.view.glyphs import one_line
from recount.view.review import FIELD_KEYS, HELP, end_view, fields_view, item_view, text_view

_STOP = ("q", "")  # "": no more input


def sit(session: Session, keyboard: Keyboard, console: Console) -> Reading:
    """Asks until all is decided or the person stops; prints the time. Returns the reading as it then stands.

    Every answer is kept when it is given, so that nothing is lost at any break.
    """
    began, again = monotonic(), bool(session.reading.decisions)
    _Sitting(session, keyboard, console).run()
    left = len(queue_of(session.reading))
    console.print(end_view(session.reading, monotonic() - began, session.made, left, again))
    return session.reading


class _Sitting:
    def __init__(self, session: Session, keyboard: Keyboard, console: Console) -> None:
        self.session, self.keyboard, self.console = session, keyboard, console
        self._answers: dict[str, Callable[[], None]] = {
            "a": session.accept,
            "c": self._correct,
            "r": self._reject,
            "n": session.put_off,
            "s": session.put_off,
            "\n": session.put_off,
            "+": self._add,
            "u": self._undo,
            "t": lambda: console.print(text_view(session.reading)),
            "?": lambda: console.print(HELP),
        }

    def run(self) -> None:
        while self._show():
            key = self.keyboard.key()
            if key.lower() in _STOP:
                return
            answer = self._answers.get(key.lower())
            if answer is None:
                self._tell(f"'{key}' is no key here; ? shows them")
                continue
            try:
                answer()
            except DecisionError as error:
                self._tell(str(error))

    def _show(self) -> bool:
        """Shows the next item. Where the rest was left for later, asks whether to take it up; False at the end."""
        item = self.session.current()
        if item is None and self.session.come_back():
            self._tell("The rest was left for later. Enter takes it up, q stops.")
            if self.keyboard.key().lower() in _STOP:
                return False
            item = self.session.current()
        if item is None:
            return False
        self.console.print(item_view(self.session.reading, item, self.session.progress()))
        return True

    def _reject(self) -> None:
        if self._item().claim is None:
            raise DecisionError("these words are set aside already; a accepts that, + adds the claim that they make")
        why = self.keyboard.line("why (Enter for none): ")
        self.session.reject((why or "").strip() or None)

    def _undo(self) -> None:
        taken = self.session.undo()
        self._tell(f"taken back: {taken.verb}")

    def _correct(self) -> None:
        item = self._item()
        if item.claim is None:
            raise DecisionError("these words make no claim yet; + adds one")
        fields = self._ask_fields(item.claim, self._sentence(item.words[0]), {})
        if fields is not None and fields.names:
            self.session.correct(fields, self._others(fields))

    def _others(self, fields: Fields) -> tuple[str, ...]:
        """The other claims of the incident that get the same time or place, if the person wants that."""
        alike = self.session.alike(fields)
        if not alike:
            return ()
        others = "One other claim of this incident says" if len(alike) == 1 else f"{len(alike)} other claims of it say"
        self._tell(f"{others} the same time or place. There too? y or n")
        return alike if self.keyboard.key().lower() == "y" else ()

    def _add(self) -> None:
        item = self._item()
        proposed = item.words[0] if item.claim is None else None
        asked = "words of the claim" + (f" (Enter for '{self._words(proposed)}')" if proposed else "")
        typed = (self.keyboard.line(f"{asked}, or SENTENCE:FIRST-LAST: ") or "").strip()
        if not typed and proposed is None:
            return
        reading = self.session.reading
        words = select_words(reading, typed, self._sentence(item.words[0])).span if typed else proposed
        assert words is not None
        harm = (self.keyboard.line("harm: ") or "").strip()
        fields = self._ask_fields(None, self._sentence(words), {"harm": harm})
        if fields is not None:
            self.session.add((words,), fields)

    def _ask_fields(self, claim: Claim | None, near: Span, typed: dict[str, str]) -> Fields | None:
        """Fields, one after the other, until Enter; None where the person leaves without any."""
        values = {name: self._value(name, text, near, claim) for name, text in typed.items()}
        while True:
            self.console.print(fields_view(claim, typed))
            key = self.keyboard.key().lower()
            if key == "\n":
                return fields_of(values)
            if key in _STOP:
                return None
            name = FIELD_KEYS.get(key)
            if name is None:
                self._tell(f"'{key}' is no field; Enter keeps what was typed, q leaves all as it was")
                continue
            text = (self.keyboard.line(f"{name}: ") or "").strip()
            try:
                if text:
                    values[name] = self._value(name, text, near, claim)
                    typed[name] = text
            except DecisionError as error:
                self._tell(str(error))

    def _value(self, name: str, text: str, near: Span, claim: Claim | None) -> Any:
        value = parse_field(self.session.reading, name, text, near, claim)
        fields_of({name: value})
        return value

    def _item(self) -> Item:
        item = self.session.current()
        if item is None:
            raise DecisionError("nothing is left to decide")
        return item

    def _sentence(self, span: Span) -> Span:
        sentences = self.session.reading.sentences
        return sentences[sentence_at(sentences, span)] if sentences else span

    def _words(self, span: Span) -> str:
        return one_line(span.of(self.session.reading.document.text))

    def _tell(self, line: str) -> None:
        self.console.print(one_line(line), style="bold yellow")
