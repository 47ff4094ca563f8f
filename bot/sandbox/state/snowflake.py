"""Discord's identifiers: milliseconds since 2015, then a counter."""

import re
from datetime import UTC, datetime

from bot.sandbox.clock import Clock

EPOCH_MS = 1_420_070_400_000
_WELL_FORMED = re.compile(r"0|[1-9][0-9]{0,19}")


class Snowflakes:
    """Makes identifiers that grow with the clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        """Return an identifier greater than every earlier one."""
        made = (int(self._clock.time() * 1000) - EPOCH_MS) << 22
        self._last = max(made, self._last + 1)
        return self._last


def parse(value: object) -> int | None:
    """Read an identifier from a path or a body; None if it is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value if 0 <= value < 1 << 64 else None
    if isinstance(value, str) and _WELL_FORMED.fullmatch(value):
        return number if (number := int(value)) < 1 << 64 else None
    return None


def created_at(snowflake: int) -> datetime:
    """Return the moment at which an identifier was made."""
    return datetime.fromtimestamp(((snowflake >> 22) + EPOCH_MS) / 1000, UTC)
