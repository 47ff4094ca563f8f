"""Write a row, or change the one that is there: one statement, in either database."""

from collections.abc import Sequence

from sqlalchemy import SelectBase
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import Insert

from bot.database.models import Base


def upsert(
    session: AsyncSession,
    table: type[Base],
    columns: Sequence[str],
    rows: SelectBase,
    *,
    changes: Sequence[str],
) -> Insert:
    """Return the statement that inserts what `rows`, a query, finds; or sets `changes`."""
    make = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = make(table).from_select(list(columns), rows)
    key = [column.name for column in table.__table__.primary_key]
    if not changes:
        return statement.on_conflict_do_nothing(index_elements=key)
    return statement.on_conflict_do_update(
        index_elements=key, set_={name: statement.excluded[name] for name in changes}
    )
