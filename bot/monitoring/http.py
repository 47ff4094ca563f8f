"""`/healthz` and `/metrics`, for the host's own eyes."""

import contextlib
import logging
from collections.abc import AsyncGenerator
from http import HTTPStatus

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST
from yarl import URL

from bot.monitoring.health import HealthCheck
from bot.monitoring.metrics import Metrics
from bot.monitoring.prometheus import expose

_log = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def serving(address: str, health: HealthCheck, metrics: Metrics) -> AsyncGenerator[None]:
    """Answer at `host:port` until the block is left.

    Raises OSError, whose file name is the address.
    """

    async def healthz(_: web.Request) -> web.Response:
        parts = (await health.look()).parts
        status = HTTPStatus.OK if all(parts.values()) else HTTPStatus.SERVICE_UNAVAILABLE
        return web.json_response(parts, status=status)

    async def exposition(_: web.Request) -> web.Response:
        text = expose(metrics, await health.look())
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_LATEST})

    app = web.Application()
    app.add_routes([web.get("/healthz", healthz), web.get("/metrics", exposition)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        url = URL(f"http://{address}")
        try:
            await web.TCPSite(runner, url.host, url.port).start()
            _log.info("answering /healthz and /metrics on port %d", runner.addresses[0][1])
        except OSError as error:
            raise OSError(error.errno, error.strerror, address) from error
        yield
    finally:
        await runner.cleanup()
