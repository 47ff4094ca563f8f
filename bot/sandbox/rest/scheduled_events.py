"""Scheduled events of guilds: those outside of voice channels, which is all that bots here make."""

from datetime import datetime

from bot.sandbox import errors
from bot.sandbox.limits import Limit
from bot.sandbox.render import guilds
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.state.model import EventStatus, Guild, ScheduledEvent
from bot.sandbox.state.permissions import Permission, in_guild
from bot.sandbox.validate.field import Field
from bot.sandbox.wire import JsonObject

routes = Routes()
_EVENTS = "/guilds/{guild_id}/scheduled-events"
_ONE = _EVENTS + "/{event_id}"
_CREATE = Limit("scheduled-event-create", 10, 5.0)
_EXTERNAL, _GUILD_ONLY = 3, 2
_MOST = 100
_NEXT = {
    EventStatus.SCHEDULED: {EventStatus.ACTIVE, EventStatus.CANCELED},
    EventStatus.ACTIVE: {EventStatus.COMPLETED},
}


def _guild(call: Call) -> Guild:
    return call.world.guild(call.id("guild_id"), call.user)


def _event(call: Call) -> tuple[Guild, ScheduledEvent]:
    guild = _guild(call)
    event = guild.events.get(call.id("event_id") or 0)
    if event is None:
        raise errors.unknown("guild scheduled event")
    return guild, event


def _demand(call: Call, guild: Guild, *permissions: int) -> None:
    """Raise DiscordError 50013 unless the caller has one of some permissions."""
    granted = in_guild(guild, guild.members[call.user.id])
    if not any(granted & permission for permission in permissions):
        raise errors.missing_permissions()


def _rendered(call: Call, guild: Guild, event: ScheduledEvent) -> JsonObject:
    return guilds.scheduled_event(event, guild, call.world.clock.now())


def _count(call: Call) -> JsonObject:
    """Return how many are interested in an event, if that was asked: nobody here."""
    return {"user_count": 0} if call.flag("with_user_count") else {}


@routes.add("GET", _EVENTS)
async def get_events(call: Call) -> list[JsonObject]:
    """Answer with the events of a guild that are not over."""
    guild = _guild(call)
    count = _count(call)
    shown = [_rendered(call, guild, event) | count for event in guild.events.values()]
    return [event for event in shown if event["status"] in (1, 2)]


@routes.add("GET", _ONE)
async def get_event(call: Call) -> JsonObject:
    """Answer with one event."""
    return _rendered(call, *_event(call)) | _count(call)


@routes.add("POST", _EVENTS, limit=_CREATE)
async def create_event(call: Call) -> JsonObject:
    """Announce an event."""
    guild, at = _guild(call), call.field()
    _demand(call, guild, Permission.CREATE_EVENTS, Permission.MANAGE_EVENTS)
    at.object()
    _check_kind(at, required=True)
    event = ScheduledEvent(
        call.world.snowflakes.next(),
        call.user,
        at["name"].string(least=1, most=100, required=True),
        at["description"].string(most=1000) or None,
        at["entity_metadata"]["location"].string(least=1, most=100, required=True),
        *_times(call, at),
    )
    call.close()
    if len(guild.events) >= _MOST:
        raise errors.DiscordError(
            400, 30038, "Maximum number of uncompleted guild scheduled events"
        )
    guild.events[event.id] = event
    call.backend.events.scheduled_event("CREATE", guild, event)
    return _rendered(call, guild, event)


@routes.add("PATCH", _ONE)
async def edit_event(call: Call) -> JsonObject:
    """Change an event, or begin, end or cancel it."""
    guild, event = _event(call)
    _demand_own(call, guild, event)
    at = call.field()
    _check_kind(at, required=False)
    name = at["name"].string(least=1, most=100) if "name" in at else event.name
    description = event.description
    if "description" in at:
        description = at["description"].string(most=1000) or None
    location = at["entity_metadata"]["location"].string(least=1, most=100) or event.location
    times = _times(call, at, event)
    now = EventStatus(_rendered(call, guild, event)["status"])
    to = at["status"].choice(_NEXT.get(now, set()), required=False)
    call.close()
    event.name, event.description, event.location = name, description, location
    event.starts_at, event.ends_at = times
    event.status = EventStatus(to) if to else event.status
    call.backend.events.scheduled_event("UPDATE", guild, event)
    return _rendered(call, guild, event)


@routes.add("DELETE", _ONE, reads=False)
async def delete_event(call: Call) -> None:
    """Delete an event."""
    guild, event = _event(call)
    _demand_own(call, guild, event)
    del guild.events[event.id]
    call.backend.events.scheduled_event("DELETE", guild, event)


def _demand_own(call: Call, guild: Guild, event: ScheduledEvent) -> None:
    if event.creator is call.user:
        _demand(call, guild, Permission.CREATE_EVENTS, Permission.MANAGE_EVENTS)
    else:
        _demand(call, guild, Permission.MANAGE_EVENTS)


def _check_kind(at: Field, *, required: bool) -> None:
    at["entity_type"].choice({_EXTERNAL}, required=required)
    at["privacy_level"].choice({_GUILD_ONLY}, required=required)


def _times(call: Call, at: Field, event: ScheduledEvent | None = None) -> tuple[datetime, datetime]:
    """Read when an event begins and ends; both are yet to come, in this order."""
    now = call.world.clock.now()
    starts_at = _moment(at["scheduled_start_time"], event and event.starts_at) or now
    ends_at = _moment(at["scheduled_end_time"], event and event.ends_at) or now
    if at["scheduled_start_time"].given and starts_at <= now:
        at["scheduled_start_time"].fail(
            "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", "Cannot schedule event in the past."
        )
    if ends_at <= starts_at:
        at["scheduled_end_time"].fail(
            "GUILD_SCHEDULED_EVENT_END_BEFORE_START", "Cannot schedule event to end before start."
        )
    return starts_at, ends_at


def _moment(at: Field, otherwise: datetime | None) -> datetime | None:
    if otherwise is not None and not at.given:
        return otherwise
    return at.moment() if at.require() else None
