"""What tests of several folders share."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests import postgres
from tests.postgres import Postgres

# A machine with other things to do makes any example slow.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    if (programs := postgres.binaries()) is None:
        pytest.skip("PostgreSQL's server is not installed (Debian: postgresql)")
    with postgres.running(programs) as server:
        yield server
