"""recount: reads reports of political violence, keeps every claim with its words, and counts again.

    >>> import recount
    >>> reading = recount.read(text, published=date(2024, 5, 6))
    >>> recount.record_json(reading)

Everything below is loaded when it is first asked for, so that `import recount` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recount.account.adding import Added, Refused
    from recount.account.open import Account, open_store
    from recount.errors import (
        DecisionError,
        InputError,
        KnowledgeError,
        LanguagePackError,
        RecountError,
        StoreError,
    )
    from recount.model.account import Chapter, Disagreement, Near, Step, Victim
    from recount.model.claim import (
        Actor,
        Bounds,
        Claim,
        Decided,
        Event,
        Group,
        Incident,
        Person,
        SetAside,
        Side,
        Thing,
        Toll,
        Where,
    )
    from recount.model.decision import (
        CountValue,
        Decision,
        Fields,
        NameValue,
        Quote,
        SpeakerValue,
        Verb,
        WhenValue,
        WhereValue,
    )
    from recount.model.document import Block, Document
    from recount.model.mention import Candidate, Speaker, Standing, When
    from recount.model.reading import Reading, Stamp
    from recount.model.record import record_json, record_of
    from recount.model.span import Span
    from recount.places.full import Built, Progress, build_gazetteer
    from recount.places.gazetteer import Gazetteer, GazetteerInfo, open_gazetteer
    from recount.places.resolve import Home
    from recount.record import decide, learn_home, read, read_file
    from recount.review.decide import accept, add_claim, correct, reject, undo
    from recount.review.journal import append_decisions, read_decisions
    from recount.review.queue import Item, queue_of
    from recount.review.words import find_words
    from recount.store.views import Filter, Listed
    from recount.view.page import page_of

__version__ = "0.1.0"

_HOMES = {
    "recount.account.adding": ("Added", "Refused"),
    "recount.account.open": ("Account", "open_store"),
    "recount.errors": (
        "DecisionError",
        "InputError",
        "KnowledgeError",
        "LanguagePackError",
        "RecountError",
        "StoreError",
    ),
    "recount.model.account": ("Chapter", "Disagreement", "Near", "Step", "Victim"),
    "recount.model.claim": (
        *("Actor", "Bounds", "Claim", "Decided", "Event", "Group", "Incident"),
        *("Person", "SetAside", "Side", "Thing", "Toll", "Where"),
    ),
    "recount.model.decision": (
        *("CountValue", "Decision", "Fields", "NameValue", "Quote"),
        *("SpeakerValue", "Verb", "WhenValue", "WhereValue"),
    ),
    "recount.model.document": ("Block", "Document"),
    "recount.model.mention": ("Candidate", "Speaker", "Standing", "When"),
    "recount.model.reading": ("Reading", "Stamp"),
    "recount.model.record": ("record_json", "record_of"),
    "recount.model.span": ("Span",),
    "recount.places.full": ("Built", "Progress", "build_gazetteer"),
    "recount.places.gazetteer": ("Gazetteer", "GazetteerInfo", "open_gazetteer"),
    "recount.places.resolve": ("Home",),
    "recount.record": ("decide", "learn_home", "read", "read_file"),
    "recount.review.decide": ("accept", "add_claim", "correct", "reject", "undo"),
    "recount.review.journal": ("append_decisions", "read_decisions"),
    "recount.review.queue": ("Item", "queue_of"),
    "recount.review.words": ("find_words",),
    "recount.store.views": ("Filter", "Listed"),
    "recount.view.page": ("page_of",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Account",
    "Actor",
    "Added",
    "Block",
    "Bounds",
    "Built",
    "Candidate",
    "Chapter",
    "Claim",
    "CountValue",
    "Decided",
    "Decision",
    "DecisionError",
    "Disagreement",
    "Document",
    "Event",
    "Fields",
    "Filter",
    "Gazetteer",
    "GazetteerInfo",
    "Group",
    "Home",
    "Incident",
    "InputError",
    "Item",
    "KnowledgeError",
    "LanguagePackError",
    "Listed",
    "NameValue",
    "Near",
    "Person",
    "Progress",
    "Quote",
    "Reading",
    "RecountError",
    "Refused",
    "SetAside",
    "Side",
    "Span",
    "Speaker",
    "SpeakerValue",
    "Stamp",
    "Standing",
    "Step",
    "StoreError",
    "Thing",
    "Toll",
    "Verb",
    "Victim",
    "When",
    "WhenValue",
    "Where",
    "WhereValue",
    "__version__",
    "accept",
    "add_claim",
    "append_decisions",
    "build_gazetteer",
    "correct",
    "decide",
    "find_words",
    "learn_home",
    "open_gazetteer",
    "open_store",
    "page_of",
    "queue_of",
    "read",
    "read_decisions",
    "read_file",
    "record_json",
    "record_of",
    "reject",
    "undo",
]


def __getattr__(name: str) -> Any:
    """Loads a public name on first use (PEP 562) and keeps it. Raises AttributeError for any other name."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'recount' has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
