"""How two tellings compare: a feature a respect, each with what it adds and one sentence, and what bars them."""

from collections.abc import Iterator, Set

from recount.claims.names import is_one_name, is_one_word
from recount.knowledge.actors import fold
from recount.knowledge.linking import Linking
from recount.link.within import kilometres
from recount.link.wording import likeness
from recount.model.claim import Person, Where
from recount.model.telling import Feature, Figure, Telling, Tie
from recount.places.folding import strict_key

_TIMES = ("time", "apart")
_SHOWN = 3  # names in a sentence
_CLOSE = ("violence", "remote")  # families that one act can be told in


def compare(one: Telling, two: Telling, linking: Linking) -> Tie | None:
    """The tie of two tellings, the same for either order; None where it is too weak to be shown."""
    first, second = (one, two) if one.id < two.id else (two, one)
    features = tuple(_features(first, second, linking))
    if not _meets(first, second, {feature.name for feature in features}):
        return None
    score = round(sum(feature.weight for feature in features), 6)
    if score < linking.near:
        return None
    barred = _bars(first, second, features, linking)
    return Tie(first.id, second.id, score, features, barred)


def _meets(one: Telling, two: Telling, told: Set[str]) -> bool:
    """Whether anything puts the two together at all: a named victim; or a time, with a place or a number of several.
    Without, they are not compared (see `recount.link.block`)."""
    alike = {(f.harm, f.low, f.high) for f in one.figures if f.tells_several} & {
        (f.harm, f.low, f.high) for f in two.figures
    }
    return "person" in told or (not told.isdisjoint(_TIMES) and bool("place" in told or "apart" in told or alike))


def _bars(one: Telling, two: Telling, features: tuple[Feature, ...], linking: Linking) -> bool:
    """One report tells them apart; or they contradict each other more than once, or in what cannot be mistaken."""
    against = [feature for feature in features if feature.against]
    return one.report == two.report or len(against) > linking.contradictions or any(f.name == "apart" for f in against)


def _features(one: Telling, two: Telling, linking: Linking) -> Iterator[Feature]:
    for part in (_time, _place, _kind, _parties, _figures, _weapons, _persons, _names, _words):
        yield from part(one, two, linking)


def _time(one: Telling, two: Telling, linking: Linking) -> Iterator[Feature]:
    weights = linking.weights
    if one.start is None or one.end is None or two.start is None or two.end is None:
        return
    if one.start == one.end == two.start == two.end:
        yield Feature("time", weights["same_day"], f"both on {one.start.isoformat()}")
    elif one.start <= two.end and two.start <= one.end:
        longest = max((one.end - one.start).days, (two.end - two.start).days)
        if longest <= linking.longest_range:
            yield Feature("time", weights["days_touch"], f"{_days(one)} and {_days(two)} touch")
    else:
        days = (two.start - one.end).days if one.end < two.start else (one.start - two.end).days
        name = "time" if days <= linking.days else "apart"
        yield Feature(name, weights["day_beside"], f"{days} day{'s' * (days > 1)} apart", against=True)


def _days(telling: Telling) -> str:
    if telling.start is None or telling.end is None:
        return "no day"
    if telling.start == telling.end:
        return telling.start.isoformat()
    return f"{telling.start.isoformat()} to {telling.end.isoformat()}"


def _place(one: Telling, two: Telling, linking: Linking) -> Iterator[Feature]:
    weights = linking.weights
    if one.where is None or two.where is None:
        return
    first, second = one.where, two.where
    km = kilometres(first, second)
    if first.is_fine and second.is_fine:
        yield _fine(first, second, km, linking)
    elif are_far(first, second, linking):
        yield Feature("apart", weights["far_place"], f"{first.name} is not in {second.name}", against=True)
    elif first.precision == "country" or second.precision == "country":
        yield Feature("place", weights["in_country"], f"{_both(first, second)}, no finer")
    else:
        yield Feature("place", weights["inside_region"], f"{first.name} and {second.name} can be one place")


