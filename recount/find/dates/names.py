"""Dates that stand inside a proper name, and so date nothing."""

from recount.find.dates.line import Line, Reading


def is_name(line: Line, i: int, reading: Reading) -> bool:
    """A date inside a proper name: "the 17 April Brigade", "April Keller", "The Sunday Mirror"."""
    if reading.kind not in ("point", "range"):
        return False
    following = line.word(reading.end).isalpha() and line.capital(reading.end)
    if following and line.cased and line.term(reading.end, "name_head"):
        return True
    inside = {atom.token.i for atom in line.atoms[i : reading.end]}
    named = [t for t in line.sentence if t.i in inside and t.name != "O"]
    return any(t.name.endswith("PER") for t in named) or (bool(named) and _reaches_out(line, inside))


def _reaches_out(line: Line, inside: set[int]) -> bool:
    """Whether a name that the parse sees in the date goes on beyond it."""
    tokens = line.sentence.tokens
    last, first = max(inside), min(inside)
    goes_on = last + 1 < len(tokens) and tokens[last + 1].name.startswith("I-") and tokens[last].name != "O"
    return goes_on or (tokens[first].name.startswith("I-") and first - 1 not in inside)
