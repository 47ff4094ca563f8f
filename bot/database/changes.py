"""How many rows a change has concerned."""

from typing import Any, cast

from sqlalchemy import CursorResult, Executable
from sqlalchemy.ext.asyncio import AsyncSession


async def changed_rows(session: AsyncSession, change: Executable) -> int:
    """Insert, update or delete; return of how many rows."""
    # SQLAlchemy's types say the same result of every statement; that of a change can count.
    return cast("CursorResult[Any]", await session.execute(change)).rowcount
