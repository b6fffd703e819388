"""Read one report: the calls, in their order, and nothing else. Incidents and tolls are compiled above (record.py)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from recount.claims.doubts import raise_doubts
from recount.claims.draft import draft_claims
from recount.claims.extent import judge_extents
from recount.claims.figures import as_their_toll, bare_figures
from recount.claims.known import take_as_known
from recount.claims.late import mark_late
from recount.claims.motive import set_motives
from recount.claims.namelists import names_listed
from recount.claims.retold import tell_as_acts
from recount.claims.rivals import rival_figures
from recount.claims.scope import judge_scope
from recount.claims.settle import Settled, settle
from recount.claims.voice import name_voices, set_standings
from recount.claims.when import set_dates
from recount.claims.where import set_places
from recount.claims.wounds import tell_of_dead
from recount.find.acts import find_triggers
from recount.find.counts import find_numbers
from recount.find.dates import find_dates
from recount.find.hedges import find_hedges
from recount.find.parties import find_parties
from recount.find.places import countries_of, find_places, names_of
from recount.find.speech import find_speech
from recount.knowledge.acts import Acts, load_acts
from recount.knowledge.codebook import Codebook, load_codebook
from recount.knowledge.motives import MotiveFile, load_motives
from recount.knowledge.numbers import Numbers, load_numbers
from recount.knowledge.parties import PartyKnowledge, load_parties
from recount.knowledge.scope import Scope, load_scope
from recount.knowledge.speech import SpeechKnowledge, load_speech
from recount.knowledge.times import Times, load_times
from recount.language.analyse import analyse
from recount.language.pack import LanguagePack, head_of
from recount.model.analysis import Analysis
from recount.model.claim import Draft, SetAside
from recount.model.document import Document
from recount.model.head import Head
from recount.model.mention import Count, DateMention, Hedge, PlaceMention, Speech, Trigger
from recount.model.own import OwnFile
from recount.model.span import Span
from recount.places.gazetteer import Gazetteer, load_gazetteer
from recount.places.resolve import Home


@dataclass(frozen=True)
class Knowledge:
    """Everything that a reading looks up. Loaded once; the same for every report of one publisher."""

    acts: Acts
    numbers: Numbers
    parties: PartyKnowledge
    speech: SpeechKnowledge
    times: Times
    codebook: Codebook
    gazetteer: Gazetteer
    scope: Scope
    motives: MotiveFile
    home: Home | None = None  # the area of the report's publisher, where it is told


def load_knowledge(actors: OwnFile | None = None, codebook: OwnFile | None = None) -> Knowledge:
    """All knowledge of the English reader; with a user's own actors, and a codebook in the shipped one's place."""
    return Knowledge(
        acts=load_acts(),
        numbers=load_numbers(),
        parties=load_parties(actors),
        speech=load_speech(actors),
        times=load_times(),
        codebook=load_codebook(codebook),
        gazetteer=load_gazetteer(),
        scope=load_scope(),
        motives=load_motives(),
    )


def read_claims(document: Document, pack: LanguagePack, knowledge: Knowledge, threads: int = 1) -> Settled:
    """The claims of one report and what was set aside: a pure function of the document, the pack and the knowledge."""
    return claims_of(analyse(document, pack, threads), knowledge, head_of(pack, "claim"))


def claims_of(analysis: Analysis, knowledge: Knowledge, head: Head | None = None) -> Settled:
    """As `read_claims`, from a report that is analysed already; `head` is the pack's learned part, if it brings one."""
    return settled(drafts_of(analysis, knowledge), head)


@dataclass(frozen=True)
class Drafts:
    """What the rules read in one report, before a learned part has its say."""

    analysis: Analysis
    drafts: tuple[Draft, ...]
    counts: tuple[Count, ...]
    set_aside: tuple[SetAside, ...]
    triggers: tuple[Trigger, ...]


def settled(told: Drafts, head: Head | None) -> Settled:
    """The claims of what the rules read, some of them doubted by the learned part."""
    drafts = raise_doubts(told.drafts, told.analysis, head)
    return _with_harms(settle(told.analysis, drafts, told.counts, told.set_aside), told.triggers)


