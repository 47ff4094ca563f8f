"""`python -m bot restore FILE`: put a backup into the database and the folder of the settings."""

import argparse
import asyncio
import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from alembic import command
from alembic.script import ScriptDirectory
from pydantic import BaseModel, ValidationError
from sqlalchemy import Connection, delete, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import settings
from bot.cli.backup import CONTENTS, FORMAT, PICTURE, pictures
from bot.cli.complaint import complain
from bot.database import portable
from bot.database.database_lock import held
from bot.database.engine import TABLES, connected, migrate, migrations
from bot.errors import HostError
from bot.settings import Settings
from bot.storage.data_lock import locked

_BLOCK = 1 << 20


class Contents(BaseModel):
    """What a backup says of itself."""

    format: int
    revision: str
    tables: dict[str, portable.Columns]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the archive and what may be overwritten."""
    parser.add_argument("file", type=Path, metavar="FILE", help="an archive of `backup`")
    parser.add_argument(
        "--overwrite", action="store_true", help="delete what is in the database and the folder"
    )


def main(arguments: argparse.Namespace) -> int:
    """Restore a backup; the exit status is 0 if all of it is there, 1 otherwise."""
    try:
        chosen = settings.load()
        with locked(chosen.data_dir):
            asyncio.run(restore(chosen, arguments.file, overwrite=arguments.overwrite))
    except HostError as error:
        return complain(str(error), 1)
    except (SQLAlchemyError, OSError) as error:
        # The driver's message may hold the address, which may hold a password.
        return complain(f"the restore did not end well ({type(error).__name__})", 1)
    return 0


async def restore(chosen: Settings, file: Path, *, overwrite: bool = False) -> None:
    """Put all rows and pictures of an archive back; no bot may be serving meanwhile.

    Raises HostError, sqlalchemy.exc.SQLAlchemyError or OSError.
    """
    contents = await asyncio.to_thread(_read_through, file)
    engine = await connected(chosen.database_address)
    try:
        async with held(engine):
            await migrate(engine)
            if not overwrite and await _is_in_use(engine, chosen.data_dir):
                raise HostError(
                    "there are rows or pictures already; to delete them, say --overwrite"
                )
            async with engine.begin() as connection:
                await connection.run_sync(_put_back, contents, file)
            await asyncio.to_thread(_put_back_pictures, file, chosen.data_dir)
    finally:
        await engine.dispose()


def _read_through(file: Path) -> Contents:
    """Read an archive to its end, so that nothing is deleted for the sake of a damaged one."""
    try:
        with tarfile.open(file) as archive:
            contents = Contents.model_validate_json(_content(archive, CONTENTS).read())
            if contents.format != FORMAT:
                raise HostError("the backup was made by a version that I do not know")
            for name in contents.tables:
                for line in _lines(archive, name):
                    json.loads(line)
            for member in archive:
                if PICTURE.fullmatch(member.name):
                    _check(archive, member)
    except (tarfile.TarError, KeyError, EOFError, ValidationError, ValueError) as error:
        raise HostError("the file is not a whole backup") from error
    return contents


def _content(archive: tarfile.TarFile, name: str | tarfile.TarInfo) -> IO[bytes]:
    if (content := archive.extractfile(name)) is None:
        raise KeyError(name)
    return content


def _lines(archive: tarfile.TarFile, table: str) -> Iterator[str]:
    return io.TextIOWrapper(_content(archive, f"tables/{table}.jsonl"), encoding="utf-8")


def _check(archive: tarfile.TarFile, member: tarfile.TarInfo) -> None:
    digest = hashlib.sha256()
    for block in _blocks(_content(archive, member)):
        digest.update(block)
    if digest.hexdigest() != _name(member):
        raise ValueError(f"{member.name} is damaged")


async def _is_in_use(engine: AsyncEngine, data_dir: Path) -> bool:
    if await asyncio.to_thread(lambda: any(pictures(data_dir))):
        return True
    async with engine.connect() as connection:
        for each in TABLES.sorted_tables:
            if await connection.scalar(select(func.count()).select_from(each)):
                return True
    return False


def _put_back(connection: Connection, contents: Contents, file: Path) -> None:
    """Make the tables anew as they were at the time of the backup, and then as they are today."""
    known = migrations(connection)
    revisions = {script.revision for script in ScriptDirectory.from_config(known).walk_revisions()}
    if contents.revision not in revisions:
        raise HostError("the backup was made by a newer version of the bot")
    for each in reversed(TABLES.sorted_tables):
        connection.execute(delete(each))
    command.downgrade(known, "base")
    command.upgrade(known, contents.revision)
    with tarfile.open(file) as archive:
        for name, kinds in contents.tables.items():
            portable.insert_lines(connection, name, kinds, _lines(archive, name))
    command.upgrade(known, "head")


def _put_back_pictures(file: Path, data_dir: Path) -> None:
    folder = data_dir / "pictures"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    kept: set[str] = set()
    with tarfile.open(file) as archive:
        for member in archive:
            if PICTURE.fullmatch(member.name):
                _copy(_content(archive, member), folder / _name(member))
                kept.add(_name(member))
    for path in pictures(data_dir):
        if path.name not in kept:
            path.unlink()


def _copy(content: IO[bytes], path: Path) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.writelines(_blocks(content))
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)


def _blocks(content: IO[bytes]) -> Iterator[bytes]:
    while block := content.read(_BLOCK):
        yield block


def _name(member: tarfile.TarInfo) -> str:
    return member.name.removeprefix("pictures/")
