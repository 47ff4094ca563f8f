"""The book of challenges. A phase is left once, and what it ends with is written down with it."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from bot.challenges import phases
from bot.challenges.results import Outcome, outcome
from bot.database.challenge_models import (
    RUNNING,
    Challenge,
    Duel,
    Entry,
    Follower,
    Notice,
    Phase,
    Prize,
    Vote,
)
from bot.database.unbroken import unbroken
from bot.refusal import RefusalError

ID_BYTES = 8
ANNOUNCED = "announced"
EVENT = "event"


class Challenges:
    """Writes challenges down, finds them again, and turns their phases."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)

    @unbroken
    async def add(self, challenge: Challenge) -> None:
        """Write a new challenge down, to be announced."""
        async with self._sessions.begin() as session:
            session.add(challenge)
            session.add_all(first_notices(challenge))

    @unbroken
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

    @unbroken
    async def of(self, guild_id: int, *phases_: Phase) -> Sequence[Challenge]:
        """Return a server's challenges in some phases, the newest first."""
        wanted = select(Challenge).where(Challenge.guild_id == guild_id)
        if phases_:
            wanted = wanted.where(Challenge.phase.in_(phases_))
        async with self._sessions() as session:
            return (await session.scalars(wanted.order_by(Challenge.opens_at.desc()))).all()

    @unbroken
    async def running(self) -> Sequence[Challenge]:
        """Return all challenges that are not over."""
        async with self._sessions() as session:
            return (
                await session.scalars(select(Challenge).where(Challenge.phase.in_(RUNNING)))
            ).all()

    @unbroken
    async def change(self, challenge_id: str, **values: object) -> None:
        """Change what a challenge says of itself."""
        wanted = update(Challenge).where(Challenge.id == challenge_id).values(**values)
        async with self._sessions.begin() as session:
            await session.execute(wanted)

    @unbroken
    async def retime(self, challenge_id: str, phase: Phase, **times: datetime) -> bool:
        """Set other times for a challenge; say whether it is still in a phase."""
        wanted = update(Challenge).where(Challenge.id == challenge_id, Challenge.phase == phase)
        async with self._sessions.begin() as session:
            done = cast("CursorResult[Any]", await session.execute(wanted.values(**times)))
            return done.rowcount == 1

    @unbroken
    async def turn(self, challenge: Challenge, now: datetime) -> Phase | None:
        """Turn a challenge to the phase that it should be in; return that if it was not.

        With the phase its notice is written down and, at the end, what came of the vote.
        """
        async with self._sessions.begin() as session:
            entries = await _count(session, challenge.id)
            to = phases.due(challenge, now, entries)
            if to is challenge.phase:
                return None
            if not await _leave(session, challenge, to):
                return None
            session.add(Notice(challenge.id, to.value, now))
            if to is Phase.ENDED:
                await _end(session, challenge, now)
        return to

    @unbroken
    async def cancel(self, challenge_id: str, now: datetime) -> bool:
        """Cancel a challenge; say whether it was not over."""
        wanted = update(Challenge).where(Challenge.id == challenge_id, Challenge.phase.in_(RUNNING))
        async with self._sessions.begin() as session:
            done = cast(
                "CursorResult[Any]", await session.execute(wanted.values(phase=Phase.CANCELLED))
            )
            if done.rowcount == 1:
                session.add(Notice(challenge_id, Phase.CANCELLED.value, now))
            return done.rowcount == 1

    @unbroken
    async def forget_ballots(self, before: datetime) -> None:
        """Delete who voted how in challenges that ended long ago; what came of it stays."""
        old = select(Challenge.id).where(
            Challenge.phase.not_in(RUNNING), Challenge.ends_at < before
        )
        async with self._sessions.begin() as session:
            for table in (Vote, Duel, Follower):
                await session.execute(delete(table).where(table.challenge_id.in_(old)))


def first_notices(challenge: Challenge) -> list[Notice]:
    """Return what is to be done about a new challenge."""
    kinds = (ANNOUNCED, EVENT) if challenge.wants_event else (ANNOUNCED,)
    return [Notice(challenge.id, kind, challenge.created_at) for kind in kinds]


async def _count(session: AsyncSession, challenge_id: str) -> int:
    """Return how many entries can be voted for, or soon."""
    wanted = select(func.count()).where(
        Entry.challenge_id == challenge_id, Entry.hidden_because.is_(None)
    )
    return await session.scalar(wanted) or 0


async def _leave(session: AsyncSession, challenge: Challenge, to: Phase) -> bool:
    """Leave a phase, unless somebody else did, or its times were changed meanwhile."""
    wanted = update(Challenge).where(
        Challenge.id == challenge.id,
        Challenge.phase == challenge.phase,
        Challenge.opens_at == challenge.opens_at,
        Challenge.closes_at == challenge.closes_at,
        Challenge.ends_at == challenge.ends_at,
    )
    done = cast("CursorResult[Any]", await session.execute(wanted.values(phase=to)))
    return done.rowcount == 1


async def _end(session: AsyncSession, challenge: Challenge, now: datetime) -> None:
    """Count the votes and write down what came of them."""
    ours = Entry.challenge_id == challenge.id
    await session.execute(delete(Entry).where(ours, Entry.picture.is_(None)))
    entries = (await session.scalars(select(Entry).where(ours))).all()
    votes = (await session.scalars(select(Vote).where(Vote.challenge_id == challenge.id))).all()
    duels = (await session.scalars(select(Duel).where(Duel.challenge_id == challenge.id))).all()
    found: dict[str, Outcome] = await asyncio.to_thread(
        outcome, challenge.ballot, challenge.ends_at, entries, votes, duels
    )
    for entry in entries:
        mine = found[entry.id]
        entry.rank, entry.score = mine.rank, mine.score
        entry.voters, entry.points = mine.voters, mine.points
        if mine.rank == 1 and challenge.prize_role_id and entry.user_id:
            until = now + timedelta(days=challenge.prize_days)
            session.add(
                Prize(
                    challenge.id,
                    entry.user_id,
                    challenge.guild_id,
                    challenge.prize_role_id,
                    until,
                )
            )
