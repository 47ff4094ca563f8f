"""One sandbox, one bot and one painter for all tests of this folder."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from bot.sandbox.client.member import Member
from bot.sandbox.server import Sandbox
from tests.end_to_end import stage
from tests.end_to_end.contract import kept

Connect = Callable[[str], AbstractAsyncContextManager[Member]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    session = pytest.mark.asyncio(loop_scope="session")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(session, append=False)
            # They share a sandbox and its members, and count what those have seen.
            item.add_marker(pytest.mark.xdist_group("end to end"))


@pytest.fixture(scope="package", autouse=True)
def contract() -> Iterator[None]:
    with kept():
        yield


def connected(sandbox: Sandbox, name: str) -> AbstractAsyncContextManager[Member]:
    address = sandbox.address
    token = address.users[name].token
    return Member.connected(address.api, address.gateway, token, address.application_id)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox.started() as started:
        started.backend.handshake.identify_interval_s = 0
        yield started


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def bot(
    sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[stage.BotProcess]:
    async with stage.running(sandbox, tmp_path_factory.mktemp("bot")) as bot:
        yield bot


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def newcomer(sandbox: Sandbox, bot: stage.BotProcess) -> AsyncIterator[Member]:
    async with connected(sandbox, "newcomer") as member:
        yield member


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def artist(sandbox: Sandbox, bot: stage.BotProcess) -> AsyncIterator[Member]:
    async with connected(sandbox, "artist") as member:
        yield member


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def moderator(sandbox: Sandbox, bot: stage.BotProcess) -> AsyncIterator[Member]:
    async with connected(sandbox, "moderator") as member:
        yield member


@dataclass(frozen=True, slots=True)
class Quick:
    """A sandbox of its own, and a bot there whose painter takes moments."""

    sandbox: Sandbox
    bot: stage.BotProcess

    def connected(self, name: str) -> AbstractAsyncContextManager[Member]:
        return connected(self.sandbox, name)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def quick(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Quick]:
    folder = tmp_path_factory.mktemp("quick")
    async with Sandbox.started() as sandbox, stage.running(sandbox, folder, quick=0.2) as bot:
        yield Quick(sandbox, bot)


@pytest.fixture(scope="session")
def photo() -> bytes:
    """A photo of 160 x 120 pixels."""
    return picture(160, 120, seed=1)


@pytest.fixture(scope="session")
def painting() -> bytes:
    """A picture with another look."""
    return picture(128, 128, seed=2)


def picture(width: int, height: int, seed: int) -> bytes:
    import io

    import numpy as np
    from PIL import Image

    random = np.random.default_rng(seed)
    coarse = random.integers(0, 256, (height // 16 + 1, width // 16 + 1, 3), dtype=np.uint8)
    image = Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=90)
    return file.getvalue()
