"""The one clock that everything in the sandbox asks, and that can be set forward."""

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass(order=True, slots=True)
class Timer:
    """A callback that waits for its time."""

    due: float
    number: int
    callback: Callable[[], object] = field(compare=False)
    cancelled: bool = field(default=False, compare=False)

    def cancel(self) -> None:
        """Keep the callback from being called."""
        self.cancelled = True


class Clock:
    """Wall-clock time plus whatever it was set forward by; timers follow it."""

    def __init__(self) -> None:
        self._epoch = time.time() - time.monotonic()
        self._ahead = 0.0
        self._timers: list[Timer] = []
        self._numbers = itertools.count()
        self._wake: asyncio.TimerHandle | None = None

    def time(self) -> float:
        """Return seconds since 1970; never runs backwards."""
        return self._epoch + time.monotonic() + self._ahead

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return datetime.fromtimestamp(self.time(), UTC)

    def call_later(self, seconds: float, callback: Callable[[], object]) -> Timer:
        """Call `callback` once `seconds` have passed on this clock."""
        timer = Timer(self.time() + seconds, next(self._numbers), callback)
        heapq.heappush(self._timers, timer)
        self._arm()
        return timer

    def forward(self, seconds: float) -> None:
        """Set the clock forward and run the timers that are due by then.

        Raises ValueError if `seconds` is negative.
        """
        if seconds < 0:
            raise ValueError("time only runs forward")
        self._ahead += seconds
        self._ring()

    def stop(self) -> None:
        """Forget all timers."""
        self._timers.clear()
        if self._wake:
            self._wake.cancel()

    def _ring(self) -> None:
        while self._timers and (self._timers[0].due <= self.time() or self._timers[0].cancelled):
            timer = heapq.heappop(self._timers)
            if not timer.cancelled:
                timer.callback()
        self._arm()

    def _arm(self) -> None:
        if self._wake:
            self._wake.cancel()
            self._wake = None
        if self._timers:
            delay = max(0.0, self._timers[0].due - self.time())
            self._wake = asyncio.get_running_loop().call_later(delay, self._ring)
