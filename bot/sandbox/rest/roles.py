"""Roles: what they are, who has them, and what channels grant or take besides."""

from bot.sandbox import errors
from bot.sandbox.render import guilds
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.state.model import Channel, Guild, GuildMember, Overwrite, Role
from bot.sandbox.state.permissions import (
    EVERY_PERMISSION,
    Permission,
    highest_role,
    in_channel,
    in_guild,
)
from bot.sandbox.wire import JsonObject

routes = Routes()
_ROLES = "/guilds/{guild_id}/roles"
_HELD = "/guilds/{guild_id}/members/{user_id}/roles/{role_id}"
_OVERWRITE = "/channels/{channel_id}/permissions/{overwrite_id}"
_OF_ROLE, _OF_MEMBER = 0, 1


def _guild(call: Call) -> Guild:
    return call.world.guild(call.id("guild_id"), call.user)


@routes.add("GET", _ROLES)
async def get_roles(call: Call) -> list[JsonObject]:
    """Answer with the roles of a guild."""
    return [guilds.role(role) for role in _guild(call).roles.values()]


@routes.add("PATCH", _ROLES + "/{role_id}")
async def edit_role(call: Call) -> JsonObject:
    """Change a role that is below one's own; it grants nothing that one has not."""
    (guild, role, granted), at = _managed(call), call.field()
    name = at["name"].string(least=1, most=100) or role.name
    permissions = at["permissions"].integer(least=0, most=EVERY_PERMISSION)
    colors = at["color"], at["colors"]["primary_color"]
    older, newer = (color.integer(least=0, most=0xFFFFFF) for color in colors)
    hoist = at["hoist"].boolean(default=role.hoist)
    mentionable = at["mentionable"].boolean(default=role.mentionable)
    call.close()
    permissions = role.permissions if permissions is None else permissions
    if (permissions ^ role.permissions) & ~granted:
        raise errors.missing_permissions()
    role.name, role.permissions, role.hoist, role.mentionable = (
        name,
        permissions,
        hoist,
        mentionable,
    )
    role.color = next((color for color in (newer, older) if color is not None), role.color)
    call.backend.guild_events.role_updated(guild, role)
    return guilds.role(role)


@routes.add("PUT", _HELD, reads=False)
async def give(call: Call) -> None:
    """Give a member a role that is below one's own."""
    guild, member, role = _held(call)
    if role.id not in member.role_ids:
        member.role_ids.append(role.id)
        call.backend.events.member_updated(guild, member)


@routes.add("DELETE", _HELD, reads=False)
async def take(call: Call) -> None:
    """Take a role that is below one's own from a member."""
    guild, member, role = _held(call)
    if role.id in member.role_ids:
        member.role_ids.remove(role.id)
        call.backend.events.member_updated(guild, member)


def _held(call: Call) -> tuple[Guild, GuildMember, Role]:
    guild, role, _ = _managed(call)
    if role.bot_id or role.id == guild.id:
        raise errors.missing_permissions()
    return guild, call.world.member(guild, call.id("user_id")), role


def _managed(call: Call) -> tuple[Guild, Role, int]:
    """Return a guild, a role that the caller manages, and what the caller may do."""
    guild = _guild(call)
    role = guild.roles.get(call.id("role_id") or 0)
    if role is None:
        raise errors.unknown("role")
    caller = guild.members[call.user.id]
    granted = in_guild(guild, caller)
    above = highest_role(guild, caller) > role.position
    if not granted & Permission.MANAGE_ROLES or not above:
        raise errors.missing_permissions()
    return guild, role, granted


@routes.add("PUT", _OVERWRITE)
async def overwrite(call: Call) -> None:
    """Grant or take something in a channel, from a role or a member."""
    (guild, channel), at = _place(call), call.field()
    number = call.id("overwrite_id") or 0
    kind = at["type"].choice({_OF_ROLE, _OF_MEMBER})
    allow = at["allow"].integer(least=0, most=EVERY_PERMISSION) or 0
    deny = at["deny"].integer(least=0, most=EVERY_PERMISSION) or 0
    # discord.py says once more what stands in the path.
    at["id"].snowflake()
    call.close()
    if kind == _OF_ROLE and number not in guild.roles:
        raise errors.unknown("role")
    if kind == _OF_MEMBER:
        call.world.user(number)
    if (allow | deny) & ~in_channel(channel, call.user):
        raise errors.missing_permissions()
    _change(call, channel, Overwrite(number, kind or 0, allow, deny))


@routes.add("DELETE", _OVERWRITE, reads=False)
async def drop_overwrite(call: Call) -> None:
    """Let a role or a member have in a channel what they have in the guild."""
    _, channel = _place(call)
    number = call.id("overwrite_id") or 0
    if number not in channel.overwrites:
        raise errors.unknown("overwrite")
    _change(call, channel, Overwrite(number, channel.overwrites[number].kind))


def _place(call: Call) -> tuple[Guild, Channel]:
    channel = call.world.channel(call.id("channel_id"), call.user)
    if channel.guild is None or channel.thread:
        raise errors.DiscordError(400, 50024, "Cannot execute action on this channel type")
    call.world.demand(call.user, channel, Permission.MANAGE_ROLES)
    return channel.guild, channel


def _change(call: Call, channel: Channel, changed: Overwrite) -> None:
    members = channel.guild.members.values() if channel.guild else ()
    saw = {member.user.id for member in members if in_channel(channel, member.user)}
    channel.overwrites[changed.id] = changed
    if not changed.allow | changed.deny:
        del channel.overwrites[changed.id]
    call.backend.events.channel("CHANNEL_UPDATE", channel, also=saw)
