"""Reads UD treebanks (CoNLL-U), UNER names and GUM's entities into one plain form.

Offsets are code points into the sentence's own text, end exclusive.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

NAME_TYPES = ("PER", "ORG", "LOC")
GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
# Words that may stand inside a name between two proper nouns ("University of Portsmouth").
NAME_LINKS = frozenset({"of", "the", "and", "for", "de", "al", "-", "'s", "&", "'", "."})


@dataclass
class Sentence:
    """One sentence with gold annotation; `heads` are word indices, -1 for the root."""

    text: str
    forms: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    names: list[str] | None = None
    silver: bool = False
    new_paragraph: bool = False
    new_document: bool = False
    sent_id: str = ""
    space_after: bool = True  # whether white space follows the sentence


def blocks(path: Path) -> Iterator[list[str]]:
    """The sentences of a CoNLL-U or IOB2 file, each as its lines."""
    lines: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            lines.append(line)
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def part_spans(surface: str, parts: list[str], start: int) -> list[tuple[int, int]]:
    """Slices of a multiword token for its parts: exact where they join up, else shares of its length."""
    if "".join(parts) == surface:
        spans = []
        for part in parts:
            spans.append((start, start + len(part)))
            start += len(part)
        return spans
    cuts = [round(len(surface) * i / len(parts)) for i in range(len(parts) + 1)]
    return [(start + a, start + b) for a, b in itertools.pairwise(cuts)]


def read_sentence(lines: list[str]) -> Sentence:
    """One CoNLL-U block; the text is rebuilt from forms and SpaceAfter, so that offsets are exact."""
    sentence = Sentence(text="")
    text = ""
    rows: list[list[str]] = []
    multi: tuple[int, str, bool] | None = None  # last id, surface form, space after
    pending: list[str] = []
    for line in lines:
        if line.startswith("#"):
            sentence.new_document |= line.startswith("# newdoc")
            sentence.new_paragraph |= line.startswith("# newpar")
            if line.startswith("# sent_id = "):
                sentence.sent_id = line[len("# sent_id = ") :]
            continue
        row = line.split("\t")
        spaced = "SpaceAfter=No" not in row[9].split("|")
        if "-" in row[0]:
            multi, pending = (int(row[0].split("-")[1]), row[1], spaced), []
            continue
        if "." in row[0]:
            continue
        rows.append(row)
        if multi is not None:
            pending.append(row[1])
            if int(row[0]) < multi[0]:
                continue
            sentence.spans += part_spans(multi[1], pending, len(text))
            text += multi[1] + (" " if multi[2] else "")
            sentence.space_after, multi = multi[2], None
            continue
        sentence.spans.append((len(text), len(text) + len(row[1])))
        text += row[1] + (" " if spaced else "")
        sentence.space_after = spaced
    sentence.text = text.rstrip(" ")
    sentence.forms = [row[1] for row in rows]
    sentence.lemmas = [row[2] for row in rows]
    sentence.upos = [row[3] for row in rows]
    sentence.xpos = [row[4] for row in rows]
    sentence.feats = [row[5] for row in rows]
    sentence.heads = [int(row[6]) - 1 for row in rows]
    sentence.deprels = [row[7] for row in rows]
    if any("Entity=" in row[9] for row in rows):
        sentence.names, sentence.silver = gum_names(rows, sentence.heads), True
    return sentence


def gum_mentions(rows: list[list[str]]) -> list[tuple[int, int, str]]:
    """GUM's entity mentions of one sentence as (first word, last word, entity type)."""
    opened: list[tuple[str, int, str]] = []
    mentions = []
    for i, row in enumerate(rows):
        value = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for opening, closing in re.findall(r"(\([^()]+\)?)|(\d+\))", value):
            if opening:
                fields = opening.strip("()").split("-")
                if len(fields) < 2:
                    continue
                if opening.endswith(")"):
                    mentions.append((i, i, fields[1]))
                else:
                    opened.append((fields[0], i, fields[1]))
                continue
            group = closing[:-1]
            for k in range(len(opened) - 1, -1, -1):
                if opened[k][0] == group:
                    mentions.append((opened[k][1], i, opened.pop(k)[2]))
                    break
    return mentions


