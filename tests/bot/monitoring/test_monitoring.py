"""What Prometheus reads, by its own parser."""

import json
import math
import re
from collections import Counter
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from bot.database.models import State
from bot.inference.painter import Health
from bot.monitoring.health import Snapshot
from bot.monitoring.metrics import Metrics
from bot.monitoring.prometheus import expose
from tests.bot.conftest import MakeJob

ROOT = Path(__file__).parents[3]
Samples = dict[tuple[str, str], float]


def snapshot(waiting: dict[int | None, int], jobs: dict[State, int] | None = None) -> Snapshot:
    painters = (Health("cuda:0", True, 0, 1 << 30), Health("cuda:1", False, 3, 0))
    return Snapshot(
        True, math.nan, jobs, Counter(waiting), painters, 5 << 30, has_room=True, line_moves=False
    )


def samples(metrics: Metrics, snapshot: Snapshot) -> Samples:
    """Return every number by its name and its only label that says more than the name."""
    families = text_string_to_metric_families(expose(metrics, snapshot).decode())
    return {(s.name, ",".join(s.labels.values())): s.value for f in families for s in f.samples}


def test_what_happened_is_counted(make_job: MakeJob) -> None:
    metrics = Metrics()
    metrics.begun(make_job())
    metrics.painted(12.5)
    metrics.delivery_begun()
    metrics.ended(State.DELIVERED)
    metrics.failed("out_of_memory")
    found = samples(metrics, snapshot({}, dict.fromkeys(State, 2)))
    assert found["deepstyle_waiting_seconds_count", ""] == 1
    assert found["deepstyle_painting_seconds_sum", ""] == 12.5
    assert found["deepstyle_painting_seconds_bucket", "10.0"] == 0
    assert found["deepstyle_painting_seconds_bucket", "20.0"] == 1
    assert found["deepstyle_deliveries_total", ""] == 1
    assert found["deepstyle_jobs_ended_total", "delivered"] == 1
    assert found["deepstyle_jobs_ended_total", "failed"] == 0
    assert found["deepstyle_failures_total", "out_of_memory"] == 1
    assert found["deepstyle_failures_total", "host"] == 0
    assert found["deepstyle_jobs", "painting"] == 2
    assert found["deepstyle_painter_up", "cuda:0"] == 1
    assert found["deepstyle_painter_up", "cuda:1"] == 0
    assert found["deepstyle_painter_restarts_total", "cuda:1"] == 3
    assert found["deepstyle_painter_memory_bytes", "cuda:0"] == 1 << 30
    assert found["deepstyle_disk_free_bytes", ""] == 5 << 30
    assert found["process_resident_memory_bytes", ""] > 0


def test_the_dashboard_asks_for_numbers_that_exist() -> None:
    dashboard = json.loads((ROOT / "deploy" / "grafana-dashboard.json").read_text())
    asked = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    names = set(re.findall(r"(?:deepstyle|process)_\w+", " ".join(asked)))
    metrics = Metrics()
    metrics.failed("painter")
    found = samples(metrics, snapshot({1: 1}, dict.fromkeys(State, 0)))
    assert names <= {name for name, _ in found}
    assert len(names) > 10


def test_many_servers_make_few_series_and_empty_ones_none() -> None:
    metrics = Metrics()
    crowd: dict[int | None, int] = {server: server for server in range(1, 300)}
    found = samples(metrics, snapshot(crowd | {None: 1000}))
    by_server = {label: n for (name, label), n in found.items() if name.endswith("_by_server")}
    assert len(by_server) <= 20
    assert by_server["direct"] == 1000
    assert by_server["299"] == 299
    assert found["deepstyle_queue_length", ""] == sum(range(300)) + 1000
    found = samples(metrics, snapshot({}))
    assert not any(name.endswith("_by_server") for name, _ in found)


def test_each_part_that_is_missing_is_named() -> None:
    assert snapshot({}).parts == {
        "gateway": True,
        "database": False,
        "painter": True,
        "disk": True,
        "line": False,
    }
    assert samples(Metrics(), snapshot({}))["deepstyle_up", "database"] == 0
