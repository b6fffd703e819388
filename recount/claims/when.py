"""When a claim's act happened: the words that govern it, else a neighbour's, else no more than "before the report".

The day of publication is never taken for the day of the act (R20); where no words say when, the range ends there (R21).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from recount.claims.date_ties import (
    Scene,
    Tie,
    clause_of,
    holder_of,
    is_bound,
    is_dateline,
    is_said,
    is_set_apart,
    ties_of,
)
from recount.find.reach import Reach
from recount.knowledge.times import ClaimWords, load_times
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.claim import ROUGH, Draft
from recount.model.document import BlockKind
from recount.model.mention import DateMention, When

_DAYS_BEFORE_REPORT = 7  # of 1,299 UCDP-coded reports 75 % are of the day of the event or the next
_SENTENCES_BACK = 2  # how far before a sentence, in its block, a date may still stand for it
_LEAD = 14  # sentences of title and paragraphs in which a report says when its story happened
_STORY_DAYS = 31  # a first date older than this before the report is history, not its story
_STORY_APART = 7  # days before the story: what is dated farther back is no part of it
_A_YEAR = (date(2000, 1, 1), date(2000, 12, 31))  # its ends, to see whether words reach the same day from both
_LONG_WAY = 2  # the cost of a date that is of another act, which led to this one
_PERFECT_LEAD = 3  # sentences in which "have been killed" is the news and not a running history
_CUSTODY = ("detained", "released")  # harms that follow on acts of violence and are not their day's
_LASTING = ("detained", "missing", "abducted")  # harms that are states of those whom they are told of
_UNDATED = frozenset(("time:set", "time:vague"))  # habits and "years ago" have no day to look for (R23, R25)
_NOTE = {"since": "time:since", "set": "time:set", "vague": "time:vague", "range": "time:period"}


@dataclass(frozen=True)
class _Report:
    """One report's dates and acts by sentence, and the words that part times."""

    analysis: Analysis
    words: ClaimWords
    dates: dict[int, list[DateMention]]
    acts: dict[int, set[int]]
    bases: dict[DateMention, date | None]  # the story's day before each date, for "the next day"
    days: dict[int, When | None] = field(default_factory=dict)
    own: dict[int, list[When]] = field(default_factory=dict)  # the days that words of each sentence give its acts

    def scene(self, sentence: Sentence) -> Scene:
        return Scene(sentence, self.acts.get(sentence.index, set()), self.words)

    def told(self, sentence: Sentence) -> date | None:
        """The date from which a sentence speaks: its post's, else the report's."""
        return self.analysis.block_of(sentence).dated or self.analysis.document.published

    def in_post(self, sentence: Sentence) -> bool:
        return self.analysis.block_of(sentence).kind is BlockKind.POST


def set_dates(drafts: Sequence[Draft], analysis: Analysis, dates: Sequence[DateMention]) -> tuple[Draft, ...]:
    """The drafts with `as_of` and `when`, each with its reason, and a `time:` note where the time is no plain day."""
    report = _report(drafts, analysis, dates)
    dated = [_date_own(draft, report) for draft in drafts]
    for draft in dated:
        is_day = draft.when is not None and draft.when.precision == "day" and _is_fresh(draft.when, draft.as_of)
        if draft.when is not None and is_day and "time:since" not in draft.notes:
            report.own.setdefault(draft.sentence, []).append(draft.when)
    stories = _stories(dated, report)
    dated = _date_as_the_same_act(dated, stories, analysis)
    told = (_date_from_others(draft, stories.of(draft), report) for draft in dated)
    return _with_their_sentence([_apart_from_story(draft, stories.of(draft)) for draft in told])


def _report(drafts: Iterable[Draft], analysis: Analysis, dates: Iterable[DateMention]) -> _Report:
    by_sentence: dict[int, list[DateMention]] = {}
    for mention in dates:
        if not is_dateline(analysis.sentences[mention.sentence], mention):
            by_sentence.setdefault(mention.sentence, []).append(mention)
    acts: dict[int, set[int]] = {}
    for draft in drafts:
        acts.setdefault(draft.sentence, set()).add(draft.trigger)
    report = _Report(analysis, load_times().claims, by_sentence, acts, {})
    _follow_the_story(report)
    return report


