"""What ends a bot that serves."""

import asyncio

import pytest

from bot import app


async def test_a_task_that_swallows_its_cancelling_is_cancelled_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # So does Python 3.11's `wait_for` when what it waits for ends in the same instant.
    monkeypatch.setattr(app, "_CANCEL_SECONDS", 0.05)
    swallowed = asyncio.Event()

    async def connected() -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            swallowed.set()
        await asyncio.sleep(60)

    async def told() -> None:
        await asyncio.sleep(0.01)

    async with asyncio.timeout(10):
        await app._first_of(connected(), told())  # pyright: ignore[reportPrivateUsage]
    assert swallowed.is_set()
