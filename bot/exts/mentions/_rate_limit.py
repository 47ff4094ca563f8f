"""How much one member may have the bot say, so that it can be made to flood no channel."""

import time
from collections import deque
from collections.abc import Callable, Generator
from contextlib import contextmanager

from bot.errors import RefusalError, RefusalKey

_PERIOD_SECONDS = 60.0
_MOST_SENTENCES = 5


class RateLimit:
    """Counts what is said to whom, and the requests of each member that are under way."""

    def __init__(self, most_under_way: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most_under_way = most_under_way
        self._clock = clock
        self._under_way: dict[int, int] = {}
        self._said: dict[int, deque[tuple[float, RefusalKey]]] = {}

    @contextmanager
    def one_request(self, user_id: int) -> Generator[None]:
        """Count a request until it is in line; raises RefusalError if there are too many."""
        under_way = self._under_way.get(user_id, 0)
        if under_way >= self._most_under_way:
            raise RefusalError("too-many-waiting", most=self._most_under_way)
        self._under_way[user_id] = under_way + 1
        try:
            yield
        finally:
            self._under_way[user_id] -= 1
            if not self._under_way[user_id]:
                del self._under_way[user_id]

    def may_say(self, user_id: int, key: RefusalKey) -> bool:
        """Say whether a member may hear a sentence now, and count it if so.

        That the line is full is said once a minute: it is what a flood is answered with.
        """
        self._forget()
        said = self._said.setdefault(user_id, deque())
        full = key == "too-many-waiting" and any(earlier == key for _, earlier in said)
        if full or len(said) >= _MOST_SENTENCES:
            return False
        said.append((self._clock(), key))
        return True

    def _forget(self) -> None:
        before = self._clock() - _PERIOD_SECONDS
        for user_id, said in list(self._said.items()):
            while said and said[0][0] <= before:
                said.popleft()
            if not said:
                del self._said[user_id]