def _follow_the_story(report: _Report) -> None:
    """Notes for each date the last day told before it, or the last year for what asks for no more ("in May that year");
    a post has a story of its own."""
    days: dict[int | None, date | None] = {}
    years: dict[int | None, date | None] = {}
    for sentence in report.analysis.sentences:
        story = sentence.block if report.in_post(sentence) else None
        here: date | None = None  # a day of saying counts inside its own sentence only
        for mention in report.dates.get(sentence.index, []):
            base = report.bases[mention] = years.get(story) if _is_of_a_year(mention) else here or days.get(story)
            when = mention.resolve(base if mention.kind == "relative" else report.told(sentence), True)
            if when is not None and when.start.year == when.end.year:
                years[story] = when.start
            if when is None or when.precision != "day":
                continue
            here = when.start
            if not is_said(report.scene(sentence), mention):
                days[story] = when.start


def _is_of_a_year(mention: DateMention) -> bool:
    """Whether words told from the story's own time need no more of it than its year: "in September that year"."""
    if mention.kind != "relative":
        return False
    first, last = (mention.resolve(day, True) for day in _A_YEAR)
    return first is not None and last is not None and (first.start, first.end) == (last.start, last.end)


# --- a draft's own words


def _date_own(draft: Draft, report: _Report) -> Draft:
    sentence = report.analysis.sentences[draft.sentence]
    draft = replace(draft, as_of=report.told(sentence))
    act = sentence.tokens[draft.trigger]
    for found in ties_of(report.scene(sentence), act, report.dates.get(sentence.index, [])):
        if draft.harm == "released" and found.cost >= _LONG_WAY:
            continue  # "freed after being kidnapped on Friday"
        tie = _from_its_beginning(found, draft, sentence, report)
        if tie.mention.kind == "set":
            draft = _noted(draft, "time:set") if tie.of_the_act else draft
            continue
        when = _resolved(tie, sentence, act, report)
        if when is not None and _lasts(draft) and (tie.since or tie.mention.kind == "since"):
            return replace(draft, when=_begun(when))
        if when is not None:
            return _noted(replace(draft, when=when), ROUGH if _is_once(tie, draft, sentence) else _note(tie, when))
        if tie.mention.kind == "vague":
            draft = _noted(draft, "time:vague")
    return draft


def _is_once(tie: Tie, draft: Draft, sentence: Sentence) -> bool:
    """ "The group recently executed four nurses": one act, at a time known roughly; "have recently been killed" and
    "dozens were recently killed" may be of many."""
    if draft.count_wording is not None and draft.count_low != draft.count_high:
        return False
    near, clause = Reach(sentence, frozenset()), clause_of(sentence, sentence.tokens[draft.trigger])
    wording = " ".join(t.text.lower() for t in sentence.within(tie.mention.span))
    return wording in load_times().claims.once and near.is_past(clause) and not near.has_perfect(clause)


def _from_its_beginning(tie: Tie, draft: Draft, sentence: Sentence, report: _Report) -> Tie:
    """The day on which unrest began, longer ago than news, is not the day of its dead: they are told since then."""
    told = report.told(sentence)
    if not tie.begun or draft.harm is None or draft.count_high == 1 or told is None:
        return tie
    when = _when(tie.mention, sentence, report, True)
    is_old = when is not None and (told - when.start).days > _DAYS_BEFORE_REPORT
    return replace(tie, since=True) if is_old else tie


def _lasts(draft: Draft) -> bool:
    """ "He has been detained since May": one person's state that goes on, not a total over a time."""
    return draft.harm in _LASTING and draft.count_high == 1


def _begun(when: When) -> When:
    """The day on which a state began that has lasted since."""
    return replace(when, end=when.start, precision="day", why=f"it began then and has lasted since: {when.why}")


def _note(tie: Tie, when: When) -> str | None:
    if tie.since:
        return "time:since"
    return _NOTE.get(tie.mention.kind) or ("time:period" if when.precision == "period" else None)


def _noted(draft: Draft, note: str | None) -> Draft:
    return draft if note is None or note in draft.notes else replace(draft, notes=(*draft.notes, note))


def _resolved(tie: Tie, sentence: Sentence, act: Token, report: _Report) -> When | None:
    """The date of a tie, for this act's tense; nothing that lies after the telling of what has been."""
    own_noun = tie.of_the_act and act.upos in ("NOUN", "PROPN")  # "the massacre of 16 March will be tried"
    past = own_noun or tells_the_past(sentence, act, report.words)
    when = _when(tie.mention, sentence, report, past)
    anchor = report.told(sentence)
    if when is None or (past and anchor is not None and when.start > anchor + timedelta(days=1)):
        return None
    if tie.cost and _is_the_report_s(tie.mention, when, sentence, report):
        return None
    if tie.since and anchor is not None and tie.mention.kind != "since":
        why = f"from '{when.wording}' up to the day of telling, as 'since' says: {when.why}"
        return replace(when, end=max(anchor, when.start), precision="period", why=why)
    return when


