"""Read and write whom an answer is promised to."""

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker

from bot.database.models import PendingAnswer
from bot.database.shielded import shielded


class PendingAnswers:
    """Writes promises down. One ends in the transaction that writes its job down."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)

    @shielded
    async def add(self, answer: PendingAnswer) -> None:
        """Write a promise down."""
        async with self._sessions.begin() as session:
            await session.merge(answer)

    @shielded
    async def remove(self, message_id: int) -> None:
        """Forget a promise that was kept, or cannot be."""
        async with self._sessions.begin() as session:
            gone = delete(PendingAnswer).where(PendingAnswer.message_id == message_id)
            await session.execute(gone)

    @shielded
    async def all(self) -> list[PendingAnswer]:
        """Return all promises."""
        async with self._sessions() as session:
            return list(await session.scalars(select(PendingAnswer)))
