"""The clock that challenges go by."""

import asyncio
from datetime import UTC, datetime, timedelta

_LOOK_SECONDS = 5
# Nearer than this it is the way from Discord that makes the difference, not the clocks.
_FAR = timedelta(minutes=1)


class Clock:
    """Tells the time, and when to look at it again.

    It is this machine's clock, unless Discord's is further on.
    """

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return datetime.now(UTC) + self._ahead

    def hear(self, made_at: datetime) -> None:
        """Go on to the moment at which Discord made something, for nothing is from the future."""
        if made_at - self.now() > _FAR:
            self._ahead = made_at - datetime.now(UTC)

    async def tick(self) -> None:
        """Wait until something may be due."""
        await asyncio.sleep(_LOOK_SECONDS)
