"""The cards of the page: what each claim, toll and incident says, with links to the words that say it."""

import re
from collections.abc import Iterator, Sequence

from recount.model.claim import Bounds, Claim, Incident
from recount.model.reading import Reading
from recount.view.arrange import Arrangement, IncidentView, TollView
from recount.view.glyphs import one_line
from recount.view.locator import locator_map
from recount.view.markup import Content, Markup, element
from recount.view.phrases import (
    USES,
    say_actor,
    say_code,
    say_counts,
    say_day,
    say_decided,
    say_event,
    say_figure,
    say_group,
    say_place_reason,
    say_precision,
    say_review,
    say_sides,
    say_speakers,
    say_value,
    say_when,
    say_where,
)


def quotation(text: str, href: str | None = None) -> Markup:
    """Words of the report, in their own direction, as a link to where they stand if `href` is given."""
    words = element("bdi", one_line(text))
    return element("q", element("a", words, href=href) if href else words)


def claim_card(claim: Claim, reading: Reading, arranged: Arrangement) -> Markup:
    """One claim beside its words: value, speaker, standing, extent, use and why, then when, where and who."""
    number = arranged.numbers[claim.id]
    to_words = f"Claim {number}: go to its words"
    heading = element(
        "h3",
        element("a", str(number), class_="number", href=f"#w{number}", aria_label=to_words),
        element("span", say_value(claim)),
        id=f"h{number}",
    )
    return element(
        "article",
        heading,
        _who_was_harmed(claim),
        element("p", element("bdi", say_speakers(claim.speakers)), class_="speakers"),
        _tags(claim),
        element("p", claim.why or USES.get(claim.use, ""), class_="why"),
        element("div", _details(claim), _home(claim, arranged), class_="more"),
        id=f"c{number}",
        class_=f"card {_use_class(claim)}",
        aria_labelledby=f"h{number}",
    )


def _use_class(claim: Claim) -> str:
    return f"use-{claim.use.replace('_', '-')}"


def _who_was_harmed(claim: Claim) -> Markup | None:
    group = claim.group
    if group is None:
        return None
    status = "status not stated" if group.status == "unknown" else say_code(group.status)
    wording = None if group.wording.casefold() == group.name.casefold() else (" ", quotation(group.wording))
    return element("p", element("bdi", group.name), wording, f", {status}", class_="group")


def _tags(claim: Claim) -> Markup:
    tags = [("tag use", say_code(claim.use)), ("tag", str(claim.standing)), ("tag", claim.extent)]
    return element("ul", (element("li", text, class_=kind) for kind, text in tags if text), class_="tags")


def _details(claim: Claim) -> Markup:
    """When, where and who, each with its words and its reason; closed until asked for."""
    rows = element("dl", _when(claim), _where(claim), _actors(claim), _things(claim), _persons(claim), _made(claim))
    return element("details", element("summary", "When, where, who"), rows)


def _row(label: str, value: str, words: str | None = None, why: str | None = None) -> Markup:
    quoted = (" ", quotation(words)) if words and words.casefold() not in value.casefold() else None
    reason = element("span", why, class_="reason") if why else None
    return element("div", element("dt", label), element("dd", element("bdi", one_line(value)), quoted, reason))


def _when(claim: Claim) -> Content:
    when = claim.when
    rows = [_row("When", say_when(when), when.wording if when else None, when.why if when else None)]
    if claim.as_of:
        rows.append(_row("As of", say_day(claim.as_of)))
    return rows


def _where(claim: Claim) -> Content:
    where = claim.where
    if where is None:
        return _row("Where", say_where(None))
    reasons = say_place_reason(where)
    rows = [_row("Where", say_where(where), where.wording, reasons)]
    if claim.origin:
        rows.append(_row("From", claim.origin[1] or claim.origin[0], claim.origin[0]))
    return rows


def _actors(claim: Claim) -> Iterator[Content]:
    yield _row("Act", say_event(claim.event), claim.event.aim)
    if claim.by:
        yield _row("By", claim.by.name, claim.by.wording)
    if claim.against:
        yield _row("Against", say_actor(claim.against))


def _things(claim: Claim) -> Iterator[Content]:
    for weapon in claim.weapons:
        yield _row("Weapon", weapon.name, weapon.wording)
    for target in claim.targets:
        effect = f", {say_code(target.effect)}" if target.effect else ""
        yield _row("Hit", f"{target.name}{effect}", target.wording)


def _persons(claim: Claim) -> Iterator[Content]:
    for person in claim.group.persons if claim.group else ():
        age = f"aged {person.age}" if person.age is not None else None
        facts = (person.name, age, person.sex, person.office, say_code(person.life))
        yield _row("Named", ", ".join(fact for fact in facts if fact))


def _made(claim: Claim) -> Iterator[Content]:
    if claim.count_wording:
        yield _row("Number", say_value(claim), claim.count_wording)
    if claim.decided is not None:
        yield _row("Decided", say_decided(claim) or "", why="; ".join(claim.decided.changes) or None)
    yield _row("Claim id", claim.id)


def _home(claim: Claim, arranged: Arrangement) -> Markup | None:
    """The way back to the incident that the claim belongs to."""
    for view in arranged.incidents:
        if view.incident.id == claim.incident:
            link = element("a", f"Incident {view.number}", href=f"#i{view.number}")
            return element("p", link, class_="home")
    return None


