"""Small values that a store keeps beside its rows: by what its reports are read."""

from sqlalchemy import Connection, delete, select

from recount.store.schema import setting

TO_REBUILD = "rebuild"  # its tables were brought to a newer form, whose views are not made yet


def get_setting(connection: Connection, name: str) -> str | None:
    """The value kept under a name; None where there is none."""
    return connection.execute(select(setting.c.value).where(setting.c.name == name)).scalar()


def keep_setting(connection: Connection, name: str, value: str | None) -> None:
    """Keeps a value for what was under the name; None takes it out."""
    connection.execute(delete(setting).where(setting.c.name == name))
    if value is not None:
        connection.execute(setting.insert().values(name=name, value=value))
