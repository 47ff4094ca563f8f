"""Read and write votes. Each is one row, however often a button is pressed and from wherever."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, GenerativeSelect, func, literal, select, union
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker
from sqlalchemy.orm import aliased

from bot.database.challenges.models import Ballot, Challenge, Duel, Entry, Phase, Vote
from bot.database.changes import changed_rows
from bot.database.models import Base
from bot.database.shielded import shielded
from bot.database.upsert import upsert


class Votes:
    """Writes votes down, as long as they may be given, and reads them."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)
        # SQLite lets one write at a time and does not queue the others fairly.
        self._writing = asyncio.Lock()

    async def rate(self, entry_id: str, user_id: int, value: int, now: datetime) -> bool:
        """Write down hearts or stars; 0 takes them back. Say whether they count."""
        one = Entry
        rows = select(
            literal(entry_id), literal(user_id), Challenge.id, literal(value), literal(now, _moment)
        ).join(one, one.challenge_id == Challenge.id)
        rows = rows.where(Challenge.ballot != Ballot.DUELS, one.id == entry_id)
        columns = ("entry_id", "user_id", "challenge_id", "value", "cast_at")
        rows = rows.where(*_votable(one, user_id, now))
        return await self._write(Vote, columns, rows, ("value", "cast_at"))

    async def decide(self, winner: str, loser: str, user_id: int, now: datetime) -> bool:
        """Write down which of two entries a member likes better; say whether it counts."""
        first_id, second_id = sorted((winner, loser))
        first, second = aliased(Entry), aliased(Entry)
        rows = (
            select(
                literal(first_id),
                literal(second_id),
                literal(user_id),
                Challenge.id,
                literal(winner == first_id),
                literal(now, _moment),
            )
            .join(first, first.challenge_id == Challenge.id)
            .join(second, second.challenge_id == Challenge.id)
            .where(Challenge.ballot == Ballot.DUELS)
            .where(first.id == first_id, second.id == second_id, first.id != second.id)
        )
        columns = ("first_id", "second_id", "user_id", "challenge_id", "first_wins", "cast_at")
        rows = rows.where(*_votable(first, user_id, now), *_votable(second, user_id, now))
        return await self._write(Duel, columns, rows, ("first_wins", "cast_at"))

    @shielded
    async def of(self, challenge_id: str, user_id: int) -> dict[str, int]:
        """Return a member's hearts or stars, by entry."""
        wanted = select(Vote.entry_id, Vote.value).where(
            Vote.challenge_id == challenge_id, Vote.user_id == user_id, Vote.value > 0
        )
        async with self._sessions() as session:
            return dict((await session.execute(wanted)).all())

    @shielded
    async def duels(self, challenge_id: str) -> Sequence[Duel]:
        """Return all duels of a challenge."""
        async with self._sessions() as session:
            return (
                await session.scalars(select(Duel).where(Duel.challenge_id == challenge_id))
            ).all()

    @shielded
    async def count(self, challenge_id: str) -> tuple[int, int]:
        """Return how many votes there are, and of how many members."""
        votes = select(Vote.user_id).where(Vote.challenge_id == challenge_id, Vote.value > 0)
        duels = select(Duel.user_id).where(Duel.challenge_id == challenge_id)
        async with self._sessions() as session:
            given = [
                await session.scalar(select(func.count()).select_from(kind.subquery())) or 0
                for kind in (votes, duels)
            ]
            voters = select(func.count()).select_from(union(votes, duels).subquery())
            return sum(given), await session.scalar(voters) or 0

    @shielded
    async def _write(
        self,
        table: type[Base],
        columns: Sequence[str],
        rows: GenerativeSelect,
        changes: Sequence[str],
    ) -> bool:
        async with self._writing, self._sessions.begin() as session:
            # The challenge's row is locked until the vote is written: its end waits for that, or
            # the vote sees the end.
            rows = rows.with_for_update(read=True, of=Challenge)
            statement = upsert(session, table, columns, rows, changes=changes)
            return await changed_rows(session, statement) == 1


_moment = Vote.__table__.c.cast_at.type


def _votable(entry: type[Entry], user_id: int, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return what holds for an entry that somebody may vote for now."""
    return (
        Challenge.phase == Phase.VOTING,
        Challenge.ends_at > now,
        entry.picture.is_not(None),
        entry.hidden_because.is_(None),
        entry.user_id.is_distinct_from(user_id),
    )
