"""The persons that a report names, and what the report says of each: the material for "who is the victim?"."""

import re
from collections import Counter

from eval.logistic import Features
from eval.reports import Report, knowledge
from recount.find.parties.persons import Dossier, names_persons, person_at
from recount.find.speech import find_speech
from recount.model.analysis import Sentence, Token
from recount.model.claim import Claim

_TOP = 4  # sentences that count as the beginning
_TITLES = re.compile(r"^(?:mr|mrs|ms|dr|prof)\.? ", re.IGNORECASE)


def plain_name(name: str) -> str:
    """A name as names are compared: small letters, one kind of apostrophe, no marks at the ends, no "Mr"."""
    words = " ".join(re.sub(r"[\u2018\u2019\u0060\u00b4]", "'", name).split())
    return _TITLES.sub("", words).strip(" .,").casefold()


def named_persons(report: Report) -> dict[str, Features]:
    """Plain name -> features, for each person that the report names in full or in part or that a claim names."""
    seen: dict[str, Counter[str]] = {}
    _count_mentions(report, seen)
    for claim in report.claims:
        _count_claim(claim, seen)
    seen.pop("", None)
    mentions = sum(told["mentions"] for told in seen.values())
    rank = {name: i for i, name in enumerate(sorted(seen, key=lambda name: -seen[name]["mentions"]))}
    most = max((told["harmed"] for told in seen.values()), default=0)
    return {
        name: _logged(told)
        | {
            "rank": 1 / (1 + rank[name]),
            "share of mentions": told["mentions"] / mentions if mentions else 0.0,
            "named beside others": float(len(seen)) ** 0.5,
            "in no claim": float(not told["harmed"]),
            "in most claims": float(0 < told["harmed"] == most),
            "no claim names anyone": float(not most),
        }
        for name, told in seen.items()
    }


def _logged(told: Counter[str]) -> dict[str, float]:
    """Whether, and how often: the second by its square root."""
    return {f"any {name}": 1.0 for name in +told} | {name: n**0.5 for name, n in told.items()}


def _count_mentions(report: Report, seen: dict[str, Counter[str]]) -> None:
    analysis, people = report.analysis, knowledge().parties
    sources = [s.source for s in find_speech(analysis, knowledge().speech) if s.source is not None]
    harms: dict[int, set[str]] = {}
    for claim in report.claims:
        harms.setdefault(claim.sentence, set()).add(claim.harm or "act")
    for sentence in analysis.sentences:
        for token in names_persons(sentence, people):
            dossier = person_at(sentence, token, people, analysis)
            told = seen.setdefault(plain_name(dossier.person.name), Counter())
            told["mentions"] += 1
            if told["mentions"] == 1:
                told.update(_of_person(dossier))
            told.update(_of_place(sentence, token))
            told.update(f"beside {harm}" for harm in harms.get(sentence.index, ()))
            told["speaks"] += any(span.start <= token.start < span.end for span in sources)


def _of_person(dossier: Dossier) -> list[str]:
    person = dossier.person
    told = [f"status {dossier.status}", f"words {min(4, len(person.name.split()))}"]
    told += [f"sex {person.sex}"] if person.sex else []
    return told + ["age"] * (person.age is not None) + ["office"] * (person.office is not None)


def _of_place(sentence: Sentence, token: Token) -> list[str]:
    """Where a mention stands: in the title, at the top, and in which grammar."""
    told = ["title"] * (sentence.index == 0) + ["top"] * (sentence.index < _TOP) + [f"as {token.dep}"]
    above = sentence.head(token)
    if above is not None and above.upos in ("VERB", "NOUN"):
        told.append(f"{token.dep} of {above.lemma.lower()}")
    beside = sentence.children(token, "appos", "compound", "nmod")
    return told + [f"called {t.lemma.lower()}" for t in beside if t.upos == "NOUN"]


def _count_claim(claim: Claim, seen: dict[str, Counter[str]]) -> None:
    for person in claim.group.persons if claim.group is not None else ():
        told = seen.setdefault(plain_name(person.name), Counter())
        told.update(["harmed", f"{claim.harm}", f"{claim.harm} {claim.standing}", f"word {claim.entry}"])
        told["harmed at the top"] += claim.sentence < _TOP
        told["harmed in an incident"] += claim.incident is not None
    for name in [claim.by.name] if claim.by is not None else []:
        if plain_name(name) in seen:
            seen[plain_name(name)].update(["does", f"does {claim.harm}"])
