"""Knowledge of the small words by which a sentence says who is harmed and what is a part of what."""

from functools import cache

from recount.knowledge.files import KnowledgeFile, read_file


class Grammar(KnowledgeFile):
    """Words in lower case, by what they do in a sentence."""

    relatives: frozenset[str]
    whose: frozenset[str]
    seats: frozenset[str]
    means: frozenset[str]
    agents: frozenset[str]
    instruments: frozenset[str]
    wholes: frozenset[str]
    partitives: frozenset[str]
    definites: frozenset[str]
    definite_ones: frozenset[str]
    whole_pronouns: frozenset[str]
    inclusions: frozenset[str]
    remains: frozenset[str]
    any_people: frozenset[str]
    toll_pronouns: frozenset[str]
    measures: frozenset[str]
    contrasts: frozenset[str]
    also: frozenset[str]
    alls: frozenset[str]
    excepting: frozenset[str]
    each: frozenset[str]
    respectively: frozenset[str]
    unknowns: frozenset[str]
    aims: frozenset[str]
    onto: frozenset[str]
    about_acts: frozenset[str]
    sources: frozenset[str]
    charges: frozenset[str]
    charging: frozenset[str]
    charge_nouns: frozenset[str]
    guilty: frozenset[str]
    own: frozenset[str]
    own_attack: frozenset[str]
    deadly: frozenset[str]
    beside: frozenset[str]
    sides: frozenset[str]
    pieces: frozenset[str]
    happens: frozenset[str]
    onto_wording: frozenset[str]
    bearers_of_wounds: frozenset[str]
    people_pronouns: frozenset[str]
    suffered_by_persons: frozenset[str]
    participles: dict[str, str]
    thing_pronouns: frozenset[str]
    many_acts: frozenset[str]
    earlier_acts: frozenset[str]
    throughout: frozenset[str]
    lands: frozenset[str]
    land_wide: frozenset[str]
    all_told: frozenset[str]


@cache
def load_grammar() -> Grammar:
    """The English small words."""
    return read_file("en/grammar.yml", Grammar)