def gum_names(rows: list[list[str]], heads: list[int]) -> list[str]:
    """Silver names: the run of proper nouns round the syntactic head of a person, organization or place."""
    tags = ["O"] * len(rows)
    proper = [row[4] in ("NNP", "NNPS") for row in rows]
    for first, last, kind in sorted(gum_mentions(rows), key=lambda m: (m[0] - m[1], m[0])):
        label = GUM_TYPES.get(kind)
        head = next((i for i in range(first, last + 1) if not first <= heads[i] <= last), first)
        if label is None or not proper[head]:
            continue
        start, end = name_run(rows, proper, head, first, last)
        if all(tag == "O" for tag in tags[start : end + 1]):
            tags[start : end + 1] = [f"B-{label}"] + [f"I-{label}"] * (end - start)
    return tags


def name_run(rows: list[list[str]], proper: list[bool], head: int, first: int, last: int) -> tuple[int, int]:
    """Widens from the head over proper nouns, and over link words that have a proper noun beyond them."""

    def extend(at: int, step: int, limit: int) -> int:
        while at != limit:
            if proper[at + step]:
                at += step
                continue
            beyond = at + step
            while beyond != limit and rows[beyond][1].lower() in NAME_LINKS and abs(beyond - at) <= 2:
                beyond += step
            if beyond == at + step or not proper[beyond]:
                return at
            at = beyond
        return at

    return extend(head, -1, first), extend(head, 1, last)


def read_names(path: Path) -> dict[str, tuple[list[str], list[str]]]:
    """UNER forms and tags by sentence id; what is neither PER, ORG nor LOC counts as O."""
    result = {}
    for lines in blocks(path):
        name = next(line[len("# sent_id = ") :] for line in lines if line.startswith("# sent_id = "))
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        tags = [row[2] if row[2][2:] in NAME_TYPES else "O" for row in rows]
        result[name] = ([row[1] for row in rows], tags)
    return result


def laid_over(forms: list[str], other_forms: list[str], other_tags: list[str]) -> list[str] | None:
    """Tags moved onto words that are cut a little differently (UNER keeps an older release's); None where the
    characters differ."""
    if forms == other_forms:
        return other_tags
    if "".join(forms) != "".join(other_forms):
        return None
    by_char = [tag for form, tag in zip(other_forms, other_tags, strict=True) for tag in [tag] * len(form)]
    tags, at = [], 0
    for form in forms:
        tag = by_char[at]
        if tag.startswith("B-") and tags and at and by_char[at - 1] == tag and tags[-1][2:] == tag[2:]:
            tag = "I-" + tag[2:]  # the second part of what was one word
        tags.append(tag)
        at += len(form)
    return tags


def read_treebank(conllu: Path, names: Path | None = None) -> list[Sentence]:
    """A treebank, with UNER names laid over it where a names file is given."""
    sentences = [read_sentence(lines) for lines in blocks(conllu)]
    if names is not None:
        rows = read_names(names)
        # PUD's sentences have other ids in UNER, so the text itself finds them there
        by_text = {"".join(forms): (forms, tags) for forms, tags in rows.values()}
        for sentence in sentences:
            row = rows.get(sentence.sent_id) or by_text.get("".join(sentence.forms))
            sentence.names = laid_over(sentence.forms, *row) if row else None
    return sentences


def ewt(data: Path, part: str) -> list[Sentence]:
    """EWT with UNER's names; part is train, dev or test."""
    names = data / "UNER_English-EWT" / f"en_ewt-ud-{part}.iob2"
    return read_treebank(data / "UD_English-EWT" / f"en_ewt-ud-{part}.conllu", names)


def gum(data: Path, part: str) -> list[Sentence]:
    """GUM; part is train-permissive, dev or test."""
    return read_treebank(data / "UD_English-GUM" / f"en_gum-ud-{part}.conllu")


def pud(data: Path) -> list[Sentence]:
    """PUD with UNER's names: for testing only."""
    names = data / "UNER_English-PUD" / "en_pud-ud-test.iob2"
    return read_treebank(data / "UD_English-PUD" / "en_pud-ud-test.conllu", names)


def raw_text(sentences: list[Sentence]) -> tuple[str, list[int]]:
    """The running text of a treebank as in the CoNLL shared task, and where each sentence starts in it.

    Paragraphs and documents are separated by a blank line.
    """
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    for i, sentence in enumerate(sentences):
        if i and (sentence.new_paragraph or sentence.new_document):
            pieces.append("\n\n")
        elif i and sentences[i - 1].space_after:
            pieces.append(" ")
        else:
            pieces.append("")
        starts.append(length + len(pieces[-1]))
        pieces.append(sentence.text)
        length = starts[-1] + len(sentence.text)
    return "".join(pieces), starts
