"""The pack itself: one text in, sentences out; one sentence in, its tokens with all their annotation out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, version
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from numpy.typing import NDArray

from recount_language_en.lemmas import Lemmas
from recount_language_en.names import best_names
from recount_language_en.pieces import WordPieces
from recount_language_en.sentences import Splitter
from recount_language_en.shapes import sentence_shapes
from recount_language_en.tokens import Span, Tokenizer
from recount_language_en.trees import best_tree

DATA = Path(__file__).parent / "data"
STAMP = "digest.txt"  # a short hash over the other files of the data folder
DISTRIBUTION = "recount-language-en"
# The encoder has 512 positions; two are its marks. Longer sentences are read in parts.
MAX_SENTENCE_PIECES = 510
MAX_SENTENCE_WORDS = 200


class Token(NamedTuple):
    """One word; offsets are code points of the sentence given to `parse`, end exclusive."""

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int  # index of the head in the sentence, -1 for the root
    deprel: str
    name: str  # IOB2 over PER, ORG, LOC


class EnglishPack:
    """English. All calls are pure functions of their texts: no call sees another's sentences."""

    language = "en"
    name = DISTRIBUTION

    def __init__(self, data: Path = DATA) -> None:
        labels = json.loads((data / "labels.json").read_text(encoding="utf-8"))
        self._upos: list[str] = labels["upos"]
        self._xpos: list[str] = labels["xpos"]
        self._feats: list[str] = labels["feats"]
        self._deprels: list[str] = labels["deprels"]
        self._pieces = WordPieces.from_file(data / "vocab.txt")
        forms = json.loads((data / "tokens.json").read_text(encoding="utf-8"))
        self._tokenizer = Tokenizer(forms["literals"], forms["splits"])
        self._splitter = Splitter.from_file(data / "boundaries.json", self._tokenizer)
        self._lemmas = Lemmas.from_file(data / "lemmas.tsv.gz")
        heads = data / "heads.json"  # a pack in training has none yet
        self.heads: dict[str, dict[str, float]] = json.loads(heads.read_text("utf-8")) if heads.exists() else {}
        self._parser = _session(data / "parser.onnx")
        self._relations = _session(data / "relations.onnx")
        self.version = f"{_package_version()}+{(data / STAMP).read_text().strip()}"

    def split(self, text: str) -> list[Span]:
        """Sentence spans of a text, in order and without white space at their edges."""
        return self._splitter.split(text)

    def tokens(self, sentence: str) -> list[Span]:
        """Token spans of one sentence."""
        return self._tokenizer.spans(sentence)

    def parse(self, sentences: Sequence[str], threads: int = 1) -> list[tuple[Token, ...]]:
        """The tokens of each sentence; a sentence is always read alone, whatever `threads` is."""
        if threads <= 1 or len(sentences) < 2:
            return [self._parse(sentence) for sentence in sentences]
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(self._parse, sentences))

    def annotate(self, sentence: str, spans: Sequence[Span]) -> tuple[Token, ...]:
        """The tokens of a sentence that is cut into words already."""
        tokens: list[Token] = []
        root = -1
        for part_spans in self._parts(sentence, spans):
            out = self.run(self.inputs(sentence, part_spans))
            part = self.decode(sentence, part_spans, out, len(tokens))
            if root >= 0:  # parts of a sentence that is too long hang on its first root
                part = [t if t.head >= 0 else t._replace(head=root, deprel="parataxis") for t in part]
            else:
                root = next(i for i, token in enumerate(part) if token.head < 0)
            tokens += part
        return tuple(tokens)

    def vectors(self, sentences: Sequence[str]) -> list[NDArray[np.float32]]:
        """The encoder's word vectors of each sentence, (words, 384), rows as `tokens` cuts them."""
        result = []
        for sentence in sentences:
            spans = self._tokenizer.spans(sentence)
            parts = [self.run(self.inputs(sentence, part))["vectors"][1:] for part in self._parts(sentence, spans)]
            result.append(np.concatenate(parts) if parts else np.zeros((0, 384), np.float32))
        return result

    def _parse(self, sentence: str) -> tuple[Token, ...]:
        return self.annotate(sentence, self._tokenizer.spans(sentence))

    def _parts(self, sentence: str, spans: Sequence[Span]) -> list[list[Span]]:
        """Token spans, cut where the encoder's positions or the limit of words would not do."""
        parts: list[list[Span]] = []
        room = words = 0
        for span in spans:
            size = len(self._pieces.of_word(sentence[span[0] : span[1]]))
            if not parts or size > room or words == MAX_SENTENCE_WORDS:
                parts.append([])
                room, words = MAX_SENTENCE_PIECES, 0
            parts[-1].append(span)
            room, words = room - size, words + 1
        return parts

    def inputs(self, sentence: str, spans: Sequence[Span]) -> dict[str, NDArray[Any]]:
        """The network's inputs for one part: pieces and shapes (P), and the matrix (W, P) that averages pieces."""
        words = [sentence[start:end] for start, end in spans]
        glued = [False, *(before[1] == after[0] for before, after in pairwise(spans))]
        word_pieces = [self._pieces.of_word(word) for word in words]
        lengths = np.array([1, *map(len, word_pieces)])
        total = int(lengths.sum())
        row = np.repeat(np.arange(len(lengths)), lengths)
        marks = ((self._pieces.start,), *word_pieces, (self._pieces.end,))
        pieces = np.array([piece for pieces in marks for piece in pieces], np.int32)
        shapes = np.zeros(total + 1, np.int32)
        shapes[:-1] = np.array([0, *sentence_shapes(words, glued)], np.int32)[row]
        pool = np.zeros((len(lengths), total + 1), np.float32)
        pool[row, np.arange(total)] = (1.0 / lengths)[row]
        return {"pieces": pieces, "shapes": shapes, "pool": pool}

    def run(self, inputs: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
        """The network's outputs, by the names in OUTPUTS; row 0 is the root."""
        return dict(zip(OUTPUTS, self._parser.run(OUTPUTS, inputs), strict=True))

    def decode(self, sentence: str, spans: Sequence[Span], out: dict[str, NDArray[Any]], offset: int) -> list[Token]:
        """Tokens of one part, whose words count from `offset` on."""
        heads = best_tree(out["arcs"])
        feed = {"dep": out["rel_dep"], "head": out["rel_head"][heads]}
        relations = self._relations.run(None, feed)[0].tolist()
        names = best_names(out["names"][1:])
        upos, xpos, feats = out["upos"].tolist(), out["xpos"].tolist(), out["feats"].tolist()
        tokens = []
        for i, (start, end) in enumerate(spans, 1):
            text = sentence[start:end]
            part, tag, head = self._upos[upos[i]], self._xpos[xpos[i]], heads[i]
            relation = self._deprels[relations[i]]
            if head == 0:
                relation = "root"
            elif relation == "root":
                relation = "dep"
            lemma = self._lemmas.lemma(text, part, tag)
            place = offset + head - 1 if head else -1
            name = names[i - 1]
            tokens.append(Token(start, end, text, lemma, part, tag, self._feats[feats[i]], place, relation, name))
        return tokens


OUTPUTS = ("arcs", "names", "rel_dep", "rel_head", "upos", "xpos", "feats", "vectors")


def _session(path: Path) -> onnxruntime.InferenceSession:
    """A session of one thread, so that its sums never depend on how work was shared out."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # the graph is written with its products fused already
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.enable_mem_pattern = False  # every sentence has its own length
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def digest(data: Path) -> str:
    """A short hash over all that answers depend on; training writes it down, so that loading need not read it all."""
    whole = hashlib.sha256()
    for path in sorted(data.iterdir()):
        if path.name != STAMP:
            whole.update(path.name.encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()[:10]


def _package_version() -> str:
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:  # run from a checkout
        return "0"
