"""Brings a store's tables from one form to another, by Alembic."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

from recount.errors import StoreError

FIRST, HEAD = "0001", "0002"
_KNOWN = (FIRST, HEAD)


def revision_of(connection: Connection, where: str) -> str | None:
    """The form that a store's tables have; None for an empty database.

    Raises StoreError for a database of something else, and for a form that this recount does not know.
    """
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" not in tables:
        if tables:
            raise StoreError(f"{where}: a database, but no store of recount; name another")
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found is not None and found not in _KNOWN:
        raise StoreError(f"{where}: made by a newer recount (form {found}); use that one")
    return None if found is None else str(found)


def upgrade(connection: Connection, revision: str = HEAD) -> None:
    """Brings the tables up to a form, inside the transaction of `connection`. What is in them stays."""
    from alembic import command

    command.upgrade(_config(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Brings the tables down to an earlier form, or to "base", which takes out everything."""
    from alembic import command

    command.downgrade(_config(connection), revision)


def _config(connection: Connection) -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
