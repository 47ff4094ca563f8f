"""One process at a time works on a database of PostgreSQL.

SQLite's is in the data folder, or as near: `bot.storage.data_lock` is its lock.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncGenerator

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.database.process_name import process_name
from bot.errors import HostError

_log = logging.getLogger(__name__)

# Any number does that nobody else locks in this database: that of the paper.
_KEY = 150806576
_LOOK_SECONDS = 15.0
_TRY_SECONDS = 1.0
# The server finds out soon that a machine has died, and lets the next one have the lock.
_KEEPALIVES = {"tcp_keepalives_idle": 10, "tcp_keepalives_interval": 5, "tcp_keepalives_count": 3}
_MOST_OF_A_NAME = 63  # PostgreSQL cuts off what is longer

_LOCK = text("SELECT pg_try_advisory_lock(:key)")
_SET = text("SELECT set_config(:name, :value, false)")
_HOLDER = text(
    "SELECT application_name FROM pg_stat_activity JOIN pg_locks USING (pid)"
    " WHERE locktype = 'advisory' AND classid = 0 AND objid = :key AND granted"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


class DatabaseLock:
    """Holds a database for this process."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._name = f"deepstyle {process_name()}"[:_MOST_OF_A_NAME]
        self._connection: AsyncConnection | None = None

    async def acquire(self, patience_s: float = 0) -> None:
        """Take the database, waiting so long for another process to end.

        Raises HostError, which names that process, or sqlalchemy.exc.SQLAlchemyError or OSError.
        """
        if self._engine.dialect.name != "postgresql":
            return
        end = time.monotonic() + patience_s
        told = False
        while (holder := await self._try()) is not None:
            if time.monotonic() >= end:
                raise HostError(f"another bot works on the database ({holder}); end it first")
            if not told:
                _log.warning("waiting for the database: another bot works on it (%s)", holder)
                told = True
            await asyncio.sleep(_TRY_SECONDS)

    async def watch(self) -> None:
        """Keep the database for as long as the server lets us.

        Raises HostError when another process has taken it while the connection was broken.
        """
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            if self._engine.dialect.name != "postgresql" or await self._is_held():
                continue
            _log.warning("the connection that holds the database is broken")
            # A server that is away now is asked again at the next look.
            with contextlib.suppress(SQLAlchemyError, OSError):
                await self.acquire()
                _log.info("the database is held again")

    async def release(self) -> None:
        """Let another process have the database."""
        if self._connection is not None:
            await _end(self._connection)
            self._connection = None

    async def _is_held(self) -> bool:
        if self._connection is None:
            return False
        try:
            await self._connection.scalar(text("SELECT 1"))
        except (SQLAlchemyError, OSError):
            return False
        return True

    async def _try(self) -> str | None:
        """Try to take the database; return who has it, or None if we have."""
        await self.release()
        connection = await self._engine.connect()
        try:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            for name, value in {"application_name": self._name, **_KEEPALIVES}.items():
                await connection.execute(_SET, {"name": name, "value": str(value)})
            if await connection.scalar(_LOCK, {"key": _KEY}):
                self._connection, connection = connection, None
                return None
            return await connection.scalar(_HOLDER, {"key": _KEY}) or "unknown"
        finally:
            if connection is not None:
                await _end(connection)


async def _end(connection: AsyncConnection) -> None:
    # Ended, not given back to be used again: the lock ends with it.
    with contextlib.suppress(SQLAlchemyError, OSError):
        await connection.invalidate()
        await connection.close()


@contextlib.asynccontextmanager
async def held(engine: AsyncEngine) -> AsyncGenerator[None]:
    """Hold a database until the block is left. Raises what `acquire` does."""
    lock = DatabaseLock(engine)
    await lock.acquire()
    try:
        yield
    finally:
        await lock.release()
