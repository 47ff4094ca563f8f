"""Put the parts together. This is the place to read first.

A command (`bot.exts`) is an order (`bot.jobs.service`): its pictures are fetched (`bot.intake`), it
becomes a job in the book (`bot.database`) and in the line (`bot.jobs`), goes to a painter
(`bot.inference`), and comes back to its member (`bot.delivery`).
"""

import asyncio
import contextlib
import logging
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.challenges.announcer import Announcer
from bot.challenges.judging import Appraisal
from bot.challenges.podium import PodiumMaker
from bot.challenges.repositories import ChallengeBooks
from bot.challenges.scheduler import ChallengeKeeper
from bot.client import DeepStyle
from bot.clock import Clock
from bot.database.engine import open_database
from bot.database.erasure import Erasure
from bot.database.favourites import Favourites
from bot.database.jobs import JobBook
from bot.database.server_styles import ServerStyles
from bot.database.servers import Servers
from bot.delivery.mod_log import ServerLog
from bot.delivery.sender import Delivery
from bot.exts.privacy._erasure import Privacy
from bot.inference import devices
from bot.inference.pool import PainterPool
from bot.inference.process import ProcessPainter
from bot.intake.fetch import DISCORD_ORIGINS, Intake
from bot.jobs.notifications import Aftermath
from bot.jobs.runner import JobRunner
from bot.jobs.service import Commissions
from bot.monitoring import http
from bot.monitoring.health import Lookout
from bot.monitoring.metrics import Metrics
from bot.settings import Settings
from bot.storage.picture_store import PictureStore
from bot.storage.retention import keep_house
from bot.styles.previews import Previews

_log = logging.getLogger(__name__)

# A challenge's card is looked at for days; its count of entries need not be of this second.
_CALM = 5


async def serve(settings: Settings, token: str, stop: asyncio.Event) -> None:
    """Serve members until `stop` is set.

    Raises discord.LoginFailure, discord.PrivilegedIntentsRequired, aiohttp.ClientError,
    sqlalchemy.exc.SQLAlchemyError or OSError.
    """
    pictures = PictureStore(settings.data_dir / "pictures")
    pictures.open()
    async with contextlib.AsyncExitStack() as stack:
        engine = await open_database(settings.database_address)
        stack.push_async_callback(engine.dispose)
        book = JobBook(engine)
        pool = PainterPool(
            [
                ProcessPainter(name, settings.draft_network).start()
                for name in await devices.resolve(settings.devices)
            ]
        )
        stack.push_async_callback(pool.close)
        origins = _use_stand_in(settings) or DISCORD_ORIGINS
        intake = await stack.enter_async_context(
            Intake(pictures, settings.max_picture_bytes, origins)
        )
        client = DeepStyle(settings)
        stack.push_async_callback(client.close)
        delivery = Delivery(client, pictures, pool.shrink, settings.edit_seconds)
        stack.push_async_callback(delivery.close)
        client.servers = Servers(engine)
        await client.servers.load()
        client.server_log = ServerLog(client, client.servers)
        stack.push_async_callback(client.server_log.close)
        metrics = Metrics()
        clock = Clock()
        books = ChallengeBooks(engine, clock)
        client.runner = JobRunner(
            book,
            books.entries,
            pictures,
            pool,
            delivery,
            Aftermath(book, client.servers, delivery, client.server_log),
            metrics,
            max_waiting=settings.max_waiting,
            preview_seconds=settings.edit_seconds,
        )
        stack.push_async_callback(client.runner.close)
        client.book, client.pictures = book, pictures
        client.favourites = Favourites(engine)
        client.server_styles = ServerStyles(engine, settings.server_styles)
        await client.server_styles.load()
        client.previews = Previews(pictures, client.server_styles, pool.shrink)
        client.intake = intake
        client.commissions = Commissions(
            intake,
            pictures,
            book,
            books.entries,
            client.runner,
            client.servers,
            clock,
            settings.max_size,
        )
        client.privacy = Privacy(
            Erasure(engine), book, client.server_styles, pictures, client.runner
        )
        client.challenges = books
        announcer = Announcer(
            client,
            books,
            pictures,
            PodiumMaker(client, pictures, pool),
            _CALM * settings.edit_seconds,
        )
        client.keeper = ChallengeKeeper(
            client,
            books,
            announcer,
            Appraisal(books, pictures, pool, announcer.refresh),
            client.server_log,
        )
        client.lookout = Lookout(client, book, pool, client.runner)
        if settings.status_address is not None:
            answering = http.serving(settings.status_address, client.lookout, metrics)
            await stack.enter_async_context(answering)
        await _first_of(
            client.start(token),
            stop.wait(),
            keep_house(book, books.challenges, pictures, timedelta(days=settings.keep_days)),
            client.keeper.run(),
        )
        _log.info("stopping")


def _use_stand_in(settings: Settings) -> frozenset[URL]:
    """Point discord.py at a stand-in for Discord; return where that keeps its files."""
    if settings.discord_api is None or settings.discord_gateway is None:
        return frozenset()
    Route.BASE = settings.discord_api
    DiscordWebSocket.DEFAULT_GATEWAY = URL(settings.discord_gateway)
    origin = URL(settings.discord_api).origin()
    Asset.BASE = str(origin)  # pyright: ignore[reportAttributeAccessIssue]
    return frozenset({origin})


async def _first_of(*efforts: Coroutine[Any, Any, object]) -> None:
    """Wait until one of some efforts ends; raise what it raised."""
    tasks = [asyncio.create_task(effort) for effort in efforts]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    for task in done:
        task.result()
