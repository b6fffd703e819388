"""When an act happened, on sentences parsed by hand. All events are invented."""

import re
from dataclasses import dataclass, replace
from datetime import date

import pytest

from recount.claims.when import set_dates
from recount.find.dates import find_dates
from recount.knowledge.times import load_times
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.claim import Draft, Event
from recount.model.document import Block, BlockKind, Document
from recount.model.span import Span

MONDAY = date(2018, 11, 12)
SUNDAY = "2018-11-11"
_WORD = re.compile(r"(?P<text>[^/>\s]+)(?:/(?P<lemma>[^/>\s]*))?(?:/(?P<xpos>[^>\s]*))?>(?P<head>\d+):(?P<dep>\S+)")
_VERBS = ("VBD", "VBN", "VBZ", "VBP", "VB", "VBG")


@dataclass(frozen=True)
class Part:
    """One block of a report: sentences written as `word/lemma/XPOS>head:relation`, head 0 for the root."""

    sentences: tuple[str, ...]
    kind: BlockKind = BlockKind.PARAGRAPH
    dated: date | None = None


def _tokens(sentence: str, offset: int) -> tuple[tuple[Token, ...], str]:
    tokens, text = [], ""
    for i, found in enumerate(_WORD.finditer(sentence)):
        word, xpos = found["text"], found["xpos"] or ""
        text += (" " if text else "") + word
        start = offset + len(text) - len(word)
        upos = "NOUN" if xpos.startswith("NN") else "VERB" if xpos in _VERBS else "X"
        upos = "AUX" if found["dep"].startswith(("aux", "cop")) else upos
        lemma = found["lemma"] or word.lower()
        head, dep = int(found["head"]) - 1, found["dep"]
        tokens.append(Token(i, start, start + len(word), word, lemma, upos, xpos, "", head, dep, "O"))
    return tuple(tokens), text


def analysis_of(*parts: Part, published: date | None = MONDAY) -> Analysis:
    text, sentences, blocks = "", [], []
    for part in parts:
        start = len(text)
        for sentence in part.sentences:
            tokens, words = _tokens(sentence, len(text))
            sentences.append(Sentence(len(sentences), len(blocks), len(text), len(text) + len(words), tokens))
            text += words + " "
        blocks.append(Block(part.kind, start, len(text) - 1, dated=part.dated))
        text += "\n"
    document = Document("sha256:0", "text", text, tuple(blocks), published=published)
    return Analysis(document, tuple(sentences), "hand")


def draft_at(analysis: Analysis, sentence: int, word: str) -> Draft:
    token = next(t for t in analysis.sentences[sentence] if t.text == word)
    event = Event(None, None, None, None)
    return Draft(sentence, token.i, "kill", "kill", "killed", Span(token.start, token.end), event)


def dated(analysis: Analysis, *acts: tuple[int, str]) -> list[Draft]:
    drafts = [draft_at(analysis, sentence, word) for sentence, word in acts]
    return list(set_dates(drafts, analysis, find_dates(analysis, load_times())))


def days(draft: Draft) -> str | None:
    if draft.when is None:
        return None
    ends = [draft.when.start.isoformat(), draft.when.end.isoformat()]
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


