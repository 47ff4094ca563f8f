"""Threads."""

from bot.sandbox import errors
from bot.sandbox.limits import Limit
from bot.sandbox.render import channels
from bot.sandbox.rest.messages import read_draft
from bot.sandbox.rest.routing import Call, Reply, Routes
from bot.sandbox.state.model import Channel, ChannelKind, MessageFlag, MessageKind, Reference
from bot.sandbox.state.permissions import Permission
from bot.sandbox.wire import JsonObject

routes = Routes()
_CREATE = Limit("thread-create", 5, 5.0)
_MEMBERS = "/channels/{channel_id}/thread-members"
_DURATIONS = {60, 1440, 4320, 10080}


@routes.add("POST", "/channels/{channel_id}/messages/{message_id}/threads", limit=_CREATE)
async def start_from_message(call: Call) -> Reply:
    """Start a thread at a message; it has the message's identifier."""
    channel = _parent(call)
    message = call.world.message(channel, call.id("message_id"))
    if message.thread:
        raise errors.DiscordError(400, 160004, "A thread has already been created for this message")
    thread = _open(call, channel, ChannelKind.PUBLIC_THREAD, message.id)
    message.thread = thread
    message.flags |= MessageFlag.HAS_THREAD
    call.backend.events.message_updated(message)
    return Reply(201, channels.thread(thread, call.user))


@routes.add("POST", "/channels/{channel_id}/threads", limit=_CREATE, forms=True)
async def start(call: Call) -> Reply:
    """Start a thread in a channel, or in a forum a post."""
    channel, at = _parent(call), call.field()
    if channel.kind is ChannelKind.FORUM:
        return await _start_post(call, channel)
    kind = at["type"].choice({11, 12}, required=False) or ChannelKind.PRIVATE_THREAD
    thread = _open(call, channel, ChannelKind(kind), call.world.snowflakes.next())
    if thread.kind is ChannelKind.PUBLIC_THREAD:
        call.backend.poster.announce(
            channel,
            call.user,
            MessageKind.THREAD_CREATED,
            thread.name,
            Reference(None, thread.id, channel.guild.id if channel.guild else None),
        )
    return Reply(201, channels.thread(thread, call.user))


async def _start_post(call: Call, forum: Channel) -> Reply:
    """Start a post of a forum: a thread with its first message, which has the same identifier."""
    # The first message has a field of its own and the post a type, whatever these say.
    call.flag("use_nested_fields")
    call.field().skip("type")
    at = call.field()["message"]
    at.require()
    at.form.check()
    draft = await read_draft(call, at, forum)
    if draft.empty:
        raise errors.empty_message()
    if draft.attachments:
        call.world.demand(call.user, forum, Permission.ATTACH_FILES)
    thread = _open(call, forum, ChannelKind.PUBLIC_THREAD, call.world.snowflakes.next())
    message = call.backend.poster.create(thread, call.user, draft, number=thread.id)
    shown = {"message": call.backend.rendered(message, call.user)}
    return Reply(201, channels.thread(thread, call.user) | shown)


def _parent(call: Call) -> Channel:
    channel = call.world.channel(call.id("channel_id"), call.user)
    if channel.guild is None or channel.thread:
        raise errors.DiscordError(400, 50024, "Cannot execute action on this channel type")
    # Whoever may write in a forum may begin a post.
    is_forum = channel.kind is ChannelKind.FORUM
    needed = Permission.SEND_MESSAGES if is_forum else Permission.CREATE_PUBLIC_THREADS
    call.world.demand(call.user, channel, needed)
    return channel


def _open(call: Call, parent: Channel, kind: ChannelKind, thread_id: int) -> Channel:
    at = call.field()
    name = at["name"].string(least=1, most=100, required=True)
    minutes = at["auto_archive_duration"].choice(_DURATIONS, required=False)
    slow = at["rate_limit_per_user"].integer(least=0, most=21_600)
    call.close()
    thread = call.world.open_thread(parent, call.user, name, kind, thread_id)
    thread.rate_limit_per_user = slow or 0
    if thread.thread and minutes:
        thread.thread.auto_archive_minutes = minutes
    call.backend.events.channel("THREAD_CREATE", thread)
    return thread


def _thread(call: Call) -> Channel:
    channel = call.world.channel(call.id("channel_id"), call.user)
    if channel.thread is None:
        raise errors.DiscordError(400, 50024, "Cannot execute action on this channel type")
    return channel


@routes.add("PUT", _MEMBERS + "/{user_id}", reads=False)
async def join(call: Call) -> None:
    """Join a thread, or take somebody in."""
    channel, user = _thread(call), call.world.user(call.id("user_id"))
    if channel.thread and user.id not in channel.thread.member_ids:
        channel.thread.member_ids[user.id] = call.world.clock.now()
        call.backend.events.thread_members(channel, added=[user.id], removed=[])


@routes.add("DELETE", _MEMBERS + "/{user_id}", reads=False)
async def leave(call: Call) -> None:
    """Leave a thread, or put somebody out."""
    channel, user = _thread(call), call.world.user(call.id("user_id"))
    if user is not call.user:
        call.world.demand(call.user, channel, Permission.MANAGE_THREADS)
    if channel.thread and channel.thread.member_ids.pop(user.id, None):
        call.backend.events.thread_members(channel, added=[], removed=[user.id])


@routes.add("GET", _MEMBERS)
async def get_members(call: Call) -> list[JsonObject]:
    """Answer with who is in a thread."""
    channel = _thread(call)
    ids = list(channel.thread.member_ids) if channel.thread else []
    return [channels.thread_member(channel, user_id) for user_id in ids]


@routes.add("GET", "/guilds/{guild_id}/threads/active")
async def get_active(call: Call) -> JsonObject:
    """Answer with all threads of a guild that are not archived."""
    guild = call.world.guild(call.id("guild_id"), call.user)
    threads = [
        c
        for c in call.world.channels.values()
        if c.thread
        and c.guild is guild
        and not c.thread.archived
        and call.world.allows(call.user, c, Permission.VIEW_CHANNEL)
    ]
    joined = [c for c in threads if c.thread and call.user.id in c.thread.member_ids]
    return {
        "threads": [channels.thread(c, call.user) for c in threads],
        "members": [channels.thread_member(c, call.user.id) for c in joined],
        "has_more": False,
    }
