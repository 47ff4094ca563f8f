"""The settings of servers, in the database and, for every press of a button, in memory."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker

from bot.database.models import Job, ServerSettings, State
from bot.database.shielded import shielded

_DAY = timedelta(days=1)
# What came to nothing does not count against a server, unless it was cancelled after a painter had
# begun: else one member could use up what all have. Against that member it counts, for it costs
# the bot a download at least.
_FOR_NOTHING = (State.REFUSED, State.FAILED)


class Servers:
    """Knows what each server's moderators have decided, and how much was asked for there."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)
        self._known: dict[int, ServerSettings] = {}

    async def load(self) -> None:
        """Read the settings of all servers."""
        async with self._sessions() as session:
            rows = await session.scalars(select(ServerSettings))
            self._known = {row.guild_id: row for row in rows}

    def of(self, guild_id: int | None) -> ServerSettings:
        """Return the settings of a server; those of one that decided nothing, or of none."""
        return self._known.get(guild_id or 0) or ServerSettings(guild_id or 0)

    @shielded
    async def change(self, guild_id: int, **values: object) -> ServerSettings:
        """Change some settings of a server and return all of them."""
        async with self._sessions.begin() as session:
            row = await session.get(ServerSettings, guild_id)
            if row is None:
                row = ServerSettings(guild_id)
                session.add(row)
            for name, value in values.items():
                setattr(row, name, value)
        self._known[guild_id] = row
        return row

    @shielded
    async def quota_resets_at(
        self, most: int, guild_id: int, user_id: int | None
    ) -> datetime | None:
        """Return when one picture more may be asked for, or None if it may be now.

        `most` in a day, of the server or of one member there.
        """
        wanted = (
            select(Job.created_at)
            .where(Job.guild_id == guild_id, Job.created_at > datetime.now(UTC) - _DAY)
            .order_by(Job.created_at.desc())
            .offset(most - 1)
            .limit(1)
        )
        if user_id is not None:
            wanted = wanted.where(Job.user_id == user_id)
        else:
            wanted = wanted.where(Job.state.not_in(_FOR_NOTHING))
            wanted = wanted.where((Job.state != State.CANCELLED) | (Job.begun > 0))
        async with self._sessions() as session:
            oldest = await session.scalar(wanted)
        return oldest and oldest + _DAY
