"""Pinned messages, under the older and the newer path."""

from bot.sandbox import errors
from bot.sandbox.limits import Limit
from bot.sandbox.posting import reference_to
from bot.sandbox.render.messages import history
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.state.model import Channel, Message, MessageKind
from bot.sandbox.state.permissions import Permission
from bot.sandbox.wire import JsonObject

routes = Routes()
_OLDER = "/channels/{channel_id}/pins"
_NEWER = "/channels/{channel_id}/messages/pins"
_LIMIT = Limit("pins", 5, 5.0)
MOST_PINS = 250


def _channel(call: Call) -> Channel:
    return call.world.channel(call.id("channel_id"), call.user)


def _message(call: Call) -> Message:
    channel = _channel(call)
    call.world.demand(call.user, channel, Permission.PIN_MESSAGES)
    return call.world.message(channel, call.id("message_id"))


def _pinned(channel: Channel) -> list[Message]:
    pinned = [m for m in history(channel) if m.pinned_at]
    return sorted(pinned, key=lambda m: m.pinned_at.timestamp() if m.pinned_at else 0, reverse=True)


@routes.add("GET", _OLDER, limit=_LIMIT)
async def get_pins_once(call: Call) -> list[JsonObject]:
    """Answer with the pinned messages, in the older form."""
    return [call.backend.rendered(m, call.user) for m in _pinned(_channel(call))[:50]]


@routes.add("GET", _NEWER, limit=_LIMIT)
async def get_pins(call: Call) -> JsonObject:
    """Answer with the pinned messages and when they were pinned, the newest first."""
    channel, query = _channel(call), call.query()
    limit = query["limit"].integer(least=1, most=50) or 50
    before = query["before"].moment()
    query.form.check()
    pinned = [m for m in _pinned(channel) if not before or (m.pinned_at and m.pinned_at < before)]
    return {
        "items": [
            {
                "message": call.backend.rendered(m, call.user),
                "pinned_at": m.pinned_at.isoformat() if m.pinned_at else None,
            }
            for m in pinned[:limit]
        ],
        "has_more": len(pinned) > limit,
    }


@routes.add("PUT", _OLDER + "/{message_id}", limit=_LIMIT, reads=False)
@routes.add("PUT", _NEWER + "/{message_id}", limit=_LIMIT, reads=False)
async def pin(call: Call) -> None:
    """Pin a message; the channel is told in a message of its own."""
    message, channel = _message(call), _channel(call)
    if message.pinned_at:
        return
    if len(_pinned(channel)) >= MOST_PINS:
        raise errors.DiscordError(400, 30003, f"Maximum number of pins reached ({MOST_PINS})")
    message.pinned_at = call.world.clock.now()
    call.backend.events.message_updated(message)
    call.backend.events.pins_updated(channel, message.pinned_at.isoformat())
    call.backend.poster.announce(channel, call.user, MessageKind.PINNED, "", reference_to(message))


@routes.add("DELETE", _OLDER + "/{message_id}", limit=_LIMIT, reads=False)
@routes.add("DELETE", _NEWER + "/{message_id}", limit=_LIMIT, reads=False)
async def unpin(call: Call) -> None:
    """Take a message off the pins."""
    message, channel = _message(call), _channel(call)
    message.pinned_at = None
    call.backend.events.message_updated(message)
    call.backend.events.pins_updated(channel, None)
