"""A gateway session: what one client is told, whether or not its socket is open."""

import asyncio
import secrets
from collections import deque
from typing import Protocol

from bot.sandbox.gateway.intents import EVERYTHING
from bot.sandbox.state.model import Guild, User
from bot.sandbox.wire import JsonObject, encode

REPLAYED_EVENTS = 1000
RESUMABLE_S = 180.0


class Socket(Protocol):
    """Where a session's payloads go."""

    def send(self, payload: str) -> None:
        """Queue a payload, as JSON, for the client."""
        ...

    def close(self, code: int) -> None:
        """Close the connection with one of the gateway's codes."""
        ...


class Session:
    """The events of one identified client, numbered, and kept for a RESUME."""

    def __init__(
        self,
        user: User,
        *,
        intents: int = EVERYTHING,
        shard: tuple[int, int] = (0, 1),
    ) -> None:
        self.id = secrets.token_hex(16)
        self.user = user
        self.intents = intents
        self.shard = shard
        self.socket: Socket | None = None
        self._sequence = 0
        self._sent: deque[tuple[int, str]] = deque(maxlen=REPLAYED_EVENTS)
        self._lost_at: float | None = None

    @property
    def resumable(self) -> bool:
        """Whether a client may still take the session up again."""
        now = asyncio.get_running_loop().time()
        return self._lost_at is None or now - self._lost_at < RESUMABLE_S

    def has(self, intent: int) -> bool:
        """Say whether the client asked for some events."""
        return self.intents & intent == intent

    def shares(self, guild: Guild) -> bool:
        """Say whether a guild belongs to the session's shard."""
        number, count = self.shard
        return (guild.id >> 22) % count == number

    def minds(self, guild: Guild | None) -> bool:
        """Say whether the session hears of a guild, or of direct messages (None)."""
        if guild is None:
            return self.shard[0] == 0
        return self.shares(guild) and not guild.unavailable

    def dispatch(self, event: str, data: JsonObject) -> None:
        """Tell the client of an event."""
        self.dispatch_encoded(event, encode(data))

    def dispatch_encoded(self, event: str, data: str) -> None:
        """Tell the client of an event whose data, as JSON, others are told as well."""
        self._sequence += 1
        payload = f'{{"t":"{event}","s":{self._sequence},"op":0,"d":{data}}}'
        self._sent.append((self._sequence, payload))
        if self.socket:
            self.socket.send(payload)

    def lose(self, socket: Socket) -> None:
        """Note that a connection ended without ending the session."""
        if self.socket is socket:
            self.socket = None
            self._lost_at = asyncio.get_running_loop().time()

    def can_replay(self, sequence: int) -> bool:
        """Say whether all events after `sequence` are still at hand."""
        oldest = self._sent[0][0] if self._sent else self._sequence + 1
        return oldest - 1 <= sequence <= self._sequence

    def resume(self, socket: Socket, sequence: int) -> None:
        """Go on over a new connection, with everything after `sequence` told again."""
        missed = [payload for number, payload in self._sent if number > sequence]
        self.socket = socket
        self._lost_at = None
        for payload in missed:
            socket.send(payload)
        self.dispatch("RESUMED", {})
