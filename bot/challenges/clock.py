"""The clock that challenges go by."""

import asyncio
from datetime import UTC, datetime

_LOOK_SECONDS = 5


class Clock:
    """Tells the time, and when to look at it again."""

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return datetime.now(UTC)

    async def tick(self) -> None:
        """Wait until something may be due."""
        await asyncio.sleep(_LOOK_SECONDS)
