"""Reactions on messages."""

from bot.sandbox import errors
from bot.sandbox.limits import Limit
from bot.sandbox.render import users
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.state.model import Message
from bot.sandbox.state.permissions import Permission
from bot.sandbox.wire import JsonObject

routes = Routes()
_ALL = "/channels/{channel_id}/messages/{message_id}/reactions"
_EMOJI = _ALL + "/{emoji}"
_LIMIT = Limit("reactions", 1, 0.25)
MOST_EMOJI = 20
_NORMAL, _BURST = 0, 1


def _message(call: Call) -> Message:
    channel = call.world.channel(call.id("channel_id"), call.user)
    if channel.guild:
        call.world.demand(call.user, channel, Permission.READ_MESSAGE_HISTORY)
    return call.world.message(channel, call.id("message_id"))


def _emoji(call: Call) -> str:
    """Return the emoji; the guild has none of its own, so letters name none."""
    emoji = call.text("emoji")
    if not emoji or len(emoji) > 16 or any(c.isalpha() for c in emoji) or emoji.isascii():
        raise errors.unknown("emoji")
    return emoji


@routes.add("PUT", _EMOJI + "/@me", limit=_LIMIT, reads=False)
async def react(call: Call) -> None:
    """Put a reaction on a message."""
    message, emoji = _message(call), _emoji(call)
    if emoji not in message.reactions:
        call.world.demand(call.user, message.channel, Permission.ADD_REACTIONS)
        if len(message.reactions) >= MOST_EMOJI:
            raise errors.DiscordError(400, 30010, "Maximum number of reactions reached (20)")
    reacted = message.reactions.setdefault(emoji, [])
    if call.user.id not in reacted:
        reacted.append(call.user.id)
        call.backend.events.reaction(message, call.user, emoji, added=True)


@routes.add("DELETE", _EMOJI + "/{user_id}", limit=_LIMIT, reads=False)
async def take_back(call: Call) -> None:
    """Take back one's own reaction, or as a moderator another's."""
    message, emoji, user_id = _message(call), _emoji(call), call.id("user_id")
    if user_id != call.user.id:
        call.world.demand(call.user, message.channel, Permission.MANAGE_MESSAGES)
    user = call.world.user(user_id)
    reacted = message.reactions.get(emoji, [])
    if user.id in reacted:
        reacted.remove(user.id)
        if not reacted:
            del message.reactions[emoji]
        call.backend.events.reaction(message, user, emoji, added=False)


@routes.add("GET", _EMOJI)
async def get_reactions(call: Call) -> list[JsonObject]:
    """Answer with who reacted with an emoji."""
    message, query = _message(call), call.query()
    limit = query["limit"].integer(least=1, most=100) or 25
    after = query["after"].snowflake() or 0
    kind = query["type"].choice({_NORMAL, _BURST}, required=False)
    query.form.check()
    if kind == _BURST:
        return []
    ids = sorted(i for i in message.reactions.get(_emoji(call), []) if i > after)
    return [users.user(call.world.users[i]) for i in ids[:limit]]


@routes.add("DELETE", _ALL, limit=_LIMIT, reads=False)
async def clear(call: Call) -> None:
    """Take all reactions off a message."""
    message = _message(call)
    call.world.demand(call.user, message.channel, Permission.MANAGE_MESSAGES)
    message.reactions.clear()
    call.backend.events.reactions_cleared(message, None)


@routes.add("DELETE", _EMOJI, limit=_LIMIT, reads=False)
async def clear_emoji(call: Call) -> None:
    """Take all reactions with one emoji off a message."""
    message, emoji = _message(call), _emoji(call)
    call.world.demand(call.user, message.channel, Permission.MANAGE_MESSAGES)
    if message.reactions.pop(emoji, None):
        call.backend.events.reactions_cleared(message, emoji)
