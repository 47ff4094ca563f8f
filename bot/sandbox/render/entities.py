"""Users, guilds and channels as the JSON that Discord sends."""

from datetime import datetime

from bot.sandbox.state.model import (
    Channel,
    ChannelKind,
    EventStatus,
    Guild,
    GuildMember,
    Role,
    ScheduledEvent,
    Sticker,
    User,
)
from bot.sandbox.state.permissions import in_channel
from bot.sandbox.state.snowflake import created_at
from bot.sandbox.state.world import World
from bot.sandbox.wire import JsonObject


def user(who: User) -> JsonObject:
    """Return a user as everybody sees them."""
    body: JsonObject = {
        "id": str(who.id),
        "username": who.username,
        "global_name": who.global_name,
        "avatar": who.avatar,
        "avatar_decoration_data": None,
        "discriminator": "0001" if who.bot else "0",
        "public_flags": 0,
        "flags": 0,
        "banner": None,
        "accent_color": None,
        "collectibles": None,
        "primary_guild": None,
    }
    if who.bot:
        body["bot"] = True
    return body


def own_user(who: User) -> JsonObject:
    """Return a user as they see themselves."""
    return user(who) | {
        "mfa_enabled": False,
        "verified": True,
        "locale": who.locale,
        "email": None,
        "premium_type": 0,
    }


def member(of: GuildMember, *, with_user: bool = True) -> JsonObject:
    """Return a guild's member."""
    body: JsonObject = {
        "nick": of.nick,
        "avatar": of.avatar,
        "banner": None,
        "roles": [str(role_id) for role_id in of.role_ids],
        "joined_at": of.joined_at.isoformat(),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "communication_disabled_until": None,
    }
    if with_user:
        body["user"] = user(of.user)
    return body


def role(what: Role) -> JsonObject:
    """Return a role."""
    body: JsonObject = {
        "id": str(what.id),
        "name": what.name,
        "description": None,
        "permissions": str(int(what.permissions)),
        "position": what.position,
        "color": what.color,
        "colors": {"primary_color": what.color, "secondary_color": None, "tertiary_color": None},
        "hoist": what.hoist,
        "managed": what.bot_id is not None,
        "mentionable": what.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if what.bot_id is not None:
        body["tags"] = {"bot_id": str(what.bot_id)}
    return body


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
        return body | {"recipients": [user(u) for u in what.recipients if u is not viewer]}
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


def scheduled_event(what: ScheduledEvent, guild: Guild, now: datetime) -> JsonObject:
    """Return a scheduled event as it stands at a moment; it begins and ends by itself."""
    status = what.status
    if status in (EventStatus.SCHEDULED, EventStatus.ACTIVE):
        if now >= what.ends_at:
            status = EventStatus.COMPLETED
        elif now >= what.starts_at:
            status = EventStatus.ACTIVE
    return {
        "id": str(what.id),
        "guild_id": str(guild.id),
        "name": what.name,
        "description": what.description,
        "channel_id": None,
        "creator_id": str(what.creator.id),
        "creator": user(what.creator),
        "image": None,
        "scheduled_start_time": what.starts_at.isoformat(),
        "scheduled_end_time": what.ends_at.isoformat(),
        "status": int(status),
        "entity_type": 3,
        "entity_id": None,
        "recurrence_rule": None,
        "privacy_level": 2,
        "guild_scheduled_event_exceptions": [],
        "entity_metadata": {"location": what.location},
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
            "archive_timestamp": inside.created_at.isoformat(),
            "auto_archive_duration": inside.auto_archive_minutes,
            "locked": inside.locked,
            "create_timestamp": inside.created_at.isoformat(),
        },
    }
    if viewer.id in inside.member_ids:
        body["member"] = thread_member(what, viewer.id)
    return body


def thread_member(what: Channel, user_id: int) -> JsonObject:
    """Return somebody's membership of a thread."""
    joined = what.thread.member_ids[user_id] if what.thread else created_at(what.id)
    return {
        "id": str(what.id),
        "user_id": str(user_id),
        "join_timestamp": joined.isoformat(),
        "flags": 0,
    }


def sticker(what: Sticker, guild: Guild) -> JsonObject:
    """Return a sticker of a guild."""
    return {
        "id": str(what.id),
        "name": what.name,
        "description": None,
        "tags": what.name,
        "type": 2,
        "format_type": int(what.format),
        "available": True,
        "guild_id": str(guild.id),
    }


def guild(what: Guild) -> JsonObject:
    """Return a guild as GET /guilds/{id} has it."""
    return {
        "id": str(what.id),
        "name": what.name,
        "icon": None,
        "description": None,
        "home_header": None,
        "splash": None,
        "discovery_splash": None,
        "features": [],
        "banner": None,
        "owner_id": str(what.owner_id),
        "application_id": None,
        "region": "us-east",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 0,
        "roles": [role(r) for r in what.roles.values()],
        "default_message_notifications": 0,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_presences": None,
        "max_members": 25_000_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": what.preferred_locale,
        "rules_channel_id": None,
        "safety_alerts_channel_id": None,
        "public_updates_channel_id": None,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": what.nsfw_level,
        "emojis": [],
        "stickers": [sticker(s, what) for s in what.stickers.values()],
        "incidents_data": None,
    }


def whole_guild(world: World, what: Guild, viewer: User, *, all_members: bool) -> JsonObject:
    """Return a guild as GUILD_CREATE has it, with the channels that the viewer sees."""
    seen = [c for c in what.channels.values() if in_channel(c, viewer)]
    threads = [c for c in world.channels.values() if c.thread and c.guild is what]
    members = what.members.values()
    return guild(what) | {
        "joined_at": what.members[viewer.id].joined_at.isoformat(),
        "large": False,
        "unavailable": False,
        "member_count": len(what.members),
        "members": [member(m) for m in members if all_members or m.user is viewer],
        "channels": [channel(c, viewer) for c in seen],
        "threads": [
            thread(c, viewer)
            for c in threads
            if in_channel(c, viewer) and c.thread and not c.thread.archived
        ],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [
            scheduled_event(event, what, world.clock.now()) for event in what.events.values()
        ],
        "soundboard_sounds": [],
        "version": str(what.id),
    }


def application(world: World) -> JsonObject:
    """Return the bot's application as it sees itself."""
    app = world.application
    # The _LIMITED flags: what the developer portal grants to a bot in fewer than 100 guilds.
    flags = (
        (app.presences_granted << 13)
        | (app.members_granted << 15)
        | (app.message_content_granted << 19)
        | (1 << 23)
    )
    return {
        "id": str(app.id),
        "name": app.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": user(app.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "integration_types_config": {"0": {}, "1": {}},
        "verify_key": app.verify_key,
        "flags": flags,
        "flags_new": str(flags),
        "max_participants": None,
        "tags": [],
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user(app.owner),
        "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "event_webhooks_url": None,
        "event_webhooks_status": 1,
        "event_webhooks_types": [],
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
        "summary": "",
        "hook": True,
    }
