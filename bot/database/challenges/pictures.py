"""Which picture files challenges need."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.challenges.models import RUNNING, Challenge, Entry, Phase, Series

_OF_SERIES = ("style_picture", "photo")


async def pictures_of_challenges(session: AsyncSession) -> set[str]:
    """Return the names of all pictures that a challenge, or one to come, needs.

    Entries are kept for the hall of fame, the photos that they were painted from only for the jury.
    """
    alive = Challenge.phase != Phase.CANCELLED
    of_entry = Entry.challenge_id == Challenge.id
    needed = or_(Challenge.phase.in_(RUNNING), Entry.appraised.is_(False))
    wanted = (
        select(Challenge.style_picture, Challenge.photo).where(alive),
        select(Entry.picture).join(Challenge, of_entry).where(alive),
        select(Entry.content).join(Challenge, of_entry).where(alive, needed),
    )
    rows: list[Sequence[Any]] = []
    for query in wanted:
        rows += (await session.execute(query)).all()
    for plan in await session.scalars(select(Series.plan).where(Series.next_at.is_not(None))):
        rows.append([plan.get(name) for name in _OF_SERIES])
    return {name for row in rows for name in row if name}
