"""Read and write the entries of challenges."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict

from sqlalchemy import Update, delete, exists, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from bot.database.challenges.models import RUNNING, Challenge, Entry, Phase
from bot.database.changes import changed_rows
from bot.database.jobs import Result
from bot.database.models import UNFINISHED, Job
from bot.database.shielded import shielded
from bot.errors import RefusalError

_ID_BYTES = 8


class Entries:
    """Writes down who enters with what."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)

    @shielded
    async def get(self, entry_id: str) -> Entry | None:
        """Return an entry as it stands now."""
        async with self._sessions() as session:
            return await session.get(Entry, entry_id)

    @shielded
    async def of(self, challenge_id: str) -> Sequence[Entry]:
        """Return the entries of a challenge that are painted, the oldest first."""
        wanted = select(Entry).where(Entry.challenge_id == challenge_id, Entry.picture.is_not(None))
        async with self._sessions() as session:
            return (await session.scalars(wanted.order_by(Entry.created_at, Entry.id))).all()

    @shielded
    async def of_member(self, challenge_id: str, user_id: int) -> Sequence[Entry]:
        """Return a member's entries in a challenge, those that are being painted included."""
        wanted = select(Entry).where(Entry.challenge_id == challenge_id, Entry.user_id == user_id)
        async with self._sessions() as session:
            return (await session.scalars(wanted.order_by(Entry.slot))).all()

    @shielded
    async def count(self, challenge_id: str) -> int:
        """Return how many painted entries a challenge has that are not hidden."""
        wanted = select(func.count()).where(
            Entry.challenge_id == challenge_id,
            Entry.picture.is_not(None),
            Entry.hidden_because.is_(None),
        )
        async with self._sessions() as session:
            return await session.scalar(wanted) or 0

    @shielded
    async def reserve(
        self, challenge_id: str, user_id: int, job_id: str, now: datetime, replaced: str | None
    ) -> None:
        """Take a place for what a job will paint, or let it replace an entry.

        Raises RefusalError if entries are closed or a member has as many as they may.
        """
        try:
            async with self._sessions.begin() as session:
                challenge = await _open(session, challenge_id, now)
                if replaced is None:
                    slot = await _free_slot(session, challenge, user_id)
                    entry_id = secrets.token_urlsafe(_ID_BYTES)
                    session.add(Entry(entry_id, challenge_id, user_id, slot, now, job_id))
                else:
                    change = _own(replaced, challenge_id, user_id).values(pending_job_id=job_id)
                    await _demand(session, change, RefusalError("entry-gone"))
        except IntegrityError as error:  # the same member took it at the same moment
            raise RefusalError("entry-at-once") from error

    @shielded
    async def enter(self, challenge_id: str, job: Job, now: datetime, replaced: str | None) -> None:
        """Enter with the result of a job. Raises RefusalError as `reserve` does."""
        try:
            async with self._sessions.begin() as session:
                challenge = await _open(session, challenge_id, now)
                same = exists().where(
                    Entry.challenge_id == challenge_id,
                    Entry.job_id == job.id,
                    Entry.id != (replaced or ""),
                )
                if await session.scalar(select(same)):
                    raise RefusalError("entry-twice")
                if replaced is None:
                    slot = await _free_slot(session, challenge, job.user_id)
                    entry = Entry(
                        secrets.token_urlsafe(_ID_BYTES),
                        challenge_id,
                        job.user_id,
                        slot,
                        now,
                        None,
                        **_of_job(job, job.result, job.result_extension),
                    )
                    session.add(entry)
                else:
                    values = _of_job(job, job.result, job.result_extension)
                    change = _own(replaced, challenge_id, job.user_id).values(
                        **values, **_unseen(now), pending_job_id=None
                    )
                    await _demand(session, change, RefusalError("entry-gone"))
        except IntegrityError as error:
            raise RefusalError("entry-at-once") from error

    @shielded
    async def painted(self, job: Job, result: Result) -> str | None:
        """Put what a job has painted into its entry; return its challenge if it has one.

        A new entry was asked for in time and may come late, as long as there is a vote. An entry
        that is voted for is not replaced any more.
        """
        async with self._sessions.begin() as session:
            entry = await session.scalar(select(Entry).where(Entry.pending_job_id == job.id))
            if entry is None:
                return None
            phase = await session.scalar(
                select(Challenge.phase).where(Challenge.id == entry.challenge_id)
            )
            in_time = phase is Phase.OPEN or (phase is Phase.VOTING and entry.picture is None)
            change = update(Entry).where(Entry.pending_job_id == job.id)
            if in_time:
                values = _of_job(job, result.picture, result.extension)
                unseen = _unseen(entry.created_at)
                await session.execute(change.values(**values, **unseen, pending_job_id=None))
                return entry.challenge_id
        await self.release(job.id)
        return None

    @shielded
    async def release(self, job_id: str) -> None:
        """Give back the place of a job that painted nothing; what it would have replaced stays."""
        mine = Entry.pending_job_id == job_id
        async with self._sessions.begin() as session:
            await session.execute(delete(Entry).where(mine, Entry.picture.is_(None)))
            await session.execute(update(Entry).where(mine).values(pending_job_id=None))

    @shielded
    async def abandoned(self) -> Sequence[str]:
        """Return the jobs that entries wait for though nobody paints them any more."""
        alive = exists().where(Job.id == Entry.pending_job_id, Job.state.in_(UNFINISHED))
        wanted = select(Entry.pending_job_id).where(Entry.pending_job_id.is_not(None), ~alive)
        async with self._sessions() as session:
            return [job_id for job_id in await session.scalars(wanted) if job_id]

    @shielded
    async def withdraw(self, entry_id: str, user_id: int, now: datetime) -> None:
        """Take one's own entry back while entries are taken. Raises RefusalError."""
        async with self._sessions.begin() as session:
            entry = await session.get(Entry, entry_id)
            if entry is None:
                raise RefusalError("entry-gone")
            if entry.user_id != user_id:
                raise RefusalError("entry-not-yours")
            await _open(session, entry.challenge_id, now)
            await session.execute(delete(Entry).where(Entry.id == entry_id))

    @shielded
    async def hide(self, entry_id: str, reason: str | None) -> bool:
        """Take an entry out of the vote, or with no reason back in; say whether it was running."""
        running = select(Challenge.id).where(Challenge.phase.in_(RUNNING))
        change = update(Entry).where(Entry.id == entry_id, Entry.challenge_id.in_(running))
        async with self._sessions.begin() as session:
            return await changed_rows(session, change.values(hidden_because=reason)) == 1

    @shielded
    async def unappraised(self) -> Sequence[Entry]:
        """Return the painted entries that nobody has looked at, the oldest first."""
        wanted = (
            select(Entry)
            .join(Challenge, Challenge.id == Entry.challenge_id)
            .where(Entry.picture.is_not(None), Entry.appraised.is_(False))
            .where(Challenge.phase != Phase.CANCELLED)
        )
        async with self._sessions() as session:
            return (await session.scalars(wanted.order_by(Entry.created_at))).all()

    @shielded
    async def appraise(self, entry: Entry, fingerprint: str | None, jury: float | None) -> None:
        """Write down what was seen in an entry, unless its picture was replaced meanwhile."""
        change = update(Entry).where(Entry.id == entry.id, Entry.picture == entry.picture)
        values = change.values(appraised=True, fingerprint=fingerprint, jury=jury)
        async with self._sessions.begin() as session:
            await session.execute(values)


