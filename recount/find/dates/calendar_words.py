"""Dates as the calendar names them: days, months, years and decades, in words and figures."""

from dataclasses import replace

from recount.find.dates.line import Line, Reading, longest
from recount.find.dates.meaning import CENTURY, Between, Calendar, Unsaid, safe_date

_LAST_CENTURY = 21
_PIVOT = 30  # two-digit years below it are of this century


def read_day(line: Line, i: int) -> Reading | None:
    """A day of the month: "3", "3rd", "third"."""
    ordinal = line.term(i, "ordinal")
    if ordinal is not None:
        return Reading(i + ordinal.length, Calendar(day=ordinal.value))
    figure = line.digits(i)
    if not 1 <= len(figure) <= 2 or not 1 <= int(figure) <= 31:
        return None
    return Reading(i + 1 + _has_suffix(line, i + 1), Calendar(day=int(figure)))


def _has_suffix(line: Line, i: int) -> bool:
    return line.glued(i) and line.term(i, "suffix") is not None


def read_month(line: Line, i: int) -> Reading | None:
    """A month by its name or abbreviation, where the word cannot be another."""
    plain = line.term(i, "month")
    if plain is not None:
        return None if _names_someone(line, i) else Reading(i + plain.length, Calendar(month=plain.value))
    short = line.term(i, "short_month")
    if short is not None and line.capital(i):
        dotted = line.skip(i + 1, ".")
        if _beside_a_number(line, i, dotted) or (dotted > i + 1 and line.after(i, "before_month")):
            return Reading(dotted, Calendar(month=short.value))
    return _open_month(line, i)


def _open_month(line: Line, i: int) -> Reading | None:
    """ "March" and "May": a month beside a number or after a word that asks for one."""
    term = line.term(i, "open_month")
    if term is None or not line.capital(i):
        return None
    token = line.atoms[i].token
    if token.xpos == "MD":  # "TWELVE MAY HAVE DIED"
        return None
    found = Reading(i + 1, Calendar(month=term.value))
    if _beside_a_number(line, i, i + 1):
        return found
    if token.upos in ("AUX", "VERB") or not (line.after(i, "before_month") or token.deprel == "compound"):
        return None
    return None if _names_someone(line, i) else found


def _names_someone(line: Line, i: int) -> bool:
    """ "April Keller": a month's name before another, with no word before it that asks for a month."""
    named = line.cased and line.capital(i + 1) and line.word(i + 1).isalpha()
    return named and not line.after(i, "before_month") and not _beside_a_number(line, i, i + 1)


def _beside_a_number(line: Line, i: int, j: int) -> bool:
    """Whether a day or year stands before place `i` or from place `j`."""
    if read_day(line, j) is not None or _four_digits(line, j):
        return True
    back = i - 1 if line.word(i - 1) in ("of", ",", "-") else i
    if back != i and line.word(i - 1) == "-" and not line.glued(i - 1):
        back = i
    return any(
        (found := read_day(line, k)) is not None and found.end == back and (line.digits(k) or back != i)
        for k in range(max(back - 2, 0), back)
    )


def _four_digits(line: Line, i: int) -> int:
    """A year of four digits, else 0."""
    figure = line.digits(i)
    return int(figure) if len(figure) == 4 and 1000 <= int(figure) <= 2100 and not line.counts_a_noun(i) else 0


def _year_after(line: Line, i: int, short: bool = False) -> tuple[int, int]:
    """(place after, year) of a year that ends a date, with the comma or "of" before it; (i, 0) where none does.

    `short`: two digits are a year too ("3 JAN 90").
    """
    start = line.skip(i, ",", "of")
    year = _four_digits(line, start)
    if year:
        return start + 1, year
    if line.word(start) == "'" and len(line.digits(start + 1)) == 2 and line.glued(start + 1):
        return start + 2, _century(int(line.digits(start + 1)))
    figure = line.digits(i)
    counted = line.counts_a_noun(i) or line.stands_before_many(i)
    if short and len(figure) == 2 and not counted and not (line.word(i + 1) == "-" and line.glued(i + 1)):
        return i + 1, _century(int(figure))
    return i, 0


def _century(two_digits: int) -> int:
    return (2000 if two_digits < _PIVOT else 1900) + two_digits


def read_calendar(line: Line, i: int) -> Reading | None:
    """A date as the calendar names it, with as much of it as the words give."""
    return longest(line, i, (_numeric, _month_first, _day_first, _year_first))


def _year_first(line: Line, i: int) -> Reading | None:
    """ "2016, May 13", "2016, 13 May": a year, a comma and a day of a month; never a month alone."""
    year = _four_digits(line, i)
    if not year or line.word(i + 1) != ",":
        return None
    day = longest(line, i + 2, (_month_first, _day_first))
    if day is None or not isinstance(day.meaning, Calendar) or day.meaning.day is None or day.meaning.year is not None:
        return None
    return _checked(day.end, year, day.meaning.month, day.meaning.day)


def _month_first(line: Line, i: int) -> Reading | None:
    """ "November 11, 2018", "Nov. 11", "March 2019", "October"."""
    month = read_month(line, i)
    if month is None or not isinstance(month.meaning, Calendar):
        return None
    day = read_day(line, line.skip(month.end, "the"))
    if day is None or not isinstance(day.meaning, Calendar) or _is_counted(line, day.end - 1):
        end, year = _year_after(line, month.end)
        return Reading(end, replace(month.meaning, year=year or None))
    end, year = _year_after(line, day.end)
    return _checked(end, year, month.meaning.month, day.meaning.day)


