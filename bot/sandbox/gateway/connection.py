"""One socket of the gateway: opcodes in, compressed payloads out."""

import asyncio
import contextlib
import time
import zlib
from collections import deque
from enum import IntEnum
from typing import cast

from aiohttp import WSMsgType, web

from bot.sandbox.gateway.handshake import GatewayError, Handshake
from bot.sandbox.gateway.members import members_chunks
from bot.sandbox.gateway.session import Session
from bot.sandbox.wire import JsonObject, decode, encode

HEARTBEAT_MS = 41_250
EVENTS_A_MINUTE = 120
MOST_BYTES = 4096
# discord.py notes the time of a heartbeat in another thread after sending it, and takes an answer
# that is there before that for one that is 41 s late; no real network is so fast.
ACK_DELAY_S = 0.05


class Op(IntEnum):
    """The gateway's opcodes."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE_UPDATE = 3
    VOICE_STATE_UPDATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_GUILD_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11
    REQUEST_SOUNDBOARD_SOUNDS = 31


_ACCEPTED_WITHOUT_EFFECT = {
    Op.PRESENCE_UPDATE,
    Op.VOICE_STATE_UPDATE,
    Op.REQUEST_SOUNDBOARD_SOUNDS,
}
# Discord's own apps subscribe to guilds, report time spent and more; nothing comes of it here.
_ACCEPTED_FROM_PEOPLE = range(12, 50)


_UNKNOWN_OPCODE = GatewayError(4001, "Unknown opcode.")


class Connection:
    """Reads and writes one WebSocket until either side closes it."""

    def __init__(self, socket: web.WebSocketResponse, handshake: Handshake, compress: str) -> None:
        self._socket = socket
        self._handshake = handshake
        self._zlib = zlib.compressobj() if compress == "zlib-stream" else None
        self._outgoing: asyncio.Queue[str | int] = asyncio.Queue()
        self._received: deque[float] = deque()
        self._closed_by_client: int | None = None
        self.session: Session | None = None

    def send(self, payload: str) -> None:
        """Queue a payload, as JSON, for the client."""
        self._outgoing.put_nowait(payload)

    def close(self, code: int) -> None:
        """Close the connection, after what is queued, with one of the gateway's codes."""
        self._outgoing.put_nowait(code)

    async def serve(self) -> None:
        """Say HELLO and serve the client until the connection ends."""
        self.send(_payload(Op.HELLO, {"heartbeat_interval": HEARTBEAT_MS}))
        writer = asyncio.create_task(self._write())
        try:
            await self._read()
        finally:
            writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writer
            self._leave()

    def _leave(self) -> None:
        if self.session is None:
            return
        # 1000 and 1001 from the client end its session; anything else may be resumed.
        if self._closed_by_client in (1000, 1001):
            self._handshake.forget(self.session)
        else:
            self.session.lose(self)

    async def _read(self) -> None:
        while True:
            try:
                # A client that misses its heartbeats is a zombie.
                async with asyncio.timeout(HEARTBEAT_MS / 1000 * 1.5):
                    message = await self._socket.receive()
            except TimeoutError:
                await self._socket.close(code=4009)
                return
            if message.type is WSMsgType.CLOSE:
                self._closed_by_client = message.data
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                return
            if self._flooded():
                await self._socket.close(code=4008)
                return
            try:
                await self._receive(cast("str | bytes", message.data))
            except GatewayError as refusal:
                await self._socket.close(code=refusal.code, message=refusal.reason.encode())
                return

    async def _receive(self, data: str | bytes) -> None:
        by_bot = self.session is None or self.session.user.bot
        try:
            payload = decode(data) if len(data) <= MOST_BYTES or not by_bot else None
        except ValueError:
            raise GatewayError(4002, "Error while decoding payload.") from None
        if not isinstance(payload, dict):
            raise GatewayError(4002, "Error while decoding payload.")
        fields = cast("JsonObject", payload)
        op, data_field = fields.get("op"), fields.get("d")
        if op == Op.HEARTBEAT:
            await asyncio.sleep(ACK_DELAY_S)
            self.send(_payload(Op.HEARTBEAT_ACK, None))
            return
        body = cast("JsonObject", data_field) if isinstance(data_field, dict) else {}
        if op == Op.IDENTIFY:
            await self._identify(body)
        elif op == Op.RESUME:
            self._resume(body)
        elif self.session is None:
            known = op in frozenset(Op)
            raise GatewayError(4003, "Not authenticated.") if known else _UNKNOWN_OPCODE
        elif op == Op.REQUEST_GUILD_MEMBERS:
            for chunk in members_chunks(self._handshake.world, self.session, body):
                self.session.dispatch("GUILD_MEMBERS_CHUNK", chunk)
        elif op not in _ACCEPTED_WITHOUT_EFFECT and (
            self.session.user.bot or op not in _ACCEPTED_FROM_PEOPLE
        ):
            raise _UNKNOWN_OPCODE

    async def _identify(self, body: JsonObject) -> None:
        if self.session:
            raise GatewayError(4005, "Already authenticated.")
        session = self._handshake.identify(body)
        if wait := self._handshake.wait_before(session):
            # Discord answers at once; waiting spares this machine a client that asks in a loop.
            await asyncio.sleep(wait)
            self.send(_payload(Op.INVALID_SESSION, False))
            return
        self.session = session
        session.socket = self
        self._handshake.welcome(session)

    def _resume(self, body: JsonObject) -> None:
        if self.session:
            raise GatewayError(4005, "Already authenticated.")
        session = self._handshake.resumed(body)
        if session is None:
            self.send(_payload(Op.INVALID_SESSION, False))
            return
        if session.socket:
            session.socket.close(4000)
        self.session = session
        session.resume(self, int(body["seq"]))

    def _flooded(self) -> bool:
        now = time.monotonic()
        self._received.append(now)
        while self._received[0] <= now - 60:
            self._received.popleft()
        return len(self._received) > EVENTS_A_MINUTE

    async def _write(self) -> None:
        while True:
            item = await self._outgoing.get()
            if isinstance(item, int):
                await self._socket.close(code=item)
                return
            try:
                await self._send_text(item)
            except ConnectionError:
                return

    async def _send_text(self, text: str) -> None:
        if self._zlib is None:
            await self._socket.send_str(text)
        else:
            packed = self._zlib.compress(text.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
            await self._socket.send_bytes(packed)


def _payload(op: Op, data: object) -> str:
    return encode({"t": None, "s": None, "op": int(op), "d": data})


def reconnect_payload() -> str:
    """Return the payload that asks a client to connect anew and resume."""
    return _payload(Op.RECONNECT, None)
