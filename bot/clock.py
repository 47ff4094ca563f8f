"""The clock that challenges go by."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

_LOOK_SECONDS = 5
# Nearer than this it is the way from Discord that makes the difference, not the clocks.
_FAR = timedelta(minutes=1)


class Clock:
    """Tells the time, and when to look at it again.

    It is this machine's clock, unless Discord's is further on. How far is not remembered: this
    machine's may be set right at any moment.
    """

    def __init__(self) -> None:
        self._heard: tuple[datetime, float] | None = None

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        here = datetime.now(UTC)
        if self._heard is None:
            return here
        made_at, heard_at = self._heard
        return max(here, made_at + timedelta(seconds=time.monotonic() - heard_at))

    def hear(self, made_at: datetime) -> None:
        """Go on to the moment at which Discord made something, for nothing is from the future."""
        if made_at - self.now() > _FAR:
            self._heard = made_at, time.monotonic()

    async def tick(self) -> None:
        """Wait until something may be due."""
        await asyncio.sleep(_LOOK_SECONDS)