def are_far(one: Where, two: Where, linking: Linking) -> bool:
    """Whether two places cannot be one: farther than the limit beside their radii, or of two lands."""
    if one.is_fine and two.is_fine and one.country == two.country and _is_one_place_name(one, two, linking):
        return False
    return kilometres(one, two) > one.radius_km + two.radius_km + linking.far_km or _of_other_lands(one, two)


def _both(one: Where, two: Where) -> str:
    return f"both in {one.name}" if one.name == two.name else f"{one.name} and {two.name}"


def _fine(one: Where, two: Where, km: float, linking: Linking) -> Feature:
    """Two towns or spots: by their names, else by how far apart they are."""
    if one.country == two.country and _is_one_place_name(one, two, linking):
        said = f"both in {one.name}" if one.name == two.name else f"{one.name} is {two.name} in another spelling"
        return Feature("place", linking.weights["same_place"], said)
    if one.listed and two.listed:
        return _near(one, two, km, linking)
    if are_far(one, two, linking):
        return Feature("apart", linking.weights["far_place"], f"{one.name} is not near {two.name}", against=True)
    if not one.listed and not two.listed:
        return Feature("place", linking.weights["other_name"], f"{one.name} against {two.name}", against=True)
    return Feature("place", linking.weights["inside_region"], f"{one.name} may be in or near {two.name}")


def _is_one_place_name(one: Where, two: Where, linking: Linking) -> bool:
    """One name; or, where no gazetteer has either, two spellings of one."""
    if one.name == two.name:
        return True
    if one.listed or two.listed:
        return False
    return is_one_word(strict_key(one.name), strict_key(two.name), linking.spelling)


def _of_other_lands(one: Where, two: Where) -> bool:
    known = one.country is not None and two.country is not None
    return known and one.country != two.country and "country" in (one.precision, two.precision)


def _near(one: Where, two: Where, km: float, linking: Linking) -> Feature:
    """Two towns or spots, by the distance beside their radii."""
    between = f"{one.name} and {two.name} are {km:.0f} km apart"
    weights = linking.weights
    if km <= linking.same_km:
        return Feature("place", weights["near_place"], between)
    if km <= max(one.radius_km, two.radius_km):
        return Feature("place", weights["inside_place"], f"{between}, one inside the other's reach")
    if not are_far(one, two, linking):
        return Feature("place", weights["far_place"], between, against=True)
    return Feature("apart", weights["nearby" if km <= linking.nearby_km else "far_place"], between, against=True)


def _kind(one: Telling, two: Telling, linking: Linking) -> Iterator[Feature]:
    shared = one.acts & two.acts
    if shared:
        yield Feature("kind", linking.weights["same_kind"], f"both tell of {' and '.join(sorted(shared))}")
    elif one.acts and two.acts and not (one.acts | two.acts) <= set(_CLOSE):
        kinds = f"{' and '.join(sorted(one.acts))} against {' and '.join(sorted(two.acts))}"
        yield Feature("kind", linking.weights["other_kind"], kinds, against=True)


def _parties(one: Telling, two: Telling, linking: Linking) -> Iterator[Feature]:
    doers = one.doers & two.doers
    if doers:
        yield Feature("doer", linking.weights["same_doer"], f"both name {', '.join(sorted(doers))}")
    elif one.doers and two.doers:
        names = f"{', '.join(sorted(one.doers))} against {', '.join(sorted(two.doers))}"
        yield Feature("doer", linking.weights["other_doer"], f"done by {names}")
    targets = one.targets & two.targets
    if targets:
        yield Feature("target", linking.weights["same_target"], f"against {', '.join(sorted(targets))} in both")


def _figures(one: Telling, two: Telling, linking: Linking) -> Iterator[Feature]:
    others = {figure.harm: figure for figure in two.figures}
    for figure in one.figures:
        other = others.get(figure.harm)
        if other is not None:
            yield _figure(figure, other, linking)


