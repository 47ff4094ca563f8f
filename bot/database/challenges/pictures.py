"""Which picture files challenges need."""

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.challenges.models import RUNNING, Challenge, Entry, Phase, Series


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
    names: set[str | None] = set()
    for query in wanted:
        for row in await session.execute(query):
            names.update(row)
    for plan in await session.scalars(select(Series.plan).where(Series.next_at.is_not(None))):
        names.update((plan["style_picture"], plan["photo"]))
    return {name for name in names if name}