def _when(mention: DateMention, sentence: Sentence, report: _Report, past: bool) -> When | None:
    return mention.resolve(report.bases.get(mention) if mention.kind == "relative" else report.told(sentence), past)


def tells_the_past(sentence: Sentence, token: Token, words: ClaimWords) -> bool:
    """Whether the clause of `token` tells of what has been or is; only "will" and its like tell of what is to come."""
    helpers = sentence.children(clause_of(sentence, token), "aux")
    return not any(helper.lemma.lower() in words.future or helper.text.lower() in words.future for helper in helpers)


# --- from other sentences


@dataclass(frozen=True)
class _Story:
    """What the report is about: its first dated act, as told in sentence `sentence`."""

    when: When
    sentence: int


@dataclass(frozen=True)
class _Stories:
    """A report's violence and the custody that it tells of have days of their own."""

    violence: _Story | None
    custody: _Story | None
    release: _Story | None

    def of(self, draft: Draft) -> _Story | None:
        """The story that a draft is part of. An arrest may be of the day of the violence, never the other way; a
        release comes after what it ends, and is of no other day than a release's."""
        if draft.harm == "released":
            return self.release
        return (self.custody or self.violence) if draft.harm in _CUSTODY else self.violence


def _stories(drafts: Sequence[Draft], report: _Report) -> _Stories:
    """The first dated acts of the report's lead, or its first date where no act has one."""
    lead = {sentence.index for sentence in _lead(report)}
    told = [d for d in drafts if d.sentence in lead and "time:since" not in d.notes]
    fresh = [d for d in told if d.when is not None and _is_fresh(d.when, d.as_of)]
    custody = _first(draft for draft in fresh if draft.harm == "detained")
    release = _first(draft for draft in fresh if draft.harm == "released")
    violence = _first(draft for draft in fresh if draft.harm not in _CUSTODY)
    return _Stories(violence or (None if custody else _first_day(report)), custody, release)


def _apart_from_story(draft: Draft, story: _Story | None) -> Draft:
    """A note on a draft whose own words put it well before the report's story: another incident (R24)."""
    when = draft.when
    if story is None or when is None or not when.wording or "time:inherited" in draft.notes:
        return draft
    is_earlier = when.end < story.when.start - timedelta(days=_STORY_APART) and draft.sentence > story.sentence
    return _noted(draft, "time:before") if is_earlier else draft


