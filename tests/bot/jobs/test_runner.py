"""Jobs that an earlier process left behind, with a delivery that can be made to fail."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.database.jobs import JobRepository, Result
from bot.database.models import Job, State
from bot.database.servers import Servers
from bot.errors import PainterDiedError, RefusalError
from bot.inference.painter import JobEvent
from bot.recipe import Quality
from styletransfer.worker.protocol import Cancelled, Failed, Paint, Reason, Refused
from tests.bot.conftest import RECIPE, MakeJob, on_sqlite
from tests.bot.jobs.conftest import Delivery, Painter

RESULT = Result(picture="r" * 64, extension="png", width=1, height=1, seconds=1)


async def _state(book: JobRepository, job: Job) -> State:
    found = await book.get(job.id)
    assert found is not None
    return found.state


async def test_what_is_painted_is_delivered_without_painting_it_again(
    book: JobRepository, make_job: MakeJob, make_runner, painter: Painter, delivery: Delivery
) -> None:
    job = make_job()
    await book.add(job)
    await book.begin(job)
    await book.keep_result(job, RESULT)
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
        await book.begin(job)
        await book.keep_result(job, RESULT)
    # As it is when the bot dies before, or after, it has pinged somebody.
    for job in (owed, known):
        await book.end_delivered(job, job.message_id, owes_ping=True)
    delivery.pinged_already = {known.id}
    delivery.moved = {moved.id: 6}  # a new message pings by itself
    for _ in range(2):
        runner = make_runner()
        await runner.start()
        await runner.close()
    assert sorted(delivery.pinged) == [late.id, owed.id]
    assert await book.owing_pings() == []


async def test_a_job_in_which_the_bot_died_again_and_again_has_failed(
    book: JobRepository, make_job: MakeJob, make_runner, painter: Painter, delivery: Delivery
) -> None:
    job = make_job(content=make_runner.content)
    await book.add(job)
    for _ in range(3):
        await book.begin(job)
        await book.put_back(job, uncounted=False)
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
    await book.begin(job)
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

    async def accept_draft(accepted: Job) -> None:
        painter.may_begin.set()
        await asyncio.sleep(0.2)
        await written(accepted)

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


def _dies(job: str) -> JobEvent:
    raise PainterDiedError("the process ended")


def _breaks(job: str) -> JobEvent:
    raise ZeroDivisionError


@on_sqlite
@pytest.mark.parametrize(
    ("end", "state", "said"),
    [
        *(
            (partial(Refused, reason=reason), State.REFUSED, reason.replace("_", "-"))
            for reason in Reason
            if reason is not Reason.UNKNOWN_STYLE
        ),
        # A preset that was there when the job was checked: nothing that its member can change.
        (partial(Refused, reason=Reason.UNKNOWN_STYLE), State.REFUSED, "failed"),
        (partial(Failed, detail="a traceback"), State.FAILED, "failed"),
        (Cancelled, State.FAILED, "failed"),
        (_dies, State.FAILED, "failed"),
        (_breaks, State.FAILED, "failed"),
    ],
)
async def test_members_are_told_why_there_is_no_picture(
    book: JobRepository,
    make_job: MakeJob,
    make_runner,
    painter: Painter,
    delivery: Delivery,
    end: Callable[..., JobEvent],
    state: State,
    said: str,
) -> None:
    painter.end = lambda job: end(job=job)
    runner = make_runner()
    await runner.start()
    job = make_job(content=make_runner.content)
    await runner.submit(job)
    await _happens(delivery)
    await runner.close()
    assert delivery.said == [(job.id, said)]
    assert await _state(book, job) is state