def claim_line(claim: Claim, reading: Reading, arranged: Arrangement) -> Markup:
    """One claim as a line of a list: its number leads to its card, its words to where they stand."""
    number = arranged.numbers[claim.id]
    words = [quotation(span.of(reading.document.text), f"#w{number}") for span in claim.evidence]
    said = f"{say_value(claim)}, {say_speakers(claim.speakers)}, {claim.standing}"
    return element(
        "li",
        element("a", str(number), class_="number", href=f"#c{number}", aria_label=f"Claim {number}: go to its card"),
        element("div", words, element("p", said, class_="said"), _use_and_why(claim)),
        class_=_use_class(claim),
    )


def _use_and_why(claim: Claim) -> Markup:
    use = element("span", say_code(claim.use), class_="tag use")
    return element("p", use, " ", claim.why or USES.get(claim.use, ""), class_="why")


def claim_list(claims: Sequence[Claim], reading: Reading, arranged: Arrangement) -> Markup | None:
    """Claims as a list; None for no claims."""
    if not claims:
        return None
    return element("ul", (claim_line(claim, reading, arranged) for claim in claims), class_="claims")


def incident_card(view: IncidentView, reading: Reading, arranged: Arrangement) -> Markup:
    """One incident: what, when, where, the sides, each toll with how it was reached, and what else was counted."""
    incident = view.incident
    others = (element("h4", "Also told of this incident"), claim_list(view.others, reading, arranged))
    return element(
        "article",
        element("p", f"Incident {view.number} \u00b7 ", element("b", say_review(incident))),
        element("h3", incident.title, id=f"t{view.number}"),
        element("div", _facts(incident), locator_map(incident.where) if incident.where else None, class_="known"),
        (_toll(toll, reading, arranged) for toll in view.tolls),
        None if view.tolls else element("p", "No harm to people is reported here: that is unknown, not zero."),
        _totals(view, arranged),
        others if view.others else None,
        id=f"i{view.number}",
        class_="incident",
        aria_labelledby=f"t{view.number}",
    )


def _facts(incident: Incident) -> Markup:
    when, where = incident.when, incident.where
    reasons = say_place_reason(where) if where else None
    return element(
        "dl",
        _row("Event", say_event(incident.event)),
        _row("When", say_when(when), when.wording if when else None, when.why if when else None),
        _row("Where", say_where(where), where.wording if where else None, reasons),
        _row("Codes", say_precision(when, where) or "not known"),
        _row("Sides", say_sides(incident)),
        class_="facts",
    )


def _toll(view: TollView, reading: Reading, arranged: Arrangement) -> Markup:
    toll = view.toll
    heading = element("h4", element("b", say_code(toll.harm)), " ", element("bdi", say_group(toll)))
    steps = (element("li", _derived(sentence, view, arranged)) for sentence in toll.why)
    derivation = element("ul", steps, class_="derivation")
    return element(
        "section",
        element("div", heading, _figures(Bounds(toll.low, toll.best, toll.high)), class_="figure-row"),
        derivation if toll.why else None,
        claim_list(view.claims, reading, arranged),
        class_="toll",
    )


def _derived(sentence: str, view: TollView, arranged: Arrangement) -> Iterator[Content]:
    """A sentence of a derivation; a number that it quotes ('at least six') leads to the claim that says so."""
    cards = {claim.count_wording: f"#c{arranged.numbers[claim.id]}" for claim in reversed(view.claims)}
    for part in re.split(r"((?<!\w)'[^']+'(?!\w))", sentence):
        card = cards.get(part[1:-1])
        yield element("a", part, href=card) if card else part


def _figures(bounds: Bounds) -> Markup:
    named = (("low", bounds.low), ("best", bounds.best), ("high", bounds.high))
    return element("dl", (_figure(name, figure) for name, figure in named), class_="figures")


def _figure(name: str, figure: int | None) -> Markup:
    shown = element("dd", say_figure(figure), aria_label="not known" if figure is None else None)
    return element("div", element("dt", name), shown, class_=name)


def _totals(view: IncidentView, arranged: Arrangement) -> Markup | None:
    """Sums over the groups where there are several, the other counts, and the related incidents."""
    incident = view.incident
    numbers = {other.incident.id: other.number for other in arranged.incidents}
    rows: list[Content] = []
    if len(view.tolls) > 1:
        sums = (("Killed", incident.killed), ("Injured", incident.injured))
        rows += [_sum(label, bounds) for label, bounds in sums if bounds]
    if incident.counts:
        rows.append(_row("Counted", say_counts(incident)))
    for key, how in incident.related:
        link = element("a", f"Incident {numbers[key]}", href=f"#i{numbers[key]}")
        rows.append(element("div", element("dt", "Related"), element("dd", say_code(how), " ", link)))
    return element("dl", rows, class_="facts totals") if rows else None


def _sum(label: str, bounds: Bounds) -> Markup:
    low, best, high = (say_figure(figure) for figure in (bounds.low, bounds.best, bounds.high))
    return _row(label, f"in all: low {low}, best {best}, high {high}")
