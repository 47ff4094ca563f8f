"""Jobs that nobody works on: those of an earlier process, and those that a fault has dropped."""

import asyncio
import contextlib
import logging
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from bot.database.jobs import JobRepository
from bot.database.models import UNFINISHED, Job, State
from bot.jobs.outcomes import Outcomes

_log = logging.getLogger(__name__)

_LOOK_SECONDS = 60
# A job that takes the whole machine down must not do so at every start for ever.
_MOST_BEGINNINGS = 3
# What could not be delivered for so long is expected by nobody any more.
_EXPIRY = timedelta(days=1)


class Owner(Protocol):
    """Whoever works on jobs."""

    def owns(self, job_id: str) -> bool:
        """Say whether a job is being worked on, or in line."""
        ...

    def held(self, job_id: str) -> contextlib.AbstractContextManager[None]:
        """Own a job for as long as a block lasts."""
        ...

    def let_in(self, job: Job) -> None:
        """Draw or paint a job, which is queued."""
        ...

    def spawn(self, job_id: str, ending: Coroutine[Any, Any, None]) -> None:
        """Bring a job to its end beside all else."""
        ...


class Reconciler:
    """Compares the jobs that are written down with those that are worked on, again and again.

    A row that nobody owns is the trace of a fault: a process died, a disk was full, the database
    did not answer. Whatever happened, the next look gives the job to its owner again.
    """

    def __init__(self, jobs: JobRepository, outcomes: Outcomes, owner: Owner) -> None:
        self._jobs = jobs
        self._outcomes = outcomes
        self._owner = owner
        self._woken = asyncio.Event()

    async def resume(self) -> None:
        """Take up what an earlier process left behind."""
        # Before anything is delivered, whose member is pinged for it by this process.
        owing_pings = await self._jobs.owing_pings()
        await self.look(own=False)
        self._owner.spawn("", self._outcomes.ping_owed(owing_pings))

    async def run(self) -> None:
        """Look every minute, or when woken, until cancelled."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_SECONDS):
                    await self._woken.wait()
            self._woken.clear()
            try:
                await self.look()
            except Exception:
                _log.exception("the jobs that nobody works on could not be looked for")

    def wake(self) -> None:
        """Look at once."""
        self._woken.set()

    async def look(self, *, own: bool = True) -> None:
        """Give each job that nobody works on to its owner; `own`: of those of this process.

        Those of others are taken up at the start only, when the locks on the data folder and the
        database say that there are no others any more.
        """
        for job in await self._jobs.unfinished(own=own):
            if self._owner.owns(job.id):
                continue
            try:
                with self._owner.held(job.id):
                    await self._adopt(job.id)
            except Exception:
                _log.exception("nobody can work on it yet", extra={"job": job.id})
        await self._outcomes.release_abandoned(self._owner.owns)
        await self._outcomes.apologise()

    async def _adopt(self, job_id: str) -> None:
        # Read anew, for an owner may have got on with it since the rows were read.
        job = await self._jobs.get(job_id)
        if job is None or job.state not in UNFINISHED or job.ended_at is not None:
            return
        if not await self._jobs.claim(job):
            return
        _log.info("%s, and nobody works on it", job.state, extra={"job": job.id})
        if job.state is State.PAINTED:
            await self._outcomes.enter(job)
            if datetime.now(UTC) - job.created_at < _EXPIRY:
                self._owner.spawn(job.id, self._outcomes.deliver_again(job))
            else:
                self._owner.spawn(job.id, self._outcomes.give_up(job, "for a day"))
            return
        if job.state is State.PAINTING:
            await self._jobs.put_back(job, uncounted=False)
        if job.begun >= _MOST_BEGINNINGS:
            failed = self._outcomes.with_sentence(job, State.FAILED, "failed")
            self._owner.spawn(job.id, failed)
        else:
            self._owner.let_in(job)
