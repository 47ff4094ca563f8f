"""Backups: all rows and pictures, from either kind of database into either."""

import argparse
import asyncio
import hashlib
import tarfile
from collections.abc import Awaitable, Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Connection, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import settings
from bot.cli import backup, restore
from bot.database.engine import TABLES
from bot.database.jobs import JobRepository
from bot.database.models import State
from bot.errors import HostError
from bot.settings import Settings
from bot.storage.picture_store import PictureStore
from tests.bot.conftest import MakeJob
from tests.bot.database.tables import reflected, values_for
from tests.databases import open_database
from tests.postgres import Postgres

MakePlace = Callable[[str], Awaitable[Settings]]
PICTURES = (b"photo", b"painting" * 100_000)


@pytest.fixture
def make_place(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> MakePlace:
    """Make an empty database of a kind, with a folder."""
    monkeypatch.chdir(tmp_path)

    numbers = count()

    async def make(kind: str) -> Settings:
        folder = tmp_path / f"place{next(numbers)}"
        folder.mkdir()
        address = f"sqlite+aiosqlite:///{folder / 'bot.db'}"
        if kind == "postgresql":
            server: Postgres = request.getfixturevalue("postgres_server")
            address = await server.new_database()
        return Settings(data_dir=folder, database_url=address)  # pyright: ignore[reportArgumentType]

    return make


def _fill(connection: Connection) -> None:
    """Give each table a row, a twin with all that may be empty, and one with JSON's null."""
    for table in reflected(connection):
        for number in range(3):
            values = values_for(table)
            for column in table.columns:
                kind = column.type.python_type
                if number == 1 and column.nullable:
                    values.pop(column.name)
                elif kind in (int, str):
                    values[column.name] = number if kind is int else f"김{number}"
                elif number == 2 and isinstance(column.type, JSON):
                    values[column.name] = JSON.NULL
            connection.execute(insert(table).values(values))
    # Whose documents are read for the pictures that they name, and are none here.
    connection.execute(update(TABLES.tables["jobs"]).values(state=State.CANCELLED))
    connection.execute(update(TABLES.tables["challenge_series"]).values(next_at=None))


def _cells(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows, so that a number is a number in both kinds of database."""
    return {
        table.name: sorted(
            (tuple(map(_plain, row)) for row in connection.execute(select(table))), key=repr
        )
        for table in reflected(connection)
    }


def _plain(cell: Any) -> Any:
    return cell.replace(tzinfo=None) if hasattr(cell, "tzinfo") else cell


async def _in(place: Settings, work: Callable[[Connection], Any]) -> Any:
    engine: AsyncEngine = await open_database(place.database_address)
    async with engine.begin() as connection:
        done = await connection.run_sync(work)
    await engine.dispose()
    return done


async def _filled(place: Settings) -> None:
    await _in(place, _fill)
    store = PictureStore(place.data_dir / "pictures")
    store.open()
    for picture in PICTURES:
        await store.add(picture)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("other", ["sqlite", "postgresql"])
async def test_all_comes_back_in_either_kind_of_database(
    make_place: MakePlace, tmp_path: Path, kind: str, other: str
) -> None:
    here, there = await make_place(kind), await make_place(other)
    await _filled(here)
    await backup.back_up(here, tmp_path / "backup.tar")
    assert (tmp_path / "backup.tar").stat().st_mode & 0o077 == 0
    await restore.restore(there, tmp_path / "backup.tar")
    kept = await _in(here, _cells)
    assert kept.keys() == TABLES.tables.keys()
    assert await _in(there, _cells) == kept
    for picture in PICTURES:
        name = hashlib.sha256(picture).hexdigest()
        assert (there.data_dir / "pictures" / name).read_bytes() == picture


async def test_it_says_what_it_wrote_and_fails_for_pictures_that_are_missing(
    make_place: MakePlace,
    tmp_path: Path,
    make_job: MakeJob,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    here = await make_place("sqlite")
    engine = await open_database(here.database_address)
    store = PictureStore(here.data_dir / "pictures")
    store.open()
    jobs = JobRepository(engine)
    there, gone = await store.add(b"there"), "f" * 64
    await jobs.add(make_job(content=there))
    cancelled = make_job(content="e" * 64)
    await jobs.add(cancelled)
    await jobs.end(cancelled, State.CANCELLED, of=(State.QUEUED,))
    monkeypatch.setattr(settings, "load", lambda: here)
    arguments = argparse.Namespace(file=tmp_path / "backup.tar")
    assert await asyncio.to_thread(backup.main, arguments) == 0
    assert ": 2 rows and 1 pictures," in capsys.readouterr().out
    await jobs.add(make_job(content=gone))
    await engine.dispose()
    assert await asyncio.to_thread(backup.main, arguments) == 1
    told = capsys.readouterr()
    assert ": 3 rows and 1 pictures," in told.out
    assert f"1 pictures that rows name, such as {gone}" in told.err
    assert (tmp_path / "backup.tar").exists()


@pytest.mark.slow
async def test_what_is_there_is_overwritten_only_if_that_is_said(
    make_place: MakePlace, tmp_path: Path
) -> None:
    here, there = await make_place("sqlite"), await make_place("sqlite")
    await _filled(here)
    await backup.back_up(here, tmp_path / "backup.tar")
    before = await _in(here, _cells)

    def change(connection: Connection) -> None:
        connection.execute(update(TABLES.tables["server_styles"]).values(name="changed"))

    await _in(here, change)
    stray = await PictureStore(here.data_dir / "pictures").add(b"stray")
    for place in (here, there):
        if place is there:
            (there.data_dir / "pictures").mkdir()
            await PictureStore(there.data_dir / "pictures").add(b"only a picture")
        with pytest.raises(HostError, match="--overwrite"):
            await restore.restore(place, tmp_path / "backup.tar")
    assert await _in(here, _cells) != before
    await restore.restore(here, tmp_path / "backup.tar", overwrite=True)
    assert await _in(here, _cells) == before
    assert not (here.data_dir / "pictures" / stray).exists()


@pytest.mark.slow
async def test_a_damaged_file_touches_nothing(make_place: MakePlace, tmp_path: Path) -> None:
    here = await make_place("sqlite")
    await _filled(here)
    whole = tmp_path / "backup.tar"
    await backup.back_up(here, whole)
    before = await _in(here, _cells)
    content = whole.read_bytes()
    at = content.index(b"paintingpainting")
    faults = {
        "cut": content[: len(content) // 2],
        "flipped": content[:at] + b"P" + content[at + 1 :],
        "newer": content.replace(b'"revision": "0', b'"revision": "9'),
        "text": b"text",
    }
    for name, fault in faults.items():
        (tmp_path / name).write_bytes(fault)
        with pytest.raises(HostError):
            await restore.restore(here, tmp_path / name, overwrite=True)
        assert await _in(here, _cells) == before
    with tarfile.open(whole) as archive:
        assert [n for n in archive.getnames() if "bot.db" in n or "partial" in n] == []
