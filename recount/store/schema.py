"""The tables. Reports, readings, claims and decisions are only ever added to; the rest is made from them and can be
made anew. Days are ISO dates, moments are ISO 8601 in UTC, bodies are JSON (claims, tellings) or zlib of it (readings).
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

# What was given: the bytes of each report by their hash.
original = Table(
    "original",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("packed", LargeBinary, nullable=False),  # zlib of the bytes
    Column("size", Integer, nullable=False),
)

report = Table(
    "report",
    metadata,
    Column("id", String(71), primary_key=True),  # "sha256:" and the hash of its bytes
    Column("name", Text, nullable=False),  # where it was added from
    Column("given", Date),  # the day of publication that the user gave, for a report that does not say its own
    Column("published", Date),
    Column("publisher", Text),
    Column("title", Text),
    Column("url", Text),
    Column("language", Text),
    Column("unread", Boolean, nullable=False),  # in a language that no pack reads
    Column("added", Text, nullable=False),
    Index("report_by_url", "url"),
    Index("report_by_name", "name"),
)

# What was read of it, once for each stamp of rules. The newest reading of a report is the one that holds.
reading = Table(
    "reading",
    metadata,
    Column("id", String(20), primary_key=True),  # a hash of report and stamp
    Column("report", String(71), ForeignKey("report.id"), nullable=False),
    Column("place", Integer, nullable=False),  # 0 for the first reading of its report, then 1 and on
    Column("stamp", Text, nullable=False),
    Column("packed", LargeBinary, nullable=False),  # zlib of its document, sentences and what was set aside, as JSON
    Column("digest", String(64), nullable=False),  # a hash of `packed` and of its claims' bodies in order
    Column("made", Text, nullable=False),
    Index("reading_by_report", "report", "place", unique=True),
)

claim = Table(
    "claim",
    metadata,
    Column("reading", String(20), ForeignKey("reading.id"), primary_key=True),
    Column("place", Integer, primary_key=True),  # in text order, from 0
    Column("id", String(20), nullable=False),
    Column("body", Text, nullable=False),
    Index("claim_by_id", "id"),
)

decision = Table(
    "decision",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("report", String(71), ForeignKey("report.id"), nullable=False),
    Column("verb", String(16), nullable=False),
    Column("who", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("decision_by_report", "report"),
)

decision_subject = Table(
    "decision_subject",
    metadata,
    Column("decision", String(20), ForeignKey("decision.id"), primary_key=True),
    Column("subject", String(20), primary_key=True),  # of a claim, of words set aside, or of another decision
    Column("report", String(71)),  # the report that the subject is of; null for a decision
    Index("decision_by_subject", "subject"),
    Index("decision_by_subject_report", "report"),
)

# What was taken out for good, and why. `what` says the kind and how much, never the words.
tombstone = Table(
    "tombstone",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("kind", String(16), nullable=False),  # report person
    Column("subject", String(71), nullable=False),  # the report's id; of a person, a hash of the name
    Column("reason", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("what", Text, nullable=False),
)

setting = Table(
    "setting", metadata, Column("name", String(64), primary_key=True), Column("value", Text, nullable=False)
)

# From here on: views. `recount verify` holds them against what they are made from, `recount rebuild` makes them anew.

# The voice that a report speaks with: copies of one text, and versions of one article, have one.
sketch = Table(
    "sketch",
    metadata,
    Column("report", String(71), primary_key=True),
    Column("key", String(32), primary_key=True),
    Index("sketch_by_key", "key"),
)

# Two reports of one text: copies, or versions of one article.
alike = Table(
    "alike",
    metadata,
    Column("one", String(71), primary_key=True),
    Column("two", String(71), primary_key=True),
    Column("kind", String(16), nullable=False),  # copy version
    Column("why", Text, nullable=False),
    Index("alike_by_two", "two"),
)

voice = Table(
    "voice",
    metadata,
    Column("report", String(71), primary_key=True),
    Column("voice", String(71), nullable=False),
    Column("standing", String(16), nullable=False),  # newest earlier copy
    Column("why", Text, nullable=False),
    Index("voice_by_voice", "voice"),
)

telling = Table(
    "telling",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("report", String(71), nullable=False),
    Column("incident", String(20)),
    Column("body", Text, nullable=False),
    Index("telling_by_report", "report"),
    Index("telling_by_incident", "incident"),
)

telling_key = Table(
    "telling_key",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("telling", String(20), primary_key=True),
    Index("telling_key_by_telling", "telling"),
)

telling_claim = Table(
    "telling_claim",
    metadata,
    Column("claim", String(20), primary_key=True),
    Column("telling", String(20), nullable=False),
    Index("telling_claim_by_telling", "telling"),
)

# What persons' decisions on linking hold together or apart.
bond = Table(
    "bond",
    metadata,
    Column("one", String(20), primary_key=True),
    Column("two", String(20), primary_key=True),
    Column("same", Boolean, nullable=False),
    Index("bond_by_two", "two"),
)

tie = Table(
    "tie",
    metadata,
    Column("one", String(20), primary_key=True),
    Column("two", String(20), primary_key=True),
    Column("score", Float, nullable=False),
    Column("barred", Boolean, nullable=False),
    Column("body", Text, nullable=False),
    Index("tie_by_two", "two"),
)

incident = Table(
    "incident",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("title", Text, nullable=False),
    Column("review", String(16), nullable=False),
    Column("start", Date),
    Column("end", Date),
    Column("country", String(2)),
    Column("place", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("type", Text),
    Column("sub_type", Text),
    Column("killed_low", Integer),
    Column("killed_best", Integer),
    Column("killed_high", Integer),
    Column("injured_low", Integer),
    Column("injured_best", Integer),
    Column("injured_high", Integer),
    Column("contested", Boolean, nullable=False),
    Column("asks", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("voices", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Index("incident_by_day", "start", "end"),
    Index("incident_by_country", "country", "start"),
    Index("incident_by_killed", "killed_best"),
)

incident_actor = Table(
    "incident_actor",
    metadata,
    Column("incident", String(20), primary_key=True),
    Column("name", Text, primary_key=True),  # folded; an actor's id too
    Column("role", String(16), primary_key=True),
    Index("incident_actor_by_name", "name"),
)

ADDED_ONLY = (original, report, reading, claim, decision, decision_subject, tombstone)
VIEWS = (incident_actor, incident, tie, bond, telling_claim, telling_key, telling, voice, alike, sketch)
