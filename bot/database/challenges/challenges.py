"""The book of challenges. A phase is left once, and what it ends with is written down with it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from bot.challenges import phases
from bot.challenges.results import Outcome, candidate, outcome
from bot.database.challenges.models import (
    RUNNING,
    Challenge,
    Duel,
    Entry,
    Follower,
    Notice,
    Phase,
    Prize,
    Series,
    Vote,
)
from bot.database.shielded import shielded
from bot.errors import RefusalError

ID_BYTES = 8
ANNOUNCED = "announced"
EVENT = "event"


class Challenges:
    """Writes challenges down, finds them again, and turns their phases."""

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
            done = cast("CursorResult[Any]", await session.execute(wanted.values(**times)))
            return done.rowcount == 1

    @shielded
    async def turn(self, challenge: Challenge, now: datetime) -> Phase | None:
        """Turn a challenge to the phase that it should be in; return that if it was not.

        With the phase its notice is written down and, at the end, what came of the vote.
        """
        counted = None
        if phases.due(challenge, now, entries=0) is Phase.ENDED:
            async with self._sessions() as session:
                ballots = await _ballots(session, challenge)
            # It may take seconds, in which nobody who wants to write is kept waiting.
            counted = ballots, await _outcome(challenge, ballots)
        async with self._sessions.begin() as session:
            entries = await _count(session, challenge.id)
            to = phases.due(challenge, now, entries)
            if to is challenge.phase:
                return None
            if not await _leave(session, challenge, to):
                return None
            session.add(Notice(challenge.id, to.value, now))
            if to is Phase.ENDED:
                await _end(session, challenge, now, counted)
        return to

    @shielded
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


@dataclass(frozen=True, slots=True)
class _Ballots:
    """All that an outcome follows from."""

    entries: Sequence[Entry]
    votes: Sequence[Vote]
    duels: Sequence[Duel]

    def agree_with(self, others: "_Ballots") -> bool:
        """Say whether they lead to the same outcome."""
        candidates, others_candidates = (
            [candidate(entry) for entry in each.entries] for each in (self, others)
        )
        same_votes = self.votes == others.votes and self.duels == others.duels
        return same_votes and candidates == others_candidates


async def _ballots(session: AsyncSession, challenge: Challenge) -> _Ballots:
    entries = select(Entry).where(Entry.challenge_id == challenge.id, Entry.picture.is_not(None))
    votes = select(Vote).where(Vote.challenge_id == challenge.id)
    duels = select(Duel).where(Duel.challenge_id == challenge.id)
    return _Ballots(
        (await session.scalars(entries.order_by(Entry.id))).all(),
        (await session.scalars(votes.order_by(Vote.entry_id, Vote.user_id))).all(),
        (await session.scalars(duels.order_by(Duel.first_id, Duel.second_id, Duel.user_id))).all(),
    )


async def _outcome(challenge: Challenge, ballots: _Ballots) -> dict[str, Outcome]:
    entries, votes, duels = ballots.entries, ballots.votes, ballots.duels
    return await asyncio.to_thread(
        outcome, challenge.ballot, challenge.ends_at, entries, votes, duels
    )


async def _end(
    session: AsyncSession,
    challenge: Challenge,
    now: datetime,
    counted: tuple[_Ballots, dict[str, Outcome]] | None,
) -> None:
    """Write down what came of the votes, counted anew if they were changed since."""
    waiting = Entry.picture.is_(None)
    await session.execute(delete(Entry).where(Entry.challenge_id == challenge.id, waiting))
    ballots = await _ballots(session, challenge)
    if counted and counted[0].agree_with(ballots):
        found = counted[1]
    else:
        found = await _outcome(challenge, ballots)
    for entry in ballots.entries:
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
