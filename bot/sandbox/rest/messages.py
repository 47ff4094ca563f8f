"""Messages of channels."""

from bot.sandbox import errors
from bot.sandbox.limits import Limit
from bot.sandbox.render.messages import history
from bot.sandbox.rest.routing import Call, Routes, Who
from bot.sandbox.state.model import Channel, ChannelKind, Message, MessageFlag
from bot.sandbox.state.permissions import Permission
from bot.sandbox.state.snowflake import created_at
from bot.sandbox.validate.field import Field
from bot.sandbox.validate.messages import Draft, read_message
from bot.sandbox.wire import JsonObject

routes = Routes()
_MESSAGES = "/channels/{channel_id}/messages"
_ONE = _MESSAGES + "/{message_id}"
_CREATE = Limit("message-create", 5, 5.0)
_EDIT = Limit("message-edit", 5, 5.0)
_DELETE = Limit("message-delete", 5, 1.0)
_READ = Limit("message-read", 50, 1.0)
_TYPING = Limit("typing", 5, 5.0)
OLDEST_BULK_DELETED_S = 14 * 24 * 60 * 60
_SAME_NONCE_S = 5 * 60


def _channel(call: Call) -> Channel:
    return call.world.channel(call.id("channel_id"), call.user)


def _message(call: Call, *, read: bool = True) -> Message:
    channel = _channel(call)
    if read and channel.guild:
        call.world.demand(call.user, channel, Permission.READ_MESSAGE_HISTORY)
    return call.world.message(channel, call.id("message_id"))


async def read_draft(
    call: Call, at: Field, channel: Channel, editing: Message | None = None
) -> Draft:
    """Read a message out of a body, with the files that came beside it."""
    at.object()
    at.form.check()
    attachments = await call.backend.intake.read(
        at["attachments"],
        call.files(),
        author=call.user,
        folder=f"attachments/{channel.id}",
        limit=call.world.attachment_limit(channel),
        existing=editing.attachments if editing else None,
    )
    draft = read_message(at, attachments, editing=editing)
    at.form.check()
    if not call.user.bot:
        _drop_what_people_cannot_send(draft)
    return draft


def _drop_what_people_cannot_send(draft: Draft) -> None:
    draft.embeds = draft.components = None
    if draft.flags is not None:
        draft.flags &= ~MessageFlag.COMPONENTS_V2


@routes.add("GET", _MESSAGES, limit=_READ)
async def get_messages(call: Call) -> list[JsonObject]:
    """Answer with a part of the history, newest first."""
    channel, query = _channel(call), call.query()
    limit = query["limit"].integer(least=1, most=100) or 50
    before, after, around = (query[key].snowflake() for key in ("before", "after", "around"))
    query.form.check()
    if channel.guild and not call.world.allows(call.user, channel, Permission.READ_MESSAGE_HISTORY):
        return []
    messages = history(channel)
    if around is not None:
        older = [m for m in messages if m.id < around][-(limit // 2) :] if limit > 1 else []
        newer = [m for m in messages if m.id >= around][: limit - len(older)]
        messages = older + newer
    elif after is not None:
        messages = [m for m in messages if m.id > after][:limit]
    else:
        messages = [m for m in messages if before is None or m.id < before][-limit:]
    return [call.backend.rendered(message, call.user) for message in reversed(messages)]


@routes.add("GET", _ONE, limit=_READ)
async def get_message(call: Call) -> JsonObject:
    """Answer with a message."""
    return call.backend.rendered(_message(call), call.user)


@routes.add("POST", _MESSAGES, limit=_CREATE, forms=True)
async def create_message(call: Call) -> JsonObject:
    """Post a message."""
    channel = _channel(call)
    if channel.kind is ChannelKind.FORUM:
        raise errors.DiscordError(400, 50008, "Cannot send messages in a non-text channel")
    call.world.demand(call.user, channel, Permission.SEND_MESSAGES)
    draft = await read_draft(call, call.field(), channel)
    if draft.empty:
        raise errors.empty_message()
    call.close()
    if draft.attachments:
        call.world.demand(call.user, channel, Permission.ATTACH_FILES)
    if draft.enforce_nonce and (earlier := _with_nonce(call, channel, draft)):
        return call.backend.rendered(earlier, call.user)
    if channel.thread:
        _enter_thread(call, channel)
    message = call.backend.poster.create(channel, call.user, draft)
    return call.backend.rendered(message, call.user)


def _with_nonce(call: Call, channel: Channel, draft: Draft) -> Message | None:
    since = call.world.clock.time() - _SAME_NONCE_S
    for message in reversed(history(channel)):
        if created_at(message.id).timestamp() < since:
            return None
        if message.author is call.user and message.nonce == draft.nonce:
            return message
    return None


def _enter_thread(call: Call, channel: Channel) -> None:
    thread = channel.thread
    if thread is None:
        return
    if thread.locked and not call.world.allows(call.user, channel, Permission.MANAGE_THREADS):
        raise errors.DiscordError(400, 160005, "Thread is locked")
    if thread.archived:
        call.world.archive(thread, archived=False)
        call.backend.events.channel("THREAD_UPDATE", channel)
    thread.member_ids.setdefault(call.user.id, call.world.clock.now())


@routes.add("PATCH", _ONE, limit=_EDIT, forms=True)
async def edit_message(call: Call) -> JsonObject:
    """Edit one's own message, or hide the embeds of another's."""
    message = _message(call, read=False)
    if message.author is not call.user:
        if call.object().keys() - {"flags"}:
            raise errors.cannot_edit_others_message()
        call.world.demand(call.user, message.channel, Permission.MANAGE_MESSAGES)
    draft = await read_draft(call, call.field(), message.channel, message)
    call.close()
    if draft.attachments and set(draft.attachments) - set(message.attachments):
        call.world.demand(call.user, message.channel, Permission.ATTACH_FILES)
    call.backend.poster.count_late_edit(message)
    call.backend.poster.edit(message, draft)
    return call.backend.rendered(message, call.user)


@routes.add("DELETE", _ONE, limit=_DELETE, reads=False)
async def delete_message(call: Call) -> None:
    """Delete one's own message, or as a moderator another's."""
    message = _message(call, read=False)
    if message.author is not call.user:
        call.world.demand(call.user, message.channel, Permission.MANAGE_MESSAGES)
    call.backend.poster.delete(message)


@routes.add("POST", _MESSAGES + "/bulk-delete", who=Who.BOT, limit=_DELETE)
async def bulk_delete(call: Call) -> None:
    """Delete 2 to 100 messages that are younger than two weeks."""
    channel, at = _channel(call), call.field()
    call.world.demand(call.user, channel, Permission.MANAGE_MESSAGES)
    ids = [i.snowflake(required=True) for i in at["messages"].items(least=2, most=100)]
    at["messages"].require()
    call.close()
    now = call.world.clock.time()
    if any(i and now - created_at(i).timestamp() > OLDEST_BULK_DELETED_S for i in ids):
        raise errors.DiscordError(
            400, 50034, "You can only bulk delete messages that are under 14 days old."
        )
    found = [m for m in history(channel) if m.id in ids]
    call.backend.poster.delete_many(channel, found)


@routes.add("POST", "/channels/{channel_id}/typing", limit=_TYPING, reads=False)
async def type_in(call: Call) -> None:
    """Show that the caller is typing."""
    channel = _channel(call)
    call.world.demand(call.user, channel, Permission.SEND_MESSAGES)
    call.backend.events.typing(channel, call.user, int(call.world.clock.time()))
