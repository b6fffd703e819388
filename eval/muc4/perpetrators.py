"""Who did it: persons, organisations, and how sure the report is of the latter."""

import re
from collections.abc import Sequence
from functools import cache

from recount.knowledge.parties import load_parties
from recount.model.claim import Claim
from recount.model.mention import Standing
from recount.model.reading import Reading

from .phrases import core, flat, tables, windows
from .templates import Fill

_STATE = ("state_forces", "government", "external")
_ORGANISED = ("rebel", "militia")


def perpetrator_slots(claims: Sequence[Claim], reading: Reading, hit: set[str]) -> dict[str, tuple[Fill, ...]]:
    text = reading.document.text
    people: list[str] = []
    bodies: dict[str, str] = {}
    state = False
    for claim in claims:
        if claim.by is None or not claim.by.wording:
            continue
        words = flat(claim.by.wording)
        is_state = claim.agent_kind in _STATE
        person, body = _person_and_body(words, bool(claim.by.actor_id) or is_state)
        if person and person not in hit and person.split()[-1] not in tables()["says_nobody"]:
            people.append(person)
            state = state or is_state
        if body and body not in hit:
            bodies.setdefault(body, "")
            state = state or is_state
    if not people and not bodies:
        people, bodies = near(claims, text)
    people = _distinct(people)
    confidence = _confidence(claims, windows(claims, text)[0])
    category = None
    if people or bodies:
        category = "STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT"
    return {
        "perp-inc-cat": (Fill((category,)),) if category else (),
        "perp-ind-id": tuple(Fill((p,)) for p in people),
        "perp-org-id": tuple(Fill((b,)) for b in bodies),
        "perp-org-conf": tuple(Fill((confidence,), (b,)) for b in bodies),
    }


def _distinct(people: list[str]) -> list[str]:
    kept: list[str] = []
    for person in people:
        if not any(person in k or k in person for k in kept):
            kept.append(person)
    return kept


def _person_and_body(words: str, is_actor: bool) -> tuple[str, str]:
    """ "MEMBERS OF THE FARC" -> both; "THE FARC" -> the body; "GUNMEN" -> the persons."""
    if not is_actor:
        return core(words), ""
    body = _name_in(words)
    if body is None:
        plural = any(re.search(rf"\b{word}\b", words) for word in tables()["members"])
        return (core(words), "") if plural else ("", core(words))
    rest = core(words.replace(body, " ").replace("[", " ").replace("]", " "))
    return (core(words) if rest else ""), body


@cache
def _names() -> list[tuple[str, str]]:
    """(name as capitals have it, kind) of every actor that has one, the longest first."""
    knowledge = load_parties()
    found = {
        " ".join(name.spelling).upper(): knowledge.actor(name.ids[0]).kind
        for names in knowledge.names.values()
        for name in names
        if " ".join(name.spelling).upper().split()[-1] not in tables()["members"]
        and set(knowledge.actor(name.ids[0]).countries) & set(tables()["of_interest"])
    }
    return sorted(found.items(), key=lambda row: (-len(row[0]), row[0]))


def _name_in(words: str) -> str | None:
    return next((name for name, _ in _names() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words)), None)


def _confidence(claims: Sequence[Claim], own: str) -> str:
    """How the report stands to it: by its words beside the act, and who says so."""
    for value, words in tables()["confidence"].items():
        if any(re.search(rf"\b{w}", own) for w in words):
            if value == "SUSPECTED OR ACCUSED" and any(re.search(rf"\b{w}", own) for w in tables()["authorities"]):
                return f"{value} BY AUTHORITIES"
            return str(value)
    return "REPORTED AS FACT" if any(c.standing == Standing.STATED for c in claims) else "SUSPECTED OR ACCUSED"


def near(claims: Sequence[Claim], text: str) -> tuple[list[str], dict[str, str]]:
    """Who is told of beside the incident, where no claim says who did it."""
    people: list[str] = []
    bodies: dict[str, str] = {}
    for window in windows(claims, text):
        if not people:
            people = [p for p in tables()["perpetrators"] if p.endswith("S") and re.search(rf"\b{p}\b", window)][:1]
        if not bodies:
            name = next(
                (
                    n
                    for n, kind in _names()
                    if kind in _ORGANISED and re.search(rf"(?<!\w){re.escape(n)}(?!\w)", window)
                ),
                None,
            )
            if name:
                bodies = {name: ""}
        if people or bodies:
            break
    return people, bodies
