"""Who is in a thread, and who may take others in or put them out."""

from bot.sandbox import errors
from bot.sandbox.render import channels
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.state.model import Channel, ChannelKind, Thread
from bot.sandbox.state.permissions import Permission
from bot.sandbox.thread_joining import may_take_in, take_in
from bot.sandbox.wire import JsonObject

routes = Routes()
_MEMBERS = "/channels/{channel_id}/thread-members"
_ONE = _MEMBERS + "/{user_id}"


def _thread(call: Call) -> tuple[Channel, Thread]:
    channel = call.world.channel(call.id("channel_id"), call.user)
    if channel.thread is None:
        raise errors.DiscordError(400, 50024, "Cannot execute action on this channel type")
    return channel, channel.thread


@routes.add("PUT", _ONE, reads=False)
async def join(call: Call) -> None:
    """Join a thread, or take somebody in."""
    channel, thread = _thread(call)
    user = call.world.user(call.id("user_id"))
    if user is not call.user:
        call.world.demand(call.user, channel, Permission.SEND_MESSAGES)
        if not may_take_in(call.user, channel):
            call.world.demand(call.user, channel, Permission.MANAGE_THREADS)
    if channel.guild and channel.parent:
        call.world.member(channel.guild, user.id)
        if not call.world.allows(user, channel.parent, Permission.VIEW_CHANNEL):
            raise errors.missing_access()
    if thread.archived:
        raise errors.thread_archived()
    take_in(call.world, call.backend.events, channel, user)


@routes.add("DELETE", _ONE, reads=False)
async def leave(call: Call) -> None:
    """Leave a thread, or put somebody out."""
    channel, thread = _thread(call)
    user = call.world.user(call.id("user_id"))
    # Who began a private thread says who is in it.
    own = channel.kind is ChannelKind.PRIVATE_THREAD and thread.owner_id == call.user.id
    if user is not call.user and not own:
        call.world.demand(call.user, channel, Permission.MANAGE_THREADS)
    if thread.archived:
        raise errors.thread_archived()
    if thread.member_ids.pop(user.id, None):
        call.backend.events.thread_members(channel, added=[], removed=[user.id])


@routes.add("GET", _MEMBERS)
async def get_members(call: Call) -> list[JsonObject]:
    """Answer with who is in a thread, in parts if it is with their memberships of the guild."""
    (channel, thread), query = _thread(call), call.query()
    if call.user.bot and not call.world.application.members_granted:
        raise errors.missing_access()
    whole = call.flag("with_member")
    limit = query["limit"].integer(least=1, most=100) or (100 if whole else None)
    after = query["after"].snowflake() or 0
    query.form.check()
    ids = sorted(i for i in thread.member_ids if i > after)
    return [channels.thread_member(channel, i, whole=whole) for i in ids[:limit]]


@routes.add("GET", _ONE)
async def get_member(call: Call) -> JsonObject:
    """Answer with somebody's membership of a thread."""
    channel, thread = _thread(call)
    user_id = call.id("user_id")
    if user_id not in thread.member_ids:
        raise errors.unknown("member")
    return channels.thread_member(channel, user_id, whole=call.flag("with_member"))
