"""A sandbox, its members, and the real discord.py pointed at it."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager

import aiohttp
import discord
import pytest
import yarl
from discord import app_commands

from bot.sandbox.client.member import Member
from bot.sandbox.server import Sandbox
from tests.sandbox.rest import Rest

Connect = Callable[..., AbstractAsyncContextManager[Member]]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox.started() as started:
        started.backend.handshake.identify_interval_s = 0
        yield started


@pytest.fixture
def member(sandbox: Sandbox) -> Connect:
    def connect(name: str = "newcomer") -> AbstractAsyncContextManager[Member]:
        address = sandbox.address
        user = address.users[name]
        return Member.connected(address.api, address.gateway, user.token, address.application_id)

    return connect


@pytest.fixture
async def newcomer(member: Connect) -> AsyncIterator[Member]:
    async with member("newcomer") as connected:
        yield connected


class Client(discord.Client):
    """A bot as a host would write one."""

    def __init__(self, intents: discord.Intents | None = None, **options: object) -> None:
        super().__init__(intents=intents or discord.Intents.default(), **options)
        self.tree = app_commands.CommandTree(self)


@contextlib.asynccontextmanager
async def running(client: Client, sandbox: Sandbox) -> AsyncGenerator[Client]:
    """Log the client in, sync its commands, and log out at the end."""
    await client.login(sandbox.address.bot_token)
    if client.tree.get_commands() or client.tree.get_commands(type=discord.AppCommandType.message):
        await client.tree.sync()
    connection = asyncio.create_task(client.connect())
    ready = asyncio.create_task(client.wait_until_ready())
    await asyncio.wait({ready, connection}, return_when=asyncio.FIRST_COMPLETED, timeout=20)
    if connection.done():
        ready.cancel()
        connection.result()
    try:
        yield client
    finally:
        await client.close()
        await asyncio.gather(connection, return_exceptions=True)


@pytest.fixture(autouse=True)
def pointed(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point the unmodified discord.py at the sandbox, by its addresses alone."""
    monkeypatch.setattr(discord.http.Route, "BASE", sandbox.address.api)
    monkeypatch.setattr(
        discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sandbox.address.gateway)
    )
    monkeypatch.setattr(discord.asset.Asset, "BASE", sandbox.address.origin)


@pytest.fixture
def client() -> Client:
    # Guilds arrive at once here; the wait for more of them only costs time.
    return Client(guild_ready_timeout=0.05)


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def rest(sandbox: Sandbox, http: aiohttp.ClientSession) -> Rest:
    return Rest(sandbox, http, f"Bot {sandbox.address.bot_token}")