class _Picture(TypedDict):
    job_id: str
    content: str
    picture: str | None
    extension: str | None
    spoiler: bool
    description: str | None


class _Unseen(TypedDict):
    created_at: datetime
    appraised: bool
    fingerprint: None
    jury: None


def _of_job(job: Job, picture: str | None, extension: str | None) -> _Picture:
    return {
        "job_id": job.id,
        "content": job.content,
        "picture": picture,
        "extension": extension,
        "spoiler": job.spoiler,
        "description": job.description,
    }


def _unseen(created_at: datetime) -> _Unseen:
    return {"created_at": created_at, "appraised": False, "fingerprint": None, "jury": None}


async def _open(session: AsyncSession, challenge_id: str, now: datetime) -> Challenge:
    """Return a challenge that takes entries, and keep it from closing. Raises RefusalError."""
    # Written, not only read: so nobody else changes its phase before this is done.
    touch = (
        update(Challenge)
        .where(Challenge.id == challenge_id, Challenge.phase == Phase.OPEN)
        .where(Challenge.closes_at > now)
        .values(phase=Phase.OPEN)
    )
    await _demand(session, touch, RefusalError("challenge-not-open"))
    challenge = await session.get(Challenge, challenge_id)
    assert challenge is not None
    return challenge


async def _free_slot(session: AsyncSession, challenge: Challenge, user_id: int) -> int:
    wanted = select(Entry.slot).where(Entry.challenge_id == challenge.id, Entry.user_id == user_id)
    taken = set(await session.scalars(wanted))
    free = [slot for slot in range(1, challenge.per_member + 1) if slot not in taken]
    if not free:
        raise RefusalError("entry-no-more", most=challenge.per_member)
    return free[0]


def _own(entry_id: str, challenge_id: str, user_id: int) -> Update:
    return update(Entry).where(
        Entry.id == entry_id, Entry.challenge_id == challenge_id, Entry.user_id == user_id
    )


async def _demand(session: AsyncSession, change: Update, refusal: RefusalError) -> None:
    """Make a change, or raise a refusal if there is nothing to be changed."""
    if await changed_rows(session, change) != 1:
        raise refusal
