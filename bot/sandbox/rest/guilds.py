"""Guilds, their members and roles."""

from bot.sandbox import errors
from bot.sandbox.gateway.members import members_named
from bot.sandbox.render import channels, guilds, users
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.state.model import Guild, GuildMember, Role
from bot.sandbox.state.permissions import EVERY_PERMISSION, Permission, in_channel, in_guild
from bot.sandbox.wire import JsonObject

routes = Routes()
_GUILD = "/guilds/{guild_id}"
_MEMBER = _GUILD + "/members/{user_id}"
_HELD_ROLE = _MEMBER + "/roles/{role_id}"


def _guild(call: Call) -> Guild:
    return call.world.guild(call.id("guild_id"), call.user)


def _member(call: Call) -> GuildMember:
    return call.world.member(_guild(call), call.id("user_id"))


@routes.add("GET", _GUILD)
async def get_guild(call: Call) -> JsonObject:
    """Answer with a guild."""
    guild = _guild(call)
    return guilds.guild(guild) | (guilds.counts(guild) if call.flag("with_counts") else {})


@routes.add("GET", _GUILD + "/channels")
async def get_channels(call: Call) -> list[JsonObject]:
    """Answer with the channels that the caller sees; threads are not among them."""
    known = _guild(call).channels.values()
    return [channels.channel(c, call.user) for c in known if in_channel(c, call.user)]


@routes.add("GET", _GUILD + "/roles")
async def get_roles(call: Call) -> list[JsonObject]:
    """Answer with the roles of a guild."""
    return [guilds.role(role) for role in _guild(call).roles.values()]


@routes.add("GET", _GUILD + "/members")
async def get_members(call: Call) -> list[JsonObject]:
    """Answer with the members, in order; bots need the privileged intent."""
    guild, query = _guild(call), call.query()
    if call.user.bot and not call.world.application.members_granted:
        raise errors.missing_access()
    limit = query["limit"].integer(least=1, most=1000) or 1
    after = query["after"].snowflake() or 0
    query.form.check()
    ids = sorted(i for i in guild.members if i > after)[:limit]
    return [users.member(guild.members[i]) for i in ids]


@routes.add("GET", _GUILD + "/members/search")
async def search_members(call: Call) -> list[JsonObject]:
    """Answer with the members whose name begins with what is searched for."""
    guild, query = _guild(call), call.query()
    prefix = query["query"].string(least=1, most=100, required=True)
    limit = query["limit"].integer(least=1, most=1000) or 1
    query.form.check()
    found = members_named(guild, prefix)
    return [users.member(member) for member in found[:limit]]


@routes.add("GET", _MEMBER)
async def get_member(call: Call) -> JsonObject:
    """Answer with a member."""
    return users.member(_member(call))


@routes.add("PATCH", _MEMBER)
async def edit_member(call: Call) -> JsonObject:
    """Change a nickname: one's own, or with permission another's."""
    guild, member, at = _guild(call), _member(call), call.field()
    own = member.user is call.user
    needed = Permission.CHANGE_NICKNAME if own else Permission.MANAGE_GUILD
    if not in_guild(guild, guild.members[call.user.id]) & needed:
        raise errors.missing_permissions()
    nick = at["nick"].string(most=32)
    call.close()
    if "nick" in at:
        member.nick = nick or None
        call.backend.events.member_updated(guild, member)
    return users.member(member)


@routes.add("PUT", _HELD_ROLE, reads=False)
async def give_role(call: Call) -> None:
    """Give a member a role that is below one's own."""
    guild, member, role = _managed_role(call)
    if role.id not in member.role_ids:
        member.role_ids.append(role.id)
        call.backend.events.member_updated(guild, member)


@routes.add("DELETE", _HELD_ROLE, reads=False)
async def take_role(call: Call) -> None:
    """Take a role that is below one's own from a member."""
    guild, member, role = _managed_role(call)
    if role.id in member.role_ids:
        member.role_ids.remove(role.id)
        call.backend.events.member_updated(guild, member)


def _managed_role(call: Call) -> tuple[Guild, GuildMember, Role]:
    guild, member = _guild(call), _member(call)
    role = guild.roles.get(call.id("role_id") or 0)
    if role is None:
        raise errors.unknown("role")
    caller = guild.members[call.user.id]
    granted = in_guild(guild, caller)
    highest = max((guild.roles[i].position for i in caller.role_ids), default=0)
    above = granted == EVERY_PERMISSION or highest > role.position
    if not granted & Permission.MANAGE_ROLES or not above or role.bot_id or role.id == guild.id:
        raise errors.missing_permissions()
    return guild, member, role
