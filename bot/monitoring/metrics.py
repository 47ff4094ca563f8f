"""What has happened since the start, counted in Prometheus's kinds of numbers."""

from datetime import UTC, datetime
from typing import get_args

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector

from bot.database.models import Job, State
from bot.errors import RefusalKey
from styletransfer.worker.protocol import Reason

# From a draft on a GPU to the longest line that a member bears.
_WAITING_BUCKETS = (1, 5, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200)
# What can stand against a job beside the painter's own reasons: a bug of ours, the host's machine,
# the painter's process, Discord.
_FAULTS = ("bot", "host", "painter", "painter died", "undeliverable")
_RETRIED = ("challenge", "delivery")
_STATUSES = ("200", "204", "400", "401", "403", "404", "429", "500", "502", "503", "none")
_LAG_BUCKETS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
_PAINTING_BUCKETS = (1, 2, 5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200)


class Metrics:
    """Counters and histograms, in a registry of their own so that two bots share none."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._ended = Counter(
            "deepstyle_jobs_ended", "Jobs by how they ended", ["state"], registry=self.registry
        )
        self._failures = Counter(
            "deepstyle_failures",
            "Jobs that were not painted or not delivered, by what stood against it",
            ["kind"],
            registry=self.registry,
        )
        self._deliveries = Counter(
            "deepstyle_deliveries", "Deliveries that were begun", registry=self.registry
        )
        self._waiting = Histogram(
            "deepstyle_waiting_seconds",
            "From the member's request to the beginning of painting",
            buckets=_WAITING_BUCKETS,
            registry=self.registry,
        )
        self._painting = Histogram(
            "deepstyle_painting_seconds",
            "Time that a painter took for a picture",
            buckets=_PAINTING_BUCKETS,
            registry=self.registry,
        )
        self._refusals = Counter(
            "deepstyle_refusals",
            "Times that a member was told why not, by the sentence",
            ["key"],
            registry=self.registry,
        )
        self._retries = Counter(
            "deepstyle_retries",
            "What Discord did not take and is sent again, by what it is",
            ["what"],
            registry=self.registry,
        )
        self._calls = Counter(
            "deepstyle_discord_calls",
            "Calls of Discord by the status of its answer, or none",
            ["status"],
            registry=self.registry,
        )
        self._loop_lag = Histogram(
            "deepstyle_event_loop_lag_seconds",
            "How late the event loop comes to what is due",
            buckets=_LAG_BUCKETS,
            registry=self.registry,
        )
        # From 0 on, so that the first of a kind is seen as a rise.
        for state in (State.DELIVERED, State.REFUSED, State.CANCELLED, State.FAILED):
            self._ended.labels(state)
        for kind in (*_FAULTS, *Reason):
            self._failures.labels(kind)
        for key in get_args(RefusalKey):
            self._refusals.labels(key)
        for what in _RETRIED:
            self._retries.labels(what)
        for status in _STATUSES:
            self._calls.labels(status)

    def begun(self, job: Job) -> None:
        """Note that a job's painting begins."""
        waited = datetime.now(UTC) - job.created_at
        self._waiting.observe(max(0.0, waited.total_seconds()))

    def painted(self, seconds: float) -> None:
        """Note how long a picture took."""
        self._painting.observe(seconds)

    def delivery_begun(self) -> None:
        """Note that a result sets out for its member."""
        self._deliveries.inc()

    def ended(self, state: State) -> None:
        """Note how a job ended."""
        self._ended.labels(state).inc()

    def failed(self, kind: str) -> None:
        """Note why a job came to nothing; `kind` is one of a few words."""
        self._failures.labels(kind).inc()

    def refused(self, key: RefusalKey) -> None:
        """Note that a member was told why not."""
        self._refusals.labels(key).inc()

    def retried(self, what: str) -> None:
        """Note that a delivery, or news of a challenge, has to be sent again."""
        self._retries.labels(what).inc()

    def discord_answered(self, status: int | None) -> None:
        """Note the status of an answer of Discord, or that none came."""
        self._calls.labels("none" if status is None else str(status)).inc()

    def loop_was_late(self, seconds: float) -> None:
        """Note how late the event loop came."""
        self._loop_lag.observe(seconds)
