"""Tolls of papers' reports in one line, for tests of many reports; all are invented."""

from dataclasses import replace
from datetime import date

from making import claim, victims

from recount.model.claim import Claim
from recount.model.mention import Speaker
from recount.tally.profile import load_profile
from recount.tally.toll import Tallied, tally

LITERAL = load_profile("literal")


def told(
    report: str, day: int, low: int | None, high: int | None, by: str = "", kind: str = "official", **more
) -> Claim:  # type: ignore[no-untyped-def]
    """A toll of a paper's report on a day of March; `by` is who says so, where not the paper itself."""
    speakers = (Speaker(report, "publisher"), *([Speaker(by, kind)] if by else []))
    number = more.pop("number", 1)
    base = claim(
        number, more.pop("wording", ""), count=(low, high), as_of=date(2021, 3, day), speakers=speakers, **more
    )
    return replace(base, report=f"sha256:{report}", id=f"{report}{day}{number}")


def tallied(*claims: Claim, **voices: str) -> Tallied:
    return tally(claims, LITERAL, {f"sha256:{a}": f"sha256:{b}" for a, b in voices.items()})


def named(report: str, *names: str, sex: str | None = None, age: int | None = None) -> Claim:
    group = victims("people", persons=names)
    persons = tuple(replace(person, sex=sex, age=age) for person in group.persons)
    return told(report, 9, 1, 1, group=replace(group, persons=persons))