def _is_counted(line: Line, i: int) -> bool:
    """Whether a figure after a month counts what follows ("In May 30 men were held")."""
    return line.counts_a_noun(i)


def _day_first(line: Line, i: int) -> Reading | None:
    """ "11 November 2018", "the 30th of March", "3 JAN 90"."""
    start = line.skip(i, "the")
    day = read_day(line, start)
    if day is None or not isinstance(day.meaning, Calendar):
        return None
    if start != i and day.end == start + 1 and line.word(start).isdecimal():
        return None  # "the 3 May attack": the article is the noun's
    month = read_month(line, line.skip(day.end, "of", "-"))
    if month is None or not isinstance(month.meaning, Calendar):
        return None
    if line.word(start).isalpha() and line.word(day.end) != "of":
        return None
    end, year = _year_after(line, line.skip(month.end, "-"), short=True)
    return _checked(end if year else month.end, year, month.meaning.month, day.meaning.day)


def _checked(end: int, year: int, month: int | None, day: int | None) -> Reading | None:
    """A reading, if the calendar has such a day; a leap year stands in for a year that is not told."""
    if month is None or day is None or safe_date(year or 2000, month, day) is None:
        return None
    return Reading(end, Calendar(year or None, month, day))


def _numeric(line: Line, i: int) -> Reading | None:
    """ "2018-11-12", "31/12/2018", "20181112"; a day and month that could be either way round mean no day."""
    figure = line.word(i)
    if len(figure) == 8 and figure.isdecimal() and figure[:2] in ("19", "20"):
        return _checked(i + 1, int(figure[:4]), int(figure[4:6]), int(figure[6:]))
    parts, signs = [line.word(i + k) for k in (0, 2, 4)], {line.word(i + 1), line.word(i + 3)}
    if len(signs) != 1 or not signs <= {"-", "/", "."} or not all(p.isdecimal() for p in parts):
        return None
    if not all(line.glued(i + k) for k in range(1, 5)):
        return None
    if len(parts[0]) == 4:
        return _checked(i + 5, int(parts[0]), int(parts[1]), int(parts[2]))
    if len(parts[2]) not in (2, 4) or len(parts[0]) > 2 or len(parts[1]) > 2:
        return None
    return _either_way(i + 5, int(parts[0]), int(parts[1]), parts[2])


def _either_way(end: int, first: int, second: int, last: str) -> Reading | None:
    year = int(last) if len(last) == 4 else _century(int(last))
    readings = [r for r in (_checked(end, year, second, first), _checked(end, year, first, second)) if r]
    if len(readings) == 2 and first != second:
        return Reading(end, Unsaid())
    return readings[0] if readings else None


def read_year(line: Line, i: int) -> Reading | None:
    """A year alone, after a word that asks for one: "in 2008", "the 2014 war", "in '88"."""
    if line.word(i) == "'" and len(line.digits(i + 1)) == 2 and line.glued(i + 1) and line.after(i, "before_year"):
        plural = line.word(i + 2) == "s" and line.glued(i + 2)
        return None if plural else Reading(i + 2, Calendar(_century(int(line.digits(i + 1)))))
    year = _four_digits(line, i)
    if not year or not year >= 1500 or (line.word(i + 1) == "-" and line.word(i + 2).isalpha() and line.glued(i + 1)):
        return None
    token = line.atoms[i].token
    noun = line.word(i + 1).isalpha() and token.deprel in ("nummod", "compound", "dep") and year >= 1900
    named = noun and (line.after(i, "article") or line.words[max(i - 2, 0) : i] == ("'", "s"))
    return Reading(i + 1, Calendar(year)) if line.after(i, "before_year") or named else None


def read_any_year(line: Line, i: int) -> Reading | None:
    """A year of four digits, whatever stands before it: inside a range."""
    year = _four_digits(line, i)
    return Reading(i + 1, Calendar(year)) if year >= 1500 else None


def read_decade(line: Line, i: int) -> Reading | None:
    """ "the 1990s", "the '80s", "the sixties"."""
    word = line.term(i + 1, "decade_word") if line.word(i) == "the" else None
    if word is not None:
        return Reading(i + 2, Between(Calendar(1900 + word.value), Calendar(1909 + word.value)))
    start = line.skip(i, "the")
    quoted = line.skip(start, "'")
    figure = line.word(quoted)
    if not figure.isdecimal() or line.word(quoted + 1) != "s" or not line.glued(quoted + 1) or figure[-1] != "0":
        return None
    alone = start == i and not (quoted > i and line.after(i, "stage"))  # "the early '80s"
    if len(figure) not in (2, 4) or (len(figure) == 2 and alone):
        return None
    year = int(figure) if len(figure) == 4 else 1900 + int(figure)
    years = 100 if year % 100 == 0 and year < 2000 else 10
    return Reading(quoted + 2, Between(Calendar(year), Calendar(year + years - 1))) if year >= 1000 else None


def read_century(line: Line, i: int) -> Reading | None:
    """ "the 19th century": history, and no day of an act."""
    start = line.skip(i, "the")
    ordinal = line.term(start, "ordinal")
    figure = line.digits(start)
    number = ordinal.value if ordinal else int(figure) if 0 < len(figure) <= 2 and _has_suffix(line, start + 1) else 0
    j = line.skip(start + (ordinal.length if ordinal else 2), "-")
    unit = line.term(j, "unit")
    if not 0 < number <= _LAST_CENTURY or unit is None or unit.value != CENTURY or line.term(j, "plural_unit"):
        return None
    return Reading(j + 1, Between(Calendar(100 * number - 99), Calendar(100 * number)), "vague")
