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
        (
            "guards/NOUN/NNS/nsubj:pass>injured injured/VERB/VBN/ccomp>told chief/NOUN/NN/nsubj:pass>injured "
            "told/VERB/VBD/root>- reporters/NOUN/NNS/iobj>told",
            "chief",
            "nsubj>told",
        ),
        # What may well be so stays as it is.
        (
            "guards/NOUN/NNS/nsubj:pass>injured injured/VERB/VBN/ccomp>told chief/NOUN/NN/nsubj>told "
            "told/VERB/VBD/root>-",
            "guards",
            "nsubj:pass>injured",
        ),
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


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (  # who is murdered is a person
            "murder/NOUN/NN/root>- of/ADP/IN/case>Nur Nur/PROPN/NNP/nmod>murder/B-ORG Islam/PROPN/NNP/flat>Nur/I-ORG",
            {"Nur": "B-PER", "Islam": "I-PER"},
        ),
        (
            "Aung/PROPN/NNP/nsubj:pass>arrest/B-LOC Thu/PROPN/NNP/flat>Aung/I-LOC was/AUX/VBD/aux:pass>arrest "
            "arrest/VERB/VBN/root>-",
            {"Aung": "B-PER", "Thu": "I-PER"},
        ),
        (  # a body by a word of its name, an article, a listed name, one word, an act that places suffer too
            "kill/VERB/VBD/root>- Tarlo/PROPN/NNP/compound>Front/B-ORG Front/PROPN/NNP/obj>kill/I-ORG",
            {"Tarlo": "B-ORG", "Front": "I-ORG"},
        ),
        (
            "murder/NOUN/NN/root>- of/ADP/IN/case>Sal the/DET/DT/det>Sal Sal/PROPN/NNP/nmod>murder/B-ORG "
            "Vor/PROPN/NNP/flat>Sal/I-ORG",
            {"Sal": "B-ORG"},
        ),
        (
            "kill/VERB/VBD/root>- Boko/PROPN/NNP/obj>kill/B-ORG Haram/PROPN/NNP/flat>Boko/I-ORG",
            {"Boko": "B-ORG", "Haram": "I-ORG"},
        ),
        ("kill/VERB/VBD/root>- Tarlo/PROPN/NNP/obj>kill/B-LOC", {"Tarlo": "B-LOC"}),
        (
            "shelled/VERB/VBD/root>- Port/PROPN/NNP/compound>Vel/B-LOC Vel/PROPN/NNP/obj>shelled/I-LOC",
            {"Port": "B-LOC", "Vel": "I-LOC"},
        ),
    ],
)
def test_who_suffers_what_only_persons_suffer_is_a_person(rows: str, names: dict[str, str]) -> None:
    mended = mend(tree(rows))
    assert {t.text: t.name for t in mended if t.text in names} == names


@pytest.mark.parametrize(
    ("rows", "word", "relation"),
    [
        (  # one subject, one name
            "Abi/PROPN/NNP/nsubj:pass>shot Tes/PROPN/NNP/nsubj:pass>shot was/AUX/VBD/aux:pass>shot "
            "shot/VERB/VBN/root>-",
            "Tes",
            "flat>Abi",
        ),
        (  # two nouns side by side are two
            "Police/NOUN/NNS/nsubj>shot Tes/PROPN/NNP/nsubj>shot shot/VERB/VBD/root>-",
            "Tes",
            "nsubj>shot",
        ),
        (
            "dead/ADJ/JJ/root>- was/AUX/VBD/cop>dead Nur/PROPN/NNP/nsubj>was/B-PER",
            "Nur",
            "nsubj>dead",
        ),
        (
            "freed/VERB/VBD/root>- his/PRON/PRP$/nmod:poss>brother brother/NOUN/NN/obj>freed "
            "Zhang/PROPN/NNP/obj>freed/B-PER",
            "Zhang",
            "appos>brother",
        ),
        (
            "Nur/PROPN/NNP/root>-/B-PER Islam/PROPN/NNP/flat>Nur/I-PER and/CCONJ/CC/cc>Ko "
            "Ko/PROPN/NNP/conj>Islam/B-PER",
            "Ko",
            "conj>Nur",
        ),
        (
            "Haile/PROPN/NNP/compound>shot shot/NOUN/NN/root>- dead/ADJ/JJ/acl>shot near/ADP/IN/case>bank "
            "bank/NOUN/NN/nmod>shot",
            "Haile",
            "nsubj:pass>shot",
        ),
        (  # a shot that is dead wood is no verb where an article says that it is a noun
            "The/DET/DT/det>shot Haile/PROPN/NNP/compound>shot shot/NOUN/NN/root>- dead/ADJ/JJ/amod>shot",
            "Haile",
            "compound>shot",
        ),
        (
            "Police/NOUN/NN/compound>arrest arrest/NOUN/NN/root>- Musa/PROPN/NNP/appos>arrest/B-PER",
            "Musa",
            "obj>arrest",
        ),
        (  # a title before a name is no verb
            "Police/NOUN/NN/compound>chief chief/NOUN/NN/root>- Musa/PROPN/NNP/appos>chief/B-PER",
            "Musa",
            "appos>chief",
        ),
        (
            "Killed/VERB/VBN/root>- were/AUX/VBD/cop>Ahmed Ahmed/PROPN/NNP/parataxis>Killed/B-PER",
            "Ahmed",
            "nsubj:pass>Killed",
        ),
        (
            "death/NOUN/NN/nsubj>led of/ADP/IN/case>man man/NOUN/NN/nmod>death in/ADP/IN/case>custody "
            "custody/NOUN/NN/obl>led led/VERB/VBD/root>-",
            "custody",
            "nmod>death",
        ),
        (  # words of time may be the verb's
            "death/NOUN/NN/nsubj>led of/ADP/IN/case>man man/NOUN/NN/nmod>death on/ADP/IN/case>Monday "
            "Monday/PROPN/NNP/obl>led led/VERB/VBD/root>-",
            "Monday",
            "obl>led",
        ),
    ],
)
def test_names_are_hung_where_grammar_has_them(rows: str, word: str, relation: str) -> None:
    assert shown(mend(tree(rows)), word) == relation
