"""Which picture files are needed: all others may be deleted."""

from sqlalchemy import Text, or_, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.challenges.models import RUNNING, Challenge, Entry, Phase, Series
from bot.database.models import Job, ServerStyle, State

# What came to nothing is painted no more.
_NEEDS = Job.state.not_in((State.REFUSED, State.CANCELLED, State.FAILED))


async def needed_pictures(session: AsyncSession) -> set[str]:
    """Return the names of all pictures that a job, a server's style or a challenge needs."""
    own = await session.execute(select(ServerStyle.picture, ServerStyle.preview))
    rows = await session.execute(select(Job.content, Job.result, Job.recipe).where(_NEEDS))
    names: set[str | None] = {name for both in own for name in both}
    names |= await _of_challenges(session)
    for content, result, recipe in rows:
        names |= {content, result, *(style.picture for style in recipe.styles)}
    return {name for name in names if name}


async def is_needed(session: AsyncSession, name: str) -> bool:
    """Say whether a picture is needed, or may be, without a look at all that are."""
    in_recipe = sql_cast(Job.recipe, Text).contains(name)
    wanted = (
        select(Job.id).where(_NEEDS, or_(Job.content == name, Job.result == name, in_recipe)),
        select(ServerStyle.id).where(or_(ServerStyle.picture == name, ServerStyle.preview == name)),
        select(Challenge.id).where(or_(Challenge.style_picture == name, Challenge.photo == name)),
        select(Entry.id).where(or_(Entry.picture == name, Entry.content == name)),
        select(Series.id).where(sql_cast(Series.plan, Text).contains(name)),
    )
    for one in wanted:
        if await session.scalar(one.limit(1)) is not None:
            return True
    return False


async def pictures_of(session: AsyncSession, user_id: int) -> set[str]:
    """Return the names of the pictures that a member's jobs need."""
    wanted = select(Job.content, Job.result, Job.recipe).where(Job.user_id == user_id, _NEEDS)
    names: set[str | None] = set()
    for content, result, recipe in await session.execute(wanted):
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
