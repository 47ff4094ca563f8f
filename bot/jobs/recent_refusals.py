"""A member who is over a quota and presses on is refused without asking the database again."""

import time
from collections.abc import Callable

from bot.database.models import ServerSettings
from bot.errors import RefusalError

# A flood costs little then, and whose pictures are counted anew does not wait long.
_KEPT_SECONDS = 5.0


class RecentRefusals:
    """Remembers for a moment what members were refused by the rules of a server."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._refused: dict[tuple[int, int], tuple[float, ServerSettings, RefusalError]] = {}

    def note(self, rules: ServerSettings, user_id: int, refusal: RefusalError) -> None:
        """Remember a refusal, and forget the old ones."""
        now = self._clock()
        self._refused = {
            whose: kept for whose, kept in self._refused.items() if now - kept[0] < _KEPT_SECONDS
        }
        self._refused[rules.guild_id, user_id] = now, rules, refusal

    def check(self, rules: ServerSettings, user_id: int) -> None:
        """Raise what a member was refused a moment ago, unless the rules have changed since."""
        if (kept := self._refused.get((rules.guild_id, user_id))) is None:
            return
        at, broken, refusal = kept
        if broken is rules and self._clock() - at < _KEPT_SECONDS:
            raise RefusalError(refusal.key, **refusal.values)
