"""What a member does: messages, commands, buttons, selects and modals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from bot.sandbox.client.payloads import Answer, File, Value, filled, new_nonce, option
from bot.sandbox.client.session import PATIENCE_S, RefusedError, Session
from bot.sandbox.wire import JsonObject


class InteractionFailedError(Exception):
    """The bot did not answer in time: "The application did not respond"."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An interaction that the bot acknowledged; `modal` is set if it opened one."""

    id: str
    channel_id: str
    modal: JsonObject | None = None


class Member(Session):
    """One member, logged in: sends what a person would click, sees what they would see."""

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
        async with self._http.put(slot["upload_url"], data=content) as response:
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
        async with self._http.get(url) as response:
            if response.status != 200:
                raise RefusedError(response.status, {"message": await response.text()})
            return await response.read()

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
