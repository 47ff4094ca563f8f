"""Delete all that is written down about a member.

A column that holds a member's id has a name that ends in `user_id`, in every table; nothing else is
needed for its rows to be found here. Where the column may be empty the row belongs to somebody
else, such as a server, and only the id is deleted.
"""

from collections.abc import Iterator

from sqlalchemy import Column, delete, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.database.challenges.erasure import release_entries
from bot.database.models import Base
from bot.database.shielded import shielded

_MEMBER = "user_id"


class Erasure:
    """Finds and deletes what is kept of a member."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @shielded
    async def count(self, user_id: int) -> int:
        """Return how many rows are about a member."""
        async with self._engine.connect() as connection:
            found = 0
            for column in _columns():
                rows = select(func.count()).select_from(column.table).where(column == user_id)
                found += await connection.scalar(rows) or 0
            return found

    @shielded
    async def erase(self, user_id: int) -> None:
        """Delete a member's rows, and their id from those of others."""
        async with self._engine.begin() as connection:
            await release_entries(connection, user_id)
            for column in _columns():
                theirs = column == user_id
                if column.nullable:
                    change = update(column.table).where(theirs).values({column: None})
                else:
                    change = delete(column.table).where(theirs)
                await connection.execute(change)
        if self._engine.dialect.name == "sqlite":
            # The log of changes still has the rows as they were.
            async with self._engine.connect() as connection:
                await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


def _columns() -> Iterator[Column[int]]:
    for table in reversed(Base.metadata.sorted_tables):
        yield from (column for column in table.columns if column.name.endswith(_MEMBER))
