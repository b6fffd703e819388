"""A document through a language pack: sentences of tokens, every token tied to its words in the document."""

from collections.abc import Sequence

from recount.language.mask import Masked, mask, paragraphs
from recount.language.mend import mend
from recount.language.pack import LanguagePack, ParsedToken
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.document import BlockKind, Document


def analyse(document: Document, pack: LanguagePack, threads: int = 1) -> Analysis:
    """Sentences of every block of prose, each parsed alone; METADATA blocks are not read."""
    pieces: list[tuple[int, Masked, int, int]] = []
    for number, block in enumerate(document.blocks):
        if block.kind == BlockKind.METADATA:
            continue
        for first, last in paragraphs(document.text, block.start, block.end):
            masked = mask(document.text, first, last)
            pieces.extend((number, masked, start, end) for start, end in pack.split(masked.text))
    parsed = pack.parse([masked.text[start:end] for _, masked, start, end in pieces], threads)
    sentences: list[Sentence] = []
    for (number, masked, start, _), tokens in zip(pieces, parsed, strict=True):
        if tokens:
            sentences.append(_sentence(len(sentences), number, masked, start, tokens))
    return Analysis(document, tuple(sentences), f"{pack.name} {pack.version}")


def _sentence(index: int, block: int, masked: Masked, start: int, parsed: Sequence[ParsedToken]) -> Sentence:
    tokens = tuple(_token(i, masked, start, token) for i, token in enumerate(parsed))
    return mend(Sentence(index, block, tokens[0].start, tokens[-1].end, tokens))


def _token(i: int, masked: Masked, start: int, token: ParsedToken) -> Token:
    first, last = masked.span(start + token.start, start + token.end)
    return Token(
        i=i,
        start=first,
        end=last,
        text=token.text,
        lemma=token.lemma,
        upos=token.upos,
        xpos=token.xpos,
        feats=token.feats,
        head=token.head,
        deprel=token.deprel,
        name=token.name,
    )
