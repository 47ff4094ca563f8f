"""A member's client, logged in: the user side of Discord's protocol, as its own apps speak it.

It knows only addresses and a token, so it would work against any server of the protocol.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Callable
from types import TracebackType
from typing import Any, Self, TypeVar, cast

import aiohttp

from bot.sandbox.wire import JsonObject

PATIENCE_S = 30.0
_Found = TypeVar("_Found")


class RefusedError(Exception):
    """The server refused a call; `status`, `code` and `body` are its answer."""

    def __init__(self, status: int, body: JsonObject) -> None:
        super().__init__(f"{status}: {json.dumps(body, ensure_ascii=False)}")
        self.status = status
        self.code: int = body.get("code", 0)
        self.body = body


class Session:
    """A connection to the gateway, with all that came over it, and calls of the API."""

    def __init__(self, api: str, gateway: str, token: str, application_id: str) -> None:
        self._api = api
        self._gateway = gateway
        self._token = token
        self._application_id = application_id
        self._changed = asyncio.Condition()
        self.user: JsonObject = {}
        self.guild_id = ""
        self.channels: dict[str, str] = {}
        self._guild_of: dict[str, str] = {}
        self.events: list[tuple[str, JsonObject]] = []
        self._of_nonce: dict[str, list[tuple[str, JsonObject]]] = {}
        self.seen: dict[str, JsonObject] = {}

    @classmethod
    @contextlib.asynccontextmanager
    async def connected(
        cls, api: str, gateway: str, token: str, application_id: str
    ) -> AsyncGenerator[Self]:
        """Log in, and stay so until the block is left."""
        async with cls(api, gateway, token, application_id) as session:
            yield session

    async def __aenter__(self) -> Self:
        await self.connect()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def connect(self) -> None:
        """Log in to the gateway and wait for READY."""
        self._http = aiohttp.ClientSession()
        self._socket = await self._http.ws_connect(
            f"{self._gateway}?v=10&encoding=json", max_msg_size=0
        )
        hello = await self._socket.receive_json()
        interval: float = hello["d"]["heartbeat_interval"] / 1000
        self._tasks = [
            asyncio.create_task(self._read()),
            asyncio.create_task(self._beat(interval)),
        ]
        properties = {"os": "Linux", "browser": "Chrome", "device": ""}
        await self._socket.send_json(
            {"op": 2, "d": {"token": self._token, "properties": properties, "compress": False}}
        )
        ready = await self.wait_for("READY")
        self.session_id: str = ready["session_id"]
        self.user = ready["user"]
        for guild in ready["guilds"]:
            self._enter(guild)
        for channel in ready["private_channels"]:
            self.channels["dm"] = channel["id"]

    def _enter(self, guild: JsonObject) -> None:
        """Learn a guild's channels; the first guild is the one that names are of."""
        self.guild_id = self.guild_id or guild["id"]
        for channel in guild["channels"]:
            self.channels.setdefault(channel["name"], channel["id"])
            self._guild_of[channel["id"]] = guild["id"]

    async def close(self) -> None:
        """Log out."""
        for task in self._tasks:
            task.cancel()
        await self._socket.close()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._http.close()

    async def wait_for(
        self,
        event: str,
        check: Callable[[JsonObject], bool] = lambda _: True,
        *,
        timeout_s: float = PATIENCE_S,
    ) -> JsonObject:
        """Return the first event of a kind that fits, one that came already included.

        Raises TimeoutError.
        """

        def found() -> JsonObject | None:
            return next((d for name, d in self.events if name == event and check(d)), None)

        return await self._until(found, timeout_s)

    async def wait_for_message(
        self, check: Callable[[JsonObject], bool], *, timeout_s: float = PATIENCE_S
    ) -> JsonObject:
        """Return the newest message that fits as it is now, edits included; raises TimeoutError."""

        def found() -> JsonObject | None:
            return next((m for m in reversed(list(self.seen.values())) if check(m)), None)

        return await self._until(found, timeout_s)

    async def call(self, method: str, path: str, body: JsonObject | None = None) -> Any:
        """Make a call of the API, waiting out rate limits; raises RefusedError."""
        headers = {"Authorization": self._token}
        while True:
            async with self._http.request(
                method, self._api + path, json=body, headers=headers
            ) as response:
                answer: Any = None if response.status == 204 else await response.json()
                if response.status < 400:
                    return answer
                if response.status != 429:
                    raise RefusedError(response.status, answer or {})
            await asyncio.sleep(answer["retry_after"])

    def _channel(self, channel: str) -> str:
        return self.channels.get(channel, channel)

    async def _until(self, found: Callable[[], _Found | None], timeout_s: float) -> _Found:
        async with asyncio.timeout(timeout_s), self._changed:
            while (result := found()) is None:
                await self._changed.wait()
            return result

    async def _beat(self, interval: float) -> None:
        while True:
            await self._socket.send_json({"op": 1, "d": None})
            await asyncio.sleep(interval)

    async def _read(self) -> None:
        async for frame in self._socket:
            if frame.type is not aiohttp.WSMsgType.TEXT:
                continue
            payload = cast("JsonObject", frame.json())
            if payload["op"] == 0:
                async with self._changed:
                    self._note(payload["t"], payload["d"])
                    self._changed.notify_all()

    def _note(self, event: str, data: JsonObject) -> None:
        self.events.append((event, data))
        if nonce := data.get("nonce"):
            self._of_nonce.setdefault(nonce, []).append((event, data))
        match event:
            case "MESSAGE_CREATE" | "MESSAGE_UPDATE":
                self.seen[data["id"]] = self.seen.get(data["id"], {}) | data
            case "MESSAGE_DELETE":
                self.seen.pop(data["id"], None)
            case "MESSAGE_DELETE_BULK":
                for number in data["ids"]:
                    self.seen.pop(number, None)
            case "GUILD_CREATE":
                self._enter(data)
            case "CHANNEL_CREATE" | "THREAD_CREATE":
                self._guild_of[data["id"]] = data["guild_id"]
            case _:
                pass
