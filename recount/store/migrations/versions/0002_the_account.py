"""The account: voices, tellings, ties and incidents, and the index of words. All of it can be made anew."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

VIEWS = (
    *("sketch", "alike", "voice", "telling", "telling_key", "telling_claim"),
    *("bond", "tie", "incident", "incident_actor"),
)


def upgrade() -> None:
    _voices()
    _tellings()
    _incidents()
    _words()


def _voices() -> None:
    op.create_table(
        "sketch",
        sa.Column("report", sa.String(71), primary_key=True),
        sa.Column("key", sa.String(32), primary_key=True),
    )
    op.create_index("sketch_by_key", "sketch", ["key"])
    op.create_table(
        "alike",
        sa.Column("one", sa.String(71), primary_key=True),
        sa.Column("two", sa.String(71), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
    )
    op.create_index("alike_by_two", "alike", ["two"])
    op.create_table(
        "voice",
        sa.Column("report", sa.String(71), primary_key=True),
        sa.Column("voice", sa.String(71), nullable=False),
        sa.Column("standing", sa.String(16), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
    )
    op.create_index("voice_by_voice", "voice", ["voice"])


def _tellings() -> None:
    op.create_table(
        "telling",
        sa.Column("id", sa.String(20), primary_key=True),
        sa.Column("report", sa.String(71), nullable=False),
        sa.Column("incident", sa.String(20)),
        sa.Column("body", sa.Text(), nullable=False),
    )
    op.create_index("telling_by_report", "telling", ["report"])
    op.create_index("telling_by_incident", "telling", ["incident"])
    op.create_table(
        "telling_key",
        sa.Column("key", sa.String(80), primary_key=True),
        sa.Column("telling", sa.String(20), primary_key=True),
    )
    op.create_index("telling_key_by_telling", "telling_key", ["telling"])
    op.create_table(
        "telling_claim",
        sa.Column("claim", sa.String(20), primary_key=True),
        sa.Column("telling", sa.String(20), nullable=False),
    )
    op.create_index("telling_claim_by_telling", "telling_claim", ["telling"])
    op.create_table(
        "bond",
        sa.Column("one", sa.String(20), primary_key=True),
        sa.Column("two", sa.String(20), primary_key=True),
        sa.Column("same", sa.Boolean(), nullable=False),
    )
    op.create_index("bond_by_two", "bond", ["two"])
    op.create_table(
        "tie",
        sa.Column("one", sa.String(20), primary_key=True),
        sa.Column("two", sa.String(20), primary_key=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("barred", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
    )
    op.create_index("tie_by_two", "tie", ["two"])


def _incidents() -> None:
    sums = [
        sa.Column(f"{harm}_{bound}", sa.Integer())
        for harm in ("killed", "injured")
        for bound in ("low", "best", "high")
    ]
    op.create_table(
        "incident",
        sa.Column("id", sa.String(20), primary_key=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("review", sa.String(16), nullable=False),
        sa.Column("start", sa.Date()),
        sa.Column("end", sa.Date()),
        sa.Column("country", sa.String(2)),
        sa.Column("place", sa.Text()),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.Column("type", sa.Text()),
        sa.Column("sub_type", sa.Text()),
        *sums,
        sa.Column("contested", sa.Boolean(), nullable=False),
        sa.Column("asks", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
    )
    op.create_index("incident_by_day", "incident", ["start", "end"])
    op.create_index("incident_by_country", "incident", ["country", "start"])
    op.create_index("incident_by_killed", "incident", ["killed_best"])
    op.create_table(
        "incident_actor",
        sa.Column("incident", sa.String(20), primary_key=True),
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("role", sa.String(16), primary_key=True),
    )
    op.create_index("incident_actor_by_name", "incident_actor", ["name"])


def _words() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE report_words USING fts5("
            "report UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2')"
        )
        return
    op.execute(
        "CREATE TABLE report_words (report text PRIMARY KEY, title text, text text, words tsvector "
        "GENERATED ALWAYS AS (to_tsvector('simple', coalesce(title, '') || ' ' || text)) STORED)"
    )
    op.execute("CREATE INDEX report_by_word ON report_words USING gin (words)")


def downgrade() -> None:
    op.drop_table("report_words")
    for table in reversed(VIEWS):
        op.drop_table(table)
