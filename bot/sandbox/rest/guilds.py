"""Guilds and their members."""

from bot.sandbox import errors
from bot.sandbox.gateway.members import members_named
from bot.sandbox.render import channels, guilds, users
from bot.sandbox.rest.routing import Call, Reply, Routes
from bot.sandbox.state.guilds import add_channel, remove_member
from bot.sandbox.state.model import ChannelKind, Guild, GuildMember
from bot.sandbox.state.permissions import Permission, highest_role, in_channel, in_guild
from bot.sandbox.wire import JsonObject

routes = Routes()
_GUILD = "/guilds/{guild_id}"
_MEMBER = _GUILD + "/members/{user_id}"


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


@routes.add("POST", _GUILD + "/channels")
async def create_channel(call: Call) -> Reply:
    """Add a text channel or a forum below the channels that are there."""
    guild, at = _guild(call), call.field()
    if not in_guild(guild, guild.members[call.user.id]) & Permission.MANAGE_CHANNELS:
        raise errors.missing_permissions()
    name = at["name"].string(least=1, most=100, required=True)
    kind = at["type"].choice({ChannelKind.TEXT, ChannelKind.FORUM}, required=False)
    topic = at["topic"].string(most=1024) or None
    nsfw = at["nsfw"].boolean()
    slow = at["rate_limit_per_user"].integer(least=0, most=21_600)
    call.close()
    channel = add_channel(call.world, guild, ChannelKind(kind or 0), name)
    channel.topic, channel.nsfw, channel.rate_limit_per_user = topic, nsfw, slow or 0
    call.backend.events.channel("CHANNEL_CREATE", channel)
    return Reply(201, channels.channel(channel, call.user))


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


@routes.add("DELETE", _MEMBER, reads=False)
async def kick(call: Call) -> None:
    """Put a member out of a guild."""
    guild, member = _guild(call), _member(call)
    caller = guild.members[call.user.id]
    granted = in_guild(guild, caller)
    above = highest_role(guild, caller) > highest_role(guild, member)
    if not granted & Permission.KICK_MEMBERS or not above:
        raise errors.missing_permissions()
    _put_out(call, guild, member)


@routes.add("DELETE", "/users/@me/guilds/{guild_id}", reads=False)
async def leave(call: Call) -> None:
    """Leave a guild; its owner cannot."""
    guild = _guild(call)
    if guild.owner_id == call.user.id:
        raise errors.DiscordError(400, 50055, "Invalid Guild")
    _put_out(call, guild, guild.members[call.user.id])


def _put_out(call: Call, guild: Guild, member: GuildMember) -> None:
    remove_member(call.world, guild, member.user)
    call.backend.guild_events.left(guild, member.user)
