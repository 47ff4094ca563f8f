"""How Discord answers each call of its REST interface."""

from types import SimpleNamespace

import aiohttp

from bot.monitoring.metrics import Metrics


def trace_calls(metrics: Metrics) -> aiohttp.TraceConfig:
    """Return what lets aiohttp count the answers of the session that it is given to."""

    async def answered(
        _: aiohttp.ClientSession, __: SimpleNamespace, end: aiohttp.TraceRequestEndParams
    ) -> None:
        metrics.discord_answered(end.response.status)

    async def failed(
        _: aiohttp.ClientSession, __: SimpleNamespace, ___: aiohttp.TraceRequestExceptionParams
    ) -> None:
        metrics.discord_answered(None)

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(answered)
    trace.on_request_exception.append(failed)
    return trace
