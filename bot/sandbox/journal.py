"""What passed, for an inspector: REST calls, interactions, and what was refused and why."""

import re
from collections import deque

from bot.sandbox.clock import Clock
from bot.sandbox.wire import JsonObject

KEPT = 2000
_TOKEN = re.compile(r"((?:webhooks|interactions)/\d+/)[^/?]+")


class Journal:
    """The last things that passed; no bodies, no tokens."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._entries: deque[JsonObject] = deque(maxlen=KEPT)
        self._count = 0

    def call(
        self, who: str, method: str, path: str, status: int, refusal: JsonObject | None
    ) -> None:
        """Note a REST call, and with what it was refused."""
        entry = {"kind": "call", "who": who, "method": method, "status": status}
        entry["path"] = _TOKEN.sub(r"\1…", path)
        self._add(entry | ({"refused": refusal} if refusal else {}))

    def interaction(self, interaction_id: int, what: str) -> None:
        """Note what became of an interaction."""
        self._add({"kind": "interaction", "id": str(interaction_id), "what": what})

    def after(self, number: int) -> list[JsonObject]:
        """Return the entries with a higher number."""
        return [entry for entry in self._entries if entry["number"] > number]

    def _add(self, entry: JsonObject) -> None:
        self._count += 1
        at = self._clock.now().isoformat(timespec="milliseconds")
        self._entries.append({"number": self._count, "at": at} | entry)
