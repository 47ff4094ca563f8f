"""Finish a statement that was begun, even when its caller is cancelled."""

import asyncio
import functools
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")

_Method = Callable[_P, Coroutine[Any, Any, _T]]


def shielded(method: _Method[_P, _T]) -> _Method[_P, _T]:
    """Let a cancelled caller wait for the end of what it has begun.

    Cancelling a statement half-way leaves open whether it was done, and aiosqlite's connection
    may then wait for ever to be closed.
    """

    @functools.wraps(method)
    async def wrapped(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        task = asyncio.create_task(method(*args, **kwargs))
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            await asyncio.wait([task])
            raise

    return wrapped
