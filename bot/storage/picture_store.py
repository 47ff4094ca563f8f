"""Picture files on disk, each under the SHA-256 of its bytes."""

import asyncio
import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import AsyncGenerator, Collection
from pathlib import Path
from typing import BinaryIO


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

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.lock = asyncio.Lock()
        """Held while a picture begins to be needed, and while those nobody needs are deleted."""

    def open(self) -> None:
        """Make the folder, for nobody else's eyes. Raises OSError."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)

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

    async def size(self, name: str) -> int:
        """Return how many bytes a picture has. Raises FileNotFoundError or another OSError."""
        return (await asyncio.to_thread((self._folder / name).stat)).st_size

    async def touch(self, name: str) -> bool:
        """Spare a picture from the next `delete_unreferenced`; say whether it is there."""
        try:
            await asyncio.to_thread(os.utime, self._folder / name)
        except FileNotFoundError:
            return False
        return True

    async def delete_unreferenced(self, keep: Collection[str], seconds: float) -> None:
        """Delete files older than `seconds` unless their name is in `keep`."""
        await asyncio.to_thread(self._delete_unreferenced, keep, time.time() - seconds)

    async def remove(self, names: Collection[str]) -> None:
        """Delete some files now."""
        await asyncio.to_thread(self._remove, names)

    def _new_file(self) -> BinaryIO:
        handle, path = tempfile.mkstemp(dir=self._folder)
        os.close(handle)
        return Path(path).open("wb")

    def _remove(self, names: Collection[str]) -> None:
        for name in names:
            (self._folder / name).unlink(missing_ok=True)

    def _delete_unreferenced(self, keep: Collection[str], before: float) -> None:
        for path in self._folder.iterdir():
            if path.name not in keep and path.stat().st_mtime < before:
                path.unlink(missing_ok=True)


def _discard(file: BinaryIO) -> None:
    file.close()
    Path(file.name).unlink(missing_ok=True)