UNKNOWN = "2018-11-05/2018-11-12"
ONE = [
    ("Gunmen>2:nsubj killed/kill/VBD>0:root four>2:obj on>5:case Sunday>2:obl", "killed", SUNDAY),
    ("Sunday>3:nmod:poss 's>1:case attack>4:nsubj killed/kill/VBD>0:root four>4:obj", "killed", SUNDAY),
    ("Four>3:nsubj:pass were>3:aux:pass killed/kill/VBN>0:root in>6:case an>6:det attack>3:obl on>8:case Sunday>6:nmod",
     "killed", SUNDAY),
    ("Four>3:nsubj:pass were>3:aux:pass killed/kill/VBN>0:root when>6:mark gunmen>6:nsubj attacked/attack/VBD>3:advcl "
     "Kell>6:obj on>9:case Sunday>6:obl", "killed", SUNDAY),
    ("Jets>2:nsubj fired/fire/VBD>0:root on>4:case Sunday>2:obl killing/kill/VBG>2:advcl four>5:obj",
     "killing", SUNDAY),
    ("Clashes>2:nsubj erupted/erupt/VBD>0:root late>5:advmod on>5:case Sunday>2:obl", "Clashes", SUNDAY),
    ("Gunmen>2:nsubj attacked/attack/VBD>0:root Kell>2:obj on>5:case Sunday>2:obl and>7:cc killed/kill/VBD>2:conj "
     "four>7:obj", "killed", SUNDAY),
    # the speaker's day is not the act's
    ("Gunmen>2:nsubj killed/kill/VBD>0:root four>2:obj ,>6:punct police>6:nsubj said/say/VBD>2:parataxis on>8:case "
     "Sunday>6:obl", "killed", "2018-11-04/2018-11-11"),
    ("Police>2:nsubj said/say/VBD>0:root on>4:case Sunday>2:obl that>7:mark gunmen>7:nsubj killed/kill/VBD>2:ccomp "
     "four>7:obj", "killed", "2018-11-04/2018-11-11"),
    # nor another act's
    ("Gunmen>2:nsubj killed/kill/VBD>0:root four>2:obj over>8:case last>7:amod Sunday>8:nmod:poss 's>6:case "
     "bombing>2:obl", "killed", UNKNOWN),
    ("Police>4:nsubj on>3:case Sunday>4:obl arrested/arrest/VBD>0:root the>6:det man>4:obj who>8:nsubj "
     "killed/kill/VBD>6:acl:relcl four>8:obj", "killed", UNKNOWN),
    ("People>2:nsubj protested/protest/VBD>0:root on>4:case Sunday>2:obl after>7:mark police>7:nsubj "
     "killed/kill/VBD>2:advcl four>7:obj", "killed", UNKNOWN),
    ("Four>3:nsubj:pass were>3:aux:pass held/hold/VBN>0:root until/until>5:case Sunday>3:obl", "held", UNKNOWN),
    ("Officers>5:nsubj:pass killed/kill/VBN>1:acl in>3:case Kell>2:obl buried/bury/VBD>0:root on>7:case Sunday>5:obl",
     "killed", UNKNOWN),
    # nor the report's own
    ("KELL>5:nsubj ,>1:punct Sunday>5:obl --/--/:>1:punct attacked/attack/VBD>0:root gunmen>5:nsubj",
     "attacked", UNKNOWN),
    # what is to come
    ("Four>3:nsubj:pass will/will/MD>3:aux hang/hang/VB>0:root on>5:case Sunday>3:obl", "hang", "2018-11-18"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "word", "expected"), ONE)
def test_the_words_that_govern_the_act(sentence: str, word: str, expected: str) -> None:
    (draft,) = dated(analysis_of(Part((sentence,))), (0, word))
    assert days(draft) == expected


def test_two_acts_keep_their_own_days() -> None:
    sentence = (
        "Gunmen>2:nsubj killed/kill/VBD>0:root four>2:obj on>5:case Friday>2:obl and>7:cc wounded/wound/VBD>2:conj "
        "ten>7:obj on>10:case Sunday>7:obl"
    )
    killed, wounded = dated(analysis_of(Part((sentence,))), (0, "killed"), (0, "wounded"))
    assert (days(killed), days(wounded)) == ("2018-11-09", SUNDAY)


def test_since_makes_a_period_with_a_note() -> None:
    sentence = (
        "Ninety>4:nsubj:pass have>4:aux been>4:aux:pass killed/kill/VBN>0:root since>6:case March>4:obl 30>6:nummod"
    )
    (draft,) = dated(analysis_of(Part((sentence,))), (0, "killed"))
    assert (days(draft), draft.notes) == ("2018-03-30/2018-11-12", ("time:since",))


def test_since_before_a_clause_makes_a_period() -> None:
    sentence = (
        "Since>4:mark the>3:det marches>4:nsubj began/begin/VBD>10:advcl on>6:case March>4:obl 30>6:nummod "
        "ninety>10:nsubj:pass were>10:aux:pass killed/kill/VBN>0:root"
    )
    (draft,) = dated(analysis_of(Part((sentence,))), (0, "killed"))
    assert (days(draft), draft.notes) == ("2018-03-30/2018-11-12", ("time:since",))


def test_a_habit_has_no_day() -> None:
    sentence = "Gunmen>2:nsubj kill/kill/VBP>0:root herders>2:obj every>5:det Friday>2:obl"
    (draft,) = dated(analysis_of(Part((sentence,))), (0, "kill"))
    assert (draft.when, draft.notes) == (None, ("time:set",))


def test_a_text_without_a_date_resolves_no_weekday() -> None:
    sentence = "Gunmen>2:nsubj killed/kill/VBD>0:root four>2:obj on>5:case Sunday>2:obl"
    (draft,) = dated(analysis_of(Part((sentence,)), published=None), (0, "killed"))
    assert (draft.when, draft.as_of) == (None, None)


KILLED = "Gunmen>2:nsubj killed/kill/VBD>0:root four>2:obj"
KILLED_ON_FRIDAY = "Gunmen>2:nsubj killed/kill/VBD>0:root four>2:obj on>5:case Friday>2:obl"
HAD_KILLED = "They>3:nsubj had/have/VBD>3:aux killed/kill/VBN>0:root nine>3:obj"
HAVE_KILLED = "They>3:nsubj have/have/VBP>3:aux killed/kill/VBN>0:root hundreds>3:obj"
NEXT_DAY = "The>3:det next>3:amod day>5:obl soldiers>5:nsubj killed/kill/VBD>0:root two>5:obj"


