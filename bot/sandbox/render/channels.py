"""Channels and threads as the JSON that Discord sends."""

from bot.sandbox.render import users
from bot.sandbox.state.model import Channel, ChannelKind, User
from bot.sandbox.state.snowflake import created_at
from bot.sandbox.wire import JsonObject


def channel(what: Channel, viewer: User) -> JsonObject:
    """Return a channel as the viewer's API calls and events have it."""
    if what.thread:
        return thread(what, viewer)
    body: JsonObject = {
        "id": str(what.id),
        "type": int(what.kind),
        "last_message_id": str(what.last_message_id) if what.last_message_id else None,
        "flags": 0,
    }
    if what.kind is ChannelKind.DIRECT_MESSAGE:
        return body | {"recipients": [users.user(u) for u in what.recipients if u is not viewer]}
    if what.kind is ChannelKind.FORUM:
        body |= {"available_tags": [], "default_reaction_emoji": None, "default_forum_layout": 0}
    return body | {
        "guild_id": str(what.guild.id) if what.guild else None,
        "name": what.name,
        "topic": what.topic,
        "position": what.position,
        "parent_id": None,
        "nsfw": what.nsfw,
        "rate_limit_per_user": what.rate_limit_per_user,
        "permission_overwrites": [
            {"id": str(o.id), "type": o.kind, "allow": str(int(o.allow)), "deny": str(int(o.deny))}
            for o in what.overwrites.values()
        ],
    }


def thread(what: Channel, viewer: User) -> JsonObject:
    """Return a thread; with the viewer's membership if they have joined."""
    inside, parent, guild = what.thread, what.parent, what.guild
    if inside is None or parent is None or guild is None:
        raise TypeError("not a thread")
    count = sum(1 for m in what.messages.values() if not m.ephemeral)
    body: JsonObject = {
        "id": str(what.id),
        "type": int(what.kind),
        "guild_id": str(guild.id),
        "parent_id": str(parent.id),
        "owner_id": str(inside.owner_id),
        "name": what.name,
        "last_message_id": str(what.last_message_id) if what.last_message_id else None,
        "flags": 0,
        "rate_limit_per_user": what.rate_limit_per_user,
        "message_count": count,
        "total_message_sent": count,
        "member_count": len(inside.member_ids),
        "thread_metadata": {
            "archived": inside.archived,
            "archive_timestamp": inside.archive_changed_at.isoformat(),
            "auto_archive_duration": inside.auto_archive_minutes,
            "locked": inside.locked,
            "create_timestamp": inside.created_at.isoformat(),
        },
    }
    if what.kind is ChannelKind.PRIVATE_THREAD:
        body["thread_metadata"]["invitable"] = inside.invitable
    if viewer.id in inside.member_ids:
        body["member"] = thread_member(what, viewer.id)
    return body


def thread_member(what: Channel, user_id: int, *, whole: bool = False) -> JsonObject:
    """Return somebody's membership of a thread; the `whole` has that of the guild as well."""
    joined = what.thread.member_ids[user_id] if what.thread else created_at(what.id)
    body: JsonObject = {
        "id": str(what.id),
        "user_id": str(user_id),
        "join_timestamp": joined.isoformat(),
        "flags": 0,
    }
    if whole and what.guild and user_id in what.guild.members:
        body["member"] = users.member(what.guild.members[user_id])
    return body
