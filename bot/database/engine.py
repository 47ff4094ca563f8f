"""Open the database and bring its tables up to date."""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.database.challenges import models
from bot.errors import HostError

# Their tables are known once they are imported, like those of all jobs.
TABLES = models.Base.metadata

_MIGRATIONS = Path(__file__).with_name("migrations")


async def connected(address: str, *, existing: bool = False) -> AsyncEngine:
    """Prepare to use a database, whose tables are left as they are. Raises HostError or OSError.

    `existing`: a file of SQLite's that is not there is not made. The engine's errors name no
    values: those may be the token of an interaction, or a member's words.
    """
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        file = Path(url.database or "")
        await asyncio.to_thread(file.parent.mkdir, parents=True, exist_ok=True)
        if existing and not await asyncio.to_thread(file.exists):
            raise HostError("there is no database yet; `python -m bot run` makes it")
        engine = create_async_engine(url, hide_parameters=True)
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    else:
        engine = create_async_engine(url, hide_parameters=True, pool_pre_ping=True)
    return engine


async def migrate(engine: AsyncEngine) -> None:
    """Bring the tables up to date; nobody else may work on the database meanwhile.

    Raises HostError for a database of a newer release, or sqlalchemy.exc.SQLAlchemyError.
    """
    async with engine.begin() as connection:
        await connection.run_sync(_migrate)


async def check_migrated(engine: AsyncEngine) -> None:
    """Raise HostError unless the tables are those of this release."""
    async with engine.connect() as connection:
        await connection.run_sync(_check)


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    # What is deleted is overwritten: a member who wants it gone wants it gone from the file.
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "busy_timeout = 10000",
        "secure_delete = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def migrations(connection: Connection) -> Config:
    """Return what Alembic's commands need to migrate a connection's database."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _migrate(connection: Connection) -> None:
    _revisions(connection)
    command.upgrade(migrations(connection), "head")


def _revisions(connection: Connection) -> tuple[str | None, str]:
    """Return the tables' version and the newest. Raises HostError where they are newer still."""
    known = [
        s.revision for s in ScriptDirectory.from_config(migrations(connection)).walk_revisions()
    ]
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is not None and revision not in known:
        raise HostError("the database is of a newer release of the bot; start that one")
    return revision, known[0]


def _check(connection: Connection) -> None:
    revision, newest = _revisions(connection)
    if revision != newest:
        state = "empty" if revision is None else f"of another release ({revision}, not {newest})"
        raise HostError(f"the database is {state}; `python -m bot run` brings it up to date")
