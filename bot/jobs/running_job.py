"""A job that is being drawn or painted."""

import asyncio
from dataclasses import dataclass

from bot.database.models import Job


@dataclass(slots=True)
class RunningJob:
    """A job and the task that has it painted."""

    job: Job
    task: asyncio.Task[None]
    stopping: bool = False
    tell: bool = True
    """Whether its member is told when it is cancelled."""

    def stop(self) -> bool:
        """Cancel the task; say whether it was neither done nor being cancelled.

        Cancelled for a second time it would not wait until the painter gives way, but kill it.
        """
        if self.stopping:
            return False
        self.stopping = self.task.cancel()
        return self.stopping
