"""How late the event loop is: what blocks it lets every member wait."""

import asyncio

from bot.monitoring.metrics import Metrics

_LOOK_SECONDS = 0.25


async def watch_loop(metrics: Metrics) -> None:
    """Note again and again how much later than asked for a sleep has ended."""
    clock = asyncio.get_running_loop().time
    while True:
        due = clock() + _LOOK_SECONDS
        await asyncio.sleep(_LOOK_SECONDS)
        metrics.loop_was_late(max(0.0, clock() - due))