def test_never_the_day_of_publication_without_words() -> None:
    """Undated acts get a range that ends at publication, and it says that no words say when (R21)."""
    (draft,) = dated(analysis_of(Part((KILLED,))), (0, "killed"))
    assert draft.when is not None
    assert (days(draft), draft.when.precision, draft.when.wording) == (UNKNOWN, "period", "")
    assert "no words say when" in draft.when.why
    assert draft.notes == ("time:unknown",)


def test_the_sentence_before_and_the_lead_lend_their_day() -> None:
    analysis = analysis_of(Part((KILLED_ON_FRIDAY, KILLED)), Part((KILLED,)))
    _, second, third = dated(analysis, (0, "killed"), (1, "killed"), (2, "killed"))
    assert (days(second), days(third)) == ("2018-11-09", "2018-11-09")
    assert second.when is not None and second.when.why.startswith("taken from the sentence before")
    assert third.when is not None and third.when.why.startswith("taken from the report's lead")
    assert "time:inherited" in second.notes


def test_a_lead_without_a_day_takes_the_next_sentence_s() -> None:
    first, _ = dated(analysis_of(Part((KILLED,)), Part((KILLED_ON_FRIDAY,))), (0, "killed"), (1, "killed"))
    assert days(first) == "2018-11-09"


@pytest.mark.parametrize("sentence", [HAD_KILLED, HAVE_KILLED])
def test_history_does_not_take_the_story_s_day(sentence: str) -> None:
    analysis = analysis_of(Part((KILLED_ON_FRIDAY, KILLED)), Part((KILLED,)), Part((sentence,)))
    draft = dated(analysis, (0, "killed"), (1, "killed"), (2, "killed"), (3, "killed"))[3]
    assert days(draft) == UNKNOWN


HELD_ON_SUNDAY = "Police>2:nsubj held/hold/VBD>0:root two>2:obj on>5:case Sunday>2:obl"


def test_violence_does_not_take_the_day_of_an_arrest() -> None:
    analysis = analysis_of(Part((HELD_ON_SUNDAY,)), Part((KILLED,)))
    held, killed = draft_at(analysis, 0, "held"), draft_at(analysis, 1, "killed")
    drafts = set_dates([replace(held, harm="detained"), killed], analysis, find_dates(analysis, load_times()))
    assert [days(draft) for draft in drafts] == [SUNDAY, UNKNOWN]


def test_a_noun_holds_the_date_before_it() -> None:
    sentence = (
        "Police>2:nsubj held/hold/VBD>0:root a>4:det suspect>2:obj in>9:case the>9:det 3>9:nummod May>9:compound "
        "robbery/robbery/NN>4:nmod"
    )
    (draft,) = dated(analysis_of(Part((sentence,))), (0, "held"))
    assert days(draft) == UNKNOWN


def test_the_report_s_own_date_is_no_act_s() -> None:
    story = "This>2:det story>0:root is>2:cop from>7:case 12>7:nummod November>7:compound 2018>2:nmod"
    (draft,) = dated(analysis_of(Part((story,)), Part((KILLED,))), (1, "killed"))
    assert days(draft) == UNKNOWN


def test_the_next_day_counts_from_the_story() -> None:
    _, draft = dated(analysis_of(Part((KILLED_ON_FRIDAY, NEXT_DAY))), (0, "killed"), (1, "killed"))
    assert days(draft) == "2018-11-10"


def post(sentence: str) -> Part:
    return Part((sentence,), BlockKind.POST, date(2018, 11, 11))


POSTS = [
    ("Squad>2:nsubj kills/kill/VBZ>0:root four>2:obj", "kills", SUNDAY),
    ("Until>2:case now>4:obl four>4:nsubj killed/kill/VBN>0:root", "killed", SUNDAY),
    ("This>2:det Friday>4:obl soldiers>4:nsubj wounded/wound/VBD>0:root four>4:obj", "wounded", "2018-11-09"),
    ("Soldiers>2:nsubj wounded/wound/VBD>0:root four>2:obj", "wounded", "2018-11-04/2018-11-11"),
]


@pytest.mark.parametrize(("sentence", "word", "expected"), POSTS)
def test_a_post_speaks_from_its_own_day(sentence: str, word: str, expected: str) -> None:
    (draft,) = dated(analysis_of(post(sentence)), (0, word))
    assert (days(draft), draft.as_of) == (expected, date(2018, 11, 11))


def test_a_post_of_another_day_has_no_part_in_the_story() -> None:
    analysis = analysis_of(Part((KILLED_ON_FRIDAY,)), post("Soldiers>2:nsubj wounded/wound/VBD>0:root four>2:obj"))
    _, draft = dated(analysis, (0, "killed"), (1, "wounded"))
    assert days(draft) == "2018-11-04/2018-11-11"
