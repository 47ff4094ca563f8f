"""The commands that a bot has registered, globally and for guilds."""

from bot.sandbox import errors
from bot.sandbox.state.model import Channel, Guild, User
from bot.sandbox.state.permissions import Permission, in_channel, in_guild
from bot.sandbox.state.snowflake import Snowflakes
from bot.sandbox.validate.commands import CommandType
from bot.sandbox.validate.field import Field
from bot.sandbox.wire import JsonObject

MOST_COMMANDS = {CommandType.CHAT_INPUT: 100, CommandType.USER: 15, CommandType.MESSAGE: 15}
# The type of the command that opens an Activity; Discord makes it, for an app that has one.
ENTRY_POINT = 4
_IN_GUILD, _IN_BOT_DM = 0, 1
_OF_GUILD, _OF_USER = 0, 1


class CommandStore:
    """Commands by scope (None is global); a changed command gets a new version."""

    def __init__(self, snowflakes: Snowflakes, application_id: int) -> None:
        self._snowflakes = snowflakes
        self._application_id = application_id
        self._scopes: dict[int | None, dict[int, JsonObject]] = {}

    def all(self, scope: int | None) -> list[JsonObject]:
        """Return the commands of a scope."""
        return list(self._scopes.get(scope, {}).values())

    def find(self, scope: int | None, command_id: int | None) -> JsonObject:
        """Return a command; raises DiscordError 10063."""
        try:
            return self._scopes[scope][command_id or 0]
        except KeyError:
            raise errors.unknown("application command") from None

    def entry_point(self, scope: int | None) -> JsonObject | None:
        """Return a scope's Entry Point command, if there is one."""
        return next((one for one in self.all(scope) if one["type"] == ENTRY_POINT), None)

    def open_activities(self) -> None:
        """Make the Entry Point command, as Discord does for an app with an Activity."""
        launch = {"name": "launch", "type": ENTRY_POINT, "handler": 2}
        stored = self._stored(None, launch, None)
        self._scopes.setdefault(None, {})[int(stored["id"])] = stored

    def put(self, scope: int | None, command: JsonObject) -> tuple[JsonObject, bool]:
        """Register a command, over the one with its name and type; return it and whether new."""
        commands = self._scopes.setdefault(scope, {})
        old = next((c for c in commands.values() if _key(c) == _key(command)), None)
        if old is None:
            kind = CommandType(command["type"])
            if sum(c["type"] == kind for c in commands.values()) >= MOST_COMMANDS[kind]:
                raise errors.DiscordError(
                    400, 30032, "Maximum number of application commands reached"
                )
        stored = self._stored(scope, command, old)
        commands[int(stored["id"])] = stored
        return stored, old is None

    def replace_all(self, scope: int | None, at: Field, wanted: list[JsonObject]) -> None:
        """Make a scope's commands exactly `wanted`; what stays the same keeps its identifier."""
        for kind, most in MOST_COMMANDS.items():
            if sum(c["type"] == kind for c in wanted) > most:
                at.fail("BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        keys = [_key(command) for command in wanted]
        for index, key in enumerate(keys):
            if key in keys[:index]:
                at.form.add(
                    (*at.path, index, "name"),
                    "APPLICATION_COMMANDS_DUPLICATE_NAME",
                    "Application command names must be unique",
                )
        at.form.check()
        old = {_key(command): command for command in self.all(scope)}
        stored = [self._stored(scope, c, old.get(_key(c))) for c in wanted]
        self._scopes[scope] = {int(command["id"]): command for command in stored}

    def update(self, scope: int | None, old: JsonObject, command: JsonObject) -> JsonObject:
        """Change a command in place."""
        for other in self.all(scope):
            if other is not old and _key(other) == _key(command):
                raise errors.DiscordError(
                    400,
                    50035,
                    "Invalid Form Body",
                    {
                        "name": {
                            "_errors": [
                                {
                                    "code": "APPLICATION_COMMANDS_DUPLICATE_NAME",
                                    "message": "Application command names must be unique",
                                }
                            ]
                        }
                    },
                )
        stored = self._stored(scope, command, old)
        self._scopes[scope][int(stored["id"])] = stored
        return stored

    def delete(self, scope: int | None, command_id: int | None) -> None:
        """Forget a command; raises DiscordError 10063."""
        self.find(scope, command_id)
        del self._scopes[scope][command_id or 0]

    def usable(self, user: User, guild: Guild | None, channel: Channel | None) -> list[JsonObject]:
        """Return the commands that a member gets to choose from."""
        found = self.all(None) + (self.all(guild.id) if guild else [])
        return [command for command in found if may_use(command, user, guild, channel)]

    def _stored(self, scope: int | None, command: JsonObject, old: JsonObject | None) -> JsonObject:
        stored = {
            "id": old["id"] if old else str(self._snowflakes.next()),
            "application_id": str(self._application_id),
            "version": "",
        } | command
        if scope is not None:
            stored["guild_id"] = str(scope)
        unchanged = old is not None and old | {"version": ""} == stored
        stored["version"] = old["version"] if old and unchanged else str(self._snowflakes.next())
        return stored


def may_use(command: JsonObject, user: User, guild: Guild | None, channel: Channel | None) -> bool:
    """Say whether context and permissions let a member use a command."""
    contexts = command.get("contexts")
    place = _IN_GUILD if guild else _IN_BOT_DM
    if contexts is not None and place not in contexts:
        return False
    installed = command["integration_types"]
    by_user = user.has_installed_app and _OF_USER in installed
    by_guild = guild is None or any(m.user.bot for m in guild.members.values())
    if not by_user and not (by_guild and _OF_GUILD in installed):
        return False
    if guild is None:
        return command.get("dm_permission", True) and "guild_id" not in command
    granted = in_channel(channel, user) if channel else in_guild(guild, guild.members[user.id])
    if granted & Permission.ADMINISTRATOR:
        return True
    needed = command["default_member_permissions"]
    if needed is None:
        return True
    # "0" closes a command to everybody but administrators.
    return int(needed) != 0 and granted & int(needed) == int(needed)


def localized(command: JsonObject, locale: str) -> JsonObject:
    """Return a command, or a part of it, as a client with some locale is given it."""
    body = dict(command)
    for key in ("name", "description"):
        texts: JsonObject = body.get(f"{key}_localizations") or {}
        if locale in texts:
            body[f"{key}_localized"] = texts[locale]
    for key in ("options", "choices"):
        if key in body:
            body[key] = [localized(part, locale) for part in body[key]]
    return body


def _key(command: JsonObject) -> tuple[int, str]:
    return command["type"], command["name"]