def _with_their_sentence(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """What has no time of its own beside an act of another time is told with it ("seized in May and beaten")."""
    earlier = {d.sentence for d in drafts if "time:before" in d.notes}
    return tuple(_noted(d, "time:before") if d.sentence in earlier and "time:unknown" in d.notes else d for d in drafts)


def _date_as_the_same_act(drafts: Sequence[Draft], stories: _Stories, analysis: Analysis) -> list[Draft]:
    """A report without a fresh story looks back: what it tells undated of an act is of the one day that another
    sentence names that act by ("the 15 April bombing")."""
    if stories.violence is not None:
        return list(drafts)
    days: dict[str, list[Draft]] = {}
    acts: dict[int, set[str]] = {}
    for draft in drafts:
        if draft.harm is None:
            acts.setdefault(draft.sentence, set()).add(draft.entry)
            is_name = _names_an_act(analysis.sentences[draft.sentence], draft.trigger)
            if draft.when is not None and draft.when.precision == "day" and is_name:
                days.setdefault(draft.entry, []).append(draft)
    return [
        _as_the_same_act(d, [o for act in sorted(acts.get(d.sentence, ())) for o in days.get(act, ())]) for d in drafts
    ]


def _names_an_act(sentence: Sentence, trigger: int) -> bool:
    """A noun by either of its tags: "the 2013 bombing" is at times a verb by one."""
    act = sentence.tokens[trigger]
    return act.upos in ("NOUN", "PROPN") or act.xpos.startswith("NN")


def _as_the_same_act(draft: Draft, named: Sequence[Draft]) -> Draft:
    days = [other.when for other in named if other.when is not None and other.sentence != draft.sentence]
    is_apart = draft.harm in _CUSTODY or not _UNDATED.isdisjoint(draft.notes)
    if draft.when is not None or is_apart or len({when.start for when in days}) != 1 or len(days) < len(named):
        return draft
    why = f"taken from another sentence that names the same act: {days[0].why}"
    return _noted(replace(draft, when=replace(days[0], time=None, why=why)), "time:inherited")


def _first(drafts: Iterable[Draft]) -> _Story | None:
    return next((_Story(draft.when, draft.sentence) for draft in drafts if draft.when is not None), None)


def _first_day(report: _Report) -> _Story | None:
    """The first day that a main clause of the lead tells of, whatever its act."""
    for sentence in _lead(report):
        when = _day_of(sentence, report)
        if when is not None and _is_fresh(when, report.told(sentence)):
            return _Story(when, sentence.index)
    return None


def _lead(report: _Report) -> list[Sentence]:
    """The first sentences of the title and the paragraphs."""
    kinds = (BlockKind.TITLE, BlockKind.PARAGRAPH)
    return [s for s in report.analysis.sentences if report.analysis.block_of(s).kind in kinds][:_LEAD]


def _is_fresh(when: When, told: date | None) -> bool:
    """A day (or a few) that lies shortly before the telling; without a date of telling, any day."""
    if (when.end - when.start).days > _DAYS_BEFORE_REPORT:
        return False
    return told is None or timedelta(0) <= told - when.start <= timedelta(days=_STORY_DAYS)


def _day_of(sentence: Sentence, report: _Report) -> When | None:
    """The one day that a sentence's main clause tells of, whatever its act."""
    if sentence.index not in report.days:
        report.days[sentence.index] = _find_day(sentence, report)
    return report.days[sentence.index]


def _find_day(sentence: Sentence, report: _Report) -> When | None:
    scene, found = report.scene(sentence), []
    main = [sentence.root]
    if sentence.root.lemma.lower() in report.words.speech:
        main = sentence.children(sentence.root, "ccomp", "parataxis")
    main = [verb for verb in main if not _is_earlier(sentence, verb)]
    for mention in report.dates.get(sentence.index, []):
        if mention.kind in ("point", "relative") and any(ties_of(scene, act, [mention]) for act in main):
            when = _when(mention, sentence, report, True)
            if when is not None and when.precision == "day" and not _is_the_report_s(mention, when, sentence, report):
                found.append(when)
    return found[0] if len({when.start for when in found}) == 1 else None


def _is_earlier(sentence: Sentence, verb: Token) -> bool:
    """ "A court had freed him on Wednesday": what "had" happened is before the story."""
    return any(helper.text.lower() == "had" for helper in sentence.children(verb, "aux"))


def _is_the_report_s(mention: DateMention, when: When, sentence: Sentence, report: _Report) -> bool:
    """ "This story is from 3 May 2014": the day of publication, told in full, dates the report and no act."""
    return when.start == report.told(sentence) and mention.resolve(None, True) is not None


def _date_from_others(draft: Draft, story: _Story | None, report: _Report) -> Draft:
    if draft.when is not None or not _UNDATED.isdisjoint(draft.notes):
        return draft
    sentence = report.analysis.sentences[draft.sentence]
    act = sentence.tokens[draft.trigger]
    said = _said_on(sentence, report)
    when = _of_the_post(sentence, act, report) if report.in_post(sentence) else None
    if when is None and _may_inherit(sentence, act, story, report):
        when = _from_before(sentence, report) or _from_story(draft, story, report)
        when = None if when is not None and said is not None and when.start > said.start else when
    if when is not None:
        return _noted(replace(draft, when=when), "time:inherited")
    if draft.harm is None and _is_under_earlier(sentence, act, report):
        draft = _noted(draft, "time:before")
    return _noted(replace(draft, when=_before_telling(draft.as_of, said, report.in_post(sentence))), "time:unknown")


def _is_under_earlier(sentence: Sentence, act: Token, report: _Report) -> bool:
    """ "A film last year showed him at a protest": the act hangs under words of a time well before the telling."""
    above, told = {token.i for token in sentence.ancestors(act)}, report.told(sentence)
    for mention in report.dates.get(sentence.index, []):
        when = _when(mention, sentence, report, True)
        if when is None or told is None or is_bound(report.scene(sentence), mention):
            continue
        earlier, scene = when.end < told - timedelta(days=_STORY_DAYS), report.scene(sentence)
        if earlier and holder_of(scene, mention).i in above and not is_said(scene, mention):
            return True
    return False


def _said_on(sentence: Sentence, report: _Report) -> When | None:
    """The day on which a speaker of the sentence said so: the act is not later."""
    for mention in report.dates.get(sentence.index, []):
        if mention.kind == "point" and is_said(report.scene(sentence), mention):
            when = _when(mention, sentence, report, True)
            if when is not None and when.precision == "day":
                return when
    return None


def _has_another_s_date(sentence: Sentence, report: _Report) -> bool:
    """Whether the sentence dates an act that is not this one, so that the report's own day hardly fits."""
    dated = [m for m in report.dates.get(sentence.index, []) if m.kind in ("point", "range", "relative", "since")]
    return any(not is_said(report.scene(sentence), mention) for mention in dated)


def _may_inherit(sentence: Sentence, act: Token, story: _Story | None, report: _Report) -> bool:
    """Not what is told as earlier than the story ("had killed"), nor a history ("have killed") below the lead."""
    if _has_another_s_date(sentence, report) or is_set_apart(report.scene(sentence), act):
        return False
    verb = clause_of(sentence, act)
    helpers = {helper.text.lower() for helper in sentence.children(verb, "aux", "aux:pass")}
    head = sentence.head(verb)
    reported = verb.dep == "ccomp" and head is not None and head.lemma.lower() in report.words.speech
    if "had" in helpers:
        return reported
    if not helpers.isdisjoint(("has", "have", "'ve", "’ve")) and not report.in_post(sentence):
        return sentence.index < _PERFECT_LEAD or (story is not None and sentence.index <= story.sentence + 1)
    return tells_the_past(sentence, act, report.words)


def _from_before(sentence: Sentence, report: _Report) -> When | None:
    """The day of a sentence shortly before, in the same block."""
    for index in range(sentence.index - 1, sentence.index - 1 - _SENTENCES_BACK, -1):
        if index < 0 or report.analysis.sentences[index].block != sentence.block:
            return None
        when = _day_of(report.analysis.sentences[index], report) or _day_of_acts(report.own.get(index, []))
        if when is not None:
            return replace(when, time=None, why=f"taken from the sentence before: {when.why}")
    return None


def _day_of_acts(own: Sequence[When]) -> When | None:
    """The one day that the words of a sentence give its acts."""
    return own[0] if len({when.start for when in own}) == 1 else None


def _from_story(draft: Draft, story: _Story | None, report: _Report) -> When | None:
    """The report's own story; a post has part in it only if it was posted then."""
    sentence = report.analysis.sentences[draft.sentence]
    if story is None or story.sentence == sentence.index:
        return None  # a date of its own sentence that it could not take is another act's
    told = report.told(sentence)
    if report.in_post(sentence) and (told is None or not timedelta(0) <= told - story.when.start <= timedelta(days=1)):
        return None
    place = "a sentence after, the report's first dated act" if story.sentence > sentence.index else "the report's lead"
    return replace(story.when, time=None, why=f"taken from {place}: {story.when.why}")


def _of_the_post(sentence: Sentence, act: Token, report: _Report) -> When | None:
    """A post's own day, for what it tells as happening or as just done."""
    day = report.analysis.block_of(sentence).dated
    if day is None or not _is_of_the_moment(sentence, act, report.words):
        return None
    why = "no words say when; the post tells of the moment, so it is the post's own day"
    return When(day, day, "day", "", None, why)


def _is_of_the_moment(sentence: Sentence, act: Token, words: ClaimWords) -> bool:
    verb = clause_of(sentence, act)
    helpers = sentence.children(verb, "aux", "cop")
    verbs = helpers or [verb]
    present = any(v.xpos in ("VBZ", "VBP") for v in verbs) and not any(v.lemma.lower() in words.future for v in verbs)
    told = " ".join(token.text.lower() for token in sentence)
    return present or any(f" {near} " in f" {told} " for near in words.near)


def _before_telling(told: date | None, said: When | None, post: bool) -> When | None:
    """No more than that it was before the report: a range that ends with it, or when it was said (R21)."""
    if told is None:
        return None
    end = min(told, said.end) if said is not None else told
    last = "the day of the post" if post else "the day of publication"
    if said is not None and end < told:
        last = f"when it was said, '{said.wording}'"
    why = f"no words say when; at the latest {last} (R21)"
    return When(end - timedelta(days=_DAYS_BEFORE_REPORT), end, "period", "", None, why)
