"""Jobs that an earlier process left behind, with a delivery that can be made to fail."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import discord
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.database.challenges.entries import Entries
from bot.database.jobs import JobRepository, Result
from bot.database.models import Job, State
from bot.database.servers import Servers
from bot.delivery.mod_log import ModLog
from bot.delivery.states import Painting, Waiting
from bot.errors import PainterDiedError, RefusalError, UndeliverableError
from bot.inference.painter import Health, JobEvent
from bot.inference.pool import PainterPool
from bot.jobs.notifications import Notifications
from bot.jobs.runner import JobRunner
from bot.monitoring.metrics import Metrics
from bot.recipe import Quality, Recipe
from bot.storage.picture_store import PictureStore
from styletransfer.worker.protocol import Draft, Paint, Painted, Shrink
from tests.bot.conftest import RECIPE, MakeJob

RESULT = Result(picture="r" * 64, extension="png", width=1, height=1, seconds=1)


class Painter:
    """Says that each picture took `seconds`; begins the next one only while it `may_begin`."""

    def __init__(self) -> None:
        self.painted: list[str] = []
        self.requests: list[Paint | Shrink] = []
        self.drafted: list[str] = []
        self.drafts_fail = False
        self.seconds = 1.0
        self.asked = asyncio.Event()
        self.may_begin = asyncio.Event()
        self.may_begin.set()

    async def work(self, request: Paint | Shrink) -> AsyncGenerator[JobEvent, None]:
        self.asked.set()
        await self.may_begin.wait()
        self.painted.append(request.job)
        self.requests.append(request)
        yield Painted(
            job=request.job,
            picture=b"painted",
            extension="png",
            width=1,
            height=1,
            seconds=self.seconds,
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
        self.moved: dict[str, int] = {}
        self.pinged: list[str] = []
        self.pinged_already: set[str] = set()
        self.happened = asyncio.Event()

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
    tmp_path: Path,
) -> AsyncIterator[Callable[[], JobRunner]]:
    mod_log = ModLog(discord.Client(intents=discord.Intents.none()), servers)
    pictures = PictureStore(tmp_path / "pictures")
    pictures.open()
    content = await pictures.add(b"photo")
    runners: list[JobRunner] = []

    def make() -> JobRunner:
        pool = PainterPool([painter])
        runners.append(
            JobRunner(
                book,
                Entries(engine),
                pictures,
                pool,
                delivery,  # type: ignore[arg-type]
                Notifications(book, servers, delivery, mod_log),  # type: ignore[arg-type]
                Metrics(),
                max_waiting=2,
                preview_seconds=0,
            )
        )
        return runners[-1]

    make.content = content  # type: ignore[attr-defined]
    yield make
    for runner in runners:
        await runner.close()


async def _state(book: JobRepository, job: Job) -> State:
    found = await book.get(job.id)
    assert found is not None
    return found.state


async def test_what_is_painted_is_delivered_without_painting_it_again(
    book: JobRepository, make_job: MakeJob, make_runner, painter: Painter, delivery: Delivery
) -> None:
    job = make_job()
    await book.add(job)
    await book.begin(job.id)
    await book.keep_result(job.id, RESULT)
    runner = make_runner()
    await runner.start()
    await delivery.happened.wait()
    await runner.close()
    assert await _state(book, job) is State.DELIVERED
    assert delivery.delivered == [job.id]
    assert painter.painted == []


async def test_a_painter_is_told_whose_faces_to_paint(
    make_job: MakeJob, make_runner, painter: Painter, delivery: Delivery
) -> None:
    runner = make_runner()
    await runner.start()
    for paint_faces in (False, True):
        recipe = replace(RECIPE, paint_faces=paint_faces)
        await runner.submit(make_job(content=make_runner.content, recipe=recipe))
        await _happens(delivery)
    assert [r.faces for r in painter.requests if isinstance(r, Paint)] == ["keep", "paint"]


async def test_whoever_waited_long_is_pinged_once(
    book: JobRepository, make_job: MakeJob, make_runner, servers: Servers, delivery: Delivery
) -> None:
    await servers.change(5, ping=False)
    long_ago = datetime.now(UTC) - timedelta(minutes=3)
    late, moved, unwanted = (make_job(created_at=long_ago, guild_id=n) for n in (3, None, 5))
    owed, known = make_job(), make_job()
    for job in (late, moved, unwanted, make_job(), owed, known):
        await book.add(job)
        await book.begin(job.id)
        await book.keep_result(job.id, RESULT)
    # As it is when the bot dies before, or after, it has pinged somebody.
    for job in (owed, known):
        await book.end_delivered(job.id, job.message_id, owes_ping=True)
    delivery.pinged_already = {known.id}
    delivery.moved = {moved.id: 6}  # a new message pings by itself
    for _ in range(2):
        runner = make_runner()
        await runner.start()
        await runner.close()
    assert sorted(delivery.pinged) == [late.id, owed.id]
    assert await book.owing_pings() == []


async def test_what_cannot_be_delivered_is_kept_and_not_tried_for_ever(
    book: JobRepository, make_job: MakeJob, make_runner, delivery: Delivery
) -> None:
    delivery.way_is_open = False
    job = make_job(content=make_runner.content)
    await book.add(job)
    for _ in range(5):
        delivery.happened.clear()
        runner = make_runner()
        await runner.start()
        await asyncio.wait([asyncio.create_task(delivery.happened.wait())], timeout=0.5)
        await runner.close()
    assert await _state(book, job) is State.PAINTED
    assert delivery.tried == 3


async def test_a_job_in_which_the_bot_died_again_and_again_has_failed(
    book: JobRepository, make_job: MakeJob, make_runner, painter: Painter, delivery: Delivery
) -> None:
    job = make_job(content=make_runner.content)
    await book.add(job)
    for _ in range(3):
        await book.begin(job.id)
        await book.put_back(job.id, uncounted=False)
    runner = make_runner()
    await runner.start()
    await delivery.happened.wait()
    await runner.close()
    assert await _state(book, job) is State.FAILED
    assert delivery.said == [(job.id, "failed")]
    assert painter.painted == []


async def test_each_member_may_have_so_many_in_line(
    make_job: MakeJob, make_runner, delivery: Delivery
) -> None:
    runner = make_runner()
    jobs = [make_job() for _ in range(3)]
    for job in jobs[:2]:
        await runner.submit(job)
    with pytest.raises(RefusalError, match="too-many-waiting"):
        await runner.submit(jobs[2])
    other = make_job(user_id=2)
    await runner.submit(other)
    assert delivery.places == {jobs[0].id: 0, other.id: 1, jobs[1].id: 2}
    assert await runner.cancel(jobs[0].id)
    assert not await runner.cancel(jobs[0].id)
    assert delivery.places[jobs[1].id] == 0 or delivery.places[other.id] == 0


async def test_members_are_told_when_their_pictures_are_ready(
    book: JobRepository, make_job: MakeJob, make_runner, painter: Painter, delivery: Delivery
) -> None:
    async def submit(user_id: int, size: int) -> Job:
        recipe = replace(RECIPE, size=size)
        job = make_job(user_id=user_id, recipe=recipe, content=make_runner.content)
        await runner.submit(job)
        return job

    runner = make_runner()
    await runner.start()
    painter.seconds = 200
    first = await submit(1, 512)
    while delivery.delivered != [first.id]:
        await delivery.happened.wait()
        delivery.happened.clear()
    painter.may_begin.clear()
    painter.asked.clear()
    await submit(1, 512)
    await painter.asked.wait()
    waiting = [await submit(2, 512), await submit(3, 1024), await submit(4, 256)]
    told = [delivery.ready_in[job.id] for job in waiting]
    assert told == pytest.approx([400, 1200, 1250], rel=0.3)
    assert await runner.cancel(waiting[1].id)
    assert delivery.ready_in[waiting[2].id] == pytest.approx(450, rel=0.3)
    await runner.close()
    delivery.ready_in.clear()
    await make_runner().start()  # what it has learnt is not forgotten
    assert delivery.ready_in[waiting[2].id] == pytest.approx(450, rel=0.3)


async def _happens(delivery: Delivery) -> None:
    async with asyncio.timeout(10):
        await delivery.happened.wait()
    delivery.happened.clear()


async def test_a_draft_that_a_dead_bot_owes_is_drawn_by_the_next_one(
    book: JobRepository, make_job: MakeJob, make_runner, painter: Painter, delivery: Delivery
) -> None:
    recipe = replace(RECIPE, quality=Quality.DRAFT)
    job = make_job(content=make_runner.content, recipe=recipe)
    await book.add(job)
    await book.begin(job.id)
    runner = make_runner()
    await runner.start()
    await _happens(delivery)
    await runner.close()
    assert (painter.drafted, painter.painted) == ([job.id], [])
    assert await _state(book, job) is State.DELIVERED


async def test_the_draft_of_a_job_in_line_is_shown_and_can_be_taken(
    book: JobRepository, make_job: MakeJob, make_runner, painter: Painter, delivery: Delivery
) -> None:
    painter.may_begin.clear()
    runner = make_runner()
    await runner.start()
    recipe = replace(RECIPE, quality=Quality.BOTH)
    running, waiting = (make_job(content=make_runner.content, recipe=recipe) for _ in range(2))
    for job in (running, waiting):
        await runner.submit(job)
        await _happens(delivery)
    assert delivery.drafts == [(running.id, b"draft"), (waiting.id, b"draft")]
    for job in (waiting, running):
        assert await runner.accept_draft(job.id)
        await _happens(delivery)
        assert not await runner.accept_draft(job.id)
    assert delivery.delivered == [waiting.id, running.id]
    assert painter.painted == []
    for job in (waiting, running):
        found = await book.get(job.id)
        assert found is not None
        assert found.recipe.quality is Quality.DRAFT


async def test_a_painting_that_could_end_while_its_draft_is_taken_does_not(
    book: JobRepository,
    make_job: MakeJob,
    make_runner,
    painter: Painter,
    delivery: Delivery,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    painter.may_begin.clear()
    runner = make_runner()
    await runner.start()
    job = make_job(content=make_runner.content, recipe=replace(RECIPE, quality=Quality.BOTH))
    await runner.submit(job)
    await _happens(delivery)
    written = book.accept_draft

    async def accept_draft(job_id: str, recipe: Recipe) -> None:
        painter.may_begin.set()
        await asyncio.sleep(0.2)
        await written(job_id, recipe)

    monkeypatch.setattr(book, "accept_draft", accept_draft)
    assert await runner.accept_draft(job.id)
    await _happens(delivery)
    assert painter.painted == []
    found = await book.get(job.id)
    assert found is not None
    assert found.recipe.quality is Quality.DRAFT


async def test_a_draft_that_cannot_be_drawn_stops_no_painting(
    make_job: MakeJob, make_runner, painter: Painter, delivery: Delivery
) -> None:
    painter.drafts_fail = True
    runner = make_runner()
    await runner.start()
    job = make_job(content=make_runner.content, recipe=replace(RECIPE, quality=Quality.BOTH))
    await runner.submit(job)
    await _happens(delivery)
    assert (delivery.drafts, delivery.delivered) == ([], [job.id])
    alone = make_job(content=make_runner.content, recipe=replace(RECIPE, quality=Quality.DRAFT))
    await runner.submit(alone)
    await _happens(delivery)
    assert delivery.said == [(alone.id, "failed")]
