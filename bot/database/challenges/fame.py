"""Who has won what: the hall of fame, seasons, and a member's own record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker

from bot.database.challenges.models import Challenge, Entry, Phase
from bot.database.shielded import shielded

_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Season:
    """A quarter of a year, in UTC; a challenge belongs to the one in which its vote ends."""

    year: int
    quarter: int

    @classmethod
    def of(cls, moment: datetime) -> "Season":
        """Return the season of a moment."""
        return cls(moment.year, (moment.month - 1) // _MONTHS + 1)

    @property
    def begins(self) -> datetime:
        """Its first moment."""
        return datetime(self.year, (self.quarter - 1) * _MONTHS + 1, 1, tzinfo=UTC)

    @property
    def before(self) -> "Season":
        """The season before it."""
        return (
            Season(self.year - 1, 4) if self.quarter == 1 else Season(self.year, self.quarter - 1)
        )

    @property
    def after(self) -> "Season":
        """The season after it."""
        return (
            Season(self.year + 1, 1) if self.quarter == 4 else Season(self.year, self.quarter + 1)
        )


@dataclass(frozen=True, slots=True)
class Record:
    """What a member has to show in a server."""

    user_id: int
    points: int
    entries: int
    wins: int
    podiums: int


class Fame:
    """Looks up what ended challenges have brought."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)

    @shielded
    async def winners(self, guild_id: int, page: int) -> tuple[tuple[Challenge, Entry] | None, int]:
        """Return a server's newest winner but `page`, and how many there are."""
        wanted = (
            select(Challenge, Entry)
            .join(Entry, Entry.challenge_id == Challenge.id)
            .where(Challenge.guild_id == guild_id, Challenge.phase == Phase.ENDED, Entry.rank == 1)
        )
        count = select(func.count()).select_from(wanted.with_only_columns(Entry.id).subquery())
        newest = wanted.order_by(Challenge.ends_at.desc(), Challenge.id).offset(page).limit(1)
        async with self._sessions() as session:
            total = await session.scalar(count) or 0
            row = (await session.execute(newest)).first()
            return row, total

    @shielded
    async def leaders(self, guild_id: int, season: Season, most: int) -> Sequence[Record]:
        """Return the members of a server with the most points in a season, best first."""
        wanted = _RECORDS.where(
            Challenge.guild_id == guild_id,
            Challenge.ends_at >= season.begins,
            Challenge.ends_at < season.after.begins,
        )
        wanted = wanted.having(_POINTS > 0)
        best = wanted.order_by(_POINTS.desc(), _WINS.desc(), Entry.user_id).limit(most)
        async with self._sessions() as session:
            return [Record(*row) for row in (await session.execute(best)).all()]

    @shielded
    async def record(self, guild_id: int, user_id: int) -> Record:
        """Return what a member has to show in a server."""
        wanted = _RECORDS.where(Challenge.guild_id == guild_id, Entry.user_id == user_id)
        async with self._sessions() as session:
            row = (await session.execute(wanted)).first()
        return Record(*row) if row else Record(user_id, 0, 0, 0, 0)


_POINTS = func.sum(Entry.points)
_WINS = func.sum(case((Entry.rank == 1, 1), else_=0))
_PODIUMS = func.sum(case((Entry.rank <= 3, 1), else_=0))


_RECORDS = (
    select(Entry.user_id, _POINTS, func.count(), _WINS, _PODIUMS)
    .join(Challenge, Challenge.id == Entry.challenge_id)
    .where(Challenge.phase == Phase.ENDED, Entry.user_id.is_not(None))
    .group_by(Entry.user_id)
)
