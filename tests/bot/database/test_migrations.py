"""Alembic's way up and down, on both databases, with rows in every table."""

from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Connection,
    func,
    insert,
    select,
)
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.database.engine import migrations
from bot.database.models import Base
from tests.bot.conftest import KINDS_OF_DATABASE
from tests.bot.database.tables import reflected, values_for
from tests.databases import open_database

# What a step up has dropped comes back empty.
DROPPED = {"pending_answers"}


@pytest.fixture(params=KINDS_OF_DATABASE)
async def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'jobs.db'}"
    return await request.getfixturevalue("postgres_server").new_database()


async def test_the_migrations_make_the_tables_of_the_models(empty_database: str) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))

    await (await open_database(empty_database)).dispose()
    engine = await open_database(empty_database)  # the second time there is nothing left to do
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
        if engine.dialect.name == "sqlite":
            mode = await connection.exec_driver_sql("PRAGMA journal_mode")
            assert mode.scalar_one() == "wal"
    await engine.dispose()


@pytest.mark.slow
async def test_rows_survive_each_step_up_and_down(empty_database: str) -> None:
    engine = create_async_engine(empty_database)
    revisions = await _run(engine, _revisions)
    for revision in revisions:
        await _run(engine, lambda c, to=revision: command.upgrade(migrations(c), to))
        await _run(engine, _fill)
    for revision in revisions[-2::-1]:
        await _run(engine, lambda c, to=revision: command.downgrade(migrations(c), to))
        rows = await _run(engine, _rows)
        assert {count for table, count in rows.items() if table not in DROPPED} == {1}
    await _run(engine, lambda c: command.upgrade(migrations(c), "head"))
    rows = await _run(engine, _rows)
    assert rows["jobs"] == 1
    await _run(engine, lambda c: command.downgrade(migrations(c), "base"))
    assert await _run(engine, _rows) == {}
    await engine.dispose()


async def _run(engine: AsyncEngine, work: Any) -> Any:
    async with engine.begin() as connection:
        return await connection.run_sync(work)


def _revisions(connection: Connection) -> list[str]:
    """Return all revisions, the oldest first."""
    scripts = ScriptDirectory.from_config(migrations(connection))
    return [script.revision for script in scripts.walk_revisions()][::-1]


def _rows(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has."""
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in reflected(connection)
    }


def _fill(connection: Connection) -> None:
    """Put a row into each table that has none, with a value in every column."""
    rows = _rows(connection)
    for table in reflected(connection):
        if rows[table.name] == 0:
            connection.execute(insert(table).values(values_for(table)))
