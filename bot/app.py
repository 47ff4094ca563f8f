"""Put the parts together. This is the place to read first.

A command (`bot.exts`) becomes a job (`bot.jobs.service`): its pictures are fetched (`bot.intake`),
it is written down (`bot.database`) and waits in the queue (`bot.jobs`), goes to a painter
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
from bot.challenges.judging import Judging
from bot.challenges.podium import PodiumMaker
from bot.challenges.repositories import ChallengeRepositories
from bot.challenges.scheduler import ChallengeScheduler
from bot.client import DeepStyle
from bot.clock import Clock
from bot.database.database_lock import DatabaseLock
from bot.database.engine import connected, migrate
from bot.database.erasure import Erasure
from bot.database.favourites import Favourites
from bot.database.jobs import JobRepository
from bot.database.server_styles import ServerStyles
from bot.database.servers import Servers
from bot.delivery.mod_log import ModLog
from bot.delivery.promises import Promises
from bot.delivery.sender import Sender
from bot.inference import devices
from bot.inference.pool import PainterPool
from bot.inference.process import ProcessPainter
from bot.intake.fetch import DISCORD_ORIGINS, Intake
from bot.jobs.erasure import MemberErasure
from bot.jobs.notifications import Notifications
from bot.jobs.outcomes import Outcomes
from bot.jobs.runner import JobRunner
from bot.jobs.service import JobService, MemberLimits
from bot.jobs.worker_requests import WorkerRequests
from bot.monitoring import http
from bot.monitoring.health import HealthCheck
from bot.monitoring.loop_lag import watch_loop
from bot.monitoring.metrics import Metrics
from bot.monitoring.rest_calls import trace_calls
from bot.services import Services
from bot.settings import Settings
from bot.storage.picture_store import PictureStore
from bot.storage.promise_journal import PromiseJournal
from bot.storage.retention import delete_unneeded
from bot.styles.presets import PresetCatalog
from bot.styles.previews import Previews

_log = logging.getLogger(__name__)

# A challenge's card is looked at for days; its count of entries need not be of this second.
_CALM = 5
_RECONNECT_SECONDS = 5
# A process that ends, or whose machine has died, has let go by then; in a rolling deploy both are
# there for a while.
_LOCK_PATIENCE_SECONDS = 60
# A task that ends late, or has swallowed its cancelling, is cancelled again.
_CANCEL_SECONDS = 5


async def serve(settings: Settings, token: str, stop: asyncio.Event) -> None:
    """Serve members until `stop` is set.

    Raises HostError, discord.LoginFailure, discord.PrivilegedIntentsRequired,
    discord.ConnectionClosed, discord.HTTPException, aiohttp.ClientError,
    sqlalchemy.exc.SQLAlchemyError or OSError.
    """
    pictures = PictureStore(settings.data_dir / "pictures", settings.min_free_mb << 20)
    pictures.open()
    async with contextlib.AsyncExitStack() as stack:
        engine = await connected(settings.database_address)
        stack.push_async_callback(engine.dispose)
        lock = DatabaseLock(engine)
        stack.push_async_callback(lock.release)
        await _first_of(lock.acquire(_LOCK_PATIENCE_SECONDS), stop.wait())
        if stop.is_set():
            return
        await migrate(engine)
        jobs = JobRepository(engine)
        pool = PainterPool(
            [
                ProcessPainter(name, settings.draft_network, log_format=settings.log_format).start()
                for name in await devices.resolve(settings.devices)
            ]
        )
        stack.push_async_callback(pool.close)
        origins = _use_stand_in(settings) or DISCORD_ORIGINS
        intake = await stack.enter_async_context(
            Intake(pictures, settings.max_picture_bytes, origins)
        )
        metrics = Metrics()
        client = DeepStyle(trace_calls(metrics))
        stack.push_async_callback(client.close)
        delivery = Sender(client, pictures, pool.shrink, jobs.is_last, settings.edit_seconds)
        stack.push_async_callback(delivery.close)
        servers = Servers(engine)
        await servers.load()
        mod_log = ModLog(client, servers)
        stack.push_async_callback(mod_log.close)
        server_styles = ServerStyles(engine, settings.server_styles)
        await server_styles.load()
        promises = Promises(client, jobs, PromiseJournal(settings.data_dir / "promises"))
        challenges = ChallengeRepositories(engine, Clock())
        runner = JobRunner(
            jobs,
            pictures,
            WorkerRequests(pictures, settings.edit_seconds),
            pool,
            delivery,
            Outcomes(
                jobs,
                challenges.entries,
                pictures,
                delivery,
                Notifications(jobs, servers, delivery, mod_log),
                metrics,
                promises,
            ),
            metrics,
            max_waiting=settings.max_waiting,
        )
        stack.push_async_callback(runner.close)
        stack.push_async_callback(client.end_answers)
        announcer = Announcer(
            client,
            challenges,
            pictures,
            PodiumMaker(client, pictures, pool),
            _CALM * settings.edit_seconds,
        )
        scheduler = ChallengeScheduler(
            client,
            challenges,
            announcer,
            Judging(challenges, pictures, pool, announcer.refresh),
            mod_log,
        )
        health = HealthCheck(client, jobs, pool, runner.queue, pictures)
        client.services = Services(
            settings=settings,
            presets=PresetCatalog(settings.hidden_presets),
            pictures=pictures,
            intake=intake,
            jobs=jobs,
            runner=runner,
            job_service=JobService(
                intake,
                jobs,
                challenges.entries,
                runner,
                servers,
                challenges.clock,
                MemberLimits(settings.max_size, settings.member_mb << 20),
                promises,
            ),
            promises=promises,
            servers=servers,
            server_styles=server_styles,
            favourites=Favourites(engine),
            previews=Previews(pictures, server_styles, pool.shrink),
            mod_log=mod_log,
            erasure=MemberErasure(Erasure(engine), jobs, server_styles, pictures, runner),
            health=health,
            metrics=metrics,
            challenges=challenges,
            challenge_scheduler=scheduler,
        )
        if settings.status_address is not None:
            answering = http.serving(settings.status_address, health, metrics)
            await stack.enter_async_context(answering)
        await _first_of(
            _stay_connected(client, token),
            stop.wait(),
            delete_unneeded(
                jobs, challenges.challenges, pictures, timedelta(days=settings.keep_days)
            ),
            scheduler.run(),
            lock.watch(),
            watch_loop(metrics),
        )
        _log.info("stopping")


async def _stay_connected(client: DeepStyle, token: str) -> None:
    await client.login(token)
    while True:
        try:
            await client.connect()
        except AttributeError:
            # discord.py 2.7 falls over a first connection that ends before Discord's HELLO, as it
            # does in an outage; later ones it begins anew by itself.
            _log.warning("Discord's gateway closed before it said anything; again soon")
            await asyncio.sleep(_RECONNECT_SECONDS)
        else:
            return


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
        pending = set(tasks)
        while pending:
            for task in pending:
                task.cancel()
            _, pending = await asyncio.wait(pending, timeout=_CANCEL_SECONDS)
    for task in done:
        task.result()
