"""A bare HTTP client of the API, for what no library lets through."""

import contextlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.sandbox.client.member import Member
from bot.sandbox.server import Sandbox


@dataclass
class Answer:
    status: int
    body: Any
    headers: dict[str, str]

    @property
    def code(self) -> int:
        return self.body["code"]


class Rest:
    """Calls the API with one token, the bot's unless told otherwise."""

    def __init__(
        self, sandbox: Sandbox, session: aiohttp.ClientSession, authorization: str
    ) -> None:
        self.sandbox = sandbox
        self._session = session
        self._authorization = authorization

    async def get(self, path: str) -> Answer:
        return await self.call("GET", path)

    async def post(self, path: str, body: object = None, **options: Any) -> Answer:
        return await self.call("POST", path, body, **options)

    async def patch(self, path: str, body: object) -> Answer:
        return await self.call("PATCH", path, body)

    async def put(self, path: str, body: object = None) -> Answer:
        return await self.call("PUT", path, body)

    async def delete(self, path: str) -> Answer:
        return await self.call("DELETE", path)

    async def call(self, method: str, path: str, body: object = None, **options: Any) -> Answer:
        url = path if path.startswith("http") else self.sandbox.address.api + path
        headers = {"Authorization": self._authorization}
        async with self._session.request(
            method, url, json=body, headers=headers, **options
        ) as response:
            answer = None if response.status == 204 else await response.json()
            return Answer(response.status, answer, dict(response.headers))

    def send_files(self, path: str, payload: str, *files: tuple[str, bytes]) -> Any:
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("payload_json", payload)
        for number, (name, content) in enumerate(files):
            form.add_field(f"files[{number}]", content, filename=name)
        return self.call("POST", path, data=form)

    @contextlib.asynccontextmanager
    async def interaction(
        self, member: Member, channel: str = "stylize", kind: int = 1
    ) -> AsyncGenerator[dict[str, Any]]:
        """Let a member use a command, and yield what a bot on the gateway is told of it."""
        app = self.sandbox.address.application_id
        command = {"name": "try", "type": kind} | ({"description": "Try"} if kind == 1 else {})
        registered = (await self.post(f"/applications/{app}/commands", command)).body
        async with self.gateway() as socket:
            body = {
                "type": 2,
                "application_id": app,
                "channel_id": member.channels[channel],
                "session_id": member.session_id,
                "nonce": "1234",
                "data": {key: registered[key] for key in ("id", "name", "type", "version")},
            }
            if channel != "dm":
                body["guild_id"] = member.guild_id
            await member.call("POST", "/interactions", body)
            while True:
                frame = await socket.receive_json()
                if frame["t"] == "INTERACTION_CREATE":
                    yield frame["d"]
                    return

    @contextlib.asynccontextmanager
    async def gateway(
        self, intents: int = 1 << 0 | 1 << 9 | 1 << 12, query: str = "v=10&encoding=json"
    ) -> AsyncGenerator[aiohttp.ClientWebSocketResponse]:
        """Identify as the bot; READY is yet to be read."""
        async with self._session.ws_connect(f"{self.sandbox.address.gateway}?{query}") as socket:
            assert (await socket.receive_json())["op"] == 10
            token = self.sandbox.address.bot_token
            await socket.send_json({"op": 2, "d": {"token": token, "intents": intents}})
            yield socket

    async def answer(self, interaction: dict[str, Any], body: object, **options: Any) -> Answer:
        path = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
        return await self.post(f"{path}?with_response=1", body, **options)

    def webhook(self, interaction: dict[str, Any]) -> str:
        return f"/webhooks/{interaction['application_id']}/{interaction['token']}"
