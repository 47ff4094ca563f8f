"""Which picture files are needed: all others may be deleted."""

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.challenges.models import RUNNING, Challenge, Entry, Phase, Series
from bot.database.models import Job, ServerStyle


async def needed_pictures(session: AsyncSession) -> set[str]:
    """Return the names of all pictures that a job, a server's style or a challenge needs."""
    own = await session.execute(select(ServerStyle.picture, ServerStyle.preview))
    rows = await session.execute(select(Job.content, Job.result, Job.recipe))
    names: set[str | None] = {name for both in own for name in both}
    names |= await _of_challenges(session)
    for content, result, recipe in rows:
        names |= {content, result, *(style.picture for style in recipe.styles)}
    return {name for name in names if name}


async def _of_challenges(session: AsyncSession) -> set[str]:
    """Return the names of what a challenge, or one to come, needs.

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
