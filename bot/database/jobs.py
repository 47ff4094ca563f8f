"""Read and write jobs. Each change of state says from which states it may come.

A job has a lease: the process that works on it, and a number of its attempt, which is raised when a
process takes the job up and when its painting begins. A change is made for the last attempt only.
Whatever an earlier one says late, in this process or in another, changes nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Text, and_, delete, exists, func, or_, select, update
from sqlalchemy import cast as sql_cast
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker

from bot.database.challenges.models import Challenge
from bot.database.changes import changed_rows
from bot.database.models import UNFINISHED, Favourite, Job, ServerStyle, State
from bot.database.needed_pictures import is_needed, needed_pictures, pictures_of
from bot.database.process_name import process_name
from bot.database.shielded import shielded
from bot.errors import RefusalError


@dataclass(frozen=True, slots=True)
class Result:
    """A painted picture as it is kept: its name in the store, and how it came to be."""

    picture: str
    extension: str
    width: int
    height: int
    seconds: float


def result_of(job: Job) -> Result:
    """Return the result of a painted job."""
    details = job.result_details or {}
    return Result(
        picture=job.result or "",
        extension=job.result_extension or "",
        width=int(details["width"]),
        height=int(details["height"]),
        seconds=details["seconds"],
    )


class JobRepository:
    """Writes jobs down and finds them again."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)
        self._owner = process_name()

    @shielded
    async def add(self, job: Job) -> None:
        """Write a new job down, which this process works on."""
        job.owner = self._owner
        async with self._sessions.begin() as session:
            session.add(job)

    @shielded
    async def get(self, job_id: str) -> Job | None:
        """Return a job as it stands now."""
        async with self._sessions() as session:
            return await session.get(Job, job_id)

    @shielded
    async def unfinished(self, *, own: bool = False) -> list[Job]:
        """Return the jobs whose members still wait, oldest first.

        `own`: only those that this process has taken up.
        """
        waits: list[ColumnElement[bool]] = [Job.state.in_(UNFINISHED), Job.ended_at.is_(None)]
        if own:
            waits.append(Job.owner == self._owner)
        wanted = select(Job).where(*waits).order_by(Job.created_at, Job.id)
        async with self._sessions() as session:
            return list(await session.scalars(wanted))

    @shielded
    async def is_written_in(self, message_id: int) -> bool:
        """Say whether there is a job that answers in a message."""
        async with self._sessions() as session:
            return bool(await session.scalar(select(exists().where(Job.message_id == message_id))))

    @shielded
    async def count(self) -> dict[State, int]:
        """Return how many jobs are in each state."""
        counted = select(Job.state, func.count()).group_by(Job.state)
        async with self._sessions() as session:
            found = dict((await session.execute(counted)).all())
        return {state: found.get(state, 0) for state in State}

    @shielded
    async def newest_results(self, most: int) -> list[Job]:
        """Return the jobs that were painted last, oldest first."""
        painted = select(Job).where(Job.result_details.is_not(None))
        async with self._sessions() as session:
            newest = await session.scalars(painted.order_by(Job.created_at.desc()).limit(most))
            return list(newest)[::-1]

    @shielded
    async def locale_of(self, user_id: int) -> str | None:
        """Return the language of Discord with which a member last used a command or a button."""
        wanted = (
            select(Job.locale)
            .where(Job.user_id == user_id, Job.interaction_token.is_not(None))
            .order_by(Job.created_at.desc())
            .limit(1)
        )
        async with self._sessions() as session:
            return await session.scalar(wanted)

    async def claim(self, job: Job) -> bool:
        """Take up an unfinished job for this process; say whether nobody else has done so."""
        return await self._change(job, UNFINISHED, raised=1, owner=self._owner)

    @shielded
    async def is_last(self, job: Job) -> bool:
        """Say whether nobody else has taken a job up; one that is deleted belongs to nobody."""
        async with self._sessions() as session:
            attempt = await session.scalar(select(Job.attempt).where(Job.id == job.id))
        return attempt in (None, job.attempt)

    async def begin(self, job: Job) -> bool:
        """Turn a queued job into one that is being painted; say whether it was queued."""
        return await self._change(
            job, (State.QUEUED,), raised=1, state=State.PAINTING, begun=Job.begun + 1
        )

    async def accept_draft(self, job: Job) -> None:
        """Keep the new recipe of a job that is not being painted."""
        await self._change(job, (State.QUEUED,), recipe=job.recipe)

    async def put_back(self, job: Job, *, uncounted: bool) -> bool:
        """Queue a job again that was being painted; `uncounted` as if it had not been begun."""
        begun = Job.begun - 1 if uncounted else Job.begun
        return await self._change(job, (State.PAINTING,), state=State.QUEUED, begun=begun)

    async def keep_result(self, job: Job, result: Result) -> bool:
        """Write down that a job is painted; say whether it was being painted."""
        return await self._change(
            job,
            (State.PAINTING,),
            state=State.PAINTED,
            result=result.picture,
            result_extension=result.extension,
            result_details={
                "width": result.width,
                "height": result.height,
                "seconds": result.seconds,
            },
        )

    async def begin_delivery(self, job: Job) -> bool:
        """Count a delivery of a painted job; say whether there is one to be made."""
        return await self._change(job, (State.PAINTED,), deliveries=Job.deliveries + 1)

    async def end_delivered(self, job: Job, message_id: int, *, owes_ping: bool = False) -> bool:
        """Finish a painted job whose result is in a message; say whether it was one."""
        return await self._change(
            job,
            (State.PAINTED,),
            state=State.DELIVERED,
            message_id=message_id,
            ended_at=datetime.now(UTC),
            owes_ping=owes_ping,
        )

    async def give_up(self, job: Job) -> bool:
        """End a painted job that cannot be delivered; its result stays in its member's history."""
        return await self._change(job, (State.PAINTED,), ended_at=datetime.now(UTC))

    @shielded
    async def owing_pings(self) -> list[Job]:
        """Return the delivered jobs whose members are still to be pinged."""
        async with self._sessions() as session:
            return list(await session.scalars(select(Job).where(Job.owes_ping)))

    async def end_ping(self, job: Job) -> None:
        """Write down that a job's member has been pinged, or cannot be."""
        await self._change(job, (State.DELIVERED,), owes_ping=False)

    async def end(self, job: Job, state: State, of: Collection[State]) -> bool:
        """Finish a job that is in one of the states `of`; say whether it was."""
        return await self._change(job, of, state=state, ended_at=datetime.now(UTC))

    @shielded
    async def forget(self, age: timedelta) -> None:
        """Delete the jobs that ended longer ago than `age`, but for their members' favourites.

        So are those that were painted and never could be delivered, such as an entry whose answer
        had ended by then.
        """
        starred = (
            exists()
            .where(Favourite.job_id == Job.id, Favourite.user_id == Job.user_id)
            .correlate(Job)
        )
        before = datetime.now(UTC) - age
        undelivered = and_(Job.state == State.PAINTED, Job.created_at < before)
        old = or_(Job.ended_at < before, undelivered)
        async with self._sessions.begin() as session:
            await session.execute(delete(Job).where(old, ~starred))

    async def remove(self, job_id: str) -> set[str]:
        """Delete a job, and return the names of the pictures that no other job needs."""
        if (job := await self.get(job_id)) is None:
            return set()
        await self._delete(job_id)
        named = {job.content, job.result, *(style.picture for style in job.recipe.styles)}
        return {name for name in named if name} - await self.pictures()

    async def result(self, job_id: str, channel_id: int) -> Job:
        """Return a job that is painted, to be seen in a channel. Raises RefusalError."""
        job = await self.get(job_id)
        if job is None or job.result is None:
            raise RefusalError("result-kept-no-more")
        if job.nsfw and job.channel_id != channel_id:
            raise RefusalError("stays-in-its-channel")
        return job

    @shielded
    async def results_of(self, user_id: int, channel_id: int, page: int) -> tuple[Job | None, int]:
        """Return a member's newest result but `page`, and how many there are.

        What belongs into another, age-restricted channel does not count.
        """
        wanted = select(Job).where(
            Job.user_id == user_id,
            Job.result.is_not(None),
            or_(Job.nsfw.is_(False), Job.channel_id == channel_id),
        )
        newest = wanted.order_by(Job.created_at.desc(), Job.id).offset(page).limit(1)
        async with self._sessions() as session:
            total = await session.scalar(select(func.count()).select_from(wanted.subquery()))
            return await session.scalar(newest), total or 0

    @shielded
    async def pictures(self) -> set[str]:
        """Return the names of all pictures that a job, a server's style or a challenge needs."""
        async with self._sessions() as session:
            return await needed_pictures(session)

    @shielded
    async def pictures_of(self, user_id: int) -> set[str]:
        """Return the names of the pictures that a member's jobs need."""
        async with self._sessions() as session:
            return await pictures_of(session, user_id)

    @shielded
    async def unneeded_pictures(self, job: Job) -> set[str]:
        """Return the names of those pictures of a job that nothing needs."""
        named = {job.content, *(style.picture for style in job.recipe.styles)}
        async with self._sessions() as session:
            return {name for name in named if name and not await is_needed(session, name)}

    @shielded
    async def lends_style(self, picture: str, channel_id: int, guild_id: int | None) -> bool:
        """Say whether a picture is a style of a server, or of a job to be seen in a channel."""
        of_challenge = select(Challenge.id).where(
            Challenge.style_picture == picture, Challenge.guild_id == guild_id
        )
        of_server = select(ServerStyle.name).where(
            ServerStyle.picture == picture,
            ServerStyle.guild_id == guild_id,
            ServerStyle.approved,
        )
        wanted = select(Job.id).where(
            sql_cast(Job.recipe, Text).contains(picture),
            or_(Job.nsfw.is_(False), Job.channel_id == channel_id),
        )
        async with self._sessions() as session:
            for one in (wanted, of_server, of_challenge):
                if await session.scalar(one.limit(1)) is not None:
                    return True
            return False

    @shielded
    async def _delete(self, job_id: str) -> None:
        async with self._sessions.begin() as session:
            await session.execute(delete(Job).where(Job.id == job_id))

    @shielded
    async def _change(
        self, job: Job, of: Collection[State], *, raised: int = 0, **values: object
    ) -> bool:
        attempt = job.attempt + raised
        change = update(Job).where(_is_last(job), Job.state.in_(of))
        async with self._sessions.begin() as session:
            changed = await changed_rows(session, change.values(attempt=attempt, **values)) == 1
        if changed:
            job.attempt = attempt
        return changed


def _is_last(job: Job) -> ColumnElement[bool]:
    """Say that nobody has taken a job up since this copy of it was read or changed."""
    return and_(Job.id == job.id, Job.attempt == job.attempt)
