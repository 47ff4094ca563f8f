"""The sandbox as a server on this machine."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Self

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.sandbox.backend import Backend
from bot.sandbox.cdn import Cdn
from bot.sandbox.control import Control
from bot.sandbox.gateway.connection import Connection
from bot.sandbox.guild_control import GuildControl
from bot.sandbox.page import Page
from bot.sandbox.rest.api import api_routes
from bot.sandbox.wire import JsonObject

MOST_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class Account:
    """A person of the sandbox: how to be them, and where they talk with the bot alone."""

    id: str
    token: str
    direct_message: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where the sandbox is, and the keys to it."""

    api: str
    gateway: str
    page: str
    application_id: str
    bot_token: str
    guild_id: str
    channels: dict[str, str]
    users: dict[str, Account]

    @property
    def origin(self) -> str:
        """Scheme, host and port; `/sandbox/…` is under it, and so is the CDN."""
        return self.page.rstrip("/")

    def as_json(self) -> JsonObject:
        """Return what `--json` prints."""
        return {
            "api": self.api,
            "gateway": self.gateway,
            "page": self.page,
            "application_id": self.application_id,
            "bot_token": self.bot_token,
            "guild_id": self.guild_id,
            "channels": self.channels,
            "users": {
                name: {"id": user.id, "token": user.token, "dm": user.direct_message}
                for name, user in self.users.items()
            },
        }


class Sandbox:
    """A running sandbox; `address` says how to reach it."""

    def __init__(self, backend: Backend, address: Address) -> None:
        self.backend = backend
        self.address = address

    @classmethod
    @contextlib.asynccontextmanager
    async def started(cls, *, host: str = "127.0.0.1", port: int = 0) -> AsyncGenerator[Self]:
        """Serve until the block is left; port 0 takes a free one."""
        backend = Backend()
        connections: set[web.WebSocketResponse] = set()
        app = web.Application(client_max_size=MOST_BYTES)
        app.add_routes(api_routes(backend))
        app.add_routes(Cdn(backend).routes())
        app.add_routes(Control(backend).routes())
        app.add_routes(GuildControl(backend).routes())
        app.add_routes(Page(backend).routes())
        gateway = _gateway(backend, connections)
        app.add_routes([web.get("/gateway", gateway), web.get("/gateway/", gateway)])
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        try:
            site = web.TCPSite(runner, host, port)
            await site.start()
            shown = _reachable(host)
            backend.world.base_url = f"http://{shown}:{runner.addresses[0][1]}"
            yield cls(backend, _address(backend))
        finally:
            backend.clock.stop()
            async with asyncio.TaskGroup() as closing:
                for socket in list(connections):
                    closing.create_task(socket.close(code=1001))
            await runner.cleanup()


def _reachable(host: str) -> str:
    """Return the name under which this machine reaches a server that listens on `host`."""
    if host in ("", "0.0.0.0", "::"):
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _gateway(backend: Backend, connections: set[web.WebSocketResponse]) -> Handler:
    async def serve(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=1 << 16, compress=False, timeout=1.0)
        await socket.prepare(request)
        connections.add(socket)
        try:
            version, encoding = request.query.get("v", "10"), request.query.get("encoding", "json")
            if version not in ("9", "10"):
                await socket.close(code=4012, message=b"Invalid API version.")
            elif encoding != "json":
                await socket.close(code=4002, message=b"Error while decoding payload.")
            else:
                compress = request.query.get("compress", "")
                await Connection(socket, backend.handshake, compress).serve()
        finally:
            connections.discard(socket)
        return socket

    return serve


def _address(backend: Backend) -> Address:
    world = backend.world
    guild = next(iter(world.guilds.values()))
    people = [user for user in world.users.values() if not user.bot]
    return Address(
        api=f"{world.base_url}/api/v10",
        gateway=backend.handshake.url,
        page=f"{world.base_url}/",
        application_id=str(world.application.id),
        bot_token=world.bot.token,
        guild_id=str(guild.id),
        channels={channel.name: str(channel.id) for channel in guild.channels.values()},
        users={
            user.username: Account(
                str(user.id), user.token, str(world.direct_message(user, world.bot).id)
            )
            for user in people
        },
    )
