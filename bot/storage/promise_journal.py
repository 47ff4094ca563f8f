"""Whom an answer is promised to, a small file each: a locked database must not delay a promise."""

import asyncio
import contextlib
import logging
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Promise:
    """An answer that is promised to a member before their job is written down.

    `id` is that of the interaction, or of the message that asks. The answer is found by the token,
    or is `message_id`, or is a reply to the message that asks. After `ends_at` it is tried once.
    """

    id: int
    channel_id: int
    locale: str
    ends_at: datetime
    interaction_token: str | None = field(default=None, repr=False)
    message_id: int | None = None


_promise = TypeAdapter(Promise)


class PromiseJournal:
    """A folder of promises that are not kept yet; it outlives a bot that is killed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def add(self, promise: Promise) -> None:
        """Write a promise down, whole or not at all. Raises OSError."""
        await asyncio.to_thread(self._write, promise)

    async def remove(self, promise_id: int) -> None:
        """Forget a promise that was kept, or cannot be. Raises OSError."""
        await asyncio.to_thread(self._path(promise_id).unlink, missing_ok=True)

    async def all(self) -> list[Promise]:
        """Return all promises. Raises OSError."""
        return await asyncio.to_thread(self._read)

    def _path(self, promise_id: int) -> Path:
        return self._folder / f"{promise_id}.json"

    def _write(self, promise: Promise) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._path(promise.id)
        unfinished = path.with_suffix(".new")
        unfinished.write_bytes(_promise.dump_json(promise))
        unfinished.replace(path)

    def _read(self) -> list[Promise]:
        promises: list[Promise] = []
        for path in sorted(self._folder.glob("*.json")):
            try:
                promises.append(_promise.validate_json(path.read_bytes()))
            except FileNotFoundError:  # kept in this moment
                continue
            except ValidationError:
                _log.warning("%s is no promise; it is deleted", path)
                with contextlib.suppress(FileNotFoundError):
                    path.unlink()
        return promises
