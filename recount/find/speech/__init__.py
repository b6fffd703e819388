"""Who says what: direct and indirect quotation, attributed to named speakers over sentences, paragraphs and posts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from recount.find.speech.quotations import Quotation, find_quotations
from recount.find.speech.sayings import Saying, find_sayings
from recount.find.speech.sources import Source, Sources
from recount.knowledge.speech import SpeechKnowledge
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.document import BlockKind
from recount.model.mention import Speaker, Speech
from recount.model.span import Span

_FARTHEST_CUE = 7  # tokens after a closing mark within which "the mayor lamented" must stand
_FARTHEST_PARAGRAPH = 3  # blocks back to which a quotation without its own words of saying may look for its speaker


@dataclass(frozen=True, slots=True)
class _Told:
    """A saying with its source resolved."""

    sentence: Sentence
    saying: Saying
    source: Source
    speech: Speech


def find_speech(analysis: Analysis, knowledge: SpeechKnowledge) -> tuple[Speech, ...]:
    """Every speech of the report, in the order of its words; of two with the same words the outer one first."""
    sources = Sources(analysis, knowledge)
    quotations = find_quotations(analysis.document)
    told: list[_Told] = []
    last: dict[int, Source | None] = {}
    for sentence in analysis.sentences:
        last[sentence.index] = sources.last(sentence)
        told.extend(_tell(sentence, analysis, knowledge, sources, quotations))
    speeches = _Quoter(analysis, knowledge, quotations, told, last, sources).attach()
    speeches.extend(_posts(analysis, sources))
    cited = {t.saying.cue_span for t in told if t.saying.entry.source == "object"}
    return tuple(sorted(speeches, key=lambda s: _order(s, s.cue in cited)))


def _order(speech: Speech, is_cited: bool) -> tuple[int, int, bool, int]:
    """By the words said; of the same words the one who cites before the one who is cited."""
    first = speech.content[0]
    return first.start, -first.end, is_cited, speech.cue.start if speech.cue is not None else -1


def _posts(analysis: Analysis, sources: Sources) -> list[Speech]:
    """What the author of each post says: the whole of it, around all that he quotes."""
    found = []
    for block in analysis.document.blocks:
        if block.kind is BlockKind.POST:
            name = block.author or block.handle or "account"
            kind = "media" if sources.kind_of_name(name) == "media" else "account"
            found.append(Speech((block.span,), None, None, Speaker(name, kind), "says", False))
    return found


def _tell(
    sentence: Sentence,
    analysis: Analysis,
    knowledge: SpeechKnowledge,
    sources: Sources,
    quotations: Sequence[Quotation],
) -> list[_Told]:
    """The sayings of a sentence with their speakers; who spoke is remembered for the pronouns that follow."""
    block = analysis.block_of(sentence)
    if block.kind is BlockKind.METADATA:
        return []
    found: list[_Told] = []
    sayings = find_sayings(sentence, knowledge, block.kind is BlockKind.TITLE)
    spoke = False
    for saying in sayings:
        if saying.source.text.lower() in knowledge.file.pronouns.self:
            continue
        source = sources.name(sentence, saying.source)
        speech = Speech(saying.content, saying.cue_span, source.span, source.speaker, saying.entry.attitude, False)
        found.append(_Told(sentence, saying, source, speech))
        if _is_outermost(saying, sayings, quotations):
            sources.remember(sentence, source)
            spoke = True
    if not spoke:
        _remember_subject(sentence, sources, quotations)
    return found


def _is_outermost(saying: Saying, sayings: Sequence[Saying], quotations: Sequence[Quotation]) -> bool:
    """Whether nobody else says that this one says so: a speaker inside another's words is not who spoke last."""
    cue = saying.cue_span
    if any(q.span.holds(cue) for q in quotations):
        return False
    return not any(c.holds(cue) for other in sayings if other is not saying for c in other.content)


def _remember_subject(sentence: Sentence, sources: Sources, quotations: Sequence[Quotation]) -> None:
    """A person whom a sentence is about may be the "he" of the next; who issued a statement speaks in it."""
    subject = sentence.child(sentence.root, "nsubj")
    if subject is None or any(q.span.overlaps(sentence.span) for q in quotations):
        return
    issued = sentence.child(sentence.root, "obj")
    papers = sources.knowledge.file.papers.words
    source = sources.name(sentence, subject)
    if source.person or (issued is not None and issued.lemma.lower() in papers):
        sources.remember(sentence, source)


