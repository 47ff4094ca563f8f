"""What happens again and again, in the log: a line a minute of each kind, and no traces."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

import discord

from bot.ui.errors import is_host_fault, is_outage

_MINUTE = 60.0
# What discord.py meets, and tells with a trace, while it tries to come back.
_NO_CONNECTION = (OSError, discord.ConnectionClosed, discord.GatewayNotFound)


@dataclass(slots=True)
class _Told:
    at: float
    left_out: int = 0


class RepeatFilter(logging.Filter):
    """Lets one event of a kind through in a minute, and counts those that are alike.

    Only of what repeats by its nature: where a call says so (`extra={"repeats": True}`), where an
    error is that of Discord or the network being away, or of the host's disk or database, and where
    discord.py complains.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._told: dict[tuple[str, str], _Told] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether a line is due; its field `alike` tells how many were left out before it."""
        repeats = record.__dict__.pop("repeats", False)
        error = record.exc_info[1] if record.exc_info else None
        of_discord = record.name.startswith("discord.")
        if error is not None and (
            is_outage(error) or (of_discord and isinstance(error, _NO_CONNECTION))
        ):
            # Where Discord could not be reached says nothing.
            record.exc_info, record.error, repeats = None, type(error).__name__, True
        elif error is None:
            repeats = repeats or (of_discord and record.levelno >= logging.WARNING)
        elif is_host_fault(error):
            repeats = True
        if not repeats:
            return True
        kind, now = (record.name, str(record.msg)), self._clock()
        told = self._told.get(kind)
        if told is not None and now - told.at < _MINUTE:
            told.left_out += 1
            return False
        if told is not None and told.left_out:
            record.alike = told.left_out
        self._told[kind] = _Told(now)
        return True
