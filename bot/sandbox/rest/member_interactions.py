"""What a member's client sends when its member uses a command, a component or a modal."""

from bot.sandbox import errors
from bot.sandbox.commands import may_use
from bot.sandbox.interactions.component_use import read_component_use
from bot.sandbox.interactions.invocation import OptionReader
from bot.sandbox.interactions.modal_submission import read_submission
from bot.sandbox.interactions.payload import interaction_payload
from bot.sandbox.interactions.pending import Interaction, InteractionType
from bot.sandbox.interactions.resolved import Resolved
from bot.sandbox.render.messages import visible
from bot.sandbox.rest.routing import Call, Routes, Who
from bot.sandbox.state.model import Attachment, Channel, Message
from bot.sandbox.state.permissions import Permission
from bot.sandbox.validate.commands import CommandType
from bot.sandbox.validate.field import Field
from bot.sandbox.wire import JsonObject

routes = Routes()
_FROM_CLIENTS = {
    InteractionType.COMMAND,
    InteractionType.COMPONENT,
    InteractionType.AUTOCOMPLETE,
    InteractionType.MODAL,
}


@routes.add("POST", "/interactions", who=Who.PERSON, forms=True)
async def interact(call: Call) -> None:
    """Begin an interaction; its course is told over the gateway."""
    at = call.field()
    at.object()
    kind = at["type"].choice(_FROM_CLIENTS)
    application_id = at["application_id"].snowflake(required=True)
    channel_id = at["channel_id"].snowflake(required=True)
    guild_id = at["guild_id"].snowflake()
    session_id = at["session_id"].string(least=1, required=True)
    nonce = at["nonce"].string(most=25) or None
    at["data"].object()
    at.form.check()
    if application_id != call.world.application.id:
        raise errors.unknown("application")
    channel = call.world.channel(channel_id, call.user)
    if guild_id != (channel.guild.id if channel.guild else None):
        raise errors.unknown("guild") if guild_id else errors.unknown("channel")
    reader = _Reader(call, channel, at)
    interaction = await reader.read(InteractionType(kind or 0), session_id, nonce)
    payload = interaction_payload(call.world, call.backend.renderer, interaction)
    call.backend.desk.send(interaction, payload)


class _Reader:
    """Reads one interaction as its type wants it."""

    def __init__(self, call: Call, channel: Channel, at: Field) -> None:
        self._call = call
        self._channel = channel
        self._at = at
        self._data = at["data"]
        self._resolved = Resolved(call.world, call.backend.renderer, channel, call.user)

    async def read(self, kind: InteractionType, session_id: str, nonce: str | None) -> Interaction:
        """Check everything and register the interaction."""
        message: Message | None = None
        opened_by: Interaction | None = None
        command: JsonObject | None = None
        match kind:
            case InteractionType.COMPONENT:
                message = self._message()
                # What the client takes for the message's flags; the server knows better.
                self._at["message_flags"].integer(least=0)
                data = read_component_use(self._data, message, self._resolved)
            case InteractionType.MODAL:
                opened_by = self._opened_by()
                message = opened_by.message
                files = await self._files()
                data = read_submission(self._data, opened_by.modal or {}, files, self._resolved)
            case _:
                data, command = await self._invocation(typing=kind is InteractionType.AUTOCOMPLETE)
        self._call.close()
        if opened_by:
            # A modal is sent once; what it answers stays open for its own answers.
            opened_by.modal = None
        interaction = self._call.backend.desk.open(
            kind, self._call.user, self._channel, data, session_id=session_id, nonce=nonce
        )
        interaction.message = message
        interaction.opened_by = opened_by
        interaction.command = command
        return interaction

    async def _files(self) -> dict[str, Attachment]:
        """Take the uploaded files, by the number under which the options name them."""
        call, at = self._call, self._data["attachments"]
        if not at.given and not call.files():
            return {}
        call.world.demand(call.user, self._channel, Permission.ATTACH_FILES)
        made = await call.backend.intake.read(
            at,
            call.files(),
            author=call.user,
            folder=f"ephemeral-attachments/{call.world.application.id}",
            limit=call.world.attachment_limit(self._channel),
        )
        self._at.form.check()
        numbers = [item["id"].string() for item in at.items()] or list(map(str, call.files()))
        return dict(zip(numbers, made or [], strict=True))

    async def _invocation(self, *, typing: bool) -> tuple[JsonObject, JsonObject | None]:
        """Return the data of a command, or while typing also the option in focus."""
        call, data = self._call, self._data
        command = self._command()
        call.world.demand(call.user, self._channel, Permission.USE_APPLICATION_COMMANDS)
        read: JsonObject = {key: command[key] for key in ("id", "name", "type")}
        if "guild_id" in command:
            read["guild_id"] = command["guild_id"]
        if command["type"] != CommandType.CHAT_INPUT:
            read["target_id"] = self._target(command["type"])
            read["resolved"] = self._resolved.body()
            return read, command
        files = {} if typing else await self._files()
        reader = OptionReader(self._resolved, files, typing)
        read["options"] = reader.read(data["options"], command["options"])
        if found := self._resolved.body():
            read["resolved"] = found
        if typing and reader.focused is None:
            data["options"].fail("BASE_TYPE_REQUIRED", "An option must be focused")
        return read, reader.focused if typing else command

    def _command(self) -> JsonObject:
        call, at = self._call, self._data
        number, version = at["id"].snowflake(required=True), at["version"].string(required=True)
        kind = at["type"].choice(list(CommandType))
        self._at.form.check()
        guild = self._channel.guild
        known = call.backend.commands.all(None)
        known += call.backend.commands.all(guild.id) if guild else []
        command = next((c for c in known if int(c["id"]) == number), None)
        if command is None or not may_use(command, call.user, guild, self._channel):
            raise errors.unknown("application command")
        if command["version"] != version or command["type"] != kind:
            at["version"].fail(
                "INTERACTION_APPLICATION_COMMAND_INVALID_VERSION",
                "This command is outdated, please try again in a few minutes",
            )
        if command["name"] != at["name"].string(required=True):
            at["name"].fail("INTERACTION_APPLICATION_COMMAND_INVALID_NAME", "Invalid name")
        if command["nsfw"] and not self._channel.nsfw and guild:
            raise errors.DiscordError(
                403, 50104, "This command can only be used in age-restricted channels"
            )
        self._at.form.check()
        return command

    def _target(self, kind: int) -> str:
        at = self._data["target_id"]
        number = at.snowflake(required=True)
        self._at.form.check()
        if kind == CommandType.MESSAGE:
            self._resolved.message(self._call.world.message(self._channel, number))
        elif number is None or not self._resolved.user(number):
            raise errors.unknown("user")
        return str(number)

    def _message(self) -> Message:
        number = self._at["message_id"].snowflake(required=True)
        self._at.form.check()
        message = self._channel.messages.get(number or 0)
        bot = self._call.world.bot
        if message is None or not visible(message, self._call.user) or message.author is not bot:
            raise errors.unknown("message")
        return message

    def _opened_by(self) -> Interaction:
        number = self._data["id"].snowflake(required=True)
        self._at.form.check()
        opened_by = self._call.backend.desk.opened_modal(number, self._call.user)
        if opened_by is None or opened_by.channel is not self._channel:
            raise errors.unknown("interaction")
        return opened_by
