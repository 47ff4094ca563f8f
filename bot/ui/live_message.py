"""A message that shows the newest state, edited no more often than Discord allows."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

import aiohttp
import discord
from asyncio_throttle.throttler import Throttler

_log = logging.getLogger(__name__)

_State = TypeVar("_State")

# How often a waiting edit looks whether its time has come.
_LOOK_SECONDS = 0.2
# Discord answers within a second, or something is wrong with it.
_PATIENCE_SECONDS = 15


class LiveMessage(Generic[_State]):
    """Edits a message to the newest state; states that came in between are dropped."""

    def __init__(self, edit: Callable[[_State], Awaitable[None]], seconds: float) -> None:
        self._edit = edit
        self._throttler = Throttler(1, period=seconds, retry_interval=_LOOK_SECONDS)
        self._newest: _State | None = None
        self._changed = asyncio.Event()
        self._editing = asyncio.Lock()
        self._task = asyncio.create_task(self._follow())

    def show(self, state: _State) -> None:
        """Show a state as soon as may be, unless a newer one comes first."""
        self._newest = state
        self._changed.set()

    async def renew(self) -> None:
        """Make the newest state anew at once, whatever the pace."""
        async with self._editing:
            await self._show()

    async def close(self) -> None:
        """Edit no more; an edit that is under way is finished first, so that none comes late."""
        async with self._editing:
            self._task.cancel()

    async def _follow(self) -> None:
        while True:
            await self._changed.wait()
            await self._throttler.acquire()
            async with self._editing:
                await self._show()

    async def _show(self) -> None:
        self._changed.clear()
        if self._newest is None:
            return
        try:
            # The result waits for the end of this edit.
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await self._edit(self._newest)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            # Progress is a courtesy; the result has ways of its own to arrive.
            said = type(error).__name__
            _log.info("a message could not be edited: %s", said, extra={"repeats": True})
        except Exception:
            _log.exception("a message could not be made")
