"""The jobs that wait for a painter, each of whose members knows where it stands."""

import time
from collections.abc import Callable

from bot.database.models import Job
from bot.delivery.states import Waiting
from bot.jobs.eta import Forecast
from bot.jobs.fair_queue import FairQueue, Ticket
from bot.jobs.queue_positions import QueuePositions
from bot.recipe import Recipe


class JobQueue:
    """A fair line of jobs; members are told whenever it moves."""

    def __init__(self, forecast: Forecast, show: Callable[[Job, Waiting], None]) -> None:
        self._forecast = forecast
        self._tickets = FairQueue()
        self._positions = QueuePositions(forecast, show)
        self._jobs: dict[str, Job] = {}
        self._moved_at = time.monotonic()

    def put(self, job: Job) -> None:
        """Put a job in line."""
        if not self._jobs:
            self._moved_at = time.monotonic()
        self._jobs[job.id] = job
        self._tickets.put_nowait(Ticket(job.id, job.user_id, job.guild_id or job.channel_id))
        self._tell_positions()

    async def take(self) -> Job:
        """Wait for the job whose turn it is and take it out: it is painted from now on."""
        ticket = await self._tickets.get()
        job = self._forget(ticket.job)
        self._forecast.begin(job.id, job.recipe)
        self.move_on()
        return job

    def leave(self, job_id: str) -> Job | None:
        """Take a job out of the line, wherever it stands; return it if it was there."""
        if not self._tickets.line.leave(job_id):
            return None
        job = self._forget(job_id)
        self._tell_positions()
        return job

    def find(self, job_id: str) -> Job | None:
        """Return a job that is in line."""
        return self._jobs.get(job_id)

    def jobs(self) -> list[Job]:
        """Return the jobs in line, in no order."""
        return list(self._jobs.values())

    def waiting_of(self, user_id: int) -> int:
        """Return how many jobs of a member are in line."""
        return self._tickets.line.waiting_of(user_id)

    def recipes(self) -> list[Recipe]:
        """Return the recipes of the jobs in line, in their order."""
        return [job.recipe for job in self._in_order()]

    def move_on(self) -> None:
        """Note that a painter got on with its work, and tell members where their jobs stand."""
        self._moved_at = time.monotonic()
        self._tell_positions()

    def stands_still(self, seconds: float) -> bool:
        """Say whether jobs wait, and no painter has got on with anything for so long."""
        return bool(self._jobs) and time.monotonic() - self._moved_at > seconds

    def _tell_positions(self) -> None:
        """Tell members where their jobs stand, as far as that is news."""
        self._positions.tell(self._in_order())

    def _forget(self, job_id: str) -> Job:
        self._positions.forget(job_id)
        return self._jobs.pop(job_id)

    def _in_order(self) -> list[Job]:
        return [self._jobs[ticket.job] for ticket in self._tickets.line.order()]
