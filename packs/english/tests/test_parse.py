"""Parses: trees, purity, offsets, lemmas, names. All sentences are invented."""

import hashlib
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recount_language_en import load
from recount_language_en.names import TAGS, best_names
from recount_language_en.pack import DATA, STAMP, Token, digest
from recount_language_en.trees import best_tree, is_tree, maximum_tree

PACK = load()
SENTENCES = [
    "At least 12 people were killed and 30 wounded when a car bomb exploded in the old market on Tuesday, police said.",
    "Rebels shot dead two aid workers near Goma.",
    "😀 The mayor, Amina Yusuf, told Reuters that nobody had died.",
    "FIVE SOLDIERS WERE KILLED IN AN AMBUSH NEAR KANDAHAR.",
    "No.",
    "",
    "   ",
    "police denied it",
]


def check_tree(tokens: tuple[Token, ...]) -> None:
    roots = [i for i, token in enumerate(tokens) if token.head == -1]
    assert len(roots) == 1
    for i, token in enumerate(tokens):
        assert (token.deprel == "root") == (token.head == -1)
        at, steps = i, 0
        while at != -1:
            at, steps = tokens[at].head, steps + 1
            assert steps <= len(tokens)


def test_the_same_sentence_gives_the_same_tokens_in_any_company() -> None:
    alone = [PACK.parse([sentence])[0] for sentence in SENTENCES]
    assert PACK.parse(SENTENCES) == alone
    assert PACK.parse(SENTENCES[::-1])[::-1] == alone
    assert PACK.parse(SENTENCES * 5, threads=4) == alone * 5


def test_another_process_gives_the_same_vectors() -> None:
    code = (
        "import hashlib; from recount_language_en import load; "
        f"print(hashlib.sha256(load().vectors([{SENTENCES[0]!r}])[0].tobytes()).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    vectors = PACK.vectors([SENTENCES[0]])[0]
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(PACK.tokens(SENTENCES[0])), 384)
    assert done.stdout.strip() == hashlib.sha256(vectors.tobytes()).hexdigest()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("aTe.\u0301 😀\u0644\x00'\"-9\n\ufe0f,")), max_size=60))
def test_tokens_are_slices_and_make_a_tree(text: str) -> None:
    (tokens,) = PACK.parse([text])
    assert [(t.start, t.end) for t in tokens] == PACK.tokens(text)
    assert all(t.text == text[t.start : t.end] for t in tokens)
    if tokens:
        check_tree(tokens)


def test_empty_sentences_have_no_tokens() -> None:
    assert PACK.parse(["", " \n\t"]) == [(), ()]
    assert PACK.vectors([""])[0].shape == (0, 384)


@pytest.mark.parametrize(
    "text", ["they walked on, " * 300, "x" * 1_000_000, "pseudoantidisestablishmentarianisms " * 199]
)
def test_sentences_beyond_the_encoder_are_read_in_parts(text: str) -> None:
    (tokens,) = PACK.parse([text])
    assert tokens[-1].end == len(text.rstrip())
    check_tree(tokens)


LEMMAS = [
    ("Three men were killed.", "killed", "kill"),
    ("Ten people were wounded.", "wounded", "wound"),
    ("Police shot him.", "shot", "shoot"),
    ("She died in hospital.", "died", "die"),
    ("Nine people were injured.", "injured", "injure"),
    ("The attackers fled.", "fled", "flee"),
    ("The hostages were slain.", "slain", "slay"),
    ("Militants attacked a bus.", "attacked", "attack"),
    ("They beheaded two men.", "beheaded", "behead"),
    ("The villagers were abducted.", "abducted", "abduct"),
    ("A shell struck the school.", "struck", "strike"),
    ("GUNMEN KILLED TWO GUARDS.", "KILLED", "kill"),
    ("The children were buried.", "children", "child"),
    ("Their bodies were burnt.", "bodies", "body"),
]


@pytest.mark.parametrize(("text", "form", "lemma"), LEMMAS)
def test_lemmas(text: str, form: str, lemma: str) -> None:
    (tokens,) = PACK.parse([text])
    assert next(t.lemma for t in tokens if t.text == form) == lemma


def test_a_plain_clause_is_understood() -> None:
    (tokens,) = PACK.parse(["Rebels killed two soldiers in Kabul on Monday."])
    by_text = {t.text: t for t in tokens}
    killed = [t.text for t in tokens].index("killed")
    assert by_text["killed"].head == -1
    assert (by_text["Rebels"].head, by_text["Rebels"].deprel) == (killed, "nsubj")
    assert (by_text["soldiers"].head, by_text["soldiers"].deprel) == (killed, "obj")
    assert by_text["two"].deprel == "nummod"
    assert by_text["Kabul"].name == "B-LOC"


def test_name_tags_fit_each_other() -> None:
    rng = np.random.default_rng(5)
    for _ in range(200):
        tags = best_names(rng.normal(size=(7, len(TAGS))).astype(np.float32))
        for before, tag in zip(["O", *tags], tags, strict=False):
            assert not tag.startswith("I-") or before[2:] == tag[2:]


@settings(max_examples=100, deadline=None)
@given(st.integers(2, 7), st.integers(0, 10_000))
def test_best_tree_is_a_tree_with_one_root(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    assert is_tree(best_tree(scores))


def test_maximum_tree_is_no_worse_than_any_other() -> None:
    rng = np.random.default_rng(1)
    for _ in range(30):
        scores = rng.normal(size=(4, 4))
        np.fill_diagonal(scores, -1e9)
        best = max(
            sum(scores[i + 1, head] for i, head in enumerate(heads))
            for heads in np.ndindex(4, 4, 4)
            if is_tree_any_root([0, *heads])
        )
        found = maximum_tree(scores)
        assert sum(scores[i, found[i]] for i in range(1, 4)) == pytest.approx(best)


def is_tree_any_root(heads: list[int]) -> bool:
    for word in range(1, len(heads)):
        at, steps = word, 0
        while at:
            at, steps = heads[at], steps + 1
            if steps > len(heads):
                return False
    return True


def test_version_carries_the_hash_of_the_data() -> None:
    assert (DATA / STAMP).read_text().strip() == digest(DATA)
    assert PACK.version.endswith(digest(DATA))
    assert (PACK.language, PACK.name) == ("en", "recount-language-en")


def test_the_package_is_small_enough() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 30_000_000


def test_importing_loads_no_runtime() -> None:
    code = "import sys, recount_language_en; print('onnxruntime' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_learned_parts_are_plain_weights() -> None:
    assert set(PACK.heads) == {"claim"}
    assert all(-5.0 < weight < 5.0 for weights in PACK.heads.values() for weight in weights.values())
