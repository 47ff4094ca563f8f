"""Picture files on disk, each under the SHA-256 of its bytes."""

import asyncio
import contextlib
import hashlib
import logging
import math
import os
import shutil
import tempfile
import time
from collections.abc import AsyncGenerator, Collection
from pathlib import Path
from typing import BinaryIO

from bot.errors import RefusalError

_log = logging.getLogger(__name__)


class IncomingPicture:
    """A file that is still being written."""

    def __init__(self, file: BinaryIO, folder: Path) -> None:
        self._file = file
        self._folder = folder
        self._digest = hashlib.sha256()

    async def write(self, block: bytes) -> None:
        """Append some bytes."""
        self._digest.update(block)
        await asyncio.to_thread(self._file.write, block)

    async def keep(self) -> str:
        """Put the file in its place, safe from a power cut, and return its name."""
        name = self._digest.hexdigest()
        await asyncio.to_thread(self._keep, name)
        return name

    def _keep(self, name: str) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        Path(self._file.name).replace(self._folder / name)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


class PictureStore:
    """A folder of pictures; the same bytes are kept once."""

    def __init__(self, folder: Path, least_free: int = 0) -> None:
        """Keep pictures in a folder, as long as so many bytes of its disk are free."""
        self._folder = folder
        self._least_free = least_free
        self.lock = asyncio.Lock()
        """Held while a picture begins to be needed, and while those nobody needs are deleted."""

    def open(self) -> None:
        """Make the folder, for nobody else's eyes. Raises OSError."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def free_bytes(self) -> int:
        """Return how much of the disk is free. Raises OSError."""
        return shutil.disk_usage(self._folder).free

    def has_room(self) -> bool:
        """Say whether the disk has room for more pictures; one that cannot be asked has none."""
        try:
            return self.free_bytes() >= self._least_free
        except OSError:
            return False

    def check_room(self) -> None:
        """Raise RefusalError while the disk has no room for more pictures."""
        if self.has_room():
            return
        full = "no new picture is taken: %s is gone, or its disk is full"
        _log.warning(full, self._folder, extra={"repeats": True})
        raise RefusalError("no-room")

    @contextlib.asynccontextmanager
    async def incoming(self) -> AsyncGenerator[IncomingPicture]:
        """Open a new file; what is not kept is gone at the end."""
        file = await asyncio.to_thread(self._new_file)
        try:
            yield IncomingPicture(file, self._folder)
        finally:
            await asyncio.to_thread(_discard, file)

    async def add(self, picture: bytes) -> str:
        """Keep a whole picture and return its name."""
        async with self.incoming() as incoming:
            await incoming.write(picture)
            return await incoming.keep()

    async def read(self, name: str) -> bytes:
        """Return a picture's bytes. Raises OSError."""
        return await asyncio.to_thread((self._folder / name).read_bytes)

    async def bytes_of(self, names: Collection[str]) -> int:
        """Return how many bytes some pictures have together; one that is gone has none."""
        return await asyncio.to_thread(self._bytes_of, names)

    async def size(self, name: str) -> int:
        """Return how many bytes a picture has. Raises FileNotFoundError or another OSError."""
        return (await asyncio.to_thread((self._folder / name).stat)).st_size

    async def touch(self, name: str) -> bool:
        """Spare a picture from the next `delete_unreferenced`; say whether it is there."""
        try:
            # The kernel's own idea of now, for files, is some milliseconds old.
            now = time.time()
            await asyncio.to_thread(os.utime, self._folder / name, (now, now))
        except FileNotFoundError:
            return False
        return True

    async def delete_unreferenced(self, keep: Collection[str], seconds: float) -> None:
        """Delete files older than `seconds` unless their name is in `keep`."""
        await asyncio.to_thread(self._delete_unreferenced, keep, time.time() - seconds)

    async def remove(self, names: Collection[str], before: float = math.inf) -> None:
        """Delete some files now, but for those that were kept or touched after a moment."""
        await asyncio.to_thread(self._remove, names, before)

    def _new_file(self) -> BinaryIO:
        handle, path = tempfile.mkstemp(dir=self._folder)
        os.close(handle)
        return Path(path).open("wb")

    def _bytes_of(self, names: Collection[str]) -> int:
        total = 0
        for name in names:
            with contextlib.suppress(FileNotFoundError):
                total += (self._folder / name).stat().st_size
        return total

    def _remove(self, names: Collection[str], before: float) -> None:
        for name in names:
            with contextlib.suppress(FileNotFoundError):
                if (self._folder / name).stat().st_mtime <= before:
                    (self._folder / name).unlink()

    def _delete_unreferenced(self, keep: Collection[str], before: float) -> None:
        for path in self._folder.iterdir():
            if path.name not in keep and path.stat().st_mtime < before:
                path.unlink(missing_ok=True)


def _discard(file: BinaryIO) -> None:
    file.close()
    Path(file.name).unlink(missing_ok=True)
