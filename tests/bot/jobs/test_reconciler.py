"""Jobs that a fault has dropped come to their end without a new process, and come to one only."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.database.jobs import JobRepository, Result
from bot.database.models import Job, State
from bot.errors import PainterDiedError
from bot.jobs import runner as runner_module
from bot.jobs.eta import Forecast
from bot.jobs.runner import JobRunner
from bot.recipe import Quality
from bot.storage.picture_store import PictureStore
from tests.bot.conftest import RECIPE, MakeJob, on_sqlite
from tests.bot.jobs.conftest import Delivery, Painter

pytestmark = on_sqlite

RESULT = Result(picture="r" * 64, extension="png", width=1, height=1, seconds=1)
FAULTS: list[Callable[[], Exception]] = [
    lambda: OSError(28, "No space left on device"),
    lambda: OperationalError("UPDATE", None, Exception("database is locked")),
    lambda: ZeroDivisionError("our own fault"),
]


@pytest.fixture(autouse=True)
def _no_breath(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner_module, "_BREATH_SECONDS", 0)


class Faults:
    """Lets calls of methods fail, some number of them or as chance decides."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch

    def of(self, thing: object, method: str, fault: Callable[[], Exception | None]) -> None:
        whole: Any = getattr(thing, method)

        def broken(*args: Any, **kwargs: Any) -> Any:
            if (error := fault()) is not None:
                raise error
            return whole(*args, **kwargs)

        self._patch.setattr(thing, method, broken)

    def once(self, thing: object, method: str, error: Exception) -> None:
        errors = [error]
        self.of(thing, method, lambda: errors.pop() if errors else None)


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Faults:
    return Faults(monkeypatch)


@pytest.fixture
def things(book: JobRepository, pictures: PictureStore, delivery: Delivery) -> dict[str, object]:
    """What faults may happen in."""
    return {"forecast": Forecast, "book": book, "pictures": pictures, "delivery": delivery}


async def _ended(runner: JobRunner, book: JobRepository, jobs: list[Job]) -> list[Job]:
    """Wait until no job is open any more, as if a minute went by again and again."""
    async with asyncio.timeout(60):
        while await book.unfinished():
            runner.reconcile()
            await asyncio.sleep(0.01)
    found = [await book.get(job.id) for job in jobs]
    return [job for job in found if job is not None]


BREAKABLE: list[tuple[str, str]] = [
    ("forecast", "begin"),
    ("book", "begin"),
    ("book", "keep_result"),
    ("book", "begin_delivery"),
    ("book", "end_delivered"),
    ("pictures", "add"),
    ("pictures", "read"),
    ("delivery", "deliver"),
]


@pytest.mark.parametrize(("where", "method"), BREAKABLE)
@pytest.mark.parametrize("fault", [0, 1])
async def test_one_fault_loses_nothing_and_stops_no_worker(
    where: str,
    method: str,
    fault: int,
    book: JobRepository,
    things: dict[str, object],
    make_job: MakeJob,
    make_runner,
    delivery: Delivery,
    faults: Faults,
) -> None:
    runner = make_runner()
    await runner.start()
    faults.once(things[where], method, FAULTS[fault]())
    jobs = [make_job(content=make_runner.content, user_id=n) for n in range(3)]
    for job in jobs:
        await runner.submit(job)
    ended = await _ended(runner, book, jobs)
    assert {job.state for job in ended} == {State.DELIVERED}
    assert Counter(delivery.delivered) == {job.id: 1 for job in jobs}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
async def test_whatever_fails_each_job_ends_once(
    seed: int,
    book: JobRepository,
    things: dict[str, object],
    make_job: MakeJob,
    make_runner,
    delivery: Delivery,
    faults: Faults,
) -> None:
    chance = random.Random(seed)
    left = [30]

    def fault() -> Exception | None:
        if left[0] == 0 or chance.random() > 0.3:
            return None
        left[0] -= 1
        return chance.choice(FAULTS)()

    runner = make_runner()
    await runner.start()
    for where, method in (*BREAKABLE, ("book", "end"), ("book", "put_back"), ("delivery", "say")):
        faults.of(things[where], method, fault)
    recipes = [RECIPE, replace(RECIPE, quality=Quality.DRAFT)]
    jobs = [
        make_job(content=make_runner.content, user_id=n, recipe=chance.choice(recipes))
        for n in range(12)
    ]
    for job in jobs:
        await runner.submit(job)
    ended = await _ended(runner, book, jobs)
    shown = Counter(delivery.delivered)
    told = {job_id for job_id, _ in delivery.said}
    for job in ended:
        assert job.state in (State.DELIVERED, State.FAILED)
        assert shown[job.id] == (1 if job.state is State.DELIVERED else 0)
        # What is told and cannot be written down is tried again, and may still be painted.
        assert job.state is State.DELIVERED or job.id in told
    assert any(job.state is State.DELIVERED for job in ended)


async def test_what_nobody_expects_any_more_is_not_delivered_but_kept(
    book: JobRepository, make_job: MakeJob, make_runner, delivery: Delivery
) -> None:
    job = make_job(content=make_runner.content, created_at=datetime.now(UTC) - timedelta(days=2))
    await book.add(job)
    await book.begin(job)
    await book.keep_result(job, RESULT)
    runner = make_runner()
    await runner.start()
    await _ended(runner, book, [job])
    assert delivery.tried == 0
    assert delivery.written == [(job.id, "result-undelivered")]
    assert (await book.result(job.id, job.channel_id)).result == RESULT.picture


async def test_what_cannot_be_delivered_is_said_once_and_kept(
    book: JobRepository, make_job: MakeJob, make_runner, delivery: Delivery
) -> None:
    delivery.way_is_open = False
    runner = make_runner()
    await runner.start()
    job = make_job(content=make_runner.content)
    await runner.submit(job)
    (ended,) = await _ended(runner, book, [job])
    runner.reconcile()
    await runner.close()
    await make_runner().start()
    assert (ended.state, delivery.tried) == (State.PAINTED, 1)
    assert delivery.written == [(job.id, "result-undelivered")]


async def test_a_draft_whose_painter_dies_is_drawn_by_the_next_one(
    make_job: MakeJob, make_runner, painter: Painter, delivery: Delivery, book: JobRepository
) -> None:
    answer = painter.answer
    deaths = [PainterDiedError("the process ended")]

    async def dies_once(request: Any) -> Any:
        if deaths:
            raise deaths.pop()
        return await answer(request)

    painter.answer = dies_once  # type: ignore[method-assign]
    runner = make_runner()
    await runner.start()
    recipe = replace(RECIPE, quality=Quality.DRAFT)
    job = make_job(content=make_runner.content, recipe=recipe)
    await runner.submit(job)
    await _ended(runner, book, [job])
    assert delivery.delivered == [job.id]


async def test_a_job_on_its_way_is_not_taken_up_twice(
    book: JobRepository,
    make_job: MakeJob,
    make_runner,
    delivery: Delivery,
    painter: Painter,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However often is looked while a job is written down, painted and delivered."""
    runner = make_runner()
    await runner.start()
    looks = asyncio.create_task(_look_always(runner._reconciler.look))
    jobs = [make_job(content=make_runner.content, user_id=n) for n in range(5)]
    for job in jobs:
        await runner.submit(job)
    await _ended(runner, book, jobs)
    looks.cancel()
    assert Counter(painter.painted) == {job.id: 1 for job in jobs}
    assert Counter(delivery.delivered) == {job.id: 1 for job in jobs}


async def _look_always(look: Callable[[], Awaitable[None]]) -> None:
    while True:
        await look()
        await asyncio.sleep(0)
