"""Metrics and snapshot in Prometheus's text format."""

from collections.abc import Iterator
from itertools import chain

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from bot.monitoring.health import Snapshot
from bot.monitoring.metrics import Metrics

# Each server is a time series of its own, kept for weeks; the busiest say enough.
_MOST_SERVERS = 20


def expose(metrics: Metrics, snapshot: Snapshot) -> bytes:
    """Return the text that Prometheus reads."""
    now = CollectorRegistry()
    now.register(_Now(snapshot))
    return b"".join((generate_latest(metrics.registry), generate_latest(now)))


class _Now:
    """Prometheus's collector of what a snapshot shows."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def collect(self) -> Iterator[Metric]:
        """Yield the gauges."""
        return chain(self._service(), self._queue(), self._painters())

    def _service(self) -> Iterator[Metric]:
        up = GaugeMetricFamily("deepstyle_up", "Whether a part works", labels=["part"])
        for part, works in self._snapshot.parts.items():
            up.add_metric([part], works)
        yield up
        yield GaugeMetricFamily(
            "deepstyle_gateway_latency_seconds",
            "Time between a heartbeat and its acknowledgement",
            self._snapshot.latency,
        )
        yield GaugeMetricFamily(
            "deepstyle_disk_free_bytes",
            "What is free where the pictures are",
            self._snapshot.free_bytes,
        )

    def _queue(self) -> Iterator[Metric]:
        jobs = GaugeMetricFamily("deepstyle_jobs", "Jobs by state", labels=["state"])
        for state, count in (self._snapshot.jobs or {}).items():
            jobs.add_metric([state], count)
        yield jobs
        waiting = self._snapshot.waiting
        yield GaugeMetricFamily("deepstyle_queue_length", "Jobs in line", waiting.total())
        by_server = GaugeMetricFamily(
            "deepstyle_queue_length_by_server",
            "Jobs in line from each of the busiest servers",
            labels=["guild"],
        )
        for guild, count in waiting.most_common(_MOST_SERVERS):
            by_server.add_metric(["direct" if guild is None else str(guild)], count)
        yield by_server

    def _painters(self) -> Iterator[Metric]:
        up = GaugeMetricFamily("deepstyle_painter_up", "Whether it is ready", labels=["painter"])
        memory = GaugeMetricFamily(
            "deepstyle_painter_memory_bytes", "Its resident memory", labels=["painter"]
        )
        restarts = CounterMetricFamily(
            "deepstyle_painter_restarts", "How often it had to be started again", labels=["painter"]
        )
        for painter in self._snapshot.painters:
            up.add_metric([painter.name], painter.alive)
            memory.add_metric([painter.name], painter.memory_bytes)
            restarts.add_metric([painter.name], painter.restarts)
        yield from (up, memory, restarts)
