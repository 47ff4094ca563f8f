"""Users and members of guilds as the JSON that Discord sends."""

from bot.sandbox.state.model import GuildMember, User
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
