"""Whether two written names can be one person's: initials, names left out, and other romanisations or slips."""

from rapidfuzz.fuzz import ratio

from recount.knowledge.actors import fold
from recount.places.folding import loose_key, strict_key

ALIKE = 80.0  # of 100, once romanisations are folded: "Yusuf" and "Yousef", "Haddad" and "Hadad"
_SHORT = 3  # letters of a word that can be a slip of another


def is_one_name(one: str, two: str, least: float = ALIKE) -> bool:
    """Whether each word of the shorter name is a word of the longer, in its order, in a near spelling or as its
    initial; the last words always in full."""
    short, full = sorted((fold(one), fold(two)), key=len)
    if not short or not is_one_word(short[-1], full[-1], least):
        return False
    at = 0
    for word in short[:-1]:
        while at < len(full) - 1 and not is_one_word(word, full[at], least) and not _is_initial(word, full[at]):
            at += 1
        if at == len(full) - 1:
            return False
        at += 1
    return True


def is_one_word(one: str, two: str, least: float = ALIKE) -> bool:
    """Whether two words of names are one, written by other rules of romanisation or with a slip."""
    if one == two:
        return True
    if min(len(one), len(two)) < _SHORT:
        return False
    left, right = strict_key(one), strict_key(two)
    loose = ratio(loose_key(one).removeprefix("~") or left, loose_key(two).removeprefix("~") or right)
    return loose >= least and not _differ_in_sex(left, right)


def _differ_in_sex(one: str, two: str) -> bool:
    """ "Maria" and "Mario", "Amin" and "Amina", "Ivanov" and "Ivanova" are names of a woman and of a man."""
    return {one[-1:], two[-1:]} == {"a", "o"} or two == f"{one}a" or one == f"{two}a"


def _is_initial(one: str, two: str) -> bool:
    short, full = sorted((one.rstrip("."), two), key=len)
    return len(short) == 1 and full.startswith(short)
