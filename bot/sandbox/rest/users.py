"""Users, their guilds and their direct messages."""

from bot.sandbox import errors
from bot.sandbox.render import channels, guilds, users
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.state.model import ChannelKind, Guild
from bot.sandbox.state.permissions import in_guild
from bot.sandbox.wire import JsonObject

routes = Routes()


@routes.add("GET", "/users/@me")
async def get_current_user(call: Call) -> JsonObject:
    """Answer with the caller."""
    return users.own_user(call.user)


@routes.add("GET", "/users/@me/guilds")
async def get_current_guilds(call: Call) -> list[JsonObject]:
    """Answer with the guilds that the caller is in, in order."""
    query = call.query()
    limit = query["limit"].integer(least=1, most=200) or 200
    before, after = query["before"].snowflake(), query["after"].snowflake() or 0
    counts = call.flag("with_counts")
    query.form.check()
    joined = [g for _, g in sorted(call.world.guilds.items()) if call.user.id in g.members]
    if before is not None:
        joined = [g for g in joined if g.id < before][-limit:]
    return [_own_guild(call, g, counts=counts) for g in joined if g.id > after][:limit]


def _own_guild(call: Call, guild: Guild, *, counts: bool) -> JsonObject:
    body: JsonObject = {
        "id": str(guild.id),
        "name": guild.name,
        "icon": None,
        "banner": None,
        "owner": guild.owner_id == call.user.id,
        "permissions": str(int(in_guild(guild, guild.members[call.user.id]))),
        "features": [],
    }
    return body | (guilds.counts(guild) if counts else {})


@routes.add("GET", "/users/@me/channels")
async def get_direct_messages(call: Call) -> list[JsonObject]:
    """Answer with the caller's direct messages; to bots Discord tells of none."""
    if call.user.bot:
        return []
    known = call.world.channels.values()
    return [
        channels.channel(c, call.user)
        for c in known
        if c.kind is ChannelKind.DIRECT_MESSAGE and call.user in c.recipients
    ]


@routes.add("POST", "/users/@me/channels")
async def open_direct_message(call: Call) -> JsonObject:
    """Open the direct message with a user."""
    at = call.field()
    recipient = at["recipient_id"]
    if not recipient.given and len(listed := at["recipients"].items(most=1)) == 1:
        recipient = listed[0]
    number = recipient.snowflake(required=True)
    call.close()
    other = call.world.user(number)
    if other is call.user:
        raise errors.DiscordError(400, 50007, "Cannot send messages to this user")
    return channels.channel(call.world.direct_message(call.user, other), call.user)


@routes.add("GET", "/users/{user_id}")
async def get_user(call: Call) -> JsonObject:
    """Answer with a user."""
    return users.user(call.world.user(call.id("user_id")))
