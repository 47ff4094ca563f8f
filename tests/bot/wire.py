"""What is between discord.py and Discord, to be cut at will."""

from types import SimpleNamespace
from typing import Any

import aiohttp
import discord


class Wire:
    """Raises faults in place of discord.py's calls, or of the answers to them.

    `before` and `after` have, for each method of HTTP, what its next calls raise one by one:
    before Discord hears of them, or when it has done them already.
    """

    def __init__(self) -> None:
        self.before: dict[str, list[Exception]] = {}
        self.after: dict[str, list[Exception]] = {}
        self.calls: list[str] = []
        self.trace = aiohttp.TraceConfig()
        self.trace.on_request_start.append(self._starts)
        self.trace.on_request_end.append(self._ends)

    async def _starts(
        self, _session: Any, _context: Any, call: aiohttp.TraceRequestStartParams
    ) -> None:
        self.calls.append(call.method)
        self._break(self.before, call.method)

    async def _ends(
        self, _session: Any, _context: Any, call: aiohttp.TraceRequestEndParams
    ) -> None:
        self._break(self.after, call.method)

    @staticmethod
    def _break(faults: dict[str, list[Exception]], method: str) -> None:
        if faults.get(method):
            raise faults[method].pop(0)


def answer(status: int) -> discord.HTTPException:
    """Return what discord.py raises for an answer of Discord with a status of 500 or more."""
    response: Any = SimpleNamespace(status=status, reason="")
    return discord.DiscordServerError(response, "")
