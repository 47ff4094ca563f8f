"""A painter that paints nothing, a delivery that can be made to fail, and a runner with both."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import discord
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.database.challenges.entries import Entries
from bot.database.jobs import JobRepository, Result
from bot.database.models import Job
from bot.database.servers import Servers
from bot.delivery.mod_log import ModLog
from bot.delivery.promises import Promises
from bot.delivery.sender import UndeliverableError
from bot.delivery.states import Painting, Waiting
from bot.errors import PainterDiedError
from bot.inference.painter import Health, JobEvent
from bot.inference.pool import PainterPool
from bot.jobs.notifications import Notifications
from bot.jobs.outcomes import Outcomes
from bot.jobs.runner import JobRunner
from bot.jobs.worker_requests import WorkerRequests
from bot.monitoring.metrics import Metrics
from bot.storage.picture_store import PictureStore
from bot.storage.promise_journal import PromiseJournal
from styletransfer.worker.protocol import Draft, Paint, Painted, Shrink


class Painter:
    """Says that each picture took `seconds`; begins the next one only while it `may_begin`."""

    def __init__(self) -> None:
        self.painted: list[str] = []
        self.requests: list[Paint | Shrink] = []
        self.drafted: list[str] = []
        self.drafts_fail = False
        self.seconds = 1.0
        self.end: Callable[[str], JobEvent] = self._painted
        self.asked = asyncio.Event()
        self.may_begin = asyncio.Event()
        self.may_begin.set()

    async def work(self, request: Paint | Shrink) -> AsyncGenerator[JobEvent, None]:
        self.asked.set()
        await self.may_begin.wait()
        self.painted.append(request.job)
        self.requests.append(request)
        yield self.end(request.job)

    def _painted(self, job: str) -> JobEvent:
        return Painted(
            job=job, picture=b"painted", extension="png", width=1, height=1, seconds=self.seconds
        )

    def health(self) -> Health:
        return Health("cpu", alive=True, restarts=0, memory_bytes=0)

    async def answer(self, request: Draft) -> JobEvent:
        self.drafted.append(request.job)
        if self.drafts_fail:
            raise PainterDiedError("the process ended")
        return Painted(
            job=request.job, picture=b"draft", extension="jpg", width=1, height=1, seconds=0.1
        )

    async def close(self) -> None:
        pass


class Delivery:
    def __init__(self) -> None:
        self.way_is_open = True
        self.places: dict[str, int] = {}
        self.ready_in: dict[str, float | None] = {}
        self.delivered: list[str] = []
        self.drafts: list[tuple[str, bytes]] = []
        self.tried = 0
        self.shown_already: set[str] = set()
        self.said: list[tuple[str, str]] = []
        self.written: list[tuple[str, str]] = []
        self.moved: dict[str, int] = {}
        self.pinged: list[str] = []
        self.pinged_already: set[str] = set()
        self.happened = asyncio.Event()
        self.answers = self

    def show(self, job: Job, state: Waiting | Painting) -> None:
        if isinstance(state, Waiting):
            self.places[job.id] = state.ahead
            left = state.ready_at and (state.ready_at - datetime.now(UTC)).total_seconds()
            self.ready_in[job.id] = left

    async def show_draft(self, job: Job, draft: Painted) -> None:
        self.drafts.append((job.id, draft.picture))
        self.happened.set()

    async def say(self, job: Job, key: str) -> None:
        self.said.append((job.id, key))
        self.happened.set()

    async def write_to_member(self, job: Job, key: str, **values: str) -> None:
        self.written.append((job.id, key))

    def try_again(self) -> None:
        pass

    async def ping(self, job: Job) -> None:
        self.pinged.append(job.id)

    async def may_have_pinged(self, job: Job) -> bool:
        return job.id in self.pinged_already

    async def find(self, job: Job) -> int | None:
        return job.message_id if job.id in self.shown_already else None

    async def deliver(self, job: Job, result: Result) -> int:
        self.tried += 1
        self.happened.set()
        if not self.way_is_open:
            raise UndeliverableError("the channel has gone")
        self.delivered.append(job.id)
        self.shown_already.add(job.id)
        return self.moved.get(job.id, job.message_id)


@pytest.fixture
def painter() -> Painter:
    return Painter()


@pytest.fixture
def delivery() -> Delivery:
    return Delivery()


@pytest.fixture
def servers(engine: AsyncEngine) -> Servers:
    return Servers(engine)


@pytest.fixture
async def make_runner(
    engine: AsyncEngine,
    servers: Servers,
    book: JobRepository,
    painter: Painter,
    delivery: Delivery,
    pictures: PictureStore,
    tmp_path: Path,
) -> AsyncIterator[Callable[[], JobRunner]]:
    client = discord.Client(intents=discord.Intents.none())
    mod_log = ModLog(client, servers)
    content = await pictures.add(b"photo")
    runners: list[JobRunner] = []

    def make() -> JobRunner:
        sender: Any = delivery
        metrics = Metrics()
        notifications = Notifications(book, servers, sender, mod_log)
        promises = Promises(client, book, PromiseJournal(tmp_path / "promises"))
        outcomes = Outcomes(
            book, Entries(engine), pictures, sender, notifications, metrics, promises
        )
        runner = JobRunner(
            book,
            pictures,
            WorkerRequests(pictures, preview_seconds=0),
            PainterPool([painter]),
            sender,
            outcomes,
            metrics,
            max_waiting=2,
        )
        runners.append(runner)
        return runner

    make.content = content  # type: ignore[attr-defined]
    yield make
    for runner in runners:
        await runner.close()
