"""A clock that a test sets forward."""

import asyncio
from datetime import datetime, timedelta

from bot.clock import Clock


class HandClock(Clock):
    """Stands nearly still until it is set forward; `looks` counts who waits for its next tick."""

    def __init__(self, start: datetime) -> None:
        super().__init__()
        self.moment = start
        self.looks = 0

    def now(self) -> datetime:
        self.moment += timedelta(microseconds=1)  # no two things happen at one moment
        return self.moment

    async def tick(self) -> None:
        self.looks += 1
        await asyncio.Event().wait()
