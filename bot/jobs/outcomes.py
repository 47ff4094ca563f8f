"""How jobs end: with a picture in a message, or with a sentence that says why not."""

import logging
from collections.abc import Callable, Iterable

from sqlalchemy.exc import SQLAlchemyError

from bot.database.challenges.entries import Entries
from bot.database.jobs import JobRepository, Result, result_of
from bot.database.models import Job, State
from bot.delivery.promises import Promises
from bot.delivery.sender import Sender
from bot.errors import RefusalKey, UndeliverableError
from bot.inference.painter import JobEvent
from bot.jobs.notifications import Notifications
from bot.jobs.refusals import SENTENCES
from bot.monitoring.metrics import Metrics
from bot.storage.picture_store import PictureStore
from styletransfer.worker.protocol import Failed, Painted, Refused

_log = logging.getLogger(__name__)


class Outcomes:
    """Tells members how their jobs ended, and writes that down."""

    def __init__(
        self,
        jobs: JobRepository,
        entries: Entries,
        pictures: PictureStore,
        delivery: Sender,
        notifications: Notifications,
        metrics: Metrics,
        promises: Promises,
    ) -> None:
        self._jobs = jobs
        self._entries = entries
        self._pictures = pictures
        self._delivery = delivery
        self._notifications = notifications
        self._metrics = metrics
        self._promises = promises

    async def of(self, job: Job, event: JobEvent) -> None:
        """End a job as the last event of its painter says."""
        match event:
            case Painted():
                await self.painted(job, event)
            case Refused():
                _log.info("refused, %s", event.reason, extra={"job": job.id})
                self._metrics.failed(event.reason)
                await self.with_sentence(job, State.REFUSED, SENTENCES[event.reason])
            case Failed():
                _log.error("the painter failed: %s", event.detail, extra={"job": job.id})
                await self.failed(job, "painter")
            case _:
                # Only an iterator that nobody listens to any more is cancelled by us.
                _log.error("the painter stopped of its own accord", extra={"job": job.id})
                await self.failed(job, "painter")

    async def failed(self, job: Job, fault: str) -> None:
        """End a job that failed through no fault of its member; `fault` is for the metrics."""
        self._metrics.failed(fault)
        await self.with_sentence(job, State.FAILED, "failed")

    async def painted(self, job: Job, painted: Painted) -> None:
        """Keep the result before it is delivered, so that no crash has it painted again."""
        result = Result(
            picture=await self._pictures.add(painted.picture),
            extension=painted.extension,
            width=painted.width,
            height=painted.height,
            seconds=painted.seconds,
        )
        self._metrics.painted(painted.seconds)
        if await self._jobs.keep_result(job, result):
            _log.info("painted in %.1f s", painted.seconds, extra={"job": job.id})
            await self._entries.painted(job, result)
            await self._deliver(job, result)

    async def _deliver(self, job: Job, result: Result) -> None:
        if not await self._jobs.begin_delivery(job):
            return
        self._metrics.delivery_begun()
        try:
            message_id = await self._delivery.deliver(job, result)
        except UndeliverableError as error:
            await self.give_up(job, str(error))
            return
        await self._end_delivered(job, message_id)

    async def give_up(self, job: Job, reason: str) -> None:
        """Let a member and moderators know that a painted job cannot be delivered."""
        _log.warning("painted but not delivered: %s", reason, extra={"job": job.id})
        self._metrics.failed("undeliverable")
        if await self._jobs.give_up(job):
            await self._notifications.undelivered(job)

    async def enter(self, job: Job) -> None:
        """Put the result of a painted job into the entry that waits for it, if there is one."""
        await self._entries.painted(job, result_of(job))

    async def release_abandoned(self, owns: Callable[[str], bool]) -> None:
        """Give back the places of entries whose pictures nobody paints, or is about to ask for."""
        for job_id in await self._entries.abandoned():
            if not owns(job_id):
                await self._entries.release(job_id)

    async def apologise(self) -> None:
        """Tell members whom nobody answered, as was promised, to ask once more."""
        await self._promises.apologise()

    async def ping_owed(self, jobs: Iterable[Job]) -> None:
        """Ping members of delivered jobs whom an earlier process owed it."""
        await self._notifications.catch_up(jobs)

    async def deliver_again(self, job: Job) -> None:
        """Deliver a result that may have been delivered when the bot died."""
        if job.deliveries and (message_id := await self._delivery.answers.find(job)):
            _log.info("had been delivered", extra={"job": job.id})
            await self._end_delivered(job, message_id)
        else:
            await self._deliver(job, result_of(job))

    async def _end_delivered(self, job: Job, message_id: int) -> None:
        owes_ping = self._notifications.owes_ping(job, message_id)
        if not await self._jobs.end_delivered(job, message_id, owes_ping=owes_ping):
            return  # somebody else has written it down
        self._metrics.ended(State.DELIVERED)
        _log.info("delivered", extra={"job": job.id})
        await self._notifications.delivered(job, message_id, owes_ping=owes_ping)

    async def with_sentence(self, job: Job, state: State, key: RefusalKey) -> None:
        """Tell a member how a job ended and write that down, in this order: silence is worse."""
        try:
            await self._delivery.say(job, key)
        except UndeliverableError as error:
            _log.warning("its member could not be told: %s", error, extra={"job": job.id})
        if not await self._jobs.end(job, state, of=(State.QUEUED, State.PAINTING)):
            return
        await self._entries.release(job.id)
        self._metrics.ended(state)
        await self._discard(job)

    async def cancelled(self, job: Job, *, tell: bool = True) -> None:
        """End a job that its member or a moderator wants no more."""
        if not await self._jobs.end(job, State.CANCELLED, of=(State.QUEUED, State.PAINTING)):
            return  # it was painted in the same moment
        await self._entries.release(job.id)
        self._metrics.ended(State.CANCELLED)
        await self._discard(job)
        if not tell:
            return
        try:
            await self._delivery.say(job, "cancelled")
        except UndeliverableError as error:
            _log.info("its member could not be told: %s", error, extra={"job": job.id})

    async def _discard(self, job: Job) -> None:
        """Delete the pictures of a job that came to nothing, unless something else needs them.

        One that was fetched or asked for since may be of a job that is not written down yet.
        """
        try:
            async with self._pictures.lock:
                unneeded = await self._jobs.unneeded_pictures(job)
                await self._pictures.remove(unneeded, before=job.created_at.timestamp())
        except (SQLAlchemyError, OSError) as error:
            # They are looked for again once an hour.
            _log.info("its pictures stay for now: %s", type(error).__name__, extra={"job": job.id})
