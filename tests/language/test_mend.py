"""Parses that grammar rules out: each is written out as a parser gave it, and hung right."""

import pytest

from recount.language.mend import mend
from recount.model.analysis import Sentence, Token


def tree(rows: str) -> Sentence:
    """A sentence from rows of "word/UPOS/XPOS/deprel>head/name": the head by its word, "-" for the root; no name, O."""
    cells = [row.rpartition(">") for row in rows.split()]
    words = [row.partition("/")[0] for row, _, _ in cells]
    tokens = []
    for i, (row, _, end) in enumerate(cells):
        word, upos, xpos, deprel = row.split("/")
        head, _, name = end.partition("/")
        above = words.index(head) if head != "-" else -1
        tokens.append(Token(i, i * 10, i * 10 + 5, word, word.lower(), upos, xpos, "_", above, deprel, name or "O"))
    return Sentence(0, 0, 0, tokens[-1].end, tuple(tokens))


def shown(sentence: Sentence, word: str) -> str:
    token = next(t for t in sentence if t.text == word)
    head = sentence.head(token)
    return f"{token.deprel}>{head.text if head is not None else '-'}"


@pytest.mark.parametrize(
    ("rows", "word", "relation"),
    [
        (
            "30/NUM/CD/obl>taken Meiteis/PROPN/NNPS/nsubj:pass>taken were/AUX/VBD/aux:pass>taken taken/VERB/VBN/root>-",
            "30",
            "nummod>Meiteis",
        ),
        (
            "Two/NUM/CD/nummod>men more/ADV/RBR/advmod>Tamil Tamil/ADJ/JJ/amod>men men/NOUN/NNS/nsubj>died "
            "died/VERB/VBD/root>-",
            "more",
            "amod>men",
        ),
        (
            "20/NUM/CD/nummod>killed killed/VERB/VBN/root>- in/ADP/IN/case>clash clash/NOUN/NN/obl>killed",
            "20",
            "nsubj:pass>killed",
        ),
        (
            "30/NUM/CD/nummod>men men/NOUN/NNS/obl>taken were/AUX/VBD/aux:pass>taken taken/VERB/VBN/root>-",
            "men",
            "nsubj:pass>taken",
        ),
        (
            "raid/NOUN/NN/nsubj>lasted in/ADP/IN/case>which which/PRON/WDT/obl>died four/NUM/CD/nummod>Serbs "
            "Serbs/PROPN/NNPS/appos>raid died/VERB/VBD/acl:relcl>raid lasted/VERB/VBD/root>-",
            "Serbs",
            "nsubj>died",
        ),
        (
            "20/NUM/CD/nsubj>clash killed/VERB/VBN/acl>20 as/SCONJ/IN/mark>clash troops/NOUN/NNS/nsubj>clash "
            "clash/VERB/VBP/root>-",
            "20",
            "nsubj:pass>killed",
        ),
        (
            "Clashes/NOUN/NNS/nsubj:pass>killed killed/VERB/VBN/root>- people/NOUN/NNS/obj>killed "
            "./PUNCT/./punct>killed",
            "Clashes",
            "nsubj>killed",
        ),
        (
            "raid/NOUN/NN/nsubj>brought brought/VERB/VBD/root>- number/NOUN/NN/obj>brought "
            "killed/VERB/VBN/ccomp>brought",
            "killed",
            "acl>number",
        ),
        (
            "Gunmen/NOUN/NNS/nsubj>shot shot/VERB/VBD/root>- dead/ADJ/JJ/obj>shot Kurd/PROPN/NNP/obj>shot",
            "dead",
            "xcomp>shot",
        ),
        (
            "killing/VERB/VBG/root>- five/NUM/CD/obj>killing and/CCONJ/CC/cc>wounding wounding/VERB/VBG/conj>five "
            "nine/NUM/CD/obj>killing",
            "nine",
            "obj>wounding",
        ),
        (
            "killed/VERB/VBD/root>- guards/NOUN/NNS/obj>killed and/CCONJ/CC/cc>Haile wounded/VERB/VBN/amod>Haile "
            "Haile/PROPN/NNP/conj>guards/B-PER",
            "Haile",
            "obj>wounded",
        ),
        (
            "left/VERB/VBD/root>- 12/NUM/CD/nummod>men men/NOUN/NNS/obj>left and/CCONJ/CC/cc>boys "
            "30/NUM/CD/nummod>boys boys/NOUN/NNS/conj>men dead/ADJ/JJ/amod>boys",
            "dead",
            "amod>men",
        ),
        (
            "Abiy/PROPN/NNP/nsubj>fled/B-PER Tesfaye/PROPN/NNP/nsubj>fled/B-PER fled/VERB/VBD/root>-",
            "Tesfaye",
            "flat>Abiy",
        ),
        # What may well be so stays as it is.
        (
            "In/ADP/IN/case>2014 2014/NUM/CD/obl>attacked rebels/NOUN/NNS/nsubj>attacked attacked/VERB/VBD/root>-",
            "2014",
            "obl>attacked",
        ),
        (
            "weeks/NOUN/NNS/obl>taken were/AUX/VBD/aux:pass>taken taken/VERB/VBN/root>-",
            "weeks",
            "obl>taken",
        ),
        (
            "killed/VERB/VBD/root>- men/NOUN/NNS/obj>killed innocent/ADJ/JJ/amod>men",
            "innocent",
            "amod>men",
        ),
        (
            "Man/NOUN/NN/nsubj:pass>handed handed/VERB/VBN/root>- years/NOUN/NNS/obj>handed",
            "Man",
            "nsubj:pass>handed",
        ),
    ],
)
def test_a_word_hangs_where_grammar_lets_it(rows: str, word: str, relation: str) -> None:
    assert shown(mend(tree(rows)), word) == relation


def test_who_has_an_age_is_a_person() -> None:
    rows = (
        "Nur/PROPN/NNP/nsubj:pass>killed/B-ORG Islam/PROPN/NNP/flat>Nur/I-ORG ,/PUNCT/,/punct>34 "
        "34/NUM/CD/nmod:unmarked>Nur ,/PUNCT/,/punct>34 was/AUX/VBD/aux:pass>killed killed/VERB/VBN/root>-"
    )
    assert [t.name for t in mend(tree(rows))][:2] == ["B-PER", "I-PER"]
