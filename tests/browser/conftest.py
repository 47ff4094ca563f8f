"""One browser for all tests here, and two sandboxes: with the bot, and with a showcase."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import discord
import pytest
import pytest_asyncio
import yarl
from playwright.async_api import Browser, async_playwright

from bot.sandbox.server import Sandbox
from tests.browser.reader import Reader, new_reader
from tests.browser.showcase import Showcase
from tests.end_to_end import stage
from tests.end_to_end.conftest import picture

OpenReader = Callable[..., Awaitable[Reader]]
_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    session = pytest.mark.asyncio(loop_scope="session")
    missing = pytest.mark.skip(reason="Chromium is not installed (Debian: apt install chromium)")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(session, append=False)
            item.add_marker(pytest.mark.xdist_group("browser"))
            if _CHROMIUM is None:
                item.add_marker(missing)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=_CHROMIUM, args=_QUIET)
        yield launched
        await launched.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def studio() -> AsyncIterator[Sandbox]:
    """A sandbox in which the bot that ships answers, with a painter that takes moments."""
    async with Sandbox.started() as started:
        started.backend.handshake.identify_interval_s = 0
        yield started


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def bot(
    studio: Sandbox, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[stage.BotProcess]:
    async with stage.running(studio, tmp_path_factory.mktemp("bot"), quick=0.2) as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def showroom() -> AsyncIterator[Sandbox]:
    """A sandbox in which the showcase answers."""
    with pytest.MonkeyPatch.context() as patch:
        async with Sandbox.started() as started:
            gateway = yarl.URL(started.address.gateway)
            patch.setattr(discord.http.Route, "BASE", started.address.api)
            patch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
            async with Showcase() as client:
                await client.login(started.address.bot_token)
                await client.tree.sync()
                connection = asyncio.create_task(client.connect())
                await client.wait_until_ready()
                yield started
                await client.close()
                await connection


@pytest_asyncio.fixture(loop_scope="session")
async def visit(browser: Browser) -> AsyncIterator[OpenReader]:
    """Return what opens a channel in a new browser window; no page may have failed at the end."""
    readers: list[Reader] = []

    async def open_reader(
        sandbox: Sandbox, who: str, channel: str = "stylize", **how: object
    ) -> Reader:
        how.setdefault("viewport", {"width": 1280, "height": 800})
        how.setdefault("reduced_motion", "reduce")
        reader = await new_reader(browser, sandbox, readers.append, **how)
        await reader.open(who, channel)
        return reader

    yield open_reader
    for reader in readers:
        await reader.page.context.close()
        assert reader.errors == []


@pytest.fixture(scope="session")
def photo() -> bytes:
    """A photo of 160 x 120 pixels."""
    return picture(160, 120, seed=1)
