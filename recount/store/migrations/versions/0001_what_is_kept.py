"""What is kept: originals, reports, readings, claims, decisions and tombstones, none of which is ever changed."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEPT = ("original", "report", "reading", "claim", "decision", "decision_subject", "tombstone")


def upgrade() -> None:
    op.create_table(
        "original",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
    )
    op.create_table(
        "report",
        sa.Column("id", sa.String(71), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("given", sa.Date()),
        sa.Column("published", sa.Date()),
        sa.Column("publisher", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("language", sa.Text()),
        sa.Column("unread", sa.Boolean(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
    )
    op.create_index("report_by_url", "report", ["url"])
    op.create_index("report_by_name", "report", ["name"])
    op.create_table(
        "reading",
        sa.Column("id", sa.String(20), primary_key=True),
        sa.Column("report", sa.String(71), sa.ForeignKey("report.id"), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
    )
    op.create_index("reading_by_report", "reading", ["report", "place"], unique=True)
    op.create_table(
        "claim",
        sa.Column("reading", sa.String(20), sa.ForeignKey("reading.id"), primary_key=True),
        sa.Column("place", sa.Integer(), primary_key=True),
        sa.Column("id", sa.String(20), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
    )
    op.create_index("claim_by_id", "claim", ["id"])
    op.create_table(
        "decision",
        sa.Column("id", sa.String(20), primary_key=True),
        sa.Column("report", sa.String(71), sa.ForeignKey("report.id"), nullable=False),
        sa.Column("verb", sa.String(16), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
    )
    op.create_index("decision_by_report", "decision", ["report"])
    op.create_table(
        "decision_subject",
        sa.Column("decision", sa.String(20), sa.ForeignKey("decision.id"), primary_key=True),
        sa.Column("subject", sa.String(20), primary_key=True),
        sa.Column("report", sa.String(71)),
    )
    op.create_index("decision_by_subject", "decision_subject", ["subject"])
    op.create_index("decision_by_subject_report", "decision_subject", ["report"])
    op.create_table(
        "tombstone",
        sa.Column("id", sa.String(20), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("subject", sa.String(71), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
    )
    op.create_table(
        "setting", sa.Column("name", sa.String(64), primary_key=True), sa.Column("value", sa.Text(), nullable=False)
    )
    _guard()


def _guard() -> None:
    """Rows that are kept can be neither changed nor taken out, save while a redaction runs."""
    if op.get_bind().dialect.name == "sqlite":
        for table in KEPT:
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_is_kept_from_{verb.lower()} BEFORE {verb} ON {table} "
                    "WHEN NOT EXISTS (SELECT 1 FROM setting WHERE name = 'redacting') "
                    f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are only ever added'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION recount_keeps() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF NOT EXISTS (SELECT 1 FROM setting WHERE name = 'redacting') THEN "
        "RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    for table in KEPT:
        op.execute(
            f"CREATE TRIGGER {table}_is_kept BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION recount_keeps()"
        )


def downgrade() -> None:
    for table in ("setting", *reversed(KEPT)):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION recount_keeps()")
