"""What is under way to bring jobs to their end, beside the next one's painting."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.errors import PainterDiedError
from bot.monitoring.metrics import Metrics

_log = logging.getLogger(__name__)

_LAST_WORDS_SECONDS = 10
# What the host's machine is to blame for; all else is a bug.
_ILL = (SQLAlchemyError, OSError, PainterDiedError)


class Endings:
    """Tasks by the job that each works on. What fails is logged, and left to the reconciler."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._jobs: dict[asyncio.Task[None], str] = {}

    def spawn(self, job_id: str, ending: Coroutine[Any, Any, None]) -> None:
        """Begin to work on a job's end."""
        task = asyncio.create_task(ending, name=f"end of job {job_id}")
        self._jobs[task] = job_id
        task.add_done_callback(self._ended)

    def owns(self, job_id: str) -> bool:
        """Say whether a job's end is being worked on."""
        return job_id in self._jobs.values()

    async def wait(self) -> None:
        """Wait a little until all that is under way has ended."""
        if self._jobs:
            await asyncio.wait(self._jobs, timeout=_LAST_WORDS_SECONDS)

    def cancel(self) -> None:
        """End what is still under way."""
        for task in self._jobs:
            task.cancel()

    def _ended(self, task: asyncio.Task[None]) -> None:
        job_id = self._jobs.pop(task)
        if task.cancelled() or (error := task.exception()) is None:
            return
        if isinstance(error, _ILL):
            self._metrics.failed("host")
            _log.warning("not ended yet: %s", type(error).__name__, extra={"job": job_id})
        else:
            self._metrics.failed("bot")
            _log.error("not ended yet", exc_info=error, extra={"job": job_id})
