"""Whether the line moves, as health asks."""

import time

from bot.jobs.eta import Forecast
from bot.jobs.job_queue import JobQueue
from tests.bot.conftest import MakeJob


async def test_a_line_stands_still_while_jobs_wait_and_nobody_paints(make_job: MakeJob) -> None:
    queue = JobQueue(Forecast(1), lambda *_: None)
    time.sleep(0.02)  # noqa: ASYNC251
    assert not queue.stands_still(0.01)  # nobody waits
    queue.put(make_job())
    queue.put(make_job(user_id=2))
    assert not queue.stands_still(0.01)  # it has only just begun
    time.sleep(0.02)  # noqa: ASYNC251
    queue.put(make_job(user_id=3))  # to join it moves nothing
    assert queue.stands_still(0.01)
    queue.move_on()
    assert not queue.stands_still(0.01)
    time.sleep(0.02)  # noqa: ASYNC251
    await queue.take()
    assert not queue.stands_still(0.01)
