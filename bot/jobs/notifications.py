"""What follows when a picture is delivered: a ping after a long wait, a line in the log."""

import logging
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from bot.database.jobs import JobRepository
from bot.database.models import Job
from bot.database.servers import Servers
from bot.delivery.mod_log import ModLog
from bot.delivery.sender import Sender
from bot.errors import UndeliverableError
from bot.ui.links import message_link

_log = logging.getLogger(__name__)

_LONG = timedelta(minutes=2)


class Notifications:
    """Pings those who had to wait, once, and tells moderators of pictures."""

    def __init__(
        self, jobs: JobRepository, servers: Servers, delivery: Sender, mod_log: ModLog
    ) -> None:
        self._jobs = jobs
        self._servers = servers
        self._delivery = delivery
        self._server_log = mod_log

    def owes_ping(self, job: Job, message_id: int) -> bool:
        """Say whether a job's member is to be pinged now that its result is in a message."""
        # A result that came as a message of its own has pinged them already; an edit pings nobody.
        edited = message_id == job.message_id and not job.private
        waited = datetime.now(UTC) - job.created_at
        return edited and waited > _LONG and self._servers.of(job.guild_id).ping

    async def delivered(self, job: Job, message_id: int, *, owes_ping: bool) -> None:
        """Do what follows the delivery of a job that is written down."""
        if job.private:
            return  # nobody else is to know of it
        link = message_link(job.guild_id, job.channel_id, message_id)
        self._server_log.tell(job.guild_id, "log-made", member=f"<@{job.user_id}>", link=link)
        if owes_ping:
            await self._ping(job)

    async def undelivered(self, job: Job) -> None:
        """Say where a result is kept that cannot be shown: to its member and to moderators."""
        channel = f"<#{job.channel_id}>"
        await self._delivery.write_to_member(job, "result-undelivered", channel=channel)
        if not job.private:
            member = f"<@{job.user_id}>"
            self._server_log.tell(job.guild_id, "log-undelivered", member=member, channel=channel)

    async def catch_up(self, jobs: Iterable[Job]) -> None:
        """Ping those whom an earlier process owed it, unless it turns out that it has."""
        for job in jobs:
            if await self._delivery.answers.may_have_pinged(job):
                await self._jobs.end_ping(job)
            else:
                await self._ping(job)

    async def _ping(self, job: Job) -> None:
        try:
            await self._delivery.ping(job)
        except UndeliverableError as error:
            _log.info("its member cannot be pinged: %s", error, extra={"job": job.id})
        await self._jobs.end_ping(job)
