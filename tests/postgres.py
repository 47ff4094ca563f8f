"""A PostgreSQL server of the tests' own, from Debian's package, on a socket in a folder."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg

_SPEED = "-c fsync=off -c full_page_writes=off -c shared_buffers=16MB -c max_connections=40"


class Postgres:
    """A running server; nobody has used a database that it hands out."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()
        self._migrated = ""

    async def new_database(self) -> str:
        """Return the address of an empty database."""
        return self._address(await self._create("template1"))

    async def migrated_database(self) -> str:
        """Return the address of a database with the tables of today and no rows."""
        # Not above: to read this file would take all tests a second.
        from tests.databases import open_database

        if not self._migrated:
            self._migrated = await self._create("template1")
            await (await open_database(self._address(self._migrated))).dispose()
        return self._address(await self._create(self._migrated))

    async def _create(self, template: str) -> str:
        name = f"test{next(self._numbers)}"
        connection = await asyncpg.connect(
            host=str(self._folder), user="deepstyle", database="postgres"
        )
        await connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        await connection.close()
        return name

    def _address(self, name: str) -> str:
        return f"postgresql+asyncpg://deepstyle@/{name}?host={self._folder}"


def binaries() -> Path | None:
    """Return the folder of the newest server that is installed; Debian keeps it off the path."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(versions, key=lambda path: float(path.parts[-3]), default=None)
    return newest.parent if newest else None


@contextlib.contextmanager
def running(programs: Path) -> Iterator[Postgres]:
    """Serve until the block is left."""
    # Not pytest's folder: only its owner may enter that, and the server refuses to run as root.
    folder = Path(tempfile.mkdtemp(prefix="deepstyle-postgres-"))
    user = _unprivileged() if os.getuid() == 0 else None
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    data = folder / "data"
    log = folder / "log"
    try:
        _run(
            user,
            programs / "initdb",
            "-D",
            data,
            "-A",
            "trust",
            "-U",
            "deepstyle",
            "-N",
            "-E",
            "UTF8",
        )
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' {_SPEED}"
        _run(user, programs / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
        try:
            yield Postgres(folder)
        finally:
            _run(user, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)


def _unprivileged() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _run(user: pwd.struct_passwd | None, *command: Path | str) -> None:
    as_user: dict[str, Any] = (
        {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    )
    # A file, not a pipe: the server keeps what it inherits open, and a pipe would never end.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            command, cwd="/", stdin=subprocess.DEVNULL, stdout=said, stderr=said, **as_user
        )
        said.seek(0)
        assert done.returncode == 0, said.read().decode()
