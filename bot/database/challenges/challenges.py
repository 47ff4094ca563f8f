"""Challenges as they are written down."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker

from bot.database.challenges.models import (
    RUNNING,
    Challenge,
    Duel,
    Entry,
    Follower,
    Notice,
    Phase,
    Series,
    Vote,
)
from bot.database.changes import changed_rows
from bot.database.shielded import shielded
from bot.errors import RefusalError

ID_BYTES = 8
ANNOUNCED = "announced"
EVENT = "event"


class Challenges:
    """Writes challenges down and finds them again."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)

    @shielded
    async def add(self, challenge: Challenge, series: Series | None = None) -> None:
        """Write a new challenge down, to be announced, and the series that it is the first of."""
        async with self._sessions.begin() as session:
            session.add_all([challenge, *([series] if series else [])])
            session.add_all(first_notices(challenge))

    @shielded
    async def get(self, challenge_id: str) -> Challenge | None:
        """Return a challenge as it stands now."""
        async with self._sessions() as session:
            return await session.get(Challenge, challenge_id)

    async def here(self, challenge_id: str, guild_id: int | None) -> Challenge:
        """Return a challenge of a server. Raises RefusalError."""
        challenge = await self.get(challenge_id)
        if challenge is None or challenge.guild_id != guild_id:
            raise RefusalError("challenge-unknown")
        return challenge

    @shielded
    async def of(self, guild_id: int, *phases_: Phase) -> Sequence[Challenge]:
        """Return a server's challenges in some phases, the newest first."""
        wanted = select(Challenge).where(Challenge.guild_id == guild_id)
        if phases_:
            wanted = wanted.where(Challenge.phase.in_(phases_))
        async with self._sessions() as session:
            return (await session.scalars(wanted.order_by(Challenge.opens_at.desc()))).all()

    @shielded
    async def running(self) -> Sequence[Challenge]:
        """Return all challenges that are not over."""
        async with self._sessions() as session:
            return (
                await session.scalars(select(Challenge).where(Challenge.phase.in_(RUNNING)))
            ).all()

    @shielded
    async def change(self, challenge_id: str, **values: object) -> None:
        """Change what a challenge says of itself."""
        wanted = update(Challenge).where(Challenge.id == challenge_id).values(**values)
        async with self._sessions.begin() as session:
            await session.execute(wanted)

    @shielded
    async def retime(self, challenge_id: str, phase: Phase, **times: datetime) -> bool:
        """Set other times for a challenge; say whether it is still in a phase."""
        wanted = update(Challenge).where(Challenge.id == challenge_id, Challenge.phase == phase)
        async with self._sessions.begin() as session:
            return await changed_rows(session, wanted.values(**times)) == 1

    @shielded
    async def cancel(self, challenge_id: str, now: datetime) -> bool:
        """Cancel a challenge; say whether it was not over."""
        wanted = update(Challenge).where(Challenge.id == challenge_id, Challenge.phase.in_(RUNNING))
        async with self._sessions.begin() as session:
            cancelled = await changed_rows(session, wanted.values(phase=Phase.CANCELLED)) == 1
            if cancelled:
                session.add(Notice(challenge_id, Phase.CANCELLED.value, now))
            return cancelled

    @shielded
    async def forget_ballots(self, before: datetime) -> None:
        """Delete who voted how in challenges that ended long ago; what came of it stays.

        Of those that were cancelled nothing came: their entries go as well.
        """
        old = select(Challenge.id).where(
            Challenge.phase.not_in(RUNNING), Challenge.ends_at < before
        )
        async with self._sessions.begin() as session:
            for table in (Vote, Duel, Follower):
                await session.execute(delete(table).where(table.challenge_id.in_(old)))
            cancelled = old.where(Challenge.phase == Phase.CANCELLED)
            await session.execute(delete(Entry).where(Entry.challenge_id.in_(cancelled)))


def first_notices(challenge: Challenge) -> list[Notice]:
    """Return what is to be done about a new challenge."""
    kinds = (ANNOUNCED, EVENT) if challenge.wants_event else (ANNOUNCED,)
    return [Notice(challenge.id, kind, challenge.created_at) for kind in kinds]
