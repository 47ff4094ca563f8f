"""What tests of several folders share."""

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests import postgres
from tests.postgres import Postgres

# A machine with other things to do makes any example slow.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# As many tests at a time as cores: threads more than that only wait for each other. Read when torch
# is imported, here and in each process that a test starts.
if at_a_time := os.environ.get("PYTEST_XDIST_WORKER_COUNT"):
    threads = max(1, (os.cpu_count() or 1) // int(at_a_time))
    os.environ.setdefault("OMP_NUM_THREADS", str(threads))


def pytest_configure() -> None:
    """Start children as a terminal would."""
    # What is ignored at the start, as under nohup, is ignored by all children.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    if (programs := postgres.binaries()) is None:
        pytest.skip("PostgreSQL's server is not installed (Debian: postgresql)")
    with postgres.running(programs) as server:
        yield server
