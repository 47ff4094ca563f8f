"""Send again what Discord, or the way to it, does not take now."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from http import HTTPStatus
from typing import TypeVar

import aiohttp
import discord

from bot.errors import UndeliverableError

_log = logging.getLogger(__name__)

_T = TypeVar("_T")

# What the client is told of, with what it is that is sent again.
RETRIED = "retried"

# Seconds between the first tries, and between all after them: for six hours in all.
_FIRST_PAUSES = (5, 30, 120)
_LATER_PAUSE, _LATER_TRIES = 300, 70

# Discord's error codes for what no waiting mends: unknown channel, unknown server, no messages to
# this member, and a message that we have made wrongly (empty, invalid).
_FOR_GOOD = (10003, 10004, 50007, 50006, 50035)


def is_for_good(error: discord.HTTPException) -> bool:
    """Say whether a refusal stays one.

    All others may pass: permissions are given back, threads and posts are opened again, and a limit
    or an outage ends.
    """
    return error.code in _FOR_GOOD


def is_ill(error: discord.HTTPException) -> bool:
    """Say whether Discord says nothing of the message itself: it is down, or overrun."""
    return error.status >= HTTPStatus.INTERNAL_SERVER_ERROR or (
        error.status == HTTPStatus.TOO_MANY_REQUESTS
    )


class Retries:
    """Tries for hours, ever more seldom, and at once when something has changed at Discord."""

    def __init__(self, tell: Callable[[], None]) -> None:
        """Call `tell` before each pause."""
        self._tell = tell
        self._changed = asyncio.Event()

    def try_again(self) -> None:
        """Let all that waits try now: a channel was changed, or the connection is back."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def insist(self, job_id: str, send: Callable[[], Awaitable[_T]]) -> _T:
        """Return what `send` returns, once it does. Raises UndeliverableError.

        What is sent belongs to a job.
        """
        for pause in (*_pauses(), None):
            try:
                return await send()
            except discord.HTTPException as error:
                reason: Exception = error
                said = f"Discord says {error.status}, code {error.code}"
                given_up = is_for_good(error)
            except (aiohttp.ClientError, OSError) as error:
                reason, said, given_up = error, type(error).__name__, False
            if given_up or pause is None:
                raise UndeliverableError(said) from reason
            self._tell()
            about = {"job": job_id, "repeats": True}
            _log.warning("to be sent again in %d s: %s", pause, said, extra=about)
            await self._rest(pause)
        raise AssertionError("the last try either returns or raises")

    async def _rest(self, seconds: float) -> None:
        changed = asyncio.ensure_future(self._changed.wait())
        try:
            await asyncio.wait([changed], timeout=seconds)
        finally:
            changed.cancel()


def _pauses() -> Iterator[float]:
    yield from _FIRST_PAUSES
    for _ in range(_LATER_TRIES):
        yield _LATER_PAUSE
