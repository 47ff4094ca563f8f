"""Read and write series of challenges."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker

from bot.database.challenges.challenges import first_notices
from bot.database.challenges.models import Challenge, Series
from bot.database.changes import changed_rows
from bot.database.shielded import shielded


class SeriesRepository:
    """Writes down which challenges come again."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)

    @shielded
    async def due(self, now: datetime) -> Sequence[Series]:
        """Return the series whose next challenge should open."""
        async with self._sessions() as session:
            return (await session.scalars(select(Series).where(Series.next_at <= now))).all()

    @shielded
    async def of(self, guild_id: int) -> Sequence[Series]:
        """Return the series of a server that go on."""
        wanted = select(Series).where(Series.guild_id == guild_id, Series.next_at.is_not(None))
        async with self._sessions() as session:
            return (await session.scalars(wanted.order_by(Series.next_at))).all()

    @shielded
    async def go_on(self, series: Series, challenge: Challenge, next_at: datetime) -> bool:
        """Write the next challenge of a series down; say whether nobody else has."""
        step = (
            update(Series)
            .where(Series.id == series.id, Series.edition == series.edition)
            .where(Series.next_at == series.next_at)
            .values(edition=Series.edition + 1, next_at=next_at)
        )
        async with self._sessions.begin() as session:
            if await changed_rows(session, step) != 1:
                return False
            session.add(challenge)
            session.add_all(first_notices(challenge))
            return True

    @shielded
    async def stop(self, series_id: str) -> None:
        """Let no more challenges of a series come."""
        async with self._sessions.begin() as session:
            await session.execute(update(Series).where(Series.id == series_id).values(next_at=None))
