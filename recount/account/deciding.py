"""Makes a person's decisions over a store: by ids and plain values, each checked before it is kept."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from recount.errors import DecisionError
from recount.model.account import Chapter
from recount.model.claim import Claim
from recount.model.decision import Anchor, Decision, Verb
from recount.model.reading import Reading
from recount.model.span import Span
from recount.review import decide
from recount.review.queue import answerable, is_answered
from recount.review.typed import FIELDS, fields_of, parse_field, select_words
from recount.review.words import quote

ONE_CLAIM = (Verb.ACCEPT, Verb.REJECT, Verb.CORRECT)
_ASSIGNED = re.compile(r"([a-z_]+)=(.*)", re.S)


def split_arguments(arguments: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """IDs, and FIELD=VALUE pairs. Raises DecisionError for a field that is given twice."""
    ids: list[str] = []
    values: dict[str, str] = {}
    for argument in arguments:
        match = _ASSIGNED.fullmatch(argument)
        if match is None:
            ids.append(argument)
        elif match[1] in values:
            raise DecisionError(f"{match[1]} is given twice")
        else:
            values[match[1]] = match[2]
    return ids, values


def on_claim(
    reading: Reading,
    verb: Verb,
    subject: str,
    values: Mapping[str, str],
    who: str,
    when: datetime,
    why: str | None,
) -> Decision:
    """A decision on one claim, or on words that were set aside. Raises DecisionError for one that cannot be taken."""
    if verb is Verb.ACCEPT:
        hold_no_fields(verb, values)
        return decide.accept(reading, subject, who, when, why)
    if verb is Verb.REJECT:
        hold_no_fields(verb, values)
        return decide.reject(reading, subject, who, when, why)
    claim = next((c for c in reading.claims if c.id == subject), None)
    if claim is None:
        raise DecisionError(f"{subject} is no claim; only claims can be corrected")
    near = _sentence_of(reading, claim.evidence[0])
    return decide.correct(reading, subject, fields_of(_parsed(reading, values, near, claim)), who, when, why)


def adding(reading: Reading, values: Mapping[str, str], who: str, when: datetime, why: str | None) -> Decision:
    """A claim that recount did not read: `words` are the report's, the rest its values; `harm` is needed."""
    if "words" not in values:
        raise DecisionError("a new claim needs words of the report; give them as words='...'")
    words = select_words(reading, values["words"])
    near = _sentence_of(reading, words.span)
    rest = {name: value for name, value in values.items() if name != "words"}
    return decide.add_claim(reading, [words.span], fields_of(_parsed(reading, rest, near, None)), who, when, why)


def _parsed(reading: Reading, values: Mapping[str, str], near: Span, claim: Claim | None) -> dict[str, Any]:
    if not values:
        raise DecisionError(f"say what is right, as FIELD=VALUE; fields are {', '.join(FIELDS)}")
    return {name: parse_field(reading, name, typed, near, claim) for name, typed in values.items()}


def hold_no_fields(verb: Verb, values: Mapping[str, str]) -> None:
    """Raises DecisionError for values that a verb does not take."""
    if values:
        raise DecisionError(f"{verb} takes no values ({', '.join(values)}); use correct to change them")


def _sentence_of(reading: Reading, span: Span) -> Span:
    """The sentence in which some words begin; the words themselves where none does."""
    return next((s for s in reading.sentences if s.start <= span.start < s.end), span)


def on_incident(
    chapter: Chapter, readings: Mapping[str, Reading], who: str, when: datetime, why: str | None
) -> list[Decision]:
    """A yes to every claim that feeds the incident or asks something, and has no answer yet."""
    wanted = set(answerable(chapter.incident, chapter.claims))
    open_claims = [c for c in chapter.claims if c.id in wanted and not is_answered(c)]
    if not open_claims:
        raise DecisionError(f"every claim of incident {chapter.incident.id} was answered for already")
    return [decide.accept(readings[c.report], c.id, who, when, why) for c in open_claims]


def on_linking(
    verb: Verb,
    first: Sequence[Claim],
    second: Sequence[Claim],
    texts: Mapping[str, str],
    who: str,
    when: datetime,
    why: str | None,
) -> Decision:
    """A decision that claims tell of one incident, or of two: `first` against `second` for different and split. For
    same, merge and unsure they stand on one side. `texts` are the reports' by their ids."""
    sided = verb in (Verb.DIFFERENT, Verb.SPLIT)
    anchors = [_anchor(c, 0, texts) for c in first] + [_anchor(c, 1 if sided else 0, texts) for c in second]
    unique = tuple({a.claim: a for a in anchors}.values())
    if len(unique) < 2:
        raise DecisionError(f"{verb} is on two claims or incidents, and both of these are one")
    return decide.checked(
        lambda: Decision(
            report=unique[0].report,
            verb=verb,
            subjects=tuple(a.claim for a in unique),
            anchors=unique,
            who=who,
            when=when,
            why=why or None,
        )
    )


def _anchor(claim: Claim, side: int, texts: Mapping[str, str]) -> Anchor:
    words = tuple(quote(texts[claim.report], span) for span in claim.evidence)
    return Anchor.model_validate(
        {"report": claim.report, "claim": claim.id, "kind": claim.kind, "words": words, "side": side}
    )
