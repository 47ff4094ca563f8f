"""Read and write favourites."""

from datetime import UTC, datetime

from sqlalchemy import delete, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker

from bot.database.models import Favourite, Job
from bot.database.shielded import shielded


class Favourites:
    """Writes down which results members keep in mind, and finds them again."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)

    @shielded
    async def add(self, user_id: int, job: Job) -> None:
        """Add a result; one that is there already stays as it is."""
        favourite = Favourite(user_id, job.id, job.recipe, datetime.now(UTC))
        try:
            async with self._sessions.begin() as session:
                session.add(favourite)
        except IntegrityError:
            pass  # pressed twice

    @shielded
    async def remove(self, user_id: int, job_id: str) -> None:
        """Remove a result if it is there."""
        wanted = delete(Favourite).where(Favourite.user_id == user_id, Favourite.job_id == job_id)
        async with self._sessions.begin() as session:
            await session.execute(wanted)

    @shielded
    async def count(self, user_id: int) -> int:
        """Return how many a member has."""
        wanted = select(func.count()).where(Favourite.user_id == user_id)
        async with self._sessions() as session:
            return await session.scalar(wanted) or 0

    @shielded
    async def of(
        self, user_id: int, channel_id: int, page: int
    ) -> tuple[tuple[Favourite, Job | None] | None, int]:
        """Return a member's newest favourite but `page`, its job if it is kept, and how many.

        What belongs into another, age-restricted channel does not count.
        """
        shown = or_(Job.id.is_(None), Job.nsfw.is_(False), Job.channel_id == channel_id)
        wanted = (
            select(Favourite, Job)
            .outerjoin(Job, Job.id == Favourite.job_id)
            .where(Favourite.user_id == user_id, shown)
        )
        newest = wanted.order_by(Favourite.created_at.desc(), Favourite.job_id)
        count = select(func.count()).select_from(
            wanted.with_only_columns(Favourite.job_id).subquery()
        )
        async with self._sessions() as session:
            total = await session.scalar(count)
            row = (await session.execute(newest.offset(page).limit(1))).first()
            return (row[0], row[1]) if row else None, total or 0
