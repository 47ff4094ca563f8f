"""Guilds, with their roles, stickers and events, as the JSON that Discord sends."""

from datetime import datetime

from bot.sandbox.render import channels, users
from bot.sandbox.state.model import EventStatus, Guild, Role, ScheduledEvent, Sticker, User
from bot.sandbox.state.permissions import in_channel
from bot.sandbox.state.world import World
from bot.sandbox.wire import JsonObject


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
        "creator": users.user(what.creator),
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


def counts(what: Guild) -> JsonObject:
    """Return how many are in a guild, and how many of them are there: here all."""
    return {
        "approximate_member_count": len(what.members),
        "approximate_presence_count": len(what.members),
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
        "members": [users.member(m) for m in members if all_members or m.user is viewer],
        "channels": [channels.channel(c, viewer) for c in seen],
        "threads": [
            channels.thread(c, viewer)
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
