"""How the bot is at this moment."""

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass
from typing import Protocol

import discord
from sqlalchemy.exc import SQLAlchemyError

from bot.database.jobs import JobRepository
from bot.database.models import Job, State
from bot.inference.painter import Health
from bot.inference.pool import PainterPool
from bot.storage.picture_store import PictureStore

_log = logging.getLogger(__name__)

_DATABASE_SECONDS = 5
# An iteration of the largest picture takes a minute on a slow machine.
_STILL_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The facts; `waiting` counts jobs in line by server, `None` being direct messages.

    `jobs` is None if the database does not answer. `latency` is the gateway's, in seconds, not a
    number before the first heartbeat. `has_room` says whether new pictures are taken,
    `line_moves` whether what waits has a painter that works.
    """

    connected: bool
    latency: float
    jobs: dict[State, int] | None
    waiting: Counter[int | None]
    painters: tuple[Health, ...]
    free_bytes: int
    has_room: bool
    line_moves: bool

    @property
    def parts(self) -> dict[str, bool]:
        """Whether each thing that serving takes is there."""
        return {
            "gateway": self.connected,
            "database": self.jobs is not None,
            "painter": any(painter.alive for painter in self.painters),
            "disk": self.has_room,
            "line": self.line_moves,
        }


class Queue(Protocol):
    """Where jobs wait for a painter."""

    def jobs(self) -> list[Job]:
        """Return the jobs that wait."""
        ...

    def stands_still(self, seconds: float) -> bool:
        """Say whether jobs wait, and nothing has been painted for so long."""
        ...


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """Takes snapshots of a running bot."""

    client: discord.Client
    jobs: JobRepository
    pool: PainterPool
    queue: Queue
    pictures: PictureStore

    async def look(self) -> Snapshot:
        """Return how everything is now; takes a few seconds at most."""
        return Snapshot(
            connected=self._is_connected(),
            latency=self.client.latency,
            jobs=await self._jobs(),
            waiting=Counter(job.guild_id for job in self.queue.jobs()),
            painters=self.pool.health(),
            free_bytes=self._free_bytes(),
            has_room=self.pictures.has_room(),
            line_moves=not self.queue.stands_still(_STILL_SECONDS),
        )

    def _is_connected(self) -> bool:
        # discord.py stays "ready" while it tries to come back.
        return self.client.is_ready() and self.client.ws.open

    def _free_bytes(self) -> int:
        try:
            return self.pictures.free_bytes()
        except OSError as error:
            about = {"repeats": True}
            _log.warning("the pictures' disk does not answer (%s)", error.strerror, extra=about)
            return 0

    async def _jobs(self) -> dict[State, int] | None:
        try:
            async with asyncio.timeout(_DATABASE_SECONDS):
                return await self.jobs.count()
        except (SQLAlchemyError, OSError) as error:
            said = type(error).__name__
            _log.warning("the database does not answer (%s)", said, extra={"repeats": True})
            return None
