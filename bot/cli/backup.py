"""`python -m bot backup FILE`: all that the bot keeps, in one archive, also while it serves.

The archive is a tar: `backup.json` says what is in it, `tables/NAME.jsonl` has a table's rows, one
a line, and `pictures/` the store. Rows rather than a copy of the database's file: any kind of
database takes them back, and those of an older version are migrated as usual.
"""

import argparse
import asyncio
import contextlib
import io
import json
import os
import re
import tarfile
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from alembic.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot import settings
from bot.cli.complaint import complain
from bot.database import portable
from bot.database.engine import TABLES, check_migrated, connected
from bot.database.jobs import JobRepository
from bot.database.needed_pictures import needed_pictures
from bot.errors import HostError
from bot.settings import Settings

FORMAT = 1
CONTENTS = "backup.json"
PICTURE = re.compile(r"pictures/[0-9a-f]{64}")
_IN_MEMORY, _MEBIBYTE = 8 << 20, 1 << 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where the archive goes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the archive to write")


def main(arguments: argparse.Namespace) -> int:
    """Write a backup and say what is in it; the exit status is 0 if that is all, 1 otherwise."""
    try:
        chosen = settings.load()
        written = asyncio.run(back_up(chosen, arguments.file))
    except HostError as error:
        return complain(str(error), 1)
    except (SQLAlchemyError, OSError) as error:
        # The driver's message may hold the address, which may hold a password.
        return complain(f"no backup was made ({type(error).__name__})", 1)
    size = f"{arguments.file.stat().st_size / _MEBIBYTE:.1f} MiB"
    print(f"{arguments.file}: {written.rows} rows and {written.pictures} pictures, {size}")
    if written.missing:
        some = f"{len(written.missing)} pictures that rows name, such as {min(written.missing)}"
        return complain(f"{some}, are not in {chosen.data_dir / 'pictures'}; all else is there", 1)
    return 0


@dataclass(frozen=True, slots=True)
class Written:
    """What is in a backup, and the names of pictures that should be but were not there."""

    rows: int
    pictures: int
    missing: set[str]


async def back_up(chosen: Settings, file: Path) -> Written:
    """Write all rows and pictures into an archive, which is there whole or not at all.

    The database is left as it is. Raises HostError, sqlalchemy.exc.SQLAlchemyError or OSError.
    """
    engine = await connected(chosen.database_address, existing=True)
    partial = file.with_name(f"{file.name}.partial")
    try:
        await check_migrated(engine)
        with await asyncio.to_thread(_private, partial) as written:
            with tarfile.open(fileobj=written, mode="w", format=tarfile.PAX_FORMAT) as archive:
                rows, needed = await _add_tables(archive, engine)
                added = await asyncio.to_thread(_add_pictures, archive, chosen.data_dir)
            await asyncio.to_thread(os.fsync, written.fileno())
        await asyncio.to_thread(partial.replace, file)
        # The bot may have deleted some since, for nothing needs them any more.
        missing = (needed - added) and (needed - added) & await JobRepository(engine).pictures()
        return Written(rows, len(added), missing)
    finally:
        await asyncio.to_thread(partial.unlink, missing_ok=True)
        await engine.dispose()


def _private(path: Path) -> IO[bytes]:
    """Open a new file that nobody else may read."""
    return os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb")


async def _add_tables(archive: tarfile.TarFile, engine: AsyncEngine) -> tuple[int, set[str]]:
    """Add all rows; return how many there are, and which pictures they need."""
    count = 0
    if engine.dialect.name != "sqlite":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    async with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # The driver begins none for reading, and all tables are to be of the same moment.
            await connection.exec_driver_sql("BEGIN")
        contents = {
            "format": FORMAT,
            "revision": await connection.run_sync(_revision),
            "tables": {each.name: portable.columns(each) for each in TABLES.sorted_tables},
        }
        _add(archive, CONTENTS, io.BytesIO(json.dumps(contents, indent=1).encode()))
        for each in TABLES.sorted_tables:
            with tempfile.SpooledTemporaryFile(_IN_MEMORY) as rows:
                async for some in portable.lines(connection, each):
                    count += len(some)
                    await asyncio.to_thread(rows.write, "".join(f"{x}\n" for x in some).encode())
                await asyncio.to_thread(_add, archive, f"tables/{each.name}.jsonl", rows)
        async with AsyncSession(connection) as session:
            return count, await needed_pictures(session)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _add(archive: tarfile.TarFile, name: str, content: IO[bytes]) -> None:
    member = tarfile.TarInfo(name)
    member.size = content.seek(0, io.SEEK_END)
    member.mtime = int(time.time())
    content.seek(0)
    archive.addfile(member, content)


def _add_pictures(archive: tarfile.TarFile, data_dir: Path) -> set[str]:
    added: set[str] = set()
    for path in pictures(data_dir):
        # The bot may delete one meanwhile, because nobody needs it any more.
        with contextlib.suppress(FileNotFoundError), path.open("rb") as picture:
            _add(archive, f"pictures/{path.name}", picture)
            added.add(path.name)
    return added


def pictures(data_dir: Path) -> Iterator[Path]:
    """Yield the files of the store, but for those that are being written."""
    for path in sorted((data_dir / "pictures").glob("*")):
        if PICTURE.fullmatch(f"pictures/{path.name}"):
            yield path