class _Quoter:
    """Joins quotations with the sayings that belong to them, and finds the speakers of those that have none."""

    def __init__(
        self,
        analysis: Analysis,
        knowledge: SpeechKnowledge,
        quotations: Sequence[Quotation],
        told: Sequence[_Told],
        last: dict[int, Source | None],
        sources: Sources,
    ) -> None:
        self.analysis = analysis
        self.knowledge = knowledge
        self.quotations = quotations
        self.told = list(told)
        self.last = last
        self.sources = sources

    def attach(self) -> list[Speech]:
        """All speeches, those with content in quotation marks widened to the whole quotation."""
        widened: dict[int, Speech] = {k: t.speech for k, t in enumerate(self.told)}
        loose: list[Speech] = []
        previous: tuple[Quotation, Speaker] | None = None
        for chain in self._chains():
            places = [place for q in chain if (place := self._saying_of(q)) is not None]
            if places:
                for quotation in chain:
                    widened[places[0]] = _widen(widened[places[0]], quotation.span)
                previous = (chain[-1], widened[places[0]].speaker)
                continue
            speech = self._beside(chain[-1]) or self._continuing(chain[0], previous)
            if speech is not None:
                loose.append(replace(speech, content=tuple(q.span for q in chain)))
                previous = (chain[-1], speech.speaker)
        return [s for s in [*widened.values(), *loose] if s.content]

    def _chains(self) -> list[list[Quotation]]:
        """The quotations that are speech; those that run on over paragraphs together."""
        chains: list[list[Quotation]] = []
        for quotation in self.quotations:
            if quotation.continues and chains and not chains[-1][-1].closed:
                chains[-1].append(quotation)
            elif self._is_speech(quotation):
                chains.append([quotation])
        return chains

    def _is_speech(self, quotation: Quotation) -> bool:
        words = quotation.span.of(self.analysis.document.text).split()
        return len(words) >= self.knowledge.file.least_quoted_words or not quotation.closed

    def _saying_of(self, quotation: Quotation) -> int | None:
        """The saying outside the marks whose sentence holds them or stands right beside them."""
        sentences = self._sentences(quotation)
        fitting = []
        for k, one in enumerate(self.told):
            cue = one.saying.cue_span
            if quotation.span.overlaps(cue) or one.sentence.block != quotation.block:
                continue
            shared = sum(_shared(c, quotation.span) for c in one.saying.content)
            inside = one.sentence.index in sentences
            bare = not one.saying.content and (inside or self._touches(one, quotation))
            if shared or bare:
                fitting.append((-(shared > 0), _gap(cue, quotation.span), k))
        return min(fitting)[2] if fitting else None

    def _touches(self, one: _Told, quotation: Quotation) -> bool:
        """The saying's sentence ends right before the marks with a colon, or starts right after them."""
        text = self.analysis.document.text
        before, after = text[one.sentence.end : quotation.span.start], text[quotation.span.end : one.sentence.start]
        if one.sentence.end <= quotation.span.start:
            ends = one.sentence.span.of(text).rstrip(" \"“'`").endswith((":", ","))
            return ends and len(before.strip()) <= 2
        return quotation.span.end <= one.sentence.start and len(after.strip(" \n'\"”’,.")) == 0

    def _sentences(self, quotation: Quotation) -> set[int]:
        return {s.index for s in self.analysis.in_block(quotation.block) if s.span.overlaps(quotation.span)}

    def _beside(self, quotation: Quotation) -> Speech | None:
        """ "...," the mayor lamented: any verb with a speaker for its subject, right after the closing mark."""
        for sentence in self.analysis.in_block(quotation.block):
            after = [t for t in sentence if t.start >= quotation.span.end and t.upos != "PUNCT"][:_FARTHEST_CUE]
            if not after or after[0].start - quotation.span.end > 4:
                continue
            verb = next((t for t in after if t.upos == "VERB" and sentence.child(t, "nsubj") is not None), None)
            subject = sentence.child(verb, "nsubj") if verb is not None else None
            if verb is None or subject is None or not self._ends_clause(quotation):
                return None
            if any(t.upos in ("SCONJ", "CCONJ", "ADP") for t in after[:1]) or subject.start < quotation.span.end:
                return None
            return self._said_by(sentence, verb, subject, quotation)
        return None

    def _ends_clause(self, quotation: Quotation) -> bool:
        text = self.analysis.document.text
        edge = text[quotation.span.end - 2 : quotation.span.end + 3]
        return any(mark in edge for mark in ",?!")

    def _said_by(self, sentence: Sentence, verb: Token, subject: Token, quotation: Quotation) -> Speech | None:
        source = self.sources.name(sentence, subject)
        if source.speaker.kind == "unnamed" and not source.known:
            return None
        return Speech((quotation.span,), Span(verb.start, verb.end), source.span, source.speaker, "says", True)

    def _continuing(self, quotation: Quotation, previous: tuple[Quotation, Speaker] | None) -> Speech | None:
        """A quotation without words of saying: the speaker of the one before, or who spoke last in this voice."""
        sentence = next((s for s in self.analysis.in_block(quotation.block) if s.span.overlaps(quotation.span)), None)
        if sentence is None:
            return None
        if quotation.span.start - sentence.start > 2:
            return None  # words inside somebody's sentence, held in marks
        if previous is not None and previous[0].block == quotation.block:
            return Speech((quotation.span,), None, None, previous[1], "says", True)
        source = self.last.get(sentence.index)
        if source is None or not self._is_near(source, quotation):
            return None
        return Speech((quotation.span,), None, None, source.speaker, "says", True)

    def _is_near(self, source: Source, quotation: Quotation) -> bool:
        """Whether only posts and a few paragraphs stand between."""
        block = self.analysis.document.block_at(source.span.start)
        if block is None:
            return False
        between = self.analysis.document.blocks[block + 1 : quotation.block]
        return sum(b.kind is BlockKind.PARAGRAPH for b in between) < _FARTHEST_PARAGRAPH


def _widen(speech: Speech, span: Span) -> Speech:
    """The speech with a whole quotation in its content."""
    kept = [c for c in speech.content if not c.overlaps(span)]
    joined = span
    for content in speech.content:
        if content.overlaps(span):
            joined = joined.join(content)
    return replace(speech, content=tuple(sorted([*kept, joined])), quoted=True)


def _shared(first: Span, second: Span) -> int:
    return max(0, min(first.end, second.end) - max(first.start, second.start))


def _gap(first: Span, second: Span) -> int:
    return max(0, first.start - second.end, second.start - first.end)
