"""Application commands: what a bot registers, and what a member's client may choose from."""

from bot.sandbox import errors
from bot.sandbox.commands import ENTRY_POINT, localized
from bot.sandbox.limits import Limit
from bot.sandbox.render import applications, users
from bot.sandbox.rest.routing import Call, Reply, Routes, Who
from bot.sandbox.state import snowflake
from bot.sandbox.state.model import Channel, Guild
from bot.sandbox.validate.commands import read_command
from bot.sandbox.validate.field import Field
from bot.sandbox.wire import JsonObject

routes = Routes()
_GLOBAL = "/applications/{application_id}/commands"
_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
_WRITE = Limit("commands", 20, 20.0)


def _scope(call: Call) -> int | None:
    """Return the guild that the call is about, None for global commands."""
    if call.id("application_id") != call.world.application.id:
        raise errors.DiscordError(403, 20012, "You are not authorized to perform this action")
    if "guild_id" not in call.request.match_info:
        return None
    return call.world.guild(call.id("guild_id"), call.user).id


def _shown(call: Call, command: JsonObject, *, localizations: bool) -> JsonObject:
    if localizations:
        return command
    locale = call.request.headers.get("X-Discord-Locale", "")
    return _without_localizations(localized(command, locale))


def _without_localizations(part: JsonObject) -> JsonObject:
    body = {key: value for key, value in part.items() if not key.endswith("_localizations")}
    for key in ("options", "choices"):
        if key in body:
            body[key] = [_without_localizations(inner) for inner in body[key]]
    return body


@routes.add("GET", _GLOBAL, who=Who.BOT)
@routes.add("GET", _GUILD, who=Who.BOT)
async def get_commands(call: Call) -> list[JsonObject]:
    """Answer with all commands of a scope."""
    whole, commands = call.flag("with_localizations"), call.backend.commands.all(_scope(call))
    return [_shown(call, command, localizations=whole) for command in commands]


@routes.add("PUT", _GLOBAL, who=Who.BOT, limit=_WRITE)
@routes.add("PUT", _GUILD, who=Who.BOT, limit=_WRITE)
async def replace_commands(call: Call) -> list[JsonObject]:
    """Replace all commands of a scope but the Entry Point command, which has to be named."""
    scope, at, store = _scope(call), call.field(), call.backend.commands
    items = at.items(required=True)
    named = [item for item in items if item["type"].value == ENTRY_POINT]
    in_guild = scope is not None
    wanted = [read_command(item, in_guild=in_guild) for item in items if item not in named]
    for item in items:
        if (number := item["id"].snowflake()) and not _is_named_so(store.all(scope), number, item):
            # Discord renames the command; the sandbox knows a command by its name.
            item["id"].fail(**errors.unsupported())
    for item in named:
        # Discord keeps the command as it is, whatever the body says of it.
        item.skip()
    call.close()
    entry_point = store.entry_point(scope)
    if entry_point and not named:
        raise errors.entry_point_missing()
    store.replace_all(scope, at, wanted + ([entry_point] if entry_point else []))
    return store.all(scope)


def _is_named_so(commands: list[JsonObject], number: int, item: Field) -> bool:
    name = item["name"].value
    return any(int(each["id"]) == number and each["name"] == name for each in commands)


@routes.add("POST", _GLOBAL, who=Who.BOT, limit=_WRITE)
@routes.add("POST", _GUILD, who=Who.BOT, limit=_WRITE)
async def create_command(call: Call) -> Reply:
    """Register a command, over the one with the same name."""
    scope, at = _scope(call), call.field()
    command = read_command(at, in_guild=scope is not None)
    call.close()
    stored, new = call.backend.commands.put(scope, command)
    return Reply(201 if new else 200, stored)


@routes.add("GET", _GUILD + "/permissions", who=Who.BOT)
async def get_permissions(call: Call) -> list[JsonObject]:
    """Answer with what a guild's own settings change about who may use which command: nothing."""
    _scope(call)
    return []


@routes.add("GET", _GLOBAL + "/{command_id}", who=Who.BOT)
@routes.add("GET", _GUILD + "/{command_id}", who=Who.BOT)
async def get_command(call: Call) -> JsonObject:
    """Answer with a command."""
    return call.backend.commands.find(_scope(call), call.id("command_id"))


@routes.add("PATCH", _GLOBAL + "/{command_id}", who=Who.BOT, limit=_WRITE)
@routes.add("PATCH", _GUILD + "/{command_id}", who=Who.BOT, limit=_WRITE)
async def edit_command(call: Call) -> JsonObject:
    """Change some of a command's fields."""
    scope, store = _scope(call), call.backend.commands
    old = store.find(scope, call.id("command_id"))
    merged = old | call.object() | {"type": old["type"]}
    command = read_command(Field(merged, call.field().form), in_guild=scope is not None)
    call.close()
    return store.update(scope, old, command)


@routes.add("DELETE", _GLOBAL + "/{command_id}", who=Who.BOT, limit=_WRITE, reads=False)
@routes.add("DELETE", _GUILD + "/{command_id}", who=Who.BOT, limit=_WRITE, reads=False)
async def delete_command(call: Call) -> None:
    """Forget a command."""
    call.backend.commands.delete(_scope(call), call.id("command_id"))


@routes.add("GET", "/guilds/{guild_id}/application-command-index", who=Who.PERSON)
async def get_guild_index(call: Call) -> JsonObject:
    """Answer with the commands that a member may use in a guild."""
    return _index(call, call.world.guild(call.id("guild_id"), call.user), None)


@routes.add("GET", "/channels/{channel_id}/application-command-index", who=Who.PERSON)
async def get_channel_index(call: Call) -> JsonObject:
    """Answer with the commands that a member may use in a channel."""
    channel = call.world.channel(call.id("channel_id"), call.user)
    return _index(call, channel.guild, channel)


@routes.add("GET", "/users/@me/application-command-index", who=Who.PERSON)
async def get_user_index(call: Call) -> JsonObject:
    """Answer with the commands of apps that the user installed: none here."""
    return {"applications": [], "application_commands": [], "version": str(call.world.bot.id)}


def _index(call: Call, guild: Guild | None, channel: Channel | None) -> JsonObject:
    usable = call.backend.commands.usable(call.user, guild, channel)
    app = call.world.application
    versions = [snowflake.parse(command["version"]) or 0 for command in usable]
    return {
        "applications": [
            {
                "id": str(app.id),
                "name": app.name,
                "description": "",
                "icon": None,
                "bot_id": str(app.bot.id),
                "bot": users.user(app.bot),
                "flags": applications.application(call.world)["flags"],
            }
        ],
        "application_commands": [localized(command, call.user.locale) for command in usable],
        "version": str(max(versions, default=app.id)),
    }
