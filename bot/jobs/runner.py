"""Take jobs from the line, have them painted and delivered, and write down how far each is."""

import asyncio
import contextlib
import logging
from collections.abc import Coroutine, Generator
from dataclasses import replace
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.database.jobs import JobRepository, result_of
from bot.database.models import Job
from bot.delivery.sender import Sender
from bot.delivery.states import Painting
from bot.errors import PainterDiedError, RefusalError
from bot.inference.painter import JobEvent
from bot.inference.pool import PainterPool
from bot.jobs.endings import Endings
from bot.jobs.eta import Forecast
from bot.jobs.job_queue import JobQueue
from bot.jobs.outcomes import Outcomes
from bot.jobs.reconciler import Reconciler
from bot.jobs.running_job import RunningJob
from bot.jobs.worker_requests import WorkerRequests
from bot.monitoring.metrics import Metrics
from bot.recipe import Quality
from bot.storage.picture_store import PictureStore
from styletransfer.worker.protocol import Painted, Progress

_log = logging.getLogger(__name__)

_BREATH_SECONDS = 1
_RESULTS_TO_LEARN_FROM = 10
# A painting that is there as soon needs no draft before it.
_SOON_SECONDS = 3
# A draft before the painting is sent again with each change of its message.
_SHOWN_BYTES = 400_000


