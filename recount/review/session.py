"""One person stepping through one report: what is next, and what each answer makes of the reading. Knows no screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from recount.errors import DecisionError
from recount.model.claim import Claim
from recount.model.decision import Decision, Fields, in_force, in_order
from recount.model.reading import Reading
from recount.model.span import Span
from recount.review import decide
from recount.review.apply import SET_ASIDE
from recount.review.queue import Item, is_answered, queue_of
from recount.review.said import said_of

_SHARED = ("when", "where")  # what the claims of one incident have in common, and can be corrected for all of them


@dataclass
class Session:
    """`clock` gives the time of a decision; `keep` puts new rows where they last; `remake` makes a reading anew from
    all decisions. `reading` is always what the decisions so far make of the report."""

    reading: Reading
    who: str
    clock: Callable[[], datetime]
    keep: Callable[[Sequence[Decision]], None]
    remake: Callable[[Reading, Sequence[Decision]], Reading]
    made: int = 0  # decisions taken in this session, less those taken back
    _later: list[str] = field(default_factory=list)
    _first: str | None = None

    def current(self) -> Item | None:
        """What to decide now; None where all is decided or left for later."""
        waiting = [item for item in queue_of(self.reading) if item.id not in self._later]
        return next((item for item in waiting if item.id == self._first), waiting[0] if waiting else None)

    def progress(self) -> tuple[int, int]:
        """Which one this is, and of how many, the decided ones counted."""
        left = len(queue_of(self.reading))
        aside = [row for row in in_force(self.reading.decisions) if row.kind == SET_ASIDE]
        done = sum(is_answered(claim) for claim in self.reading.claims) + len(aside)
        later = sum(item.id in self._later for item in queue_of(self.reading))
        return done + later + 1, done + left

    def accept(self, why: str | None = None) -> None:
        self._take(decide.accept(self.reading, self._now().id, self.who, self._time(), why))

    def reject(self, why: str | None = None) -> None:
        self._take(decide.reject(self.reading, self._now().id, self.who, self._time(), why))

    def correct(self, fields: Fields, also: Sequence[str] = (), why: str | None = None) -> None:
        """Corrects the claim; and its time and place for other claims too (`also`, ids), which stay to be answered."""
        when = self._time()
        rows = [decide.correct(self.reading, self._now().id, fields, self.who, when, why)]
        shared = Fields(**{name: getattr(fields, name) for name in fields.names if name in _SHARED})
        rows += [decide.correct(self.reading, key, shared, self.who, when, why, whole=False) for key in also]
        self._take(*rows)

    def alike(self, fields: Fields) -> tuple[str, ...]:
        """Other claims of the incident that tell the same time or place as the claim does, and stand unanswered."""
        claim = self._now().claim
        names = [name for name in fields.names if name in _SHARED]
        if claim is None or claim.incident is None or not names:
            return ()
        return tuple(c.id for c in self.reading.claims if _is_alike(claim, c, names))

    def add(self, words: Sequence[Span], fields: Fields, why: str | None = None) -> None:
        """A claim in words that recount passed over. Where they were set aside, that is answered with it."""
        self._take(decide.add_claim(self.reading, words, fields, self.who, self._time(), why))

    def put_off(self) -> None:
        """Leaves the item for later; it comes again when all others are through, or in another session."""
        self._later.append(self._now().id)
        self._first = None

    def come_back(self) -> bool:
        """Takes up what was left for later; False where nothing was."""
        came, self._later = bool(self._later), []
        return came

    def undo(self) -> Decision:
        """Takes back the last answer of this person that stands, and comes back to it. Raises DecisionError where there
        is none. What was corrected for several claims at once is taken back for all of them."""
        own = [row for row in in_force(self.reading.decisions) if row.who == self.who]
        if not own:
            raise DecisionError(f"nothing of {self.who} is left to undo")
        last = own[-1]
        together = [row for row in own if row.when == last.when]
        when = self._time()
        self._take(*(decide.undo(self.reading, row.id, self.who, when) for row in together), counts=-1)
        self._first = next((row.subject for row in together if row.whole), last.subject)
        self._later = [key for key in self._later if key != self._first]
        return last

    def _now(self) -> Item:
        item = self.current()
        if item is None:
            raise DecisionError("nothing is left to decide")
        return item

    def _time(self) -> datetime:
        """The clock's time, later than any decision so far: a clock that jumps must not change the order of answers."""
        last = max((row.when for row in in_order(self.reading.decisions)), default=None)
        now = self.clock()
        return now if last is None or now > last else last + timedelta(microseconds=1)

    def _take(self, *rows: Decision, counts: int = 1) -> None:
        """Makes the reading anew, then keeps the rows: what cannot be applied is never kept."""
        reading = self.remake(self.reading, (*self.reading.decisions, *rows))
        self.keep(rows)
        self.reading, self._first = reading, None
        self.made += counts


def _is_alike(claim: Claim, other: Claim, names: Sequence[str]) -> bool:
    if other.id == claim.id or other.incident != claim.incident or is_answered(other):
        return False
    return all(said_of(other)[name] == said_of(claim)[name] for name in names)
