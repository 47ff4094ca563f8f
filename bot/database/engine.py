"""Open the database and bring its tables up to date."""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.database.challenges import models

# Their tables are known once they are imported, like those of all jobs.
TABLES = models.Base.metadata

_MIGRATIONS = Path(__file__).with_name("migrations")


async def open_database(address: str) -> AsyncEngine:
    """Connect to the database and migrate it to the newest version of the tables.

    Its errors name no values: those may be the token of an interaction, or a member's words.
    Raises sqlalchemy.exc.SQLAlchemyError or OSError.
    """
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        folder = Path(url.database or "").parent
        await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
        engine = create_async_engine(url, hide_parameters=True)
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    else:
        engine = create_async_engine(url, hide_parameters=True, pool_pre_ping=True)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_migrate)
    except BaseException:
        await engine.dispose()
        raise
    return engine


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
    command.upgrade(migrations(connection), "head")
