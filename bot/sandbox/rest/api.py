"""The REST API: who calls, how often, what is answered, and how a refusal looks."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Iterator
from typing import cast

from aiohttp import web

from bot.sandbox import errors
from bot.sandbox.backend import Backend
from bot.sandbox.errors import DiscordError
from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.limits import Verdict
from bot.sandbox.rest import (
    applications,
    callbacks,
    channels,
    commands,
    guilds,
    member_interactions,
    messages,
    pins,
    reactions,
    roles,
    scheduled_events,
    thread_members,
    threads,
    uploads,
    users,
    webhooks,
)
from bot.sandbox.rest.body import demand_json, read_body
from bot.sandbox.rest.lacking import lacks
from bot.sandbox.rest.routing import Answer, Call, Reply, Route, Who
from bot.sandbox.state.model import User
from bot.sandbox.wire import JsonObject, encode

MOST_BYTES = 25 * 1024 * 1024
_LOOK_SECONDS = 0.1
# In this order: the paths of pins would pass for those of messages.
RESOURCES = (
    pins,
    applications,
    callbacks,
    channels,
    commands,
    guilds,
    member_interactions,
    messages,
    reactions,
    roles,
    scheduled_events,
    thread_members,
    threads,
    uploads,
    users,
    webhooks,
)
_VERSION = re.compile("^/api/v(?:9|10)")
_MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token")
_log = logging.getLogger(__name__)


def api_routes(backend: Backend) -> Iterator[web.RouteDef]:
    """Yield all routes of the API."""
    for resource in RESOURCES:
        for route in resource.routes.all:
            path = "/api/v{version:9|10}" + route.path
            yield web.route(route.method, path, _serve(backend, route))
    yield web.route("*", "/api{rest:.*}", _no_such_route(backend))


def _serve(
    backend: Backend, route: Route
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def serve(request: web.Request) -> web.StreamResponse:
        verdict = Verdict(None, False, {})
        caller: User | None = None
        try:
            caller = _caller(backend, request, route)
            verdict = _limit(backend, request, route, caller)
            _refuse_too_many(verdict)
            if not route.forms:
                demand_json(request)
            body = await read_body(request, _most_bytes(backend))
            call = Call(request, backend, caller, body)
            fault = _fault(backend, route, request, caller)
            await _suffer_before(fault, request)
            if not route.reads:
                call.close()
            status, answer = _status(await route.handler(call))
            call.close()
            _suffer_after(fault, request)
        except DiscordError as refusal:
            status, answer = refusal.status, refusal.body()
        except ConnectionResetError:
            status, answer = 0, {"message": "cut off, by schedule", "code": 0}
        except Exception:
            _log.exception("The sandbox failed at %s %s", request.method, route.path)
            status, answer = 500, {"message": "500: Internal Server Error", "code": 0}
        _note(backend, request, caller, status, answer)
        headers = {"Via": "1.1 sandbox"} | verdict.headers
        return respond(status, answer, headers)

    return serve


def _fault(
    backend: Backend, route: Route, request: web.Request, caller: User | None
) -> Fault | None:
    """Return what goes wrong with a call of the bot; members' clients are spared."""
    by_bot = route.who is Who.ANYONE if caller is None else caller.bot
    path = "/" + request.path.split("/", 3)[3]  # behind the version of the API
    return backend.faults.next(request.method, path) if by_bot else None


async def _suffer_before(fault: Fault | None, request: web.Request) -> None:
    if fault is None:
        return
    match fault.kind:
        case FaultKind.REFUSED:
            late = fault.retry_after_s if fault.status == 429 else None
            raise DiscordError(fault.status, fault.code, "by schedule", retry_after=late)
        case FaultKind.RESET:
            _cut_off(request)
            raise ConnectionResetError
        case FaultKind.SILENT:
            while request.transport is not None:  # noqa: ASYNC110  (nobody tells of its end)
                await asyncio.sleep(_LOOK_SECONDS)
            raise ConnectionResetError
        case FaultKind.SLOW:
            await asyncio.sleep(fault.seconds)
        case FaultKind.ANSWER_LOST:
            pass


def _suffer_after(fault: Fault | None, request: web.Request) -> None:
    if fault is not None and fault.kind is FaultKind.ANSWER_LOST:
        _cut_off(request)


def _cut_off(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()


def respond(status: int, answer: object, headers: dict[str, str] | None = None) -> web.Response:
    """Return an answer as Discord sends it: the content type bare, without a charset."""
    if status == 204:
        return web.Response(status=204, headers=headers)
    return web.Response(
        status=status,
        body=encode(answer).encode(),
        content_type="application/json",
        headers=headers,
    )


def _most_bytes(backend: Backend) -> int:
    limits = [guild.attachment_size_limit for guild in backend.world.guilds.values()]
    return max(MOST_BYTES, 2 * max(backend.world.direct_attachment_limit, *limits, 0))


def _caller(backend: Backend, request: web.Request, route: Route) -> User | None:
    if route.who is Who.ANYONE:
        return None
    token = request.headers.get("Authorization", "")
    is_bot = token.startswith("Bot ")
    user = backend.world.user_with_token(token.removeprefix("Bot ").strip(), bot=is_bot)
    if user is None:
        raise errors.unauthorized()
    if route.who is Who.BOT and not user.bot:
        raise errors.bots_only()
    if route.who is Who.PERSON and user.bot:
        raise errors.users_only()
    return user


def _limit(backend: Backend, request: web.Request, route: Route, caller: User | None) -> Verdict:
    place = "/".join(request.match_info.get(name, "") for name in _MAJOR)
    who = str(caller.id) if caller else request.remote or ""
    return backend.limiter.check(
        route.limit, place, who, global_too=route.counts_globally and caller is not None
    )


def _refuse_too_many(verdict: Verdict) -> None:
    if verdict.retry_after is not None:
        raise DiscordError(
            429,
            0,
            "You are being rate limited.",
            retry_after=verdict.retry_after,
            everywhere=verdict.is_global,
        )


def _status(answer: Answer) -> tuple[int, object]:
    if isinstance(answer, Reply):
        return answer.status, answer.body
    return (204, None) if answer is None else (200, answer)


def _note(
    backend: Backend, request: web.Request, caller: User | None, status: int, answer: object
) -> None:
    refused = cast("JsonObject", answer) if status >= 400 else None
    who = caller.username if caller else "anyone"
    backend.journal.call(who, request.method, request.path, status, refused)


def _no_such_route(backend: Backend) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def refuse(request: web.Request) -> web.StreamResponse:
        known = lacks(request.method, _VERSION.sub("", request.path))
        refusal = errors.unsupported_route() if known else errors.no_such_route()
        _note(backend, request, None, refusal.status, refusal.body())
        return respond(refusal.status, refusal.body())

    return refuse
