"""Change the phase of a challenge, once each, together with its notices and results."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from bot.challenges import phases
from bot.challenges.results import Outcome, candidate, outcome
from bot.database.challenges.models import Challenge, Duel, Entry, Notice, Phase, Prize, Vote
from bot.database.changes import changed_rows
from bot.database.shielded import shielded


class Transitions:
    """Turns the phases of challenges."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)

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
    return await changed_rows(session, wanted.values(phase=to)) == 1


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