class JobRunner:
    """Everything between a member's request and its end."""

    def __init__(
        self,
        jobs: JobRepository,
        pictures: PictureStore,
        requests: WorkerRequests,
        pool: PainterPool,
        delivery: Sender,
        outcomes: Outcomes,
        metrics: Metrics,
        *,
        max_waiting: int,
    ) -> None:
        """Run jobs with a pool of painters."""
        self._jobs = jobs
        self._pool = pool
        self._delivery = delivery
        self._metrics = metrics
        self._end = outcomes
        self._reconciler = Reconciler(jobs, outcomes, self)
        self._max_waiting = max_waiting
        self._requests = requests
        self._drafts_accepted: set[str] = set()
        self._pictures = pictures
        self._forecast = Forecast(len(pool))
        self.queue = JobQueue(self._forecast, delivery.show)
        self._running: dict[str, RunningJob] = {}
        self._workers: list[asyncio.Task[None]] = []
        self._endings = Endings(metrics)
        # Jobs on their way from one of these to another.
        self._changing: set[str] = set()
        self._closing = False

    async def start(self) -> None:
        """Take up what an earlier process left unfinished, then whatever comes."""
        for job in await self._jobs.newest_results(_RESULTS_TO_LEARN_FROM):
            self._forecast.learn(job.recipe, result_of(job).seconds)
        await self._reconciler.resume()
        self._workers = [asyncio.create_task(self._work()) for _ in range(len(self._pool))]
        self._workers.append(asyncio.create_task(self._reconciler.run()))

    async def close(self) -> None:
        """Stop painting and put the jobs back in line for the next process."""
        self._closing = True
        for worker in self._workers:
            worker.cancel()
        for running in self._running.values():
            running.stop()
        tasks = [*self._workers, *(running.task for running in self._running.values())]
        if tasks:
            await asyncio.wait(tasks)
        await self._endings.wait()
        self._endings.cancel()

    def check_room(self, user_id: int) -> None:
        """Raise RefusalError if a member has as many jobs in line as they may."""
        drafting = sum(
            running.job.user_id == user_id
            for running in self._running.values()
            if running.job.recipe.quality is Quality.DRAFT
        )
        if self.queue.waiting_of(user_id) + drafting >= self._max_waiting:
            raise RefusalError("too-many-waiting", most=self._max_waiting)

    async def submit(self, job: Job) -> None:
        """Write a job down, then put it in line. Raises RefusalError."""
        async with self._pictures.lock:
            self.check_room(job.user_id)
            with self.held(job.id):
                await self._jobs.add(job)
                _log.info("queued by %d", job.user_id, extra={"job": job.id})
                self.let_in(job)

    def find(self, job_id: str) -> Job | None:
        """Return a job that waits or is being painted."""
        if running := self._running.get(job_id):
            return running.job
        return self.queue.find(job_id)

    async def cancel(self, job_id: str, *, tell: bool = True) -> bool:
        """Cancel a job that waits or is being painted; say whether it was either."""
        if running := self._running.get(job_id):
            running.tell = tell
            running.stop()
            return job_id not in self._drafts_accepted
        if (job := self.queue.leave(job_id)) is None:
            return False
        self.spawn(job.id, self._end.cancelled(job, tell=tell))
        return True

    async def message_deleted(self, message_id: int) -> None:
        """Cancel the job whose progress a deleted message showed: somebody wanted it away."""
        painting = (running.job for running in self._running.values())
        for job in (*painting, *self.queue.jobs()):
            if job.message_id == message_id:
                await self.cancel(job.id, tell=False)
                return

    async def accept_draft(self, job_id: str) -> bool:
        """Take the draft of a job for its result; say whether it is not too late for that."""
        job = self.find(job_id)
        if job is None or job.recipe.quality is Quality.DRAFT:
            return False
        running = self._running.get(job_id)
        if running and not running.stop():
            return False
        job.recipe = replace(job.recipe, quality=Quality.DRAFT)
        with self.held(job_id):
            if running:
                self._drafts_accepted.add(job_id)
                await asyncio.wait([running.task])
                self._drafts_accepted.remove(job_id)
            else:
                self.queue.leave(job_id)
            try:
                await self._jobs.accept_draft(job)
            finally:
                self._draw(job)
        return True

    async def cancel_all(self, user_id: int) -> None:
        """Cancel whatever a member has in line, and wait a little until it has ended."""
        painting = [running for running in self._running.values() if running.job.user_id == user_id]
        waiting = [job for job in self.queue.jobs() if job.user_id == user_id]
        for job in (*waiting, *(running.job for running in painting)):
            await self.cancel(job.id)
        if painting:
            await asyncio.wait([running.task for running in painting])
        await self._endings.wait()

    def reconcile(self) -> None:
        """Look at once for jobs that nobody works on, and send again what waits for that."""
        self._reconciler.wake()
        self.try_again()

    def try_again(self) -> None:
        """Send at once what waits to be sent again."""
        self._delivery.try_again()

    def owns(self, job_id: str) -> bool:
        """Say whether a job is in line, being painted or on its way to its end."""
        return (
            job_id in self._running
            or job_id in self._changing
            or self.queue.find(job_id) is not None
            or self._endings.owns(job_id)
        )

    def let_in(self, job: Job) -> None:
        """Draw the draft of a job, put its painting in line, or both."""
        if job.recipe.quality is Quality.DRAFT:
            self._draw(job)
            return
        self.queue.put(job)
        if job.recipe.quality is Quality.BOTH and not job.recipe.dream:
            self.spawn(job.id, self._show_draft(job))

    async def _work(self) -> None:
        while True:
            try:
                await self._work_at_next()
            except Exception:
                # The reconciler gives the job to a worker again.
                _log.exception("a job could not be taken out of the line")
                self._metrics.failed("bot")
                await asyncio.sleep(_BREATH_SECONDS)

    async def _work_at_next(self) -> None:
        job = await self.queue.take()
        task = self._begin(job)
        try:
            await asyncio.wait([task])
        finally:
            self._forecast.end(job.id)

    def _begin(self, job: Job) -> asyncio.Task[None]:
        task = asyncio.create_task(self._paint(job), name=f"job {job.id}")
        self._running[job.id] = RunningJob(job, task)
        task.add_done_callback(lambda _: self._running.pop(job.id))
        return task

    def _draw(self, job: Job) -> None:
        """Draw a draft that is a result. It waits in no line, for it is there within a second."""
        if not self._closing:
            self._begin(job)

    async def _show_draft(self, job: Job) -> None:
        """Show the draft of a job that waits, unless its painting is there as soon."""
        ready_in = self._forecast.ready_in(self.queue.recipes())
        if ready_in and max(ready_in) < _SOON_SECONDS:
            return
        try:
            draft = await self._pool.draft(await self._requests.draft(job, _SHOWN_BYTES))
        except (PainterDiedError, OSError) as error:
            _log.warning("no draft: %s", error, extra={"job": job.id})
            return
        if draft is not None and self.find(job.id) is job:
            await self._delivery.show_draft(job, draft)

    async def _paint(self, job: Job) -> None:
        """Have a job painted; being cancelled means that its member or the bot wants an end."""
        try:
            if not await self._jobs.begin(job):
                return
            _log.info("begun", extra={"job": job.id})
            self._metrics.begun(job)
            if job.recipe.quality is not Quality.DRAFT:
                self._delivery.show(job, Painting(0, 0, None))
            request = await self._requests.of(job)
            async with contextlib.aclosing(self._pool.paint(request)) as events:
                preview = None
                async for event in events:
                    if isinstance(event, Progress):
                        preview = event.preview or preview
                        state = Painting(event.fraction, event.seconds_left, preview)
                        self._delivery.show(job, state)
                        self._forecast.hear(job.id, event.seconds_left)
                        self.queue.move_on()
                    else:
                        self._hear_end(job, event)
        except asyncio.CancelledError:
            if self._closing or job.id in self._drafts_accepted:
                await self._jobs.put_back(job, uncounted=True)
            else:
                tell = self._running[job.id].tell
                self.spawn(job.id, self._end.cancelled(job, tell=tell))
        except PainterDiedError:
            self.spawn(job.id, self._end.failed(job, "painter died"))
        except (SQLAlchemyError, OSError) as error:
            # The host's machine is ill: nothing that this job is to blame for.
            about = {"job": job.id, "repeats": True}
            _log.warning("to be begun again: %s", type(error).__name__, extra=about)
            self._metrics.failed("host")
        except Exception:
            _log.exception("failed", extra={"job": job.id})
            self.spawn(job.id, self._end.failed(job, "bot"))

    def _hear_end(self, job: Job, event: JobEvent) -> None:
        if isinstance(event, Painted):
            self._forecast.learn(job.recipe, event.seconds)
            self.queue.move_on()
        self.spawn(job.id, self._end.of(job, event))

    def spawn(self, job_id: str, ending: Coroutine[Any, Any, None]) -> None:
        """Let a job end, or its draft be shown, beside the next one's painting."""
        self._endings.spawn(job_id, ending)

    @contextlib.contextmanager
    def held(self, job_id: str) -> Generator[None]:
        """Own a job between two states."""
        self._changing.add(job_id)
        try:
            yield
        finally:
            self._changing.discard(job_id)
