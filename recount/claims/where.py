"""Where each claim's event took place: by syntax, by its sentence, or carried from what the report said before.

Never the speaker's seat, or where the fire came from (that is the claim's `origin`), and the dateline only where a
report tells of no place. Each place says in `why` how it came to the claim.
"""

from collections.abc import Sequence

from recount.claims.where_carried import set_carried
from recount.claims.where_named import set_named
from recount.claims.where_report import Told, home_of, lead_place, not_of_the_doers, place_of_dateline, with_namesakes
from recount.model.analysis import Analysis
from recount.model.claim import Draft
from recount.model.mention import PlaceMention
from recount.places.gazetteer import Gazetteer


def set_places(
    drafts: Sequence[Draft], analysis: Analysis, places: Sequence[PlaceMention], gazetteer: Gazetteer
) -> tuple[Draft, ...]:
    """The drafts with `where` and `origin` as far as the report says, and a note where the place was carried."""
    by_sentence: dict[int, list[PlaceMention]] = {}
    for mention in with_namesakes(places, analysis.document.text):
        by_sentence.setdefault(mention.sentence, []).append(mention)
    triggers: dict[int, set[int]] = {}
    for draft in drafts:
        triggers.setdefault(draft.sentence, set()).add(draft.trigger)
    named = [set_named(d, analysis, by_sentence.get(d.sentence, []), triggers[d.sentence]) for d in drafts]
    spoken = not_of_the_doers(places, drafts, analysis)
    home = home_of(spoken, gazetteer)
    seats = {mention.span for mention in places} - {mention.span for mention in spoken}
    lead = lead_place(analysis, by_sentence, home.best.country if home else None, seats)
    told = Told(analysis, by_sentence, home, lead, place_of_dateline(places, analysis))
    return tuple(set_carried(draft, named, told) for draft in named)
