"""What an earlier process left unfinished."""

from collections.abc import Callable, Coroutine
from typing import Any

from bot.database.jobs import JobRepository
from bot.database.models import Job, State
from bot.jobs.outcomes import Outcomes

# A job that takes the whole machine down must not do so at every start for ever.
_MOST_BEGINNINGS = 3
_MOST_DELIVERIES = 3


class Recovery:
    """Takes unfinished jobs up where the process has died that had them."""

    def __init__(self, jobs: JobRepository, outcomes: Outcomes) -> None:
        self._jobs = jobs
        self._outcomes = outcomes

    async def resume(
        self, paint: Callable[[Job], None], spawn: Callable[[Coroutine[Any, Any, None]], None]
    ) -> None:
        """Have the jobs painted that still need it; `spawn` what brings the others to an end."""
        # Before anything is delivered, whose member is pinged for it by this process.
        owing_pings = await self._jobs.owing_pings()
        for job in await self._jobs.unfinished():
            if job.state is State.PAINTED:
                await self._outcomes.enter(job)
                if job.deliveries < _MOST_DELIVERIES:
                    spawn(self._outcomes.deliver_again(job))
                continue
            if job.state is State.PAINTING:
                await self._jobs.put_back(job.id, uncounted=False)
            if job.begun >= _MOST_BEGINNINGS:
                spawn(self._outcomes.with_sentence(job, State.FAILED, "failed"))
            else:
                paint(job)
        spawn(self._outcomes.ping_owed(owing_pings))
        await self._outcomes.release_abandoned()
