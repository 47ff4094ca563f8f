"""Rate limits: a bucket for each route and place, and one for everything a token does."""

import hashlib
import math
from dataclasses import dataclass

from bot.sandbox.clock import Clock


@dataclass(frozen=True, slots=True)
class Limit:
    """So many calls in so many seconds; routes with the same name share a bucket."""

    name: str
    calls: int
    seconds: float

    @property
    def hash(self) -> str:
        """The bucket's public name."""
        return hashlib.md5(self.name.encode(), usedforsecurity=False).hexdigest()


@dataclass(slots=True)
class _Window:
    ends: float
    used: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a call may pass, and the headers that tell how much is left."""

    retry_after: float | None
    is_global: bool
    headers: dict[str, str]


GLOBAL = Limit("global", 50, 1.0)


class RateLimiter:
    """Counts calls in windows that begin with the first call."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._windows: dict[tuple[str, str], _Window] = {}

    def check(self, limit: Limit | None, place: str, who: str, *, global_too: bool) -> Verdict:
        """Count a call by `who` at `place`, and say whether it may pass."""
        if global_too:
            window, over = self._count(GLOBAL, who)
            if over:
                return self._refused(window, GLOBAL, is_global=True)
        if limit is None:
            return Verdict(None, False, {})
        window, over = self._count(limit, f"{who} {place}")
        if over:
            return self._refused(window, limit, is_global=False)
        return Verdict(None, False, self._headers(limit, window))

    def _count(self, limit: Limit, key: str) -> tuple[_Window, bool]:
        now = self._clock.time()
        window = self._windows.get((limit.name, key))
        if window is None or window.ends <= now:
            if len(self._windows) > 10_000:
                self._windows = {k: w for k, w in self._windows.items() if w.ends > now}
            window = self._windows[limit.name, key] = _Window(now + limit.seconds)
        if window.used >= limit.calls:
            return window, True
        window.used += 1
        return window, False

    def _headers(self, limit: Limit, window: _Window) -> dict[str, str]:
        # Rounded up, so that nobody comes back a millisecond early.
        left = math.ceil((window.ends - self._clock.time()) * 1000) / 1000
        return {
            "X-RateLimit-Limit": str(limit.calls),
            "X-RateLimit-Remaining": str(limit.calls - window.used),
            "X-RateLimit-Reset": f"{window.ends:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": limit.hash,
        }

    def _refused(self, window: _Window, limit: Limit, *, is_global: bool) -> Verdict:
        headers = self._headers(limit, window)
        retry_after = float(headers["X-RateLimit-Reset-After"])
        headers["Retry-After"] = str(math.ceil(retry_after))
        headers["X-RateLimit-Scope"] = "global" if is_global else "user"
        if is_global:
            headers = {"Retry-After": headers["Retry-After"], "X-RateLimit-Global": "true"}
        return Verdict(retry_after, is_global, headers)
