"""A member's client: the user side of Discord's protocol, as its own apps speak it.

It knows only addresses and a token, so it would work against any server of the protocol.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self, TypeVar, cast

import aiohttp

from bot.sandbox.client.payloads import Answer, File, Value, filled, new_nonce, option
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


class InteractionFailedError(Exception):
    """The bot did not answer in time: "The application did not respond"."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An interaction that the bot acknowledged; `modal` is set if it opened one."""

    id: str
    channel_id: str
    modal: JsonObject | None = None


class Member:
    """One member, logged in: sends what a person would click, sees what they would see."""

    def __init__(self, api: str, gateway: str, token: str, application_id: str) -> None:
        self._api = api
        self._gateway = gateway
        self._token = token
        self._application_id = application_id
        self._changed = asyncio.Condition()
        self.user: JsonObject = {}
        self.guild_id = ""
        self.channels: dict[str, str] = {}
        self.events: list[tuple[str, JsonObject]] = []
        self._of_nonce: dict[str, list[tuple[str, JsonObject]]] = {}
        self.seen: dict[str, JsonObject] = {}

    @classmethod
    @contextlib.asynccontextmanager
    async def connected(
        cls, api: str, gateway: str, token: str, application_id: str
    ) -> AsyncGenerator[Self]:
        """Log in, and stay so until the block is left."""
        async with cls(api, gateway, token, application_id) as member:
            yield member

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
        self._session = aiohttp.ClientSession()
        self._socket = await self._session.ws_connect(
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
        guild = ready["guilds"][0]
        self.guild_id = guild["id"]
        self.channels = {channel["name"]: channel["id"] for channel in guild["channels"]}
        self._guild_of = {c["id"]: g["id"] for g in ready["guilds"] for c in g["channels"]}
        for other in ready["guilds"][1:]:
            self.channels |= {channel["name"]: channel["id"] for channel in other["channels"]}
        for channel in ready["private_channels"]:
            self.channels["dm"] = channel["id"]

    async def close(self) -> None:
        """Log out."""
        for task in self._tasks:
            task.cancel()
        await self._socket.close()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._session.close()

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

    async def response(
        self,
        answered: Answered,
        check: Callable[[JsonObject], bool] = lambda _: True,
        *,
        timeout_s: float = PATIENCE_S,
    ) -> JsonObject:
        """Return a message with which the bot answered an interaction, once it fits `check`."""
        return await self.wait_for_message(
            lambda m: m.get("interaction_metadata", {}).get("id") == answered.id and check(m),
            timeout_s=timeout_s,
        )

    async def upload(self, channel: str, filename: str, content: bytes) -> str:
        """Bring a file; returns the name by which messages and options refer to it."""
        path = f"/channels/{self._channel(channel)}/attachments"
        wanted = {"files": [{"id": "0", "filename": filename, "file_size": len(content)}]}
        slot = (await self.call("POST", path, wanted))["attachments"][0]
        async with self._session.put(slot["upload_url"], data=content) as response:
            if response.status >= 400:
                raise RefusedError(response.status, {"message": await response.text()})
        return slot["upload_filename"]

    async def send(
        self,
        channel: str,
        content: str = "",
        *,
        files: Sequence[File] = (),
        reply_to: JsonObject | None = None,
        stickers: Sequence[str] = (),
    ) -> JsonObject:
        """Post a message; returns it."""
        body: JsonObject = {"content": content, "nonce": new_nonce(), "flags": 0, "tts": False}
        body["sticker_ids"] = list(stickers)
        body["attachments"] = await self._attachments(channel, files)
        if reply_to:
            body["message_reference"] = {
                "channel_id": reply_to["channel_id"],
                "message_id": reply_to["id"],
            }
        return await self.call("POST", f"/channels/{self._channel(channel)}/messages", body)

    async def forward(self, message: JsonObject, channel: str) -> JsonObject:
        """Forward a message to a channel; returns the new one."""
        reference = {"type": 1, "channel_id": message["channel_id"], "message_id": message["id"]}
        body = {"content": "", "nonce": new_nonce(), "message_reference": reference}
        return await self.call("POST", f"/channels/{self._channel(channel)}/messages", body)

    async def messages(self, channel: str, limit: int = 50) -> list[JsonObject]:
        """Return a channel's newest messages, newest first."""
        path = f"/channels/{self._channel(channel)}/messages?limit={limit}"
        return cast("list[JsonObject]", await self.call("GET", path))

    async def commands(self, channel: str) -> list[JsonObject]:
        """Return the commands that the member may use there."""
        place = self._channel(channel)
        path = f"/guilds/{self._guild_of.get(place, self.guild_id)}/application-command-index"
        if channel == "dm":
            path = f"/channels/{place}/application-command-index"
        return (await self.call("GET", path))["application_commands"]

    async def slash(
        self, channel: str, name: str, options: Mapping[str, Value | File] | None = None
    ) -> Answered:
        """Use a command ("name", or "name sub" for a sub-command); files are uploaded first.

        Raises RefusedError, and InteractionFailedError if the bot does not answer.
        """
        files: list[File] = []
        data = await self._command(channel, name, dict(options or {}), files)
        data["attachments"] = await self._attachments(channel, files)
        return await self._interact(2, channel, data)

    async def autocomplete(
        self,
        channel: str,
        name: str,
        focused: str,
        text: str,
        options: Mapping[str, Value] | None = None,
    ) -> list[JsonObject]:
        """Return what the bot suggests for the text typed into an option."""
        given: dict[str, Value | File] = {**(options or {}), focused: text}
        data = await self._command(channel, name, given, [], focused=focused)
        nonce = await self._post_interaction(4, channel, data)
        reply = await self._outcome(nonce, "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE")
        return reply["choices"]

    async def context_menu(self, channel: str, name: str, target: JsonObject) -> Answered:
        """Use a command on a message, or on a user."""
        kind = 3 if "channel_id" in target else 2
        command = await self._find(channel, name, kind)
        data: JsonObject = {key: command[key] for key in ("id", "name", "type", "version")}
        return await self._interact(2, channel, data | {"target_id": target["id"]})

    async def press(self, message: JsonObject, custom_id: str) -> Answered:
        """Press a button."""
        return await self._use(message, {"component_type": 2, "custom_id": custom_id})

    async def choose(
        self, message: JsonObject, custom_id: str, values: Sequence[str], *, kind: int = 3
    ) -> Answered:
        """Choose in a select; `kind` is its component type."""
        chosen = {"component_type": kind, "custom_id": custom_id, "values": list(values)}
        return await self._use(message, chosen)

    async def submit_modal(self, opened: Answered, answers: Mapping[str, Answer]) -> Answered:
        """Send a modal's answers, by custom_id."""
        modal = opened.modal or {}
        files: list[File] = []
        components = [filled(component, answers, files) for component in modal["components"]]
        data: JsonObject = {
            "id": opened.id,
            "custom_id": modal["custom_id"],
            "components": components,
            "attachments": await self._attachments(opened.channel_id, files),
        }
        return await self._interact(5, opened.channel_id, data)

    async def download(self, url: str) -> bytes:
        """Return a file from the CDN; raises RefusedError."""
        async with self._session.get(url) as response:
            if response.status != 200:
                raise RefusedError(response.status, {"message": await response.text()})
            return await response.read()

    async def call(self, method: str, path: str, body: JsonObject | None = None) -> Any:
        """Make a call of the API, waiting out rate limits; raises RefusedError."""
        headers = {"Authorization": self._token}
        while True:
            async with self._session.request(
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

    async def _attachments(self, channel: str, files: Sequence[File]) -> list[JsonObject]:
        return [
            {
                "id": str(number),
                "filename": file.name,
                "uploaded_filename": await self.upload(channel, file.name, file.content),
            }
            for number, file in enumerate(files)
        ]

    async def _find(self, channel: str, name: str, kind: int) -> JsonObject:
        for command in await self.commands(channel):
            if command["name"] == name and command["type"] == kind:
                return command
        raise LookupError(f"no command {name!r} in this place")

    async def _command(
        self,
        channel: str,
        name: str,
        options: dict[str, Value | File],
        files: list[File],
        *,
        focused: str | None = None,
    ) -> JsonObject:
        first, *rest = name.split()
        command = await self._find(channel, first, 1)
        data: JsonObject = {key: command[key] for key in ("id", "name", "type", "version")}
        level, declared = data, cast("list[JsonObject]", command.get("options", []))
        for word in rest:
            nested = next(option for option in declared if option["name"] == word)
            inner: JsonObject = {"type": nested["type"], "name": word}
            level["options"] = [inner]
            level, declared = inner, nested.get("options", [])
        kinds = {option["name"]: option["type"] for option in declared}
        level["options"] = [
            option(kinds[key], key, value, files, focused=key == focused)
            for key, value in options.items()
        ]
        return data

    async def _use(self, message: JsonObject, data: JsonObject) -> Answered:
        more = {"message_id": message["id"], "message_flags": message.get("flags", 0)}
        return await self._interact(3, message["channel_id"], data, more)

    async def _interact(
        self, kind: int, channel: str, data: JsonObject, more: JsonObject | None = None
    ) -> Answered:
        nonce = await self._post_interaction(kind, channel, data, more)
        outcome = await self._outcome(nonce, "INTERACTION_SUCCESS", "INTERACTION_MODAL_CREATE")
        modal = outcome if "components" in outcome else None
        return Answered(outcome["id"], self._channel(channel), modal)

    async def _post_interaction(
        self, kind: int, channel: str, data: JsonObject, more: JsonObject | None = None
    ) -> str:
        nonce, place = new_nonce(), self._channel(channel)
        body: JsonObject = {
            "type": kind,
            "application_id": self._application_id,
            "channel_id": place,
            "session_id": self.session_id,
            "nonce": nonce,
            "data": data,
        }
        if place != self.channels.get("dm"):
            body["guild_id"] = self._guild_of.get(place, self.guild_id)
        await self.call("POST", "/interactions", body | (more or {}))
        return nonce

    async def _outcome(self, nonce: str, *good: str) -> JsonObject:
        def found() -> tuple[str, JsonObject] | None:
            ours = self._of_nonce.get(nonce, [])
            ends = [(n, d) for n, d in ours if n in good or n == "INTERACTION_FAILURE"]
            # A modal comes with a success; the modal says more.
            return min(ends, key=lambda end: end[0] == "INTERACTION_SUCCESS", default=None)

        name, data = await self._until(found, PATIENCE_S)
        if name == "INTERACTION_FAILURE":
            raise InteractionFailedError("The application did not respond")
        return data

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
            case _:
                pass
