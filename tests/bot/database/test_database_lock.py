"""One process at a time on a database, also when the connection that says so is cut."""

import asyncio
import os
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.database import database_lock
from bot.database.database_lock import DatabaseLock
from bot.database.engine import connected
from bot.errors import HostError

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("database_address", ["postgresql"], indirect=True),
]

_CUT = text(
    "SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)"
    " WHERE locktype = 'advisory' AND datname = current_database()"
)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_lock, "_LOOK_SECONDS", 0.05)
    monkeypatch.setattr(database_lock, "_TRY_SECONDS", 0.05)


@pytest.fixture
async def other_engine(database_address: str) -> AsyncIterator[AsyncEngine]:
    """As another process has it."""
    engine = await connected(database_address)
    yield engine
    await engine.dispose()


async def test_a_second_process_is_told_who_works_there_and_may_wait_for_its_end(
    engine: AsyncEngine, other_engine: AsyncEngine
) -> None:
    first, second = DatabaseLock(engine), DatabaseLock(other_engine)
    await first.acquire()
    with pytest.raises(HostError, match=f"/{os.getpid()}/"):
        await second.acquire()
    waiting = asyncio.create_task(second.acquire(patience_s=60))
    await asyncio.sleep(0.2)
    assert not waiting.done()
    await first.release()
    async with asyncio.timeout(20):
        await waiting
    with pytest.raises(HostError):
        await first.acquire()
    await second.release()


class _Away:
    """A server that cannot be reached for a while."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self.dialect = engine.dialect
        self.refuses = 0

    def connect(self) -> AsyncConnection:
        if self.refuses:
            self.refuses -= 1
            raise ConnectionRefusedError
        return self._engine.connect()


async def test_a_server_that_is_away_is_asked_again(
    engine: AsyncEngine, other_engine: AsyncEngine
) -> None:
    away: Any = _Away(engine)
    first, second = DatabaseLock(away), DatabaseLock(other_engine)
    await first.acquire()
    away.refuses = 3
    watching = asyncio.create_task(first.watch())
    async with other_engine.begin() as connection:
        await connection.execute(_CUT)
    async with asyncio.timeout(20):
        while away.refuses:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    await asyncio.sleep(0.5)
    assert not watching.done()
    with pytest.raises(HostError):
        await second.acquire()
    watching.cancel()
    await first.release()


async def test_a_lock_that_is_lost_is_taken_again_unless_another_has_it(
    engine: AsyncEngine, other_engine: AsyncEngine
) -> None:
    first, second = DatabaseLock(engine), DatabaseLock(other_engine)
    await first.acquire()
    watching = asyncio.create_task(first.watch())
    async with other_engine.begin() as connection:
        await connection.execute(_CUT)
    async with asyncio.timeout(20):
        while True:
            await asyncio.sleep(0.1)
            try:
                await second.acquire()
            except HostError:
                break  # the first one has it again
            await second.release()
    assert not watching.done()
    async with other_engine.begin() as connection:
        await connection.execute(_CUT)
        await second.acquire()
    async with asyncio.timeout(20):
        with pytest.raises(HostError, match="another bot"):
            await watching
    await second.release()
