"""Tables as they are in the database, and rows for them whatever their columns are."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, MetaData, Table

_VALUES: dict[type, Any] = {
    int: 1,
    float: 1.0,
    str: "x",
    bool: True,
    object: {},  # what JSON says of itself
    datetime: datetime(2026, 1, 1, tzinfo=UTC),
}


def reflected(connection: Connection) -> list[Table]:
    """Return the tables, those that others refer to first."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != "alembic_version"]


def values_for(table: Table) -> dict[str, Any]:
    """Return a value for every column of a table."""
    return {column.name: _VALUES[column.type.python_type] for column in table.columns}
