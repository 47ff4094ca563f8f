"""The sandbox's own calls: time, limits, connections and the journal."""

import re

from aiohttp import web

from bot.sandbox.backend import Backend
from bot.sandbox.errors import DiscordError
from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.gateway.connection import reconnect_payload
from bot.sandbox.rest.api import respond
from bot.sandbox.rest.body import read_body
from bot.sandbox.validate.field import Field, Form
from bot.sandbox.wire import JsonObject

MOST_BYTES = 1 << 16
MOST_LIMIT = 500 * 1024 * 1024


class Control:
    """Answers under `/sandbox/`, where Discord has nothing."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the sandbox itself."""
        return [
            web.get("/sandbox/clock", self._clock),
            web.post("/sandbox/clock", self._clock),
            web.get("/sandbox/settings", self._settings),
            web.patch("/sandbox/settings", self._settings),
            web.post("/sandbox/gateway/drop", self._drop),
            web.post("/sandbox/faults", self._add_fault),
            web.delete("/sandbox/faults", self._clear_faults),
            web.get("/sandbox/journal", self._journal),
        ]

    async def _clock(self, request: web.Request) -> web.Response:
        """Tell the time; with `forward_seconds` set the clock forward first."""
        try:
            at = await read_fields(request)
            seconds = at["forward_seconds"].integer(least=0, most=10 * 365 * 86_400) or 0
            at.form.close()
        except DiscordError as refusal:
            return respond(refusal.status, refusal.body())
        self._backend.clock.forward(seconds)
        return respond(200, {"now": self._backend.clock.now().isoformat()})

    async def _settings(self, request: web.Request) -> web.Response:
        """Tell the settings; change those that are given."""
        application, handshake = self._backend.world.application, self._backend.handshake
        try:
            at = await read_fields(request)
            size = at["attachment_size_limit"].integer(least=1, most=MOST_LIMIT)
            content = at["message_content_granted"].boolean(
                default=application.message_content_granted
            )
            members = at["members_granted"].boolean(default=application.members_granted)
            presences = at["presences_granted"].boolean(default=application.presences_granted)
            interval = at["identify_interval_seconds"].integer(least=0, most=60)
            at.form.close()
        except DiscordError as refusal:
            return respond(refusal.status, refusal.body())
        application.message_content_granted = content
        application.members_granted = members
        application.presences_granted = presences
        if interval is not None:
            handshake.identify_interval_s = interval
        world = self._backend.world
        if size:
            world.direct_attachment_limit = size
            for guild in world.guilds.values():
                guild.attachment_size_limit = size
        settings: JsonObject = {
            "attachment_size_limit": world.direct_attachment_limit,
            "message_content_granted": content,
            "members_granted": members,
            "presences_granted": presences,
            "identify_interval_seconds": handshake.identify_interval_s,
        }
        return respond(200, settings)

    async def _drop(self, request: web.Request) -> web.Response:
        """Cut the bot's connections; with `reconnect` ask it to come back instead."""
        try:
            at = await read_fields(request)
            reconnect, code = at["reconnect"].boolean(), at["code"].integer(least=1000, most=4999)
            invalidate = at["invalidate"].boolean()
            at.form.close()
        except DiscordError as refusal:
            return respond(refusal.status, refusal.body())
        dropped = 0
        for session in [s for s in self._backend.handshake.sessions.values() if s.user.bot]:
            if invalidate:
                self._backend.handshake.forget(session)
            if session.socket is None:
                continue
            dropped += 1
            if reconnect:
                session.socket.send(reconnect_payload())
            else:
                session.socket.close(code or 4000)
        return respond(200, {"dropped": dropped})

    async def _add_fault(self, request: web.Request) -> web.Response:
        """Let calls of the bot go wrong, as `bot.sandbox.faults.Fault` says."""
        try:
            at = await read_fields(request)
            fault = Fault(_pattern(at["calls"]), _kind(at["kind"]))
            fault.status = at["status"].integer(least=400, most=599) or fault.status
            fault.code = at["code"].integer(least=0, most=1 << 20) or fault.code
            fault.times = at["times"].integer(least=1, most=1 << 20)
            for name in ("retry_after_s", "seconds", "after_s", "for_s"):
                if (given := at[name].integer(least=0, most=86_400)) is not None:
                    setattr(fault, name, given)
            at.form.close()
        except DiscordError as refusal:
            return respond(refusal.status, refusal.body())
        self._backend.faults.add(fault)
        return respond(204, None)

    async def _clear_faults(self, _: web.Request) -> web.Response:
        """Let nothing go wrong any more."""
        self._backend.faults.clear()
        return respond(204, None)

    async def _journal(self, request: web.Request) -> web.Response:
        """Tell what passed after the entry with a number."""
        after = request.query.get("after", "0")
        entries = self._backend.journal.after(int(after) if after.isdecimal() else 0)
        return respond(200, {"entries": entries})


def _pattern(at: Field) -> str:
    pattern = at.string(least=1, required=True)
    try:
        re.compile(pattern)
    except re.error:
        at.fail("BASE_TYPE_BAD_STRING", "This is no regular expression.")
    return pattern


def _kind(at: Field) -> FaultKind:
    kind = at.string(required=True)
    if kind not in list(FaultKind):
        at.fail("BASE_TYPE_CHOICES", f"Value must be one of {', '.join(FaultKind)}.")
        return FaultKind.REFUSED
    return FaultKind(kind)


async def read_fields(request: web.Request) -> Field:
    """Read the body of one of the sandbox's own calls; raises DiscordError if it is no object."""
    data = (await read_body(request, MOST_BYTES)).data
    at = Field(data, Form(data))
    at.object()
    at.form.check()
    return at
