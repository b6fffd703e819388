"""UDS-IH2 (Rudinger and others 2018): did it happen, by the words? The standing that recount gives to a predicate,
brought to the set's scale from -3 (surely not) to 3 (surely).

recount says how a word stands in words: stated, reported, hypothetical, negated. Which number people give for each is
fitted on the train part by least squares with a ridge, once over standings alone and once with the grammar of the word
beside them. `score(folder)` reads `train.jsonl` and `test.jsonl`: one line a sentence, {"text", "targets": [{"span1":
[first word, end], "label"}]}, words parted by spaces.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isqrt
from pathlib import Path
from typing import Any

import numpy as np

from eval.logistic import Features, scale
from eval.reports import analysed, knowledge
from eval.rows import Row
from recount.errors import InputError
from recount.find.hedges import find_hedges
from recount.find.speech import find_speech
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.mention import Standing

SET = "UDS-IH2"
RIDGE = 0.01
LEAST = 20  # predicates that must have a feature
_GRAMMAR = ("aux", "mark", "advmod", "cop", "case", "det")


@dataclass(frozen=True, slots=True)
class Predicate:
    """One predicate: what people said of it, and what recount says of it, without and with grammar."""

    words: str
    label: float
    standing: dict[str, float]
    grammar: dict[str, float]


def predicates(path: Path) -> Iterator[Predicate]:
    """The predicates of a part, in the file's order; sentences that hold no words give none."""
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        yield from _of_sentence(told["text"], told["targets"])


def _of_sentence(text: str, targets: Sequence[dict[str, Any]]) -> Iterator[Predicate]:
    try:
        analysis = analysed(text)
    except InputError:
        return
    words = text.split(" ")
    starts = [sum(len(w) + 1 for w in words[:i]) for i in range(len(words))]
    for target in targets:
        first = target["span1"][0]
        found = _token_at(analysis, starts[first])
        if found is not None:
            standing = standing_features(analysis, *found)
            yield Predicate(f"{words[first]} ({text})", float(target["label"]), standing, grammar_features(*found))


def _token_at(analysis: Analysis, offset: int) -> tuple[Sentence, Token] | None:
    for sentence in analysis.sentences:
        for token in sentence:
            if token.start <= offset < token.end:
                return sentence, token
    return None


def standing_features(analysis: Analysis, sentence: Sentence, token: Token) -> dict[str, float]:
    """The standings that reach a word, how many there are, and who says the words in which attitude."""
    found: dict[str, float] = {}
    reaching = [h for h in find_hedges(analysis, knowledge().speech) if h.scope.start <= token.start < h.scope.end]
    for hedge in reaching:
        found[hedge.standing] = 1.0
        found[hedge.why.partition(" (")[0]] = 1.0
    negated = sum(h.standing is Standing.NEGATED for h in reaching)
    found["stated"] = float(not reaching)
    found["negated twice"] = float(negated > 1)
    found["negated and supposed"] = float(negated == 1 and len({h.standing for h in reaching}) > 1)
    for speech in find_speech(analysis, knowledge().speech):
        if any(c.start <= token.start < c.end for c in speech.content):
            found[f"said: {speech.attitude}"] = 1.0
    return {name: value for name, value in found.items() if value}


def grammar_features(sentence: Sentence, token: Token) -> dict[str, float]:
    """The form of a word and its small words: tense, modals, what it depends on and in which way."""
    found = {f"tag {token.xpos}": 1.0, f"as {token.dep}": 1.0, f"tag {token.xpos} as {token.dep}": 1.0}
    found |= {f"{t.dep} {t.lemma.lower()}": 1.0 for t in sentence.children(token, *_GRAMMAR)}
    found |= {f"{t.dep} tag {t.xpos}": 1.0 for t in sentence.children(token, "aux")}
    above = sentence.head(token)
    if above is not None:
        found |= {f"{token.dep} of {above.lemma.lower()}": 1.0, f"under {above.xpos}": 1.0}
        found |= {f"above {t.dep} {t.lemma.lower()}": 1.0 for t in sentence.children(above, "aux", "mark")}
    return found


def fitted(train: Sequence[tuple[Features, float]], test: Sequence[Features]) -> Any:
    """The numbers of the test rows by least squares with a ridge over the train rows, held to -3 .. 3."""
    rows = [row for row, _ in train]
    labels = np.array([label for _, label in train])
    scaled = scale(rows, min(LEAST, max(1, isqrt(len(rows)))))
    seen = scaled.of(rows)
    penalty = np.full(seen.shape[1], RIDGE * len(rows) / 100)
    penalty[-1] = 0
    found = np.linalg.solve(seen.T @ seen + np.diag(penalty), seen.T @ labels)
    return np.clip(scaled.of(test) @ found, -3, 3)


def score(folder: Path, misses: list[str] | None = None) -> list[Row]:
    """Pearson's r and the mean absolute error on test, for standings alone and with grammar, and for one constant."""
    train, test = list(predicates(folder / "train.jsonl")), list(predicates(folder / "test.jsonl"))
    labels = np.array([p.label for p in test])
    middle = float(np.mean([p.label for p in train]))
    rows = []
    for name, of in (("standing", _standing), ("standing and grammar", _both)):
        given = fitted([(of(p), p.label) for p in train], [of(p) for p in test])
        rows += _rows(name, given, labels, float(np.abs(labels - middle).mean()))
        if misses is not None and of is _both:
            worst = sorted(zip(test, given, strict=True), key=lambda pair: -abs(pair[0].label - pair[1]))
            misses += [f"UDS-IH2: people {p.label:+.2f}, got {g:+.2f}: {p.words}" for p, g in worst[:200]]
    return rows


def _standing(predicate: Predicate) -> Features:
    return predicate.standing


def _both(predicate: Predicate) -> Features:
    return predicate.standing | predicate.grammar


def _rows(name: str, given: Any, labels: Any, constant: float) -> list[Row]:
    n = len(labels)
    r = float(np.corrcoef(given, labels)[0, 1]) if n > 2 and given.std() and labels.std() else None
    error = float(np.abs(given - labels).mean()) if n else None
    return [
        Row(SET, "test", f"Pearson r, {name}", r, n, "predicates", _fisher(r, n)),
        Row(
            SET, "test", f"mean absolute error, {name}", error, n, "predicates", None, constant, "train's mean for all"
        ),
    ]


def _fisher(r: float | None, n: int) -> tuple[float, float] | None:
    """Fisher's interval of a correlation."""
    if r is None or n < 4:
        return None
    middle, half = np.arctanh(min(r, 0.999999)), 1.959964 / (n - 3) ** 0.5
    return float(np.tanh(middle - half)), float(np.tanh(middle + half))
