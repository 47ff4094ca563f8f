"""The rows of all tables as lines of JSON that any kind of database can take back."""

import json
from collections.abc import AsyncGenerator, Iterable, Iterator
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    DateTime,
    Dialect,
    Float,
    Integer,
    String,
    Table,
    Text,
    cast,
    column,
    insert,
    select,
    table,
    type_coerce,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeDecorator, TypeEngine

from bot.database.models import Moment

# The names and kinds of a table's columns, as they are written into a backup.
Columns = dict[str, str]
_Each = TypeVar("_Each")
_ROWS_AT_ONCE = 500


class _Document(TypeDecorator[str]):
    """JSON as its text, so that JSON's own null stays apart from an empty cell."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> object:  # noqa: ARG002
        """Return what the database is to take the text for."""
        if value is None:
            return None
        return JSON.NULL if (document := json.loads(value)) is None else document


_TYPES: dict[str, TypeEngine[Any]] = {
    "text": Text(),
    "integer": BigInteger(),
    "number": Float(),
    "boolean": Boolean(),
    "moment": Moment(),
    "document": _Document(),
}
_KINDS: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (JSON, "document"),
    (DateTime, "moment"),
    (Boolean, "boolean"),
    (Float, "number"),
    (Integer, "integer"),
    (String, "text"),
)


def columns(of: Table) -> Columns:
    """Return the names and kinds of a table's columns. Raises TypeError for one of no kind."""
    return {each.name: _kind(each) for each in of.columns}


async def lines(connection: AsyncConnection, of: Table) -> AsyncGenerator[list[str]]:
    """Yield the rows of a table, some at a time, each as a line of JSON."""
    wanted = [
        (
            cast(each, Text)
            if _kind(each) == "document"
            else type_coerce(each, _TYPES[_kind(each)])
        ).label(each.name)
        for each in of.columns
    ]
    found = await connection.stream(select(*wanted))
    async for rows in found.mappings().partitions(_ROWS_AT_ONCE):
        yield [json.dumps(dict(row), ensure_ascii=False, default=_moment) for row in rows]


def insert_lines(connection: Connection, name: str, kinds: Columns, rows: Iterable[str]) -> None:
    """Put lines back into a table of the kinds that they were written with.

    Raises ValueError, KeyError or sqlalchemy.exc.SQLAlchemyError.
    """
    into = table(name, *(column(each, _TYPES[kind]) for each, kind in kinds.items()))
    moments = [each for each, kind in kinds.items() if kind == "moment"]
    for batch in _batches(rows):
        values = [json.loads(line) for line in batch]
        for row in values:
            row.update({m: datetime.fromisoformat(row[m]) for m in moments if row[m] is not None})
        connection.execute(insert(into), values)


def _kind(of: Column[Any]) -> str:
    kept: TypeEngine[Any] = of.type
    if isinstance(kept, TypeDecorator):
        kept = kept.impl_instance
    for of_type, kind in _KINDS:
        if isinstance(kept, of_type):
            return kind
    raise TypeError(f"{of} has a type that no backup knows")


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not in a backup")


def _batches(rows: Iterable[_Each]) -> Iterator[list[_Each]]:
    batch: list[_Each] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _ROWS_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
