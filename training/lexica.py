"""Learns what the rules of the package do not know: forms that stay whole, words that split, lemmas of forms.

python lexica.py --data ../../shared/ud
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import treebank
from recount_language_en.lemmas import BASE_TAGS, INFLECTED, Lemmas, folded, forms
from recount_language_en.pack import STAMP, digest
from recount_language_en.tokens import Tokenizer
from treebank import Sentence

PACKAGE_DATA = Path(__file__).parent.parent / "packs/english/recount_language_en/data"


def stamp(data: Path) -> None:
    """Notes the hash of the package's data, which its version carries."""
    (data / STAMP).write_text(digest(data) + "\n")


def literals(sentences: list[Sentence], tokenizer: Tokenizer) -> list[str]:
    """Gold tokens that the rules cut up, and that the treebanks have whole at least twice and oftener than not."""
    whole: Counter[str] = Counter()
    texts = [sentence.text for sentence in sentences]
    for sentence in sentences:
        got = set(tokenizer.spans(sentence.text))
        for start, end in sentence.spans:
            form = sentence.text[start:end]
            if (
                (start, end) not in got
                and 2 <= len(form) <= 20
                and re.search(r"[^\w\s]", form)
                and re.search(r"\w", form)
            ):
                whole[form] += 1
    joined = "\n".join(texts)
    found = {form: len(re.findall(rf"(?<!\w){re.escape(form)}(?!\w)", joined)) for form in whole}
    return sorted(
        f
        for f, n in whole.items()
        if n >= 2 and n > 0.5 * found[f] and f[-1:] not in ",;:)" and f[0] not in "-'.+#" and not re.search(r"\d", f)
    )


def splits(sentences: list[Sentence]) -> dict[str, int]:
    """Words without any sign that the treebanks write as two tokens ("cannot"), mapped to the length of the first."""
    cut: dict[str, Counter[int]] = defaultdict(Counter)
    whole: Counter[str] = Counter()
    for sentence in sentences:
        text = sentence.text
        whole.update(text[a:b].lower() for a, b in sentence.spans)
        for (a, b), (c, d) in zip(sentence.spans, sentence.spans[1:], strict=False):
            alone = (a == 0 or not text[a - 1].isalnum()) and not text[d : d + 1].isalnum()
            if b == c and alone and text[a:d].isalpha():
                cut[text[a:d].lower()][b - a] += 1
    best = {word: counts.most_common(1)[0] for word, counts in cut.items()}
    return {
        w: size for w, (size, n) in sorted(best.items()) if len(w) > 3 and n > whole[w] and (n > 2 or w.endswith("nt"))
    }


def lemma_table(sentences: list[Sentence], plain: Lemmas) -> dict[str, str]:
    """Lemmas by "form UPOS XPOS": of all inflected forms, and of others where the rules alone would give another.

    Forms are folded as the package folds them; the commonest lemma wins, and a single sighting is believed.
    """
    fine: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        rows = zip(sentence.spans, sentence.lemmas, sentence.upos, sentence.xpos, sentence.feats, strict=True)
        for (start, end), lemma, upos, xpos, feats in rows:
            form = sentence.text[start:end]
            if upos in ("PROPN", "PUNCT", "SYM", "X") or lemma == "_" or "Typo=Yes" in feats:
                continue
            fine[f"{folded(form, upos)} {upos} {xpos}"][lemma] += 1
    table = {}
    for key, counts in sorted(fine.items()):
        lemma, number = max(counts.items(), key=lambda item: (item[1], item[0]))
        form, upos, xpos = key.rsplit(" ", 2)
        if upos == "VERB" and forms()["verbs"].get(form, lemma) != lemma and number < 10:
            continue  # a slip in the treebank
        if plain.lemma(form, upos, xpos) != lemma or (xpos not in BASE_TAGS and upos in INFLECTED):
            table[key] = lemma
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../../shared/ud"))
    parser.add_argument("--into", type=Path, default=PACKAGE_DATA)
    parser.add_argument("--without-gum", action="store_true")
    options = parser.parse_args()
    sentences = treebank.ewt(options.data, "train")
    if not options.without_gum:
        sentences += treebank.gum(options.data, "train-permissive")
    tokens = {"literals": literals(sentences, Tokenizer([], {})), "splits": splits(sentences)}
    text = json.dumps(tokens, ensure_ascii=False, indent=0, sort_keys=True)
    (options.into / "tokens.json").write_text(text + "\n", encoding="utf-8")
    lemmas = lemma_table(sentences, Lemmas({}))
    lines = "".join(f"{key}\t{lemma}\n" for key, lemma in lemmas.items())
    with (options.into / "lemmas.tsv.gz").open("wb") as out, gzip.GzipFile("", "wb", 9, out, mtime=0) as packed:
        packed.write(lines.encode())
    stamp(options.into)


if __name__ == "__main__":
    main()
