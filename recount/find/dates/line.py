"""A sentence as the grammar of dates reads it: atoms of the document's own text, with the words of time they begin."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from recount.find.dates.meaning import Meaning
from recount.knowledge.times import ATOM, Term, Times
from recount.model.analysis import Sentence, Token

_REACH = 12  # atoms from the first word of a date to the first that bears it ("in the course of the last few hours")
# Terms of small words, which make no date alone.
# fmt: off
_SMALL = frozenset((
    "about", "after_noon", "age_word", "ago", "ahead", "article", "back", "before_month", "before_noon",
    "before_year", "bound", "due", "ended", "era", "eve_of", "every", "half", "here", "joiner", "last_one",
    "no_time_after", "no_time_before", "opening", "or_so", "ordinal", "range_joint", "range_lead", "recent",
    "reference_lead", "since", "so_far", "some_number", "stage", "story_after", "story_before", "story_earlier",
    "story_later", "story_same", "stretch", "stretch_ahead", "stretch_back", "stretch_of_one", "suffix",
    "time_lead", "trailing", "up_to", "weekend_lead",
))
# fmt: on
_LINE_OF_CAPITALS = 0.8  # share of upper-case letters from which a sentence tells nothing by its capitals


@dataclass(frozen=True, slots=True)
class Atom:
    """A run of letters, a run of digits or one sign: `word` in lower case, offsets into the document's text.

    `glued`: no white space stands before it. `token`: the token of the parse that it is part of.
    """

    start: int
    end: int
    text: str
    glued: bool
    token: Token

    @property
    def word(self) -> str:
        return self.text.lower().replace("’", "'")


@dataclass(frozen=True)
class Line:
    """The atoms of one sentence. Places are indices into `atoms`; `text` is the whole document's."""

    sentence: Sentence
    text: str
    atoms: tuple[Atom, ...]
    times: Times

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(atom.word for atom in self.atoms)

    @cached_property
    def cased(self) -> bool:
        """Whether capitals tell a name: the sentence is neither all capitals nor all lower case."""
        letters = [c for c in self.text[self.sentence.start : self.sentence.end] if c.isalpha()]
        capitals = sum(c.isupper() for c in letters)
        return 0 < capitals < _LINE_OF_CAPITALS * len(letters)

    @cached_property
    def _terms(self) -> tuple[tuple[Term, ...], ...]:
        return tuple(self.times.at(self.words[i : i + 12]) for i in range(len(self.atoms)))

    def may_begin(self, i: int) -> bool:
        """Whether any date can begin here: with a word of time, a number or an apostrophe ("'90s"), where a word that
        bears one follows soon."""
        if not self._bears_soon[i]:
            return False
        word = self.words[i]
        return bool(self._terms[i]) or word.isdecimal() or word == "'" or word in self.times.cardinals

    @cached_property
    def _bears_soon(self) -> tuple[bool, ...]:
        """For each place, whether a figure or a word that is no small one stands there or a few atoms on."""
        soon, until = [False] * len(self.atoms), -1
        for i in range(len(self.atoms) - 1, -1, -1):
            figure = self.words[i].isdecimal() or self.words[i] in self.times.cardinals
            if figure or any(term.name not in _SMALL for term in self._terms[i]):
                until = i
            soon[i] = 0 <= until - i <= _REACH
        return tuple(soon)

    @cached_property
    def memo(self) -> dict[tuple[int, "Rules"], "Reading | None"]:
        """What was read already: rules look again and again from the same place."""
        return {}

    def word(self, i: int) -> str:
        """The word at a place; "" outside the sentence."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def term(self, i: int, *names: str) -> Term | None:
        """The longest wording of one of these terms that begins here."""
        if not 0 <= i < len(self.atoms):
            return None
        for term in self._terms[i]:
            if term.name in names:
                return term
        return None

    def after(self, i: int, *names: str) -> bool:
        """Whether a wording of one of these terms ends right before place `i`."""
        return any(
            term.name in names and term.length == back
            for back in range(1, min(i, 4) + 1)
            for term in self._terms[i - back]
        )

    def skip(self, i: int, *words: str) -> int:
        """The place after one of these single words, or `i` where none of them stands there."""
        return i + 1 if self.word(i) in words else i

    def capital(self, i: int) -> bool:
        """Whether the atom is written with a capital, as far as this sentence's capitals tell anything."""
        return 0 <= i < len(self.atoms) and (not self.cased or self.atoms[i].text[0].isupper())

    def glued(self, i: int) -> bool:
        return 0 <= i < len(self.atoms) and self.atoms[i].glued

    def digits(self, i: int) -> str:
        """The digits at a place where they are a whole figure, else ""."""
        word = self.word(i)
        if not word.isdecimal() or self._joined(i, -1) or self._joined(i, 1):
            return ""
        return word

    def _joined(self, i: int, step: int) -> bool:
        """Whether a comma, point or currency glues this figure to another ("1,990", "2.5", "$20")."""
        first, second = (i, i - 1) if step < 0 else (i + 1, i + 2)
        sign, far = self.word(i + step), self.word(i + 2 * step)
        if step < 0 and sign in "$€£#" and sign and self.glued(i):
            return True
        return sign in (",", ".") and far.isdecimal() and self.glued(first) and self.glued(second)

    def counts_a_noun(self, i: int) -> bool:
        """Whether the parse takes the figure at a place for the number of a noun that follows ("2000 people")."""
        if not 0 <= i < len(self.atoms):
            return False
        token = self.atoms[i].token
        head = self.sentence.head(token)
        return token.deprel == "nummod" and head is not None and head.i > token.i and head.feat("Number") == "Plur"

    def stands_before_many(self, i: int) -> bool:
        """Whether a noun in the plural follows the figure at a place, which then counts it ("on 3 May 12 soldiers")."""
        following = self.atoms[i + 1].token if 0 <= i < len(self.atoms) - 1 else None
        return following is not None and following.upos == "NOUN" and following.feat("Number") == "Plur"

    def wording(self, i: int, j: int) -> str:
        """The document's words from place `i` to before place `j`."""
        return self.text[self.atoms[i].start : self.atoms[j - 1].end]


def line_of(sentence: Sentence, text: str, times: Times) -> Line:
    """The atoms of a sentence of the document whose text is `text`."""
    return Line(sentence, text, tuple(_atoms(sentence, text)), times)


def _atoms(sentence: Sentence, text: str) -> Iterator[Atom]:
    previous = -1
    for token in sentence:
        for found in ATOM.finditer(text, token.start, token.end):
            yield Atom(found.start(), found.end(), found[0], found.start() == previous, token)
            previous = found.end()


@dataclass(frozen=True, slots=True)
class Reading:
    """Words up to before place `end` and what they mean; `kind` as a DateMention's."""

    end: int
    meaning: Meaning
    kind: str = "point"


Rule = Callable[[Line, int], Reading | None]
Rules = tuple[Rule, ...]


def longest(line: Line, i: int, rules: Rules) -> Reading | None:
    """The longest reading from place `i`; of equally long ones the first rule's."""
    key = (i, rules)
    if key in line.memo:
        return line.memo[key]
    best: Reading | None = None
    for rule in rules:
        found = rule(line, i)
        if found is not None and (best is None or found.end > best.end):
            best = found
    line.memo[key] = best
    return best