def _figure(one: Figure, two: Figure, linking: Linking) -> Feature:
    """How two figures of one harm agree. Only the dead are counted well enough for a far figure to be against."""
    weights, said = linking.weights, f"{one.harm} {_say(one)} and {_say(two)}"
    if (one.low, one.high) == (two.low, two.high):
        return Feature("count", weights[_size(one, linking)], f"{one.harm} {_say(one)} in both")
    if _touch(one, two):
        return Feature("count", weights["numbers_touch"], said)
    small, large = sorted((one.low or one.high or 0, two.low or two.high or 0))
    if large <= small * linking.near_times:
        return Feature("count", weights["near_number"], f"{said}: a toll that changed, or a rival")
    if large > small * linking.far_times and large - small > linking.far_by and one.harm == "killed":
        return Feature("count", weights["far_number"], f"{said} are far from each other", against=True)
    return Feature("count", weights["other_number"], f"{said}: a toll that changed, or a rival")


def _size(figure: Figure, linking: Linking) -> str:
    """The weight of a figure that both tell: many incidents of a day have one or two dead, few have nineteen."""
    number = max(figure.low or 0, figure.high or 0)
    return "same_one" if number <= 1 else "same_few" if number <= linking.few else "same_number"


def _touch(one: Figure, two: Figure) -> bool:
    return (one.low or 0) <= _top(two) and (two.low or 0) <= _top(one)


def _top(figure: Figure) -> float:
    return float("inf") if figure.high is None else figure.high


def _say(figure: Figure) -> str:
    if figure.low == figure.high:
        return str(figure.low)
    return f"{'' if figure.low is None else figure.low}-{'' if figure.high is None else figure.high}"


def _weapons(one: Telling, two: Telling, linking: Linking) -> Iterator[Feature]:
    shared = one.weapons & two.weapons
    if shared:
        yield Feature("weapon", linking.weights["same_weapon"], f"both tell of {', '.join(sorted(shared))}")


def _persons(one: Telling, two: Telling, linking: Linking) -> Iterator[Feature]:
    pairs = [(a, b) for a in one.persons for b in two.persons if is_one_person(a, b, linking)]
    if pairs:
        names = ", ".join(dict.fromkeys(a.name if a.name == b.name else f"{a.name} ({b.name})" for a, b in pairs))
        yield Feature("person", linking.weights["same_person"], f"both name {names}")
    elif _names_all(one) and _names_all(two):
        names = f"{', '.join(p.name for p in one.persons)} against {', '.join(p.name for p in two.persons)}"
        yield Feature("person", linking.weights["other_persons"], f"all their dead are named: {names}", against=True)


def _names_all(telling: Telling) -> bool:
    """Whether every one of its dead is named in full, so that another name is another death."""
    killed = next((figure for figure in telling.figures if figure.harm == "killed"), None)
    dead = [p for p in telling.persons if p.life == "dead" and len(fold(p.name)) > 1]
    return killed is not None and bool(dead) and killed.low == killed.high == len(dead)


def is_one_person(one: Person, two: Person, linking: Linking) -> bool:
    """Whether two named persons can be one: full names that fit word by word, and no age or sex between them."""
    if one.age is not None and two.age is not None and abs(one.age - two.age) > 1:
        return False
    if one.sex is not None and two.sex is not None and one.sex != two.sex:
        return False
    is_full = min(len(fold(one.name)), len(fold(two.name))) > 1
    return is_full and is_one_name(one.name, two.name, linking.spelling)


def _names(one: Telling, two: Telling, linking: Linking) -> Iterator[Feature]:
    """Other proper names: of a base, a road, a commander. Of the shorter list's, how many the other has."""
    shared = one.names & two.names
    if shared:
        share = len(shared) / min(len(one.names), len(two.names))
        shown = ", ".join(sorted(shared)[:_SHOWN])
        weight = round(linking.weights["same_names"] * share, 6)
        yield Feature("names", weight, f"both name {shown}{' and others' * (len(shared) > _SHOWN)}")


def _words(one: Telling, two: Telling, linking: Linking) -> Iterator[Feature]:
    alike = likeness(one.words, two.words)
    if alike > 0:
        weight = round(linking.weights["same_words"] * alike, 6)
        yield Feature("words", weight, f"their sentences are {alike:.0%} alike in words")
