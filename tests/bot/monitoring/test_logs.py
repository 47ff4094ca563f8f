"""What a host reads while all is well, and while it is not."""

import asyncio
import json
import logging
import subprocess
import sys
import time

import aiohttp
import discord
import pytest
from sqlalchemy.exc import OperationalError

from bot.monitoring.loop_lag import watch_loop
from bot.monitoring.metrics import Metrics
from bot.monitoring.repeats import RepeatFilter
from tests.bot.monitoring.test_monitoring import samples, snapshot


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def repeats(clock: Clock) -> RepeatFilter:
    return RepeatFilter(clock)


def _record(
    name: str, level: int, message: str, *args: object, error: BaseException | None = None, **extra
) -> logging.LogRecord:
    told = (type(error), error, None) if error else None
    record = logging.LogRecord(name, level, "file.py", 1, message, args, told)
    record.__dict__.update(extra)
    return record


def test_an_outage_is_a_line_a_minute_that_counts_the_others(
    repeats: RepeatFilter, clock: Clock
) -> None:
    passed: list[logging.LogRecord] = []
    lost = "Attempting a reconnect in %.2fs"
    for second in range(600):
        clock.now = second
        error = aiohttp.ServerDisconnectedError()
        felt = (
            _record("discord.client", logging.ERROR, lost, 1.5, error=error),
            _record("discord.http", logging.WARNING, "We are being rate limited. %s", second),
            _record("bot.delivery.retries", logging.WARNING, "again: %s", second, repeats=True),
        )
        passed += [record for record in felt if repeats.filter(record)]
    assert len(passed) == 3 * 10
    assert all(record.exc_info is None for record in passed)
    assert [vars(record).get("alike") for record in passed[:6]] == [None] * 3 + [59] * 3


@pytest.mark.parametrize(
    "error",
    [
        OSError("no route"),
        TimeoutError(),
        discord.GatewayNotFound(),
        aiohttp.ServerDisconnectedError(),
    ],
)
def test_a_connection_that_is_lost_has_no_trace(repeats: RepeatFilter, error: Exception) -> None:
    record = _record("discord.client", logging.ERROR, "Attempting a reconnect", error=error)
    assert repeats.filter(record)
    assert record.exc_info is None
    assert vars(record)["error"] == type(error).__name__


def test_what_is_no_outage_is_told_each_time_and_whole(repeats: RepeatFilter) -> None:
    for _ in range(3):
        bug = _record("bot.ui.errors", logging.ERROR, "incident %s", "1", error=ZeroDivisionError())
        assert repeats.filter(bug)
        assert bug.exc_info is not None
        assert repeats.filter(_record("bot.jobs.runner", logging.INFO, "begun", job="a"))


def test_a_full_disk_is_told_once_a_minute_with_its_trace(repeats: RepeatFilter) -> None:
    passed: list[logging.LogRecord] = []
    for error in (OSError(28, "No space left"), OperationalError("INSERT", None, OSError())) * 9:
        full = _record("bot.jobs.reconciler", logging.ERROR, "not yet", error=error, job="a")
        passed += [full] if repeats.filter(full) else []
    (told,) = passed
    assert told.exc_info is not None


_TELL = """
import logging
from styletransfer.worker.logs import log_to_standard_error
log_to_standard_error("INFO", {kind!r})
log = logging.getLogger("bot.jobs")
log.info("painted in %.1f s: %s", 1.5, "한옥", extra={{"job": "abc"}})
try:
    1 / 0
except ZeroDivisionError:
    log.exception("failed", extra={{"job": "abc"}})
"""


def _told(kind: str) -> list[str]:
    program = [sys.executable, "-c", _TELL.format(kind=kind)]
    return subprocess.run(program, capture_output=True, text=True, check=True).stderr.splitlines()


def test_machines_get_an_object_a_line() -> None:
    painted, failed = map(json.loads, _told("json"))
    assert painted.pop("timestamp")
    assert painted == {
        "event": "painted in 1.5 s: 한옥",
        "job": "abc",
        "level": "info",
        "logger": "bot.jobs",
    }
    assert failed["level"] == "error"
    assert "ZeroDivisionError" in failed["exception"]


def test_eyes_get_a_line_an_event_and_a_trace_below_it() -> None:
    painted, failed, *trace = _told("text")
    assert "painted in 1.5 s: 한옥" in painted
    assert "job=abc" in painted
    assert "failed" in failed
    assert trace[-1].endswith("ZeroDivisionError: division by zero")
    assert "\x1b" not in painted


async def test_a_loop_that_is_blocked_is_seen() -> None:
    metrics = Metrics()
    watching = asyncio.create_task(watch_loop(metrics))
    await asyncio.sleep(0.1)
    time.sleep(0.5)  # noqa: ASYNC251
    await asyncio.sleep(0.01)
    watching.cancel()
    found = samples(metrics, snapshot({}))
    assert found["deepstyle_event_loop_lag_seconds_count", ""] == 1
    assert found["deepstyle_event_loop_lag_seconds_sum", ""] > 0.2