def drafts_of(analysis: Analysis, knowledge: Knowledge) -> Drafts:
    """What the rules alone read in a report that is analysed already."""
    dates = find_dates(analysis, knowledge.times)
    places = find_places(analysis, knowledge.gazetteer, home=knowledge.home)
    analysis = replace(analysis, countries=countries_of(places), places=names_of(places, analysis.document.text))
    numbered = find_numbers(analysis, knowledge.numbers, [d.span for d in dates if d.kind != "name"])
    counts = numbered.counts
    parties = find_parties(analysis, knowledge.parties)
    speech = find_speech(analysis, knowledge.speech)
    hedges = find_hedges(analysis, knowledge.speech)
    triggers = _no_dates(find_triggers(analysis, knowledge.acts), analysis, dates)
    drafted = draft_claims(
        analysis, triggers, counts, parties, knowledge.acts, knowledge.numbers, knowledge.parties, knowledge.codebook
    )
    mentions = _Mentions(dates, places, speech, hedges)
    figures = bare_figures(rival_figures(drafted.drafts, analysis, counts, speech), analysis, counts, knowledge.numbers)
    drafts = _told_apart(figures.drafts, analysis, mentions, knowledge)
    uncounted = [SetAside(span, reason) for span, reason in numbered.others]
    aside = (
        *drafted.set_aside,
        *figures.set_aside,
        *uncounted,
        *_figures_in_time(analysis.document, dates, drafts),
        *names_listed(analysis, drafts),
    )
    return Drafts(analysis, tuple(drafts), tuple(counts), aside, tuple(triggers))


@dataclass(frozen=True, slots=True)
class _Mentions:
    """What was found in one report that drafts are settled by."""

    dates: tuple[DateMention, ...]
    places: tuple[PlaceMention, ...]
    speech: tuple[Speech, ...]
    hedges: tuple[Hedge, ...]


def _told_apart(
    drafts: Sequence[Draft], analysis: Analysis, mentions: _Mentions, knowledge: Knowledge
) -> tuple[Draft, ...]:
    """The drafts with time, place, speakers and standing. Acts that are only told may lean on the others ("was charged
    over Monday's killing"), and the others never on them."""
    only = knowledge.codebook.told_only
    main = _judged([d for d in drafts if d.act not in only], analysis, mentions, knowledge)
    if len(main) == len(drafts):
        return main
    return (*main, *(d for d in _judged(drafts, analysis, mentions, knowledge) if d.act in only))


def _judged(
    drafts: Sequence[Draft], analysis: Analysis, mentions: _Mentions, knowledge: Knowledge
) -> tuple[Draft, ...]:
    dated = set_dates(drafts, analysis, mentions.dates)
    dated = mark_late(dated, analysis, mentions.dates)
    drafts = as_their_toll(set_places(dated, analysis, mentions.places, knowledge.gazetteer))
    drafts = set_motives(drafts, analysis, knowledge.motives)
    drafts = tell_as_acts(drafts, analysis)
    drafts = name_voices(drafts, analysis, mentions.speech)
    drafts = set_standings(drafts, analysis, mentions.hedges, mentions.speech)
    drafts = take_as_known(tell_of_dead(drafts, analysis), analysis)
    drafts = judge_extents(drafts, analysis, mentions.dates)
    return judge_scope(drafts, analysis, knowledge.scope, knowledge.parties)


def _no_dates(triggers: Sequence[Trigger], analysis: Analysis, dates: Sequence[DateMention]) -> list[Trigger]:
    """The triggers that are no words of time: the month of March is no demonstration. Words of time inside a longer
    wording leave it ("received a two-year sentence")."""
    times = [d.span for d in dates if d.kind != "name"]
    return [t for t in triggers if not any(span.overlaps(_head_of(t, analysis)) for span in times)]


def _head_of(trigger: Trigger, analysis: Analysis) -> Span:
    token = analysis.sentences[trigger.sentence].tokens[trigger.token]
    return Span(token.start, token.end)


def _with_harms(settled: Settled, triggers: Sequence[Trigger]) -> Settled:
    """What was set aside with the harm that its words would tell of, so that a person can look at those first."""
    harms = {trigger.span: trigger.harm for trigger in triggers if trigger.harm is not None}
    return replace(settled, set_aside=tuple(replace(a, harm=harms.get(a.span)) for a in settled.set_aside))


def _figures_in_time(document: Document, dates: Sequence[DateMention], drafts: Sequence[Draft]) -> list[SetAside]:
    """Figures inside words of time that date no act ("32 weeks", "Bloody Sunday 1972"): seen, and no count."""
    used = {draft.when.wording for draft in drafts if draft.when is not None}
    told = [d.span for d in dates if d.span.of(document.text) not in used]
    return [SetAside(s, "words of time, not a count") for s in told if re.search(r"\d", s.of(document.text))]
