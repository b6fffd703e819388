"""Named actors in a sentence, by the actor table: longest names first, spelling as the table asks."""

from collections.abc import Iterator

from recount.knowledge.parties import Known, PartyKnowledge
from recount.model.analysis import Sentence, Token


def named_actors(sentence: Sentence, knowledge: PartyKnowledge) -> list[tuple[tuple[Token, ...], tuple[Known, ...]]]:
    """(tokens of the name, the actors of that name): several actors where the table has one name twice."""
    found: list[tuple[tuple[Token, ...], tuple[Known, ...]]] = []
    i = 0
    while i < len(sentence.tokens):
        match = _at(sentence, i, knowledge)
        if match is None:
            i += 1
            continue
        found.append(match)
        i = match[0][-1].i + 1
    return found


def _at(sentence: Sentence, i: int, knowledge: PartyKnowledge) -> tuple[tuple[Token, ...], tuple[Known, ...]] | None:
    length, tokens, actors = 0, (), []  # type: int, tuple[Token, ...], list[Known]
    for words, exact, actor in knowledge.named.get(sentence.tokens[i].text.lower(), ()):
        if len(words) < length:
            break
        run = _run(sentence, i, words)
        if run is None or not _spelled(run, exact):
            continue
        length, tokens = len(words), run
        if actor not in actors:
            actors.append(actor)
    return (tokens, tuple(actors)) if actors else None


def _run(sentence: Sentence, i: int, words: tuple[str, ...]) -> tuple[Token, ...] | None:
    """Tokens from `i` that spell `words`; hyphens and apostrophes between them are passed over."""
    run: list[Token] = []
    for token, word in zip(_worded(sentence, i), words, strict=False):
        if token.text.lower().strip("'’.") != word:
            return None
        run.append(token)
    return tuple(run) if len(run) == len(words) else None


def _worded(sentence: Sentence, i: int) -> Iterator[Token]:
    for token in sentence.tokens[i:]:
        if any(letter.isalnum() for letter in token.text):
            yield token


def _spelled(run: tuple[Token, ...], exact: bool) -> bool:
    """An acronym counts in capitals alone; a name of one common word needs a capital unless the sentence has none."""
    first = run[0].text
    if exact:
        return first.isupper()
    return first[:1].isupper() or len(run) > 1 or run[0].upos == "PROPN"
